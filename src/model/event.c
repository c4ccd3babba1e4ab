/* SPDX-License-Identifier: MIT */
#include "model/event.h"

#include "base/error.h"
#include "base/memory.h"

struct model_event {
    int unused;
};

dgm_status model_event_load(model_event **m, const char *data_dir, const char *model_dir, dgm_error *err)
{
    (void)data_dir;
    (void)model_dir;
    *m = memory_get(sizeof **m);
    return *m != NULL ? DGM_OK : error_set(err, DGM_NO_MEMORY, "out of memory");
}

void model_event_free(model_event *m)
{
    memory_free(m);
}
