/* SPDX-License-Identifier: MIT */
#include "syntax/syntax.h"

#include "base/error.h"
#include "syntax/decode.h"
#include "syntax/network.h"
#include "syntax/verb.h"

#include <string.h>

#define ROWS_AT_ONCE 256
#define STATES_MOST 65536u /* tokens of a document whose states are kept */

typedef struct work {
    const model_syntax *m;
    const kernel *k;
    rec_document *doc;
    uint32_t sentence, done; /* the next window begins at word `done` of `sentence` */
} work;

/* The next window of the document; false at the end. */
static bool next_window(work *w, network_window *window)
{
    const rec_document *d = w->doc;
    while (w->sentence < d->sentence_count && w->done >= d->sentences[w->sentence].token_count) {
        w->sentence++;
        w->done = 0;
    }
    if (w->sentence == d->sentence_count)
        return false;
    const rec_sentence *s = &d->sentences[w->sentence];
    uint32_t left = s->token_count - w->done;
    *window = (network_window){s->first_token + w->done, left < NETWORK_WINDOW ? left : NETWORK_WINDOW};
    return true;
}

/* Windows until there are enough of them, longest first; gives how many. */
static uint32_t next_windows(work *w, network_window windows[NETWORK_WINDOWS])
{
    uint32_t n = 0, rows = 0;
    network_window now;
    while (n < NETWORK_WINDOWS && next_window(w, &now) && (n == 0 || rows + now.count <= ROWS_AT_ONCE)) {
        uint32_t at = n++;
        for (; at > 0 && windows[at - 1].count < now.count; at--)
            windows[at] = windows[at - 1];
        windows[at] = now;
        rows += now.count;
        w->done += now.count;
    }
    return n;
}

static bool find_heads(work *w, const network *net, uint32_t window)
{
    const network_window *v = &net->windows[window];
    arena_mark mark = arena_here(&w->doc->memory);
    float *scores = ARENA_RAW(&w->doc->memory, float, (size_t)v->count * (v->count + 1));
    uint32_t *heads = ARENA_ARRAY(&w->doc->memory, uint32_t, v->count);
    if (w->doc->memory.failed)
        return false;
    network_arcs(net, window, scores);
    bool good = decode_tree(scores, v->count, heads, &w->doc->memory);
    for (uint32_t i = 0; good && i < v->count; i++)
        net->tokens[v->first_token + i].head = heads[i] == 0 ? -1 : (int32_t)(v->first_token + heads[i] - 1);
    arena_back(&w->doc->memory, mark);
    return good;
}

static void check_verbs(work *w, const network_window *window)
{
    for (uint32_t i = window->first_token; i < window->first_token + window->count; i++) {
        rec_token *t = &w->doc->tokens[i];
        if (t->upos == REC_VERB)
            t->lemma = verb_lemma(&w->m->verbs, t->lower, t->lemma, &w->doc->memory);
    }
}

/* Hands the encoder's states on to the stages behind, see record.h. */
static void keep_states(work *w, const network *net)
{
    rec_document *doc = w->doc;
    for (uint32_t i = 0; doc->states != NULL && i < net->rows.n; i++) {
        memcpy(doc->states + (size_t)net->token[i] * doc->state_width, net->yq + (size_t)i * doc->state_width, doc->state_width);
        doc->state_scale[net->token[i]] = net->y_scale[i];
    }
}

static bool run_windows(work *w, const network_window *windows, uint32_t count)
{
    arena_mark mark = arena_here(&w->doc->memory);
    network net = {.m = w->m, .rows = {.k = w->k, .memory = &w->doc->memory, .count = count}, .tokens = w->doc->tokens, .windows = windows};
    bool good = network_encode(&net) && network_tag(&net) && network_prepare_arcs(&net);
    if (good)
        keep_states(w, &net);
    for (uint32_t i = 0; good && i < count; i++)
        good = find_heads(w, &net, i);
    good = good && network_relations(&net);
    arena_back(&w->doc->memory, mark);
    for (uint32_t i = 0; good && i < count; i++) {
        network_lemmas(w->doc, &windows[i]);
        check_verbs(w, &windows[i]);
    }
    return good && !w->doc->memory.failed;
}

/* One root a sentence: that of its first window; those of later windows hang on it. */
static void join_windows(rec_document *doc, const rec_sentence *s)
{
    int32_t top = -1;
    for (uint32_t i = s->first_token; i < s->first_token + s->token_count; i++) {
        rec_token *t = &doc->tokens[i];
        if (t->head >= 0)
            continue;
        if (top < 0) {
            top = (int32_t)i;
        } else {
            t->head = top;
            t->deprel = REC_PARATAXIS;
        }
    }
}

static dgm_status run(const model_syntax *m, const kernel *k, rec_document *doc, dgm_error *err)
{
    work w = {.m = m, .k = k, .doc = doc};
    network_window windows[NETWORK_WINDOWS];
    uint32_t count;
    bool good = true;
    doc->states = NULL;
    if (doc->token_count <= STATES_MOST) {
        doc->state_width = 2 * m->hidden;
        doc->states = ARENA_RAW(&doc->memory, int8_t, (size_t)doc->token_count * doc->state_width);
        doc->state_scale = ARENA_RAW(&doc->memory, float, doc->token_count);
        good = !doc->memory.failed;
    }
    while (good && (count = next_windows(&w, windows)) > 0)
        good = run_windows(&w, windows, count);
    if (!good)
        return error_set(err, DGM_NO_MEMORY, "document needs more memory than allowed");
    for (uint32_t i = 0; i < doc->sentence_count; i++) {
        join_windows(doc, &doc->sentences[i]);
        record_link_children(doc, i);
    }
    return DGM_OK;
}

dgm_status syntax_run(const model_syntax *m, rec_document *doc, dgm_error *err)
{
    return run(m, kernel_best(), doc, err);
}

dgm_status syntax_run_with(const model_syntax *m, const char *kernel_name, rec_document *doc, dgm_error *err)
{
    const kernel *k = kernel_named(kernel_name);
    return k != NULL ? run(m, k, doc, err) : error_set(err, DGM_NOT_FOUND, "no kernel '%s' on this machine", kernel_name);
}
