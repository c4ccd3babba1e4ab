/* SPDX-License-Identifier: MIT
 * pipeline/pipeline.h: the whole way of a document. The only folder that knows all stages. */
#ifndef PIPELINE_PIPELINE_H
#define PIPELINE_PIPELINE_H

#include "actor/actor.h"
#include "claim/claim.h"
#include "event/event.h"
#include "place/place.h"
#include "read/read.h"
#include "syntax/syntax.h"
#include "talks/talks.h"
#include "time/time.h"
#include "token/token.h"

typedef struct pipeline_models {
    model_token *token;
    model_syntax *syntax;
    model_actor *actor;
    model_time *time;
    model_place *place;
    model_event *event;
    model_claim *claim;
    model_talks *talks;
} pipeline_models;

DGM_CHECK dgm_status pipeline_load(pipeline_models *m, const char *data_dir, const char *model_dir, dgm_error *err);
void pipeline_free(pipeline_models *m);

/* The stages in the order in which a document goes through them. */
typedef enum pipeline_stage {
    PIPELINE_READ, PIPELINE_TOKEN, PIPELINE_SYNTAX, PIPELINE_PLACE, PIPELINE_ACTOR, PIPELINE_TIME, PIPELINE_EVENT,
    PIPELINE_CLAIM, PIPELINE_TALKS, PIPELINE_STAGES
} pipeline_stage;

const char *pipeline_stage_name(pipeline_stage stage);
/* One stage on a document that has been through those before it; `input` is for the first alone. */
DGM_CHECK dgm_status pipeline_step(const pipeline_models *m, pipeline_stage stage, const read_input *input,
                                   rec_document *doc, dgm_error *err);
/* All of them, on an emptied document. */
DGM_CHECK dgm_status pipeline_run(const pipeline_models *m, const read_input *input, rec_document *doc, dgm_error *err);
/* The same; `stop` (NULL: none) is asked before each stage, and ends it with DGM_STOPPED where it says so. */
typedef bool pipeline_stop(void *user);
DGM_CHECK dgm_status pipeline_run_until(const pipeline_models *m, const read_input *input, rec_document *doc,
                                        pipeline_stop *stop, void *user, dgm_error *err);

#endif
