// SPDX-License-Identifier: MIT
import { h } from "../dom";
import { ALL, type View } from "../view";

export const view: View = {
    title: "Event",
    filters: ALL,
    async draw(root) {
        root.replaceChildren(h("p", {}, "Event"));
    },
};
