/* SPDX-License-Identifier: MIT
 *
 * claim/content.c: in: a cue for which the labels show no content; out: the content that the tree gives it.
 *
 * A remark ("according to X", "..., X said") tells of the clause that it hangs on, less itself; other cues of their
 * complement: a clause, then an infinitive, an object, a phrase with a preposition. */
#include "claim/assemble.h"

enum { EXTEND_STEPS = 8 };

static void trim(const rec_document *doc, uint32_t *first, uint32_t *last)
{
    while (*first < *last && doc->tokens[*first].upos == REC_PUNCT)
        (*first)++;
    while (*last > *first && doc->tokens[*last].upos == REC_PUNCT)
        (*last)--;
}

static uint32_t add_part(const rec_document *doc, int64_t first, int64_t last, rec_span *to)
{
    if (last <= first)
        return 0;
    uint32_t a = (uint32_t)first, b = (uint32_t)last;
    trim(doc, &a, &b);
    if (b <= a)
        return 0;
    *to = (rec_span){doc->tokens[a].span.begin, doc->tokens[b].span.end};
    return 1;
}

static uint32_t clause_of_remark(const rec_document *doc, uint32_t remark, rec_span to[2], int32_t *head)
{
    int32_t h = doc->tokens[remark].head;
    uint32_t first, last, from, until;
    if (h < 0)
        return 0;
    rec_deprel d = doc->tokens[h].deprel; /* "The border, she said, was closed": it may hang on the subject */
    if ((d == REC_NSUBJ || d == REC_NSUBJ_PASS) && doc->tokens[h].head > (int32_t)remark)
        h = doc->tokens[h].head;
    record_subtree(doc, remark, &first, &last);
    record_subtree(doc, (uint32_t)h, &from, &until);
    uint32_t n = add_part(doc, from, (int64_t)first - 1, &to[0]);
    n += add_part(doc, (int64_t)last + 1, until, &to[n]);
    *head = h;
    return n;
}

bool claim_is_remark(const rec_document *doc, uint32_t cue)
{
    const rec_token *t = &doc->tokens[cue];
    return (t->deprel == REC_CASE || t->deprel == REC_PARATAXIS) && t->head >= 0;
}

void claim_content_extend(const claim_context *c, const claim_piece *cue, claim_piece *part)
{
    const rec_document *doc = c->doc;
    int32_t at = (int32_t)part->head;
    for (int steps = 0; at >= 0 && steps < EXTEND_STEPS && doc->tokens[at].head != (int32_t)cue->head; steps++)
        at = doc->tokens[at].head;
    if (at < 0 || doc->tokens[at].head != (int32_t)cue->head)
        return;
    rec_deprel d = doc->tokens[at].deprel;
    uint32_t first, last;
    if (d != REC_CCOMP && d != REC_XCOMP && d != REC_OBJ)
        return;
    record_subtree(doc, (uint32_t)at, &first, &last);
    trim(doc, &first, &last);
    if (first > cue->last && last > part->last && part->first <= first + 1 &&
        (part->last - part->first + 1) * 2 < last - first + 1)
        part->last = last;
}

bool claim_clause_before(const rec_document *doc, uint32_t cue)
{
    int32_t clause = record_child(doc, cue, REC_CCOMP);
    return clause >= 0 && (uint32_t)clause < cue;
}

uint32_t claim_content_by_tree(const claim_context *c, const claim_piece *cue, rec_span to[2], int32_t *head)
{
    static const rec_deprel complements[] = {REC_CCOMP, REC_XCOMP, REC_OBJ, REC_ACL, REC_OBL, REC_NMOD};
    const rec_document *doc = c->doc;
    const rec_token *t = &doc->tokens[cue->head];
    if (t->deprel == REC_CASE && t->head >= 0)
        return clause_of_remark(doc, (uint32_t)t->head, to, head);
    for (unsigned i = 0; i < sizeof complements / sizeof *complements; i++) {
        int32_t k = record_child(doc, cue->head, complements[i]);
        uint32_t first, last, n = 0;
        if (complements[i] == REC_ACL && t->deprel == REC_PARATAXIS) /* "C, she wrote on Monday" */
            n = clause_of_remark(doc, cue->head, to, head);
        if (n > 0)
            return n;
        if (k < 0 || ((uint32_t)k >= cue->first && (uint32_t)k <= cue->last))
            continue;
        record_subtree(doc, (uint32_t)k, &first, &last);
        if (first <= cue->last && (complements[i] != REC_CCOMP || last >= cue->first))
            continue;
        trim(doc, &first, &last);
        to[0] = (rec_span){doc->tokens[first].span.begin, doc->tokens[last].span.end};
        *head = k;
        return 1;
    }
    return 0;
}
