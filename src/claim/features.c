/* SPDX-License-Identifier: MIT
 *
 * claim/features.c: the features of the four linear models.
 *
 * Each feature is a template's number mixed with the values it joins; tables are indexed by the low bits, so that rare
 * features share a weight (hashing, Weinberger et al. 2009). Runtime and training call the same functions: a change
 * here asks for new weights. Cost: some 40 to 60 mixes a token, children counted at most KIDS. */
#include "claim/context.h"
#include "claim/factual.h"

enum { KIDS = 10 };

typedef struct out {
    uint32_t *to;
    unsigned n;
} out;

static uint32_t mix(uint32_t h, uint32_t v)
{
    h = (h ^ v) * 0x9E3779B1u;
    h ^= h >> 15;
    h *= 0x85EBCA6Bu;
    return h ^ (h >> 13);
}

static void put(out *o, uint32_t template, uint32_t a)
{
    if (o->n < CLAIM_FEATURES)
        o->to[o->n++] = mix(template * 0xC2B2AE35u + 1, a);
}

static void put2(out *o, uint32_t template, uint32_t a, uint32_t b)
{
    put(o, template, mix(a + 0x51ED27u, b));
}

static void put3(out *o, uint32_t template, uint32_t a, uint32_t b, uint32_t c)
{
    put(o, template, mix(mix(a + 0x51ED27u, b), c));
}

static uint32_t word_at(const claim_context *c, int64_t token, uint32_t sentence)
{
    if (token < 0 || token >= (int64_t)c->doc->token_count || c->doc->tokens[token].sentence != sentence)
        return 1;
    return c->words[token].lower;
}

static uint32_t tag_at(const claim_context *c, int64_t token, uint32_t sentence)
{
    if (token < 0 || token >= (int64_t)c->doc->token_count || c->doc->tokens[token].sentence != sentence)
        return 99;
    return c->doc->tokens[token].upos;
}

static uint32_t shape(const rec_token *t)
{
    uint32_t h = 7;
    size_t from = t->lower.n > 3 ? t->lower.n - 3 : 0;
    for (size_t i = from; i < t->lower.n; i++)
        h = mix(h, (unsigned char)t->lower.p[i]);
    return h;
}

static uint32_t xpos_of(const rec_token *t)
{
    uint32_t h = 5;
    for (const char *p = t->xpos; p != NULL && *p; p++)
        h = h * 31 + (unsigned char)*p;
    return h;
}

/* Where a token stands to quotations: 0 outside, 1 at the opening, 2 inside, 3 at the closing mark. */
static uint32_t quote_state(const claim_context *c, uint32_t token)
{
    int32_t q = c->words[token].quote;
    if (q < 0)
        return 0;
    const claim_quotation *k = &c->quotes.items[q];
    return k->first == token ? 1 : k->last == token ? 3 : 2;
}

static uint32_t quote_size(const claim_context *c, int32_t quote)
{
    if (quote < 0)
        return 0;
    const claim_quotation *k = &c->quotes.items[quote];
    uint32_t n = k->last - k->first - 1;
    return n <= 1 ? 1 : n <= 3 ? 2 : n <= 6 ? 3 : n <= 12 ? 4 : 5;
}

static uint32_t bucket(uint32_t n)
{
    return n <= 4 ? n : n <= 6 ? 5 : n <= 10 ? 6 : n <= 20 ? 7 : 8;
}

/* ---- cue heads ------------------------------------------------------------------------------------------------- */

/* Whether `token` stands in a quotation, and not in that of `from`. */
static bool in_other_quote(const claim_context *c, uint32_t token, uint32_t from)
{
    return c->words[token].quote >= 0 && c->words[token].quote != c->words[from].quote;
}

/* 1 where a quotation ends just before the token (a comma between), 2 where one begins just after, 4 in the sentence.
 */
static uint32_t quotes_around(const claim_context *c, uint32_t token)
{
    const rec_document *doc = c->doc;
    const rec_sentence *s = &doc->sentences[doc->tokens[token].sentence];
    uint32_t r = 0, first = s->first_token, end = first + s->token_count;
    for (uint32_t i = token; i-- > first && i + 4 > token;)
        r |= in_other_quote(c, i, token) ? 1 : 0;
    for (uint32_t i = token + 1; i < end && i < token + 4; i++)
        r |= in_other_quote(c, i, token) ? 2 : 0;
    return r | (in_other_quote(c, first, token) || in_other_quote(c, end - 1, token) ? 4 : 0);
}

