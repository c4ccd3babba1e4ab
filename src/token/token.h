/* SPDX-License-Identifier: MIT
 *
 * token/token.h: paragraphs to sentences and tokens, after Universal Dependencies' English EWT conventions. */
#ifndef TOKEN_TOKEN_H
#define TOKEN_TOKEN_H

#include "model/token.h"
#include "record/record.h"

/* A sentence never has more tokens than this: longer ones are parted at the best place. */
#define TOKEN_MOST_IN_SENTENCE 512

/* Fills doc->tokens and doc->sentences from doc->paragraphs; a dateline is a sentence of its own. */
DGM_CHECK dgm_status token_run(const model_token *m, rec_document *doc, dgm_error *err);

/* A word that the caller has found: `dragoman parse --tokens`. */
typedef struct token_given {
    str form;           /* of the word */
    str surface;        /* where mwt > 0: the multiword token as written */
    uint8_t mwt;        /* words of the multiword token that begins here; 0 elsewhere */
    bool space_after;   /* asked of the last word of a multiword token */
    bool sentence_end;
    bool paragraph_end; /* a blank line follows; implies the end of a sentence */
} token_given;

/* Fills an empty document from given words: text (forms and spaces), index, digest, paragraphs, sentences, tokens. The
 * forms are copied. A word of a multiword token whose words do not spell it gets an even share of its surface.
 * Sentences stand as given: the limit on their length does not hold. DGM_BAD_INPUT where mwt reaches over a
 * sentence. */
DGM_CHECK dgm_status token_from_words(const token_given *words, size_t count, rec_document *doc, dgm_error *err);

#endif
