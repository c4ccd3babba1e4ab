#!/bin/bash
# SPDX-License-Identifier: MIT
# How near copies are found: precision and recall of document.copy_of on what bench/make_copies makes.
# usage: copies.sh BUILD [REPORTS.jsonl...]      (the example reports unless told; ../shared/data/places as well where it is there)
set -u
build=$(realpath "${1:?usage: copies.sh BUILD [REPORTS.jsonl...]}")
shift
cd "$(dirname "$0")/.." || exit 2
from=("$@")
if [ $# = 0 ]; then
    from=(examples/talks/reports.jsonl examples/stories/reports.jsonl examples/stories/held-out.jsonl)
    shared=${SHARED:-../shared}/data/places/tr-news.jsonl
    [ ! -e "$shared" ] || from+=("$shared")
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cat "${from[@]}" >"$work/reports.jsonl"
"$build/bench/make_copies" "$work/reports.jsonl" >"$work/copies.jsonl" || exit 1
"$build/dragoman" ingest --no-progress --db "$work/l.db" "$work/copies.jsonl" 2>/dev/null || exit 1
# A report is a copy where an earlier one is of its family; marked rightly where its original is of its family.
"$build/dragoman" sql --db "$work/l.db" -f csv "SELECT d.name, o.name FROM document d LEFT JOIN document o ON o.id = d.copy_of ORDER BY d.id" | tr -d '\r' |
    awk -F, 'NR == 1 { next }
        {
            split($1, own, "."); split($2, of, "."); kind = own[1]
            copy = own[3] in seen; right = $2 != "" && of[3] == own[3]
            seen[own[3]] = 1; copies += copy; marked += $2 != ""; found += right
            if (copy) { all[kind]++; hit[kind] += right }
            if ($2 != "" && !right) { wrong++; if (wrong <= 5) print "  taken wrongly: " $1 " for a copy of " $2 }
        }
        END {
            for (k in all) printf "  %-7s %4d of %4d found\n", k, hit[k], all[k] | "sort"
            close("sort")
            printf "%d reports, %d copies, %d marked: precision %.3f, recall %.3f\n", NR - 1, copies, marked, marked ? found / marked : 0, copies ? found / copies : 0
        }'
