#!/bin/bash
# SPDX-License-Identifier: MIT
# The ledger in numbers: speed against code, bytes a document, near copies found, time of questions, identity of events.
# usage: ledger.sh BUILD [COUNT]     (1000 reports unless told; reports are made from ../shared/data/places or the examples)
set -u
build=$(realpath "${1:?usage: ledger.sh BUILD [COUNT]}")
count=${2:-1000}
cd "$(dirname "$0")/.." || exit 2
program=$build/dragoman
from=${SHARED:-../shared}/data/places/tr-news.jsonl
[ -e "$from" ] || from=examples/talks/reports.jsonl
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
ms() { echo $(($(date +%s%N) / 1000000)); }

"$build/bench/make_corpus" "$from" data/actors/countries.tsv "$count" 10 >"$work/c.jsonl" || exit 1
a=$(ms); "$program" code --no-progress --with-text "$work/c.jsonl" >/dev/null 2>&1
b=$(ms); "$program" ingest --no-progress --db "$work/l.db" "$work/c.jsonl" 2>/dev/null
c=$(ms)
echo "code $((b - a)) ms, ingest $((c - b)) ms: $(((b - a) * 100 / (c - b))) % of its speed"
echo "$(($(stat -c %s "$work/l.db") / count)) bytes a document"
"$program" sql --db "$work/l.db" -f csv "WITH g AS (SELECT id, name, copy_of, CASE WHEN name LIKE 'copy-%' THEN 'report-' || substr(name, instr(name, '-of-') + 4) ELSE name END AS origin FROM document) SELECT (SELECT count(*) FROM g WHERE name LIKE 'copy-%') AS copies, (SELECT count(*) FROM g JOIN g o ON o.id = g.copy_of WHERE g.origin = o.origin) AS found, (SELECT count(*) FROM g WHERE copy_of IS NOT NULL) AS marked"
for question in "ask --between USA RUS --type CONSULT --since 2025-02" "ask --place SAU --said-by Peskov --reports" "dyad USA RUS" calendar talks contradictions; do
    a=$(ms)
    # shellcheck disable=SC2086
    "$program" $question --db "$work/l.db" >/dev/null 2>&1
    echo "$question: $(($(ms) - a)) ms"
done
"$program" ingest --no-progress --db "$work/t.db" examples/talks/reports.jsonl 2>/dev/null
"$build/bench/identity" "$work/t.db" examples/talks/truth.tsv
