/* SPDX-License-Identifier: MIT
 * model/place.h: gazetteer (knowledge for stage place), loaded once, read-only afterwards, shared by all threads. */
#ifndef MODEL_PLACE_H
#define MODEL_PLACE_H

#include "dragoman.h"

typedef struct model_place model_place;

/* Loads from the data folder `data_dir` and the model folder `model_dir`. *m owned: free with model_place_free. */
DGM_CHECK dgm_status model_place_load(model_place **m, const char *data_dir, const char *model_dir, dgm_error *err);
void model_place_free(model_place *m); /* NULL is fine */

#endif
