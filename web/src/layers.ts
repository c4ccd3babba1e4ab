// SPDX-License-Identifier: MIT
// The layers of a record as marks on its text. Spans count code points; strings here count UTF-16 units.

import type { Record_, Span } from "./types";

export const LAYERS: [string, string, string][] = [
    ["events", "Events", "the words that name an act"],
    ["parties", "Parties", "persons, bodies, lands and groups, pronouns too"],
    ["places", "Places", "names of places"],
    ["times", "Times", "days and spans of time"],
    ["claims", "Claims", "what others say: source, word of saying, and what is said"],
    ["talks", "Agenda", "what talks are about, or leave out"],
];

export interface Mark { layer: string; part: string; begin: number; end: number; index: number; sub: number }

// One run of text with the marks that lie on it, and those that begin with it.
export interface Piece { text: string; marks: Mark[]; starts: Mark[] }

// The place in the string of every code point, and of the end.
function offsets(text: string): number[] {
    const at: number[] = [];
    for (let i = 0; i < text.length; i += text.codePointAt(i)! > 0xffff ? 2 : 1) at.push(i);
    at.push(text.length);
    return at;
}

// What a record tells of as done and, behind it, what is only said.
export const actsOf = (record: Record_): Record_["events"] => [...record.events, ...(record.statements ?? [])];

export function marksOf(record: Record_): Mark[] {
    const marks: Mark[] = [];
    const put = (layer: string, part: string, index: number, span: Span | null, sub = 0): void => {
        if (span && span[1] > span[0]) marks.push({ layer, part, begin: span[0], end: span[1], index, sub });
    };
    actsOf(record).forEach((event, i) => put("events", "trigger", i, event.trigger));
    record.entities.forEach((entity, i) => entity.mentions.forEach((span) => put("parties", "mention", i, span)));
    record.places.forEach((place, i) => put("places", "name", i, place.span));
    record.times.forEach((time, i) => put("times", "time", i, time.span));
    record.claims.forEach((claim, i) => {
        claim.sources.forEach((span) => put("claims", "source", i, span));
        put("claims", "cue", i, claim.cue);
        claim.content.forEach((span) => put("claims", "content", i, span));
    });
    record.talks.forEach((talk, i) => talk.agenda.forEach((item, k) => put("talks", item.stance, i, item.span, k)));
    return marks;
}

// Cuts the text wherever a mark begins or ends.
export function pieces(text: string, marks: Mark[]): Piece[] {
    const at = offsets(text);
    const last = at.length - 1;
    const cuts = [...new Set([0, last, ...marks.flatMap((m) => [m.begin, m.end])])].filter((c) => c >= 0 && c <= last).sort((a, b) => a - b);
    const byBegin = [...marks].sort((a, b) => a.begin - b.begin || b.end - a.end);
    const out: Piece[] = [];
    let open: Mark[] = [];
    let next = 0;
    for (let i = 0; i + 1 < cuts.length; i++) {
        const from = cuts[i]!;
        const starts: Mark[] = [];
        open = open.filter((m) => m.end > from);
        while (next < byBegin.length && byBegin[next]!.begin <= from) starts.push(byBegin[next++]!);
        open = [...open, ...starts];
        out.push({ text: text.slice(at[from], at[cuts[i + 1]!]), marks: open, starts });
    }
    return out;
}
