/* SPDX-License-Identifier: MIT
 *
 * claims/corpus.c: reads gold attributions and gold factuality. In: folders and files as published; out: parsed
 * documents with labels on tokens. A token belongs to a span that it shares a character with. Spans are code points. */
#include "claims/corpus.h"

#include "base/error.h"
#include "base/file.h"
#include "base/memory.h"

#include <glob.h>
#include <json-c/json.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SPANS = 8192, PARTS = 64 };

typedef struct brat_span {
    char name[16];
    char kind; /* 'S', 'C', 'K' (content), 'D' (discard), 0 other */
    uint32_t begin[PARTS], end[PARTS];
    uint32_t count;
} brat_span;

static dgm_status run_stages(const pipeline_models *m, const char *text, size_t length, bool text_only,
                             gold_document *g, dgm_error *err)
{
    read_input in = {.bytes = {text, length}, .text_only = text_only, .published = {2000, 1, 1}};
    dgm_status s;
    record_init(&g->doc, 0);
    if ((s = read_run(m->token, &in, &g->doc, err)) != DGM_OK || (s = token_run(m->token, &g->doc, err)) != DGM_OK ||
        (s = syntax_run(m->syntax, &g->doc, err)) != DGM_OK ||
        (s = place_run(m->place, &g->doc, err)) != DGM_OK ||
        (s = actor_run(m->actor, m->place, &g->doc, err)) != DGM_OK)
        return s;
    g->labels = ARENA_ARRAY(&g->doc.memory, uint8_t, g->doc.token_count + 1);
    g->is_head = ARENA_ARRAY(&g->doc.memory, uint8_t, g->doc.token_count + 1);
    g->skip = ARENA_ARRAY(&g->doc.memory, uint8_t, g->doc.token_count + 1);
    if (!claim_context_make(&g->context, m->claim, &g->doc))
        return error_set(err, DGM_NO_MEMORY, "out of memory");
    g->context.dense = arena_get(&g->doc.memory, (g->doc.token_count + 1) * sizeof *g->context.dense);
    return g->context.dense != NULL ? DGM_OK : error_set(err, DGM_NO_MEMORY, "out of memory");
}

static gold_document *more(gold_corpus *c)
{
    gold_document *bigger = memory_resize(c->items, (c->count + 1) * sizeof *bigger);
    if (bigger == NULL)
        return NULL;
    c->items = bigger;
    memset(&bigger[c->count], 0, sizeof *bigger);
    return &bigger[c->count++];
}