/* A bit for each relation that tells what a verb takes. */
static uint32_t frame_bit(rec_deprel d)
{
    static const rec_deprel telling[] = {REC_NSUBJ, REC_OBJ, REC_CCOMP, REC_XCOMP, REC_NSUBJ_PASS, REC_OBL, REC_NMOD, REC_PARATAXIS};
    for (uint32_t i = 0; i < sizeof telling / sizeof *telling; i++)
        if (telling[i] == d)
            return 1u << i;
    return 0;
}

static void cue_child(const claim_context *c, uint32_t token, uint32_t child, uint32_t tag, out *o)
{
    const rec_token *t = &c->doc->tokens[child];
    const claim_word *w = &c->words[child];
    const uint32_t act = c->words[token].act, lemma = c->words[token].lemma, side = child > token;
    put3(o, 1, lemma, t->deprel, side);
    put3(o, 2, tag, t->deprel, side);
    put3(o, 3, lemma, t->deprel, w->lemma);
    put3(o, 4, act, t->deprel, side);
    put3(o, 5, tag, t->deprel, w->lemma);
    put3(o, 14, lemma, t->deprel, w->act);
    put3(o, 15, mix(tag, act), t->deprel, w->act);
    put3(o, 16, mix(lemma, side), t->deprel, t->upos);
    if (t->deprel == REC_OBJ || t->deprel == REC_OBL || t->deprel == REC_NMOD) {
        put3(o, 17, lemma, t->deprel, w->kind);
        put3(o, 18, mix(act, t->deprel), w->kind, t->upos);
    }
    if (t->deprel == REC_NSUBJ || t->deprel == REC_NSUBJ_PASS || t->deprel == REC_NMOD_POSS) {
        put3(o, 19, t->deprel, w->lemma, act);
        put3(o, 6, t->deprel, w->kind, t->upos);
        put3(o, 7, lemma, w->kind, t->upos);
        put3(o, 8, act, w->kind, t->deprel);
    }
    if ((t->deprel == REC_CCOMP || t->deprel == REC_OBJ || t->deprel == REC_PARATAXIS) && w->quote >= 0 &&
        w->quote != c->words[token].quote) {
        put2(o, 9, t->deprel, side);
        put3(o, 10, act, t->deprel, side);
    }
}

static void cue_children(const claim_context *c, uint32_t token, uint32_t tag, out *o)
{
    const rec_document *doc = c->doc;
    unsigned kids = 0;
    uint32_t frame = 0;
    for (int32_t k = doc->tokens[token].first_child; k >= 0 && kids < KIDS; k = doc->tokens[k].next_sibling, kids++) {
        if (doc->tokens[k].deprel == REC_PUNCT_DEP)
            continue;
        cue_child(c, token, (uint32_t)k, tag, o);
        frame |= frame_bit(doc->tokens[k].deprel);
    }
    put2(o, 11, c->words[token].lemma, frame);
    put2(o, 12, c->words[token].act, frame);
    put2(o, 13, tag, frame);
}

static void cue_surface(const claim_context *c, uint32_t token, out *o)
{
    const rec_token *t = &c->doc->tokens[token];
    const claim_word *w = &c->words[token];
    int64_t i = token;
    uint32_t s = t->sentence, around = quotes_around(c, token), lemma = w->lemma;
    put(o, 20, w->lower);
    put(o, 21, lemma);
    put2(o, 22, lemma, t->upos);
    put2(o, 23, lemma, xpos_of(t));
    put(o, 24, xpos_of(t));
    put(o, 25, shape(t));
    put2(o, 26, word_at(c, i + 1, s), w->act);
    put2(o, 27, word_at(c, i - 1, s), w->act);
    put2(o, 28, lemma, word_at(c, i + 1, s));
    put2(o, 29, lemma, word_at(c, i - 1, s));
    put3(o, 30, tag_at(c, i - 1, s), t->upos, tag_at(c, i + 1, s));
    put2(o, 31, lemma, tag_at(c, i + 1, s));
    put2(o, 32, around, t->upos);
    put2(o, 33, around, lemma);
    put2(o, 34, around, w->act);
    put2(o, 35, w->quote >= 0, quote_size(c, w->quote));
    put3(o, 36, w->quote >= 0, lemma, t->upos);
    put3(o, 37, tag_at(c, i + 1, s), tag_at(c, i + 2, s), t->upos);
    put2(o, 38, w->act, t->upos);
    put2(o, 39, word_at(c, i + 1, s), word_at(c, i + 2, s));
    put3(o, 60, lemma, word_at(c, i + 1, s), word_at(c, i + 2, s));
    put3(o, 61, shape(t), t->upos, tag_at(c, i + 1, s));
    put2(o, 62, w->act, mix(tag_at(c, i + 1, s), tag_at(c, i + 2, s)));
    put2(o, 63, w->act, word_at(c, i - 2, s));
}

