#!/bin/bash
# SPDX-License-Identifier: MIT
# The page: its sources have sound types, web/dist is what they make, and it does in a browser what it should. Installs node, npm,
# chromium and the packages of web/package-lock.json where they are missing; where they cannot be had, it says so and skips.
# usage: check-page.sh BUILD [WORD...]    only tests whose name holds one of the words
set -u
cd "$(dirname "$0")/.." || exit 2
build=$(realpath "${1:?usage: check-page.sh BUILD [WORD...]}")
shift
work=$build/check-page
rm -rf "$work"
mkdir -p "$work"

scripts/install-deps.sh page >"$work/deps" 2>&1 || {
    echo "skip page: $(head -n 1 "$work/deps")"
    exit 0
}

# The packages, once for a state of the lock file.
if ! make -s web/node_modules/.package-lock.json >"$work/npm" 2>&1; then
    if grep -qE 'ENOTFOUND|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EAI_AGAIN|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT' "$work/npm"; then
        echo "skip page: the npm registry cannot be reached"
    else
        echo "not ok page/packages: $(grep -m 1 -i error "$work/npm")"
    fi
    exit 0
fi

# one NAME COMMAND...: a test that is a command; its first line of output is the reason.
one() {
    name=$1
    shift
    if "$@" >"$work/out" 2>&1; then echo "ok page/$name"; else echo "not ok page/$name: $(head -n 1 "$work/out")"; fi
}

types() { (cd web && npm run --silent types); }
built() { node web/build.mjs "$work/dist"; } # fails above 150 KB packed
same() { diff -rq web/dist "$work/dist" || { echo "web/dist is not what \"make web\" makes"; return 1; }; }

one "types of the sources" types
one "built under 150 KB packed" built
one "web/dist is what the sources make" same
timeout 1500 node web/test/run.mjs "$build/dragoman" "$work" "$@" 2>"$work/err" | tee "$work/tests"
status=${PIPESTATUS[0]}
grep -q '^ok ' "$work/tests" || echo "not ok page/tests: none has run: $(head -n 1 "$work/err")"
[ "$status" = 0 ] || grep -q '^not ok' "$work/tests" || echo "not ok page/tests: ended with status $status: $(head -n 1 "$work/err")"
