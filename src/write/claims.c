/* SPDX-License-Identifier: MIT
 * Who says what, whole: every claim with its words, those that stand inside another one below it. */
#include "write/phrase.h"
#include "write/write.h"

#define DEPTH_MOST 8u

typedef struct claim_tree {
    rec_document *doc;
    flow f;
    int32_t *child; /* [claim_count] first claim inside, -1 */
    int32_t *next;  /* [claim_count] next claim inside the same one, -1 */
    bool *shown;    /* [claim_count] */
} claim_tree;

static bool build(claim_tree *t)
{
    rec_document *doc = t->doc;
    t->child = ARENA_ARRAY(&doc->memory, int32_t, doc->claim_count);
    t->next = ARENA_ARRAY(&doc->memory, int32_t, doc->claim_count);
    t->shown = ARENA_ARRAY(&doc->memory, bool, doc->claim_count);
    if (t->child == NULL || t->next == NULL || t->shown == NULL)
        return false;
    for (uint32_t i = 0; i < doc->claim_count; i++)
        t->child[i] = t->next[i] = -1;
    for (uint32_t i = doc->claim_count; i-- > 0;) {
        int32_t within = doc->claims[i].within;
        if (phrase_claim(doc, within) == NULL)
            continue;
        t->next[i] = t->child[within];
        t->child[within] = (int32_t)i;
    }
    return true;
}

static void spans(claim_tree *t, const rec_span *list, uint32_t count, flow_style style)
{
    for (uint32_t i = 0; i < count; i++) {
        flow_text(&t->f, FLOW_PLAIN, i > 0 ? " … " : "");
        flow_put(&t->f, style, record_text(t->doc, list[i]));
    }
}

static void heading(claim_tree *t, const rec_claim *c)
{
    const rec_entity *e = phrase_entity(t->doc, c->source_entity);
    int32_t sentence = c->content_count > 0 ? record_sentence_at(t->doc, c->content[0].begin) : -1;
    if (c->source_count > 0)
        spans(t, c->sources, c->source_count, FLOW_BOLD);
    else
        flow_text(&t->f, FLOW_BOLD, "unattributed");
    if (e != NULL) {
        flow_text(&t->f, FLOW_DIM, " = ");
        flow_put(&t->f, FLOW_DIM, e->name);
        flow_text(&t->f, FLOW_DIM, e->code[0] ? " " : "");
        flow_text(&t->f, FLOW_DIM, e->code);
    }
    if (c->cue.begin < c->cue.end) {
        flow_text(&t->f, FLOW_PLAIN, " · ");
        flow_put(&t->f, FLOW_CYAN, record_text(t->doc, c->cue));
    }
    flow_text(&t->f, FLOW_DIM, " · ");
    flow_text(&t->f, FLOW_DIM, record_manner_name(c->manner));
    flow_text(&t->f, FLOW_DIM, ", ");
    flow_text(&t->f, FLOW_DIM, record_source_kind_name(c->source_kind));
    if (sentence >= 0) {
        flow_text(&t->f, FLOW_DIM, " · s");
        phrase_number(&t->f, FLOW_DIM, (uint32_t)sentence + 1);
    }
}

static void show(claim_tree *t, uint32_t claim, unsigned depth)
{
    const rec_claim *c = &t->doc->claims[claim];
    unsigned indent = 2 + 4 * depth;
    if (t->shown[claim])
        return;
    t->shown[claim] = true;
    flow_begin(&t->f, indent, indent + 2);
    heading(t, c);
    flow_end(&t->f);
    flow_begin(&t->f, indent + 2, indent + 2);
    spans(t, c->content, c->content_count, FLOW_PLAIN);
    flow_end(&t->f);
    if (depth < DEPTH_MOST)
        for (int32_t i = t->child[claim]; i >= 0; i = t->next[i])
            show(t, (uint32_t)i, depth + 1);
}

void write_claims(rec_document *doc, const dgm_write_options *options, strbuf *out)
{
    claim_tree t = {.doc = doc};
    flow_init(&t.f, out, options->width, options->color != 0);
    phrase_report_head(&t.f, doc);
    strbuf_add_char(out, '\n');
    if (!build(&t))
        return;
    for (uint32_t i = 0; i < doc->claim_count; i++) /* first those that stand in none, */
        if (phrase_claim(doc, doc->claims[i].within) == NULL)
            show(&t, i, 0);
    for (uint32_t i = 0; i < doc->claim_count; i++) /* then what is nested too deep or in a ring */
        show(&t, i, 0);
    if (doc->claim_count == 0)
        strbuf_add_text(out, "  No claims found.\n");
    strbuf_add_char(out, '\n');
}
