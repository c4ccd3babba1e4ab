/* SPDX-License-Identifier: MIT
 *
 * claims/net.c: forward and backward of the network of net.h on floats, Adam (Kingma and Ba 2015), a running mean of the
 * weights. Dropout has one mask a sequence (Gal and Ghahramani 2016). Rows are time-major as in train_syntax.c. */
#include "claims/net.h"

#include "base/memory.h"
#include "net/activation.h"

#include <cblas.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { P = NET_IN, H = NET_HIDDEN, O = NET_OUT, TOP = 2 * H + P, SEQUENCES = 256, POOL = 1 << 26 };

static const float DROP_STATE = 0.25f, DROP_BAG = 0.15f, DROP_IN = 0.3f, DROP_REC = 0.2f, DROP_TOP = 0.4f;
static const float BETA1 = 0.9f, BETA2 = 0.99f, DECAY = 0.998f, CLIP = 2.0f;

typedef struct part {
    uint32_t rows, cols;
    size_t at;
} part;

struct net {
    uint32_t width, steps_done;
    size_t size;
    part bag, in, in_b, wx[2], wh[2], b[2], out, out_b;
    float *p, *g, *m, *v, *mean;
    uint64_t random;
    float *pool;
    size_t used;
    /* of the batch */
    bool train;
    const net_sequence *s[SEQUENCES];
    uint32_t place[SEQUENCES]; /* where the caller's sequence i stands */
    uint32_t count, steps, rows;
    uint32_t *first, *of, *token;
    uint32_t *starts[SEQUENCES]; /* first sparse feature of each token */
    float *x, *z, *y, *top, *result, *slope;
    float *x_mask, *z_mask, *top_mask, *rec_mask[2];
    float *gates[2], *c[2], *tc[2], *before[2];
};

static float *take(net *n, size_t count)
{
    count = (count + 15) & ~(size_t)15;
    if (n->used + count > POOL) {
        fprintf(stderr, "net: a batch is too large\n");
        exit(1);
    }
    float *at = n->pool + n->used;
    n->used += count;
    memset(at, 0, count * sizeof *at);
    return at;
}

static float uniform(net *n)
{
    n->random ^= n->random >> 12;
    n->random ^= n->random << 25;
    n->random ^= n->random >> 27;
    return (float)((n->random * 0x2545F4914F6CDD1Du) >> 40) * (1.0f / 16777216.0f);
}

static part lay(net *n, uint32_t rows, uint32_t cols)
{
    part t = {rows, cols, n->size};
    n->size += (size_t)rows * cols;
    return t;
}

static void fill(net *n, part t, float scale)
{
    for (size_t i = 0; i < (size_t)t.rows * t.cols; i++)
        n->p[t.at + i] = scale * 1.7f * (2 * uniform(n) - 1);
}

net *net_new(uint32_t width, uint64_t seed)
{
    net *n = memory_get(sizeof *n);
    if (n == NULL)
        exit(1);
    n->width = width;
    n->random = seed * 0x9E3779B97F4A7C15u + 1;
    n->bag = lay(n, 1u << NET_BAG_BITS, P);
    n->in = lay(n, width, P);
    n->in_b = lay(n, 1, P);
    for (int k = 0; k < 2; k++) {
        n->wx[k] = lay(n, P, 4 * H);
        n->wh[k] = lay(n, H, 4 * H);
        n->b[k] = lay(n, 1, 4 * H);
    }
    n->out = lay(n, TOP, O);
    n->out_b = lay(n, 1, O);
    float **all[] = {&n->p, &n->g, &n->m, &n->v, &n->mean};
    for (int i = 0; i < 5; i++)
        if ((*all[i] = memory_get(n->size * sizeof(float))) == NULL)
            exit(1);
    n->pool = malloc((size_t)POOL * sizeof *n->pool);
    if (n->pool == NULL)
        exit(1);
    fill(n, n->bag, 0.02f);
    fill(n, n->in, sqrtf(2.0f / (float)(width + P)) * 2);
    for (int k = 0; k < 2; k++) {
        fill(n, n->wx[k], sqrtf(2.0f / (P + H)));
        fill(n, n->wh[k], sqrtf(2.0f / (H + H)));
        for (int i = H; i < 2 * H; i++)
            n->p[n->b[k].at + (size_t)i] = 1;
    }
    fill(n, n->out, 0.05f);
    memcpy(n->mean, n->p, n->size * sizeof *n->p);
    return n;
}

