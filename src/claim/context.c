/* SPDX-License-Identifier: MIT
 *
 * claim/context.c: in: a parsed document; out: for every token what the features ask for again and again.
 *
 * After cue heads are known, each token learns its governor (the nearest cue above it), the remark that hangs on it
 * ("..., he said" as parataxis) and the nearest cues to its left and right; each quotation the cues beside it. All
 * passes are linear: a path to the governor is walked once and shared by all that lie on it. */
#include "claim/context.h"

enum { QUOTE_REACH = 12, GAP_MOST = 15, DEPTH_MOST = 15 };

static char part_of(const rec_token *t)
{
    if (t->deprel == REC_CASE || t->deprel == REC_MARK)
        return 'p';
    switch (t->upos) {
    case REC_VERB:
    case REC_AUX:
        return 'v';
    case REC_NOUN:
    case REC_PROPN:
        return 'n';
    case REC_ADJ:
        return 'a';
    default:
        return 'p';
    }
}

static uint8_t kind_of(const rec_document *doc, const rec_token *t)
{
    if (t->mention < 0 || (uint32_t)t->mention >= doc->mention_count)
        return 0;
    int32_t e = doc->mentions[t->mention].entity;
    if (e < 0 || (uint32_t)e >= doc->entity_count)
        return 7;
    return (uint8_t)(1 + (doc->entities[e].media ? 8 : 0) + (int)doc->entities[e].kind);
}

bool claim_context_make(claim_context *c, const model_claim *m, rec_document *doc)
{
    *c = (claim_context){.model = m, .doc = doc};
    c->words = ARENA_ARRAY(&doc->memory, claim_word, doc->token_count + 1);
    c->quotes = claim_quotations_find(doc);
    c->links = ARENA_ARRAY(&doc->memory, claim_quote_link, c->quotes.count + 1);
    if (doc->memory.failed)
        return false;
    for (uint32_t i = 0; i < doc->token_count; i++) {
        const rec_token *t = &doc->tokens[i];
        claim_word *w = &c->words[i];
        w->lower = (uint32_t)str_hash(t->lower);
        w->lemma = (uint32_t)str_hash(t->lemma.n > 0 ? t->lemma : t->lower);
        w->quote = w->governor = w->aside = w->before = w->after = -1;
        w->kind = kind_of(doc, t);
        if (t->upos == REC_PUNCT || t->upos == REC_DET || t->upos == REC_PRON || t->upos == REC_NUM)
            continue;
        char part = part_of(t);
        const claim_cue *line = model_claim_cue(m, part, part == 'p' ? t->lower : t->lemma);
        w->act = line != NULL ? line->act : 0;
    }
    for (uint32_t q = 0; q < c->quotes.count; q++)
        for (uint32_t i = c->quotes.items[q].first; i <= c->quotes.items[q].last; i++)
            c->words[i].quote = (int32_t)q;
    return true;
}

bool claim_context_candidate(const claim_context *c, uint32_t token)
{
    const rec_token *t = &c->doc->tokens[token];
    switch (t->upos) {
    case REC_VERB:
    case REC_NOUN:
    case REC_ADJ:
    case REC_ADP:
    case REC_ADV:
    case REC_AUX:
    case REC_SCONJ:
        return true;
    case REC_PUNCT:
        return t->form.n == 1 && t->form.p[0] == ':';
    default:
        return c->words[token].act != 0;
    }
}

/* Walks up to the first token whose governor is known, then hands the answer down the same path. */
static void find_governor(claim_context *c, uint32_t token, uint8_t *done)
{
    uint32_t path[256];
    unsigned n = 0;
    uint32_t at = token;
    while (!done[at] && n < 256) {
        path[n++] = at;
        int32_t head = c->doc->tokens[at].head;
        if (head < 0 || (uint32_t)head >= c->doc->token_count)
            break;
        at = (uint32_t)head;
    }
    while (n > 0) {
        uint32_t i = path[--n];
        int32_t head = c->doc->tokens[i].head;
        claim_word *w = &c->words[i];
        done[i] = 1;
        if (head < 0 || (uint32_t)head >= c->doc->token_count)
            continue;
        const claim_word *h = &c->words[head];
        if (h->cue >= CUE_STRONG) {
            w->governor = head;
            w->via = c->doc->tokens[i].deprel;
            w->depth = 1;
        } else {
            w->governor = h->governor;
            w->via = h->via;
            w->depth = h->depth < DEPTH_MOST ? (uint8_t)(h->depth + 1) : DEPTH_MOST;
        }
    }
}

static bool is_remark(rec_deprel d)
{
    return d == REC_PARATAXIS || d == REC_ADVCL || d == REC_OBL || d == REC_CASE || d == REC_ADVMOD ||
           d == REC_DISCOURSE || d == REC_ACL || d == REC_DEP || d == REC_MARK;
}

