// SPDX-License-Identifier: MIT
// The drawing of places on a flat world (Equal Earth projection: areas are true, so that shading is fair). What is known to the town is
// a ring of its quad classes; what is only known to a country or a sea is a dashed ring over a soft area as wide as the doubt. Marks
// keep their size while the land grows under them.

import { geoCircle, geoEqualEarth, geoGraticule10, geoPath } from "d3-geo";
import { select } from "d3-selection";
import { arc, pie } from "d3-shape";
import { zoom, zoomIdentity, type D3ZoomEvent, type ZoomTransform } from "d3-zoom";
import type { FeatureCollection } from "geojson";
import { h, svg } from "../dom";
import type { Place, Quads } from "../types";
import { count, days as inDays } from "../words";
import { mixList, mixture } from "./mark";
import { rove, type Key } from "./rove";
import { tip } from "./tip";

export interface Globe {
    node: HTMLElement;
    show(world: FeatureCollection, places: Place[], chosen: string, look: string): void;
    zoomBy(factor: number): void;
    home(): void; // the whole world
    fit(): void; // all places
    goTo(place: Place): void;
    point(place: Place | null): void; // as if it were pointed at
}

export const keyOf = (place: Place): string => `${place.place}|${place.country}`;

// A place is drawn as its country's shape where it is a country with one.
export const isLand = (place: Place): boolean => place.kind === "country" || place.kind === "demonym";

export const isVague = (place: Place): boolean => place.vague || isLand(place);

// Kilometres around the point within which a vague place lies, roughly: the ledger knows its kind alone.
const WIDE: Record<string, number> = { admin1: 110, region: 350, sea: 350, strait: 80, river: 250, lake: 90, mountains: 300, desert: 350, continent: 2000 };
const reach = (place: Place): number => WIDE[place.kind] ?? 0;

// What most of the events are.
export function tone(quad: Quads): "cooperation" | "conflict" | "mixed" {
    const good = quad[0] + quad[1], bad = quad[2] + quad[3];
    return good > 1.5 * bad ? "cooperation" : bad > 1.5 * good ? "conflict" : "mixed";
}

const MOST = 24; // magnification; the shapes are too coarse for more
const KM = 111.2; // of a degree
const CROWD = 220; // marks in sight; more are not pushed apart
const slices = pie<number>().sort(null).sortValues(null);

interface Seen { mark: Mark; x: number; y: number }
interface Mark { place: Place; r: number; at: [number, number]; node: SVGGElement; label: SVGTextElement; tie: SVGLineElement }

function ring(place: Place, r: number): SVGElement[] {
    const vague = isVague(place);
    const inner = r > 7 ? r * 0.52 : 0;
    const cut = arc<{ startAngle: number; endAngle: number }>().innerRadius(inner).outerRadius(r);
    const sum = place.quad.reduce((a, b) => a + b, 0);
    return [
        svg("circle", { class: "back", r: r + 1.2 }),
        ...(sum ? slices(place.quad).map((slice, i) => (slice.value ? svg("path", { class: `q${i + 1}`, d: cut(slice) ?? "" }) : null)) : [svg("circle", { class: "q0", r })]).filter((each) => each !== null),
        ...(inner ? [svg("text", { class: "n", y: 3.6, "text-anchor": "middle", "font-size": Math.min(13, inner * 1.25) }, place.events)] : []),
        ...(vague ? [svg("circle", { class: "doubt", r: r + 3.5 })] : []),
    ];
}

const card = (place: Place) => [
    h("b", {}, place.place), mixList(place.quad), h("p", { class: "when" }, `${count(place.events, "event")}, ${inDays(place.first, place.last)}`),
    isVague(place) ? h("p", { class: "when" }, isLand(place) ? "Reports tell the country only." : "Reports tell it vaguely.") : null,
];

