#!/bin/bash
# SPDX-License-Identifier: MIT
# clang-tidy (.clang-tidy) and cppcheck over the sources, shellcheck over the scripts; each where it is installed.
# The exit code says whether any of them found something.
set -u
cd "$(dirname "$0")/.." || exit 2
found=0
sources=$(find src train examples -name '*.c' | sort)
report=$(mktemp)
trap 'rm -f "$report"' EXIT

# shellcheck disable=SC2317  # called through xargs
tidy() {
    case $1 in
    *_avx2.c) set -- "$1" -mavx2 ;;
    *_avx512.c) set -- "$1" -mavx512f -mavx512bw -mavx512vl -mavx512dq -mavx512vnni ;;
    esac
    clang-tidy --quiet "$1" -- -std=c17 -D_GNU_SOURCE -Iinclude -Isrc -Itrain -I/usr/include/libxml2 "${@:2}" 2>/dev/null
}
export -f tidy

if command -v clang-tidy >/dev/null 2>&1; then
    echo "clang-tidy"
    # shellcheck disable=SC2086  # the list of sources
    printf '%s\n' $sources | xargs -P "$(nproc)" -I{} bash -c 'tidy {}' | grep -E 'warning:|error:' | sort -u | tee "$report"
    [ -s "$report" ] && found=1
fi
if command -v cppcheck >/dev/null 2>&1; then
    echo "cppcheck"
    cppcheck --quiet --std=c11 --enable=warning,performance,portability --inline-suppr --error-exitcode=1 \
        --suppress=missingIncludeSystem --suppress=nullPointerOutOfMemory \
        --suppress=invalidPointerCast --suppress=IOWithoutPositioning --suppress=internalAstError -D_GNU_SOURCE -Iinclude -Isrc -Itrain -j "$(nproc)" src tests train examples ||
        found=1
fi
if command -v shellcheck >/dev/null 2>&1; then
    echo "shellcheck"
    shellcheck scripts/*.sh .ci/run || found=1
fi
exit $found
