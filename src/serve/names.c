/* SPDX-License-Identifier: MIT */
#include "serve/names.h"

#include "base/error.h"
#include "base/lookup.h"
#include "base/memory.h"

struct serve_names {
    arena memory;
    lookup lands, codes;
};

dgm_status serve_names_load(serve_names **names, const char *data_dir, dgm_error *err)
{
    serve_names *n = memory_get(sizeof *n);
    *names = NULL;
    if (n == NULL)
        return error_set(err, DGM_NO_MEMORY, "out of memory");
    arena_init(&n->memory, 0);
    dgm_status status = lookup_load(&n->lands, &n->memory, data_dir, "serve/bodies.tsv", 2, err);
    if (status == DGM_OK)
        status = lookup_load(&n->lands, &n->memory, data_dir, "actors/countries.tsv", 2, err);
    if (status == DGM_OK)
        status = lookup_load(&n->codes, &n->memory, data_dir, "ontology/cameo.tsv", 2, err);
    if (status != DGM_OK)
        serve_names_free(n);
    else
        *names = n;
    return status;
}

void serve_names_free(serve_names *n)
{
    if (n == NULL)
        return;
    lookup_release(&n->lands);
    lookup_release(&n->codes);
    arena_release(&n->memory);
    memory_free(n);
}

str serve_land_name(const serve_names *n, str code)
{
    str name = lookup_find(&n->lands, code, 0);
    return name.n > 0 ? name : code;
}

str serve_cameo_name(const serve_names *n, str code) { return lookup_find(&n->codes, code, 0); }
