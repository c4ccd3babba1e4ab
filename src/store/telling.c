/* SPDX-License-Identifier: MIT
 *
 * telling.c: which mention tells of an event best, and the words of its sentence, so that a list of events need not open records.
 * An original comes before a copy, then who names both sides, what its report is about, who names more parties, who tells it below
 * the headline, and who is more certain; of equals the first one stays.
 */
#include "store/inside.h"

#include <string.h>

enum { SENTENCE_MOST = 300 }; /* bytes */

int store_telling_of(const store_mention *m)
{
    bool sides = m->recipients > 0 ? m->actors > 0 : m->actors > 1;
    uint32_t parties = m->actors + m->recipients + m->others;
    return (m->is_copy ? 0 : 2000) + (sides ? 1000 : 0) + (m->main ? 500 : 0) + (int)(parties < 9 ? parties : 9) * 40 +
           (m->headline ? 0 : 20) + (int)(m->certainty * 10);
}

/* `sentence`, or its first words with "…" behind them. */
static void bind_sentence(sqlite3_stmt *q, int at, str sentence)
{
    char cut[SENTENCE_MOST + 4];
    size_t n = SENTENCE_MOST;
    sentence = str_trim(sentence);
    if (sentence.n <= SENTENCE_MOST) {
        store_bind(q, at, sentence);
        return;
    }
    while (n > SENTENCE_MOST / 2 && sentence.p[n] != ' ' && sentence.p[n] != '\n')
        n--;
    while (n > 0 && ((unsigned char)sentence.p[n] & 0xC0) == 0x80) /* a word without end: cut between letters */
        n--;
    memcpy(cut, sentence.p, n);
    memcpy(cut + n, "…", 3);
    store_bind(q, at, (str){cut, n + 3});
}

bool store_tell(store *s, int64_t event, int64_t mention, const store_mention *m)
{
    sqlite3_stmt *q = store_statement_of(s, SQL_TELL);
    if (q == NULL)
        return false;
    sqlite3_bind_int64(q, 1, event);
    sqlite3_bind_int64(q, 2, mention);
    sqlite3_bind_int(q, 3, store_telling_of(m));
    bind_sentence(q, 4, m->sentence);
    return store_step_done(s, q);
}

/* ---- for a ledger that has none of it ---------------------------------------------------------------------------------- */

static const char MENTIONS[] =
    "SELECT m.event, m.id, d.copy_of IS NOT NULL, m.main, m.certainty, m.sentence = 0, (SELECT count(*) FROM mention_party WHERE mention = m.id AND "
    "role = 'a'), (SELECT count(*) FROM mention_party WHERE mention = m.id AND role = 'r'), (SELECT count(*) FROM mention_party WHERE mention = m.id "
    "AND role = 't') FROM mention m JOIN document d ON d.id = m.document ORDER BY m.event, m.id";
static const char SENTENCES[] = "SELECT m.document, m.text_begin, m.text_end, e.id, e.best, e.telling FROM event e JOIN mention m ON m.id = e.best "
                                "ORDER BY m.document";

static bool choose_best(store *s, sqlite3_stmt *q)
{
    int step;
    while ((step = sqlite3_step(q)) == SQLITE_ROW) {
        store_mention m = {.is_copy = sqlite3_column_int(q, 2), .main = sqlite3_column_int(q, 3), .certainty = sqlite3_column_double(q, 4),
                           .headline = sqlite3_column_int(q, 5), .actors = (uint32_t)sqlite3_column_int(q, 6),
                           .recipients = (uint32_t)sqlite3_column_int(q, 7), .others = (uint32_t)sqlite3_column_int(q, 8)};
        if (!store_tell(s, sqlite3_column_int64(q, 0), sqlite3_column_int64(q, 1), &m))
            return false;
    }
    return step == SQLITE_DONE;
}

/* The part of a text between two code points. */
static str between(str text, int64_t begin, int64_t end)
{
    int64_t seen = 0;
    size_t from = text.n, to = text.n;
    for (size_t i = 0; i < text.n; i++) {
        if (((unsigned char)text.p[i] & 0xC0) == 0x80)
            continue;
        from = seen == begin ? i : from;
        to = seen == end ? i : to;
        seen++;
    }
    return from < to ? (str){text.p + from, to - from} : (str){"", 0};
}

/* A record that cannot be opened leaves its sentences empty. */
static bool fill_sentences(store *s, sqlite3_stmt *q)
{
    int64_t open = 0;
    strbuf text;
    bool good = true;
    int step = SQLITE_DONE;
    strbuf_init(&text, 0);
    while (good && (step = sqlite3_step(q)) == SQLITE_ROW) {
        if (sqlite3_column_int64(q, 0) != open) {
            open = sqlite3_column_int64(q, 0);
            strbuf_reset(&text);
            dgm_error ignored;
            if (store_text(s, open, &text, &ignored) != DGM_OK)
                strbuf_reset(&text);
        }
        sqlite3_stmt *to = store_statement_of(s, SQL_SET_SENTENCE);
        if (to == NULL) {
            good = false;
            break;
        }
        sqlite3_bind_int64(to, 1, sqlite3_column_int64(q, 3));
        bind_sentence(to, 2, between(strbuf_str(&text), sqlite3_column_int64(q, 1), sqlite3_column_int64(q, 2)));
        good = store_step_done(s, to);
    }
    strbuf_release(&text);
    return good && step == SQLITE_DONE;
}

static bool run_over(store *s, const char *sql, bool (*each)(store *, sqlite3_stmt *))
{
    sqlite3_stmt *q = NULL;
    bool good = sqlite3_prepare_v2(s->db, sql, -1, &q, NULL) == SQLITE_OK && each(s, q);
    sqlite3_finalize(q);
    return good;
}

bool store_tell_all(store *s)
{
    return run_over(s, MENTIONS, choose_best) && run_over(s, SENTENCES, fill_sentences);
}
