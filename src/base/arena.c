/* SPDX-License-Identifier: MIT */
#include "base/arena.h"

#include "base/memory.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#define ALIGN ((size_t)16)
#define FIRST_BLOCK ((size_t)64 * 1024)

struct arena_block {
    arena_block *older;
    size_t size;   /* bytes of `data` */
    size_t offset; /* bytes of `data` in use */
    _Alignas(16) unsigned char data[];
};

void arena_init(arena *a, size_t cap_bytes)
{
    *a = (arena){.cap = cap_bytes};
}

/* The larger of the block and the spare one is kept. */
static void set_aside(arena *a, arena_block *b)
{
#ifdef ARENA_DEBUG
    (void)a;
#else
    if (a->spare == NULL || a->spare->size < b->size) {
        arena_block *smaller = a->spare;
        a->spare = b;
        b = smaller;
    }
#endif
    memory_free(b);
}

static void drop_down_to(arena *a, const arena_block *last)
{
    while (a->newest != last && a->newest != NULL) {
        arena_block *older = a->newest->older;
        set_aside(a, a->newest);
        a->newest = older;
    }
}

void arena_reset(arena *a)
{
    drop_down_to(a, NULL);
    if (a->spare != NULL) { /* the largest */
        a->newest = a->spare;
        a->newest->older = NULL;
        a->newest->offset = 0;
        a->spare = NULL;
    }
    a->used = 0;
    a->failed = false;
}

void arena_release(arena *a)
{
    drop_down_to(a, NULL);
    memory_free(a->spare);
    a->spare = NULL;
    a->used = 0;
}

static bool add_block(arena *a, size_t bytes)
{
#ifdef ARENA_DEBUG
    size_t size = bytes;
#else
    size_t size = a->newest ? a->newest->size * 2 : FIRST_BLOCK;
    while (size < bytes)
        size *= 2;
#endif
    arena_block *b = a->spare;
    if (b != NULL && b->size >= size) {
        a->spare = NULL;
    } else {
        b = memory_get(sizeof *b + size);
        if (b == NULL)
            return false;
        b->size = size;
    }
    b->older = a->newest;
    b->offset = 0;
    a->newest = b;
    return true;
}

void *arena_raw(arena *a, size_t bytes)
{
    if (a->failed)
        return NULL;
    if (bytes > SIZE_MAX / 4 || (a->cap != 0 && a->used + bytes > a->cap)) {
        a->failed = true;
        return NULL;
    }
    size_t take = (bytes + ALIGN - 1) / ALIGN * ALIGN;
#ifdef ARENA_DEBUG
    bool full = true;
    take = bytes ? bytes : 1;
#else
    bool full = a->newest == NULL || a->newest->size - a->newest->offset < take;
#endif
    if (full && !add_block(a, take)) {
        a->failed = true;
        return NULL;
    }
    void *piece = a->newest->data + a->newest->offset;
    a->newest->offset += take;
    a->used += take;
    return piece;
}

void *arena_get(arena *a, size_t bytes)
{
    void *piece = arena_raw(a, bytes);
    return piece != NULL ? memset(piece, 0, bytes) : NULL;
}

void *arena_copy(arena *a, const void *from, size_t bytes)
{
    void *to = arena_get(a, bytes);
    return to != NULL && bytes > 0 ? memcpy(to, from, bytes) : to;
}

char *arena_string(arena *a, const char *from, size_t length)
{
    char *to = arena_get(a, length + 1);
    if (to != NULL && length > 0)
        memcpy(to, from, length);
    return to;
}

char *arena_format(arena *a, const char *format, ...)
{
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int length = vsnprintf(NULL, 0, format, args);
    char *to = length < 0 ? NULL : arena_get(a, (size_t)length + 1);
    if (to != NULL)
        (void)vsnprintf(to, (size_t)length + 1, format, again);
    va_end(again);
    va_end(args);
    return to;
}

void *arena_push(arena *a, void *array, size_t count, size_t item_bytes)
{
    bool full = count == 0 || (count >= 8 && (count & (count - 1)) == 0);
    if (!full)
        return array;
    size_t capacity = count < 8 ? 8 : count * 2;
    void *bigger = arena_get(a, capacity * item_bytes);
    if (bigger != NULL && count > 0)
        memcpy(bigger, array, count * item_bytes);
    return bigger;
}

arena_mark arena_here(const arena *a)
{
    return (arena_mark){.block = a->newest, .offset = a->newest ? a->newest->offset : 0, .used = a->used};
}

void arena_back(arena *a, arena_mark mark)
{
    drop_down_to(a, mark.block);
    if (a->newest != NULL)
        a->newest->offset = mark.offset;
    a->used = mark.used;
}
