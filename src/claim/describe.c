/* SPDX-License-Identifier: MIT
 *
 * claim/describe.c: in: the spans of one claim; out: its manner and what kind of source speaks, and as which entity.
 *
 * Manner: direct where nearly all words of the content stand in quotation marks, mixed where some do, belief where the
 * cue tells a state of mind, indirect otherwise. The source's entity is that of the mention at its head; a relative
 * pronoun stands for the noun it hangs on. */
#include "claim/assemble.h"

static bool is_mind(uint8_t act)
{
    return act == CLAIM_THINK || act == CLAIM_EXPECT || act == CLAIM_KNOW || act == CLAIM_DOUBT || act == CLAIM_WANT ||
           act == CLAIM_FEAR || act == CLAIM_INTEND || act == CLAIM_FEEL || act == CLAIM_SEE || act == CLAIM_GUESS ||
           act == CLAIM_SEEM;
}

static rec_manner manner_of(const claim_context *c, const rec_claim *claim)
{
    const rec_document *doc = c->doc;
    uint32_t words = 0, quoted = 0;
    for (uint32_t k = 0; k < claim->content_count; k++) {
        int32_t i = record_token_at(doc, claim->content[k].begin);
        for (; i >= 0 && (uint32_t)i < doc->token_count && doc->tokens[i].span.begin < claim->content[k].end; i++)
            if (doc->tokens[i].upos != REC_PUNCT) {
                words++;
                quoted += c->words[i].quote >= 0;
            }
    }
    if (words > 0 && quoted * 10 >= words * 9)
        return REC_DIRECT;
    if (quoted > 0)
        return REC_MIXED;
    return claim->cue.end > claim->cue.begin && is_mind(c->words[claim->cue_head].act) ? REC_BELIEF : REC_INDIRECT;
}

/* The token that names the source: the head of its span, or for "who" the noun that it stands for. */
static int32_t source_head(const claim_context *c, rec_span source)
{
    const rec_document *doc = c->doc;
    int32_t first = record_token_at(doc, source.begin);
    if (first < 0)
        return -1;
    claim_piece p = {.first = (uint32_t)first, .last = (uint32_t)first};
    while (p.last + 1 < doc->token_count && doc->tokens[p.last + 1].span.begin < source.end)
        p.last++;
    claim_piece_head(doc, &p);
    const rec_token *t = &doc->tokens[p.head];
    if (t->upos != REC_PRON || (t->morph & (REC_MORPH_REL | REC_MORPH_INT)) == 0)
        return (int32_t)p.head;
    int32_t at = t->head;
    for (int steps = 0; at >= 0 && steps < 6; steps++, at = doc->tokens[at].head)
        if (doc->tokens[at].deprel == REC_ACL_RELCL || doc->tokens[at].deprel == REC_ADVCL_RELCL)
            return doc->tokens[at].head >= 0 ? doc->tokens[at].head : (int32_t)p.head;
    return (int32_t)p.head;
}

static int32_t entity_of(const rec_document *doc, int32_t head, rec_span source)
{
    if (head >= 0 && doc->tokens[head].mention >= 0)
        return doc->mentions[doc->tokens[head].mention].entity;
    int32_t first = record_token_at(doc, source.begin);
    for (int32_t i = first; i >= 0 && (uint32_t)i < doc->token_count && doc->tokens[i].span.begin < source.end; i++) {
        int32_t m = doc->tokens[i].mention;
        if (m >= 0 && doc->mentions[m].kind == REC_NAME && doc->tokens[i].deprel != REC_NMOD &&
            doc->tokens[i].deprel != REC_NMOD_POSS && doc->tokens[i].deprel != REC_COMPOUND)
            return doc->mentions[m].entity;
    }
    return -1;
}

static bool has_name(const rec_document *doc, rec_span source)
{
    int32_t first = record_token_at(doc, source.begin);
    for (int32_t i = first; i >= 0 && (uint32_t)i < doc->token_count && doc->tokens[i].span.begin < source.end; i++)
        if (doc->tokens[i].upos == REC_PROPN && doc->tokens[i].deprel != REC_NMOD_POSS &&
            doc->tokens[i].deprel != REC_COMPOUND && doc->tokens[i].deprel != REC_NMOD)
            return true;
    return false;
}

