/* SPDX-License-Identifier: MIT
 *
 * add.c: one record into the ledger: document, bands, actors, claims, mentions with their events, talks. All of it or nothing:
 * a savepoint stands around it.
 */
#include "store/adding.h"

#include "base/error.h"
#include "record/record.h"

#include <stdio.h>
#include <string.h>

#define BANDS_SHARED 2   /* a text is looked at when it shares so many, or is one of the first three */
#define EXCERPT 2000     /* bytes of a claim's content that are kept */

const char *adding_text(adding *a, str s)
{
    const char *copy = arena_string(&a->s->scratch, s.p, s.n);
    return copy != NULL ? copy : "";
}

/* ---- the text by code points ------------------------------------------------------------------------------------------ */

static size_t byte_at(const adding *a, int64_t point)
{
    size_t at = point < 0 ? 0 : a->ready->byte_of[(size_t)point / 64];
    for (int64_t left = point % 64; left > 0 && at < a->text.n; left--)
        do
            at++;
        while (at < a->text.n && ((unsigned char)a->text.p[at] & 0xC0) == 0x80);
    return at;
}

/* The words of a span [begin, end). */
static str words_of(const adding *a, struct json_object *span, size_t points)
{
    int64_t begin = json_object_get_int64(part_at(span, 0)), end = json_object_get_int64(part_at(span, 1));
    if (part_count(span) != 2 || begin < 0 || end < begin || (size_t)end > points)
        return (str){NULL, 0};
    size_t from = byte_at(a, begin), to = byte_at(a, end);
    return (str){a->text.p + from, to - from};
}

str adding_words(const adding *a, struct json_object *span)
{
    return words_of(a, span, a->ready->points);
}

str adding_excerpt(str s)
{
    if (s.n <= EXCERPT)
        return s;
    s.n = EXCERPT;
    while (s.n > 0 && ((unsigned char)s.p[s.n] & 0xC0) == 0x80)
        s.n--;
    return s;
}

/* ---- actors ------------------------------------------------------------------------------------------------------------- */

static const char *sectors_of(adding *a, struct json_object *o)
{
    struct json_object *list = part_of(o, "sectors");
    char to[64] = "";
    for (size_t i = 0; i < part_count(list); i++) {
        size_t n = strlen(to);
        (void)snprintf(to + n, sizeof to - n, "%s%s", i ? " " : "", json_object_get_string(part_at(list, i)));
    }
    return adding_text(a, str_of(to));
}

static int64_t actor_of(adding *a, int64_t entity)
{
    struct json_object *e = entity < 0 || (size_t)entity >= a->entity_count ? NULL : part_at(part_of(a->record, "entities"), (size_t)entity);
    if (e == NULL)
        return 0;
    if (a->actor[entity] != 0)
        return a->actor[entity];
    str fields[5] = {part_text(e, "name"), part_text(e, "kind"), part_text(e, "country"), str_of(sectors_of(a, e)), part_text(e, "code")};
    sqlite3_stmt *q = store_statement_of(a->s, SQL_FIND_ACTOR);
    for (int i = 0; q != NULL && i < 4; i++)
        store_bind(q, i + 1, fields[i]);
    if (q != NULL && sqlite3_step(q) == SQLITE_ROW)
        a->actor[entity] = sqlite3_column_int64(q, 0);
    if (q != NULL)
        sqlite3_reset(q);
    if (a->actor[entity] == 0 && (q = store_statement_of(a->s, SQL_ADD_ACTOR)) != NULL) {
        for (int i = 0; i < 5; i++)
            store_bind(q, i + 1, fields[i]);
        if (store_step_done(a->s, q))
            a->actor[entity] = sqlite3_last_insert_rowid(a->s->db);
    }
    return a->actor[entity];
}

/* ---- document ------------------------------------------------------------------------------------------------------------ */

static str digest_of(adding *a, struct json_object *d)
{
    str digest = part_text(d, "digest"), source = part_text(d, "source"), published = part_text(d, "published");
    const char *all = arena_format(&a->s->scratch, "%.*s %.*s %.*s", (int)digest.n, digest.n ? digest.p : "", (int)published.n,
                                   published.n ? published.p : "", (int)source.n, source.n ? source.p : "");
    return str_of(all);
}

