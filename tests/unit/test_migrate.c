/* SPDX-License-Identifier: MIT */
#include "made_ledger.h"

#include "base/file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <signal.h>
#include <sqlite3.h>
#include <sys/wait.h>
#include <time.h>
#include <zstd.h>

enum { DOCUMENTS = 400 };

typedef struct fixture {
    char folder[64], path[80];
} fixture;

static void run_sql(sqlite3 *db, const char *sql)
{
    char *message = NULL;
    if (sqlite3_exec(db, sql, NULL, NULL, &message) != SQLITE_OK)
        fail_msg("%s: %.60s", message, sql);
}

static void run_file(sqlite3 *db, const char *path)
{
    strbuf sql;
    dgm_error err;
    strbuf_init(&sql, 0);
    assert_int_equal(file_read(path, &sql, &err), DGM_OK);
    run_sql(db, sql.p);
    strbuf_release(&sql);
}

/* Two sentences, of which the second one, behind a letter of two bytes, tells of the act. */
static void add_document(sqlite3 *db, int n, bool broken)
{
    char record[512], packed[1024];
    sqlite3_stmt *q;
    (void)snprintf(record, sizeof record, "{\"document\":{\"id\":\"r%d\"},\"text\":\"Malm\xc3\xb6 waits. Kenya met Uganda for the %dth time.\"}", n, n);
    size_t size = broken ? 9 : ZSTD_compress(packed, sizeof packed, record, strlen(record), 3);
    assert_false(ZSTD_isError(size));
    assert_int_equal(sqlite3_prepare_v2(db, "INSERT INTO document (id, name, digest, length, words, added, record) VALUES (?1, 'r' || ?1, 'd' || ?1, 50, 8, "
                                            "'2025-01-01T00:00:00Z', ?2)", -1, &q, NULL), SQLITE_OK);
    sqlite3_bind_int(q, 1, n);
    sqlite3_bind_blob(q, 2, broken ? "no record" : packed, (int)size, SQLITE_TRANSIENT);
    assert_int_equal(sqlite3_step(q), SQLITE_DONE);
    sqlite3_finalize(q);
}

/* Every report tells of two acts: one of its own in its second sentence, and event 1, which its first one names. */
static void make_version_1(const char *path)
{
    sqlite3 *db;
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    run_file(db, "tests/unit/version_1.sql");
    run_sql(db, "PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF; BEGIN; INSERT INTO actor (id, name, kind) VALUES (1, 'Kenya', 'country'), (2, 'Uganda', 'country')");
    for (int n = 1; n <= DOCUMENTS; n++)
        add_document(db, n, n == 7);
    run_sql(db, "INSERT INTO event (id, type, contexts, cameo, quad, goldstein, score, status, certainty, day, day_told, day_end, reports, copies, sources, features) "
                "SELECT n, 'CONSULT', 'economic', '040', 1, 1, 1, 'happened', 1, '2025-01-01', 1, '2025-01-01', 1, 0, 1, x'00' FROM "
                "(SELECT 1 AS n UNION ALL SELECT id + 1 FROM document)");
    run_sql(db, "INSERT INTO mention (id, document, number, event, sentence, text_begin, text_end, trigger, type, cameo, status, certainty, main, rule) "
                "SELECT id, id, 0, id + 1, 1, 13, 45, 'met', 'CONSULT', '040', 'happened', 1, 1, 'x:1' FROM document");
    run_sql(db, "INSERT INTO mention (document, number, event, sentence, text_begin, text_end, trigger, type, cameo, status, certainty, main, rule) "
                "SELECT id, 1, 1, 0, 0, 12, 'waits', 'CONSULT', '040', 'happened', 0.5 + (id = 9) / 4.0, 0, 'x:1' FROM document");
    run_sql(db, "INSERT INTO mention_party SELECT id, 'a', 0, 1 FROM mention; INSERT INTO mention_party SELECT id, 'r', 0, 2 FROM mention");
    run_sql(db, "INSERT INTO event_land SELECT 'KEN', type, day, id, 'a' FROM event; INSERT INTO event_land SELECT 'UGA', type, day, id, 'r' FROM event; "
                "INSERT INTO claim (document, number, source, kind, manner) SELECT id, 0, 'the ministry', 'role', 'direct' FROM document; "
                "INSERT INTO talk VALUES (1, 'KEN UGA', '2025-01-01', '2025-02-01'); "
                "INSERT INTO talk_round (talk, document, number, status, day, day_end) SELECT 1, id, id % 2 + 1, 'happened', '', '' FROM document WHERE id <= 20; "
                "UPDATE document SET source = 'Outlet ' || id; UPDATE event SET sources = 16 WHERE id = 1; COMMIT");
    assert_int_equal(sqlite3_close(db), SQLITE_OK);
}

