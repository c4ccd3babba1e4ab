// SPDX-License-Identifier: MIT
// What is added to the ledger appears on the open page; what a reader marks arrives in the ledger.
import { Desk, done, equal, ready, require_, test, visit } from "./desk.mjs";

const report = (id, text, title = "") => ({ id, text, title, date: "2025-03-15", source: "Lantern Wire", url: `https://lantern.example/${id}` });
const LISBON = "Lisbon and Madrid met halfway. The foreign ministers of Portugal and Spain met in Lisbon on Saturday, the two ministries said.";
const OSLO = "Oslo sends aid. Norway sent 40 tonnes of food to Sudan on Saturday, the government in Oslo said.";

export function live({ browser, program, folder, examples }) {
    test("live: a report that is added is seen within two seconds", async () => {
        const desk = await Desk.open(program, folder, [examples]);
        const page = await browser.page(desk, "#/story");
        await page.locator(".lamp.on").waitFor();
        desk.add(report("lisbon", LISBON));
        const begin = Date.now();
        await page.locator("#view article.event", { hasText: /Spain.*Portugal.*Lisbon/s }).waitFor({ timeout: 5000 });
        const after = Date.now() - begin;
        require_(after <= 2000, `seen ${after} ms after the report was in the ledger`);
        for (const [view, wanted] of [["timeline", "a.mark[aria-label*=Portugal]"], ["map", ".place[aria-label^=Lisbon]"], ["network", ".graph .land[data-key=PRT]"]]) {
            await visit(page, `#/${view}`);
            equal(await page.locator(wanted).count() > 0, true, `the new event on the ${view}`);
        }
        await visit(page, "#/map");
        desk.add(report("oslo", OSLO));
        await page.waitForTimeout(2000);
        await visit(page, "#/network");
        require_((await page.locator(".graph .land[data-key=NOR]").count()) === 1, "Norway is not on the network");
        await done(page);
        await desk.close();
    });

    test("live: a reader who writes is not disturbed", async () => {
        const desk = await Desk.open(program, folder, [examples]);
        const page = await browser.page(desk, "#/events/:event");
        await page.locator(".lamp.on").waitFor();
        await page.getByRole("button", { name: /Wrong/ }).first().click();
        const note = page.getByLabel(/Note/);
        await note.fill("not yet finis");
        desk.add(report("lisbon", LISBON));
        await page.waitForTimeout(2500);
        equal(await note.inputValue(), "not yet finis", "what was being written");
        await note.press("End");
        await page.keyboard.type("hed");
        equal(await note.inputValue(), "not yet finished", "what was written after");
        await done(page);
        await desk.close();
    });

    test("corrections: what is marked arrives in the ledger, is shown, and can be taken back", async () => {
        const desk = await Desk.open(program, folder, [examples]);
        const page = await browser.page(desk, "#/events/:event");
        await page.getByRole("button", { name: /Wrong/ }).first().click();
        await page.getByLabel("What is wrong").selectOption("place");
        await page.getByLabel("What it should be").fill("Kyiv");
        await page.getByLabel(/Note/).fill("The second sentence says so.");
        await page.getByLabel("Your name").fill("A. Reader");
        await page.getByRole("button", { name: "Keep" }).click();
        await page.locator(".verdict.wrong", { hasText: "Kyiv" }).first().waitFor();
        const rows = desk.sql("SELECT mention, verdict, field, value, note, who FROM correction");
        equal(rows.length, 1, "corrections in the ledger");
        equal({ ...rows[0], mention: rows[0].mention > 0 }, { mention: true, verdict: "wrong", field: "place", value: "Kyiv", note: "The second sentence says so.", who: "A. Reader" }, "the correction");
        await page.getByRole("button", { name: /Right/ }).first().click();
        require_((await page.getByLabel("Your name").inputValue()) === "A. Reader", "the name has to be written again");
        await page.getByRole("button", { name: "Keep" }).click();
        await page.locator(".verdict.right").first().waitFor();
        await visit(page, "#/corrections");
        equal(await page.locator("#view ol.rows > li").count(), 2, "rows of the view");
        const gold = await (await fetch(`${desk.url}/v1/corrections.jsonl`)).text();
        equal(gold.trim().split("\n").length, 2, "lines of gold");
        const before = desk.sql("SELECT count(*) AS n FROM correction")[0].n;
        page.once("dialog", () => undefined);
        await page.locator("#view ol.rows > li").first().getByRole("button").first().click();
        const sure = page.getByRole("button", { name: /^(Yes|Take it back|Really)/ });
        if (await sure.count()) await sure.first().click();
        await page.waitForFunction(() => document.querySelectorAll("#view ol.rows > li").length === 1);
        equal(desk.sql("SELECT count(*) AS n FROM correction")[0].n, before - 1, "corrections after one was taken back");
        await ready(page);
        await done(page);
        await desk.close();
    });

    test("corrections: a missing event, marked in the text", async () => {
        const desk = await Desk.open(program, folder, [examples]);
        const page = await browser.page(desk, "#/documents/2");
        await page.getByRole("button", { name: /missing/ }).click();
        await page.getByLabel("What was done").selectOption("CONSULT");
        await page.getByLabel("Who did it, and to whom").fill("RUS > UKR");
        await page.getByLabel("Your name").fill("A. Reader");
        await page.getByRole("button", { name: "Keep" }).click();
        await page.locator(".verdict.missing").first().waitFor();
        equal(desk.sql("SELECT document, mention, verdict, value FROM correction"), [{ document: 2, mention: null, verdict: "missing", value: "CONSULT RUS > UKR" }], "the correction");
        await done(page);
        await desk.close();
    });

    test("corrections: a server with a word asks for it", async () => {
        const desk = await Desk.open(program, folder, [examples], ["--token", "swordfish"]);
        const page = await browser.page(desk, "#/events/:event");
        await page.getByRole("button", { name: /Right/ }).first().click();
        await page.getByLabel("Your name").fill("A. Reader");
        await page.getByRole("button", { name: "Keep" }).click();
        await page.getByLabel("Word for writing").waitFor();
        equal(desk.sql("SELECT count(*) AS n FROM correction")[0].n, 0, "corrections without the word");
        await page.getByLabel("Word for writing").fill("swordfish");
        await page.getByRole("button", { name: "Keep" }).click();
        await page.locator(".verdict.right").first().waitFor();
        equal(desk.sql("SELECT count(*) AS n FROM correction")[0].n, 1, "corrections with the word");
        page.faults = page.faults.filter((fault) => !/401/.test(fault));
        await done(page);
        await desk.close();
    });
}
