/* SPDX-License-Identifier: MIT
 * actor/actor.h: stage actor. */
#ifndef ACTOR_ACTOR_H
#define ACTOR_ACTOR_H

#include "model/actor.h"
#include "record/record.h"

DGM_CHECK dgm_status actor_run(const model_actor *m, rec_document *doc, dgm_error *err);

#endif
