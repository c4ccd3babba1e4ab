/* SPDX-License-Identifier: MIT
 *
 * How many of the events given are right, and how many of those that the text tells are given: records held against a truth
 * that was written by hand, before and without them.
 *
 *   events TRUTH.tsv RECORDS.jsonl [--show]
 *
 * A row of the truth is an act: document, span of its sentence, span of its words, types, statuses, actors, recipients, and 1
 * where good coders may differ on whether it is to be coded at all. Spans are code points, "12-20"; types and statuses are
 * alternatives, parted by "|"; parties are parted by ";", each a country (or "---": none) and where its words stand
 * ("USA@12-20+40-48"), with a "?" before it where it may be left out. "-" is an empty list. A document without acts stands alone
 * on its line; records of other documents are passed over.
 *
 * An event and a row are of one act where their words meet, or where they are of one type in one sentence; each is taken once,
 * the best pairs first. An event is right where type, status and parties are: every party that the row asks for is there, with its
 * country, and none that it does not know. A doubtful row costs nothing where it is not given.
 */
#include "base/file.h"

#include <json-c/json.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ROWS = 8000, PARTIES = 16, SPANS = 8, EVENTS = 2000, PLACES = 64 };

typedef struct span {
    int begin, end;
} span;

typedef struct party {
    char country[4]; /* "" none */
    bool optional;
    span at[PLACES]; /* in the record: its own words and the mentions of its entity */
    int places;
} party;

typedef struct side {
    party of[PARTIES];
    int count;
} side;

typedef struct act {
    char document[160];
    span sentence, words;
    char types[64], statuses[64]; /* "|" about each */
    side actors, recipients;
    bool doubtful, stands_for_none;
    int taken_by; /* -1: none */
} act;

typedef struct given {
    span words;
    char type[16], status[16];
    side actors, recipients;
    int row; /* -1: none */
} given;

typedef struct verdict {
    bool type, status, actors, recipients;
} verdict;

typedef struct sums {
    unsigned given, typed, done, right, asked, found, whole; /* done: right but for the recipients */
    unsigned unknown, type, status, actor, recipient;
} sums;

static act rows[ROWS];
static int row_count;

static bool meet(span a, span b) { return a.begin < b.end && b.begin < a.end; }

static span read_span(str s)
{
    str end, begin = str_cut(s, '-', &end);
    return (span){atoi(begin.p), atoi(end.p)};
}

static void put(char *to, size_t size, str s) { (void)snprintf(to, size, "%.*s", (int)s.n, s.p); }

static void put_choice(char *to, size_t size, str s) { (void)snprintf(to, size, "|%.*s|", (int)s.n, s.p); }

static bool allows(const char *choice, const char *value)
{
    char word[24];
    (void)snprintf(word, sizeof word, "|%s|", value);
    return strstr(choice, word) != NULL;
}

static void read_side(str s, side *to)
{
    to->count = 0;
    if (str_equal(s, STR("-")))
        return;
    while (s.n > 0 && to->count < PARTIES) {
        party *p = &to->of[to->count++];
        str at, country = str_cut(str_cut(s, ';', &s), '@', &at);
        *p = (party){.optional = country.n > 0 && country.p[0] == '?'};
        country.p += p->optional;
        country.n -= p->optional;
        if (!str_equal(country, STR("---")))
            put(p->country, sizeof p->country, country);
        while (at.n > 0 && p->places < SPANS)
            p->at[p->places++] = read_span(str_cut(at, '+', &at));
    }
}

static void take_row(const table_line *line, act *a)
{
    const str *c = line->column;
    *a = (act){.taken_by = -1, .stands_for_none = line->count < 8};
    put(a->document, sizeof a->document, c[0]);
    if (a->stands_for_none)
        return;
    a->sentence = read_span(c[1]);
    a->words = read_span(c[2]);
    put_choice(a->types, sizeof a->types, c[3]);
    put_choice(a->statuses, sizeof a->statuses, c[4]);
    read_side(c[5], &a->actors);
    read_side(c[6], &a->recipients);
    a->doubtful = str_equal(c[7], STR("1"));
}

static bool read_truth(const char *path)
{
    dgm_error err;
    table_reader t;
    if (table_open(&t, path, &err) != DGM_OK) {
        fprintf(stderr, "events: %s\n", err.message);
        return false;
    }
    while (row_count < ROWS && table_next(&t))
        take_row(&t.now, &rows[row_count++]);
    table_close(&t);
    return row_count > 0;
}

