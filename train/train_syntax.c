/* SPDX-License-Identifier: MIT
 *
 * train_syntax.c: trains the tagger and parser.
 *
 *   words ─ word table + affix table ─ X0[256] ─ BiLSTM x 3 ─┬ (2nd, X0) ─ relu ─ UPOS, tag (UPOS+XPOS+FEATS), lemma script
 *                                                           └ (3rd) ─ relu ─ arcs: d U h (biaffine)
 *                                                                  └ relu(d + h) ─ relation
 *
 * Methods: BiLSTM with biaffine arcs after Dozat and Manning (2017); relations by a one-layer perceptron after Kiperwasser
 * and Goldberg (2016); lemma scripts as in UDPipe 2 (Straka 2018). Adam with a warm-up and a cosine; dropout of words, of
 * inputs and of recurrent states, one mask a sentence (Gal and Ghahramani 2016). A running mean of the weights is what
 * is measured and written. Two threads each take half of a batch.
 *
 *   train_syntax --train A.conllu [--train B.conllu] --dev D.conllu --checkpoint FILE --model FILE [--epochs N] [--seed N]
 *
 *                [--more M.conllu] [--start FILE] [--rate R]
 *
 * Sentences of --more are learned from too, but words, tags, lemma scripts and relations are those of --train alone, so
 * that the network keeps its shape. --start takes the mean weights of a checkpoint for the beginning of a new run, to go on
 * with a small --rate (2e-3 where left out) and other sentences; --epochs counts from there.
 *
 * Ctrl-C once finishes the epoch and saves; started again with the same checkpoint it goes on where it was.
 */
#include "conllu.h"
#include "model_writer.h"
#include "net/activation.h"
#include "syntax/features.h"
#include "syntax/lemma.h"

#include "base/map.h"

#include <cblas.h>
#include <math.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { DW = 128, DA = 128, D = DW + DA, H = 192, LAYERS = 3, A = 128, R = 192, T = 128, AFFIX_ROWS = 1 << 15 };
enum { THREADS = 2, BATCH_WORDS = 1400, LONGEST = 160 };

static const float DROP_IN = 0.25f, DROP_REC = 0.2f, DROP_MLP = 0.33f, DROP_LAYER = 0.33f;
static const float LEARN = 2e-3f, BETA1 = 0.9f, BETA2 = 0.98f, MEAN_DECAY = 0.9985f, CLIP = 3.0f;

/* ---- random numbers: xorshift64*, one state a thread ------------------------------------------------------------- */

typedef struct rng { uint64_t s; } rng;
static uint64_t next_random(rng *r)
{
    r->s ^= r->s >> 12;
    r->s ^= r->s << 25;
    r->s ^= r->s >> 27;
    return r->s * 0x2545F4914F6CDD1Du;
}
static float uniform(rng *r) { return (float)(next_random(r) >> 40) * (1.0f / 16777216.0f); }
static float normal(rng *r)
{
    float u = uniform(r) + 1e-7f, v = uniform(r);
    return sqrtf(-2.0f * logf(u)) * cosf(6.2831853f * v);
}

/* ---- data ------------------------------------------------------------------------------------------------------- */

typedef struct symbols { map index; str *names; uint32_t *freq; uint32_t count; } symbols;

static uint32_t intern(symbols *s, str name)
{
    uint32_t at = map_add(&s->index, name, s->count);
    if (at == s->count) {
        s->names = realloc(s->names, (s->count + 1) * sizeof *s->names);
        s->freq = realloc(s->freq, (s->count + 1) * sizeof *s->freq);
        s->names[s->count] = name;
        s->freq[s->count++] = 0;
    }
    s->freq[at]++;
    return at;
}

static symbols *keep_frequent(const symbols *from, uint32_t least)
{
    symbols *to = calloc(1, sizeof *to);
    for (uint32_t i = 0; i < from->count; i++)
        if (from->freq[i] >= least) {
            uint32_t at = intern(to, from->names[i]);
            to->freq[at] = from->freq[i];
        }
    return to;
}

typedef struct word {
    int32_t id;            /* row of the word table, 0: unknown */
    uint32_t affix[FEATURES_MOST];
    uint32_t affix_count;
    int32_t upos, tag, script, rel, head; /* -1: not trained on; head 0: root */
} word;

typedef struct sentence { word *w; uint32_t n; } sentence;
typedef struct dataset { sentence *s; uint32_t n, words; } dataset;

static symbols *vocabulary, *tags, *scripts, *relations;
static arena keep;

static str kept(str s) { return (str){arena_copy(&keep, s.p ? s.p : "", s.n + 1), s.n}; }

static str tag_of(const conllu_word *w)
{
    return str_of(arena_format(&keep, "%.*s\t%.*s\t%.*s", (int)w->upos.n, w->upos.p, (int)w->xpos.n, w->xpos.p,
                               (int)w->feats.n, w->feats.p));
}

static str script_of(const conllu_word *w)
{
    strbuf b;
    strbuf_init(&b, 0);
    lemma_script(w->form, w->lemma, &b);
    str s = kept(strbuf_str(&b));
    strbuf_release(&b);
    return s;
}

static const char *const UPOS[] = {"ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM",
                                   "PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB", "X"};
enum { NU = 17 };
static int32_t upos_of(str s)
{
    for (int i = 0; i < NU; i++)
        if (str_equal(s, str_of(UPOS[i])))
            return i;
    return -1;
}

static void collect_symbols(const conllu_bank *bank)
{
    symbols v = {0}, t = {0}, l = {0}, r = {0};
    intern(&v, STR("\x01")); /* row 0: unknown */
    v.freq[0] = 1000;
    for (uint32_t i = 0; i < bank->count; i++)
        for (uint32_t k = 0; k < bank->sentences[i].count; k++) {
            const conllu_word *w = &bank->sentences[i].words[k];
            features_word f;
            features_of(w->form, &f);
            intern(&v, kept((str){f.normal, f.normal_bytes}));
            intern(&t, tag_of(w));
            intern(&l, script_of(w));
            intern(&r, w->deprel);
        }
    vocabulary = keep_frequent(&v, 2);
    tags = keep_frequent(&t, 2);
    scripts = keep_frequent(&l, 2);
    relations = keep_frequent(&r, 1);
    symbols *all[] = {&v, &t, &l, &r};
    for (int i = 0; i < 4; i++) {
        map_release(&all[i]->index);
        free(all[i]->names);
        free(all[i]->freq);
    }
}

/* How a sentence is written: as it stands, or as headlines write it. */
enum { AS_IS, TITLE_CASE, ALL_UPPER };

static void change_case(str form, int how, strbuf *to)
{
    strbuf_reset(to);
    for (size_t i = 0; i < form.n; i++) {
        char c = form.p[i];
        bool letter = c >= 'a' && c <= 'z';
        strbuf_add_char(to, letter && (how == ALL_UPPER || (how == TITLE_CASE && i == 0 && form.n > 3)) ? (char)(c - 32) : c);
    }
}

