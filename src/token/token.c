/* SPDX-License-Identifier: MIT
 *
 * Paragraphs to pieces (scan.c), pieces to sentences (split.c), and both to the record. */
#include "token/token.h"

#include "base/error.h"
#include "base/utf8.h"

#include <math.h>
#include "token/pieces.h"

/* `form` in lower case; the same slice where nothing changes. */
static str lower_of(rec_document *doc, str form)
{
    bool same = true, ascii = true;
    for (size_t i = 0; i < form.n; i++) {
        unsigned char c = (unsigned char)form.p[i];
        ascii = ascii && c < 0x80;
        same = same && !(c >= 'A' && c <= 'Z');
    }
    if (ascii && same)
        return form;
    char *to = arena_get(&doc->memory, ascii ? form.n + 1 : form.n * 2 + 1);
    if (to == NULL)
        return form;
    size_t n = 0;
    const char *p = form.p, *end = form.p + form.n;
    for (unsigned bytes; p < end; p += bytes)
        n += utf8_encode(utf8_lower(utf8_decode(p, end, &bytes)), to + n);
    return (str){to, n};
}

static void fill_token(rec_document *doc, rec_token *t, rec_span span, str form, uint32_t sentence)
{
    t->span = span;
    t->form = form;
    t->lower = lower_of(doc, form);
    t->lemma = (str){"", 0};
    t->xpos = "";
    t->feats = "_";
    t->sentence = sentence;
    t->head = t->first_child = t->next_sibling = t->mention = -1;
}

static rec_sentence *add_sentence(rec_document *doc, uint32_t first_token, uint32_t paragraph, rec_part part)
{
    rec_sentence *s = RECORD_ADD(doc, sentences, sentence_count);
    if (s != NULL) {
        s->first_token = first_token;
        s->paragraph = paragraph;
        s->part = part;
        s->root = -1;
    }
    return s;
}

static void close_sentence(rec_document *doc, rec_sentence *s, uint32_t last)
{
    s->token_count = last - s->first_token + 1;
    s->span = (rec_span){doc->tokens[s->first_token].span.begin, doc->tokens[last].span.end};
}

static rec_part part_of(const rec_document *doc, uint32_t paragraph, uint32_t begin)
{
    bool in_dateline = begin >= doc->dateline.begin && begin < doc->dateline.end;
    return in_dateline ? REC_PART_DATELINE : doc->paragraphs[paragraph].part;
}

/* Pieces to tokens and sentences. */
static void build(rec_document *doc, const token_pieces *from)
{
    uint32_t paragraph = 0;
    rec_sentence *now = NULL;
    doc->tokens = ARENA_ARRAY(&doc->memory, rec_token, from->count);
    if (doc->tokens == NULL)
        return;
    for (size_t i = 0; i < from->count; i++) {
        const token_piece *p = &from->p[i];
        while (p->begin >= doc->paragraphs[paragraph].span.end)
            paragraph++;
        if (now == NULL)
            now = add_sentence(doc, (uint32_t)i, paragraph, part_of(doc, paragraph, p->begin));
        if (now == NULL)
            return;
        rec_token *t = &doc->tokens[doc->token_count++];
        fill_token(doc, t, (rec_span){p->begin, p->end}, token_piece_text(from, i), doc->sentence_count - 1);
        t->mwt = p->mwt;
        t->space_after = p->space_after;
        if (p->ends) {
            close_sentence(doc, now, (uint32_t)i);
            now = NULL;
        }
    }
}

/* The pieces of `span`, a dateline (one sentence) or a paragraph or what follows a dateline in it. */
static void take(token_pieces *to, rec_span span, bool one_sentence)
{
    size_t first = to->count;
    if (span.begin >= span.end)
        return;
    token_scan(to, span);
    if (to->count == first)
        return;
    if (one_sentence && to->count - first <= TOKEN_MOST_IN_SENTENCE)
        to->p[to->count - 1].ends = true;
    else
        token_split(to, first);
}

#define LANGUAGE_COMMON 0.10  /* share of common words below which a text is in another language */
#define LANGUAGE_SPREADS 2.0  /* by how many standard deviations a short text may fall below it */

/* "und" (ISO 639-2: undetermined) where too few of the words are common ones of English. */
static str find_language(const model_token *m, const rec_document *doc)
{
    uint32_t words = 0, common = 0;
    for (uint32_t i = 0; i < doc->token_count; i++) {
        const rec_token *t = &doc->tokens[i];
        unsigned bytes;
        if (t->lower.n == 0 || !utf8_is_letter(utf8_decode(t->lower.p, t->lower.p + t->lower.n, &bytes)))
            continue;
        words++;
        common += (model_word(m, t->lower) & WORD_COMMON) != 0;
    }
    double spread = sqrt(words * LANGUAGE_COMMON * (1 - LANGUAGE_COMMON));
    return common >= LANGUAGE_COMMON * words - LANGUAGE_SPREADS * spread ? STR("en") : STR("und");
}

dgm_status token_run(const model_token *m, rec_document *doc, dgm_error *err)
{
    token_pieces pieces = {.model = m, .doc = doc};
    for (uint32_t i = 0; i < doc->paragraph_count && !doc->memory.failed; i++) {
        rec_span span = doc->paragraphs[i].span;
        rec_span line = doc->dateline;
        if (line.begin < line.end && line.begin >= span.begin && line.end <= span.end) {
            take(&pieces, (rec_span){span.begin, line.end}, true);
            span.begin = line.end;
        }
        take(&pieces, span, false);
    }
    if (pieces.count > 0)
        build(doc, &pieces);
    doc->language = find_language(m, doc);
    return doc->memory.failed ? error_set(err, DGM_NO_MEMORY, "document needs more memory than allowed") : DGM_OK;
}

