/* SPDX-License-Identifier: MIT
 *
 * talk.c: the talks of a report become part of a negotiation that is known, or a new one (story/negotiation.h), and its rounds part of
 * that one's. A negotiation is held against the report as the lands that half of its reports name, with the rounds that they tell.
 */
#include "store/adding.h"

#include "record/record.h"
#include "story/negotiation.h"

#include <stdio.h>
#include <string.h>

enum { LOOKED_AT = 200, LIKELIEST = 4, TELLINGS = 80, ROUNDS = 64, PARTIES = IDENTITY_LANDS };
#define ROUNDS_CAN_ADD 0.25 /* what rounds that agree may add to a likeness */

typedef struct parties {
    char land[PARTIES][8];
    str code[PARTIES];
    uint32_t count;
} parties;

typedef struct rounds { /* of one negotiation, or as one report tells them */
    negotiation_round round[ROUNDS];
    char country[ROUNDS][8];
    int64_t number[ROUNDS]; /* in the ledger */
    uint32_t count;
} rounds;

static void add_party(parties *p, str land)
{
    uint32_t at = 0;
    while (at < p->count && str_compare(p->code[at], land) < 0)
        at++;
    if (land.n == 0 || land.n > 7 || p->count == PARTIES || (at < p->count && str_equal(p->code[at], land)))
        return;
    memmove(&p->land[at + 1], &p->land[at], (p->count - at) * sizeof p->land[0]);
    (void)snprintf(p->land[at], sizeof p->land[0], "%.*s", (int)land.n, land.p);
    p->count++;
    for (uint32_t i = 0; i < p->count; i++)
        p->code[i] = str_of(p->land[i]);
}

static void split_lands(str lands, parties *p)
{
    *p = (parties){.count = 0};
    while (lands.p != NULL && lands.n > 0)
        add_party(p, str_cut(lands, ' ', &lands));
}

/* ---- the report's ------------------------------------------------------------------------------------------------------------ */

static void read_parties(adding *a, struct json_object *talk, parties *p)
{
    struct json_object *list = part_of(talk, "parties");
    *p = (parties){.count = 0};
    for (size_t i = 0; i < part_count(list); i++) {
        struct json_object *e = part_at(part_of(a->record, "entities"), (size_t)json_object_get_int64(part_at(list, i)));
        add_party(p, e != NULL ? part_text(e, "country") : (str){NULL, 0});
    }
}

static struct json_object *place_of(adding *a, struct json_object *round)
{
    int64_t place = part_integer(round, "place", -1);
    return place >= 0 ? part_at(part_of(a->record, "places"), (size_t)place) : NULL;
}

static struct json_object *time_of(adding *a, struct json_object *round)
{
    int64_t time = part_integer(round, "time", -1);
    return time >= 0 ? part_at(part_of(a->record, "times"), (size_t)time) : NULL;
}

static int32_t published_of(const adding *a) { return a->published_day == INT32_MIN ? 0 : a->published_day; }

static bool is_to_come(str status) { return str_equal(status, STR("planned")) || str_equal(status, STR("possible")); }

static str delegates_of(adding *a, struct json_object *list)
{
    strbuf b;
    strbuf_init(&b, 0);
    for (size_t i = 0; i < part_count(list); i++) {
        struct json_object *e = part_at(part_of(a->record, "entities"), (size_t)json_object_get_int64(part_at(list, i)));
        if (e == NULL)
            continue;
        if (b.n > 0)
            strbuf_add_text(&b, "; ");
        strbuf_add_str(&b, part_text(e, "name"));
    }
    str kept = {arena_string(&a->s->scratch, b.p, b.n), b.n};
    strbuf_release(&b);
    return kept;
}

static void add_people(negotiation_round *r, str names)
{
    while (names.p != NULL && names.n > 0 && r->person_count < NEGOTIATION_PEOPLE)
        r->person[r->person_count++] = (uint32_t)str_hash(str_trim(str_cut(names, ';', &names)));
}

