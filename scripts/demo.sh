#!/bin/bash
# SPDX-License-Identifier: MIT
# Shows the main job on the example reports: the table of all, the ledger that they make, the brief of one report, the
# reasons of one event, and the ledger as a page: served until Ctrl-C on a terminal, else only asked for its state.
# usage: demo.sh PROGRAM
set -u
program=$(realpath "${1:?usage: demo.sh PROGRAM}")
cd "$(dirname "$0")/.." || exit 2
all=examples/talks/reports.jsonl
one=examples/talks/0228-potomac-oval.txt
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

say() { printf '\n== %s\n   %s\n\n' "$1" "$2"; }

# The columns of those names, in that order, lined up, each cell cut to a readable width.
columns() {
    awk -F '\t' -v names="$*" '
        NR == 1 { n = split(names, wanted, " "); for (i = 1; i <= NF; i++) at[$i] = i }
        {
            for (k = 1; k <= n; k++) {
                text = $at[wanted[k]] == "" ? "-" : $at[wanted[k]]
                if (length(text) > 28) text = substr(text, 1, 26) ".."
                cell[NR, k] = text
                if (length(text) > width[k]) width[k] = length(text)
            }
        }
        END {
            for (row = 1; row <= NR; row++) {
                for (k = 1; k < n; k++) printf "%-" width[k] "s  ", cell[row, k]
                print cell[row, n]
            }
        }'
}

say "All 25 reports as a table, one row an event" "dragoman code --format tsv $all"
"$program" code --format tsv "$all" >"$work/table" || exit
columns published type actors recipients status place trigger <"$work/table"

say "The ledger: where reports differ on one event" "dragoman ingest --db talks.db $all; dragoman contradictions --db talks.db"
"$program" ingest --db "$work/talks.db" "$all" && "$program" contradictions --db "$work/talks.db" || exit

say "One report, for people" "dragoman read --date 2025-02-28 $one"
"$program" read --date 2025-02-28 "$one" || exit

say "Why its main event was coded so" "dragoman explain $one EVENT"
main=$("$program" read --format jsonl --date 2025-02-28 "$one" | grep -oE '"main_event":[0-9]+' | cut -d: -f2)
"$program" explain --date 2025-02-28 "$one" "${main:-0}" || exit

# The state of the served ledger, asked for in the shell's own way, then the end.
ask_and_stop() {
    "$program" serve --db "$work/talks.db" --port 0 2>"$work/serving" &
    server=$!
    for _ in 1 2 3 4 5 6 7 8 9 10; do
        port=$(grep -oE '127\.0\.0\.1:[0-9]+' "$work/serving" | cut -d: -f2)
        [ -n "$port" ] && break
        sleep 0.3
    done
    if [ -n "$port" ] && exec 3<>"/dev/tcp/127.0.0.1/$port"; then
        printf 'GET /v1/status HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n' >&3
        timeout 10 cat <&3 | tail -n 1
        echo
        exec 3>&-
    fi
    kill "$server"
    wait "$server" 2>/dev/null
    [ -n "$port" ]
}

say "Read your own" "build/dragoman read FILE    build/dragoman code --format tsv FOLDER"
if [ -t 0 ] && [ -t 1 ]; then
    say "The ledger as a page: open the address below in a browser" "dragoman serve --db talks.db"
    "$program" serve --db "$work/talks.db" || "$program" serve --db "$work/talks.db" --port 0
else
    say "The ledger as a page; on a terminal it stays open" "dragoman serve --db talks.db"
    ask_and_stop
fi
