// SPDX-License-Identifier: MIT
// Corrections: what readers have marked right, wrong or missing.

import { get, Problem, send } from "../api";
import { correctionText } from "../correct";
import { h } from "../dom";
import { headline, say } from "../page";
import { tabs } from "../parts";
import { link, type State } from "../state";
import type { Correction, List } from "../types";
import type { View } from "../view";
import { count, FIELDS } from "../words";

function row(c: Correction, state: State, redraw: () => void): HTMLElement {
    const fault = h("small", { class: "fault", role: "alert" });
    async function take(): Promise<void> {
        try {
            await send("DELETE", `corrections/${c.id}`);
            say("The correction is taken back.", true);
            redraw();
        } catch (error) {
            fault.textContent = error instanceof Problem && error.status === 401 ? "Writing needs the server's word: mark an event first, where it is asked for." : (error as Error).message;
        }
    }
    const where = c.event ? link({ view: "events", id: String(c.event) }, state) : link({ view: "documents", id: String(c.document) }, state);
    return h("li", {}, h("p", {}, correctionText(c)),
        h("p", { class: "under" }, h("a", { href: where }, c.title || c.report || (c.event ? `event ${c.event}` : `report ${c.document}`)), h("button", { type: "button", class: "plain", onclick: take, title: "Take this correction out of the ledger" }, "take back"), fault));
}

// Right, wrong and missing by count, and what is wrong most.
function sums(items: Correction[]): HTMLElement {
    const of = (verdict: string): number => items.filter((c) => c.verdict === verdict).length;
    const fields = new Map<string, number>();
    for (const c of items) if (c.verdict === "wrong") fields.set(c.field, (fields.get(c.field) ?? 0) + 1);
    const judged = of("right") + of("wrong");
    const most = [...fields].sort((a, b) => b[1] - a[1]).map(([field, n]) => `${FIELDS[field] ?? field} (${n})`).join(", ");
    return h("dl", { class: "facts sums" }, h("dt", {}, "Right"), h("dd", {}, `${of("right")}${judged ? ` of ${judged} judged, ${Math.round((100 * of("right")) / judged)} %` : ""}`),
        h("dt", {}, "Wrong"), h("dd", {}, `${of("wrong")}${most ? `: ${most}` : ""}`), h("dt", {}, "Missing"), h("dd", {}, of("missing")));
}

export const view: View = {
    title: "Corrections",
    filters: [],
    async draw(root, state, signal) {
        const all = (await get<List<Correction>>("corrections", { limit: 500 }, signal)).items;
        const verdict = state.filters["verdict"] ?? "";
        const items = verdict ? all.filter((c) => c.verdict === verdict) : all;
        const redraw = (): void => void view.draw(root, state, new AbortController().signal);
        headline("Corrections");
        root.replaceChildren(
            h("div", { class: "prose" }, h("p", {}, "Readers mark events right, wrong or missing: at an event under ", h("a", { href: link({ view: "story" }, state) }, "Today"), ", or in the text of a ", h("a", { href: link({ view: "documents" }, state) }, "report"),
                ". What they mark stays in the ledger with their name and the day."),
                h("p", {}, "To measure the dataset by them: ", h("code", {}, "dragoman eval --corrections"), " tells how many events of each type are right. ",
                    h("a", { href: "/v1/corrections.jsonl", download: "corrections.jsonl" }, "Download them as gold"), ", one line each.")),
            all.length ? sums(all) : "",
            all.length ? tabs("Verdict", "verdict", state, [["", "All"], ["right", "Right"], ["wrong", "Wrong"], ["missing", "Missing"]]) : "",
            items.length ? h("ol", { class: "rows" }, items.map((c) => row(c, state, redraw))) : h("div", { class: "empty" }, h("p", {}, all.length ? `None is marked ${verdict}.` : "Nothing has been marked yet."),
                all.length ? null : h("p", { class: "quiet" }, "Open an event and press Right or Wrong under one of its sentences.")), all.length >= 500 ? h("p", { class: "quiet" }, `The newest ${count(500, "correction")} are shown.`) : "");
    },
};
