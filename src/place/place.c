/* SPDX-License-Identifier: MIT */
#include "place/place.h"

dgm_status place_run(const model_place *m, rec_document *doc, dgm_error *err)
{
    (void)m;
    (void)doc;
    (void)err;
    return DGM_OK;
}
