/* SPDX-License-Identifier: MIT */
#include "base/arena.h"
#include "base/error.h"
#include "base/file.h"
#include "base/map.h"
#include "base/memory.h"
#include "export/inside.h"

#include <stdio.h>

typedef struct list { /* a table by its first column */
    map of;
    str (*column)[3]; /* [count] the columns behind the first; empty where "-" */
    uint32_t count;
} list;

struct export_names {
    arena memory;
    list lands, sectors, codes, intensities;
};

static str keep(export_names *n, str s)
{
    return (str){arena_string(&n->memory, s.p, s.n), s.n};
}

static dgm_status load(export_names *n, list *l, const char *folder, const char *name, unsigned columns, dgm_error *err)
{
    char path[4096];
    table_reader t;
    (void)snprintf(path, sizeof path, "%s/%s", folder, name);
    dgm_status status = table_open(&t, path, err);
    if (status != DGM_OK)
        return status;
    while (status == DGM_OK && table_next(&t)) {
        if (t.now.count < columns) {
            status = table_error(&t, t.now.count, err, "a column is missing");
            break;
        }
        str key = keep(n, t.now.column[0]);
        l->column = arena_push(&n->memory, l->column, l->count, sizeof *l->column);
        if (n->memory.failed || l->column == NULL || map_add(&l->of, key, l->count) == MAP_NONE) {
            status = error_set(err, DGM_NO_MEMORY, "out of memory");
            break;
        }
        for (unsigned i = 0; i < 3; i++) {
            str cell = i + 1 < t.now.count ? t.now.column[i + 1] : STR("");
            l->column[l->count][i] = str_equal(cell, STR("-")) ? STR("") : keep(n, cell);
        }
        l->count++;
    }
    table_close(&t);
    return status;
}

dgm_status export_names_load(export_names **names, const char *data_dir, dgm_error *err)
{
    export_names *n = memory_get(sizeof *n);
    *names = NULL;
    if (n == NULL)
        return error_set(err, DGM_NO_MEMORY, "out of memory");
    arena_init(&n->memory, 0);
    dgm_status status = load(n, &n->lands, data_dir, "export/lands.tsv", 4, err);
    if (status == DGM_OK)
        status = load(n, &n->sectors, data_dir, "export/sectors.tsv", 2, err);
    if (status == DGM_OK)
        status = load(n, &n->intensities, data_dir, "export/intensity.tsv", 2, err);
    if (status == DGM_OK)
        status = load(n, &n->codes, data_dir, "ontology/cameo.tsv", 2, err);
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
    map_release(&n->lands.of);
    map_release(&n->sectors.of);
    map_release(&n->codes.of);
    map_release(&n->intensities.of);
    arena_release(&n->memory);
    memory_free(n);
}

static str find(const list *l, str key, unsigned column)
{
    uint32_t at = key.n > 0 ? map_find(&l->of, key) : MAP_NONE;
    return at == MAP_NONE ? STR("") : l->column[at][column];
}

bool export_is_land(const export_names *n, str code) { return code.n > 0 && map_find(&n->lands.of, code) != MAP_NONE; }
str export_fips(const export_names *n, str code) { return find(&n->lands, code, 0); }
str export_cow(const export_names *n, str code) { return find(&n->lands, code, 1); }
str export_land_name(const export_names *n, str code) { return find(&n->lands, code, 2); }
str export_cameo_name(const export_names *n, str code) { return find(&n->codes, code, 0); }
str export_sector_words(const export_names *n, str code) { return find(&n->sectors, code, 0); }

double export_intensity(const export_names *n, str cameo, double goldstein)
{
    double own;
    return str_number(find(&n->intensities, cameo, 0), &own) ? own : goldstein;
}
