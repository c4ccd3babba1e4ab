/* SPDX-License-Identifier: MIT
 *
 * PLOVER as JSON lines, one event a line, actors in the blocks of the PLOVER manual. Of those blocks raw_text, wikidata_id and
 * wiki_description are null: the ledger keeps no such thing.
 */
#include "base/json.h"
#include "export/inside.h"

static void put_list(json_writer *w, const char *key, str list, char between)
{
    json_key(w, key);
    json_open(w, '[');
    for (str rest = list; rest.n > 0;)
        json_string(w, str_cut(rest, between, &rest));
    json_close(w, ']');
}

static void put_party(exporting *x, json_writer *w, const export_party *p)
{
    str rest, sector = str_cut(p->sectors, ' ', &rest), land = export_land_name(x->names, p->country);
    json_open(w, '{');
    json_member(w, "raw_text", STR(""));
    json_member(w, "entity_name", p->name);
    json_member(w, "wikidata_id", STR(""));
    json_member(w, "wiki_description", STR(""));
    json_member(w, "country_name", land.n > 0 ? land : p->country);
    json_member(w, "country_code", p->country);
    json_member(w, "sector_code", sector);
    put_list(w, "other_sector_codes", rest.p != NULL ? rest : STR(""), ' ');
    json_member(w, "cameo_code", p->code);
    json_close(w, '}');
}

static void put_side(exporting *x, json_writer *w, const char *key, const export_side *side)
{
    json_key(w, key);
    json_open(w, '[');
    for (uint32_t i = 0; i < side->count; i++)
        put_party(x, w, &side->party[i]);
    json_close(w, ']');
}

static void put_number(json_writer *w, const char *key, double value, unsigned decimals)
{
    json_key(w, key);
    json_fixed(w, value, decimals);
}

static void put_count(json_writer *w, const char *key, int64_t value)
{
    json_key(w, key);
    if (value >= 0)
        json_integer(w, value);
    else
        json_null(w);
}

static void put_location(exporting *x, json_writer *w, const export_event *e)
{
    json_key(w, "location");
    if (e->place.n == 0) {
        json_null(w);
        return;
    }
    str land = export_land_name(x->names, e->country);
    json_open(w, '{');
    json_member(w, "placename", e->place);
    json_member(w, "kind", e->place_kind);
    json_member(w, "country_name", land);
    json_member(w, "country_code", e->country);
    json_member(w, "admin1", e->admin1);
    json_key(w, "lat");
    if (e->has_point)
        json_fixed(w, e->lat, 4);
    else
        json_null(w);
    json_key(w, "lon");
    if (e->has_point)
        json_fixed(w, e->lon, 4);
    else
        json_null(w);
    json_close(w, '}');
}

void export_plover(exporting *x, const export_event *e)
{
    json_writer w = {&x->out, false};
    json_open(&w, '{');
    put_count(&w, "id", e->id);
    json_member(&w, "date", e->day);
    json_member(&w, "date_end", e->day_end);
    json_key(&w, "date_told");
    json_boolean(&w, e->day_told);
    json_member(&w, "event", e->type);
    json_member(&w, "mode", e->mode);
    put_list(&w, "context", e->contexts, ' ');
    put_side(x, &w, "actor", &e->actor);
    put_side(x, &w, "recipient", &e->recipient);
    put_side(x, &w, "third_party", &e->third);
    put_location(x, &w, e);
    json_member(&w, "status", e->status);
    put_number(&w, "certainty", e->certainty, 2);
    put_number(&w, "score", e->score, 1);
    put_count(&w, "quad", e->quad);
    json_member(&w, "cameo", e->cameo);
    put_number(&w, "goldstein", e->goldstein, 1);
    put_count(&w, "killed", e->killed);
    put_count(&w, "injured", e->injured);
    put_count(&w, "reports", e->reports);
    put_count(&w, "copies", e->copies);
    put_list(&w, "publishers", e->outlets, EXPORT_BETWEEN);
    put_list(&w, "urls", e->urls, EXPORT_BETWEEN);
    put_list(&w, "disputed", e->disputed, ' ');
    json_member(&w, "said_by", e->said_by);
    json_member(&w, "rule", e->rule);
    json_close(&w, '}');
    export_end_row(x);
}
