// SPDX-License-Identifier: MIT
// Talks: negotiations as processes, with their rounds, what is on the agenda, and what is announced.

import { get } from "../api";
import { h, type Child } from "../dom";
import { facets } from "../facets";
import { headline } from "../page";
import { empty, landLink, listed, Pages, where } from "../parts";
import { asked, link, type State } from "../state";
import type { ReportOf, Round, Talk } from "../types";
import type { View } from "../view";
import { count, day, days, STATUSES } from "../words";

const pages = new Pages(15);

function reportsOf(list: ReportOf[], state: State): Child {
    const seen = new Map(list.map((r) => [r.document, r]));
    return [...seen.values()].map((r, i) => [i ? ", " : null, h("a", { href: link({ view: "documents", id: String(r.document) }, state), title: `${r.title}, ${day(r.published)}` }, r.outlet || r.title)]);
}

function roundRow(round: Round, state: State): HTMLElement {
    const at = where(round.place, round.country);
    const name = round.number > 0 ? `Round ${round.number}` : "";
    return h("tr", {},
        h("th", { scope: "row" }, round.day ? days(round.day, round.day_end) : h("span", { class: "quiet" }, "day not told"), name ? h("small", {}, name) : null),
        h("td", { "data-label": "Where" }, at || h("span", { class: "quiet" }, "not told"), round.hedged ? h("small", {}, "the reports leave the place open") : null),
        h("td", { "data-label": "Status" }, h("span", { class: `status ${round.status}`, title: STATUSES[round.status] ?? "" }, round.status), round.outcome ? h("small", {}, round.outcome) : null),
        h("td", { "data-label": "Delegates" }, round.delegates.length ? round.delegates.join(", ") : h("span", { class: "quiet" }, "not named")),
        h("td", { "data-label": "Reports" }, reportsOf(round.reports, state),
            round.event === null ? null : h("small", {}, h("a", { href: link({ view: "events", id: String(round.event) }, state) }, "the event"))));
}

function table(title: string, rounds: Round[], state: State): HTMLElement | null {
    if (!rounds.length) return null;
    const sorted = [...rounds].sort((a, b) => (a.day || "9").localeCompare(b.day || "9") || a.number - b.number);
    return h("table", { class: "rounds" }, h("caption", {}, title),
        h("thead", {}, h("tr", {}, ["When", "Where", "Status", "Delegates", "Told by"].map((name) => h("th", { scope: "col" }, name)))),
        h("tbody", {}, sorted.map((round) => roundRow(round, state))));
}

function agenda(talk: Talk, stance: "on" | "off", title: string, state: State, alone: boolean): HTMLElement | null {
    const items = talk.agenda.filter((item) => item.stance === stance);
    if (!items.length) return null;
    return h("section", { class: `agenda ${stance}` }, h(alone ? "h2" : "h3", {}, title),
        h("ul", {}, items.map((item) => h("li", {}, item.item, h("small", {}, reportsOf(item.reports, state))))));
}

function process(talk: Talk, state: State, alone: boolean): HTMLElement {
    const name = alone ? null : h("h2", {}, listed(talk.lands, landLink));
    return h("article", { class: "talk", id: `t${talk.id}`, tabindex: "-1" }, name,
        h("p", { class: "under" }, h("span", {}, days(talk.first, talk.last)), talk.rounds.length ? h("span", {}, count(talk.rounds.length, "round")) : null,
            talk.announced.length ? h("span", {}, `${count(talk.announced.length, "round")} announced`) : null,
            alone ? null : h("a", { href: link({ view: "talks", id: String(talk.id) }, state) }, "this process alone"),
            talk.lands.length === 2 ? h("a", { href: link({ view: "timeline", filters: { between: talk.lands.map((l) => l.code).join(","), with: "" } }, state) }, "timeline of the two") : null),
        table("Announced", talk.announced, state), table("Held, called off or spoken of", talk.rounds, state),
        h("div", { class: "agendas" }, agenda(talk, "on", "On the agenda", state, alone), agenda(talk, "off", "Left off the agenda", state, alone)));
}

export const view: View = {
    title: "Talks",
    filters: ["party", "time"],
    async draw(root, state, signal) {
        if (state.id) {
            const [talk] = await Promise.all([get<Talk>(`talks/${encodeURIComponent(state.id)}`, {}, signal), facets().catch(() => null)]);
            headline(`Talks: ${talk.lands.map((l) => l.name).join(" and ")}`);
            root.replaceChildren(process(talk, state, true), h("p", { class: "more" }, h("a", { href: link({ view: "talks" }, state) }, "All talks")));
            return;
        }
        const [talks] = await Promise.all([pages.get<Talk>("talks", asked(state), state, signal), facets().catch(() => null)]);
        headline("Talks");
        root.replaceChildren(...(talks.items.length ? talks.items.map((talk) => process(talk, state, false)) : [empty("The ledger knows of no talks that pass these filters.", state)]),
            pages.button(talks.next, () => view.draw(root, state, signal), () => root.querySelectorAll<HTMLElement>("article")) ?? "");
    },
};
