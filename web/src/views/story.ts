// SPDX-License-Identifier: MIT
// Today: what happened, newest first, each event once; as far as the newest report unless days are asked for.

import { get } from "../api";
import { h } from "../dom";
import { facets, today } from "../facets";
import { headline } from "../page";
import { empty, eventItem, Pages, quadMark } from "../parts";
import { asked, link, type State } from "../state";
import type { Event, List, Storyline } from "../types";
import { ALL, type View } from "../view";
import { count, day, days, QUADS } from "../words";

const pages = new Pages();

function byDay(events: Event[], state: State): HTMLElement[] {
    const groups: [string, Event[]][] = [];
    for (const event of events) {
        const name = days(event.day, event.day_end);
        const last = groups[groups.length - 1];
        if (last?.[0] === name) last[1].push(event);
        else groups.push([name, [event]]);
    }
    return groups.map(([name, list]) => {
        const one = list[0]!.day === list[0]!.day_end;
        return h("section", { class: "day" }, h("h2", {}, one ? day(list[0]!.day, true) : name), h("div", {}, list.map((event) => eventItem(event, state))));
    });
}

// What the marks mean; each leads to the acts of its kind alone, and back.
function kinds(state: State): HTMLElement {
    return h("nav", { class: "kinds", "aria-label": "Kinds of acts" }, [1, 2, 3, 4].map((quad) => {
        const on = state.filters["quad"] === String(quad);
        const mark = quadMark(quad);
        mark.setAttribute("aria-hidden", "true");
        return h("a", { href: link({ filters: { quad: on ? "" : String(quad) } }, state), "aria-current": on ? "true" : null, title: on ? "All kinds again" : `Only ${QUADS[quad]}` }, mark, QUADS[quad]);
    }));
}

function stories(list: Storyline[], state: State): HTMLElement | null {
    if (!list.length) return null;
    const now = state.filters["storyline"];
    return h("aside", { class: "stories", "aria-labelledby": "stories" }, h("h2", { id: "stories" }, "Stories"),
        h("p", { class: "quiet" }, "Events that follow from one another."),
        h("ol", {}, list.map((story) => h("li", { class: String(story.id) === now ? "now" : "" },
            h("a", { href: link({ filters: { storyline: String(story.id) } }, state), "aria-current": String(story.id) === now ? "true" : null }, story.title),
            h("small", {}, `${story.lands.map((l) => l.name).join(", ")} · ${count(story.events, "event")} · ${days(story.first, story.last)}`)))));
}

export const view: View = {
    title: "Today",
    filters: ALL,
    async draw(root, state, signal) {
        const one = state.filters["storyline"];
        const open = !one && !state.filters["since"] && !state.filters["until"];
        const until = open ? await today() : "";
        const [events, lines, story] = await Promise.all([
            pages.get<Event>("events", { ...asked(state, "q", "order"), ...(until ? { until } : {}) }, state, signal),
            get<List<Storyline>>("storylines", { limit: 60 }, signal).catch(() => ({ items: [] as Storyline[] })),
            one ? get<Storyline>(`storylines/${one}`, {}, signal).catch(() => null) : null,
            facets().catch(() => null),
        ]);
        const many = lines.items.filter((line) => line.events > 2).slice(0, 10);
        headline(story ? story.title : "Today");
        root.replaceChildren(
            until ? h("p", { class: "quiet note" }, `To the day of the newest report, ${day(until)}. What is announced for later stands in the `, h("a", { href: link({ view: "calendar" }, state) }, "calendar"), ".") : "",
            kinds(state),
            h("div", { class: "with-aside" },
                h("div", { class: "days" }, events.items.length ? byDay(events.items, state) : empty(state.filters["storyline"] || Object.keys(state.filters).length ? "No event of the ledger passes these filters." : "There are no events in the ledger yet.", state),
                    pages.button(events.next, () => view.draw(root, state, signal), () => root.querySelectorAll("article"))),
                stories(many, state) ?? ""));
    },
};
