// SPDX-License-Identifier: MIT
// Pieces that several views show.

import { get, type Params } from "./api";
import { h, svg, type Child } from "./dom";
import { outline } from "./draw/mark";
import { landName } from "./facets";
import { FILTERS, format, here, link, type State } from "./state";
import type { Event, Land, List, Party } from "./types";
import { count, QUADS, STATUSES, sure, TYPES } from "./words";

// The mark of a quad class: circle and square cooperate, in words and in deeds; triangle and diamond conflict.
export function quadMark(quad: number): SVGSVGElement {
    const shape = svg("path", { d: quad === 0 ? "M-5-1h10v2h-10z" : outline(quad, 5) });
    return svg("svg", { class: `quad q${quad}`, viewBox: "-7 -7 14 14", width: 13, height: 13, role: "img" }, svg("title", {}, QUADS[quad] ?? ""), shape);
}

// A type with its mode, told what it means where pointed at.
export function typeOf(type: string, mode = "", quad?: number): HTMLElement {
    const about = TYPES[type] ?? "a statement without an act of its own";
    return h("span", { class: "type", title: `${type || "STATEMENT"}${mode ? ", " + mode : ""}: ${about}` },
        quad === undefined ? null : quadMark(quad), h("b", {}, type || "STATEMENT"), mode ? ` ${mode}` : null);
}

// "happened"; "planned, likely (62 %)".
export function statusOf(status: string, certainty: number): HTMLElement {
    return h("span", { class: `status ${status}`, title: `${status}: ${STATUSES[status] ?? ""}. How certain the words make it: ${Math.round(certainty * 100)} %.` },
        status, certainty < 0.95 ? h("span", { class: "sure" }, ` ${sure(certainty)}, ${Math.round(certainty * 100)} %`) : null);
}

// A land as a link that shows the events of it alone.
export function landLink(land: Land): HTMLElement {
    const view = ["events", "documents", "talks"].includes(here().view) ? "story" : here().view;
    return h("a", { class: "land", href: link({ view, filters: { with: land.code, between: "" } }), title: `Only what concerns ${land.name}` }, land.name);
}

export function listed<T>(items: T[], draw: (item: T) => Child): Child[] {
    return items.map((item, i): Child => [i === 0 ? null : i === items.length - 1 ? " and " : ", ", draw(item)]);
}

// "Russia and the United States"; "Russia → Ukraine".
export function sides(event: { actors: Land[]; recipients: Land[] }, draw: (land: Land) => Child = landLink): Child {
    const { actors, recipients } = event;
    const codes = (lands: Land[]): string => lands.map((land) => land.code).sort().join();
    if (actors.length > 1 && codes(actors) === codes(recipients)) return listed(actors, draw);
    if (!actors.length && !recipients.length) return h("span", { class: "quiet" }, "parties not told");
    return [actors.length ? listed(actors, draw) : h("span", { class: "quiet" }, "not told"),
        recipients.length ? [h("span", { class: "arrow", role: "img", "aria-label": "to" }, " → "), listed(recipients, draw)] : null];
}

export const sidesText = (event: { actors: Land[]; recipients: Land[] }): string => {
    const node = document.createElement("i");
    const name = (land: Land): string => land.name;
    for (const part of [sides(event, name)].flat(9)) if (part) node.append(part as string | Node);
    return node.textContent ?? "";
};

// The persons and bodies of a role by name, with their CAMEO codes.
export function people(parties: Party[], role: Party["role"]): Child {
    return listed(parties.filter((p) => p.role === role), (p) => [p.name, p.code && p.code !== p.name ? h("code", { class: "code", title: "CAMEO code of the actor" }, p.code) : null]);
}

export function where(place: string, country: string): string {
    const land = country ? landName(country) : "";
    return !place ? land : !land || place === land || place.endsWith(land) ? place : `${place}, ${land}`;
}

