/* SPDX-License-Identifier: MIT
 * cache.h: answers that hold as long as the ledger does not change, by what was asked. */
#ifndef SERVE_CACHE_H
#define SERVE_CACHE_H

#include "base/str.h"

enum { CACHE_SLOTS = 512 };
#define CACHE_BYTES ((size_t)32 << 20)
#define CACHE_ENTRY_MOST ((size_t)1 << 20)

/* An answer that several connections may be sending. */
typedef struct cache_body {
    strbuf bytes;
    unsigned holders;
} cache_body;

cache_body *cache_body_new(strbuf *from); /* takes the bytes over; held once; NULL when out of memory (`from` stays) */
cache_body *cache_hold(cache_body *b);
void cache_drop(cache_body *b); /* NULL is fine */

typedef struct cache_entry {
    uint64_t key; /* 0: empty */
    char *target; /* owned; what was asked */
    const char *type;
    cache_body *body;
} cache_entry;

typedef struct cache {
    cache_entry slot[CACHE_SLOTS];
    size_t bytes;
} cache;

const cache_entry *cache_find(const cache *c, str target); /* NULL: not there */
/* Keeps an answer in place of what stood in its slot; too large ones are not kept. */
void cache_keep(cache *c, str target, const char *type, cache_body *body);
void cache_clear(cache *c);

#endif
