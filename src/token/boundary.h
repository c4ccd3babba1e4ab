/* SPDX-License-Identifier: MIT
 *
 * token/boundary.h: what the learned splitter sees at a place where a sentence may end; the same code at work and in
 * training (train/train_splitter.c). */
#ifndef TOKEN_BOUNDARY_H
#define TOKEN_BOUNDARY_H

#include "token/pieces.h"

#define BOUNDARY_FEATURES 48 /* at most, of one place */

/* The walk through a paragraph, from left to right. */
typedef struct boundary_walk {
    const token_pieces *in;
    size_t first, count; /* pieces [first, count) are the paragraph */
    size_t begin;        /* first piece of the sentence at hand */
    size_t at;           /* pieces before it are counted in what follows */
    bool in_double;      /* double quotes stand open since the begin of the paragraph */
    int depth;           /* brackets that stand open */
    uint8_t lower;       /* how many of the stops before words go on in lower case: 0 none, 1 some, 2 most */
    bool starts_lower;   /* the paragraph's first letter is no capital */
    bool stopped;        /* the paragraph's last piece is a stop, or closes after one */
    bool edited;         /* it is written with capitals and stops throughout */
} boundary_walk;

void boundary_begin(boundary_walk *w, const token_pieces *in, size_t first);
/* May a sentence end behind piece `i`? */
bool boundary_is_candidate(const boundary_walk *w, size_t i);
/* The piece that would end the sentence, closing quotes and brackets behind `i` passed over: `i` or an earlier one. */
size_t boundary_core(const boundary_walk *w, size_t i);
/* Features of the place behind piece `i`, as numbers below `slots` (a power of two); gives how many. To be asked from
 * left to right. */
unsigned boundary_features(boundary_walk *w, size_t i, uint32_t slots, uint32_t to[BOUNDARY_FEATURES]);
/* What holds whatever was learned: 1 a sentence ends behind candidate `i`, -1 it does not, 0 ask the weights.
 *   - none ends behind an initial or an abbreviation that stands before a name ("Gen. Petraeus"); behind others one
 *     ends before a word that begins sentences ("the U.S. The"), and in an edited paragraph before no other
 *   - in an edited paragraph none ends without a stop, or before a word in lower case
 *   - one ends at a full stop behind a word in lower case, a long one or a number, before a capital; and at any single
 *     stop before a word that begins sentences (a number that opens the sentence is that of a list, "1. The") */
int boundary_guard(boundary_walk *w, size_t i);
/* A sentence was ended behind piece `i`. */
void boundary_cut(boundary_walk *w, size_t i);

#endif
