/* SPDX-License-Identifier: MIT
 * model/time.h: time words (knowledge for stage time), loaded once, read-only afterwards, shared by all threads. */
#ifndef MODEL_TIME_H
#define MODEL_TIME_H

#include "dragoman.h"

typedef struct model_time model_time;

/* Loads from the data folder `data_dir` and the model folder `model_dir`. *m owned: free with model_time_free. */
DGM_CHECK dgm_status model_time_load(model_time **m, const char *data_dir, const char *model_dir, dgm_error *err);
void model_time_free(model_time *m); /* NULL is fine */

#endif
