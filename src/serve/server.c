/* SPDX-License-Identifier: MIT
 * server.c: opening, listening, the event loop and its end. */
#include "serve/server.h"

#include "base/error.h"
#include "base/file.h"
#include "base/memory.h"
#include "pipeline/engine.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

enum { BACKLOG = 512, SPARE_DESCRIPTORS = 64 };

/* ---- listening ------------------------------------------------------------------------------------------------------------------ */

typedef union address {
    struct sockaddr any;
    struct sockaddr_in v4;
    struct sockaddr_in6 v6;
} address;

static bool read_address(const char *text, unsigned port, address *a, int *bytes)
{
    *a = (address){0};
    if (inet_pton(AF_INET, text, &a->v4.sin_addr) == 1) {
        a->v4.sin_family = AF_INET;
        a->v4.sin_port = htons((uint16_t)port);
        *bytes = (int)sizeof a->v4;
        return true;
    }
    if (inet_pton(AF_INET6, text, &a->v6.sin6_addr) != 1)
        return false;
    a->v6.sin6_family = AF_INET6;
    a->v6.sin6_port = htons((uint16_t)port);
    *bytes = (int)sizeof a->v6;
    return true;
}

static bool is_loopback(const address *a)
{
    return a->any.sa_family == AF_INET ? ntohl(a->v4.sin_addr.s_addr) >> 24 == 127 : IN6_IS_ADDR_LOOPBACK(&a->v6.sin6_addr);
}

static void on_accept(struct evconnlistener *listener, evutil_socket_t socket, struct sockaddr *from, int length, void *user)
{
    (void)listener;
    (void)from;
    (void)length;
    connection_open(user, socket);
}

/* No descriptor is free: whoever has waited longest gives his. */
static void on_accept_error(struct evconnlistener *listener, void *user)
{
    serve_server *s = user;
    (void)listener;
    if (!TAILQ_EMPTY(&s->waiting))
        connection_close(TAILQ_FIRST(&s->waiting));
}

static void tell_address(serve_server *s)
{
    address a = {0};
    socklen_t bytes = sizeof a;
    unsigned port = s->options.port;
    if (getsockname(evconnlistener_get_fd(s->listener), &a.any, &bytes) == 0)
        port = ntohs(a.any.sa_family == AF_INET ? a.v4.sin_port : a.v6.sin6_port);
    bool six = strchr(s->options.listen, ':') != NULL;
    (void)snprintf(s->address, sizeof s->address, "http://%s%.80s%s:%u/", six ? "[" : "", s->options.listen, six ? "]" : "", port);
}

static dgm_status listen_at(serve_server *s, dgm_error *err)
{
    address a;
    int bytes;
    if (!read_address(s->options.listen, s->options.port, &a, &bytes))
        return error_set(err, DGM_BAD_USAGE, "\"%.80s\" is no address: give numbers, such as 127.0.0.1 or ::1", s->options.listen);
    s->loopback = is_loopback(&a);
    s->listener = evconnlistener_new_bind(s->base, on_accept, s, LEV_OPT_CLOSE_ON_FREE | LEV_OPT_CLOSE_ON_EXEC | LEV_OPT_REUSEABLE, BACKLOG, &a.any, bytes);
    if (s->listener == NULL)
        return errno == EADDRINUSE ? error_set(err, DGM_IO, "port %u is taken: give another one with --port", s->options.port)
                                   : error_set(err, DGM_IO, "cannot listen at %.80s, port %u: %s", s->options.listen, s->options.port, strerror(errno));
    evconnlistener_set_error_cb(s->listener, on_accept_error);
    tell_address(s);
    return DGM_OK;
}

/* ---- the loop ---------------------------------------------------------------------------------------------------------------------- */

void server_look(serve_server *s)
{
    int64_t change = store_change(s->watch);
    if (change < 0 || change == s->change)
        return;
    s->change = change;
    s->generation++;
    s->changed = serve_clock();
    cache_clear(&s->answers);
}

static void on_stop(evutil_socket_t signal, short what, void *user)
{
    static const struct timeval a_moment = {1, 0};
    serve_server *s = user;
    (void)signal;
    (void)what;
    evconnlistener_disable(s->listener);
    (void)event_base_loopexit(s->base, s->stopping || TAILQ_EMPTY(&s->working) ? NULL : &a_moment);
    s->stopping = true;
}

static void on_done(evutil_socket_t descriptor, short what, void *user)
{
    (void)descriptor;
    (void)what;
    dispatch_done(user);
}

static void on_tick(evutil_socket_t none, short what, void *user)
{
    (void)none;
    (void)what;
    live_tick(user);
    ahead_tick(user);
}

