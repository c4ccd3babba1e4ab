/* SPDX-License-Identifier: MIT
 * atoms.h: the pieces that patterns of time are made of: words, numbers, signs; "mid-1990s" is three, "10pm" two. */
#ifndef TIME_ATOMS_H
#define TIME_ATOMS_H

#include "model/time.h"
#include "record/record.h"

typedef struct time_atom {
    rec_span span;
    uint32_t token;
    uint32_t class;      /* TIME_ bits */
    int32_t literal;     /* -1: in no pattern */
    int32_t word;        /* first reading in the model, -1 */
    double number;       /* NUM, YEAR, DAY, ORD */
    int16_t decade;      /* first three digits of a decade */
    uint8_t hour, minute;
    rec_date date;       /* ISO, SLASH */
    bool capital;
} time_atom;

/* The atoms of a sentence, in the document's arena; *count of them. NULL when memory fails. */
time_atom *atoms_of(const model_time *m, rec_document *doc, uint32_t sentence, uint32_t *count);

#endif
