// SPDX-License-Identifier: MIT
// What is drawn, as a table: filled when it is opened, so that a drawing of thousands costs no more than what is seen.

import { h, type Child } from "../dom";

export interface Column<T> { name: string; of(row: T): Child; number?: boolean }

export interface Table<T> { node: HTMLElement; show(title: string, rows: T[], note?: string): void }

export function table<T>(columns: Column<T>[], most = 500): Table<T> {
    const name = h("summary", {});
    const body = h("div", { class: "scroll", tabindex: "0", role: "region" });
    const node = h("details", { class: "as-table", ontoggle: fill }, name, body);
    let rows: T[] = [], note = "", stale = true;

    function fill(): void {
        if (!node.open || !stale) return;
        stale = false;
        const more = rows.length > most ? `The first ${most} of ${rows.length} rows. Narrow the filters to see others.` : "";
        body.replaceChildren(
            h("table", {},
                h("thead", {}, h("tr", {}, columns.map((each) => h("th", { scope: "col", class: each.number ? "n" : null }, each.name)))),
                h("tbody", {}, rows.slice(0, most).map((row) => h("tr", {}, columns.map((each) => h("td", { class: each.number ? "n" : null }, each.of(row))))))),
            ...[note, more].filter(Boolean).map((text) => h("p", { class: "note" }, text)));
    }
    return {
        node,
        show(title, next, words = "") {
            name.textContent = title;
            body.setAttribute("aria-label", title);
            rows = next;
            note = words;
            stale = true;
            fill();
        },
    };
}