/* A capital in the middle of a sentence: a name, whatever the tagger made of it. */
static bool is_capital(const rec_document *doc, uint32_t token)
{
    const rec_token *t = &doc->tokens[token];
    return t->upos != REC_PRON && token != doc->sentences[t->sentence].first_token && t->form.n > 0 &&
           t->form.p[0] >= 'A' && t->form.p[0] <= 'Z' && doc->sentences[t->sentence].part != REC_PART_TITLE;
}

/* Does the entity's best name end in a capitalised word: "Hakan Fidan", not "the gunman"? */
static bool is_called(const rec_entity *e)
{
    size_t at = e->name.n;
    while (at > 0 && e->name.p[at - 1] != ' ')
        at--;
    return at < e->name.n && ((e->name.p[at] >= 'A' && e->name.p[at] <= 'Z') || (unsigned char)e->name.p[at] >= 0xC3);
}

static rec_source_kind kind_of_entity(const rec_entity *e)
{
    if (e->media)
        return REC_SOURCE_MEDIA;
    if (e->kind == REC_GROUP)
        return REC_SOURCE_ANONYMOUS;
    if (e->kind == REC_COUNTRY || (is_called(e) && e->kind != REC_ROLE))
        return REC_SOURCE_NAMED;
    return e->kind == REC_PLACE ? REC_SOURCE_ANONYMOUS : REC_SOURCE_ROLE;
}

/* A common noun: by the table of sources first. Many of an office are nobody in particular. */
static rec_source_kind kind_of_noun(const rec_token *t, const claim_source *line, const rec_entity *e)
{
    bool many = (t->morph & REC_MORPH_PLUR) != 0, body = e != NULL && e->kind == REC_ORGANISATION;
    if (line != NULL && line->voice == CLAIM_MEDIA)
        return REC_SOURCE_MEDIA;
    if (line != NULL && line->voice != CLAIM_ROLE)
        return REC_SOURCE_ANONYMOUS;
    if (line != NULL)
        return many && !body ? REC_SOURCE_ANONYMOUS : REC_SOURCE_ROLE;
    return e != NULL && !many ? kind_of_entity(e) : REC_SOURCE_ANONYMOUS;
}

static rec_source_kind kind_of(const claim_context *c, int32_t head, int32_t entity, rec_span source)
{
    const rec_document *doc = c->doc;
    if (head < 0)
        return REC_SOURCE_ANONYMOUS;
    const rec_token *t = &doc->tokens[head];
    const rec_entity *e = entity >= 0 && (uint32_t)entity < doc->entity_count ? &doc->entities[entity] : NULL;
    const claim_source *line = t->upos == REC_PROPN ? NULL : model_claim_source(c->model, t->lemma);
    if ((e != NULL && e->media) || (doc->source.n > 0 && str_equal_folded(record_text(doc, source), doc->source)))
        return REC_SOURCE_MEDIA;
    if (line != NULL && line->voice == CLAIM_MEDIA)
        return REC_SOURCE_MEDIA;
    if (t->upos == REC_PRON)
        return e != NULL ? kind_of_entity(e) : REC_SOURCE_ANONYMOUS;
    if (t->upos == REC_PROPN || is_capital(doc, (uint32_t)head) ||
        (has_name(doc, source) && (e == NULL || e->kind != REC_GROUP)))
        return REC_SOURCE_NAMED;
    return kind_of_noun(t, line, e);
}

void claim_describe(const claim_context *c, rec_claim *claim)
{
    claim->manner = manner_of(c, claim);
    claim->source_kind = REC_SOURCE_ANONYMOUS;
    claim->source_entity = -1;
    if (claim->source_count == 0)
        return;
    int32_t head = source_head(c, claim->sources[0]);
    claim->source_entity = entity_of(c->doc, head, claim->sources[0]);
    claim->source_kind = kind_of(c, head, claim->source_entity, claim->sources[0]);
}
