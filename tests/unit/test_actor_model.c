/* SPDX-License-Identifier: MIT */
#include "actor_lists.h"
#include "base/memory.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static int set_up(void **state)
{
    model_actor *m = NULL;
    lists_make();
    if (model_actor_load(&m, lists_folder, NULL, NULL) != DGM_OK)
        return -1;
    *state = m;
    return 0;
}

static int tear_down(void **state)
{
    model_actor_free(*state);
    lists_remove();
    return 0;
}

/* The item that the whole of `text` names in a trie, by its words alone. */
static const model_actor_item *named(const model_actor *m, model_actor_trie trie, const char *text)
{
    uint32_t node = model_actor_root(trie);
    model_actor_word word;
    bool gap = false;
    str rest = str_of(text);
    while (node != MODEL_ACTOR_NONE && model_actor_next_word(m, &rest, &word, &gap))
        node = model_actor_step(m, node, word.id);
    uint32_t alias = node == MODEL_ACTOR_NONE ? node : model_actor_at(m, node);
    return alias == MODEL_ACTOR_NONE ? NULL : model_actor_item_get(m, model_actor_alias_get(m, alias)->item);
}

static int32_t day(int year, int month, int d)
{
    return record_date_days((rec_date){(int16_t)year, (uint8_t)month, (uint8_t)d});
}

static void words_drop_accents_and_stops(void **state)
{
    const model_actor_item *item = named(*state, MODEL_ACTOR_NAMES, "Emile Duchene");
    assert_non_null(item);
    assert_memory_equal(item->name.p, "Émile Duchêne", item->name.n);
    assert_ptr_equal(named(*state, MODEL_ACTOR_NAMES, "U.S."), named(*state, MODEL_ACTOR_NAMES, "US"));
    assert_null(named(*state, MODEL_ACTOR_NAMES, "Emile"));
    assert_null(named(*state, MODEL_ACTOR_TITLES, "Emile Duchene"));
}

static void words_tell_gaps(void **state)
{
    model_actor_word word;
    bool gap = false;
    str comma = STR(", "), joint = STR("-");
    assert_false(model_actor_next_word(*state, &comma, &word, &gap));
    assert_true(gap);
    assert_false(model_actor_next_word(*state, &joint, &word, &gap));
    assert_false(gap);
}

static void roles_are_found_from_both_ends(void **state)
{
    const model_actor_item *item = named(*state, MODEL_ACTOR_NOUNS_REVERSED, "commander rebel");
    assert_non_null(item);
    assert_ptr_equal(item, named(*state, MODEL_ACTOR_NOUNS, "rebel commander"));
    assert_null(named(*state, MODEL_ACTOR_NOUNS_REVERSED, "rebel commander"));
}

static void offices_follow_the_day(void **state)
{
    const model_actor_item *item = named(*state, MODEL_ACTOR_NAMES, "Anna Orlova");
    bool held = false;
    assert_non_null(item);
    assert_int_equal(item->office_count, 2);
    assert_string_equal(model_actor_office_on(*state, item, day(2015, 12, 31), &held)->sectors[0], "MIL");
    assert_true(held);
    assert_string_equal(model_actor_office_on(*state, item, day(2016, 1, 1), &held)->sectors[0], "GOV");
    assert_string_equal(model_actor_office_on(*state, item, INT32_MAX, &held)->sectors[0], "GOV");
    assert_true(held);
    assert_string_equal(model_actor_office_on(*state, item, day(2021, 1, 1), &held)->sectors[0], "GOV");
    assert_false(held);
    assert_string_equal(model_actor_office_on(*state, item, day(1999, 1, 1), &held)->rule, "people.actors:1");
}

static void codes_join_country_and_sector(void **state)
{
    char code[16], gov[REC_SECTORS][4] = {"GOV", "MIL"}, none[REC_SECTORS][4] = {""};
    model_actor_code(*state, "RUS", gov, code);
    assert_string_equal(code, "RUSGOV");
    model_actor_code(*state, "UNO", none, code);
    assert_string_equal(code, "IGOUNO");
}

static void collectives_know_their_members(void **state)
{
    const model_actor_item *item = named(*state, MODEL_ACTOR_NAMES, "the Trio");
    assert_non_null(item);
    assert_int_equal(item->member_count, 3);
    const model_actor_item *third = model_actor_item_get(*state, model_actor_member(*state, item, 2));
    assert_memory_equal(third->name.p, "United Nations", third->name.n);
}

static void slips_of_one_letter_are_mended(void **state)
{
    uint32_t ukraine = model_actor_country(*state, "UKR");
    assert_int_equal(model_actor_misspelt(*state, STR("Ukrraine")), ukraine);
    assert_int_equal(model_actor_misspelt(*state, STR("Ukriane")), ukraine);
    assert_int_equal(model_actor_misspelt(*state, STR("Ukroine")), MODEL_ACTOR_NONE);
    assert_int_equal(model_actor_misspelt(*state, STR("Ukrainer")), MODEL_ACTOR_NONE);
    assert_int_equal(model_actor_misspelt(*state, STR("Rusia")), MODEL_ACTOR_NONE);
}

