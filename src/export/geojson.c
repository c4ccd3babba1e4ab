/* SPDX-License-Identifier: MIT
 * GeoJSON (RFC 7946): one FeatureCollection, a Feature a line; events without a place are left out, a place without a point has
 * no geometry. The point of a land or region stands for the whole: "place_kind" tells. */
#include "base/json.h"
#include "export/inside.h"

static void put_lands(json_writer *w, const char *key, const export_side *side)
{
    json_key(w, key);
    json_open(w, '[');
    for (uint32_t i = 0; i < side->count; i++)
        json_string(w, side->party[i].name);
    json_close(w, ']');
}

static void put_geometry(json_writer *w, const export_event *e)
{
    json_key(w, "geometry");
    if (!e->has_point) {
        json_null(w);
        return;
    }
    json_open(w, '{');
    json_key(w, "type");
    json_string(w, STR("Point"));
    json_key(w, "coordinates");
    json_open(w, '[');
    json_fixed(w, e->lon, 4);
    json_fixed(w, e->lat, 4);
    json_close(w, ']');
    json_close(w, '}');
}

void export_geojson(exporting *x, const export_event *e)
{
    json_writer w = {&x->out, false};
    if (e->place.n == 0)
        return;
    strbuf_add_text(&x->out, x->written++ > 0 ? ",\n" : "");
    json_open(&w, '{');
    json_key(&w, "type");
    json_string(&w, STR("Feature"));
    json_key(&w, "id");
    json_integer(&w, e->id);
    put_geometry(&w, e);
    json_key(&w, "properties");
    json_open(&w, '{');
    json_member(&w, "day", e->day);
    json_member(&w, "type", e->type);
    json_member(&w, "mode", e->mode);
    json_member(&w, "cameo", e->cameo);
    json_member(&w, "status", e->status);
    put_lands(&w, "actors", &e->actor);
    put_lands(&w, "recipients", &e->recipient);
    json_member(&w, "place", e->place);
    json_member(&w, "place_kind", e->place_kind);
    json_member(&w, "country", e->country);
    json_key(&w, "certainty");
    json_fixed(&w, e->certainty, 2);
    json_key(&w, "goldstein");
    json_fixed(&w, e->goldstein, 1);
    json_key(&w, "reports");
    json_integer(&w, e->reports);
    json_member(&w, "disputed", e->disputed);
    json_member(&w, "title", e->title);
    json_member(&w, "url", e->url);
    json_close(&w, '}');
    json_close(&w, '}');
}