/* The id of the report, where it stands in the ledger already; -1 when the question fails. */
static int64_t find_known(adding *a, str digest)
{
    sqlite3_stmt *q = store_statement_of(a->s, SQL_FIND_DOCUMENT);
    if (q == NULL)
        return -1;
    store_bind(q, 1, digest);
    int step = sqlite3_step(q);
    int64_t id = step == SQLITE_ROW ? sqlite3_column_int64(q, 0) : step == SQLITE_DONE ? 0 : -1;
    sqlite3_reset(q);
    return id;
}

static bool text_of_document(adding *a, int64_t document, likeness_text *out)
{
    strbuf text;
    dgm_error err;
    strbuf_init(&text, 0);
    bool good = store_text(a->s, document, &text, &err) == DGM_OK && likeness_of(strbuf_str(&text), &a->s->scratch, out);
    strbuf_release(&text);
    return good;
}

static int64_t root_of_copies(adding *a, int64_t document)
{
    sqlite3_stmt *q = store_statement_of(a->s, SQL_ROOT_OF_COPY);
    int64_t root = document;
    if (q == NULL)
        return root;
    sqlite3_bind_int64(q, 1, document);
    if (sqlite3_step(q) == SQLITE_ROW)
        root = sqlite3_column_int64(q, 0);
    sqlite3_reset(q);
    return root;
}

/* Sets copy_of and *likeness where a text that shares bands is a near copy. */
static void find_original(adding *a, const likeness_text *own, double *likeness)
{
    int64_t like[8];
    int shared[8], n = 0;
    sqlite3_stmt *q = own->count > 0 ? store_statement_of(a->s, SQL_FIND_LIKE) : NULL;
    if (q == NULL)
        return;
    for (int b = 0; b < LIKENESS_BANDS; b++)
        sqlite3_bind_int64(q, b + 1, own->band[b]);
    while (n < 8 && sqlite3_step(q) == SQLITE_ROW) {
        like[n] = sqlite3_column_int64(q, 0);
        shared[n++] = sqlite3_column_int(q, 1);
    }
    sqlite3_reset(q);
    for (int i = 0; i < n && a->copy_of == 0; i++) {
        arena_mark mark = arena_here(&a->s->scratch);
        likeness_text other;
        if ((i < 3 || shared[i] >= BANDS_SHARED) && text_of_document(a, like[i], &other) && likeness_is_copy(own, &other, likeness))
            a->copy_of = root_of_copies(a, like[i]);
        arena_back(&a->s->scratch, mark);
    }
}

static str title_of(const adding *a, struct json_object *d)
{
    struct json_object *span = part_of(d, "title");
    return span != NULL ? adding_words(a, span) : part_text(d, "given_title");
}

static bool add_document(adding *a, str digest)
{
    struct json_object *d = part_of(a->record, "document");
    const likeness_text *own = &a->ready->likeness;
    double likeness = 0;
    find_original(a, own, &likeness);
    sqlite3_stmt *q = store_statement_of(a->s, SQL_ADD_DOCUMENT);
    if (q == NULL)
        return false;
    store_bind(q, 1, part_text(d, "id"));
    store_bind(q, 2, digest);
    static const char *const optional[] = {"source", "url"};
    for (int i = 0; i < 2; i++)
        if (part_text(d, optional[i]).n > 0)
            store_bind(q, 3 + i, part_text(d, optional[i]));
    str title = title_of(a, d);
    if (title.n > 0)
        store_bind(q, 5, title);
    if (a->published[0])
        store_bind(q, 6, str_of(a->published));
    store_bind(q, 7, part_text(d, "language"));
    sqlite3_bind_int64(q, 8, part_integer(d, "length", 0));
    sqlite3_bind_int64(q, 9, a->ready->words);
    if (a->copy_of != 0) {
        sqlite3_bind_int64(q, 10, a->copy_of);
        sqlite3_bind_double(q, 11, likeness);
    }
    (void)sqlite3_bind_blob(q, 12, a->ready->packed.p, (int)a->ready->packed.n, SQLITE_STATIC);
    if (!store_step_done(a->s, q))
        return false;
    a->document = sqlite3_last_insert_rowid(a->s->db);
    for (int b = 0; b < LIKENESS_BANDS && own->count > 0; b++) {
        if ((q = store_statement_of(a->s, SQL_ADD_BAND)) == NULL)
            return false;
        sqlite3_bind_int64(q, 1, own->band[b]);
        sqlite3_bind_int64(q, 2, a->document);
        if (!store_step_done(a->s, q))
            return false;
    }
    return true;
}

