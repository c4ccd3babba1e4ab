/* SPDX-License-Identifier: MIT
 * claims/net.h: learns the small network over the parser's states: a layer that also takes sparse features, a
 * bidirectional LSTM over a paragraph, outputs a token. The runtime's half is src/claim/dense.c. */
#ifndef CLAIMS_NET_H
#define CLAIMS_NET_H

#include "model/claim.h"
#include "model_writer.h"

enum { NET_IN = CLAIM_NET_IN, NET_HIDDEN = CLAIM_NET_HIDDEN, NET_OUT = CLAIM_ROW, NET_BAG_BITS = CLAIM_NET_BAG_BITS };

typedef struct net_sequence {
    const int8_t *states; /* [count][width] */
    const float *scale;   /* [count] */
    const uint32_t *features; /* sparse features of all tokens, one after another */
    const uint8_t *counts;    /* [count] of each token */
    uint32_t count;
} net_sequence;

typedef struct net net;

net *net_new(uint32_t width, uint64_t seed); /* ends the program without memory; free with net_free */
void net_free(net *n);
/* Runs sequences (at most 256, sorted longest first by the call) in training or, with the mean weights, in use. */
void net_forward(net *n, const net_sequence *s, uint32_t count, bool train);
const float *net_out(const net *n, uint32_t sequence, uint32_t token); /* [NET_OUT] */
float *net_gradient(net *n, uint32_t sequence, uint32_t token);        /* [NET_OUT] to be filled; zero at first */
void net_learn(net *n, float rate); /* backward and one step of Adam */
/* The mean weights, as model/claim_weights.c reads them. */
void net_write(const net *n, model_writer *w, bool with_features);

#endif
