#!/bin/bash
# SPDX-License-Identifier: MIT
# Kills an ingest (kill -9) at random moments, many times, on one ledger: after each the ledger is sound; in the end, after one
# run that ends by itself, it holds what a ledger holds that was never disturbed, each report once. Then two ingests at once. The
# undisturbed run joins some of its events to others later on, which the number of events that it prints must not count.
# usage: kill.sh PROGRAM WORK [KILLS [ROUNDS]]      (15 kills unless told; the example reports 10 times on other days unless told)
# make check does 15; "tests/kill/kill.sh build/dragoman /tmp/kills 200 3" does 200 in some minutes.
set -u
program=$(realpath "${1:?usage: kill.sh PROGRAM WORK [KILLS [ROUNDS]]}")
kills=${3:-15}
rounds=${4:-10}
reports=$(dirname "$0")/../../examples/talks/reports.jsonl
reports=$(realpath "$reports")
mkdir -p "${2:?usage: kill.sh PROGRAM WORK [KILLS [ROUNDS]]}" && cd "$2" || exit 2
rm -f k.db* whole.db* two.db*

tell() { # NAME STATUS REASON
    if [ "$2" = 0 ]; then echo "ok kill/$1"; else echo "not ok kill/$1: $3"; fi
}
ask() { "$program" sql --db "$1" -f csv "$2" 2>/dev/null | tail -n +2 | tr -d '\r'; }

# Enough reports for some commits: the same ones on other days.
if [ "$({ wc -l <many.jsonl; } 2>/dev/null)" != "$((rounds * $(wc -l <"$reports")))" ]; then
    for i in $(seq "$rounds"); do
        year=$((2015 + i))
        sed -E "s/\"date\": \"2025-(..)-(..)\"/\"date\": \"$year-\\1-\\2\"/; s/\"id\": \"/&$year-/; s/\"source\": \"/&$i /" "$reports"
    done >many.jsonl
fi
begin=$(date +%s%N)
"$program" ingest --no-progress --db whole.db many.jsonl 2>whole.log
tell "an undisturbed run" $? "ended with status $?"
grep -q ", $(ask whole.db "SELECT count(*) FROM event") new events$" whole.log
tell "the run tells how many events there are" $? "$(tail -n 1 whole.log), and there are $(ask whole.db "SELECT count(*) FROM event")"
took=$((($(date +%s%N) - begin) / 1000000))

unsound=0 killed=0 i=0
while [ $killed -lt "$kills" ] && [ $((i += 1)) -le $((4 * kills)) ]; do # some end before they are killed
    # A ledger that is complete has nothing left to break off: begin anew now and then.
    [ $((i % 10)) = 1 ] && rm -f k.db*
    "$program" ingest --no-progress --db k.db many.jsonl >/dev/null 2>&1 &
    pid=$!
    sleep "$(awk -v r=$RANDOM -v t=$took 'BEGIN { printf "%.3f", t * (0.02 + 0.98 * r / 32768) / 1000 }')"
    kill -9 $pid 2>/dev/null && killed=$((killed + 1))
    wait $pid 2>/dev/null
    [ -e k.db ] || continue
    [ "$(ask k.db "SELECT * FROM pragma_integrity_check")" = ok ] && [ -z "$(ask k.db "SELECT * FROM pragma_foreign_key_check")" ] || {
        # A kill before the first commit leaves no tables at all.
        "$program" sql --db k.db "SELECT 1" 2>&1 | grep -q "the ledger is empty" || unsound=$((unsound + 1))
    }
done 2>/dev/null
[ $unsound = 0 ] && [ $killed -ge "$kills" ]
tell "sound after $killed kills" $? "$unsound times unsound"

"$program" ingest --no-progress --db k.db many.jsonl 2>/dev/null
tell "the next run completes it" $? "ended with status $?"
same() { # LEDGER NAME
    for table in document mention claim mention_party agenda talk_round; do
        [ "$(ask "$1" "SELECT count(*) FROM $table")" = "$(ask whole.db "SELECT count(*) FROM $table")" ] || echo "$table differs"
    done
    [ "$(ask "$1" "SELECT count(*) FROM (SELECT name FROM document GROUP BY name, published HAVING count(*) > 1)")" = 0 ] || echo "a report twice"
    [ "$(ask "$1" "SELECT count(*) FROM event WHERE id NOT IN (SELECT event FROM mention)")" = 0 ] || echo "an event without a mention"
}
found=$(same k.db)
[ -z "$found" ]
tell "nothing lost, nothing twice" $? "$found"
[ "$(ask k.db "SELECT count(*) FROM event")" = "$(ask whole.db "SELECT count(*) FROM event")" ]
tell "the same events" $? "$(ask k.db "SELECT count(*) FROM event") and $(ask whole.db "SELECT count(*) FROM event")"

"$program" ingest --no-progress --db two.db many.jsonl >/dev/null 2>&1 &
one=$!
"$program" ingest --no-progress --db two.db many.jsonl >/dev/null 2>&1
second=$?
wait $one
first=$?
[ "$first $second" = "0 0" ]
tell "two at once" $? "ended with status $first and $second"
found=$(same two.db)
[ -z "$found" ] && [ "$(ask two.db "SELECT * FROM pragma_integrity_check")" = ok ]
tell "two at once do no harm" $? "$found"

head -n 1 many.jsonl >one.jsonl
hindered=0
for _ in 1 2 3 4 5 6 7 8 9 10; do
    rm -f new.db*
    "$program" ingest --no-progress --db new.db one.jsonl >/dev/null 2>&1 &
    one=$!
    "$program" ingest --no-progress --db new.db one.jsonl >/dev/null 2>&1 || hindered=$((hindered + 1))
    wait $one || hindered=$((hindered + 1))
done
[ $hindered = 0 ]
tell "two who make a ledger together" $? "$hindered of 20 were hindered"
