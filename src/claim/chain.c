/* SPDX-License-Identifier: MIT
 *
 * claim/chain.c: in: claims side by side; out: claims inside claims.
 *
 * Three ways lead from one mouth to another: a report that cites ("Caliber.Az reports, referencing US media": the inner
 * claim has the same content), a quotation at second hand ("Tasnim quoted an official as saying ..."), and a claim that
 * stands in another's content ("he said that the army denied it"). The labels know but one level, as PolNeAR does; the
 * first two are found in the tree, and so is the third where an event rests on it.
 *
 * `within` comes from painting contents on tokens, the longest first: what is under the brush at a claim's cue is the
 * claim that it stands in. Cost: the sum of the contents' lengths and a sort of the claims. */
#include "claim/assemble.h"

#include <stdlib.h>

enum { STEPS_UP = 10, KIDS = 24, DEPTH_MOST = 32 };

static rec_span token_span(const rec_document *doc, uint32_t first, uint32_t last)
{
    return (rec_span){doc->tokens[first].span.begin, doc->tokens[last].span.end};
}

static uint8_t act_of(const claim_context *c, uint32_t token)
{
    return c->words[token].act;
}

static bool is_saying(uint8_t act)
{
    return act == CLAIM_SAY || act == CLAIM_WRITE || act == CLAIM_ANNOUNCE || act == CLAIM_DENY || act == CLAIM_RELAY ||
           act == CLAIM_THREATEN || act == CLAIM_PROMISE || act == CLAIM_ACCUSE || act == CLAIM_SHOW ||
           act == CLAIM_THINK || act == CLAIM_GUESS;
}

static int32_t claim_of_cue(const rec_document *doc, const int32_t *by_cue, uint32_t token)
{
    return token < doc->token_count ? by_cue[token] : -1;
}

static rec_claim *add(claim_context *c, uint32_t cue, rec_span source, const rec_span *content, uint32_t count,
                      int32_t content_head, int32_t within)
{
    rec_document *doc = c->doc;
    rec_claim *claim = RECORD_ADD(doc, claims, claim_count);
    if (claim == NULL)
        return NULL;
    const claim_cue *line = model_claim_cue(c->model, 'v', doc->tokens[cue].lemma);
    *claim = (rec_claim){.cue = doc->tokens[cue].span,
                         .cue_head = cue,
                         .content = content,
                         .content_count = count,
                         .content_head = content_head,
                         .within = within,
                         .source_entity = -1,
                         .rule = line != NULL ? line->rule : "claims.bin"};
    if (source.end > source.begin) {
        claim->sources = arena_copy(&doc->memory, &source, sizeof source);
        claim->source_count = claim->sources != NULL;
    }
    claim_describe(c, claim);
    return claim;
}

/* ---- reports that cite ----------------------------------------------------------------------------------------- */

static int32_t whom(const rec_document *doc, uint32_t verb)
{
    int32_t y = record_child(doc, verb, REC_OBJ);
    return y >= 0 ? y : record_child(doc, verb, REC_OBL);
}

/* The claim on whose cue (or on a word next to it) the participle hangs. */
static int32_t citing_claim(const rec_document *doc, const int32_t *by_cue, uint32_t verb)
{
    for (uint32_t i = verb; i-- > 0 && i + 4 > verb && doc->tokens[i].sentence == doc->tokens[verb].sentence;)
        if (by_cue[i] >= 0)
            return by_cue[i];
    int32_t at = doc->tokens[verb].head;
    for (int steps = 0; at >= 0 && steps < 3; steps++, at = doc->tokens[at].head) {
        int32_t k = claim_of_cue(doc, by_cue, (uint32_t)at);
        if (k >= 0)
            return k;
        int32_t aside = record_child(doc, (uint32_t)at, REC_PARATAXIS);
        k = aside >= 0 && (uint32_t)aside < verb ? claim_of_cue(doc, by_cue, (uint32_t)aside) : -1;
        if (k >= 0)
            return k;
    }
    return -1;
}

