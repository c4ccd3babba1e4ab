/* SPDX-License-Identifier: MIT
 *
 * GDELT 2.0: the events table (61 columns, no header) and the mentions table (16). An event with several pairs of actors is
 * several rows, numbered event * 100 + pair; actors of one code are one. What has no source here stays empty: ethnic and
 * religious codes, tone, where actors are, ADM codes, feature ids.
 */
#include "export/inside.h"

#include <stdlib.h>

static int64_t row_id(const export_event *e, uint32_t pair)
{
    return e->id * 100 + pair + 1;
}

static void put_name(exporting *x, str name)
{
    export_tab(x);
    for (size_t i = 0; i < name.n; i++) {
        char c = name.p[i];
        strbuf_add_char(&x->out, (unsigned char)c < ' ' ? ' ' : c >= 'a' && c <= 'z' ? (char)(c - 32) : c);
    }
}

/* Code, name, country, known group, ethnic, religions, three types. */
static void put_actor(exporting *x, const export_party *p)
{
    if (p == NULL) {
        export_empty(x, 10);
        return;
    }
    bool land = export_is_land(x->names, p->country);
    export_cell(x, p->code);
    put_name(x, p->name);
    export_cell(x, land ? p->country : STR(""));
    export_cell(x, land ? STR("") : p->country);
    export_empty(x, 3);
    unsigned types = 0;
    for (size_t i = 0; i + 3 <= p->code.n && types < 3; i += 3) {
        str part = {p->code.p + i, 3};
        if (str_equal(part, p->country))
            continue;
        export_cell(x, part);
        types++;
    }
    export_empty(x, 3 - types);
}

/* Type, name, country, ADM1, ADM2, latitude, longitude, feature. */
static void put_place(exporting *x, const export_event *e)
{
    bool town = export_is_town(e->place_kind), usa = str_equal(e->country, STR("USA")), state = str_equal(e->place_kind, STR("admin1"));
    str land = export_land_name(x->names, e->country);
    if (e->place.n == 0) {
        export_cell_integer(x, 0);
        export_empty(x, 7);
        return;
    }
    export_cell_integer(x, town ? (usa ? 3 : 4) : state ? (usa ? 2 : 5) : 1);
    export_cell(x, e->place);
    if (land.n > 0 && !str_equal(land, e->place)) {
        strbuf_add_text(&x->out, ", ");
        strbuf_add_str(&x->out, land);
    }
    export_cell(x, export_fips(x->names, e->country));
    export_empty(x, 2);
    if (e->has_point) {
        export_cell_number(x, e->lat, 4);
        export_cell_number(x, e->lon, 4);
    } else {
        export_empty(x, 2);
    }
    export_empty(x, 1);
}

static long part_of(str date, size_t at, size_t n)
{
    long value = 0;
    if (date.n < at + n || !str_integer((str){date.p + at, n}, &value))
        return 0;
    return value;
}

static void put_date(exporting *x, str day)
{
    long year = part_of(day, 0, 4), month = part_of(day, 5, 2), date = part_of(day, 8, 2);
    export_digits(x, day);
    export_digits(x, (str){day.p, day.n < 7 ? day.n : 7});
    export_digits(x, (str){day.p, day.n < 4 ? day.n : 4});
    strbuf_format(&x->out, "\t%ld.%04ld", year, (((month - 1) * 30 + date) * 10000 + 182) / 365); /* the codebook's own approximation */
}

void export_gdelt_event(exporting *x, const export_event *e)
{
    export_pair pairs[EXPORT_PAIRS];
    uint32_t count = export_pairs(e, false, pairs);
    for (uint32_t i = 0; i < count; i++) {
        strbuf_add_integer(&x->out, row_id(e, i));
        put_date(x, e->day);
        put_actor(x, pairs[i].actor);
        put_actor(x, pairs[i].recipient);
        export_cell_integer(x, e->first_sentence <= 2);
        export_cell(x, e->cameo);
        export_cell(x, (str){e->cameo.p, e->cameo.n < 3 ? e->cameo.n : 3});
        export_cell(x, (str){e->cameo.p, e->cameo.n < 2 ? e->cameo.n : 2});
        export_cell_integer(x, e->quad);
        export_cell_number(x, e->goldstein, 1);
        export_cell_integer(x, e->mentions);
        export_cell_integer(x, e->outlets_count);
        export_cell_integer(x, e->reports + e->copies);
        export_empty(x, 1);
        for (int actor = 0; actor < 2; actor++) {
            export_cell_integer(x, 0);
            export_empty(x, 7);
        }
        put_place(x, e);
        export_digits(x, e->added);
        export_cell(x, e->url);
        export_end_row(x);
    }
}

/* ---- mentions ------------------------------------------------------------------------------------------------------------ */

typedef struct mentioning {
    exporting *x;
    const export_event *event;
    uint32_t pairs;
} mentioning;

/* Columns: published, source, url, name, sentence, certainty, length. */
static int put_mention(void *user, const store_row *row)
{
    mentioning *m = user;
    exporting *x = m->x;
    bool web = row->cell[2].text.n > 0;
    for (uint32_t i = 0; i < m->pairs; i++) {
        strbuf_add_integer(&x->out, row_id(m->event, i));
        export_digits(x, m->event->added);
        export_digits(x, row->cell[0].text);
        if (row->cell[0].text.n == 10)
            strbuf_add_text(&x->out, "000000");
        export_cell_integer(x, web ? 1 : 2);
        export_cell(x, row->cell[1].text);
        export_cell(x, row->cell[web ? 2 : 3].text);
        export_cell_integer(x, row->cell[4].integer + 1);
        export_empty(x, 3);
        export_cell_integer(x, 1);
        export_cell_integer(x, (int64_t)(row->cell[5].real * 100 + 0.5));
        export_cell_integer(x, row->cell[6].integer);
        export_empty(x, 3);
        export_end_row(x);
    }
    return 0;
}

void export_gdelt_mentions(exporting *x, const export_event *e)
{
    export_pair pairs[EXPORT_PAIRS];
    mentioning m = {x, e, export_pairs(e, false, pairs)};
    strbuf number;
    strbuf_init(&number, 0);
    strbuf_add_integer(&number, e->id);
    str bound = strbuf_str(&number);
    x->status = store_query(x->ledger,
                            "SELECT d.published, d.source, d.url, d.name, m.sentence, m.certainty, d.length FROM mention m JOIN document d ON d.id = "
                            "m.document WHERE m.event = CAST(?1 AS INTEGER) ORDER BY m.id",
                            &bound, 1, put_mention, &m, x->err);
    strbuf_release(&number);
}
