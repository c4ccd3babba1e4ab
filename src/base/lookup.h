/* SPDX-License-Identifier: MIT
 *
 * lookup.h: a data file (base/file.h) by its first column: a code and what stands beside it. "-" is read as empty; of lines with the
 * same code the first counts.
 */
#ifndef BASE_LOOKUP_H
#define BASE_LOOKUP_H

#include "base/arena.h"
#include "base/map.h"
#include "dragoman.h"

enum { LOOKUP_CELLS = 3 };

typedef struct lookup {
    map of;
    str (*cell)[LOOKUP_CELLS]; /* [count] the columns behind the first */
    uint32_t count;
} lookup;

/* Adds the lines of FOLDER/NAME, each of `columns` or more, to a lookup that is zeroed or holds lines already. Texts live in `memory`;
 * the map is owned: free with lookup_release. */
DGM_CHECK dgm_status lookup_load(lookup *l, arena *memory, const char *folder, const char *name, unsigned columns, dgm_error *err);
/* A column behind the first, from 0; empty where the key is not there. */
str lookup_find(const lookup *l, str key, unsigned column);
bool lookup_has(const lookup *l, str key);
void lookup_release(lookup *l);

#endif
