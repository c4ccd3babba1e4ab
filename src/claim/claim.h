/* SPDX-License-Identifier: MIT
 *
 * claim/claim.h: who says so, and how certain.
 *
 *   trees, mentions, events ──▶ quotations ──▶ cue heads ──▶ labels ──▶ claims ──▶ chains ──▶ events hung on claims
 *                           └─▶ predicates with factuality ───────────────────────────────▶ status and certainty
 *
 * Attributions are those of PolNeAR (Newell, Margolin and Ruths 2018, "An Attribution Relations Corpus for Political
 * News"): whoever says, writes, asks, thinks, wants or shows something is a source, the words that tell it the cue. */
#ifndef CLAIM_CLAIM_H
#define CLAIM_CLAIM_H

#include "model/claim.h"
#include "record/record.h"

/* Fills doc->claims and doc->predicates and sets claim, certainty and (refined) status of doc->events. */
DGM_CHECK dgm_status claim_run(const model_claim *m, rec_document *doc, dgm_error *err);

#endif
