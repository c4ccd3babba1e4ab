/* SPDX-License-Identifier: MIT
 * model/actor.h: actors, roles, countries (knowledge for stage actor), loaded once, read-only afterwards, shared by all threads. */
#ifndef MODEL_ACTOR_H
#define MODEL_ACTOR_H

#include "dragoman.h"

typedef struct model_actor model_actor;

/* Loads from the data folder `data_dir` and the model folder `model_dir`. *m owned: free with model_actor_free. */
DGM_CHECK dgm_status model_actor_load(model_actor **m, const char *data_dir, const char *model_dir, dgm_error *err);
void model_actor_free(model_actor *m); /* NULL is fine */

#endif
