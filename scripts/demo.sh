#!/bin/bash
# SPDX-License-Identifier: MIT
# Shows the main job on the example reports: the brief of one, the table of all, the reasons of an event.
# usage: demo.sh PROGRAM
set -u
program=$(realpath "${1:?usage: demo.sh PROGRAM}")
cd "$(dirname "$0")/.." || exit 2
one=examples/talks/0218-meridian-riyadh.txt

# The columns of those names, in that order.
columns() {
    awk -F '\t' -v OFS='\t' -v names="$*" '
        NR == 1 { n = split(names, wanted, " "); for (i = 1; i <= NF; i++) at[$i] = i }
        {
            row = ""
            for (k = 1; k <= n; k++) if (wanted[k] in at) row = row (row == "" ? "" : OFS) ($at[wanted[k]] == "" ? "-" : $at[wanted[k]])
            print row
        }'
}

say() { printf '\n== %s\n\n' "$*"; }

say "One report, for people:  dragoman read --date 2025-02-18 $one"
"$program" read --date 2025-02-18 "$one" || exit

say "Why the first event was coded so:  dragoman explain --date 2025-02-18 $one 0"
"$program" explain --date 2025-02-18 "$one" 0 || exit

say "All 25 reports as a table:  dragoman code --format tsv examples/talks/reports.jsonl"
table=$(mktemp)
trap 'rm -f "$table"' EXIT
"$program" code --format tsv examples/talks/reports.jsonl >"$table" || exit
if command -v column >/dev/null 2>&1; then
    columns document date type mode actors recipients status place <"$table" | column -t -s "$(printf '\t')" | cut -c 1-160
else
    cat "$table"
fi

say "Read your own:  build/dragoman read FILE   or   build/dragoman code --format tsv FOLDER"