/* ---- claims ---------------------------------------------------------------------------------------------------------------- */

/* The spans' words, " ... " between them. */
static str joined_words(adding *a, struct json_object *spans, const char *between)
{
    strbuf b;
    strbuf_init(&b, 0);
    for (size_t i = 0; i < part_count(spans); i++) {
        if (i > 0)
            strbuf_add_text(&b, between);
        strbuf_add_str(&b, adding_words(a, part_at(spans, i)));
    }
    str all = adding_excerpt(strbuf_str(&b));
    str kept = {arena_string(&a->s->scratch, all.p, all.n), all.n};
    strbuf_release(&b);
    return kept;
}

static bool add_source(adding *a, str source)
{
    sqlite3_stmt *q = source.n > 0 ? store_statement_of(a->s, SQL_ADD_SOURCE) : NULL;
    if (q == NULL)
        return source.n == 0;
    store_bind(q, 1, source);
    return store_step_done(a->s, q);
}

static bool add_claim(adding *a, struct json_object *c)
{
    sqlite3_stmt *q;
    int64_t actor = actor_of(a, part_integer(c, "source_entity", -1)), within = part_integer(c, "within", -1);
    str source = joined_words(a, part_of(c, "sources"), "; "), content = joined_words(a, part_of(c, "content"), " ... ");
    if ((q = store_statement_of(a->s, SQL_ADD_CLAIM)) == NULL)
        return false;
    sqlite3_bind_int64(q, 1, a->document);
    sqlite3_bind_int64(q, 2, part_integer(c, "id", 0));
    store_bind(q, 3, source);
    if (actor != 0)
        sqlite3_bind_int64(q, 4, actor);
    store_bind(q, 5, part_text(c, "source_kind"));
    store_bind(q, 6, part_text(c, "manner"));
    store_bind(q, 7, adding_words(a, part_of(c, "cue")));
    store_bind(q, 8, content);
    if (within >= 0)
        sqlite3_bind_int64(q, 9, within);
    return store_step_done(a->s, q) && add_source(a, source);
}

/* ---- mentions ---------------------------------------------------------------------------------------------------------------- */

static void add_land(char lands[IDENTITY_LANDS][8], uint32_t *count, const char *land)
{
    for (uint32_t i = 0; i < *count; i++)
        if (strcmp(lands[i], land) == 0)
            return;
    if (land[0] != 0 && *count < IDENTITY_LANDS)
        (void)snprintf(lands[(*count)++], 8, "%s", land);
}

/* Where words are said is no party of theirs ("agreed in Jeddah"); a town that is struck, or visited, is. */
static bool is_scene(struct json_object *party, str kind, const store_mention *m)
{
    str country = part_text(party, "country");
    return str_equal(kind, STR("place")) && m->quad != 4 && strcmp(m->view.type, "CONSULT") != 0 && str_equal(country, str_of(m->view.country));
}

/* Lands and people of one side; role a, r or t. */
static void read_side(adding *a, struct json_object *parties, char role, store_mention *m)
{
    for (size_t i = 0; i < part_count(parties); i++) {
        struct json_object *p = part_at(parties, i);
        int64_t entity = part_integer(p, "entity", -1);
        struct json_object *e = entity >= 0 ? part_at(part_of(a->record, "entities"), (size_t)entity) : NULL;
        str country = part_text(p, "country"), kind = e != NULL ? part_text(e, "kind") : (str){NULL, 0};
        const char *land = country.n > 0 ? adding_text(a, country) : "";
        if (is_scene(p, kind, m))
            continue;
        if (role == 't')
            add_land(m->third, &m->third_count, land);
        else
            identity_add_land(&m->view, role == 'a', land);
        if (str_equal(kind, STR("person")) || str_equal(kind, STR("organisation")) || str_equal(kind, STR("group")))
            (void)identity_add_person(&m->view, part_text(e, "name"), country, str_equal(kind, STR("person")));
        if (e != NULL && role != 't')
            identity_add_party(&m->view, role == 'a', part_text(e, "name"));
    }
}

