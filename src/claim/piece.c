/* SPDX-License-Identifier: MIT
 *
 * claim/piece.c: in: labels of tokens; out: pieces, the sources, cues and parts of contents. Linear. */
#include "claim/context.h"

void claim_piece_head(const rec_document *doc, claim_piece *p)
{
    p->head = p->first;
    bool found = false;
    for (uint32_t i = p->first; i <= p->last; i++) {
        const rec_token *t = &doc->tokens[i];
        if (t->upos == REC_PUNCT && (found || p->first != p->last))
            continue;
        if (!found) /* better any word than a mark */
            p->head = i;
        found = true;
        if (t->head < (int32_t)p->first || t->head > (int32_t)p->last) {
            p->head = i;
            return;
        }
    }
}

static uint8_t begin_of(uint8_t label)
{
    return label == CLAIM_OUT ? CLAIM_OUT : (uint8_t)(label - (label % 2 == 0 ? 1 : 0));
}

claim_pieces claim_pieces_cut(rec_document *doc, const uint8_t *labels)
{
    claim_pieces all = {0};
    uint32_t cues = 0;
    for (uint32_t i = 0; i < doc->token_count;) {
        uint32_t first = i++;
        uint8_t label = begin_of(labels[first]);
        if (label == CLAIM_OUT)
            continue;
        while (i < doc->token_count && labels[i] == label + 1)
            i++;
        claim_piece *p = arena_push(&doc->memory, all.items, all.count, sizeof *p);
        if (p == NULL)
            return (claim_pieces){0};
        all.items = p;
        p[all.count] = (claim_piece){.first = first, .last = i - 1, .label = label, .order = cues, .claim = -1};
        claim_piece_head(doc, &p[all.count++]);
        cues += label == CLAIM_CUE_B;
    }
    return all;
}
