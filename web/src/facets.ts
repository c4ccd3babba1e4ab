// SPDX-License-Identifier: MIT
// What the ledger holds to choose from: types, statuses, outlets, lands; and the day of its newest report. Asked once, and again when
// the ledger has grown.

import { get } from "./api";
import type { DocumentRow, Facets, List } from "./types";

let asked: Promise<Facets> | null = null;
const names = new Map<string, string>();

export function facets(): Promise<Facets> {
    asked ??= get<Facets>("facets").then((answer) => {
        for (const land of answer.lands) names.set(land.code, land.name);
        return answer;
    });
    asked.catch(() => { asked = null; });
    return asked;
}

let newest: Promise<string> | null = null;

// The day of the newest report, "" where none has one: what the ledger knows as today.
export function today(): Promise<string> {
    newest ??= get<List<DocumentRow>>("documents", { limit: 1 }).then((answer) => answer.items[0]?.published.slice(0, 10) ?? "");
    newest.catch(() => { newest = null; });
    return newest;
}

export const forget = (): void => { asked = null; newest = null; };

// The name of a land, or its code as long as the names are not there.
export const landName = (code: string): string => names.get(code) ?? code;
