/* SPDX-License-Identifier: MIT */
#include "base/file.h"
#include "base/lookup.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static char path[] = "/tmp/dragoman-test-XXXXXX";

static int make_file(void **state)
{
    (void)state;
    int fd = mkstemp(path);
    return fd < 0 || close(fd) != 0;
}

static int remove_file(void **state)
{
    (void)state;
    return unlink(path);
}

static void fill(const char *bytes, size_t length)
{
    FILE *f = fopen(path, "wb");
    assert_non_null(f);
    assert_int_equal(fwrite(bytes, 1, length, f), length);
    fclose(f);
}
#define FILL(literal) fill((literal), sizeof(literal) - 1)

static void lines_and_columns(void **state)
{
    (void)state;
    table_reader t;
    dgm_error err = {0};
    FILL("# a comment\r\n\r\n  \nRUS\t Russia \t\tMoscow\r\n # so is this\nlast\tline");
    assert_int_equal(table_open(&t, path, &err), DGM_OK);
    assert_true(table_next(&t));
    assert_int_equal(t.now.line, 4);
    assert_int_equal(t.now.count, 4);
    assert_true(str_equal(t.now.column[1], STR("Russia")));
    assert_int_equal(t.now.column[2].n, 0);
    assert_true(str_equal(t.now.column[3], STR("Moscow")));
    assert_int_equal(t.now.column[4].n, 0);
    assert_true(table_next(&t));
    assert_int_equal(t.now.line, 6);
    assert_true(str_equal(t.now.column[1], STR("line")));
    assert_int_equal(table_error(&t, 1, &err, "no such %s", "line"), DGM_BAD_DATA);
    assert_int_equal(err.line, 6);
    assert_int_equal(err.column, 6);
    assert_string_equal(err.message, "no such line");
    assert_false(table_next(&t));
    assert_false(table_next(&t));
    table_close(&t);
}

static void many_columns_do_not_overflow(void **state)
{
    (void)state;
    table_reader t;
    char line[200];
    memset(line, '\t', sizeof line);
    line[0] = 'x';
    line[199] = 'x';
    fill(line, sizeof line);
    assert_int_equal(table_open(&t, path, NULL), DGM_OK);
    assert_true(table_next(&t));
    assert_int_equal(t.now.count, TABLE_COLUMNS);
    table_close(&t);
}

static void foreign_bytes_are_named(void **state)
{
    (void)state;
    table_reader t;
    dgm_error err = {0};
    FILL("good\nRUS\t\xFFRussia\n");
    assert_int_equal(table_open(&t, path, &err), DGM_BAD_DATA);
    assert_int_equal(err.line, 2);
    assert_int_equal(err.column, 5);
    FILL("a\0b");
    assert_int_equal(table_open(&t, path, &err), DGM_BAD_DATA);
    assert_int_equal(err.line, 1);
    FILL("T\xC3\xBCrkiye\n");
    assert_int_equal(table_open(&t, path, &err), DGM_OK);
    table_close(&t);
}

static void empty_missing_and_folder(void **state)
{
    (void)state;
    table_reader t;
    dgm_error err = {0};
    fill("", 0);
    assert_int_equal(table_open(&t, path, &err), DGM_OK);
    assert_false(table_next(&t));
    table_close(&t);
    assert_int_equal(table_open(&t, "/nonexistent/file", &err), DGM_IO);
    assert_string_equal(err.file, "/nonexistent/file");
    assert_int_equal(table_open(&t, "/tmp", NULL), DGM_IO);
}

static void reading_keeps_the_cap(void **state)
{
    (void)state;
    strbuf b;
    dgm_error err = {0};
    FILL("0123456789");
    strbuf_init(&b, 10);
    assert_int_equal(file_read(path, &b, &err), DGM_OK);
    assert_int_equal(b.n, 10);
    strbuf_release(&b);
    strbuf_init(&b, 9);
    assert_int_equal(file_read(path, &b, &err), DGM_BAD_INPUT);
    strbuf_release(&b);
}

static void a_table_by_its_first_column(void **state)
{
    (void)state;
    lookup l = {0};
    arena memory;
    dgm_error err = {0};
    arena_init(&memory, 0);
    FILL("KEN\tKenya\t-\nUGA\tUganda\t7\t8\nKEN\tanother\t9\n");
    assert_int_equal(lookup_load(&l, &memory, "/tmp", path + sizeof "/tmp/" - 1, 3, &err), DGM_OK);
    assert_int_equal(l.count, 2);
    assert_true(str_equal(lookup_find(&l, STR("KEN"), 0), STR("Kenya"))); /* the first line counts */
    assert_int_equal(lookup_find(&l, STR("KEN"), 1).n, 0);
    assert_true(str_equal(lookup_find(&l, STR("UGA"), 2), STR("8")));
    assert_true(lookup_has(&l, STR("UGA")) && !lookup_has(&l, STR("TZA")) && !lookup_has(&l, STR("")));
    assert_int_equal(lookup_find(&l, STR("TZA"), 0).n, 0);
    FILL("TZA\tTanzania\t1\nRWA\tRwanda\n");
    assert_int_equal(lookup_load(&l, &memory, "/tmp", path + sizeof "/tmp/" - 1, 3, &err), DGM_BAD_DATA);
    assert_int_equal(err.line, 2);
    lookup_release(&l);
    arena_release(&memory);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_and_columns), cmocka_unit_test(many_columns_do_not_overflow),
        cmocka_unit_test(foreign_bytes_are_named), cmocka_unit_test(empty_missing_and_folder),
        cmocka_unit_test(reading_keeps_the_cap), cmocka_unit_test(a_table_by_its_first_column),
    };
    return cmocka_run_group_tests(tests, make_file, remove_file);
}
