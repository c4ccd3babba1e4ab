/* SPDX-License-Identifier: MIT
 *
 * train_claims: learns models/claims.bin.
 *
 *   train_claims DATA MODELS POLNEAR_TRAIN POLNEAR_DEV UW_TRAIN UW_DEV OUT [epochs]
 *
 * In: Dragoman's data and models folders (token, syntax, actors), the folders of PolNeAR and the files of the
 * factuality set. Out: the weights, and figures on stderr. Steps: (1) cue heads, by logistic regression; for the next
 * steps the training articles get the answers of a model that has not seen them (five folds); (2) labels, by a random
 * field; (3) links from cues to sources and contents, by logistic regression; (4) factuality, by regression with the
 * loss of Huber. Dev figures are over Dragoman's tokens; score.py counts its own. */
#include "base/error.h"
#include "base/memory.h"
#include "claim/dense.h"
#include "claim/factual.h"
#include "claim/label.h"
#include "claims/corpus.h"
#include "claims/linear.h"
#include "claims/net.h"
#include "model_writer.h"

#include <cblas.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LEAST_SEEN = 6, FOLDS = 5, CUE_EPOCHS = 4, LINK_EPOCHS = 4, FACT_EPOCHS = 12, ALL = -1 };

#define LABEL_RATE 0.04f
#define LABEL_DROP 0.35f
#define LABEL_LEAN 0.4f /* towards sources and cues, chosen on dev */
#define CUE_RATE 0.05f
#define NET_RATE 2e-3f
#define CUE_DROP 0.3f /* share of features left out of each example in training */

typedef struct job {
    pipeline_models models;
    gold_corpus train, dev, uw_train, uw_dev;
    uint32_t *order; /* of training documents */
    int epochs;
    int8_t *cue, *label, *link, *fact; /* the tables that are learned */
    uint32_t *cue_seen, *label_seen;
    net *cue_net, *label_net;
} job;

static uint64_t random_state = 0x9E3779B97F4A7C15u;

static uint32_t random_below(uint32_t n)
{
    random_state ^= random_state << 13;
    random_state ^= random_state >> 7;
    random_state ^= random_state << 17;
    return (uint32_t)(random_state % n);
}

static void shuffle(uint32_t *v, uint32_t n)
{
    for (uint32_t i = n; i > 1; i--) {
        uint32_t k = random_below(i), t = v[k];
        v[k] = v[i - 1];
        v[i - 1] = t;
    }
}

/* ---- features seen often enough -------------------------------------------------------------------------------- */

typedef unsigned (*features_of)(const claim_context *, uint32_t, uint32_t *);

static void mark_seen(const job *j, features_of each, bool heads_only, uint32_t *seen)
{
    uint32_t features[CLAIM_FEATURES];
    tally t;
    if (!tally_init(&t))
        return;
    for (int pass = 0; pass < 2; pass++)
        for (uint32_t d = 0; d < j->train.count; d++) {
            const gold_document *g = &j->train.items[d];
            for (uint32_t i = 0; i < g->doc.token_count; i++) {
                if (heads_only && !claim_context_candidate(&g->context, i))
                    continue;
                unsigned n = each(&g->context, i, features);
                if (pass == 0)
                    tally_add(&t, features, n);
                for (unsigned k = 0; pass == 1 && k < n; k++)
                    if (tally_has(&t, features[k], LEAST_SEEN)) {
                        uint32_t bit = features[k] >> (32 - CLAIM_SEEN_BITS);
                        seen[bit >> 5] |= 1u << (bit & 31);
                    }
            }
        }
    tally_free(&t);
}

static unsigned cue_features(const job *j, const gold_document *g, uint32_t token, uint32_t *to)
{
    return model_claim_keep(j->cue_seen, to, claim_cue_features(&g->context, token, to));
}

/* ---- stretches of text for the network --------------------------------------------------------------------------- */

enum { BATCH = 200, BATCH_TOKENS = 1500 };

typedef struct stretch {
    gold_document *g;
    uint32_t document, first, count;
    bool skip; /* the annotators left some of it aside */
} stretch;

typedef struct stretches {
    stretch *items; /* owned */
    uint32_t count, tokens;
} stretches;

