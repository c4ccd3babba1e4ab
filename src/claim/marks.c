/* SPDX-License-Identifier: MIT
 *
 * claim/marks.c: in: claims by labels; out: more of them, where commas and colons show what the tree and the labels
 * often do not.
 *
 *   cited    "NAME reports on Friday, citing Y, that C."   what labels made of these words is taken back
 *   colon    "NAME: C", "C: NAME"                          one sentence that is a paragraph: headlines, tickers
 *
 * Before a colon only who speaks counts: a country or a place there tells what the line is about ("Syria: ..."). Cost:
 * linear; few words are looked at around a mark. */
#include "claim/assemble.h"

enum { GAP_MOST = 4, CITED_MOST = 12, LEAST_CONTENT = 3 };

typedef struct finder {
    claim_context *c;
    uint32_t known; /* claims that the labels gave, in text order of their cues */
} finder;

static rec_span span_between(const rec_document *doc, uint32_t first, uint32_t last)
{
    return (rec_span){doc->tokens[first].span.begin, doc->tokens[last].span.end};
}

static bool is_mark(const rec_token *t, char mark)
{
    return t->form.n == 1 && t->form.p[0] == mark;
}

static bool is_verbal(const rec_token *t)
{
    return t->upos == REC_VERB || t->upos == REC_AUX;
}

static bool has_verb(const rec_document *doc, uint32_t first, uint32_t last)
{
    for (uint32_t i = first; i <= last; i++)
        if (is_verbal(&doc->tokens[i]))
            return true;
    return false;
}

/* Last token of the sentence that is no stop. */
static uint32_t last_word(const rec_document *doc, const rec_sentence *s)
{
    uint32_t last = s->first_token + s->token_count - 1;
    while (last > s->first_token && (is_mark(&doc->tokens[last], '.') || is_mark(&doc->tokens[last], ';')))
        last--;
    return last;
}

/* ---- a report that cites between its verb and what it tells ------------------------------------------------------ */

