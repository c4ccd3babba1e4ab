/* SPDX-License-Identifier: MIT
 *
 * read/read.h: bytes to text, title, byline, dateline, paragraphs.
 *
 *   bytes ─ decode.c ─▶ text ─ paragraph.c ─▶ paragraphs ─ layout.c ─▶ title, byline, dateline
 *
 * The text is what was read, code point by code point: line ends, NUL, control characters and a leading U+FEFF of
 * UTF-8 stay. The byte order mark of UTF-16 and UTF-32 belongs to the encoding and is no part of the text. Bad bytes
 * become U+FFFD, one for each maximal bad subpart (Unicode 15, 3.9), as Python's errors="replace" does.
 * Cost: linear in the input, one copy of the text.
 */
#ifndef READ_READ_H
#define READ_READ_H

#include "model/token.h"
#include "record/record.h"

typedef struct read_input {
    str bytes;   /* the document's text as it came, any bytes */
    str id, title, source, url; /* may be empty; copied */
    rec_date published;         /* year 0: unknown */
    bool text_only; /* no title, byline or dateline is looked for; the text is one run of paragraphs */
} read_input;

/* Fills an empty document (record_reset before): text, spans of title, byline and dateline, paragraphs. A dateline
 * that names its year sets doc->published where the input gave none. DGM_BAD_INPUT for texts of 2 GiB and more. */
DGM_CHECK dgm_status read_run(const model_token *m, const read_input *input, rec_document *doc, dgm_error *err);

#endif
