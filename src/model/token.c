/* SPDX-License-Identifier: MIT */
#include "model/token.h"

#include "base/error.h"
#include "base/memory.h"

struct model_token {
    int unused;
};

dgm_status model_token_load(model_token **m, const char *data_dir, const char *model_dir, dgm_error *err)
{
    (void)data_dir;
    (void)model_dir;
    *m = memory_get(sizeof **m);
    return *m != NULL ? DGM_OK : error_set(err, DGM_NO_MEMORY, "out of memory");
}

void model_token_free(model_token *m)
{
    memory_free(m);
}
