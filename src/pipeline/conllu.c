/* SPDX-License-Identifier: MIT
 * Two passes over the lines: the first collects the words for the syntax stage, the second writes every line again with
 * what that stage found. */
#include "pipeline/conllu.h"

#include "base/error.h"

#include <stdio.h>

#define COLUMNS 10

typedef enum line_kind { LINE_BLANK, LINE_COMMENT, LINE_WORD, LINE_RANGE, LINE_EMPTY_NODE, LINE_BAD } line_kind;

typedef struct line {
    line_kind kind;
    str whole;
    str column[COLUMNS];  /* missing ones are empty */
    uint32_t first, last; /* ids: of a word both are the same */
} line;

typedef struct reading {
    rec_document *doc;
    token_given *words; /* [count] in the document's arena */
    size_t count;
    uint32_t in_sentence; /* words so far of the sentence */
    uint32_t range_end;   /* last id of the multiword token that is open, 0 none */
    bool range_space;     /* white space follows it */
    str range_form;
    uint32_t range_words; /* to be set at its first word */
} reading;

static bool read_id(str text, uint32_t *id)
{
    long value = 0;
    if (!str_integer(text, &value) || value < 1 || value > 1000000)
        return false;
    *id = (uint32_t)value;
    return true;
}

static line_kind kind_of(line *l)
{
    str id = l->column[0], rest;
    if (str_trim(l->whole).n == 0)
        return LINE_BLANK;
    if (str_starts(l->whole, STR("#")))
        return LINE_COMMENT;
    if (str_find(id, STR(".")) >= 0)
        return LINE_EMPTY_NODE;
    if (l->column[1].n == 0)
        return LINE_BAD;
    str begin = str_cut(id, '-', &rest);
    if (!read_id(begin, &l->first) || (rest.p != NULL && !read_id(rest, &l->last)))
        return LINE_BAD;
    if (rest.p != NULL)
        return l->last > l->first && l->last - l->first < 100 ? LINE_RANGE : LINE_BAD;
    l->last = l->first;
    return LINE_WORD;
}

static void next_line(str *text, line *l)
{
    *l = (line){.whole = str_cut(*text, '\n', text)};
    if (str_ends(l->whole, STR("\r")))
        l->whole.n--;
    str rest = l->whole;
    for (unsigned i = 0; i < COLUMNS && rest.p != NULL; i++)
        l->column[i] = str_cut(rest, '\t', &rest);
    l->kind = kind_of(l);
}

static bool space_after(const line *l)
{
    str rest = l->column[9];
    while (rest.p != NULL)
        if (str_equal(str_cut(rest, '|', &rest), STR("SpaceAfter=No")))
            return false;
    return true;
}

/* False where a multiword token lacks some of its words. */
static bool end_sentence(reading *r)
{
    if (r->range_end > r->in_sentence)
        return false;
    if (r->in_sentence > 0)
        r->words[r->count - 1].sentence_end = true;
    r->in_sentence = 0;
    r->range_end = 0;
    return true;
}

static bool add_word(reading *r, const line *l)
{
    if (l->first != r->in_sentence + 1)
        return false;
    token_given *w = arena_push(&r->doc->memory, r->words, r->count, sizeof *w);
    if (w == NULL)
        return true; /* the arena remembers */
    r->words = w;
    w += r->count++;
    *w = (token_given){.form = l->column[1], .space_after = space_after(l)};
    if (r->range_words > 0) {
        w->mwt = (uint8_t)r->range_words;
        w->surface = r->range_form;
        r->range_words = 0;
    }
    if (l->first == r->range_end)
        w->space_after = r->range_space;
    r->in_sentence++;
    return true;
}

static bool open_range(reading *r, const line *l)
{
    if (l->first != r->in_sentence + 1 || r->range_words > 0 || r->range_end >= l->first)
        return false;
    r->range_words = l->last - l->first + 1;
    r->range_end = l->last;
    r->range_form = l->column[1];
    r->range_space = space_after(l);
    return true;
}

