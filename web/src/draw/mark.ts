// SPDX-License-Identifier: MIT
// The four quad classes as shapes, so that colour is never alone: circle and square for cooperation in words and in deeds, triangle
// and diamond for conflict. And an event, a mixture or a score in a few words.

import { h, svg, type Child } from "../dom";
import type { Event, Land, Quads } from "../types";
import { count, days as inDays, number, QUADS } from "../words";

// The outline of a mark of quad class `q`, `r` pixels from middle to edge.
export function outline(q: number, r: number, x = 0, y = 0): string {
    const f = (n: number): string => (Math.round(n * 100) / 100).toString();
    if (q === 1) return `M${f(x - r)},${f(y)}a${f(r)},${f(r)} 0 1,1 ${f(2 * r)},0a${f(r)},${f(r)} 0 1,1 ${f(-2 * r)},0Z`;
    if (q === 2) return `M${f(x - 0.88 * r)},${f(y - 0.88 * r)}h${f(1.76 * r)}v${f(1.76 * r)}h${f(-1.76 * r)}Z`;
    if (q === 3) return `M${f(x)},${f(y - r)}L${f(x + 1.08 * r)},${f(y + 0.9 * r)}H${f(x - 1.08 * r)}Z`;
    return `M${f(x)},${f(y - 1.15 * r)}L${f(x + 1.15 * r)},${f(y)}L${f(x)},${f(y + 1.15 * r)}L${f(x - 1.15 * r)},${f(y)}Z`;
}

// A mark in running text, for legends.
export const sign = (q: number): SVGSVGElement =>
    svg("svg", { class: `sign q${q}`, viewBox: "-8 -8 16 16", width: 14, height: 14, "aria-hidden": "true", focusable: "false" }, svg("path", { d: outline(q, 6) }));

// The same as marks of events of that status are drawn.
export function hollow(status: string): SVGSVGElement {
    const out = sign(1);
    out.setAttribute("class", `sign mark q1 ${status}`);
    return out;
}

const names = (lands: Land[]): string => lands.map((land) => land.name).join(", ");

// "Russia, United States → Ukraine", from the names that reports give where no land is known.
export function sides(event: Event): string {
    const named = (role: string): string => [...new Set(event.parties.filter((party) => party.role === role).map((party) => party.name))].join(", ");
    const same = (lands: Land[]): string => lands.map((land) => land.code).sort().join();
    if (event.actors.length > 1 && same(event.actors) === same(event.recipients)) return names(event.actors);
    const from = names(event.actors) || named("actor") || "Someone";
    const to = names(event.recipients) || named("recipient");
    return to ? `${from} → ${to}` : from;
}

export const told = (event: Event): string => inDays(event.day, event.day_end) + (event.day_told ? "" : " (day of the report)");

// All of it in one breath, as the name of a mark.
export function inWords(event: Event): string {
    return [`${told(event)}: ${sides(event).replace("→", "to")}`, event.type.toLowerCase() || "other", event.status, event.place, count(event.reports, "report")]
        .filter(Boolean).join(", ");
}

const shorten = (text: string, most: number): string => (text.length <= most ? text : text.slice(0, text.lastIndexOf(" ", most) > 0 ? text.lastIndexOf(" ", most) : most) + " …");

export function card(event: Event): Child[] {
    return [
        h("b", {}, sides(event)),
        h("p", { class: "what" }, sign(event.quad), " ", [event.type || "no type", event.status, event.place].filter(Boolean).join(" · ")),
        h("p", { class: "when" }, `${told(event)} · ${count(event.reports, "report")}`),
        event.sentence ? h("q", { dir: "auto" }, shorten(event.sentence, 180)) : null,
    ];
}

// "12 verbal cooperation, 3 material conflict"
export const mixture = (quad: Quads): string =>
    quad.map((n, i) => (n ? `${number(n)} ${QUADS[i + 1]}` : "")).filter(Boolean).join(", ") || "none of the four classes";

export const mixList = (quad: Quads): HTMLElement =>
    h("ul", { class: "mix" }, quad.map((n, i) => (n ? h("li", {}, sign(i + 1), ` ${number(n)} ${QUADS[i + 1]}`) : null)));

// A score with its sign, "−2.5".
export const signed = (x: number): string => (Number.isFinite(x) ? (x > 0 ? "+" : x < 0 ? "−" : "") + Math.abs(x).toFixed(1) : "–");

export const legend = (): HTMLElement => h("ul", { class: "legend" }, [1, 2, 3, 4].map((q) => h("li", {}, sign(q), " ", QUADS[q])));
