/* SPDX-License-Identifier: MIT */
#include "base/error.h"
#include "base/lookup.h"
#include "base/memory.h"
#include "export/inside.h"

struct export_names {
    arena memory;
    lookup lands, sectors, codes, intensities;
};

dgm_status export_names_load(export_names **names, const char *data_dir, dgm_error *err)
{
    export_names *n = memory_get(sizeof *n);
    *names = NULL;
    if (n == NULL)
        return error_set(err, DGM_NO_MEMORY, "out of memory");
    arena_init(&n->memory, 0);
    dgm_status status = lookup_load(&n->lands, &n->memory, data_dir, "export/lands.tsv", 4, err);
    if (status == DGM_OK)
        status = lookup_load(&n->sectors, &n->memory, data_dir, "export/sectors.tsv", 2, err);
    if (status == DGM_OK)
        status = lookup_load(&n->intensities, &n->memory, data_dir, "export/intensity.tsv", 2, err);
    if (status == DGM_OK)
        status = lookup_load(&n->codes, &n->memory, data_dir, "ontology/cameo.tsv", 2, err);
    if (status != DGM_OK)
        export_names_free(n);
    else
        *names = n;
    return status;
}

void export_names_free(export_names *n)
{
    if (n == NULL)
        return;
    lookup_release(&n->lands);
    lookup_release(&n->sectors);
    lookup_release(&n->codes);
    lookup_release(&n->intensities);
    arena_release(&n->memory);
    memory_free(n);
}

bool export_is_land(const export_names *n, str code) { return lookup_has(&n->lands, code); }
str export_fips(const export_names *n, str code) { return lookup_find(&n->lands, code, 0); }
str export_cow(const export_names *n, str code) { return lookup_find(&n->lands, code, 1); }
str export_land_name(const export_names *n, str code) { return lookup_find(&n->lands, code, 2); }
str export_cameo_name(const export_names *n, str code) { return lookup_find(&n->codes, code, 0); }
str export_sector_words(const export_names *n, str code) { return lookup_find(&n->sectors, code, 0); }

double export_intensity(const export_names *n, str cameo, double goldstein)
{
    double own;
    return str_number(lookup_find(&n->intensities, cameo, 0), &own) ? own : goldstein;
}
