/* SPDX-License-Identifier: MIT
 *
 * claim/deeds.c: in: claims and events; out: the claims without those that are deeds. PolNeAR's politicians attack each
 * other with words; where the event coder has read the same verb as a material conflict ("attacked a woman"), and what
 * it was done to is neither quoted nor a clause, nobody said anything. Linear. */
#include "claim/assemble.h"

enum { MATERIAL_CONFLICT = 4 };

static bool tells_something(const claim_context *c, const rec_claim *claim)
{
    const rec_document *doc = c->doc;
    for (uint32_t k = 0; k < claim->content_count; k++) {
        int32_t i = record_token_at(doc, claim->content[k].begin);
        for (; i >= 0 && (uint32_t)i < doc->token_count && doc->tokens[i].span.begin < claim->content[k].end; i++)
            if (doc->tokens[i].upos == REC_VERB || doc->tokens[i].upos == REC_AUX || c->words[i].quote >= 0)
                return true;
    }
    return false;
}

void claim_drop_deeds(claim_context *c)
{
    rec_document *doc = c->doc;
    uint8_t *deed = ARENA_ARRAY(&doc->memory, uint8_t, doc->token_count + 1);
    uint32_t kept = 0;
    if (deed == NULL)
        return;
    for (uint32_t e = 0; e < doc->event_count; e++)
        if (doc->events[e].quad == MATERIAL_CONFLICT && doc->events[e].head < doc->token_count)
            deed[doc->events[e].head] = 1;
    for (uint32_t k = 0; k < doc->claim_count; k++)
        if (!deed[doc->claims[k].cue_head] || tells_something(c, &doc->claims[k]))
            doc->claims[kept++] = doc->claims[k];
    doc->claim_count = kept;
}
