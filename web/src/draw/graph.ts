// SPDX-License-Identifier: MIT
// The drawing of who acts on whom. Edges are painted on a canvas (thousands at once would hold up a tree of elements), nodes are
// elements over it, so that keys and screen readers find them. Each edge bends to its right, so that both directions of a pair are
// seen; blue and unbroken for cooperation, red and dashed for conflict, wider for more events. The layout is a force simulation
// (d3-force) from fixed beginnings: the same network gives the same picture. It runs in slices of a few milliseconds between frames.

import { forceCollide, forceLink, forceManyBody, forceSimulation, forceX, forceY, type Simulation } from "d3-force";
import { select } from "d3-selection";
import { zoom, zoomIdentity, type D3ZoomEvent, type ZoomTransform } from "d3-zoom";
import { h, svg } from "../dom";
import type { Network } from "../types";
import { count } from "../words";
import { mixList, mixture, signed } from "./mark";
import { rove, type Key } from "./rove";
import { tip } from "./tip";

export type Edge = Network["edges"][number];

export interface Graph {
    node: HTMLElement;
    show(network: Network, chosen: string, scoreOf: (edge: Edge) => number): void;
    zoomBy(factor: number): void;
    fit(): void;
    point(edge: Edge | null): void;
    stop(): void;
}

interface Node_ { code: string; name: string; events: number; x: number; y: number; vx?: number; vy?: number; r: number; node: SVGGElement; label: SVGTextElement }
interface Line { edge: Edge; source: Node_; target: Node_; score: number; width: number; bend: number }

const SLICE = 9; // milliseconds of layout in a frame
const COLD = 0.012; // of the simulation, where it may rest

interface Pen { paper: string; ink: string; good: string; bad: string; even: string }

function pens(node: Element): Pen {
    const style = getComputedStyle(node), probe = document.createElement("span");
    node.append(probe);
    const colour = (name: string): string => { probe.style.color = style.getPropertyValue(name); return getComputedStyle(probe).color; };
    const out = { paper: colour("--paper"), ink: colour("--ink"), good: colour("--q1"), bad: colour("--q4"), even: colour("--q0") };
    probe.remove();
    return out;
}

