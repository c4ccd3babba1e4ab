// SPDX-License-Identifier: MIT
// The tests of the page, in a browser, against "dragoman serve" on a ledger of the example reports.
// usage: node web/test/run.mjs PROGRAM FOLDER [WORD...]    only tests whose name holds one of the words
import { mkdirSync } from "node:fs";
import { resolve } from "node:path";
import { Browser, Desk, runAll } from "./desk.mjs";
import { access } from "./access.mjs";
import { drawn } from "./drawn.mjs";
import { hostile } from "./hostile.mjs";
import { keys } from "./keys.mjs";
import { live } from "./live.mjs";
import { sums } from "./sums.mjs";
import { views } from "./views.mjs";

const [program, folder, ...only] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
const examples = new URL("../../examples/talks/reports.jsonl", import.meta.url).pathname;
const browser = await Browser.open();
const desk = await Desk.open(resolve(program), resolve(folder), [examples]);
const stand = { browser, desk, program: resolve(program), folder: resolve(folder), examples };
await sums();
for (const part of [views, drawn, keys, access, live, hostile]) part(stand);
let failed = 1;
try {
    failed = await runAll(only);
} finally {
    await browser.close();
    await desk.close();
}
process.exit(failed ? 1 : 0);
