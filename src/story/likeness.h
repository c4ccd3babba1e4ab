/* SPDX-License-Identifier: MIT
 *
 * likeness.h: which texts are near copies of which.
 *
 *   text -> shingles (runs of SHINGLE words, hashed) -> MinHash signature -> bands
 *
 * Texts that share a band may be copies; an exact count of common shingles decides. MinHash: Broder (1997); bands: Leskovec,
 * Rajaraman and Ullman, "Mining of Massive Datasets", chapter 3. With LIKENESS_BANDS bands of LIKENESS_ROWS rows two texts that
 * share half of their shingles meet in some band with probability 0.997.
 */
#ifndef STORY_LIKENESS_H
#define STORY_LIKENESS_H

#include "base/arena.h"
#include "base/str.h"

enum { LIKENESS_BANDS = 20, LIKENESS_ROWS = 2, LIKENESS_SHINGLE = 4, LIKENESS_MOST = 20000 };

typedef struct likeness_text {
    uint64_t *shingle; /* [count] sorted, each once; at most LIKENESS_MOST, the smallest ones of a longer text */
    uint32_t count;
    int64_t band[LIKENESS_BANDS]; /* number of the band and its hash in one */
} likeness_text;

/* Shingles and bands of a text, in `memory`. Words are runs of letters and digits without regard to case. A text of fewer
 * words than a shingle has none. False when memory fails. */
bool likeness_of(str text, arena *memory, likeness_text *out);

/* How far the smaller of two texts stands in the other: common shingles / those of the smaller; 0 where one has none. */
double likeness_contained(const likeness_text *a, const likeness_text *b);
/* Common shingles / all shingles (Jaccard). */
double likeness_shared(const likeness_text *a, const likeness_text *b);
/* Whether a is a near copy of b or b of a: most of the smaller stands in the larger, and that is no mere quotation. */
bool likeness_is_copy(const likeness_text *a, const likeness_text *b, double *likeness);

#endif
