/* SPDX-License-Identifier: MIT */
#include "syntax/network.h"

#include "syntax/features.h"
#include "syntax/lemma.h"

#include <string.h>

#define TAG_LAYER 1 /* tags are read from the second layer, trees from the last */

static void add_embedding(const network *w, const rec_token *t, float *x)
{
    const model_syntax *m = w->m;
    features_word f;
    features_of(t->form, &f);
    uint32_t row = map_find(&m->words, (str){f.normal, f.normal_bytes});
    if (row == MAP_NONE)
        row = 0;
    w->rows.k->add_row(m->word.value + (size_t)row * m->word_width, m->word.scale[row], m->word_width, x);
    for (uint32_t i = 0; i < f.affix_count; i++) {
        uint32_t a = f.affix[i] % m->affix_rows;
        w->rows.k->add_row(m->affix.value + (size_t)a * m->affix_width, m->affix.scale[a], m->affix_width, x + m->word_width);
    }
}

static bool lay_out_rows(network *w)
{
    uint32_t lengths[NETWORK_WINDOWS];
    for (uint32_t i = 0; i < w->rows.count; i++)
        lengths[i] = w->windows[i].count;
    if (!lstm_lay_out(&w->rows, lengths) || (w->token = ARENA_ARRAY(w->rows.memory, uint32_t, w->rows.n)) == NULL)
        return false;
    for (uint32_t t = 0; t < w->rows.steps; t++)
        for (uint32_t r = w->rows.first[t]; r < w->rows.first[t + 1]; r++)
            w->token[r] = w->windows[r - w->rows.first[t]].first_token + t;
    return true;
}

bool network_encode(network *w)
{
    const model_syntax *m = w->m;
    uint32_t width = m->word_width + m->affix_width, two = 2 * m->hidden;
    float *layer[SYNTAX_LAYERS] = {NULL};
    if (!lay_out_rows(w))
        return false;
    w->x0 = ARENA_ARRAY(w->rows.memory, float, (size_t)w->rows.n * width);
    for (uint32_t l = 0; l < m->layers; l++)
        layer[l] = ARENA_RAW(w->rows.memory, float, (size_t)w->rows.n * two);
    if (w->rows.memory->failed)
        return false;
    for (uint32_t i = 0; i < w->rows.n; i++)
        add_embedding(w, &w->tokens[w->token[i]], w->x0 + (size_t)i * width);
    for (uint32_t l = 0; l < m->layers; l++)
        if (!lstm_layer(&w->rows, m->lstm[l], m->hidden, l == 0 ? w->x0 : layer[l - 1], l == 0 ? width : two, layer[l]))
            return false;
    w->tagging = layer[m->layers > TAG_LAYER ? TAG_LAYER : m->layers - 1];
    w->y = layer[m->layers - 1];
    w->yq = lstm_quantised(&w->rows, w->y, two, &w->y_scale);
    return w->yq != NULL;
}

static uint32_t best_of(const float *z, uint32_t n)
{
    uint32_t best = 0;
    for (uint32_t j = 1; j < n; j++)
        if (z[j] > z[best])
            best = j;
    return best;
}

/* The best tag among those of the chosen part of speech, so that the columns agree. */
static const model_syntax_tag *best_tag(const model_syntax *m, const float *z, rec_upos upos)
{
    const model_syntax_tag *best = NULL;
    float top = 0;
    for (uint32_t j = 0; j < m->tag.out; j++)
        if (m->tags[j].upos == upos && (best == NULL || z[j] > top)) {
            best = &m->tags[j];
            top = z[j];
        }
    return best;
}

static void set_tags(const network *w, rec_token *t, const float *upos, const float *tag, const float *script)
{
    const model_syntax *m = w->m;
    t->upos = (uint8_t)m->upos_of[best_of(upos, m->upos.out)];
    const model_syntax_tag *best = best_tag(m, tag, t->upos);
    t->xpos = best ? best->xpos : "_";
    t->feats = best ? best->feats : "_";
    t->morph = best ? best->morph : 0;
    t->lemma = m->scripts[best_of(script, m->lemma.out)];
}

/* relu(x W + b) in 8 bits */
static int8_t *hidden_layer(network *w, const weights_matrix *into, const int8_t *xq, const float *x_scale, float **scale)
{
    float *z = ARENA_RAW(w->rows.memory, float, (size_t)w->rows.n * into->out16);
    if (w->rows.memory->failed)
        return NULL;
    w->rows.k->multiply(into, xq, x_scale, w->rows.n, z, false);
    w->rows.k->relu(z, w->rows.n * into->out16);
    return lstm_quantised(&w->rows, z, into->out16, scale);
}

static float *output(network *w, const weights_matrix *into, const int8_t *xq, const float *x_scale)
{
    float *z = ARENA_RAW(w->rows.memory, float, (size_t)w->rows.n * into->out16);
    if (z != NULL)
        w->rows.k->multiply(into, xq, x_scale, w->rows.n, z, false);
    return z;
}

