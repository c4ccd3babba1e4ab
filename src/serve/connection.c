/* SPDX-License-Identifier: MIT
 *
 * connection.c: one client. A connection is in one state at a time, each with a limit in seconds; what waits for the client stands
 * in a list from which the oldest makes room when there are too many.
 *
 *   HEAD ─ BODY ─ WORKING ─ ANSWERING ─ HEAD ...        any ─▶ closed        WORKING ─ LIVE
 */
#include "serve/server.h"

#include "base/memory.h"

#include <event2/buffer.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { INPUT_MOST = 65536 }; /* bytes that are read ahead of what is asked for */

static void look_at_input(connection *c);

static struct connection_list *list_of(const connection *c)
{
    return c->state == CONNECTION_LIVE ? &c->server->listening : c->state == CONNECTION_WORKING ? &c->server->working : &c->server->waiting;
}

static void set_timer(connection *c, double seconds)
{
    struct timeval t = {(time_t)seconds, (suseconds_t)((seconds - (double)(time_t)seconds) * 1e6)};
    (void)event_add(c->timer, &t);
}

void connection_enter(connection *c, connection_state state, double seconds)
{
    TAILQ_REMOVE(list_of(c), c, link);
    c->state = state;
    TAILQ_INSERT_TAIL(list_of(c), c, link);
    set_timer(c, seconds);
}

static void forget_request(connection *c)
{
    memory_free(c->head);
    c->head = NULL;
    c->request = (http_request){0};
    c->searched = 0;
    strbuf_release(&c->body);
    strbuf_init(&c->body, 0);
}

void connection_close(connection *c)
{
    serve_server *s = c->server;
    TAILQ_REMOVE(list_of(c), c, link);
    s->connections--;
    s->listeners -= c->state == CONNECTION_LIVE;
    dispatch_leave(c);
    forget_request(c);
    if (c->timer != NULL)
        event_free(c->timer);
    bufferevent_free(c->stream);
    memory_free(c);
}

/* ---- answers ---------------------------------------------------------------------------------------------------------------- */

static const char HEADERS[] =
    "Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "frame-ancestors 'none'; base-uri 'none'; form-action 'none'\r\n"
    "X-Content-Type-Options: nosniff\r\n"
    "X-Frame-Options: DENY\r\n"
    "Referrer-Policy: no-referrer\r\n"
    "Cross-Origin-Resource-Policy: same-origin\r\n"
    "Cross-Origin-Opener-Policy: same-origin\r\n";

static void add_date(struct evbuffer *to)
{
    static const char days[][4] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    static const char months[][4] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    time_t now = time(NULL);
    struct tm t;
    if (gmtime_r(&now, &t) != NULL)
        (void)evbuffer_add_printf(to, "Date: %s, %02d %s %d %02d:%02d:%02d GMT\r\n", days[t.tm_wday], t.tm_mday, months[t.tm_mon], t.tm_year + 1900,
                                  t.tm_hour, t.tm_min, t.tm_sec);
}

static void drop_body(const void *bytes, size_t length, void *body)
{
    (void)bytes;
    (void)length;
    cache_drop(body);
}

void connection_send(connection *c, int status, const char *type, cache_body *body, const char *extra)
{
    struct evbuffer *out = bufferevent_get_output(c->stream);
    bool close = c->close_after || !c->request.keep_alive || c->server->stopping;
    (void)evbuffer_add_printf(out, "HTTP/1.1 %d %s\r\n", status, problem_title(status));
    add_date(out);
    if (status != 304 && status != 204)
        (void)evbuffer_add_printf(out, "Content-Length: %zu\r\n", body != NULL ? body->bytes.n : 0);
    if (type != NULL && status != 304 && status != 204)
        (void)evbuffer_add_printf(out, "Content-Type: %s\r\n", type);
    (void)evbuffer_add(out, HEADERS, sizeof HEADERS - 1);
    if (extra != NULL)
        (void)evbuffer_add(out, extra, strlen(extra));
    (void)evbuffer_add_printf(out, "Connection: %s\r\n\r\n", close ? "close" : "keep-alive");
    bool bare = c->request.method == HTTP_HEAD || status == 304 || status == 204;
    if (!bare && body != NULL && body->bytes.n > 0 &&
        evbuffer_add_reference(out, body->bytes.p, body->bytes.n, drop_body, cache_hold(body)) != 0)
        cache_drop(body);
    c->close_after = close;
    c->left = evbuffer_get_length(out);
    connection_enter(c, CONNECTION_ANSWERING, STALL_SECONDS);
}

