// SPDX-License-Identifier: MIT
// Who acts on whom. A land shows its relations; a relation leads to the timeline of the two.

import { get } from "../api";
import { days as daysOf } from "../draw/days";
import { graph, type Edge } from "../draw/graph";
import { mixture, signed } from "../draw/mark";
import { slider } from "../draw/slider";
import { table } from "../draw/table";
import { h, type Child } from "../dom";
import { facets, landName } from "../facets";
import { headline, say } from "../page";
import { asked, go, here, link, parse, set, type State } from "../state";
import type { Network } from "../types";
import { ALL, kept, type Kept } from "../view";
import { count, number } from "../words";

const LIMITS = ["100", "300", "1000", "2000"];
const LIMIT = "300";

function build(): Kept {
    let state: State = here(), network: Network = { nodes: [], edges: [] }, turn = 0;
    const time = slider();
    const dyad = (edge: Edge): string => link({ view: "timeline", filters: { between: `${edge.from},${edge.to}`, with: "", actor: "", recipient: "" } }, state);
    const drawn = graph((code) => set({ land: code === state.filters["land"] ? "" : code }), (edge) => go(parse(dyad(edge))));
    const name = (code: string): string => network.nodes.find((each) => each.code === code)?.name ?? landName(code);
    const score = (edge: Edge): number => (state.filters["scale"] === "goldstein" ? edge.goldstein : edge.score) / Math.max(1, edge.events);

    const most = h("select", { id: "network-edges", onchange: () => set({ edges: most.value === LIMIT ? "" : most.value }) }, LIMITS.map((each) => h("option", { value: each }, `the ${number(+each)} strongest`)));
    const scale = h("select", { id: "network-scale", onchange: () => set({ scale: scale.value === "plover" ? "" : scale.value }) }, h("option", { value: "plover" }, "PLOVER"), h("option", { value: "goldstein" }, "Goldstein"));
    const button = (text: string, title: string, act: () => void): HTMLElement => h("button", { type: "button", "aria-label": title, title, onclick: act }, text);
    const nothing = h("p", { class: "empty" }, "No event between two lands fits these filters.");
    const side = h("section", { class: "side", "aria-live": "polite" });
    const span = h("p", { class: "span" });
    const listed = table<Edge>([
        { name: "Who", of: (edge) => name(edge.from) }, { name: "To whom", of: (edge) => name(edge.to) },
        { name: "Events", of: (edge) => h("a", { href: dyad(edge), "aria-label": `${count(edge.events, "event")}, timeline of ${name(edge.from)} and ${name(edge.to)}` }, number(edge.events)), number: true },
        { name: "Reports", of: (edge) => number(edge.reports), number: true }, { name: "Of the events", of: (edge) => mixture(edge.quad) }, { name: "Mean score", of: (edge) => signed(score(edge)), number: true },
    ], 2000);
    const node = h("section", { class: "drawn" },
        h("div", { class: "tools" },
            h("div", { class: "field" }, h("label", { for: most.id }, "Relations"), most), h("div", { class: "field" }, h("label", { for: scale.id }, "Score"), scale),
            h("div", { class: "buttons", role: "group", "aria-label": "Network" }, button("+", "Zoom in", () => drawn.zoomBy(1.5)), button("−", "Zoom out", () => drawn.zoomBy(1 / 1.5)), button("Fit", "Fit: show all lands", () => drawn.fit())), span),
        nothing, h("div", { class: "beside" }, h("div", {}, drawn.node, time.node), side),
        h("p", { class: "quiet small-note" }, h("span", { class: "stroke cooperation" }), " more cooperation ", h("span", { class: "stroke conflict" }), " more conflict (dashed) ", h("span", { class: "stroke mixed" }),
            " neither (dotted). Wider: more events. An arrow goes from who acts to whom; of what two do together, one goes each way. A click on an arrow opens the timeline of the two."),
        listed.node);

    function relation(edge: Edge, other: string): HTMLElement {
        const row = h("a", { href: dyad(edge), class: "relation" }, h("span", {}, h("span", { class: `stroke ${score(edge) > 0.25 ? "cooperation" : score(edge) < -0.25 ? "conflict" : "mixed"}` }), " ", edge.from === other ? `from ${name(other)}` : `to ${name(other)}`),
            h("span", { class: "n" }, `${number(edge.events)} · ${signed(score(edge))}`));
        for (const [on, off] of [["pointerenter", "pointerleave"], ["focus", "blur"]]) {
            row.addEventListener(on!, () => drawn.point(edge));
            row.addEventListener(off!, () => drawn.point(null));
        }
        return h("li", {}, row);
    }

    function relations(): Child[] {
        const code = state.filters["land"] ?? "";
        const edges = [...network.edges].sort((a, b) => b.events - a.events);
        if (!network.nodes.some((each) => each.code === code)) return [
            h("h2", {}, "Strongest"), h("p", { class: "quiet" }, "Events and mean score"),
            h("ol", {}, edges.slice(0, 14).map((edge) => { const row = relation(edge, edge.to); row.querySelector("a > span")!.lastChild!.textContent = `${name(edge.from)} → ${name(edge.to)}`; return row; })),
        ];
        const some = edges.filter((edge) => edge.from === code || edge.to === code);
        return [
            h("h2", {}, name(code)), h("p", { class: "quiet" }, `${count(some.reduce((sum, edge) => sum + edge.events, 0), "event")} with ${count(new Set(some.map((edge) => (edge.from === code ? edge.to : edge.from))).size, "other")}: events and mean score`),
            h("ol", { class: "long" }, some.slice(0, 60).map((edge) => relation(edge, edge.from === code ? edge.to : edge.from))),
            h("p", {}, h("a", { href: link({ view: "timeline", filters: { with: code, between: "" } }, state) }, "timeline"), " · ", h("a", { href: link({ view: "network", filters: { with: code, between: "", land: "" } }, state) }, "only these"), " · ",
                h("button", { type: "button", class: "link", onclick: () => set({ land: "" }) }, "close")),
        ];
    }

    async function update(next: State, signal: AbortSignal): Promise<void> {
        const mine = ++turn;
        const limit = LIMITS.includes(next.filters["edges"] ?? "") ? next.filters["edges"]! : LIMIT;
        const [found, days] = await Promise.all([get<Network>("network", { ...asked(next, "q"), limit }, signal), daysOf(next, signal), facets().catch(() => undefined)]);
        if (mine !== turn) return;
        state = next;
        network = found;
        nothing.hidden = network.edges.length > 0;
        drawn.node.hidden = !network.edges.length;
        most.value = limit;
        scale.value = next.filters["scale"] === "goldstein" ? "goldstein" : "plover";
        time.show(days, next);
        drawn.show(network, next.filters["land"] ?? "", score);
        side.replaceChildren(...(relations() as Node[]));
        side.hidden = !network.edges.length;
        span.textContent = `${count(network.nodes.length, "land")}, ${count(network.edges.length, "relation")}`;
        listed.show(`All ${number(network.edges.length)} relations as a table`, network.edges);
        headline("Network");
        say(`${count(network.edges.length, "relation")} between ${count(network.nodes.length, "land")}.`);
    }

    return { node, update, stop: drawn.stop };
}

export const view = kept("Network", ALL, build);
