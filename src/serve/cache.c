/* SPDX-License-Identifier: MIT */
#include "serve/cache.h"

#include "base/memory.h"

#include <string.h>

cache_body *cache_body_new(strbuf *from)
{
    cache_body *b = memory_get(sizeof *b);
    if (b == NULL)
        return NULL;
    *b = (cache_body){*from, 1};
    strbuf_init(from, 0);
    return b;
}

cache_body *cache_hold(cache_body *b)
{
    b->holders++;
    return b;
}

void cache_drop(cache_body *b)
{
    if (b == NULL || --b->holders > 0)
        return;
    strbuf_release(&b->bytes);
    memory_free(b);
}

static uint64_t key_of(str target)
{
    uint64_t key = str_hash(target);
    return key != 0 ? key : 1;
}

const cache_entry *cache_find(const cache *c, str target)
{
    uint64_t key = key_of(target);
    const cache_entry *e = &c->slot[key % CACHE_SLOTS];
    return e->key == key && str_equal(str_of(e->target), target) ? e : NULL;
}

static void empty(cache *c, cache_entry *e)
{
    if (e->key == 0)
        return;
    c->bytes -= e->body->bytes.capacity;
    cache_drop(e->body);
    memory_free(e->target);
    *e = (cache_entry){0};
}

void cache_clear(cache *c)
{
    for (int i = 0; i < CACHE_SLOTS; i++)
        empty(c, &c->slot[i]);
}

void cache_keep(cache *c, str target, const char *type, cache_body *body)
{
    uint64_t key = key_of(target);
    cache_entry *e = &c->slot[key % CACHE_SLOTS];
    if (body->bytes.capacity > CACHE_ENTRY_MOST)
        return;
    empty(c, e);
    if (c->bytes + body->bytes.capacity > CACHE_BYTES)
        cache_clear(c);
    char *copy = memory_get(target.n + 1);
    if (copy == NULL)
        return;
    memcpy(copy, target.p, target.n);
    *e = (cache_entry){key, copy, type, cache_hold(body)};
    c->bytes += body->bytes.capacity;
}
