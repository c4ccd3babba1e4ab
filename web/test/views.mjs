// SPDX-License-Identifier: MIT
// Every view: opens without a fault, shows what the interface answers, hears its filters, and is the same after a reload.
import { done, equal, hash, openTable, ready, require_, seen, test, visit } from "./desk.mjs";

// Address, what its heading says, and how many things of which kind it must show for an answer of the interface.
export const VIEWS = [
    { name: "story", at: "#/story", heading: /Today/ },
    { name: "event", at: "#/events/:event", heading: /:/ },
    { name: "talks", at: "#/talks", heading: /Talks/ },
    { name: "timeline", at: "#/timeline", heading: /Timeline/ },
    { name: "map", at: "#/map", heading: /Map/ },
    { name: "network", at: "#/network", heading: /Network/ },
    { name: "claims", at: "#/claims", heading: /says/ },
    { name: "claims by source", at: "#/claims?show=sources", heading: /sources/ },
    { name: "contradictions", at: "#/claims?show=contradictions", heading: /Contradictions/ },
    { name: "calendar", at: "#/calendar", heading: /Announced/ },
    { name: "documents", at: "#/documents", heading: /Reports/ },
    { name: "document", at: "#/documents/3", heading: /./ },
    { name: "search", at: "#/search?q=Riyadh", heading: /Riyadh/ },
    { name: "corrections", at: "#/corrections", heading: /Corrections/ },
];

const SIZES = [["wide and light", { wide: 1280, high: 900, scheme: "light" }], ["narrow and dark", { wide: 360, high: 740, scheme: "dark", touch: true }]];

const ids = (page, selector) => page.evaluate((s) => [...new Set([...document.querySelectorAll(s)].map((a) => +/events\/(\d+)/.exec(a.getAttribute("href"))?.[1]))].sort((a, b) => a - b), selector);
const sorted = (items) => items.map((item) => item.id).sort((a, b) => a - b);

async function more(page) {
    while (await page.locator("#view .more button").count()) {
        await page.locator("#view .more button").click();
        await page.waitForTimeout(250);
        await ready(page);
    }
}

