/* SPDX-License-Identifier: MIT
 *
 * dispatch.c: what is asked and who answers. The page's files, answers that have not changed since the client got them (If-None-Match)
 * and answers that were made before are given at once; everything else is a thread's. The generation of the ledger is looked up before
 * the thread begins to read, so that an answer may be newer than its mark, never older.
 */
#include "serve/page.h"
#include "serve/server.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* ---- marks of what a client has already ---------------------------------------------------------------------------------------- */

static bool has_already(const http_request *r, const char *mark)
{
    str list = http_find(r, "If-None-Match");
    while (list.p != NULL) {
        str one = str_trim(str_cut(list, ',', &list));
        if (str_starts(one, STR("W/")))
            one = (str){one.p + 2, one.n - 2};
        if (str_equal(one, STR("*")) || str_equal(one, str_of(mark)))
            return true;
    }
    return false;
}

static void mark_of_answer(const serve_server *s, str target, char mark[48])
{
    (void)snprintf(mark, 48, "\"%" PRIx64 "-%" PRIx64 "\"", s->generation, str_hash(target));
}

static bool gives_json(const http_request *r)
{
    str parameters, type = str_trim(str_cut(http_find(r, "Content-Type"), ';', &parameters));
    return str_equal_folded(type, STR("application/json"));
}

static bool gives_text(const http_request *r)
{
    str parameters, type = str_trim(str_cut(http_find(r, "Content-Type"), ';', &parameters));
    return str_equal_folded(type, STR("text/plain"));
}

/* ---- answers at once ------------------------------------------------------------------------------------------------------------ */

static void send_page(connection *c, const page_file *f)
{
    char extra[160];
    bool packed = http_list_has(http_find(&c->request, "Accept-Encoding"), "gzip");
    char mark[48];
    (void)snprintf(mark, sizeof mark, "\"%" PRIx64 "%s\"", page_digest(f), packed ? "-gzip" : "");
    (void)snprintf(extra, sizeof extra, "ETag: %s\r\nCache-Control: no-cache\r\nVary: Accept-Encoding\r\n%s", mark,
                   packed ? "Content-Encoding: gzip\r\n" : "");
    if (has_already(&c->request, mark)) {
        connection_send(c, 304, NULL, NULL, extra);
        return;
    }
    strbuf bytes;
    strbuf_init(&bytes, 0);
    if (packed)
        strbuf_add_str(&bytes, f->packed);
    bool good = packed ? !bytes.failed : page_unpack(f, &bytes);
    cache_body *body = good ? cache_body_new(&bytes) : NULL;
    if (body != NULL)
        connection_send(c, 200, f->type, body, extra);
    else
        connection_problem(c, 500, "out of memory");
    cache_drop(body);
    strbuf_release(&bytes);
}

/* True where the answer was given. */
static bool answer_at_once(connection *c)
{
    serve_server *s = c->server;
    char mark[48], extra[96];
    if (c->request.method != HTTP_GET && c->request.method != HTTP_HEAD)
        return false;
    server_look(s);
    const cache_entry *known = cache_find(&s->answers, c->request.target);
    if (known != NULL) {
        mark_of_answer(s, c->request.target, mark);
        (void)snprintf(extra, sizeof extra, "ETag: %s\r\nCache-Control: no-cache\r\n", mark);
        if (has_already(&c->request, mark))
            connection_send(c, 304, NULL, NULL, extra);
        else
            connection_send(c, 200, known->type, known->body, extra);
        return true;
    }
    return false;
}

/* ---- jobs ------------------------------------------------------------------------------------------------------------------------ */

static double seconds_of(serve_lane lane)
{
    return lane == SERVE_LANE_ASK ? ASK_SECONDS : lane == SERVE_LANE_WRITE ? WRITE_SECONDS : READ_SECONDS;
}

static serve_lane lane_of(const serve_route *r, http_method method)
{
    return method == HTTP_POST ? r->post_lane : method == HTTP_DELETE ? SERVE_LANE_WRITE : SERVE_LANE_ASK;
}

static void refuse_method(connection *c, const serve_route *r)
{
    char methods[48], extra[128];
    strbuf text;
    strbuf_init(&text, 0);
    serve_route_methods(r, methods);
    (void)snprintf(extra, sizeof extra, "Allow: %s\r\nCache-Control: no-store\r\n", methods);
    problem_write(&text, 405, "this cannot be done here");
    cache_body *body = text.failed ? NULL : cache_body_new(&text);
    connection_send(c, 405, "application/problem+json", body, extra);
    cache_drop(body);
    strbuf_release(&text);
}