static sentence make_sentence(const conllu_sentence *from, int how)
{
    strbuf b;
    strbuf_init(&b, 0);
    sentence s = {arena_get(&keep, from->count * sizeof(word)), from->count};
    for (uint32_t k = 0; k < from->count; k++) {
        const conllu_word *w = &from->words[k];
        features_word f;
        change_case(w->form, how, &b);
        features_of(how == AS_IS ? w->form : strbuf_str(&b), &f);
        uint32_t id = map_find(&vocabulary->index, (str){f.normal, f.normal_bytes});
        word *o = &s.w[k];
        o->id = id == MAP_NONE ? 0 : (int32_t)id;
        o->affix_count = f.affix_count;
        for (uint32_t i = 0; i < f.affix_count; i++)
            o->affix[i] = f.affix[i] % AFFIX_ROWS;
        o->upos = upos_of(w->upos);
        o->tag = how == AS_IS ? (int32_t)map_find(&tags->index, tag_of(w)) : -1;
        o->script = how == AS_IS ? (int32_t)map_find(&scripts->index, script_of(w)) : -1;
        o->rel = (int32_t)map_find(&relations->index, w->deprel);
        o->head = (int32_t)w->head;
    }
    strbuf_release(&b);
    return s;
}

static void add_sentences(dataset *to, const conllu_bank *bank, bool train)
{
    dataset d = {realloc(to->s, (to->n + bank->count * 2 + 1) * sizeof(sentence)), to->n, to->words};
    rng r = {88172645463325252u};
    for (uint32_t i = 0; i < bank->count; i++) {
        if (train && bank->sentences[i].count > LONGEST)
            continue;
        d.s[d.n++] = make_sentence(&bank->sentences[i], AS_IS);
        d.words += bank->sentences[i].count;
        float u = uniform(&r);
        if (train && u < 0.04f && bank->sentences[i].count > 3) {
            d.s[d.n++] = make_sentence(&bank->sentences[i], u < 0.03f ? TITLE_CASE : ALL_UPPER);
            d.words += bank->sentences[i].count;
        }
    }
    *to = d;
}

/* ---- parameters -------------------------------------------------------------------------------------------------- */

typedef struct tensor { uint32_t rows, cols; size_t at; float scale; } tensor;

static struct {
    tensor word, affix;
    tensor wx[LAYERS][2], wh[LAYERS][2], b[LAYERS][2]; /* [in][4H], [H][4H], [4H]; gates i f g o */
    tensor tag_in, tag_b, upos, upos_b, tag, tag_ob, lemma, lemma_b;
    tensor arc_d, arc_db, arc_h, arc_hb, arc_root, arc_u, arc_ub;
    tensor rel_d, rel_h, rel_b, rel_root, rel, rel_ob;
} net;
static size_t parameter_count;

static tensor new_tensor(uint32_t rows, uint32_t cols, float scale)
{
    tensor t = {rows, cols, parameter_count, scale};
    parameter_count += (size_t)rows * cols;
    return t;
}

static float glorot(uint32_t in, uint32_t out) { return sqrtf(2.0f / (float)(in + out)); }

static void lay_out(void)
{
    net.word = new_tensor(vocabulary->count, DW, 0.1f);
    net.affix = new_tensor(AFFIX_ROWS, DA, 0.05f);
    for (int l = 0; l < LAYERS; l++)
        for (int k = 0; k < 2; k++) {
            uint32_t in = l == 0 ? D : 2 * H;
            net.wx[l][k] = new_tensor(in, 4 * H, glorot(in, H));
            net.wh[l][k] = new_tensor(H, 4 * H, glorot(H, H));
            net.b[l][k] = new_tensor(1, 4 * H, 0);
        }
    net.tag_in = new_tensor(2 * H + D, T, glorot(2 * H + D, T));
    net.tag_b = new_tensor(1, T, 0);
    net.upos = new_tensor(T, NU, glorot(T, NU));
    net.upos_b = new_tensor(1, NU, 0);
    net.tag = new_tensor(T, tags->count, glorot(T, T));
    net.tag_ob = new_tensor(1, tags->count, 0);
    net.lemma = new_tensor(T, scripts->count, glorot(T, T));
    net.lemma_b = new_tensor(1, scripts->count, 0);
    net.arc_d = new_tensor(2 * H, A, glorot(2 * H, A));
    net.arc_db = new_tensor(1, A, 0);
    net.arc_h = new_tensor(2 * H, A, glorot(2 * H, A));
    net.arc_hb = new_tensor(1, A, 0);
    net.arc_root = new_tensor(1, A, 0.3f);
    net.arc_u = new_tensor(A, A, 0.05f);
    net.arc_ub = new_tensor(1, A, 0);
    net.rel_d = new_tensor(2 * H, R, glorot(2 * H, R));
    net.rel_h = new_tensor(2 * H, R, glorot(2 * H, R));
    net.rel_b = new_tensor(1, R, 0);
    net.rel_root = new_tensor(1, R, 0.3f);
    net.rel = new_tensor(R, relations->count, glorot(R, 64));
    net.rel_ob = new_tensor(1, relations->count, 0);
}

static void fill(float *p, tensor t, rng *r)
{
    for (size_t i = 0; i < (size_t)t.rows * t.cols; i++)
        p[t.at + i] = t.scale * normal(r);
}

static void initialise(float *p, uint64_t seed)
{
    rng r = {seed * 0x9e3779b97f4a7c15u + 1};
    const tensor *all = (const tensor *)&net;
    for (size_t i = 0; i < sizeof net / sizeof *all; i++)
        fill(p, all[i], &r);
    for (int l = 0; l < LAYERS; l++)
        for (int k = 0; k < 2; k++)
            for (int i = H; i < 2 * H; i++)
                p[net.b[l][k].at + (size_t)i] = 1.0f; /* forget gate open at first */
}

/* ---- a worker: forward and backward over some sentences ------------------------------------------------------------
 * Rows are time-major: all first words (longest sentence first), then all second words ... so that a step of the LSTM is
 * one matrix product over the sentences that still run. */

typedef struct worker {
    const float *p;
    float *g;              /* gradient, same shape as p */
    rng r;
    bool train;
    const sentence **s;    /* longest first */
    uint32_t count, steps, rows;
    uint32_t *first;       /* [steps + 1] first row of each step */
    const word **w;        /* [rows] */
    uint32_t *of;          /* [rows] sentence of the row */
    float *pool; size_t pool_used, pool_size;
    double loss[5];
    uint32_t right[5], total; /* upos, tag, lemma, head, head and relation */
} worker;

static float *take(worker *k, size_t n)
{
    n = (n + 15) & ~(size_t)15;
    if (k->pool_used + n > k->pool_size) {
        fprintf(stderr, "train_syntax: a batch is too large\n");
        exit(1);
    }
    float *at = k->pool + k->pool_used;
    k->pool_used += n;
    memset(at, 0, n * sizeof *at);
    return at;
}

