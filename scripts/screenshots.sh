#!/bin/bash
# SPDX-License-Identifier: MIT
# Makes docs/page*.png, the pictures of the page in README.md, from the ledger of the example reports.
# usage: screenshots.sh PROGRAM
set -u
program=$(realpath "${1:?usage: screenshots.sh PROGRAM}")
cd "$(dirname "$0")/.." || exit 2
scripts/install-deps.sh page || exit
make -s web/node_modules/.package-lock.json || exit
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
node web/test/shots.mjs "$program" "$work" docs || exit
for picture in docs/page*.png; do
    size=$(stat -c %s "$picture")
    echo "$picture: $size bytes"
    [ "$size" -lt 200000 ] || { echo "screenshots: $picture is larger than 200,000 bytes" >&2; exit 1; }
done
