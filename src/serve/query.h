/* SPDX-License-Identifier: MIT
 *
 * query.h: "/v1/events?with=RUS&limit=20" into a path, its parameters, and the filter that they make. Strict: what cannot be decoded
 * (percent signs, UTF-8), holds control characters, stands twice or is not known is refused with a sentence that names it.
 */
#ifndef SERVE_QUERY_H
#define SERVE_QUERY_H

#include "base/arena.h"
#include "store/ask.h"

enum { QUERY_PARAMETERS = 40, QUERY_LIMIT = 50, QUERY_LIMIT_MOST = 500, QUERY_NETWORK_MOST = 2000, QUERY_SKIP_MOST = 10000000, QUERY_VALUE_MOST = 400 };

typedef struct query_parameter {
    str name, value; /* decoded */
} query_parameter;

typedef struct query {
    str path; /* decoded */
    query_parameter parameter[QUERY_PARAMETERS];
    uint32_t count;
} query;

/* Texts live in `memory`. DGM_BAD_USAGE, DGM_NO_MEMORY. */
DGM_CHECK dgm_status query_parse(query *q, str target, arena *memory, dgm_error *err);
str query_find(const query *q, const char *name); /* empty where it is not given */
/* A whole number within bounds; `missing` where it is not given. */
DGM_CHECK dgm_status query_number(const query *q, const char *name, int64_t least, int64_t most, int64_t missing, int64_t *value, dgm_error *err);
/* The filter of a list with at most `most` items; texts borrowed from `q` and `memory`. */
DGM_CHECK dgm_status query_filter(const query *q, uint32_t most, arena *memory, store_filter *f, dgm_error *err);
/* Whether its words are likely to take long: many of them, or beginnings. */
bool query_is_long(const query *q);
/* The path and its parameters but `skip`, and skip=N: where a list goes on. */
void query_next(const query *q, uint32_t skip, strbuf *to);

#endif
