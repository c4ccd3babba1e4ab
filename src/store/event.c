/* SPDX-License-Identifier: MIT
 *
 * event.c: from mentions to events. A mention is held against the events of the same type that its report tells of already, and
 * those of its rarest land in the days around (at most 300); the likeliest one takes it, or it begins an event of its own. Reports may come in any order:
 * an event's day, place and status are reckoned anew from its mentions each time.
 */
#include "store/inside.h"

#include "record/record.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define LOOK_LANDS 3    /* lands of a mention by which events are looked for */
#define IDENTITY_JOIN 0.6 /* two events that a mention fits become one when they are as alike as this */
#define WINDOW_DAYS 14 /* around a mention's days that events are looked for */

static void copy_text(char *to, size_t size, const unsigned char *from)
{
    (void)snprintf(to, size, "%s", from != NULL ? (const char *)from : "");
}

/* The lands by which events are looked for: first those that are not in everything. */
static uint32_t lands_to_look_by(const identity_view *v, const char *lands[LOOK_LANDS])
{
    uint32_t n = 0, all = v->actor_count + v->recipient_count;
    for (int common = 0; common < 2; common++)
        for (uint32_t i = 0; i < all && n < LOOK_LANDS; i++) {
            const char *land = i < v->actor_count ? v->actor[i] : v->recipient[i - v->actor_count];
            bool known = (strcmp(land, "USA") == 0) != common;
            for (uint32_t k = 0; k < n && !known; k++)
                known = strcmp(lands[k], land) == 0;
            if (!known)
                lands[n++] = land;
        }
    if (n == 0 && v->country[0] != 0)
        lands[n++] = v->country;
    return n;
}

enum { CANDIDATES = 300, CANDIDATES_HERE = 60 };

typedef struct candidates {
    int64_t id[CANDIDATES];
    identity_view view[CANDIDATES];
    double score[CANDIDATES];
    uint32_t count, most;
    identity_rarity rarity;
} candidates;

/* The events whose numbers a statement gives, of the mention's type. */
static bool take_candidates(store *s, sqlite3_stmt *q, const char *type, candidates *c, bool here)
{
    bool good = true;
    while (good && c->count < c->most && sqlite3_step(q) == SQLITE_ROW) {
        int64_t id = sqlite3_column_int64(q, 0);
        uint32_t i = 0;
        while (i < c->count && c->id[i] != id)
            i++;
        if (i < c->count)
            continue;
        const identity_view *v = store_recent_view(s, id);
        good = v != NULL;
        if (!good || strcmp(v->type, type) != 0)
            continue;
        c->id[c->count] = id;
        c->view[c->count] = *v;
        c->view[c->count].here = here;
        identity_count_words(&c->rarity, &c->view[c->count++]);
    }
    sqlite3_reset(q);
    return good;
}

/* Those of a land and some days, the latest days first. */
static bool look_by(store *s, const store_mention *m, const char *land, int32_t from, int32_t to, candidates *c)
{
    sqlite3_stmt *q = store_statement_of(s, SQL_FIND_EVENTS);
    if (q == NULL)
        return false;
    store_bind(q, 1, str_of(land));
    store_bind(q, 2, str_of(m->view.type));
    store_bind_date(q, 3, from);
    store_bind_date(q, 4, to);
    return take_candidates(s, q, m->view.type, c, false);
}

/* Events of the type that the report tells of already, and those of the mention's lands in the days around, the nearest first. */
static bool find_candidates(store *s, const store_mention *m, candidates *c)
{
    const char *lands[LOOK_LANDS];
    uint32_t count = lands_to_look_by(&m->view, lands);
    bool recalls = !m->view.day_told && m->view.spot_count > 0;
    int32_t first = m->view.day, last = m->view.day_end, back = recalls ? IDENTITY_RECALL_DAYS : WINDOW_DAYS;
    sqlite3_stmt *q = store_statement_of(s, SQL_FIND_EVENTS_HERE);
    if (q == NULL)
        return false;
    sqlite3_bind_int64(q, 1, m->document);
    c->most = CANDIDATES_HERE;
    bool good = take_candidates(s, q, m->view.type, c, true);
    for (uint32_t i = 0; good && i < count; i++) {
        c->most = c->count + (CANDIDATES - c->count) / (count - i);
        good = look_by(s, m, lands[i], first - 1, last + 1, c) && look_by(s, m, lands[i], first - back, first - 2, c) &&
               look_by(s, m, lands[i], last + 2, last + WINDOW_DAYS, c);
    }
    return good;
}

