/* SPDX-License-Identifier: MIT
 * decode.h: from scores of arcs to a tree with one root. */
#ifndef SYNTAX_DECODE_H
#define SYNTAX_DECODE_H

#include "base/arena.h"

#include <stdint.h>

/* The best tree over words 1..n with exactly one dependent of the root 0. scores [n][n + 1]: row i is word i + 1, column
 * its head; changed. heads [n] receives 0..n. Scratch comes from `memory` and is given back. False when memory fails.
 * The best head of each word is tried first (usually a tree, cost n^2); else the maximum spanning arborescence of Chu and
 * Liu (1965) and Edmonds (1967), cost n^2 for each cycle met. */
bool decode_tree(float *scores, uint32_t n, uint32_t *heads, arena *memory);

#endif
