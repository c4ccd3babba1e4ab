/* SPDX-License-Identifier: MIT
 *
 * claim/phrase.c: in: tokens and mentions; out: who can speak, in which words, and a claim made of such parts. Linear
 * in the words looked at; at most KIDS children and NAME_MOST words of a name. */
#include "claim/assemble.h"

enum { KIDS = 24, NAME_MOST = 8 };

bool claim_can_speak(const claim_context *c, uint32_t token)
{
    const rec_document *doc = c->doc;
    const rec_token *t = &doc->tokens[token];
    if (t->upos == REC_PROPN || model_claim_source(c->model, t->lemma) != NULL)
        return true;
    if (t->mention < 0 || doc->mentions[t->mention].entity < 0)
        return false;
    return doc->entities[doc->mentions[t->mention].entity].kind != REC_PLACE;
}

rec_span claim_phrase_of(const rec_document *doc, uint32_t head)
{
    uint32_t first = head, last = head, n = 0;
    for (int32_t k = doc->tokens[head].first_child; k >= 0 && n < KIDS; k = doc->tokens[k].next_sibling, n++) {
        const rec_token *t = &doc->tokens[k];
        uint32_t a, b;
        if (t->deprel == REC_CASE || t->deprel == REC_PUNCT_DEP || t->deprel == REC_ACL_RELCL || t->deprel == REC_ACL ||
            t->deprel == REC_PARATAXIS || t->deprel == REC_ADVCL || t->deprel == REC_CC)
            continue;
        record_subtree(doc, (uint32_t)k, &a, &b);
        first = a < first ? a : first;
        last = b > last ? b : last;
    }
    return (rec_span){doc->tokens[first].span.begin, doc->tokens[last].span.end};
}

bool claim_is_telling_word(const claim_context *c, uint32_t token)
{
    const claim_cue *line = model_claim_cue(c->model, 'v', c->doc->tokens[token].lemma);
    return line != NULL && (line->act == CLAIM_SAY || line->act == CLAIM_RELAY || line->act == CLAIM_WRITE ||
                            line->act == CLAIM_ANNOUNCE);
}

static bool is_name_part(const rec_document *doc, uint32_t i)
{
    const rec_token *t = &doc->tokens[i];
    return t->upos == REC_PROPN || t->upos == REC_DET || t->upos == REC_ADJ || t->upos == REC_NOUN ||
           (t->mention >= 0 && t->upos != REC_PUNCT) || (t->form.n > 0 && t->form.p[0] >= 'A' && t->form.p[0] <= 'Z');
}

uint32_t claim_name_before(const rec_document *doc, uint32_t end, uint32_t sentence_first)
{
    uint32_t first = end;
    while (first > sentence_first && end - first < NAME_MOST && is_name_part(doc, first - 1))
        first--;
    return first;
}

int32_t claim_add(claim_context *c, uint32_t first_cue, uint32_t cue, rec_span source, rec_span content,
                  int32_t content_head)
{
    rec_document *doc = c->doc;
    const rec_token *t = &doc->tokens[cue];
    const claim_cue *line = model_claim_cue(c->model, t->upos == REC_NOUN ? 'n' : 'v', t->lemma);
    const rec_span *sources = source.end > source.begin ? arena_copy(&doc->memory, &source, sizeof source) : NULL;
    const rec_span *contents = arena_copy(&doc->memory, &content, sizeof content);
    rec_claim *claim = contents != NULL ? RECORD_ADD(doc, claims, claim_count) : NULL;
    if (claim == NULL)
        return -1;
    *claim = (rec_claim){.cue = {doc->tokens[first_cue].span.begin, t->span.end},
                         .cue_head = cue,
                         .sources = sources,
                         .source_count = sources != NULL,
                         .content = contents,
                         .content_count = 1,
                         .content_head = content_head,
                         .source_entity = -1,
                         .within = -1,
                         .rule = line != NULL ? line->rule : "claims.bin"};
    claim_describe(c, claim);
    return (int32_t)doc->claim_count - 1;
}