static bool is_apart(const store_mention *m, int64_t event)
{
    for (uint32_t i = 0; i < m->apart_count; i++)
        if (m->apart[i] == event)
            return true;
    return false;
}

/* The likeliest event, by its number among the candidates; -1: none is the same. */
static int choose(const store *s, const store_mention *m, candidates *c)
{
    int best = -1;
    for (uint32_t i = 0; i < c->count; i++) {
        c->score[i] = is_apart(m, c->id[i]) ? 0 : identity_score(&m->view, &c->view[i], &c->rarity, s->weights);
        if (c->score[i] >= IDENTITY_SAME && (best < 0 || c->score[i] > c->score[best]))
            best = (int)i;
    }
    return best;
}

/* ---- new events -------------------------------------------------------------------------------------------------------- */

static bool add_lands(store *s, const identity_view *v, int64_t event, const char (*lands)[8], uint32_t count, const char *role)
{
    for (uint32_t i = 0; i < count; i++) {
        sqlite3_stmt *q = store_statement_of(s, SQL_ADD_LAND);
        if (q == NULL)
            return false;
        store_bind(q, 1, str_of(lands[i]));
        store_bind(q, 2, str_of(v->type));
        store_bind_date(q, 3, v->day);
        sqlite3_bind_int64(q, 4, event);
        store_bind(q, 5, str_of(role));
        if (!store_step_done(s, q))
            return false;
    }
    return true;
}

static void bind_or_null(sqlite3_stmt *q, int at, bool known, double value)
{
    if (known)
        sqlite3_bind_double(q, at, value);
}

static int64_t add_event(store *s, const store_mention *m)
{
    unsigned char features[STORE_FEATURES];
    const identity_view *v = &m->view;
    int64_t story = 0;
    if (strcmp(m->status, "hypothetical") != 0 && !store_storyline_for(s, v, str_of(m->contexts), &story))
        return 0;
    sqlite3_stmt *q = store_statement_of(s, SQL_ADD_EVENT);
    if (q == NULL)
        return 0;
    store_bind(q, 1, str_of(v->type));
    store_bind(q, 2, str_of(v->mode));
    store_bind(q, 3, str_of(m->contexts));
    store_bind(q, 4, str_of(v->cameo));
    sqlite3_bind_int(q, 5, m->quad);
    sqlite3_bind_double(q, 6, m->goldstein);
    sqlite3_bind_double(q, 7, m->score);
    store_bind(q, 8, str_of(m->status));
    sqlite3_bind_double(q, 9, m->certainty);
    store_bind_date(q, 10, v->day);
    sqlite3_bind_int(q, 11, v->day_told);
    store_bind_date(q, 12, v->day_end);
    store_bind(q, 13, str_of(m->place));
    store_bind(q, 14, str_of(v->country));
    bind_or_null(q, 15, m->has_point, m->lat);
    bind_or_null(q, 16, m->has_point, m->lon);
    if (m->killed >= 0)
        sqlite3_bind_int(q, 17, m->killed);
    if (m->injured >= 0)
        sqlite3_bind_int(q, 18, m->injured);
    size_t n = store_features_pack(v, features);
    sqlite3_bind_int(q, 19, m->is_copy);
    sqlite3_bind_int(q, 20, m->has_source);
    if (story != 0)
        sqlite3_bind_int64(q, 21, story);
    sqlite3_bind_blob(q, 22, features, (int)n, SQLITE_TRANSIENT);
    if (!store_step_done(s, q))
        return 0;
    int64_t event = sqlite3_last_insert_rowid(s->db);
    bool good = add_lands(s, v, event, v->actor, v->actor_count, "a") && add_lands(s, v, event, v->recipient, v->recipient_count, "r") &&
                add_lands(s, v, event, m->third, m->third_count, "t");
    return good ? event : 0;
}

/* ---- joining ------------------------------------------------------------------------------------------------------------ */

