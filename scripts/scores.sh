#!/bin/bash
# SPDX-License-Identifier: MIT
# Runs the program over the gold sets of ../shared and prints one score a line: NAME, tab, VALUE.
# Nothing is printed for a set that is not there.
# usage: scores.sh PROGRAM [SET...]      sets: talks seed gsr class plv actors news polnear certainty times places ud
set -u
program=$(realpath "${1:?usage: scores.sh PROGRAM [SET...]}")
shift
cd "$(dirname "$0")/.." || exit 2
shared=${SHARED:-../shared}
sets=${*:-talks seed gsr class plv actors news polnear certainty times places ud}
data=$shared/data
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

score() { python3 "$shared/tools/score.py" "$@"; }

# code GOLD [OPTION...]: records of a gold set in $work/records.
code() {
    gold=$1
    shift
    score docs "$gold" >"$work/docs.jsonl" &&
        "$program" code --from jsonl --format jsonl --no-progress "$@" "$work/docs.jsonl" >"$work/records" 2>"$work/errors"
}

# pick NAME LINE FIELD: the number behind the word FIELD ("F1"), or the first one, on the line that begins with LINE.
pick() {
    awk -v name="$1" -v line="$2" -v field="$3" '
        index($0, line) == 1 {
            rest = substr($0, length(line) + 1)
            if (field != "") { at = index(rest, field " "); if (!at) next; rest = substr(rest, at + length(field)) }
            if (match(rest, /-?[0-9]+(\.[0-9]+)?/)) { printf "%s\t%s\n", name, substr(rest, RSTART, RLENGTH); exit }
        }' "$work/scored"
}

# identity NAME REPORTS TRUTH: whether the ledger knows which mentions of the reports tell of one event (bench/identity.c).
identity() {
    "$program" ingest --no-progress --db "$work/$1.db" "$2" 2>"$work/errors" &&
        "$(dirname "$program")/bench/identity" "$work/$1.db" "$3" >"$work/scored" || return
    pick "$1.found" 'rows' found
    pick "$1.precision" 'rows' precision
    pick "$1.same_event" 'rows' F1
}

talks() {
    identity talks examples/talks/reports.jsonl examples/talks/truth.tsv
    identity talks.stories examples/stories/reports.jsonl examples/stories/truth.tsv
    identity talks.more examples/stories/more.jsonl examples/stories/more.tsv
    identity talks.held-out examples/stories/held-out.jsonl examples/stories/held-out.tsv
}

seed() {
    text=$shared/seed/talks.txt
    [ -e "$text" ] || return
    "$program" read --format jsonl --date 2025-03-08 --source Caliber.Az "$text" |
        python3 "$shared/tools/check_seed.py" "$text" >"$work/scored"
    pick seed.facts 'seed facts:' ''
}

gsr() {
    code "$data/plover-gsr/dev.jsonl" && score gsr "$data/plover-gsr/dev.jsonl" "$work/records" >"$work/scored" || return
    pick gsr.type 'main event type accuracy' ''
    pick gsr.actor '  and an actor country right' ''
    pick gsr.recipient '  and a recipient country right' ''
    pick gsr.dyad 'type + dyad over all events' F1
}

