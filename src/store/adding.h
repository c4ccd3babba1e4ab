/* SPDX-License-Identifier: MIT
 * adding.h: what the files that add a report share. */
#ifndef STORE_ADDING_H
#define STORE_ADDING_H

#include "store/inside.h"
#include "store/parts.h"

typedef struct adding {
    store *s;
    const store_prepared *ready;
    struct json_object *record; /* ready's, as its text */
    str text;
    int64_t document, copy_of;
    const char *published;
    int32_t published_day; /* days since 1970; INT32_MIN unknown */
    int64_t *actor;       /* [entity_count] actor ids, 0 not yet added */
    size_t entity_count;
    store_added *added;
} adding;

const char *adding_text(adding *a, str s);                    /* NUL-terminated, until the report is added */
str adding_words(const adding *a, struct json_object *span);  /* the words of [begin, end) in the report */
str adding_excerpt(str s);                                    /* its first 2000 bytes */
bool adding_day(str text, int32_t *days);                     /* an ISO date as days since 1970 */
int64_t adding_event(adding *a, int64_t number);              /* of a mention by its number in the record; 0: none */

/* talk.c: the talks of the report: each becomes part of a negotiation, its rounds part of that one's. */
bool adding_talks(adding *a);

#endif
