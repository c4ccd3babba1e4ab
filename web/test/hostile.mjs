// SPDX-License-Identifier: MIT
// Reports that mean harm: markup, addresses that run scripts, marks that turn the direction of writing, words without an end.
import { writeFileSync } from "node:fs";
import { Desk, done, require_, test, visit } from "./desk.mjs";

const HURT = "<script>window.hurt=1</script>", IMAGE = "\"><img src=x onerror=\"window.hurt=2\">", TURN = "\u202e\u2066\u200f", LONG = "A".repeat(10000);

const REPORTS = [
    { id: `evil${IMAGE}`, title: `${HURT}${IMAGE} Riyadh`, source: `Outlet ${IMAGE}${HURT}`, url: "javascript:window.hurt=3", date: "2025-03-01",
        text: `${HURT} Russia and the United States met in Riyadh on Saturday, ${IMAGE} said. Russia's Foreign Minister Sergei ${IMAGE} Lavrov met Marco Rubio in Riyadh, the Kremlin said ${HURT}.` },
    { id: `turn${TURN}`, title: `${TURN}Riyadh${TURN} talks`, source: `${TURN}Outlet`, url: "data:text/html,<script>window.hurt=4</script>", date: "2025-03-02",
        text: `Russia ${TURN}attacked Kharkiv${TURN} with drones on Sunday, \u202eUkraine's\u202c air force said. \u2067Moscow and Kyiv\u2069 met in Riyadh on Sunday.` },
    { id: "long", title: `Riyadh ${LONG}`, source: `Paper${"x".repeat(400)}`, url: "https://long.example/", date: "2025-03-03",
        text: `${LONG} met in Riyadh. Russia and Ukraine met in Riyadh on Monday, ${LONG} said. ${"\ud83d\ude00".repeat(300)} Russia shelled Kharkiv on Monday.` },
    { id: "quiet", title: "&lt;b&gt;Riyadh&lt;/b&gt; &amp; more", source: "'; DROP TABLE event; --", url: "//evil.example/x", date: "2025-03-04",
        text: "Russia and Ukraine held talks in Riyadh on Tuesday &lt;img src=x onerror=window.hurt=5&gt;. Ukraine's President Volodymyr Zelensky met Marco Rubio in Riyadh." },
];

const ADDRESSES = ["#/story", "#/talks", "#/timeline", "#/map", "#/network", "#/claims", "#/claims?show=sources", "#/claims?show=contradictions", "#/calendar", "#/documents", "#/corrections", "#/search?q=Riyadh"];
const EVIL_ADDRESSES = [`#/search?q=${encodeURIComponent(IMAGE + HURT)}`, `#/story?with=${encodeURIComponent(HURT)}`, `#/map?at=${encodeURIComponent(IMAGE)}&look=1e999,x,y`, `#/network?edges=-1&land=${encodeURIComponent(IMAGE)}`,
    "#/timeline?since=9999-99-99&until=x&scale=__proto__", "#/timeline?since=2025-03-05&until=2025-01-01", `#/events/${encodeURIComponent("../../etc/passwd")}`, "#/documents/%00", "#/__proto__", "#/constructor", "#/story?__proto__=1&storyline=x"];

async function unharmed(page, where) {
    const found = await page.evaluate(() => {
        const out = [];
        if (window.hurt) out.push(`a script of the report ran (${window.hurt})`);
        for (const node of document.querySelectorAll("script:not([src='app.js']), iframe, object, embed, #view img, #view base, #view style")) out.push(`${node.tagName} stands on the page`);
        for (const node of document.querySelectorAll("[href]")) if (!/^(#|\/v1\/|https?:|app\.css$|favicon\.svg$)/.test(node.getAttribute("href"))) out.push(`a link to ${node.getAttribute("href").slice(0, 50)}`);
        for (const node of document.querySelectorAll("*")) for (const { name } of node.attributes) if (name.startsWith("on")) out.push(`${node.tagName} has ${name}`);
        const over = document.documentElement.scrollWidth - document.documentElement.clientWidth;
        if (over > 0) out.push(`${over} pixels wider than the window`);
        return out;
    });
    require_(!found.length, `${where}: ${[...new Set(found)].join("; ")}`);
}

export function hostile({ browser, program, folder }) {
    for (const [size, settings] of [["narrow", { wide: 360, high: 740 }], ["wide", { wide: 1280, scheme: "dark" }]]) test(`hostile reports do no harm: ${size}`, async () => {
        const own = await Desk.open(program, folder, [plain(folder)]);
        own.add(...REPORTS);
        const events = await own.all("/v1/events?limit=500"), documents = await own.all("/v1/documents?limit=500");
        require_(documents.length === REPORTS.length + 1 && events.length > 4, `${documents.length} reports, ${events.length} events`);
        const page = await browser.page(own, "#/story", settings);
        for (const at of [...ADDRESSES, ...documents.map((each) => `#/documents/${each.id}`), ...events.map((each) => `#/events/${each.id}`)]) {
            await visit(page, at);
            await unharmed(page, at);
        }
        await done(page);
        await own.close();
    });

    test("hostile addresses of the page do no harm", async () => {
        const own = await Desk.open(program, folder, [plain(folder)]);
        const page = await browser.page(own, "#/story");
        for (const at of EVIL_ADDRESSES) {
            await visit(page, at);
            await unharmed(page, at);
            require_((await page.locator("#view").innerText()).trim().length > 0, `${at} leaves the page empty`);
        }
        page.faults = page.faults.filter((fault) => !/status of (400|404|422)|does not conform to the required format/.test(fault));
        await done(page);
        await own.close();
    });
}

// A file with one harmless report, since a ledger is made by the first.
function plain(folder) {
    const file = `${folder}/plain.jsonl`;
    writeFileSync(file, JSON.stringify({ id: "plain", text: "Russia and Ukraine met in Istanbul on Friday.", date: "2025-03-07", source: "Plain Paper", title: "Talks" }) + "\n");
    return file;
}
