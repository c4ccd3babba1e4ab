/* SPDX-License-Identifier: MIT
 *
 * network.h: the network over one stretch of words (a sentence, or a window of an overlong one).
 *
 *   words -> X0 [n][256] -> BiLSTM x layers, Y [n][2 hidden] -> tags, lemma scripts; scores of arcs; relations
 *
 * Weights and the left sides of products are 8-bit, see model/weights.h; train/train_syntax.c tells the methods. Cost: about
 * 2.6 million multiply-adds a word.
 */
#ifndef SYNTAX_NETWORK_H
#define SYNTAX_NETWORK_H

#include "model/syntax.h"
#include "syntax/kernel.h"

#define NETWORK_WINDOW 512 /* words at most */

typedef struct network {
    const model_syntax *m;
    const kernel *k;
    arena *memory;   /* scratch; the caller marks and goes back */
    uint32_t n;      /* words */
    float *x0;       /* [n][word_width + affix_width] */
    float *tagging;  /* [n][2 hidden] output of the layer that tags are read from */
    float *y;        /* [n][2 hidden] output of the last layer */
    int8_t *yq;      /* the same in 8 bits */
    float *y_scale;  /* [n] */
} network;

/* Runs the encoder over tokens[0..n). False when memory fails. */
bool network_encode(network *w, const rec_token *tokens, uint32_t n);
/* Writes upos, xpos, feats, morph and lemma of the tokens; lemmas live in `lasting`. */
bool network_tag(network *w, rec_token *tokens, arena *lasting);
/* scores [n][n + 1], see decode_tree. */
bool network_arcs(network *w, float *scores);
/* Writes deprel of the tokens; heads [n] as decode_tree gives them. */
bool network_relations(network *w, const uint32_t *heads, rec_token *tokens);

#endif