bool network_tag(network *w)
{
    const model_syntax *m = w->m;
    uint32_t width = m->word_width + m->affix_width, two = 2 * m->hidden, all = width + two;
    float *joined = ARENA_RAW(w->rows.memory, float, (size_t)w->rows.n * all), *scale, *z_scale;
    if (joined == NULL)
        return false;
    for (uint32_t i = 0; i < w->rows.n; i++) {
        memcpy(joined + (size_t)i * all, w->tagging + (size_t)i * two, two * sizeof *joined);
        memcpy(joined + (size_t)i * all + two, w->x0 + (size_t)i * width, width * sizeof *joined);
    }
    int8_t *q = lstm_quantised(&w->rows, joined, all, &scale);
    int8_t *z = q != NULL ? hidden_layer(w, &m->tag_in, q, scale, &z_scale) : NULL;
    if (z == NULL)
        return false;
    float *upos = output(w, &m->upos, z, z_scale), *tag = output(w, &m->tag, z, z_scale), *script = output(w, &m->lemma, z, z_scale);
    if (w->rows.memory->failed)
        return false;
    for (uint32_t i = 0; i < w->rows.n; i++)
        set_tags(w, &w->tokens[w->token[i]], upos + (size_t)i * m->upos.out16, tag + (size_t)i * m->tag.out16, script + (size_t)i * m->lemma.out16);
    return true;
}

bool network_prepare_arcs(network *w)
{
    const model_syntax *m = w->m;
    float *d_scale;
    int8_t *d = hidden_layer(w, &m->arc_d, w->yq, w->y_scale, &d_scale);
    float *u = d != NULL ? output(w, &m->arc_u, d, d_scale) : NULL;
    if (u == NULL)
        return false;
    w->arc_u = lstm_quantised(&w->rows, u, m->arc, &w->arc_u_scale);
    w->arc_h = hidden_layer(w, &m->arc_h, w->yq, w->y_scale, &w->arc_h_scale);
    return !w->rows.memory->failed;
}

/* score = u_i . h_j; h of the root is a weight of its own */
void network_arcs(const network *w, uint32_t window, float *scores)
{
    uint32_t a = w->m->arc, n = w->windows[window].count;
    int8_t root[4096];
    float root_scale;
    w->rows.k->quantise(w->m->arc_root, a, root, &root_scale);
    for (uint32_t i = 0; i < n; i++) {
        uint32_t r = w->rows.first[i] + window;
        const int8_t *u = w->arc_u + (size_t)r * a;
        float *to = scores + (size_t)i * (n + 1);
        to[0] = (float)w->rows.k->dot(u, root, a) * (w->arc_u_scale[r] * root_scale);
        for (uint32_t j = 0; j < n; j++) {
            uint32_t h = w->rows.first[j] + window;
            to[j + 1] = (float)w->rows.k->dot(u, w->arc_h + (size_t)h * a, a) * (w->arc_u_scale[r] * w->arc_h_scale[h]);
        }
    }
}

static rec_deprel best_relation(const model_syntax *m, const float *z, bool root)
{
    int32_t best = -1;
    if (root)
        return REC_ROOT;
    for (uint32_t j = 0; j < m->rel.out; j++)
        if (m->relations[j] != REC_ROOT && (best < 0 || z[j] > z[best]))
            best = (int32_t)j;
    return best < 0 ? REC_DEP : m->relations[best];
}

/* d + (h of the head, or of the root) + bias, for each word of a window */
static void add_heads(const network *w, uint32_t window, float *d, const float *h)
{
    const network_window *v = &w->windows[window];
    uint32_t r = w->m->relation_width;
    for (uint32_t i = 0; i < v->count; i++) {
        int32_t head = w->tokens[v->first_token + i].head;
        const float *from = head < 0 ? w->m->rel_root : h + (size_t)(w->rows.first[(uint32_t)head - v->first_token] + window) * r;
        float *to = d + (size_t)(w->rows.first[i] + window) * r;
        for (uint32_t j = 0; j < r; j++)
            to[j] += from[j] + w->m->rel_bias[j];
    }
}

bool network_relations(network *w)
{
    const model_syntax *m = w->m;
    uint32_t r = m->relation_width;
    float *d = output(w, &m->rel_d, w->yq, w->y_scale), *h = output(w, &m->rel_h, w->yq, w->y_scale), *scale;
    if (w->rows.memory->failed)
        return false;
    for (uint32_t i = 0; i < w->rows.count; i++)
        add_heads(w, i, d, h);
    w->rows.k->relu(d, w->rows.n * r);
    int8_t *q = lstm_quantised(&w->rows, d, r, &scale);
    float *z = q != NULL ? output(w, &m->rel, q, scale) : NULL;
    if (z == NULL)
        return false;
    for (uint32_t i = 0; i < w->rows.n; i++) {
        rec_token *t = &w->tokens[w->token[i]];
        t->deprel = (uint8_t)best_relation(m, z + (size_t)i * m->rel.out16, t->head < 0);
    }
    return true;
}

void network_lemmas(rec_document *doc, const network_window *window)
{
    for (uint32_t i = window->first_token; i < window->first_token + window->count; i++) {
        rec_token *t = &doc->tokens[i];
        t->lemma = lemma_apply(t->lemma, t->form, t->lower, &doc->memory);
    }
}
