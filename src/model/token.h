/* SPDX-License-Identifier: MIT
 * model/token.h: abbreviations, contractions, sentence splitter (knowledge for stage token), loaded once, read-only afterwards, shared by all threads. */
#ifndef MODEL_TOKEN_H
#define MODEL_TOKEN_H

#include "dragoman.h"

typedef struct model_token model_token;

/* Loads from the data folder `data_dir` and the model folder `model_dir`. *m owned: free with model_token_free. */
DGM_CHECK dgm_status model_token_load(model_token **m, const char *data_dir, const char *model_dir, dgm_error *err);
void model_token_free(model_token *m); /* NULL is fine */

#endif
