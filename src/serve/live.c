/* SPDX-License-Identifier: MIT
 *
 * live.c: server-sent events. When the ledger has changed, one thread counts what there is now, and all listeners are told in the same
 * words. A listener that does not take what it is told is let go.
 */
#include "serve/server.h"

#include <event2/buffer.h>
#include <stdio.h>
#include <string.h>

static const char HEAD[] = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nCache-Control: no-store\r\nConnection: close\r\n"
                           "X-Content-Type-Options: nosniff\r\nX-Frame-Options: DENY\r\nReferrer-Policy: no-referrer\r\n"
                           "Content-Security-Policy: default-src 'none'; frame-ancestors 'none'\r\nCross-Origin-Resource-Policy: same-origin\r\n\r\n"
                           "retry: 2000\n\n";

void live_begin(connection *c)
{
    serve_server *s = c->server;
    if (s->listeners >= LISTENERS_MOST) {
        connection_problem(c, 503, "too many listeners");
        return;
    }
    (void)bufferevent_write(c->stream, HEAD, sizeof HEAD - 1);
    if (c->request.method == HTTP_HEAD) {
        c->close_after = true;
        connection_enter(c, CONNECTION_ANSWERING, STALL_SECONDS);
        return;
    }
    connection_enter(c, CONNECTION_LIVE, 1);
    (void)event_del(c->timer);
    s->listeners++;
    char known[32];
    str last = http_find(&c->request, "Last-Event-ID");
    (void)snprintf(known, sizeof known, "%llu", (unsigned long long)s->generation);
    if (last.n > 0 && !str_equal(last, str_of(known)))
        s->live_told = 0; /* it has missed something: tell all anew */
}

static void tell_all(serve_server *s, const char *text, size_t n)
{
    connection *c = TAILQ_FIRST(&s->listening);
    while (c != NULL) {
        connection *next = TAILQ_NEXT(c, link);
        if (evbuffer_get_length(bufferevent_get_output(c->stream)) > LIVE_BACKLOG)
            connection_close(c);
        else
            (void)bufferevent_write(c->stream, text, n);
        c = next;
    }
}

static void count_anew(serve_server *s)
{
    serve_job *j = job_new();
    int64_t number;
    dgm_error err;
    if (j == NULL)
        return;
    j->route = serve_route_find(STR("/v1/status"), &number);
    j->handler = serve_status;
    j->generation = s->generation;
    j->deadline = serve_clock() + ASK_SECONDS;
    if (query_parse(&j->query, STR("/v1/status"), &j->memory, &err) == DGM_OK && pool_add(s->pool, SERVE_LANE_ASK, j))
        s->live_job = j;
    else
        job_free(j);
}

void live_tick(serve_server *s)
{
    static const char comment[] = ":\n\n";
    server_look(s);
    if (s->listeners == 0) {
        s->live_told = s->generation;
        return;
    }
    if (s->live_told != s->generation && s->live_job == NULL)
        count_anew(s);
    if (serve_clock() - s->last_comment >= COMMENT_SECONDS) {
        s->last_comment = serve_clock();
        tell_all(s, comment, sizeof comment - 1);
    }
}

/* `job` has answered /v1/status, which begins as the news do; the whole of it is the news. */
void live_tell(serve_server *s, const serve_job *job)
{
    strbuf news;
    if (job->status != 200)
        return;
    strbuf_init(&news, 0);
    strbuf_format(&news, "id: %llu\nevent: ledger\ndata: ", (unsigned long long)job->generation);
    strbuf_add_str(&news, strbuf_str(&job->out));
    strbuf_add_text(&news, "\n\n");
    s->live_told = job->generation;
    if (!news.failed)
        tell_all(s, news.p, news.n);
    strbuf_release(&news);
}
