// SPDX-License-Identifier: MIT
// The drawing of a timeline. Four lanes, one a quad class: single events as marks as long as there is room for each, sums of days,
// weeks, months or years as bars where there is not. Under them the running mean of the score, and the whole time in small with a
// brush. The span in sight follows wheel, fingers, keys, buttons and brush; the owner is told of it when the reader is at rest.

import { axisBottom } from "d3-axis";
import { brushX, type BrushBehavior, type D3BrushEvent } from "d3-brush";
import { scaleUtc, type ScaleTime } from "d3-scale";
import { select } from "d3-selection";
import { zoom, zoomIdentity, type D3ZoomEvent, type ZoomBehavior } from "d3-zoom";
import { h, svg } from "../dom";
import { link } from "../state";
import type { Event } from "../types";
import { count, days as inDays, monthName, number, QUADS } from "../words";
import { card, inWords, mixList, mixture, outline, signed } from "./mark";
import { rove, type Key } from "./rove";
import { DAY, group, iso, mean, stepFor, within, type Span, type Step, type Sums } from "./time";
import { tip } from "./tip";

export interface Curve { name: string; short: string; days: Sums[] } // one line of the score; two for the two directions of a dyad

export interface Shown {
    days: Sums[];
    curves: Curve[];
    whole: Span; // of the small line
    sight: Span;
    events: { of: Span; items: Event[] } | null; // those of a span, oldest first; null: too many
}

export interface Chart {
    node: HTMLElement;
    show(next: Shown): void;
    move(factor: number, shift: number): void; // zoom by a factor about the middle; shift by a part of the span
}

const LANE = 62, LABEL = 17, AXIS = 26, CURVE = 104, GAP = 24, SMALL = 46;
const HIGH = 4 * LANE + AXIS + GAP + CURVE + 8;
const SIZES = [13, 11, 9, 7.5, 6, 5]; // of a mark, the largest that fits is taken
const MARGIN = 2 * DAY; // shortest span

interface Placed { event: Event; x: number; y: number; size: number }

// Marks stacked on the days of their lanes, or null where they do not fit.
function stack(events: Event[], x: ScaleTime<number, number>, wide: number): Placed[] | null {
    const piles = new Map<string, Event[]>();
    for (const event of events) {
        if (event.quad < 1 || event.quad > 4) continue;
        const key = event.quad + event.day;
        const pile = piles.get(key);
        if (pile) pile.push(event);
        else piles.set(key, [event]);
    }
    const room = LANE - LABEL - 2;
    const size = SIZES.find((s) => {
        const columns = Math.max(1, Math.floor((wide * 0.94) / s)), rows = Math.floor(room / s);
        return s <= Math.max(5, wide * 1.5) && [...piles.values()].every((pile) => Math.ceil(pile.length / columns) <= rows);
    });
    if (!size) return null;
    const out: Placed[] = [];
    for (const pile of piles.values()) {
        const rows = Math.floor(room / size);
        const columns = Math.max(1, Math.min(Math.floor((wide * 0.94) / size), Math.ceil(pile.length / Math.min(rows, 3))));
        const middle = x(Date.parse(pile[0]!.day + "T12:00Z"));
        pile.forEach((event, i) => out.push({
            event, size, x: middle + ((i % columns) - (Math.min(columns, pile.length) - 1) / 2) * size,
            y: event.quad * LANE - (Math.floor(i / columns) + 0.5) * size - 1,
        }));
    }
    return out.sort((a, b) => (a.event.day < b.event.day ? -1 : a.event.day > b.event.day ? 1 : a.event.quad - b.event.quad || b.y - a.y || a.x - b.x));
}

const period = (sums: Sums, step: Step): string =>
    step === "year" ? iso(sums.t).slice(0, 4) : inDays(step === "month" ? iso(sums.t).slice(0, 7) : iso(sums.t), step === "week" ? iso(sums.end - DAY) : "");

