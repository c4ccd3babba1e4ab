/* SPDX-License-Identifier: MIT */
#include "serve/routes.h"

#include "base/error.h"

#include <stdio.h>
#include <string.h>

enum { L = QUERY_LIMIT_MOST };

/* Texts are read on a thread of their own, by the engine (reading.c). */
static dgm_status serve_read(asking *a, dgm_error *err)
{
    (void)a;
    return error_set(err, DGM_BAD_USAGE, "a text is read by the thread for texts");
}

static const serve_route routes[] = {
    {.path = "/v1/", .get = serve_index, .most = L},
    {.path = "/v1/status", .get = serve_status, .most = L},
    {.path = "/v1/facets", .get = serve_facets, .most = L},
    {.path = "/v1/events", .get = serve_events, .most = L},
    {.path = "/v1/events/", .get = serve_event, .most = L},
    {.path = "/v1/documents", .get = serve_documents, .most = L},
    {.path = "/v1/documents/", .get = serve_document, .most = L},
    {.path = "/v1/talks", .get = serve_talks, .most = L},
    {.path = "/v1/talks/", .get = serve_talk, .most = L},
    {.path = "/v1/storylines", .get = serve_storylines, .most = L},
    {.path = "/v1/storylines/", .get = serve_storyline, .most = L},
    {.path = "/v1/series", .get = serve_series, .sums = true, .most = L},
    {.path = "/v1/dyads", .get = serve_dyads, .sums = true, .most = L},
    {.path = "/v1/places", .get = serve_places, .sums = true, .most = QUERY_NETWORK_MOST},
    {.path = "/v1/network", .get = serve_network, .sums = true, .most = QUERY_NETWORK_MOST},
    {.path = "/v1/claims", .get = serve_claims, .most = L},
    {.path = "/v1/contradictions", .get = serve_contradictions, .most = L},
    {.path = "/v1/calendar", .get = serve_calendar, .most = L},
    {.path = "/v1/actors", .get = serve_actors, .most = L},
    {.path = "/v1/search", .get = serve_search, .most = 50},
    {.path = "/v1/corrections", .get = serve_corrections, .post = serve_correct, .most = L, .post_lane = SERVE_LANE_WRITE, .body_most = 16384},
    {.path = "/v1/corrections/", .get = serve_correction, .remove = serve_correct_back, .most = L},
    {.path = "/v1/corrections.jsonl", .get = serve_gold, .most = L},
    {.path = "/v1/read", .post = serve_read, .most = L, .post_lane = SERVE_LANE_READ, .body_most = 256 << 10},
};

enum { ROUTES = sizeof routes / sizeof *routes };

/* "12"; 0 where it is no number from 1 to 10^15. */
static int64_t number_of(str s)
{
    int64_t n = 0;
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] < '0' || s.p[i] > '9')
            return 0;
        n = n * 10 + (s.p[i] - '0');
    }
    return s.n > 0 && s.n <= 15 && s.p[0] != '0' ? n : 0;
}

const serve_route *serve_route_find(str path, int64_t *number)
{
    *number = 0;
    for (size_t i = 0; i < ROUTES; i++) {
        str own = str_of(routes[i].path);
        if (str_equal(path, own) && (own.p[own.n - 1] != '/' || i == 0))
            return &routes[i];
        if (i == 0 || own.p[own.n - 1] != '/' || !str_starts(path, own))
            continue;
        *number = number_of((str){path.p + own.n, path.n - own.n});
        return *number != 0 ? &routes[i] : NULL;
    }
    return NULL;
}

const serve_route *serve_route_at(size_t i) { return i < ROUTES ? &routes[i] : NULL; }

serve_handler *serve_route_handler(const serve_route *r, http_method method)
{
    switch (method) {
    case HTTP_GET:
    case HTTP_HEAD: return r->get;
    case HTTP_POST: return r->post;
    case HTTP_DELETE: return r->remove;
    default: return NULL;
    }
}

void serve_route_methods(const serve_route *r, char text[48])
{
    (void)snprintf(text, 48, "%s%s%s", r->get ? "GET, HEAD, " : "", r->post ? "POST, " : "", r->remove ? "DELETE, " : "");
    size_t n = strlen(text);
    if (n >= 2)
        text[n - 2] = 0;
}