static void read_round(adding *a, struct json_object *r, negotiation_round *to)
{
    struct json_object *p = place_of(a, r), *t = time_of(a, r), *hedged = part_of(r, "place_hedged");
    int64_t number = part_integer(r, "number", 0);
    *to = (negotiation_round){.number = number > 0 && number < 1000 ? (uint32_t)number : 0, .begin = 1, .end = 0, .published = published_of(a)};
    if (t == NULL || !adding_day(part_text(t, "begin"), &to->begin) || !adding_day(part_text(t, "end"), &to->end)) {
        to->begin = 1;
        to->end = 0;
    }
    if (p != NULL && !(hedged != NULL && json_object_get_boolean(hedged)))
        to->country = part_text(p, "country");
    to->to_come = is_to_come(part_text(r, "status"));
    to->event[0] = adding_event(a, part_integer(r, "event", -1));
    to->event_count = to->event[0] != 0;
    add_people(to, delegates_of(a, part_of(r, "delegates")));
}

/* ---- the ledger's ------------------------------------------------------------------------------------------------------------- */

static int32_t day_in(sqlite3_stmt *q, int column, int32_t missing)
{
    int32_t day;
    return adding_day(str_of((const char *)sqlite3_column_text(q, column)), &day) ? day : missing;
}

/* Columns: number, day, day_end, country, place_hedged, status, event, published, delegates. `country` keeps the land's code. */
static void take_telling(sqlite3_stmt *q, negotiation_round *r, char country[8])
{
    *r = (negotiation_round){.number = (uint32_t)sqlite3_column_int(q, 0), .begin = day_in(q, 1, 1), .end = day_in(q, 2, 0)};
    if (sqlite3_column_int(q, 4) == 0) {
        (void)snprintf(country, 8, "%s", (const char *)sqlite3_column_text(q, 3));
        r->country = str_of(country);
    }
    r->to_come = is_to_come(str_of((const char *)sqlite3_column_text(q, 5)));
    r->event_count = sqlite3_column_type(q, 6) != SQLITE_NULL;
    r->event[0] = sqlite3_column_int64(q, 6);
    r->published = day_in(q, 7, 0);
    add_people(r, str_of((const char *)sqlite3_column_text(q, 8)));
}

static void take_into(rounds *known, int64_t number, const negotiation_round *told)
{
    uint32_t at = 0;
    while (at < known->count && known->number[at] != number)
        at++;
    if (at == ROUNDS)
        return;
    if (at < known->count) {
        negotiation_take(&known->round[at], told);
    } else {
        known->round[at] = *told;
        known->number[at] = number;
        known->count++;
    }
    if (known->round[at].country.p == told->country.p && told->country.n > 0) { /* it is gone with its row */
        (void)snprintf(known->country[at], sizeof known->country[0], "%.*s", (int)told->country.n, told->country.p);
        known->round[at].country = str_of(known->country[at]);
    }
}

/* The rounds of a negotiation, as their latest tellings have them. */
static bool read_rounds(store *s, int64_t talk, rounds *known)
{
    sqlite3_stmt *q = store_statement_of(s, SQL_ROUNDS_OF_TALK);
    if (q == NULL)
        return false;
    known->count = 0;
    sqlite3_bind_int64(q, 1, talk);
    sqlite3_bind_int(q, 2, TELLINGS);
    while (sqlite3_step(q) == SQLITE_ROW) {
        negotiation_round told;
        char country[8] = "";
        take_telling(q, &told, country);
        take_into(known, sqlite3_column_int64(q, 9), &told);
    }
    sqlite3_reset(q);
    return true;
}

typedef struct found {
    int64_t talk;
    parties lands;
    int32_t published; /* its day that is nearest to the report's */
    double likeness;   /* without rounds */
} found;