bool adding_day(str text, int32_t *days)
{
    rec_date d;
    if (text.n == 0 || !record_date_parse(text, &d) || d.year == 0)
        return false;
    *days = record_date_days(d);
    return true;
}

static void read_time(adding *a, struct json_object *e, identity_view *v)
{
    int64_t at = part_integer(e, "time", -1);
    struct json_object *t = at >= 0 ? part_at(part_of(a->record, "times"), (size_t)at) : NULL;
    v->published = v->day = v->day_end = a->published_day == INT32_MIN ? 0 : a->published_day;
    v->day_told = t != NULL && adding_day(part_text(t, "begin"), &v->day) && adding_day(part_text(t, "end"), &v->day_end);
    if (!v->day_told)
        v->day = v->day_end = v->published;
}

/* A town, a site or a province; lands, regions and seas often are what an act is about. */
static void add_spot(identity_view *v, struct json_object *p)
{
    static const char *const kinds[] = {"capital", "city", "town", "site", "quarter", "admin1", "county"};
    str kind = part_text(p, "kind");
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (str_equal(kind, str_of(kinds[i])))
            identity_add_spot(v, part_text(p, "name"), part_text(p, "admin1"), strncmp(kinds[i], "admin1", 6) == 0, part_number(p, "lat", 1000),
                              part_number(p, "lon", 1000));
}

static bool lies_in(struct json_object *span, struct json_object *around)
{
    return json_object_get_int64(part_at(span, 0)) >= json_object_get_int64(part_at(around, 0)) &&
           json_object_get_int64(part_at(span, 1)) <= json_object_get_int64(part_at(around, 1));
}

/* What was struck or blocked says where: places inside the words of the recipients of a deed. */
static void read_struck(adding *a, struct json_object *e, identity_view *v)
{
    struct json_object *places = part_of(a->record, "places"), *recipients = part_of(e, "recipients");
    if (v->place_hedged || part_integer(e, "quad", 0) != 4)
        return;
    for (size_t i = 0; i < part_count(recipients); i++)
        for (size_t k = 0; k < part_count(places); k++)
            if (lies_in(part_of(part_at(places, k), "span"), part_of(part_at(recipients, i), "span")))
                add_spot(v, part_at(places, k));
}

static void read_place(adding *a, struct json_object *e, store_mention *m)
{
    int64_t at = part_integer(e, "place", -1);
    struct json_object *p = at >= 0 ? part_at(part_of(a->record, "places"), (size_t)at) : NULL, *hedged = part_of(e, "place_hedged");
    m->view.place_hedged = hedged != NULL && json_object_get_boolean(hedged);
    m->place = m->place_kind = m->admin1 = "";
    if (p == NULL)
        return;
    str name = part_text(p, "name"), country = part_text(p, "country");
    m->place = adding_text(a, name);
    m->place_kind = adding_text(a, part_text(p, "kind"));
    m->admin1 = adding_text(a, part_text(p, "admin1"));
    (void)snprintf(m->view.country, sizeof m->view.country, "%.*s", (int)country.n, country.n ? country.p : "");
    if (!m->view.place_hedged)
        add_spot(&m->view, p);
    m->lat = part_number(p, "lat", 1000);
    m->lon = part_number(p, "lon", 1000);
    m->has_point = m->lat <= 90 && m->lon <= 180;
}

static void put(char *to, size_t size, str from)
{
    (void)snprintf(to, size, "%.*s", (int)from.n, from.n ? from.p : "");
}

static const char *contexts_of(adding *a, struct json_object *e)
{
    struct json_object *list = part_of(e, "contexts");
    char to[128] = "";
    for (size_t i = 0; i < part_count(list); i++) {
        size_t n = strlen(to);
        (void)snprintf(to + n, sizeof to - n, "%s%s", i ? " " : "", json_object_get_string(part_at(list, i)));
    }
    return adding_text(a, str_of(to));
}

