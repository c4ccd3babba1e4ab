/* SPDX-License-Identifier: MIT
 *
 * claim/dense.c: in: the parser's states of a document's tokens and, for labels, sparse features; out: eight numbers a
 * token, which the linear models add to their own.
 *
 *   states W + sum of the features' rows -> relu, z -> BiLSTM over the paragraph, y -> (y, z) V
 *
 * Stacking on the states of a parser follows Kiperwasser and Ballesteros (2018) and Swayamdipta et al. (2018), who
 * share an encoder between syntax and a semantic task; train/claims/net.c learns the weights. Cost: some 90,000
 * multiply-adds a token and one row a feature; stretches run together, at most STRETCHES or about ROWS tokens. */
#include "claim/dense.h"

#include "net/lstm.h"

#include <string.h>

enum { STRETCHES = 16, ROWS = 384 };

typedef struct stretch {
    uint32_t first, count;
} stretch;

typedef struct pass {
    claim_context *c;
    const claim_net *net;
    bool labels;
    lstm_rows rows;
    const stretch *stretches; /* [rows.count] longest first */
} pass;

uint32_t claim_stretch_end(const rec_document *doc, uint32_t from)
{
    uint32_t paragraph = doc->sentences[doc->tokens[from].sentence].paragraph, i = from;
    while (i < doc->token_count && i - from < CLAIM_STRETCH &&
           doc->sentences[doc->tokens[i].sentence].paragraph == paragraph)
        i++;
    return i;
}

/* All stretches of the document, longest first (sorted by counting), so that those that run together end together. */
static stretch *cut_stretches(rec_document *doc, uint32_t *count)
{
    uint32_t place[CLAIM_STRETCH + 1] = {0}; /* of lengths: how many there are, then where the next goes */
    *count = 0;
    for (uint32_t at = 0, end; at < doc->token_count; at = end, (*count)++) {
        end = claim_stretch_end(doc, at);
        place[end - at]++;
    }
    for (uint32_t n = CLAIM_STRETCH + 1, before = 0; n-- > 0;) {
        uint32_t here = place[n];
        place[n] = before;
        before += here;
    }
    stretch *all = ARENA_RAW(&doc->memory, stretch, *count);
    for (uint32_t at = 0, end; all != NULL && at < doc->token_count; at = end) {
        end = claim_stretch_end(doc, at);
        all[place[end - at]++] = (stretch){at, end - at};
    }
    return all;
}

/* How many of the next stretches run together. */
static uint32_t next_batch(const stretch *from, uint32_t left)
{
    uint32_t n = 0, tokens = 0;
    while (n < left && n < STRETCHES && (n == 0 || tokens + from[n].count <= ROWS))
        tokens += from[n++].count;
    return n;
}

static uint32_t token_of(const pass *p, uint32_t step, uint32_t row)
{
    return p->stretches[row - p->rows.first[step]].first + step;
}

/* The features are made once, for the network and for the labels' own sums. */
static void add_features(const pass *p, uint32_t token, float *z)
{
    uint32_t features[CLAIM_FEATURES];
    const claim_net *net = p->net;
    unsigned n = claim_label_scores(p->c, token, features, p->c->sparse[token]);
    for (unsigned i = 0; i < n; i++)
        __builtin_prefetch(net->bag.value + (size_t)(features[i] & (net->bag.rows - 1)) * CLAIM_NET_IN);
    for (unsigned i = 0; i < n; i++) {
        uint32_t row = features[i] & (net->bag.rows - 1);
        p->rows.k->add_row(net->bag.value + (size_t)row * CLAIM_NET_IN, net->bag.scale[row], CLAIM_NET_IN, z);
    }
}

