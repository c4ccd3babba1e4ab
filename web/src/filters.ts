// SPDX-License-Identifier: MIT
// The bar of filters, and the line that says in words which are set.

import { get } from "./api";
import { h, id } from "./dom";
import { facets, landName } from "./facets";
import { pick, type Option, type Pick } from "./pick";
import { FILTERS, here, link, set, type State } from "./state";
import type { Actor, List } from "./types";
import type { FilterName } from "./view";
import { day, plain, QUADS, STATUSES, TYPES } from "./words";

const MOST = 60; // options shown at once

const list = (text: string | undefined): string[] => (text ? text.split(",") : []);

// Those that hold what was typed; names that begin with it come first.
function matching(options: Option[], typed: string): Option[] {
    const wanted = typed.toLowerCase();
    const rank = (o: Option): number => {
        const name = o.name.toLowerCase();
        return name.startsWith(wanted) || o.value.toLowerCase() === wanted ? 0 : name.includes(" " + wanted) ? 1 : name.includes(wanted) ? 2 : o.about?.includes(wanted) ? 3 : 9;
    };
    return options.map((o) => ({ o, r: rank(o) })).filter(({ r }) => r < 9).sort((a, b) => a.r - b.r).slice(0, MOST).map(({ o }) => o);
}

async function lands(typed: string): Promise<Option[]> {
    return matching((await facets()).lands.map((l) => ({ value: l.code, name: l.name, count: l.events, about: l.code })), typed);
}

async function types(typed: string): Promise<Option[]> {
    return matching((await facets()).types.filter((t) => t.name).map((t) => ({ value: t.name, name: t.name, count: t.events, about: TYPES[t.name] ?? "" })), typed);
}

async function statuses(typed: string): Promise<Option[]> {
    return matching((await facets()).statuses.map((s) => ({ value: s.name, name: s.name, count: s.events, about: STATUSES[s.name] ?? "" })), typed);
}

async function outlets(typed: string): Promise<Option[]> {
    return matching((await facets()).outlets.map((o) => ({ value: o.name, name: o.name, count: o.documents })), typed);
}

const typedIn = (typed: string, about: string): Option[] => (typed ? [{ value: typed, name: `“${typed}”`, about }] : []);

async function places(typed: string): Promise<Option[]> {
    return [...(await lands(typed)), ...typedIn(typed, "in the name of the place")];
}

async function speakers(typed: string): Promise<Option[]> {
    if (!typed) return (await lands("")).map((o) => ({ value: o.value, name: o.name, about: "anyone of that land" }));
    const found = await get<List<Actor>>("actors", { q: typed, limit: 20 }).catch(() => ({ items: [] as Actor[] }));
    return [...typedIn(typed, "in the words of the source"), ...found.items.map((a) => ({ value: a.name, name: a.name, about: a.code || a.kind, count: a.mentions }))];
}

// Two parties are a pair, one may stand on either side.
const parties = (state: State): string[] => [...list(state.filters["between"]), ...list(state.filters["with"])];
const setParties = (chosen: string[]): void => set(chosen.length === 2 ? { between: chosen.join(","), with: "" } : { between: "", with: chosen[0] ?? "" });

const chooser = (name: string, label: string, most: number, options: (typed: string) => Promise<Option[]>): Pick =>
    pick({ label, most, empty: "any", options, change: (chosen) => set({ [name]: chosen.join(",") }) });

function field(label: string, input: HTMLInputElement | HTMLSelectElement): HTMLElement {
    input.id ||= id("field");
    return h("div", { class: "field" }, h("label", { for: input.id }, label), input);
}

const date = (name: string): HTMLInputElement => {
    const input = h("input", { type: "date", onchange: () => set({ [name]: input.value }) });
    return input;
};

