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

let clearing = 0;

// Tells a screen reader what has happened, and, where `aloud`, for some seconds everybody.
export function say(text: string, aloud = false): void {
    const line = document.getElementById("said");
    if (!line) return;
    clearTimeout(clearing);
    line.textContent = text;
    line.classList.toggle("aloud", aloud);
    if (aloud) clearing = setTimeout(() => { line.textContent = ""; line.classList.remove("aloud"); }, 6000);
}
