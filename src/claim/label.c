/* SPDX-License-Identifier: MIT
 *
 * claim/label.c: in: the context; out: belief in cue heads, then labels.
 *
 * Two linear models: a logistic one on each candidate for a cue's head, and a linear-chain conditional random field
 * (Lafferty et al. 2001) whose features see the first one's answers. Sums of 8-bit weights in integers, so that every
 * machine gives the same labels. Cost: some 60 lookups a token for each model; memory: one byte a token and label. */
#include "claim/label.h"

#include <string.h>

#define IMPOSSIBLE (-(1 << 28))

uint8_t claim_cue_step(double log_odds)
{
    static const double edges[] = {-4, -3, -2, -1.2, -0.5, 0, 0.5, 1, 2, 3.5};
    uint8_t step = CUE_NEVER;
    while (step < CUE_SURE && log_odds >= edges[step])
        step++;
    return step;
}

static uint8_t cue_by_table(const claim_context *c, uint32_t token)
{
    const rec_token *t = &c->doc->tokens[token];
    uint8_t act = c->words[token].act;
    if (act == 0 || t->upos == REC_PROPN)
        return CUE_NEVER;
    return t->upos == REC_VERB || t->upos == REC_ADP ? CUE_STRONG : CUE_HARDLY;
}

void claim_find_cue_heads(claim_context *c)
{
    const claim_weights *w = &c->model->weights;
    uint32_t features[CLAIM_FEATURES];
    for (uint32_t i = 0; i < c->doc->token_count; i++) {
        if (!claim_context_candidate(c, i))
            continue;
        if (!c->model->learned) {
            c->words[i].cue = cue_by_table(c, i);
            continue;
        }
        unsigned n = model_claim_keep(w->cue_seen, features, claim_cue_features(c, i, features));
        int32_t sum = 0;
        for (unsigned k = 0; k < n; k++)
            sum += w->cue[features[k] & ((1u << CLAIM_CUE_BITS) - 1)];
        c->words[i].cue = claim_cue_step((double)w->cue_scale * sum + (c->dense ? (double)c->dense[i][CLAIM_HEAD] : 0));
    }
}

bool claim_label_follows(unsigned from, unsigned to)
{
    switch (to) {
    case CLAIM_SOURCE_I:
        return from == CLAIM_SOURCE_B || from == CLAIM_SOURCE_I;
    case CLAIM_CUE_I:
        return from == CLAIM_CUE_B || from == CLAIM_CUE_I;
    case CLAIM_CONTENT_I:
        return from == CLAIM_CONTENT_B || from == CLAIM_CONTENT_I;
    default:
        return true;
    }
}

static int32_t rounded(float value, float unit)
{
    float v = value / unit;
    return (int32_t)(v < 0 ? v - 0.5f : v + 0.5f);
}

unsigned claim_label_scores(const claim_context *c, uint32_t token, uint32_t *to, int32_t *score)
{
    unsigned n = model_claim_keep(c->model->weights.label_seen, to, claim_label_features(c, token, to));
    const int8_t *table = c->model->weights.label;
    for (int l = 0; l < CLAIM_ROW; l++)
        score[l] = 0;
    for (unsigned k = 0; k < n; k++)
        __builtin_prefetch(table + (size_t)(to[k] & ((1u << CLAIM_LABEL_BITS) - 1)) * CLAIM_ROW);
    for (unsigned k = 0; k < n; k++) {
        const int8_t *row = table + (size_t)(to[k] & ((1u << CLAIM_LABEL_BITS) - 1)) * CLAIM_ROW;
        for (int l = 0; l < CLAIM_ROW; l++)
            score[l] += row[l];
    }
    return n;
}

static void score_token(const claim_context *c, uint32_t token, int32_t score[CLAIM_ROW])
{
    uint32_t features[CLAIM_FEATURES];
    if (c->sparse != NULL)
        memcpy(score, c->sparse[token], sizeof *c->sparse);
    else
        (void)claim_label_scores(c, token, features, score);
    for (int l = 0; l < CLAIM_LABELS && c->dense != NULL; l++)
        score[l] += rounded(c->dense[token][l], c->model->weights.label_scale);
}

/* best[i][l]: the best label before token i, given that i has label l. */
static void viterbi(const claim_context *c, uint32_t first, uint32_t count, uint8_t (*best)[CLAIM_ROW], uint8_t *labels)
{
    const claim_weights *w = &c->model->weights;
    int32_t last[CLAIM_ROW] = {0}, now[CLAIM_ROW], score[CLAIM_ROW];
    for (uint32_t i = 0; i < count; i++) {
        score_token(c, first + i, score);
        int32_t top = IMPOSSIBLE;
        for (unsigned to = 0; to < CLAIM_LABELS; to++) {
            now[to] = i == 0 ? (claim_label_follows(CLAIM_OUT, to) ? w->start[to] : IMPOSSIBLE) : IMPOSSIBLE;
            best[i][to] = CLAIM_OUT;
            for (unsigned from = 0; i > 0 && from < CLAIM_LABELS; from++)
                if (claim_label_follows(from, to) && last[from] + w->step[from][to] > now[to]) {
                    now[to] = last[from] + w->step[from][to];
                    best[i][to] = (uint8_t)from;
                }
            now[to] = now[to] <= IMPOSSIBLE ? IMPOSSIBLE : now[to] + score[to];
            if (now[to] > top)
                top = now[to];
        }
        for (unsigned l = 0; l < CLAIM_LABELS; l++) /* relative to the best, so that long paragraphs do not overflow */
            last[l] = now[l] <= IMPOSSIBLE / 2 ? IMPOSSIBLE / 2 : now[l] - top;
    }
    unsigned at = CLAIM_OUT;
    for (unsigned l = 1; l < CLAIM_LABELS; l++)
        if (last[l] > last[at])
            at = l;
    for (uint32_t i = count; i-- > 0;) {
        labels[i] = (uint8_t)at;
        at = best[i][at];
    }
}

static uint32_t paragraph_tokens(const rec_document *doc, uint32_t from, uint32_t *paragraph)
{
    uint32_t s = doc->tokens[from].sentence, i = from;
    *paragraph = doc->sentences[s].paragraph;
    while (i < doc->token_count && doc->sentences[doc->tokens[i].sentence].paragraph == *paragraph)
        i++;
    return i - from;
}

uint8_t *claim_label_tokens(const claim_context *c)
{
    rec_document *doc = c->doc;
    uint8_t *labels = ARENA_ARRAY(&doc->memory, uint8_t, doc->token_count + 1);
    if (labels == NULL || !c->model->learned)
        return labels;
    for (uint32_t i = 0; i < doc->token_count;) {
        uint32_t paragraph, count = paragraph_tokens(doc, i, &paragraph);
        if (doc->paragraphs[paragraph].part != REC_PART_BYLINE) {
            arena_mark mark = arena_here(&doc->memory);
            uint8_t(*best)[CLAIM_ROW] = arena_get(&doc->memory, (size_t)count * CLAIM_ROW);
            if (best == NULL)
                return NULL;
            viterbi(c, i, count, best, labels + i);
            arena_back(&doc->memory, mark);
        }
        i += count;
    }
    return labels;
}
