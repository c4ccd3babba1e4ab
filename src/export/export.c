/* SPDX-License-Identifier: MIT
 * export.c: rows of parties become events, events become pairs, and the writer of the format gets each event once. */
#include "export/inside.h"

#include "base/error.h"

#include <string.h>

#define FLUSH_BYTES ((size_t)64 << 10)

typedef enum statuses { ALL, REAL, TO_COME } statuses;

static const struct form {
    const char *name;
    export_writer *write;
    const char *before, *after; /* all events */
    statuses status;
    bool story;
} forms[EXPORT_FORMATS] = {
    [EXPORT_GDELT_EVENTS] = {"gdelt-events", export_gdelt_event, "", "", REAL, false},
    [EXPORT_GDELT_MENTIONS] = {"gdelt-mentions", export_gdelt_mentions, "", "", REAL, false},
    [EXPORT_ICEWS] = {"icews", export_icews, export_icews_header, "", REAL, false},
    [EXPORT_POLECAT] = {"polecat", export_polecat, export_polecat_header, "", REAL, true},
    [EXPORT_PHOENIX] = {"phoenix", export_phoenix, "", "", REAL, false},
    [EXPORT_PETRARCH2] = {"petrarch2", export_petrarch2, "", "", REAL, false},
    [EXPORT_PLOVER] = {"plover", export_plover, "", "", ALL, false},
    [EXPORT_GEOJSON] = {"geojson", export_geojson, "{\"type\":\"FeatureCollection\",\"features\":[\n", "\n]}\n", ALL, false},
    [EXPORT_ICS] = {"ics", export_ics, "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Dragoman//EN\r\n", "END:VCALENDAR\r\n", TO_COME, false},
    [EXPORT_GRAPHML] = {"graphml", NULL, "", "", REAL, false},
};

export_format export_format_find(const char *name)
{
    for (int i = 0; i < EXPORT_FORMATS; i++)
        if (name != NULL && strcmp(forms[i].name, name) == 0)
            return (export_format)i;
    return EXPORT_FORMATS;
}

/* ---- pairs ------------------------------------------------------------------------------------------------------------- */

static bool same_party(const export_party *a, const export_party *b, bool by_name)
{
    return a == b || (str_equal(a->code, b->code) && (!by_name || str_equal(a->name, b->name)) && (a->code.n > 0 || str_equal(a->name, b->name)));
}

typedef struct pairing {
    export_pair *pairs;
    uint32_t count;
    bool by_name;
} pairing;

static void add_pair(pairing *p, const export_party *actor, const export_party *recipient)
{
    for (uint32_t i = 0; i < p->count; i++)
        if (same_party(p->pairs[i].actor, actor, p->by_name) &&
            (p->pairs[i].recipient == recipient ||
             (recipient != NULL && p->pairs[i].recipient != NULL && same_party(p->pairs[i].recipient, recipient, p->by_name))))
            return;
    if (p->count < EXPORT_PAIRS)
        p->pairs[p->count++] = (export_pair){actor, recipient};
}

static void pair_actors(pairing *p, const export_side *side, bool across_lands)
{
    for (uint32_t i = 0; i < side->count; i++)
        for (uint32_t k = 0; k < side->count; k++) {
            const export_party *a = &side->party[i], *b = &side->party[k];
            bool lands_differ = !str_equal(a->country, b->country) && a->country.n > 0 && b->country.n > 0;
            if (across_lands ? lands_differ : !same_party(a, b, p->by_name))
                add_pair(p, a, b);
        }
}

