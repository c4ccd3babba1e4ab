/* SPDX-License-Identifier: MIT */
#include "pipeline/input.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[] = "/tmp/dragoman-test-XXXXXX";

static const char *path_of(const char *name)
{
    static char path[128];
    (void)snprintf(path, sizeof path, "%s/%s", folder, name);
    return path;
}

static void put(const char *name, const char *bytes, size_t length)
{
    FILE *file = fopen(path_of(name), "w");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, length, file), length);
    fclose(file);
}

/* Reads all of `name` and says what came: "id|text" or "!line message", one a line. */
static char *gather(const char *name, input_kind kind)
{
    char path[128];
    (void)snprintf(path, sizeof path, "%s", path_of(name));
    const char *const paths[] = {path};
    input_reader *reader;
    input_item item;
    strbuf out;
    strbuf_init(&out, 0);
    input_item_init(&item);
    assert_int_equal(input_open(&reader, paths, 1, kind, NULL, NULL), DGM_OK);
    while (input_next(reader, &item)) {
        input_report report = {0};
        dgm_error err = item.error;
        dgm_status status = item.status;
        if (status == DGM_OK && item.is_json)
            status = input_parse(&item, &report, &err);
        if (status != DGM_OK)
            strbuf_format(&out, "!%u %s\n", item.line, err.message);
        else if (item.is_json)
            strbuf_format(&out, "%.*s|%.*s\n", (int)report.fields.id.n, report.fields.id.p, (int)report.fields.bytes.n,
                          report.fields.bytes.p);
        else
            strbuf_format(&out, "%s|%s\n", item.id.p, item.bytes.p ? item.bytes.p : "");
        input_report_release(&report);
    }
    input_item_release(&item);
    input_close(reader);
    return out.p ? out.p : strdup("");
}

static void check(const char *name, const char *bytes, const char *wanted)
{
    put(name, bytes, strlen(bytes));
    char *got = gather(name, INPUT_ANY);
    assert_string_equal(got, wanted);
    free(got);
    unlink(path_of(name));
}

static void content_tells_what_a_file_is(void **state)
{
    (void)state;
    check("a.txt", "A report.\n", "a|A report.\n\n");
    check("a", "\n \n{\"text\":\"A\",\"id\":\"x\"}\n\n{\"text\":\"B\",\"id\":7}", "x|A\n7|B\n");
    check("a", "\xEF\xBB\xBF{\"text\":\"A\",\"id\":\"x\"}\r\n", "x|A\n");
    check("a", "{ braces } begin this report", "a|{ braces } begin this report\n");
    check("a", "{\"no\":\"report\"}", "a|{\"no\":\"report\"}\n");
    check("a.jsonl", "{\"no\":\"report\"}", "!1 the JSON object has no string \"text\"\n");
    check("a.jsonl", "", "");
    check("empty.txt", "", "empty|\n");
}

static void bad_lines_do_not_end_the_file(void **state)
{
    (void)state;
    check("a.jsonl",
          "{\"text\":\"A\",\"id\":1}\n{\"text\":\"cut\n[1]\n{\"text\":5}\n"
          "{\"text\":\"B\",\"id\":2} x\n{\"text\":\"C\",\"id\":3}\n",
          "1|A\n!2 the JSON object breaks off\n!3 not a JSON object\n!4 the JSON object has no string \"text\"\n"
          "!5 not JSON: unexpected character\n3|C\n");
    static const char nul[] = "{\"text\":\"A\"}\0 x\n";
    put("a.jsonl", nul, sizeof nul - 1);
    char *got = gather("a.jsonl", INPUT_ANY);
    assert_string_equal(got, "!1 something follows the JSON object\n");
    free(got);
}

static void deep_nesting_is_refused(void **state)
{
    (void)state;
    strbuf line;
    strbuf_init(&line, 0);
    strbuf_add_text(&line, "{\"text\":\"A\",\"x\":");
    for (int i = 0; i < 100000; i++)
        strbuf_add_char(&line, '[');
    put("a.jsonl", line.p, line.n);
    char *got = gather("a.jsonl", INPUT_ANY);
    assert_string_equal(got, "!1 not JSON: nesting too deep\n");
    free(got);
    strbuf_release(&line);
}