/* The nearest verb above that could be a cue itself: claims inside claims are not labelled. */
static void cue_ancestor(const claim_context *c, uint32_t token, out *o)
{
    const rec_document *doc = c->doc;
    const uint32_t act = c->words[token].act;
    int32_t at = doc->tokens[token].head;
    bool found = false;
    for (unsigned d = 0; d < 6 && at >= 0 && !found; d++, at = doc->tokens[at].head)
        if (c->words[at].act != 0 && doc->tokens[at].upos == REC_VERB) {
            found = true;
            put3(o, 49, act, c->words[at].act, d < 2);
            put2(o, 50, doc->tokens[token].upos, c->words[at].lemma);
        }
    put2(o, 51, found, act);
}

static void cue_head(const claim_context *c, uint32_t token, out *o)
{
    const rec_document *doc = c->doc;
    const rec_token *t = &doc->tokens[token], *h = &doc->tokens[t->head];
    const claim_word *w = &c->words[token], *hw = &c->words[t->head];
    put3(o, 44, t->deprel, hw->lemma, t->upos);
    put3(o, 45, w->lemma, t->deprel, hw->lemma);
    put3(o, 46, t->deprel, hw->act, w->act);
    put3(o, 47, w->lemma, t->deprel, h->upos);
    put3(o, 48, t->deprel, hw->quote >= 0 && hw->quote != w->quote, w->act);
    if (h->head >= 0) {
        put3(o, 53, mix(t->deprel, h->deprel), w->lemma, c->words[h->head].act);
        put3(o, 54, mix(t->deprel, h->deprel), t->upos, c->words[h->head].lemma);
    }
    put3(o, 55, t->deprel, h->deprel, w->lemma);
    int32_t x = record_child(doc, (uint32_t)t->head, REC_NSUBJ);
    if (x >= 0 && (t->deprel == REC_CONJ || t->deprel == REC_XCOMP || t->deprel == REC_ADVCL))
        put3(o, 56, t->deprel, c->words[x].kind, w->act);
    cue_ancestor(c, token, o);
}

unsigned claim_cue_features(const claim_context *c, uint32_t token, uint32_t *to)
{
    const rec_document *doc = c->doc;
    const rec_token *t = &doc->tokens[token];
    const claim_word *w = &c->words[token];
    out o = {to, 0};
    put(&o, 0, 0);
    cue_surface(c, token, &o);
    put2(&o, 40, w->lemma, t->deprel);
    put2(&o, 41, t->upos, t->deprel);
    put2(&o, 42, w->act, t->deprel);
    put2(&o, 43, doc->sentences[t->sentence].part, t->upos);
    if (t->head >= 0 && (uint32_t)t->head < doc->token_count)
        cue_head(c, token, &o);
    else
        put2(&o, 52, w->lemma, 0);
    cue_children(c, token, mix(t->upos, xpos_of(t)), &o);
    return o.n;
}

/* ---- labels ---------------------------------------------------------------------------------------------------- */

static void label_surface(const claim_context *c, uint32_t token, out *o)
{
    const rec_token *t = &c->doc->tokens[token];
    const rec_sentence *sent = &c->doc->sentences[t->sentence];
    int64_t i = token;
    uint32_t s = t->sentence;
    put(o, 100, 0);
    uint32_t plain = word_at(c, i, s);
    put(o, 101, plain);
    put(o, 102, word_at(c, i - 1, s));
    put(o, 103, word_at(c, i + 1, s));
    put2(o, 104, plain, word_at(c, i - 1, s));
    put2(o, 105, plain, word_at(c, i + 1, s));
    put(o, 106, t->upos);
    put2(o, 107, t->upos, tag_at(c, i - 1, s));
    put2(o, 108, t->upos, tag_at(c, i + 1, s));
    put3(o, 109, t->upos, tag_at(c, i - 1, s), tag_at(c, i + 1, s));
    put2(o, 110, plain, t->deprel);
    uint32_t place = token == sent->first_token ? 1 : token + 1 == sent->first_token + sent->token_count ? 2 : 0;
    put2(o, 111, place, t->upos);
    put2(o, 112, sent->part, place);
}