void net_free(net *n)
{
    float *all[] = {n->p, n->g, n->m, n->v, n->mean};
    for (int i = 0; i < 5; i++)
        memory_free(all[i]);
    free(n->pool);
    memory_free(n);
}

#define ROW(m, i, width) ((m) + (size_t)(i) * (width))

static void mul(float *c, const float *a, const float *b, uint32_t m, uint32_t k, uint32_t n, float add)
{
    if (m > 0)
        cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, (int)m, (int)n, (int)k, 1, a, (int)k, b, (int)n, add, c,
                    (int)n);
}

static void mul_bt(float *da, const float *dc, const float *b, uint32_t m, uint32_t k, uint32_t n)
{
    if (m > 0)
        cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasTrans, (int)m, (int)k, (int)n, 1, dc, (int)n, b, (int)n, 1, da,
                    (int)k);
}

static void mul_at(float *db, const float *a, const float *dc, uint32_t m, uint32_t k, uint32_t n)
{
    if (m > 0)
        cblas_sgemm(CblasRowMajor, CblasTrans, CblasNoTrans, (int)k, (int)n, (int)m, 1, a, (int)k, dc, (int)n, 1, db,
                    (int)n);
}

static void add_bias(float *c, const float *b, uint32_t m, uint32_t n)
{
    for (uint32_t i = 0; i < m; i++)
        for (uint32_t j = 0; j < n; j++)
            ROW(c, i, n)[j] += b[j];
}

static void grad_bias(float *db, const float *dc, uint32_t m, uint32_t n)
{
    for (uint32_t i = 0; i < m; i++)
        for (uint32_t j = 0; j < n; j++)
            db[j] += ROW(dc, i, n)[j];
}

static float *new_mask(net *n, uint32_t width, float p)
{
    if (!n->train)
        return NULL;
    float *m = take(n, (size_t)n->count * width);
    for (size_t i = 0; i < (size_t)n->count * width; i++)
        m[i] = uniform(n) < p ? 0 : 1 / (1 - p);
    return m;
}

static void apply_mask(const net *n, float *x, const float *mask, uint32_t width)
{
    for (uint32_t i = 0; mask != NULL && i < n->rows; i++)
        for (uint32_t j = 0; j < width; j++)
            ROW(x, i, width)[j] *= ROW(mask, n->of[i], width)[j];
}

static void arrange(net *n, const net_sequence *s, uint32_t count)
{
    n->used = 0;
    n->count = count;
    n->rows = 0;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t at = i;
        for (; at > 0 && n->s[at - 1]->count < s[i].count; at--)
            n->s[at] = n->s[at - 1];
        n->s[at] = &s[i];
    }
    uint32_t words = 0;
    for (uint32_t i = 0; i < count; i++) {
        n->place[n->s[i] - s] = i;
        words += n->s[i]->count;
        n->starts[i] = (uint32_t *)take(n, n->s[i]->count + 1);
        for (uint32_t t = 0; t < n->s[i]->count; t++)
            n->starts[i][t + 1] = n->starts[i][t] + (n->s[i]->counts ? n->s[i]->counts[t] : 0);
    }
    n->steps = count ? n->s[0]->count : 0;
    n->first = (uint32_t *)take(n, n->steps + 1);
    n->of = (uint32_t *)take(n, words);
    n->token = (uint32_t *)take(n, words);
    for (uint32_t t = 0; t < n->steps; t++) {
        n->first[t] = n->rows;
        for (uint32_t i = 0; i < count && n->s[i]->count > t; i++) {
            n->of[n->rows] = i;
            n->token[n->rows++] = t;
        }
    }
    n->first[n->steps] = n->rows;
}

static const uint32_t *bag_of(const net *n, uint32_t row, uint32_t *count)
{
    const net_sequence *s = n->s[n->of[row]];
    const uint32_t *starts = n->starts[n->of[row]];
    *count = starts[n->token[row] + 1] - starts[n->token[row]];
    return s->features + starts[n->token[row]];
}

