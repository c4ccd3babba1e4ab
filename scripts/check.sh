#!/bin/bash
# SPDX-License-Identifier: MIT
# Runs every test on what stands in BUILD. Each layer prints lines "ok NAME", "not ok NAME: reason", "skip NAME: reason";
# failures and skips are shown, and the last line is "N passed, N failed, N skipped".
# usage: check.sh BUILD [LAYER...]      layers: house unit data case hostile sources kill gold threads serve install docs page
set -u
cd "$(dirname "$0")/.." || exit 2
build=${1:?usage: check.sh BUILD [LAYER...]}
shift
layers=${*:-house unit data case hostile sources kill gold threads serve install docs page}
program=$build/dragoman
export DRAGOMAN_DATA=$PWD/data DRAGOMAN_MODELS=$PWD/models
log=$build/check.log
: >"$log"

# A failing test's own output is kept and shown; cmocka's lines become ours.
unit() {
    for test in "$build"/tests/unit/test_*; do
        case $test in *.o | *.d) continue ;; esac
        [ -e "tests/unit/$(basename "$test").c" ] || continue
        name=unit/$(basename "$test")
        output=$(timeout 300 "$test" 2>&1)
        status=$?
        printf '%s\n' "$output" | sed -nE "s|^\[       OK \] (.*)|ok $name \1|p; s|^\[  SKIPPED \] ([a-z].*)|skip $name \1: as the test says|p"
        if [ $status != 0 ]; then
            failed=$(printf '%s\n' "$output" | sed -nE 's|^\[  FAILED  \] ([A-Za-z_0-9]+)$|\1|p' | sort -u)
            for each in ${failed:-"(ended with status $status)"}; do echo "not ok $name $each"; done
            printf '%s\n' "$output" | grep -vE '^\[( +OK | RUN  |==========)' | head -n 40 | sed 's|^|#     |'
        fi
    done
}

need_program() {
    [ -x "$program" ] || { echo "skip $1: there is no program"; return 1; }
}

data() {
    need_program data || return 0
    "$program" check 2>&1
    echo "# status $?"
}

# The output of `dragoman check` as tests: each line is a finding, the last one holds the counts.
data_lines() {
    awk '
        /^# status / { status = $3; next }
        /^skip / { print; next }
        match($0, /[0-9]+ examples, [0-9]+ right/) {
            split(substr($0, RSTART, RLENGTH), part, " ")
            for (i = 1; i <= part[3]; i++) print "ok data/example"
            counted = 1
            next
        }
        { print "not ok data/" $0; found++ }
        END {
            if (status == "") exit
            if (status == 0 && counted) print "ok data/all files load"
            else if (!found) print "not ok data/dragoman check: ended with status " status
        }'
}

threads() {
    need_program threads || return 0
    input=examples/talks/reports.jsonl
    "$program" code -j 1 --no-progress "$input" >"$build/threads.1" 2>/dev/null &&
        "$program" code -j 8 --no-progress "$input" >"$build/threads.8" 2>/dev/null &&
        "$program" code -j 1 --no-progress "$input" >"$build/threads.1b" 2>/dev/null
    for other in 8 1b; do
        if [ -s "$build/threads.1" ] && cmp -s "$build/threads.1" "$build/threads.$other"; then
            echo "ok threads/the same bytes ($other)"
        else
            echo "not ok threads/the same bytes ($other): $build/threads.1 and $build/threads.$other differ"
        fi
    done
}

house() { scripts/check-layers.sh "$build"; }
case_files() { need_program case && "$build/tests/run_cases" "$program" tests/case/*.case; }
hostile() { need_program hostile && "$build/tests/hostile/hostile" "$program" "$build/hostile"; }
sources() { need_program sources && tests/sources/sources.sh "$program" "$build/sources"; }
kill_ingests() { need_program kill && tests/kill/kill.sh "$program" "$build/kill" 15; }
gold() { need_program gold && scripts/gold.sh "$program"; }
serve() { need_program serve && tests/serve/serve.sh "$program" "$build"; }
install() { need_program install && scripts/check-install.sh "$build"; }
docs() { need_program docs && scripts/check-docs.sh "$program"; }
page() { need_program page && scripts/check-page.sh "$build"; }

run() {
    case $1 in
    data) data | data_lines ;;
    case) case_files ;;
    kill) kill_ingests ;;
    house | unit | hostile | sources | gold | threads | serve | install | docs | page) "$1" ;;
    *) echo "not ok check: no layer is called $1" ;;
    esac 2>&1
    end=$?
    [ $end = 0 ] || echo "# layer $1 ended with status $end"
}

for layer in $layers; do
    begin=$(date +%s)
    run "$layer" >"$build/check.$layer"
    # A layer that dies without a word is a failure.
    grep -q '^# layer .* ended with status' "$build/check.$layer" && ! grep -q '^not ok' "$build/check.$layer" &&
        echo "not ok $layer: $(tail -n 3 "$build/check.$layer" | tr '\n' ' ')" >>"$build/check.$layer"
    grep -E '^(not ok|skip|#  )' "$build/check.$layer"
    printf '%-8s %4d passed, %d failed (%d s)\n' "$layer" "$(grep -c '^ok ' "$build/check.$layer")" \
        "$(grep -c '^not ok' "$build/check.$layer")" $(($(date +%s) - begin))
    cat "$build/check.$layer" >>"$log"
done

passed=$(grep -c '^ok ' "$log")
failed=$(grep -c '^not ok' "$log")
skipped=$(grep -c '^skip ' "$log")
echo "$passed passed, $failed failed$([ "$skipped" = 0 ] || echo ", $skipped skipped")"
[ "$failed" = 0 ] && [ "$passed" != 0 ]
