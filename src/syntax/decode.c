/* SPDX-License-Identifier: MIT */
#include "syntax/decode.h"

#include <string.h>

#define NEVER (-1e30f)

/* A cycle made one node: which of its members an arc from h would enter, which member an arc to v would leave. */
typedef struct contraction {
    uint32_t name;         /* the member that stands for it */
    uint32_t *member;      /* [count] */
    uint32_t *inner;       /* [count] head of each member within the cycle */
    uint32_t count;
    uint32_t *enter;       /* [n + 1] */
    uint32_t *leave;       /* [n + 1] */
    struct contraction *before;
} contraction;

typedef struct graph {
    uint32_t n;    /* nodes 0..n */
    float *score;  /* [n + 1][n + 1]: row the dependent, column the head */
    uint32_t *head; /* [n + 1] */
    bool *gone;    /* [n + 1] inside a contraction and not its name */
    uint32_t *seen; /* [n + 1] */
    arena *memory;
} graph;

static float *arc(const graph *g, uint32_t dependent, uint32_t head)
{
    return &g->score[(size_t)dependent * (g->n + 1) + head];
}

static void choose_head(graph *g, uint32_t d)
{
    uint32_t best = 0;
    for (uint32_t h = 1; h <= g->n; h++)
        if (!g->gone[h] && h != d && *arc(g, d, h) > *arc(g, d, best))
            best = h;
    g->head[d] = best;
}

static void choose_heads(graph *g)
{
    for (uint32_t d = 1; d <= g->n; d++)
        choose_head(g, d);
}

/* After a contraction: the one node chooses anew; who hung on a member hangs on it, for that arc kept its score; nobody
 * else has a better choice than before. This keeps a window of n words within n^2 steps and not n^3. */
static void rechoose_heads(graph *g, const contraction *c)
{
    for (uint32_t d = 1; d <= g->n; d++)
        for (uint32_t i = 0; !g->gone[d] && i < c->count; i++)
            if (g->head[d] == c->member[i])
                g->head[d] = c->name;
    choose_head(g, c->name);
}

/* A node on a cycle of the heads, 0 where there is none. */
static uint32_t find_cycle(graph *g)
{
    memset(g->seen, 0, (g->n + 1) * sizeof *g->seen);
    for (uint32_t d = 1; d <= g->n; d++) {
        uint32_t at = d;
        while (at != 0 && !g->gone[d] && g->seen[at] == 0) {
            g->seen[at] = d;
            at = g->head[at];
        }
        if (at != 0 && !g->gone[d] && g->seen[at] == d)
            return at;
    }
    return 0;
}

static contraction *new_contraction(graph *g, uint32_t on_cycle, contraction *before)
{
    contraction *c = ARENA_NEW(g->memory, contraction);
    if (c == NULL)
        return NULL;
    c->name = on_cycle;
    c->before = before;
    for (uint32_t at = on_cycle; c->count == 0 || at != on_cycle; at = g->head[at])
        c->count++;
    c->member = ARENA_ARRAY(g->memory, uint32_t, c->count);
    c->inner = ARENA_ARRAY(g->memory, uint32_t, c->count);
    c->enter = ARENA_ARRAY(g->memory, uint32_t, g->n + 1);
    c->leave = ARENA_ARRAY(g->memory, uint32_t, g->n + 1);
    if (g->memory->failed)
        return NULL;
    uint32_t at = on_cycle;
    for (uint32_t i = 0; i < c->count; i++, at = g->head[at]) {
        c->member[i] = at;
        c->inner[i] = g->head[at];
    }
    return c;
}

/* Makes the cycle one node: an arc into it costs what it breaks, an arc out of it leaves the best member. */
static void contract(graph *g, contraction *c)
{
    for (uint32_t i = 1; i < c->count; i++)
        g->gone[c->member[i]] = true;
    for (uint32_t v = 0; v <= g->n; v++) {
        if (g->gone[v] || v == c->name)
            continue;
        float in = NEVER, out = NEVER;
        for (uint32_t i = 0; i < c->count; i++) {
            uint32_t m = c->member[i];
            float gain = *arc(g, m, v) - *arc(g, m, c->inner[i]);
            if (i == 0 || gain > in) {
                in = gain;
                c->enter[v] = m;
            }
            if (v != 0 && (i == 0 || *arc(g, v, m) > out)) {
                out = *arc(g, v, m);
                c->leave[v] = m;
            }
        }
        *arc(g, c->name, v) = in;
        if (v != 0)
            *arc(g, v, c->name) = out;
    }
}

static void expand(graph *g, const contraction *c)
{
    uint32_t from = g->head[c->name], entered = c->enter[from];
    for (uint32_t i = 1; i < c->count; i++)
        g->gone[c->member[i]] = false;
    for (uint32_t v = 1; v <= g->n; v++)
        if (!g->gone[v] && g->head[v] == c->name && c->leave[v] != 0)
            g->head[v] = c->leave[v];
    for (uint32_t i = 0; i < c->count; i++)
        g->head[c->member[i]] = c->member[i] == entered ? from : c->inner[i];
}

static bool is_tree(graph *g)
{
    uint32_t roots = 0;
    for (uint32_t d = 1; d <= g->n; d++)
        roots += g->head[d] == 0;
    return roots == 1 && find_cycle(g) == 0;
}

/* Arcs from the root are made so dear that the best tree has just one. */
static void one_root(graph *g)
{
    float low = 0, high = 0;
    for (uint32_t d = 1; d <= g->n; d++)
        for (uint32_t h = 0; h <= g->n; h++)
            if (h != d) {
                low = *arc(g, d, h) < low ? *arc(g, d, h) : low;
                high = *arc(g, d, h) > high ? *arc(g, d, h) : high;
            }
    for (uint32_t d = 1; d <= g->n; d++)
        *arc(g, d, 0) -= (high - low + 1) * (float)(g->n + 1);
}

static bool span(graph *g)
{
    contraction *last = NULL;
    uint32_t on_cycle;
    one_root(g);
    choose_heads(g);
    while ((on_cycle = find_cycle(g)) != 0) {
        contraction *c = new_contraction(g, on_cycle, last);
        if (c == NULL)
            return false;
        contract(g, c);
        last = c;
        rechoose_heads(g, c);
    }
    for (; last != NULL; last = last->before)
        expand(g, last);
    return true;
}

bool decode_tree(float *scores, uint32_t n, uint32_t *heads, arena *memory)
{
    arena_mark mark = arena_here(memory);
    size_t nodes = (size_t)n + 1;
    graph g = {.n = n, .memory = memory};
    g.score = ARENA_ARRAY(memory, float, nodes * nodes);
    g.head = ARENA_ARRAY(memory, uint32_t, nodes);
    g.gone = ARENA_ARRAY(memory, bool, nodes);
    g.seen = ARENA_ARRAY(memory, uint32_t, nodes);
    bool good = !memory->failed;
    if (good) {
        memcpy(g.score + nodes, scores, n * nodes * sizeof *scores);
        choose_heads(&g);
        good = is_tree(&g) || span(&g);
    }
    if (good)
        memcpy(heads, g.head + 1, n * sizeof *heads);
    arena_back(memory, mark);
    return good;
}
