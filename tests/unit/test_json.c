/* SPDX-License-Identifier: MIT */
#include "base/json.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <json-c/json.h>
#include <math.h>
#include <string.h>

static void nesting_and_commas(void **state)
{
    (void)state;
    strbuf out;
    strbuf_init(&out, 0);
    json_writer w = {.out = &out};
    json_open(&w, '{');
    json_key(&w, "a");
    json_open(&w, '[');
    json_close(&w, ']');
    json_key(&w, "b");
    json_open(&w, '[');
    json_integer(&w, 1);
    json_open(&w, '{');
    json_close(&w, '}');
    json_null(&w);
    json_boolean(&w, true);
    json_close(&w, ']');
    json_key(&w, "c");
    json_text(&w, "");
    json_member(&w, "d", STR("e"));
    json_member(&w, "f", STR(""));
    json_close(&w, '}');
    assert_string_equal(out.p, "{\"a\":[],\"b\":[1,{},null,true],\"c\":null,\"d\":\"e\",\"f\":null}");
    strbuf_release(&out);
}

static void check_number(double value, unsigned decimals, const char *wanted)
{
    strbuf out;
    strbuf_init(&out, 0);
    json_writer w = {.out = &out};
    json_fixed(&w, value, decimals);
    assert_string_equal(out.p, wanted);
    strbuf_release(&out);
}

static void numbers(void **state)
{
    (void)state;
    check_number(0, 2, "0");
    check_number(-0.001, 2, "0");
    check_number(0.5, 2, "0.5");
    check_number(0.05, 2, "0.05");
    check_number(-9.25, 2, "-9.25");
    check_number(0.456, 2, "0.46");
    check_number(9.999, 2, "10");
    check_number(-1.283333, 5, "-1.28333");
    check_number(1e9, 0, "1000000000");
    check_number(NAN, 2, "null");
    check_number(INFINITY, 2, "null");
    check_number(-1e300, 2, "null");
}

static void integers(void **state)
{
    (void)state;
    strbuf out;
    strbuf_init(&out, 0);
    json_writer w = {.out = &out};
    json_open(&w, '[');
    json_integer(&w, INT64_MIN);
    json_integer(&w, INT64_MAX);
    json_integer(&w, 0);
    json_close(&w, ']');
    assert_string_equal(out.p, "[-9223372036854775808,9223372036854775807,0]");
    strbuf_release(&out);
}

/* What is written comes back the same through another reader, byte for byte, U+0000 and all. */
static void strings_come_back(void **state)
{
    (void)state;
    char all[0x80 + 16];
    for (int i = 0; i < 0x80; i++)
        all[i] = (char)i;
    memcpy(all + 0x80, "\xC3\xA9\xE2\x80\xA8\xF0\x9F\x98\x80\xC2\x85xyzw\\", 16);
    strbuf out;
    strbuf_init(&out, 0);
    json_writer w = {.out = &out};
    json_string(&w, (str){all, sizeof all});
    assert_null(strchr(out.p, '\n'));
    json_object *back = json_tokener_parse(out.p);
    assert_non_null(back);
    assert_int_equal(json_object_get_string_len(back), sizeof all);
    assert_memory_equal(json_object_get_string(back), all, sizeof all);
    json_object_put(back);
    strbuf_release(&out);
}

static void a_full_buffer_stays_failed(void **state)
{
    (void)state;
    strbuf out;
    strbuf_init(&out, 8);
    json_writer w = {.out = &out};
    json_string(&w, STR("longer than eight bytes"));
    assert_true(out.failed);
    strbuf_release(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nesting_and_commas),
        cmocka_unit_test(numbers),
        cmocka_unit_test(integers),
        cmocka_unit_test(strings_come_back),
        cmocka_unit_test(a_full_buffer_stays_failed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
