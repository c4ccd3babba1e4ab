/* SPDX-License-Identifier: MIT
 * read/parts.h: the three steps of reading, for read.c alone. */
#ifndef READ_PARTS_H
#define READ_PARTS_H

#include "model/token.h"
#include "record/record.h"

/* Bytes of any encoding to doc->text, length, bad_bytes. */
DGM_CHECK dgm_status read_decode(str bytes, rec_document *doc, dgm_error *err);
/* Text to doc->paragraphs, all of them body. */
void read_paragraphs(const model_token *m, rec_document *doc);
/* Marks title and bylines among the paragraphs and the dateline inside one. `given_title` may be empty. */
void read_layout(const model_token *m, str given_title, rec_document *doc);

#endif