/* Is a feature left out of a token in training? The same answer on the way forward and back. */
static bool left_out(const net *n, uint32_t row, uint32_t feature)
{
    uint64_t h = (n->steps_done * 0x9E3779B97F4A7C15u) ^ ((uint64_t)row << 32) ^ feature;
    h = (h ^ h >> 29) * 0xBF58476D1CE4E5B9u;
    h ^= h >> 32;
    return n->train && (float)(h & 0xFFFF) / 65536.0f < DROP_BAG;
}

static void add_bag(const net *n, const float *p, uint32_t row, float *z)
{
    float up = n->train ? 1 / (1 - DROP_BAG) : 1;
    uint32_t count;
    const uint32_t *f = bag_of(n, row, &count);
    for (uint32_t k = 0; k < count; k++) {
        const float *from = p + n->bag.at + (size_t)(f[k] & ((1u << NET_BAG_BITS) - 1)) * P;
        if (left_out(n, row, f[k]))
            continue;
        for (int j = 0; j < P; j++)
            z[j] += up * from[j];
    }
}

static void read_inputs(net *n, const float *p)
{
    n->x = take(n, (size_t)n->rows * n->width);
    for (uint32_t i = 0; i < n->rows; i++) {
        const net_sequence *s = n->s[n->of[i]];
        const int8_t *q = s->states + (size_t)n->token[i] * n->width;
        for (uint32_t j = 0; j < n->width; j++)
            ROW(n->x, i, n->width)[j] = s->scale[n->token[i]] * (float)q[j];
    }
    n->x_mask = new_mask(n, n->width, DROP_STATE);
    apply_mask(n, n->x, n->x_mask, n->width);
    n->z = take(n, (size_t)n->rows * P);
    mul(n->z, n->x, p + n->in.at, n->rows, n->width, P, 0);
    add_bias(n->z, p + n->in_b.at, n->rows, P);
    for (uint32_t i = 0; i < n->rows; i++) {
        add_bag(n, p, i, ROW(n->z, i, P));
        for (int j = 0; j < P; j++)
            ROW(n->z, i, P)[j] = fmaxf(ROW(n->z, i, P)[j], 0);
    }
    n->z_mask = new_mask(n, P, DROP_IN);
    apply_mask(n, n->z, n->z_mask, P);
}

static uint32_t step_before(const net *n, uint32_t t, int back, uint32_t *first)
{
    if (back ? t + 1 >= n->steps : t == 0)
        return 0;
    uint32_t at = back ? t + 1 : t - 1, had = n->first[at + 1] - n->first[at], here = n->first[t + 1] - n->first[t];
    *first = n->first[at];
    return had < here ? had : here;
}

static void run_direction(net *n, const float *p, int back)
{
    float *g = n->gates[back] = take(n, (size_t)n->rows * 4 * H);
    n->c[back] = take(n, (size_t)n->rows * H);
    n->tc[back] = take(n, (size_t)n->rows * H);
    n->before[back] = take(n, (size_t)n->rows * H);
    n->rec_mask[back] = new_mask(n, H, DROP_REC);
    mul(g, n->z, p + n->wx[back].at, n->rows, P, 4 * H, 0);
    add_bias(g, p + n->b[back].at, n->rows, 4 * H);
    for (uint32_t step = 0; step < n->steps; step++) {
        uint32_t t = back ? n->steps - 1 - step : step, first = n->first[t], now = n->first[t + 1] - first, from = 0;
        uint32_t had = step_before(n, t, back, &from);
        for (uint32_t i = 0; i < had; i++)
            for (int j = 0; j < H; j++)
                ROW(n->before[back], first + i, H)[j] = ROW(n->y, from + i, 2 * H)[back * H + j] *
                                                        (n->train ? ROW(n->rec_mask[back], i, H)[j] : 1);
        mul(ROW(g, first, 4 * H), ROW(n->before[back], first, H), p + n->wh[back].at, had, H, 4 * H, 1);
        for (uint32_t i = 0; i < now; i++) {
            float *q = ROW(g, first + i, 4 * H), *c = ROW(n->c[back], first + i, H);
            for (int j = 0; j < H; j++) {
                q[j] = activation_logistic(q[j]);
                q[H + j] = activation_logistic(q[H + j]);
                q[2 * H + j] = activation_tanh(q[2 * H + j]);
                q[3 * H + j] = activation_logistic(q[3 * H + j]);
                c[j] = (i < had ? q[H + j] * ROW(n->c[back], from + i, H)[j] : 0) + q[j] * q[2 * H + j];
                ROW(n->tc[back], first + i, H)[j] = activation_tanh(c[j]);
                ROW(n->y, first + i, 2 * H)[back * H + j] = q[3 * H + j] * ROW(n->tc[back], first + i, H)[j];
            }
        }
    }
}

