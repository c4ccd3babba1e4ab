/* SPDX-License-Identifier: MIT
 *
 * json.h: a streaming JSON writer. Values are added to a buffer in the order in which they are written; commas are set
 * by the writer, nesting is the caller's. The same values give the same bytes on every machine and in every locale. One
 * pass, no allocation but the buffer's own.
 */
#ifndef BASE_JSON_H
#define BASE_JSON_H

#include "base/str.h"

typedef struct json_writer {
    strbuf *out; /* borrowed */
    bool comma;  /* the next value or key needs a comma before it */
} json_writer;

void json_open(json_writer *w, char bracket);           /* '{' or '[' */
void json_close(json_writer *w, char bracket);          /* '}' or ']' */
void json_key(json_writer *w, const char *name);        /* plain ASCII without quotes or backslashes */
void json_string(json_writer *w, str s);                /* valid UTF-8; control characters and U+0000 are escaped */
void json_text(json_writer *w, const char *terminated); /* NULL or "" give null */
void json_member(json_writer *w, const char *name, str s); /* a key and a string; null where it is empty */
void json_integer(json_writer *w, int64_t value);
/* As strbuf_add_fixed; null where that refuses. */
void json_fixed(json_writer *w, double value, unsigned decimals);
void json_boolean(json_writer *w, bool value);
void json_null(json_writer *w);

#endif