/* ---- given words ----------------------------------------------------------------------------------------------- */

typedef struct given {
    const token_given *words;
    size_t count;
    rec_document *doc;
    char *text;
    uint32_t length;
} given;

/* Words [i, after) that stand under one surface token. */
static size_t group_end(const given *g, size_t i)
{
    return i + (g->words[i].mwt > 1 ? g->words[i].mwt : 1);
}

static bool check_words(const given *g, size_t *bytes, dgm_error *err)
{
    size_t sum = 1;
    for (size_t i = 0, k; i < g->count; i = k) {
        k = group_end(g, i);
        if (k > g->count)
            return error_set(err, DGM_BAD_INPUT, "a multiword token reaches beyond the words"), false;
        for (size_t j = i; j + 1 < k; j++)
            if (g->words[j].sentence_end || g->words[j].paragraph_end)
                return error_set(err, DGM_BAD_INPUT, "a multiword token reaches over a sentence's end"), false;
        sum += (k > i + 1 ? g->words[i].surface.n : g->words[i].form.n) + 2;
    }
    *bytes = sum;
    return sum < INT32_MAX || (error_set(err, DGM_BAD_INPUT, "a document may not be longer than 2 GiB"), false);
}

static uint32_t append(given *g, str s)
{
    uint32_t at = g->length;
    for (size_t i = 0; i < s.n; i++)
        g->text[g->length++] = s.p[i];
    return at;
}

static rec_token *put_word(given *g, size_t i, rec_span span)
{
    rec_document *doc = g->doc;
    const char *form = arena_string(&doc->memory, g->words[i].form.p, g->words[i].form.n);
    if (form == NULL)
        return NULL;
    rec_token *t = &doc->tokens[doc->token_count++];
    fill_token(doc, t, span, (str){form, g->words[i].form.n}, doc->sentence_count - 1);
    t->mwt = g->words[i].mwt > 1 ? g->words[i].mwt : 0;
    return t;
}

/* Byte `share` of `of` parts of the surface, moved back to the begin of a character. */
static uint32_t share_of(const given *g, uint32_t begin, size_t surface, size_t share, size_t of)
{
    size_t at = surface * share / of;
    while (at > 0 && at < surface && ((unsigned char)g->text[begin + at] & 0xC0) == 0x80)
        at--;
    return begin + (uint32_t)at;
}

static bool spells(const given *g, size_t i, size_t k)
{
    size_t sum = 0;
    for (size_t j = i; j < k; j++)
        sum += g->words[j].form.n;
    return sum == g->words[i].surface.n;
}

/* The words [i, k) with their text; the last one gets the space. */
static bool put_group(given *g, size_t i, size_t k)
{
    str surface = k > i + 1 ? g->words[i].surface : g->words[i].form;
    uint32_t begin = append(g, surface), from = begin;
    bool even = k > i + 1 && !spells(g, i, k);
    for (size_t j = i; j < k; j++) {
        uint32_t to = even ? share_of(g, begin, surface.n, j - i + 1, k - i) : from + (uint32_t)g->words[j].form.n;
        rec_token *t = put_word(g, j, (rec_span){from, to});
        if (t == NULL)
            return false;
        t->space_after = j + 1 == k && g->words[j].space_after;
        from = to;
    }
    return true;
}

static bool put_words(given *g)
{
    rec_document *doc = g->doc;
    rec_sentence *now = NULL;
    rec_paragraph *paragraph = NULL;
    for (size_t i = 0, k; i < g->count; i = k) {
        k = group_end(g, i);
        const token_given *last = &g->words[k - 1];
        bool ends = last->sentence_end || last->paragraph_end || k == g->count;
        if (paragraph == NULL && (paragraph = RECORD_ADD(doc, paragraphs, paragraph_count)) != NULL)
            paragraph->span.begin = g->length;
        if (now == NULL)
            now = add_sentence(doc, doc->token_count, doc->paragraph_count - 1, REC_PART_BODY);
        if (paragraph == NULL || now == NULL || !put_group(g, i, k))
            return false;
        paragraph->span.end = g->length;
        if (last->paragraph_end)
            append(g, STR("\n\n"));
        else if (last->space_after)
            append(g, STR(" "));
        if (ends) {
            close_sentence(doc, now, doc->token_count - 1);
            now = NULL;
        }
        if (last->paragraph_end)
            paragraph = NULL;
    }
    return true;
}

dgm_status token_from_words(const token_given *words, size_t count, rec_document *doc, dgm_error *err)
{
    given g = {.words = words, .count = count, .doc = doc};
    size_t bytes;
    if (!check_words(&g, &bytes, err))
        return DGM_BAD_INPUT;
    g.text = arena_get(&doc->memory, bytes);
    doc->tokens = ARENA_ARRAY(&doc->memory, rec_token, count);
    if (g.text == NULL || doc->tokens == NULL || !put_words(&g))
        return error_set(err, DGM_NO_MEMORY, "document needs more memory than allowed");
    doc->text = g.text;
    doc->length = g.length;
    doc->language = STR("en");
    doc->digest = str_hash((str){doc->text, doc->length});
    record_index_text(doc);
    return doc->memory.failed ? error_set(err, DGM_NO_MEMORY, "document needs more memory than allowed") : DGM_OK;
}