/* "Politico, quoting two diplomats, said": the outer source ends where the citing begins. */
static void part_source(const claim_context *c, rec_claim *o, uint32_t verb)
{
    rec_document *doc = c->doc;
    if (o->source_count != 1 || o->sources[0].begin >= doc->tokens[verb].span.begin ||
        o->sources[0].end <= doc->tokens[verb].span.begin)
        return;
    uint32_t last = verb - 1;
    while (last > 0 && doc->tokens[last].upos == REC_PUNCT)
        last--;
    rec_span source = {o->sources[0].begin, doc->tokens[last].span.end};
    const rec_span *kept = source.end > source.begin ? arena_copy(&doc->memory, &source, sizeof source) : NULL;
    if (kept == NULL)
        return;
    o->sources = kept;
    claim_describe(c, o);
}

/* "Reuters, quoting a police source, said ...": the labels took whom it quotes for what it tells. */
static bool mend_citing(claim_context *c, int32_t known, rec_span whom, int32_t outer)
{
    rec_document *doc = c->doc;
    rec_claim *claim = known >= 0 ? &doc->claims[known] : NULL;
    const rec_span *sources = arena_copy(&doc->memory, &whom, sizeof whom);
    if (claim == NULL || sources == NULL || claim->content_count == 0 || claim->content[0].begin > whom.begin ||
        claim->content[0].end < whom.end)
        return false;
    claim->sources = sources;
    claim->source_count = 1;
    claim->content = doc->claims[outer].content;
    claim->content_count = doc->claims[outer].content_count;
    claim->content_head = doc->claims[outer].content_head;
    claim->within = outer;
    claim_describe(c, claim);
    return true;
}

static void find_citing(claim_context *c, const int32_t *by_cue, uint32_t verb)
{
    rec_document *doc = c->doc;
    const rec_token *t = &doc->tokens[verb];
    if (t->deprel != REC_ADVCL && t->deprel != REC_ACL && t->deprel != REC_CONJ && t->deprel != REC_XCOMP &&
        t->deprel != REC_PARATAXIS && t->deprel != REC_DEP)
        return;
    int32_t y = whom(doc, verb), outer = citing_claim(doc, by_cue, verb);
    if (y < 0 || outer < 0 || !claim_can_speak(c, (uint32_t)y) || doc->claims[outer].cue_head == verb ||
        (by_cue[verb] >= 0 && doc->claims[by_cue[verb]].within >= 0))
        return;
    const rec_claim *o = &doc->claims[outer];
    if (!mend_citing(c, by_cue[verb], claim_phrase_of(doc, (uint32_t)y), outer))
        add(c, verb, claim_phrase_of(doc, (uint32_t)y), o->content, o->content_count, o->content_head, outer);
    part_source(c, &doc->claims[outer], verb);
}

/* ---- second hand ----------------------------------------------------------------------------------------------- */

static int32_t as_saying(const claim_context *c, uint32_t verb)
{
    const rec_document *doc = c->doc;
    unsigned n = 0;
    for (int32_t k = doc->tokens[verb].first_child; k >= 0 && n < KIDS; k = doc->tokens[k].next_sibling, n++)
        if (doc->tokens[k].upos == REC_VERB && (uint32_t)k > verb && is_saying(act_of(c, (uint32_t)k)) &&
            (record_child(doc, (uint32_t)k, REC_MARK) >= 0 || record_child(doc, (uint32_t)k, REC_CASE) >= 0))
            return k;
    return -1;
}

/* What was said: the known claim's last part, or what stands under the verb of saying. */
static rec_span second_content(const rec_document *doc, int32_t known, uint32_t said)
{
    uint32_t first, last;
    rec_span content = {0};
    if (said + 1 >= doc->token_count)
        return content;
    if (known >= 0 && doc->claims[known].content_count > 0)
        content = doc->claims[known].content[doc->claims[known].content_count - 1];
    if (content.end <= doc->tokens[said].span.end) {
        content = (rec_span){0};
        record_subtree(doc, said, &first, &last);
        if (last > said)
            content = token_span(doc, said + 1, last);
    }
    int32_t clause = record_child(doc, said, REC_CCOMP);
    uint32_t from = said + 1;
    if (clause > (int32_t)said) {
        record_subtree(doc, (uint32_t)clause, &first, &last);
        from = first > said ? first : from;
    }
    if (content.begin < doc->tokens[from].span.begin)
        content.begin = doc->tokens[from].span.begin;
    return content;
}