static uint32_t cue_at(const claim_context *c, int64_t token, uint32_t sentence)
{
    if (token < 0 || token >= (int64_t)c->doc->token_count || c->doc->tokens[token].sentence != sentence)
        return 15;
    return c->words[token].cue;
}

static void label_cue(const claim_context *c, uint32_t token, out *o)
{
    const rec_document *doc = c->doc;
    const rec_token *t = &doc->tokens[token];
    const claim_word *w = &c->words[token];
    int64_t i = token;
    uint32_t s = t->sentence, here = w->cue, plain = word_at(c, i, s);
    put(o, 120, here);
    put2(o, 132, here, t->upos);
    put2(o, 133, here / 2, w->quote >= 0);
    put3(o, 121, cue_at(c, i - 1, s), here, cue_at(c, i + 1, s));
    put2(o, 122, here, t->deprel);
    put2(o, 123, here, w->act);
    put3(o, 124, cue_at(c, i - 1, s), plain, t->deprel);
    put3(o, 125, cue_at(c, i + 1, s), plain, t->deprel);
    put3(o, 126, cue_at(c, i - 2, s), cue_at(c, i - 1, s), t->upos);
    put3(o, 127, cue_at(c, i + 1, s), cue_at(c, i + 2, s), t->upos);
    if (t->head >= 0 && (uint32_t)t->head < doc->token_count) {
        uint32_t right = (uint32_t)t->head > token,
                 near = (uint32_t)t->head > token ? (uint32_t)t->head - token : token - (uint32_t)t->head;
        uint32_t head = c->words[t->head].cue;
        put3(o, 128, t->deprel, head, right * 8 + (near < 4 ? near : 4));
        if (head >= CUE_STRONG) {
            put3(o, 129, t->deprel, plain, right);
            put3(o, 130, t->deprel, c->words[t->head].lemma, right);
        }
    }
    for (int32_t k = t->first_child, n = 0; k >= 0 && n < KIDS; k = doc->tokens[k].next_sibling, n++)
        if (c->words[k].cue >= CUE_STRONG)
            put3(o, 131, doc->tokens[k].deprel, t->deprel, (uint32_t)k > token);
}

static void label_tree(const claim_context *c, uint32_t token, out *o)
{
    const rec_token *t = &c->doc->tokens[token];
    const claim_word *w = &c->words[token];
    if (w->governor >= 0) {
        const claim_word *g = &c->words[w->governor];
        uint32_t right = (uint32_t)w->governor > token;
        put2(o, 140, w->via, right);
        put3(o, 141, w->via, right, g->lemma);
        put3(o, 142, w->via, right, g->cue);
        put3(o, 143, w->via, w->depth < 3 ? w->depth : 3, t->upos);
        put3(o, 144, w->via, w->kind, right);
        put3(o, 145, w->via, t->deprel, w->depth == 1);
        put3(o, 146, w->via, g->act, right);
        const claim_word *p = token > 0 ? w - 1 : w, *n = token + 1 < c->doc->token_count ? w + 1 : w;
        put3(o, 147, w->via, p->governor == w->governor ? p->via : 90 + (p->governor >= 0), right);
        put3(o, 148, w->via, n->governor == w->governor ? n->via : 90 + (n->governor >= 0), right);
        put3(o, 149, w->via, t->upos == REC_PUNCT ? w->lower : 0, (uint32_t)(w->quote >= 0) + 2 * right);
        put3(o, 150, w->via, g->quote >= 0, right);
    } else {
        put2(o, 151, w->cue, t->upos == REC_PUNCT ? w->lower : t->upos);
    }
    if (w->aside >= 0) {
        const claim_word *a = &c->words[w->aside];
        uint32_t right = (uint32_t)w->aside > token;
        put3(o, 152, w->aside_via, right, w->governor >= 0 ? w->via : 99);
        put3(o, 153, w->aside_via, right, a->lemma);
        put3(o, 154, w->aside_via, right, (uint32_t)(w->quote >= 0) * 16 + t->deprel * 32u);
        put3(o, 155, w->aside_via, right, t->upos == REC_PUNCT ? w->lower : 0);
    }
}

