#!/bin/bash
# SPDX-License-Identifier: MIT
# The server in numbers, on a ledger: that of LEDGER, or one made here of COUNT reports.
# usage: serve.sh BUILD [LEDGER|COUNT]     (a ledger of 2000 reports unless told)
set -u
build=$(realpath "${1:?usage: serve.sh BUILD [LEDGER|COUNT]}")
what=${2:-2000}
[ -e "$what" ] && what=$(realpath "$what")
cd "$(dirname "$0")/.." || exit 2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
if [ -e "$what" ]; then
    ledger=$what
else
    ledger=$work/ledger.db
    from=${SHARED:-../shared}/data/places/tr-news.jsonl
    [ -e "$from" ] || from=examples/talks/reports.jsonl
    "$build/bench/make_corpus" "$from" data/actors/countries.tsv "$what" 10 >"$work/reports.jsonl" &&
        "$build/dragoman" ingest --no-progress --db "$ledger" "$work/reports.jsonl" || exit 1
fi
"$build/dragoman" sql --db "$ledger" "SELECT (SELECT count(*) FROM document) AS documents, (SELECT count(*) FROM event) AS events, (SELECT count(*) FROM claim) AS claims"
"$build/bench/serve" "$build/dragoman" "$ledger" 5 300
