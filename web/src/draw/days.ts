// SPDX-License-Identifier: MIT
// The sums of days that the drawn views stand on, for all filters but time.

import { get, type Params } from "../api";
import { asked, type State } from "../state";
import type { List, OneWay, Period } from "../types";
import { DAY, utc, type Sums } from "./time";

const PAGE = 500;

// All pages of a list, up to about `most` items.
export async function all<T>(where: string, params: Params, most: number, signal?: AbortSignal): Promise<T[]> {
    const out: T[] = [];
    while (out.length < most) {
        const answer = await get<List<T>>(where, { ...params, limit: PAGE, skip: out.length || undefined }, signal);
        out.push(...answer.items);
        if (!answer.next) break;
    }
    return out;
}

// Sums as the server gives them; those by reports count each event as often as it is reported.
export type Scored = OneWay & { goldstein_by_reports?: number; score_by_reports?: number };

export function sums(period: string, of: Scored, quad: Sums["quad"], state: State): Sums {
    const t = utc(period), goldstein = state.filters["scale"] === "goldstein", reports = state.filters["weigh"] === "reports";
    const score = reports ? (goldstein ? of.goldstein_by_reports : of.score_by_reports) : goldstein ? of.goldstein : of.score;
    return { t, end: t + DAY, quad, events: of.events, reports: of.reports, score: score ?? 0, weight: reports ? of.reports : of.events };
}

// The filters without time.
export function timeless(state: State): Record<string, string> {
    const { since: _since, until: _until, ...params } = asked(state, "q");
    return params;
}

export async function days(state: State, signal: AbortSignal): Promise<Sums[]> {
    const items = await all<Period & Scored>("series", { ...timeless(state), by: "day" }, 40000, signal);
    return items.map((item) => sums(item.period, item, item.quad, state)).sort((a, b) => a.t - b.t);
}
