/* SPDX-License-Identifier: MIT
 * Documents whose trees are written by hand: "Moscow/PROPN/2/nsubj said/VERB/0/root" makes a sentence; a fifth part
 * gives features, "Number=Plur". Lemmas are the lower-case forms, without the -s of a plural noun. */
#ifndef TESTS_UNIT_TREE_H
#define TESTS_UNIT_TREE_H

#include "base/utf8.h"
#include "record/record.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

static inline str tree_part(const char **p, char end)
{
    const char *from = *p;
    while (**p != 0 && **p != end && **p != ' ')
        (*p)++;
    str part = {from, (size_t)(*p - from)};
    if (**p == end && end != ' ')
        (*p)++;
    return part;
}

static inline str tree_lower(rec_document *doc, str form)
{
    strbuf b;
    strbuf_init(&b, 0);
    utf8_add_lower(&b, form);
    str kept = {arena_string(&doc->memory, b.p != NULL ? b.p : "", b.n), b.n};
    strbuf_release(&b);
    return kept;
}

static inline void tree_word(rec_document *doc, const char **p, uint32_t first, strbuf *text)
{
    str form = tree_part(p, '/'), upos = tree_part(p, '/'), head = tree_part(p, '/'), deprel = tree_part(p, '/');
    str feats = tree_part(p, ' ');
    rec_token *t = RECORD_ADD(doc, tokens, token_count);
    uint32_t begin = (uint32_t)text->n;
    strbuf_add_str(text, form);
    int up = atoi(head.p);
    *t = (rec_token){.span = {begin, (uint32_t)text->n},
                     .lower = tree_lower(doc, form),
                     .xpos = "",
                     .feats = "_",
                     .sentence = doc->sentence_count - 1,
                     .head = up == 0 ? -1 : (int32_t)first + up - 1,
                     .first_child = -1,
                     .next_sibling = -1,
                     .mention = -1,
                     .upos = (uint8_t)record_upos_find(upos),
                     .deprel = (uint8_t)record_deprel_find(deprel),
                     .space_after = true};
    assert(t->upos != REC_UPOS_NONE && t->deprel != REC_DEP_NONE);
    t->morph = record_morph_of(feats);
    t->lemma = t->lower;
    if ((t->morph & REC_MORPH_PLUR) && t->upos == REC_NOUN && str_ends(t->lemma, STR("s")))
        t->lemma.n--;
    strbuf_add_char(text, ' ');
}

/* Adds sentences; the text is built anew, so all of them come in one call, parted by "|". */
static inline void tree_build(rec_document *doc, const char *spec)
{
    strbuf text;
    strbuf_init(&text, 0);
    for (const char *p = spec; *p != 0;) {
        rec_sentence *s = RECORD_ADD(doc, sentences, sentence_count);
        *s = (rec_sentence){.first_token = doc->token_count, .root = -1, .span.begin = (uint32_t)text.n};
        uint32_t first = doc->token_count;
        while (*p != 0 && *p != '|') {
            if (*p == ' ')
                p++;
            else
                tree_word(doc, &p, first, &text);
        }
        s->token_count = doc->token_count - first;
        s->span.end = (uint32_t)text.n;
        if (*p == '|')
            p++;
    }
    doc->length = (uint32_t)text.n;
    doc->text = arena_string(&doc->memory, text.p, text.n);
    strbuf_release(&text);
    for (uint32_t i = 0; i < doc->token_count; i++)
        doc->tokens[i].form = record_text(doc, doc->tokens[i].span);
    for (uint32_t i = 0; i < doc->sentence_count; i++)
        record_link_children(doc, i);
}

#endif
