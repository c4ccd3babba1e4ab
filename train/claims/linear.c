/* SPDX-License-Identifier: MIT
 *
 * claims/linear.c: learners over hashed features. In: numbers of features and gold; out: weights. The random field's
 * gradient comes from forward and backward sums in logarithms, per paragraph. */
#include "claims/linear.h"

#include "base/memory.h"
#include "claim/label.h"

#include <math.h>
#include <string.h>

#define TINY 1e-6f

bool linear_init(linear *l, uint32_t bits, float rate, float decay)
{
    size_t n = (size_t)1 << bits;
    *l = (linear){.bits = bits, .rate = rate, .decay = decay};
    l->weight = memory_get(n * sizeof *l->weight);
    l->squares = memory_get(n * sizeof *l->squares);
    l->sum = memory_get(n * sizeof *l->sum);
    l->touched = memory_get(n * sizeof *l->touched);
    return l->weight && l->squares && l->sum && l->touched;
}

void linear_free(linear *l)
{
    memory_free(l->weight);
    memory_free(l->squares);
    memory_free(l->sum);
    memory_free(l->touched);
    *l = (linear){0};
}

double linear_score(const linear *l, const uint32_t *features, unsigned n)
{
    double s = 0;
    for (unsigned i = 0; i < n; i++)
        s += l->weight[features[i] & ((1u << l->bits) - 1)];
    return s;
}

void linear_step(linear *l, const uint32_t *features, unsigned n, double slope)
{
    l->now++;
    for (unsigned i = 0; i < n; i++) {
        uint32_t f = features[i] & ((1u << l->bits) - 1);
        float g = (float)slope + l->decay * l->weight[f];
        l->sum[f] += l->weight[f] * (float)(l->now - l->touched[f]);
        l->touched[f] = l->now;
        l->squares[f] += g * g;
        l->weight[f] -= l->rate * g / (sqrtf(l->squares[f]) + TINY);
    }
}

void linear_average(linear *l)
{
    for (size_t f = 0; f < (size_t)1 << l->bits && l->now > 0; f++) {
        l->sum[f] += l->weight[f] * (float)(l->now - l->touched[f]);
        l->touched[f] = l->now;
        l->weight[f] = l->sum[f] / (float)l->now;
    }
}

static int8_t round_to(float w, float scale)
{
    float v = roundf(w / scale);
    return (int8_t)(v > 127 ? 127 : v < -127 ? -127 : v);
}

float linear_pack(const linear *l, int8_t *to, float limit)
{
    float most = 0;
    for (size_t f = 0; f < (size_t)1 << l->bits; f++)
        most = fmaxf(most, fabsf(l->weight[f]));
    float scale = fminf(most, limit) / 127;
    for (size_t f = 0; f < (size_t)1 << l->bits; f++)
        to[f] = round_to(l->weight[f], scale > 0 ? scale : 1);
    return scale;
}

static uint64_t drop_state = 0x2545F4914F6CDD1Du;

unsigned linear_drop(uint32_t *features, unsigned n, float share)
{
    unsigned kept = 0;
    for (unsigned i = 0; i < n; i++) {
        drop_state ^= drop_state << 13;
        drop_state ^= drop_state >> 7;
        drop_state ^= drop_state << 17;
        features[kept] = features[i];
        kept += (float)(drop_state & 0xFFFF) / 65536.0f >= share;
    }
    return kept;
}

bool tally_init(tally *t)
{
    t->count = memory_get((size_t)1 << 24);
    return t->count != NULL;
}

void tally_free(tally *t)
{
    memory_free(t->count);
    t->count = NULL;
}

void tally_add(tally *t, const uint32_t *features, unsigned n)
{
    for (unsigned i = 0; i < n; i++)
        if (t->count[features[i] >> 8] < 255)
            t->count[features[i] >> 8]++;
}

bool tally_has(const tally *t, uint32_t feature, unsigned least)
{
    return t->count[feature >> 8] >= least;
}

bool chain_init(chain *c, uint32_t bits, float rate, float decay, float dropout)
{
    *c = (chain){.bits = bits, .rate = rate, .decay = decay, .dropout = dropout, .random = 88172645463325252u};
    c->weight = memory_get(((size_t)1 << bits) * sizeof *c->weight);
    c->squares = memory_get(((size_t)1 << bits) * sizeof *c->squares);
    c->sum = memory_get(((size_t)1 << bits) * sizeof *c->sum);
    return c->weight && c->squares && c->sum;
}

