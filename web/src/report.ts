// SPDX-License-Identifier: MIT
// The text of a report with every layer marked on it, and the panel that tells why.

import { correctionForm, correctionText, judge } from "./correct";
import { h, type Child } from "./dom";
import { landName } from "./facets";
import { LAYERS, actsOf, marksOf, pieces, type Mark, type Piece } from "./layers";
import { statusOf, typeOf, where } from "./parts";
import { here, link, set, type State } from "./state";
import type { DocumentFull, Record_, Span } from "./types";
import { derivation } from "./why";
import { days, KINDS, MANNERS, TYPES } from "./words";

export function chosenLayers(state: State): Set<string> {
    const given = state.filters["layers"];
    return new Set(given === undefined ? LAYERS.map(([name]) => name) : given.split(","));
}

const rule = (lines: string | null): Child => (lines ? h("p", { class: "rule" }, "by ", h("code", {}, lines)) : null);

class Reader {
    private readonly points: string[];
    readonly stopOf = new Map<number, number>(); // where the mark of an event stands among the stops
    readonly record: Record_;

    constructor(readonly doc: DocumentFull, private readonly redraw: () => Promise<void>) {
        this.record = doc.record;
        this.points = Array.from(doc.text);
    }

    quote(span: Span): string { return this.points.slice(span[0], span[1]).join("").replace(/\s+/g, " "); }

    private names(parties: { entity: number; span: Span; code: string }[]): string {
        return parties.map((p) => { const e = this.record.entities[p.entity]; return `${e ? e.name : this.quote(p.span)}${p.code ? ` (${p.code})` : ""}`; }).join(", ");
    }

    private source(i: number): string {
        const claim = this.record.claims[i]!;
        const named = claim.source_entity === null ? undefined : this.record.entities[claim.source_entity];
        return named?.name ?? (claim.sources.map((span) => this.quote(span)).join(" … ") || "an unnamed source");
    }

    // The outermost source first.
    chain(i: number | null): string {
        const names: string[] = [];
        for (let at = i; at !== null && this.record.claims[at] && names.length < 9; at = this.record.claims[at]!.within) names.unshift(this.source(at));
        return names.join(" › ");
    }

    private event(i: number): Child[] {
        const e = actsOf(this.record)[i]!;
        const kept = this.doc.mentions.find((m) => m.number === e.id);
        const sides = [this.names(e.actors) || "not told", this.names(e.recipients)].filter(Boolean).join(" → ");
        const time = e.time === null ? undefined : this.record.times[e.time];
        const place = e.place === null ? undefined : this.record.places[e.place];
        return [h("h2", {}, typeOf(e.type ?? "", e.mode ?? "", e.quad), this.record.main_event === e.id ? h("small", { class: "quiet" }, " what the report is about") : null),
            h("p", { class: "quiet" }, TYPES[e.type ?? ""] ?? "a statement without an act of its own", `; CAMEO ${e.cameo}`),
            h("p", {}, sides), e.third_parties.length ? h("p", {}, "third: ", this.names(e.third_parties)) : null,
            h("p", { class: "under" }, statusOf(e.status, e.certainty), time?.begin ? h("span", {}, days(time.begin, time.end ?? time.begin)) : null,
                place ? h("span", {}, "in ", where(place.name, place.country ?? "")) : null),
            h("p", {}, e.claim === null ? "The report itself says so." : ["Said by ", h("b", {}, this.chain(e.claim))]), rule(e.rule), derivation(this.doc.id, e.id),
            kept ? [h("p", {}, h("a", { href: link({ view: "events", id: String(kept.event) }) }, "The event, with all its reports")),
                kept.corrections.length ? h("ul", { class: "verdicts" }, kept.corrections.map((c) => h("li", {}, correctionText(c)))) : null,
                judge({ document: this.doc.id, mention: kept.id, focus: `mark-${this.stopOf.get(e.id)}` }, this.redraw)] : null];
    }