#define ROW(m, i, width) ((m) + (size_t)(i) * (width))

/* C[m x n] (+)= A[m x k] B[k x n] and its two backward forms */
static void mul(float *c, const float *a, const float *b, uint32_t m, uint32_t k, uint32_t n, float add, uint32_t lda, uint32_t ldc)
{
    if (m > 0)
        cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, (int)m, (int)n, (int)k, 1, a, (int)lda, b, (int)n, add, c, (int)ldc);
}
static void mul_bt(float *da, const float *dc, const float *b, uint32_t m, uint32_t k, uint32_t n, uint32_t ldc, uint32_t lda)
{
    if (m > 0)
        cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasTrans, (int)m, (int)k, (int)n, 1, dc, (int)ldc, b, (int)n, 1, da, (int)lda);
}
static void mul_at(float *db, const float *a, const float *dc, uint32_t m, uint32_t k, uint32_t n, uint32_t lda, uint32_t ldc)
{
    if (m > 0)
        cblas_sgemm(CblasRowMajor, CblasTrans, CblasNoTrans, (int)k, (int)n, (int)m, 1, a, (int)lda, dc, (int)ldc, 1, db, (int)n);
}

static void add_bias(float *c, const float *b, uint32_t m, uint32_t n)
{
    for (uint32_t i = 0; i < m; i++)
        for (uint32_t j = 0; j < n; j++)
            c[(size_t)i * n + j] += b[j];
}
static void grad_bias(float *db, const float *dc, uint32_t m, uint32_t n)
{
    for (uint32_t i = 0; i < m; i++)
        for (uint32_t j = 0; j < n; j++)
            db[j] += dc[(size_t)i * n + j];
}

/* One mask a sentence, [count][width], 0 or 1/(1-p); NULL outside training. */
static float *new_mask(worker *k, uint32_t width, float p)
{
    if (!k->train)
        return NULL;
    float *m = take(k, (size_t)k->count * width), high = 1.0f / (1.0f - p);
    for (size_t i = 0; i < (size_t)k->count * width; i++)
        m[i] = uniform(&k->r) < p ? 0 : high;
    return m;
}
static void apply_mask(const worker *k, float *x, const float *mask, uint32_t width)
{
    if (mask == NULL)
        return;
    for (uint32_t i = 0; i < k->rows; i++) {
        const float *m = ROW(mask, k->of[i], width);
        float *row = ROW(x, i, width);
        for (uint32_t j = 0; j < width; j++)
            row[j] *= m[j];
    }
}

static int by_length(const void *a, const void *b)
{
    const sentence *x = *(const sentence *const *)a, *y = *(const sentence *const *)b;
    return (x->n < y->n) - (x->n > y->n);
}

static void arrange(worker *k)
{
    qsort(k->s, k->count, sizeof *k->s, by_length);
    k->steps = k->count ? k->s[0]->n : 0;
    k->rows = 0;
    k->first = (uint32_t *)take(k, k->steps + 1);
    size_t words = 0;
    for (uint32_t i = 0; i < k->count; i++)
        words += k->s[i]->n;
    k->w = (const word **)take(k, words * 2);
    k->of = (uint32_t *)take(k, words);
    for (uint32_t t = 0; t < k->steps; t++) {
        k->first[t] = k->rows;
        for (uint32_t i = 0; i < k->count && k->s[i]->n > t; i++) {
            k->w[k->rows] = &k->s[i]->w[t];
            k->of[k->rows++] = i;
        }
    }
    k->first[k->steps] = k->rows;
}

typedef struct embedding { float *x; uint8_t *unknown, *no_word, *no_affix; float *mask; } embedding;

static void embed(worker *k, embedding *e)
{
    e->x = take(k, (size_t)k->rows * D);
    e->unknown = (uint8_t *)take(k, k->rows);
    for (uint32_t i = 0; i < k->rows; i++) {
        const word *w = k->w[i];
        float f = (float)vocabulary->freq[w->id], drop = 0.5f / sqrtf(f);
        if (drop < 0.08f)
            drop = 0.08f;
        e->unknown[i] = w->id == 0 || (k->train && uniform(&k->r) < drop);
        const float *row = k->p + net.word.at + (size_t)(e->unknown[i] ? 0 : w->id) * DW;
        float *x = ROW(e->x, i, D);
        memcpy(x, row, DW * sizeof *x);
        for (uint32_t a = 0; a < w->affix_count; a++) {
            const float *from = k->p + net.affix.at + (size_t)w->affix[a] * DA;
            for (int j = 0; j < DA; j++)
                x[DW + j] += from[j];
        }
    }
    e->mask = new_mask(k, D, DROP_IN);
    apply_mask(k, e->x, e->mask, D);
}

static void embed_back(worker *k, const embedding *e, float *dx)
{
    apply_mask(k, dx, e->mask, D);
    for (uint32_t i = 0; i < k->rows; i++) {
        const word *w = k->w[i];
        float *row = k->g + net.word.at + (size_t)(e->unknown[i] ? 0 : w->id) * DW;
        const float *d = ROW(dx, i, D);
        for (int j = 0; j < DW; j++)
            row[j] += d[j];
        for (uint32_t a = 0; a < w->affix_count; a++) {
            float *to = k->g + net.affix.at + (size_t)w->affix[a] * DA;
            for (int j = 0; j < DA; j++)
                to[j] += d[DW + j];
        }
    }
}

typedef struct lstm {
    float *x;              /* input after dropout [rows][in] */
    float *gates[2];       /* after activation [rows][4H] */
    float *c[2], *tc[2];   /* cell, tanh of it [rows][H] */
    float *before[2];      /* state before the step, after dropout [rows][H] */
    float *y;              /* [rows][2H] */
    float *in_mask, *rec_mask[2];
    uint32_t in;
} lstm;

/* The step before t in this direction: how many sentences have one, and their first row. */
static uint32_t before_step(const worker *k, uint32_t t, int back, uint32_t *first)
{
    if (back ? t + 1 >= k->steps : t == 0)
        return 0;
    uint32_t at = back ? t + 1 : t - 1, n = k->first[at + 1] - k->first[at], here = k->first[t + 1] - k->first[t];
    *first = k->first[at];
    return n < here ? n : here;
}

