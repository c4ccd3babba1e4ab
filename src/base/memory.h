/* SPDX-License-Identifier: MIT
 * memory.h: the only place that calls malloc, so that tests can make the n-th allocation fail. */
#ifndef BASE_MEMORY_H
#define BASE_MEMORY_H

#include <stddef.h>

void *memory_get(size_t bytes);                  /* zeroed; NULL when out of memory; owned: free with memory_free */
void *memory_resize(void *block, size_t bytes);  /* like realloc; NULL leaves `block` as it was */
void memory_free(void *block);                   /* NULL is fine */
void memory_fail_after(long allocations);        /* tests: the n-th allocation from now fails; negative: never */

#endif
