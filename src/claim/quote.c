/* SPDX-License-Identifier: MIT
 *
 * claim/quote.c: in: text and paragraphs; out: outermost quotations with their tokens.
 *
 * Marks are read left to right with one state, the kind of mark that is open. A straight mark opens where white space
 * or an opening bracket stands before it and closes otherwise; a single mark is a mark only at the edge of a word, so
 * that apostrophes are none. Known limit: 'tis and the like at the start of a word may open a quotation; it is then
 * dropped, since a single quotation must be closed in its own paragraph. Linear: every byte is looked at once, and once
 * more in search of the end of a single quotation, at most SINGLE_REACH bytes on. */
#include "claim/quote.h"

#include "base/utf8.h"

enum { SINGLE_REACH = 2000 };

typedef enum mark_kind { MARK_NONE, MARK_DOUBLE, MARK_SINGLE } mark_kind;

typedef struct mark {
    mark_kind kind;
    bool may_open, may_close;
    uint32_t bytes;
} mark;

typedef struct scan {
    rec_document *doc;
    claim_quotations found;
    int32_t last;   /* quotation that ended its paragraph open, -1 */
    uint32_t token; /* first token not before the text being read */
    uint32_t clear; /* from the text being read up to here no single mark closes */
} scan;

static uint32_t code_at(const rec_document *doc, uint32_t at, uint32_t end, unsigned *bytes)
{
    *bytes = 1;
    return at < end ? utf8_decode(doc->text + at, doc->text + end, bytes) : ' ';
}

static uint32_t code_before(const rec_document *doc, uint32_t at, uint32_t begin)
{
    unsigned bytes;
    if (at <= begin)
        return ' ';
    do
        at--;
    while (at > begin && ((unsigned char)doc->text[at] & 0xC0) == 0x80);
    return code_at(doc, at, doc->length, &bytes);
}

static bool opens_after(uint32_t cp)
{
    return utf8_is_space(cp) || cp == '(' || cp == '[' || cp == '-' || cp == 0x2014 || cp == 0x2013 || cp == 0x201C ||
           cp == 0x2018 || cp == '"' || cp == '\'' || cp == ':' || cp == '/';
}

static mark curly(uint32_t cp, unsigned bytes, bool word_after)
{
    switch (cp) {
    case 0x201C:
    case 0x201E:
    case 0xAB:
        return (mark){MARK_DOUBLE, true, cp == 0x201C && !word_after, bytes};
    case 0x201D:
    case 0xBB:
        return (mark){MARK_DOUBLE, false, true, bytes};
    case 0x2018:
        return (mark){MARK_SINGLE, true, false, bytes};
    case 0x2019:
        return (mark){MARK_SINGLE, false, !word_after, bytes};
    default:
        return (mark){MARK_NONE, false, false, bytes};
    }
}

static mark mark_at(const rec_document *doc, uint32_t at, rec_span within)
{
    unsigned bytes, ignored;
    uint32_t cp = code_at(doc, at, within.end, &bytes);
    if (cp != '"' && cp != '\'' && cp != '`' && cp < 0x80)
        return (mark){MARK_NONE, false, false, bytes};
    bool twice = (cp == '\'' || cp == '`') && code_at(doc, at + 1, within.end, &ignored) == cp;
    uint32_t size = bytes + (twice ? 1 : 0);
    uint32_t after = code_at(doc, at + size, within.end, &ignored);
    bool word_after = utf8_is_letter(after) || utf8_is_digit(after);
    if (cp >= 0x80)
        return curly(cp, bytes, word_after);
    if (cp == '`')
        return (mark){twice ? MARK_DOUBLE : MARK_SINGLE, true, false, size};
    bool open = opens_after(code_before(doc, at, within.begin)) && !utf8_is_space(after);
    if (cp == '"' || twice)
        return (mark){MARK_DOUBLE, open, true, size};
    return (mark){MARK_SINGLE, open, !word_after, size};
}

static bool closes_nearby(scan *s, uint32_t at, rec_span within)
{
    uint32_t end = within.end - at > SINGLE_REACH ? at + SINGLE_REACH : within.end;
    if (s->clear > at)
        at = s->clear;
    while (at < end) {
        mark k = mark_at(s->doc, at, within);
        if (k.kind == MARK_SINGLE && k.may_close)
            return true;
        at += k.bytes;
    }
    s->clear = at;
    return false;
}

static void add(scan *s, rec_span span, bool single, bool goes_on)
{
    rec_document *doc = s->doc;
    while (s->token < doc->token_count && doc->tokens[s->token].span.end <= span.begin)
        s->token++;
    uint32_t last = s->token;
    while (last < doc->token_count && doc->tokens[last].span.begin < span.end)
        last++;
    if (last == s->token)
        return;
    claim_quotation *q = arena_push(&doc->memory, s->found.items, s->found.count, sizeof *q);
    if (q == NULL)
        return;
    s->found.items = q;
    q[s->found.count++] = (claim_quotation){span, s->token, last - 1, goes_on ? s->last : -1, single};
    s->token = last > 0 ? last - 1 : 0;
}

static void scan_paragraph(scan *s, rec_span p)
{
    const rec_document *doc = s->doc;
    mark_kind open = MARK_NONE;
    uint32_t begin = 0, at = p.begin;
    bool first = true, goes_on = false;
    int32_t before = s->last;
    while (at < p.end) {
        mark k = mark_at(doc, at, p);
        if (open == MARK_NONE && k.may_open &&
            (k.kind == MARK_DOUBLE || (k.kind == MARK_SINGLE && closes_nearby(s, at + k.bytes, p)))) {
            open = k.kind;
            begin = at;
            goes_on = before >= 0 && first && at == p.begin;
            first = false;
        } else if (open != MARK_NONE && k.kind == open && k.may_close) {
            add(s, (rec_span){begin, at + k.bytes}, open == MARK_SINGLE, goes_on);
            open = MARK_NONE;
        }
        at += k.bytes;
    }
    uint32_t count = s->found.count;
    if (open == MARK_DOUBLE)
        add(s, (rec_span){begin, p.end}, false, goes_on);
    s->last = open == MARK_DOUBLE && s->found.count > count ? (int32_t)count : -1;
}

claim_quotations claim_quotations_find(rec_document *doc)
{
    scan s = {.doc = doc, .last = -1};
    for (uint32_t i = 0; i < doc->paragraph_count && !doc->memory.failed; i++)
        if (doc->paragraphs[i].part != REC_PART_BYLINE)
            scan_paragraph(&s, doc->paragraphs[i].span);
    return s.found;
}