static int set_up(void **state)
{
    static fixture f;
    if (made_folder(f.folder) == NULL)
        return 1;
    (void)snprintf(f.path, sizeof f.path, "%s/ledger.db", f.folder);
    make_version_1(f.path);
    *state = &f;
    return 0;
}

static int tear_down(void **state)
{
    made_remove(((fixture *)*state)->folder);
    return 0;
}

static void remove_ledger(const fixture *f)
{
    char name[96];
    static const char *const endings[] = {"", "-wal", "-shm"};
    for (int i = 0; i < 3; i++) {
        (void)snprintf(name, sizeof name, "%s%s", f->path, endings[i]);
        (void)unlink(name);
    }
}

static void assert_migrated(const fixture *f)
{
    store *s;
    dgm_error err = {0};
    assert_int_equal(store_open(&s, f->path, false, &err), DGM_OK);
    assert_int_equal(made_number(s, "SELECT user_version FROM pragma_user_version"), STORE_VERSION);
    assert_int_equal(made_number(s, "SELECT count(*) FROM event WHERE id > 1 AND best = id - 1 AND sentence LIKE 'Kenya met Uganda for the %th%'"), DOCUMENTS - 1);
    assert_int_equal(made_number(s, "SELECT count(*) FROM event WHERE sentence = ''"), 1); /* whose record is broken */
    assert_int_equal(made_number(s, "SELECT m.document FROM event e JOIN mention m ON m.id = e.best WHERE e.id = 1 AND e.sentence = 'Malm\xc3\xb6 waits.'"), 9);
    assert_int_equal(made_number(s, "SELECT count(*) FROM events WHERE sentence <> ''"), DOCUMENTS);
    assert_int_equal(made_number(s, "SELECT count(*) FROM rounds WHERE reports = 10 AND lands = 'KEN UGA' AND number IN (1, 2)"), 2);
    assert_int_equal(made_number(s, "SELECT count(*) FROM storyline WHERE events > 1 AND lands = 'KEN UGA'"), 1);
    assert_int_equal(made_number(s, "SELECT count(*) FROM claim_source"), 1);
    assert_int_equal(made_number(s, "SELECT sources FROM event WHERE id = 1"), DOCUMENTS);
    assert_int_equal(made_number(s, "SELECT count(*) FROM pragma_foreign_key_check"), 0);
    assert_int_equal(made_number(s, "SELECT integrity_check = 'ok' FROM pragma_integrity_check"), 1);
    store_close(s);
}

static void a_writer_brings_it_up(void **state)
{
    fixture *f = *state;
    store *s;
    dgm_error err = {0};
    store_added added;
    assert_int_equal(store_open(&s, f->path, true, &err), DGM_OK);
    assert_int_equal(store_begin(s, &err), DGM_OK);
    assert_int_equal(made_add(s, &made_riyadh, &added, &err), DGM_OK);
    store_close(s);
    assert_migrated(f);
}

static void a_reader_has_it_brought_up(void **state) { assert_migrated(*state); }

static int take_text(void *user, const store_row *row)
{
    strbuf_add_str(user, row->cell[0].text);
    return 0;
}

