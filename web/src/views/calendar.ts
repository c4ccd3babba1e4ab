// SPDX-License-Identifier: MIT
// Calendar: what is announced, by month and as a list.

import { get } from "../api";
import { h, type Child } from "../dom";
import { today } from "../facets";
import { headline } from "../page";
import { eventItem, quadMark, sidesText } from "../parts";
import { asked, link, type State } from "../state";
import type { Event, List } from "../types";
import type { View } from "../view";
import { day, days, monthName } from "../words";

const iso = (date: Date): string => date.toISOString().slice(0, 10);
const utc = (text: string): Date => new Date(text + "T00:00Z");

function shift(month: string, by: number): string {
    const date = new Date(Date.UTC(+month.slice(0, 4), +month.slice(5, 7) - 1 + by, 1));
    return iso(date).slice(0, 7);
}

// The days of the month in weeks that begin on Monday.
function weeks(month: string): string[][] {
    const first = utc(month + "-01");
    first.setUTCDate(1 - ((first.getUTCDay() + 6) % 7));
    const out: string[][] = [];
    const end = shift(month, 1);
    for (const at = first; iso(at).slice(0, 7) < end; ) {
        const week: string[] = [];
        for (let i = 0; i < 7; i++) { week.push(iso(at)); at.setUTCDate(at.getUTCDate() + 1); }
        out.push(week);
    }
    return out;
}

function entry(e: Event, state: State): HTMLElement {
    const text = `${e.type}: ${sidesText(e)}${e.place ? `, ${e.place}` : ""}`;
    return h("a", { class: `entry ${e.status}`, href: link({ view: "events", id: String(e.id) }, state), title: `${text}. ${e.sentence}` }, quadMark(e.quad), h("span", {}, sidesText(e)));
}

function grid(month: string, events: Event[], state: State): HTMLElement {
    const short = events.filter((e) => utc(e.day_end || e.day).getTime() - utc(e.day).getTime() <= 7 * 864e5);
    const on = (d: string): Event[] => short.filter((e) => e.day <= d && d <= (e.day_end || e.day));
    const name = `${monthName(+month.slice(5, 7))} ${month.slice(0, 4)}`;
    const turn = (by: number, label: string, text: string): HTMLElement => h("a", { id: `turn${by}`, href: link({ filters: { month: shift(month, by) } }, state), "aria-label": `${label}: ${monthName(+shift(month, by).slice(5, 7))}` }, text);
    return h("section", { class: "month" }, h("div", { class: "turn" }, turn(-1, "Month before", "←"), h("h2", { "aria-live": "polite" }, name), turn(1, "Month after", "→")),
        h("table", {}, h("caption", { class: "unseen" }, `What is announced for ${name}`),
            h("thead", {}, h("tr", {}, ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"].map((d) => h("th", { scope: "col", abbr: d }, h("span", {}, d.slice(0, 3)))))),
            h("tbody", {}, weeks(month).map((week) => h("tr", {}, week.map((d) => {
                const list = d.startsWith(month) ? on(d) : [];
                return h("td", { class: `${d.startsWith(month) ? "" : "other"}${list.length ? " full" : ""}` }, h("time", { datetime: d }, +d.slice(8)), list.slice(0, 4).map((e) => entry(e, state)),
                    list.length > 4 ? h("a", { class: "entry", href: link({ view: "story", filters: { since: d, until: d, status: "planned,possible" } }, state) }, `and ${list.length - 4} more`) : null);
            }))))));
}

function list(events: Event[], state: State): Child[] {
    const groups = new Map<string, Event[]>();
    for (const e of events) { const name = e.day === e.day_end ? day(e.day, true) : days(e.day, e.day_end); groups.set(name, [...(groups.get(name) ?? []), e]); }
    return [...groups].map(([name, each]) => h("section", { class: "day" }, h("h2", {}, name), h("div", {}, each.map((e) => eventItem(e, state)))));
}

// The month of the first thing announced for after the newest report, else of the last one ever announced.
async function presentMonth(params: Record<string, string>, signal: AbortSignal): Promise<string> {
    const newest = await today();
    const ahead = newest && !params["since"] ? (await get<List<Event>>("calendar", { ...params, since: newest, limit: 1 }, signal)).items[0] : undefined;
    const any = ahead ?? (await get<List<Event>>("events", { ...params, status: "planned,possible", order: params["since"] ? "oldest" : "newest", limit: 1 }, signal)).items[0];
    return (any?.day ?? (newest || iso(new Date()))).slice(0, 7);
}

export const view: View = {
    title: "Calendar",
    filters: ["party", "type", "place", "time"],
    async draw(root, state, signal) {
        const params = asked(state);
        const given = state.filters["month"] ?? "";
        const month = /^\d{4}-(0[1-9]|1[0-2])$/.test(given) ? given : await presentMonth(params, signal);
        const first = month + "-01";
        const next = shift(month, 1) + "-01";
        const last = iso(new Date(utc(next).getTime() - 864e5));
        const ask = (from: string, to: string | undefined, limit: number): Promise<List<Event>> =>
            get<List<Event>>("calendar", { ...params, since: from, until: to, limit }, signal);
        const since = params["since"] ?? "";
        const until = params["until"] ?? "";
        const [now, later] = await Promise.all([ask(since > first ? since : first, until && until < last ? until : last, 500), ask(since > next ? since : next, until || undefined, 30)]);
        const nothing = h("p", { class: "quiet" }, `Nothing is announced for ${days(first, last)}${Object.keys(params).length ? " that passes these filters" : ""}.`);
        headline("Announced");
        root.replaceChildren(grid(month, now.items, state),
            h("div", { class: "days" }, now.items.length ? list(now.items, state) : nothing,
                later.items.length ? [h("h2", { class: "later" }, "Later"), list(later.items, state),
                    later.next ? h("p", { class: "quiet" }, "More is announced for the months after: turn the page above.") : null] : null));
    },
};
