/* SPDX-License-Identifier: MIT */
#include "base/str.h"

#include "base/memory.h"

#include <errno.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

str str_of(const char *terminated)
{
    return (str){terminated, terminated ? strlen(terminated) : 0};
}

bool str_equal(str a, str b)
{
    return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

bool str_equal_folded(str a, str b)
{
    if (a.n != b.n)
        return false;
    for (size_t i = 0; i < a.n; i++)
        if (lower(a.p[i]) != lower(b.p[i]))
            return false;
    return true;
}

bool str_starts(str s, str prefix)
{
    return s.n >= prefix.n && str_equal((str){s.p, prefix.n}, prefix);
}

bool str_ends(str s, str suffix)
{
    return s.n >= suffix.n && (suffix.n == 0 || str_equal((str){s.p + (s.n - suffix.n), suffix.n}, suffix));
}

int str_compare(str a, str b)
{
    size_t n = a.n < b.n ? a.n : b.n;
    int order = n ? memcmp(a.p, b.p, n) : 0;
    return order != 0 ? order : (a.n > b.n) - (a.n < b.n);
}

static bool is_white(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

str str_trim(str s)
{
    while (s.n > 0 && is_white(s.p[0]))
        s.p++, s.n--;
    while (s.n > 0 && is_white(s.p[s.n - 1]))
        s.n--;
    return s;
}

str str_cut(str s, char separator, str *rest)
{
    const char *at = s.n ? memchr(s.p, separator, s.n) : NULL;
    if (at == NULL) {
        *rest = (str){NULL, 0};
        return s;
    }
    size_t before = (size_t)(at - s.p);
    *rest = (str){at + 1, s.n - before - 1};
    return (str){s.p, before};
}

ptrdiff_t str_find(str s, str needle)
{
    if (needle.n == 0)
        return 0;
    const char *at = s.n >= needle.n ? memmem(s.p, s.n, needle.p, needle.n) : NULL;
    return at ? at - s.p : -1;
}

bool str_number(str s, double *value)
{
    char text[64], *end;
    if (s.n == 0 || s.n >= sizeof text)
        return false;
    memcpy(text, s.p, s.n);
    text[s.n] = 0;
    errno = 0;
    *value = strtod(text, &end);
    return *end == 0 && errno == 0;
}

bool str_integer(str s, long *value)
{
    char text[32], *end;
    if (s.n == 0 || s.n >= sizeof text)
        return false;
    memcpy(text, s.p, s.n);
    text[s.n] = 0;
    errno = 0;
    *value = strtol(text, &end, 10);
    return *end == 0 && errno == 0;
}

uint64_t str_hash(str s)
{
    uint64_t h = 0xcbf29ce484222325u;
    for (size_t i = 0; i < s.n; i++)
        h = (h ^ (unsigned char)s.p[i]) * 0x100000001b3u;
    h ^= h >> 32;
    h *= 0x9e3779b97f4a7c15u;
    return h ^ (h >> 29);
}

void strbuf_init(strbuf *b, size_t cap_bytes)
{
    *b = (strbuf){.cap = cap_bytes};
}

void strbuf_reset(strbuf *b)
{
    b->n = 0;
    b->failed = false;
    if (b->p != NULL)
        b->p[0] = 0;
}

void strbuf_release(strbuf *b)
{
    memory_free(b->p);
    *b = (strbuf){.cap = b->cap};
}

static bool make_room(strbuf *b, size_t more)
{
    if (b->failed || (b->cap != 0 && b->n + more > b->cap)) {
        b->failed = true;
        return false;
    }
    if (b->n + more + 1 <= b->capacity)
        return true;
    size_t capacity = b->capacity ? b->capacity : 256;
    while (capacity < b->n + more + 1)
        capacity *= 2;
    char *bigger = memory_resize(b->p, capacity);
    if (bigger == NULL) {
        b->failed = true;
        return false;
    }
    b->p = bigger;
    b->capacity = capacity;
    return true;
}

void strbuf_add(strbuf *b, const char *bytes, size_t length)
{
    if (!make_room(b, length))
        return;
    if (length > 0)
        memcpy(b->p + b->n, bytes, length);
    b->n += length;
    b->p[b->n] = 0;
}

void strbuf_add_str(strbuf *b, str s)
{
    strbuf_add(b, s.p, s.n);
}

void strbuf_add_text(strbuf *b, const char *terminated)
{
    strbuf_add_str(b, str_of(terminated));
}

void strbuf_add_char(strbuf *b, char c)
{
    strbuf_add(b, &c, 1);
}

void strbuf_format(strbuf *b, const char *format, ...)
{
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int length = vsnprintf(NULL, 0, format, args);
    if (length < 0)
        b->failed = true;
    else if (make_room(b, (size_t)length)) {
        (void)vsnprintf(b->p + b->n, (size_t)length + 1, format, again);
        b->n += (size_t)length;
    }
    va_end(again);
    va_end(args);
}

static void add_digits(strbuf *b, uint64_t value, unsigned least)
{
    char digits[24];
    unsigned at = sizeof digits;
    do {
        digits[--at] = (char)('0' + value % 10);
        value /= 10;
    } while (value > 0 || sizeof digits - at < least);
    strbuf_add(b, digits + at, sizeof digits - at);
}

void strbuf_add_integer(strbuf *b, int64_t value)
{
    if (value < 0)
        strbuf_add_char(b, '-');
    add_digits(b, value < 0 ? 0 - (uint64_t)value : (uint64_t)value, 1);
}

bool strbuf_add_fixed(strbuf *b, double value, unsigned decimals)
{
    if (!isfinite(value) || fabs(value) > 1e9 || decimals > 9)
        return false;
    uint64_t scale = 1;
    for (unsigned i = 0; i < decimals; i++)
        scale *= 10;
    uint64_t units = (uint64_t)(fabs(value) * (double)scale + 0.5), fraction = units % scale;
    if (value < 0 && units > 0)
        strbuf_add_char(b, '-');
    add_digits(b, units / scale, 1);
    if (fraction == 0)
        return true;
    while (fraction % 10 == 0) {
        fraction /= 10;
        decimals--;
    }
    strbuf_add_char(b, '.');
    add_digits(b, fraction, decimals);
    return true;
}

str strbuf_str(const strbuf *b)
{
    return (str){b->p, b->n};
}
