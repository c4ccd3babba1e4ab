// SPDX-License-Identifier: MIT
// Pictures of the page on the example reports. usage: node web/test/shots.mjs PROGRAM FOLDER OUT
import { resolve } from "node:path";
import { Browser, Desk, done, ready } from "./desk.mjs";

const SHOTS = [
    ["story", "#/story", { scheme: "light" }],
    ["event", "#/events/:event", { scheme: "light" }],
    ["talks", "#/talks", { scheme: "light" }],
    ["timeline", "#/timeline", { scheme: "light", below: true }],
    ["map", "#/map", { scheme: "light", below: true, wide: 1080, high: 640 }],
    ["network", "#/network?land=RUS", { scheme: "dark", below: true }],
    ["document", "#/documents/10", { scheme: "light" }],
    ["contradictions", "#/claims?show=contradictions", { scheme: "dark" }],
    ["phone", "#/timeline?between=USA,RUS", { scheme: "dark", wide: 360, high: 780 }],
];

const [program, folder, out] = process.argv.slice(2);
const browser = await Browser.open();
const desk = await Desk.open(resolve(program), folder, [new URL("../../examples/talks/reports.jsonl", import.meta.url).pathname]);
for (const [name, at, settings] of SHOTS) {
    const page = await browser.page(desk, at, { wide: 1180, high: 780, ...settings });
    await page.locator(".lamp.on").waitFor();
    await ready(page);
    if (settings.below) await page.evaluate(() => scrollTo(0, document.getElementById("main").offsetTop));
    await page.screenshot({ path: `${out}/page-${name}.png` });
    await done(page);
}
await browser.close();
await desk.close();