# Events of real news against a truth written by hand (bench/events.c).
news() {
    for part in dev politics test; do
        truth=bench/truth/news-$part.tsv
        grep -v '^#' "$truth" | cut -f1 | sort -u | sed 's/.*/"&"/' >"$work/names"
        { score docs "$data/places/tr-news.jsonl" && score docs "$data/polnear/train" && sed 's/"_id"/"id"/' "$data"/re3d/*/documents.json; } |
            grep -F -f "$work/names" >"$work/docs.jsonl" &&
            "$program" code --from jsonl --no-progress "$work/docs.jsonl" >"$work/records" 2>"$work/errors" &&
            "$(dirname "$program")/bench/events" "$truth" "$work/records" >"$work/scored" || return
        pick "news.$part.given" 'acts: given' ''
        pick "news.$part.precision" 'acts:' precision
        pick "news.$part.recall" 'acts:' recall
        pick "news.$part.f1" 'acts:' F1
        pick "news.$part.actors" 'right in type, status and actors:' precision
        pick "news.$part.right" 'right in type, status and parties:' precision
        pick "news.$part.found_right" 'right in type, status and parties:' recall
    done
}

class() {
    code "$data/cameo-class/train.tsv" && score class "$data/cameo-class/train.tsv" "$work/records" >"$work/scored" || return
    pick class.accuracy accuracy ''
    pick class.macro accuracy F1
}

# Words of source and target (tests/score_actors.c, built by `make tools`).
actors() {
    tags=$data/cameo-ner/train.txt
    scorer=$(dirname "$program")/tests/score_actors
    [ -e "$tags" ] && [ -x "$scorer" ] && "$scorer" docs "$tags" >"$work/docs.jsonl" &&
        "$program" code --from jsonl --no-progress "$work/docs.jsonl" >"$work/records" 2>"$work/errors" &&
        "$scorer" score "$tags" "$work/records" >"$work/scored" || return
    pick actors.source source F1
    pick actors.target target F1
}

plv() {
    code "$data/plv/train.jsonl" && score plv "$data/plv/train.jsonl" "$work/records" >"$work/scored" || return
    pick plv.macro 'plv root (15 types)' F1
    pick plv.linked 'plv pair linked' =
    pick plv.loose 'plv pair linked' 'parties aside'
}

polnear() {
    code "$data/polnear/dev" && score polnear "$data/polnear/dev" "$work/records" >"$work/scored" || return
    for part in source cue content; do
        pick "polnear.$part.tokens" "$part tokens" F1
        pick "polnear.$part.half" "$part spans, half" F1
    done
}

certainty() {
    for gold in "$data"/certainty/*.jsonl; do
        code "$gold" --with-predicates && score certainty "$gold" "$work/records" >"$work/scored" || return
        name=certainty.$(basename "$gold" .jsonl)
        pick "$name.mae" 'certainty MAE' ''
        pick "$name.r" 'certainty MAE' r
    done
}

times() {
    code "$data/times/wikiwars.jsonl" && score times "$data/times/wikiwars.jsonl" "$work/records" >"$work/scored" || return
    pick times.exact 'times span, exact' F1
    pick times.overlap 'times span, overlap' F1
    pick times.value 'times value' F1
}

places() {
    code "$data/places/tr-news.jsonl" && score places "$data/places/tr-news.jsonl" "$work/records" >"$work/scored" || return
    pick places.found 'places found' F1
    pick places.near 'within 161 km, of the found' ''
    pick places.end_to_end 'within 161 km, of the found' 'end to end)'
}

# The text of a treebank as its documents had it: a blank line before each paragraph and document.
raw() {
    awk '
        /^# (newpar|newdoc)/ { fresh = 1 }
        /^# text = / {
            if (seen) printf "%s", fresh ? "\n\n" : " "
            printf "%s", substr($0, 10)
            seen = 1; fresh = 0
        }
        END { print "" }' "$1"
}

ud() {
    for gold in "$data"/ud/*-dev.conllu; do
        name=ud.$(basename "$gold" | sed -E 's/^en_([a-z]+).*/\1/')
        if "$program" parse --tokens "$gold" >"$work/own" 2>"$work/errors"; then
            score ud "$gold" "$work/own" >"$work/scored"
            for part in upos lemma uas las; do pick "$name.$part" "$part" F1; done
        fi
        raw "$gold" >"$work/raw.txt"
        if "$program" parse "$work/raw.txt" >"$work/own" 2>"$work/errors"; then
            score ud "$gold" "$work/own" >"$work/scored"
            pick "$name.raw.tokens" tokens F1
            pick "$name.raw.sentences" 'sentences (ends)' F1
            for part in upos lemma las; do pick "$name.raw.$part" "$part" F1; done
        fi
    done
}

for each in $sets; do
    case $each in
    talks | seed | gsr | class | plv | actors | news | polnear | certainty | times | places | ud) "$each" ;;
    *) echo "scores: no set is called $each" >&2; exit 2 ;;
    esac
done
