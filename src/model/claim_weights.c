/* SPDX-License-Identifier: MIT
 *
 * model/claim_weights.c: the file of learned weights, models/claims.bin, in the layout of model/weights.h.
 *
 *   numbers  features seen often enough in training, one bit each: of the cue model, of the label model
 *   table    [1][2^CLAIM_CUE_BITS]                     cue
 *   table    [1][2^CLAIM_LABEL_BITS * CLAIM_ROW]       label
 *   table    [1][2^CLAIM_LINK_BITS]                    link
 *   table    [1][2^CLAIM_FACT_BITS]                    factuality
 *   floats   [CLAIM_ROW * CLAIM_ROW] step, [CLAIM_ROW] start
 *   twice, for cues and for labels: table bag, matrices in, lstm x and h forward, x and h backward, out
 *
 * Tables are borrowed from the mapped file. A file that is missing, cut off, foreign or changed is DGM_BAD_MODEL. */
#include "base/error.h"
#include "model/claim.h"

#include <math.h>

static int32_t in_units(float v, float unit)
{
    float n = unit > 0 ? roundf(v / unit) : 0;
    return n > 1e6f ? 1000000 : n < -1e6f ? -1000000 : (int32_t)n;
}

static void take_steps(claim_weights *w, const float *step, const float *start)
{
    for (int f = 0; f < CLAIM_ROW; f++) {
        w->start[f] = in_units(start[f], w->label_scale);
        for (int t = 0; t < CLAIM_ROW; t++)
            w->step[f][t] = in_units(step[f * CLAIM_ROW + t], w->label_scale);
    }
}

static bool take_table(weights_reader *r, size_t count, const int8_t **values, float *scale)
{
    weights_table t = weights_read_table(r, (uint32_t)count);
    if (r->bad || t.rows != 1)
        return false;
    *values = t.value;
    *scale = t.scale[0];
    return true;
}

static bool has_shape(const weights_matrix *m, uint32_t in, uint32_t out)
{
    return m->in == in && m->out == out;
}

static bool take_net(weights_reader *r, claim_net *n, uint32_t bag)
{
    enum { IN = CLAIM_NET_IN, HIDDEN = CLAIM_NET_HIDDEN };
    bool good = true;
    n->bag = weights_read_table(r, IN);
    n->in = weights_read_matrix(r, 0);
    for (int k = 0; k < 2; k++) {
        n->lstm[k].x = weights_read_matrix(r, IN);
        n->lstm[k].h = weights_read_matrix(r, HIDDEN);
        good = good && !r->bad && has_shape(&n->lstm[k].x, IN, 4 * HIDDEN) &&
               has_shape(&n->lstm[k].h, HIDDEN, 4 * HIDDEN);
    }
    n->out = weights_read_matrix(r, 2 * HIDDEN + IN);
    return good && !r->bad && n->bag.rows == bag && n->in.out == IN && n->in.in % 4 == 0 &&
           has_shape(&n->out, 2 * HIDDEN + IN, CLAIM_ROW);
}

dgm_status model_claim_weights_read(model_claim *m, const char *path, dgm_error *err)
{
    claim_weights *w = &m->weights;
    weights_reader *r = &m->file;
    weights_close(r);
    m->learned = false;
    dgm_status s = weights_open(r, path, CLAIM_WEIGHTS_KIND, err);
    if (s != DGM_OK)
        return s;
    w->cue_seen = weights_numbers(r, (1u << CLAIM_SEEN_BITS) / 32);
    w->label_seen = weights_numbers(r, (1u << CLAIM_SEEN_BITS) / 32);
    bool good = !r->bad && take_table(r, (size_t)1 << CLAIM_CUE_BITS, &w->cue, &w->cue_scale) &&
                take_table(r, ((size_t)1 << CLAIM_LABEL_BITS) * CLAIM_ROW, &w->label, &w->label_scale) &&
                take_table(r, (size_t)1 << CLAIM_LINK_BITS, &w->link, &w->link_scale) &&
                take_table(r, (size_t)1 << CLAIM_FACT_BITS, &w->fact, &w->fact_scale);
    const float *step = good ? weights_floats(r, CLAIM_ROW * CLAIM_ROW) : NULL;
    const float *start = good ? weights_floats(r, CLAIM_ROW) : NULL;
    good = good && start != NULL && take_net(r, &w->cue_net, 1) && take_net(r, &w->label_net, 1u << CLAIM_NET_BAG_BITS);
    if (!good || r->bad || step == NULL || start == NULL)
        return error_at(err, DGM_BAD_MODEL, path, 0, 0, "not the tables that the claims need");
    take_steps(w, step, start);
    m->learned = true;
    return DGM_OK;
}

unsigned model_claim_keep(const uint32_t *seen, uint32_t *features, unsigned count)
{
    unsigned kept = 0;
    for (unsigned i = 0; i < count; i++) {
        uint32_t bit = features[i] >> (32 - CLAIM_SEEN_BITS);
        features[kept] = features[i];
        kept += seen[bit >> 5] >> (bit & 31) & 1;
    }
    return kept;
}
