/* SPDX-License-Identifier: MIT */
#include "store/inside.h"

#include "base/error.h"
#include "base/memory.h"
#include "record/record.h"

#include <stdio.h>
#include <string.h>

#define BUSY_MS 60000
#define STEPS_BETWEEN_LOOKS 20000 /* of SQLite's machine: well under a millisecond */

static const char *const texts[SQL_COUNT] = {
    [SQL_BEGIN] = "BEGIN IMMEDIATE",
    [SQL_COMMIT] = "COMMIT",
    [SQL_ROLLBACK] = "ROLLBACK",
    [SQL_SAVE] = "SAVEPOINT one",
    [SQL_RELEASE] = "RELEASE one",
    [SQL_BACK] = "ROLLBACK TO one",
    [SQL_FIND_DOCUMENT] = "SELECT id FROM document WHERE digest = ?1",
    [SQL_ADD_DOCUMENT] = "INSERT INTO document (name, digest, source, url, title, published, language, length, words, copy_of, likeness, "
                         "added, record) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, strftime('%Y-%m-%dT%H:%M:%SZ'), ?12)",
    [SQL_ADD_WORDS] = "INSERT INTO document_words (rowid, title, body) VALUES (?1, ?2, ?3)",
    [SQL_ADD_BAND] = "INSERT OR IGNORE INTO document_band (band, document) VALUES (?1, ?2)",
    [SQL_FIND_LIKE] = "SELECT document, count(*) AS shared FROM document_band WHERE band IN (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, "
                      "?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20) GROUP BY document ORDER BY shared DESC, document LIMIT 8",
    [SQL_RECORD_OF] = "SELECT record FROM document WHERE id = ?1",
    [SQL_ROOT_OF_COPY] = "SELECT coalesce(copy_of, id) FROM document WHERE id = ?1",
    [SQL_FIND_ACTOR] = "SELECT id FROM actor WHERE name = ?1 AND kind = ?2 AND country = ?3 AND sectors = ?4",
    [SQL_ADD_ACTOR] = "INSERT INTO actor (name, kind, country, sectors, code) VALUES (?1, ?2, ?3, ?4, ?5)",
    [SQL_ADD_CLAIM] = "INSERT INTO claim (document, number, source, actor, kind, manner, cue, content, within) "
                      "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
    [SQL_ADD_SOURCE] = "INSERT OR IGNORE INTO claim_source (source) VALUES (?1)",
    [SQL_ADD_MENTION] = "INSERT INTO mention (document, number, event, sentence, text_begin, text_end, trigger, type, mode, cameo, status, "
                        "certainty, claim, place, country, place_hedged, day, day_end, main, rule, place_kind, admin1, lat, lon) VALUES "
                        "(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24)",
    [SQL_ADD_PARTY] = "INSERT INTO mention_party (mention, role, number, actor) VALUES (?1, ?2, ?3, ?4)",
    [SQL_FIND_EVENTS] = "SELECT event FROM event_land WHERE land = ?1 AND type = ?2 AND day BETWEEN ?3 AND ?4 ORDER BY day DESC, event DESC",
    [SQL_FIND_EVENTS_HERE] = "SELECT event FROM mention WHERE document = ?1 ORDER BY number DESC LIMIT 1000",
    [SQL_VIEW_OF_EVENT] = "SELECT type, mode, cameo, status, day, day_end, day_told, place, country, features FROM event WHERE id = ?1",
    [SQL_DATA_VERSION] = "PRAGMA data_version",
    [SQL_LANDS_OF_EVENT] = "SELECT land, role FROM event_land WHERE event = ?1",
    [SQL_ADD_EVENT] = "INSERT INTO event (type, mode, contexts, cameo, quad, goldstein, score, status, certainty, day, day_told, day_end, place, "
                      "country, lat, lon, killed, injured, reports, copies, sources, storyline, features) VALUES "
                      "(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, 1 - ?19, ?19, ?20, ?21, ?22)",
    [SQL_ADD_LAND] = "INSERT OR IGNORE INTO event_land (land, type, day, event, role) VALUES (?1, ?2, ?3, ?4, ?5)",
    [SQL_LANDS_ASTRAY] = "SELECT 1 FROM event_land WHERE event = ?1 AND day <> ?2 LIMIT 1",
    [SQL_SET_FEATURES] = "UPDATE event SET features = ?2 WHERE id = ?1",
    [SQL_GROW_LANDS] = "INSERT OR IGNORE INTO event_land (land, type, day, event, role) SELECT ?1, type, day, id, ?2 FROM event WHERE id = ?3",
    [SQL_EVENT_OF_MENTION] = "SELECT event FROM mention WHERE document = ?1 AND number = ?2",
    [SQL_JOIN_TELLING] = "UPDATE event SET (best, telling, sentence) = (SELECT best, telling, sentence FROM event WHERE id = ?1) WHERE id = ?2 AND "
                         "telling < (SELECT telling FROM event WHERE id = ?1)",
    [SQL_JOIN_LANDS] = "INSERT OR IGNORE INTO event_land (land, type, day, event, role) SELECT l.land, e.type, e.day, e.id, l.role FROM event_land l "
                       "JOIN event e ON e.id = ?2 WHERE l.event = ?1",
    [SQL_DROP_LANDS] = "DELETE FROM event_land WHERE event = ?1",
    [SQL_JOIN_MENTIONS] = "UPDATE mention SET event = ?2 WHERE event = ?1",
    [SQL_JOIN_ROUNDS] = "UPDATE talk_round SET event = ?2 WHERE event = ?1",
    [SQL_JOIN_STORY] = "UPDATE storyline SET events = events - 1 WHERE id = (SELECT storyline FROM event WHERE id = ?1)",
    [SQL_DROP_EVENT] = "DELETE FROM event WHERE id = ?1",
    [SQL_MOVE_LANDS] = "UPDATE event_land SET day = ?2 WHERE event = ?1 AND day <> ?2",
    [SQL_MENTIONS_OF_EVENT] = "SELECT m.document, d.copy_of, m.status, m.certainty, m.place, m.country, m.place_hedged, m.day, m.day_end, "
                              "d.published, m.place_kind, m.lat, m.lon FROM mention m JOIN document d ON d.id = m.document WHERE m.event = ?1 ORDER BY m.id",
    [SQL_OUTLETS_OF_EVENT] = "SELECT count(DISTINCT d.source) FROM mention m JOIN document d ON d.id = m.document WHERE m.event = ?1 AND d.source > ''",
    [SQL_UPDATE_EVENT] = "UPDATE event SET status = ?2, certainty = ?3, day = ?4, day_told = ?5, day_end = ?6, place = ?7, country = ?8, "
                         "reports = ?9, copies = ?10, sources = ?11, disputed = ?12, lat = ?13, lon = ?14 WHERE id = ?1 AND (status, certainty, day, day_told, day_end, place, "
                         "country, reports, copies, sources, disputed, lat, lon) IS NOT (?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
    [SQL_TELL] = "UPDATE event SET best = ?2, telling = ?3, sentence = ?4 WHERE id = ?1 AND telling < ?3",
    [SQL_SET_SENTENCE] = "UPDATE event SET sentence = ?2 WHERE id = ?1",
    /* Those that went on last within the days around, and some that went on for longer. */
    [SQL_STORIES_OF_PAIR] = "SELECT * FROM (SELECT storyline FROM storyline_pair WHERE one = ?1 AND other = ?2 AND last BETWEEN ?3 AND ?4 ORDER BY last "
                            "DESC LIMIT ?5) UNION ALL SELECT storyline FROM (SELECT storyline, first FROM storyline_pair WHERE one = ?1 AND other = ?2 AND "
                            "last > ?4 ORDER BY last LIMIT 30) WHERE first <= ?4",
    [SQL_EVENTS_OF_STORY] = "SELECT id, contexts FROM event WHERE storyline = ?1 AND day <= ?3 ORDER BY day DESC LIMIT ?2",
    [SQL_ADD_STORYLINE] = "INSERT INTO storyline (title, lands, matter, first, last, events) VALUES ('', '', '', ?2, ?3, 1)",
    [SQL_GROW_STORYLINE] = "UPDATE storyline SET first = min(first, ?2), last = max(last, ?3), events = events + 1 WHERE id = ?1",
    [SQL_ADD_PAIR_OF_STORY] = "INSERT INTO storyline_pair (one, other, storyline, first, last) VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (one, other, "
                              "storyline) DO UPDATE SET first = min(first, excluded.first), last = max(last, excluded.last)",
    [SQL_SET_STORY] = "UPDATE event SET storyline = ?2 WHERE id = ?1",
    /* Lands and matter, as often as the story doubles: all its events are read. */
    [SQL_SUM_STORYLINE] =
        "UPDATE storyline SET lands = coalesce((SELECT group_concat(land, ' ') FROM (SELECT l.land FROM event e JOIN event_land l ON l.event = e.id AND "
        "l.role IN ('a', 'r') WHERE e.storyline = storyline.id GROUP BY l.land HAVING 3 * count(DISTINCT e.id) >= storyline.events ORDER BY l.land)), "
        "lands), matter = coalesce((SELECT substr(contexts || ' ', 1, instr(contexts || ' ', ' ') - 1) AS field FROM event e WHERE e.storyline = "
        "storyline.id AND contexts <> '' GROUP BY field ORDER BY count(*) DESC, field LIMIT 1), matter), summed = events "
        "WHERE id = (SELECT storyline FROM event WHERE id = ?1) AND events >= 2 * summed",
    [SQL_TITLE_STORYLINE] =
        "UPDATE storyline SET (top, title) = (SELECT e.reports * 4000 + e.telling, CASE WHEN m.main = 1 AND d.title IS NOT NULL THEN d.title ELSE e.sentence "
        "END FROM event e JOIN mention m ON m.id = e.best JOIN document d ON d.id = m.document WHERE e.id = ?1) WHERE id = (SELECT storyline FROM event "
        "WHERE id = ?1) AND top < (SELECT reports * 4000 + telling FROM event WHERE id = ?1)",
    [SQL_TALKS_OF_LAND] = "SELECT talk FROM talk_land WHERE land = ?1 ORDER BY talk DESC LIMIT ?2",
    [SQL_TALK] = "SELECT lands, first, last FROM talk WHERE id = ?1",
    [SQL_ADD_TALK] = "INSERT INTO talk (lands, first, last, reports) VALUES ('', ?1, ?1, 0)",
    [SQL_GROW_TALK] = "UPDATE talk SET first = min(first, ?3), last = max(last, ?3), reports = reports + 1 WHERE id = ?1",
    [SQL_TELL_LAND_OF_TALK] = "INSERT INTO talk_land (land, talk, told) VALUES (?2, ?1, 1) ON CONFLICT (land, talk) DO UPDATE SET told = told + 1",
    [SQL_SET_LANDS_OF_TALK] = "UPDATE talk SET lands = coalesce((SELECT group_concat(land, ' ') FROM (SELECT land FROM talk_land WHERE talk = ?1 AND "
                              "2 * told >= talk.reports ORDER BY land)), lands) WHERE id = ?1",
    [SQL_ROUNDS_OF_TALK] = "SELECT r.number, r.day, r.day_end, r.country, r.place_hedged, r.status, r.event, d.published, r.delegates, r.round FROM "
                           "(SELECT * FROM talk_round WHERE talk = ?1 AND round > 0 ORDER BY id DESC LIMIT ?2) r CROSS JOIN "
                           "document d ON d.id = r.document ORDER BY r.id",
    [SQL_JOIN_ROUND] = "UPDATE talk_round SET round = ?3 WHERE talk = ?1 AND round = ?2",
    [SQL_SET_ROUND] = "UPDATE talk_round SET round = ?2 WHERE id = ?1",
    [SQL_ADD_ROUND] = "INSERT INTO talk_round (talk, document, number, event, status, place, country, place_hedged, day, day_end, delegates, "
                      "outcome, round, place_kind) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
    [SQL_ADD_AGENDA] = "INSERT OR IGNORE INTO agenda (talk, document, item, stance) VALUES (?1, ?2, ?3, ?4)",
    [SQL_FIND_FEED] = "SELECT etag, modified, failures FROM feed WHERE url = ?1",
    [SQL_SET_FEED] = "INSERT INTO feed (url, etag, modified, polled, failures) VALUES (?1, ?2, ?3, strftime('%Y-%m-%dT%H:%M:%SZ'), ?4) "
                     "ON CONFLICT (url) DO UPDATE SET etag = excluded.etag, modified = excluded.modified, polled = excluded.polled, "
                     "failures = excluded.failures",
    [SQL_FIND_URL] = "SELECT 1 FROM document WHERE url = ?1 LIMIT 1",
};

