/* SPDX-License-Identifier: MIT */
#include "base/map.h"
#include "base/memory.h"
#include "base/str.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static void slices_compare(void **state)
{
    (void)state;
    assert_true(str_equal(STR("a\0b"), STR("a\0b")));
    assert_false(str_equal(STR("a\0b"), STR("a\0c")));
    assert_true(str_equal(str_of(NULL), STR("")));
    assert_true(str_equal_folded(STR("MoscoW"), STR("mOSCOw")));
    assert_false(str_equal_folded(STR("Mosco"), STR("Moscow")));
    assert_true(str_compare(STR("a"), STR("ab")) < 0);
    assert_true(str_compare(STR("b"), STR("ab")) > 0);
    assert_int_equal(str_compare(STR("ab"), STR("ab")), 0);
    assert_true(str_compare(STR("\xC3"), STR("z")) > 0);
}

static void ends_and_parts(void **state)
{
    (void)state;
    str rest;
    assert_true(str_starts(STR("Gulf region"), STR("Gulf")));
    assert_false(str_starts(STR("Gul"), STR("Gulf")));
    assert_true(str_ends(STR("Gulf region"), STR("region")));
    assert_true(str_ends(STR(""), STR("")));
    assert_int_equal(str_find(STR("Gulf region"), STR("reg")), 5);
    assert_int_equal(str_find(STR("Gulf"), STR("Gulf region")), -1);
    assert_true(str_equal(str_trim(STR(" \t a b\r\n")), STR("a b")));
    assert_int_equal(str_trim(STR(" \n ")).n, 0);
    assert_true(str_equal(str_cut(STR("a|b|"), '|', &rest), STR("a")));
    assert_true(str_equal(str_cut(rest, '|', &rest), STR("b")));
    assert_true(str_equal(str_cut(rest, '|', &rest), STR("")));
    assert_null(rest.p);
}

static void numbers(void **state)
{
    (void)state;
    double d = 0;
    long n = 0;
    assert_true(str_number(STR("-2.5"), &d) && d < -2.4 && d > -2.6);
    assert_false(str_number(STR("2.5x"), &d));
    assert_false(str_number(STR(""), &d));
    assert_true(str_integer(STR("163"), &n) && n == 163);
    assert_false(str_integer(STR("99999999999999999999"), &n));
    assert_false(str_integer(STR("1 2"), &n));
}

static void buffer_keeps_its_cap(void **state)
{
    (void)state;
    strbuf b;
    strbuf_init(&b, 10);
    strbuf_add_text(&b, "12345");
    strbuf_add_text(&b, "67890");
    assert_false(b.failed);
    strbuf_add_char(&b, 'x');
    assert_true(b.failed);
    assert_string_equal(b.p, "1234567890");
    strbuf_reset(&b);
    strbuf_format(&b, "%d", 42);
    assert_string_equal(b.p, "42");
    strbuf_release(&b);
}

static void buffer_tells_of_failed_memory(void **state)
{
    (void)state;
    strbuf b;
    strbuf_init(&b, 0);
    memory_fail_after(0);
    strbuf_add_text(&b, "lost");
    memory_fail_after(-1);
    assert_true(b.failed);
    assert_int_equal(b.n, 0);
    strbuf_release(&b);
}

static void check_fixed(double value, unsigned decimals, const char *wanted)
{
    strbuf b;
    strbuf_init(&b, 0);
    assert_true(strbuf_add_fixed(&b, value, decimals));
    assert_string_equal(b.p, wanted);
    strbuf_release(&b);
}

static void fixed_numbers_are_short(void **state)
{
    (void)state;
    strbuf b;
    check_fixed(2.5, 2, "2.5");
    check_fixed(-0.001, 2, "0");
    check_fixed(-9.999, 2, "-10");
    check_fixed(46.72, 4, "46.72");
    check_fixed(0.05, 2, "0.05");
    strbuf_init(&b, 0);
    assert_false(strbuf_add_fixed(&b, NAN, 2));
    assert_false(strbuf_add_fixed(&b, 1e300, 2));
    assert_int_equal(b.n, 0);
    strbuf_add_integer(&b, INT64_MIN);
    assert_string_equal(b.p, "-9223372036854775808");
    strbuf_release(&b);
}

static void map_finds_all_and_nothing_else(void **state)
{
    (void)state;
    static char keys[5000][12];
    map m = {0};
    assert_int_equal(map_find(&m, STR("none")), MAP_NONE);
    for (uint32_t i = 0; i < 5000; i++) {
        snprintf(keys[i], sizeof keys[i], "key %u", i);
        assert_int_equal(map_add(&m, str_of(keys[i]), i), i);
    }
    assert_int_equal(map_add(&m, STR("key 7"), 99), 7);
    assert_int_equal(m.count, 5000);
    for (uint32_t i = 0; i < 5000; i++)
        assert_int_equal(map_find(&m, str_of(keys[i])), i);
    assert_int_equal(map_find(&m, STR("key 5000")), MAP_NONE);
    assert_int_equal(map_find(&m, STR("")), MAP_NONE);
    map_release(&m);
}

static void map_survives_failed_memory(void **state)
{
    (void)state;
    map m = {0};
    memory_fail_after(0);
    assert_int_equal(map_add(&m, STR("a"), 1), MAP_NONE);
    memory_fail_after(-1);
    assert_int_equal(map_add(&m, STR("a"), 1), 1);
    assert_int_equal(map_find(&m, STR("a")), 1);
    map_release(&m);
}

static void hash_is_the_same_everywhere(void **state)
{
    (void)state;
    assert_true(str_hash(STR("Moscow")) == str_hash((str){"Moscow, Russia", 6}));
    assert_true(str_hash(STR("Moscow")) != str_hash(STR("Moscov")));
    assert_true(str_hash(STR("Moscow")) == UINT64_C(0xfb1075d1dbe44764)); /* FNV-1a and the mix, computed apart */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(slices_compare), cmocka_unit_test(ends_and_parts), cmocka_unit_test(numbers),
        cmocka_unit_test(buffer_keeps_its_cap), cmocka_unit_test(buffer_tells_of_failed_memory),
        cmocka_unit_test(fixed_numbers_are_short), cmocka_unit_test(map_finds_all_and_nothing_else),
        cmocka_unit_test(map_survives_failed_memory), cmocka_unit_test(hash_is_the_same_everywhere),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