static void lstm_direction(worker *k, lstm *l, int layer, int back)
{
    const float *p = k->p;
    float *g = take(k, (size_t)k->rows * 4 * H);
    l->gates[back] = g;
    l->c[back] = take(k, (size_t)k->rows * H);
    l->tc[back] = take(k, (size_t)k->rows * H);
    l->before[back] = take(k, (size_t)k->rows * H);
    l->rec_mask[back] = new_mask(k, H, DROP_REC);
    mul(g, l->x, p + net.wx[layer][back].at, k->rows, l->in, 4 * H, 0, l->in, 4 * H);
    add_bias(g, p + net.b[layer][back].at, k->rows, 4 * H);
    for (uint32_t step = 0; step < k->steps; step++) {
        uint32_t t = back ? k->steps - 1 - step : step, first = k->first[t], n = k->first[t + 1] - first, from = 0;
        uint32_t had = before_step(k, t, back, &from);
        for (uint32_t i = 0; i < had; i++) {
            const float *m = l->rec_mask[back] ? ROW(l->rec_mask[back], i, H) : NULL, *y = ROW(l->y, from + i, 2 * H) + back * H;
            float *b = ROW(l->before[back], first + i, H);
            for (int j = 0; j < H; j++)
                b[j] = m ? y[j] * m[j] : y[j];
        }
        mul(ROW(g, first, 4 * H), ROW(l->before[back], first, H), p + net.wh[layer][back].at, had, H, 4 * H, 1, H, 4 * H);
        for (uint32_t i = 0; i < n; i++) {
            float *q = ROW(g, first + i, 4 * H), *c = ROW(l->c[back], first + i, H), *tc = ROW(l->tc[back], first + i, H);
            float *y = ROW(l->y, first + i, 2 * H) + back * H;
            const float *c0 = i < had ? ROW(l->c[back], from + i, H) : NULL;
            for (int j = 0; j < H; j++) {
                q[j] = activation_logistic(q[j]);
                q[H + j] = activation_logistic(q[H + j]);
                q[2 * H + j] = activation_tanh(q[2 * H + j]);
                q[3 * H + j] = activation_logistic(q[3 * H + j]);
            }
            if (c0)
                for (int j = 0; j < H; j++)
                    c[j] = q[H + j] * c0[j] + q[j] * q[2 * H + j];
            else
                for (int j = 0; j < H; j++)
                    c[j] = q[j] * q[2 * H + j];
            for (int j = 0; j < H; j++) {
                tc[j] = activation_tanh(c[j]);
                y[j] = q[3 * H + j] * tc[j];
            }
        }
    }
}

static void lstm_forward(worker *k, lstm *l, int layer, const float *x, uint32_t in)
{
    l->in = in;
    l->x = take(k, (size_t)k->rows * in);
    memcpy(l->x, x, (size_t)k->rows * in * sizeof *x);
    l->in_mask = layer == 0 ? NULL : new_mask(k, in, DROP_LAYER);
    apply_mask(k, l->x, l->in_mask, in);
    l->y = take(k, (size_t)k->rows * 2 * H);
    lstm_direction(k, l, layer, 0);
    lstm_direction(k, l, layer, 1);
}

static void lstm_direction_back(worker *k, lstm *l, int layer, int back, float *dy, float *dx)
{
    const float *p = k->p;
    float *dg = take(k, (size_t)k->rows * 4 * H), *dc = take(k, (size_t)k->rows * H), *db = take(k, (size_t)k->count * H);
    for (uint32_t step = k->steps; step-- > 0;) {
        uint32_t t = back ? k->steps - 1 - step : step, first = k->first[t], n = k->first[t + 1] - first, from = 0;
        uint32_t had = before_step(k, t, back, &from);
        for (uint32_t i = 0; i < n; i++) {
            const float *q = ROW(l->gates[back], first + i, 4 * H), *tc = ROW(l->tc[back], first + i, H);
            const float *d = ROW(dy, first + i, 2 * H) + back * H, *c0 = i < had ? ROW(l->c[back], from + i, H) : NULL;
            float *dq = ROW(dg, first + i, 4 * H), *cell = ROW(dc, first + i, H), *c0d = i < had ? ROW(dc, from + i, H) : NULL;
            for (int j = 0; j < H; j++) {
                float in = q[j], f = q[H + j], g = q[2 * H + j], o = q[3 * H + j];
                float dcell = cell[j] + d[j] * o * (1 - tc[j] * tc[j]);
                dq[3 * H + j] = d[j] * tc[j] * o * (1 - o);
                dq[j] = dcell * g * in * (1 - in);
                dq[2 * H + j] = dcell * in * (1 - g * g);
                dq[H + j] = c0 ? dcell * c0[j] * f * (1 - f) : 0;
                if (c0d)
                    c0d[j] += dcell * f;
            }
        }
        if (had == 0)
            continue;
        memset(db, 0, (size_t)had * H * sizeof *db);
        mul_bt(db, ROW(dg, first, 4 * H), p + net.wh[layer][back].at, had, H, 4 * H, 4 * H, H);
        for (uint32_t i = 0; i < had; i++) {
            const float *m = l->rec_mask[back] ? ROW(l->rec_mask[back], i, H) : NULL;
            float *to = ROW(dy, from + i, 2 * H) + back * H;
            for (int j = 0; j < H; j++)
                to[j] += m ? db[(size_t)i * H + (size_t)j] * m[j] : db[(size_t)i * H + (size_t)j];
        }
    }
    mul_at(k->g + net.wh[layer][back].at, l->before[back], dg, k->rows, H, 4 * H, H, 4 * H);
    mul_at(k->g + net.wx[layer][back].at, l->x, dg, k->rows, l->in, 4 * H, l->in, 4 * H);
    grad_bias(k->g + net.b[layer][back].at, dg, k->rows, 4 * H);
    mul_bt(dx, dg, p + net.wx[layer][back].at, k->rows, l->in, 4 * H, 4 * H, l->in);
}

/* dy is changed; gives the gradient of the input. */
static float *lstm_back(worker *k, lstm *l, int layer, float *dy)
{
    float *dx = take(k, (size_t)k->rows * l->in);
    lstm_direction_back(k, l, layer, 0, dy, dx);
    lstm_direction_back(k, l, layer, 1, dy, dx);
    apply_mask(k, dx, l->in_mask, l->in);
    return dx;
}

/* z = relu(x W + b), with dropout */
typedef struct hidden { const float *x; float *z, *mask; tensor w, b; uint32_t in, out; } hidden;

static void hidden_forward(worker *k, hidden *h, const float *x, tensor w, tensor b)
{
    *h = (hidden){.x = x, .w = w, .b = b, .in = w.rows, .out = w.cols};
    h->z = take(k, (size_t)k->rows * h->out);
    mul(h->z, x, k->p + w.at, k->rows, h->in, h->out, 0, h->in, h->out);
    add_bias(h->z, k->p + b.at, k->rows, h->out);
    for (size_t i = 0; i < (size_t)k->rows * h->out; i++)
        h->z[i] = h->z[i] > 0 ? h->z[i] : 0;
    h->mask = new_mask(k, h->out, DROP_MLP);
    apply_mask(k, h->z, h->mask, h->out);
}
static void hidden_back(worker *k, hidden *h, float *dz, float *dx)
{
    apply_mask(k, dz, h->mask, h->out);
    for (size_t i = 0; i < (size_t)k->rows * h->out; i++)
        dz[i] = h->z[i] > 0 ? dz[i] : 0;
    mul_at(k->g + h->w.at, h->x, dz, k->rows, h->in, h->out, h->in, h->out);
    grad_bias(k->g + h->b.at, dz, k->rows, h->out);
    mul_bt(dx, dz, k->p + h->w.at, k->rows, h->in, h->out, h->out, h->in);
}

