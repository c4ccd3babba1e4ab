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

dgm_status pipeline_run(const pipeline_models *m, const read_input *input, rec_document *doc, dgm_error *err)
{
    dgm_status s = DGM_OK;
    record_reset(doc);
    if ((s = read_run(m->token, input, doc, err)) != DGM_OK || (s = token_run(m->token, doc, err)) != DGM_OK ||
        (s = syntax_run(m->syntax, doc, err)) != DGM_OK || (s = actor_run(m->actor, doc, err)) != DGM_OK ||
        (s = time_run(m->time, doc, err)) != DGM_OK || (s = place_run(m->place, doc, err)) != DGM_OK ||
        (s = event_run(m->event, doc, err)) != DGM_OK || (s = claim_run(m->claim, doc, err)) != DGM_OK ||
        (s = talks_run(m->talks, doc, err)) != DGM_OK)
        return s;
    return doc->memory.failed ? error_set(err, DGM_NO_MEMORY, "document needs more memory than allowed") : DGM_OK;
}
