/* SPDX-License-Identifier: MIT */
#include "base/lookup.h"

#include "base/error.h"
#include "base/file.h"

#include <stdio.h>

static str keep(arena *memory, str s)
{
    return (str){arena_string(memory, s.p, s.n), s.n};
}

static bool add(lookup *l, arena *memory, const table_line *line)
{
    if (lookup_has(l, line->column[0]))
        return true;
    l->cell = arena_push(memory, l->cell, l->count, sizeof *l->cell);
    if (l->cell == NULL)
        return false;
    for (unsigned i = 0; i < LOOKUP_CELLS; i++) {
        str cell = i + 1 < line->count ? line->column[i + 1] : STR("");
        l->cell[l->count][i] = str_equal(cell, STR("-")) ? STR("") : keep(memory, cell);
    }
    str key = keep(memory, line->column[0]);
    return !memory->failed && map_add(&l->of, key, l->count++) != MAP_NONE;
}

dgm_status lookup_load(lookup *l, arena *memory, const char *folder, const char *name, unsigned columns, dgm_error *err)
{
    char path[4096];
    table_reader t;
    (void)snprintf(path, sizeof path, "%s/%s", folder, name);
    dgm_status status = table_open(&t, path, err);
    if (status != DGM_OK)
        return status;
    while (status == DGM_OK && table_next(&t)) {
        if (t.now.count < columns)
            status = table_error(&t, t.now.count, err, "a column is missing");
        else if (!add(l, memory, &t.now))
            status = error_set(err, DGM_NO_MEMORY, "out of memory");
    }
    table_close(&t);
    return status;
}

bool lookup_has(const lookup *l, str key) { return key.n > 0 && map_find(&l->of, key) != MAP_NONE; }

str lookup_find(const lookup *l, str key, unsigned column)
{
    uint32_t at = key.n > 0 ? map_find(&l->of, key) : MAP_NONE;
    return at == MAP_NONE ? STR("") : l->cell[at][column];
}

void lookup_release(lookup *l) { map_release(&l->of); }
