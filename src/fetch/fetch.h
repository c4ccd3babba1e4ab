/* SPDX-License-Identifier: MIT
 *
 * fetch.h: polite fetching over http and https (libcurl): conditional requests, a size limit, time-outs, robots.txt with its
 * crawl-delay (RFC 9309; crawl-delay as crawlers read it). No other scheme is followed, also not by redirects.
 */
#ifndef FETCH_FETCH_H
#define FETCH_FETCH_H

#include "base/str.h"
#include "dragoman.h"

#include <signal.h>

#define FETCH_BYTES ((size_t)16 << 20) /* of one answer at most */
#define FETCH_SECONDS 60               /* of one request at most */

typedef struct fetcher fetcher;

typedef struct fetch_answer {
    long status;      /* HTTP status; 304: not changed */
    strbuf body;      /* owned: fetch_answer_release */
    char etag[256];   /* byte by byte as the server sent it, "" where it sent none */
    char modified[64]; /* Last-Modified, "" where it sent none */
    long retry_after_s; /* Retry-After in seconds, 0 where it sent none */
} fetch_answer;

/* `stop` (may be NULL): once it is not 0 a request in work ends. owned: free with fetch_close. */
DGM_CHECK dgm_status fetch_open(fetcher **f, const volatile sig_atomic_t *stop, dgm_error *err);
void fetch_close(fetcher *f); /* NULL is fine */

/* Gets a page; etag and modified ("" for none) make the request conditional. Waits before it as the host's robots.txt asks
 * and refuses what that forbids (DGM_NOT_FOUND). DGM_IO where the network or the server fails; a status of 400 and more is no
 * failure of the call. */
DGM_CHECK dgm_status fetch_get(fetcher *f, const char *url, const char *etag, const char *modified, fetch_answer *answer, dgm_error *err);
void fetch_answer_release(fetch_answer *answer);

/* Rules of a robots.txt for this program: whether `path` may be fetched; *delay_s the crawl-delay, 0 where none. */
bool fetch_robots_allow(str robots, str path, double *delay_s);

#endif
