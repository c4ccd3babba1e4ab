// SPDX-License-Identifier: MIT
// How an event was found: the report is read once more and its derivation told, as `dragoman explain` does.

import { get, send } from "./api";
import { h } from "./dom";
import type { DocumentFull } from "./types";

const asked = new Map<number, Promise<string[]>>();

async function ask(document: number): Promise<string[]> {
    const doc = await get<DocumentFull>(`documents/${document}`);
    const answer = await send<{ explanations: string[] }>("POST", "read", {
        id: doc.name, text: doc.text, date: doc.published || undefined, source: doc.outlet || undefined, title: doc.record.document.given_title ?? undefined, explain: true,
    });
    return answer.explanations;
}

// Lines are "  label       value"; a line without a label goes on.
function lines(text: string): HTMLElement {
    const list = h("dl", { class: "facts small" });
    for (const line of text.split("\n").slice(1)) {
        const label = line.slice(0, 14).trim();
        const value = line.slice(14).trim();
        if (!value || ["sentence", "coded", "rule"].includes(label)) continue;
        if (label) list.append(h("dt", {}, label));
        list.append(h("dd", {}, value));
    }
    return list;
}

// A fold that is filled when it is opened. `number`: of the event in the record of the report.
export function derivation(document: number, number: number): HTMLElement {
    const body = h("div", { "aria-live": "polite" });
    async function fill(): Promise<void> {
        if (!fold.open || body.firstChild) return;
        body.append(h("p", { class: "quiet" }, "Reading the report once more …"));
        try {
            if (!asked.has(document)) asked.set(document, ask(document));
            const text = (await asked.get(document)!)[number];
            body.replaceChildren(text ? lines(text) : h("p", { class: "quiet" }, "With the data of today this event is not found any more."));
        } catch (error) {
            asked.delete(document);
            body.replaceChildren(h("p", { class: "fault" }, (error as Error).message));
        }
    }
    const fold = h("details", { ontoggle: () => void fill() }, h("summary", {}, "How it was found"), body);
    return fold;
}