/* Paragraphs, the longest cut. */
static stretches cut_stretches(gold_corpus *c)
{
    stretches all = {0};
    for (uint32_t d = 0; d < c->count; d++) {
        gold_document *g = &c->items[d];
        for (uint32_t i = 0; i < g->doc.token_count;) {
            uint32_t n = claim_stretch_end(&g->doc, i) - i;
            stretch s = {g, d, i, n, false};
            for (uint32_t k = i; k < i + n; k++)
                s.skip |= g->skip[k] != 0;
            stretch *more = memory_resize(all.items, (all.count + 1) * sizeof *more);
            if (more == NULL)
                exit(1);
            all.items = more;
            more[all.count++] = s;
            all.tokens += n;
            i += n;
        }
    }
    return all;
}

typedef struct batch {
    stretch *items[BATCH];
    net_sequence sequences[BATCH];
    uint32_t *features; /* [BATCH_TOKENS + CLAIM_STRETCH][CLAIM_FEATURES] */
    uint8_t *counts;
    uint32_t count, tokens, used;
} batch;

/* Label features of all tokens where the network asks for them. */
static void add_stretch(const job *j, batch *b, stretch *s, bool with_features)
{
    const rec_document *doc = &s->g->doc;
    uint32_t from = b->used;
    for (uint32_t i = 0; with_features && i < s->count; i++) {
        uint32_t *to = b->features + b->used;
        unsigned n = model_claim_keep(j->label_seen, to, claim_label_features(&s->g->context, s->first + i, to));
        b->counts[b->tokens + i] = (uint8_t)n;
        b->used += n;
    }
    b->items[b->count] = s;
    b->sequences[b->count++] = (net_sequence){doc->states + (size_t)s->first * doc->state_width,
                                              doc->state_scale + s->first, with_features ? b->features + from : NULL,
                                              with_features ? b->counts + b->tokens : NULL, s->count};
    b->tokens += s->count;
}

static batch *new_batch(void)
{
    batch *b = memory_get(sizeof *b);
    if (b == NULL || (b->features = memory_get((size_t)(BATCH_TOKENS + CLAIM_STRETCH) * CLAIM_FEATURES * 4)) == NULL ||
        (b->counts = memory_get(BATCH_TOKENS + CLAIM_STRETCH)) == NULL)
        exit(1);
    return b;
}

static void free_batch(batch *b)
{
    memory_free(b->features);
    memory_free(b->counts);
    memory_free(b);
}

static bool is_full(const batch *b)
{
    return b->count == BATCH || b->tokens >= BATCH_TOKENS;
}

static void clear(batch *b)
{
    b->count = b->tokens = b->used = 0;
}

/* Writes what the network says of all tokens of a corpus to their contexts. */
static void answer_dense(const job *j, gold_corpus *c, net *n, bool with_features, int only, int of)
{
    stretches all = cut_stretches(c);
    batch *b = new_batch();
    for (uint32_t i = 0; i <= all.count; i++) {
        if (i < all.count && (only == ALL || (int)(all.items[i].document % (uint32_t)of) == only))
            add_stretch(j, b, &all.items[i], with_features);
        if (b->count == 0 || (i < all.count && !is_full(b)))
            continue;
        net_forward(n, b->sequences, b->count, false);
        for (uint32_t k = 0; k < b->count; k++)
            for (uint32_t t = 0; t < b->items[k]->count; t++)
                memcpy(b->items[k]->g->context.dense[b->items[k]->first + t], net_out(n, k, t),
                       sizeof(float[CLAIM_ROW]));
        clear(b);
    }
    free_batch(b);
    memory_free(all.items);
}

static float falling(float rate, uint32_t step, uint32_t steps)
{
    float part = fminf((float)step / (float)steps, 1), warm = fminf((float)(step + 1) / 200, 1);
    return rate * warm * (0.02f + 0.49f * (1 + cosf(3.14159265f * part)));
}

/* ---- cue heads ------------------------------------------------------------------------------------------------- */

