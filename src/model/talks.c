/* SPDX-License-Identifier: MIT */
#include "model/talks.h"

#include "base/error.h"
#include "base/memory.h"

struct model_talks {
    int unused;
};

dgm_status model_talks_load(model_talks **m, const char *data_dir, const char *model_dir, dgm_error *err)
{
    (void)data_dir;
    (void)model_dir;
    *m = memory_get(sizeof **m);
    return *m != NULL ? DGM_OK : error_set(err, DGM_NO_MEMORY, "out of memory");
}

void model_talks_free(model_talks *m)
{
    memory_free(m);
}
