/* SPDX-License-Identifier: MIT */
#include "base/arena.h"
#include "base/memory.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void pieces_are_zeroed_and_apart(void **state)
{
    (void)state;
    arena a;
    arena_init(&a, 0);
    unsigned char *pieces[500];
    for (size_t i = 0; i < 500; i++) {
        pieces[i] = arena_get(&a, i + 1);
        assert_non_null(pieces[i]);
        assert_int_equal((uintptr_t)pieces[i] % 16, 0);
        for (size_t k = 0; k <= i; k++)
            assert_int_equal(pieces[i][k], 0);
        memset(pieces[i], (int)(i & 0xFF), i + 1);
    }
    for (size_t i = 0; i < 500; i++)
        for (size_t k = 0; k <= i; k++)
            assert_int_equal(pieces[i][k], i & 0xFF);
    arena_release(&a);
}

static void reset_reuses_without_malloc(void **state)
{
    (void)state;
    arena a;
    arena_init(&a, 0);
    for (int i = 0; i < 100; i++)
        assert_non_null(arena_get(&a, 10000));
    arena_reset(&a);
    assert_int_equal(a.used, 0);
#ifndef ARENA_DEBUG
    memory_fail_after(0);
    unsigned char *p = arena_get(&a, 300000);
    memory_fail_after(-1);
    assert_non_null(p);
    assert_int_equal(p[299999], 0);
#endif
    arena_release(&a);
}

static void cap_is_kept_and_failure_sticks(void **state)
{
    (void)state;
    arena a;
    arena_init(&a, 1000);
    assert_non_null(arena_get(&a, 600));
    assert_null(arena_get(&a, 600));
    assert_true(a.failed);
    assert_null(arena_get(&a, 1));
    arena_reset(&a);
    assert_false(a.failed);
    assert_non_null(arena_get(&a, 600));
    arena_release(&a);
}

static void failed_allocation_is_told(void **state)
{
    (void)state;
    arena a;
    arena_init(&a, 0);
    memory_fail_after(0);
    assert_null(arena_get(&a, 10));
    memory_fail_after(-1);
    assert_true(a.failed);
    assert_null(arena_get(&a, SIZE_MAX));
    arena_release(&a);
}

static void going_back_frees_what_came_after(void **state)
{
    (void)state;
    arena a;
    arena_init(&a, 0);
    char *kept = arena_string(&a, "kept", 4);
    size_t used = a.used;
    arena_mark mark = arena_here(&a);
    for (int i = 0; i < 1000; i++)
        assert_non_null(arena_get(&a, 1000));
    arena_back(&a, mark);
    assert_int_equal(a.used, used);
    assert_string_equal(kept, "kept");
    char *next = arena_get(&a, 8);
    assert_int_equal(next[0], 0);
    assert_string_equal(kept, "kept");
    arena_release(&a);
}

static void going_back_to_an_empty_arena(void **state)
{
    (void)state;
    arena a;
    arena_init(&a, 0);
    arena_mark mark = arena_here(&a);
    assert_non_null(arena_get(&a, 10));
    arena_back(&a, mark);
    assert_int_equal(a.used, 0);
    assert_non_null(arena_get(&a, 10));
    arena_release(&a);
}

static void arrays_grow(void **state)
{
    (void)state;
    arena a;
    uint32_t *items = NULL;
    arena_init(&a, 0);
    for (uint32_t i = 0; i < 1000; i++) {
        items = arena_push(&a, items, i, sizeof *items);
        items[i] = i * 7;
    }
    for (uint32_t i = 0; i < 1000; i++)
        assert_int_equal(items[i], i * 7);
    assert_string_equal(arena_format(&a, "%s:%d", "consult.frames", 41), "consult.frames:41");
    arena_release(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pieces_are_zeroed_and_apart), cmocka_unit_test(reset_reuses_without_malloc),
        cmocka_unit_test(cap_is_kept_and_failure_sticks), cmocka_unit_test(failed_allocation_is_told),
        cmocka_unit_test(going_back_frees_what_came_after), cmocka_unit_test(going_back_to_an_empty_arena),
        cmocka_unit_test(arrays_grow),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
