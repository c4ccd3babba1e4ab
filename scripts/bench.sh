#!/bin/bash
# SPDX-License-Identifier: MIT
# Speed and memory over real articles where ../shared is there, else over the example reports.
# usage: bench.sh PROGRAM
set -u
program=$(realpath "${1:?usage: bench.sh PROGRAM}")
cd "$(dirname "$0")/.." || exit 2
input=${SHARED:-../shared}/data/polnear/dev/text
[ -d "$input" ] || input=examples/talks/reports.jsonl
echo "$(grep -m1 'model name' /proc/cpuinfo 2>/dev/null | sed 's/.*: //'), $(nproc) cores, load $(cut -d' ' -f1 /proc/loadavg)"
echo "dragoman bench $input"
"$program" bench "$input"
