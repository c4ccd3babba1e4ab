// SPDX-License-Identifier: MIT
// Marking an event right, wrong or missing. What is kept goes into the ledger with who and when.

import { Problem, send, token } from "./api";
import { h, id } from "./dom";
import { say } from "./page";
import type { Correction, Verdict } from "./types";
import { day, FIELDS, TYPES } from "./words";

const WHO = "dragoman-who";

// What can be wrong with an event: the word kept in the ledger, what a reader is asked, what stands in the box for the right value.
const WRONG: [string, string, string][] = [
    ["event", "it is no event at all", ""],
    ["type", "what was done (type)", "AGREE, CONSULT, …"],
    ["mode", "how it was done (mode)", "visit, restrict, …"],
    ["actors", "who did it", "RUS, USAGOV, …"],
    ["recipients", "to whom", "UKR, …"],
    ["status", "whether it happened (status)", "happened, planned, negated, …"],
    ["day", "when", "2025-02-18"],
    ["place", "where", "Riyadh"],
    ["claim", "who says so", ""],
];

// `focus`: the id of what is focused when all is drawn again.
export interface About { document: number; mention: number | null; quote?: string; focus?: string }

function row(label: string, control: HTMLElement, about = ""): HTMLElement {
    control.id ||= id("c");
    return h("div", { class: "row" }, h("label", { for: control.id }, label), control, about ? h("small", { class: "quiet" }, about) : null);
}

const select = (options: [string, string][]): HTMLSelectElement => h("select", {}, options.map(([value, text]) => h("option", { value }, text)));

// The form for one verdict; `done` is called when the ledger has it, `stop` when the reader gives up.
export function correctionForm(verdict: Verdict, about: About, done: (row: Correction) => void, stop: () => void): HTMLFormElement {
    const missing = verdict === "missing";
    const field = select(missing ? Object.entries(TYPES).map(([name, what]) => [name, `${name}: ${what}`]) : WRONG.map(([value, text]) => [value, text]));
    const value = h("input", { type: "text", autocomplete: "off" });
    const note = h("textarea", { rows: 3 });
    const who = h("input", { type: "text", autocomplete: "name", required: true, value: localStorage.getItem(WHO) ?? "" });
    const word = h("input", { type: "password", autocomplete: "off" });
    const wordRow = row("Word for writing", word, "This server asks for the word that it was started with (--token).");
    wordRow.hidden = true;
    const fault = h("p", { class: "fault", role: "alert" });
    const valueRow = row(missing ? "Who did it, and to whom" : "What it should be", value, missing ? "for example: RUS > UKR" : "");
    const hint = (): void => { value.placeholder = WRONG.find(([name]) => name === field.value)?.[2] ?? ""; valueRow.hidden = !missing && (field.value === "event" || field.value === "claim"); };
    if (!missing) { field.addEventListener("change", hint); hint(); }
    if (missing && about.quote) note.value = about.quote;

    async function keep(event: SubmitEvent): Promise<void> {
        event.preventDefault();
        fault.textContent = "";
        if (!who.value.trim()) { fault.textContent = "Please say who you are: corrections are kept with a name."; who.focus(); return; }
        if (word.value) token.set(word.value);
        localStorage.setItem(WHO, who.value.trim());
        try {
            const kept = await send<Correction>("POST", "corrections", {
                document: about.document, mention: about.mention, verdict, who: who.value.trim(), note: note.value.trim(),
                field: verdict === "right" ? "" : missing ? "type" : field.value,
                value: verdict === "right" ? "" : missing ? [field.value, value.value.trim()].filter(Boolean).join(" ") : valueRow.hidden ? "" : value.value.trim(),
            });
            say("Your correction is in the ledger.", true);
            done(kept);
        } catch (error) {
            const locked = error instanceof Problem && error.status === 401;
            fault.textContent = locked && !word.value ? "Corrections are kept here with a word of permission: please give it." : (error as Error).message;
            if (locked) { wordRow.hidden = false; word.focus(); }
        }
    }

    const title = { right: "This event is right", wrong: "Something is wrong here", missing: "An event is missing" }[verdict];
    return h("form", { class: "edit", "aria-label": title, onsubmit: keep, onkeydown: (event: KeyboardEvent) => { if (event.key === "Escape") stop(); } },
        h("p", { class: "edit-title" }, title),
        verdict === "right" ? null : row(missing ? "What was done" : "What is wrong", field),
        verdict === "right" ? null : valueRow,
        row(missing ? "The words that tell of it, or a note" : "Note (may be left empty)", note), row("Your name", who), wordRow, fault,
        h("p", { class: "acts" }, h("button", { class: "first" }, "Keep"), " ", h("button", { type: "button", onclick: stop }, "Cancel")));
}

// Two buttons that open the form in their place.
export function judge(about: About, redraw: () => Promise<void>): HTMLElement {
    const box = h("div", { class: "judge" });
    const buttons = (["right", "wrong"] as const).map((verdict) =>
        h("button", { type: "button", onclick: () => open(verdict) }, verdict === "right" ? "✓ Right" : "✗ Wrong …"));
    function open(verdict: Verdict): void {
        const done = (): void => void redraw().then(() => document.getElementById(about.focus ?? "")?.focus());
        const form = correctionForm(verdict, about, done, () => { box.replaceChildren(...buttons); buttons[verdict === "right" ? 0 : 1]!.focus(); });
        box.replaceChildren(form);
        form.querySelector<HTMLElement>("select, textarea, input")?.focus();
    }
    box.append(...buttons);
    return box;
}

// One correction in words.
export function correctionText(c: Correction): HTMLElement {
    const what = c.verdict === "right" ? "right" : c.verdict === "missing" ? `missing: ${c.value || "an event"}` : `wrong: ${FIELDS[c.field] ?? c.field}${c.value ? ` should be “${c.value}”` : ""}`;
    return h("span", { class: `verdict ${c.verdict}` }, h("b", {}, what), c.note ? ` “${c.note}”` : null, h("small", { class: "quiet" }, ` ${c.who}, ${day(c.at)}`));
}
