/* SPDX-License-Identifier: MIT */
#include "made_ledger.h"

#include "store/page.h"
#include "story/identity.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <sqlite3.h>

typedef struct fixture {
    char folder[64], path[80];
    store *s;
} fixture;

static int set_up(void **state)
{
    static fixture f;
    dgm_error err;
    f = (fixture){0};
    if (made_folder(f.folder) == NULL)
        return 1;
    (void)snprintf(f.path, sizeof f.path, "%s/ledger.db", f.folder);
    *state = &f;
    return store_open(&f.s, f.path, true, &err) == DGM_OK && store_begin(f.s, &err) == DGM_OK ? 0 : 1;
}

static int tear_down(void **state)
{
    fixture *f = *state;
    store_close(f->s);
    made_remove(f->folder);
    return 0;
}

static store_added add(fixture *f, made_act a)
{
    store_added added;
    dgm_error err = {0};
    if (made_add(f->s, &a, &added, &err) != DGM_OK)
        fail_msg("%s", err.message);
    return added;
}

static made_act other_report(const char *id, const char *source, const char *words)
{
    made_act a = made_riyadh;
    a.id = id;
    a.source = source;
    a.words = words;
    return a;
}

static const char THAMES[] = "Envoys of Russia and the United States met for talks in Riyadh on Tuesday, the first in years.";

static void a_report_is_taken_once(void **state)
{
    fixture *f = *state;
    store_added first = add(f, made_riyadh), again = add(f, made_riyadh);
    assert_false(first.known);
    assert_int_equal(first.new_events, 1);
    assert_true(again.known);
    assert_int_equal(again.document, first.document);
    assert_int_equal(made_number(f->s, "SELECT count(*) FROM mention"), 1);
}

static void the_same_words_on_another_day_are_another_report(void **state)
{
    fixture *f = *state;
    made_act later = made_riyadh;
    later.date = "2025-06-18";
    later.day = "2025-06-18";
    (void)add(f, made_riyadh);
    store_added added = add(f, later);
    assert_false(added.known);
    assert_int_equal(added.copy_of, 1);
    assert_int_equal(added.new_events, 1);
}

static void near_copies_are_kept_and_marked(void **state)
{
    fixture *f = *state;
    store_added first = add(f, made_riyadh);
    made_act copy = other_report("two", "Gulf Wire",
                                 "RIYADH (Wire) The United States and Russia held talks in Riyadh on Tuesday about the war in the east.");
    store_added second = add(f, copy);
    assert_int_equal(second.copy_of, first.document);
    assert_int_equal(made_number(f->s, "SELECT reports FROM event"), 1);
    assert_int_equal(made_number(f->s, "SELECT copies FROM event"), 1);
    assert_int_equal(made_number(f->s, "SELECT count(*) FROM document"), 2);
}

static void two_reports_of_one_act_are_one_event(void **state)
{
    fixture *f = *state;
    (void)add(f, made_riyadh);
    store_added second = add(f, other_report("two", "Thames", THAMES));
    assert_int_equal(second.copy_of, 0);
    assert_int_equal(second.new_events, 0);
    assert_int_equal(made_number(f->s, "SELECT reports FROM event"), 2);
    assert_int_equal(made_number(f->s, "SELECT sources FROM event"), 2);
    assert_int_equal(made_number(f->s, "SELECT disputed = '' FROM event"), 1);
}

static void every_outlet_counts(void **state)
{
    fixture *f = *state;
    char name[16];
    for (int i = 0; i < 40; i++) {
        (void)snprintf(name, sizeof name, "Outlet %d", i / 2);
        made_act told = other_report(name, name, THAMES);
        told.date = i % 2 == 0 ? "2025-02-18" : "2025-02-19";
        (void)add(f, told);
    }
    assert_int_equal(made_number(f->s, "SELECT reports + copies FROM event"), 40);
    assert_int_equal(made_number(f->s, "SELECT sources FROM event"), 20);
}

static void acts_of_other_lands_days_or_kinds_are_others(void **state)
{
    fixture *f = *state;
    (void)add(f, made_riyadh);
    made_act lands = other_report("l", "Thames", THAMES), days = other_report("d", "Thames", THAMES), kinds = other_report("k", "Thames", THAMES),
             plan = other_report("p", "Thames", THAMES);
    lands.actor = "FRA";
    lands.recipient = "DEU";
    days.day = "2025-03-18";
    days.date = "2025-03-18";
    kinds.type = "AGREE";
    plan.status = "planned";
    plan.source = "Caspian";
    assert_int_equal(add(f, lands).new_events, 1);
    assert_int_equal(add(f, days).new_events, 1);
    kinds.source = "Neva";
    assert_int_equal(add(f, kinds).new_events, 1);
    assert_int_equal(add(f, plan).new_events, 1);
}

