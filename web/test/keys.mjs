// SPDX-License-Identifier: MIT
// The page without a mouse.
import { done, equal, hash, ready, require_, test } from "./desk.mjs";

const focused = (page) => page.evaluate(() => {
    const at = document.activeElement;
    return { tag: at?.tagName.toLowerCase() ?? "", name: at?.getAttribute("aria-label") || at?.textContent?.trim().slice(0, 60) || "", key: at?.getAttribute("data-key") ?? "", id: at?.id ?? "" };
});

// Presses Tab until the focus stands on something that `wanted` takes; what was passed is returned.
async function tabTo(page, wanted, most = 120) {
    for (let i = 0; i < most; i++) {
        await page.keyboard.press("Tab");
        if (await page.evaluate((selector) => Boolean(document.activeElement?.matches(selector)), wanted)) return i;
    }
    throw new Error(`Tab does not come to ${wanted} in ${most} steps`);
}

export function keys({ browser, desk }) {
    test("keys: the first stop leaps to the view", async () => {
        const page = await browser.page(desk, "#/story");
        await page.keyboard.press("Tab");
        require_(/skip/i.test((await focused(page)).name), `the first stop is ${JSON.stringify(await focused(page))}`);
        await page.keyboard.press("Enter");
        equal((await focused(page)).id, "main", "after the leap the focus is in");
        require_((await hash(page)).startsWith("#/story"), `the leap leads to ${await hash(page)}`);
        await tabTo(page, "#view a", 6);
        await done(page);
    });

    for (const view of ["story", "talks", "claims", "calendar", "documents", "documents/3", "events/:event", "search?q=Riyadh", "timeline", "map", "network", "corrections"])
        test(`keys: every stop of ${view} can be seen and has a name`, async () => {
            const page = await browser.page(desk, `#/${view}`);
            const bad = [];
            for (let i = 0; i < 70; i++) {
                await page.keyboard.press("Tab");
                const fault = await page.evaluate(() => {
                    const at = document.activeElement;
                    if (!at || at === document.body) return "";
                    const style = getComputedStyle(at), shape = at.querySelector("path, circle, rect"), drawn = shape && (getComputedStyle(shape).stroke !== "none" && parseFloat(getComputedStyle(shape).strokeWidth) >= 2);
                    const seen = style.outlineStyle !== "none" || drawn || at.matches("input[type=range], input[type=date]");
                    const labelled = at.getAttribute("aria-label") || at.getAttribute("aria-labelledby") || at.textContent.trim() || at.labels?.length || at.getAttribute("title");
                    const what = at.cloneNode(false).outerHTML.slice(0, 120);
                    return !seen ? `${what} shows no focus` : !labelled ? `${what} has no name` : "";
                });
                if (fault && !bad.includes(fault)) bad.push(fault);
            }
            require_(!bad.length, bad.slice(0, 4).join("; "));
            await done(page);
        });

    test("keys: marks of the timeline", async () => {
        const page = await browser.page(desk, "#/timeline");
        await tabTo(page, "a.mark");
        const first = (await focused(page)).key;
        await page.keyboard.press("ArrowRight");
        const second = (await focused(page)).key;
        require_(second && second !== first, "the arrow does not go on");
        await page.keyboard.press("End");
        await page.keyboard.press("Home");
        equal((await focused(page)).key, first, "Home");
        await page.keyboard.press("ArrowDown");
        require_((await page.evaluate(() => document.activeElement.className.baseVal)).match(/q[234]/), "down does not go to another lane");
        require_(await page.locator(".chart .tip").isVisible(), "no card is shown");
        await page.keyboard.press("Escape");
        require_(!(await page.locator(".chart .tip").isVisible()), "Escape leaves the card");
        await page.keyboard.press("+");
        await page.waitForFunction(() => location.hash.includes("since="));
        await ready(page);
        const id = (await focused(page)).key.slice(1);
        require_(/^\d+$/.test(id), `after zooming the focus is on ${JSON.stringify(await focused(page))}`);
        await page.keyboard.press("Enter");
        await page.waitForFunction((n) => location.hash.startsWith(`#/events/${n}`), id);
        await done(page);
    });

    test("keys: the map moves, and its places are reached", async () => {
        const page = await browser.page(desk, "#/map");
        await tabTo(page, ".world");
        await page.keyboard.press("+");
        await page.waitForFunction(() => location.hash.includes("look="));
        const before = await hash(page);
        await page.keyboard.press("ArrowLeft");
        await page.waitForFunction((old) => decodeURIComponent(location.hash) !== old, before);
        await tabTo(page, ".place");
        const first = (await focused(page)).key;
        await page.keyboard.press("ArrowRight");
        const second = (await focused(page)).key;
        require_(second !== first, "the arrow does not go on");
        await page.keyboard.press("Enter");
        await page.waitForFunction(() => location.hash.includes("at="));
        await ready(page);
        require_((await page.locator(".chosen-place").innerText()).includes(second.split("|")[0]), "another place is shown");
        await done(page);
    });

    test("keys: the network", async () => {
        const page = await browser.page(desk, "#/network");
        await tabTo(page, ".graph .land");
        await page.keyboard.press("ArrowDown");
        const land = (await focused(page)).key;
        await page.keyboard.press("Enter");
        await page.waitForFunction((code) => location.hash.includes(`land=${code}`), land);
        await ready(page);
        await tabTo(page, "a.relation");
        await page.keyboard.press("Enter");
        await page.waitForFunction(() => location.hash.startsWith("#/timeline"));
        await done(page);
    });
}