/* Gives the remark of a token's head to the token, top down along the path; heads know theirs first. */
static void find_aside(claim_context *c, uint32_t token, uint8_t *done)
{
    uint32_t path[256];
    unsigned n = 0;
    uint32_t at = token;
    while (!done[at] && n < 256) {
        path[n++] = at;
        int32_t head = c->doc->tokens[at].head;
        if (head < 0 || (uint32_t)head >= c->doc->token_count)
            break;
        at = (uint32_t)head;
    }
    while (n > 0) {
        uint32_t i = path[--n];
        claim_word *w = &c->words[i];
        int32_t head = c->doc->tokens[i].head;
        done[i] = 1;
        if (w->aside >= 0 || head < 0 || (uint32_t)head >= c->doc->token_count)
            continue;
        const claim_word *h = &c->words[head];
        if (h->aside >= 0 && h->aside != (int32_t)i && w->cue < CUE_STRONG) {
            w->aside = h->aside;
            w->aside_via = h->aside_via;
        }
    }
}

static void mark_asides(claim_context *c)
{
    const rec_document *doc = c->doc;
    for (uint32_t i = 0; i < doc->token_count; i++) {
        const rec_token *t = &doc->tokens[i];
        if (c->words[i].cue < CUE_STRONG || t->head < 0 || !is_remark(t->deprel))
            continue;
        uint32_t on = (uint32_t)t->head;
        uint8_t via = t->deprel;
        if (t->deprel == REC_CASE && doc->tokens[on].head >= 0) { /* "according to X": X hangs on the content */
            via = doc->tokens[on].deprel;
            on = (uint32_t)doc->tokens[on].head;
        }
        if (c->words[on].aside < 0) {
            c->words[on].aside = (int32_t)i;
            c->words[on].aside_via = via;
        }
    }
}

static void mark_neighbours(claim_context *c, const rec_sentence *s)
{
    int32_t last = -1;
    for (uint32_t i = s->first_token; i < s->first_token + s->token_count; i++) {
        c->words[i].before = last;
        if (c->words[i].cue >= CUE_STRONG)
            last = (int32_t)i;
    }
    last = -1;
    for (uint32_t i = s->first_token + s->token_count; i-- > s->first_token;) {
        c->words[i].after = last;
        if (c->words[i].cue >= CUE_STRONG)
            last = (int32_t)i;
    }
}

static uint8_t gap(uint32_t from, uint32_t to)
{
    uint32_t n = from > to ? from - to : to - from;
    return (uint8_t)(n < GAP_MOST ? n : GAP_MOST);
}

/* Cues beside a quotation, and whether it merely goes on with one that had a cue. */
static void link_quotes(claim_context *c)
{
    const rec_document *doc = c->doc;
    int32_t had = -1; /* paragraph whose quotations have a cue */
    for (uint32_t q = 0; q < c->quotes.count; q++) {
        const claim_quotation *k = &c->quotes.items[q];
        claim_quote_link *l = &c->links[q];
        uint32_t sentence = doc->tokens[k->first].sentence, end = doc->tokens[k->last].sentence;
        l->left = c->words[k->first].before;
        l->right = c->words[k->last].after;
        if (l->left >= 0 && k->first - (uint32_t)l->left > QUOTE_REACH * 2)
            l->left = -1;
        if (l->right >= 0 && (uint32_t)l->right - k->last > QUOTE_REACH)
            l->right = -1;
        if (l->right < 0 && end + 1 < doc->sentence_count && k->last + 1 < doc->token_count) {
            uint32_t next = k->last + 1; /* a sentence that was cut after the closing mark */
            for (uint32_t i = next; i < doc->token_count && i < next + 4; i++)
                if (doc->tokens[i].sentence == end + 1 && c->words[i].cue >= CUE_STRONG) {
                    l->right = (int32_t)i;
                    break;
                }
        }
        l->left_gap = l->left >= 0 ? gap(k->first, (uint32_t)l->left) : 0;
        l->right_gap = l->right >= 0 ? gap((uint32_t)l->right, k->last) : 0;
        int32_t paragraph = (int32_t)doc->sentences[sentence].paragraph;
        bool own = l->left >= 0 || l->right >= 0;
        l->carried = !own && (had == paragraph || k->continues >= 0);
        if (own || k->continues >= 0)
            had = paragraph;
    }
}

void claim_context_spread(claim_context *c)
{
    rec_document *doc = c->doc;
    arena_mark mark = arena_here(&doc->memory);
    uint8_t *done = ARENA_ARRAY(&doc->memory, uint8_t, 2 * (size_t)doc->token_count + 1);
    if (done == NULL)
        return;
    mark_asides(c);
    for (uint32_t i = 0; i < doc->token_count; i++) {
        find_governor(c, i, done);
        find_aside(c, i, done + doc->token_count);
    }
    for (uint32_t s = 0; s < doc->sentence_count; s++)
        mark_neighbours(c, &doc->sentences[s]);
    link_quotes(c);
    arena_back(&doc->memory, mark);
}
