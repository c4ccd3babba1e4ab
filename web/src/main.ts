// SPDX-License-Identifier: MIT
// The shell: where the reader is, which view shows it, and what happens when the ledger grows.

import { get, Problem } from "./api";
import { bar } from "./filters";
import { h } from "./dom";
import { forget } from "./facets";
import { listen } from "./live";
import { headline, NAME, say } from "./page";
import { format, here, link, type State } from "./state";
import type { Status } from "./types";
import type { View } from "./view";
import { count, days } from "./words";
import { view as calendar } from "./views/calendar";
import { view as claims } from "./views/claims";
import { view as corrections } from "./views/corrections";
import { view as documents } from "./views/documents";
import { view as events } from "./views/events";
import { view as map } from "./views/map";
import { view as network } from "./views/network";
import { view as search } from "./views/search";
import { view as story } from "./views/story";
import { view as talks } from "./views/talks";
import { view as timeline } from "./views/timeline";

const views: Record<string, View> = { story, talks, timeline, map, network, claims, calendar, documents, corrections, search, events };
const inNav = ["story", "talks", "timeline", "map", "network", "claims", "calendar", "documents", "corrections"];

// ---- light and dark --------------------------------------------------------------------------------------------------

const THEME = "dragoman-theme";

function isDark(): boolean {
    const chosen = document.documentElement.dataset["theme"];
    return chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
}

function themeSwitch(): HTMLElement {
    const chosen = localStorage.getItem(THEME);
    if (chosen) document.documentElement.dataset["theme"] = chosen;
    const label = (): string => (isDark() ? "Light" : "Dark");
    const button = h("button", { type: "button", class: "theme", title: "Light or dark page", onclick: () => {
        const next = isDark() ? "light" : "dark";
        document.documentElement.dataset["theme"] = next;
        localStorage.setItem(THEME, next);
        button.textContent = label();
        dispatchEvent(new Event("theme"));
    } }, label());
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => { button.textContent = label(); });
    return button;
}

// ---- the frame -------------------------------------------------------------------------------------------------------

const filterBar = bar();
const heading = h("h1", { id: "headline", tabindex: "-1" });
const root = h("div", { id: "view" });
const main = h("main", { id: "main", tabindex: "-1" }, heading, root);
const nav = h("nav", { "aria-label": "Views" });
const ledger = h("p", { class: "ledger" });
const lamp = h("span", { class: "lamp", title: "What is added to the ledger appears here by itself." }, "connecting");
const said = h("p", { id: "said", role: "status" });
const words = h("input", { type: "search", name: "q", placeholder: "Search", "aria-label": "Search reports and events", autocomplete: "off" });

function search_(event: SubmitEvent): void {
    event.preventDefault();
    if (words.value.trim()) location.hash = link({ view: "search", filters: { q: words.value.trim() } });
}

function skip(event: MouseEvent): void {
    event.preventDefault();
    main.focus();
}

function build(): void {
    document.body.append(
        h("a", { class: "skip", href: "#main", onclick: skip }, "Skip to the view"),
        h("header", {},
            h("div", { class: "masthead" },
                h("a", { class: "name", href: "#/story", "aria-label": "Dragoman, first page" }, NAME), nav,
                h("form", { role: "search", onsubmit: search_ }, words), themeSwitch()),
            filterBar.node),
        main,
        h("footer", {}, ledger, h("p", {}, lamp), said));
}

function drawNav(state: State): void {
    const current = state.view === "events" ? "story" : state.view;
    nav.replaceChildren(...inNav.map((name) =>
        h("a", { href: link({ view: name }, state), "aria-current": name === current ? (state.id || state.view !== name ? "true" : "page") : null }, views[name]!.title)));
}

// ---- drawing ---------------------------------------------------------------------------------------------------------

let shown: State | null = null;
let turn: AbortController | null = null;
let entry = 0;
const scrolls = new Map<number, number>();
let waiting = false; // the ledger has grown while the reader was writing

