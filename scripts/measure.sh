#!/bin/bash
# SPDX-License-Identifier: MIT
# Writes the tables of docs/measurements.md between its two marks anew: machine, date, commit, speed, scores on the gold sets.
# Everything else in that file is written by hand and stays. The picture in README.md is made anew as well.
# usage: measure.sh [PROGRAM]
set -u
program=$(realpath "${1:-build/dragoman}")
cd "$(dirname "$0")/.." || exit 2
fresh=$(mktemp)
trap 'rm -rf "$fresh" "$fresh.db"' EXIT

# between FILE WORD: puts standard input between the marks of FILE.
between() {
    {
        sed "/<!-- $2 -->/q" "$1"
        echo
        cat
        echo
        sed -n "/<!-- end of $2 -->/,\$p" "$1"
    } >"$fresh"
    cat "$fresh" >"$1"
}

block() {
    echo '```'
    echo "\$ dragoman $*"
    NO_COLOR=1 "$program" "$@" 2>/dev/null | sed 's/ *$//'
    echo '```'
}

{
    block read --date 2025-02-28 examples/talks/0228-potomac-oval.txt
    echo
    block explain --date 2025-02-28 examples/talks/0228-potomac-oval.txt 1
    echo
    block ingest --db "$fresh.db" examples/talks/reports.jsonl | sed "s|$fresh.db|talks.db|; \$d"
    block contradictions --db "$fresh.db" | sed "s|$fresh.db|talks.db|; 1d"
} | between README.md picture

{
    echo "Measured on $(date -u +%Y-%m-%d), commit $(git rev-parse --short HEAD 2>/dev/null || echo unknown)."
    echo
    echo "### Speed: \`make bench\`"
    echo
    echo '```'
    scripts/bench.sh "$program" 2>&1
    echo '```'
    echo
    echo "### Scores: \`scripts/scores.sh build/dragoman\`"
    echo
    echo "| score | value | floor in \`tests/gold.floors\` |"
    echo "| --- | --- | --- |"
    scripts/scores.sh "$program" | while IFS=$'\t' read -r name value; do
        echo "| $name | $value | $(awk -v n="$name" '$1 == n { print $2, $3 }' tests/gold.floors) |"
    done
} | between docs/measurements.md measured
