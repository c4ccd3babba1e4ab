/* SPDX-License-Identifier: MIT
 * claims/corpus.h: documents with gold attributions (PolNeAR, brat) or gold factuality (JSON lines), parsed by
 * Dragoman's own stages so that training sees what the runtime will see. */
#ifndef CLAIMS_CORPUS_H
#define CLAIMS_CORPUS_H

#include "claim/context.h"
#include "pipeline/pipeline.h"

typedef struct gold_claim {
    claim_piece cue;
    claim_piece *parts; /* [part_count] sources and parts of contents; owned */
    uint32_t part_count;
    bool has_cue;
} gold_claim;

typedef struct gold_value {
    uint32_t token;
    double value; /* -3..3 */
} gold_value;

typedef struct gold_document {
    rec_document doc;
    claim_context context;
    uint8_t *labels;  /* [token_count] CLAIM_OUT ...; in the document */
    uint8_t *is_head; /* [token_count] 1 for the head of a gold cue */
    uint8_t *skip;    /* [token_count] 1 where the annotators left the text aside */
    gold_claim *claims;
    uint32_t claim_count;
    gold_value *values;
    uint32_t value_count;
} gold_document;

typedef struct gold_corpus {
    gold_document *items; /* owned */
    uint32_t count;
} gold_corpus;

/* Reads DIR/text/NAME.txt with DIR/attributions/NAME*.ann. `m` needs token, syntax, actor and place only. */
DGM_CHECK dgm_status gold_read_polnear(gold_corpus *to, const pipeline_models *m, const char *dir, dgm_error *err);
/* Reads lines of {"id", "text", "targets": [{"span": [b, e], "value": v}]}. */
DGM_CHECK dgm_status gold_read_values(gold_corpus *to, const pipeline_models *m, const char *path, dgm_error *err);
void gold_free(gold_corpus *c);

#endif