static bool read_talk(store *s, int64_t talk, const negotiation_report *told, found *to)
{
    sqlite3_stmt *q = store_statement_of(s, SQL_TALK);
    if (q == NULL)
        return false;
    *to = (found){.talk = talk};
    sqlite3_bind_int64(q, 1, talk);
    if (sqlite3_step(q) == SQLITE_ROW) {
        split_lands(str_of((const char *)sqlite3_column_text(q, 0)), &to->lands);
        int32_t first = day_in(q, 1, 0), last = day_in(q, 2, 0);
        to->published = told->published < first ? first : told->published > last ? last : told->published;
    }
    sqlite3_reset(q);
    negotiation_report known = {.parties = to->lands.code, .party_count = to->lands.count, .published = to->published};
    to->likeness = negotiation_likeness(&known, told);
    return true;
}

/* Keeps the likeliest ones, in order. */
static void keep_likeliest(found *best, uint32_t *count, const found *next)
{
    uint32_t at = *count;
    while (at > 0 && best[at - 1].likeness < next->likeness)
        at--;
    if (at == LIKELIEST || next->likeness + ROUNDS_CAN_ADD < NEGOTIATION_SAME)
        return;
    *count += *count < LIKELIEST;
    for (uint32_t i = *count - 1; i > at; i--)
        best[i] = best[i - 1];
    best[at] = *next;
    for (uint32_t i = 0; i < *count; i++)
        for (uint32_t k = 0; k < best[i].lands.count; k++)
            best[i].lands.code[k] = str_of(best[i].lands.land[k]);
}

/* The negotiations of a land that began last, added to `id`, each once. */
static bool list_talks(store *s, str land, int64_t *id, uint32_t *count)
{
    sqlite3_stmt *q = store_statement_of(s, SQL_TALKS_OF_LAND);
    if (q == NULL)
        return false;
    store_bind(q, 1, land);
    sqlite3_bind_int(q, 2, LOOKED_AT);
    while (sqlite3_step(q) == SQLITE_ROW) {
        int64_t next = sqlite3_column_int64(q, 0);
        uint32_t at = 0;
        while (at < *count && id[at] != next)
            at++;
        if (at == *count && at < LOOKED_AT * PARTIES)
            id[(*count)++] = next;
    }
    sqlite3_reset(q);
    return true;
}

/* The negotiation that is likeliest the one told of, 0: none. Rounds are read of the likeliest ones alone. */
static bool find_talk(adding *a, const negotiation_report *told, rounds *known, int64_t *talk)
{
    int64_t *id = ARENA_ARRAY(&a->s->scratch, int64_t, LOOKED_AT * PARTIES);
    found *best = ARENA_ARRAY(&a->s->scratch, found, LIKELIEST + 1), *next = &best[LIKELIEST];
    uint32_t count = 0, kept = 0;
    double most = NEGOTIATION_SAME;
    *talk = 0;
    bool good = id != NULL && best != NULL;
    for (uint32_t i = 0; good && i < told->party_count; i++)
        good = list_talks(a->s, told->parties[i], id, &count);
    for (uint32_t i = 0; good && i < count; i++) {
        good = read_talk(a->s, id[i], told, next);
        keep_likeliest(best, &kept, next);
    }
    for (uint32_t i = 0; good && i < kept; i++) {
        good = read_rounds(a->s, best[i].talk, known);
        negotiation_report seen = {best[i].lands.code, best[i].lands.count, known->round, known->count, best[i].published};
        double likeness = negotiation_likeness(&seen, told);
        if (likeness >= most && (*talk == 0 || likeness > most)) {
            most = likeness;
            *talk = best[i].talk;
        }
    }
    return good;
}

static bool run_with(store *s, store_statement which, int64_t number, str text, int32_t day)
{
    sqlite3_stmt *q = store_statement_of(s, which);
    if (q == NULL)
        return false;
    sqlite3_bind_int64(q, 1, number);
    if (sqlite3_bind_parameter_count(q) > 1)
        store_bind(q, 2, text);
    if (sqlite3_bind_parameter_count(q) > 2)
        store_bind_date(q, 3, day);
    return store_step_done(s, q);
}

