/* SPDX-License-Identifier: MIT
 * claim/dense.h: what a small network over the parser's states adds to the scores of the linear models. */
#ifndef CLAIM_DENSE_H
#define CLAIM_DENSE_H

#include "claim/context.h"
#include "net/kernel.h"

/* Tokens of a stretch at most; longer paragraphs are cut. Training cuts in the same way. */
enum { CLAIM_STRETCH = 256 };

/* End of the stretch that begins at `from`: its paragraph's, or CLAIM_STRETCH tokens on. */
uint32_t claim_stretch_end(const rec_document *doc, uint32_t from);

/* Sets c->dense for all tokens: scores of the labels and of being a cue's head. With `labels` the network also reads the
 * label features, so cue heads must be known, and c->sparse is set. Does nothing where the weights or the document's
 * states are not there. False when out of memory. */
bool claim_dense_run(claim_context *c, const claim_net *net, const kernel *k, bool labels);

#endif