static void bad_bytes_in_json_are_cleaned_and_counted(void **state)
{
    (void)state;
    input_item item;
    input_report report;
    input_item_init(&item);
    strbuf_add(&item.bytes, "{\"text\":\"a\xFF" "b\xC3\"}", 15);
    assert_int_equal(input_parse(&item, &report, NULL), DGM_OK);
    assert_int_equal(report.bad_bytes, 2);
    assert_memory_equal(report.fields.bytes.p, "a\xEF\xBF\xBD" "b\xEF\xBF\xBD", 8);
    input_report_release(&report);
    strbuf_reset(&item.bytes);
    strbuf_add_text(&item.bytes, "{\"text\":\"a\\u0000b\"}");
    assert_int_equal(input_parse(&item, &report, NULL), DGM_OK);
    assert_int_equal(report.fields.bytes.n, 3);
    assert_memory_equal(report.fields.bytes.p, "a\0b", 3);
    input_report_release(&report);
    input_item_release(&item);
}

static void check_date(const char *date, int year, int month, int day)
{
    input_item item;
    input_report report;
    input_item_init(&item);
    strbuf_format(&item.bytes, "{\"text\":\"\",\"date\":\"%s\"}", date);
    assert_int_equal(input_parse(&item, &report, NULL), DGM_OK);
    assert_int_equal(report.bad_date, year == 0);
    assert_int_equal(report.fields.published.year, year);
    assert_int_equal(report.fields.published.month, month);
    assert_int_equal(report.fields.published.day, day);
    input_report_release(&report);
    input_item_release(&item);
}

static void dates_in_many_forms(void **state)
{
    (void)state;
    check_date("2025-03-08", 2025, 3, 8);
    check_date("2025-03-08T10:11:12Z", 2025, 3, 8);
    check_date("20250308", 2025, 3, 8);
    check_date("2025-03", 2025, 3, 0);
    check_date("Sat, 08 Mar 2025 10:11:12 GMT", 2025, 3, 8);
    check_date("March 8, 2025", 2025, 3, 8);
    check_date("10:15 AM ET, 8 MARCH 2025", 2025, 3, 8);
    check_date("31 February 2025", 0, 0, 0);
    check_date("December 1", 0, 0, 0);
    check_date("Dec 17, 20", 0, 0, 0);
    check_date("yesterday", 0, 0, 0);
    check_date("2025-13-01", 0, 0, 0);
}

/* A line beyond the limit is passed over; what follows is read. The file is sparse. */
static void a_line_without_end(void **state)
{
    (void)state;
    static const char tail[] = "\n{\"text\":\"A\",\"id\":1}\n";
    FILE *file = fopen(path_of("long.jsonl"), "w");
    assert_int_equal(fseek(file, (long)INPUT_DOCUMENT_BYTES + 10, SEEK_SET), 0);
    fputs(tail, file);
    fclose(file);
    char *got = gather("long.jsonl", INPUT_ANY);
    assert_string_equal(got, "!1 the line is longer than the limit of 64 MB\n1|A\n");
    free(got);
    got = gather("long.jsonl", INPUT_TEXT);
    assert_string_equal(got, "!0 the text is longer than the limit of 64 MB\n");
    free(got);
    unlink(path_of("long.jsonl"));
}

static void folders_are_walked_in_order(void **state)
{
    (void)state;
    mkdir(path_of("f"), 0700);
    mkdir(path_of("f/b"), 0700);
    mkdir(path_of("f/.hidden"), 0700);
    put("f/c.txt", "C", 1);
    put("f/a.txt", "A", 1);
    put("f/b/x", "X", 1);
    put("f/b/r.jsonl", "{\"text\":\"R\",\"id\":\"r\"}", 21);
    put("f/.hidden/h.txt", "H", 1);
    assert_int_equal(symlink(".", path_of("f/loop")), 0);
    char *got = gather("f", INPUT_ANY);
    assert_string_equal(got, "a|A\nr|R\nb/x|X\nc|C\n");
    free(got);
    got = gather("f/", INPUT_ANY);
    assert_string_equal(got, "a|A\nr|R\nb/x|X\nc|C\n");
    free(got);
}

static void what_is_not_there_is_told(void **state)
{
    (void)state;
    char *got = gather("nothing.txt", INPUT_ANY);
    assert_string_equal(got, "!0 No such file or directory\n");
    free(got);
}

static int make_folder(void **state)
{
    (void)state;
    return mkdtemp(folder) ? 0 : -1;
}

static int remove_folder(void **state)
{
    (void)state;
    char command[160];
    (void)snprintf(command, sizeof command, "rm -r %s", folder);
    return system(command);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(content_tells_what_a_file_is),
        cmocka_unit_test(bad_lines_do_not_end_the_file),
        cmocka_unit_test(deep_nesting_is_refused),
        cmocka_unit_test(bad_bytes_in_json_are_cleaned_and_counted),
        cmocka_unit_test(dates_in_many_forms),
        cmocka_unit_test(a_line_without_end),
        cmocka_unit_test(folders_are_walked_in_order),
        cmocka_unit_test(what_is_not_there_is_told),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
