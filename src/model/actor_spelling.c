/* SPDX-License-Identifier: MIT
 * model/actor_spelling.c: names of countries spelled wrongly ("Ethopia", "Afganistan", "Britian").
 *
 * A word of seven letters or more is taken for a country's name where one letter is missing, one too many, or two
 * neighbours have changed places, the first and the last letter being right (Damerau 1964: four slips in five are of
 * one letter). A letter exchanged for another is not mended: "Columbia" is no slip. Cost: the countries of one first
 * letter, about ten short comparisons. */
#include "model/actor_inside.h"

#include <string.h>

#define SHORTEST 7

bool actor_spelling_add(model_actor *m, str name, uint32_t item)
{
    if (name.n + 1 < SHORTEST || memchr(name.p, ' ', name.n) != NULL)
        return true;
    actor_spelling *grown = arena_push(&m->memory, m->spellings, m->spelling_count, sizeof *grown);
    str kept = actor_keep(m, name);
    if (grown == NULL || kept.p == NULL)
        return false;
    m->spellings = grown;
    m->spellings[m->spelling_count++] = (actor_spelling){kept, item};
    return true;
}

/* One letter too many in the longer word. */
static bool differs_by_one(str shorter, str longer)
{
    size_t i = 0;
    if (shorter.n + 1 != longer.n)
        return false;
    while (i < shorter.n && shorter.p[i] == longer.p[i])
        i++;
    return memcmp(shorter.p + i, longer.p + i + 1, shorter.n - i) == 0;
}

static bool is_transposed(str a, str b)
{
    size_t i = 0;
    if (a.n != b.n)
        return false;
    while (i < a.n && a.p[i] == b.p[i])
        i++;
    return i + 1 < a.n && a.p[i] == b.p[i + 1] && a.p[i + 1] == b.p[i] &&
           memcmp(a.p + i + 2, b.p + i + 2, a.n - i - 2) == 0;
}

uint32_t model_actor_misspelt(const model_actor *m, str word)
{
    for (uint32_t i = 0; i < m->spelling_count && word.n >= SHORTEST; i++) {
        str right = m->spellings[i].name;
        if (right.p[0] != word.p[0] || right.p[right.n - 1] != word.p[word.n - 1])
            continue;
        if (differs_by_one(word, right) || differs_by_one(right, word) || is_transposed(word, right))
            return m->spellings[i].item;
    }
    return MODEL_ACTOR_NONE;
}
