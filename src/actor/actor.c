/* SPDX-License-Identifier: MIT */
#include "actor/actor.h"

dgm_status actor_run(const model_actor *m, rec_document *doc, dgm_error *err)
{
    (void)m;
    (void)doc;
    (void)err;
    return DGM_OK;
}
