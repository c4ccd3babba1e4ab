/* SPDX-License-Identifier: MIT
 *
 * talks.c: processes of talks. The ledger keeps a round as each report tells it, and which of them are one (store/talk.c). A round
 * is then what most reports tell, and as certain as the surest of them.
 */
#include "serve/asking.h"

#include <string.h>

enum { ROUNDS = 200, PLACES = 8, DELEGATES = 24, REPORTS = 200 };

typedef struct report_of {
    int64_t document;
    str outlet, title, published;
} report_of;

typedef struct place_told {
    str place, country;
    int weight; /* reports that tell it, of a land half; 0: only told as one of several */
} place_told;

typedef struct round_told {
    int64_t id, number, event; /* id: within its talks */
    str status, day, day_end, outcome;
    place_told place[PLACES];
    str delegate[DELEGATES];
    report_of *report; /* [report_count] */
    uint32_t place_count, delegate_count, report_count;
} round_told;

typedef struct gathering {
    asking *a;
    round_told *round; /* [ROUNDS] */
    uint32_t count;
} gathering;

/* ---- telling apart ------------------------------------------------------------------------------------------------------- */

static int rank_of(str status)
{
    static const char *const order[] = {"happened", "ongoing", "negated", "planned", "possible"};
    for (int i = 0; i < 5; i++)
        if (str_equal(status, str_of(order[i])))
            return i;
    return 5;
}

static bool is_to_come(str status) { return rank_of(status) >= 3; }

static bool is_one_day(str day, str day_end) { return day.n > 0 && str_equal(day, day_end); }

static str text_at(const store_row *row, const char *name) { return rows_find(row, name)->text; }
static int64_t number_at(const store_row *row, const char *name) { return rows_find(row, name)->integer; }

/* ---- taking a telling in ------------------------------------------------------------------------------------------------- */

static str keep(gathering *g, str s)
{
    const char *copy = s.n > 0 ? arena_string(g->a->memory, s.p, s.n) : NULL;
    return copy != NULL ? (str){copy, s.n} : STR("");
}

static void take_place(gathering *g, round_told *r, const store_row *row)
{
    str place = text_at(row, "place"), country = text_at(row, "country");
    if (place.n == 0)
        return;
    bool hedged = number_at(row, "place_hedged") != 0, wide = str_equal(place, serve_land_name(g->a->names, country));
    uint32_t at = 0;
    while (at < r->place_count && !str_equal(r->place[at].place, place))
        at++;
    if (at == PLACES)
        return;
    if (at == r->place_count)
        r->place[r->place_count++] = (place_told){keep(g, place), keep(g, country), 0};
    r->place[at].weight += hedged ? 0 : wide ? 1 : 2;
}

static void take_delegates(gathering *g, round_told *r, str list)
{
    while (list.p != NULL && r->delegate_count < DELEGATES) {
        str name = str_trim(str_cut(list, ';', &list));
        uint32_t at = 0;
        while (at < r->delegate_count && !str_equal(r->delegate[at], name))
            at++;
        if (name.n > 0 && at == r->delegate_count)
            r->delegate[r->delegate_count++] = keep(g, name);
    }
}

static void take_report(gathering *g, round_told *r, const store_row *row)
{
    int64_t document = number_at(row, "document");
    for (uint32_t i = 0; i < r->report_count; i++)
        if (r->report[i].document == document)
            return;
    if (r->report_count == REPORTS)
        return;
    r->report = arena_push(g->a->memory, r->report, r->report_count, sizeof *r->report);
    if (r->report != NULL)
        r->report[r->report_count++] = (report_of){document, keep(g, text_at(row, "source")), keep(g, text_at(row, "title")), keep(g, text_at(row, "published"))};
}

static void take_telling(gathering *g, round_told *r, const store_row *row)
{
    str status = text_at(row, "status"), day = text_at(row, "day"), day_end = text_at(row, "day_end");
    r->number = r->number != 0 ? r->number : number_at(row, "number");
    r->event = r->event != 0 ? r->event : number_at(row, "event");
    if (r->status.n == 0 || rank_of(status) < rank_of(r->status))
        r->status = keep(g, status);
    if (r->day.n == 0 || (is_one_day(day, day_end) && !is_one_day(r->day, r->day_end))) {
        r->day = keep(g, day);
        r->day_end = keep(g, day_end);
    }
    if (r->outcome.n == 0)
        r->outcome = keep(g, text_at(row, "outcome"));
    take_place(g, r, row);
    take_delegates(g, r, text_at(row, "delegates"));
    take_report(g, r, row);
}

