/* SPDX-License-Identifier: MIT
 * model/event.h: frames, operators, ontology (knowledge for stage event), loaded once, read-only afterwards, shared by all threads. */
#ifndef MODEL_EVENT_H
#define MODEL_EVENT_H

#include "dragoman.h"

typedef struct model_event model_event;

/* Loads from the data folder `data_dir` and the model folder `model_dir`. *m owned: free with model_event_free. */
DGM_CHECK dgm_status model_event_load(model_event **m, const char *data_dir, const char *model_dir, dgm_error *err);
void model_event_free(model_event *m); /* NULL is fine */

#endif
