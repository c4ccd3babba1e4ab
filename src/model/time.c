/* SPDX-License-Identifier: MIT */
#include "model/time.h"

#include "base/error.h"
#include "base/memory.h"

struct model_time {
    int unused;
};

dgm_status model_time_load(model_time **m, const char *data_dir, const char *model_dir, dgm_error *err)
{
    (void)data_dir;
    (void)model_dir;
    *m = memory_get(sizeof **m);
    return *m != NULL ? DGM_OK : error_set(err, DGM_NO_MEMORY, "out of memory");
}

void model_time_free(model_time *m)
{
    memory_free(m);
}
