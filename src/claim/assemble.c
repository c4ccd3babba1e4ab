/* SPDX-License-Identifier: MIT
 *
 * claim/assemble.c: in: labels of tokens; out: claims.
 *
 * Labels are mended (a quotation is all content or none; small holes in a content are closed) and cut to pieces. Each
 * source and content is put to the cue that the learned links like best among the nearest few; a cue without a source
 * of its own takes the best one nearby. Known limit: two cues do not share one content. Cost: linear, at most
 * CLAIM_LINK_REACH pairs a piece. */
#include "claim/assemble.h"

#include "claim/label.h"

#include <string.h>

enum { MOST_PARTS = 24, LEAST_QUOTE = 4, SUBJECT_STEPS = 3 };

/* ---- mending --------------------------------------------------------------------------------------------------- */

static bool is_content(uint8_t label)
{
    return label == CLAIM_CONTENT_B || label == CLAIM_CONTENT_I;
}

/* A quotation most of whose words are content is content with its marks. */
static void mend_quotes(const claim_context *c, uint8_t *labels)
{
    for (uint32_t q = 0; q < c->quotes.count; q++) {
        const claim_quotation *k = &c->quotes.items[q];
        uint32_t n = k->last - k->first + 1, content = 0;
        for (uint32_t i = k->first; i <= k->last; i++)
            content += is_content(labels[i]);
        if (content * 2 <= n || content == n)
            continue;
        for (uint32_t i = k->first; i <= k->last; i++)
            if (!is_content(labels[i]))
                labels[i] = CLAIM_CONTENT_I;
        if (k->first == 0 || !is_content(labels[k->first - 1]))
            labels[k->first] = CLAIM_CONTENT_B;
        for (uint32_t i = k->first + 1; i <= k->last; i++)
            labels[i] = CLAIM_CONTENT_I;
        if (k->last + 1 < c->doc->token_count && labels[k->last + 1] == CLAIM_CONTENT_B &&
            c->doc->tokens[k->last + 1].sentence == c->doc->tokens[k->last].sentence)
            labels[k->last + 1] = CLAIM_CONTENT_I;
    }
}

static void mend_holes(const claim_context *c, uint8_t *labels)
{
    for (uint32_t i = 1; i + 1 < c->doc->token_count; i++)
        if (labels[i] == CLAIM_OUT && is_content(labels[i - 1]) && is_content(labels[i + 1]) &&
            c->doc->tokens[i - 1].sentence == c->doc->tokens[i + 1].sentence && c->doc->tokens[i].upos != REC_PUNCT) {
            labels[i] = CLAIM_CONTENT_I;
            labels[i + 1] = CLAIM_CONTENT_I;
        }
}

/* ---- linking --------------------------------------------------------------------------------------------------- */

static int32_t link_score(const claim_context *c, const claim_piece *cue, const claim_piece *piece)
{
    uint32_t features[CLAIM_FEATURES];
    unsigned n = claim_link_features(c, cue, piece, features);
    int32_t sum = 0;
    for (unsigned i = 0; i < n; i++)
        sum += c->model->weights.link[features[i] & ((1u << CLAIM_LINK_BITS) - 1)];
    return sum;
}

/* The piece of the wanted label near `from` that goes best with it; *score of the pair. One of the two is a cue. */
static int32_t best_partner(const claim_context *c, const claim_pieces *p, uint32_t from, uint8_t label, int32_t *score)
{
    int32_t best = -1;
    uint32_t low = from > CLAIM_LINK_REACH ? from - CLAIM_LINK_REACH : 0;
    for (uint32_t k = low; k < p->count && k < from + CLAIM_LINK_REACH; k++) {
        if (p->items[k].label != label)
            continue;
        int32_t s = label == CLAIM_CUE_B ? link_score(c, &p->items[k], &p->items[from])
                                         : link_score(c, &p->items[from], &p->items[k]);
        if (best < 0 || s > *score) {
            best = (int32_t)k;
            *score = s;
        }
    }
    return best;
}

typedef struct links {
    int32_t *content_of; /* [pieces] cue of a content, -1 */
    int32_t *source_of;  /* [pieces] source of a cue, -1 */
    uint8_t *used;       /* [pieces] a source has a cue, a cue a content */
} links;