static void learn_heads_of(const job *j, linear *l, net *n, batch *b, double *loss)
{
    uint32_t features[CLAIM_FEATURES];
    net_forward(n, b->sequences, b->count, true);
    for (uint32_t k = 0; k < b->count; k++) {
        const gold_document *g = b->items[k]->g;
        for (uint32_t t = 0; t < b->items[k]->count; t++) {
            uint32_t i = b->items[k]->first + t;
            if (!claim_context_candidate(&g->context, i))
                continue;
            unsigned m = linear_drop(features, cue_features(j, g, i, features), CUE_DROP);
            double p = 1 / (1 + exp(-linear_score(l, features, m) - (double)net_out(n, k, t)[CLAIM_HEAD]));
            linear_step(l, features, m, p - g->is_head[i]);
            net_gradient(n, k, t)[CLAIM_HEAD] = (float)(p - g->is_head[i]) / 300;
            *loss -= log(g->is_head[i] ? p + 1e-9 : 1 - p + 1e-9);
        }
        for (uint32_t t = 0; t < b->items[k]->count; t++) { /* labels as a second task */
            const float *o = net_out(n, k, t);
            float *d = net_gradient(n, k, t), sum = 0;
            for (int x = 0; x < CLAIM_LABELS; x++)
                sum += expf(o[x]);
            for (int x = 0; x < CLAIM_LABELS; x++)
                d[x] = (expf(o[x]) / sum - (g->labels[b->items[k]->first + t] == x)) * (0.5f / BATCH_TOKENS);
        }
    }
}

static void learn_cues(const job *j, int left_out, linear *l, net *n)
{
    stretches all = cut_stretches((gold_corpus *)&j->train);
    uint32_t *order = memory_get(all.count * sizeof *order);
    batch *b = new_batch();
    for (uint32_t i = 0; i < all.count; i++)
        order[i] = i;
    uint32_t steps = (uint32_t)((double)all.tokens * CUE_EPOCHS / BATCH_TOKENS * (left_out == ALL ? 1 : 0.8)), step = 0;
    for (int e = 0; e < CUE_EPOCHS; e++) {
        double loss = 0;
        l->rate = CUE_RATE * ((float)(CUE_EPOCHS - e) / CUE_EPOCHS + 0.05f);
        shuffle(order, all.count);
        for (uint32_t i = 0; i < all.count; i++) {
            stretch *s = &all.items[order[i]];
            if (!s->skip && (int)(s->document % FOLDS) != left_out)
                add_stretch(j, b, s, false);
            if (!is_full(b))
                continue;
            learn_heads_of(j, l, n, b, &loss);
            net_learn(n, falling(NET_RATE, step++, steps));
            clear(b);
        }
        fprintf(stderr, "cue heads, fold %d, epoch %d: loss %.0f\n", left_out, e + 1, loss);
    }
    for (size_t f = 0; f < (size_t)1 << l->bits; f++)
        l->weight[f] *= 1 - CUE_DROP;
    free_batch(b);
    memory_free(order);
    memory_free(all.items);
}

static void answer_cues(const job *j, gold_document *g, const linear *l)
{
    uint32_t features[CLAIM_FEATURES];
    for (uint32_t i = 0; i < g->doc.token_count; i++) {
        g->context.words[i].cue = 0;
        if (claim_context_candidate(&g->context, i)) {
            unsigned n = cue_features(j, g, i, features);
            g->context.words[i].cue =
                claim_cue_step(linear_score(l, features, n) + (double)g->context.dense[i][CLAIM_HEAD]);
        }
    }
    claim_context_spread(&g->context);
}

static void show_cues(const char *name, const gold_corpus *c)
{
    unsigned long right[CUE_SURE + 1] = {0}, all[CUE_SURE + 1] = {0}, gold = 0;
    for (uint32_t d = 0; d < c->count; d++)
        for (uint32_t i = 0; i < c->items[d].doc.token_count; i++) {
            gold += c->items[d].is_head[i];
            all[c->items[d].context.words[i].cue]++;
            right[c->items[d].context.words[i].cue] += c->items[d].is_head[i];
        }
    double r = 0, n = 0;
    for (int s = CUE_SURE; s >= 0; s--) {
        r += (double)right[s];
        n += (double)all[s];
        fprintf(stderr, "cue heads %s, step %d and up: P %.3f R %.3f F1 %.3f\n", name, s, r / n, r / (double)gold,
                2 * r / (n + (double)gold));
    }
}