/* Softmax with cross entropy in place: logits become their gradient. Gives the loss; *best the likeliest. */
static float softmax_loss(float *z, uint32_t n, int32_t gold, float weight, uint32_t *best)
{
    float top = -1e30f, sum = 0;
    *best = 0;
    for (uint32_t j = 0; j < n; j++)
        if (z[j] > top) {
            top = z[j];
            *best = j;
        }
    for (uint32_t j = 0; j < n; j++)
        sum += z[j] = expf(z[j] - top);
    float loss = gold >= 0 ? -logf(z[gold] / sum + 1e-12f) : 0;
    for (uint32_t j = 0; j < n; j++)
        z[j] = gold >= 0 ? weight * z[j] / sum : 0;
    if (gold >= 0)
        z[gold] -= weight;
    return loss;
}

static int32_t gold_of(const word *w, int what)
{
    return what == 0 ? w->upos : what == 1 ? w->tag : w->script;
}

/* The three outputs over the tag layer; adds to dz. */
static void classify(worker *k, const hidden *h, float *dz, tensor w, tensor b, int what, float weight)
{
    uint32_t n = w.cols;
    float *z = take(k, (size_t)k->rows * n);
    mul(z, h->z, k->p + w.at, k->rows, h->out, n, 0, h->out, n);
    add_bias(z, k->p + b.at, k->rows, n);
    for (uint32_t i = 0; i < k->rows; i++) {
        uint32_t best;
        int32_t gold = gold_of(k->w[i], what);
        k->loss[what] += softmax_loss(ROW(z, i, n), n, gold, weight, &best);
        k->right[what] += (int32_t)best == gold;
    }
    if (!k->train)
        return;
    mul_at(k->g + w.at, h->z, z, k->rows, h->out, n, h->out, n);
    grad_bias(k->g + b.at, z, k->rows, n);
    mul_bt(dz, z, k->p + w.at, k->rows, h->out, n, n, h->out);
}

static uint32_t row_of(const worker *k, uint32_t s, uint32_t t) { return k->first[t] + s; }

static void gather(const worker *k, const float *from, float *to, uint32_t s, uint32_t width)
{
    for (uint32_t t = 0; t < k->s[s]->n; t++)
        memcpy(ROW(to, t, width), ROW(from, row_of(k, s, t), width), width * sizeof *to);
}
static void scatter(const worker *k, const float *from, float *to, uint32_t s, uint32_t width)
{
    for (uint32_t t = 0; t < k->s[s]->n; t++)
        for (uint32_t j = 0; j < width; j++)
            ROW(to, row_of(k, s, t), width)[j] += ROW(from, t, width)[j];
}

/* Arcs of one sentence: scores[i][j] = d_i U h_j + u h_j, h_0 the root. Fills found[] with the best head of each word. */
static void arcs(worker *k, uint32_t s, const float *d_all, const float *h_all, float *dd_all, float *dh_all, uint32_t *found, float weight)
{
    uint32_t n = k->s[s]->n, m = n + 1;
    size_t mark = k->pool_used;
    const float *U = k->p + net.arc_u.at, *u = k->p + net.arc_ub.at;
    float *d = take(k, (size_t)n * A), *h = take(k, (size_t)m * A), *du = take(k, (size_t)n * A), *z = take(k, (size_t)n * m);
    gather(k, d_all, d, s, A);
    memcpy(h, k->p + net.arc_root.at, A * sizeof *h);
    gather(k, h_all, h + A, s, A);
    mul(du, d, U, n, A, A, 0, A, A);
    for (uint32_t i = 0; i < n; i++)
        for (int j = 0; j < A; j++)
            du[(size_t)i * A + (size_t)j] += u[j];
    cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasTrans, (int)n, (int)m, A, 1, du, A, h, A, 0, z, (int)m);
    for (uint32_t i = 0; i < n; i++) {
        float *row = ROW(z, i, m);
        row[i + 1] = -1e9f;
        k->loss[3] += softmax_loss(row, m, k->s[s]->w[i].head, weight, &found[i]);
        k->right[3] += (int32_t)found[i] == k->s[s]->w[i].head;
    }
    if (k->train) {
        float *ddu = take(k, (size_t)n * A), *dh = take(k, (size_t)m * A), *dd = take(k, (size_t)n * A);
        mul(ddu, z, h, n, m, A, 0, m, A);
        mul_at(dh, z, du, n, m, A, m, A);
        mul_at(k->g + net.arc_u.at, d, ddu, n, A, A, A, A);
        grad_bias(k->g + net.arc_ub.at, ddu, n, A);
        mul_bt(dd, ddu, U, n, A, A, A, A);
        scatter(k, dd, dd_all, s, A);
        scatter(k, dh + A, dh_all, s, A);
        for (int j = 0; j < A; j++)
            k->g[net.arc_root.at + (size_t)j] += dh[j];
    }
    k->pool_used = mark;
}

/* Relations: relu(D_i + H_head + b) W, with the gold head in training and the found one else. */
static void relate(worker *k, const float *y, const uint32_t *heads, float *dy, float weight)
{
    uint32_t n = relations->count;
    float *d = take(k, (size_t)k->rows * R), *h = take(k, (size_t)k->rows * R), *z = take(k, (size_t)k->rows * n), *mask = new_mask(k, R, DROP_MLP);
    float *a = take(k, (size_t)k->rows * R);
    mul(d, y, k->p + net.rel_d.at, k->rows, 2 * H, R, 0, 2 * H, R);
    mul(h, y, k->p + net.rel_h.at, k->rows, 2 * H, R, 0, 2 * H, R);
    const float *b = k->p + net.rel_b.at, *root = k->p + net.rel_root.at;
    for (uint32_t i = 0; i < k->rows; i++) {
        const float *from = heads[i] == 0 ? root : ROW(h, row_of(k, k->of[i], heads[i] - 1), R);
        for (int j = 0; j < R; j++) {
            float v = ROW(d, i, R)[j] + from[j] + b[j];
            ROW(a, i, R)[j] = v > 0 ? (mask ? v * ROW(mask, k->of[i], R)[j] : v) : 0;
        }
    }
    mul(z, a, k->p + net.rel.at, k->rows, R, n, 0, R, n);
    add_bias(z, k->p + net.rel_ob.at, k->rows, n);
    for (uint32_t i = 0; i < k->rows; i++) {
        uint32_t best;
        k->loss[4] += softmax_loss(ROW(z, i, n), n, k->w[i]->rel, weight, &best);
        k->right[4] += (int32_t)heads[i] == k->w[i]->head && (int32_t)best == k->w[i]->rel;
    }
    if (!k->train)
        return;
    float *da = take(k, (size_t)k->rows * R), *dh = take(k, (size_t)k->rows * R);
    mul_at(k->g + net.rel.at, a, z, k->rows, R, n, R, n);
    grad_bias(k->g + net.rel_ob.at, z, k->rows, n);
    mul_bt(da, z, k->p + net.rel.at, k->rows, R, n, n, R);
    for (uint32_t i = 0; i < k->rows; i++) {
        float *to = heads[i] == 0 ? k->g + net.rel_root.at : ROW(dh, row_of(k, k->of[i], heads[i] - 1), R);
        for (int j = 0; j < R; j++) {
            float v = ROW(a, i, R)[j] > 0 ? (mask ? ROW(da, i, R)[j] * ROW(mask, k->of[i], R)[j] : ROW(da, i, R)[j]) : 0;
            ROW(da, i, R)[j] = v;
            to[j] += v;
        }
    }
    grad_bias(k->g + net.rel_b.at, da, k->rows, R);
    mul_at(k->g + net.rel_d.at, y, da, k->rows, 2 * H, R, 2 * H, R);
    mul_at(k->g + net.rel_h.at, y, dh, k->rows, 2 * H, R, 2 * H, R);
    mul_bt(dy, da, k->p + net.rel_d.at, k->rows, 2 * H, R, R, 2 * H);
    mul_bt(dy, dh, k->p + net.rel_h.at, k->rows, 2 * H, R, R, 2 * H);
}

