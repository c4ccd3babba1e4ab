// SPDX-License-Identifier: MIT
// Questions to the server. Errors come as problem+json and are thrown with the sentence that they hold.

export class Problem extends Error {
    constructor(readonly status: number, message: string) { super(message); }
}

export type Params = Record<string, string | number | undefined>;

export function path(where: string, params: Params = {}): string {
    const query = new URLSearchParams();
    for (const [name, value] of Object.entries(params)) if (value !== undefined && value !== "") query.set(name, String(value));
    const text = query.toString();
    return "/v1/" + where + (text ? "?" + text : "");
}

async function answer<T>(response: Response): Promise<T> {
    if (response.status === 204) return undefined as T;
    if (!response.ok) {
        const problem: { title?: string; detail?: string } = await response.json().catch(() => ({}));
        throw new Problem(response.status, problem.detail || problem.title || `The server answered ${response.status}.`);
    }
    return (await response.json()) as T;
}

async function reach(where: string, init: RequestInit): Promise<Response> {
    try {
        return await fetch(where, init);
    } catch (error) {
        if ((error as Error).name === "AbortError") throw error;
        throw new Problem(0, "The server cannot be reached. Is “dragoman serve” still running?");
    }
}

// get<List<Event>>("events", {with: "USA"}, signal)
export async function get<T>(where: string, params: Params = {}, signal?: AbortSignal): Promise<T> {
    return answer<T>(await reach(path(where, params), signal ? { signal } : {}));
}

const KEY = "dragoman-token";
export const token = {
    get: (): string => sessionStorage.getItem(KEY) ?? "",
    set: (word: string): void => sessionStorage.setItem(KEY, word),
};

// A change to the ledger: "POST" with a body, "DELETE" without.
export async function send<T>(method: "POST" | "DELETE", where: string, body?: unknown): Promise<T> {
    const headers: Record<string, string> = { "Content-Type": "application/json" };
    if (token.get()) headers["Authorization"] = "Bearer " + token.get();
    return answer<T>(await reach(path(where), { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) }));
}
