/* SPDX-License-Identifier: MIT */
#include "base/map.h"

#include "base/memory.h"

void map_release(map *m)
{
    memory_free(m->slots);
    *m = (map){0};
}

/* The slot that holds `key`, or the empty one where it belongs. Needs capacity > 0. */
static map_slot *slot_of(const map *m, str key, uint32_t hash)
{
    uint32_t i = hash & (m->capacity - 1);
    while (m->slots[i].value != MAP_NONE && !(m->slots[i].hash == hash && str_equal(m->slots[i].key, key)))
        i = (i + 1) & (m->capacity - 1);
    return &m->slots[i];
}

static bool grow(map *m)
{
    map bigger = {.capacity = m->capacity ? m->capacity * 2 : 64, .count = m->count};
    bigger.slots = memory_get(bigger.capacity * sizeof *bigger.slots);
    if (bigger.slots == NULL)
        return false;
    for (uint32_t i = 0; i < bigger.capacity; i++)
        bigger.slots[i].value = MAP_NONE;
    for (uint32_t i = 0; i < m->capacity; i++)
        if (m->slots[i].value != MAP_NONE)
            *slot_of(&bigger, m->slots[i].key, m->slots[i].hash) = m->slots[i];
    memory_free(m->slots);
    *m = bigger;
    return true;
}

uint32_t map_find(const map *m, str key)
{
    return m->capacity == 0 ? MAP_NONE : slot_of(m, key, (uint32_t)str_hash(key))->value;
}

uint32_t map_add(map *m, str key, uint32_t value)
{
    if (m->count * 2 >= m->capacity && !grow(m))
        return MAP_NONE;
    uint32_t hash = (uint32_t)str_hash(key);
    map_slot *slot = slot_of(m, key, hash);
    if (slot->value == MAP_NONE) {
        *slot = (map_slot){key, hash, value};
        m->count++;
    }
    return slot->value;
}

bool map_set(map *m, str key, uint32_t value)
{
    map_slot *slot = m->capacity == 0 ? NULL : slot_of(m, key, (uint32_t)str_hash(key));
    if (slot == NULL || slot->value == MAP_NONE)
        return false;
    slot->value = value;
    return true;
}
