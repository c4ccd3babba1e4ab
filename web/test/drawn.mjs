// SPDX-License-Identifier: MIT
// Timeline, map and network: what is done with the mouse arrives in the address, and much data stays fluent.
import { done, equal, hash, openTable, ready, require_, test, visit } from "./desk.mjs";

const filter = async (page, name) => new URLSearchParams((await hash(page)).split("?")[1] ?? "").get(name);
const until = (page, name) => page.waitForFunction((n) => new URLSearchParams(location.hash.split("?")[1] ?? "").get(n), name);

async function drag(page, node, from, to) {
    const box = await node.boundingBox();
    await page.mouse.move(box.x + box.width * from, box.y + box.height / 2);
    await page.mouse.down();
    for (let i = 1; i <= 8; i++) await page.mouse.move(box.x + box.width * (from + ((to - from) * i) / 8), box.y + box.height / 2);
    await page.mouse.up();
}

// Milliseconds between pictures while `act` is done `n` times in the page: the one in the middle.
const pace = (page, selector, n) => page.evaluate(async ([s, times]) => {
    const node = document.querySelector(s), box = node.getBoundingClientRect(), out = [];
    for (let i = 0, last = performance.now(); i < times; i++) {
        node.dispatchEvent(new WheelEvent("wheel", { deltaY: i % 2 ? -25 : 24, ctrlKey: true, clientX: box.left + box.width / 2, clientY: box.top + 60, bubbles: true, cancelable: true }));
        await new Promise((frame) => requestAnimationFrame(frame));
        const now = performance.now();
        out.push(now - last);
        last = now;
    }
    return out.sort((a, b) => a - b)[Math.floor(times / 2)];
}, [selector, n]);

// Numbers that look like chance and are the same at every run.
function* dice(seed) { for (let s = seed; ; ) yield (s = (s * 48271) % 2147483647) / 2147483647; }

const json = (route, body) => route.fulfill({ contentType: "application/json", body: JSON.stringify(body) });

