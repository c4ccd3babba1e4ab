// SPDX-License-Identifier: MIT
// The reports of the ledger, and one of them with its text.

import { get } from "../api";
import { h } from "../dom";
import { facets } from "../facets";
import { headline } from "../page";
import { empty, Pages } from "../parts";
import { reportView } from "../report";
import { asked, link, type State } from "../state";
import type { DocumentFull, DocumentRow } from "../types";
import type { View } from "../view";
import { count, day } from "../words";

const pages = new Pages();

function item(doc: DocumentRow, state: State): HTMLElement {
    return h("li", { tabindex: "-1", id: `d${doc.id}` },
        h("p", { class: "lead" }, h("a", { href: link({ view: "documents", id: String(doc.id) }, state) }, doc.title || doc.name)),
        h("p", { class: "under" }, h("span", {}, doc.outlet || "outlet not known"), h("span", {}, doc.published ? day(doc.published) : "day not known"), h("span", {}, count(doc.words, "word")),
            h("span", {}, doc.events ? count(doc.events, "event") : "no events"), doc.copy_of ? h("span", {}, "nearly a copy of another report") : null));
}

async function list(root: HTMLElement, state: State, signal: AbortSignal): Promise<void> {
    const docs = await pages.get<DocumentRow>("documents", asked(state, "q"), state, signal);
    headline("Reports");
    root.replaceChildren(docs.items.length ? h("ol", { class: "rows" }, docs.items.map((doc) => item(doc, state))) : empty("No report of the ledger passes these filters.", state),
        pages.button(docs.next, () => list(root, state, signal), () => root.querySelectorAll<HTMLElement>(".rows > li")) ?? "");
}

async function one(root: HTMLElement, state: State, signal: AbortSignal): Promise<void> {
    const [doc] = await Promise.all([get<DocumentFull>(`documents/${encodeURIComponent(state.id)}`, {}, signal), facets().catch(() => null)]);
    headline(doc.title || doc.name, doc.record.document.title !== null);
    root.replaceChildren(
        h("p", { class: "under" }, h("span", {}, doc.outlet || "outlet not known"), h("span", {}, doc.published ? day(doc.published, true) : "day not known"), h("span", {}, count(doc.words, "word")),
            doc.url && /^https?:/.test(doc.url) ? h("a", { href: doc.url, rel: "noopener noreferrer", target: "_blank" }, "where it was published") : null,
            doc.copy_of ? h("a", { href: link({ view: "documents", id: String(doc.copy_of) }, state) }, "nearly a copy of another report") : null),
        reportView(doc, state, () => one(root, state, new AbortController().signal)));
}

export const view: View = {
    title: "Reports",
    filters: ["party", "type", "outlet", "time"],
    draw: (root, state, signal) => (state.id ? one(root, state, signal) : list(root, state, signal)),
};
