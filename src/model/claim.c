/* SPDX-License-Identifier: MIT */
#include "model/claim.h"

#include "base/error.h"
#include "base/memory.h"

struct model_claim {
    int unused;
};

dgm_status model_claim_load(model_claim **m, const char *data_dir, const char *model_dir, dgm_error *err)
{
    (void)data_dir;
    (void)model_dir;
    *m = memory_get(sizeof **m);
    return *m != NULL ? DGM_OK : error_set(err, DGM_NO_MEMORY, "out of memory");
}

void model_claim_free(model_claim *m)
{
    memory_free(m);
}
