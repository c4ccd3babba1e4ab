/* SPDX-License-Identifier: MIT */
#include "time/time.h"

dgm_status time_run(const model_time *m, rec_document *doc, dgm_error *err)
{
    (void)m;
    (void)doc;
    (void)err;
    return DGM_OK;
}
