/* SPDX-License-Identifier: MIT
 * The parser of options is part of the program, not of the library: it is compiled in here. */
#include "cli/option.c" /* NOLINT(bugprone-suspicious-include) */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static char complaint[512];

void cli_complain(const char *format, ...)
{
    va_list args;
    va_start(args, format);
    (void)vsnprintf(complaint, sizeof complaint, format, args);
    va_end(args);
}

static const cli_option options[] = {
    CLI_OPTION_FROM,   CLI_OPTION_THREADS,
    CLI_OPTION_DATE,   CLI_OPTION_SOURCE,
    CLI_OPTION_ACTORS, CLI_OPTION("with-text", 0, CLI_FLAG, with_text, NULL, "a flag"),
    CLI_OPTION_HELP,   CLI_END,
};

static const cli_command command = {.name = "try", .operands = "FILE...", .least = 1, .most = 2, .options = options};

static int parse(char **items, cli_settings *s)
{
    int count = 0;
    while (items[count] != NULL)
        count++;
    complaint[0] = 0;
    return cli_parse_options(&command, count, items, s);
}

#define ARGUMENTS(...) ((char *[]){__VA_ARGS__, NULL})

static void values_in_every_way(void **state)
{
    (void)state;
    cli_settings s;
    assert_int_equal(
        parse(ARGUMENTS("-j4", "--source=A=B", "one", "--date", "2025-03-08", "--with-text", "--", "-two"), &s),
        CLI_GOOD);
    assert_int_equal(s.threads, 4);
    assert_string_equal(s.source, "A=B");
    assert_string_equal(s.date, "2025-03-08");
    assert_true(s.with_text);
    assert_int_equal(s.inputs.count, 2);
    assert_string_equal(s.inputs.items[1], "-two");
    cli_settings_release(&s);
    assert_int_equal(parse(ARGUMENTS("-j", "12", "--actors", "a", "--actors=b", "-"), &s), CLI_GOOD);
    assert_int_equal(s.threads, 12);
    assert_int_equal(s.actors.count, 2);
    assert_string_equal(s.actors.items[1], "b");
    assert_string_equal(s.inputs.items[0], "-");
    cli_settings_release(&s);
}

static void check_wrong(char **items, const char *told)
{
    cli_settings s;
    assert_int_equal(parse(items, &s), CLI_USAGE);
    assert_non_null(strstr(complaint, told));
    cli_settings_release(&s);
}

static void wrong_use_is_told(void **state)
{
    (void)state;
    check_wrong(ARGUMENTS("--frobnicate", "a"), "unknown option \"--frobnicate\"");
    check_wrong(ARGUMENTS("-x", "a"), "unknown option \"-x\"");
    check_wrong(ARGUMENTS("a", "-j"), "a value is wanted by \"-j\"");
    check_wrong(ARGUMENTS("a", "-j", "0"), "not a number");
    check_wrong(ARGUMENTS("a", "-jfour"), "not a number");
    check_wrong(ARGUMENTS("a", "--from", "pdf"), "text|jsonl");
    check_wrong(ARGUMENTS("a", "--date", "2025-02-30x"), "not a date");
    check_wrong(ARGUMENTS("a", "--with-text=yes"), "no value is wanted");
    check_wrong(ARGUMENTS("a", "b", "c"), "one too many: \"c\"");
    check_wrong(ARGUMENTS("--with-text"), "FILE... is missing");
}

static void help_needs_no_files(void **state)
{
    (void)state;
    cli_settings s;
    assert_int_equal(parse(ARGUMENTS("--help"), &s), CLI_GOOD);
    assert_true(s.help);
    cli_settings_release(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_in_every_way),
        cmocka_unit_test(wrong_use_is_told),
        cmocka_unit_test(help_needs_no_files),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
