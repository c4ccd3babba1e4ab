#!/bin/bash
# SPDX-License-Identifier: MIT
# Scores on gold sets that may not fall: one test for each line of tests/gold.floors.
# usage: gold.sh PROGRAM
set -u
cd "$(dirname "$0")/.." || exit 2
floors=tests/gold.floors
sets=$(grep -v -e '^#' -e '^ *$' "$floors" | cut -d. -f1 | sort -u)
if [ ! -d "${SHARED:-../shared}/data" ] || ! command -v python3 >/dev/null 2>&1; then
    echo "skip gold: but for the example reports; the gold sets (../shared) or python3 are not there"
    sets=talks
fi
# shellcheck disable=SC2086  # a list
scores=$(scripts/scores.sh "${1:?usage: gold.sh PROGRAM}" $sets)
grep -v -e '^#' -e '^ *$' "$floors" | while read -r name sign floor; do
    case " $(printf "%s" "$sets" | tr "\n" " ") " in *" ${name%%.*} "*) ;; *) continue ;; esac
    value=$(printf '%s\n' "$scores" | awk -v n="$name" '$1 == n { print $2 }')
    if [ -z "$value" ]; then
        echo "not ok gold/$name: no score came"
    elif awk -v v="$value" -v f="$floor" -v s="$sign" 'BEGIN { exit !(s == ">=" ? v + 0 >= f + 0 : v + 0 <= f + 0) }'; then
        echo "ok gold/$name $value"
    else
        echo "not ok gold/$name: $value is not $sign $floor"
    fi
done
