/* SPDX-License-Identifier: MIT
 *
 * serve.h: the ledger as a web page and an HTTP interface (docs/api.md).
 *
 *   socket ─ connection.c (one thread, libevent) ─ http.c ─ query.c ─ routes.c ─┬▶ cache.c, page.c: at once
 *                                                                            └▶ pool.c: threads with a store each ─ events.c ...
 *
 * HTTP is read here on libevent's buffers, not with its evhttp, whose version in Debian 12 bounds neither connections nor the time
 * that a slow client may take in all, and tells its errors in HTML. What anybody sends is bounded in bytes and in seconds; when
 * all connections are taken, the one that has kept a request waiting longest makes room.
 */
#ifndef SERVE_SERVE_H
#define SERVE_SERVE_H

#include "dragoman.h"

typedef struct serve_options {
    const char *db;                   /* the ledger; it must be there */
    const char *listen;               /* an address: "127.0.0.1", "::1", "0.0.0.0" */
    unsigned port;                    /* 0: a free one */
    const char *token;                /* who writes must know it; NULL: writing from this machine only */
    const char *data_dir, *model_dir; /* NULL: as dgm_engine_open finds them */
    unsigned threads;                 /* that read the ledger; 0: by the number of cores */
} serve_options;

typedef struct serve_server serve_server;

/* Opens the ledger and listens. *server owned: free with serve_close. DGM_IO where the port is taken, DGM_STORE, DGM_NOT_FOUND where
 * there is no ledger. Strings are borrowed as long as the server lives. */
DGM_CHECK dgm_status serve_open(serve_server **server, const serve_options *options, dgm_error *err);
/* "http://127.0.0.1:8020/" */
const char *serve_address(const serve_server *server);
/* Answers until SIGINT or SIGTERM; what is begun is finished for a second. */
DGM_CHECK dgm_status serve_run(serve_server *server, dgm_error *err);
void serve_close(serve_server *server); /* NULL is fine */

#endif
