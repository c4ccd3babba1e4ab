/* SPDX-License-Identifier: MIT */
#include "read/read.h"

dgm_status read_run(const read_input *input, rec_document *doc, dgm_error *err)
{
    (void)input;
    (void)doc;
    (void)err;
    return DGM_OK;
}
