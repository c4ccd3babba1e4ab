/* SPDX-License-Identifier: MIT
 *
 * features.h: what the network sees of a word. Shared by the trainer and the runtime.
 *
 *   form -> normal form (typographic signs made plain, digits folded)   -> row of the word table
 *        -> prefixes, suffixes, shape, hashed                           -> rows of the affix table, summed
 */
#ifndef SYNTAX_FEATURES_H
#define SYNTAX_FEATURES_H

#include "base/str.h"

#define FEATURES_MOST 12 /* affix rows of one word */
#define FEATURES_WORD_BYTES 64

typedef struct features_word {
    char normal[FEATURES_WORD_BYTES]; /* lower case, not NUL-terminated */
    uint32_t normal_bytes;
    uint32_t affix[FEATURES_MOST]; /* hashes, to be taken modulo the number of rows */
    uint32_t affix_count;
} features_word;

/* A form longer than FEATURES_WORD_BYTES is cut for its normal form; its suffixes are those of the whole. */
void features_of(str form, features_word *w);

#endif