void connection_problem(connection *c, int status, const char *detail)
{
    strbuf text;
    strbuf_init(&text, 0);
    problem_write(&text, status, detail);
    cache_body *body = text.failed ? NULL : cache_body_new(&text);
    const char *extra = status == 503   ? "Cache-Control: no-store\r\nRetry-After: 1\r\n"
                        : status == 401 ? "Cache-Control: no-store\r\nWWW-Authenticate: Bearer\r\n"
                                        : "Cache-Control: no-store\r\n";
    connection_send(c, status, "application/problem+json", body, extra);
    cache_drop(body);
    strbuf_release(&text);
}

/* A request that cannot be understood: where it ends is not known either. */
static void refuse(connection *c, int status, const char *detail)
{
    c->close_after = true;
    connection_problem(c, status, detail);
}

/* ---- requests ---------------------------------------------------------------------------------------------------------------- */

static bool take_head(connection *c, struct evbuffer *in, size_t length)
{
    const char *why = NULL;
    c->head = memory_get(length + 1);
    if (c->head == NULL) {
        refuse(c, 503, "out of memory");
        return false;
    }
    (void)evbuffer_remove(in, c->head, length);
    int status = http_parse((str){c->head, length}, &c->request, &why);
    if (status != 0)
        refuse(c, status, why);
    return status == 0;
}

/* Empty lines before a request are passed over (RFC 9112, 2.2). */
static void skip_empty_lines(struct evbuffer *in)
{
    char two[2];
    while (evbuffer_copyout(in, two, 2) == 2 && two[0] == '\r' && two[1] == '\n')
        (void)evbuffer_drain(in, 2);
}

static void look_for_head(connection *c)
{
    struct evbuffer *in = bufferevent_get_input(c->stream);
    struct evbuffer_ptr from, end;
    if (c->searched == 0)
        skip_empty_lines(in);
    size_t here = evbuffer_get_length(in), back = c->searched < 3 ? c->searched : 3;
    if (here == 0)
        return;
    (void)evbuffer_ptr_set(in, &from, c->searched - back, EVBUFFER_PTR_SET);
    end = evbuffer_search(in, "\r\n\r\n", 4, &from);
    bool whole = end.pos >= 0;
    if ((whole ? (size_t)end.pos + 4 : here) > HTTP_HEAD_MOST) {
        refuse(c, 431, "the head of a request may have 16384 bytes");
        return;
    }
    if (!whole) {
        if (c->searched == 0)
            connection_enter(c, CONNECTION_HEAD, HEAD_SECONDS); /* from the first byte on */
        c->searched = here;
        return;
    }
    if (!take_head(c, in, (size_t)end.pos + 4))
        return;
    connection_enter(c, CONNECTION_BODY, BODY_SECONDS);
    dispatch_head(c);
    if (c->state == CONNECTION_BODY && c->request.expects_continue && c->request.length > 0 && evbuffer_get_length(in) == 0)
        (void)bufferevent_write(c->stream, "HTTP/1.1 100 Continue\r\n\r\n", 25);
}

static void take_body(connection *c)
{
    struct evbuffer *in = bufferevent_get_input(c->stream);
    size_t missing = (size_t)c->request.length - c->body.n, here = evbuffer_get_length(in);
    while (missing > 0 && here > 0) {
        char piece[8192];
        size_t n = missing < here ? missing : here;
        int got = evbuffer_remove(in, piece, n < sizeof piece ? n : sizeof piece);
        if (got <= 0)
            break;
        strbuf_add(&c->body, piece, (size_t)got);
        missing -= (size_t)got;
        here -= (size_t)got;
    }
    if (c->body.failed)
        refuse(c, 503, "out of memory");
    else if (missing == 0)
        dispatch_request(c);
}

static void look_at_input(connection *c)
{
    if (c->state == CONNECTION_HEAD)
        look_for_head(c);
    if (c->state == CONNECTION_BODY)
        take_body(c);
}