static bool do_cues(job *j)
{
    linear l;
    mark_seen(j, claim_cue_features, true, j->cue_seen);
    for (int fold = 0; fold <= FOLDS; fold++) {
        net *n = net_new(j->train.items[0].doc.state_width, (uint64_t)fold + 1);
        if (!linear_init(&l, CLAIM_CUE_BITS, CUE_RATE, 1e-6f))
            return false;
        learn_cues(j, fold < FOLDS ? fold : ALL, &l, n);
        answer_dense(j, fold < FOLDS ? &j->train : &j->dev, n, false, fold < FOLDS ? fold : ALL, FOLDS);
        for (uint32_t d = 0; fold < FOLDS && d < j->train.count; d++)
            if ((int)(d % FOLDS) == fold)
                answer_cues(j, &j->train.items[d], &l);
        if (fold == FOLDS) {
            claim_weights *w = &j->models.claim->weights;
            w->cue_scale = linear_pack(&l, j->cue, 3);
            for (uint32_t d = 0; d < j->dev.count; d++)
                answer_cues(j, &j->dev.items[d], &l);
            j->cue_net = n;
        } else {
            net_free(n);
        }
        linear_free(&l);
    }
    show_cues("train (folds)", &j->train);
    show_cues("dev", &j->dev);
    return true;
}

/* ---- labels ---------------------------------------------------------------------------------------------------- */

static double learn_labels_of(chain *c, net *n, batch *b)
{
    double loss = 0;
    const float *dense[CLAIM_STRETCH];
    float *slope[CLAIM_STRETCH];
    uint8_t gold[CLAIM_STRETCH];
    net_forward(n, b->sequences, b->count, true);
    for (uint32_t k = 0; k < b->count; k++) {
        const stretch *s = b->items[k];
        for (uint32_t t = 0; t < s->count; t++) {
            uint8_t label = s->g->labels[s->first + t];
            dense[t] = net_out(n, k, t);
            slope[t] = net_gradient(n, k, t);
            gold[t] = claim_label_follows(t > 0 ? gold[t - 1] : CLAIM_OUT, label) ? label : (uint8_t)(label - 1);
        }
        loss += chain_learn(c, b->sequences[k].features, b->sequences[k].counts, gold, s->count, dense, slope);
        for (uint32_t t = 0; t < s->count; t++)
            for (int x = 0; x < CLAIM_LABELS; x++)
                slope[t][x] /= BATCH_TOKENS;
    }
    return loss;
}

static void show_labels(const gold_corpus *c)
{
    unsigned long hit[4] = {0}, mine[4] = {0}, gold[4] = {0};
    for (uint32_t d = 0; d < c->count; d++) {
        gold_document *g = &c->items[d];
        arena_mark mark = arena_here(&g->doc.memory);
        const uint8_t *labels = claim_label_tokens(&g->context);
        for (uint32_t i = 0; labels != NULL && i < g->doc.token_count; i++) {
            int a = (labels[i] + 1) / 2, b = (g->labels[i] + 1) / 2;
            mine[a]++;
            gold[b]++;
            hit[a] += a == b;
        }
        arena_back(&g->doc.memory, mark);
    }
    static const char *const names[] = {"out", "source", "cue", "content"};
    for (int k = 1; k < 4; k++)
        fprintf(stderr, "  %s P %.3f R %.3f F1 %.3f", names[k], (double)hit[k] / (double)mine[k],
                (double)hit[k] / (double)gold[k], 2.0 * (double)hit[k] / (double)(mine[k] + gold[k]));
    fprintf(stderr, "\n");
}

