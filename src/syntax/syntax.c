/* SPDX-License-Identifier: MIT */
#include "syntax/syntax.h"

#include "base/error.h"
#include "syntax/decode.h"
#include "syntax/network.h"

/* Scratch is an arena of its own beside the document's: lemmas must outlive it. */
typedef struct work {
    const model_syntax *m;
    const kernel *k;
    rec_document *doc;
    arena scratch;
} work;

static bool run_window(work *w, uint32_t first, uint32_t n)
{
    rec_token *t = w->doc->tokens + first;
    arena_mark mark = arena_here(&w->scratch);
    network net = {.m = w->m, .k = w->k, .memory = &w->scratch};
    float *scores = ARENA_ARRAY(&w->scratch, float, (size_t)n * (n + 1));
    uint32_t *heads = ARENA_ARRAY(&w->scratch, uint32_t, n);
    bool good = !w->scratch.failed && network_encode(&net, t, n) && network_tag(&net, t, &w->doc->memory) &&
                network_arcs(&net, scores) && decode_tree(scores, n, heads, &w->scratch) && network_relations(&net, heads, t);
    for (uint32_t i = 0; good && i < n; i++)
        t[i].head = heads[i] == 0 ? -1 : (int32_t)(first + heads[i] - 1);
    arena_back(&w->scratch, mark);
    return good;
}

static int32_t root_of(const rec_document *doc, uint32_t first, uint32_t n)
{
    for (uint32_t i = first; i < first + n; i++)
        if (doc->tokens[i].head < 0)
            return (int32_t)i;
    return (int32_t)first;
}

static bool run_sentence(work *w, uint32_t sentence)
{
    const rec_sentence *s = &w->doc->sentences[sentence];
    int32_t top = -1;
    for (uint32_t done = 0; done < s->token_count; done += NETWORK_WINDOW) {
        uint32_t left = s->token_count - done, n = left < NETWORK_WINDOW ? left : NETWORK_WINDOW;
        if (!run_window(w, s->first_token + done, n))
            return false;
        int32_t root = root_of(w->doc, s->first_token + done, n);
        if (top < 0) {
            top = root;
        } else {
            w->doc->tokens[root].head = top;
            w->doc->tokens[root].deprel = REC_PARATAXIS;
        }
    }
    record_link_children(w->doc, sentence);
    return true;
}

static dgm_status run(const model_syntax *m, const kernel *k, rec_document *doc, dgm_error *err)
{
    work w = {.m = m, .k = k, .doc = doc};
    arena_init(&w.scratch, 0);
    bool good = true;
    for (uint32_t i = 0; good && i < doc->sentence_count; i++)
        good = run_sentence(&w, i);
    arena_release(&w.scratch);
    return good ? DGM_OK : error_set(err, DGM_NO_MEMORY, "out of memory");
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