/* z [n][CLAIM_NET_IN] */
static bool read_inputs(pass *p, float *z)
{
    const rec_document *doc = p->c->doc;
    uint32_t width = doc->state_width;
    int8_t *x = ARENA_RAW(p->rows.memory, int8_t, (size_t)p->rows.n * width);
    float *scale = ARENA_RAW(p->rows.memory, float, p->rows.n);
    if (p->rows.memory->failed)
        return false;
    for (uint32_t t = 0; t < p->rows.steps; t++)
        for (uint32_t r = p->rows.first[t]; r < p->rows.first[t + 1]; r++) {
            uint32_t token = token_of(p, t, r);
            memcpy(x + (size_t)r * width, doc->states + (size_t)token * width, width);
            scale[r] = doc->state_scale[token];
        }
    p->rows.k->multiply(&p->net->in, x, scale, p->rows.n, z, false);
    for (uint32_t t = 0; p->labels && t < p->rows.steps; t++)
        for (uint32_t r = p->rows.first[t]; r < p->rows.first[t + 1]; r++)
            add_features(p, token_of(p, t, r), z + (size_t)r * CLAIM_NET_IN);
    p->rows.k->relu(z, p->rows.n * CLAIM_NET_IN);
    return true;
}

static bool write_outputs(pass *p, const float *y, const float *z)
{
    enum { TWO = 2 * CLAIM_NET_HIDDEN, TOP = TWO + CLAIM_NET_IN };
    float *top = ARENA_RAW(p->rows.memory, float, (size_t)p->rows.n * TOP), *scale;
    float *out = ARENA_RAW(p->rows.memory, float, (size_t)p->rows.n * p->net->out.out16);
    if (p->rows.memory->failed)
        return false;
    for (uint32_t r = 0; r < p->rows.n; r++) {
        memcpy(top + (size_t)r * TOP, y + (size_t)r * TWO, TWO * sizeof *top);
        memcpy(top + (size_t)r * TOP + TWO, z + (size_t)r * CLAIM_NET_IN, CLAIM_NET_IN * sizeof *top);
    }
    const int8_t *q = lstm_quantised(&p->rows, top, TOP, &scale);
    if (q == NULL)
        return false;
    p->rows.k->multiply(&p->net->out, q, scale, p->rows.n, out, false);
    for (uint32_t t = 0; t < p->rows.steps; t++)
        for (uint32_t r = p->rows.first[t]; r < p->rows.first[t + 1]; r++)
            memcpy(p->c->dense[token_of(p, t, r)], out + (size_t)r * p->net->out.out16, sizeof *p->c->dense);
    return true;
}

static bool run_stretches(pass *p)
{
    uint32_t lengths[STRETCHES];
    for (uint32_t i = 0; i < p->rows.count; i++)
        lengths[i] = p->stretches[i].count;
    if (!lstm_lay_out(&p->rows, lengths))
        return false;
    float *z = ARENA_RAW(p->rows.memory, float, (size_t)p->rows.n * CLAIM_NET_IN);
    float *y = ARENA_RAW(p->rows.memory, float, (size_t)p->rows.n * 2 * CLAIM_NET_HIDDEN);
    return !p->rows.memory->failed && read_inputs(p, z) &&
           lstm_layer(&p->rows, p->net->lstm, CLAIM_NET_HIDDEN, z, CLAIM_NET_IN, y) && write_outputs(p, y, z);
}

bool claim_dense_run(claim_context *c, const claim_net *net, const kernel *k, bool labels)
{
    rec_document *doc = c->doc;
    if (!c->model->learned || doc->states == NULL || doc->state_width != net->in.in)
        return true;
    if (c->dense == NULL)
        c->dense = arena_get(&doc->memory, (doc->token_count + 1) * sizeof *c->dense);
    if (labels)
        c->sparse = arena_get(&doc->memory, (doc->token_count + 1) * sizeof *c->sparse);
    pass p = {.c = c, .net = net, .labels = labels, .rows = {.k = k, .memory = &doc->memory}};
    uint32_t count;
    const stretch *all = cut_stretches(doc, &count);
    bool good = !doc->memory.failed;
    for (uint32_t at = 0; good && at < count; at += p.rows.count) {
        arena_mark mark = arena_here(&doc->memory);
        p.stretches = all + at;
        p.rows.count = next_batch(p.stretches, count - at);
        good = run_stretches(&p);
        if (good)
            arena_back(&doc->memory, mark);
    }
    return good;
}
