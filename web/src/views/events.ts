// SPDX-License-Identifier: MIT
// One event: what is known of it, where its reports differ, and what each of them says.

import { get } from "../api";
import { correctionText, judge } from "../correct";
import { h, type Child } from "../dom";
import { facets } from "../facets";
import { headline } from "../page";
import { people, sides, sidesText, statusOf, told, typeOf, where } from "../parts";
import { go, link, type State } from "../state";
import type { EventFull, Mention } from "../types";
import type { View } from "../view";
import { derivation } from "../why";
import { day, days, FIELDS, KINDS, MANNERS, plain, QUADS, STATUSES, TYPES } from "../words";

const signed = (n: number): string => (n > 0 ? `+${n}` : String(n).replace("-", "−"));

// The sentence with the words of the act marked where they stand together.
export function marked(sentence: string, trigger: string): Child {
    const at = trigger ? sentence.indexOf(trigger) : -1;
    return at < 0 ? sentence : [sentence.slice(0, at), h("mark", {}, trigger), sentence.slice(at + trigger.length)];
}

export function saidBy(mention: Mention): Child {
    const claim = mention.claim;
    if (!claim) return h("span", { class: "quiet" }, "the report itself says so");
    const chain = claim.chain.filter(Boolean);
    // Words such as "he" are told with the name that they stand for.
    if (claim.name && chain.length && !claim.source.includes(claim.name)) chain[chain.length - 1] = `${claim.name} (“${claim.source}”)`;
    return [chain.length > 1 ? h("span", { title: "Who passes it on, and from whom" }, chain.join(" › ")) : chain[0] || "an unnamed source",
        h("span", { class: "quiet" }, ` (${KINDS[claim.kind] ?? claim.kind}, ${MANNERS[claim.manner] ?? claim.manner}${claim.cue ? `, “${claim.cue}”` : ""})`)];
}

const row = (name: string, title: string, ...value: Child[]): Child => (value.flat(9).some(Boolean) ? [h("dt", { title: title || null }, name), h("dd", {}, value)] : null);

function facts(e: EventFull, state: State): HTMLElement {
    return h("dl", { class: "facts" },
        row("What", "The type of act in the PLOVER ontology, with its mode", typeOf(e.type, e.mode, e.quad), h("small", {}, TYPES[e.type] ?? "", TYPES[e.type] ? ` · ${QUADS[e.quad]}` : "")),
        row("Between", "", sides(e)),
        row("Who", "Those who act; of acts done together all who take part", people(e.parties, "actor")),
        row("To whom", "", people(e.parties, "recipient")),
        row("Third parties", "Hosts and mediators", people(e.parties, "third")),
        row("When", "", days(e.day, e.day_end), e.day_told ? null : h("small", {}, "the day of the first report; none tells the day of the act")),
        row("Where", "", where(e.place, e.country), e.lat !== null && e.lon !== null ? h("small", {}, `${e.place_kind ? e.place_kind + ", " : ""}${e.lat.toFixed(2)}, ${e.lon.toFixed(2)}`) : null),
        row("Status", "", statusOf(e.status, e.certainty), h("small", {}, STATUSES[e.status] ?? "")),
        row("Casualties", "", [e.killed ? `${e.killed} killed` : "", e.injured ? `${e.injured} injured` : ""].filter(Boolean).join(", ")),
        row("About", "Contexts of the PLOVER ontology", e.contexts.map(plain).join(", ")),
        row("CAMEO", "The code of the older CAMEO ontology, with its name", h("code", {}, e.cameo), e.cameo_name ? ` ${e.cameo_name}` : null),
        row("Scores", "From −10 (war) to +10 (help in deed)", `Goldstein ${signed(e.goldstein)}, PLOVER ${signed(e.score)}`),
        row("Told in", "Copies are reports with nearly the same words", told(e)),
        row("Story", "Events that follow from one another", e.story ? h("a", { href: link({ view: "story", filters: { storyline: String(e.story.id) } }, state) }, e.story.title) : null));
}

