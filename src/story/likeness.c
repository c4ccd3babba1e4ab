/* SPDX-License-Identifier: MIT */
#include "story/likeness.h"

#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

#define COPY_CONTAINED 0.58 /* of the smaller text */
#define COPY_SHARED 0.20    /* of both: a quotation or a common paragraph is less */

static uint64_t mix(uint64_t h)
{
    h = (h ^ h >> 30) * 0xbf58476d1ce4e5b9u;
    h = (h ^ h >> 27) * 0x94d049bb133111ebu;
    return h ^ h >> 31;
}

static int by_value(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

static bool in_word(uint32_t cp)
{
    return utf8_is_letter(cp) || utf8_is_digit(cp);
}

/* Hashes of the words, in order. */
static uint64_t *hash_words(str text, arena *memory, uint32_t *count)
{
    uint64_t *words = NULL, h = 0;
    const char *p = text.p, *end = text.p + text.n;
    bool inside = false;
    *count = 0;
    while (p <= end) {
        unsigned bytes = 1;
        uint32_t cp = p < end ? utf8_decode(p, end, &bytes) : ' ';
        if (cp != UTF8_BAD && in_word(cp)) {
            h = (h ^ utf8_lower(cp)) * 0x100000001b3u + 0x9e3779b97f4a7c15u;
            inside = true;
        } else if (inside) {
            words = arena_push(memory, words, *count, sizeof *words);
            if (words == NULL)
                return NULL;
            words[(*count)++] = mix(h);
            inside = false;
            h = 0;
        }
        p += bytes;
    }
    return words;
}

static uint32_t drop_repeats(uint64_t *values, uint32_t count)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < count; i++)
        if (n == 0 || values[n - 1] != values[i])
            values[n++] = values[i];
    return n;
}

/* One smallest value for each of BANDS * ROWS orders of the shingles, hashed together by band. */
static void sign(likeness_text *t)
{
    uint64_t least[LIKENESS_BANDS * LIKENESS_ROWS];
    for (int i = 0; i < LIKENESS_BANDS * LIKENESS_ROWS; i++) {
        uint64_t salt = mix(0x9e3779b97f4a7c15u * (uint64_t)(i + 1)) | 1;
        least[i] = UINT64_MAX;
        for (uint32_t k = 0; k < t->count; k++) {
            uint64_t h = (t->shingle[k] ^ salt >> 7) * salt;
            h ^= h >> 29;
            least[i] = h < least[i] ? h : least[i];
        }
    }
    for (int b = 0; b < LIKENESS_BANDS; b++) {
        uint64_t h = (uint64_t)b;
        for (int r = 0; r < LIKENESS_ROWS; r++)
            h = mix(h ^ least[b * LIKENESS_ROWS + r]) + (uint64_t)r;
        t->band[b] = (int64_t)((uint64_t)b << 48 | (h & 0xFFFFFFFFFFFFu));
    }
}

bool likeness_of(str text, arena *memory, likeness_text *out)
{
    uint32_t words;
    uint64_t *word = hash_words(text, memory, &words);
    *out = (likeness_text){0};
    if (memory->failed)
        return false;
    if (words >= LIKENESS_SHINGLE) {
        out->count = words - LIKENESS_SHINGLE + 1;
        out->shingle = word;
        for (uint32_t i = 0; i < out->count; i++) {
            uint64_t h = 0;
            for (uint32_t k = 0; k < LIKENESS_SHINGLE; k++)
                h = mix(h * 31 + word[i + k]);
            word[i] = h;
        }
        qsort(out->shingle, out->count, sizeof *out->shingle, by_value);
        out->count = drop_repeats(out->shingle, out->count);
        if (out->count > LIKENESS_MOST)
            out->count = LIKENESS_MOST;
    }
    sign(out);
    return true;
}

static uint32_t common(const likeness_text *a, const likeness_text *b)
{
    uint32_t i = 0, k = 0, n = 0;
    while (i < a->count && k < b->count) {
        if (a->shingle[i] == b->shingle[k]) {
            n++;
            i++;
            k++;
        } else if (a->shingle[i] < b->shingle[k]) {
            i++;
        } else {
            k++;
        }
    }
    return n;
}

double likeness_contained(const likeness_text *a, const likeness_text *b)
{
    uint32_t smaller = a->count < b->count ? a->count : b->count;
    return smaller == 0 ? 0 : (double)common(a, b) / smaller;
}

double likeness_shared(const likeness_text *a, const likeness_text *b)
{
    uint32_t both = common(a, b), all = a->count + b->count - both;
    return all == 0 ? 0 : (double)both / all;
}

bool likeness_is_copy(const likeness_text *a, const likeness_text *b, double *likeness)
{
    double contained = likeness_contained(a, b), shared = likeness_shared(a, b);
    *likeness = shared;
    return contained >= COPY_CONTAINED && shared >= COPY_SHARED;
}