uint32_t export_pairs(const export_event *e, bool by_name, export_pair pairs[EXPORT_PAIRS])
{
    pairing p = {.pairs = pairs, .by_name = by_name};
    for (uint32_t i = 0; i < e->actor.count; i++)
        for (uint32_t k = 0; k < e->recipient.count; k++)
            if (!same_party(&e->actor.party[i], &e->recipient.party[k], by_name))
                add_pair(&p, &e->actor.party[i], &e->recipient.party[k]);
    if (p.count == 0 && e->recipient.count == 0)
        pair_actors(&p, &e->actor, true);
    if (p.count == 0 && e->recipient.count == 0)
        pair_actors(&p, &e->actor, false);
    for (uint32_t i = 0; p.count == 0 && i < e->actor.count; i++)
        add_pair(&p, &e->actor.party[i], NULL);
    return p.count;
}

/* ---- events from rows ---------------------------------------------------------------------------------------------------- */

typedef struct gathering {
    exporting x;
    const struct form *form;
    arena memory; /* of the event in work */
    export_event event;
    export_put *put;
    void *user;
} gathering;

typedef enum cell_kind { TEXT, WHOLE, REAL_NUMBER, YES, COUNT } cell_kind; /* COUNT: -1 where NULL */

static const struct field {
    const char *name;
    cell_kind kind;
    size_t at;
} fields[] = {
#define FIELD(column, kind, member) {column, kind, offsetof(export_event, member)}
    FIELD("event", WHOLE, id), FIELD("type", TEXT, type), FIELD("mode", TEXT, mode), FIELD("contexts", TEXT, contexts),
    FIELD("cameo", TEXT, cameo), FIELD("status", TEXT, status), FIELD("day", TEXT, day), FIELD("day_end", TEXT, day_end),
    FIELD("place", TEXT, place), FIELD("country", TEXT, country), FIELD("place_kind", TEXT, place_kind), FIELD("admin1", TEXT, admin1),
    FIELD("disputed", TEXT, disputed), FIELD("day_told", YES, day_told), FIELD("quad", WHOLE, quad), FIELD("killed", COUNT, killed),
    FIELD("injured", COUNT, injured), FIELD("goldstein", REAL_NUMBER, goldstein), FIELD("score", REAL_NUMBER, score),
    FIELD("certainty", REAL_NUMBER, certainty), FIELD("lat", REAL_NUMBER, lat), FIELD("lon", REAL_NUMBER, lon),
    FIELD("reports", WHOLE, reports), FIELD("copies", WHOLE, copies), FIELD("sources", WHOLE, outlets_count),
    FIELD("mentions", WHOLE, mentions), FIELD("first_sentence", WHOLE, first_sentence), FIELD("document", WHOLE, document),
    FIELD("sentence", WHOLE, sentence), FIELD("report", TEXT, report), FIELD("title", TEXT, title), FIELD("source", TEXT, source),
    FIELD("url", TEXT, url), FIELD("published", TEXT, published), FIELD("language", TEXT, language), FIELD("added", TEXT, added),
    FIELD("trigger", TEXT, trigger), FIELD("rule", TEXT, rule), FIELD("said_by", TEXT, said_by), FIELD("ids", TEXT, ids),
    FIELD("urls", TEXT, urls), FIELD("outlets", TEXT, outlets), FIELD("people", TEXT, people), FIELD("organisations", TEXT, organisations),
    FIELD("locations", TEXT, locations),
#undef FIELD
};

static str keep(gathering *g, str s)
{
    return s.n == 0 ? STR("") : (str){arena_string(&g->memory, s.p, s.n), s.n};
}

static const store_cell *cell_of(const store_row *row, const char *name)
{
    for (uint32_t i = 0; i < row->count; i++)
        if (strcmp(row->name[i], name) == 0)
            return &row->cell[i];
    return NULL;
}

static void read_field(gathering *g, const struct field *f, const store_cell *c)
{
    char *to = (char *)&g->event + f->at;
    if (f->kind == TEXT)
        *(str *)(void *)to = keep(g, c->text);
    else if (f->kind == REAL_NUMBER)
        *(double *)(void *)to = c->real;
    else if (f->kind == YES)
        *(bool *)(void *)to = c->integer != 0;
    else
        *(int64_t *)(void *)to = f->kind == COUNT && c->type == STORE_NULL ? -1 : c->integer;
}