void net_forward(net *n, const net_sequence *s, uint32_t count, bool train)
{
    const float *p = train ? n->p : n->mean;
    n->train = train;
    arrange(n, s, count);
    read_inputs(n, p);
    n->y = take(n, (size_t)n->rows * 2 * H);
    run_direction(n, p, 0);
    run_direction(n, p, 1);
    n->top = take(n, (size_t)n->rows * TOP);
    for (uint32_t i = 0; i < n->rows; i++) {
        memcpy(ROW(n->top, i, TOP), ROW(n->y, i, 2 * H), 2 * H * sizeof(float));
        memcpy(ROW(n->top, i, TOP) + 2 * H, ROW(n->z, i, P), P * sizeof(float));
    }
    n->top_mask = new_mask(n, TOP, DROP_TOP);
    apply_mask(n, n->top, n->top_mask, TOP);
    n->result = take(n, (size_t)n->rows * O);
    n->slope = take(n, (size_t)n->rows * O);
    mul(n->result, n->top, p + n->out.at, n->rows, TOP, O, 0);
    add_bias(n->result, p + n->out_b.at, n->rows, O);
}

const float *net_out(const net *n, uint32_t sequence, uint32_t token)
{
    return ROW(n->result, n->first[token] + n->place[sequence], O);
}

float *net_gradient(net *n, uint32_t sequence, uint32_t token)
{
    return ROW(n->slope, n->first[token] + n->place[sequence], O);
}

static void direction_back(net *n, int back, float *dy, float *dz)
{
    float *dg = take(n, (size_t)n->rows * 4 * H), *dc = take(n, (size_t)n->rows * H);
    float *db = take(n, (size_t)SEQUENCES * H);
    for (uint32_t step = n->steps; step-- > 0;) {
        uint32_t t = back ? n->steps - 1 - step : step, first = n->first[t], now = n->first[t + 1] - first, from = 0;
        uint32_t had = step_before(n, t, back, &from);
        for (uint32_t i = 0; i < now; i++) {
            const float *q = ROW(n->gates[back], first + i, 4 * H), *tc = ROW(n->tc[back], first + i, H);
            const float *d = ROW(dy, first + i, 2 * H) + back * H;
            float *dq = ROW(dg, first + i, 4 * H), *cell = ROW(dc, first + i, H);
            for (int j = 0; j < H; j++) {
                float in = q[j], f = q[H + j], g = q[2 * H + j], o = q[3 * H + j];
                float dcell = cell[j] + d[j] * o * (1 - tc[j] * tc[j]);
                dq[3 * H + j] = d[j] * tc[j] * o * (1 - o);
                dq[j] = dcell * g * in * (1 - in);
                dq[2 * H + j] = dcell * in * (1 - g * g);
                dq[H + j] = i < had ? dcell * ROW(n->c[back], from + i, H)[j] * f * (1 - f) : 0;
                if (i < had)
                    ROW(dc, from + i, H)[j] += dcell * f;
            }
        }
        memset(db, 0, (size_t)had * H * sizeof *db);
        mul_bt(db, ROW(dg, first, 4 * H), n->p + n->wh[back].at, had, H, 4 * H);
        for (uint32_t i = 0; i < had; i++)
            for (int j = 0; j < H; j++)
                ROW(dy, from + i, 2 * H)[back * H + j] += ROW(db, i, H)[j] * ROW(n->rec_mask[back], i, H)[j];
    }
    mul_at(n->g + n->wh[back].at, n->before[back], dg, n->rows, H, 4 * H);
    mul_at(n->g + n->wx[back].at, n->z, dg, n->rows, P, 4 * H);
    grad_bias(n->g + n->b[back].at, dg, n->rows, 4 * H);
    mul_bt(dz, dg, n->p + n->wx[back].at, n->rows, P, 4 * H);
}

