/* SPDX-License-Identifier: MIT
 *
 * Bytes to text: UTF-8, and UTF-16 or UTF-32 with a byte order mark, to valid UTF-8. The input is gone through twice,
 * first to measure, then to write, so that the arena gives exactly one piece and nothing is held besides. Runs of ASCII
 * go eight bytes at a time. */
#include "read/parts.h"

#include "base/error.h"
#include "base/utf8.h"

#include <string.h>

#define REPLACEMENT 0xFFFDu
#define MOST_BYTES ((size_t)INT32_MAX)

typedef enum encoding { UTF8, UTF16_BE, UTF16_LE, UTF32_BE, UTF32_LE } encoding;

static encoding find_encoding(str bytes, size_t *mark)
{
    static const struct {
        str mark;
        encoding is;
    } marks[] = {{{"\xFF\xFE\0\0", 4}, UTF32_LE},
                 {{"\0\0\xFE\xFF", 4}, UTF32_BE},
                 {{"\xFF\xFE", 2}, UTF16_LE},
                 {{"\xFE\xFF", 2}, UTF16_BE}};
    for (unsigned i = 0; i < sizeof marks / sizeof *marks; i++)
        if (str_starts(bytes, marks[i].mark)) {
            *mark = marks[i].mark.n;
            return marks[i].is;
        }
    *mark = 0;
    return UTF8;
}

static uint32_t unit(const unsigned char *p, unsigned bytes, bool big)
{
    uint32_t value = 0;
    for (unsigned i = 0; i < bytes; i++)
        value = value << 8 | p[big ? i : bytes - 1 - i];
    return value;
}

/* The next code point of UTF-16: a surrogate without its other half is bad, and so is a single last byte. */
static uint32_t decode16(const char *p, const char *end, bool big, unsigned *bytes)
{
    const unsigned char *u = (const unsigned char *)p;
    *bytes = 2;
    if (end - p < 2) {
        *bytes = 1;
        return UTF8_BAD;
    }
    uint32_t first = unit(u, 2, big);
    if (first < 0xD800 || first > 0xDFFF)
        return first;
    uint32_t second = first < 0xDC00 && end - p >= 4 ? unit(u + 2, 2, big) : 0;
    if (second < 0xDC00 || second > 0xDFFF)
        return UTF8_BAD;
    *bytes = 4;
    return 0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00);
}

static uint32_t decode32(const char *p, const char *end, bool big, unsigned *bytes)
{
    *bytes = end - p < 4 ? (unsigned)(end - p) : 4;
    uint32_t cp = *bytes == 4 ? unit((const unsigned char *)p, 4, big) : UTF8_BAD;
    return cp > 0x10FFFF || (cp >= 0xD800 && cp <= 0xDFFF) ? UTF8_BAD : cp;
}

static uint32_t decode(encoding from, const char *p, const char *end, unsigned *bytes)
{
    switch (from) {
    case UTF16_BE:
    case UTF16_LE: return decode16(p, end, from == UTF16_BE, bytes);
    case UTF32_BE:
    case UTF32_LE: return decode32(p, end, from == UTF32_BE, bytes);
    default: return utf8_decode(p, end, bytes);
    }
}

static size_t ascii_run(const char *p, const char *end)
{
    const char *at = p;
    for (uint64_t eight; end - at >= 8; at += 8) {
        memcpy(&eight, at, 8);
        if (eight & 0x8080808080808080u)
            break;
    }
    while (at < end && (unsigned char)*at < 0x80)
        at++;
    return (size_t)(at - p);
}

/* Writes `bytes` as UTF-8 to `to` (NULL: only measures); gives the length and counts bad sequences. */
static size_t convert(encoding from, str bytes, char *to, uint32_t *bad)
{
    const char *p = bytes.p, *end = bytes.p + bytes.n;
    size_t written = 0;
    *bad = 0;
    while (p < end) {
        size_t run = from == UTF8 ? ascii_run(p, end) : 0;
        if (run > 0) {
            if (to != NULL)
                memcpy(to + written, p, run);
            written += run;
            p += run;
            continue;
        }
        unsigned length;
        char sequence[4];
        uint32_t cp = decode(from, p, end, &length);
        *bad += cp == UTF8_BAD;
        unsigned n = utf8_encode(cp == UTF8_BAD ? REPLACEMENT : cp, sequence);
        if (to != NULL)
            memcpy(to + written, sequence, n);
        written += n;
        p += length;
    }
    return written;
}

dgm_status read_decode(str bytes, rec_document *doc, dgm_error *err)
{
    size_t mark;
    encoding from = find_encoding(bytes, &mark);
    if (bytes.n > MOST_BYTES)
        return error_set(err, DGM_BAD_INPUT, "a document may not be longer than 2 GiB");
    str rest = {bytes.n > 0 ? bytes.p + mark : "", bytes.n - mark};
    size_t length = convert(from, rest, NULL, &doc->bad_bytes);
    if (length > MOST_BYTES)
        return error_set(err, DGM_BAD_INPUT, "a document may not be longer than 2 GiB");
    char *text = arena_get(&doc->memory, length + 1);
    if (text == NULL)
        return error_set(err, DGM_NO_MEMORY, "document needs more memory than allowed");
    convert(from, rest, text, &doc->bad_bytes);
    doc->text = text;
    doc->length = (uint32_t)length;
    return DGM_OK;
}
