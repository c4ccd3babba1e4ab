// SPDX-License-Identifier: MIT
// A box in which one or several things are picked from a list, after the combobox pattern of the ARIA practices:
// arrows move, Enter takes or gives back, Escape closes, Backspace in an empty box gives back the last.

import { h, id } from "./dom";

export interface Option { value: string; name: string; about?: string; count?: number }

export interface Pick { node: HTMLElement; show(chosen: string[]): void }

export interface PickSettings {
    label: string;
    most: number; // how many may be chosen
    empty: string; // what stands in the box when nothing is
    options(typed: string): Option[] | Promise<Option[]>;
    change(chosen: string[]): void;
}

export function pick(s: PickSettings): Pick {
    let chosen: string[] = [];
    let items: Option[] = [];
    let active = -1;
    let asked = 0;
    const list = h("ul", { role: "listbox", id: id("list"), class: "pick-list", "aria-label": s.label, "aria-multiselectable": s.most > 1 ? "true" : null, hidden: true });
    const box = h("input", {
        id: id("pick"), type: "text", role: "combobox", autocomplete: "off", spellcheck: "false", "aria-autocomplete": "list",
        "aria-expanded": "false", "aria-controls": list.id, oninput: () => void open(), onclick: () => void open(), onkeydown: key, onblur: close,
    });

    const rows = (): HTMLElement[] => [...list.children] as HTMLElement[];

    function mark(next: number): void {
        rows()[active]?.classList.remove("active");
        active = next;
        const row = rows()[active];
        row?.classList.add("active");
        row?.scrollIntoView({ block: "nearest" });
        if (row) box.setAttribute("aria-activedescendant", row.id);
        else box.removeAttribute("aria-activedescendant");
    }

    function draw(): void {
        list.replaceChildren(...items.map((item, i) => h("li", {
            role: "option", id: `${list.id}-${i}`, "aria-selected": String(chosen.includes(item.value)),
            onpointerdown: (event: PointerEvent) => { event.preventDefault(); take(item.value); },
        }, h("span", {}, h("b", {}, item.name), item.about ? h("small", {}, item.about) : null), item.count === undefined ? null : h("span", { class: "n" }, item.count))));
        if (!items.length) list.replaceChildren(h("li", { class: "none", role: "option", "aria-disabled": "true", "aria-selected": "false" }, "Nothing in the ledger is called that."));
    }

    async function open(): Promise<void> {
        const turn = ++asked;
        const found = await s.options(box.value.trim());
        if (turn !== asked || document.activeElement !== box) return;
        items = found;
        draw();
        mark(box.value ? 0 : -1);
        list.hidden = false;
        list.classList.remove("from-right");
        list.classList.toggle("from-right", list.getBoundingClientRect().right > document.documentElement.clientWidth - 4);
        box.setAttribute("aria-expanded", "true");
    }

    function close(): void {
        asked++;
        list.hidden = true;
        box.value = "";
        box.setAttribute("aria-expanded", "false");
        mark(-1);
    }

    function take(value: string): void {
        const next = chosen.includes(value) ? chosen.filter((each) => each !== value) : [...chosen, value].slice(-s.most);
        close();
        s.change(next);
    }

    function key(event: KeyboardEvent): void {
        if (event.key === "Escape" && !list.hidden) close();
        else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
            if (list.hidden) void open();
            else if (items.length) mark((active + (event.key === "ArrowDown" ? 1 : items.length - (active < 0 ? 0 : 1))) % items.length);
        } else if (event.key === "Enter" && !list.hidden) {
            const item = items[active];
            if (item) take(item.value);
        } else if (event.key === "Backspace" && !box.value && chosen.length) s.change(chosen.slice(0, -1));
        else return;
        event.preventDefault();
    }

    return {
        node: h("div", { class: "field pick" }, h("label", { for: box.id }, s.label), box, list),
        show(next) {
            chosen = next;
            box.placeholder = chosen.length === 0 ? s.empty : chosen.length === 1 ? "1 chosen" : `${chosen.length} chosen`;
            box.classList.toggle("set", chosen.length > 0);
        },
    };
}