/* Its lands become those that half of its reports name. */
static bool grow_talk(store *s, int64_t talk, const negotiation_report *told)
{
    if (!run_with(s, SQL_GROW_TALK, talk, STR(""), told->published))
        return false;
    for (uint32_t i = 0; i < told->party_count; i++)
        if (!run_with(s, SQL_TELL_LAND_OF_TALK, talk, told->parties[i], 0))
            return false;
    return run_with(s, SQL_SET_LANDS_OF_TALK, talk, STR(""), 0);
}

/* The negotiation of the report's talks, known or new; 0: it failed. */
static int64_t talk_for(adding *a, const negotiation_report *told, rounds *t)
{
    int64_t talk;
    if (!find_talk(a, told, t, &talk))
        return 0;
    if (talk == 0) {
        sqlite3_stmt *q = store_statement_of(a->s, SQL_ADD_TALK);
        if (q == NULL)
            return 0;
        store_bind_date(q, 1, told->published);
        if (!store_step_done(a->s, q))
            return 0;
        talk = sqlite3_last_insert_rowid(a->s->db);
    }
    return grow_talk(a->s, talk, told) ? talk : 0;
}

/* ---- adding ------------------------------------------------------------------------------------------------------------------ */

/* The number of the round that is told of, known or new. */
static int64_t round_for(rounds *t, const negotiation_round *told)
{
    int same = negotiation_round_of(t->round, t->count, told);
    int64_t number = same >= 0 ? t->number[same] : 1;
    for (uint32_t i = 0; same < 0 && i < t->count; i++)
        number = t->number[i] >= number ? t->number[i] + 1 : number;
    return number;
}

static bool add_round(adding *a, int64_t talk, struct json_object *r, const negotiation_round *told, int64_t round)
{
    struct json_object *p = place_of(a, r), *t = time_of(a, r), *hedged = part_of(r, "place_hedged");
    str delegates = delegates_of(a, part_of(r, "delegates"));
    sqlite3_stmt *q = store_statement_of(a->s, SQL_ADD_ROUND);
    if (q == NULL)
        return false;
    sqlite3_bind_int64(q, 1, talk);
    sqlite3_bind_int64(q, 2, a->document);
    sqlite3_bind_int64(q, 3, told->number);
    if (told->event_count > 0)
        sqlite3_bind_int64(q, 4, told->event[0]);
    store_bind(q, 5, part_text(r, "status"));
    store_bind(q, 6, p != NULL ? part_text(p, "name") : STR(""));
    store_bind(q, 7, p != NULL ? part_text(p, "country") : STR(""));
    sqlite3_bind_int(q, 8, hedged != NULL && json_object_get_boolean(hedged));
    store_bind(q, 9, t != NULL ? part_text(t, "begin") : STR(""));
    store_bind(q, 10, t != NULL ? part_text(t, "end") : STR(""));
    store_bind(q, 11, delegates);
    store_bind(q, 12, part_text(r, "outcome"));
    sqlite3_bind_int64(q, 13, round);
    store_bind(q, 14, p != NULL ? part_text(p, "kind") : STR(""));
    return store_step_done(a->s, q);
}

static bool add_item(adding *a, int64_t talk, struct json_object *i)
{
    sqlite3_stmt *q = store_statement_of(a->s, SQL_ADD_AGENDA);
    if (q == NULL)
        return false;
    sqlite3_bind_int64(q, 1, talk);
    sqlite3_bind_int64(q, 2, a->document);
    store_bind(q, 3, adding_excerpt(adding_words(a, part_of(i, "span"))));
    store_bind(q, 4, part_text(i, "stance"));
    return store_step_done(a->s, q);
}

