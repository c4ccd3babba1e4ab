// SPDX-License-Identifier: MIT
// What the tests of the page stand on: a ledger of its own, "dragoman serve" on it, a browser, and an eye on all that must not happen.
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "playwright-core";

const FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync"];

export const require_ = (what, told) => { if (!what) throw new Error(told); };

export const equal = (is, should, about) => {
    const [a, b] = [JSON.stringify(is), JSON.stringify(should)];
    let at = 0;
    while (a && b && a[at] === b[at] && at < a.length) at++;
    const near = (text = "") => (at > 80 ? "…" : "") + text.slice(Math.max(0, at - 80), at + 160);
    require_(a === b, `${about}: ${near(a)} instead of ${near(b)}`);
};

// No server outlives the tests, however they end.
const servers = new Set();
process.on("exit", () => { for (const server of servers) server.kill("SIGKILL"); });
process.on("SIGTERM", () => process.exit(1));

// A ledger made from files, and a server on it. `options`: more words for "dragoman serve".
export class Desk {
    static async open(program, folder, files, options = []) {
        const desk = new Desk();
        desk.program = program;
        desk.folder = mkdtempSync(join(folder, "desk-"));
        desk.db = join(desk.folder, "ledger.db");
        for (const file of files) desk.ingest(file);
        desk.server = spawn(program, ["serve", "--db", desk.db, "--port", "0", ...options], { stdio: ["ignore", "ignore", "pipe"] });
        servers.add(desk.server);
        desk.said = "";
        desk.url = await new Promise((found, lost) => {
            const late = setTimeout(() => lost(new Error(`dragoman serve did not say where it is open: ${desk.said}`)), 20000);
            desk.server.stderr.on("data", (bytes) => {
                desk.said += bytes;
                const at = /http:\/\/[^/ ]+/.exec(desk.said);
                if (at) { clearTimeout(late); found(at[0]); }
            });
            desk.server.on("exit", (code) => { clearTimeout(late); desk.ended = code; lost(new Error(`dragoman serve ended with ${code}: ${desk.said}`)); });
        });
        return desk;
    }

    ingest(file) { return execFileSync(this.program, ["ingest", "--db", this.db, file], { stdio: ["ignore", "pipe", "pipe"] }).toString(); }

    // Reports as objects with id, text, date, source, title, url.
    add(...reports) {
        const file = join(this.folder, `reports-${Date.now()}-${Math.random()}.jsonl`);
        writeFileSync(file, reports.map((report) => JSON.stringify(report)).join("\n") + "\n");
        return this.ingest(file);
    }

    sql(query) {
        const out = execFileSync(this.program, ["sql", "--db", this.db, "--format", "jsonl", query]).toString();
        return out.split("\n").filter(Boolean).map((line) => JSON.parse(line));
    }

    async get(path) {
        const answer = await fetch(this.url + path);
        require_(answer.ok, `GET ${path} gave ${answer.status}`);
        return answer.json();
    }

    // All items of a list.
    async all(path) {
        const out = [];
        for (let next = path; next; ) {
            const answer = await this.get(next);
            out.push(...answer.items);
            next = answer.next;
        }
        return out;
    }

    // The number of the event of which most reports tell.
    async event() {
        const events = await this.all("/v1/events?limit=500");
        return events.sort((a, b) => b.reports - a.reports || a.id - b.id)[0].id;
    }

    async close() {
        require_(this.ended === undefined, `dragoman serve ended by itself with ${this.ended}: ${this.said.slice(-400)}`);
        const gone = new Promise((found) => this.server.on("exit", (code, signal) => found(code ?? signal)));
        this.server.removeAllListeners("exit");
        this.server.on("exit", () => undefined);
        this.server.kill("SIGTERM");
        await Promise.race([gone, new Promise((found) => setTimeout(found, 5000))]);
        this.server.kill("SIGKILL");
        rmSync(this.folder, { recursive: true, force: true });
    }
}

