/* SPDX-License-Identifier: MIT
 * model/syntax.h: weights of tagger and parser (knowledge for stage syntax), loaded once, read-only afterwards, shared by all threads. */
#ifndef MODEL_SYNTAX_H
#define MODEL_SYNTAX_H

#include "dragoman.h"

typedef struct model_syntax model_syntax;

/* Loads from the data folder `data_dir` and the model folder `model_dir`. *m owned: free with model_syntax_free. */
DGM_CHECK dgm_status model_syntax_load(model_syntax **m, const char *data_dir, const char *model_dir, dgm_error *err);
void model_syntax_free(model_syntax *m); /* NULL is fine */

#endif