static void label_line(const claim_context *c, uint32_t token, out *o)
{
    const claim_word *w = &c->words[token];
    const rec_token *t = &c->doc->tokens[token];
    uint32_t q = quote_state(c, token);
    uint32_t left = w->before >= 0 ? bucket(token - (uint32_t)w->before) : 9;
    uint32_t right = w->after >= 0 ? bucket((uint32_t)w->after - token) : 9;
    uint32_t left_act = w->before >= 0 ? c->words[w->before].act : 99;
    uint32_t right_act = w->after >= 0 ? c->words[w->after].act : 99;
    put3(o, 160, left, q > 0, t->upos);
    put3(o, 161, right, q > 0, t->upos);
    put3(o, 162, left < 9, right < 9, q);
    put3(o, 163, left_act, q > 0, left);
    put3(o, 164, right_act, q > 0, right);
    put3(o, 165, w->kind, left < 9, right);
    if (w->before >= 0)
        put3(o, 166, c->words[w->before].lemma, q > 0, left < 3);
    if (w->after >= 0)
        put3(o, 167, c->words[w->after].lemma, q > 0, right < 3);
    uint32_t before = token > 0 ? quote_state(c, token - 1) : 0;
    uint32_t after = token + 1 < c->doc->token_count ? quote_state(c, token + 1) : 0;
    put3(o, 168, before, q, after);
    put3(o, 169, mix(before, after), q, t->upos == REC_PUNCT ? w->lower : 1);
    if (w->quote >= 0) {
        const claim_quote_link *l = &c->links[w->quote];
        uint32_t tie = (uint32_t)(l->left >= 0) + 2 * (uint32_t)(l->right >= 0) + 4 * (uint32_t)l->carried;
        put3(o, 170, tie, quote_size(c, w->quote), q);
        put3(o, 171, tie, l->left_gap, l->right_gap);
        put3(o, 172, tie, word_at(c, token, t->sentence), q);
        put3(o, 173, tie, w->governor >= 0, w->cue);
        put3(o, 174, tie, (uint32_t)c->quotes.items[w->quote].single, t->upos);
    }
}

unsigned claim_label_features(const claim_context *c, uint32_t token, uint32_t *to)
{
    out o = {to, 0};
    label_surface(c, token, &o);
    label_cue(c, token, &o);
    label_tree(c, token, &o);
    label_line(c, token, &o);
    return o.n;
}

/* ---- links ----------------------------------------------------------------------------------------------------- */

unsigned claim_link_features(const claim_context *c, const claim_piece *cue, const claim_piece *piece, uint32_t *to)
{
    const rec_document *doc = c->doc;
    out o = {to, 0};
    uint32_t side = piece->first > cue->last;
    uint32_t gap = side ? piece->first - cue->last - 1 : cue->first - piece->last - 1;
    uint32_t between = side ? piece->order - cue->order - 1 : cue->order - piece->order;
    uint32_t kind = piece->label == CLAIM_CONTENT_B;
    uint32_t near = bucket(gap), many = between < 3 ? between : 3;
    uint32_t same = doc->tokens[cue->head].sentence == doc->tokens[piece->head].sentence;
    const claim_word *w = &c->words[piece->head];
    uint32_t held = 3;
    for (uint32_t i = cue->first; i <= cue->last; i++)
        if (w->governor == (int32_t)i)
            held = 1;
        else if (w->aside == (int32_t)i && held == 3)
            held = 2;
    uint32_t quoted = w->quote >= 0, lemma = c->words[cue->head].lemma, act = c->words[cue->head].act;
    put2(&o, 200, kind, side);
    put3(&o, 201, kind, side, near);
    put3(&o, 202, kind, side, many);
    put3(&o, 203, kind * 8 + many, side, near);
    put3(&o, 204, kind * 2 + same, held, side);
    put3(&o, 205, kind * 2 + same, held, many);
    put3(&o, 206, kind * 8 + held, w->via, side);
    put3(&o, 207, kind * 8 + many, lemma, side);
    put3(&o, 208, kind * 8 + many, act, side * 2 + quoted);
    put3(&o, 209, kind * 2 + same, quoted, mix(near, side));
    put3(&o, 210, kind * 8 + held, doc->tokens[piece->head].deprel, side);
    put3(&o, 211, kind * 2 + same, doc->tokens[cue->head].deprel, mix(held, side));
    return o.n;
}