static void begin_event(gathering *g, const store_row *row)
{
    arena_reset(&g->memory);
    g->event = (export_event){0};
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        const store_cell *c = cell_of(row, fields[i].name);
        if (c != NULL)
            read_field(g, &fields[i], c);
    }
    const store_cell *lat = cell_of(row, "lat");
    g->event.has_point = lat != NULL && lat->type != STORE_NULL;
}

static void add_party(gathering *g, const store_row *row)
{
    const store_cell *role = cell_of(row, "role");
    static const char *const columns[] = {"name", "kind", "land", "sectors", "code"};
    str value[5];
    if (role == NULL || role->text.n == 0)
        return;
    char which = role->text.p[0];
    export_side *side = which == 'a' ? &g->event.actor : which == 'r' ? &g->event.recipient : &g->event.third;
    if (side->count == EXPORT_PARTIES)
        return;
    for (int i = 0; i < 5; i++) {
        const store_cell *c = cell_of(row, columns[i]);
        value[i] = c != NULL ? keep(g, c->text) : STR("");
    }
    side->party[side->count++] = (export_party){value[0], value[1], value[2], value[3], value[4]};
}

static int flush(gathering *g, size_t from_bytes)
{
    if (g->x.out.n < from_bytes || g->x.out.n == 0)
        return 0;
    int stop = g->put(g->user, strbuf_str(&g->x.out));
    strbuf_reset(&g->x.out);
    return stop;
}

static int end_event(gathering *g)
{
    if (g->event.id != 0)
        g->form->write(&g->x, &g->event);
    if (g->x.status != DGM_OK || g->x.out.failed || g->memory.failed)
        return 1;
    return flush(g, FLUSH_BYTES);
}

static int take_row(void *user, const store_row *row)
{
    gathering *g = user;
    const store_cell *id = cell_of(row, "event");
    if (id != NULL && id->integer != g->event.id) {
        if (end_event(g) != 0)
            return 1;
        begin_event(g, row);
    }
    add_party(g, row);
    return 0;
}

static store_filter with_statuses(const store_filter *f, statuses which)
{
    store_filter own = *f;
    if (f->status.count > 0 || which == ALL)
        return own;
    own.status.word[0] = which == REAL ? STR("happened") : STR("planned");
    own.status.word[1] = which == REAL ? STR("ongoing") : STR("possible");
    own.status.count = 2;
    return own;
}

static dgm_status run(gathering *g, const store_filter *f, dgm_error *err)
{
    strbuf_add_text(&g->x.out, g->form->before);
    dgm_status status = store_ask_parties(g->x.ledger, f, g->form->story, take_row, g, err);
    int stopped = status == DGM_OK ? end_event(g) : 0;
    if (status == DGM_OK && stopped == 0) {
        strbuf_add_text(&g->x.out, g->form->after);
        stopped = flush(g, 0);
    }
    if (g->x.status != DGM_OK)
        return g->x.status;
    if (g->x.out.failed || g->memory.failed)
        return error_set(err, DGM_NO_MEMORY, "out of memory");
    return status == DGM_OK && stopped != 0 ? error_set(err, DGM_STOPPED, "stopped") : status;
}

dgm_status export_events(store *s, const store_filter *f, export_format format, const export_names *names, export_put *put, void *user,
                         dgm_error *err)
{
    store_filter own = with_statuses(f, forms[format].status);
    gathering g = {.form = &forms[format], .put = put, .user = user};
    g.x = (exporting){.ledger = s, .filter = &own, .names = names, .err = err};
    strbuf_init(&g.x.out, 0);
    arena_init(&g.memory, 0);
    dgm_status status = format == EXPORT_GRAPHML ? export_graphml(&g.x, put, user) : run(&g, &own, err);
    arena_release(&g.memory);
    strbuf_release(&g.x.out);
    return status;
}