static void learn_labels(job *j, chain *c, float rate)
{
    stretches all = cut_stretches(&j->train);
    uint32_t *order = memory_get(all.count * sizeof *order), step = 0;
    uint32_t steps = (uint32_t)((double)all.tokens * j->epochs / BATCH_TOKENS);
    batch *b = new_batch();
    for (uint32_t i = 0; i < all.count; i++)
        order[i] = i;
    for (int e = 0; e < j->epochs; e++) {
        double loss = 0;
        c->rate = rate * (float)(j->epochs - e) / (float)j->epochs + rate / 10;
        shuffle(order, all.count);
        for (uint32_t i = 0; i < all.count; i++) {
            if (!all.items[order[i]].skip)
                add_stretch(j, b, &all.items[order[i]], true);
            if (e > 0 && i % (all.count / 4 + 1) == 0)
                chain_snapshot(c);
            if (!is_full(b))
                continue;
            loss += learn_labels_of(c, j->label_net, b);
            net_learn(j->label_net, falling(NET_RATE, step++, steps));
            clear(b);
        }
        fprintf(stderr, "labels, epoch %d: loss %.0f\n", e + 1, loss);
        chain_pack(c, &j->models.claim->weights, j->label, 4, 0);
        answer_dense(j, &j->dev, j->label_net, true, ALL, 1);
        show_labels(&j->dev);
    }
    free_batch(b);
    memory_free(order);
    memory_free(all.items);
}

static bool do_labels(job *j)
{
    chain c;
    if (!chain_init(&c, CLAIM_LABEL_BITS, LABEL_RATE, 1e-5f, LABEL_DROP))
        return false;
    j->models.claim->learned = true;
    j->label_net = net_new(j->train.items[0].doc.state_width, 77);
    mark_seen(j, claim_label_features, false, j->label_seen);
    learn_labels(j, &c, LABEL_RATE);
    for (int step = 0; step < 7; step++) {
        float lean = 0.25f * (float)step;
        chain_pack(&c, &j->models.claim->weights, j->label, 4, lean);
        fprintf(stderr, "lean %.2f", (double)lean);
        show_labels(&j->dev);
    }
    chain_pack(&c, &j->models.claim->weights, j->label, 4, LABEL_LEAN);
    chain_free(&c);
    return true;
}

/* ---- links ----------------------------------------------------------------------------------------------------- */

static bool belongs(const gold_document *g, const claim_piece *cue, const claim_piece *piece)
{
    for (uint32_t k = 0; k < g->claim_count; k++) {
        const gold_claim *c = &g->claims[k];
        if (!c->has_cue || c->cue.first > cue->last || c->cue.last < cue->first)
            continue;
        for (uint32_t p = 0; p < c->part_count; p++)
            if (c->parts[p].label == piece->label && c->parts[p].first <= piece->last &&
                c->parts[p].last >= piece->first)
                return true;
    }
    return false;
}

static void learn_links_of(gold_document *g, linear *l, unsigned long *right, unsigned long *all, bool learn)
{
    uint32_t features[CLAIM_FEATURES];
    claim_pieces p = claim_pieces_cut(&g->doc, g->labels);
    for (uint32_t a = 0; a < p.count; a++)
        for (uint32_t b = a > CLAIM_LINK_REACH ? a - CLAIM_LINK_REACH : 0;
             p.items[a].label == CLAIM_CUE_B && b < p.count && b < a + CLAIM_LINK_REACH; b++) {
            if (p.items[b].label == CLAIM_CUE_B)
                continue;
            unsigned n = claim_link_features(&g->context, &p.items[a], &p.items[b], features);
            double s = linear_score(l, features, n);
            bool gold = belongs(g, &p.items[a], &p.items[b]);
            *all += 1;
            *right += (s > 0) == gold;
            if (learn)
                linear_step(l, features, n, 1 / (1 + exp(-s)) - (gold ? 1 : 0));
        }
}

static bool do_links(job *j)
{
    linear l;
    unsigned long right = 0, all = 0;
    if (!linear_init(&l, CLAIM_LINK_BITS, 0.05f, 1e-6f))
        return false;
    for (int e = 0; e < LINK_EPOCHS; e++) {
        shuffle(j->order, j->train.count);
        for (uint32_t d = 0; d < j->train.count; d++)
            learn_links_of(&j->train.items[j->order[d]], &l, &right, &all, true);
    }
    linear_average(&l);
    right = all = 0;
    for (uint32_t d = 0; d < j->dev.count; d++)
        learn_links_of(&j->dev.items[d], &l, &right, &all, false);
    fprintf(stderr, "links on dev: %lu of %lu pairs right (%.4f)\n", right, all, (double)right / (double)all);
    claim_weights *w = &j->models.claim->weights;
    w->link_scale = linear_pack(&l, j->link, 4);
    linear_free(&l);
    return true;
}

/* ---- factuality ------------------------------------------------------------------------------------------------ */