static dgm_status start_loop(serve_server *s, dgm_error *err)
{
    static const struct timeval interval = {0, TICK_MILLISECONDS * 1000};
    s->base = event_base_new();
    if (s->base == NULL)
        return error_set(err, DGM_IO, "cannot make an event loop");
    s->on_interrupt = evsignal_new(s->base, SIGINT, on_stop, s);
    s->on_terminate = evsignal_new(s->base, SIGTERM, on_stop, s);
    s->on_done = event_new(s->base, pool_descriptor(s->pool), EV_READ | EV_PERSIST, on_done, s);
    s->tick = event_new(s->base, -1, EV_PERSIST, on_tick, s);
    bool good = s->on_interrupt != NULL && s->on_terminate != NULL && s->on_done != NULL && s->tick != NULL && event_add(s->on_interrupt, NULL) == 0 &&
                event_add(s->on_terminate, NULL) == 0 && event_add(s->on_done, NULL) == 0 && event_add(s->tick, &interval) == 0;
    return good ? DGM_OK : error_set(err, DGM_NO_MEMORY, "out of memory");
}

/* ---- opening ------------------------------------------------------------------------------------------------------------------------ */

static unsigned threads_of(const serve_options *o)
{
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    return o->threads > 0 ? o->threads : cores < 2 ? 2 : cores > 8 ? 8 : (unsigned)cores;
}

static unsigned most_connections(void)
{
    struct rlimit r;
    unsigned most = CONNECTIONS_MOST;
    if (getrlimit(RLIMIT_NOFILE, &r) != 0)
        return most;
    if (r.rlim_cur < CONNECTIONS_MOST + SPARE_DESCRIPTORS && r.rlim_max > r.rlim_cur) {
        r.rlim_cur = r.rlim_max < CONNECTIONS_MOST + SPARE_DESCRIPTORS ? r.rlim_max : CONNECTIONS_MOST + SPARE_DESCRIPTORS;
        (void)setrlimit(RLIMIT_NOFILE, &r);
        (void)getrlimit(RLIMIT_NOFILE, &r);
    }
    if (r.rlim_cur < most + SPARE_DESCRIPTORS)
        most = r.rlim_cur > 2 * SPARE_DESCRIPTORS ? (unsigned)r.rlim_cur - SPARE_DESCRIPTORS : SPARE_DESCRIPTORS;
    return most;
}

static dgm_status open_ledger(serve_server *s, dgm_error *err)
{
    char data[ENGINE_PATH_BYTES];
    if (!file_exists(s->options.db))
        return error_at(err, DGM_NOT_FOUND, s->options.db, 0, 0, "there is no such ledger: make one with \"dragoman ingest\"");
    dgm_status status = store_open(&s->watch, s->options.db, false, err);
    if (status != DGM_OK)
        return status;
    store_set_patience(s->watch, 0);
    s->change = store_change(s->watch);
    s->generation = (uint64_t)time(NULL) * 1000; /* no two runs of the server share a number */
    status = engine_find_data(s->options.data_dir, data, err);
    return status == DGM_OK ? serve_names_load(&s->names, data, err) : status;
}

dgm_status serve_open(serve_server **server, const serve_options *options, dgm_error *err)
{
    serve_server *s = *server = memory_get(sizeof *s);
    if (s == NULL)
        return error_set(err, DGM_NO_MEMORY, "out of memory");
    s->options = *options;
    s->connections_most = most_connections();
    TAILQ_INIT(&s->waiting);
    TAILQ_INIT(&s->working);
    TAILQ_INIT(&s->listening);
    dgm_status status = open_ledger(s, err);
    pool_options pool = {options->db, options->data_dir, options->model_dir, s->names, threads_of(options)};
    if (status == DGM_OK)
        status = pool_open(&s->pool, &pool, err);
    if (status == DGM_OK)
        status = start_loop(s, err);
    if (status == DGM_OK)
        status = listen_at(s, err);
    if (status != DGM_OK) {
        serve_close(s);
        *server = NULL;
    }
    return status;
}

const char *serve_address(const serve_server *s) { return s->address; }

dgm_status serve_run(serve_server *s, dgm_error *err)
{
    struct sigaction ignore = {.sa_handler = SIG_IGN};
    sigemptyset(&ignore.sa_mask);
    (void)sigaction(SIGPIPE, &ignore, NULL);
    ahead_tick(s);
    int end = event_base_dispatch(s->base);
    (void)event_del(s->on_interrupt); /* who waits no longer for a text to be read asks twice */
    (void)event_del(s->on_terminate);
    return end == -1 ? error_set(err, DGM_IO, "the event loop failed") : DGM_OK;
}

static void close_all(struct connection_list *list)
{
    while (!TAILQ_EMPTY(list))
        connection_close(TAILQ_FIRST(list));
}

static void free_event(struct event *e)
{
    if (e != NULL)
        event_free(e);
}

void serve_close(serve_server *s)
{
    if (s == NULL)
        return;
    close_all(&s->waiting);
    close_all(&s->working);
    close_all(&s->listening);
    if (s->listener != NULL)
        evconnlistener_free(s->listener);
    free_event(s->on_interrupt);
    free_event(s->on_terminate);
    free_event(s->on_done);
    free_event(s->tick);
    pool_close(s->pool);
    cache_clear(&s->answers);
    if (s->base != NULL)
        event_base_free(s->base);
    store_close(s->watch);
    serve_names_free(s->names);
    memory_free(s);
}