static void run_tags(worker *k, const embedding *e, const lstm *l, float *dx0, float *dy, float weight)
{
    float *joined = take(k, (size_t)k->rows * (2 * H + D)), *dz = take(k, (size_t)k->rows * T);
    for (uint32_t i = 0; i < k->rows; i++) {
        memcpy(ROW(joined, i, 2 * H + D), ROW(l->y, i, 2 * H), 2 * H * sizeof(float));
        memcpy(ROW(joined, i, 2 * H + D) + 2 * H, ROW(e->x, i, D), D * sizeof(float));
    }
    hidden h;
    hidden_forward(k, &h, joined, net.tag_in, net.tag_b);
    classify(k, &h, dz, net.upos, net.upos_b, 0, 0.5f * weight);
    classify(k, &h, dz, net.tag, net.tag_ob, 1, 0.5f * weight);
    classify(k, &h, dz, net.lemma, net.lemma_b, 2, 0.5f * weight);
    if (!k->train)
        return;
    float *dj = take(k, (size_t)k->rows * (2 * H + D));
    hidden_back(k, &h, dz, dj);
    for (uint32_t i = 0; i < k->rows; i++) {
        for (int j = 0; j < 2 * H; j++)
            ROW(dy, i, 2 * H)[j] += ROW(dj, i, 2 * H + D)[j];
        for (int j = 0; j < D; j++)
            ROW(dx0, i, D)[j] += ROW(dj, i, 2 * H + D)[2 * H + j];
    }
}

static void run_tree(worker *k, const lstm *l, float *dy, float weight)
{
    hidden d, h;
    float *y = take(k, (size_t)k->rows * 2 * H), *mask = new_mask(k, 2 * H, DROP_LAYER), *dyl = take(k, (size_t)k->rows * 2 * H);
    memcpy(y, l->y, (size_t)k->rows * 2 * H * sizeof *y);
    apply_mask(k, y, mask, 2 * H);
    hidden_forward(k, &d, y, net.arc_d, net.arc_db);
    hidden_forward(k, &h, y, net.arc_h, net.arc_hb);
    float *dd = take(k, (size_t)k->rows * A), *dh = take(k, (size_t)k->rows * A);
    uint32_t *heads = (uint32_t *)take(k, k->rows), found[4096];
    for (uint32_t s = 0; s < k->count; s++) {
        arcs(k, s, d.z, h.z, dd, dh, found, weight);
        for (uint32_t t = 0; t < k->s[s]->n; t++)
            heads[row_of(k, s, t)] = k->train ? (uint32_t)k->s[s]->w[t].head : found[t];
    }
    relate(k, y, heads, dyl, weight);
    if (!k->train)
        return;
    hidden_back(k, &d, dd, dyl);
    hidden_back(k, &h, dh, dyl);
    apply_mask(k, dyl, mask, 2 * H);
    for (size_t i = 0; i < (size_t)k->rows * 2 * H; i++)
        dy[i] += dyl[i];
}

static void *run_worker(void *argument)
{
    worker *k = argument;
    k->pool_used = 0;
    memset(k->loss, 0, sizeof k->loss);
    memset(k->right, 0, sizeof k->right);
    if (k->train)
        memset(k->g, 0, parameter_count * sizeof *k->g);
    if (k->count == 0)
        return NULL;
    arrange(k);
    k->total = k->rows;
    embedding e;
    lstm l[LAYERS];
    embed(k, &e);
    for (int i = 0; i < LAYERS; i++)
        lstm_forward(k, &l[i], i, i == 0 ? e.x : l[i - 1].y, i == 0 ? D : 2 * H);
    float *dx0 = take(k, (size_t)k->rows * D), *dy2 = take(k, (size_t)k->rows * 2 * H), *dy3 = take(k, (size_t)k->rows * 2 * H);
    float weight = 1.0f / (float)BATCH_WORDS;
    run_tags(k, &e, &l[1], dx0, dy2, weight);
    run_tree(k, &l[2], dy3, weight);
    if (!k->train)
        return NULL;
    float *d = lstm_back(k, &l[2], 2, dy3);
    for (size_t i = 0; i < (size_t)k->rows * 2 * H; i++)
        d[i] += dy2[i];
    d = lstm_back(k, &l[1], 1, d);
    d = lstm_back(k, &l[0], 0, d);
    for (size_t i = 0; i < (size_t)k->rows * D; i++)
        d[i] += dx0[i];
    embed_back(k, &e, d);
    return NULL;
}

/* ---- training ----------------------------------------------------------------------------------------------------- */

typedef struct state { uint64_t magic, parameters; uint32_t epoch, step; float best; uint32_t epochs; } state;
static float *P, *M, *V, *MEAN;
static worker workers[THREADS];
static volatile sig_atomic_t stop_asked;
static void ask_stop(int signal_number) { (void)signal_number; stop_asked++; }

static void run_all(const sentence **s, uint32_t n, bool train, const float *p)
{
    pthread_t t[THREADS];
    static const sentence *half[THREADS][8192];
    for (int i = 0; i < THREADS; i++)
        workers[i].count = 0;
    for (uint32_t i = 0; i < n; i++) {
        worker *k = &workers[i % THREADS];
        half[i % THREADS][k->count++] = s[i];
    }
    for (int i = 0; i < THREADS; i++) {
        workers[i].s = half[i];
        workers[i].train = train;
        workers[i].p = p;
        pthread_create(&t[i], NULL, run_worker, &workers[i]);
    }
    for (int i = 0; i < THREADS; i++)
        pthread_join(t[i], NULL);
}

