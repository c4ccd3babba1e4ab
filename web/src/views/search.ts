// SPDX-License-Identifier: MIT
// Search: the texts of the reports, the events in them, and those who take part.

import { get } from "../api";
import { h, type Child } from "../dom";
import { facets } from "../facets";
import { headline } from "../page";
import { eventItem } from "../parts";
import { asked, link, set, type State } from "../state";
import type { Actor, Found } from "../types";
import type { View } from "../view";
import { count, day, number } from "../words";

function actor(a: Actor, state: State): HTMLElement {
    return h("li", {}, h("b", {}, a.name), " ", a.code ? h("code", { class: "code", title: "CAMEO code" }, a.code) : null, h("small", {}, `${a.kind}, ${count(a.mentions, "time")} in an event`),
        h("small", {}, a.country ? h("a", { href: link({ view: "story", filters: { with: a.country, q: "" } }, state) }, `events of ${a.country}`) : null, a.country ? ", " : null,
            h("a", { href: link({ view: "claims", filters: { said_by: a.name, q: "" } }, state) }, "what they say")));
}

function part(title: string, count_: number, ...content: Child[]): HTMLElement | null {
    return count_ ? h("section", {}, h("h2", {}, title), content) : null;
}

export const view: View = {
    title: "Search",
    filters: [],
    async draw(root, state, signal) {
        const q = (state.filters["q"] ?? "").trim();
        const box = h("input", { type: "search", id: "words", value: q, autocomplete: "off" });
        const form = h("form", { class: "search", role: "search", "aria-label": "Search again", onsubmit: (event: SubmitEvent) => { event.preventDefault(); set({ q: box.value.trim() }); } },
            h("label", { for: "words" }, "Words in the reports; “in quotes” as they stand"), h("div", {}, box, h("button", { class: "first" }, "Search")));
        const [found] = await Promise.all([q ? get<Found>("search", { ...asked(state), q }, signal) : null, facets().catch(() => null)]);
        headline(q ? `Search: ${q}` : "Search");
        if (!found) { root.replaceChildren(form); return; }
        const none = !found.documents.length && !found.events.length && !found.actors.length;
        root.replaceChildren(form, none ? h("div", { class: "empty" }, h("p", {}, "Nothing in the ledger has these words."), h("p", { class: "quiet" }, "All words must stand in one report. Try fewer, or their plain forms.")) : "",
            h("div", { class: "with-aside" }, h("div", {},
                part("Reports", found.documents.length, h("ol", { class: "rows" }, found.documents.map((d) => h("li", {},
                    h("p", { class: "lead" }, h("a", { href: link({ view: "documents", id: String(d.id), filters: { q: "" } }, state) }, d.title || `Report ${number(d.id)}`)),
                    h("p", { class: "snippet" }, d.snippet.map(([text, hit]) => (hit ? h("mark", {}, text) : text))),
                    h("p", { class: "under" }, h("span", {}, d.outlet || "outlet not known"), h("span", {}, day(d.published ?? ""))))))),
                part("Events", found.events.length, found.events.map((e) => eventItem(e, state)))),
                found.actors.length ? h("aside", { class: "stories", "aria-label": "Who" }, h("h2", {}, "Who"), h("ol", {}, found.actors.map((a) => actor(a, state)))) : null));
    },
};
