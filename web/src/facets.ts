// SPDX-License-Identifier: MIT
// What the ledger holds to choose from: types, statuses, outlets, lands. Asked once, and again when the ledger has grown.

import { get } from "./api";
import type { Facets } from "./types";

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

export const forget = (): void => { asked = null; };

// The name of a land, or its code as long as the names are not there.
export const landName = (code: string): string => names.get(code) ?? code;