export function graph(choose: (code: string) => void, open: (edge: Edge) => void): Graph {
    let nodes: Node_[] = [], lines: Line[] = [], chosen = "", pointed = "", line: Line | null = null;
    let wide = 0, high = 0, asked = 0, now: ZoomTransform = zoomIdentity, held = false, moving = false, rest = 0, pen: Pen | null = null;
    let simulation: Simulation<Node_, undefined> | null = null;

    const canvas = h("canvas", { "aria-hidden": "true" });
    const dots = svg("g"), labels = svg("g", { class: "labels", "aria-hidden": "true" });
    const over = svg("svg", { class: "nodes", role: "group", "aria-label": "Network. Arrows go from land to land, Enter shows its relations, plus and minus zoom." }, dots, labels);
    const node = h("div", { class: "graph" }, canvas, over);
    const card = tip(node);
    const stops = rove(dots, neighbour);

    // ---- where things are ----------------------------------------------------------------------------------------------

    const at = (each: Node_): [number, number] => now.apply([each.x, each.y]);

    // Begin, bend and end of an edge on the canvas, cut off at the rims of its nodes.
    function course(each: Line): [number, number, number, number, number, number] {
        const [x1, y1] = at(each.source), [x2, y2] = at(each.target), dx = x2 - x1, dy = y2 - y1, far = Math.hypot(dx, dy) || 1;
        const cx = (x1 + x2) / 2 - dy * each.bend, cy = (y1 + y2) / 2 + dx * each.bend;
        const cut = (x: number, y: number, r: number): [number, number] => { const d = Math.hypot(cx - x, cy - y) || 1; return [x + ((cx - x) * r) / d, y + ((cy - y) * r) / d]; };
        const [bx, by] = cut(x1, y1, each.source.r), [ex, ey] = cut(x2, y2, Math.min(far / 2, each.target.r + 2));
        return [bx, by, cx, cy, ex, ey];
    }

    const near = (code: string): Set<string> => new Set(lines.flatMap((each) => (each.edge.from === code ? [each.edge.to] : each.edge.to === code ? [each.edge.from] : [])));

    // The edge under a point of the canvas.
    function under(x: number, y: number): Line | null {
        let best: Line | null = null, least = 6;
        for (const each of lines) {
            const [bx, by, cx, cy, ex, ey] = course(each);
            if (x < Math.min(bx, cx, ex) - 6 || x > Math.max(bx, cx, ex) + 6 || y < Math.min(by, cy, ey) - 6 || y > Math.max(by, cy, ey) + 6) continue;
            for (let t = 0; t <= 1; t += 0.04) {
                const px = (1 - t) ** 2 * bx + 2 * t * (1 - t) * cx + t * t * ex, py = (1 - t) ** 2 * by + 2 * t * (1 - t) * cy + t * t * ey;
                const far = Math.hypot(px - x, py - y) - each.width / 4;
                if (far < least) { least = far; best = each; }
            }
        }
        return best;
    }

    function neighbour(from: SVGElement, key: Key): SVGElement | undefined {
        const mine = nodes.find((each) => each.node === from);
        let best: SVGElement | undefined, least = Infinity;
        if (mine) for (const each of nodes) {
            const dx = each.x - mine.x, dy = each.y - mine.y, flat = key === "ArrowLeft" || key === "ArrowRight";
            const along = key === "ArrowLeft" ? -dx : key === "ArrowRight" ? dx : key === "ArrowUp" ? -dy : dy;
            if (each === mine || along <= 0) continue;
            const far = along + 2 * Math.abs(flat ? dy : dx);
            if (far < least) { least = far; best = each.node; }
        }
        return best;
    }

    // ---- painting ------------------------------------------------------------------------------------------------------

    const sign = (score: number): "good" | "bad" | "even" => (score > 0.25 ? "good" : score < -0.25 ? "bad" : "even");

    // Edges of one sign and about one width are one path: a stroke costs far more than a curve. While a large picture moves it is drawn
    // without dashes and arrowheads.
    function strokes(c: CanvasRenderingContext2D, p: Pen, some: Line[], alpha: number, strong: boolean): void {
        const swift = moving && lines.length > 400, heads = !swift && (strong || some.length <= 400);
        const bundles = new Map<string, Line[]>();
        for (const each of some) {
            const key = sign(each.score) + (swift ? "" : Math.round(each.width * 2));
            const bundle = bundles.get(key);
            if (bundle) bundle.push(each);
            else bundles.set(key, [each]);
        }
        c.globalAlpha = alpha;
        for (const bundle of bundles.values()) {
            const { width, score } = bundle[0]!, kind = sign(score), lines_ = new Path2D(), tips = new Path2D(), size = 4 + width * 1.5;
            for (const each of bundle) {
                const [bx, by, cx, cy, ex, ey] = course(each);
                lines_.moveTo(bx, by);
                lines_.quadraticCurveTo(cx, cy, ex, ey);
                if (!heads) continue;
                const angle = Math.atan2(ey - cy, ex - cx);
                tips.moveTo(ex + Math.cos(angle) * 2, ey + Math.sin(angle) * 2);
                for (const turn of [2.65, -2.65]) tips.lineTo(ex + Math.cos(angle + turn) * size, ey + Math.sin(angle + turn) * size);
                tips.closePath();
            }
            c.strokeStyle = c.fillStyle = p[kind];
            c.lineWidth = swift ? 1 : width + (strong ? 0.8 : 0);
            c.setLineDash(swift ? [] : kind === "bad" ? [width * 1.6 + 2, width + 2] : kind === "even" ? [1.5, 3] : []);
            c.stroke(lines_);
            if (heads) c.fill(tips);
        }
        c.globalAlpha = 1;
    }

    function paint(): void {
        const c = canvas.getContext("2d");
        if (!c || !wide) return;
        pen ??= pens(node);
        const ratio = devicePixelRatio || 1, focus = pointed || chosen;
        const mine = (each: Line): boolean => each.edge.from === focus || each.edge.to === focus;
        c.setTransform(ratio, 0, 0, ratio, 0, 0);
        c.clearRect(0, 0, wide, high);
        strokes(c, pen, focus ? lines.filter((each) => !mine(each)) : lines, focus ? 0.09 : lines.length > 800 ? 0.45 : lines.length > 200 ? 0.6 : 0.75, false);
        if (focus) strokes(c, pen, lines.filter(mine), 0.9, true);
        if (line) strokes(c, pen, [line], 1, true);
        const beside = focus ? near(focus).add(focus) : null;
        for (const each of nodes) {
            const [x, y] = at(each), far = beside ? !beside.has(each.code) : false;
            each.node.setAttribute("transform", `translate(${x.toFixed(1)},${y.toFixed(1)})`);
            each.node.classList.toggle("far", far);
            each.label.classList.toggle("far", far);
            if (moving && nodes.length > 60) each.label.setAttribute("display", "none");
        }
        if (!moving || nodes.length <= 60) nameThem(beside);
    }

    // Names where there is room, the busiest lands first; those beside the one in focus before all others.
    function nameThem(beside: Set<string> | null): void {
        const taken: [number, number, number, number][] = nodes.map((each) => { const [x, y] = at(each); return [x - each.r * 0.7, y - each.r * 0.7, x + each.r * 0.7, y + each.r * 0.7]; });
        const order = beside ? [...nodes].sort((a, b) => Number(beside.has(b.code)) - Number(beside.has(a.code))) : nodes;
        let named = 0;
        for (const each of order) {
            const [x, y] = at(each), length = each.name.length * 7.1;
            each.label.setAttribute("display", "none");
            if (named > 90 || x < 0 || x > wide || y < 0 || y > high) continue;
            for (const [left, top] of [[x + each.r + 4, y - 7], [x - each.r - 4 - length, y - 7], [x - length / 2, y + each.r + 2], [x - length / 2, y - each.r - 15]] as const) {
                const box: [number, number, number, number] = [left, top, left + length, top + 13];
                if (left < 1 || box[2] > wide - 1 || top < 0 || box[3] > high || !taken.every((other) => box[0] > other[2] || box[2] < other[0] || box[1] > other[3] || box[3] < other[1])) continue;
                taken.push(box);
                each.label.setAttribute("x", left.toFixed(1));
                each.label.setAttribute("y", (top + 11).toFixed(1));
                each.label.removeAttribute("display");
                named++;
                break;
            }
        }
    }

    function later(): void {
        cancelAnimationFrame(asked);
        asked = requestAnimationFrame(frame);
    }

    // Another frame, and a careful one when all is at rest.
    function move(): void {
        moving = true;
        clearTimeout(rest);
        rest = window.setTimeout(() => { moving = false; later(); }, 140);
        later();
    }

    // One frame: a slice of layout as long as it is warm, then the picture. The reader's own zoom is not taken back.
    function frame(): void {
        if (simulation && simulation.alpha() > COLD) {
            const begin = performance.now();
            do simulation.tick(); while (simulation.alpha() > COLD && performance.now() - begin < SLICE);
            if (!held) now = fitted();
            move();
            if (simulation.alpha() <= COLD) node.dataset["still"] = "yes";
        }
        paint();
    }

    function fitted(): ZoomTransform {
        if (!nodes.length) return zoomIdentity;
        const xs = nodes.map((each) => each.x), ys = nodes.map((each) => each.y);
        const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
        const k = Math.max(0.1, Math.min(2.2, (wide - Math.min(110, wide / 5)) / Math.max(60, right - left), (high - 60) / Math.max(60, bottom - top)));
        return zoomIdentity.translate(wide / 2 - (k * (left + right)) / 2, high / 2 - (k * (top + bottom)) / 2).scale(k);
    }

    const behaviour = zoom<SVGSVGElement, unknown>().scaleExtent([0.1, 8]).on("zoom", (event: D3ZoomEvent<SVGSVGElement, unknown>) => {
        now = event.transform;
        if (event.sourceEvent) held = true;
        move();
    }).on("start", () => { behaviour.extent([[0, 0], [wide, high]]); });

    function zoomBy(factor: number): void {
        held = true;
        select(over).property("__zoom", now);
        behaviour.scaleBy(select(over), factor);
    }

    // ---- pointing ------------------------------------------------------------------------------------------------------

    const about = (each: Line) => [
        h("b", {}, `${each.source.name} → ${each.target.name}`), mixList(each.edge.quad),
        h("p", { class: "when" }, `${count(each.edge.events, "event")}, ${count(each.edge.reports, "report")}, mean score ${signed(each.score)}`),
    ];

    const spot = (event: MouseEvent): [number, number] => { const box = over.getBoundingClientRect(); return [event.clientX - box.left, event.clientY - box.top]; };

    over.addEventListener("pointermove", (event) => {
        if (event.buttons || (event.target as Element).closest(".land")) return;
        const found = under(...spot(event));
        if (found === line) return;
        line = found;
        over.classList.toggle("on-edge", Boolean(line));
        if (line) card.show({ x: event.clientX, y: event.clientY }, ...about(line));
        else card.hide();
        later();
    });
    over.addEventListener("pointerleave", () => { if (line) { line = null; card.hide(); later(); } });
    over.addEventListener("click", (event) => {
        if ((event.target as Element).closest(".land")) return;
        const found = under(...spot(event));
        if (found) open(found.edge);
        else if (chosen) choose("");
    });
    over.addEventListener("pointerdown", () => { select(over).property("__zoom", now); }, true);
    over.addEventListener("wheel", () => { select(over).property("__zoom", now); }, { capture: true, passive: true });
    over.addEventListener("keydown", (event) => {
        if (event.key === "+" || event.key === "=") zoomBy(1.4);
        else if (event.key === "-") zoomBy(1 / 1.4);
        else if (event.key === "0") fit();
        else return;
        event.preventDefault();
    });

    function fit(): void {
        held = false;
        now = fitted();
        later();
    }

    function element(each: Node_): SVGGElement {
        const sums = lines.filter((some) => some.edge.from === each.code || some.edge.to === each.code);
        const group = svg("g", { class: "land", role: "button", "data-key": each.code, "aria-label": `${each.name}: ${count(each.events, "event")} with ${count(near(each.code).size, "other")}` }, svg("circle", { r: each.r }));
        const point = (code: string) => (): void => {
            pointed = code;
            if (code) card.show(group, h("b", {}, each.name), h("p", { class: "when" }, `${count(each.events, "event")} with ${count(near(each.code).size, "other")}`),
                h("p", { class: "when" }, mixture(sums.reduce((sum, some) => sum.map((n, i) => n + some.edge.quad[i]!) as typeof sum, [0, 0, 0, 0] as Edge["quad"]))));
            else card.hide();
            later();
        };
        group.addEventListener("pointerenter", point(each.code));
        group.addEventListener("pointerleave", point(""));
        group.addEventListener("focus", point(each.code));
        group.addEventListener("blur", point(""));
        group.addEventListener("click", () => choose(each.code));
        group.addEventListener("keydown", (event) => { if (event.key === "Enter" || event.key === " ") { event.preventDefault(); choose(each.code); } });
        return group;
    }

    // ---- the network ---------------------------------------------------------------------------------------------------

    function show(network: Network, chosen_: string, scoreOf: (edge: Edge) => number): void {
        const before = new Map(nodes.map((each) => [each.code, each])), known = new Map<string, Node_>();
        const most = Math.max(1, ...network.nodes.map((each) => each.events)), top = Math.max(8, ...network.edges.map((each) => each.events));
        nodes = [...network.nodes].sort((a, b) => b.events - a.events || (a.code < b.code ? -1 : 1)).map((each, i) => {
            const old = before.get(each.code), ring = 18 * Math.sqrt(i + 0.5), angle = i * 2.39996;
            const out = { ...each, x: old?.x ?? ring * Math.cos(angle), y: old?.y ?? ring * Math.sin(angle), r: 4.5 + (wide < 500 ? 7 : 13) * Math.sqrt(each.events / most), label: svg("text", {}, each.name) } as Node_;
            known.set(each.code, out);
            return out;
        });
        lines = network.edges.flatMap((edge) => {
            const source = known.get(edge.from), target = known.get(edge.to);
            return source && target && source !== target ? [{ edge, source, target, score: scoreOf(edge), width: 0.8 + 5.5 * Math.sqrt(edge.events / top), bend: 0.14 }] : [];
        });
        chosen = chosen_;
        pointed = "";
        line = null;
        for (const each of nodes) each.node = element(each);
        for (const each of nodes) each.node.classList.toggle("chosen", each.code === chosen);
        labels.replaceChildren(...nodes.map((each) => each.label));
        stops.take(nodes.map((each) => each.node));
        const same = nodes.length > 0 && nodes.length === before.size && nodes.every((each) => before.has(each.code));
        settle(same ? 0 : nodes.some((each) => before.has(each.code)) ? 0.35 : 1);
        later();
    }

    function settle(heat: number): void {
        delete node.dataset["still"];
        const crowd = Math.sqrt(nodes.length), tied = new Set(lines.flatMap((each) => [each.source, each.target])); // others are kept near
        simulation = forceSimulation(nodes).stop().alpha(heat).alphaDecay(0.022)
            .force("link", forceLink<Node_, { source: Node_; target: Node_; weight: number }>(lines.map((each) => ({ source: each.source, target: each.target, weight: each.edge.events })))
                .distance(70 + 5 * crowd).strength((each) => Math.min(0.5, 0.02 + (0.12 * Math.log1p(each.weight)) / crowd)))
            .force("apart", forceManyBody().strength(-220).distanceMax(900))
            .force("touch", forceCollide<Node_>().radius((each) => each.r + 9))
            .force("x", forceX<Node_>(0).strength((each) => (tied.has(each) ? 0.045 : 0.2))).force("y", forceY<Node_>(0).strength((each) => (tied.has(each) ? 0.07 : 0.2)));
        if (heat <= COLD) node.dataset["still"] = "yes";
        if (matchMedia("(prefers-reduced-motion: reduce)").matches) {
            const begin = performance.now();
            while (simulation.alpha() > COLD && performance.now() - begin < 1500) simulation.tick();
            if (!held) now = fitted();
            simulation.alpha(0);
            node.dataset["still"] = "yes";
        }
    }

    select(over).call(behaviour).on("dblclick.zoom", null);
    const recolour = (): void => { pen = null; later(); };
    addEventListener("theme", recolour);
    const scheme = matchMedia("(prefers-color-scheme: dark)");
    scheme.addEventListener("change", recolour);
    const watch = new ResizeObserver(() => {
        const next = Math.round(node.clientWidth);
        if (!next || next === wide) return;
        wide = next;
        high = Math.round(Math.max(340, Math.min(680, wide * 0.68)));
        const ratio = devicePixelRatio || 1;
        canvas.width = wide * ratio;
        canvas.height = high * ratio;
        for (const each of [canvas, over]) { each.style.width = `${wide}px`; each.style.height = `${high}px`; }
        node.style.height = `${high}px`;
        if (!held) now = fitted();
        later();
    });
    watch.observe(node);

    return {
        node, show, zoomBy, fit,
        point(edge) {
            line = edge && (lines.find((each) => each.edge === edge) ?? null);
            later();
        },
        stop() {
            cancelAnimationFrame(asked);
            clearTimeout(rest);
            removeEventListener("theme", recolour);
            scheme.removeEventListener("change", recolour);
            watch.disconnect();
        },
    };
}