typedef struct slice { size_t from, to; float lr, scale, c1, c2, decay; } slice;
static void *adam_slice(void *argument)
{
    const slice *a = argument;
    for (size_t i = a->from; i < a->to; i++) {
        float g = 0;
        for (int t = 0; t < THREADS; t++)
            g += workers[t].g[i];
        g *= a->scale;
        M[i] = BETA1 * M[i] + (1 - BETA1) * g;
        V[i] = BETA2 * V[i] + (1 - BETA2) * g * g;
        P[i] -= a->lr * (M[i] * a->c1) / (sqrtf(V[i] * a->c2) + 1e-8f);
        MEAN[i] = a->decay * MEAN[i] + (1 - a->decay) * P[i];
    }
    return NULL;
}

static void update(uint32_t step, float lr)
{
    double norm = 0;
    for (size_t i = 0; i < parameter_count; i++) {
        float g = 0;
        for (int t = 0; t < THREADS; t++)
            g += workers[t].g[i];
        norm += (double)(g * g);
    }
    norm = sqrt(norm);
    slice a[THREADS];
    pthread_t t[THREADS];
    float decay = (1.0f + (float)step) / (10.0f + (float)step);
    for (int i = 0; i < THREADS; i++) {
        a[i] = (slice){parameter_count * (size_t)i / THREADS, parameter_count * (size_t)(i + 1) / THREADS, lr,
                       norm > CLIP ? CLIP / (float)norm : 1.0f, 1.0f / (1.0f - powf(BETA1, (float)(step + 1))),
                       1.0f / (1.0f - powf(BETA2, (float)(step + 1))), decay < MEAN_DECAY ? decay : MEAN_DECAY};
        pthread_create(&t[i], NULL, adam_slice, &a[i]);
    }
    for (int i = 0; i < THREADS; i++)
        pthread_join(t[i], NULL);
}

typedef struct figures { double loss[5], right[5], total; } figures;
static void add_figures(figures *f)
{
    for (int t = 0; t < THREADS; t++)
        if (workers[t].count > 0) {
            for (int i = 0; i < 5; i++) {
                f->loss[i] += workers[t].loss[i];
                f->right[i] += workers[t].right[i];
            }
            f->total += workers[t].total;
        }
}

static float measure(const dataset *d, const char *name, const float *p)
{
    figures f = {0};
    const sentence *batch[256];
    for (uint32_t i = 0; i < d->n;) {
        uint32_t n = 0, words = 0;
        while (i < d->n && n < 256 && (n == 0 || words + d->s[i].n < 2000)) {
            words += d->s[i].n;
            batch[n++] = &d->s[i++];
        }
        run_all(batch, n, false, p);
        add_figures(&f);
    }
    printf("  %-10s UPOS %.2f  tag %.2f  lemma script %.2f  UAS %.2f  LAS %.2f (with subtypes)\n", name, 100 * f.right[0] / f.total,
           100 * f.right[1] / f.total, 100 * f.right[2] / f.total, 100 * f.right[3] / f.total, 100 * f.right[4] / f.total);
    return (float)(f.right[4] / f.total);
}

static uint32_t *shuffled(const dataset *d, rng *r)
{
    uint32_t *order = malloc(d->n * sizeof *order);
    for (uint32_t i = 0; i < d->n; i++)
        order[i] = i;
    for (uint32_t i = d->n; i-- > 1;) {
        uint32_t j = (uint32_t)(next_random(r) % (i + 1)), x = order[i];
        order[i] = order[j];
        order[j] = x;
    }
    /* Sentences of like length together, within runs of 2000: fewer steps an LSTM must take. */
    for (uint32_t from = 0; from < d->n; from += 2000) {
        uint32_t to = from + 2000 < d->n ? from + 2000 : d->n;
        for (uint32_t i = from + 1; i < to; i++)
            for (uint32_t j = i; j > from && d->s[order[j]].n < d->s[order[j - 1]].n; j--) {
                uint32_t x = order[j];
                order[j] = order[j - 1];
                order[j - 1] = x;
            }
    }
    return order;
}

typedef struct batch { uint32_t from, to; } batch;
static uint32_t cut_batches(const dataset *d, const uint32_t *order, batch *b, rng *r)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < d->n;) {
        uint32_t words = 0, from = i;
        while (i < d->n && words < BATCH_WORDS && i - from < 4000)
            words += d->s[order[i++]].n;
        b[n++] = (batch){from, i};
    }
    for (uint32_t i = n; i-- > 1;) {
        uint32_t j = (uint32_t)(next_random(r) % (i + 1));
        batch x = b[i];
        b[i] = b[j];
        b[j] = x;
    }
    return n;
}

static void train_epoch(const dataset *d, state *st, uint32_t all_steps, float rate)
{
    rng r = {(st->epoch + 1) * 0x9e3779b97f4a7c15u};
    uint32_t *order = shuffled(d, &r);
    batch *b = malloc((d->n + 1) * sizeof *b);
    const sentence **now = malloc(d->n * sizeof *now);
    uint32_t n = cut_batches(d, order, b, &r);
    figures f = {0};
    for (uint32_t i = 0; i < n; i++) {
        uint32_t count = 0;
        for (uint32_t j = b[i].from; j < b[i].to; j++)
            now[count++] = &d->s[order[j]];
        run_all(now, count, true, P);
        add_figures(&f);
        float part = (float)st->step / (float)all_steps, warm = (float)(st->step + 1) / 300.0f;
        part = part > 1 ? 1 : part;
        float lr = rate * (0.02f + 0.98f * 0.5f * (1.0f + cosf(3.14159265f * part)));
        update(st->step, warm < 1 ? lr * warm : lr);
        st->step++;
    }
    printf("epoch %u: loss upos %.3f tag %.3f lemma %.3f arc %.3f rel %.3f\n", st->epoch + 1, f.loss[0] / f.total, f.loss[1] / f.total,
           f.loss[2] / f.total, f.loss[3] / f.total, f.loss[4] / f.total);
    free(order);
    free(b);
    free(now);
}

static bool move_all(FILE *f, state *st, bool out)
{
    size_t n = parameter_count, done = 0;
    float *all[4] = {P, M, V, MEAN};
    done = out ? fwrite(st, sizeof *st, 1, f) : fread(st, sizeof *st, 1, f);
    for (int i = 0; i < 4 && done; i++)
        done = (out ? fwrite(all[i], sizeof(float), n, f) : fread(all[i], sizeof(float), n, f)) == n;
    return done != 0;
}

#define MAGIC 0x31305359534d4744u
static void save(const char *path, state *st)
{
    char draft[1024];
    snprintf(draft, sizeof draft, "%s.new", path);
    FILE *f = fopen(draft, "wb");
    if (f == NULL || !move_all(f, st, true) || fclose(f) != 0 || rename(draft, path) != 0)
        fprintf(stderr, "train_syntax: cannot write %s\n", path);
}
static bool load(const char *path, state *st)
{
    FILE *f = fopen(path, "rb");
    if (f == NULL)
        return false;
    bool good = move_all(f, st, false) && st->magic == MAGIC && st->parameters == parameter_count;
    fclose(f);
    if (!good) {
        fprintf(stderr, "train_syntax: %s is not a checkpoint of this network\n", path);
        exit(1);
    }
    return true;
}

