/* SPDX-License-Identifier: MIT
 * read/read.h: bytes to text, title, byline, dateline, paragraphs. */
#ifndef READ_READ_H
#define READ_READ_H

#include "record/record.h"

typedef struct read_input {
    str bytes;   /* the document's text as it came, any bytes */
    str id, title, source, url; /* may be empty; copied */
    rec_date published;         /* year 0: unknown */
    bool text_only; /* no title, byline or dateline is looked for; the text is one run of paragraphs */
} read_input;

/* Fills an empty document (record_reset before): text, spans of title, byline and dateline, paragraphs. */
DGM_CHECK dgm_status read_run(const read_input *input, rec_document *doc, dgm_error *err);

#endif