/* ---- what libevent tells ------------------------------------------------------------------------------------------------------ */

static void on_read(struct bufferevent *stream, void *user)
{
    connection *c = user;
    if (c->state == CONNECTION_LIVE) /* who listens has nothing to say */
        (void)evbuffer_drain(bufferevent_get_input(stream), evbuffer_get_length(bufferevent_get_input(stream)));
    else
        look_at_input(c);
}

/* Everything was taken. */
static void on_written(struct bufferevent *stream, void *user)
{
    connection *c = user;
    (void)stream;
    if (c->state != CONNECTION_ANSWERING)
        return;
    bool more = evbuffer_get_length(bufferevent_get_input(c->stream)) > 0;
    if (c->close_after || (c->client_done && !more)) {
        connection_close(c);
        return;
    }
    forget_request(c);
    connection_enter(c, CONNECTION_HEAD, more ? HEAD_SECONDS : IDLE_SECONDS);
    look_at_input(c);
    if (c->client_done && (c->state == CONNECTION_HEAD || c->state == CONNECTION_BODY))
        connection_close(c);
}

/* A client that has closed its side may still take its answer. */
static void on_event(struct bufferevent *stream, short what, void *user)
{
    connection *c = user;
    (void)stream;
    bool answered = c->state == CONNECTION_WORKING || c->state == CONNECTION_ANSWERING;
    if ((what & BEV_EVENT_EOF) != 0 && answered)
        c->client_done = true;
    else if ((what & (BEV_EVENT_EOF | BEV_EVENT_ERROR)) != 0)
        connection_close(c);
}

static void check_taken(connection *c)
{
    size_t left = evbuffer_get_length(bufferevent_get_output(c->stream));
    if (left + STALL_BYTES > c->left && left > 0) {
        connection_close(c);
        return;
    }
    c->left = left;
    set_timer(c, STALL_SECONDS);
}

static void on_time(evutil_socket_t none, short what, void *user)
{
    connection *c = user;
    (void)none;
    (void)what;
    switch (c->state) {
    case CONNECTION_HEAD:
        if (evbuffer_get_length(bufferevent_get_input(c->stream)) == 0)
            connection_close(c);
        else
            refuse(c, 408, "the request did not come to its end in time");
        return;
    case CONNECTION_BODY: refuse(c, 408, "the body did not come to its end in time"); return;
    case CONNECTION_WORKING:
        dispatch_leave(c);
        connection_problem(c, 503, "the answer took too long");
        return;
    case CONNECTION_ANSWERING: check_taken(c); return;
    case CONNECTION_LIVE: return;
    }
}

/* ---- opening ------------------------------------------------------------------------------------------------------------------ */

static connection *make(serve_server *s, evutil_socket_t socket)
{
    connection *c = memory_get(sizeof *c);
    if (c == NULL) {
        (void)close(socket);
        return NULL;
    }
    c->server = s;
    c->stream = bufferevent_socket_new(s->base, socket, BEV_OPT_CLOSE_ON_FREE);
    c->timer = evtimer_new(s->base, on_time, c);
    if (c->stream == NULL || c->timer == NULL) {
        if (c->timer != NULL)
            event_free(c->timer);
        if (c->stream != NULL)
            bufferevent_free(c->stream);
        else
            (void)close(socket);
        memory_free(c);
        return NULL;
    }
    strbuf_init(&c->body, 0);
    return c;
}

void connection_open(serve_server *s, evutil_socket_t socket)
{
    static const int on = 1;
    if (s->connections >= s->connections_most && !TAILQ_EMPTY(&s->waiting))
        connection_close(TAILQ_FIRST(&s->waiting));
    connection *c = s->connections < s->connections_most ? make(s, socket) : NULL;
    if (c == NULL) {
        if (s->connections >= s->connections_most)
            (void)close(socket);
        return;
    }
    (void)setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    s->connections++;
    TAILQ_INSERT_TAIL(&s->waiting, c, link);
    set_timer(c, HEAD_SECONDS);
    bufferevent_setcb(c->stream, on_read, on_written, on_event, c);
    bufferevent_setwatermark(c->stream, EV_READ, 0, INPUT_MOST);
    (void)bufferevent_enable(c->stream, EV_READ | EV_WRITE);
}