// The shortest name of a tick: "2 Feb", "March", "2026".
function dayName(date: Date): string {
    if (date.getUTCDate() > 1) return `${date.getUTCDate()} ${monthName(date.getUTCMonth() + 1).slice(0, 3)}`;
    return date.getUTCMonth() ? monthName(date.getUTCMonth() + 1) : String(date.getUTCFullYear());
}

export function chart(rest: (sight: Span) => void, moved: (sight: Span) => void): Chart {
    let now: Shown = { days: [], curves: [], whole: [0, 1], sight: [0, 1], events: null };
    let wide = 0;
    let x = scaleUtc();
    let asked = 0, slow = 0;

    const lanes = svg("g"), axis = svg("g", { class: "axis", "aria-hidden": "true" }), marks = svg("g"), lines = svg("g", { "aria-hidden": "true" }), swift = svg("g", { class: "swift", "aria-hidden": "true" });
    const plot = svg("svg", { class: "plot", height: HIGH, role: "group" }, lanes, lines, axis, swift, marks);
    const bars = svg("g", { "aria-hidden": "true" }), smallAxis = svg("g", { class: "axis", "aria-hidden": "true" }), brushed = svg("g", { class: "brush" });
    const small = svg("svg", { class: "small", height: SMALL + 20, "aria-hidden": "true" }, bars, smallAxis, brushed);
    const node = h("div", { class: "chart" }, plot, small);
    const card_ = tip(node);
    const ring = rove(marks, neighbour);

    // ---- moving ------------------------------------------------------------------------------------------------------

    const behaviour: ZoomBehavior<SVGSVGElement, unknown> = zoom<SVGSVGElement, unknown>()
        .filter((event: globalThis.Event) => {
            const mouse = event as MouseEvent & { touches?: TouchList };
            return event.type === "wheel" ? mouse.ctrlKey || mouse.metaKey || plot.contains(document.activeElement) : !mouse.button && !mouse.ctrlKey;
        })
        .on("zoom", (event: D3ZoomEvent<SVGSVGElement, unknown>) => { if (event.sourceEvent) follow(event.transform.rescaleX(base()).domain().map(Number) as Span); })
        .on("end", (event: D3ZoomEvent<SVGSVGElement, unknown>) => { if (event.sourceEvent && changed) { changed = false; rest(now.sight); } });
    let changed = false;
    const brush: BrushBehavior<unknown> = brushX<unknown>().on("brush end", (event: D3BrushEvent<unknown>) => {
        if (!event.sourceEvent) return;
        const s = event.selection as [number, number] | null;
        const to: Span = s ? s.map((each) => +base().invert(each)) as Span : now.whole;
        if (s && to[1] - to[0] < DAY / 2) return;
        now.sight = to;
        if (event.type === "end") rest(to);
        else later();
    });
    const base = (): ScaleTime<number, number> => scaleUtc().domain(now.whole).range([0, wide]);

    function follow(sight: Span): void {
        changed = true;
        now.sight = sight;
        later();
    }

    function later(): void {
        cancelAnimationFrame(asked);
        asked = requestAnimationFrame(() => {
            moved(now.sight);
            draw(true);
        });
        clearTimeout(slow);
        slow = window.setTimeout(() => draw(), 160);
    }

    function move(factor: number, shift: number): void {
        const [from, to] = now.sight, middle = (from + to) / 2 + shift * (to - from);
        let half = Math.max(MARGIN / 2, ((to - from) / 2) * factor);
        half = Math.min(half, (now.whole[1] - now.whole[0]) / 2);
        const at = Math.min(Math.max(middle, now.whole[0] + half), now.whole[1] - half);
        now.sight = [at - half, at + half];
        card_.hide();
        moved(now.sight);
        draw();
        rest(now.sight);
    }

    plot.addEventListener("keydown", (event) => {
        const shift = event.shiftKey && (event.key === "ArrowLeft" ? -0.3 : event.key === "ArrowRight" ? 0.3 : 0);
        if (event.key === "+" || event.key === "=") move(0.6, 0);
        else if (event.key === "-") move(1 / 0.6, 0);
        else if (shift) move(1, shift);
        else return;
        event.preventDefault();
    });

    // ---- drawing -----------------------------------------------------------------------------------------------------

    function drawLanes(seen: Sums[]): void {
        lanes.replaceChildren(...[1, 2, 3, 4].flatMap((q) => {
            const y = (q - 1) * LANE;
            return [
                svg("rect", { class: "lane", x: 0, y: y + 1, width: wide, height: LANE - 1 }),
                svg("path", { class: `sign q${q}`, d: outline(q, 4.5), transform: `translate(10,${y + 10})` }),
                svg("text", { class: "lane-name", x: 20, y: y + 14 }, `${QUADS[q]} `, svg("tspan", { class: "n" }, number(seen.reduce((sum, day) => sum + day.quad[q - 1]!, 0)))),
            ];
        }));
    }

    function drawMarks(placed: Placed[]): void {
        const nodes = placed.map(({ event, x: at, y, size }) => {
            const mark = svg("a", { class: `mark q${event.quad} ${event.status}`, href: link({ view: "events", id: String(event.id) }), "aria-label": inWords(event),
                "data-key": `e${event.id}`, transform: `translate(${at.toFixed(1)},${y.toFixed(1)})` },
                svg("path", { d: outline(event.quad, size / 2 - 0.8) }));
            const show = (): void => card_.show(mark, ...card(event));
            mark.addEventListener("pointerenter", show);
            mark.addEventListener("pointerleave", card_.hide);
            mark.addEventListener("focus", show);
            mark.addEventListener("blur", card_.hide);
            return mark;
        });
        ring.take(nodes);
    }

    const inSight = (step: Step): Sums[] => group(within(now.days, [now.sight[0] - 366 * DAY, now.sight[1] + DAY]), step).filter((sums) => sums.end > now.sight[0] && sums.t < now.sight[1]);
    const barHeight = (n: number, most: number): number => Math.max(1.5, ((LANE - LABEL - 3) * n) / most);

    function drawBars(step: Step): void {
        const seen = inSight(step);
        const most = Math.max(1, ...seen.flatMap((sums) => sums.quad));
        const nodes = seen.map((sums) => {
            const left = x(sums.t), right = x(sums.end), gap = right - left > 5 ? 1 : 0;
            const column = svg("g", { class: "column", role: "button", "aria-label": `${period(sums, step)}: ${mixture(sums.quad)}. Zoom in`, "data-key": `t${sums.t}` },
                svg("rect", { class: "hit", x: left, y: 0, width: right - left, height: 4 * LANE }),
                sums.quad.map((n, i) => {
                    const high = barHeight(n, most);
                    return n ? svg("rect", { class: `q${i + 1}`, x: left, y: (i + 1) * LANE - high, width: Math.max(1, right - left - gap), height: high }) : null;
                }));
            const show = (): void => card_.show(column.firstElementChild!, h("b", {}, period(sums, step)), mixList(sums.quad), h("p", { class: "when" }, `${count(sums.reports, "report")}, mean score ${signed(sums.score / sums.weight)}`));
            const enter = (): void => {
                now.sight = [Math.max(now.whole[0], sums.t - DAY / 2), Math.min(now.whole[1], sums.end + DAY / 2)];
                move(1, 0);
            };
            column.addEventListener("pointerenter", show);
            column.addEventListener("pointerleave", card_.hide);
            column.addEventListener("focus", show);
            column.addEventListener("blur", card_.hide);
            column.addEventListener("click", enter);
            column.addEventListener("keydown", (event) => { if (event.key === "Enter" || event.key === " ") { event.preventDefault(); enter(); } });
            return column;
        });
        ring.take(nodes);
    }

    // While all moves: the same picture in a handful of paths, over the marks that keep the focus.
    function drawSwiftly(placed: Placed[] | null, step: Step): void {
        const d = ["", "", "", "", ""];
        if (placed) for (const { event, x: at, y, size } of placed) d[event.quad] += outline(event.quad, size / 2 - 0.2, at, y);
        else {
            const seen = inSight(step), most = Math.max(1, ...seen.flatMap((sums) => sums.quad));
            for (const sums of seen) {
                const left = x(sums.t), right = x(sums.end), width = Math.max(1, right - left - (right - left > 5 ? 1 : 0));
                sums.quad.forEach((n, i) => { if (n) d[i + 1] += `M${left.toFixed(1)},${(i + 1) * LANE}v${(-barHeight(n, most)).toFixed(1)}h${width.toFixed(1)}V${(i + 1) * LANE}Z`; });
            }
        }
        marks.setAttribute("opacity", "0");
        swift.replaceChildren(...d.flatMap((path, q) => (path ? [svg("path", { class: `q${q}`, d: path })] : [])));
    }

    // Up and down are nearest marks in time in the lanes above and below; left and right go through time.
    function neighbour(from: SVGElement, key: Key, all: SVGElement[]): SVGElement | undefined {
        const at = all.indexOf(from);
        if (key === "ArrowLeft" || key === "ArrowRight") return all[at + (key === "ArrowRight" ? 1 : -1)];
        const here = from.getBoundingClientRect();
        let best: SVGElement | undefined, least = Infinity;
        for (const each of all) {
            const box = each.getBoundingClientRect(), down = box.top - here.top;
            if (key === "ArrowDown" ? down < 4 : down > -4) continue;
            const far = Math.abs(box.left - here.left) + 2 * Math.abs(down);
            if (far < least) { least = far; best = each; }
        }
        return best;
    }

    function drawCurve(): void {
        const top = 4 * LANE + AXIS + GAP, span = now.sight[1] - now.sight[0], step = stepFor((wide * DAY) / span, 4);
        const means = now.curves.map((curve) => mean(curve.days, now.sight, Math.min(240, Math.round(wide / 4)), Math.max(DAY, span / 30)));
        const far = Math.max(0, ...means.flat().map(([, score]) => Math.abs(score) || 0));
        const bound = [2, 4, 6].find((each) => far <= each) ?? 10;
        const y = (score: number): number => top + CURVE / 2 - (Math.max(-1, Math.min(1, score / bound)) * CURVE) / 2;
        const out: SVGElement[] = [svg("text", { class: "lane-name", x: 0, y: top - 9 }, "Mean score")];
        for (const level of [bound, bound / 2, 0, -bound / 2, -bound]) out.push(
            svg("line", { class: level ? "grid" : "zero", x1: 0, x2: wide, y1: y(level), y2: y(level) }),
            svg("text", { class: "level", x: wide - 2, y: y(level) - 3, "text-anchor": "end" }, level > 0 ? `+${level}` : String(level).replace("-", "−")));
        let left = 84;
        now.curves.forEach((curve, i) => {
            for (const sums of group(within(curve.days, now.sight), step)) {
                if (!sums.weight) continue;
                const score = sums.score / sums.weight, at = (x(sums.t) + x(sums.end)) / 2;
                out.push(svg("circle", { class: `dot c${i} ${score < 0 ? "conflict" : "cooperation"}`, cx: at.toFixed(1), cy: y(score).toFixed(1), r: Math.min(5, 1.7 + Math.sqrt(sums.events) * 0.5).toFixed(1) }));
            }
            let d = "", pen = "M";
            for (const [t, score] of means[i]!) {
                if (Number.isNaN(score)) { pen = "M"; continue; }
                d += `${pen}${x(t).toFixed(1)},${y(score).toFixed(1)}`;
                pen = "L";
            }
            out.push(svg("path", { class: `score c${i}`, d }));
            if (now.curves.length > 1) {
                const name = wide < 560 ? curve.short : curve.name;
                out.push(svg("line", { class: `score c${i}`, x1: left, x2: left + 26, y1: top - 13, y2: top - 13 }), svg("text", { class: "lane-name", x: left + 32, y: top - 9 }, name));
                left += 52 + name.length * 7;
            }
        });
        lines.replaceChildren(...out);
    }

    function drawAxis(into: SVGGElement, scale: ScaleTime<number, number>, y: number): void {
        into.setAttribute("transform", `translate(0,${y})`);
        const ticks = scale.ticks(Math.max(2, Math.floor(wide / 95))).filter((tick) => +tick % DAY === 0 && scale(tick) > 22 && scale(tick) < wide - 22);
        select(into).call(axisBottom<Date>(scale as never).tickValues(ticks).tickFormat(dayName).tickSizeOuter(0));
    }

    function drawSmall(): void {
        const scale = base(), step = stepFor(wide / ((now.whole[1] - now.whole[0]) / DAY), 3), middle = SMALL / 2;
        const sums = group(within(now.days, now.whole), step);
        const most = Math.max(1, ...sums.map((each) => Math.max(each.quad[0] + each.quad[1], each.quad[2] + each.quad[3])));
        bars.replaceChildren(svg("line", { class: "zero", x1: 0, x2: wide, y1: middle, y2: middle }), ...sums.flatMap((each) => {
            const left = scale(each.t), right = scale(each.end);
            return [[each.quad[0] + each.quad[1], "cooperation"], [each.quad[2] + each.quad[3], "conflict"]].map(([n, name]) => {
                const high = ((middle - 3) * (n as number)) / most;
                return svg("rect", { class: name as string, x: left, width: Math.max(1, right - left - 0.6), y: name === "conflict" ? middle : middle - high, height: high });
            });
        }));
        drawAxis(smallAxis, scale, SMALL);
        brush.extent([[0, 0], [wide, SMALL]]);
        select(brushed).call(brush as never);
    }

    function settle(): void {
        const k = (now.whole[1] - now.whole[0]) / (now.sight[1] - now.sight[0]);
        behaviour.extent([[0, 0], [wide, HIGH]]).translateExtent([[0, 0], [wide, HIGH]]).scaleExtent([1, Math.max(1, (now.whole[1] - now.whole[0]) / MARGIN)]);
        behaviour.transform(select(plot), zoomIdentity.scale(k).translate(-base()(now.sight[0]), 0));
        const all = now.sight[0] <= now.whole[0] && now.sight[1] >= now.whole[1]; // a brush over all of it would leave no room to draw one
        brush.move(select(brushed) as never, all ? null : (now.sight.map((each) => base()(each)) as [number, number]));
    }

    function draw(swiftly = false): void {
        if (!wide) return;
        if (!swiftly) clearTimeout(slow);
        card_.hide();
        x = scaleUtc().domain(now.sight).range([0, wide]);
        const day = wide / ((now.sight[1] - now.sight[0]) / DAY);
        const seen = within(now.days, now.sight);
        const there = now.events && now.events.of[0] <= now.sight[0] + DAY && now.events.of[1] >= now.sight[1] - DAY;
        const placed = there ? stack(now.events!.items.filter((event) => { const t = Date.parse(event.day); return t > now.sight[0] - DAY && t < now.sight[1]; }), x, day) : null;
        plot.setAttribute("aria-label", `Events, ${inDays(iso(now.sight[0]), iso(now.sight[1] - 1))}. Arrows go from mark to mark, plus and minus zoom, Shift with arrows moves.`);
        drawLanes(seen);
        drawAxis(axis, x, 4 * LANE);
        drawCurve();
        if (swiftly) drawSwiftly(placed, stepFor(day, 4));
        else {
            swift.replaceChildren();
            marks.removeAttribute("opacity");
            if (placed) drawMarks(placed);
            else drawBars(stepFor(day, 4));
        }
        settle();
    }

    select(plot).call(behaviour).on("dblclick.zoom", null);
    new ResizeObserver(() => {
        const next_ = Math.round(node.clientWidth);
        if (!next_ || next_ === wide) return;
        wide = next_;
        for (const each of [plot, small]) each.setAttribute("width", String(wide));
        drawSmall();
        draw();
    }).observe(node);

    return {
        node, move,
        show(next) {
            now = { ...next };
            if (!wide) return;
            drawSmall();
            draw();
        },
    };
}
