// SPDX-License-Identifier: MIT
// A line of days with two handles, over the number of events: sets the filters "since" and "until". Two sliders of the browser, so
// that keys and screen readers work as everywhere.

import { h, svg } from "../dom";
import { set, type State } from "../state";
import { count, day as inDay } from "../words";
import { DAY, given, group, heart, iso, stepFor, utc, within, type Span, type Sums } from "./time";

export interface Slider { node: HTMLElement; show(days: Sums[], state: State): void }

const HIGH = 34;

export function slider(): Slider {
    let days: Sums[] = [], whole: Span = [0, DAY], timer = 0;
    const handle = (name: string): HTMLInputElement => h("input", { type: "range", min: 0, step: 1, "aria-label": name, oninput: slide, onchange: settle });
    const from = handle("From"), to = handle("Until");
    const bars = svg("svg", { class: "bars", height: HIGH, preserveAspectRatio: "none", "aria-hidden": "true" });
    const said = h("output", {});
    const clear = h("button", { type: "button", onclick: () => set({ since: "", until: "" }) }, "Whole time");
    const node = h("div", { class: "slider", role: "group", "aria-label": "Time" },
        h("div", { class: "track" }, bars, from, to), h("div", { class: "slider-foot" }, said, clear));

    const length = (): number => Math.round((whole[1] - whole[0]) / DAY) - 1;

    function words(): void {
        const a = iso(whole[0] + +from.value * DAY), b = iso(whole[0] + +to.value * DAY);
        from.setAttribute("aria-valuetext", inDay(a));
        to.setAttribute("aria-valuetext", inDay(b));
        const n = within(days, [utc(a), utc(b) + DAY]).reduce((sum, each) => sum + each.events, 0);
        said.textContent = `${inDay(a)} – ${inDay(b)}: ${count(n, "event")}`;
        const all = +from.value === 0 && +to.value === length();
        clear.disabled = all;
        [...bars.children].forEach((bar) => {
            const t = +(bar.getAttribute("data-t") ?? 0);
            bar.classList.toggle("out", t < utc(a) || t > utc(b));
        });
    }

    // Handles may touch but not pass one another.
    function slide(event: globalThis.Event): void {
        if (+from.value > +to.value) (event.target === from ? from : to).value = event.target === from ? to.value : from.value;
        words();
        clearTimeout(timer);
        timer = window.setTimeout(settle, 120);
    }

    function settle(): void {
        clearTimeout(timer);
        const first = +from.value === 0, last = +to.value === length();
        set({ since: first ? "" : iso(whole[0] + +from.value * DAY), until: last ? "" : iso(whole[0] + +to.value * DAY) }, true);
    }

    function drawBars(): void {
        const all = within(days, whole), step = stepFor((900 * DAY) / (whole[1] - whole[0]), 5), sums = group(all, step);
        const most = Math.max(1, ...sums.map((each) => each.events)), wide = (whole[1] - whole[0]) / DAY;
        bars.setAttribute("viewBox", `0 0 ${wide} ${HIGH}`);
        bars.replaceChildren(...sums.map((each) => {
            const left = Math.max(0, (each.t - whole[0]) / DAY), right = Math.min(wide, (each.end - whole[0]) / DAY), high = Math.max(1.5, (HIGH * each.events) / most);
            return svg("rect", { x: left, y: HIGH - high, width: (right - left) * 0.86, height: high, "data-t": each.t });
        }));
    }

    return {
        node,
        show(next, state) {
            days = next;
            const since = given(state.filters["since"]), until = given(state.filters["until"]);
            whole = heart(days);
            whole = [Math.min(whole[0], since ?? Infinity), Math.max(whole[1], until === undefined ? 0 : until + DAY)];
            for (const each of [from, to]) each.max = String(length());
            from.value = String(since === undefined ? 0 : Math.round((since - whole[0]) / DAY));
            to.value = String(until === undefined ? length() : Math.round((until - whole[0]) / DAY));
            drawBars();
            words();
        },
    };
}