export class Browser {
    static async open() {
        const own = new Browser();
        own.it = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: FLAGS });
        return own;
    }

    // A page at an address of the desk, in a profile of its own; ":event" stands for desk.event(). What goes wrong on it is kept in
    // page.faults.
    async page(desk, address = "", { wide = 1280, high = 900, scheme = "light", motion = "reduce", touch = false } = {}) {
        const context = await this.it.newContext({ viewport: { width: wide, height: high }, colorScheme: scheme, reducedMotion: motion, hasTouch: touch, locale: "en-GB", timezoneId: "UTC" });
        const page = await context.newPage();
        page.setDefaultTimeout(15000);
        page.faults = [];
        const fault = (text) => page.faults.push(text);
        page.on("console", (message) => { if (["error", "warning"].includes(message.type())) fault(`console: ${message.text()}`); });
        page.on("pageerror", (error) => fault(`script: ${error.message}`));
        page.on("dialog", (dialog) => { fault(`dialog: ${dialog.message()}`); void dialog.dismiss(); });
        page.on("request", (request) => { const url = request.url(); if (!url.startsWith(desk.url + "/") && !url.startsWith("data:")) fault(`asks another host: ${url}`); });
        page.on("response", (response) => { if (response.status() >= 500) fault(`${response.status()} from ${response.url()}`); });
        await page.addInitScript(() => document.addEventListener("securitypolicyviolation", (event) => console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`)));
        page.desk = desk;
        await page.goto(`${desk.url}/${address.replace(":event", address.includes(":event") ? await desk.event() : "")}`);
        await ready(page);
        return page;
    }

    close() { return this.it.close(); }
}

// Waits until the view has been drawn, and the drawing is at rest.
export async function ready(page) {
    await page.waitForFunction(() => {
        const view = document.getElementById("view");
        return view && view.childElementCount > 0 && !view.hasAttribute("aria-busy") && !document.querySelector(".graph:not([data-still]):not([hidden])");
    });
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
}

export async function visit(page, hash) {
    await page.evaluate((to) => { location.hash = to; }, hash);
    await page.waitForTimeout(60);
    await ready(page);
}

export async function done(page) {
    const faults = [...page.faults];
    await page.context().close();
    require_(!faults.length, faults.join("; ").slice(0, 500));
}

// Opens a table that stands for a drawing.
export async function openTable(page, n = 0) {
    await page.locator("#view .as-table > summary").nth(n).click();
    await page.locator("#view .as-table").nth(n).locator("tbody tr").first().waitFor();
}

export const hash = (page) => page.evaluate(() => decodeURIComponent(location.hash));

// What a reader sees of the view: its words and what is drawn.
export const seen = (page) => page.evaluate(() => {
    const view = document.getElementById("view");
    return { title: document.title, words: view.innerText.replace(/\s+/g, " ").trim(), marks: view.querySelectorAll("svg a, svg [role=button]").length, links: [...view.querySelectorAll("a[href]")].map((a) => a.getAttribute("href")).join(" ") };
});

// ---- running -----------------------------------------------------------------------------------------------------------

const tests = [];
export const test = (name, run) => tests.push({ name, run });

// Lines "ok page/NAME" and "not ok page/NAME: reason", as scripts/check.sh reads them.
export async function runAll(only) {
    let failed = 0;
    for (const { name, run } of tests) {
        if (only.length && !only.some((word) => name.includes(word))) continue;
        const begin = Date.now();
        try {
            await run();
            console.log(`ok page/${name} (${Date.now() - begin} ms)`);
        } catch (error) {
            failed++;
            console.log(`not ok page/${name}: ${String(error.message ?? error).replace(/\s+/g, " ").slice(0, 600)}`);
            if (process.env.VERBOSE) console.error(error.stack);
        }
    }
    return failed;
}

export const text = (path) => readFileSync(path, "utf8");
