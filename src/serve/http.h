/* SPDX-License-Identifier: MIT
 *
 * http.h: the head of an HTTP/1.1 request (RFC 9112) out of bytes. Strict: lines end with CRLF, no folded headers, no bytes that a
 * header may not hold, a length told once, no transfer codings. What two programs could read in two ways is refused.
 */
#ifndef SERVE_HTTP_H
#define SERVE_HTTP_H

#include "base/str.h"

#define HTTP_HEAD_MOST 16384u  /* bytes of a head */
#define HTTP_TARGET_MOST 8192u /* bytes of what it asks for */

typedef enum http_method { HTTP_GET, HTTP_HEAD, HTTP_POST, HTTP_DELETE, HTTP_OTHER } http_method;

enum { HTTP_HEADERS = 64 };

typedef struct http_header {
    str name, value;
} http_header;

typedef struct http_request {
    http_method method;
    str target;             /* path and query */
    str host;               /* empty: not told (HTTP/1.0) */
    http_header header[HTTP_HEADERS];
    uint32_t header_count;
    uint64_t length;        /* bytes of the body */
    bool keep_alive;
    bool expects_continue;  /* waits for "100 Continue" before it sends the body */
} http_request;

/* Bytes of the head with the empty line behind it, 0: not whole yet. */
size_t http_head_length(str bytes);
/* Reads a whole head; slices of `head`. 0, or the status that refuses it with *why (a sentence). */
int http_parse(str head, http_request *r, const char **why);
/* The value of a header, the first of several; empty where there is none. */
str http_find(const http_request *r, const char *name);
/* Whether a list of words parted by commas ("gzip, br;q=0.5") holds the word; parameters of q=0 are heard. */
bool http_list_has(str list, const char *word);

#endif
