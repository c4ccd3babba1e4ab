/* SPDX-License-Identifier: MIT
 * utf8.h: code points in UTF-8. Inputs are taken to be valid unless said otherwise. */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include "base/str.h"

#define UTF8_BAD 0xFFFFFFFFu /* not a code point */

/* The code point at `p` (before `end`), its length in `*bytes` (at least 1). Bad bytes give UTF8_BAD; overlong forms,
 * surrogates and values above U+10FFFF are bad (Unicode 15, table 3-7). */
uint32_t utf8_decode(const char *p, const char *end, unsigned *bytes);
unsigned utf8_encode(uint32_t code_point, char to[4]); /* bytes written */
/* Copies `from` to `to`; each maximal bad run (Unicode 15, 3.9, "substitution of maximal subparts") becomes U+FFFD.
 * Gives how many were replaced. */
size_t utf8_clean(str from, strbuf *to);
size_t utf8_count(str s); /* code points */

bool utf8_is_upper(uint32_t cp);
bool utf8_is_lower(uint32_t cp);
bool utf8_is_letter(uint32_t cp);
bool utf8_is_digit(uint32_t cp);
bool utf8_is_space(uint32_t cp); /* White_Space, and U+FEFF, U+200B */
/* Nothing to see: white space, control characters, marks of direction and joining, U+FEFF. */
bool utf8_is_blank(uint32_t cp);
uint32_t utf8_lower(uint32_t cp);
/* Adds `s` in lower case (simple case mapping). */
void utf8_add_lower(strbuf *to, str s);

#endif