static int round_sink(void *user, const store_row *row)
{
    gathering *g = user;
    uint32_t at = 0;
    while (at < g->count && g->round[at].id != number_at(row, "round"))
        at++;
    if (at == ROUNDS)
        return 0;
    if (at == g->count)
        g->round[g->count++].id = number_at(row, "round");
    take_telling(g, &g->round[at], row);
    return g->a->memory->failed;
}

/* ---- writing -------------------------------------------------------------------------------------------------------------- */

static const place_told *likeliest_place(const round_told *r)
{
    static const place_told nowhere = {{"", 0}, {"", 0}, -1};
    const place_told *best = &nowhere;
    for (uint32_t i = 0; i < r->place_count; i++)
        if (r->place[i].weight > best->weight)
            best = &r->place[i];
    return best;
}

static void write_reports(asking *a, const round_told *r)
{
    json_key(&a->w, "reports");
    json_open(&a->w, '[');
    for (uint32_t i = 0; r->report != NULL && i < r->report_count; i++) {
        json_open(&a->w, '{');
        rows_integer(a, "document", r->report[i].document);
        rows_text(a, "outlet", r->report[i].outlet);
        rows_text(a, "title", r->report[i].title);
        rows_text(a, "published", r->report[i].published);
        json_close(&a->w, '}');
    }
    json_close(&a->w, ']');
}

static void write_round(asking *a, const round_told *r)
{
    const place_told *where = likeliest_place(r);
    json_open(&a->w, '{');
    rows_integer(a, "number", r->number);
    rows_text(a, "status", r->status);
    rows_text(a, "day", r->day);
    rows_text(a, "day_end", r->day_end);
    rows_text(a, "place", where->place);
    rows_text(a, "country", where->country);
    json_key(&a->w, "hedged");
    json_boolean(&a->w, where->weight == 0);
    json_key(&a->w, "delegates");
    json_open(&a->w, '[');
    for (uint32_t i = 0; i < r->delegate_count; i++)
        json_string(&a->w, r->delegate[i]);
    json_close(&a->w, ']');
    rows_text(a, "outcome", r->outcome);
    json_key(&a->w, "event");
    if (r->event != 0)
        json_integer(&a->w, r->event);
    else
        json_null(&a->w);
    write_reports(a, r);
    json_close(&a->w, '}');
}

static void write_rounds(asking *a, const gathering *g, const char *name, bool to_come)
{
    json_key(&a->w, name);
    json_open(&a->w, '[');
    for (uint32_t i = 0; i < g->count; i++)
        if (is_to_come(g->round[i].status) == to_come)
            write_round(a, &g->round[i]);
    json_close(&a->w, ']');
}

static dgm_status add_rounds(asking *a, const store_row *row, dgm_error *err)
{
    int64_t talk = number_at(row, "id");
    arena_mark mark = arena_here(a->memory);
    gathering g = {.a = a, .round = ARENA_ARRAY(a->memory, round_told, ROUNDS)};
    dgm_status status = g.round != NULL ? store_page_rounds(a->ledger, talk, round_sink, &g, err) : DGM_NO_MEMORY;
    if (status != DGM_OK)
        return status;
    write_rounds(a, &g, "rounds", false);
    json_key(&a->w, "agenda");
    json_open(&a->w, '[');
    status = store_page_agenda(a->ledger, talk, rows_sink, a, err);
    json_close(&a->w, ']');
    write_rounds(a, &g, "announced", true);
    arena_back(a->memory, mark);
    return status;
}

static dgm_status talks_question(store *s, const store_filter *f, store_sink *sink, void *user, dgm_error *err)
{
    return store_page_talks(s, f, 0, sink, user, err);
}

dgm_status serve_talks(asking *a, dgm_error *err)
{
    return rows_list(a, talks_question, add_rounds, err);
}

typedef struct one_talk {
    asking *a;
    bool found;
    dgm_status status;
    dgm_error *err;
} one_talk;

static int talk_sink(void *user, const store_row *row)
{
    one_talk *t = user;
    t->found = true;
    rows_members(t->a, row);
    t->status = add_rounds(t->a, row, t->err);
    return t->status != DGM_OK;
}

dgm_status serve_talk(asking *a, dgm_error *err)
{
    one_talk t = {.a = a, .err = err};
    a->filter = (store_filter){.limit = 1};
    json_open(&a->w, '{');
    dgm_status status = store_page_talks(a->ledger, &a->filter, a->number, talk_sink, &t, err);
    json_close(&a->w, '}');
    if (status == DGM_OK && !t.found)
        return serve_no_such(err, "talks", a->number);
    return t.status != DGM_OK ? t.status : status;
}
