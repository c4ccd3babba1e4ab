/* SPDX-License-Identifier: MIT
 * actor/actor.h: stage actor. */
#ifndef ACTOR_ACTOR_H
#define ACTOR_ACTOR_H

#include "model/actor.h"
#include "model/place.h"
#include "record/record.h"

/* Adds mentions and entities. `places`, the gazetteer, tells cities and regions among names that no list has; it may be
 * NULL. */
DGM_CHECK dgm_status actor_run(const model_actor *m, const model_place *places, rec_document *doc, dgm_error *err);

#endif
