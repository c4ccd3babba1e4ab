/* SPDX-License-Identifier: MIT */
#include "source/inside.h"

#include "base/memory.h"
#include "source/page.h"

#include <string.h>

source_kind source_find(str bytes)
{
    if (str_starts(bytes, STR("WARC/1.")) || str_starts(bytes, STR("WARC/0.")))
        return SOURCE_WARC;
    if (feed_is_one(bytes))
        return SOURCE_FEED;
    if (page_is_html(bytes))
        return SOURCE_PAGE;
    return rows_are_some(bytes) ? SOURCE_TABLE : SOURCE_PLAIN;
}

source_reader *source_open(source_kind kind, source_give *give, void *user)
{
    source_reader *r = memory_get(sizeof *r);
    if (r == NULL)
        return NULL;
    r->kind = kind;
    r->give = give;
    r->user = user;
    r->columns = -1;
    strbuf_init(&r->whole, SOURCE_BYTES);
    strbuf_init(&r->pending, 0);
    return r;
}

void source_close(source_reader *r)
{
    if (r == NULL)
        return;
    strbuf_release(&r->whole);
    strbuf_release(&r->pending);
    memory_free(r);
}

static bool refill(source_reader *r)
{
    if (r->at_end)
        return false;
    r->begin = 0;
    r->end = r->give(r->user, r->piece, sizeof r->piece);
    r->at_end = r->end == 0;
    return !r->at_end;
}

int source_byte(source_reader *r)
{
    if (r->begin == r->end && !refill(r))
        return -1;
    return (unsigned char)r->piece[r->begin++];
}

bool source_line(source_reader *r, strbuf *to, size_t most)
{
    bool any = false;
    size_t taken = 0;
    while (r->begin < r->end || refill(r)) {
        const char *from = r->piece + r->begin, *newline = memchr(from, '\n', r->end - r->begin);
        size_t n = newline != NULL ? (size_t)(newline - from) : r->end - r->begin, room = most - taken;
        any = true;
        strbuf_add(to, from, n < room ? n : room);
        taken += n < room ? n : room;
        r->begin += n + (newline != NULL);
        if (newline != NULL)
            break;
    }
    if (to->n > 0 && to->p[to->n - 1] == '\r')
        to->p[--to->n] = 0;
    return any;
}

bool source_bytes(source_reader *r, strbuf *to, size_t n)
{
    while (n > 0 && (r->begin < r->end || refill(r))) {
        size_t here = r->end - r->begin < n ? r->end - r->begin : n;
        strbuf_add(to, r->piece + r->begin, here);
        r->begin += here;
        n -= here;
    }
    return n == 0;
}

static bool page_next(source_reader *r, strbuf *to, dgm_status *status, const char **why)
{
    if (r->done)
        return false;
    r->done = true;
    r->number = 1;
    (void)source_bytes(r, &r->whole, SIZE_MAX);
    if (r->whole.failed) {
        *status = DGM_BAD_INPUT;
        *why = "the page is larger than the limit of 64 MB";
    } else if (!page_read(strbuf_str(&r->whole), (str){NULL, 0}, to)) {
        *status = DGM_BAD_INPUT;
        *why = "the page holds no text";
    }
    return true;
}

bool source_next(source_reader *r, strbuf *to, uint32_t *number, dgm_status *status, const char **why)
{
    bool more = false;
    strbuf_reset(to);
    *status = DGM_OK;
    *why = "";
    switch (r->kind) {
    case SOURCE_PAGE: more = page_next(r, to, status, why); break;
    case SOURCE_FEED: more = feed_next(r, to, status, why); break;
    case SOURCE_WARC: more = warc_next(r, to, status, why); break;
    case SOURCE_TABLE: more = rows_next(r, to, status, why); break;
    case SOURCE_PLAIN: break;
    }
    *number = r->number;
    return more;
}