/* Takes the mean weights of another run's checkpoint for a new beginning: steps, epochs and moments start at nought. */
static void start_from(const char *path, state *st)
{
    if (!load(path, st)) {
        fprintf(stderr, "train_syntax: cannot read %s\n", path);
        exit(1);
    }
    memcpy(P, MEAN, parameter_count * sizeof *P);
    memset(M, 0, parameter_count * sizeof *M);
    memset(V, 0, parameter_count * sizeof *V);
    st->epoch = st->step = 0;
}

/* ---- the model file ------------------------------------------------------------------------------------------------ */

static void write_matrix(model_writer *w, const float *p, tensor m, const float *bias)
{
    model_writer_matrix(w, p + m.at, m.rows, m.cols, bias);
}

static void write_model(const char *path, const float *p)
{
    static const float none[4096];
    model_writer *w = model_writer_open(path, "SYN1");
    uint32_t dims[] = {DW, DA, H, LAYERS, A, R, T, AFFIX_ROWS, NU};
    model_writer_numbers(w, dims, sizeof dims / sizeof *dims);
    model_writer_names(w, vocabulary->names, vocabulary->count);
    model_writer_names(w, tags->names, tags->count);
    model_writer_names(w, scripts->names, scripts->count);
    model_writer_names(w, relations->names, relations->count);
    str upos[NU];
    for (int i = 0; i < NU; i++)
        upos[i] = str_of(UPOS[i]);
    model_writer_names(w, upos, NU);
    model_writer_table(w, p + net.word.at, net.word.rows, DW);
    model_writer_table(w, p + net.affix.at, net.affix.rows, DA);
    for (int l = 0; l < LAYERS; l++)
        for (int k = 0; k < 2; k++) {
            write_matrix(w, p, net.wx[l][k], p + net.b[l][k].at);
            write_matrix(w, p, net.wh[l][k], none);
        }
    write_matrix(w, p, net.tag_in, p + net.tag_b.at);
    write_matrix(w, p, net.upos, p + net.upos_b.at);
    write_matrix(w, p, net.tag, p + net.tag_ob.at);
    write_matrix(w, p, net.lemma, p + net.lemma_b.at);
    write_matrix(w, p, net.arc_d, p + net.arc_db.at);
    write_matrix(w, p, net.arc_h, p + net.arc_hb.at);
    write_matrix(w, p, net.arc_u, p + net.arc_ub.at);
    model_writer_floats(w, p + net.arc_root.at, A);
    write_matrix(w, p, net.rel_d, none);
    write_matrix(w, p, net.rel_h, none);
    model_writer_floats(w, p + net.rel_b.at, R);
    model_writer_floats(w, p + net.rel_root.at, R);
    write_matrix(w, p, net.rel, p + net.rel_ob.at);
    model_writer_close(w);
}

int main(int argc, char **argv)
{
    conllu_bank train = {0}, more = {0}, dev[4] = {{0}};
    const char *dev_name[4], *checkpoint = NULL, *model = NULL, *start = NULL;
    float rate = LEARN;
    uint32_t epochs = 30, devs = 0;
    uint64_t seed = 1;
    setvbuf(stdout, NULL, _IOLBF, 0);
    for (int i = 1; i + 1 < argc; i += 2) {
        if (strcmp(argv[i], "--train") == 0)
            conllu_add(&train, argv[i + 1]);
        else if (strcmp(argv[i], "--more") == 0)
            conllu_add(&more, argv[i + 1]);
        else if (strcmp(argv[i], "--start") == 0)
            start = argv[i + 1];
        else if (strcmp(argv[i], "--rate") == 0)
            rate = strtof(argv[i + 1], NULL);
        else if (strcmp(argv[i], "--dev") == 0 && devs < 4)
            conllu_add(&dev[dev_name[devs] = argv[i + 1], devs++], argv[i + 1]);
        else if (strcmp(argv[i], "--checkpoint") == 0)
            checkpoint = argv[i + 1];
        else if (strcmp(argv[i], "--model") == 0)
            model = argv[i + 1];
        else if (strcmp(argv[i], "--epochs") == 0)
            epochs = (uint32_t)strtoul(argv[i + 1], NULL, 10);
        else if (strcmp(argv[i], "--seed") == 0)
            seed = strtoull(argv[i + 1], NULL, 10);
    }
    if (train.count == 0 || devs == 0 || checkpoint == NULL || model == NULL) {
        fprintf(stderr, "usage: train_syntax --train T.conllu --dev D.conllu --checkpoint FILE --model FILE [--epochs N] [--seed N]\n"
                        "       [--more M.conllu] [--start FILE] [--rate R]\n");
        return 2;
    }
    openblas_set_num_threads(1);
    signal(SIGINT, ask_stop);
    signal(SIGTERM, ask_stop);
    collect_symbols(&train);
    lay_out();
    dataset data = {0}, held[4] = {{0}};
    add_sentences(&data, &train, true);
    add_sentences(&data, &more, true);
    for (uint32_t i = 0; i < devs; i++)
        add_sentences(&held[i], &dev[i], false);
    float **all[] = {&P, &M, &V, &MEAN};
    for (int i = 0; i < 4; i++)
        *all[i] = calloc(parameter_count, sizeof(float));
    for (int i = 0; i < THREADS; i++) {
        workers[i].g = calloc(parameter_count, sizeof(float));
        workers[i].pool_size = (size_t)1 << 27;
        workers[i].pool = malloc(workers[i].pool_size * sizeof(float));
        workers[i].r.s = seed + 77 + (uint64_t)i;
    }
    printf("%u sentences, %u words; %u words in the table, %u tags, %u lemma scripts, %u relations, %zu parameters\n", data.n, data.words,
           vocabulary->count, tags->count, scripts->count, relations->count, parameter_count);
    state st = {.magic = MAGIC, .parameters = parameter_count};
    if (!load(checkpoint, &st)) {
        if (start == NULL)
            initialise(P, seed);
        else
            start_from(start, &st);
        memcpy(MEAN, P, parameter_count * sizeof *P);
    }
    uint32_t steps_each = data.words / BATCH_WORDS + 8;
    while (st.epoch < epochs && !stop_asked) {
        time_t from = time(NULL);
        train_epoch(&data, &st, steps_each * epochs, rate);
        st.epoch++;
        for (uint32_t i = 0; i < devs; i++) {
            const char *slash = strrchr(dev_name[i], '/');
            measure(&held[i], slash ? slash + 1 : dev_name[i], MEAN);
        }
        printf("  %ld s\n", (long)(time(NULL) - from));
        save(checkpoint, &st);
        write_model(model, MEAN);
    }
    return 0;
}