/* Makes a claim that the labels found the outer one. */
static void make_outer(claim_context *c, rec_claim *o, uint32_t verb, rec_span source, const rec_span *content)
{
    rec_document *doc = c->doc;
    o->content = content;
    o->content_count = 1;
    o->cue = doc->tokens[verb].span;
    o->cue_head = verb;
    if (source.end > source.begin) {
        o->sources = arena_copy(&doc->memory, &source, sizeof source);
        o->source_count = o->sources != NULL;
    }
    claim_describe(c, o);
}

/* Makes a claim that the labels found beside the outer one the inner one. */
static void make_inner(claim_context *c, rec_claim *claim, rec_span source, const rec_span *content, int32_t within)
{
    const rec_span *sources = arena_copy(&c->doc->memory, &source, sizeof source);
    if (sources == NULL)
        return;
    claim->sources = sources;
    claim->source_count = 1;
    claim->content = content;
    claim->content_count = 1;
    claim->within = within;
    claim_describe(c, claim);
}

/* "X quoted Y as saying C": outer X quoted [Y as saying C], inner Y saying C. */
static void find_second_hand(claim_context *c, int32_t *by_cue, uint32_t verb)
{
    rec_document *doc = c->doc;
    int32_t said = as_saying(c, verb);
    bool passive = record_child(doc, verb, REC_NSUBJ_PASS) >= 0;
    int32_t y = record_child(doc, verb, passive ? REC_NSUBJ_PASS : REC_OBJ);
    int32_t x = record_child(doc, verb, passive ? REC_OBL_AGENT : REC_NSUBJ);
    if (said < 0 || y < 0)
        return;
    int32_t known = by_cue[verb] >= 0 ? by_cue[verb] : by_cue[said];
    int32_t inner = by_cue[said] != known ? by_cue[said] : -1;
    rec_span content = second_content(doc, inner >= 0 ? inner : known, (uint32_t)said);
    if (content.end <= content.begin)
        return;
    rec_span whole = passive ? content : (rec_span){claim_phrase_of(doc, (uint32_t)y).begin, content.end};
    rec_span source = x >= 0 ? claim_phrase_of(doc, (uint32_t)x) : (rec_span){0};
    const rec_span *parts = arena_copy(&doc->memory, &content, sizeof content);
    const rec_span *outer_parts = arena_copy(&doc->memory, &whole, sizeof whole);
    if (doc->memory.failed)
        return;
    if (known >= 0)
        make_outer(c, &doc->claims[known], verb, source, outer_parts);
    else if (add(c, verb, source, outer_parts, 1, said, -1) != NULL)
        known = (int32_t)doc->claim_count - 1;
    else
        return;
    by_cue[verb] = known;
    if (inner >= 0)
        make_inner(c, &doc->claims[inner], claim_phrase_of(doc, (uint32_t)y), parts, known);
    else
        add(c, (uint32_t)said, claim_phrase_of(doc, (uint32_t)y), parts, 1, -1, known);
}

/* ---- a remark over a claim --------------------------------------------------------------------------------------- */

/* "Oman said they would meet again, according to two diplomats": the remark at the end is about the whole, though the
 * tree hangs it on the inner clause. */
