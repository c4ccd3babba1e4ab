// SPDX-License-Identifier: MIT
// Pieces that several views show.

import { h, svg, type Child } from "./dom";
import { landName } from "./facets";
import { link } from "./state";
import type { Event, Land } from "./types";
import { QUADS, STATUSES, sure, TYPES } from "./words";

// The mark of a quad class: a circle cooperates, a diamond conflicts; hollow is words, filled is deeds.
export function quadMark(quad: number): SVGSVGElement {
    const shape = quad === 0 ? svg("path", { d: "M2 6h8" }) : quad < 3 ? svg("circle", { cx: 6, cy: 6, r: 4 }) : svg("path", { d: "M6 1 11 6 6 11 1 6z" });
    return svg("svg", { class: `quad q${quad}`, viewBox: "0 0 12 12", width: 12, height: 12, role: "img", "aria-label": QUADS[quad] ?? "" },
        svg("title", {}, QUADS[quad] ?? ""), shape);
}

// A type with its mode, told what it means where pointed at.
export function typeOf(type: string, mode = "", quad?: number): HTMLElement {
    return h("span", { class: "type", title: `${type || "statement"}${mode ? ", " + mode : ""}: ${TYPES[type] ?? "a statement without an act of its own"}` },
        quad === undefined ? null : quadMark(quad), h("b", {}, type || "STATEMENT"), mode ? ` ${mode}` : null);
}

// "happened", "planned, likely (62 %)".
export function statusOf(status: string, certainty: number): HTMLElement {
    return h("span", { class: `status ${status}`, title: `${status}: ${STATUSES[status] ?? ""}. How certain the words make it: ${Math.round(certainty * 100)} %.` },
        status, certainty < 0.95 ? `, ${sure(certainty)} (${Math.round(certainty * 100)} %)` : null);
}

// A land as a link that shows the present view for it alone.
export const landLink = (land: Land | string): HTMLElement => {
    const code = typeof land === "string" ? land : land.code;
    return h("a", { class: "land", href: link({ filters: { with: code, between: "" } }), title: `Only what concerns ${typeof land === "string" ? landName(code) : land.name}` },
        typeof land === "string" ? landName(code) : land.name);
};

// "Russia and the United States" → "Ukraine".
export function sides(event: Event): Child[] {
    const list = (lands: Land[]): Child[] => lands.flatMap((land, i): Child[] => [i === 0 ? null : i === lands.length - 1 ? " and " : ", ", landLink(land)]);
    if (!event.actors.length && !event.recipients.length) return [h("span", { class: "quiet" }, "parties not told")];
    return [event.actors.length ? list(event.actors) : h("span", { class: "quiet" }, "somebody"),
        event.recipients.length ? [h("span", { class: "arrow", "aria-label": "to" }, " → "), list(event.recipients)] : null];
}

// What to say where a list has nothing, with a way on.
export function empty(said: string, ...more: Child[]): HTMLElement {
    return h("div", { class: "empty" }, h("p", {}, said), more);
}