static bool set_features(store *s, int64_t event, const identity_view *v)
{
    unsigned char features[STORE_FEATURES];
    sqlite3_stmt *q = store_statement_of(s, SQL_SET_FEATURES);
    if (q == NULL)
        return false;
    size_t n = store_features_pack(v, features);
    sqlite3_bind_int64(q, 1, event);
    sqlite3_bind_blob(q, 2, features, (int)n, SQLITE_TRANSIENT);
    store_recent_drop(s, event);
    return store_step_done(s, q);
}

/* Lands that a third of the mentions tell become the event's. */
static bool grow_side(store *s, int64_t event, const identity_view *v, const char (*lands)[8], const uint8_t *told, uint32_t count, const char *role)
{
    for (uint32_t i = 0; i < count; i++) {
        sqlite3_stmt *q = 3u * told[i] >= v->mentions ? store_statement_of(s, SQL_GROW_LANDS) : NULL;
        if (q == NULL)
            continue;
        store_bind(q, 1, str_of(lands[i]));
        store_bind(q, 2, str_of(role));
        sqlite3_bind_int64(q, 3, event);
        if (!store_step_done(s, q))
            return false;
    }
    return true;
}

static bool grow(store *s, int64_t event, const identity_view *v)
{
    return set_features(s, event, v) && grow_side(s, event, v, v->actor, v->actor_told, v->actor_count, "a") &&
           grow_side(s, event, v, v->recipient, v->recipient_told, v->recipient_count, "r");
}

/* All that hangs on the event `gone` goes to `kept`. */
static bool join(store *s, int64_t kept, int64_t gone)
{
    static const store_statement steps[] = {SQL_JOIN_TELLING, SQL_JOIN_LANDS, SQL_DROP_LANDS, SQL_JOIN_MENTIONS,
                                            SQL_JOIN_ROUNDS, SQL_JOIN_STORY, SQL_DROP_EVENT};
    store_recent_drop(s, gone);
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        sqlite3_stmt *q = store_statement_of(s, steps[i]);
        if (q == NULL)
            return false;
        sqlite3_bind_int64(q, 1, gone);
        if (sqlite3_bind_parameter_count(q) > 1)
            sqlite3_bind_int64(q, 2, kept);
        if (!store_step_done(s, q))
            return false;
    }
    return true;
}

/* Two events as such: that the report at hand tells of one of them makes them no likelier to be one. */
static double likeness_of_events(const store *s, const candidates *c, const identity_view *kept, uint32_t other)
{
    identity_view x = *kept, y = c->view[other];
    x.here = y.here = false;
    return identity_score(&x, &y, &c->rarity, s->weights);
}

/* A report that tells more may show that two events are one: those that the mention fits as well are held against the event that
 * it has become part of. */
static bool join_others(store *s, candidates *c, int best, uint32_t *joined)
{
    identity_view *kept = &c->view[best];
    for (uint32_t i = 0; i < c->count; i++) {
        if ((int)i == best || c->score[i] < IDENTITY_SAME || likeness_of_events(s, c, kept, i) < IDENTITY_JOIN)
            continue;
        if (!join(s, c->id[best], c->id[i]))
            return false;
        identity_merge(kept, &c->view[i]);
        ++*joined;
    }
    return true;
}

int64_t store_event_for(store *s, const store_mention *m, bool *is_new, uint32_t *joined)
{
    candidates *c = ARENA_ARRAY(&s->scratch, candidates, 1);
    *is_new = false;
    *joined = 0;
    if (c == NULL || !find_candidates(s, m, c))
        return 0;
    int best = choose(s, m, c);
    if (best < 0) {
        *is_new = true;
        return add_event(s, m);
    }
    identity_merge(&c->view[best], &m->view);
    return join_others(s, c, best, joined) && grow(s, c->id[best], &c->view[best]) ? c->id[best] : 0;
}

/* ---- an event as its mentions tell it ------------------------------------------------------------------------------------ */

enum { TALLY = 16 };

typedef struct tally { /* how often each of some values was told */
    char value[TALLY][96];
    int count[TALLY];
    double lat[TALLY], lon[TALLY]; /* of places; 1000: unknown */
    char land[TALLY][8];           /* of places; empty: unknown */
    int n;
} tally;

