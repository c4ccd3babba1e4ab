// SPDX-License-Identifier: MIT
// Where the reader is: #/view/id?filters. The address bar is the only place that holds it.

export interface State { view: string; id: string; filters: Record<string, string> }

// Filters that go with the reader from view to view, in the order in which the address shows them.
export const FILTERS = [
    "between", "with", "actor", "recipient", "type", "status", "mode", "context", "quad", "since", "until", "place", "said_by", "outlet",
    "min_reports", "min_certainty", "disputed", "storyline",
] as const;

export function parse(hash: string): State {
    const [where = "", query = ""] = hash.replace(/^#\/?/, "").split(/\?(.*)/s);
    const [view = "", id = ""] = where.split("/").map((part) => { try { return decodeURIComponent(part); } catch { return part; } });
    const filters = Object.create(null) as Record<string, string>;
    for (const [name, value] of new URLSearchParams(query)) if (value) filters[name] = value;
    return { view: view || "story", id, filters };
}

export function format(state: State): string {
    const query = new URLSearchParams();
    const place = (name: string): number => { const at = (FILTERS as readonly string[]).indexOf(name); return at < 0 ? 99 : at; };
    for (const name of Object.keys(state.filters).sort((a, b) => place(a) - place(b) || a.localeCompare(b)))
        if (state.filters[name]) query.set(name, state.filters[name]);
    const text = query.toString().replace(/%2C/g, ",");
    return `#/${state.view}${state.id ? "/" + encodeURIComponent(state.id) : ""}${text ? "?" + text : ""}`;
}

export const here = (): State => parse(location.hash);

// The same place with other parts: link({view: "events", id: "12"}). Filters of the ledger are kept, what belongs to one view is not,
// unless `filters` is given: these are laid over those that are kept ("" takes one away).
export function link(to: { view?: string; id?: string; filters?: Record<string, string> }, from: State = here()): string {
    const same = (to.view ?? from.view) === from.view;
    const filters: Record<string, string> = {};
    for (const [name, value] of Object.entries(from.filters)) if (same || (FILTERS as readonly string[]).includes(name)) filters[name] = value;
    return format({ view: to.view ?? from.view, id: to.id ?? "", filters: { ...filters, ...to.filters } });
}

// Goes to a state. `replace`: without a new entry in the history (sliders, brushes).
export function go(state: State, replace = false): void {
    const hash = format(state);
    if (hash === location.hash) return;
    if (replace) {
        history.replaceState(null, "", hash);
        dispatchEvent(new HashChangeEvent("hashchange"));
    } else location.hash = hash;
}

// Changes filters where the reader stands.
export function set(filters: Record<string, string>, replace = false): void {
    const now = here();
    go({ ...now, filters: { ...now.filters, ...filters } }, replace);
}

// The filters of the ledger alone, as parameters of a question; others by name.
export function asked(state: State, ...more: string[]): Record<string, string> {
    const out: Record<string, string> = {};
    for (const [name, value] of Object.entries(state.filters))
        if ((FILTERS as readonly string[]).includes(name) || more.includes(name)) out[name] = value;
    return out;
}