/* Code points of tokens are ascending: the first token that ends after `begin`, by halving. */
static uint32_t token_after(const rec_document *doc, uint32_t begin)
{
    uint32_t low = 0, high = doc->token_count;
    while (low < high) {
        uint32_t mid = (low + high) / 2;
        if (record_code_point(doc, doc->tokens[mid].span.end) <= begin)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

static bool piece_of(const rec_document *doc, uint32_t begin, uint32_t end, uint8_t label, claim_piece *p)
{
    uint32_t first = token_after(doc, begin), last = first;
    while (last < doc->token_count && record_code_point(doc, doc->tokens[last].span.begin) < end)
        last++;
    if (last == first)
        return false;
    *p = (claim_piece){.first = first, .last = last - 1, .head = first, .label = label};
    claim_piece_head(doc, p);
    return true;
}

static void read_span(char *line, brat_span *s)
{
    char *tab = strchr(line, '\t');
    *s = (brat_span){0};
    if (tab == NULL)
        return;
    snprintf(s->name, sizeof s->name, "%.*s", (int)(tab - line), line);
    char *kind = tab + 1, *at = strchr(kind, ' ');
    if (at == NULL)
        return;
    size_t n = (size_t)(at - kind);
    s->kind = n == 6 && !strncmp(kind, "Source", n)    ? 'S'
              : n == 3 && !strncmp(kind, "Cue", n)     ? 'C'
              : n == 7 && !strncmp(kind, "Content", n) ? 'K'
              : n == 7 && !strncmp(kind, "Discard", n) ? 'D'
                                                       : 0;
    while (s->count < PARTS && *at != '\t' && *at != 0) {
        s->begin[s->count] = (uint32_t)strtoul(at, &at, 10);
        s->end[s->count++] = (uint32_t)strtoul(at, &at, 10);
        if (*at == ';')
            at++;
    }
}

static void label_span(gold_document *g, const brat_span *s)
{
    uint8_t label = s->kind == 'S' ? CLAIM_SOURCE_B : s->kind == 'C' ? CLAIM_CUE_B : CLAIM_CONTENT_B;
    for (uint32_t i = 0; i < s->count; i++) {
        claim_piece p;
        if (!piece_of(&g->doc, s->begin[i], s->end[i], label, &p))
            continue;
        if (s->kind == 'D') {
            memset(g->skip + p.first, 1, p.last - p.first + 1);
            continue;
        }
        for (uint32_t k = p.first; k <= p.last; k++)
            if (g->labels[k] == CLAIM_OUT)
                g->labels[k] = (uint8_t)(k == p.first ? label : label + 1);
        if (s->kind == 'C')
            g->is_head[p.head] = 1;
    }
}

static const brat_span *find_span(const brat_span *spans, uint32_t count, const char *name)
{
    for (uint32_t i = count; i-- > 0;)
        if (strcmp(spans[i].name, name) == 0)
            return &spans[i];
    return NULL;
}

/* "E1\tAttribution:T5 Content:T4 Cue:T3 Source:T2" */
static void read_relation(gold_document *g, char *line, const brat_span *spans, uint32_t count)
{
    gold_claim claim = {0};
    claim_piece parts[256];
    char *save = NULL, *tab = strchr(line, '\t');
    for (char *w = strtok_r(tab != NULL ? tab + 1 : line, " ", &save); w != NULL; w = strtok_r(NULL, " ", &save)) {
        char *colon = strchr(w, ':');
        const brat_span *s = colon != NULL ? find_span(spans, count, colon + 1) : NULL;
        if (s == NULL || (s->kind != 'S' && s->kind != 'C' && s->kind != 'K'))
            continue;
        for (uint32_t i = 0; i < s->count && claim.part_count < 256; i++) {
            claim_piece p;
            uint8_t label = s->kind == 'S' ? CLAIM_SOURCE_B : s->kind == 'C' ? CLAIM_CUE_B : CLAIM_CONTENT_B;
            if (!piece_of(&g->doc, s->begin[i], s->end[i], label, &p))
                continue;
            if (s->kind == 'C') {
                claim.cue = p;
                claim.has_cue = true;
            } else {
                parts[claim.part_count++] = p;
            }
        }
    }
    gold_claim *bigger = memory_resize(g->claims, (g->claim_count + 1) * sizeof *bigger);
    claim.parts = memory_get((claim.part_count + 1) * sizeof *parts);
    if (bigger == NULL || claim.parts == NULL)
        return;
    memcpy(claim.parts, parts, claim.part_count * sizeof *parts);
    g->claims = bigger;
    g->claims[g->claim_count++] = claim;
}

static dgm_status read_annotation(gold_document *g, const char *path, dgm_error *err)
{
    strbuf b;
    strbuf_init(&b, 0);
    brat_span *spans = memory_get(SPANS * sizeof *spans);
    uint32_t count = 0;
    dgm_status s = spans == NULL ? error_set(err, DGM_NO_MEMORY, "out of memory") : file_read(path, &b, err);
    char *save = NULL;
    for (char *l = s == DGM_OK && spans != NULL && b.n > 0 ? strtok_r(b.p, "\n", &save) : NULL; l != NULL;
         l = strtok_r(NULL, "\n", &save)) {
        if (l[0] == 'T' && count < SPANS)
            read_span(l, &spans[count++]);
        else if (l[0] == 'E')
            read_relation(g, l, spans, count);
    }
    for (uint32_t i = 0; i < count; i++)
        if (spans[i].kind != 0)
            label_span(g, &spans[i]);
    memory_free(spans);
    strbuf_release(&b);
    return s;
}

static dgm_status read_article(gold_corpus *to, const pipeline_models *m, const char *dir, const char *text_path,
                               dgm_error *err)
{
    char pattern[4096];
    const char *slash = strrchr(text_path, '/');
    const char *base = slash != NULL ? slash + 1 : text_path;
    snprintf(pattern, sizeof pattern, "%s/attributions/%.*s*.ann", dir, (int)(strlen(base) - 4), base);
    glob_t found;
    if (glob(pattern, 0, NULL, &found) != 0)
        return DGM_OK;
    strbuf text;
    strbuf_init(&text, 0);
    dgm_status s = file_read(text_path, &text, err);
    gold_document *g = s == DGM_OK ? more(to) : NULL;
    if (g != NULL && (s = run_stages(m, text.p, text.n, false, g, err)) == DGM_OK)
        s = read_annotation(g, found.gl_pathv[0], err);
    strbuf_release(&text);
    globfree(&found);
    return s;
}

/* Documents move while the corpus grows. */
static void settle(gold_corpus *c)
{
    for (uint32_t i = 0; i < c->count; i++)
        c->items[i].context.doc = &c->items[i].doc;
}

dgm_status gold_read_polnear(gold_corpus *to, const pipeline_models *m, const char *dir, dgm_error *err)
{
    char pattern[4096];
    glob_t found;
    snprintf(pattern, sizeof pattern, "%s/text/*.txt", dir);
    if (glob(pattern, 0, NULL, &found) != 0)
        return error_at(err, DGM_IO, dir, 0, 0, "no articles under text/");
    dgm_status s = DGM_OK;
    for (size_t i = 0; i < found.gl_pathc && s == DGM_OK; i++)
        s = read_article(to, m, dir, found.gl_pathv[i], err);
    globfree(&found);
    settle(to);
    return s;
}

static void read_targets(gold_document *g, struct json_object *targets)
{
    size_t n = json_object_array_length(targets);
    g->values = memory_get((n + 1) * sizeof *g->values);
    for (size_t i = 0; i < n && g->values != NULL; i++) {
        struct json_object *t = json_object_array_get_idx(targets, i), *span = json_object_object_get(t, "span");
        uint32_t begin = (uint32_t)json_object_get_int(json_object_array_get_idx(span, 0));
        uint32_t token = token_after(&g->doc, begin);
        if (token < g->doc.token_count)
            g->values[g->value_count++] =
                (gold_value){token, json_object_get_double(json_object_object_get(t, "value"))};
    }
}

dgm_status gold_read_values(gold_corpus *to, const pipeline_models *m, const char *path, dgm_error *err)
{
    strbuf b;
    strbuf_init(&b, 0);
    dgm_status s = file_read(path, &b, err);
    char *save = NULL;
    for (char *l = s == DGM_OK && b.n > 0 ? strtok_r(b.p, "\n", &save) : NULL; l != NULL && s == DGM_OK;
         l = strtok_r(NULL, "\n", &save)) {
        struct json_object *o = json_tokener_parse(l);
        const char *text = json_object_get_string(json_object_object_get(o, "text"));
        gold_document *g = text != NULL ? more(to) : NULL;
        if (g != NULL && (s = run_stages(m, text, strlen(text), false, g, err)) == DGM_OK)
            read_targets(g, json_object_object_get(o, "targets"));
        json_object_put(o);
    }
    settle(to);
    strbuf_release(&b);
    return s;
}

void gold_free(gold_corpus *c)
{
    for (uint32_t i = 0; i < c->count; i++) {
        gold_document *g = &c->items[i];
        for (uint32_t k = 0; k < g->claim_count; k++)
            memory_free(g->claims[k].parts);
        memory_free(g->claims);
        memory_free(g->values);
        record_release(&g->doc);
    }
    memory_free(c->items);
    *c = (gold_corpus){0};
}