dgm_status store_failure(store *s, dgm_error *err, const char *doing)
{
    return error_at(err, DGM_STORE, s->path, 0, 0, "%s: %s", doing, s->db != NULL ? sqlite3_errmsg(s->db) : "out of memory");
}

sqlite3_stmt *store_statement_of(store *s, store_statement which)
{
    if (s->statement[which] == NULL &&
        sqlite3_prepare_v3(s->db, texts[which], -1, SQLITE_PREPARE_PERSISTENT, &s->statement[which], NULL) != SQLITE_OK)
        return NULL;
    sqlite3_reset(s->statement[which]);
    sqlite3_clear_bindings(s->statement[which]);
    return s->statement[which];
}

bool store_step_done(store *s, sqlite3_stmt *q)
{
    (void)s;
    bool done = q != NULL && sqlite3_step(q) == SQLITE_DONE;
    if (q != NULL)
        sqlite3_reset(q);
    return done;
}

void store_bind(sqlite3_stmt *q, int at, str text)
{
    (void)sqlite3_bind_text(q, at, text.n > 0 ? text.p : "", (int)text.n, SQLITE_TRANSIENT);
}

void store_bind_date(sqlite3_stmt *q, int at, int32_t days)
{
    char text[24];
    rec_date d = record_date_from_days(days);
    text[0] = 0;
    if (days != STORE_NO_DAY)
        (void)snprintf(text, sizeof text, "%04d-%02d-%02d", d.year, d.month, d.day);
    store_bind(q, at, str_of(text));
}