/* ---- records -------------------------------------------------------------------------------------------------------- */

static struct json_object *member(struct json_object *o, const char *name)
{
    struct json_object *v = NULL;
    return json_object_object_get_ex(o, name, &v) ? v : NULL;
}

static const char *text_of(struct json_object *o, const char *name)
{
    struct json_object *v = member(o, name);
    return v != NULL ? json_object_get_string(v) : "";
}

static void add_place(struct json_object *o, party *to)
{
    if (o != NULL && to->places < PLACES)
        to->at[to->places++] = (span){json_object_get_int(json_object_array_get_idx(o, 0)), json_object_get_int(json_object_array_get_idx(o, 1))};
}

static void take_party(struct json_object *record, struct json_object *o, party *to)
{
    struct json_object *entity = member(o, "entity"), *all = member(record, "entities");
    *to = (party){0};
    put(to->country, sizeof to->country, str_of(text_of(o, "country")));
    add_place(member(o, "span"), to);
    add_place(member(o, "phrase"), to);
    if (entity == NULL)
        return;
    struct json_object *mentions = member(json_object_array_get_idx(all, json_object_get_uint64(entity)), "mentions");
    for (size_t i = 0; mentions != NULL && i < json_object_array_length(mentions); i++)
        add_place(json_object_array_get_idx(mentions, i), to);
}

static void take_side(struct json_object *record, struct json_object *list, side *to)
{
    to->count = 0;
    for (size_t i = 0; list != NULL && i < json_object_array_length(list) && to->count < PARTIES; i++)
        take_party(record, json_object_array_get_idx(list, i), &to->of[to->count++]);
}

static int take_events(struct json_object *record, given *to)
{
    struct json_object *events = member(record, "events");
    int count = 0;
    for (size_t i = 0; events != NULL && i < json_object_array_length(events) && count < EVENTS; i++) {
        struct json_object *e = json_object_array_get_idx(events, i), *words = member(e, "trigger");
        given *g = &to[count++];
        g->words = (span){json_object_get_int(json_object_array_get_idx(words, 0)), json_object_get_int(json_object_array_get_idx(words, 1))};
        put(g->type, sizeof g->type, str_of(text_of(e, "type")));
        put(g->status, sizeof g->status, str_of(text_of(e, "status")));
        take_side(record, member(e, "actors"), &g->actors);
        take_side(record, member(e, "recipients"), &g->recipients);
        g->row = -1;
    }
    return count;
}

/* ---- judging -------------------------------------------------------------------------------------------------------- */

/* CAMEO's codes for bodies of no land and no name: what the truth has as "---". */
static const char *land_of(const party *p)
{
    static const char *const landless[] = {"IGO", "IMG", "INT", "MNC", "NGM", "NGO", "UIS"};
    for (size_t i = 0; i < sizeof landless / sizeof *landless; i++)
        if (strcmp(p->country, landless[i]) == 0)
            return "";
    return p->country;
}

static bool same_party(const party *have, const party *want)
{
    if (strcmp(land_of(have), want->country) != 0)
        return false;
    for (int i = 0; i < have->places; i++)
        for (int k = 0; k < want->places; k++)
            if (meet(have->at[i], want->at[k]))
                return true;
    return false;
}

static bool knows(const side *s, const party *p, bool p_is_truth)
{
    for (int i = 0; i < s->count; i++)
        if (p_is_truth ? same_party(&s->of[i], p) : same_party(p, &s->of[i]))
            return true;
    return false;
}

static bool same_side(const side *have, const side *want)
{
    for (int i = 0; i < want->count; i++)
        if (!want->of[i].optional && !knows(have, &want->of[i], true))
            return false;
    for (int i = 0; i < have->count; i++)
        if (!knows(want, &have->of[i], false))
            return false;
    return true;
}

/* Of an act of all on all it does not matter on which side they were put. */
static bool same_circle(const given *g, const act *a)
{
    side all = g->actors;
    for (int i = 0; i < g->recipients.count && all.count < PARTIES; i++)
        all.of[all.count++] = g->recipients.of[i];
    return a->recipients.count == 0 && a->actors.count > 1 && same_side(&all, &a->actors);
}

static verdict judge(const given *g, const act *a)
{
    verdict v = {allows(a->types, g->type), allows(a->statuses, g->status), same_side(&g->actors, &a->actors),
                 same_side(&g->recipients, &a->recipients)};
    if (!(v.actors && v.recipients) && same_circle(g, a))
        v.actors = v.recipients = true;
    return v;
}