/* What the report tells may show that two rounds are one: the later one goes into the earlier one. */
static bool join_rounds(store *s, int64_t talk, rounds *known)
{
    for (uint32_t i = 0; i < known->count; i++)
        for (uint32_t k = i + 1; k < known->count; k++) {
            if (known->number[k] == 0 || !negotiation_is_one(&known->round[i], &known->round[k]))
                continue;
            sqlite3_stmt *q = store_statement_of(s, SQL_JOIN_ROUND);
            if (q == NULL)
                return false;
            sqlite3_bind_int64(q, 1, talk);
            sqlite3_bind_int64(q, 2, known->number[k]);
            sqlite3_bind_int64(q, 3, known->number[i]);
            if (!store_step_done(s, q))
                return false;
            negotiation_take(&known->round[i], &known->round[k]);
            known->round[k] = (negotiation_round){.begin = 1};
            known->number[k] = 0;
        }
    return true;
}

static bool add_talk(adding *a, struct json_object *talk, rounds *own, rounds *known)
{
    struct json_object *list = part_of(talk, "rounds"), *agenda = part_of(talk, "agenda");
    parties p;
    read_parties(a, talk, &p);
    for (own->count = 0; own->count < part_count(list) && own->count < ROUNDS; own->count++)
        read_round(a, part_at(list, own->count), &own->round[own->count]);
    negotiation_report told = {p.code, p.count, own->round, own->count, published_of(a)};
    int64_t id = talk_for(a, &told, known);
    bool good = id != 0 && read_rounds(a->s, id, known);
    for (uint32_t i = 0; good && i < own->count; i++) {
        int64_t number = round_for(known, &own->round[i]);
        good = add_round(a, id, part_at(list, i), &own->round[i], number);
        take_into(known, number, &own->round[i]);
    }
    good = good && join_rounds(a->s, id, known);
    for (size_t i = 0; good && i < part_count(agenda); i++)
        good = add_item(a, id, part_at(agenda, i));
    return good;
}

bool adding_talks(adding *a)
{
    struct json_object *all = part_of(a->record, "talks");
    if (part_count(all) == 0)
        return true;
    rounds *own = ARENA_ARRAY(&a->s->scratch, rounds, 1), *known = ARENA_ARRAY(&a->s->scratch, rounds, 1);
    for (size_t i = 0; i < part_count(all); i++)
        if (own == NULL || known == NULL || !add_talk(a, part_at(all, i), own, known))
            return false;
    return true;
}

/* ---- for a ledger whose rounds are not known ---------------------------------------------------------------------------------- */

bool store_rounds_all(store *s)
{
    rounds *known = ARENA_ARRAY(&s->scratch, rounds, 1);
    sqlite3_stmt *q = NULL;
    bool good = known != NULL &&
                sqlite3_prepare_v2(s->db, "SELECT r.number, r.day, r.day_end, r.country, r.place_hedged, r.status, r.event, d.published, r.delegates, r.id, "
                                          "r.talk FROM talk_round r JOIN document d ON d.id = r.document ORDER BY r.id", -1, &q, NULL) == SQLITE_OK;
    int step = SQLITE_DONE;
    while (good && (step = sqlite3_step(q)) == SQLITE_ROW) {
        negotiation_round told;
        char country[8] = "";
        take_telling(q, &told, country);
        good = read_rounds(s, sqlite3_column_int64(q, 10), known);
        sqlite3_stmt *to = good ? store_statement_of(s, SQL_SET_ROUND) : NULL;
        if (to == NULL) {
            good = false;
            break;
        }
        sqlite3_bind_int64(to, 1, sqlite3_column_int64(q, 9));
        sqlite3_bind_int64(to, 2, round_for(known, &told));
        good = store_step_done(s, to);
    }
    sqlite3_finalize(q);
    arena_reset(&s->scratch);
    return good && step == SQLITE_DONE;
}