static void read_mention(adding *a, struct json_object *e, str sentence, store_mention *m)
{
    identity_view *v = &m->view;
    *m = (store_mention){.document = a->document, .quad = (int)part_integer(e, "quad", 0)};
    put(v->type, sizeof v->type, part_text(e, "type"));
    put(v->mode, sizeof v->mode, part_text(e, "mode"));
    put(v->cameo, sizeof v->cameo, part_text(e, "cameo"));
    m->status = adding_text(a, part_text(e, "status"));
    v->reality = identity_reality_of(m->status);
    v->mentions = 1;
    read_place(a, e, m);
    read_struck(a, e, v);
    read_side(a, part_of(e, "actors"), 'a', m);
    read_side(a, part_of(e, "recipients"), 'r', m);
    read_side(a, part_of(e, "third_parties"), 't', m);
    identity_set_words(v, sentence);
    read_time(a, e, v);
    m->contexts = contexts_of(a, e);
    m->killed = (int)part_integer(e, "killed", -1);
    m->injured = (int)part_integer(e, "injured", -1);
    m->goldstein = part_number(e, "goldstein", 0);
    m->score = part_number(e, "score", 0);
    m->certainty = part_number(e, "certainty", 1);
    m->is_copy = a->copy_of != 0;
    m->has_source = part_text(part_of(a->record, "document"), "source").n > 0;
    m->title = adding_text(a, sentence);
    m->sentence = sentence;
    m->headline = part_integer(e, "sentence", 0) == 0;
    m->main = part_integer(e, "id", 0) == part_integer(a->record, "main_event", -1);
    m->actors = (uint32_t)part_count(part_of(e, "actors"));
    m->recipients = (uint32_t)part_count(part_of(e, "recipients"));
    m->others = (uint32_t)part_count(part_of(e, "third_parties"));
}

static bool add_parties(adding *a, int64_t mention, struct json_object *parties, const char *role)
{
    for (size_t i = 0; i < part_count(parties); i++) {
        int64_t actor = actor_of(a, part_integer(part_at(parties, i), "entity", -1));
        sqlite3_stmt *q;
        if (actor == 0)
            continue;
        if ((q = store_statement_of(a->s, SQL_ADD_PARTY)) == NULL)
            return false;
        sqlite3_bind_int64(q, 1, mention);
        store_bind(q, 2, str_of(role));
        sqlite3_bind_int64(q, 3, (int64_t)i);
        sqlite3_bind_int64(q, 4, actor);
        if (!store_step_done(a->s, q))
            return false;
    }
    return true;
}

static bool add_mention_row(adding *a, struct json_object *e, const store_mention *m, int64_t event, struct json_object *sentence)
{
    int64_t claim = part_integer(e, "claim", -1), number = part_integer(e, "id", 0);
    sqlite3_stmt *q = store_statement_of(a->s, SQL_ADD_MENTION);
    if (q == NULL)
        return false;
    sqlite3_bind_int64(q, 1, a->document);
    sqlite3_bind_int64(q, 2, number);
    sqlite3_bind_int64(q, 3, event);
    sqlite3_bind_int64(q, 4, part_integer(e, "sentence", 0));
    sqlite3_bind_int64(q, 5, json_object_get_int64(part_at(sentence, 0)));
    sqlite3_bind_int64(q, 6, json_object_get_int64(part_at(sentence, 1)));
    store_bind(q, 7, adding_words(a, part_of(e, "trigger")));
    store_bind(q, 8, str_of(m->view.type));
    store_bind(q, 9, str_of(m->view.mode));
    store_bind(q, 10, str_of(m->view.cameo));
    store_bind(q, 11, str_of(m->status));
    sqlite3_bind_double(q, 12, m->certainty);
    if (claim >= 0)
        sqlite3_bind_int64(q, 13, claim);
    store_bind(q, 14, str_of(m->place));
    store_bind(q, 15, str_of(m->view.country));
    sqlite3_bind_int(q, 16, m->view.place_hedged);
    store_bind(q, 17, (str){"", 0});
    store_bind(q, 18, (str){"", 0});
    if (m->view.day_told) {
        store_bind_date(q, 17, m->view.day);
        store_bind_date(q, 18, m->view.day_end);
    }
    sqlite3_bind_int(q, 19, m->main);
    store_bind(q, 20, part_text(e, "rule"));
    store_bind(q, 21, str_of(m->place_kind));
    store_bind(q, 22, str_of(m->admin1));
    if (m->has_point) {
        sqlite3_bind_double(q, 23, m->lat);
        sqlite3_bind_double(q, 24, m->lon);
    }
    return store_step_done(a->s, q);
}

