#!/bin/bash
# SPDX-License-Identifier: MIT
# The server: its answers and manners (cases), the examples of docs/api.md, and hostile clients beside an ordinary one (hostile).
# usage: serve.sh PROGRAM BUILD
set -u
program=$(realpath "${1:?usage: serve.sh PROGRAM BUILD}")
build=$(realpath "${2:?usage: serve.sh PROGRAM BUILD}")
cd "$(dirname "$0")/../.." || exit 2
work=$build/serve
rm -rf "$work" && mkdir -p "$work" || exit 2
pid=
trap '[ -n "$pid" ] && kill "$pid" 2>/dev/null' EXIT

"$program" ingest --no-progress --db "$work/ledger.db" examples/talks/reports.jsonl 2>"$work/ingest.err" || {
    echo "not ok serve/ledger: $(tail -n 1 "$work/ingest.err")"
    exit 1
}
cp "$work/ledger.db" "$work/examples.db"
cp "$work/ledger.db" "$work/hostile.db"

"$build/tests/serve/cases" "$program" "$work/ledger.db" "$work"

if command -v curl >/dev/null 2>&1; then
    "$program" serve --db "$work/examples.db" --port 0 2>"$work/examples.err" &
    pid=$!
    for _ in $(seq 100); do
        grep -q 'http://' "$work/examples.err" && break
        sleep 0.1
    done
    address=$(grep -oE 'http://[0-9.:]+' "$work/examples.err")
    "$build/tests/serve/examples" docs/api.md "$address"
    kill "$pid" 2>/dev/null
    wait "$pid"
    pid=
else
    echo "skip serve/docs/api.md: there is no curl"
fi

"$build/tests/serve/hostile" "$program" "$work/hostile.db" "${HOSTILE_REQUESTS:-1500}" "${HOSTILE_LISTENERS:-60}"