/* Columns and indexes of a ledger, in words. */
static void describe(const char *path, bool write, strbuf *to)
{
    store *s;
    dgm_error err = {0};
    static const char *const questions[] = {
        "SELECT m.name || '.' || c.name || ' ' || c.type || c.\"notnull\" || ifnull(c.dflt_value, '-') || c.pk || ', ' FROM sqlite_master m JOIN "
        "pragma_table_info(m.name) c WHERE m.type IN ('table', 'view') ORDER BY m.name, c.cid",
        "SELECT m.name || ': ' || m.sql || ', ' FROM sqlite_master m WHERE m.type IN ('index', 'trigger') AND m.sql <> '' ORDER BY m.name",
        "SELECT m.name || ' refers to ' || k.\"table\" || '.' || k.\"from\" || ', ' FROM sqlite_master m JOIN pragma_foreign_key_list(m.name) k ORDER BY 1",
    };
    if (store_open(&s, path, write, &err) != DGM_OK)
        fail_msg("%s", err.message);
    for (int i = 0; i < 3; i++)
        assert_int_equal(store_query(s, questions[i], NULL, 0, take_text, to, &err), DGM_OK);
    store_close(s);
}

static void it_is_then_what_a_new_one_is(void **state)
{
    fixture *f = *state;
    strbuf old, new;
    strbuf_init(&old, 0);
    strbuf_init(&new, 0);
    describe(f->path, false, &old);
    remove_ledger(f);
    describe(f->path, true, &new);
    assert_true(new.n > 3000);
    assert_string_equal(old.p, new.p);
    strbuf_release(&old);
    strbuf_release(&new);
}

static void migrate_in_a_child(const fixture *f, long kill_after_ns)
{
    dgm_error err;
    store *s;
    int status;
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0)
        _exit(store_open(&s, f->path, true, &err) == DGM_OK ? 0 : 1);
    if (kill_after_ns > 0) {
        struct timespec wait = {0, kill_after_ns};
        (void)nanosleep(&wait, NULL);
        (void)kill(child, SIGKILL);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFSIGNALED(status) || WEXITSTATUS(status) == 0);
}

static int64_t version_in(const fixture *f)
{
    sqlite3 *db;
    sqlite3_stmt *q;
    assert_int_equal(sqlite3_open(f->path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(db, "SELECT user_version, (SELECT count(*) FROM pragma_table_info('event') WHERE name = 'sentence'), (SELECT * FROM "
                                            "pragma_integrity_check) FROM pragma_user_version", -1, &q, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(q), SQLITE_ROW);
    int64_t version = sqlite3_column_int64(q, 0);
    assert_int_equal(sqlite3_column_int(q, 1), version == 1 ? 0 : 1);
    assert_string_equal((const char *)sqlite3_column_text(q, 2), "ok");
    sqlite3_finalize(q);
    sqlite3_close(db);
    return version;
}

static int64_t now(void)
{
    struct timespec t;
    (void)clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

/* Killed at many moments of the time that it takes, the ledger is of the one version or the other. */
static void who_is_killed_in_the_middle_leaves_one_version(void **state)
{
    fixture *f = *state;
    int broken_off = 0;
    int64_t begin = now();
    migrate_in_a_child(f, 0);
    int64_t took = now() - begin;
    for (int i = 1; i <= 12; i++) {
        remove_ledger(f);
        make_version_1(f->path);
        migrate_in_a_child(f, (long)(took * i / 13) + 1);
        broken_off += version_in(f) == 1;
    }
    assert_true(broken_off > 0);
    migrate_in_a_child(f, 0);
    assert_migrated(f);
}

static void two_at_once_do_it_once(void **state)
{
    fixture *f = *state;
    store *s;
    dgm_error err;
    int status;
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0)
        _exit(store_open(&s, f->path, true, &err) == DGM_OK ? 0 : 1);
    assert_int_equal(store_open(&s, f->path, true, &err), DGM_OK);
    store_close(s);
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    assert_migrated(f);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_writer_brings_it_up), TEST(a_reader_has_it_brought_up), TEST(it_is_then_what_a_new_one_is),
        TEST(who_is_killed_in_the_middle_leaves_one_version), TEST(two_at_once_do_it_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
