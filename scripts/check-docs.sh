#!/bin/bash
# SPDX-License-Identifier: MIT
# What is written about the program against the program itself.
# usage: check-docs.sh PROGRAM
set -u
program=$(realpath "${1:?usage: check-docs.sh PROGRAM}")
cd "$(dirname "$0")/.." || exit 2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

tell() { # NAME STATUS REASON
    if [ "$2" = 0 ]; then echo "ok docs/$1"; else echo "not ok docs/$1: $3"; fi
}

"$program" help --man | cmp -s - man/dragoman.1
tell "man page is the program's own" $? "run make man"
"$program" help --completion | cmp -s - man/dragoman.bash
tell "completion is the program's own" $? "run make man"
bash -n man/dragoman.bash
tell "completion is a shell script" $? "bash does not read it"
if command -v man >/dev/null 2>&1; then
    found=$(man --warnings -E UTF-8 -l -Tutf8 -Z man/dragoman.1 2>&1 >/dev/null | head -n 2)
    [ -z "$found" ]
    tell "man page is well formed" $? "$found"
fi

version=$(sed -nE 's/^VERSION *= *//p' Makefile)
[ "$("$program" --version)" = "dragoman $version" ]
tell "one version everywhere" $? "Makefile says $version"

for command in $("$program" --help | sed -nE 's/^  ([a-z]+) .*/\1/p'); do
    "$program" "$command" --help >"$work/help" 2>&1 && grep -q "usage: dragoman" "$work/help"
    tell "help of $command" $? "$(head -n 1 "$work/help")"
done

# Every line "$ dragoman ..." or "    build/dragoman ..." of README.md and docs/ must run (but for the server, which would not end:
# docs/api.md is run by the layer serve).
grep -hoE '^( {4}|\$ )(build/)?dragoman [^#]*' README.md docs/*.md 2>/dev/null | sed -E 's/^(    |\$ )(build\/)?dragoman //' |
    grep -vE '<|…|\[|FILE|DIR|^serve( |$)' | awk '!seen[$0]++' | sed -E "s|--db ([a-z]+\.db)|--db $work/\1|" |
    while read -r line; do
        (PATH=$(dirname "$program"):$PATH && eval "dragoman $line") </dev/null >"$work/out" 2>"$work/err"
        tell "runs: dragoman $line" $? "$(head -n 1 "$work/err")"
    done

# The two forms of the example reports are one text.
"$program" code -f jsonl --no-progress examples/talks/reports.jsonl 2>/dev/null |
    grep -oE '"digest":"[^"]*"' | sort >"$work/lines"
"$program" code --from text -f jsonl --no-progress examples/talks/*.txt 2>/dev/null |
    grep -oE '"digest":"[^"]*"' | sort >"$work/texts"
[ -s "$work/lines" ] && cmp -s "$work/lines" "$work/texts"
tell "examples: reports.jsonl holds the texts" $? "digests differ"
grep -v '^#' examples/talks/truth.tsv | while IFS=$'\t' read -r _ _ document words; do
    [ "$(grep -cF -- "$words" "examples/talks/$document.txt" 2>/dev/null)" = 1 ] || echo "$document: $words"
done >"$work/lost"
[ ! -s "$work/lost" ]
tell "examples: truth.tsv points into the texts" $? "$(head -n 1 "$work/lost")"
