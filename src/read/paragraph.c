/* SPDX-License-Identifier: MIT
 *
 * Text to paragraphs. A blank line always parts. A single line end parts too, unless the text is hard-wrapped there:
 *   - the line stops without a closing sign, and the next one goes on in lower case or this one ends with a word that
 *     ends no line of sense ("of", "the"), or
 *   - other lines of the text go on in lower case (the longest of them gives the width of the text), and this line is
 *     full, which is to say that the next line's first word would not have fitted; or it is nearly full, stops without
 *     a closing sign and is not the first, which may be a headline.
 * A full line with a closing sign is joined too: right or wrong, the sentences come out the same.
 * Two passes over the lines, nothing kept but the counts; linear. Limit: verse and lists in lower case are joined. */
#include "read/parts.h"

#include "base/utf8.h"

#define WIDEST 140   /* columns of a hard-wrapped line at most */
#define NARROWEST 30 /* and at least, for the longest line */

typedef struct line {
    uint32_t begin, end;   /* bytes, without blanks at both ends; equal when blank */
    uint32_t next;         /* where the next line begins */
    uint32_t width;        /* columns of [begin, end) */
    uint32_t first_word;   /* columns of its first word */
    bool starts_lower;
    uint32_t last_word;    /* byte where its last word begins */
    bool closed;           /* ends with a sign that may close a sentence */
} line;

static uint32_t line_stop(const char *p, const char *end, unsigned *bytes)
{
    if ((unsigned char)*p < 0x80) {
        *bytes = 1;
        return *p == '\n' || *p == '\r' || *p == '\f' || *p == '\v';
    }
    uint32_t cp = utf8_decode(p, end, bytes);
    return cp == 0x2028 || cp == 0x2029;
}

static bool closes(uint32_t cp)
{
    switch (cp) {
    case '.': case '!': case '?': case ':': case ';': case '"': case '\'': case ')': case ']': case '}':
    case 0x2019: case 0x201D: case 0x2026: case 0xBB: return true;
    default: return false;
    }
}

/* Bytes of ASCII that print, from `p`. */
static uint32_t plain_run(const char *p, const char *end)
{
    const char *at = p;
    while (at < end && *at > ' ' && *at < 127)
        at++;
    return (uint32_t)(at - p);
}

/* Signs [at, at + bytes) that print, `columns` wide, `first` and `last` of them, behind `blanks` columns of nothing. */
static void extend(line *l, uint32_t at, uint32_t bytes, uint32_t columns, uint32_t blanks, uint32_t first,
                   uint32_t last)
{
    bool new_word = l->width == 0 || blanks > 0;
    if (l->width == 0) {
        l->begin = at;
        l->starts_lower = utf8_is_lower(first);
    }
    if (new_word)
        l->last_word = at;
    if (l->last_word == l->begin)
        l->first_word += columns;
    l->width += columns + (l->width > 0 ? blanks : 0);
    l->end = at + bytes;
    l->closed = closes(last);
}

/* The line that begins at byte `at`. */
static line line_at(const rec_document *doc, uint32_t at)
{
    line l = {.begin = at, .end = at, .next = doc->length};
    const char *p = doc->text + at, *end = doc->text + doc->length;
    uint32_t blanks = 0;
    for (unsigned bytes; p < end; p += bytes) {
        uint32_t here = (uint32_t)(p - doc->text), run = plain_run(p, end);
        if (run > 0) {
            extend(&l, here, run, run, blanks, (unsigned char)p[0], (unsigned char)p[run - 1]);
            bytes = run;
            blanks = 0;
            continue;
        }
        if (line_stop(p, end, &bytes)) {
            l.next = here + (*p == '\r' && p + 1 < end && p[1] == '\n' ? 2 : bytes);
            break;
        }
        uint32_t cp = utf8_decode(p, end, &bytes);
        if (utf8_is_blank(cp)) {
            blanks++;
            continue;
        }
        extend(&l, here, bytes, 1, blanks, cp, cp);
        blanks = 0;
    }
    if (l.width == 0)
        l.begin = l.end = l.next;
    return l;
}

static bool goes_on(const line *a, const line *b)
{
    return !a->closed && b->starts_lower && a->width <= WIDEST;
}

/* Columns to which the text is wrapped, 0 when it is not. */
static uint32_t find_width(const rec_document *doc)
{
    uint32_t width = 0, soft = 0;
    line before = {0};
    for (uint32_t at = 0; at < doc->length; at = before.next) {
        line now = line_at(doc, at);
        if (before.begin < before.end && now.begin < now.end && goes_on(&before, &now)) {
            soft++;
            if (before.width > width)
                width = before.width;
        }
        before = now;
    }
    return soft >= 2 && width >= NARROWEST ? width : 0;
}

/* Does the line end with a word that ends no line of sense? */
static bool is_unfinished(const model_token *m, const rec_document *doc, const line *l)
{
    str word = {doc->text + l->last_word, l->end - l->last_word};
    return !l->closed && l->width <= WIDEST && (model_word(m, word) & WORD_OPEN);
}

static bool is_wrapped(const model_token *m, const rec_document *doc, const line *a, const line *b, uint32_t width)
{
    bool narrow = width > 0 && a->width <= WIDEST;
    bool full = narrow && a->width + 1 + b->first_word > width;
    bool nearly = narrow && !a->closed && a->width * 5 > width * 3 && a->begin > doc->paragraphs[0].span.begin;
    return full || nearly || goes_on(a, b) || is_unfinished(m, doc, a);
}

void read_paragraphs(const model_token *m, rec_document *doc)
{
    uint32_t width = find_width(doc);
    rec_paragraph *now = NULL;
    line before = {0};
    for (uint32_t at = 0; at < doc->length; at = before.next) {
        line l = line_at(doc, at);
        if (l.begin == l.end)
            now = NULL;
        else if (now != NULL && is_wrapped(m, doc, &before, &l, width))
            now->span.end = l.end;
        else if ((now = RECORD_ADD(doc, paragraphs, paragraph_count)) == NULL)
            return;
        else
            now->span = (rec_span){l.begin, l.end};
        before = l;
    }
}
