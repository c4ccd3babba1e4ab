// SPDX-License-Identifier: MIT
// axe-core finds no serious and no critical fault on any view, in light and dark, wide and narrow.
import { createRequire } from "node:module";
import { done, ready, require_, test, text, visit } from "./desk.mjs";
import { VIEWS } from "./views.mjs";

const axe = text(createRequire(import.meta.url).resolve("axe-core/axe.min.js"));

async function check(page, where) {
    const found = await page.evaluate(async () => {
        const { violations } = await globalThis.axe.run(document, { resultTypes: ["violations"] });
        return violations.filter((v) => v.impact === "serious" || v.impact === "critical").map((v) => `${v.id}: ${v.nodes.slice(0, 2).map((n) => `${n.target.join(" ")} (${(n.any[0] ?? n.all[0] ?? n.none[0])?.message ?? ""})`).join(", ")}`);
    });
    require_(!found.length, `${where}: ${found.join("; ")}`);
}

export function access({ browser, desk }) {
    for (const [name, settings] of [["light and wide", { scheme: "light", wide: 1280 }], ["dark and narrow", { scheme: "dark", wide: 360, high: 740 }]])
        for (const view of VIEWS) test(`axe ${view.name}: ${name}`, async () => {
            const page = await browser.page(desk, view.at, settings);
            await page.evaluate(axe);
            await check(page, "as it opens");
            for (const summary of await page.locator("#view details > summary").all()) if (await summary.isVisible()) await summary.click();
            if (await page.locator("#view details").count()) await check(page, "with its tables open");
            if (view.name === "event") {
                await page.getByRole("button", { name: /Wrong/ }).first().click();
                await check(page, "with the form for what is wrong");
            }
            if (settings.wide === 360 && (await page.locator("button.toggle").isVisible())) {
                await page.locator("button.toggle").click();
                await check(page, "with the filters open");
            }
            await done(page);
        });

    test("axe: a place and a land that are chosen, a list of choices that is open", async () => {
        const page = await browser.page(desk, "#/map");
        await page.evaluate(axe);
        await page.locator("ol.places button").first().click();
        await page.locator(".chosen-place h2").waitFor();
        await check(page, "a chosen place");
        await visit(page, "#/network?land=RUS");
        await check(page, "a chosen land");
        await visit(page, "#/story");
        await page.getByRole("combobox", { name: "What" }).click();
        await page.getByRole("option").first().waitFor();
        await check(page, "a list of choices");
        await ready(page);
        await done(page);
    });
}
