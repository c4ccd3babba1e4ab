// SPDX-License-Identifier: MIT
// Tells when the ledger has grown. The browser reopens a lost connection by itself; what was missed is caught up with.

export interface Grown { generation: number; documents: number; events: number }

export function listen(grown: (news: Grown) => void, connected: (yes: boolean) => void): void {
    let source: EventSource | null = null;
    let generation = -1;
    let lost = false;
    const open = (): void => {
        source = new EventSource("/v1/live");
        source.addEventListener("ledger", (event) => {
            let news: Grown;
            try { news = JSON.parse((event as MessageEvent<string>).data) as Grown; } catch { return; }
            if (news.generation === generation) return;
            generation = news.generation;
            lost = false;
            grown(news);
        });
        source.addEventListener("open", () => {
            connected(true);
            if (lost) grown({ generation: -1, documents: 0, events: 0 });
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