static void show_facts(const char *name, const gold_corpus *c, double (*value)(const claim_context *, uint32_t))
{
    double err = 0, n = 0, mx = 0, my = 0, xx = 0, yy = 0, xy = 0;
    for (uint32_t d = 0; d < c->count; d++)
        for (uint32_t k = 0; k < c->items[d].value_count; k++) {
            double x = value(&c->items[d].context, c->items[d].values[k].token), y = c->items[d].values[k].value;
            err += fabs(x - y);
            mx += x, my += y, xx += x * x, yy += y * y, xy += x * y, n++;
        }
    double r = (xy - mx * my / n) / sqrt((xx - mx * mx / n) * (yy - my * my / n));
    fprintf(stderr, "factuality %s: MAE %.3f r %.3f (%.0f)\n", name, err / n, r, n);
}

static void learn_values(const gold_document *g, linear *l)
{
    uint32_t features[CLAIM_FEATURES];
    for (uint32_t k = 0; k < g->value_count; k++) {
        unsigned n = claim_fact_features(&g->context, g->values[k].token, features);
        double off = linear_score(l, features, n) - g->values[k].value;
        linear_step(l, features, n, off > 0.5 ? 0.5 : off < -0.5 ? -0.5 : off);
    }
}

static bool do_facts(job *j)
{
    linear l;
    claim_weights *w = &j->models.claim->weights;
    uint32_t *order = memory_get((j->uw_train.count + 1) * sizeof *order);
    if (!linear_init(&l, CLAIM_FACT_BITS, 0.02f, 1e-5f) || order == NULL)
        return false;
    for (uint32_t d = 0; d < j->uw_train.count; d++)
        order[d] = d;
    show_facts("dev, ruled", &j->uw_dev, claim_factual_ruled);
    for (int e = 0; e < FACT_EPOCHS; e++) {
        shuffle(order, j->uw_train.count);
        for (uint32_t d = 0; d < j->uw_train.count; d++)
            learn_values(&j->uw_train.items[order[d]], &l);
        if (e % 4 == 3) {
            linear copy = l;
            w->fact_scale = linear_pack(&copy, j->fact, 2);
            show_facts("train", &j->uw_train, claim_factual);
            show_facts("dev", &j->uw_dev, claim_factual);
        }
    }
    linear_average(&l);
    w->fact_scale = linear_pack(&l, j->fact, 2);
    show_facts("dev, averaged", &j->uw_dev, claim_factual);
    linear_free(&l);
    memory_free(order);
    return true;
}

/* The factuality sets have cues in their contexts too. */
static void answer_set(gold_corpus *c)
{
    for (uint32_t d = 0; d < c->count; d++) {
        claim_find_cue_heads(&c->items[d].context);
        claim_context_spread(&c->items[d].context);
    }
}

static dgm_status make_tables(job *j, dgm_error *err)
{
    claim_weights *w = &j->models.claim->weights;
    w->cue = j->cue = memory_get((size_t)1 << CLAIM_CUE_BITS);
    w->label = j->label = memory_get(((size_t)1 << CLAIM_LABEL_BITS) * CLAIM_ROW);
    w->link = j->link = memory_get((size_t)1 << CLAIM_LINK_BITS);
    w->fact = j->fact = memory_get((size_t)1 << CLAIM_FACT_BITS);
    w->cue_seen = j->cue_seen = memory_get(((size_t)1 << CLAIM_SEEN_BITS) / 8);
    w->label_seen = j->label_seen = memory_get(((size_t)1 << CLAIM_SEEN_BITS) / 8);
    return j->cue && j->label && j->link && j->fact && j->cue_seen && j->label_seen
               ? DGM_OK
               : error_set(err, DGM_NO_MEMORY, "out of memory");
}

static void write_table(model_writer *f, const int8_t *table, size_t count, float scale)
{
    float *values = memory_get(count * sizeof *values);
    for (size_t i = 0; values != NULL && i < count; i++)
        values[i] = scale * table[i];
    model_writer_table(f, values, 1, (uint32_t)count);
    memory_free(values);
}

