/* SPDX-License-Identifier: MIT
 * Loader of the grammar of acts: what is in the shipped data, and how a wrong line is told. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "base/memory.h"
#include "model/event.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[64];

static const char *const folders[] = {"", "/events", "/ontology"};
static const char *const linked[] = {
    "ontology/types.tsv",     "ontology/context-names.tsv", "ontology/cameo.tsv",   "ontology/leaves.tsv",
    "ontology/operators.tsv", "ontology/composition.tsv",   "ontology/contexts.tsv", "events/classes.tsv",
    "events/modals.tsv",      "events/numbers.tsv",         "events/shapes.tsv",    "events/binding.tsv",
    "events/abstain.tsv",
};

/* A data folder of its own: the shipped tables by link, and one file of frames. */
static int make_folder(void **state)
{
    (void)state;
    char here[512], from[640], to[256];
    (void)snprintf(folder, sizeof folder, "/tmp/dragoman-event-XXXXXX");
    if (!mkdtemp(folder) || !getcwd(here, sizeof here))
        return -1;
    for (size_t i = 1; i < sizeof folders / sizeof *folders; i++) {
        (void)snprintf(to, sizeof to, "%s%s", folder, folders[i]);
        if (mkdir(to, 0700) != 0)
            return -1;
    }
    for (size_t i = 0; i < sizeof linked / sizeof *linked; i++) {
        (void)snprintf(from, sizeof from, "%s/data/%s", here, linked[i]);
        (void)snprintf(to, sizeof to, "%s/%s", folder, linked[i]);
        if (symlink(from, to) != 0)
            return -1;
    }
    return 0;
}

static int remove_folder(void **state)
{
    (void)state;
    char path[256];
    for (size_t i = 0; i < sizeof linked / sizeof *linked; i++) {
        (void)snprintf(path, sizeof path, "%s/%s", folder, linked[i]);
        (void)unlink(path);
    }
    (void)snprintf(path, sizeof path, "%s/events/test.frames", folder);
    (void)unlink(path);
    for (size_t i = sizeof folders / sizeof *folders; i-- > 0;) {
        (void)snprintf(path, sizeof path, "%s%s", folder, folders[i]);
        (void)rmdir(path);
    }
    return 0;
}

static dgm_status load_frames(const char *text, model_event **m, dgm_error *err)
{
    char path[256];
    (void)snprintf(path, sizeof path, "%s/events/test.frames", folder);
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    assert_true(fputs(text, f) >= 0);
    assert_int_equal(fclose(f), 0);
    *err = (dgm_error){0};
    return model_event_load(m, folder, "", err);
}

static void expect_error(const char *text, uint32_t line, uint32_t column, const char *words)
{
    model_event *m = NULL;
    dgm_error err;
    assert_int_equal(load_frames(text, &m, &err), DGM_BAD_DATA);
    assert_null(m);
    assert_string_equal(err.file, "test.frames");
    assert_int_equal(err.line, line);
    assert_int_equal(err.column, column);
    if (!strstr(err.message, words))
        fail_msg("\"%s\" does not say \"%s\"", err.message, words);
}

static void test_wrong_lines(void **state)
{
    (void)state;
    expect_error("meet\tCONSULT 040\n", 1, 1, "columns");
    expect_error("# fine\nmeet\tCONSULTT 040\tA=subj\n", 2, 6, "CONSULTT");
    expect_error("meet\tCONSULT.visitt 040\tA=subj\n", 1, 6, "visitt");
    expect_error("meet\tCONSULT 999\tA=subj\n", 1, 6, "999");
    expect_error("meet\tCONSULT 040\tQ=subj\n", 1, 18, "role");
    expect_error("meet\tCONSULT 040\tA=Subj\n", 1, 18, "path");
    expect_error("meet\tCONSULT 040\tobj:{nonsense}\n", 1, 18, "nonsense");
    expect_error("meet\tCONSULT 040\tobj:deal\n", 1, 18, "expected");
    expect_error("meet\tCONSULT 040\t@nonsense\n", 1, 18, "shape");
    expect_error("meet\tCONSULT 040\top=nonsense\n", 1, 18, "operator");
    expect_error("meet/q\tCONSULT 040\tA=subj\n", 1, 1, "part of speech");
    expect_error(",\tCONSULT 040\tA=subj\n", 1, 1, "empty");
    expect_error("meet\t-\tA=subj\n", 1, 6, "needs an act");
    expect_error("+\tKenya met Chad.\tKEN,TCD CONSULT 040\n", 1, 1, "frame above");
    expect_error("meet\tCONSULT 040\tA=subj\n+\tKenya met Chad.\n", 2, 3, "yields");
}

