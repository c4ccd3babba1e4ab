/* SPDX-License-Identifier: MIT
 *
 * claim/claim.c: the stage's way through a document, told in claim.h. Cost: some 6 % of the parser's. */
#include "claim/claim.h"

#include "base/error.h"
#include "claim/assemble.h"
#include "claim/dense.h"
#include "claim/factual.h"
#include "claim/label.h"

static void add_predicates(const claim_context *c)
{
    rec_document *doc = c->doc;
    for (uint32_t i = 0; i < doc->token_count; i++) {
        if (!claim_is_predicate(c, i))
            continue;
        double value = claim_factual(c, i);
        rec_predicate *p = RECORD_ADD(doc, predicates, predicate_count);
        if (p == NULL)
            return;
        *p = (rec_predicate){doc->tokens[i].span, i, value};
    }
}

dgm_status claim_run(const model_claim *m, rec_document *doc, dgm_error *err)
{
    const kernel *k = kernel_best();
    claim_context c;
    int32_t *owner = NULL;
    uint8_t *labels = NULL;
    if (doc->token_count == 0)
        return DGM_OK;
    if (!claim_context_make(&c, m, doc) || !claim_dense_run(&c, &m->weights.cue_net, k, false))
        goto failed;
    claim_find_cue_heads(&c);
    claim_context_spread(&c);
    if (!claim_dense_run(&c, &m->weights.label_net, k, true) || (labels = claim_label_tokens(&c)) == NULL)
        goto failed;
    claim_assemble(&c, labels);
    claim_drop_deeds(&c);
    claim_find_by_marks(&c);
    claim_find_plain(&c);
    if ((owner = claim_chain(&c)) == NULL)
        goto failed;
    claim_hang_events(&c, owner);
    add_predicates(&c);
    if (!doc->memory.failed)
        return DGM_OK;
failed:
    return error_set(err, DGM_NO_MEMORY, "document needs more memory than allowed");
}