static void tally_add(tally *t, const unsigned char *value)
{
    if (value == NULL || value[0] == 0)
        return;
    for (int i = 0; i < t->n; i++)
        if (strcmp(t->value[i], (const char *)value) == 0) {
            t->count[i]++;
            return;
        }
    if (t->n < TALLY) {
        copy_text(t->value[t->n], sizeof t->value[0], value);
        t->lat[t->n] = t->lon[t->n] = 1000;
        t->count[t->n++] = 1;
    }
}

/* The value told most often, the first of several; -1: none. */
static int tally_best(const tally *t)
{
    int best = -1;
    for (int i = 0; i < t->n; i++)
        if (best < 0 || t->count[i] > t->count[best])
            best = i;
    return best;
}

static const char *tally_most(const tally *t)
{
    int best = tally_best(t);
    return best < 0 ? "" : t->value[best];
}

typedef struct sum {
    tally wide_place; /* countries and regions: they dispute nothing */
    tally place, country, day, day_end, status;
    double certainty;
    char first_published[24], status_best[16];
    int reports_count, copies_count;
    int64_t last_document;
} sum;

bool store_is_wide(const char *kind)
{
    static const char *const wide[] = {"country", "region", "sea", "admin1", "continent", "demonym"};
    for (size_t i = 0; kind != NULL && i < sizeof wide / sizeof *wide; i++)
        if (strcmp(kind, wide[i]) == 0)
            return true;
    return false;
}

/* A place's point and land are those of the first mention that has them. */
static void keep_point(tally *t, sqlite3_stmt *q)
{
    const char *place = (const char *)sqlite3_column_text(q, 4);
    for (int i = 0; place != NULL && i < t->n; i++) {
        if (strcmp(t->value[i], place) != 0)
            continue;
        if (t->land[i][0] == 0)
            copy_text(t->land[i], sizeof t->land[i], sqlite3_column_text(q, 5));
        if (t->lat[i] > 90 && sqlite3_column_type(q, 11) != SQLITE_NULL) {
            t->lat[i] = sqlite3_column_double(q, 11);
            t->lon[i] = sqlite3_column_double(q, 12);
        }
    }
}

/* Rows come in the order of documents, so that a document is counted when it changes. */
static void sum_row(sum *x, sqlite3_stmt *q)
{
    int64_t document = sqlite3_column_int64(q, 0);
    const unsigned char *published = sqlite3_column_text(q, 9);
    bool copy = sqlite3_column_type(q, 1) != SQLITE_NULL;
    if (document != x->last_document) {
        x->reports_count += !copy;
        x->copies_count += copy;
        x->last_document = document;
    }
    if (published != NULL && (x->first_published[0] == 0 || strcmp((const char *)published, x->first_published) < 0))
        copy_text(x->first_published, sizeof x->first_published, published);
    if (sqlite3_column_double(q, 3) > x->certainty || x->status_best[0] == 0) {
        x->certainty = sqlite3_column_double(q, 3);
        copy_text(x->status_best, sizeof x->status_best, sqlite3_column_text(q, 2));
    }
    tally_add(&x->status, sqlite3_column_text(q, 2));
    if (sqlite3_column_int(q, 6) == 0) {
        tally *places = store_is_wide((const char *)sqlite3_column_text(q, 10)) ? &x->wide_place : &x->place;
        tally_add(places, sqlite3_column_text(q, 4));
        keep_point(places, q);
        tally_add(&x->country, sqlite3_column_text(q, 5));
    }
    const unsigned char *day = sqlite3_column_text(q, 7), *end = sqlite3_column_text(q, 8);
    if (day != NULL && end != NULL && strcmp((const char *)day, (const char *)end) == 0)
        tally_add(&x->day, day);
    else if (day != NULL && day[0] && x->day_end.n == 0) {
        tally_add(&x->day_end, day);
        tally_add(&x->day_end, end);
    }
}

#define NEAR_DEGREES 0.2 /* a palace in a city, an office in a palace: told more closely, not otherwise */

