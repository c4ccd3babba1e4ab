// SPDX-License-Identifier: MIT
// Where it happened. The world comes from the page's own server; places are asked for with all filters.

import { feature } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import type { FeatureCollection } from "geojson";
import { get } from "../api";
import { all, days as daysOf } from "../draw/days";
import { globe, isLand, isVague, keyOf } from "../draw/globe";
import { legend, mixList, sides, told } from "../draw/mark";
import { slider } from "../draw/slider";
import { table } from "../draw/table";
import { h, type Child } from "../dom";
import { facets, landName } from "../facets";
import { headline, say } from "../page";
import { asked, format, here, link, set, type State } from "../state";
import type { Event, List, Place } from "../types";
import { ALL, kept, type Kept } from "../view";
import { count, days as inDays, number, plain } from "../words";

const PLACES = 1000; // the places with most events
const LISTED = 12;

let loading: Promise<FeatureCollection> | null = null;

function world(): Promise<FeatureCollection> {
    loading ??= fetch("map.json").then((answer) => answer.json()).then((topology: Topology<{ countries: GeometryCollection }>) => feature(topology, topology.objects.countries));
    loading.catch(() => { loading = null; });
    return loading;
}

const where = (place: Place): string => (isLand(place) || !place.country ? plain(place.kind) : `${plain(place.kind)}, ${landName(place.country)}`);

function build(): Kept {
    let state: State = here(), places: Place[] = [], turn = 0;
    const time = slider();
    const drawn = globe((place) => set({ at: keyOf(place) === state.filters["at"] ? "" : keyOf(place) }), remember);
    const list = h("ol", { class: "places" });
    const chosen = h("section", { class: "chosen-place", "aria-live": "polite" });
    const missing = h("div", { class: "missing" });
    const nothing = h("p", { class: "empty" }, "No event with a place fits these filters.");
    const button = (text: string, name: string, act: () => void): HTMLElement => h("button", { type: "button", "aria-label": name, title: name, onclick: act }, text);
    const listed = table<Place>([
        { name: "Place", of: (place) => h("a", { href: link({ view: "story", filters: { place: place.place } }) }, place.place) }, { name: "Kind", of: where },
        { name: "Events", of: (place) => number(place.events), number: true },
        { name: "Verbal coop.", of: (place) => place.quad[0], number: true }, { name: "Material coop.", of: (place) => place.quad[1], number: true },
        { name: "Verbal conflict", of: (place) => place.quad[2], number: true }, { name: "Material conflict", of: (place) => place.quad[3], number: true },
        { name: "Told", of: (place) => (isLand(place) ? "the country only" : isVague(place) ? "vaguely" : "exactly") },
        { name: "When", of: (place) => inDays(place.first, place.last) },
    ]);
    const node = h("section", { class: "drawn" },
        h("div", { class: "tools" }, legend(), h("div", { class: "buttons", role: "group", "aria-label": "Map" },
            button("+", "Zoom in", () => drawn.zoomBy(1.6)), button("−", "Zoom out", () => drawn.zoomBy(1 / 1.6)), button("Fit", "Fit: show all places", () => drawn.fit()), button("World", "World: show all of it", () => drawn.home()))),
        nothing, h("div", { class: "beside" }, h("div", {}, drawn.node, time.node), h("div", { class: "side" }, chosen, h("h2", {}, "Most events"), list, missing)),
        h("p", { class: "quiet small-note" }, "A ring’s slices are the classes of its events, clockwise in the order above; its size is their number. Dashed rings and soft areas: reports tell no more than the province, the region, the sea or the river. Shaded countries: only the country is told."),
        listed.node);

    // Where the reader looks stands in the address, but is no step in the history and draws nothing anew.
    function remember(look: string): void {
        const now = here();
        if (now.view === "map" && node.isConnected) history.replaceState(history.state, "", format({ ...now, filters: { ...now.filters, look } }));
    }

    const row = (place: Place): HTMLElement => {
        const mine = keyOf(place) === state.filters["at"];
        const name = h("button", { type: "button", class: "plain", id: `place-${keyOf(place)}`, "aria-pressed": String(mine), onclick: () => { drawn.goTo(place); set({ at: mine ? "" : keyOf(place) }); } },
            h("span", {}, place.place, isLand(place) ? null : h("small", {}, landName(place.country))), h("span", { class: "n" }, number(place.events)));
        for (const [on, off] of [["pointerenter", "pointerleave"], ["focus", "blur"]]) {
            name.addEventListener(on!, () => drawn.point(place));
            name.addEventListener(off!, () => drawn.point(null));
        }
        return h("li", {}, name);
    };

    async function choose(signal: AbortSignal): Promise<Child[]> {
        const place = places.find((each) => keyOf(each) === state.filters["at"]);
        if (!place) return [];
        const latest = await get<List<Event>>("events", { ...asked(state, "q"), place: place.place, limit: 5 }, signal);
        return [
            h("h2", {}, place.place), h("p", { class: "quiet" }, `${where(place)} · ${inDays(place.first, place.last)}`), mixList(place.quad),
            h("ul", { class: "latest" }, latest.items.map((event) => h("li", {}, h("a", { href: link({ view: "events", id: String(event.id) }) }, sides(event)), h("small", {}, `${event.type || "–"}, ${told(event)}`)))),
            h("p", {}, h("a", { href: link({ view: "story", filters: { place: place.place } }) }, `All ${count(place.events, "event")} here`), " · ",
                h("a", { href: link({ view: "timeline", filters: { place: place.place } }) }, "timeline"), " · ", h("button", { type: "button", class: "link", onclick: () => set({ at: "" }) }, "close")),
        ];
    }

    function leftOut(shapes: FeatureCollection): Child[] {
        const drawnLands = new Set(shapes.features.map((each) => String(each.id)));
        const small = places.filter((place) => isLand(place) && !drawnLands.has(place.country)), nowhere = places.filter((place) => place.lat === null);
        const names = (some: Place[]): Child[] => some.slice(0, 30).flatMap((place, i): Child[] => [i ? ", " : "", h("a", { href: link({ view: "story", filters: { place: place.place } }) }, place.place), ` ${place.events}`]);
        return [
            small.length ? h("p", {}, h("b", {}, "Too small for this map: "), names(small)) : null,
            nowhere.length ? h("p", {}, h("b", {}, "Without a point: "), names(nowhere)) : null,
        ];
    }

    async function update(next: State, signal: AbortSignal): Promise<void> {
        const mine = ++turn;
        const [shapes, found, days] = await Promise.all([world(), all<Place>("places", asked(next, "q"), PLACES, signal), daysOf(next, signal), facets().catch(() => undefined)]);
        state = next;
        places = found.sort((a, b) => b.events - a.events);
        const about = await choose(signal);
        if (mine !== turn) return;
        nothing.hidden = places.length > 0;
        time.show(days, next);
        drawn.show(shapes, places, next.filters["at"] ?? "", next.filters["look"] ?? "");
        list.replaceChildren(...places.slice(0, LISTED).map(row));
        chosen.replaceChildren(...(about as Node[]));
        chosen.hidden = !about.length;
        missing.replaceChildren(...(leftOut(shapes).filter(Boolean) as Node[]));
        listed.show(places.length === 1 ? "The place as a table" : `All ${number(places.length)} places as a table`, places);
        headline("Map");
        say(`${count(places.length, "place")} on the map.`);
    }

    return { node, update };
}

export const view = kept("Map", ALL, build);