/* A cue without content takes the best content that no other cue wanted. */
static void feed_cues(const claim_context *c, const claim_pieces *p, links *l)
{
    for (uint32_t i = 0; i < p->count; i++)
        if (p->items[i].label == CLAIM_CONTENT_B && l->content_of[i] >= 0)
            l->used[l->content_of[i]] = 1;
    for (uint32_t i = 0; i < p->count; i++) {
        int32_t score = 0;
        if (p->items[i].label != CLAIM_CUE_B || l->used[i])
            continue;
        int32_t k = best_partner(c, p, i, CLAIM_CONTENT_B, &score);
        if (k >= 0 && l->content_of[k] < 0)
            l->content_of[k] = (int32_t)i;
    }
}

static uint32_t paragraph_of(const rec_document *doc, uint32_t token)
{
    return doc->sentences[doc->tokens[token].sentence].paragraph;
}

static bool is_quoted(const claim_context *c, const claim_piece *p)
{
    return c->words[p->head].quote >= 0 && c->words[p->first].quote >= 0;
}

/* "A," said X. "B." The second quotation of a paragraph, and one that goes on from the paragraph before, is the same
 * speaker's as long as no other cue stands between. */
static void carry_quotes(const claim_context *c, const claim_pieces *p, links *l)
{
    int32_t cue = -1, quoted = -1; /* last cue; last quoted content that has a cue */
    for (uint32_t i = 0; i < p->count; i++) {
        const claim_piece *it = &p->items[i];
        if (it->label == CLAIM_CUE_B)
            cue = (int32_t)i;
        if (it->label != CLAIM_CONTENT_B || !is_quoted(c, it))
            continue;
        if (l->content_of[i] < 0 && quoted >= 0 && (cue < 0 || cue <= l->content_of[quoted] || cue < quoted)) {
            bool same = paragraph_of(c->doc, it->first) == paragraph_of(c->doc, p->items[quoted].first);
            bool goes_on =
                c->quotes.items[c->words[it->first].quote].continues == c->words[p->items[quoted].last].quote;
            if ((same || goes_on) && i - (uint32_t)l->content_of[quoted] <= CLAIM_LINK_REACH)
                l->content_of[i] = l->content_of[quoted];
        }
        if (l->content_of[i] >= 0)
            quoted = (int32_t)i;
    }
}

static bool find_links(const claim_context *c, const claim_pieces *p, links *l)
{
    arena *a = &c->doc->memory;
    *l = (links){ARENA_ARRAY(a, int32_t, p->count + 1), ARENA_ARRAY(a, int32_t, p->count + 1),
                 ARENA_ARRAY(a, uint8_t, p->count + 1)};
    if (a->failed)
        return false;
    for (uint32_t i = 0; i < p->count; i++) {
        int32_t score = 0;
        l->content_of[i] = l->source_of[i] = -1;
        if (p->items[i].label == CLAIM_CONTENT_B) {
            int32_t cue = best_partner(c, p, i, CLAIM_CUE_B, &score);
            l->content_of[i] = cue >= 0 && score > 0 ? cue : -1;
        }
        if (p->items[i].label != CLAIM_CUE_B)
            continue;
        int32_t s = best_partner(c, p, i, CLAIM_SOURCE_B, &score);
        if (s >= 0 && score > 0) {
            l->source_of[i] = s;
            l->used[s] = 1;
        }
    }
    feed_cues(c, p, l);
    carry_quotes(c, p, l);
    for (uint32_t i = 0; i < p->count; i++) { /* a source that no cue asked for goes to a cue that has none */
        int32_t score = 0;
        if (p->items[i].label != CLAIM_SOURCE_B || l->used[i])
            continue;
        int32_t cue = best_partner(c, p, i, CLAIM_CUE_B, &score);
        if (cue >= 0 && l->source_of[cue] < 0)
            l->source_of[cue] = (int32_t)i;
    }
    return true;
}

/* ---- claims ---------------------------------------------------------------------------------------------------- */

static rec_span span_of(const rec_document *doc, const claim_piece *p)
{
    return (rec_span){doc->tokens[p->first].span.begin, doc->tokens[p->last].span.end};
}