// `choose` is told of a place that is clicked; `rest` of where the reader looks, as "magnification,longitude,latitude".
export function globe(choose: (place: Place) => void, rest: (look: string) => void): Globe {
    let world: FeatureCollection | null = null, places: Place[] = [], marks: Mark[] = [], chosen = "", first = true;
    let wide = 0, high = 0, asked = 0, look = "", quiet = false;
    let now: ZoomTransform = zoomIdentity;
    const projection = geoEqualEarth(), path = geoPath(projection);

    const land = svg("g"), areas = svg("g"), scaled = svg("g", { "aria-hidden": "true" }, land, areas), ties = svg("g", { "aria-hidden": "true" }), rings = svg("g"), labels = svg("g", { class: "labels", "aria-hidden": "true" });
    const stop = (name: string, at: string, opacity: number): SVGElement => svg("stop", { class: name, offset: at, "stop-opacity": opacity });
    const soft = ["cooperation", "conflict", "mixed"].map((name) => svg("radialGradient", { id: `soft-${name}` }, stop(name, "35%", 0.34), stop(name, "100%", 0.06)));
    const map = svg("svg", { class: "world", role: "group", tabindex: 0, "aria-label": "Map. Arrows move it, plus and minus zoom; Tab goes to the places." }, svg("defs", {}, soft), scaled, ties, rings, labels);
    const node = h("div", { class: "globe" }, map);
    const card_ = tip(node);
    const stops = rove(rings, neighbour);

    // ---- moving ------------------------------------------------------------------------------------------------------

    const behaviour = zoom<SVGSVGElement, unknown>().scaleExtent([1, MOST])
        .on("zoom", (event: D3ZoomEvent<SVGSVGElement, unknown>) => {
            now = event.transform;
            cancelAnimationFrame(asked);
            asked = requestAnimationFrame(place);
        })
        .on("end", () => {
            if (quiet) return;
            const middle = projection.invert?.(now.invert([wide / 2, high / 2]));
            look = middle ? [now.k, ...middle].map((each) => each.toFixed(2)).join(",") : "";
            rest(look);
        });

    function turn(to: ZoomTransform): void {
        const begin = now, start = performance.now();
        if (matchMedia("(prefers-reduced-motion: reduce)").matches) return behaviour.transform(select(map), to);
        const step = (time: number): void => {
            const t = Math.max(0, Math.min(1, (time - start) / 350)), e = t * (2 - t);
            const k = begin.k * Math.pow(to.k / begin.k, e), w = to.k === begin.k ? e : (k - begin.k) / (to.k - begin.k);
            behaviour.transform(select(map), zoomIdentity.translate(begin.x + (to.x - begin.x) * w, begin.y + (to.y - begin.y) * w).scale(k));
            if (t < 1) requestAnimationFrame(step);
        };
        requestAnimationFrame(step);
    }

    // Without a word to the owner.
    function jump(to: ZoomTransform): void {
        quiet = true;
        behaviour.transform(select(map), to);
        quiet = false;
    }

    const at = (lon: number, lat: number, k: number): ZoomTransform => {
        const [x, y] = projection([lon, lat]) ?? [wide / 2, high / 2];
        return zoomIdentity.translate(wide / 2 - k * x, high / 2 - k * y).scale(k);
    };

    // All places, but for those few far ones without which the rest is seen much better.
    function fitted(): ZoomTransform {
        let inside = [...marks];
        const box = (some: Mark[]): [number, number, number, number] => {
            const xs = some.map((mark) => mark.at[0]), ys = some.map((mark) => mark.at[1]);
            return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
        };
        const scale = ([left, top, right, bottom]: number[]): number => Math.max(1, Math.min(7, (wide - 120) / Math.max(1, right! - left!), (high - 100) / Math.max(1, bottom! - top!)));
        let spare = 0.08 * marks.reduce((sum, mark) => sum + mark.place.events, 0);
        while (inside.length > 2) {
            const [left, top, right, bottom] = box(inside);
            const rim = inside.filter(({ at: [x, y] }) => x === left || x === right || y === top || y === bottom)
                .map((mark) => ({ mark, k: scale(box(inside.filter((each) => each !== mark))) })).sort((p, q) => q.k - p.k)[0];
            if (!rim || rim.mark.place.events > spare || rim.k < 1.15 * scale(box(inside))) break;
            spare -= rim.mark.place.events;
            inside = inside.filter((each) => each !== rim.mark);
        }
        if (!inside.length) return zoomIdentity;
        const [left, top, right, bottom] = box(inside), k = scale(box(inside));
        return zoomIdentity.translate(wide / 2 - (k * (left + right)) / 2, high / 2 - (k * (top + bottom)) / 2).scale(k);
    }

    map.addEventListener("keydown", (event) => {
        const push: Record<string, [number, number]> = { ArrowLeft: [60, 0], ArrowRight: [-60, 0], ArrowUp: [0, 60], ArrowDown: [0, -60] };
        const by = push[event.key];
        if (event.key === "+" || event.key === "=") behaviour.scaleBy(select(map), 1.5);
        else if (event.key === "-") behaviour.scaleBy(select(map), 1 / 1.5);
        else if (event.key === "0") turn(zoomIdentity);
        else if (by && (event.target === map || event.shiftKey)) behaviour.translateBy(select(map), by[0] / now.k, by[1] / now.k);
        else return;
        event.preventDefault();
    });

    // ---- drawing -----------------------------------------------------------------------------------------------------

    function neighbour(from: SVGElement, key: Key): SVGElement | undefined {
        const here = from.getBoundingClientRect();
        let best: SVGElement | undefined, least = Infinity;
        for (const mark of marks) {
            if (mark.node === from) continue;
            const box = mark.node.getBoundingClientRect(), dx = (box.left + box.right - here.left - here.right) / 2, dy = (box.top + box.bottom - here.top - here.bottom) / 2;
            const along = key === "ArrowLeft" ? -dx : key === "ArrowRight" ? dx : key === "ArrowUp" ? -dy : dy, across = key === "ArrowLeft" || key === "ArrowRight" ? Math.abs(dy) : Math.abs(dx);
            if (along <= 0) continue;
            const far = along + 2.5 * across;
            if (far < least) { least = far; best = mark.node; }
        }
        return best;
    }

    function drawLand(): void {
        if (!world) return;
        const most = Math.max(1, ...places.filter(isLand).map((place_) => place_.events));
        const told = new Map(places.filter(isLand).map((place_) => [place_.country, place_]));
        land.replaceChildren(
            svg("path", { class: "sea", d: path({ type: "Sphere" }) ?? "" }), svg("path", { class: "graticule", d: path(geoGraticule10()) ?? "" }),
            ...world.features.map((feature) => svg("path", { class: "land", d: path(feature) ?? "" })),
            ...world.features.flatMap((feature) => {
                const here = told.get(String(feature.id));
                return here ? [svg("path", { class: `told ${tone(here.quad)}`, d: path(feature) ?? "", "fill-opacity": (0.1 + 0.3 * Math.sqrt(here.events / most)).toFixed(2) })] : [];
            }));
        areas.replaceChildren(...places.filter((place_) => place_.lat !== null && reach(place_) > 0 && isVague(place_) && !isLand(place_)).map((place_) =>
            svg("path", { class: `area ${tone(place_.quad)}`, fill: `url(#soft-${tone(place_.quad)})`, d: path(geoCircle().center([place_.lon, place_.lat]).radius(Math.min(40, reach(place_) / KM))()) ?? "" })));
    }

    function drawMarks(): void {
        const most = Math.max(20, ...places.map((place_) => place_.events));
        marks = places.filter((place_) => place_.lat !== null && place_.lon !== null).map((place_) => {
            const r = 3.6 + 15 * Math.sqrt(place_.events / most);
            const group = svg("g", { class: `place ${keyOf(place_) === chosen ? "chosen" : ""}`, role: "button", "aria-pressed": keyOf(place_) === chosen ? "true" : "false",
                "aria-label": `${place_.place}${isVague(place_) ? ", told vaguely" : ""}: ${count(place_.events, "event")}, ${mixture(place_.quad)}`, "data-key": keyOf(place_) }, ring(place_, r));
            const mark = { place: place_, r, at: projection([place_.lon, place_.lat]) ?? [0, 0], node: group, label: svg("text", {}, place_.place), tie: svg("line", { class: "tie" }) } as Mark;
            const show = (): void => card_.show(group, ...card(place_));
            group.addEventListener("pointerenter", show);
            group.addEventListener("pointerleave", card_.hide);
            group.addEventListener("focus", () => { inSight(mark); show(); });
            group.addEventListener("blur", card_.hide);
            group.addEventListener("click", () => choose(place_));
            group.addEventListener("keydown", (event) => { if (event.key === "Enter" || event.key === " ") { event.preventDefault(); choose(place_); } });
            return mark;
        });
        labels.replaceChildren(...marks.map((mark) => mark.label));
        ties.replaceChildren(...marks.map((mark) => mark.tie));
        stops.take(marks.map((mark) => mark.node)); // the largest come first, so that small ones lie above
    }

    function inSight(mark: Mark): void {
        const [x, y] = now.apply(mark.at);
        if (x < 10 || y < 10 || x > wide - 10 || y > high - 10) behaviour.translateTo(select(map), mark.at[0], mark.at[1]);
    }

    // Marks that lie on one another are pushed apart a little; a thin line leads to where they belong.
    function apart(seen: Seen[]): void {
        if (seen.length > CROWD) return;
        for (let round = 0; round < 10; round++)
            for (let i = 0; i < seen.length; i++) for (let j = i + 1; j < seen.length; j++) {
                const a = seen[i]!, b = seen[j]!, reach = a.mark.r + b.mark.r + 1;
                const dx = b.x - a.x || 0.1, dy = b.y - a.y || 0.1, far = Math.hypot(dx, dy);
                if (far >= reach) continue;
                const push = (reach - far) / far / 2.2, share = a.mark.r / (a.mark.r + b.mark.r);
                a.x -= dx * push * (1 - share); a.y -= dy * push * (1 - share);
                b.x += dx * push * share; b.y += dy * push * share;
            }
    }

    // Puts marks and names where the land now is. A name stands to the right or the left of its mark where no other is in the way.
    function place(): void {
        scaled.setAttribute("transform", now.toString());
        const taken: [number, number, number, number][] = [];
        const free = (box: [number, number, number, number]): boolean => taken.every((each) => box[0] > each[2] || box[2] < each[0] || box[1] > each[3] || box[3] < each[1]);
        const seen: Seen[] = [];
        for (const mark of marks) {
            const [x, y] = now.apply(mark.at), out = x < -20 || y < -20 || x > wide + 20 || y > high + 20;
            mark.label.setAttribute("display", "none");
            mark.tie.setAttribute("display", "none");
            if (out) mark.node.setAttribute("transform", `translate(${x.toFixed(1)},${y.toFixed(1)})`);
            else seen.push({ mark, x, y });
        }
        apart(seen);
        for (const { mark, x, y } of seen) {
            const [x0, y0] = now.apply(mark.at);
            mark.node.setAttribute("transform", `translate(${x.toFixed(1)},${y.toFixed(1)})`);
            taken.push([x - mark.r, y - mark.r, x + mark.r, y + mark.r]);
            if (Math.hypot(x - x0, y - y0) < 3) continue;
            mark.tie.removeAttribute("display");
            for (const [name, value] of [["x1", x0], ["y1", y0], ["x2", x], ["y2", y]] as const) mark.tie.setAttribute(name, value.toFixed(1));
        }
        let named = 0;
        for (const { mark, x, y } of seen) {
            if (named >= 40) break;
            const length = mark.place.place.length * 6.9, gap = mark.r + 5;
            for (const left of [x + gap, x - gap - length]) {
                const box: [number, number, number, number] = [left, y - 7, left + length, y + 7];
                if (left < 2 || box[2] > wide - 2 || !free(box)) continue;
                taken.push(box);
                mark.label.removeAttribute("display");
                mark.label.setAttribute("x", left.toFixed(1));
                mark.label.setAttribute("y", (y + 4).toFixed(1));
                named++;
                break;
            }
        }
    }

    function size(): void {
        map.setAttribute("width", String(wide));
        map.setAttribute("height", String(high));
        projection.fitExtent([[6, 6], [wide - 6, high - 6]], { type: "Sphere" });
        behaviour.extent([[0, 0], [wide, high]]).translateExtent([[-wide * 0.1, -high * 0.1], [wide * 1.1, high * 1.1]]);
    }

    function draw(): void {
        if (!wide || !world) return;
        drawLand();
        drawMarks();
        if (first) {
            first = false;
            const [k, lon, lat] = look.split(",").map(Number);
            jump([k, lon, lat].every(Number.isFinite) ? at(lon!, lat!, Math.min(MOST, Math.max(1, k!))) : fitted());
        }
        place();
    }

    select(map).call(behaviour).on("dblclick.zoom", null);
    new ResizeObserver(() => {
        const next = Math.round(node.clientWidth);
        if (!next || next === wide) return;
        const middle = wide ? projection.invert?.(now.invert([wide / 2, high / 2])) : null;
        wide = next;
        high = Math.round(Math.max(240, Math.min(640, wide * 0.58)));
        size();
        if (middle) now = at(middle[0], middle[1], now.k);
        if (!first) jump(now);
        draw();
    }).observe(node);

    return {
        node,
        show(world_, places_, chosen_, look_) {
            [world, places, chosen] = [world_, places_, chosen_];
            if (first) look = look_;
            draw();
        },
        zoomBy: (factor) => behaviour.scaleBy(select(map), factor),
        home: () => turn(zoomIdentity),
        fit: () => turn(fitted()),
        goTo(place_) { if (place_.lat !== null) turn(at(place_.lon, place_.lat, Math.max(now.k, 3))); },
        point(place_) {
            const mark = place_ && marks.find((each) => each.place === place_);
            for (const each of marks) each.node.classList.toggle("pointed", each === mark);
            if (mark) card_.show(mark.node, ...card(mark.place));
            else card_.hide();
        },
    };
}
