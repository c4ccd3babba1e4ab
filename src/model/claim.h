/* SPDX-License-Identifier: MIT
 * model/claim.h: cues, factuality (knowledge for stage claim), loaded once, read-only afterwards, shared by all threads. */
#ifndef MODEL_CLAIM_H
#define MODEL_CLAIM_H

#include "dragoman.h"

typedef struct model_claim model_claim;

/* Loads from the data folder `data_dir` and the model folder `model_dir`. *m owned: free with model_claim_free. */
DGM_CHECK dgm_status model_claim_load(model_claim **m, const char *data_dir, const char *model_dir, dgm_error *err);
void model_claim_free(model_claim *m); /* NULL is fine */

#endif
