/* SPDX-License-Identifier: MIT
 *
 * arena.h: memory that is given back all at once.
 *
 * An arena is a chain of blocks; a piece is taken from the newest block by moving a mark. A document has one arena,
 * reset and reused, so that in the steady state a document costs no malloc. A call takes a mark and goes back to it.
 * When memory runs out (or the cap is reached) the arena turns `failed` and stays so until reset: pieces are then NULL
 * and a stage checks `failed` once at its end.
 *
 * Built with ARENA_DEBUG every piece is a malloc of its own, so that the address sanitizer sees overruns.
 */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stdbool.h>
#include <stddef.h>

typedef struct arena_block arena_block;

typedef struct arena {
    arena_block *newest;
    arena_block *spare; /* a block gone back from, kept for the next one that is needed */
    size_t used;  /* bytes given out since the last reset */
    size_t cap;   /* most bytes that may be given out; 0: no cap */
    bool failed;  /* sticky */
} arena;

typedef struct arena_mark {
    arena_block *block;
    size_t offset;
    size_t used;
} arena_mark;

void arena_init(arena *a, size_t cap_bytes);
void arena_reset(arena *a);   /* forgets all pieces, keeps the largest block for reuse */
void arena_release(arena *a); /* gives all memory back */

/* A zeroed piece of `bytes`, aligned for any type; NULL when failed. Lives until reset or arena_back. */
void *arena_get(arena *a, size_t bytes);
/* The same, not zeroed: for large pieces that are written whole before they are read. */
void *arena_raw(arena *a, size_t bytes);
void *arena_copy(arena *a, const void *from, size_t bytes);
char *arena_string(arena *a, const char *from, size_t length); /* NUL added */
char *arena_format(arena *a, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Grows an array of `count` items to hold one more; gives the array (perhaps moved), or NULL when failed. Capacities
 * are powers of two from 8, so nothing but `count` need be remembered. */
void *arena_push(arena *a, void *array, size_t count, size_t item_bytes);

arena_mark arena_here(const arena *a);
void arena_back(arena *a, arena_mark mark); /* forgets all pieces taken since the mark */

#define ARENA_NEW(a, type) ((type *)arena_get((a), sizeof(type)))
#define ARENA_ARRAY(a, type, n) ((type *)arena_get((a), sizeof(type) * (size_t)(n)))
#define ARENA_RAW(a, type, n) ((type *)arena_raw((a), sizeof(type) * (size_t)(n)))

#endif
