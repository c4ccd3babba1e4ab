/* SPDX-License-Identifier: MIT
 *
 * net/lstm.h: in: rows of numbers, one a word, of some stretches of text at once; out: what a bidirectional LSTM layer
 * makes of them (Hochreiter and Schmidhuber 1997; Graves and Schmidhuber 2005).
 *
 * Rows are time-major: all first words (longest stretch first), then all second words ..., so that one step is one
 * product over the stretches that still run. Weights and the left sides of products are 8-bit, see model/weights.h, so
 * that every machine gives the same bits. */
#ifndef NET_LSTM_H
#define NET_LSTM_H

#include "base/arena.h"
#include "net/kernel.h"

typedef struct lstm_rows {
    const kernel *k;
    arena *memory;   /* scratch; the caller marks and goes back */
    uint32_t count;  /* stretches */
    uint32_t n;      /* rows */
    uint32_t steps;  /* words of the longest stretch */
    uint32_t *first; /* [steps + 1] first row of a step; word t of stretch s is row first[t] + s */
} lstm_rows;

/* Sets n, steps and first from the lengths of the stretches, longest first. False when memory fails, here and below. */
bool lstm_lay_out(lstm_rows *r, const uint32_t *lengths);
/* y [n][2 hidden] from x [n][width]; w: forward, backward. */
bool lstm_layer(const lstm_rows *r, const weights_lstm w[2], uint32_t hidden, const float *x, uint32_t width, float *y);
/* x [n][width] in 8 bits; *scale [n]. NULL when memory fails. */
int8_t *lstm_quantised(const lstm_rows *r, const float *x, uint32_t width, float **scale);

#endif