static void write_weights(const job *j, const char *path)
{
    const claim_weights *w = &j->models.claim->weights;
    float step[CLAIM_ROW * CLAIM_ROW], start[CLAIM_ROW];
    model_writer *f = model_writer_open(path, CLAIM_WEIGHTS_KIND);
    model_writer_numbers(f, j->cue_seen, (1u << CLAIM_SEEN_BITS) / 32);
    model_writer_numbers(f, j->label_seen, (1u << CLAIM_SEEN_BITS) / 32);
    write_table(f, j->cue, (size_t)1 << CLAIM_CUE_BITS, w->cue_scale);
    write_table(f, j->label, ((size_t)1 << CLAIM_LABEL_BITS) * CLAIM_ROW, w->label_scale);
    write_table(f, j->link, (size_t)1 << CLAIM_LINK_BITS, w->link_scale);
    write_table(f, j->fact, (size_t)1 << CLAIM_FACT_BITS, w->fact_scale);
    for (int i = 0; i < CLAIM_ROW; i++) {
        start[i] = w->label_scale * (float)w->start[i];
        for (int k = 0; k < CLAIM_ROW; k++)
            step[i * CLAIM_ROW + k] = w->label_scale * (float)w->step[i][k];
    }
    model_writer_floats(f, step, CLAIM_ROW * CLAIM_ROW);
    model_writer_floats(f, start, CLAIM_ROW);
    net_write(j->cue_net, f, false);
    net_write(j->label_net, f, true);
    model_writer_close(f);
}

static void free_tables(job *j)
{
    memory_free(j->cue);
    memory_free(j->label);
    memory_free(j->link);
    memory_free(j->fact);
    memory_free(j->cue_seen);
    memory_free(j->label_seen);
}

static dgm_status load(job *j, char **argv, dgm_error *err)
{
    pipeline_models *m = &j->models;
    dgm_status s;
    if ((s = model_token_load(&m->token, argv[1], argv[2], err)) != DGM_OK ||
        (s = model_syntax_load(&m->syntax, argv[1], argv[2], err)) != DGM_OK ||
        (s = model_actor_load(&m->actor, argv[1], argv[2], err)) != DGM_OK ||
        (s = model_place_load(&m->place, argv[1], argv[2], err)) != DGM_OK ||
        (s = model_claim_load_words(&m->claim, argv[1], err)) != DGM_OK || (s = make_tables(j, err)) != DGM_OK ||
        (s = gold_read_polnear(&j->train, m, argv[3], err)) != DGM_OK ||
        (s = gold_read_polnear(&j->dev, m, argv[4], err)) != DGM_OK ||
        (s = gold_read_values(&j->uw_train, m, argv[5], err)) != DGM_OK ||
        (s = gold_read_values(&j->uw_dev, m, argv[6], err)) != DGM_OK)
        return s;
    j->order = memory_get((j->train.count + 1) * sizeof *j->order);
    for (uint32_t i = 0; j->order != NULL && i < j->train.count; i++)
        j->order[i] = i;
    fprintf(stderr, "%u articles, %u dev, %u and %u sentences with values\n", j->train.count, j->dev.count,
            j->uw_train.count, j->uw_dev.count);
    return j->order != NULL ? DGM_OK : error_set(err, DGM_NO_MEMORY, "out of memory");
}

int main(int argc, char **argv)
{
    job j = {0};
    dgm_error err = {0};
    if (argc < 8) {
        fprintf(stderr, "usage: train_claims DATA MODELS POLNEAR_TRAIN POLNEAR_DEV UW_TRAIN UW_DEV OUT [epochs]\n");
        return 2;
    }
    openblas_set_num_threads(1);
    j.epochs = argc > 8 ? atoi(argv[8]) : 6;
    bool good = load(&j, argv, &err) == DGM_OK && do_cues(&j) && do_labels(&j) && do_links(&j);
    if (good) {
        answer_set(&j.uw_train);
        answer_set(&j.uw_dev);
        good = do_facts(&j);
    }
    if (good)
        write_weights(&j, argv[7]);
    if (!good)
        fprintf(stderr, "train_claims: %s %s\n", err.file, err.message);
    gold_free(&j.train);
    gold_free(&j.dev);
    gold_free(&j.uw_train);
    gold_free(&j.uw_dev);
    memory_free(j.order);
    pipeline_free(&j.models);
    free_tables(&j);
    return good ? 0 : 1;
}
