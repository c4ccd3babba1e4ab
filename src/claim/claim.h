/* SPDX-License-Identifier: MIT
 * claim/claim.h: stage claim. */
#ifndef CLAIM_CLAIM_H
#define CLAIM_CLAIM_H

#include "model/claim.h"
#include "record/record.h"

DGM_CHECK dgm_status claim_run(const model_claim *m, rec_document *doc, dgm_error *err);

#endif
