// SPDX-License-Identifier: MIT
// What the shell asks of a view. To add one: a file in views/ and a line in main.ts.

import type { State } from "./state";

export type FilterName = "party" | "type" | "status" | "certainty" | "outlet" | "speaker" | "place" | "time";
export const ALL: readonly FilterName[] = ["party", "type", "status", "certainty", "outlet", "speaker", "place", "time"];

export interface View {
    title: string;
    filters: readonly FilterName[]; // those that it hears; the bar shows no others
    // Called on arrival, at every change of the address within the view, and when the ledger has grown. `root` still holds what was
    // there before: ask first, then put all in at once (root.replaceChildren), so that nothing jumps. Errors thrown are shown by the
    // shell; `signal` is aborted when the reader has gone on.
    draw(root: HTMLElement, state: State, signal: AbortSignal): Promise<void>;
    leave?(): void; // before another view takes over
}
