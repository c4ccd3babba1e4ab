/* SPDX-License-Identifier: MIT
 * Character classes come from utf8proc (Unicode 15); ASCII is answered without it. */
#include "base/utf8.h"

#include <utf8proc.h>

static bool continues(const char *p, const char *end, unsigned at)
{
    return p + at < end && ((unsigned char)p[at] & 0xC0) == 0x80;
}

/* Length of the well-formed sequence at p, or minus the length of the maximal bad subpart. */
static int sequence_length(const char *p, const char *end)
{
    unsigned char b = (unsigned char)p[0], next = p + 1 < end ? (unsigned char)p[1] : 0;
    if (b < 0x80)
        return 1;
    if (b < 0xC2 || b > 0xF4)
        return -1;
    if ((b == 0xE0 && next < 0xA0) || (b == 0xED && next > 0x9F) || (b == 0xF0 && next < 0x90) ||
        (b == 0xF4 && next > 0x8F))
        return -1;
    int want = b < 0xE0 ? 2 : b < 0xF0 ? 3 : 4;
    for (int i = 1; i < want; i++)
        if (!continues(p, end, (unsigned)i))
            return -i;
    return want;
}

uint32_t utf8_decode(const char *p, const char *end, unsigned *bytes)
{
    int length = sequence_length(p, end);
    if (length < 0) {
        *bytes = (unsigned)-length;
        return UTF8_BAD;
    }
    *bytes = (unsigned)length;
    const unsigned char *u = (const unsigned char *)p;
    switch (length) {
    case 1: return u[0];
    case 2: return (uint32_t)(u[0] & 31) << 6 | (u[1] & 63);
    case 3: return (uint32_t)(u[0] & 15) << 12 | (uint32_t)(u[1] & 63) << 6 | (u[2] & 63);
    default: return (uint32_t)(u[0] & 7) << 18 | (uint32_t)(u[1] & 63) << 12 | (uint32_t)(u[2] & 63) << 6 | (u[3] & 63);
    }
}

unsigned utf8_encode(uint32_t cp, char to[4])
{
    if (cp < 0x80) {
        to[0] = (char)cp;
        return 1;
    }
    if (cp < 0x800) {
        to[0] = (char)(0xC0 | cp >> 6);
        to[1] = (char)(0x80 | (cp & 63));
        return 2;
    }
    if (cp < 0x10000) {
        to[0] = (char)(0xE0 | cp >> 12);
        to[1] = (char)(0x80 | (cp >> 6 & 63));
        to[2] = (char)(0x80 | (cp & 63));
        return 3;
    }
    to[0] = (char)(0xF0 | cp >> 18);
    to[1] = (char)(0x80 | (cp >> 12 & 63));
    to[2] = (char)(0x80 | (cp >> 6 & 63));
    to[3] = (char)(0x80 | (cp & 63));
    return 4;
}

size_t utf8_clean(str from, strbuf *to)
{
    size_t bad = 0;
    const char *p = from.p, *end = from.p + from.n, *good = p;
    while (p < end) {
        int length = sequence_length(p, end);
        if (length > 0) {
            p += length;
            continue;
        }
        strbuf_add(to, good, (size_t)(p - good));
        strbuf_add(to, "\xEF\xBF\xBD", 3);
        p += -length;
        good = p;
        bad++;
    }
    strbuf_add(to, good, (size_t)(p - good));
    return bad;
}

size_t utf8_count(str s)
{
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++)
        n += ((unsigned char)s.p[i] & 0xC0) != 0x80;
    return n;
}

static utf8proc_category_t category(uint32_t cp)
{
    return utf8proc_category((utf8proc_int32_t)cp);
}

bool utf8_is_upper(uint32_t cp)
{
    if (cp < 128)
        return cp >= 'A' && cp <= 'Z';
    return cp != UTF8_BAD && (category(cp) == UTF8PROC_CATEGORY_LU || category(cp) == UTF8PROC_CATEGORY_LT);
}

bool utf8_is_lower(uint32_t cp)
{
    if (cp < 128)
        return cp >= 'a' && cp <= 'z';
    return cp != UTF8_BAD && category(cp) == UTF8PROC_CATEGORY_LL;
}

bool utf8_is_letter(uint32_t cp)
{
    if (cp < 128)
        return (cp | 32) >= 'a' && (cp | 32) <= 'z';
    return cp != UTF8_BAD && category(cp) >= UTF8PROC_CATEGORY_LU && category(cp) <= UTF8PROC_CATEGORY_MC;
}

bool utf8_is_digit(uint32_t cp)
{
    if (cp < 128)
        return cp >= '0' && cp <= '9';
    return cp != UTF8_BAD && category(cp) == UTF8PROC_CATEGORY_ND;
}

bool utf8_is_space(uint32_t cp)
{
    if (cp < 128)
        return cp == ' ' || (cp >= '\t' && cp <= '\r');
    return cp == 0x85 || cp == 0xA0 || cp == 0x1680 || (cp >= 0x2000 && cp <= 0x200B) || cp == 0x2028 ||
           cp == 0x2029 || cp == 0x202F || cp == 0x205F || cp == 0x3000 || cp == 0xFEFF;
}

bool utf8_is_blank(uint32_t cp)
{
    if (cp < 128)
        return cp <= ' ' || cp == 127;
    return (cp < 0xA0) || utf8_is_space(cp) || cp == 0x200E || cp == 0x200F || (cp >= 0x202A && cp <= 0x202E) ||
           cp == 0x2060 || (cp >= 0x2066 && cp <= 0x2069);
}

uint32_t utf8_lower(uint32_t cp)
{
    if (cp < 128)
        return cp >= 'A' && cp <= 'Z' ? cp + 32 : cp;
    return cp == UTF8_BAD ? cp : (uint32_t)utf8proc_tolower((utf8proc_int32_t)cp);
}

void utf8_add_lower(strbuf *to, str s)
{
    const char *p = s.p, *end = s.p + s.n;
    while (p < end) {
        unsigned length;
        uint32_t cp = utf8_decode(p, end, &length);
        char bytes[4];
        if (cp == UTF8_BAD)
            strbuf_add(to, p, length);
        else
            strbuf_add(to, bytes, utf8_encode(utf8_lower(cp), bytes));
        p += length;
    }
}