/* The first of the claims in text order whose cue's head is not before `token`, by halving. */
static uint32_t claim_from(const finder *f, uint32_t token)
{
    uint32_t low = 0, high = f->known;
    while (low < high) {
        uint32_t mid = (low + high) / 2;
        if (f->c->doc->claims[mid].cue_head < token)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

/* Takes back the claims whose cue lies between two tokens: they lose their content, and are cleared away at the end. */
static void take_back(finder *f, uint32_t first, uint32_t last)
{
    rec_claim *claims = f->c->doc->claims;
    for (uint32_t k = claim_from(f, first); k < f->known && claims[k].cue_head <= last; k++)
        if (claims[k].cue.end > claims[k].cue.begin)
            claims[k].content_count = 0;
}

/* A claim that cites stands right behind the one it stands in. */
static void clear_away(rec_document *doc)
{
    uint32_t kept = 0;
    for (uint32_t k = 0; k < doc->claim_count; k++) {
        if (doc->claims[k].content_count == 0)
            continue;
        doc->claims[kept] = doc->claims[k];
        if (doc->claims[kept].within >= 0)
            doc->claims[kept].within = (int32_t)kept - 1;
        kept++;
    }
    doc->claim_count = kept;
}

/* The telling word before the comma at `comma`, at most GAP_MOST words of a date or the like between; -1. */
static int32_t telling_before(const claim_context *c, const rec_sentence *s, uint32_t comma)
{
    const rec_document *doc = c->doc;
    for (uint32_t i = comma; i-- > s->first_token && i + GAP_MOST + 1 >= comma;) {
        if (claim_is_telling_word(c, i))
            return (int32_t)i;
        if (is_verbal(&doc->tokens[i]) || doc->tokens[i].upos == REC_PUNCT)
            return -1;
    }
    return -1;
}

static void find_cited(finder *f, const rec_sentence *s, uint32_t cite)
{
    claim_context *c = f->c;
    rec_document *doc = c->doc;
    const claim_cue *line = model_claim_cue(c->model, 'v', doc->tokens[cite].lemma);
    uint32_t last = last_word(doc, s);
    if (line == NULL || line->act != CLAIM_QUOTE || cite < s->first_token + 2 || !is_mark(&doc->tokens[cite - 1], ','))
        return;
    int32_t verb = telling_before(c, s, cite - 1);
    uint32_t first = verb > 0 ? claim_name_before(doc, (uint32_t)verb, s->first_token) : 0, end = cite + 1;
    while (end <= last && end - cite <= CITED_MOST && !is_mark(&doc->tokens[end], ','))
        end++;
    if (verb < 0 || first == (uint32_t)verb || end + LEAST_CONTENT > last || !is_mark(&doc->tokens[end], ',') ||
        end == cite + 1 || !str_equal(doc->tokens[end + 1].lower, STR("that")))
        return;
    uint32_t cited = doc->tokens[cite + 1].upos == REC_ADP && end > cite + 2 ? cite + 2 : cite + 1;
    rec_span content = span_between(doc, end + 1, last);
    take_back(f, first, end);
    rec_span source = span_between(doc, first, (uint32_t)verb - 1);
    int32_t outer = claim_add(c, (uint32_t)verb, (uint32_t)verb, source, content, -1);
    int32_t inner = claim_add(c, cite, cite, span_between(doc, cited, end - 1), content, -1);
    if (inner >= 0)
        doc->claims[inner].within = outer;
}

/* ---- colons ------------------------------------------------------------------------------------------------------ */

/* Does a name stand between the two tokens that can speak and is no country or place? */
static bool names_speaker(const claim_context *c, uint32_t first, uint32_t last)
{
    const rec_document *doc = c->doc;
    for (uint32_t i = first; i <= last; i++) {
        const rec_token *t = &doc->tokens[i];
        const claim_source *line = t->upos == REC_PROPN ? NULL : model_claim_source(c->model, t->lemma);
        int32_t e = t->mention >= 0 ? doc->mentions[t->mention].entity : -1;
        if (line != NULL && line->voice != CLAIM_VOICE_NONE)
            return true;
        if (e >= 0 && (doc->entities[e].media || doc->entities[e].kind == REC_PERSON ||
                       doc->entities[e].kind == REC_ORGANISATION || doc->entities[e].kind == REC_ROLE))
            return true;
    }
    return false;
}

/* The claim that the labels gave with this colon for a cue, -1. */
static int32_t claim_at(const finder *f, uint32_t colon)
{
    uint32_t k = claim_from(f, colon);
    return k < f->known && f->c->doc->claims[k].cue_head == colon ? (int32_t)k : -1;
}

static bool in_cue(const finder *f, uint32_t first, uint32_t colon)
{
    const rec_document *doc = f->c->doc;
    uint32_t at = doc->tokens[colon].span.begin;
    for (uint32_t k = claim_from(f, first); k < f->known && doc->claims[k].cue_head < colon; k++)
        if (doc->claims[k].cue.begin <= at && doc->claims[k].cue.end > at)
            return true;
    return false;
}

/* What stands before the colon, if it is a name, and what behind it. */
static void find_colon(finder *f, const rec_sentence *s, uint32_t colon)
{
    claim_context *c = f->c;
    const rec_document *doc = c->doc;
    uint32_t first = s->first_token, last = last_word(doc, s);
    if (colon <= first || colon >= last || in_cue(f, first, colon))
        return;
    bool quoted = c->words[colon + 1].quote >= 0, named = claim_name_before(doc, colon, first) == first;
    int32_t known = claim_at(f, colon);
    if (known >= 0 && quoted)
        return;
    if (named && known >= 0)
        doc->claims[known].content_count = 0;
    if (named && last - colon >= LEAST_CONTENT && has_verb(doc, colon + 1, last) && names_speaker(c, first, colon - 1))
        claim_add(c, colon, colon, span_between(doc, first, colon - 1), span_between(doc, colon + 1, last), -1);
    else if (known < 0 && claim_name_before(doc, last + 1, colon + 1) == colon + 1 && colon - first >= LEAST_CONTENT &&
             has_verb(doc, first, colon - 1) && !has_verb(doc, colon + 1, last) && names_speaker(c, colon + 1, last))
        claim_add(c, colon, colon, span_between(doc, colon + 1, last), span_between(doc, first, colon - 1), -1);
}

static bool is_alone(const rec_document *doc, uint32_t sentence)
{
    uint32_t paragraph = doc->sentences[sentence].paragraph;
    return (sentence == 0 || doc->sentences[sentence - 1].paragraph != paragraph) &&
           (sentence + 1 == doc->sentence_count || doc->sentences[sentence + 1].paragraph != paragraph);
}

void claim_find_by_marks(claim_context *c)
{
    rec_document *doc = c->doc;
    finder f = {c, doc->claim_count};
    for (uint32_t n = 0; n < doc->sentence_count; n++) {
        const rec_sentence *s = &doc->sentences[n];
        bool alone = is_alone(doc, n), seen = false;
        for (uint32_t i = s->first_token; i < s->first_token + s->token_count; i++) {
            find_cited(&f, s, i);
            if (alone && !seen && is_mark(&doc->tokens[i], ':')) {
                find_colon(&f, s, i);
                seen = true;
            }
        }
    }
    clear_away(doc);
}