export function views({ browser, desk }) {
    for (const view of VIEWS) for (const [size, settings] of SIZES) test(`view ${view.name}: opens ${size}`, async () => {
        const page = await browser.page(desk, view.at, settings);
        const heading = await page.locator("h1").innerText();
        require_(view.heading.test(heading), `the heading is “${heading}”`);
        require_(!(await page.locator("#view .problem").count()), `shows a problem: ${await page.locator("#view").innerText()}`);
        require_((await page.locator("#view").innerText()).length > 60, "there is nothing on it");
        const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        require_(over <= 0, `is ${over} pixels wider than the window`);
        const dark = await page.evaluate(() => getComputedStyle(document.body).backgroundColor.match(/\d+/g).slice(0, 3).every((c) => +c < 90));
        equal(dark, settings.scheme === "dark", "dark");
        await done(page);
    });

    for (const view of VIEWS) test(`view ${view.name}: a reload shows the same`, async () => {
        const page = await browser.page(desk, view.at.includes("?") ? `${view.at}&until=2025-03-10` : `${view.at}?until=2025-03-10`);
        const before = await seen(page);
        await page.reload();
        await ready(page);
        equal(await seen(page), before, "after the reload");
        await done(page);
    });

    // What is shown under filters is what the interface answers to them.
    const FILTERED = ["with=UKR", "between=USA,RUS", "type=CONSULT,AGREE", "status=planned", "since=2025-02-15&until=2025-02-28", "place=SAU", "min_certainty=0.9&quad=3"];
    for (const filters of FILTERED) test(`filters ${filters}`, async () => {
        const page = await browser.page(desk, `#/story?${filters}`);
        await more(page);
        const events = await desk.all(`/v1/events?limit=500&${filters}`);
        const every = await desk.all("/v1/events?limit=500");
        require_(events.length > 0 && events.length < every.length, `the filter lets ${events.length} of ${every.length} pass`);
        const newest = filters.includes("since") ? "9" : (await desk.get("/v1/documents?limit=1")).items[0].published.slice(0, 10); // what is announced for later stands in the calendar
        equal(await ids(page, "#view article.event .lead a"), sorted(events.filter((event) => event.day <= newest)), "events of the first view");

        await visit(page, `#/timeline?${filters}`);
        await openTable(page);
        const days = events.map((event) => event.day).sort();
        if (!filters.includes("since")) await visit(page, `#/timeline?${filters}&since=${days[0]}&until=${days.at(-1)}`);
        equal(await ids(page, "#view .as-table a"), sorted(events), "events in the table of the timeline");
        const drawn = await ids(page, "#view .plot a.mark");
        if (drawn.length) equal(drawn, sorted(events.filter((event) => event.quad)), "marks of the timeline");

        await visit(page, `#/map?${filters}`);
        const places = await desk.all(`/v1/places?limit=500&${filters}`);
        equal(await page.locator("#view .place").count(), places.filter((place) => place.lat !== null).length, "places on the map");

        await visit(page, `#/network?edges=2000&${filters}`);
        const network = await desk.get(`/v1/network?limit=2000&${filters}`);
        equal(await page.locator("#view .graph .land").count(), network.nodes.length, "lands of the network");
        if (network.edges.length) {
            await openTable(page);
            equal(await page.locator("#view .as-table tbody tr").count(), network.edges.length, "relations in the table");
        }
        await done(page);
    });

    test("filters: claims, talks, documents and calendar show what the interface answers", async () => {
        const page = await browser.page(desk, "#/claims?said_by=USA");
        await more(page);
        equal(await page.locator("#view li.claim").count(), (await desk.all("/v1/claims?said_by=USA&limit=500")).length, "claims");
        await visit(page, "#/talks?with=UKR");
        equal(await page.locator("#view article.talk").count(), (await desk.all("/v1/talks?with=UKR&limit=500")).length, "talks");
        const outlet = (await desk.get("/v1/facets")).outlets[0].name;
        await visit(page, `#/documents?outlet=${encodeURIComponent(outlet)}`);
        await more(page);
        const documents = await desk.all(`/v1/documents?outlet=${encodeURIComponent(outlet)}&limit=500`);
        const links = await page.evaluate(() => new Set([...document.querySelectorAll("#view a[href*='documents/']")].map((a) => /documents\/(\d+)/.exec(a.getAttribute("href"))[1])).size);
        equal(links, documents.length, `reports of ${outlet}`);
        await visit(page, "#/calendar?with=UKR");
        const planned = await desk.all("/v1/calendar?with=UKR&limit=500");
        const shown = await ids(page, "#view a[href*='events/']");
        require_(shown.every((id) => planned.some((event) => event.id === id)), "the calendar shows an event that is not announced");
        await done(page);
    });

    test("filters: picked in the bar with the keyboard, taken away with a chip, and back again", async () => {
        const page = await browser.page(desk, "#/story");
        const all = await page.locator("#view article.event").count();
        const box = page.getByRole("combobox", { name: "Parties" });
        await box.focus();
        await page.keyboard.type("Ukr");
        await page.getByRole("option", { name: /Ukraine/ }).waitFor();
        await page.keyboard.press("Enter");
        await page.waitForFunction(() => location.hash.includes("with=UKR"));
        await ready(page);
        require_((await page.locator("#view article.event").count()) < all, "no event has gone");
        await visit(page, "#/map?with=UKR");
        require_((await page.getByRole("navigation", { name: "Views" }).getByRole("link", { name: "Network" }).getAttribute("href")).includes("with=UKR"), "the filter does not go along");
        await page.getByRole("button", { name: /Ukraine: take this filter away/ }).click();
        await page.waitForFunction(() => !location.hash.includes("UKR"));
        await page.goBack();
        await page.waitForFunction(() => location.hash.includes("with=UKR"));
        await ready(page);
        await done(page);
    });

    test("links: from a story to its event, to a report and its words, and back", async () => {
        const page = await browser.page(desk, "#/story");
        await page.locator("#view article.event .lead a").first().click();
        await page.waitForFunction(() => location.hash.startsWith("#/events/"));
        await ready(page);
        await page.locator("#view a[href*='documents/']").first().click();
        await page.waitForFunction(() => location.hash.startsWith("#/documents/"));
        await ready(page);
        const id = +/documents\/(\d+)/.exec(await hash(page))[1];
        const document_ = await desk.get(`/v1/documents/${id}`);
        const shown = await page.locator("#view .report-text").evaluate((node) => node.textContent);
        equal(shown, document_.text, "the text of the report");
        require_((await page.locator("#view .report-text .m-events").count()) > 0, "no event is marked in the text");
        await page.goBack();
        await page.goBack();
        await page.waitForFunction(() => location.hash.startsWith("#/story"));
        await ready(page);
        await done(page);
    });

    test("document: a mark that is pointed at tells its rule", async () => {
        const page = await browser.page(desk, "#/documents/3");
        await page.locator("#view .report-text .m-events[role=button]").first().hover();
        await page.waitForFunction(() => /\w+\.\w+:\d+/.test(document.querySelector("#why .rule")?.textContent ?? ""));
        await page.locator("#view .report-text .m-events[role=button]").nth(1).click();
        await page.mouse.move(2, 2);
        require_((await page.locator("#view .report-text .pinned").count()) === 1 && (await page.locator("#why .rule").count()) > 0, "a click does not hold the reasons");
        await page.locator("#view .report-text .m-events[role=button]").nth(1).click();
        equal(await page.locator("#view .report-text .pinned").count(), 0, "marks that are held after a second click");
        await done(page);
    });

    test("the switch for light and dark holds over a reload", async () => {
        const page = await browser.page(desk, "#/story", { scheme: "light" });
        const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
        const light = await paper();
        await page.getByRole("button", { name: "Dark" }).click();
        const dark = await paper();
        require_(light !== dark, "nothing has changed");
        await page.reload();
        await ready(page);
        equal(await paper(), dark, "after the reload");
        await done(page);
    });

    test("what is not there is said in words", async () => {
        const page = await browser.page(desk, "#/events/999999");
        require_(/not in the ledger/i.test(await page.locator("#view").innerText()), `it says “${await page.locator("#view").innerText()}”`);
        await visit(page, "#/nowhere");
        require_((await hash(page)).startsWith("#/story"), "an unknown view does not lead to the first");
        await visit(page, "#/story?with=ZZZ");
        require_((await page.locator("#view .empty").count()) > 0, "nothing tells that the list is empty");
        page.faults = page.faults.filter((fault) => !/404/.test(fault));
        await done(page);
    });
}
