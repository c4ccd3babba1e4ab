// SPDX-License-Identifier: MIT
// A small card beside what is pointed at or focused. It never takes the pointer away, and Escape takes it away.

import { h, type Child } from "../dom";

export interface Tip { node: HTMLElement; show(at: Element | { x: number; y: number }, ...content: Child[]): void; hide(): void }

// `host` must be positioned; the card stays inside it from left to right.
export function tip(host: HTMLElement): Tip {
    const node = h("div", { class: "tip", role: "tooltip", hidden: true });
    host.append(node);
    host.addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });
    function hide(): void { node.hidden = true; }
    return {
        node, hide,
        show(at, ...content) {
            node.replaceChildren(h("div", {}, ...content));
            node.hidden = false;
            const frame = host.getBoundingClientRect();
            const box = at instanceof Element ? at.getBoundingClientRect() : { left: at.x, right: at.x, top: at.y, bottom: at.y };
            const wide = node.offsetWidth, high = node.offsetHeight;
            const left = Math.max(0, Math.min((box.left + box.right) / 2 - frame.left - wide / 2, frame.width - wide));
            const above = box.top - frame.top - high - 10;
            const fits = above + frame.top > 0;
            node.style.left = `${left}px`;
            node.style.top = `${fits ? above : box.bottom - frame.top + 14}px`;
        },
    };
}
