/* SPDX-License-Identifier: MIT */
#include "serve/names.h"

#include "base/arena.h"
#include "base/error.h"
#include "base/file.h"
#include "base/map.h"
#include "base/memory.h"

#include <stdio.h>

typedef struct name_list {
    map of;
    str *name; /* [count] */
    uint32_t count;
} name_list;

struct serve_names {
    arena memory;
    name_list lands, codes;
};

static str keep(serve_names *n, str s)
{
    return (str){arena_string(&n->memory, s.p, s.n), s.n};
}

static bool add(serve_names *n, name_list *l, str key, str name)
{
    if (map_find(&l->of, key) != MAP_NONE)
        return true;
    str kept = keep(n, key);
    l->name = arena_push(&n->memory, l->name, l->count, sizeof *l->name);
    if (l->name == NULL)
        return false;
    l->name[l->count] = keep(n, name);
    return !n->memory.failed && map_add(&l->of, kept, l->count++) != MAP_NONE;
}

/* The first two columns of a table. */
static dgm_status load(serve_names *n, name_list *l, const char *folder, const char *file, dgm_error *err)
{
    char path[4096];
    table_reader t;
    (void)snprintf(path, sizeof path, "%s/%s", folder, file);
    dgm_status status = table_open(&t, path, err);
    if (status != DGM_OK)
        return status;
    while (status == DGM_OK && table_next(&t)) {
        if (t.now.count < 2)
            status = table_error(&t, t.now.count, err, "a column is missing");
        else if (!add(n, l, t.now.column[0], t.now.column[1]))
            status = error_set(err, DGM_NO_MEMORY, "out of memory");
    }
    table_close(&t);
    return status;
}

dgm_status serve_names_load(serve_names **names, const char *data_dir, dgm_error *err)
{
    serve_names *n = memory_get(sizeof *n);
    *names = NULL;
    if (n == NULL)
        return error_set(err, DGM_NO_MEMORY, "out of memory");
    arena_init(&n->memory, 0);
    dgm_status status = load(n, &n->lands, data_dir, "serve/bodies.tsv", err);
    if (status == DGM_OK)
        status = load(n, &n->lands, data_dir, "actors/countries.tsv", err);
    if (status == DGM_OK)
        status = load(n, &n->codes, data_dir, "ontology/cameo.tsv", err);
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
    map_release(&n->lands.of);
    map_release(&n->codes.of);
    arena_release(&n->memory);
    memory_free(n);
}

static str find(const name_list *l, str key)
{
    uint32_t at = key.n > 0 ? map_find(&l->of, key) : MAP_NONE;
    return at == MAP_NONE ? (str){NULL, 0} : l->name[at];
}

str serve_land_name(const serve_names *n, str code)
{
    str name = find(&n->lands, code);
    return name.n > 0 ? name : code;
}

str serve_cameo_name(const serve_names *n, str code) { return find(&n->codes, code); }