int64_t adding_event(adding *a, int64_t number)
{
    sqlite3_stmt *q = number < 0 ? NULL : store_statement_of(a->s, SQL_EVENT_OF_MENTION);
    if (q == NULL)
        return 0;
    sqlite3_bind_int64(q, 1, a->document);
    sqlite3_bind_int64(q, 2, number);
    int64_t event = sqlite3_step(q) == SQLITE_ROW ? sqlite3_column_int64(q, 0) : 0;
    sqlite3_reset(q);
    return event;
}

static void put_apart(store_mention *m, int64_t event)
{
    if (event > 0 && m->apart_count < STORE_APART)
        m->apart[m->apart_count++] = event;
}

/* The events of a record and, behind them, its statements. */
static size_t act_count(const adding *a)
{
    return part_count(part_of(a->record, "events")) + part_count(part_of(a->record, "statements"));
}

static struct json_object *act_at(const adding *a, size_t i)
{
    struct json_object *events = part_of(a->record, "events");
    size_t count = part_count(events);
    return i < count ? part_at(events, i) : part_at(part_of(a->record, "statements"), i - count);
}

/* Acts that the report puts one after the other ("the meeting followed the talks") are two, however alike they are. */
static void read_order(adding *a, struct json_object *e, store_mention *m)
{
    struct json_object *after = part_of(e, "after");
    int64_t number = part_integer(e, "id", -1);
    for (size_t i = 0; i < part_count(after); i++)
        put_apart(m, adding_event(a, json_object_get_int64(part_at(after, i))));
    for (size_t i = 0; i < act_count(a); i++) {
        struct json_object *others = part_of(act_at(a, i), "after");
        for (size_t k = 0; k < part_count(others); k++)
            if (json_object_get_int64(part_at(others, k)) == number)
                put_apart(m, adding_event(a, part_integer(act_at(a, i), "id", -1)));
    }
}

static bool add_mention(adding *a, struct json_object *e)
{
    struct json_object *sentence = part_at(part_of(a->record, "sentences"), (size_t)part_integer(e, "sentence", 0));
    store_mention m;
    bool is_new;
    uint32_t joined;
    read_mention(a, e, adding_words(a, sentence), &m);
    read_order(a, e, &m);
    arena_mark mark = arena_here(&a->s->scratch);
    int64_t event = store_event_for(a->s, &m, &is_new, &joined);
    arena_back(&a->s->scratch, mark);
    if (event == 0 || !add_mention_row(a, e, &m, event, sentence))
        return false;
    int64_t mention = sqlite3_last_insert_rowid(a->s->db);
    a->added->mentions++;
    a->added->new_events += is_new;
    a->added->joined_events += joined;
    return add_parties(a, mention, part_of(e, "actors"), "a") && add_parties(a, mention, part_of(e, "recipients"), "r") &&
           add_parties(a, mention, part_of(e, "third_parties"), "t") && store_event_refresh(a->s, event) && store_tell(a->s, event, mention, &m) &&
           store_storyline_title(a->s, event);
}

/* ---- all of it ------------------------------------------------------------------------------------------------------------------ */

static bool add_each(adding *a, const char *list, bool (*add)(adding *, struct json_object *))
{
    struct json_object *all = part_of(a->record, list);
    for (size_t i = 0; i < part_count(all); i++)
        if (!add(a, part_at(all, i)))
            return false;
    return true;
}

enum { INFORMED_MOST = 12 };