static bool all_right(verdict v) { return v.type && v.status && v.actors && v.recipients; }

/* How well they fit; 0 where they are not of one act. */
static int fit(const given *g, const act *a)
{
    verdict v = judge(g, a);
    bool words = meet(g->words, a->words);
    if (a->stands_for_none || (!words && !(v.type && meet(g->words, a->sentence))))
        return 0;
    return 8 * words + 6 * v.type + 2 * v.actors + 2 * v.recipients + v.status;
}

static void pair_up(given *events, int count, const char *document)
{
    for (;;) {
        int best = 0, event = 0, row = 0;
        for (int i = 0; i < count; i++)
            for (int k = 0; events[i].row < 0 && k < row_count; k++) {
                int now = rows[k].taken_by < 0 && strcmp(rows[k].document, document) == 0 ? fit(&events[i], &rows[k]) : 0;
                if (now > best) {
                    best = now;
                    event = i;
                    row = k;
                }
            }
        if (best == 0)
            return;
        events[event].row = row;
        rows[row].taken_by = event;
    }
}

static void show(const char *document, const given *g, const char *what)
{
    printf("%s\t%d-%d\t%s\t%s\t%s\n", document, g->words.begin, g->words.end, g->type, g->status, what);
}

static void count_event(const given *g, const char *document, bool shows, sums *s)
{
    s->given++;
    if (g->row < 0) {
        s->unknown++;
        if (shows)
            show(document, g, "no such act");
        return;
    }
    verdict v = judge(g, &rows[g->row]);
    s->typed += v.type;
    s->done += v.type && v.status && v.actors;
    s->right += all_right(v);
    s->type += !v.type;
    s->status += !v.status;
    s->actor += !v.actors;
    s->recipient += !v.recipients;
    if (shows && !all_right(v))
        show(document, g, !v.type ? "type" : !v.actors ? "actors" : !v.recipients ? "recipients" : "status");
}

static bool is_known(const char *document)
{
    for (int k = 0; k < row_count; k++)
        if (strcmp(rows[k].document, document) == 0)
            return true;
    return false;
}

static void judge_record(const char *line, bool shows, sums *s)
{
    static given events[EVENTS];
    struct json_object *record = json_tokener_parse(line);
    const char *document = record != NULL ? text_of(member(record, "document"), "id") : "";
    int count = is_known(document) ? take_events(record, events) : 0;
    pair_up(events, count, document);
    for (int i = 0; i < count; i++)
        count_event(&events[i], document, shows, s);
    for (int k = 0; k < row_count; k++) {
        if (rows[k].doubtful || rows[k].stands_for_none || strcmp(rows[k].document, document) != 0)
            continue;
        s->asked++;
        if (rows[k].taken_by < 0)
            continue;
        verdict v = judge(&events[rows[k].taken_by], &rows[k]);
        s->found += v.type;
        s->whole += all_right(v);
    }
    json_object_put(record);
}

static double part(unsigned a, unsigned b) { return b == 0 ? 0 : (double)a / b; }

int main(int count, char **arguments)
{
    dgm_error err = {0};
    strbuf records;
    sums s = {0};
    if (count < 3 || !read_truth(arguments[1])) {
        fprintf(stderr, "usage: events TRUTH.tsv RECORDS.jsonl [--show]\n");
        return 2;
    }
    strbuf_init(&records, 0);
    if (file_read(arguments[2], &records, &err) != DGM_OK) {
        fprintf(stderr, "events: %s\n", err.message);
        return 1;
    }
    for (char *line = strtok(records.p, "\n"); line != NULL; line = strtok(NULL, "\n"))
        judge_record(line, count > 3, &s);
    double p = part(s.typed, s.given), r = part(s.found, s.asked);
    printf("acts: given %u, asked %u, precision %.3f, recall %.3f, F1 %.3f\n", s.given, s.asked, p, r, p + r > 0 ? 2 * p * r / (p + r) : 0);
    printf("right in type, status and actors: %u, precision %.3f\n", s.done, part(s.done, s.given));
    printf("right in type, status and parties: %u, precision %.3f, recall %.3f\n", s.right, part(s.right, s.given), part(s.whole, s.asked));
    printf("wrong: no such act %u, type %u, status %u, actors %u, recipients %u\n", s.unknown, s.type, s.status, s.actor, s.recipient);
    strbuf_release(&records);
    return 0;
}