export function differences(list: EventFull["differences"]): HTMLElement | null {
    if (!list.length) return null;
    return h("section", {}, h("h2", {}, "Where the reports differ"), list.map((d) =>
        h("div", { class: "versions" }, h("h3", {}, FIELDS[d.field] ?? d.field), h("ul", {}, d.versions.map((v) =>
            h("li", {}, h("b", {}, v.value || "not told"), h("span", {}, v.outlets.join(", ")),
                v.said_by?.length ? h("span", { class: "quiet" }, `as ${v.said_by.join(", ")} said`) : null))))));
}

function mention(m: Mention, redraw: () => Promise<void>): HTMLElement {
    const others = people(m.parties, "recipient");
    const parties = [people(m.parties, "actor"), [others].flat(9).some(Boolean) ? [" → ", others] : null];
    return h("li", { class: "mention", id: `m${m.id}`, tabindex: "-1" },
        h("blockquote", {}, marked(m.sentence, m.trigger)),
        h("p", { class: "under" }, h("span", {}, saidBy(m)), statusOf(m.status, m.certainty), m.place ? h("span", {}, m.place_hedged ? "perhaps in " : "in ", where(m.place, m.country)) : null, m.day ? h("span", {}, day(m.day)) : null,
            m.main ? h("span", { title: "The report is about this event." }, "main event of the report") : null),
        h("details", {}, h("summary", {}, "As coded"), h("dl", { class: "facts small" },
            row("Code", "", typeOf(m.type, m.mode), " ", h("code", { title: "CAMEO code" }, m.cameo)), row("Parties", "Names and CAMEO codes, as this sentence has them", parties),
            row("Rule", "The lines of data by which it was found", h("code", {}, m.rule)))), derivation(m.document, m.number),
        m.corrections.length ? h("ul", { class: "verdicts" }, m.corrections.map((c) => h("li", {}, correctionText(c)))) : null,
        judge({ document: m.document, mention: m.id, focus: `m${m.id}` }, redraw));
}

// The mentions report by report, in the order in which they came.
function reports(e: EventFull, state: State, redraw: () => Promise<void>): HTMLElement {
    const by = new Map<number, Mention[]>();
    for (const m of e.mentions) by.set(m.document, [...(by.get(m.document) ?? []), m]);
    return h("section", {}, h("h2", {}, by.size === 1 ? "The report" : `The ${by.size} reports`), [...by.values()].map((list) => {
        const m = list.find((each) => each.main) ?? list[0]!;
        return h("article", { class: "report" },
            h("h3", {}, h("a", { href: link({ view: "documents", id: String(m.document), filters: { mention: String(m.number) } }, state) }, m.title || m.report)),
            h("p", { class: "under" }, h("span", {}, m.outlet || "outlet not known"), h("span", {}, day(m.published)), m.copy_of ? h("a", { href: link({ view: "documents", id: String(m.copy_of) }, state) }, "nearly a copy of another report") : null),
            h("ol", {}, list.map((each) => mention(each, redraw))));
    }));
}

export const view: View = {
    title: "Event",
    filters: [],
    async draw(root, state, signal) {
        if (!state.id) return go({ ...state, view: "story" }, true);
        const [e] = await Promise.all([get<EventFull>(`events/${encodeURIComponent(state.id)}`, {}, signal), facets().catch(() => null)]);
        const redraw = (): Promise<void> => view.draw(root, state, new AbortController().signal);
        headline(`${e.type || "Statement"}: ${sidesText(e)}`);
        root.replaceChildren(
            h("p", { class: "stand" }, e.sentence),
            h("div", { class: "event-page" },
                h("section", { "aria-label": "What is known" }, facts(e, state)),
                h("div", {}, differences(e.differences), reports(e, state, redraw))));
    },
};
