// SPDX-License-Identifier: MIT
// Pictures of the page on the example reports. usage: node web/test/shots.mjs PROGRAM FOLDER OUT
import { resolve } from "node:path";
import { Browser, Desk, done, visit } from "./desk.mjs";

const below = (page) => page.evaluate(() => scrollTo(0, document.getElementById("main").offsetTop));

// The report that opens the story of the talks, at one of its events, with how it was found.
async function report(page) {
    const found = (await page.desk.all("/v1/documents?limit=500")).find((each) => each.title.startsWith("US and Russia hold first talks"));
    await visit(page, `#/documents/${found.id}`);
    await page.locator(".report-text .m-events[role=button]:not(.t-title)").first().click();
    await page.locator("#why details summary").first().click();
    await page.locator("#why details dl, #why details li, #why details p").first().waitFor();
    await page.waitForTimeout(300);
}

// Name of the picture, address, settings of the page, and what is done before it is taken.
const SHOTS = [
    ["page", "#/story?between=RUS,USA", { high: 700 }],
    ["page-report", "#/documents", { high: 660 }, report],
    ["page-timeline", "#/timeline", {}, below],
    ["page-map", "#/map", { wide: 1080, high: 640 }, below],
    ["page-network", "#/network?land=RUS", { scheme: "dark", high: 700 }, below],
];

const [program, folder, out] = process.argv.slice(2);
const browser = await Browser.open();
const desk = await Desk.open(resolve(program), folder, [new URL("../../examples/talks/reports.jsonl", import.meta.url).pathname]);
for (const [name, at, settings, prepare] of SHOTS) {
    const page = await browser.page(desk, at, { wide: 1180, high: 760, ...settings });
    await page.locator(".lamp.on").waitFor();
    await prepare?.(page);
    await page.mouse.move(0, 0);
    await page.screenshot({ path: `${out}/${name}.png` });
    await done(page);
}
await browser.close();
await desk.close();