void chain_free(chain *c)
{
    memory_free(c->weight);
    memory_free(c->squares);
    memory_free(c->sum);
    *c = (chain){0};
}

static double log_sum(const double *v, int n)
{
    double top = v[0];
    for (int i = 1; i < n; i++)
        top = fmax(top, v[i]);
    double s = exp(v[0] - top);
    for (int i = 1; i < n; i++)
        s += exp(v[i] - top);
    return top + log(s);
}

static void update(float *w, float *squares, float g, const chain *c)
{
    g += c->decay * *w;
    *squares += g * g;
    *w -= c->rate * g / (sqrtf(*squares) + TINY);
}

typedef struct lattice {
    double (*score)[CLAIM_ROW], (*forward)[CLAIM_ROW], (*backward)[CLAIM_ROW];
    double step[CLAIM_ROW][CLAIM_ROW];
    double total;
} lattice;

static void sum_paths(const chain *c, lattice *a, uint32_t tokens)
{
    double v[CLAIM_ROW];
    for (unsigned f = 0; f < CLAIM_LABELS; f++)
        for (unsigned t = 0; t < CLAIM_LABELS; t++)
            a->step[f][t] = claim_label_follows(f, t) ? c->step[f][t] : -1e4;
    for (unsigned t = 0; t < CLAIM_LABELS; t++)
        a->forward[0][t] = a->score[0][t] + (claim_label_follows(CLAIM_OUT, t) ? c->start[t] : -1e4f);
    for (uint32_t i = 1; i < tokens; i++)
        for (unsigned t = 0; t < CLAIM_LABELS; t++) {
            for (unsigned f = 0; f < CLAIM_LABELS; f++)
                v[f] = a->forward[i - 1][f] + a->step[f][t];
            a->forward[i][t] = log_sum(v, CLAIM_LABELS) + a->score[i][t];
        }
    for (unsigned t = 0; t < CLAIM_LABELS; t++)
        a->backward[tokens - 1][t] = 0;
    for (uint32_t i = tokens - 1; i-- > 0;)
        for (unsigned f = 0; f < CLAIM_LABELS; f++) {
            for (unsigned t = 0; t < CLAIM_LABELS; t++)
                v[t] = a->step[f][t] + a->score[i + 1][t] + a->backward[i + 1][t];
            a->backward[i][f] = log_sum(v, CLAIM_LABELS);
        }
    a->total = log_sum(a->forward[tokens - 1], CLAIM_LABELS);
}

static void learn_steps(chain *c, const lattice *a, const uint8_t *gold, uint32_t tokens)
{
    double grad[CLAIM_ROW][CLAIM_ROW] = {{0}};
    for (uint32_t i = 1; i < tokens; i++) {
        for (unsigned f = 0; f < CLAIM_LABELS; f++)
            for (unsigned t = 0; t < CLAIM_LABELS; t++)
                grad[f][t] += exp(a->forward[i - 1][f] + a->step[f][t] + a->score[i][t] + a->backward[i][t] - a->total);
        grad[gold[i - 1]][gold[i]] -= 1;
    }
    for (unsigned f = 0; f < CLAIM_LABELS; f++)
        for (unsigned t = 0; t < CLAIM_LABELS; t++)
            if (claim_label_follows(f, t) && tokens > 1)
                update(&c->step[f][t], &c->step_squares[f][t], (float)grad[f][t], c);
    for (unsigned t = 0; t < CLAIM_LABELS; t++)
        if (claim_label_follows(CLAIM_OUT, t))
            update(&c->start[t], &c->start_squares[t],
                   (float)(exp(a->forward[0][t] + a->backward[0][t] - a->total) - (gold[0] == t)), c);
}

static bool left_out(chain *c)
{
    c->random ^= c->random << 13;
    c->random ^= c->random >> 7;
    c->random ^= c->random << 17;
    return (float)(c->random & 0xFFFF) / 65536.0f < c->dropout;
}

static double *room(uint32_t tokens)
{
    return memory_get((size_t)tokens * CLAIM_ROW * 3 * sizeof(double));
}

