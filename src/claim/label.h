/* SPDX-License-Identifier: MIT
 * claim/label.h: cue heads, and a label for every token. */
#ifndef CLAIM_LABEL_H
#define CLAIM_LABEL_H

#include "claim/context.h"

/* A step of belief for log odds. */
uint8_t claim_cue_step(double log_odds);

/* Sets words[].cue of all tokens by the learned cue model, or by the tables where nothing was learned. */
void claim_find_cue_heads(claim_context *c);

/* A label a token (CLAIM_OUT ...) by Viterbi over each paragraph; [doc->token_count] in the document's memory. NULL
 * when out of memory. All CLAIM_OUT where nothing was learned. */
uint8_t *claim_label_tokens(const claim_context *c);

/* May `to` follow `from`? Inside labels follow only their own begin or inside. */
bool claim_label_follows(unsigned from, unsigned to);

#endif
