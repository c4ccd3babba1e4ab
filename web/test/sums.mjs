// SPDX-License-Identifier: MIT
// What the timeline reckons, without a browser.
import { build } from "esbuild";
import { equal, require_, test } from "./desk.mjs";

const DAY = 864e5;
const at = (iso) => Date.parse(iso);
const day = (iso, events, score = 0, quad = [events, 0, 0, 0]) => ({ t: at(iso), end: at(iso) + DAY, quad, events, reports: events, score, weight: events });
const days = (from, n, events) => Array.from({ length: n }, (_, i) => day(new Date(at(from) + i * DAY).toISOString().slice(0, 10), events));
const words = (span) => span.map((t) => new Date(t).toISOString().slice(0, 10));

export async function sums() {
    const made = await build({ entryPoints: [new URL("../src/draw/time.ts", import.meta.url).pathname], bundle: true, format: "esm", write: false, logLevel: "error" });
    const { floor, given, group, heart, mean, stepFor } = await import("data:text/javascript;base64," + Buffer.from(made.outputFiles[0].contents).toString("base64"));

    test("sums: the line begins where the events are, not at a sentence on long ago", () => {
        const some = [day("2014-03-01", 2), day("2022-02-24", 2), ...days("2025-02-01", 30, 4)];
        equal(words(heart(some)), ["2025-01-31", "2025-03-04"], "the heart of a month with two that look back");
        equal(words(heart(days("2025-02-01", 30, 4))), ["2025-01-31", "2025-03-04"], "the heart of a month alone");
        equal(words(heart([day("2025-01-26", 1), ...days("2025-02-01", 30, 4)])), ["2025-01-25", "2025-03-04"], "the heart of a month, with one so near that the whole is hardly longer");
        equal(words(heart([...days("2025-01-27", 2, 4), ...days("2025-02-01", 30, 4)])), ["2025-01-26", "2025-03-04"], "the heart of a month after a gap");
        equal(words(heart([day("2025-02-01", 1)])), ["2025-01-31", "2025-02-03"], "the heart of a day");
        require_(heart([])[1] > heart([])[0], "the heart of nothing is no span");
    });

    test("sums: weeks begin on Monday, months and years on their first", () => {
        equal(words([floor(at("2025-03-02"), "week"), floor(at("2025-03-03"), "week"), floor(at("2025-03-31"), "month"), floor(at("2025-03-31"), "year")]),
            ["2025-02-24", "2025-03-03", "2025-03-01", "2025-01-01"], "beginnings");
        const weeks = group([day("2025-03-02", 1, -2, [0, 0, 0, 1]), day("2025-03-03", 2, 4), day("2025-03-09", 3, 3)], "week");
        equal(weeks.map((week) => [words([week.t])[0], week.events, week.score, week.quad]), [["2025-02-24", 1, -2, [0, 0, 0, 1]], ["2025-03-03", 5, 7, [5, 0, 0, 0]]], "weeks");
        equal([stepFor(8, 4), stepFor(1, 4), stepFor(0.2, 4), stepFor(0.01, 4)], ["day", "week", "month", "year"], "steps");
    });

    test("sums: the curve is the mean by events, and is silent where there are none", () => {
        const some = [day("2025-03-01", 1, 10), day("2025-03-01", 3, -6), day("2025-06-01", 1, 5)];
        const line = mean(some, [at("2025-03-01"), at("2025-06-02")], 93, 2 * DAY);
        require_(Math.abs(line[0][1] - 1) < 1e-9, `the mean of 10 and three times −2 is ${line[0][1]}`);
        require_(Number.isNaN(line[45][1]), `in the middle of April it is ${line[45][1]}`);
        require_(Math.abs(line.at(-1)[1] - 5) < 1e-9, `at the end it is ${line.at(-1)[1]}`);
    });

    test("sums: a filter that tells no day tells none", () => {
        equal(given("2025-03-01"), at("2025-03-01"), "a day");
        for (const none of ["9999-99-99", "2025", "x", "", undefined]) equal(given(none), undefined, `of ${none}`);
    });
}
