/* SPDX-License-Identifier: MIT
 *
 * network.h: the network over some stretches of words (sentences, or windows of an overlong one) at once.
 *
 *   words -> X0 [n][256] -> BiLSTM x layers, Y [n][2 hidden] -> tags, lemma scripts; scores of arcs; relations
 *
 * Rows are time-major, see net/lstm.h; train/train_syntax.c tells the methods. Cost: about 2.9 million multiply-adds a
 * word.
 */
#ifndef SYNTAX_NETWORK_H
#define SYNTAX_NETWORK_H

#include "model/syntax.h"
#include "net/lstm.h"

#define NETWORK_WINDOW 512 /* words of a window at most */
#define NETWORK_WINDOWS 16 /* windows run at once */

typedef struct network_window {
    uint32_t first_token, count;
} network_window;

typedef struct network {
    const model_syntax *m;
    lstm_rows rows;    /* k, memory (scratch) and count set by the caller */
    rec_token *tokens; /* of the document */
    const network_window *windows; /* [rows.count] longest first */
    uint32_t *token;   /* [rows.n] */
    float *x0;         /* [n][word_width + affix_width] */
    float *tagging;    /* [n][2 hidden] output of the layer that tags are read from */
    float *y;          /* [n][2 hidden] output of the last layer */
    int8_t *yq;        /* the same in 8 bits */
    float *y_scale;    /* [n] */
    int8_t *arc_u, *arc_h;               /* [n][arc] both sides of the scores of arcs */
    float *arc_u_scale, *arc_h_scale;    /* [n] */
} network;

/* Runs the encoder; m, rows, tokens and windows are set. False when memory fails, here and below. */
bool network_encode(network *w);
/* Writes upos, xpos, feats and morph of the tokens, and as lemma the script that makes it: see network_lemmas. */
bool network_tag(network *w);
/* Prepares the scores of arcs. */
bool network_prepare_arcs(network *w);
/* scores [count][count + 1] of one window, see decode_tree. */
void network_arcs(const network *w, uint32_t window, float *scores);
/* Writes deprel of the tokens, from the heads that stand in them (-1: root of its window). */
bool network_relations(network *w);
/* Turns the scripts of a window's tokens to lemmas. Apart from network_tag because lemmas outlive the scratch. */
void network_lemmas(rec_document *doc, const network_window *window);

#endif
