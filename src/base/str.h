/* SPDX-License-Identifier: MIT
 * str.h: slices of text (borrowed, not NUL-terminated) and a growing buffer. Lengths are bytes. */
#ifndef BASE_STR_H
#define BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct str {
    const char *p; /* borrowed; may be NULL when n is 0 */
    size_t n;      /* bytes */
} str;

#define STR(literal) ((str){(literal), sizeof(literal) - 1})

str str_of(const char *terminated); /* NULL gives the empty slice */
bool str_equal(str a, str b);
bool str_equal_folded(str a, str b); /* ASCII letters without regard to case */
bool str_starts(str s, str prefix);
bool str_ends(str s, str suffix);
int str_compare(str a, str b); /* by bytes */
str str_trim(str s);           /* without ASCII white space at both ends */
/* The part before the first `separator`; `*rest` becomes what follows (p == NULL when there was none). */
str str_cut(str s, char separator, str *rest);
/* Index of `needle` in `s`, or -1. */
ptrdiff_t str_find(str s, str needle);
bool str_number(str s, double *value); /* the whole slice is a decimal number */
bool str_integer(str s, long *value);
uint64_t str_hash(str s);              /* FNV-1a with a final mix; the same on every machine */

typedef struct strbuf {
    char *p; /* NUL-terminated once anything was added; owned: strbuf_release */
    size_t n;
    size_t capacity;
    size_t cap;  /* most bytes; 0: no cap */
    bool failed; /* sticky: out of memory or over the cap */
} strbuf;

void strbuf_init(strbuf *b, size_t cap_bytes);
void strbuf_reset(strbuf *b); /* empties, keeps the memory */
void strbuf_release(strbuf *b);
void strbuf_add(strbuf *b, const char *bytes, size_t length);
void strbuf_add_str(strbuf *b, str s);
void strbuf_add_text(strbuf *b, const char *terminated);
void strbuf_add_char(strbuf *b, char c);
void strbuf_format(strbuf *b, const char *format, ...) __attribute__((format(printf, 2, 3)));
void strbuf_add_integer(strbuf *b, int64_t value);
/* Rounded half away from zero to `decimals` (at most 9) places, trailing zeros left out, a point in every locale. False,
 * and nothing added, where the value is not finite or beyond 10^9. */
bool strbuf_add_fixed(strbuf *b, double value, unsigned decimals);
str strbuf_str(const strbuf *b); /* borrowed until the next change */

#endif