// What the reader holds and sees, to give it back after a redraw: the focused element and the first element in sight that has an id.
function hold(): () => void {
    const focused = document.activeElement;
    const name = focused && root.contains(focused) ? (focused.id ? "#" + CSS.escape(focused.id) : focused.getAttribute("href") ? `a[href="${CSS.escape(focused.getAttribute("href")!)}"]` : "") : "";
    const seen = scrollY > 0 ? [...root.querySelectorAll<HTMLElement>("[id]")].find((each) => each.getBoundingClientRect().top >= 0) : undefined;
    const top = seen?.getBoundingClientRect().top ?? 0;
    return () => {
        if (name && !root.contains(document.activeElement)) root.querySelector<HTMLElement>(name)?.focus({ preventScroll: true });
        const again = seen && document.getElementById(seen.id);
        if (again) scrollBy(0, again.getBoundingClientRect().top - top);
    };
}

function fail(error: unknown, state: State): void {
    const problem = error as Problem;
    const gone = problem.status === 404;
    root.replaceChildren(h("div", { class: "problem", role: "alert" },
        h("p", {}, h("strong", {}, gone ? "That is not in the ledger." : "This could not be shown.")), h("p", {}, problem.message),
        gone && state.view === "events" ? h("p", {}, "Events are joined when a new report shows that they are one: it may stand under another number now.") : null,
        h("p", {}, h("button", { type: "button", onclick: () => void draw(state, "move") }, "Try again"), " ", h("a", { href: "#/story" }, "Go to the first page"))));
    if (!(error instanceof Problem)) console.error(error);
}

async function draw(state: State, why: "arrive" | "move" | "live"): Promise<void> {
    turn?.abort();
    const mine = (turn = new AbortController());
    const view = views[state.view]!;
    if (shown && shown.view !== state.view) views[shown.view]?.leave?.();
    root.className = state.view;
    filterBar.show(state.id ? [] : view.filters, state);
    drawNav(state);
    if (why === "arrive") headline(view.title);
    root.setAttribute("aria-busy", "true");
    shown = state;
    const giveBack = why === "arrive" ? null : hold();
    try {
        await view.draw(root, state, mine.signal);
    } catch (error) {
        if (mine.signal.aborted) return;
        fail(error, state);
    }
    if (mine.signal.aborted) return;
    root.removeAttribute("aria-busy");
    giveBack?.();
}

async function route(first: boolean): Promise<void> {
    const state = here();
    const back = history.state as { entry?: number } | null;
    const before = shown;
    if (!Object.hasOwn(views, state.view)) {
        history.replaceState(null, "", "#/story");
        return route(first);
    }
    const arrive = !before || before.view !== state.view || before.id !== state.id;
    if (arrive) scrolls.set(entry, scrollY);
    if (back?.entry) entry = back.entry;
    else history.replaceState({ entry: (entry = Date.now()) }, "", format(state));
    words.value = state.view === "search" ? state.filters["q"] ?? "" : "";
    await draw(state, arrive ? "arrive" : "move");
    if (shown !== state || !arrive) return;
    scrollTo(0, scrolls.get(entry) ?? 0);
    if (!first) heading.focus({ preventScroll: true });
}

// ---- live ------------------------------------------------------------------------------------------------------------

let generation = -1;

let reports = -1;

async function tally(): Promise<void> {
    const status = await get<Status>("status");
    if (reports >= 0 && status.documents > reports) say(`${count(status.documents - reports, "report")} came in.`, true);
    generation = status.generation;
    reports = status.documents;
    ledger.textContent = status.documents === 0 ? "The ledger is empty." :
        `${count(status.documents, "report")}, ${count(status.events, "event")}, ${days(status.first_day, status.last_day)}`;
}

// A reader who is writing is not disturbed: the view is drawn again when the writing is over.
const writing = (): boolean => Boolean(document.activeElement?.closest("#view form.edit, #view form.search"));

function refresh(): void {
    waiting = false;
    if (shown) void draw(shown, "live");
}

function grown(): void {
    forget();
    tally().catch(() => undefined);
    if (writing()) waiting = true;
    else refresh();
}

build();
history.scrollRestoration = "manual";
addEventListener("hashchange", () => void route(false));
addEventListener("focusout", () => setTimeout(() => { if (waiting && !writing()) refresh(); }, 200));
void route(true);
tally().catch(() => undefined).then(() => listen(() => generation, grown, (yes) => {
    lamp.textContent = yes ? "live" : "not connected: trying again";
    lamp.classList.toggle("on", yes);
}));
