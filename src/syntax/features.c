/* SPDX-License-Identifier: MIT */
#include "syntax/features.h"

#include "base/utf8.h"

#include <string.h>

#define PREFIX_MOST 4
#define SUFFIX_MOST 5
#define POINTS_MOST 64 /* code points looked at: the first and the last half of a longer word */

/* The plain sign for a typographic one: the treebanks hold plain signs, newspapers typographic ones. */
static uint32_t plain(uint32_t cp)
{
    switch (cp) {
    case 0x2018: case 0x2019: case 0x02BC: case 0x2032: return '\'';
    case 0x201C: case 0x201D: case 0x201E: case 0x00AB: case 0x00BB: return '"';
    case 0x2010: case 0x2011: case 0x2012: case 0x2013: case 0x2014: case 0x2015: case 0x2212: return '-';
    case 0x00A0: return ' ';
    default: return cp;
    }
}

static uint32_t decode_points(str form, uint32_t points[POINTS_MOST])
{
    const char *p = form.p, *end = form.p + form.n;
    uint32_t n = 0;
    while (p < end) {
        unsigned bytes;
        uint32_t cp = plain(utf8_decode(p, end, &bytes));
        p += bytes;
        if (n == POINTS_MOST) {
            memmove(points + POINTS_MOST / 2, points + POINTS_MOST / 2 + 1, (POINTS_MOST / 2 - 1) * sizeof *points);
            n--;
        }
        points[n++] = cp == UTF8_BAD ? 0xFFFD : cp;
    }
    return n;
}

static uint32_t hash_points(uint32_t kind, const uint32_t *points, uint32_t n)
{
    uint64_t h = 0x9e3779b97f4a7c15u * (kind + 1);
    for (uint32_t i = 0; i < n; i++)
        h = (h ^ points[i]) * 0x100000001b3u ^ h >> 29;
    h *= 0xbf58476d1ce4e5b9u;
    return (uint32_t)(h >> 32);
}

/* Xxxx-dd with runs over two cut to two: "McDonald's" is XxXxx'x. */
static uint32_t hash_shape(const uint32_t *points, uint32_t n)
{
    uint32_t shape[POINTS_MOST], count = 0;
    for (uint32_t i = 0; i < n; i++) {
        uint32_t c = utf8_is_upper(points[i]) ? 'X' : utf8_is_letter(points[i]) ? 'x' : utf8_is_digit(points[i]) ? 'd' : points[i];
        if (count < 2 || shape[count - 1] != c || shape[count - 2] != c)
            shape[count++] = c;
    }
    return hash_points(100, shape, count < 10 ? count : 10);
}

static void add_normal(features_word *w, const uint32_t *points, uint32_t n)
{
    w->normal_bytes = 0;
    for (uint32_t i = 0; i < n; i++) {
        char bytes[4];
        unsigned length = utf8_encode(points[i], bytes);
        if (w->normal_bytes + length > FEATURES_WORD_BYTES)
            return;
        memcpy(w->normal + w->normal_bytes, bytes, length);
        w->normal_bytes += length;
    }
}

void features_of(str form, features_word *w)
{
    uint32_t points[POINTS_MOST], n = decode_points(form, points);
    w->affix_count = 0;
    w->affix[w->affix_count++] = hash_shape(points, n);
    for (uint32_t i = 0; i < n; i++)
        points[i] = utf8_is_digit(points[i]) ? '0' : utf8_lower(points[i]);
    add_normal(w, points, n);
    w->affix[w->affix_count++] = hash_points(50, points, n);
    for (uint32_t k = 1; k <= PREFIX_MOST && k <= n; k++)
        w->affix[w->affix_count++] = hash_points(k, points, k);
    for (uint32_t k = 1; k <= SUFFIX_MOST && k <= n; k++)
        w->affix[w->affix_count++] = hash_points(20 + k, points + n - k, k);
}