static void test_good_lines(void **state)
{
    (void)state;
    model_event *m = NULL;
    dgm_error err;
    assert_int_equal(load_frames("meet, sit ^down/v\tCONSULT 040 +election\t@v-with both\n"
                                 "+\tKenya met Chad.\tKEN,TCD CONSULT 040\n*\tKenya met its debts.\n",
                                 &m, &err),
                     DGM_OK);
    assert_int_equal(m->frame_count, 1);
    assert_int_equal(m->trigger_count, 2);
    assert_int_equal(m->example_count, 2);
    assert_false(m->examples[0].counter);
    assert_true(m->examples[1].counter);
    assert_string_equal(m->frames[0].rule, "test.frames:1");
    assert_int_equal(m->frames[0].flags, EVENT_FLAG_RECIPROCAL | EVENT_FLAG_BOTH);
    assert_string_equal(m->contexts[m->frames[0].act.contexts[0]], "election");
    /* the second trigger hangs on "down", with "sit" as its other word */
    uint32_t down = model_event_word(m, STR("down")), first = m->first_trigger[down];
    assert_int_not_equal(first, EVENT_NONE);
    assert_int_equal(m->triggers[first].words[0], model_event_word(m, STR("sit")));
    model_event_free(m);
}

static event_act act_of(const model_event *m, const char *cameo)
{
    uint32_t code = model_event_code(m, str_of(cameo));
    assert_int_not_equal(code, EVENT_NONE);
    return (event_act){.code = code, .type = m->codes[code].type, .mode = m->codes[code].mode};
}

static uint32_t operator_of(const model_event *m, const char *name)
{
    for (uint32_t i = 0; i < m->operator_count; i++)
        if (strcmp(m->operators[i].name, name) == 0)
            return i;
    fail_msg("no operator %s", name);
    return EVENT_NONE;
}

static void expect_composed(const model_event *m, const char *op, const char *inner, const char *outer)
{
    event_act act = act_of(m, inner);
    const event_rule *r = model_event_compose(m, operator_of(m, op), &act, true);
    assert_non_null(r);
    assert_string_equal(m->codes[r->outer.code].cameo, outer);
}

static void test_composition(void **state)
{
    (void)state;
    model_event *m = NULL;
    dgm_error err = {0};
    assert_int_equal(model_event_load(&m, "data", "models", &err), DGM_OK);
    expect_composed(m, "ask", "072", "0232");
    expect_composed(m, "refuse", "072", "1222");
    expect_composed(m, "intend", "040", "036");
    expect_composed(m, "threaten", "190", "138");
    expect_composed(m, "end", "163", "085");
    expect_composed(m, "end", "190", "087");
    expect_composed(m, "demand", "0841", "1053");
    expect_composed(m, "reject", "026", "125");
    assert_int_equal(model_event_leaf(m, model_event_code(m, STR("070")), EVENT_NONE), model_event_code(m, STR("070")));
    model_event_free(m);
}

/* Every code of three or four digits can come out of some text, save 010: a statement without an act is no event. */
static void test_reach(void **state)
{
    (void)state;
    model_event *m = NULL;
    dgm_error err = {0};
    assert_int_equal(model_event_load(&m, "data", "models", &err), DGM_OK);
    uint8_t *reached = memory_get(m->code_count);
    assert_non_null(reached);
    model_event_reach(m, reached);
    uint32_t missing = 0;
    for (uint32_t i = 0; i < m->code_count; i++)
        if (!reached[i] && strlen(m->codes[i].cameo) > 2 && strcmp(m->codes[i].cameo, "010") != 0) {
            print_message("not reached: %s %s\n", m->codes[i].cameo, m->codes[i].name);
            missing++;
        }
    assert_int_equal(missing, 0);
    memory_free(reached);
    model_event_free(m);
}

/* Every allocation may fail: the loader says so and gives everything back. */
static void test_out_of_memory(void **state)
{
    (void)state;
    for (long n = 0; n < 400; n += 7) {
        model_event *m = NULL;
        dgm_error err = {0};
        memory_fail_after(n);
        dgm_status s = model_event_load(&m, "data", "models", &err);
        memory_fail_after(-1);
        if (s == DGM_OK) {
            model_event_free(m);
            return;
        }
        assert_int_equal(s, DGM_NO_MEMORY);
        assert_null(m);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_wrong_lines), cmocka_unit_test(test_good_lines),
        cmocka_unit_test(test_composition), cmocka_unit_test(test_reach),
        cmocka_unit_test(test_out_of_memory),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