static void bag_back(net *n, const float *dz)
{
    for (uint32_t i = 0; i < n->rows; i++) {
        uint32_t count;
        const uint32_t *f = bag_of(n, i, &count);
        for (uint32_t k = 0; k < count; k++) {
            float *to = n->g + n->bag.at + (size_t)(f[k] & ((1u << NET_BAG_BITS) - 1)) * P;
            if (left_out(n, i, f[k]))
                continue;
            for (int j = 0; j < P; j++)
                to[j] += ROW(dz, i, P)[j] / (1 - DROP_BAG);
        }
    }
}

static void backward(net *n)
{
    float *dtop = take(n, (size_t)n->rows * TOP), *dy = take(n, (size_t)n->rows * 2 * H),
          *dz = take(n, (size_t)n->rows * P);
    memset(n->g, 0, n->size * sizeof *n->g);
    mul_at(n->g + n->out.at, n->top, n->slope, n->rows, TOP, O);
    grad_bias(n->g + n->out_b.at, n->slope, n->rows, O);
    mul_bt(dtop, n->slope, n->p + n->out.at, n->rows, TOP, O);
    apply_mask(n, dtop, n->top_mask, TOP);
    for (uint32_t i = 0; i < n->rows; i++) {
        memcpy(ROW(dy, i, 2 * H), ROW(dtop, i, TOP), 2 * H * sizeof(float));
        memcpy(ROW(dz, i, P), ROW(dtop, i, TOP) + 2 * H, P * sizeof(float));
    }
    direction_back(n, 0, dy, dz);
    direction_back(n, 1, dy, dz);
    apply_mask(n, dz, n->z_mask, P);
    for (size_t i = 0; i < (size_t)n->rows * P; i++)
        dz[i] = n->z[i] > 0 ? dz[i] : 0;
    mul_at(n->g + n->in.at, n->x, dz, n->rows, n->width, P);
    grad_bias(n->g + n->in_b.at, dz, n->rows, P);
    bag_back(n, dz);
}

void net_learn(net *n, float rate)
{
    double norm = 0;
    backward(n);
    for (size_t i = 0; i < n->size; i++)
        norm += (double)(n->g[i] * n->g[i]);
    float cut = norm > CLIP * CLIP ? CLIP / (float)sqrt(norm) : 1, step = (float)n->steps_done++;
    float c1 = 1 / (1 - powf(BETA1, step + 1)), c2 = 1 / (1 - powf(BETA2, step + 1));
    float keep = fminf((1 + step) / (10 + step), DECAY);
    for (size_t i = 0; i < n->size; i++) {
        float g = n->g[i] * cut;
        n->m[i] = BETA1 * n->m[i] + (1 - BETA1) * g;
        n->v[i] = BETA2 * n->v[i] + (1 - BETA2) * g * g;
        n->p[i] -= rate * (n->m[i] * c1) / (sqrtf(n->v[i] * c2) + 1e-8f);
        n->mean[i] = keep * n->mean[i] + (1 - keep) * n->p[i];
    }
}

void net_write(const net *n, model_writer *w, bool with_features)
{
    static const float none[4 * H];
    model_writer_table(w, n->mean + n->bag.at, with_features ? n->bag.rows : 1, P);
    model_writer_matrix(w, n->mean + n->in.at, n->width, P, n->mean + n->in_b.at);
    for (int k = 0; k < 2; k++) {
        model_writer_matrix(w, n->mean + n->wx[k].at, P, 4 * H, n->mean + n->b[k].at);
        model_writer_matrix(w, n->mean + n->wh[k].at, H, 4 * H, none);
    }
    model_writer_matrix(w, n->mean + n->out.at, TOP, O, n->mean + n->out_b.at);
}