/* Parses the target into the job; false once the connection has its answer. */
static bool fill_job(connection *c, serve_job *j)
{
    dgm_error err = {0};
    dgm_status status = query_parse(&j->query, c->request.target, &j->memory, &err);
    if (status != DGM_OK) {
        connection_problem(c, problem_status_of(status), err.message);
        return false;
    }
    j->route = serve_route_find(j->query.path, &j->number);
    if (j->route == NULL) {
        connection_problem(c, 404, "there is nothing of this name; /v1/ tells what there is");
        return false;
    }
    j->method = c->request.method;
    j->handler = serve_route_handler(j->route, j->method);
    if (j->handler == NULL)
        refuse_method(c, j->route);
    return j->handler != NULL;
}

/* ---- who waits for what -------------------------------------------------------------------------------------------------------- */

static void join(connection *c, serve_job *j, double seconds)
{
    c->job = j;
    c->next_asker = j->askers;
    j->askers = c;
    connection_enter(c, CONNECTION_WORKING, seconds + 2);
}

void dispatch_leave(connection *c)
{
    serve_job *j = c->job;
    if (j == NULL)
        return;
    connection *first = j->askers, **at = &first;
    while (*at != c)
        at = &(*at)->next_asker;
    *at = c->next_asker;
    j->askers = first;
    c->job = NULL;
    if (first == NULL && !j->ahead)
        atomic_store(&j->cancelled, true);
}

static void list_asked(serve_server *s, serve_job *j)
{
    j->before = NULL;
    j->behind = s->asked;
    if (s->asked != NULL)
        s->asked->before = j;
    s->asked = j;
}

static void unlist_asked(serve_server *s, serve_job *j)
{
    if (j->before != NULL)
        j->before->behind = j->behind;
    else if (s->asked == j)
        s->asked = j->behind;
    if (j->behind != NULL)
        j->behind->before = j->before;
    j->before = j->behind = NULL;
}

/* The same question, being answered of the same state of the ledger. */
static serve_job *find_asked(const serve_server *s, str target)
{
    for (serve_job *j = s->asked; j != NULL; j = j->behind)
        if (j->generation == s->generation && !atomic_load(&j->cancelled) && str_equal(j->target, target))
            return j;
    return NULL;
}

bool dispatch_ask_ahead(serve_server *s, serve_job *j)
{
    if (find_asked(s, j->target) != NULL || !pool_add(s->pool, SERVE_LANE_ASK, j))
        return false;
    list_asked(s, j);
    return true;
}

static void hand_over(connection *c, serve_job *j)
{
    serve_lane lane = lane_of(j->route, j->method);
    double seconds = seconds_of(lane);
    j->deadline = serve_clock() + seconds;
    j->generation = c->server->generation;
    j->body = c->body;
    strbuf_init(&c->body, 0);
    j->body_is_json = gives_json(&c->request);
    if (!pool_add(c->server->pool, lane == SERVE_LANE_ASK && query_is_long(&j->query) ? SERVE_LANE_LONG : lane, j)) {
        job_free(j);
        connection_problem(c, 503, "the server has too much to do");
        return;
    }
    if (lane == SERVE_LANE_ASK)
        list_asked(c->server, j);
    join(c, j, seconds);
}

static void ask(connection *c)
{
    bool reads = c->request.method == HTTP_GET || c->request.method == HTTP_HEAD;
    serve_job *same = reads ? find_asked(c->server, c->request.target) : NULL;
    if (same != NULL) {
        join(c, same, ASK_SECONDS);
        return;
    }
    serve_job *j = job_new();
    if (j == NULL) {
        connection_problem(c, 503, "out of memory");
        return;
    }
    /* The job keeps what the query points to. */
    str target = {arena_string(&j->memory, c->request.target.p, c->request.target.n), c->request.target.n};
    j->target = reads ? target : STR("");
    if (target.p == NULL)
        connection_problem(c, 503, "out of memory");
    else if (fill_job(c, j)) {
        hand_over(c, j);
        return;
    }
    job_free(j);
}

