// SPDX-License-Identifier: MIT
// What the shell asks of a view. To add one: a file in views/ and a line in main.ts.

import type { State } from "./state";

export type FilterName = "party" | "type" | "status" | "certainty" | "outlet" | "speaker" | "place" | "time";
export const ALL: readonly FilterName[] = ["party", "type", "status", "certainty", "outlet", "speaker", "place", "time"];

// What a view that is kept while it is shown is made of: what is moved, chosen and unfolded in it stays through updates.
export interface Kept {
    node: HTMLElement;
    update(state: State, signal: AbortSignal): Promise<void>;
    stop?(): void;
}

export interface View {
    title: string;
    filters: readonly FilterName[]; // those that it hears; the bar shows no others
    // Called on arrival, at every change of the address within the view, and when the ledger has grown. `root` still holds what was
    // there before: ask first, then put all in at once (root.replaceChildren), so that nothing jumps. Errors thrown are shown by the
    // shell; `signal` is aborted when the reader has gone on.
    draw(root: HTMLElement, state: State, signal: AbortSignal): Promise<void>;
    leave?(): void; // before another view takes over
}

// A view that is built on arrival and kept until another one takes over.
export function kept(title: string, filters: readonly FilterName[], build: () => Kept): View {
    let mine: Kept | null = null;
    return {
        title, filters,
        async draw(root, state, signal) {
            mine ??= build();
            await mine.update(state, signal);
            if (!root.contains(mine.node)) root.replaceChildren(mine.node);
        },
        leave() {
            mine?.stop?.();
            mine = null;
        },
    };
}
