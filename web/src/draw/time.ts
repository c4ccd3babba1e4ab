// SPDX-License-Identifier: MIT
// Days on a line: sums of days put together to weeks, months and years, the span that most events lie in, and the running mean of a
// score. Times are milliseconds of UTC at the beginning of a day; spans are half open.

import type { Quads } from "../types";

export const DAY = 864e5;

export type Step = "day" | "week" | "month" | "year";
export type Span = [number, number];

// Sums over the events of one period; means are sums by their weight.
export interface Sums { t: number; end: number; quad: Quads; events: number; reports: number; score: number; weight: number }

export const utc = (iso: string): number => Date.UTC(+iso.slice(0, 4), (+iso.slice(5, 7) || 1) - 1, +iso.slice(8, 10) || 1);

// The day that a filter tells; undefined where it tells none.
export function given(filter: string | undefined): number | undefined {
    const t = /^\d{4}-\d\d-\d\d$/.test(filter ?? "") ? Date.parse(filter!) : NaN;
    return Number.isNaN(t) ? undefined : t;
}

export const iso = (t: number): string => new Date(t).toISOString().slice(0, 10);

export function floor(t: number, step: Step): number {
    const date = new Date(t);
    if (step === "year") return Date.UTC(date.getUTCFullYear(), 0, 1);
    if (step === "month") return Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1);
    const begin = Math.floor(t / DAY) * DAY;
    return step === "day" ? begin : begin - ((date.getUTCDay() + 6) % 7) * DAY; // weeks begin on Monday
}

export function next(t: number, step: Step): number {
    const date = new Date(t);
    if (step === "year") return Date.UTC(date.getUTCFullYear() + 1, 0, 1);
    if (step === "month") return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1);
    return t + (step === "week" ? 7 : 1) * DAY;
}

// The finest step of which one is `least` pixels wide, where a day is `wide` pixels.
export function stepFor(wide: number, least: number): Step {
    return wide >= least ? "day" : wide * 7 >= least ? "week" : wide * 30 >= least ? "month" : "year";
}

export function group(days: Sums[], step: Step): Sums[] {
    const out: Sums[] = [];
    for (const day of days) {
        const t = floor(day.t, step);
        let last = out.at(-1);
        if (!last || last.t !== t) out.push((last = { t, end: next(t, step), quad: [0, 0, 0, 0], events: 0, reports: 0, score: 0, weight: 0 }));
        for (let q = 0; q < 4; q++) last.quad[q]! += day.quad[q]!;
        last.events += day.events;
        last.reports += day.reports;
        last.score += day.score;
        last.weight += day.weight;
    }
    return out;
}

export const within = (days: Sums[], [from, to]: Span): Sums[] => days.filter((day) => day.t >= from && day.t < to);

// The shortest span that holds nine tenths of the events, and what lies beside it as long as events stand there about as close. Reports
// look back: one sentence on 2014 would else press the weeks that matter into a corner. The whole line where it is hardly longer.
export function heart(days: Sums[]): Span {
    const first = days[0], last = days.at(-1);
    if (!first || !last) return [floor(Date.now(), "month"), next(floor(Date.now(), "month"), "month")];
    const count = (some: Sums[]): number => some.reduce((sum, day) => sum + day.events, 0);
    const most = 0.9 * count(days);
    let [from, to] = [first.t, last.t + DAY], sum = 0;
    for (let i = 0, k = 0; k < days.length; k++) {
        sum += days[k]!.events;
        for (; sum - days[i]!.events >= most; i++) sum -= days[i]!.events;
        if (sum >= most && days[k]!.t + DAY - days[i]!.t < to - from) [from, to] = [days[i]!.t, days[k]!.t + DAY];
    }
    const step = Math.max(2 * DAY, Math.ceil((to - from) / DAY / 5) * DAY), close = (0.2 * most * step) / (to - from);
    // The first day of some before which next to nothing stands.
    const edge = (some: Sums[], few = 0.02 * count(some)): number => some.find((day) => (few -= day.events) < 0)!.t;
    for (let near = within(days, [from - step, from]); count(near) > close; near = within(days, [from - step, from])) from = edge(near);
    for (let near = within(days, [to, to + step]); count(near) > close; near = within(days, [to, to + step])) to = edge(near.reverse()) + DAY;
    [from, to] = [from - DAY, to + DAY];
    const whole: Span = [first.t - DAY, last.t + 2 * DAY];
    return whole[1] - whole[0] <= 1.6 * (to - from) ? whole : [from, to];
}

// The running mean of a score at `n` points of a span: each day weighs as much as its events and less the further off it is, after a
// Gaussian curve `wide` milliseconds wide. NaN where no event is near enough to tell.
export function mean(days: Sums[], [from, to]: Span, n: number, wide: number): [number, number][] {
    const near = days.filter((day) => day.weight > 0 && day.t > from - 4 * wide && day.t < to + 4 * wide);
    const out: [number, number][] = [];
    let begin = 0;
    for (let i = 0; i <= n; i++) {
        const t = from + ((to - from) * i) / n;
        let sum = 0, weight = 0;
        while (begin < near.length && near[begin]!.t < t - 4 * wide) begin++;
        for (let k = begin; k < near.length && near[k]!.t <= t + 4 * wide; k++) {
            const far = (near[k]!.t + DAY / 2 - t) / wide, w = Math.exp((-far * far) / 2);
            sum += near[k]!.score * w;
            weight += near[k]!.weight * w;
        }
        out.push([t, weight > 0.4 ? sum / weight : NaN]);
    }
    return out;
}
