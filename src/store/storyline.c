/* SPDX-License-Identifier: MIT
 *
 * storyline.c: each new event joins the storyline of the likeliest event in the weeks around, or begins one of its own, which is a story
 * only when others join. Storylines are looked for by pairs of lands; of each the last events are held against the new one.
 */
#include "store/inside.h"

#include "story/storyline.h"

#include <string.h>

enum { PAIRS = 4, STORIES = 12, STORIES_READ = 42, EVENTS = 6 };

typedef struct pairs {
    const char *one[PAIRS], *other[PAIRS];
    uint32_t count;
} pairs;

/* Pairs of lands in order of their names, those without the power that is in everything first; of a single land with itself. */
static void list_pairs(const identity_view *v, pairs *p)
{
    const char *land[2 * IDENTITY_LANDS];
    uint32_t n = 0;
    for (uint32_t i = 0; i < v->actor_count + v->recipient_count; i++) {
        const char *next = i < v->actor_count ? v->actor[i] : v->recipient[i - v->actor_count];
        uint32_t at = 0;
        while (at < n && strcmp(land[at], next) != 0)
            at++;
        if (at == n)
            land[n++] = next;
    }
    p->count = 0;
    for (int common = 0; common < 2; common++)
        for (uint32_t i = 0; i < n; i++)
            for (uint32_t k = i + (n > 1); k < n && p->count < PAIRS; k++) {
                bool has_common = strcmp(land[i], "USA") == 0 || strcmp(land[k], "USA") == 0, turned = strcmp(land[i], land[k]) > 0;
                if (has_common != common)
                    continue;
                p->one[p->count] = land[turned ? k : i];
                p->other[p->count++] = land[turned ? i : k];
            }
}

static bool shares_word(str a, str b)
{
    while (a.p != NULL && a.n > 0) {
        str word = str_cut(a, ' ', &a), rest = b;
        while (rest.p != NULL && rest.n > 0)
            if (str_equal(word, str_cut(rest, ' ', &rest)))
                return true;
    }
    return false;
}

typedef struct search {
    const identity_view *view;
    str contexts;
    int64_t best;
    double likeness;
} search;

/* Holds the event against the last ones of a story. */
static bool weigh_story(store *s, int64_t story, search *x)
{
    sqlite3_stmt *q = store_statement_of(s, SQL_EVENTS_OF_STORY);
    if (q == NULL)
        return false;
    sqlite3_bind_int64(q, 1, story);
    sqlite3_bind_int(q, 2, EVENTS);
    store_bind_date(q, 3, x->view->day_end + STORYLINE_DAYS);
    while (sqlite3_step(q) == SQLITE_ROW) {
        const identity_view *v = store_recent_view(s, sqlite3_column_int64(q, 0));
        double likeness = v == NULL ? 0 : storyline_likeness(x->view, v, shares_word(x->contexts, str_of((const char *)sqlite3_column_text(q, 1))));
        if (likeness >= STORYLINE_SAME && likeness > x->likeness) {
            x->likeness = likeness;
            x->best = story;
        }
    }
    sqlite3_reset(q);
    return true;
}

static bool find_story(store *s, const pairs *p, search *x)
{
    int64_t story[PAIRS * STORIES_READ];
    uint32_t count = 0;
    for (uint32_t i = 0; i < p->count; i++) {
        sqlite3_stmt *q = store_statement_of(s, SQL_STORIES_OF_PAIR);
        if (q == NULL)
            return false;
        store_bind(q, 1, str_of(p->one[i]));
        store_bind(q, 2, str_of(p->other[i]));
        store_bind_date(q, 3, x->view->day - STORYLINE_DAYS);
        store_bind_date(q, 4, x->view->day_end + STORYLINE_DAYS);
        sqlite3_bind_int(q, 5, STORIES);
        while (count < PAIRS * STORIES_READ && sqlite3_step(q) == SQLITE_ROW)
            story[count++] = sqlite3_column_int64(q, 0);
        sqlite3_reset(q);
    }
    for (uint32_t i = 0; i < count; i++) {
        bool again = false;
        for (uint32_t k = 0; k < i && !again; k++)
            again = story[k] == story[i];
        if (!again && !weigh_story(s, story[i], x))
            return false;
    }
    return true;
}

static bool run(store *s, store_statement which, int64_t story, const identity_view *v)
{
    sqlite3_stmt *q = store_statement_of(s, which);
    if (q == NULL)
        return false;
    sqlite3_bind_int64(q, 1, story);
    if (v != NULL) {
        store_bind_date(q, 2, v->day);
        store_bind_date(q, 3, v->day_end);
    }
    return store_step_done(s, q);
}

static bool keep_pairs(store *s, int64_t story, const pairs *p, const identity_view *v)
{
    for (uint32_t i = 0; i < p->count; i++) {
        sqlite3_stmt *q = store_statement_of(s, SQL_ADD_PAIR_OF_STORY);
        if (q == NULL)
            return false;
        store_bind(q, 1, str_of(p->one[i]));
        store_bind(q, 2, str_of(p->other[i]));
        sqlite3_bind_int64(q, 3, story);
        store_bind_date(q, 4, v->day);
        store_bind_date(q, 5, v->day_end);
        if (!store_step_done(s, q))
            return false;
    }
    return true;
}

bool store_storyline_for(store *s, const identity_view *view, str contexts, int64_t *story)
{
    pairs p;
    search x = {.view = view, .contexts = contexts};
    list_pairs(view, &p);
    *story = 0;
    if (p.count == 0 || view->day == STORE_NO_DAY)
        return true;
    if (!find_story(s, &p, &x))
        return false;
    *story = x.best;
    if (x.best == 0) {
        if (!run(s, SQL_ADD_STORYLINE, 0, view))
            return false;
        *story = sqlite3_last_insert_rowid(s->db);
    }
    return keep_pairs(s, *story, &p, view) && (x.best == 0 || run(s, SQL_GROW_STORYLINE, x.best, view));
}

bool store_storyline_title(store *s, int64_t event)
{
    return run(s, SQL_TITLE_STORYLINE, event, NULL) && run(s, SQL_SUM_STORYLINE, event, NULL);
}

/* ---- for a ledger of an earlier version ------------------------------------------------------------------------------------------ */

static bool set_story(store *s, int64_t event, int64_t story)
{
    sqlite3_stmt *q = story != 0 ? store_statement_of(s, SQL_SET_STORY) : NULL;
    if (q == NULL)
        return story == 0;
    sqlite3_bind_int64(q, 1, event);
    sqlite3_bind_int64(q, 2, story);
    return store_step_done(s, q);
}

bool store_storylines_all(store *s)
{
    sqlite3_stmt *q = NULL;
    int step = SQLITE_DONE;
    bool good = sqlite3_prepare_v2(s->db, "SELECT id, contexts FROM event WHERE status <> 'hypothetical' ORDER BY id", -1, &q, NULL) == SQLITE_OK;
    while (good && (step = sqlite3_step(q)) == SQLITE_ROW) {
        int64_t event = sqlite3_column_int64(q, 0);
        const identity_view *found = store_recent_view(s, event);
        good = found != NULL;
        if (!good)
            break;
        identity_view view = *found;
        int64_t story;
        good = store_storyline_for(s, &view, str_of((const char *)sqlite3_column_text(q, 1)), &story) && set_story(s, event, story) &&
               store_storyline_title(s, event);
    }
    sqlite3_finalize(q);
    store_recent_clear(s);
    return good && step == SQLITE_DONE;
}