static void widen_remark(claim_context *c, const int32_t *by_cue, int32_t remark)
{
    rec_document *doc = c->doc;
    rec_claim *a = &doc->claims[remark];
    const rec_sentence *s = &doc->sentences[doc->tokens[a->cue_head].sentence];
    if (a->content_count != 1 || doc->tokens[a->cue_head].deprel != REC_CASE)
        return;
    for (uint32_t i = a->cue_head; i-- > s->first_token;) {
        const rec_claim *b = by_cue[i] >= 0 ? &doc->claims[by_cue[i]] : NULL;
        if (b == NULL || b->content_count != 1 || b->source_count == 0 || b->cue.begin > b->content[0].begin)
            continue;
        uint32_t begin = b->sources[0].begin < b->cue.begin ? b->sources[0].begin : b->cue.begin;
        if (a->content[0].begin < b->content[0].begin || a->content[0].end > b->content[0].end ||
            begin < s->span.begin || a->cue.begin < b->content[0].end)
            return;
        rec_span whole = {begin, b->content[0].end};
        const rec_span *kept = arena_copy(&doc->memory, &whole, sizeof whole);
        if (kept != NULL)
            a->content = kept;
        return;
    }
}

/* ---- claims in contents that events rest on --------------------------------------------------------------------- */

static void find_nested(claim_context *c, const int32_t *by_cue, const int32_t *owner, uint32_t act_token)
{
    rec_document *doc = c->doc;
    uint32_t at = act_token;
    for (int steps = 0; steps < STEPS_UP && doc->tokens[at].head >= 0; steps++) {
        uint32_t head = (uint32_t)doc->tokens[at].head;
        if (by_cue[head] >= 0)
            return;
        const rec_token *h = &doc->tokens[head];
        int32_t x = record_child(doc, head, REC_NSUBJ);
        if (owner[head] >= 0 && owner[head] == owner[act_token] && h->upos == REC_VERB && is_saying(act_of(c, head)) &&
            doc->tokens[at].deprel == REC_CCOMP && x >= 0 &&
            (claim_can_speak(c, (uint32_t)x) || doc->tokens[x].upos == REC_PRON) &&
            record_child(doc, head, REC_EXPL) < 0) {
            uint32_t first, last;
            record_subtree(doc, at, &first, &last);
            rec_span content = token_span(doc, first, last);
            const rec_span *parts = arena_copy(&doc->memory, &content, sizeof content);
            if (parts != NULL)
                add(c, head, claim_phrase_of(doc, (uint32_t)x), parts, 1, (int32_t)at, owner[head]);
            return;
        }
        at = head;
    }
}

/* ---- within ---------------------------------------------------------------------------------------------------- */

typedef struct sized {
    uint32_t begin, cue, size, depth, claim;
} sized;

static int by_size(const void *a, const void *b)
{
    const sized *x = a, *y = b;
    if (x->size != y->size)
        return x->size < y->size ? 1 : -1;
    return x->depth != y->depth ? (x->depth < y->depth ? -1 : 1) : x->claim < y->claim ? -1 : 1;
}

static int by_begin(const void *a, const void *b)
{
    const sized *x = a, *y = b;
    if (x->begin != y->begin)
        return x->begin < y->begin ? -1 : 1;
    if (x->depth != y->depth)
        return x->depth < y->depth ? -1 : 1;
    return x->cue != y->cue ? (x->cue < y->cue ? -1 : 1) : by_size(a, b);
}

static uint32_t begin_of(const rec_claim *claim)
{
    uint32_t begin = claim->cue.begin;
    if (claim->source_count > 0 && claim->sources[0].begin < begin)
        begin = claim->sources[0].begin;
    return claim->content_count > 0 && claim->content[0].begin < begin ? claim->content[0].begin : begin;
}

static uint32_t size_of(const rec_claim *claim)
{
    uint32_t n = 0;
    for (uint32_t k = 0; k < claim->content_count; k++)
        n += claim->content[k].end - claim->content[k].begin;
    return n;
}

static uint32_t depth_of(const rec_document *doc, uint32_t claim)
{
    uint32_t depth = 0;
    for (int32_t at = doc->claims[claim].within; at >= 0 && depth < DEPTH_MOST; at = doc->claims[at].within)
        depth++;
    return depth;
}

static bool is_above(const rec_document *doc, int32_t claim, int32_t of)
{
    for (int steps = 0; of >= 0 && steps < DEPTH_MOST; steps++, of = doc->claims[of].within)
        if (of == claim)
            return true;
    return false;
}