static void bad_lines_name_their_place(void **state)
{
    static const struct {
        const char *line, *part;
        unsigned column;
    } bad[] = {{"A B\t\tdragon\tRUS\tGOV\t\t\t\n", "kind", 6},
               {"A B\t\tperson\tRUS\tGovernment\t\t\t\n", "sectors", 17},
               {"A B\t\tperson\tRUS\tGOV\t2016-13-01\t\t\n", "date", 21},
               {"A B\t\tperson\tRUS\tGOV\t2016-02-01\t2015-01-01\t\n", "before", 32},
               {"A B\tC D\n", "tabs", 1}};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        dgm_error err = {0};
        char content[256];
        (void)snprintf(content, sizeof content, "# head\nGood One\t\tperson\tRUS\tGOV\t\t\t\n%s", bad[i].line);
        const char *path = lists_write("bad.actors", content);
        model_actor *fresh = NULL;
        assert_int_equal(model_actor_load(&fresh, lists_folder, NULL, &err), DGM_BAD_DATA);
        assert_null(fresh);
        assert_string_equal(err.file, "bad.actors");
        assert_int_equal(err.line, 3);
        assert_int_equal(err.column, bad[i].column);
        assert_non_null(strstr(err.message, bad[i].part));
        (void)unlink(path);
    }
    (void)state;
}

static void foreign_typer_is_refused(void **state)
{
    char path[128];
    model_actor *fresh = NULL;
    (void)state;
    (void)snprintf(path, sizeof path, "%s/mentions.bin", lists_folder);
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    (void)fputs("no weights at all, and too few of them", f);
    (void)fclose(f);
    dgm_status status = model_actor_load(&fresh, lists_folder, lists_folder, NULL);
    (void)unlink(path);
    assert_int_equal(status, DGM_BAD_MODEL);
    assert_null(fresh);
}

static void own_list_wins(void **state)
{
    const char *path = lists_write("own.txt", "Anna Orlova\t\tperson\tUKR\tOPP\t\t\texile\n");
    assert_int_equal(model_actor_add_file(*state, path, NULL), DGM_OK);
    const model_actor_item *item = named(*state, MODEL_ACTOR_NAMES, "Anna Orlova");
    assert_true(item->user);
}

static void dictionaries_of_the_older_coders(void **state)
{
    bool held = false;
    const char *path = lists_write(
        "own.txt", "# comment\n!PERSON! = MAN, WOMAN\nBORIS_PETROV_ ; a note\n+B._PETROV_\n\t[RUSELI 500101-910819]\n"
                   "\t[RUSGOV 910820-19991231]\n\t[RUSELI >20000101]\nGHOST_ [---]\nMUSCOVY_ [RUS]\n"
                   "PEACE_CORPS_ [IGOUNO]; note\nBAD_DATE_ [RUSGOV 9008223-911221]\nHERDS!PERSON! [~AGR]\n"
                   "RIGHTS_BODY {RIGHTS_BODIES} [NGO~]\n");
    assert_int_equal(model_actor_add_file(*state, path, NULL), DGM_OK);
    const model_actor_item *p = named(*state, MODEL_ACTOR_NAMES, "B. Petrov");
    assert_non_null(p);
    assert_int_equal(p->kind, REC_PERSON);
    assert_string_equal(model_actor_office_on(*state, p, day(1995, 1, 1), &held)->sectors[0], "GOV");
    assert_string_equal(model_actor_office_on(*state, p, day(2005, 1, 1), &held)->sectors[0], "ELI");
    assert_int_equal(named(*state, MODEL_ACTOR_NAMES, "Muscovy")->kind, REC_COUNTRY);
    p = named(*state, MODEL_ACTOR_NAMES, "peace corps");
    assert_string_equal(model_actor_office_on(*state, p, 0, &held)->country, "UNO");
    p = named(*state, MODEL_ACTOR_NAMES, "ghost");
    assert_string_equal(model_actor_office_on(*state, p, 0, &held)->country, "");
    p = named(*state, MODEL_ACTOR_NOUNS, "herdswoman");
    assert_non_null(p);
    assert_string_equal(model_actor_office_on(*state, p, 0, &held)->sectors[0], "AGR");
    assert_int_equal(model_actor_skipped(*state), 1);
}

static void memory_may_run_out(void **state)
{
    (void)state;
    for (long n = 0; n < 60; n++) {
        model_actor *m = NULL;
        memory_fail_after(n);
        dgm_status status = model_actor_load(&m, lists_folder, NULL, NULL);
        memory_fail_after(-1);
        assert_true(status == DGM_OK || status == DGM_NO_MEMORY);
        assert_true((status == DGM_OK) == (m != NULL));
        model_actor_free(m);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(words_drop_accents_and_stops, set_up, tear_down),
        cmocka_unit_test_setup_teardown(words_tell_gaps, set_up, tear_down),
        cmocka_unit_test_setup_teardown(roles_are_found_from_both_ends, set_up, tear_down),
        cmocka_unit_test_setup_teardown(offices_follow_the_day, set_up, tear_down),
        cmocka_unit_test_setup_teardown(codes_join_country_and_sector, set_up, tear_down),
        cmocka_unit_test_setup_teardown(collectives_know_their_members, set_up, tear_down),
        cmocka_unit_test_setup_teardown(slips_of_one_letter_are_mended, set_up, tear_down),
        cmocka_unit_test_setup_teardown(bad_lines_name_their_place, set_up, tear_down),
        cmocka_unit_test_setup_teardown(foreign_typer_is_refused, set_up, tear_down),
        cmocka_unit_test_setup_teardown(own_list_wins, set_up, tear_down),
        cmocka_unit_test_setup_teardown(dictionaries_of_the_older_coders, set_up, tear_down),
        cmocka_unit_test_setup_teardown(memory_may_run_out, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