static const char *rule_of(const claim_context *c, uint32_t head)
{
    const rec_token *t = &c->doc->tokens[head];
    static const char parts[] = "vnap";
    for (int i = 0; parts[i]; i++) {
        const claim_cue *line = model_claim_cue(c->model, parts[i], t->lemma);
        if (line != NULL && c->words[head].act == line->act)
            return line->rule;
    }
    return "claims.bin";
}

static const rec_span *copy_spans(rec_document *doc, const rec_span *spans, uint32_t count)
{
    return arena_copy(&doc->memory, spans, count * sizeof *spans);
}

static bool overlaps(rec_span a, rec_span b)
{
    return a.begin < b.end && b.begin < a.end;
}

/* Is the piece a cue, or the content of a cue, that lies in the span itself: a claim inside what is told? */
static bool stands_inside(const rec_document *doc, const claim_pieces *p, const links *l, uint32_t piece, rec_span span)
{
    int32_t cue = p->items[piece].label == CLAIM_CUE_B ? (int32_t)piece : l->content_of[piece];
    if (p->items[piece].label == CLAIM_SOURCE_B)
        return false;
    if (cue < 0) /* a content that no cue wanted */
        return true;
    rec_span s = span_of(doc, &p->items[cue]);
    return s.begin >= span.begin && s.end <= span.end;
}

/* "A, X said, and B": a remark in the middle of a clause of which one side was labelled tells both. */
static uint32_t other_side(const claim_context *c, const claim_pieces *p, const links *l, uint32_t cue,
                           rec_span parts[2])
{
    rec_span both[2];
    int32_t head;
    if (!claim_is_remark(c->doc, p->items[cue].head) || c->words[p->items[cue].head].quote >= 0 ||
        claim_content_by_tree(c, &p->items[cue], both, &head) != 2)
        return 1;
    bool first = parts[0].begin <= both[0].end, second = parts[0].end >= both[1].begin;
    rec_span missing = first ? both[1] : both[0];
    for (uint32_t k = cue > 2 ? cue - 2 : 0; k < p->count && k < cue + 4; k++) {
        if (overlaps(span_of(c->doc, &p->items[k]), missing) && !stands_inside(c->doc, p, l, k, missing))
            return 1;
    }
    if (first == second || str_find(record_text(c->doc, missing), STR("\"")) >= 0)
        return 1;
    rec_span known = parts[0];
    parts[0] = first ? known : missing;
    parts[1] = first ? missing : known;
    return 2;
}

/* "C, his minister wrote on X": what hangs on the remark's own verb and is no clause is not what it tells. */
static bool is_mere_phrase(const claim_context *c, uint32_t cue, const claim_piece *part)
{
    const rec_document *doc = c->doc;
    if ((doc->tokens[cue].deprel != REC_PARATAXIS && !claim_clause_before(doc, cue)) ||
        doc->tokens[part->head].head != (int32_t)cue || doc->tokens[part->head].deprel != REC_OBL)
        return false;
    for (uint32_t i = part->first; i <= part->last; i++)
        if (doc->tokens[i].upos == REC_VERB || c->words[i].quote >= 0)
            return false;
    return true;
}

/* The parts of a cue's content in text order; *head: token of the first. */
static uint32_t gather(const claim_context *c, const claim_pieces *p, const links *l, uint32_t cue, rec_span *parts,
                       int32_t *head)
{
    uint32_t count = 0, low = cue > CLAIM_LINK_REACH ? cue - CLAIM_LINK_REACH : 0;
    for (uint32_t k = low; k < p->count && k <= cue + CLAIM_LINK_REACH && count < MOST_PARTS; k++) {
        if (p->items[k].label != CLAIM_CONTENT_B || l->content_of[k] != (int32_t)cue ||
            is_mere_phrase(c, p->items[cue].head, &p->items[k]))
            continue;
        claim_piece part = p->items[k];
        claim_content_extend(c, &p->items[cue], &part);
        if (k + 1 < p->count && part.last >= p->items[k + 1].first)
            part.last = p->items[k].last;
        if (count == 0)
            *head = (int32_t)part.head;
        parts[count++] = span_of(c->doc, &part);
    }
    if (count == 1)
        return other_side(c, p, l, cue, parts);
    return count > 0 ? count : claim_content_by_tree(c, &p->items[cue], parts, head);
}

/* Whose act the cue's verb is by the tree, where no source was found: its subject, or that of the verb that it is
 * joined to. */
