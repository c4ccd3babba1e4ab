/* SPDX-License-Identifier: MIT
 * routes.h: what answers which path. */
#ifndef SERVE_ROUTES_H
#define SERVE_ROUTES_H

#include "serve/asking.h"
#include "serve/http.h"

/* Where a question is answered: threads that read the ledger, one for questions that take long, one that writes, one that reads texts. */
typedef enum serve_lane { SERVE_LANE_ASK, SERVE_LANE_LONG, SERVE_LANE_WRITE, SERVE_LANE_READ, SERVE_LANES } serve_lane;

typedef struct serve_route {
    const char *path;       /* "/v1/events/" with a number behind it where it ends in a slash */
    serve_handler *get, *post, *remove; /* NULL: not for this method */
    uint32_t most;          /* items of a list */
    bool sums;              /* looks at all events that pass, not at a page of them */
    serve_lane post_lane;
    uint32_t body_most;     /* bytes of what is posted */
} serve_route;

/* The route of a path and the number behind it (0: none); NULL: there is none. */
const serve_route *serve_route_find(str path, int64_t *number);
serve_handler *serve_route_handler(const serve_route *r, http_method method); /* NULL: not for this method */
/* "GET, HEAD, POST" */
void serve_route_methods(const serve_route *r, char text[48]);
const serve_route *serve_route_at(size_t i); /* NULL behind the last one */

#endif