typedef struct said {
    int rows, reports;
    char all[256];
} said;

static int take_said(void *user, const store_row *row)
{
    said *s = user;
    for (uint32_t i = 0; i < row->count; i++)
        if (strcmp(row->name[i], "said") == 0) {
            size_t n = strlen(s->all);
            (void)snprintf(s->all + n, sizeof s->all - n, "%.*s ", (int)row->cell[i].text.n, row->cell[i].text.p);
        }
    s->rows++;
    return 0;
}

static void reports_that_differ_on_the_place_dispute_it(void **state)
{
    fixture *f = *state;
    dgm_error err;
    said told = {0};
    made_act jeddah = other_report("two", "Caspian", "Officials of Russia and the United States held talks in Jeddah on Tuesday about the war.");
    jeddah.place = "Jeddah";
    (void)add(f, made_riyadh);
    assert_int_equal(add(f, jeddah).new_events, 0);
    (void)add(f, other_report("three", "Thames", THAMES));
    assert_int_equal(made_number(f->s, "SELECT disputed = 'place' AND place = 'Riyadh' FROM event"), 1);
    store_filter filter = {0};
    assert_int_equal(store_contradictions(f->s, &filter, take_said, &told, &err), DGM_OK);
    assert_int_equal(told.rows, 2);
    assert_non_null(strstr(told.all, "Riyadh"));
    assert_non_null(strstr(told.all, "Jeddah"));
}

static void a_place_told_more_closely_is_no_dispute(void **state)
{
    fixture *f = *state;
    made_act palace = other_report("two", "Caspian", "Officials of Russia and the United States held talks in a palace on Tuesday about the war.");
    palace.place = "Ruler's Palace"; /* where made_ledger.h has Riyadh */
    (void)add(f, made_riyadh);
    assert_int_equal(add(f, palace).new_events, 0);
    assert_int_equal(made_number(f->s, "SELECT disputed = '' FROM event"), 1);
}

static int take_vague(void *user, const store_row *row)
{
    int64_t *vague = user;
    for (uint32_t i = 0; i < row->count; i++)
        if (strcmp(row->name[i], "vague?") == 0)
            *vague = row->cell[i].integer;
    return 0;
}

static void a_place_that_is_wide_is_told_vaguely(void **state)
{
    static const struct {
        const char *kind;
        int64_t vague;
    } kinds[] = {{"city", 0}, {"site", 0}, {"country", 1}, {"sea", 1}, {"river", 1}, {"mountains", 1}};
    fixture *f = *state;
    store_filter filter = {.limit = 10};
    sqlite3 *db;
    dgm_error err;
    (void)add(f, made_riyadh);
    assert_int_equal(store_commit(f->s, &err), DGM_OK);
    assert_int_equal(sqlite3_open(f->path, &db), SQLITE_OK);
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        char sql[80];
        int64_t vague = -1;
        (void)snprintf(sql, sizeof sql, "UPDATE mention SET place_kind = '%s'", kinds[i].kind);
        assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
        assert_int_equal(store_page_places(f->s, &filter, take_vague, &vague, &err), DGM_OK);
        assert_int_equal(vague, kinds[i].vague);
    }
    assert_int_equal(sqlite3_close(db), SQLITE_OK);
}

static int take_reports(void *user, const store_row *row)
{
    said *s = user;
    bool riyadh = false;
    for (uint32_t i = 0; i < row->count; i++)
        riyadh = riyadh || str_equal(row->cell[i].text, STR("Riyadh"));
    for (uint32_t i = 0; i < row->count; i++)
        if (riyadh && strcmp(row->name[i], "reports") == 0)
            s->reports = (int)row->cell[i].integer;
    return 0;
}

static void a_copy_is_one_report_with_its_original(void **state)
{
    fixture *f = *state;
    dgm_error err;
    said told = {0};
    store_filter filter = {0};
    made_act jeddah = other_report("two", "Caspian", "Officials of Russia and the United States held talks in Jeddah on Tuesday about the war.");
    jeddah.place = "Jeddah";
    (void)add(f, made_riyadh);
    assert_int_equal(add(f, other_report("copy", "Gulf Wire", "RIYADH (Wire) The United States and Russia held talks in Riyadh on Tuesday about the war in the "
                                                              "east.")).copy_of, 1);
    (void)add(f, jeddah);
    assert_int_equal(store_contradictions(f->s, &filter, take_reports, &told, &err), DGM_OK);
    assert_int_equal(told.reports, 1);
}

