/* SPDX-License-Identifier: MIT
 *
 * source.h: real sources to reports: HTML pages, RSS and Atom feeds, WARC files, tables with a header (CSV, TSV). Each report
 * comes out as one line of JSON (report.h).
 *
 * Pages and feeds are held whole (SOURCE_BYTES at most); of WARC files and tables one record at a time. What cannot be read is
 * told of with its record or line, and the reading goes on behind it.
 */
#ifndef SOURCE_SOURCE_H
#define SOURCE_SOURCE_H

#include "base/str.h"
#include "dragoman.h"

#define SOURCE_BYTES ((size_t)64 << 20)

typedef enum source_kind { SOURCE_PLAIN, SOURCE_PAGE, SOURCE_FEED, SOURCE_WARC, SOURCE_TABLE } source_kind;

/* What the first bytes of a file (a few hundred or more) show it to be; SOURCE_PLAIN: none of these. */
source_kind source_find(str first_bytes);

/* Gives up to n bytes; 0 at the end or on an error, which the giver remembers. */
typedef size_t source_give(void *user, char *to, size_t n);

typedef struct source_reader source_reader;

/* owned: free with source_close; NULL when out of memory. */
source_reader *source_open(source_kind kind, source_give *give, void *user);
void source_close(source_reader *r); /* NULL is fine */

/* The next report as a line of JSON in `to` (which is emptied before); *number is its record or line, from 1. False at the
 * end. With DGM_OK in *status there is a report; else *why tells what was passed over. */
bool source_next(source_reader *r, strbuf *to, uint32_t *number, dgm_status *status, const char **why);

#endif