/* ---- factuality ------------------------------------------------------------------------------------------------ */

static void fact_own(const claim_context *c, uint32_t token, const claim_modality *m, out *o)
{
    const rec_token *t = &c->doc->tokens[token];
    const claim_word *w = &c->words[token];
    uint32_t flags = (uint32_t)m->negated | (uint32_t)m->condition << 1 | (uint32_t)m->question << 2 |
                     (uint32_t)m->to_infinitive << 3 | (uint32_t)m->future << 4 | (uint32_t)m->hedging << 5;
    put(o, 300, 0);
    put(o, 301, w->lemma);
    put2(o, 302, w->lemma, t->upos);
    put2(o, 303, t->upos, t->deprel);
    put(o, 304, xpos_of(t));
    put2(o, 305, xpos_of(t), t->deprel);
    put(o, 306, flags);
    put2(o, 307, flags, t->upos);
    put2(o, 308, flags, t->deprel);
    put2(o, 309, m->modal, m->negated);
    put2(o, 310, w->act, t->upos);
    put2(o, 311, w->quote >= 0, t->upos);
    put(o, 312, t->upos == REC_NOUN ? shape(t) : 0);
    put2(o, 313, word_at(c, (int64_t)token - 1, t->sentence), t->upos);
    put2(o, 314, word_at(c, (int64_t)token - 1, t->sentence), word_at(c, (int64_t)token - 2, t->sentence));
    unsigned kids = 0;
    for (int32_t k = t->first_child; k >= 0 && kids < KIDS; k = c->doc->tokens[k].next_sibling, kids++) {
        const rec_token *d = &c->doc->tokens[k];
        if (d->deprel == REC_PUNCT_DEP)
            continue;
        put2(o, 315, d->deprel, t->upos);
        if (d->deprel == REC_AUX_DEP || d->deprel == REC_MARK || d->deprel == REC_ADVMOD || d->deprel == REC_DET_DEP ||
            d->deprel == REC_CASE || d->deprel == REC_AMOD || d->deprel == REC_COP || d->deprel == REC_CC)
            put2(o, 316, d->deprel, c->words[k].lower);
    }
}

static void fact_above(const claim_context *c, uint32_t token, out *o)
{
    const rec_document *doc = c->doc;
    int32_t at = (int32_t)token;
    uint32_t path = 1;
    bool marked = false;
    for (uint32_t d = 0; d < 4 && doc->tokens[at].head >= 0; d++) {
        const rec_token *t = &doc->tokens[at];
        int32_t head = t->head;
        claim_modality m = claim_modality_of(c, (uint32_t)head);
        uint32_t flags = (uint32_t)m.negated | (uint32_t)m.condition << 1 | (uint32_t)m.question << 2 |
                         (uint32_t)m.to_infinitive << 3 | (uint32_t)m.future << 4 | (uint32_t)m.hedging << 5;
        path = mix(path, t->deprel);
        if (d < 2)
            put2(o, 330, path, c->words[head].lemma);
        put3(o, 331, d == 0, t->deprel, c->words[head].lemma);
        put3(o, 332, path, c->words[head].act, m.negated);
        put3(o, 333, d, t->deprel, flags);
        put3(o, 334, d == 0, m.modal, t->deprel);
        marked |= m.condition;
        at = head;
    }
    put(o, 335, path);
    put(o, 336, marked);
}

unsigned claim_fact_features(const claim_context *c, uint32_t token, uint32_t *to)
{
    const rec_token *t = &c->doc->tokens[token];
    const rec_sentence *s = &c->doc->sentences[t->sentence];
    out o = {to, 0};
    claim_modality m = claim_modality_of(c, token);
    double ruled = claim_factual_ruled(c, token);
    uint32_t step = (uint32_t)((ruled + 3) * 2 + 0.5);
    fact_own(c, token, &m, &o);
    fact_above(c, token, &o);
    put(&o, 340, step);
    put2(&o, 341, step, t->upos);
    put2(&o, 342, step, t->deprel);
    put2(&o, 343, step / 3, c->words[token].lemma);
    if (s->token_count > 0)
        put2(&o, 344, c->words[s->first_token + s->token_count - 1].lower, t->deprel);
    return o.n;
}
