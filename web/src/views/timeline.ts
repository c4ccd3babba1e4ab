// SPDX-License-Identifier: MIT
// The timeline of all, of an actor or of a dyad: sums of days make the bars and the curve at every scale, asked once; single events
// are asked for where a few hundred are in sight. The span in sight is the filters "since" and "until", so that it goes with the
// reader to the other views and stands in the address.

import { get } from "../api";
import { chart, type Curve } from "../draw/chart";
import { all, days as daysOf, sums, timeless } from "../draw/days";
import { hollow, mixture, sides, sign, signed, told } from "../draw/mark";
import { table } from "../draw/table";
import { DAY, given, group, heart, iso, stepFor, utc, within, type Span, type Sums } from "../draw/time";
import { h } from "../dom";
import { facets, landName } from "../facets";
import { headline, say } from "../page";
import { asked, here, link, set, type State } from "../state";
import type { DyadPeriod, Event, List } from "../types";
import { ALL, kept, type Kept } from "../view";
import { count, day as inDay, days as inDays, number } from "../words";

const MARKS = 700; // events that are drawn one by one

const parties = (state: State): string[] => (state.filters["between"] ?? "").split(",").filter(Boolean);

async function curves(state: State, days: Sums[], signal: AbortSignal): Promise<Curve[]> {
    const [a, b, more] = parties(state);
    if (!a || !b || more) return [{ name: "", short: "", days }];
    const both = await get<List<DyadPeriod>>("dyads", { ...timeless(state), by: "day" }, signal);
    const way = (name: "a_to_b" | "b_to_a"): Sums[] => both.items.map((item) => sums(item.period, item[name], [0, 0, 0, 0], state)).filter((each) => each.weight > 0);
    return [{ name: `${landName(a)} → ${landName(b)}`, short: `${a} → ${b}`, days: way("a_to_b") }, { name: `${landName(b)} → ${landName(a)}`, short: `${b} → ${a}`, days: way("b_to_a") }];
}

// ---- the view --------------------------------------------------------------------------------------------------------

function title(state: State): string {
    const named = (name: string): string => (state.filters[name] ?? "").split(",").filter(Boolean).map(landName).join(" and ");
    const who = named("between") || named("with") || [named("actor"), named("recipient")].filter(Boolean).join(" → ");
    return who ? `Timeline: ${who}` : "Timeline";
}

function options(name: string, label: string, choices: [string, string][]): { node: HTMLElement; show(state: State): void } {
    const box = h("select", { id: `timeline-${name}`, onchange: () => set({ [name]: box.value === choices[0]![0] ? "" : box.value }) },
        choices.map(([value, text]) => h("option", { value }, text)));
    return { node: h("div", { class: "field" }, h("label", { for: box.id }, label), box), show(state) { box.value = state.filters[name] ?? choices[0]![0]; } };
}