    why(mark: Mark): HTMLElement {
        const r = this.record;
        const said = `“${this.quote([mark.begin, mark.end])}”`;
        const card = (...more: Child[]): HTMLElement => h("section", { class: `why-${mark.layer}` }, more);
        if (mark.layer === "events") return card(this.event(mark.index));
        if (mark.layer === "parties") {
            const e = r.entities[mark.index]!;
            const land = e.country ? landName(e.country) : "";
            return card(h("h2", {}, e.name), h("p", { class: "quiet" }, `${e.kind}${land && land !== e.name ? `, ${land}` : ""}${e.sectors.length ? `, ${e.sectors.join(" ")}` : ""}`, e.code ? [" ", h("code", { title: "CAMEO code" }, e.code)] : null),
                e.name === this.quote([mark.begin, mark.end]) ? null : h("p", {}, said), rule(e.rule));
        }
        if (mark.layer === "places") {
            const p = r.places[mark.index]!;
            return card(h("h2", {}, p.name), h("p", { class: "quiet" }, [p.kind, p.admin1, p.country ? landName(p.country) : ""].filter(Boolean).join(", ")),
                p.lat !== null && p.lon !== null ? h("p", {}, `${p.lat.toFixed(2)}, ${p.lon.toFixed(2)}`) : null, rule(p.rule));
        }
        if (mark.layer === "times") {
            const t = r.times[mark.index]!;
            return card(h("h2", {}, t.begin ? days(t.begin, t.end ?? t.begin) : said), h("p", { class: "quiet" }, said, " ", h("code", { title: "TIMEX3 value" }, t.value)), rule(t.rule));
        }
        if (mark.layer === "claims") {
            const c = r.claims[mark.index]!;
            return card(h("h2", {}, "Said by ", this.chain(mark.index)), h("p", { class: "quiet" }, `${KINDS[c.source_kind] ?? c.source_kind}, ${MANNERS[c.manner] ?? c.manner}`, c.cue ? `, “${this.quote(c.cue)}”` : ""), rule(c.rule));
        }
        const item = r.talks[mark.index]!.agenda[mark.sub]!;
        return card(h("h2", {}, item.stance === "on" ? "On the agenda" : "Left off the agenda"), h("p", {}, said),
            h("p", { class: "quiet" }, "talks of ", r.talks[mark.index]!.parties.map((p) => r.entities[p]?.name ?? "").join(" and ")));
    }
}

// Events first, then what is told most closely.
const ORDER = (a: Mark, b: Mark): number => Number(b.layer === "events") - Number(a.layer === "events") || a.end - a.begin - (b.end - b.begin);

function className(piece: Piece, record: Record_): string {
    const names = new Set<string>();
    for (const mark of piece.marks) {
        names.add(`m-${mark.layer}`);
        if (mark.layer === "claims") names.add(`m-${mark.part}`);
        if (mark.layer === "talks" && mark.part === "off") names.add("m-off");
        if (mark.layer === "events") names.add(`q${actsOf(record)[mark.index]!.quad}`);
    }
    return [...names].join(" ");
}

