/* SPDX-License-Identifier: MIT
 * ahead.c: the answers that every reader's first view needs are kept ready, so that nobody waits for sums over the whole ledger. */
#include "serve/server.h"

static void ask_ahead(serve_server *s, const char *target)
{
    dgm_error err;
    serve_job *j = cache_find(&s->answers, str_of(target)) == NULL ? job_new() : NULL;
    if (j == NULL)
        return;
    j->ahead = true;
    j->target = str_of(target);
    j->method = HTTP_GET;
    j->generation = s->generation;
    j->deadline = serve_clock() + ASK_SECONDS;
    bool good = query_parse(&j->query, j->target, &j->memory, &err) == DGM_OK && (j->route = serve_route_find(j->query.path, &j->number)) != NULL;
    if (good)
        j->handler = j->route->get;
    if (!good || !dispatch_ask_ahead(s, j))
        job_free(j);
}

void ahead_tick(serve_server *s)
{
    static const char *const targets[] = {"/v1/facets", "/v1/status", "/v1/events?limit=50", "/v1/storylines?limit=60", "/v1/network"};
    if (s->ahead_done == s->generation || serve_clock() - s->changed < QUIET_SECONDS)
        return;
    s->ahead_done = s->generation;
    for (size_t i = 0; i < sizeof targets / sizeof *targets; i++)
        ask_ahead(s, targets[i]);
}