function build(): Kept {
    let days: Sums[] = [], state: State = here(), turn = 0, timer = 0;
    let whole: Span = [0, 1];
    const drawn = chart(rest, moved);
    const scale = options("scale", "Score", [["plover", "PLOVER"], ["goldstein", "Goldstein"]]);
    const weigh = options("weigh", "Weighed by", [["events", "events"], ["reports", "reports"]]);
    const button = (text: string, name: string, act: () => void): HTMLElement => h("button", { type: "button", "aria-label": name, title: name, onclick: act }, text);
    const span = h("p", { class: "span" });
    const nothing = h("p", { class: "empty" }, "No event in the ledger fits these filters.");
    const key = h("p", { class: "quiet small-note" }, sign(1), " happened or under way ", hollow("planned"), " planned ", hollow("possible"), " possible or supposed ", hollow("negated"),
        " said not to be. Drag to move; the wheel zooms after a click or with Ctrl; on the small line a span is chosen.");
    const beyond = h("p", { class: "beyond" });
    const listed = table<Event>([
        { name: "Day", of: told }, { name: "Who", of: (event) => h("a", { href: link({ view: "events", id: String(event.id) }) }, sides(event)) },
        { name: "What", of: (event) => event.type || "–" }, { name: "Status", of: (event) => event.status }, { name: "Place", of: (event) => event.place || "–" },
        { name: "PLOVER", of: (event) => signed(event.score), number: true }, { name: "Goldstein", of: (event) => signed(event.goldstein), number: true },
        { name: "Reports", of: (event) => event.reports, number: true },
    ]);
    const summed = table<Sums>([
        { name: "Period", of: (each) => inDays(iso(each.t), iso(each.end - DAY)) }, { name: "Events", of: (each) => number(each.events), number: true },
        { name: "Reports", of: (each) => number(each.reports), number: true }, { name: "Of the events", of: (each) => mixture(each.quad) },
        { name: "Mean score", of: (each) => signed(each.score / each.weight), number: true },
    ]);
    const node = h("section", { class: "drawn" },
        h("div", { class: "tools" }, scale.node, weigh.node,
            h("div", { class: "buttons", role: "group", "aria-label": "Span in sight" },
                button("+", "Zoom in", () => drawn.move(0.5, 0)), button("−", "Zoom out", () => drawn.move(2, 0)),
                button("‹", "Earlier", () => drawn.move(1, -0.4)), button("›", "Later", () => drawn.move(1, 0.4)),
                button("All", "All: the whole time", () => set({ since: "", until: "" }))),
            span),
        nothing, drawn.node, key, beyond, listed.node, summed.node);

    function rest([from, to]: Span): void {
        const since = iso(Math.round(from / DAY) * DAY), until = iso(Math.round(to / DAY) * DAY - DAY);
        const all_ = utc(since) <= whole[0] && utc(until) + DAY >= whole[1];
        clearTimeout(timer);
        timer = window.setTimeout(() => set({ since: all_ ? "" : since, until: all_ ? "" : until }, true), 250);
    }

    function moved(sight: Span): void {
        span.textContent = `${count(howMany(sight), "event")}, ${inDays(iso(sight[0]), iso(sight[1] - 1))}`;
    }

    const howMany = (span_: Span): number => within(days, span_).reduce((sum, each) => sum + each.events, 0);

    // The events in sight and, where there is room, as far again on both sides, so that a push aside shows them at once.
    async function events([from, to]: Span, signal: AbortSignal): Promise<{ of: Span; items: Event[] } | null> {
        const half = Math.ceil((to - from) / DAY / 2) * DAY;
        const of = [[from - half, to + half], [from, to]].find((each) => howMany(each as Span) <= MARKS) as Span | undefined;
        if (!of) return null;
        return { of, items: await all<Event>("events", { ...asked(state, "q"), order: "oldest", since: iso(of[0]), until: iso(of[1] - 1) }, 2 * MARKS, signal) };
    }

    function around(sight: Span): void {
        const outside = (name: string, part: Sums[], key: string, value: string): HTMLElement | null =>
            part.length ? h("a", { href: link({ filters: { since: iso(Math.min(sight[0], part[0]!.t)), until: iso(Math.max(sight[1], part.at(-1)!.end) - DAY), [key]: value } }) },
                `${count(part.reduce((sum, each) => sum + each.events, 0), "event")} ${name}`) : null;
        const before = outside(`before ${inDay(iso(whole[0]))}`, days.filter((each) => each.t < whole[0]), "since", iso(days[0]?.t ?? 0));
        const after = outside(`after ${inDay(iso(whole[1] - DAY))}`, days.filter((each) => each.t >= whole[1]), "until", iso(days.at(-1)?.t ?? 0));
        beyond.replaceChildren(...[before, before && after ? " and " : null, after, before || after ? " not on the line above." : null].filter((each) => each !== null));
        beyond.hidden = !before && !after;
    }

    async function update(next: State, signal: AbortSignal): Promise<void> {
        const mine = ++turn;
        clearTimeout(timer);
        const [sums_] = await Promise.all([daysOf(next, signal), facets().catch(() => undefined)]);
        const lines = await curves(next, sums_, signal);
        if (mine !== turn) return;
        state = next;
        days = sums_;
        const since = given(next.filters["since"]), until = given(next.filters["until"]);
        whole = heart(days);
        const sight: Span = [since ?? whole[0], until === undefined ? whole[1] : until + DAY];
        if (sight[1] <= sight[0]) sight[1] = sight[0] + DAY;
        whole = [Math.min(whole[0], sight[0]), Math.max(whole[1], sight[1])];
        const list = await events(sight, signal);
        if (mine !== turn) return;
        nothing.hidden = days.length > 0;
        drawn.node.hidden = summed.node.hidden = !days.length;
        headline(title(next));
        scale.show(next);
        weigh.show(next);
        drawn.show({ days, curves: lines, whole, sight, events: list });
        moved(sight);
        around(sight);
        const day_ = Math.max(300, drawn.node.clientWidth) / ((sight[1] - sight[0]) / DAY);
        listed.node.hidden = !list || !days.length;
        listed.show("The events as a table", list?.items.filter((event) => event.day >= iso(sight[0]) && event.day <= iso(sight[1] - 1)) ?? []);
        summed.show("The sums as a table", group(within(days, sight), stepFor(day_, list ? 24 : 4)));
        say(`${count(howMany(sight), "event")} on the timeline.`);
    }

    return { node, update };
}

export const view = kept("Timeline", ALL, build);
