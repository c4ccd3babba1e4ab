// SPDX-License-Identifier: MIT
// What views may say to the shell.

export const NAME = "Dragoman";

// The heading of the page and the title of the window. `unseen`: the view shows the same words itself.
export function headline(text: string, unseen = false): void {
    document.title = `${text} – ${NAME}`;
    const heading = document.getElementById("headline");
    if (heading && heading.textContent !== text) heading.textContent = text;
    heading?.classList.toggle("unseen", unseen);
}

// Tells a screen reader, and all who look at the line above the view, what has happened.
export function say(text: string): void {
    const line = document.getElementById("said");
    if (line) line.textContent = text;
}
