/* SPDX-License-Identifier: MIT
 *
 * pipeline/input.h: what the user names (files, folders, standard input) becomes a sequence of documents.
 *
 *   path ─ folder? ─ walked in order of names, hidden files left out
 *        ─ file ──── one text, JSON lines (one report a line), an HTML page, a feed, a WARC file or a table; plain, gzip, zstd
 *
 * Files are read in pieces, so that JSON lines of any length in all need the memory of one line. A file is JSON lines
 * where its first line that is not blank is a JSON object with a member "text", or where its name ends in .jsonl or
 * .ndjson.
 */
#ifndef PIPELINE_INPUT_H
#define PIPELINE_INPUT_H

#include "read/read.h"

#include <signal.h>

#define INPUT_DOCUMENT_BYTES ((size_t)64 << 20) /* longer texts and lines are reported and passed over */

typedef enum input_kind { INPUT_ANY, INPUT_TEXT, INPUT_JSONL } input_kind;

/* One document as it came, or why it did not come. Reused from call to call. */
typedef struct input_item {
    strbuf bytes;  /* a text or one JSON line */
    strbuf file;   /* as messages name it */
    strbuf id;     /* used where the document brings none: path without ".txt" (inside a given folder), or file:line */
    uint32_t line; /* of JSON lines, from 1; 0 for a whole text */
    bool is_json;
    dgm_status status; /* DGM_OK, or what `error` tells */
    dgm_error error;
} input_item;

void input_item_init(input_item *item);
void input_item_release(input_item *item);
void input_item_trim(input_item *item); /* gives back buffers that one large document has swollen */

typedef struct input_reader input_reader;

/* `paths` ("-" is standard input) are borrowed until input_close. `stop` may be NULL; once it is not 0 the sequence
 * ends, also in the middle of waiting for standard input. */
DGM_CHECK dgm_status input_open(input_reader **reader, const char *const *paths, size_t count, input_kind kind,
                                const volatile sig_atomic_t *stop, dgm_error *err);
/* The next document, or the next failure (item->status), which does not end the sequence; false at the end. */
bool input_next(input_reader *reader, input_item *item);
void input_close(input_reader *reader); /* NULL is fine */

/* A report out of a JSON line. */
typedef struct input_report {
    read_input fields;  /* strings borrowed from `json` */
    void *json;         /* owned: input_report_release */
    uint32_t bad_bytes; /* bad UTF-8 sequences of the line, read as U+FFFD */
    bool bad_date;      /* there is a date, but not one that can be read */
} input_report;

/* Reads item->bytes, cleaning them in place of bad UTF-8. `text` must be a string; id (also a number), title, source,
 * url and date may be there. */
DGM_CHECK dgm_status input_parse(input_item *item, input_report *report, dgm_error *err);
void input_report_release(input_report *report);

#endif
