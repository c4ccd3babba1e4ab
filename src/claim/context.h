/* SPDX-License-Identifier: MIT
 * claim/context.h: what the features of a document's tokens are read from; shared by the stage and its training. */
#ifndef CLAIM_CONTEXT_H
#define CLAIM_CONTEXT_H

#include "claim/quote.h"
#include "model/claim.h"
#include "record/record.h"

/* Belief in a token's being the head of a cue: steps of its log odds, from never (0) to sure. */
enum { CUE_NEVER, CUE_HARDLY = 2, CUE_STRONG = 5, CUE_SURE = 10 };

typedef struct claim_word {
    uint32_t lower, lemma; /* hashes */
    int32_t quote;         /* index of the quotation that holds it, -1 */
    int32_t governor;      /* nearest strong cue above it in the tree, -1 */
    int32_t aside;         /* strong cue that hangs as a remark on it or on a word above it, -1 */
    int32_t before, after; /* nearest strong cue of the sentence to the left and to the right, -1 */
    uint8_t act;           /* claim_act of the word by the tables */
    uint8_t cue;           /* CUE_... */
    uint8_t via;           /* rec_deprel of the last step of the path down from the governor */
    uint8_t depth;         /* steps to the governor, at most 15 */
    uint8_t aside_via;     /* relation of the remark */
    uint8_t kind;          /* 0 none, 1 + kind of entity, +8 for media, where a mention's head */
} claim_word;

typedef struct claim_quote_link {
    int32_t left, right;         /* strong cue near the quotation's edges outside, in the same sentence, -1 */
    uint8_t left_gap, right_gap; /* tokens between, capped */
    bool carried;                /* no cue of its own but an earlier quotation of the paragraph has one */
} claim_quote_link;

typedef struct claim_context {
    const model_claim *model;
    rec_document *doc;
    claim_word *words; /* [doc->token_count] */
    claim_quotations quotes;
    claim_quote_link *links; /* [quotes.count] */
    /* [doc->token_count] or NULL: what the network adds to the scores of the pass under way; scores of the labels by
     * their features. */
    float (*dense)[CLAIM_ROW];
    int32_t (*sparse)[CLAIM_ROW];
} claim_context;

/* Everything that does not depend on cues. False when out of memory (doc->memory.failed). */
bool claim_context_make(claim_context *c, const model_claim *m, rec_document *doc);
/* Fills the rest after words[].cue has been set. */
void claim_context_spread(claim_context *c);
/* May this token be the head of a cue at all? */
bool claim_context_candidate(const claim_context *c, uint32_t token);

/* Features: numbers of 32 bits, to be cut to the bits of a table. Each gives how many it wrote, at most CLAIM_FEATURES.
 */
enum { CLAIM_FEATURES = 192 };
/* Pieces before and after a cue that may belong to it. */
enum { CLAIM_LINK_REACH = 7 };
unsigned claim_cue_features(const claim_context *c, uint32_t token, uint32_t *to);
unsigned claim_label_features(const claim_context *c, uint32_t token, uint32_t *to);
/* The label features that training saw often enough; `score` [CLAIM_ROW] gets their sums in units of label_scale. */
unsigned claim_label_scores(const claim_context *c, uint32_t token, uint32_t *to, int32_t *score);
unsigned claim_fact_features(const claim_context *c, uint32_t token, uint32_t *to);

typedef struct claim_piece {
    uint32_t first, last; /* tokens, inclusive */
    uint32_t head;        /* token whose head lies outside, the first such */
    uint8_t label;        /* CLAIM_SOURCE_B, CLAIM_CUE_B or CLAIM_CONTENT_B */
    uint32_t order;       /* cues before it in the document */
    int32_t claim;        /* used by the assembly */
} claim_piece;

/* Sets the head of a piece from its tokens: the first whose own head lies outside, punctuation only where all is. */
void claim_piece_head(const rec_document *doc, claim_piece *p);

typedef struct claim_pieces {
    claim_piece *items; /* in text order; in the document's memory */
    uint32_t count;
} claim_pieces;

/* Runs of labels to pieces. */
claim_pieces claim_pieces_cut(rec_document *doc, const uint8_t *labels);

/* How a source or content (`piece`) stands to a cue. */
unsigned claim_link_features(const claim_context *c, const claim_piece *cue, const claim_piece *piece, uint32_t *to);

#endif
