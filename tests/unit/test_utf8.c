/* SPDX-License-Identifier: MIT */
#include "base/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void every_code_point_comes_back(void **state)
{
    (void)state;
    for (uint32_t cp = 1; cp <= 0x10FFFF; cp += cp < 0x3000 ? 1 : 37) {
        char bytes[4];
        unsigned length = 0;
        if (cp >= 0xD800 && cp <= 0xDFFF)
            continue;
        unsigned n = utf8_encode(cp, bytes);
        assert_int_equal(utf8_decode(bytes, bytes + n, &length), cp);
        assert_int_equal(length, n);
    }
}

/* Unicode 15, table 3-8 and its neighbours. */
static void bad_bytes_become_replacement_characters(void **state)
{
    static const struct {
        const char *from;
        size_t bad;
    } rows[] = {
        {"Poland", 0}, {"\xC3\x89lys\xC3\xA9" "e", 0}, {"\xC0\xAF", 2}, {"\xE0\x80\xBF", 3}, {"\xF0\x81\x82\x41", 3},
        {"\xED\xA0\x80", 3}, {"\xF4\x91\x92\x93", 4}, {"\xE1\x80\xE2\xF0\x91\x92\xF1\xBF\x41", 4}, {"\xE2\x82", 1}, {"\xFF", 1},
        {"\xF8\x88\x80\x80\x80", 5},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        strbuf b;
        strbuf_init(&b, 0);
        assert_int_equal(utf8_clean(str_of(rows[i].from), &b), rows[i].bad);
        strbuf again;
        strbuf_init(&again, 0);
        assert_int_equal(utf8_clean(strbuf_str(&b), &again), 0);
        assert_string_equal(b.p, again.p);
        strbuf_release(&b);
        strbuf_release(&again);
    }
}

static void decoding_stays_within_the_end(void **state)
{
    (void)state;
    unsigned length = 0;
    const char cut[] = "\xF0\x9F\x87\xBA";
    for (int n = 1; n < 4; n++) {
        assert_int_equal(utf8_decode(cut, cut + n, &length), UTF8_BAD);
        assert_int_equal(length, n);
    }
    assert_int_equal(utf8_decode(cut, cut + 4, &length), 0x1F1FA);
}

static void classes(void **state)
{
    (void)state;
    assert_true(utf8_is_upper(0xC9) && utf8_is_lower(0xE9) && utf8_is_letter(0x4E2D) && !utf8_is_upper('a'));
    assert_true(utf8_is_digit('7') && utf8_is_digit(0x0663) && !utf8_is_digit('x'));
    assert_true(utf8_is_space(0xA0) && utf8_is_space(0x3000) && utf8_is_space('\n') && !utf8_is_space('_'));
    assert_false(utf8_is_letter(UTF8_BAD) || utf8_is_upper(UTF8_BAD) || utf8_is_digit(UTF8_BAD));
    assert_int_equal(utf8_lower(0xC9), 0xE9);
    assert_int_equal(utf8_count(STR("\xC3\x89lys\xC3\xA9" "e")), 6);
    strbuf b;
    strbuf_init(&b, 0);
    utf8_add_lower(&b, STR("T\xC3\x9CRK\xC4\xB0YE"));
    assert_true(str_starts(strbuf_str(&b), STR("t\xC3\xBCrk")));
    strbuf_release(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_code_point_comes_back), cmocka_unit_test(bad_bytes_become_replacement_characters),
        cmocka_unit_test(decoding_stays_within_the_end), cmocka_unit_test(classes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
