/* SPDX-License-Identifier: MIT
 * claim/quote.h: quotations. */
#ifndef CLAIM_QUOTE_H
#define CLAIM_QUOTE_H

#include "record/record.h"

typedef struct claim_quotation {
    rec_span span;        /* with its marks */
    uint32_t first, last; /* tokens, inclusive, marks included */
    int32_t continues;    /* quotation of an earlier paragraph that this one goes on with, -1 */
    bool single;          /* single marks */
} claim_quotation;

typedef struct claim_quotations {
    claim_quotation *items; /* in text order, never nested: the outermost marks count */
    uint32_t count;
} claim_quotations;

/* Finds all quotations of the document, in memory of the document. Straight and curly, double and single marks, and two
 * apostrophes for a double mark; a quotation that its paragraph does not close ends with the paragraph, and goes on in
 * the next one where that opens with a mark again. Linear in the text. */
claim_quotations claim_quotations_find(rec_document *doc);

#endif
