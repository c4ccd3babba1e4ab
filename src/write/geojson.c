/* SPDX-License-Identifier: MIT
 *
 * The placed events of a report as one GeoJSON FeatureCollection (RFC 7946) on one line; many reports give one line
 * each. A place with a point is a Point; a region is its box as a Polygon, two where the box crosses the 180th
 * meridian, and what is known only by name has no geometry. The centre of a country or region stands for the whole:
 * "place_kind" tells, and "place_hedged" that the text leaves the place open. Events without a place are left out.
 */
#include "base/json.h"
#include "write/write.h"

static void number(json_writer *w, double degrees)
{
    json_fixed(w, degrees, 4);
}

static void position(json_writer *w, double lon, double lat)
{
    json_open(w, '[');
    number(w, lon);
    number(w, lat);
    json_close(w, ']');
}

/* A ring against the clock, as RFC 7946 wants it. */
static void ring(json_writer *w, const rec_place *p, double west, double east)
{
    json_open(w, '[');
    json_open(w, '[');
    position(w, west, p->south);
    position(w, east, p->south);
    position(w, east, p->north);
    position(w, west, p->north);
    position(w, west, p->south);
    json_close(w, ']');
    json_close(w, ']');
}

static void box(json_writer *w, const rec_place *p)
{
    bool crosses = p->west > p->east;
    json_open(w, '{');
    json_key(w, "type");
    json_text(w, crosses ? "MultiPolygon" : "Polygon");
    json_key(w, "coordinates");
    if (crosses) {
        json_open(w, '[');
        ring(w, p, p->west, 180);
        ring(w, p, -180, p->east);
        json_close(w, ']');
    } else {
        ring(w, p, p->west, p->east);
    }
    json_close(w, '}');
}

static void geometry(json_writer *w, const rec_place *p)
{
    json_key(w, "geometry");
    if (p->has_point) {
        json_open(w, '{');
        json_key(w, "type");
        json_text(w, "Point");
        json_key(w, "coordinates");
        position(w, p->lon, p->lat);
        json_close(w, '}');
    } else if (p->has_box) {
        box(w, p);
    } else {
        json_null(w);
    }
}

static void parties(json_writer *w, const rec_document *doc, const char *key, const rec_party *list, uint32_t count)
{
    json_key(w, key);
    json_open(w, '[');
    for (uint32_t i = 0; i < count; i++)
        json_string(w, list[i].entity >= 0 ? doc->entities[list[i].entity].name : record_text(doc, list[i].span));
    json_close(w, ']');
}

static void time_of(json_writer *w, const rec_document *doc, const rec_event *e)
{
    char text[WRITE_DATE_BYTES];
    const rec_time *t = e->time >= 0 ? &doc->times[e->time] : NULL;
    json_key(w, "begin");
    json_text(w, t != NULL ? write_date(t->begin, text) : NULL);
    json_key(w, "end");
    json_text(w, t != NULL ? write_date(t->end, text) : NULL);
}

static void properties(json_writer *w, const rec_document *doc, uint32_t index)
{
    const rec_event *e = &doc->events[index];
    const rec_place *p = &doc->places[e->place];
    json_key(w, "properties");
    json_open(w, '{');
    json_key(w, "document");
    json_string(w, doc->id);
    json_key(w, "event");
    json_integer(w, index);
    json_key(w, "type");
    json_text(w, e->type);
    json_key(w, "mode");
    json_text(w, e->mode);
    json_key(w, "cameo");
    json_text(w, e->cameo);
    json_key(w, "quad");
    json_integer(w, e->quad);
    json_key(w, "status");
    json_text(w, record_status_name(e->status));
    json_key(w, "certainty");
    json_fixed(w, e->certainty, 2);
    parties(w, doc, "actors", e->actors, e->actor_count);
    parties(w, doc, "recipients", e->recipients, e->recipient_count);
    time_of(w, doc, e);
    json_key(w, "place");
    json_string(w, p->name);
    json_key(w, "place_kind");
    json_text(w, p->kind);
    json_key(w, "country");
    json_text(w, p->country);
    json_key(w, "place_hedged");
    json_boolean(w, e->place_hedged);
    json_key(w, "text");
    json_string(w, record_text(doc, e->trigger));
    json_close(w, '}');
}

void write_geojson(rec_document *doc, const dgm_write_options *options, strbuf *out)
{
    (void)options;
    json_writer w = {.out = out};
    json_open(&w, '{');
    json_key(&w, "type");
    json_text(&w, "FeatureCollection");
    json_key(&w, "features");
    json_open(&w, '[');
    for (uint32_t i = 0; i < doc->event_count; i++) {
        if (doc->events[i].place < 0)
            continue;
        json_open(&w, '{');
        json_key(&w, "type");
        json_text(&w, "Feature");
        geometry(&w, &doc->places[doc->events[i].place]);
        properties(&w, doc, i);
        json_close(&w, '}');
    }
    json_close(&w, ']');
    json_close(&w, '}');
    strbuf_add_char(out, '\n');
}
