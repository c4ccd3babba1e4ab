// SPDX-License-Identifier: MIT
// Elements from code. Text is only ever set as text: no markup is read from data anywhere in the page.

export type Child = Node | string | number | null | undefined | false | Child[];
type Value = string | number | boolean | null | undefined | ((event: never) => void);
export type Attrs = Record<string, Value>;

const SVG = "http://www.w3.org/2000/svg";

function fill(node: Element, attrs: Attrs, children: Child[]): void {
    for (const [name, value] of Object.entries(attrs)) {
        if (value === null || value === undefined || value === false) continue;
        if (typeof value === "function") node.addEventListener(name.slice(2), value as EventListener);
        else node.setAttribute(name, value === true ? "" : String(value));
    }
    add(node, children);
}

// Adds children; lists are flattened, null, undefined and false are passed over.
export function add(node: Node, children: Child[]): void {
    for (const child of children) {
        if (child === null || child === undefined || child === false) continue;
        if (Array.isArray(child)) add(node, child);
        else node.appendChild(child instanceof Node ? child : document.createTextNode(String(child)));
    }
}

// h("a", {href: "#/map", onclick: f}, "Map"): attributes by name, listeners as on…, never "style".
export function h<K extends keyof HTMLElementTagNameMap>(tag: K, attrs: Attrs = {}, ...children: Child[]): HTMLElementTagNameMap[K] {
    const node = document.createElement(tag);
    fill(node, attrs, children);
    return node;
}

export function svg<K extends keyof SVGElementTagNameMap>(tag: K, attrs: Attrs = {}, ...children: Child[]): SVGElementTagNameMap[K] {
    const node = document.createElementNS(SVG, tag);
    fill(node, attrs, children);
    return node;
}

let last = 0;
// A new id for labels and the like.
export const id = (stem: string): string => `${stem}-${++last}`;

// The list with something between its items.
export function between<T extends Child>(items: T[], mark: string): Child[] {
    return items.flatMap((item, i): Child[] => (i === 0 ? [item] : [mark, item]));
}
