// SPDX-License-Identifier: MIT
// The field's words in plain ones. Each explanation is shown where its word is pointed at or in the lists of filters.

// PLOVER types: what a reader who never saw the ontology should understand by them.
export const TYPES: Record<string, string> = {
    AGREE: "agrees or promises to do something",
    CONSULT: "meets, talks, visits, telephones",
    SUPPORT: "backs, praises, recognises, signs an agreement",
    CONCEDE: "yields, eases, lifts a measure",
    COOPERATE: "works together in deed: exercises, trade, sharing",
    AID: "gives help: money, arms, food, shelter",
    RETREAT: "withdraws, releases, disarms, ceases fire",
    REQUEST: "asks for or demands something",
    ACCUSE: "blames, criticises, investigates",
    REJECT: "refuses, vetoes, defies",
    THREATEN: "threatens or warns",
    PROTEST: "demonstrates, strikes, riots",
    SANCTION: "punishes by other means than force: sanctions, expulsion, broken ties",
    MOBILIZE: "readies force: troops, weapons, police",
    COERCE: "compels: seizes, arrests, restricts, attacks by computer",
    ASSAULT: "uses force against people or things",
};

export const QUADS = ["neither", "verbal cooperation", "material cooperation", "verbal conflict", "material conflict"];

export const STATUSES: Record<string, string> = {
    happened: "the report says that it happened",
    ongoing: "under way when reported",
    planned: "announced or agreed for later",
    possible: "said to be likely, unconfirmed or under consideration",
    hypothetical: "only spoken of as a condition or a wish",
    negated: "the report says that it did not happen",
};

export const KINDS: Record<string, string> = {
    named: "a named person or body", role: "an office or role, without a name", anonymous: "an unnamed source", media: "another outlet",
};

export const MANNERS: Record<string, string> = {
    direct: "in their own words", indirect: "in the report's words", mixed: "partly in their own words", belief: "thought or believed, not said",
};

export const FIELDS: Record<string, string> = {
    type: "type", mode: "mode", status: "status", place: "place", country: "country", day: "day", day_end: "last day", time: "day",
    actor: "who did it", actors: "who did it", recipient: "to whom", recipients: "to whom", killed: "killed", injured: "injured", cameo: "CAMEO code",
    certainty: "certainty", claim: "who says so", event: "that it is an event at all",
};

// "pro_democracy" as people write it.
export const plain = (word: string): string => word.replace(/_/g, " ");

export const number = (n: number): string => n.toLocaleString("en-GB");

export const count = (n: number, one: string, many = one + "s"): string => `${number(n)} ${n === 1 ? one : many}`;

const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
const DAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

export const monthName = (month: number): string => MONTHS[month - 1] ?? "";

// "2025-02-18", "2025-02" or "2025" in words; "" for none.
export function day(iso: string, weekday = false): string {
    const [y = "", m, d] = iso.slice(0, 10).split("-");
    if (!m) return y;
    if (!d) return `${monthName(+m)} ${y}`;
    const name = weekday ? (DAYS[new Date(`${iso.slice(0, 10)}T12:00Z`).getUTCDay()] ?? "") + " " : "";
    return `${name}${+d} ${monthName(+m)} ${y}`;
}

// From and to as one: "18–20 February 2025".
export function days(from: string, to: string): string {
    if (!to || to === from || to < from) return day(from);
    if (from.slice(0, 7) === to.slice(0, 7) && from.length === 10) {
        const length = new Date(+to.slice(0, 4), +to.slice(5, 7), 0).getDate();
        return from.endsWith("-01") && +to.slice(8) === length ? day(from.slice(0, 7)) : `${+from.slice(8)}–${day(to)}`;
    }
    if (from.slice(0, 4) !== to.slice(0, 4)) return `${day(from)} – ${day(to)}`;
    return from.endsWith("-01-01") && to.endsWith("-12-31") ? from.slice(0, 4) : `${day(from).slice(0, -5)} – ${day(to)}`;
}

// How sure, in words beside the number.
export function sure(certainty: number): string {
    return certainty >= 0.95 ? "certain" : certainty >= 0.75 ? "very likely" : certainty >= 0.5 ? "likely" : certainty >= 0.25 ? "doubtful" : "very doubtful";
}
