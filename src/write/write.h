/* SPDX-License-Identifier: MIT
 *
 * write/write.h: projections of the record, one file a format. A finished rec_document goes in, bytes are added to a
 * buffer. Nothing here changes the document; scratch memory is taken from its arena and given back. Every span is
 * written in code points of the text.
 */
#ifndef WRITE_WRITE_H
#define WRITE_WRITE_H

#include "record/record.h"

typedef void write_function(rec_document *doc, const dgm_write_options *options, strbuf *out);

write_function write_jsonl;  /* the record itself: one JSON object and a newline */
write_function write_tsv;    /* one row an event; no header */
write_function write_brief;  /* for people */
write_function write_claims; /* for people: the claims alone, with their chains */
write_function write_conllu; /* sentences, words and trees */
write_function write_geojson; /* placed events */
write_function write_ics;     /* planned meetings */
void write_tsv_header(strbuf *out);

/* One event and how it came about, for people; `event` must exist. */
void write_explanation(rec_document *doc, uint32_t event, const dgm_write_options *options, strbuf *out);
/* An act that was recognised and held back, and why; `index` must exist. */
void write_held(rec_document *doc, uint32_t index, const dgm_write_options *options, strbuf *out);

/* Adds the document in `format`. DGM_NO_MEMORY when the buffer or the arena ran full: what was added is then cut off.
 * `options` may be NULL. */
DGM_CHECK dgm_status write_document(rec_document *doc, dgm_format format, const dgm_write_options *options, strbuf *out,
                                    dgm_error *err);
/* "jsonl" to DGM_FORMAT_JSONL; DGM_FORMAT_COUNT where there is none of that name. */
dgm_format write_format_find(const char *name);
/* What stands once before all documents: the header of the table, else nothing. */
void write_header(dgm_format format, strbuf *out);

/* "2025-03-08", "2025-03" or "2025" as far as known, "" where unknown. */
#define WRITE_DATE_BYTES 16
const char *write_date(rec_date date, char text[WRITE_DATE_BYTES]);

#endif
