#!/bin/bash
# SPDX-License-Identifier: MIT
# Writes the tables of docs/measurements.md between its two marks anew: machine, date, commit, speed, scores on the gold sets.
# Everything else in that file is written by hand and stays.
# usage: measure.sh [PROGRAM]
set -u
program=$(realpath "${1:-build/dragoman}")
cd "$(dirname "$0")/.." || exit 2
file=docs/measurements.md
fresh=$(mktemp)
trap 'rm -f "$fresh"' EXIT
{
    sed '/<!-- measured -->/q' "$file"
    echo
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
    echo
    sed -n '/<!-- end of measured -->/,$p' "$file"
} >"$fresh"
cat "$fresh" >"$file"