double chain_learn(chain *c, const uint32_t *features, const uint8_t *counts, const uint8_t *gold, uint32_t tokens,
                   const float *const *dense, float *const *slope)
{
    uint32_t mask = (1u << c->bits) - 1, at = 0, all = 0;
    double *memory = room(tokens);
    for (uint32_t i = 0; i < tokens; i++)
        all += counts[i];
    uint8_t *out = memory_get(all + 1);
    if (memory == NULL || out == NULL)
        return 0;
    lattice a = {.score = (double(*)[CLAIM_ROW])memory};
    a.forward = a.score + tokens;
    a.backward = a.forward + tokens;
    for (uint32_t i = 0; i < tokens; i++)
        for (unsigned l = 0; l < CLAIM_LABELS; l++)
            a.score[i][l] = (double)dense[i][l];
    for (uint32_t i = 0; i < tokens; i++)
        for (unsigned k = 0; k < counts[i]; k++, at++)
            if (!(out[at] = left_out(c)))
                for (unsigned l = 0; l < CLAIM_LABELS; l++)
                    a.score[i][l] += c->weight[features[at] & mask][l];
    sum_paths(c, &a, tokens);
    double gold_score = a.score[0][gold[0]] + c->start[gold[0]];
    for (uint32_t i = 1; i < tokens; i++)
        gold_score += a.score[i][gold[i]] + c->step[gold[i - 1]][gold[i]];
    at = 0;
    for (uint32_t i = 0; i < tokens; i++) {
        float g[CLAIM_ROW];
        for (unsigned l = 0; l < CLAIM_LABELS; l++)
            g[l] = (float)(exp(a.forward[i][l] + a.backward[i][l] - a.total) - (gold[i] == l));
        for (unsigned l = 0; l < CLAIM_LABELS; l++)
            slope[i][l] = g[l];
        for (unsigned k = 0; k < counts[i]; k++, at++)
            for (unsigned l = 0; l < CLAIM_LABELS && !out[at]; l++)
                update(&c->weight[features[at] & mask][l], &c->squares[features[at] & mask][l], g[l], c);
    }
    learn_steps(c, &a, gold, tokens);
    double loss = a.total - gold_score;
    memory_free(memory);
    memory_free(out);
    return loss;
}

void chain_snapshot(chain *c)
{
    for (size_t f = 0; f < (size_t)1 << c->bits; f++)
        for (unsigned l = 0; l < CLAIM_LABELS; l++)
            c->sum[f][l] += c->weight[f][l];
    for (unsigned f = 0; f < CLAIM_LABELS; f++) {
        c->start_sum[f] += c->start[f];
        for (unsigned t = 0; t < CLAIM_LABELS; t++)
            c->step_sum[f][t] += c->step[f][t];
    }
    c->snapshots++;
}

void chain_pack(const chain *c, claim_weights *w, int8_t *label, float limit, float lean)
{
    bool mean = c->snapshots > 0;
    float scale = limit / 127, keep = (1 - c->dropout) / (mean ? (float)c->snapshots : 1);
    float share = mean ? 1 / (float)c->snapshots : 1;
    for (size_t f = 0; f < (size_t)1 << c->bits; f++)
        for (unsigned l = 0; l < CLAIM_LABELS; l++)
            label[f * CLAIM_ROW + l] = round_to((mean ? c->sum[f][l] : c->weight[f][l]) * keep, scale);
    for (unsigned f = 0; f < CLAIM_LABELS; f++) {
        w->start[f] = (int32_t)lroundf(((mean ? c->start_sum[f] : c->start[f]) * share) / scale);
        for (unsigned t = 0; t < CLAIM_LABELS; t++) {
            float v = (mean ? c->step_sum[f][t] : c->step[f][t]) * share;
            w->step[f][t] = (int32_t)lroundf((v + (t == CLAIM_SOURCE_B || t == CLAIM_CUE_B ? lean : 0)) / scale);
        }
    }
    w->start[CLAIM_SOURCE_B] += (int32_t)lroundf(lean / scale);
    w->start[CLAIM_CUE_B] += (int32_t)lroundf(lean / scale);
    w->label = label;
    w->label_scale = scale;
}
