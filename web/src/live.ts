// SPDX-License-Identifier: MIT
// Tells when the ledger has grown. The browser reopens a lost connection by itself; what was missed is caught up with.

interface Grown { generation: number; documents: number; events: number }

// `known`: the generation that the page shows.
export function listen(known: () => number, grown: () => void, connected: (yes: boolean) => void): void {
    let source: EventSource | null = null;
    let lost = false;
    const open = (): void => {
        source = new EventSource("/v1/live");
        source.addEventListener("ledger", (event) => {
            let news: Grown;
            try { news = JSON.parse((event as MessageEvent<string>).data) as Grown; } catch { return; }
            lost = false;
            if (news.generation !== known()) grown();
        });
        source.addEventListener("open", () => {
            connected(true);
            if (lost) grown();
            lost = false;
        });
        source.addEventListener("error", () => {
            lost = true;
            connected(false);
            if (source?.readyState === EventSource.CLOSED) setTimeout(open, 5000);
        });
    };
    open();
    addEventListener("pagehide", () => source?.close());
    addEventListener("pageshow", (event) => { if (event.persisted) { lost = true; open(); } });
}
