/* SPDX-License-Identifier: MIT
 * claim/factual.h: how sure the text makes it that a predicate is so, from its grammar alone. */
#ifndef CLAIM_FACTUAL_H
#define CLAIM_FACTUAL_H

#include "claim/context.h"

/* What stands on one predicate itself. */
typedef struct claim_modality {
    bool negated;
    bool condition; /* "if ...", "unless ..." */
    bool question;
    bool to_infinitive;
    bool future;
    uint8_t hedging; /* strongest claim_hedging among modals and adverbs, negation and future aside */
    double factor;   /* product of the hedges, 0..1 */
    uint32_t modal;  /* hash of the modal, 0 */
} claim_modality;

claim_modality claim_modality_of(const claim_context *c, uint32_t token);

/* By rule: -3 (certainly not) to 3 (certainly so), from negation, modals, hedges, conditions, and the implicatives,
 * factives and attitudes above it, composed from the top down. At most 12 steps up. */
double claim_factual_ruled(const claim_context *c, uint32_t token);

/* By the regression where it was learned, by rule where not. */
double claim_factual(const claim_context *c, uint32_t token);

/* Is the token a predicate: a verb that is no auxiliary, an adjective or noun with copula, a noun of an act? */
bool claim_is_predicate(const claim_context *c, uint32_t token);

#endif
