/* SPDX-License-Identifier: MIT */
#include "model/actor.h"

#include "base/error.h"
#include "base/memory.h"

struct model_actor {
    int unused;
};

dgm_status model_actor_load(model_actor **m, const char *data_dir, const char *model_dir, dgm_error *err)
{
    (void)data_dir;
    (void)model_dir;
    *m = memory_get(sizeof **m);
    return *m != NULL ? DGM_OK : error_set(err, DGM_NO_MEMORY, "out of memory");
}

void model_actor_free(model_actor *m)
{
    memory_free(m);
}
