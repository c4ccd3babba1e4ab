// SPDX-License-Identifier: MIT
// Claims: who says what; one event as its sources tell it; contradictions side by side.

import { get } from "../api";
import { h, type Child } from "../dom";
import { facets, landName } from "../facets";
import { headline } from "../page";
import { empty, Pages, sides, statusOf, tabs, typeOf, where } from "../parts";
import { asked, link, type State } from "../state";
import type { Claim, Contradiction, Event, EventFull } from "../types";
import { ALL, type View } from "../view";
import { count, day, days, FIELDS, KINDS, MANNERS } from "../words";
import { marked, saidBy } from "./events";

const pages = new Pages();
const few = new Pages(10);

const eventHead = (e: Event, state: State): HTMLElement => h("header", { class: "event-head" },
    h("p", { class: "over" }, typeOf(e.type, e.mode, e.quad), " ", h("span", { class: "sides" }, sides(e))),
    h("h2", {}, h("a", { href: link({ view: "events", id: String(e.id) }, state) }, e.sentence)),
    h("p", { class: "under" }, h("span", {}, days(e.day, e.day_end)), statusOf(e.status, e.certainty)));

// ---- who says what ---------------------------------------------------------------------------------------------------

function claim(c: Claim, state: State): HTMLElement {
    const chain = c.chain.filter(Boolean);
    const who = c.actor?.name || c.source || "an unnamed source";
    return h("li", { class: "claim", tabindex: "-1" },
        h("div", { class: "speaker" }, h("b", {}, h("a", { class: "land", href: link({ filters: { said_by: c.actor?.name || c.source } }, state), title: "Only what they say" }, who)),
            c.actor?.country && landName(c.actor.country) !== who ? h("small", {}, landName(c.actor.country)) : null,
            chain.length > 1 ? h("small", { title: "Who passes it on, and from whom" }, "via ", chain.slice(0, -1).join(" › ")) : null,
            h("small", {}, KINDS[c.kind] ?? c.kind)),
        h("div", {}, h("blockquote", {}, c.content || h("span", { class: "quiet" }, "what was said is not told")),
            h("p", { class: "under" }, h("span", { title: `Word of saying: ${c.cue}` }, `${c.cue ? `“${c.cue}”, ` : ""}${MANNERS[c.manner] ?? c.manner}`),
                h("a", { href: link({ view: "documents", id: String(c.document) }, state), title: c.title }, `${c.outlet}, ${day(c.published)}`),
                c.events.map((event) => h("a", { href: link({ view: "events", id: String(event) }, state) }, c.events.length === 1 ? "the event it tells of" : `event ${event}`)))));
}

async function statements(root: HTMLElement, head: Child[], state: State, signal: AbortSignal): Promise<void> {
    const kind = state.filters["kind"] ?? "";
    const claims = await pages.get<Claim>("claims", asked(state, "kind", "document", "event", "q"), state, signal);
    const kinds = tabs("Kind of source", "kind", state, [["", "all sources"], ["named", "named"], ["role", "offices"], ["anonymous", "unnamed"], ["media", "other outlets"]]);
    kinds.classList.add("minor");
    root.replaceChildren(...(head as Node[]), kinds,
        claims.items.length ? h("ol", { class: "claims" }, claims.items.map((c) => claim(c, state))) : empty(kind ? `No claim by ${KINDS[kind] ?? kind} passes these filters.` : "No claim passes these filters.", state),
        pages.button(claims.next, () => statements(root, head, state, signal), () => root.querySelectorAll<HTMLElement>("li.claim")) ?? "");
}

// ---- one event by its sources ----------------------------------------------------------------------------------------

function bySource(e: EventFull, state: State): HTMLElement {
    const outlets = new Map<string, typeof e.mentions>();
    for (const m of e.mentions) if (!m.copy_of) outlets.set(m.outlet, [...(outlets.get(m.outlet) ?? []), m]);
    return h("article", { class: "compare" }, eventHead(e, state), h("div", { class: "columns" }, [...outlets].map(([outlet, mentions]) =>
        h("section", {}, h("h3", {}, outlet || "outlet not known"), mentions.slice(0, 3).map((m) => h("div", { class: "telling" },
            h("blockquote", {}, marked(m.sentence, m.trigger)),
            h("p", { class: "under" }, h("span", {}, saidBy(m)), statusOf(m.status, m.certainty), m.place ? h("span", {}, m.place_hedged ? "perhaps " : "", where(m.place, m.country)) : null,
                h("a", { href: link({ view: "documents", id: String(m.document), filters: { mention: String(m.number) } }, state) }, day(m.published))))),
            mentions.length > 3 ? h("p", { class: "quiet" }, `and in ${count(mentions.length - 3, "more sentence")}`) : null))));
}

async function sources(root: HTMLElement, head: Child[], state: State, signal: AbortSignal): Promise<void> {
    const list = await few.get<Event>("events", { ...asked(state, "q"), min_reports: state.filters["min_reports"] ?? 2 }, state, signal);
    const full = await Promise.all(list.items.filter((e) => e.sources > 1).map((e) => get<EventFull>(`events/${e.id}`, {}, signal)));
    root.replaceChildren(...(head as Node[]), ...(full.length ? full.map((e) => bySource(e, state)) : [empty("No event that passes these filters is told by two outlets or more.", state)]),
        few.button(list.next, () => sources(root, head, state, signal), () => root.querySelectorAll<HTMLElement>("article")) ?? "");
}

// ---- contradictions --------------------------------------------------------------------------------------------------

function contradiction(event: Event, list: Contradiction[], state: State): HTMLElement {
    return h("article", { class: "compare" }, eventHead(event, state), list.map((c) =>
        h("div", { class: "versions" }, h("h3", {}, FIELDS[c.field] ?? c.field), h("ul", {}, c.versions.map((v) =>
            h("li", {}, h("b", {}, v.value ? (c.field.startsWith("day") ? day(v.value) : v.value) : "not told"), h("span", {}, v.outlets.join(", ")),
                h("small", { class: "quiet" }, count(v.reports, "report"), v.said_by?.length ? `; so say ${[...new Set(v.said_by)].join(", ")}` : ""))))))) as HTMLElement;
}

async function contradictions(root: HTMLElement, head: Child[], state: State, signal: AbortSignal): Promise<void> {
    const list = await pages.get<Contradiction>("contradictions", asked(state), state, signal);
    const by = new Map<number, Contradiction[]>();
    for (const c of list.items) by.set(c.event.id, [...(by.get(c.event.id) ?? []), c]);
    root.replaceChildren(...(head as Node[]), ...(by.size ? [...by.values()].map((each) => contradiction(each[0]!.event, each, state)) : [empty("The reports that pass these filters do not contradict one another.", state)]),
        pages.button(list.next, () => contradictions(root, head, state, signal), () => root.querySelectorAll<HTMLElement>("article")) ?? "");
}

export const view: View = {
    title: "Claims",
    filters: ALL,
    async draw(root, state, signal) {
        const show = state.filters["show"] ?? "";
        await facets().catch(() => null);
        headline(show === "sources" ? "One event, several sources" : show === "contradictions" ? "Contradictions" : "Who says what");
        const head = [tabs("Claims", "show", state, [["", "Who says what"], ["sources", "One event, several sources"], ["contradictions", "Contradictions"]])];
        await (show === "sources" ? sources : show === "contradictions" ? contradictions : statements)(root, head, state, signal);
    },
};

