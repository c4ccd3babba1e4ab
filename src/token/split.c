/* SPDX-License-Identifier: MIT
 *
 * Pieces to sentences: at each place where a sentence may end the guards are asked, then the learned weights
 * (boundary.h). A sentence that grows over the limit is parted at the best place in its second half: behind a stop, a
 * semicolon, a comma, else where it stands. */
#include "token/boundary.h"
#include "token/token.h"

static int32_t learned(boundary_walk *w, size_t i)
{
    uint32_t slots[BOUNDARY_FEATURES];
    const int8_t *weights = w->in->model->splitter;
    if (weights == NULL)
        return w->in->p[boundary_core(w, i)].kind == PIECE_STOP ? 1 : -1;
    unsigned n = boundary_features(w, i, MODEL_SPLITTER_SLOTS, slots);
    int32_t sum = 0;
    for (unsigned k = 0; k < n; k++)
        sum += weights[slots[k]];
    return sum;
}

static bool ends_at(boundary_walk *w, size_t i)
{
    if (!boundary_is_candidate(w, i))
        return false;
    int guard = boundary_guard(w, i);
    return guard != 0 ? guard > 0 : learned(w, i) > 0;
}

/* How good a place to part an overlong sentence is behind piece `i`. */
static int worth(const token_pieces *in, size_t i)
{
    const token_piece *p = &in->p[i];
    char c = in->doc->text[p->begin];
    if (!p->space_after || p->mwt > 0)
        return 0;
    if (p->kind == PIECE_STOP)
        return 4;
    return p->kind == PIECE_MARK ? (c == ';' || c == ':' ? 3 : 2) : 1;
}

/* The sentence [begin, i] is as long as may be: the piece behind which to part it. Multiword tokens stay whole. */
static size_t part_at(const token_pieces *in, size_t begin, size_t i)
{
    size_t best = i;
    int most = -1;
    for (size_t k = i; k > begin + TOKEN_MOST_IN_SENTENCE / 2; k--)
        if (worth(in, k) > most) {
            most = worth(in, k);
            best = k;
        }
    for (size_t k = best, back = 0; most <= 0 && back < MODEL_CUTS && k > begin; k--, back++)
        if (in->p[k].mwt > 0 && in->p[k].mwt > back)
            return k - 1;
    return best;
}

void token_split(token_pieces *in, size_t first)
{
    boundary_walk w;
    boundary_begin(&w, in, first);
    for (size_t i = first; i < in->count; i++) {
        bool last = i + 1 == in->count;
        if (last || ends_at(&w, i)) {
            in->p[i].ends = true;
            boundary_cut(&w, i);
        } else if (i + 1 - w.begin >= TOKEN_MOST_IN_SENTENCE) {
            size_t at = part_at(in, w.begin, i);
            in->p[at].ends = true;
            boundary_cut(&w, at);
        }
    }
}
