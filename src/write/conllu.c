/* SPDX-License-Identifier: MIT
 *
 * Universal Dependencies' CoNLL-U (version 2): one word a line, multiword tokens as ranges, SpaceAfter=No, newdoc,
 * newpar, sent_id and text. The text of a sentence is put together from its tokens, with one blank for any white space
 * between them, as UD's validator wants it. A word without tags has "_"; a sentence without tree hangs on its first
 * word.
 */
#include "write/write.h"

static void field(strbuf *out, str s)
{
    if (s.n == 0)
        s = STR("_");
    size_t from = out->n;
    strbuf_add_str(out, s);
    for (size_t i = from; i < out->n; i++)
        if ((unsigned char)out->p[i] <= 0x20)
            out->p[i] = ' ';
    strbuf_add_char(out, '\t');
}

/* The surface of the multiword token (or word) that begins at `token`, and its number of words. */
static str surface(const rec_document *doc, const rec_sentence *s, uint32_t token, uint32_t *words)
{
    uint32_t end = s->first_token + s->token_count;
    *words = doc->tokens[token].mwt > 1 ? doc->tokens[token].mwt : 1;
    if (*words > end - token)
        *words = end - token;
    if (*words == 1)
        return doc->tokens[token].form;
    return record_text(doc, (rec_span){doc->tokens[token].span.begin, doc->tokens[token + *words - 1].span.end});
}

static void comments(strbuf *out, const rec_document *doc, uint32_t sentence)
{
    const rec_sentence *s = &doc->sentences[sentence];
    if (sentence == 0) {
        strbuf_add_text(out, "# newdoc id = ");
        strbuf_add_str(out, doc->id);
        strbuf_add_char(out, '\n');
    }
    if (sentence == 0 || doc->sentences[sentence - 1].paragraph != s->paragraph)
        strbuf_add_text(out, "# newpar\n");
    strbuf_add_text(out, "# sent_id = ");
    strbuf_add_str(out, doc->id);
    strbuf_format(out, "-%u\n# text = ", sentence + 1);
    for (uint32_t i = s->first_token, words; i < s->first_token + s->token_count; i += words) {
        str part = surface(doc, s, i, &words);
        strbuf_add_str(out, part);
        if (doc->tokens[i + words - 1].space_after && i + words < s->first_token + s->token_count)
            strbuf_add_char(out, ' ');
    }
    strbuf_add_char(out, '\n');
}

static void range(strbuf *out, str form, uint32_t first, uint32_t words, bool space_after)
{
    strbuf_format(out, "%u-%u\t", first, first + words - 1);
    field(out, form);
    strbuf_add_text(out, "_\t_\t_\t_\t_\t_\t_\t");
    strbuf_add_text(out, space_after ? "_\n" : "SpaceAfter=No\n");
}

static void word(strbuf *out, const rec_sentence *s, const rec_token *t, uint32_t number, bool has_tree,
                 const char *misc)
{
    strbuf_format(out, "%u\t", number);
    field(out, t->form);
    field(out, t->lemma);
    strbuf_add_text(out, record_upos_name((rec_upos)t->upos));
    strbuf_add_char(out, '\t');
    field(out, str_of(t->xpos));
    field(out, str_of(t->feats));
    if (has_tree)
        strbuf_format(out, "%u\t%s", t->head < 0 ? 0 : (uint32_t)t->head - s->first_token + 1,
                      t->head < 0 ? "root" : record_deprel_name((rec_deprel)t->deprel));
    else
        strbuf_add_text(out, number == 1 ? "0\troot" : "1\tdep");
    strbuf_add_text(out, "\t_\t");
    strbuf_add_text(out, misc);
    strbuf_add_char(out, '\n');
}

void write_conllu(rec_document *doc, const dgm_write_options *options, strbuf *out)
{
    (void)options;
    for (uint32_t i = 0; i < doc->sentence_count; i++) {
        const rec_sentence *s = &doc->sentences[i];
        uint32_t first = s->first_token, inside = 0, words = 1;
        if (s->token_count == 0)
            continue;
        comments(out, doc, i);
        for (uint32_t k = 0; k < s->token_count; k++) {
            const rec_token *t = &doc->tokens[first + k];
            str form = inside == 0 ? surface(doc, s, first + k, &words) : t->form;
            if (inside == 0 && words > 1)
                range(out, form, k + 1, words, doc->tokens[first + k + words - 1].space_after);
            inside = inside == 0 ? words : inside;
            word(out, s, t, k + 1, s->root >= 0, words > 1 || t->space_after ? "_" : "SpaceAfter=No");
            inside--;
        }
        strbuf_add_char(out, '\n');
    }
}