export function drawn({ browser, desk }) {
    test("timeline: the brush, the buttons and the wheel choose a span", async () => {
        const page = await browser.page(desk, "#/timeline");
        const small = page.locator(".small .overlay");
        await drag(page, small, 0.05, 0.3);
        await until(page, "since");
        const [since, till] = [await filter(page, "since"), await filter(page, "until")];
        require_(since < till, `from ${since} until ${till}`);
        await ready(page);
        const before = await page.locator(".plot a.mark").count();
        const events = await desk.all(`/v1/events?limit=500&since=${since}&until=${till}`);
        equal(before, events.filter((event) => event.quad).length, "marks of the span");
        await page.getByRole("button", { name: "Zoom in" }).click();
        await page.waitForFunction((old) => new URLSearchParams(location.hash.split("?")[1]).get("since") !== old, since);
        const closer = await filter(page, "since");
        require_(closer > since, `zoomed in it begins on ${closer}, not after ${since}`);
        await page.getByRole("button", { name: "Later" }).click();
        await page.waitForFunction((old) => new URLSearchParams(location.hash.split("?")[1]).get("since") > old, closer);
        await page.getByRole("button", { name: "All: the whole time" }).click();
        await page.waitForFunction(() => !location.hash.includes("since"));
        await ready(page);
        const box = await page.locator(".plot").boundingBox();
        await page.mouse.move(box.x + box.width / 2, box.y + 100);
        await page.keyboard.down("Control");
        await page.mouse.wheel(0, -600);
        await page.keyboard.up("Control");
        await until(page, "since");
        await done(page);
    });

    test("timeline: two lands have a curve each way, weighed by events or reports", async () => {
        const page = await browser.page(desk, "#/timeline?between=USA,RUS");
        equal(await page.locator("path.score").count(), 2, "curves");
        const events = await page.locator("path.score.c0").getAttribute("d");
        await page.getByLabel("Weighed by").selectOption("reports");
        await page.waitForFunction(() => location.hash.includes("weigh=reports"));
        await ready(page);
        require_((await page.locator("path.score.c0").getAttribute("d")) !== events, "the curve by reports is that by events");
        await page.getByLabel("Score").selectOption("goldstein");
        await page.waitForFunction(() => location.hash.includes("scale=goldstein"));
        await done(page);
    });

    test("timeline: a mark that is pointed at tells its event", async () => {
        const page = await browser.page(desk, "#/timeline");
        const mark = page.locator("a.mark").nth(20);
        await mark.hover();
        const id = +/events\/(\d+)/.exec(await mark.getAttribute("href"))[1];
        const event = await desk.get(`/v1/events/${id}`);
        const told = await page.locator(".chart .tip").innerText();
        require_(told.includes(event.status) && told.includes(event.sentence.slice(0, 30)), `it tells “${told}”`);
        await mark.click();
        await page.waitForFunction((n) => location.hash.startsWith(`#/events/${n}`), id);
        await done(page);
    });

    test("timeline: 60,000 events stay fluent", async () => {
        const page = await browser.page(desk, "#/story");
        const roll = dice(11);
        const next = () => roll.next().value;
        const items = Array.from({ length: 1500 }, (_, i) => {
            const quad = [20, 3, 12, 5].map((n) => Math.floor(n * 2 * next())), events = quad.reduce((a, b) => a + b, 0);
            return { period: new Date(Date.UTC(2021, 0, 1 + i)).toISOString().slice(0, 10), quad, events, reports: events * 2, goldstein: events * (next() - 0.5), score: events * (next() - 0.5), goldstein_by_reports: 0, score_by_reports: 0 };
        });
        const sum = items.reduce((all, item) => all + item.events, 0);
        require_(sum > 55000, `${sum} events`);
        await page.route("**/v1/series*", (route) => json(route, { items, next: null }));
        await visit(page, "#/timeline");
        require_((await page.locator(".plot .column").count()) > 100, "no bars are drawn");
        equal(await page.locator(".plot .column").evaluateAll((all) => all.length < 400), true, "fewer than 400 columns");
        const middle = await pace(page, ".plot", 30);
        require_(middle < 120, `${Math.round(middle)} ms between two pictures`);
        await done(page);
    });

    test("map: wheel, keys and a place that is chosen", async () => {
        const page = await browser.page(desk, "#/map");
        const before = await page.locator(".world > g").first().getAttribute("transform");
        const box = await page.locator(".world").boundingBox();
        await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
        await page.mouse.wheel(0, -400);
        await until(page, "look");
        require_((await page.locator(".world > g").first().getAttribute("transform")) !== before, "the map has not moved");
        const look = await hash(page);
        await page.reload();
        await ready(page);
        equal(await hash(page), look, "where the reader looks, after a reload");
        await page.locator("ol.places button").first().click();
        await until(page, "at");
        await ready(page);
        const place = (await desk.all("/v1/places?limit=500")).sort((a, b) => b.events - a.events)[0];
        const told = await page.locator(".chosen-place").innerText();
        require_(told.includes(place.place) && told.includes(String(place.events)), `it tells “${told}”`);
        await page.locator(".chosen-place a", { hasText: /^All/ }).click();
        await page.waitForFunction(() => location.hash.startsWith("#/story"));
        await ready(page);
        require_((await page.locator("#view article.event").count()) > 0, "no event of the place");
        await done(page);
    });

    test("map: places that are told vaguely are drawn so", async () => {
        const page = await browser.page(desk, "#/map");
        const places = (await desk.all("/v1/places?limit=500")).filter((place) => place.lat !== null);
        const vague = places.filter((place) => place.vague || ["country", "demonym"].includes(place.kind));
        require_(vague.length > 0 && vague.length < places.length, `${vague.length} of ${places.length} places are vague`);
        equal(await page.locator(".place .doubt").count(), vague.length, "dashed rings");
        const lands = places.filter((place) => place.kind === "country").length;
        require_(lands === 0 || (await page.locator(".world .told").count()) > 0, "no country is shaded");
        await openTable(page);
        equal(await page.locator("#view .as-table tbody tr").count(), (await desk.all("/v1/places?limit=500")).length, "rows of the table");
        await done(page);
    });

    test("network: a land shows its relations, a relation leads to the timeline of the two", async () => {
        const page = await browser.page(desk, "#/network");
        await page.locator(".graph .land[data-key=RUS]").click();
        await page.waitForFunction(() => location.hash.includes("land=RUS"));
        await ready(page);
        const network = await desk.get("/v1/network?limit=300");
        const mine = network.edges.filter((edge) => edge.from === "RUS" || edge.to === "RUS");
        equal(await page.locator("#view a.relation").count(), Math.min(60, mine.length), "relations");
        await page.locator("#view a.relation").first().click();
        await page.waitForFunction(() => /^#\/timeline\?.*between=/.test(decodeURIComponent(location.hash)));
        require_((await filter(page, "between")).split(",").includes("RUS"), `leads to ${await hash(page)}`);
        await done(page);
    });

    test("network: the line of time filters it", async () => {
        const page = await browser.page(desk, "#/network");
        const before = await page.locator("#view .span").innerText();
        await page.getByRole("slider", { name: "Until" }).focus();
        for (let i = 0; i < 25; i++) await page.keyboard.press("ArrowLeft");
        await until(page, "until");
        await page.waitForTimeout(400);
        await ready(page);
        const till = await filter(page, "until"), network = await desk.get(`/v1/network?limit=300&until=${till}`);
        require_((await page.locator("#view .span").innerText()) !== before, "the network is the same");
        equal(await page.locator(".graph .land").count(), network.nodes.length, `lands until ${till}`);
        equal(await page.getByRole("slider", { name: "Until" }).evaluate((node) => node === document.activeElement), true, "the handle keeps the focus");
        await done(page);
    });

    test("network: 2,000 relations stay fluent", async () => {
        const page = await browser.page(desk, "#/story", { motion: "no-preference" });
        const roll = dice(5), next = () => roll.next().value, code = (i) => String.fromCharCode(65 + (i % 26), 65 + (Math.floor(i / 26) % 26), 65 + (i % 7));
        const nodes = Array.from({ length: 200 }, (_, i) => ({ code: code(i), name: `Land ${i}`, events: 200 - i }));
        const pairs = new Map();
        while (pairs.size < 2000) {
            const [a, b] = [Math.floor(next() ** 2 * 200), Math.floor(next() * 200)], events = 1 + Math.floor(30 * next());
            if (a !== b) pairs.set(`${a} ${b}`, { from: code(a), to: code(b), events, reports: events, quad: [events, 0, 0, 0], goldstein: events * (next() - 0.5) * 8, score: events * (next() - 0.5) * 8 });
        }
        await page.route("**/v1/network*", (route) => json(route, { nodes, edges: [...pairs.values()] }));
        const begin = Date.now();
        await visit(page, "#/network?edges=2000");
        const still = Date.now() - begin;
        require_(still < 12000, `the layout took ${still} ms`);
        equal(await page.locator(".graph .land").count(), 200, "lands");
        await page.waitForTimeout(300);
        const middle = await pace(page, ".graph .nodes", 30);
        require_(middle < 120, `${Math.round(middle)} ms between two pictures`);
        await done(page);
    });
}
