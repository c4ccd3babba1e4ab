/* SPDX-License-Identifier: MIT
 * server.h: what the files of the event loop share. All of it belongs to one thread. */
#ifndef SERVE_SERVER_H
#define SERVE_SERVER_H

#include "serve/cache.h"
#include "serve/http.h"
#include "serve/job.h"
#include "serve/serve.h"

#include <event2/bufferevent.h>
#include <event2/event.h>
#include <event2/listener.h>
#include <sys/queue.h>

enum {
    CONNECTIONS_MOST = 1024,
    LISTENERS_MOST = 512, /* of /v1/live */
    IDLE_SECONDS = 75,    /* between two requests */
    HEAD_SECONDS = 10,    /* from its first byte to its last */
    BODY_SECONDS = 30,
    ASK_SECONDS = 10,     /* for an answer of the ledger */
    WRITE_SECONDS = 15,
    READ_SECONDS = 40,    /* for a text to be read */
    STALL_SECONDS = 10,   /* in which a reader must take a part of its answer */
    STALL_BYTES = 4096,
    COMMENT_SECONDS = 15, /* of /v1/live */
    LIVE_BACKLOG = 65536, /* bytes that a listener may not have taken */
    TICK_MILLISECONDS = 400,
    QUIET_SECONDS = 2     /* without a change, after which answers are made ahead */
};

typedef enum connection_state {
    CONNECTION_HEAD,      /* waits for a request, or for the rest of its head */
    CONNECTION_BODY,      /* for the rest of its body */
    CONNECTION_WORKING,   /* for the answer, which a thread makes */
    CONNECTION_ANSWERING, /* for the client to take it */
    CONNECTION_LIVE       /* hears of changes */
} connection_state;

typedef struct connection {
    TAILQ_ENTRY(connection) link;
    struct serve_server *server;
    struct bufferevent *stream;
    struct event *timer;
    connection_state state;
    size_t searched;       /* bytes of the head that hold no end of it */
    char *head;            /* of the request in work; owned */
    http_request request;  /* slices of `head` */
    strbuf body;
    serve_job *job;        /* being answered */
    struct connection *next_asker; /* of the same job */
    size_t left;           /* bytes not taken at the last look */
    bool close_after, client_done; /* client_done: it has closed its side */
} connection;

TAILQ_HEAD(connection_list, connection);

struct serve_server {
    serve_options options;
    char address[128];
    bool loopback;
    struct event_base *base;
    struct evconnlistener *listener;
    struct event *on_interrupt, *on_terminate, *on_done, *tick;
    serve_names *names;
    serve_pool *pool;
    store *watch;            /* sees that others have written */
    int64_t change;
    uint64_t generation;
    cache answers;
    struct connection_list waiting, working, listening; /* by state: what may make room, what may not, live; oldest first */
    unsigned connections, listeners, connections_most;
    serve_job *asked;        /* questions being answered that others may share */
    serve_job *live_job;     /* counts what there is, for the listeners */
    uint64_t live_told;      /* generation that the listeners know */
    uint64_t ahead_done;     /* generation whose first view is made ready */
    double changed;          /* when the ledger did, last */
    double last_comment;
    bool stopping;
};

/* connection.c */
void connection_open(serve_server *s, evutil_socket_t socket);
void connection_close(connection *c);
/* Sends an answer; `body` (may be NULL) is held until it is taken; `extra` headers end with CRLF each. */
void connection_send(connection *c, int status, const char *type, cache_body *body, const char *extra);
void connection_problem(connection *c, int status, const char *detail);
void connection_enter(connection *c, connection_state state, double seconds); /* with a time limit */

/* dispatch.c: a whole request is answered, or handed to a thread. */
void dispatch_head(connection *c);    /* before the body: may refuse it (the state is then no longer CONNECTION_BODY) */
void dispatch_request(connection *c);
bool dispatch_ask_ahead(serve_server *s, serve_job *job); /* false: it is being asked already, or there is no room */
void dispatch_leave(connection *c);   /* waits no longer for its job */
void dispatch_done(serve_server *s);  /* answers that threads have made */
void server_look(serve_server *s);    /* has the ledger changed? */

/* access.c: who may ask for what */
/* 0, or the status that refuses it with *why. */
int access_check_host(const serve_server *s, const http_request *r, const char **why);
int access_check_post(const serve_server *s, const http_request *r, bool writes, const char **why);

/* ahead.c: once the ledger is quiet, what the page asks for first is answered before anybody asks. */
void ahead_tick(serve_server *s);

/* live.c */
void live_begin(connection *c);
void live_tick(serve_server *s);
void live_tell(serve_server *s, const serve_job *job);

#endif