// What to say where a list has nothing, with a way on.
export function empty(said: string, state: State): HTMLElement {
    const given = FILTERS.filter((name) => state.filters[name]);
    return h("div", { class: "empty" }, h("p", {}, said),
        given.length ? h("p", {}, h("a", { href: link({ id: state.id, filters: Object.fromEntries(given.map((name) => [name, ""])) }, state) }, "Take all filters away"))
            : h("p", { class: "quiet" }, "Add reports to the ledger with ", h("code", {}, "dragoman ingest --db FILE reports.jsonl"), "; they appear here within two seconds."));
}

// Tabs that are links: a parameter of the address with one of some values, the first of which is the one without it.
export function tabs(label: string, name: string, state: State, values: [string, string][]): HTMLElement {
    const now = state.filters[name] ?? values[0]![0];
    return h("nav", { class: "tabs", "aria-label": label }, values.map(([value, text], i) =>
        h("a", { href: link({ id: state.id, filters: { [name]: i === 0 ? "" : value } }, state), "aria-current": value === now ? "true" : null }, text)));
}

// ---- long lists ------------------------------------------------------------------------------------------------------


// A list of which more pages can be asked for: as many are drawn again after a change of the ledger as had been opened.
export class Pages {
    private key = "";
    private pages = 1;

    constructor(private readonly size = 50) {}

    async get<T>(what: string, params: Params, state: State, signal: AbortSignal): Promise<List<T>> {
        const key = format(state);
        if (key !== this.key) { this.key = key; this.pages = 1; }
        const parts = await Promise.all(Array.from({ length: this.pages }, (_, i) => get<List<T>>(what, { ...params, limit: this.size, skip: i ? i * this.size : undefined }, signal)));
        return { items: parts.flatMap((part) => part.items), next: parts[parts.length - 1]!.next };
    }

    // The button under the list; `redraw` draws the view again, then the reader goes on at the first new item.
    button(next: string | null, redraw: () => Promise<void>, items: () => NodeListOf<HTMLElement>): HTMLElement | null {
        if (!next) return null;
        return h("p", { class: "more" }, h("button", { type: "button", onclick: async () => {
            const before = items().length;
            this.pages++;
            await redraw();
            items()[before]?.focus({ preventScroll: true });
        } }, "Show more"));
    }
}

// ---- an event in a list ----------------------------------------------------------------------------------------------

export function told(event: Event): string {
    return `${count(event.reports, "report")}${event.sources > 1 ? ` from ${event.sources} outlets` : ""}${event.copies ? `, ${count(event.copies, "copy", "copies")}` : ""}`;
}

export function eventItem(event: Event, state: State): HTMLElement {
    const at = where(event.place, event.country);
    const named = people(event.parties.filter((p) => p.kind !== "country"), "actor");
    const others = people(event.parties.filter((p) => p.kind !== "country"), "recipient");
    const dead = [event.killed !== null && event.killed > 0 ? `${event.killed} killed` : "", event.injured !== null && event.injured > 0 ? `${event.injured} injured` : ""].filter(Boolean).join(", ");
    const href = link({ view: "events", id: String(event.id) }, state);
    return h("article", { class: "event", id: `e${event.id}`, tabindex: "-1", "aria-labelledby": `e${event.id}-s` },
        h("p", { class: "over" }, typeOf(event.type, event.mode, event.quad), " ", h("span", { class: "sides" }, sides(event))),
        h("p", { class: "lead", id: `e${event.id}-s` }, h("a", { href }, event.sentence || `Event ${event.id}`)),
        h("p", { class: "under" },
            statusOf(event.status, event.certainty),
            at ? h("span", {}, "in ", at) : null,
            dead ? h("span", { class: "dead" }, dead) : null,
            [named, others].flat(9).some(Boolean) ? h("span", {}, named, [others].flat(9).some(Boolean) && [named].flat(9).some(Boolean) ? ", " : null, others) : null,
            h("span", { title: event.outlets.join(", ") }, told(event), event.outlets.length && event.sources <= 3 ? `: ${event.outlets.join(", ")}` : null),
            event.disputed.length ? h("span", { class: "differ" }, `reports differ on ${event.disputed.join(" and ")}`) : null,
            event.day_told ? null : h("span", { class: "quiet", title: "No report tells the day of the act; this is the day of the first report." }, "day not told")));
}
