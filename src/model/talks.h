/* SPDX-License-Identifier: MIT
 * model/talks.h: words of talks (knowledge for stage talks), loaded once, read-only afterwards, shared by all threads. */
#ifndef MODEL_TALKS_H
#define MODEL_TALKS_H

#include "dragoman.h"

typedef struct model_talks model_talks;

/* Loads from the data folder `data_dir` and the model folder `model_dir`. *m owned: free with model_talks_free. */
DGM_CHECK dgm_status model_talks_load(model_talks **m, const char *data_dir, const char *model_dir, dgm_error *err);
void model_talks_free(model_talks *m); /* NULL is fine */

#endif