/* owner[token]: innermost claim whose content holds it, -1. */
static void paint(rec_document *doc, int32_t *owner)
{
    sized *order = ARENA_ARRAY(&doc->memory, sized, doc->claim_count + 1);
    if (order == NULL)
        return;
    for (uint32_t i = 0; i < doc->token_count; i++)
        owner[i] = -1;
    for (uint32_t i = 0; i < doc->claim_count; i++)
        order[i] = (sized){0, 0, size_of(&doc->claims[i]), depth_of(doc, i), i};
    qsort(order, doc->claim_count, sizeof *order, by_size);
    for (uint32_t n = 0; n < doc->claim_count; n++) {
        rec_claim *claim = &doc->claims[order[n].claim];
        int32_t me = (int32_t)order[n].claim, around = owner[claim->cue_head];
        if (claim->within < 0 && around != me && !is_above(doc, me, around))
            claim->within = around;
        for (uint32_t k = 0; k < claim->content_count; k++) {
            int32_t i = record_token_at(doc, claim->content[k].begin);
            for (; i >= 0 && (uint32_t)i < doc->token_count && doc->tokens[i].span.begin < claim->content[k].end; i++)
                owner[i] = me;
        }
    }
}

/* Text order, of two that begin together the outer first: a reader meets them so. */
static void order_claims(rec_document *doc)
{
    sized *order = ARENA_ARRAY(&doc->memory, sized, doc->claim_count + 1);
    int32_t *place = ARENA_ARRAY(&doc->memory, int32_t, doc->claim_count + 1);
    rec_claim *old = arena_copy(&doc->memory, doc->claims, doc->claim_count * sizeof *old);
    if (doc->memory.failed || doc->claim_count == 0)
        return;
    for (uint32_t i = 0; i < doc->claim_count; i++)
        order[i] = (sized){begin_of(&old[i]), old[i].cue.begin, size_of(&old[i]), depth_of(doc, i), i};
    qsort(order, doc->claim_count, sizeof *order, by_begin);
    for (uint32_t i = 0; i < doc->claim_count; i++)
        place[order[i].claim] = (int32_t)i;
    for (uint32_t i = 0; i < doc->claim_count; i++) {
        doc->claims[i] = old[order[i].claim];
        if (doc->claims[i].within >= 0)
            doc->claims[i].within = place[doc->claims[i].within];
    }
}

static void index_cues(const rec_document *doc, int32_t *by_cue)
{
    for (uint32_t i = 0; i < doc->token_count; i++)
        by_cue[i] = -1;
    for (uint32_t k = 0; k < doc->claim_count; k++)
        if (doc->claims[k].cue.end > doc->claims[k].cue.begin)
            by_cue[doc->claims[k].cue_head] = (int32_t)k;
}

int32_t *claim_chain(claim_context *c)
{
    rec_document *doc = c->doc;
    int32_t *owner = ARENA_ARRAY(&doc->memory, int32_t, doc->token_count + 1);
    int32_t *by_cue = ARENA_ARRAY(&doc->memory, int32_t, doc->token_count + 1);
    if (doc->memory.failed)
        return NULL;
    index_cues(doc, by_cue);
    for (uint32_t i = 0; i < doc->token_count; i++)
        if (doc->tokens[i].upos == REC_VERB && act_of(c, i) == CLAIM_QUOTE) {
            find_second_hand(c, by_cue, i);
            find_citing(c, by_cue, i);
        }
    for (uint32_t k = 0; k < doc->claim_count; k++)
        widen_remark(c, by_cue, (int32_t)k);
    paint(doc, owner);
    for (uint32_t e = 0; e < doc->event_count && !doc->memory.failed; e++) {
        uint32_t before = doc->claim_count;
        find_nested(c, by_cue, owner, doc->events[e].head);
        if (doc->claim_count > before)
            by_cue[doc->claims[before].cue_head] = (int32_t)before;
    }
    order_claims(doc);
    paint(doc, owner);
    return doc->memory.failed ? NULL : owner;
}
