/* SPDX-License-Identifier: MIT */
#include "model/place.h"

#include "base/error.h"
#include "base/memory.h"

struct model_place {
    int unused;
};

dgm_status model_place_load(model_place **m, const char *data_dir, const char *model_dir, dgm_error *err)
{
    (void)data_dir;
    (void)model_dir;
    *m = memory_get(sizeof **m);
    return *m != NULL ? DGM_OK : error_set(err, DGM_NO_MEMORY, "out of memory");
}

void model_place_free(model_place *m)
{
    memory_free(m);
}