static bool run_texts(store *s, const char *sql)
{
    return sqlite3_exec(s->db, sql, NULL, NULL, NULL) == SQLITE_OK;
}

/* The change to a write-ahead log does not wait for whoever makes it at the same time: SQLite answers "busy" at once, whatever
 * time-out is set, so that two who make a ledger together would be in each other's way. */
static bool keep_log(store *s)
{
    enum { WAIT_MS = 10 };
    for (int waited = 0; waited < BUSY_MS; waited += WAIT_MS) {
        if (run_texts(s, "PRAGMA journal_mode = WAL"))
            return true;
        if (sqlite3_errcode(s->db) != SQLITE_BUSY)
            return false;
        sqlite3_sleep(WAIT_MS);
    }
    return false;
}

static dgm_status connect(store *s, dgm_error *err)
{
    int flags = s->write ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY;
    if (sqlite3_open_v2(s->path, &s->db, flags | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK)
        return store_failure(s, err, "cannot open the ledger");
    sqlite3_busy_timeout(s->db, BUSY_MS);
    bool good = run_texts(s, "PRAGMA foreign_keys = ON; PRAGMA cache_size = -65536; PRAGMA temp_store = MEMORY");
    if (good && s->write)
        good = keep_log(s) && run_texts(s, "PRAGMA synchronous = NORMAL; PRAGMA journal_size_limit = 67108864");
    return good ? DGM_OK : store_failure(s, err, "not a ledger");
}

static dgm_status open_once(store **to, const char *path, bool write, bool *older, dgm_error *err)
{
    store *s = memory_get(sizeof *s);
    *to = NULL;
    *older = false;
    if (s == NULL)
        return error_set(err, DGM_NO_MEMORY, "out of memory");
    (void)snprintf(s->path, sizeof s->path, "%s", path);
    s->write = write;
    s->weights = identity_weights;
    arena_init(&s->scratch, 0);
    strbuf_init(&s->words, 0);
    dgm_status status = connect(s, err);
    if (status == DGM_OK)
        status = store_migrate(s, older, err);
    if (status != DGM_OK)
        store_close(s);
    else
        *to = s;
    return status;
}

/* Who reads a ledger of an earlier version has it brought to the present one by a writer first. */
dgm_status store_open(store **to, const char *path, bool write, dgm_error *err)
{
    bool older;
    dgm_status status = open_once(to, path, write, &older, err);
    if (status != DGM_OK || !older)
        return status;
    store_close(*to);
    status = open_once(to, path, true, &older, err);
    if (status != DGM_OK)
        return error_at(err, DGM_STORE, path, 0, 0, "a ledger of an earlier version, which cannot be brought to the present one here");
    store_close(*to);
    return open_once(to, path, false, &older, err);
}

void store_weigh(store *s, const double *weights)
{
    s->weights = weights;
}

void store_close(store *s)
{
    if (s == NULL)
        return;
    if (s->open_transaction)
        (void)run_texts(s, "ROLLBACK");
    for (int i = 0; i < SQL_COUNT; i++)
        sqlite3_finalize(s->statement[i]);
    for (int i = 0; i < STORE_KEPT; i++)
        sqlite3_finalize(s->kept[i].statement);
    sqlite3_close(s->db);
    arena_release(&s->scratch);
    strbuf_release(&s->words);
    store_recent_free(s);
    memory_free(s);
}

dgm_status store_begin(store *s, dgm_error *err)
{
    if (!store_step_done(s, store_statement_of(s, SQL_BEGIN)))
        return store_failure(s, err, "cannot begin to write");
    s->open_transaction = true;
    if (!store_recent_begin(s))
        return store_failure(s, err, "cannot begin to write");
    return DGM_OK;
}

dgm_status store_commit(store *s, dgm_error *err)
{
    if (!store_words_flush(s) || !store_step_done(s, store_statement_of(s, SQL_COMMIT)))
        return store_failure(s, err, "cannot commit");
    s->open_transaction = false;
    return DGM_OK;
}

static store_cell cell_of(sqlite3_stmt *q, int column)
{
    store_cell c = {.type = STORE_NULL};
    switch (sqlite3_column_type(q, column)) {
    case SQLITE_NULL: return c;
    case SQLITE_INTEGER: c.type = STORE_INTEGER; break;
    case SQLITE_FLOAT: c.type = STORE_REAL; break;
    default: c.type = STORE_TEXT; break;
    }
    c.integer = sqlite3_column_int64(q, column);
    c.real = sqlite3_column_double(q, column);
    c.text.p = (const char *)sqlite3_column_text(q, column);
    c.text.n = (size_t)sqlite3_column_bytes(q, column);
    return c;
}

enum { COLUMNS = 64 };

/* Whether a full-text query was wrong, which SQLite finds when it runs it. */
static bool is_about_words(const char *message)
{
    static const char *const beginnings[] = {"fts5: ", "unterminated string", "no such column: ", "unknown special query", "expected integer"};
    for (size_t i = 0; i < sizeof beginnings / sizeof *beginnings; i++)
        if (str_starts(str_of(message), str_of(beginnings[i])))
            return true;
    return false;
}

static dgm_status give_rows(store *s, sqlite3_stmt *q, store_sink *sink, void *user, dgm_error *err)
{
    const char *name[COLUMNS];
    store_cell cell[COLUMNS];
    int step, count = sqlite3_column_count(q);
    count = count < COLUMNS ? count : COLUMNS;
    while ((step = sqlite3_step(q)) == SQLITE_ROW) {
        for (int i = 0; i < count; i++) {
            name[i] = sqlite3_column_name(q, i); /* the first step may prepare the query anew, and its names with it */
            cell[i] = cell_of(q, i);
        }
        store_row row = {(uint32_t)count, name, cell};
        if (sink(user, &row) != 0)
            return error_set(err, DGM_STOPPED, "stopped");
    }
    if (step == SQLITE_INTERRUPT)
        return error_set(err, DGM_STOPPED, "the question took too long");
    if (step == SQLITE_ERROR && is_about_words(sqlite3_errmsg(s->db)))
        return error_set(err, DGM_BAD_USAGE, "the words cannot be looked for: %s", sqlite3_errmsg(s->db));
    return step == SQLITE_DONE ? DGM_OK : store_failure(s, err, "cannot answer");
}

/* One query that only reads, prepared. */
static dgm_status prepare(store *s, const char *sql, sqlite3_stmt **q, dgm_error *err)
{
    const char *rest = NULL;
    if (sqlite3_prepare_v3(s->db, sql, -1, SQLITE_PREPARE_PERSISTENT, q, &rest) != SQLITE_OK)
        return store_failure(s, err, "cannot understand the query");
    if (*q == NULL)
        return error_set(err, DGM_BAD_USAGE, "there is no query");
    if (rest != NULL && str_trim(str_of(rest)).n > 0)
        return error_set(err, DGM_BAD_USAGE, "one query at a time");
    return sqlite3_stmt_readonly(*q) ? DGM_OK : error_set(err, DGM_BAD_USAGE, "a query may only read");
}

/* The query as it was prepared before, or an empty place for it; NULL where all are busy. */
static store_kept *find_kept(store *s, const char *sql)
{
    uint64_t hash = str_hash(str_of(sql));
    store_kept *oldest = NULL;
    for (store_kept *k = s->kept; k < s->kept + STORE_KEPT; k++) {
        if (k->busy)
            continue;
        if (k->statement != NULL && k->hash == hash && strcmp(sqlite3_sql(k->statement), sql) == 0)
            return k;
        if (oldest == NULL || k->used < oldest->used)
            oldest = k;
    }
    if (oldest != NULL) {
        sqlite3_finalize(oldest->statement);
        *oldest = (store_kept){.hash = hash};
    }
    return oldest;
}

dgm_status store_query(store *s, const char *sql, const str *bound, uint32_t bound_count, store_sink *sink, void *user, dgm_error *err)
{
    if (s->words.n > 0 && !store_words_flush(s)) /* who asks within a transaction finds what it added */
        return store_failure(s, err, "cannot add the words of reports");
    store_kept *kept = find_kept(s, sql);
    sqlite3_stmt *q = kept != NULL ? kept->statement : NULL;
    dgm_status status = q == NULL ? prepare(s, sql, &q, err) : DGM_OK;
    bool keep = kept != NULL && status == DGM_OK;
    if (keep)
        *kept = (store_kept){q, kept->hash, ++s->asked, true};
    for (uint32_t i = 0; status == DGM_OK && i < bound_count; i++)
        if (bound[i].p != NULL)
            store_bind(q, (int)i + 1, bound[i]);
    if (status == DGM_OK)
        status = give_rows(s, q, sink, user, err);
    if (keep) {
        sqlite3_reset(q);
        sqlite3_clear_bindings(q);
        kept->busy = false;
    } else {
        sqlite3_finalize(q);
    }
    return status;
}

static int is_stopped(void *ledger)
{
    store *s = ledger;
    return s->stop(s->stop_user) ? 1 : 0;
}

void store_set_stop(store *s, bool (*stop)(void *user), void *user)
{
    s->stop = stop;
    s->stop_user = user;
    sqlite3_progress_handler(s->db, stop != NULL ? STEPS_BETWEEN_LOOKS : 0, stop != NULL ? is_stopped : NULL, s);
}

void store_set_patience(store *s, int milliseconds) { sqlite3_busy_timeout(s->db, milliseconds); }

static int take_integer(void *user, const store_row *row)
{
    *(int64_t *)user = row->cell[0].integer;
    return 0;
}

int64_t store_change(store *s)
{
    int64_t change = -1;
    return store_query(s, "PRAGMA data_version", NULL, 0, take_integer, &change, NULL) == DGM_OK ? change : -1;
}

void store_hold(store *s) { (void)run_texts(s, "BEGIN"); }
void store_let_go(store *s) { (void)run_texts(s, "COMMIT"); }