static made_act strike_on(const char *id, const char *town, const char *words)
{
    made_act a = other_report(id, id, words);
    a.type = "ASSAULT";
    a.cameo = "190";
    a.reciprocal = false;
    a.place = town;
    return a;
}

/* The same night, the same sides, much the same words: two towns are two events, whatever comes later. */
static void strikes_on_two_towns_are_two_events(void **state)
{
    fixture *f = *state;
    assert_int_equal(add(f, strike_on("a", "Aden", "Drones struck the harbour of Aden overnight and wounded two dockers there.")).new_events, 1);
    assert_int_equal(add(f, strike_on("b", "Mocha", "Two dockers were wounded overnight when drones struck Mocha and its harbour.")).new_events, 1);
    assert_int_equal(add(f, strike_on("c", "Aden", "Two dockers were hurt when drones hit Aden overnight, the harbour master said.")).new_events, 0);
    assert_int_equal(add(f, strike_on("d", "Mocha", "The harbour master of Mocha said that drones wounded two dockers overnight.")).new_events, 0);
    assert_int_equal(made_number(f->s, "SELECT count(*) FROM event WHERE reports = 2"), 2);
    assert_int_equal(made_number(f->s, "SELECT count(*) FROM event"), 2);
}

/* By words alone: the third report holds those of the first and of the second, which have none in common. */
static void a_report_may_show_two_events_to_be_one(void **state)
{
    static const double by_words[IDENTITY_FEATURES] = {[IDENTITY_BIAS] = -1, [IDENTITY_COSINE] = 4};
    fixture *f = *state;
    made_act one = other_report("one", "A", "alpha bravo charlie delta"), two = other_report("two", "B", "hotel india juliett kilo"),
             both = other_report("both", "C", "hotel alpha india bravo juliett charlie kilo delta");
    store_weigh(f->s, by_words);
    assert_int_equal(add(f, one).new_events, 1);
    assert_int_equal(add(f, two).new_events, 1);
    store_added third = add(f, both);
    assert_int_equal(third.new_events, 0);
    assert_int_equal(third.joined_events, 1);
    assert_int_equal(made_number(f->s, "SELECT count(*) FROM event"), 1);
    assert_int_equal(made_number(f->s, "SELECT reports FROM event"), 3);
    assert_int_equal(made_number(f->s, "SELECT count(*) FROM event_land WHERE event NOT IN (SELECT id FROM event)"), 0);
    assert_int_equal(made_number(f->s, "SELECT count(*) FROM mention WHERE event NOT IN (SELECT id FROM event)"), 0);
    assert_int_equal(made_number(f->s, "SELECT events FROM storyline"), 1);
}

