/* SPDX-License-Identifier: MIT
 * claims/linear.h: the learners: logistic and linear regression, and a linear-chain conditional random field, over
 * hashed features, by AdaGrad (Duchi, Hazan and Singer 2011), with weights averaged over the later steps. */
#ifndef CLAIMS_LINEAR_H
#define CLAIMS_LINEAR_H

#include "claim/context.h"

typedef struct linear {
    uint32_t bits;
    float *weight;  /* [1 << bits] owned */
    float *squares; /* sums of squared gradients */
    float *sum;     /* of weights, for the average; counted lazily by `touched` */
    uint32_t *touched;
    uint32_t now; /* steps */
    float rate, decay;
} linear;

bool linear_init(linear *l, uint32_t bits, float rate, float decay);
void linear_free(linear *l);
double linear_score(const linear *l, const uint32_t *features, unsigned n);
/* One step down a loss whose derivative by the score is `slope`. */
void linear_step(linear *l, const uint32_t *features, unsigned n, double slope);
void linear_average(linear *l); /* weight becomes its average over all steps */
/* Rounds to 8 bits; gives the scale. Weights beyond `limit` are cut to it. */
float linear_pack(const linear *l, int8_t *to, float limit);
/* The same with a share of features left out of each example: keeps the others at random, moved to the front. */
unsigned linear_drop(uint32_t *features, unsigned n, float share);

/* Counts of features over the training set and, from them, the bits of those seen at least `least` times. */
typedef struct tally {
    uint8_t *count; /* [1 << 24] owned */
} tally;
bool tally_init(tally *t);
void tally_free(tally *t);
void tally_add(tally *t, const uint32_t *features, unsigned n);
bool tally_has(const tally *t, uint32_t feature, unsigned least);

typedef struct chain {
    uint32_t bits;
    float (*weight)[CLAIM_ROW], (*squares)[CLAIM_ROW]; /* [1 << bits] owned */
    float step[CLAIM_ROW][CLAIM_ROW], step_squares[CLAIM_ROW][CLAIM_ROW];
    float start[CLAIM_ROW], start_squares[CLAIM_ROW];
    float rate, decay;
    float (*sum)[CLAIM_ROW]; /* of snapshots, for the average */
    float step_sum[CLAIM_ROW][CLAIM_ROW], start_sum[CLAIM_ROW];
    uint32_t snapshots;
    float dropout; /* share of features left out of each token in training */
    uint64_t random;
} chain;

bool chain_init(chain *c, uint32_t bits, float rate, float decay, float dropout);
void chain_free(chain *c);
/* One step on a paragraph: `features` of all tokens one after another, `counts` of each. Gives the loss.
 * dense [tokens] is added to the scores; slope [tokens] gets the derivatives. */
double chain_learn(chain *c, const uint32_t *features, const uint8_t *counts, const uint8_t *gold, uint32_t tokens,
                   const float *const *dense, float *const *slope);
void chain_snapshot(chain *c); /* adds the weights of now to the average */
/* Rounds the average (or, without snapshots, the weights) to 8 bits: `label` becomes the model's table. `lean` is added
 * to the score of beginning a source or cue, so that more of them are found. */
void chain_pack(const chain *c, claim_weights *w, int8_t *label, float limit, float lean);

#endif