static bool take(reading *r, const line *l)
{
    switch (l->kind) {
    case LINE_BLANK:
        return end_sentence(r);
    case LINE_WORD:
        return add_word(r, l);
    case LINE_RANGE:
        return open_range(r, l);
    case LINE_BAD:
        return false;
    case LINE_COMMENT:
    case LINE_EMPTY_NODE:
        break;
    }
    return true;
}

static dgm_status collect(str block, uint32_t number, reading *r, dgm_error *err)
{
    line l;
    bool last = false;
    for (str rest = block; !last; number++) {
        next_line(&rest, &l);
        last = rest.p == NULL;
        if (!take(r, &l) || (last && !end_sentence(r)))
            return error_at(err, DGM_BAD_INPUT, "", number, 0,
                            "not a line of CoNLL-U, or a number is out of order or missing");
        if (r->doc->memory.failed)
            return error_set(err, DGM_NO_MEMORY, "document needs more memory than allowed");
    }
    return DGM_OK;
}

static void add_column(strbuf *out, str s)
{
    strbuf_add_str(out, s.n > 0 ? s : STR("_"));
    strbuf_add_char(out, '\t');
}

static void add_word_line(strbuf *out, const line *l, const rec_document *doc, uint32_t token)
{
    const rec_token *t = &doc->tokens[token];
    uint32_t first = doc->sentences[t->sentence].first_token;
    add_column(out, l->column[0]);
    add_column(out, l->column[1]);
    add_column(out, t->lemma);
    add_column(out, str_of(record_upos_name((rec_upos)t->upos)));
    add_column(out, str_of(t->xpos));
    add_column(out, str_of(t->feats));
    strbuf_format(out, "%u\t%s\t_\t", t->head < 0 ? 0 : (uint32_t)t->head - first + 1,
                  t->head < 0 ? "root" : record_deprel_name((rec_deprel)t->deprel));
    strbuf_add_str(out, l->column[9].n > 0 ? l->column[9] : STR("_"));
    strbuf_add_char(out, '\n');
}

static void put_back(str block, const rec_document *doc, strbuf *out)
{
    line l;
    uint32_t token = 0;
    line_kind last = LINE_BLANK;
    for (str rest = block; rest.p != NULL;) {
        next_line(&rest, &l);
        if (l.kind == LINE_EMPTY_NODE || (l.kind == LINE_BLANK && rest.p == NULL))
            continue;
        last = l.kind;
        if (l.kind == LINE_WORD) {
            add_word_line(out, &l, doc, token++);
        } else {
            strbuf_add_str(out, l.kind == LINE_BLANK ? (str){0} : l.whole);
            strbuf_add_char(out, '\n');
        }
    }
    if (last != LINE_BLANK)
        strbuf_add_char(out, '\n');
}

dgm_status conllu_parse(const dgm_engine *engine, str block, uint32_t number, rec_document *doc, strbuf *out,
                        dgm_error *err)
{
    reading r = {.doc = doc};
    engine_recycle(doc, engine->document_memory);
    dgm_status status = collect(block, number, &r, err);
    if (status == DGM_OK && r.count > 0 && (status = token_from_words(r.words, r.count, doc, err)) == DGM_OK)
        status = syntax_run(engine->models.syntax, doc, err);
    if (status == DGM_OK)
        put_back(block, doc, out);
    if (status == DGM_OK && (out->failed || doc->memory.failed))
        status = error_set(err, DGM_NO_MEMORY, "out of memory");
    return status;
}

size_t conllu_whole(str text)
{
    for (size_t i = text.n; i >= 2; i--)
        if (text.p[i - 1] == '\n' &&
            (text.p[i - 2] == '\n' || (i >= 3 && text.p[i - 2] == '\r' && text.p[i - 3] == '\n')))
            return i;
    return 0;
}