export function reportView(doc: DocumentFull, state: State, redraw: () => Promise<void>): HTMLElement {
    const reader = new Reader(doc, redraw);
    const layers = chosenLayers(state);
    const marks = marksOf(doc.record).filter((m) => layers.has(m.layer));
    const cutAt = [doc.record.document.title, doc.record.document.byline].filter((s): s is Span => s !== null).map((s): Mark => ({ layer: "", part: "head", begin: s[0], end: s[1], index: 0, sub: 0 }));
    const stops: { node: HTMLElement; marks: Mark[] }[] = [];
    let current = 0;
    let pinned = false;
    const why = h("div", { class: "why", id: "why", "aria-live": "polite" });
    const panel = h("aside", { "aria-label": "Why" }, why);

    function show(at: { marks: Mark[] } | null): void {
        panel.classList.toggle("open", at !== null);
        if (at) why.replaceChildren(...[...at.marks].sort(ORDER).map((m) => reader.why(m)),
            ...(pinned ? [h("p", { class: "close" }, h("button", { type: "button", onclick: leave }, "Close"))] : []));
        else why.replaceChildren(idle());
    }

    function pin(i: number, focus = true): void {
        stops[current]?.node.setAttribute("tabindex", "-1");
        for (const stop of stops) stop.node.classList.remove("pinned");
        current = i;
        const stop = stops[i]!;
        stop.node.setAttribute("tabindex", "0");
        stop.node.classList.add("pinned");
        pinned = true;
        show(stop);
        if (focus) stop.node.focus();
    }

    function release(): void {
        pinned = false;
        for (const stop of stops) stop.node.classList.remove("pinned");
        show(null);
    }

    function leave(): void {
        const node = stops[current]?.node;
        release();
        // The focus would pin the mark again; it stays near it all the same.
        if (node) { body.setAttribute("tabindex", "-1"); body.focus({ preventScroll: true }); }
    }

    function key(event: KeyboardEvent): void {
        const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
        if (step && stops.length) pin((current + step + stops.length) % stops.length);
        else if (event.key === "Home" && stops.length) pin(0);
        else if (event.key === "End" && stops.length) pin(stops.length - 1);
        else if (event.key === "Escape") release();
        else return;
        event.preventDefault();
    }

    const body = h("div", { class: "report-text", role: "group", "aria-label": "Text of the report. Arrow keys go from mark to mark.", onkeydown: key,
        onpointerleave: () => { if (!pinned) show(null); } });
    for (const piece of pieces(doc.text, [...marks, ...cutAt])) {
        const head = piece.marks.find((m) => m.part === "head");
        const real = { ...piece, marks: piece.marks.filter((m) => m.layer) };
        const starts = piece.starts.filter((m) => m.layer);
        if (!real.marks.length && !head) { body.append(piece.text); continue; }
        const seg = h("span", { class: className(real, doc.record) + (head ? (head.begin === doc.record.document.title?.[0] ? " t-title" : " t-byline") : "") }, piece.text);
        if (real.marks.length) seg.addEventListener("pointerenter", (event) => { if (!pinned && event.pointerType === "mouse") show(real); });
        if (starts.length) {
            const i = stops.push({ node: seg, marks: real.marks }) - 1;
            seg.setAttribute("tabindex", i === 0 ? "0" : "-1");
            seg.setAttribute("role", "button");
            seg.setAttribute("aria-controls", "why");
            seg.addEventListener("click", () => (pinned && current === i ? release() : pin(i)));
            seg.addEventListener("focus", () => { if (seg.matches(":focus-visible") && (current !== i || !pinned)) pin(i, false); }); // a click pins by itself
            seg.id = `mark-${i}`;
            for (const m of starts) if (m.layer === "events") reader.stopOf.set(actsOf(doc.record)[m.index]!.id, i);
        } else if (real.marks.length) {
            seg.addEventListener("click", () => { release(); pinned = true; show(real); });
        }
        body.append(seg);
    }

    function idle(): HTMLElement {
        const list = actsOf(doc.record).map((e) => {
            const i = reader.stopOf.get(e.id) ?? -1;
            const label: Child[] = [typeOf(e.type ?? "", e.mode ?? "", e.quad), ` “${reader.quote(e.trigger)}”`];
            return h("li", {}, i < 0 ? label : h("button", { type: "button", class: "plain", onclick: () => { pin(i); stops[i]!.node.scrollIntoView({ block: "center" }); } }, label));
        });
        return h("section", {}, h("p", { class: "quiet" }, "Point at a mark, or go from mark to mark with the arrow keys, to see why it stands there."),
            list.length ? [h("h2", {}, "Events in this report"), h("ol", { class: "found-list" }, list)] : h("p", {}, "No event was found in this report."));
    }

    const toggles = h("fieldset", { class: "layers" }, h("legend", {}, "Layers"), LAYERS.map(([name, label, about]) => {
        const box = h("input", { type: "checkbox", id: `layer-${name}`, checked: layers.has(name), onchange: () => {
            const next = LAYERS.map(([each]) => each).filter((each) => (each === name ? box.checked : layers.has(each)));
            set({ layers: next.length === LAYERS.length ? "" : next.join(",") || "none" }, true);
        } });
        return h("label", { title: about }, box, h("span", { class: `m-${name}${name === "claims" ? " m-content" : ""}${name === "events" ? " q1" : ""}` }, label));
    }));

    const missing = h("div", { class: "judge" });
    const ask = h("button", { type: "button", onclick: () => {
        const quote = String(getSelection() ?? "").trim().slice(0, 400);
        missing.replaceChildren(correctionForm("missing", { document: doc.id, mention: null, quote }, () => void redraw(), () => missing.replaceChildren(ask)));
        missing.querySelector("select")?.focus();
    }, title: "Select the words first, and they are taken over" }, "An event is missing …");
    missing.append(ask);
    const missed = doc.missing.length ? h("section", { class: "missed" }, h("h2", {}, "What readers found missing"), h("ul", { class: "verdicts" }, doc.missing.map((c) => h("li", {}, correctionText(c))))) : null;

    show(null);
    const wanted = reader.stopOf.get(Number(here().filters["mention"] ?? -1)) ?? -1;
    if (wanted >= 0) requestAnimationFrame(() => { pin(wanted, false); stops[wanted]!.node.scrollIntoView({ block: "center" }); });
    return h("div", { class: "report-page" }, toggles, body, panel, h("div", {}, missed, missing));
}
