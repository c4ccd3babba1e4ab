/* SPDX-License-Identifier: MIT
 * features.c: n words (1 byte), words (2 bytes each), n people (1 byte), people (4 bytes each), little-endian. */
#include "store/inside.h"

#include <string.h>

size_t store_features_pack(const identity_view *v, unsigned char to[256])
{
    size_t n = 0;
    to[n++] = (unsigned char)v->word_count;
    for (uint32_t i = 0; i < v->word_count; i++) {
        to[n++] = (unsigned char)(v->word[i] & 255);
        to[n++] = (unsigned char)(v->word[i] >> 8);
    }
    to[n++] = (unsigned char)v->person_count;
    for (uint32_t i = 0; i < v->person_count; i++)
        for (int b = 0; b < 4; b++)
            to[n++] = (unsigned char)(v->person[i] >> (8 * b) & 255);
    return n;
}

void store_features_unpack(const unsigned char *from, size_t n, identity_view *v)
{
    size_t at = 0;
    v->word_count = v->person_count = 0;
    if (n == 0)
        return;
    uint32_t words = from[at++];
    for (; words > 0 && at + 2 <= n && v->word_count < IDENTITY_WORDS; words--, at += 2)
        v->word[v->word_count++] = (uint16_t)(from[at] | from[at + 1] << 8);
    if (at >= n)
        return;
    uint32_t people = from[at++];
    for (; people > 0 && at + 4 <= n && v->person_count < IDENTITY_PEOPLE; people--, at += 4)
        v->person[v->person_count++] =
            (uint32_t)from[at] | (uint32_t)from[at + 1] << 8 | (uint32_t)from[at + 2] << 16 | (uint32_t)from[at + 3] << 24;
}