static rec_span source_by_tree(const claim_context *c, uint32_t cue, const rec_span *parts, uint32_t count)
{
    const rec_document *doc = c->doc;
    int32_t at = (int32_t)cue, x = -1;
    for (int steps = 0; x < 0 && steps < SUBJECT_STEPS && at >= 0 && doc->tokens[at].upos == REC_VERB; steps++) {
        rec_deprel d = doc->tokens[at].deprel;
        x = record_child(doc, (uint32_t)at, REC_NSUBJ);
        if (x < 0 && (d != REC_CONJ && d != REC_XCOMP))
            return (rec_span){0};
        at = doc->tokens[at].head;
    }
    if (x < 0 || (doc->tokens[x].upos != REC_PRON && !claim_can_speak(c, (uint32_t)x)))
        return (rec_span){0};
    rec_span source = claim_phrase_of(doc, (uint32_t)x);
    for (uint32_t k = 0; k < count; k++)
        if (overlaps(source, parts[k]))
            return (rec_span){0};
    return source;
}

static void add_claim(claim_context *c, const claim_pieces *p, const links *l, uint32_t cue)
{
    rec_document *doc = c->doc;
    rec_span parts[MOST_PARTS];
    int32_t content_head = -1;
    uint32_t count = gather(c, p, l, cue, parts, &content_head);
    rec_claim *claim = count > 0 ? RECORD_ADD(doc, claims, claim_count) : NULL;
    if (claim == NULL)
        return;
    *claim = (rec_claim){.cue = span_of(doc, &p->items[cue]),
                         .cue_head = p->items[cue].head,
                         .content_count = count,
                         .content = copy_spans(doc, parts, count),
                         .content_head = content_head,
                         .source_entity = -1,
                         .within = -1,
                         .rule = rule_of(c, p->items[cue].head)};
    rec_span source = l->source_of[cue] >= 0 ? span_of(doc, &p->items[l->source_of[cue]])
                                             : source_by_tree(c, p->items[cue].head, parts, count);
    if (source.end > source.begin) {
        claim->sources = copy_spans(doc, &source, 1);
        claim->source_count = 1;
    }
    if (claim->content == NULL || (claim->source_count > 0 && claim->sources == NULL))
        claim->content_count = claim->source_count = 0;
    claim_describe(c, claim);
}

/* Begins in marks and has a verb; titles and words at arm's length are no claims. */
static bool is_spoken(const claim_context *c, const claim_piece *p)
{
    bool verb = false;
    for (uint32_t i = p->first; i <= p->last; i++)
        verb |= c->doc->tokens[i].upos == REC_VERB || c->doc->tokens[i].upos == REC_AUX;
    return verb && c->words[p->first].quote >= 0 && p->last - p->first >= LEAST_QUOTE;
}

/* A quotation that no cue claims: its marks alone show it. */
static void add_bare(claim_context *c, const claim_piece *p)
{
    rec_document *doc = c->doc;
    if (!is_spoken(c, p))
        return;
    rec_span span = span_of(doc, p);
    const rec_span *content = copy_spans(doc, &span, 1);
    rec_claim *claim = content != NULL ? RECORD_ADD(doc, claims, claim_count) : NULL;
    if (claim == NULL)
        return;
    *claim = (rec_claim){.cue = {span.begin, span.begin},
                         .cue_head = p->first,
                         .content_count = 1,
                         .content = content,
                         .content_head = (int32_t)p->head,
                         .source_entity = -1,
                         .within = -1,
                         .rule = "quotation"};
    claim_describe(c, claim);
}

void claim_assemble(claim_context *c, const uint8_t *given)
{
    rec_document *doc = c->doc;
    uint8_t *labels = arena_copy(&doc->memory, given, doc->token_count + 1);
    links l;
    if (labels == NULL)
        return;
    mend_quotes(c, labels);
    mend_holes(c, labels);
    claim_pieces p = claim_pieces_cut(doc, labels);
    if (p.count == 0 || !find_links(c, &p, &l))
        return;
    for (uint32_t i = 0; i < p.count; i++)
        if (p.items[i].label == CLAIM_CUE_B)
            add_claim(c, &p, &l, i);
        else if (p.items[i].label == CLAIM_CONTENT_B && l.content_of[i] < 0)
            add_bare(c, &p.items[i]);
}