/* How much a mention tells by which it can be known again, 0 to INFORMED_MOST; a headline tells less than it seems to. */
static int informed(const adding *a, struct json_object *e)
{
    size_t parties = part_count(part_of(e, "actors")) + part_count(part_of(e, "recipients"));
    int64_t place = part_integer(e, "place", -1);
    str kind = place >= 0 ? part_text(part_at(part_of(a->record, "places"), (size_t)place), "kind") : (str){NULL, 0};
    char name[24];
    put(name, sizeof name, kind);
    int places = place < 0 ? 0 : store_is_wide(name) ? 1 : 3;
    return (part_integer(e, "time", -1) >= 0 ? 4 : 0) + places + (parties >= 2 ? 4 : parties == 1 ? 1 : 0) + (part_integer(e, "sentence", 0) > 0);
}

/* Mentions that tell most come first, so that headlines and later words ("the talks") find the act as it is told in full: the
 * order of sieves in coreference (Raghunathan et al. 2010). */
static bool add_mentions(adding *a)
{
    for (int level = INFORMED_MOST; level >= 0; level--)
        for (size_t i = 0; i < act_count(a); i++)
            if (informed(a, act_at(a, i)) == level && !add_mention(a, act_at(a, i)))
                return false;
    return true;
}

static bool add_all(adding *a, str digest)
{
    a->entity_count = part_count(part_of(a->record, "entities"));
    a->actor = ARENA_ARRAY(&a->s->scratch, int64_t, a->entity_count + 1);
    return !a->s->scratch.failed && add_document(a, digest) && add_each(a, "claims", add_claim) &&
           add_mentions(a) && adding_talks(a) && !a->s->scratch.failed;
}

static dgm_status add_between_savepoints(adding *a, str digest, dgm_error *err)
{
    if (!store_step_done(a->s, store_statement_of(a->s, SQL_SAVE)))
        return store_failure(a->s, err, "cannot add a report");
    if (add_all(a, digest) && store_step_done(a->s, store_statement_of(a->s, SQL_RELEASE)))
        return store_words_keep(a->s, a->document, title_of(a, part_of(a->record, "document")), a->text)
                   ? DGM_OK : store_failure(a->s, err, "cannot add the words of a report");
    dgm_status status = a->s->scratch.failed ? error_set(err, DGM_NO_MEMORY, "out of memory") : store_failure(a->s, err, "cannot add a report");
    store_recent_clear(a->s);
    (void)store_step_done(a->s, store_statement_of(a->s, SQL_BACK));
    (void)store_step_done(a->s, store_statement_of(a->s, SQL_RELEASE));
    return status;
}

static dgm_status add_record(adding *a, dgm_error *err)
{
    struct json_object *d = part_of(a->record, "document");
    if (d == NULL)
        return error_at(err, DGM_BAD_INPUT, a->s->path, 0, 0, "a record without its document");
    a->published = adding_text(a, part_text(d, "published"));
    if (!adding_day(str_of(a->published), &a->published_day))
        a->published_day = INT32_MIN;
    str language = part_text(d, "language");
    if (language.n > 0 && !str_equal(language, STR("en"))) {
        a->added->foreign = true;
        return DGM_OK;
    }
    str digest = digest_of(a, d);
    int64_t known = find_known(a, digest);
    if (known < 0)
        return store_failure(a->s, err, "cannot look for a report");
    a->added->known = known > 0;
    a->added->document = known;
    dgm_status status = known > 0 ? DGM_OK : add_between_savepoints(a, digest, err);
    if (known == 0 && status == DGM_OK) {
        a->added->document = a->document;
        a->added->copy_of = a->copy_of;
    }
    return status;
}

dgm_status store_add_prepared(store *s, store_prepared *p, store_added *added, dgm_error *err)
{
    store_added own = {0};
    adding a = {.s = s, .ready = p, .record = p->record, .text = p->text, .added = added != NULL ? added : &own};
    *a.added = (store_added){0};
    arena_reset(&s->scratch);
    dgm_status status = add_record(&a, err);
    store_prepared_reset(p);
    return status;
}

dgm_status store_add(store *s, str record, store_added *added, dgm_error *err)
{
    store_prepared *p = store_prepared_new();
    if (p == NULL)
        return error_set(err, DGM_NO_MEMORY, "out of memory");
    dgm_status status = store_prepare(p, record, err);
    if (status == DGM_OK)
        status = store_add_prepared(s, p, added, err);
    store_prepared_free(p);
    return status;
}