static bool places_differ(const tally *t)
{
    for (int i = 0; i < t->n; i++)
        for (int k = i + 1; k < t->n; k++)
            if (t->lat[i] > 90 || t->lat[k] > 90 || fabs(t->lat[i] - t->lat[k]) > NEAR_DEGREES || fabs(t->lon[i] - t->lon[k]) > NEAR_DEGREES)
                return true;
    return false;
}

static void list_disputes(const sum *x, char to[64])
{
    (void)snprintf(to, 64, "%s%s%s", places_differ(&x->place) ? "place " : "", x->day.n > 1 ? "day " : "", x->status.n > 1 ? "status " : "");
    size_t n = strlen(to);
    if (n > 0)
        to[n - 1] = 0;
}

static void bind_days(sqlite3_stmt *q, const sum *x)
{
    bool exact = x->day.n > 0, wide = !exact && x->day_end.n > 0;
    const char *first = exact ? tally_most(&x->day) : wide ? x->day_end.value[0] : x->first_published;
    const char *last = wide ? x->day_end.value[x->day_end.n - 1] : first;
    store_bind(q, 4, str_of(first));
    sqlite3_bind_int(q, 5, exact || wide);
    store_bind(q, 6, str_of(last));
}

/* The lands of an event carry its day. Asked first: a change of nothing costs thirty times as much as the question. */
static bool move_lands(store *s, int64_t event, const char *day)
{
    static const store_statement both[] = {SQL_LANDS_ASTRAY, SQL_MOVE_LANDS};
    bool astray = true;
    for (int i = 0; i < 2 && astray; i++) {
        sqlite3_stmt *q = store_statement_of(s, both[i]);
        if (q == NULL)
            return false;
        sqlite3_bind_int64(q, 1, event);
        store_bind(q, 2, str_of(day));
        int step = sqlite3_step(q);
        sqlite3_reset(q);
        if (step != SQLITE_ROW && step != SQLITE_DONE)
            return false;
        astray = step == SQLITE_ROW;
    }
    return true;
}

/* How many outlets tell of an event; -1: it fails. */
static int count_outlets(store *s, int64_t event)
{
    sqlite3_stmt *q = store_statement_of(s, SQL_OUTLETS_OF_EVENT);
    if (q == NULL)
        return -1;
    sqlite3_bind_int64(q, 1, event);
    int count = sqlite3_step(q) == SQLITE_ROW ? sqlite3_column_int(q, 0) : -1;
    sqlite3_reset(q);
    return count;
}

bool store_event_refresh(store *s, int64_t event)
{
    char disputed[64];
    sum x = {0};
    store_recent_drop(s, event);
    int outlets = count_outlets(s, event);
    sqlite3_stmt *q = store_statement_of(s, SQL_MENTIONS_OF_EVENT);
    if (q == NULL || outlets < 0)
        return false;
    sqlite3_bind_int64(q, 1, event);
    while (sqlite3_step(q) == SQLITE_ROW)
        sum_row(&x, q);
    sqlite3_reset(q);
    list_disputes(&x, disputed);
    q = store_statement_of(s, SQL_UPDATE_EVENT);
    if (q == NULL)
        return false;
    sqlite3_bind_int64(q, 1, event);
    store_bind(q, 2, str_of(x.status_best));
    sqlite3_bind_double(q, 3, x.certainty);
    bind_days(q, &x);
    const tally *places = x.place.n > 0 ? &x.place : &x.wide_place;
    int place = tally_best(places);
    store_bind(q, 7, str_of(tally_most(places)));
    store_bind(q, 8, str_of(place >= 0 && places->land[place][0] ? places->land[place] : tally_most(&x.country)));
    sqlite3_bind_int(q, 9, x.reports_count);
    sqlite3_bind_int(q, 10, x.copies_count);
    sqlite3_bind_int(q, 11, outlets);
    store_bind(q, 12, str_of(disputed));
    if (place >= 0 && places->lat[place] <= 90) {
        sqlite3_bind_double(q, 13, places->lat[place]);
        sqlite3_bind_double(q, 14, places->lon[place]);
    }
    const char *first = x.day.n > 0 ? tally_most(&x.day) : x.day_end.n > 0 ? x.day_end.value[0] : x.first_published;
    return store_step_done(s, q) && move_lands(s, event, first);
}
