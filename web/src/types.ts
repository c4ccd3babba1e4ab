// SPDX-License-Identifier: MIT
// The answers of the HTTP interface (docs/api.md).

export interface List<T> { items: T[]; next: string | null }

export interface Land { code: string; name: string }

export type Role = "actor" | "recipient" | "third";

export interface Party { role: Role; name: string; kind: string; country: string; sectors: string[]; code: string }

export interface Event {
    id: number; day: string; day_told: boolean; day_end: string;
    type: string; mode: string; cameo: string; cameo_name: string; contexts: string[];
    quad: number; goldstein: number; score: number; status: string; certainty: number;
    actors: Land[]; recipients: Land[]; thirds: Land[]; parties: Party[]; sentence: string;
    place: string; country: string; place_kind: string; lat: number | null; lon: number | null;
    killed: number | null; injured: number | null;
    reports: number; copies: number; sources: number; outlets: string[]; disputed: string[]; storyline: number | null;
}

export interface ClaimOf { source: string; name: string | null; kind: string; manner: string; cue: string; chain: string[] }

export type Verdict = "right" | "wrong" | "missing";

export interface Correction {
    id: number; document: number; mention: number | null; event?: number | null; verdict: Verdict;
    field: string; value: string; note: string; who: string; at: string; report?: string; title?: string;
}

export interface Mention {
    id: number; document: number; number: number; published: string; outlet: string; report: string; title: string; url: string | null;
    copy_of: number | null; sentence: string; begin: number; end: number; trigger: string; type: string; mode: string; cameo: string;
    status: string; certainty: number; place: string; place_hedged: boolean; country: string; day: string; rule: string; main: boolean;
    parties: Party[]; claim: ClaimOf | null; corrections: Correction[];
}

export interface Version { value: string; outlets: string[]; reports: number; said_by?: string[] }

export interface Difference { field: string; versions: Version[] }

export interface EventFull extends Event {
    mentions: Mention[]; differences: Difference[]; corrections: Correction[]; story: { id: number; title: string } | null;
}

export interface Storyline { id: number; title: string; lands: Land[]; matter: string; first: string; last: string; events: number }

export interface ReportOf { document: number; outlet: string; title: string; published: string }

export interface Round {
    number: number; status: string; day: string; day_end: string; place: string; country: string; hedged: boolean;
    delegates: string[]; outcome: string; event: number | null; reports: ReportOf[];
}

export interface Talk {
    id: number; lands: Land[]; first: string; last: string; rounds: Round[];
    agenda: { item: string; stance: "on" | "off"; reports: ReportOf[] }[]; announced: Round[];
}

export type Quads = [number, number, number, number];

export interface Period { period: string; quad: Quads; events: number; reports: number; goldstein: number; score: number }

export interface OneWay { events: number; reports: number; goldstein: number; score: number }

export interface DyadPeriod { period: string; a_to_b: OneWay; b_to_a: OneWay }

export interface Place {
    place: string; country: string; kind: string; lat: number; lon: number; vague: boolean;
    events: number; quad: Quads; first: string; last: string;
}

export interface Network {
    nodes: { code: string; name: string; events: number }[];
    edges: { from: string; to: string; events: number; reports: number; quad: Quads; goldstein: number; score: number }[];
}

export interface Claim {
    document: number; number: number; published: string; outlet: string; title: string; source: string;
    actor: { name: string; country: string } | null; kind: string; manner: string; cue: string; content: string;
    within: number | null; chain: string[]; events: number[];
}

export interface Contradiction { event: Event; field: string; versions: Version[] }

export interface DocumentRow {
    id: number; name: string; title: string; outlet: string; url: string | null; published: string; words: number;
    copy_of: number | null; events: number;
}

export type Span = [number, number]; // code points, end exclusive

export interface RecordParty { entity: number; span: Span; country: string; sectors: string[]; code: string }

// The record of docs/record.md, as far as the page reads it.
export interface Record_ {
    text: string;
    document: { title: Span | null; given_title?: string | null; byline: Span | null; dateline: Span | null; length: number };
    sentences: Span[];
    entities: { id: number; name: string; kind: string; country: string | null; sectors: string[]; code: string | null; mentions: Span[]; rule: string | null }[];
    events: {
        id: number; sentence: number; trigger: Span; type: string | null; mode: string | null; cameo: string; quad: number; status: string; certainty: number;
        actors: RecordParty[]; recipients: RecordParty[]; third_parties: RecordParty[]; claim: number | null;
        place: number | null; time: number | null; rule: string;
    }[];
    statements?: Record_["events"]; // records of before they were told apart have none
    claims: {
        id: number; sources: Span[]; cue: Span | null; content: Span[]; manner: string; source_entity: number | null; source_kind: string;
        within: number | null; rule: string | null;
    }[];
    times: { span: Span; value: string; begin: string | null; end: string | null; rule: string | null }[];
    places: { span: Span; name: string; country: string | null; admin1: string | null; lat: number | null; lon: number | null; kind: string; rule: string | null }[];
    talks: { id: number; parties: number[]; agenda: { span: Span; stance: "on" | "off" }[] }[];
    main_event: number | null;
}

export interface DocumentFull extends DocumentRow {
    text: string; record: Record_; mentions: { id: number; number: number; event: number; corrections: Correction[] }[]; missing: Correction[];
}

export interface Actor { name: string; kind: string; country: string; sectors: string[]; code: string; mentions: number }

export interface Found {
    documents: { id: number; title: string; outlet: string; published: string; snippet: [string, boolean][] }[];
    events: Event[]; actors: Actor[];
}

export interface Facets {
    types: { name: string; quad: number; events: number }[]; statuses: { name: string; events: number }[];
    outlets: { name: string; documents: number }[]; lands: { code: string; name: string; events: number }[];
    contexts: { name: string; events: number }[]; modes: { name: string; events: number }[];
}

export interface Status {
    version: string; generation: number; documents: number; events: number; claims: number; talks: number;
    first_day: string; last_day: string; last_added: string;
}
