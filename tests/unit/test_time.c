/* SPDX-License-Identifier: MIT
 * Expressions of time: the examples of data/times/expressions.tsv, and what they cannot show. Tests run in the project's
 * root; the tagger and parser are needed for the tense. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "pipeline/pipeline.h"

#include <stdio.h>
#include <string.h>

static pipeline_models models;
static rec_document doc;

static int load(void **state)
{
    (void)state;
    dgm_error err = {0};
    record_init(&doc, 0);
    if (pipeline_load(&models, "data", "models", &err) == DGM_OK)
        return 0;
    fprintf(stderr, "%s:%u: %s\n", err.file, err.line, err.message);
    return 1;
}

static int unload(void **state)
{
    (void)state;
    record_release(&doc);
    pipeline_free(&models);
    return 0;
}

static void run(str text, rec_date published)
{
    read_input input = {.bytes = text, .id = STR("t"), .published = published, .text_only = true};
    dgm_error err = {0};
    record_reset(&doc);
    assert_int_equal(read_run(models.token, &input, &doc, &err), DGM_OK);
    assert_int_equal(token_run(models.token, &doc, &err), DGM_OK);
    assert_int_equal(syntax_run(models.syntax, &doc, &err), DGM_OK);
    assert_int_equal(time_run(models.time, &doc, &err), DGM_OK);
}

static const rec_date saturday = {2025, 3, 8};

static const rec_time *with_value(const char *value)
{
    for (uint32_t i = 0; i < doc.time_count; i++)
        if (strcmp(doc.times[i].value, value) == 0)
            return &doc.times[i];
    return NULL;
}

static void examples_of_the_data_come_out(void **state)
{
    (void)state;
    uint32_t examples = 0;
    for (uint32_t i = 0; i < models.time->pattern_count; i++) {
        const time_pattern *p = &models.time->pattern[i];
        str example = str_of(p->example), sign = STR(" => ");
        ptrdiff_t at = str_find(example, sign);
        if (example.n == 0)
            continue;
        examples++;
        assert_true(at > 0);
        str want = {example.p + at + sign.n, example.n - (size_t)at - sign.n};
        run((str){example.p, (size_t)at}, saturday);
        bool good = str_equal(want, STR("-")) ? doc.time_count == 0 : with_value(want.p) != NULL;
        if (!good)
            fail_msg("%s: \"%s\" gave %s", p->rule, p->example, doc.time_count ? doc.times[0].value : "nothing");
    }
    assert_true(examples >= 20);
}

static void span_is(const char *text, const char *words, const char *value, rec_date begin, rec_date end)
{
    run(str_of(text), saturday);
    const rec_time *t = with_value(value);
    if (t == NULL)
        fail_msg("\"%s\" has no %s but %s", text, value, doc.time_count ? doc.times[0].value : "nothing");
    str found = record_text(&doc, t->span);
    assert_int_equal(found.n, strlen(words));
    assert_memory_equal(found.p, words, found.n);
    assert_int_equal(record_date_compare(t->begin, begin), 0);
    assert_int_equal(record_date_compare(t->end, end), 0);
}

static void days_are_told_with_values(void **state)
{
    (void)state;
    span_is("They met last month.", "last month", "2025-02", (rec_date){2025, 2, 1}, (rec_date){2025, 2, 28});
    span_is("They met in early 1958.", "early 1958", "1958", (rec_date){1958, 1, 1}, (rec_date){1958, 5, 2});
    span_is("The war began in February 2022.", "February 2022", "2022-02", (rec_date){2022, 2, 1}, (rec_date){2022, 2, 28});
    span_is("They spoke this week.", "this week", "2025-W10", (rec_date){2025, 3, 3}, (rec_date){2025, 3, 9});
    span_is("It stayed so through the 1990s.", "the 1990s", "199", (rec_date){1990, 1, 1}, (rec_date){1999, 12, 31});
    span_is("He left on 29 February 2024.", "29 February 2024", "2024-02-29", (rec_date){2024, 2, 29}, (rec_date){2024, 2, 29});
}

static void tense_gives_the_direction(void **state)
{
    (void)state;
    run(STR("The ministers will meet on Tuesday."), saturday);
    assert_non_null(with_value("2025-03-11"));
    run(STR("The ministers met on Tuesday."), saturday);
    assert_non_null(with_value("2025-03-04"));
    run(STR("The summit took place in December."), saturday);
    assert_non_null(with_value("2024-12"));
    run(STR("The summit will take place in May."), saturday);
    assert_non_null(with_value("2025-05"));
}

static void without_a_date_what_leans_on_it_stays_open(void **state)
{
    (void)state;
    run(STR("They met yesterday and will meet again next month."), (rec_date){0});
    assert_int_equal(doc.time_count, 2);
    for (uint32_t i = 0; i < doc.time_count; i++)
        assert_int_equal(doc.times[i].begin.year, 0);
}

static void words_that_only_look_like_times_are_none(void **state)
{
    (void)state;
    run(STR("May God help them, said Theresa May. They march and 2000 troops fall back."), saturday);
    assert_int_equal(doc.time_count, 0);
    run(STR("The Six-Day War changed the map."), saturday);
    assert_int_equal(doc.time_count, 0);
}

static void joined_dates_share_what_they_leave_out(void **state)
{
    (void)state;
    run(STR("The talks ran from 6 to 8 May 2003 and fighting went on between April and September 1957."), saturday);
    assert_non_null(with_value("2003-05-06"));
    assert_non_null(with_value("2003-05-08"));
    assert_non_null(with_value("1957-04"));
    assert_non_null(with_value("1957-09"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(examples_of_the_data_come_out),
        cmocka_unit_test(days_are_told_with_values),
        cmocka_unit_test(tense_gives_the_direction),
        cmocka_unit_test(without_a_date_what_leans_on_it_stays_open),
        cmocka_unit_test(words_that_only_look_like_times_are_none),
        cmocka_unit_test(joined_dates_share_what_they_leave_out),
    };
    return cmocka_run_group_tests(tests, load, unload);
}