// What a filter says, for the line of chips.
function say(name: string, value: string): string {
    const both = (names: string[]): string => names.map(landName).join(" and ");
    const or = (words: string[]): string => words.join(" or ");
    switch (name) {
    case "between": return `between ${both(list(value))}`;
    case "with": return `with ${both(list(value))}`;
    case "actor": return `done by ${landName(value)}`;
    case "recipient": return `done to ${landName(value)}`;
    case "type": case "status": return or(list(value));
    case "mode": return `mode ${value}`;
    case "context": return `about ${plain(value)}`;
    case "quad": return QUADS[+value] ?? value;
    case "since": return `from ${day(value)}`;
    case "until": return `until ${day(value)}`;
    case "place": return `in ${landName(value)}`;
    case "said_by": return `said by ${landName(value)}`;
    case "outlet": return `told by ${value}`;
    case "min_reports": return `in ${value} reports or more`;
    case "min_certainty": return `${Math.round(+value * 100)} % sure or more`;
    case "disputed": return "on which reports differ";
    default: return `${name} ${value}`;
    }
}

export interface Bar { node: HTMLElement; show(heard: readonly FilterName[], state: State): void }

export function bar(): Bar {
    const picks: Partial<Record<FilterName, Pick>> = {
        party: pick({ label: "Parties", most: 2, empty: "any", options: lands, change: setParties }),
        type: chooser("type", "What", 16, types),
        status: chooser("status", "Status", 6, statuses),
        outlet: chooser("outlet", "Outlet", 1, outlets),
        speaker: chooser("said_by", "Said by", 1, speakers),
        place: chooser("place", "Place", 1, places),
    };
    const certainty = h("select", { onchange: () => set({ min_certainty: certainty.value }) },
        h("option", { value: "" }, "any"), [0.5, 0.75, 0.9].map((n) => h("option", { value: n }, `${n * 100} % or more`)));
    const since = date("since");
    const until = date("until");
    const fields: Record<FilterName, HTMLElement[]> = {
        party: [picks.party!.node], type: [picks.type!.node], status: [picks.status!.node], certainty: [field("Certainty", certainty)],
        outlet: [picks.outlet!.node], speaker: [picks.speaker!.node], place: [picks.place!.node], time: [field("From", since), field("Until", until)],
    };
    const grid = h("div", { class: "fields", id: "filters" }, Object.values(fields));
    const toggle = h("button", { type: "button", class: "toggle", "aria-expanded": "false", "aria-controls": grid.id, onclick: () => {
        const open = grid.classList.toggle("open");
        toggle.setAttribute("aria-expanded", String(open));
    } }, "Filters");
    const chips = h("ul", { class: "chips", "aria-label": "Filters that are set" });
    const node = h("section", { class: "filters", "aria-label": "Filters" }, grid, h("div", { class: "set-line" }, toggle, chips));

    function chip(name: string, value: string): HTMLElement {
        const words = say(name, value);
        return h("li", {}, h("button", { type: "button", title: "Take this filter away", "aria-label": `${words}: take this filter away`, onclick: () => { set({ [name]: "" }); toggle.focus(); } },
            words, h("span", { "aria-hidden": "true" }, " ×")));
    }

    function show(heard: readonly FilterName[], state: State): void {
        const f = state.filters;
        node.hidden = heard.length === 0;
        for (const name of Object.keys(fields) as FilterName[]) for (const each of fields[name]) each.hidden = !heard.includes(name);
        picks.party!.show(parties(state));
        for (const [name, key] of [["type", "type"], ["status", "status"], ["outlet", "outlet"], ["speaker", "said_by"], ["place", "place"]] as const)
            picks[name]!.show(key === "outlet" || key === "said_by" || key === "place" ? (f[key] ? [f[key]] : []) : list(f[key]));
        certainty.value = f["min_certainty"] ?? "";
        since.value = f["since"] ?? "";
        until.value = f["until"] ?? "";
        const given = FILTERS.filter((name) => f[name]);
        toggle.textContent = given.length ? `Filters (${given.length})` : "Filters";
        chips.replaceChildren(...given.map((name) => chip(name, f[name]!)));
        if (given.length > 1) chips.append(h("li", {}, h("a", { href: link({ filters: Object.fromEntries(given.map((name) => [name, ""])), id: state.id }) }, "clear all")));
        if (!given.length) chips.append(h("li", { class: "quiet" }, "the whole ledger"));
    }

    facets().then(() => document.body.isConnected && again(), () => undefined);
    let again = (): void => undefined;
    return { node, show(heard, state) { again = () => show(heard, here()); show(heard, state); } };
}
