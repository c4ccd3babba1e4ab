/* SPDX-License-Identifier: MIT */
#include "pipeline/pipeline.h"

#include "base/error.h"

dgm_status pipeline_load(pipeline_models *m, const char *data_dir, const char *model_dir, dgm_error *err)
{
    dgm_status s = DGM_OK;
    *m = (pipeline_models){0};
    if ((s = model_token_load(&m->token, data_dir, model_dir, err)) != DGM_OK ||
        (s = model_syntax_load(&m->syntax, data_dir, model_dir, err)) != DGM_OK ||
        (s = model_actor_load(&m->actor, data_dir, model_dir, err)) != DGM_OK ||
        (s = model_time_load(&m->time, data_dir, model_dir, err)) != DGM_OK ||
        (s = model_place_load(&m->place, data_dir, model_dir, err)) != DGM_OK ||
        (s = model_event_load(&m->event, data_dir, model_dir, err)) != DGM_OK ||
        (s = model_claim_load(&m->claim, data_dir, model_dir, err)) != DGM_OK ||
        (s = model_talks_load(&m->talks, data_dir, model_dir, err)) != DGM_OK)
        pipeline_free(m);
    return s;
}

void pipeline_free(pipeline_models *m)
{
    model_token_free(m->token);
    model_syntax_free(m->syntax);
    model_actor_free(m->actor);
    model_time_free(m->time);
    model_place_free(m->place);
    model_event_free(m->event);
    model_claim_free(m->claim);
    model_talks_free(m->talks);
    *m = (pipeline_models){0};
}

const char *pipeline_stage_name(pipeline_stage stage)
{
    static const char *const names[] = {"read", "token", "syntax", "place", "actor", "time", "event", "claim", "talks"};
    return names[stage];
}

dgm_status pipeline_step(const pipeline_models *m, pipeline_stage stage, const read_input *input, rec_document *doc,
                         dgm_error *err)
{
    switch (stage) {
    case PIPELINE_READ: return read_run(m->token, input, doc, err);
    case PIPELINE_TOKEN: return token_run(m->token, doc, err);
    case PIPELINE_SYNTAX: return syntax_run(m->syntax, doc, err);
    case PIPELINE_ACTOR: return actor_run(m->actor, m->place, doc, err);
    case PIPELINE_TIME: return time_run(m->time, doc, err);
    case PIPELINE_PLACE: return place_run(m->place, doc, err);
    case PIPELINE_EVENT: return event_run(m->event, doc, err);
    case PIPELINE_CLAIM: return claim_run(m->claim, doc, err);
    case PIPELINE_TALKS: return talks_run(m->talks, doc, err);
    case PIPELINE_STAGES: break;
    }
    return DGM_OK;
}

/* What is in another language has sentences and words, but no further layer. */
static bool is_english(const rec_document *doc)
{
    return str_equal(doc->language, STR("en"));
}

dgm_status pipeline_run(const pipeline_models *m, const read_input *input, rec_document *doc, dgm_error *err)
{
    return pipeline_run_until(m, input, doc, NULL, NULL, err);
}

dgm_status pipeline_run_until(const pipeline_models *m, const read_input *input, rec_document *doc, pipeline_stop *stop,
                              void *user, dgm_error *err)
{
    dgm_status s = DGM_OK;
    record_reset(doc);
    for (int stage = 0; stage < PIPELINE_STAGES && s == DGM_OK && (stage <= PIPELINE_TOKEN || is_english(doc)); stage++)
        s = stop != NULL && stop(user) ? error_set(err, DGM_STOPPED, "the reading was stopped")
                                       : pipeline_step(m, (pipeline_stage)stage, input, doc, err);
    if (s != DGM_OK)
        return s;
    return doc->memory.failed ? error_set(err, DGM_NO_MEMORY, "document needs more memory than allowed") : DGM_OK;
}
