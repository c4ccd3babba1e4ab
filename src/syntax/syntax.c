/* SPDX-License-Identifier: MIT */
#include "syntax/syntax.h"

dgm_status syntax_run(const model_syntax *m, rec_document *doc, dgm_error *err)
{
    (void)m;
    (void)doc;
    (void)err;
    return DGM_OK;
}
