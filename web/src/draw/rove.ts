// SPDX-License-Identifier: MIT
// Many marks, one stop of the Tab key: arrows, Home and End go from mark to mark.

export interface Rove { take(marks: SVGElement[]): void }

export type Key = "ArrowLeft" | "ArrowRight" | "ArrowUp" | "ArrowDown" | "Home" | "End";
const KEYS = new Set<string>(["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End"]);

// `to` gives the mark on which a key lands. `take` puts new marks into the group: they are known again by their data-key, so that the focus
// stays where it was. (No listener for focus on the group: Chromium would make it a stop of its own.)
export function rove(group: Element, to: (from: SVGElement, key: Key, marks: SVGElement[]) => SVGElement | undefined): Rove {
    let marks: SVGElement[] = [];
    let current = "";
    function settle(mark: SVGElement | undefined): void {
        for (const each of marks) if (each.getAttribute("tabindex") === "0") each.setAttribute("tabindex", "-1");
        mark?.setAttribute("tabindex", "0");
        current = mark?.dataset["key"] ?? current;
    }
    group.addEventListener("keydown", (event) => {
        const key = (event as KeyboardEvent).key;
        const from = marks.find((each) => each === event.target);
        if (!from || !KEYS.has(key) || (event as KeyboardEvent).shiftKey) return;
        event.preventDefault();
        event.stopPropagation();
        settle(from);
        const mark = key === "Home" ? marks[0] : key === "End" ? marks.at(-1) : to(from, key as Key, marks);
        if (mark) { settle(mark); mark.focus(); }
    });
    return {
        take(next) {
            const held = marks.find((each) => each === document.activeElement);
            current = held?.dataset["key"] ?? current;
            marks = next;
            group.replaceChildren(...marks);
            const mark = marks.find((each) => each.dataset["key"] === current) ?? marks[0];
            for (const each of marks) each.setAttribute("tabindex", "-1");
            settle(mark);
            if (held && mark && document.activeElement !== mark) mark.focus({ preventScroll: true });
        },
    };
}