static void filters_choose(void **state)
{
    fixture *f = *state;
    dgm_error err;
    (void)add(f, made_riyadh);
    static const struct {
        store_filter filter;
        int rows;
    } cases[] = {
        {{.one = {"USA", 3}, .other = {"RUS", 3}}, 1},
        {{.one = {"USA", 3}, .other = {"FRA", 3}}, 0},
        {{.type = {{{"CONSULT", 7}}, 1}, .with = {"RUS", 3}}, 1},
        {{.type = {{{"AID", 3}}, 1}}, 0},
        {{.place = {"SAU", 3}}, 1},
        {{.place = {"Riy", 3}}, 1},
        {{.place = {"R%h", 3}}, 0},
        {{.since = {"2025-02-19", 10}}, 0},
        {{.until = {"2025-02-18", 10}}, 1},
        {{.words = {"talks", 5}}, 1},
        {{.words = {"football", 8}}, 0},
        {{.outlet = {"Meridian", 8}}, 1},
        {{.disputed = true}, 0},
        {{.context = {"diplomatic", 10}}, 1},
        {{.context = {"diplom", 6}}, 0},
        {{.one = {"' OR 1=1 --", 11}}, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        said told = {0};
        assert_int_equal(store_ask(f->s, &cases[i].filter, take_said, &told, &err), DGM_OK);
        if (told.rows != cases[i].rows)
            fail_msg("filter %zu: %d rows, not %d", i, told.rows, cases[i].rows);
    }
}

static void what_is_no_record_leaves_nothing(void **state)
{
    fixture *f = *state;
    dgm_error err;
    static const char *const bad[] = {"", "[]", "{", "{\"document\":{}}", "{\"text\":\"x\"}", "nonsense"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_int_equal(store_add(f->s, str_of(bad[i]), NULL, &err), DGM_BAD_INPUT);
    assert_int_equal(made_number(f->s, "SELECT count(*) FROM document"), 0);
}

static void a_record_with_mad_indices_does_no_harm(void **state)
{
    fixture *f = *state;
    dgm_error err;
    static const char mad[] =
        "{\"document\":{\"id\":\"m\",\"digest\":\"1\",\"length\":3},\"text\":\"abc\",\"sentences\":[[0,9999999],[-5,2],\"x\"],\"entities\":[{},7,null],"
        "\"claims\":[{\"id\":0,\"sources\":[[2,1]],\"source_entity\":99}],\"times\":[{}],\"places\":[null],"
        "\"events\":[{\"id\":5,\"sentence\":77,\"trigger\":[9,1],\"type\":\"CONSULT\",\"place\":50,\"time\":9,\"actors\":[{\"entity\":40}],"
        "\"recipients\":[8],\"claim\":3}],\"talks\":[{\"parties\":[66],\"rounds\":[{\"event\":900,\"place\":4,\"time\":4,\"delegates\":[77]}],"
        "\"agenda\":[{\"span\":[0,77]}]}],\"main_event\":44}";
    dgm_status status = store_add(f->s, STR(mad), NULL, &err);
    assert_true(status == DGM_OK || status == DGM_STORE || status == DGM_BAD_INPUT);
    assert_int_equal(add(f, made_riyadh).mentions, 1);
    assert_int_equal(made_number(f->s, "SELECT count(*) FROM document WHERE name = 'one'"), 1);
}

/* Texts of about 64 and 128 letters, whose sentence ends where they do. */
static void a_sentence_may_end_with_the_text(void **state)
{
    fixture *f = *state;
    char words[200], name[16];
    for (size_t n = 60; n < 132; n++) {
        made_act a = other_report(name, "Thames", words);
        memset(words, 'x', n);
        words[n - 1] = '.';
        words[n] = 0;
        memcpy(words, "They met ", 9);
        a.said_by = words;
        (void)snprintf(name, sizeof name, "r%zu", n);
        (void)add(f, a);
    }
    assert_int_equal(made_number(f->s, "SELECT count(*) FROM claim WHERE source LIKE 'They met %x.'"), 132 - 60);
}

/* A report of talks of the two lands, of round `number` (0: not told), whose day is that of the act. */
static void add_talks(fixture *f, const char *id, const char *date, int number, const char *status)
{
    strbuf record, whole;
    dgm_error err;
    made_act a = made_riyadh;
    char words[96];
    (void)snprintf(words, sizeof words, "Report %s: they held talks in Riyadh on this day, and said little of them.", id);
    a.id = id;
    a.source = id;
    a.date = a.day = date;
    a.words = words;
    strbuf_init(&record, 0);
    strbuf_init(&whole, 0);
    made_record(&record, &a);
    ptrdiff_t at = str_find(strbuf_str(&record), STR("\"talks\":[]"));
    assert_true(at > 0);
    strbuf_add(&whole, record.p, (size_t)at);
    strbuf_format(&whole, "\"talks\":[{\"parties\":[0,1],\"rounds\":[{\"number\":%d,\"status\":\"%s\",\"time\":0,\"place\":0,\"event\":null,"
                          "\"delegates\":[]}],\"agenda\":[]}]", number, status);
    strbuf_add_text(&whole, record.p + at + 10);
    assert_int_equal(store_add(f->s, strbuf_str(&whole), NULL, &err), DGM_OK);
    strbuf_release(&record);
    strbuf_release(&whole);
}

static void rounds_of_one_negotiation_are_known_again(void **state)
{
    fixture *f = *state;
    add_talks(f, "a", "2025-02-18", 1, "planned");
    add_talks(f, "b", "2025-02-18", 0, "happened");
    add_talks(f, "c", "2025-03-11", 2, "happened");
    add_talks(f, "d", "2025-03-11", 0, "happened");
    assert_int_equal(made_number(f->s, "SELECT count(*) FROM talk WHERE lands = 'RUS USA'"), 1);
    assert_int_equal(made_number(f->s, "SELECT count(*) FROM rounds"), 2);
    assert_int_equal(made_number(f->s, "SELECT count(*) FROM rounds WHERE number = 1 AND status = 'happened' AND day = '2025-02-18' AND reports = 2"), 1);
    assert_int_equal(made_number(f->s, "SELECT count(*) FROM rounds WHERE number = 2 AND place = 'Riyadh' AND reports = 2"), 1);
    add_talks(f, "e", "2029-06-01", 1, "happened"); /* years later: another one */
    assert_int_equal(made_number(f->s, "SELECT count(*) FROM talk"), 2);
}

static void what_was_not_committed_is_not_there(void **state)
{
    fixture *f = *state;
    dgm_error err;
    (void)add(f, made_riyadh);
    assert_int_equal(store_commit(f->s, &err), DGM_OK);
    assert_int_equal(store_begin(f->s, &err), DGM_OK);
    (void)add(f, other_report("two", "Thames", THAMES));
    store_close(f->s);
    assert_int_equal(store_open(&f->s, f->path, false, &err), DGM_OK);
    assert_int_equal(made_number(f->s, "SELECT count(*) FROM document"), 1);
    assert_int_equal(made_number(f->s, "SELECT reports FROM event"), 1);
}

static void readers_do_not_write(void **state)
{
    fixture *f = *state;
    dgm_error err;
    assert_int_equal(made_number(f->s, "SELECT 7"), 7);
    assert_int_equal(store_query(f->s, "DELETE FROM event", NULL, 0, made_take_number, NULL, &err), DGM_BAD_USAGE);
    assert_int_equal(store_query(f->s, "SELECT 1; DROP TABLE event", NULL, 0, made_take_number, NULL, &err), DGM_BAD_USAGE);
    assert_int_equal(store_query(f->s, "SELEC 1", NULL, 0, made_take_number, NULL, &err), DGM_STORE);
    assert_int_equal(store_query(f->s, "", NULL, 0, made_take_number, NULL, &err), DGM_BAD_USAGE);
}

static dgm_status open_after(fixture *f, const char *sql, bool write)
{
    sqlite3 *db;
    store *s = NULL;
    dgm_error err = {0};
    assert_int_equal(store_commit(f->s, &err), DGM_OK);
    store_close(f->s);
    f->s = NULL;
    assert_int_equal(sqlite3_open(f->path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
    dgm_status status = store_open(&s, f->path, write, &err);
    store_close(s);
    if (status != DGM_OK)
        assert_true(err.message[0] != 0);
    return status;
}

static void a_later_version_is_refused(void **state) { assert_int_equal(open_after(*state, "PRAGMA user_version = 999", true), DGM_STORE); }

static void a_foreign_database_is_refused(void **state)
{
    fixture *f = *state;
    store *s;
    dgm_error err = {0};
    sqlite3 *db;
    char path[96];
    (void)snprintf(path, sizeof path, "%s/ledger.db-shm2", f->folder);
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, "CREATE TABLE mine (x)", NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
    assert_int_equal(store_open(&s, path, true, &err), DGM_STORE);
    assert_non_null(strstr(err.message, "not a ledger"));
    assert_int_equal(unlink(path), 0);
    FILE *text = fopen(path, "w");
    assert_non_null(text);
    fputs("This is no database at all, but a text that is long enough to hold a header of one, and a little more.", text);
    fclose(text);
    assert_int_equal(store_open(&s, path, true, &err), DGM_STORE);
    assert_int_equal(unlink(path), 0);
    assert_int_equal(store_open(&s, path, false, &err), DGM_STORE);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_report_is_taken_once), TEST(the_same_words_on_another_day_are_another_report), TEST(near_copies_are_kept_and_marked),
        TEST(two_reports_of_one_act_are_one_event), TEST(every_outlet_counts), TEST(acts_of_other_lands_days_or_kinds_are_others),
        TEST(reports_that_differ_on_the_place_dispute_it), TEST(filters_choose), TEST(a_place_told_more_closely_is_no_dispute), TEST(a_place_that_is_wide_is_told_vaguely),
        TEST(a_copy_is_one_report_with_its_original), TEST(strikes_on_two_towns_are_two_events), TEST(a_report_may_show_two_events_to_be_one), TEST(what_is_no_record_leaves_nothing),
        TEST(a_record_with_mad_indices_does_no_harm), TEST(a_sentence_may_end_with_the_text), TEST(rounds_of_one_negotiation_are_known_again), TEST(what_was_not_committed_is_not_there), TEST(readers_do_not_write),
        TEST(a_later_version_is_refused), TEST(a_foreign_database_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