void dispatch_request(connection *c)
{
    page_file file;
    str rest, path = str_cut(c->request.target, '?', &rest);
    bool reads = c->request.method == HTTP_GET || c->request.method == HTTP_HEAD;
    if (reads && page_find(path, &file))
        send_page(c, &file);
    else if (reads && str_equal(path, STR("/v1/live")))
        live_begin(c);
    else if (!answer_at_once(c))
        ask(c);
}

/* ---- before the body -------------------------------------------------------------------------------------------------------------- */

static void refuse_body(connection *c, int status, const char *why)
{
    c->close_after = c->close_after || c->request.length > 0; /* what follows is a body that nobody reads */
    connection_problem(c, status, why);
}

static const serve_route *route_of(const connection *c)
{
    int64_t number;
    str rest;
    return serve_route_find(str_cut(c->request.target, '?', &rest), &number);
}

void dispatch_head(connection *c)
{
    const char *why = NULL;
    const http_request *r = &c->request;
    const serve_route *route = route_of(c);
    int status = access_check_host(c->server, r, &why);
    bool posts = r->method == HTTP_POST || r->method == HTTP_DELETE, known = route != NULL && serve_route_handler(route, r->method) != NULL;
    if (status == 0 && route != NULL && !known) {
        c->close_after = c->close_after || r->length > 0;
        refuse_method(c, route);
        return;
    }
    if (status == 0 && posts && known)
        status = access_check_post(c->server, r, lane_of(route, r->method) == SERVE_LANE_WRITE, &why);
    if (status == 0 && r->method == HTTP_POST && known && !gives_json(r) &&
        !(route->post_lane == SERVE_LANE_READ && gives_text(r))) {
        status = 415;
        why = route->post_lane == SERVE_LANE_READ ? "send text/plain or application/json" : "send application/json";
    }
    uint64_t most = r->method == HTTP_POST && known ? route->body_most : 0;
    if (status == 0 && r->length > most && r->length > 0) {
        status = 413;
        why = most > 0 ? "the body is too long" : "no body is wanted here";
    }
    if (status != 0)
        refuse_body(c, status, why);
}

/* ---- what threads have answered ---------------------------------------------------------------------------------------------------- */

static void send_unmarked(connection *c, const serve_job *j, cache_body *body)
{
    char extra[160];
    bool made = j->location[0] != 0 && j->status == 201;
    (void)snprintf(extra, sizeof extra, "Cache-Control: no-store\r\n%s%s%s%s", made ? "Location: " : "", made ? j->location : "", made ? "\r\n" : "",
                   j->status == 503 ? "Retry-After: 1\r\n" : "");
    connection_send(c, j->status, j->type, body, extra);
}

/* Whether it is an answer that can be kept: of the ledger as it still is. */
static bool is_marked(const serve_server *s, const serve_job *j)
{
    return j->status == 200 && j->target.n > 0 && j->generation == s->generation;
}

static void send_made(connection *c, const serve_job *j, cache_body *body)
{
    char extra[96], mark[48];
    if (!is_marked(c->server, j)) {
        send_unmarked(c, j, body);
        return;
    }
    mark_of_answer(c->server, c->request.target, mark);
    (void)snprintf(extra, sizeof extra, "ETag: %s\r\nCache-Control: no-cache\r\n", mark);
    if (has_already(&c->request, mark))
        connection_send(c, 304, NULL, NULL, extra);
    else
        connection_send(c, 200, j->type, body, extra);
}

static void send_all_made(serve_server *s, serve_job *j)
{
    cache_body *body = cache_body_new(&j->out);
    connection *c = j->askers;
    if (body != NULL && is_marked(s, j))
        cache_keep(&s->answers, j->target, j->type, body);
    while (c != NULL) {
        connection *next = c->next_asker;
        c->job = NULL;
        if (body != NULL)
            send_made(c, j, body);
        else
            connection_problem(c, 503, "out of memory");
        c = next;
    }
    cache_drop(body);
}

void dispatch_done(serve_server *s)
{
    serve_job *j = pool_done(s->pool);
    while (j != NULL) {
        serve_job *next = j->next;
        unlist_asked(s, j);
        if (j == s->live_job) {
            s->live_job = NULL;
            live_tell(s, j);
        } else {
            send_all_made(s, j);
        }
        job_free(j);
        j = next;
    }
}
