/* SPDX-License-Identifier: MIT
 *
 * map.h: from text to a number. Open addressing, linear probing, load at most 1/2; find costs one hash and about 1.5
 * compares. Keys are borrowed: they must outlive the map (keep them in the same arena or file). Values are any uint32_t
 * except MAP_NONE. */
#ifndef BASE_MAP_H
#define BASE_MAP_H

#include "base/str.h"

#define MAP_NONE UINT32_MAX

typedef struct map_slot {
    str key;
    uint32_t hash;
    uint32_t value; /* MAP_NONE: empty slot */
} map_slot;

typedef struct map {
    map_slot *slots;   /* [capacity] owned: map_release */
    uint32_t capacity; /* 0 or a power of two */
    uint32_t count;
} map;

void map_release(map *m);
uint32_t map_find(const map *m, str key); /* MAP_NONE where absent */
/* Sets `key` to `value` where absent; gives the value that stands there afterwards, MAP_NONE when out of memory. */
uint32_t map_add(map *m, str key, uint32_t value);
/* Changes the value of a key that is there; false where it is not. */
bool map_set(map *m, str key, uint32_t value);

#endif
