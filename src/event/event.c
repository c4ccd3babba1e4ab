/* SPDX-License-Identifier: MIT */
#include "event/event.h"

dgm_status event_run(const model_event *m, rec_document *doc, dgm_error *err)
{
    (void)m;
    (void)doc;
    (void)err;
    return DGM_OK;
}
