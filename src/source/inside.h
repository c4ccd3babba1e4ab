/* SPDX-License-Identifier: MIT
 * inside.h: what the readers of source/ share. */
#ifndef SOURCE_INSIDE_H
#define SOURCE_INSIDE_H

#include "source/source.h"

struct source_reader {
    source_kind kind;
    source_give *give;
    void *user;
    char piece[65536];
    size_t begin, end; /* unread bytes of piece */
    bool at_end;
    uint32_t number;   /* records or lines given */
    strbuf whole;      /* a page, a feed, a record, a row */
    strbuf pending;    /* lines of JSON of a feed that wait */
    size_t pending_at;
    bool done;
    /* tables */
    char separator;
    int column[8];     /* of id, title, byline, source, url, date, text, section; -1: none */
    int columns;
};

/* Reads a byte; -1 at the end. */
int source_byte(source_reader *r);
/* Adds a line without its end to `to`; false at the end. A line over `most` bytes is cut. */
bool source_line(source_reader *r, strbuf *to, size_t most);
/* Adds n bytes to `to`; false where the file ends before. Over the buffer's cap they are dropped and the buffer fails. */
bool source_bytes(source_reader *r, strbuf *to, size_t n);

/* One format each; as source_next. */
bool feed_next(source_reader *r, strbuf *to, dgm_status *status, const char **why);
bool warc_next(source_reader *r, strbuf *to, dgm_status *status, const char **why);
bool rows_next(source_reader *r, strbuf *to, dgm_status *status, const char **why);

bool feed_is_one(str bytes);
bool rows_are_some(str bytes);

#endif
