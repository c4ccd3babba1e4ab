/* SPDX-License-Identifier: MIT */
#include "model/syntax.h"

#include "base/error.h"
#include "base/memory.h"

struct model_syntax {
    int unused;
};

dgm_status model_syntax_load(model_syntax **m, const char *data_dir, const char *model_dir, dgm_error *err)
{
    (void)data_dir;
    (void)model_dir;
    *m = memory_get(sizeof **m);
    return *m != NULL ? DGM_OK : error_set(err, DGM_NO_MEMORY, "out of memory");
}

void model_syntax_free(model_syntax *m)
{
    memory_free(m);
}
