/* SPDX-License-Identifier: MIT
 * actor/toponym.c: what the places of the document, which stage place has resolved, tell of names: in which country the
 * town lies that a name names ("London" of Ontario), and which countries the report speaks of.
 *
 * A place is looked for by its tokens, then by its words anywhere in the document, for one name has one sense there. Cost:
 * linear in the places; a look-up is one probe. */
#include "actor/work.h"

#include <string.h>

static uint32_t key_of(str text)
{
    char folded[128];
    bool pending = false;
    size_t n = place_fold(text, folded, sizeof folded, &pending);
    uint64_t h = n == 0 ? 0 : str_hash((str){folded, n});
    return (uint32_t)(h ^ h >> 32);
}

static actor_name_slot *slot_of(const actor_work *w, uint32_t key)
{
    uint32_t i = key & (w->toponym_room - 1);
    while (w->toponyms[i].hash != 0 && w->toponyms[i].hash != key)
        i = (i + 1) & (w->toponym_room - 1);
    return &w->toponyms[i];
}

/* Room for all places of the document, so that the table never fills. */
static bool make_table(actor_work *w)
{
    w->toponym_room = 16;
    while (w->toponym_room < 2 * w->doc->place_count)
        w->toponym_room *= 2;
    w->toponyms = ARENA_ARRAY(&w->doc->memory, actor_name_slot, w->toponym_room);
    return w->toponyms != NULL;
}

#define LARGE_CITY 100000 /* people: smaller ones are asked for more evidence */

bool actor_is_small_place(const model_place_row *row)
{
    bool city = row->kind == PLACE_CITY || row->kind == PLACE_CAPITAL || row->kind == PLACE_QUARTER ||
                row->kind == PLACE_COUNTY || row->kind == PLACE_ADMIN2;
    return city && row->people < LARGE_CITY;
}

/* Large, or told apart by the text, or not the only place of its country. */
static bool is_borne_out(const actor_work *w, const rec_place *p)
{
    const model_place_row *row = model_place_row_of(w->places, p->row);
    uint32_t land = model_actor_country(w->m, row->country);
    return !actor_is_small_place(row) || p->bound || (land != MODEL_ACTOR_NONE && w->told[land] > 1);
}

static bool is_demonym(const rec_place *p)
{
    return strcmp(p->kind, "demonym") == 0;
}

/* The row with the most people of those that the name may mean by itself. */
static const model_place_row *largest(const model_place *m, const model_place_name *name)
{
    const model_place_row *best = NULL;
    for (unsigned seen = 0; name != NULL && seen < 64; name = model_place_next(m, name), seen++) {
        const model_place_row *row = model_place_row_of(m, name->row);
        if (name->flags & (PLACE_NAME_ABBREVIATED | PLACE_NAME_DEMONYM))
            continue;
        if (best == NULL || row->people > best->people)
            best = row;
    }
    return best;
}

static const model_place_name *names_of(const actor_work *w, uint32_t first, uint32_t last)
{
    char folded[128];
    bool pending = false;
    size_t n = w->places == NULL ? 0 : place_fold(actor_text(w, first, last), folded, sizeof folded, &pending);
    return n == 0 ? NULL : model_place_first(w->places, (str){folded, n});
}

void actor_read_places(actor_work *w)
{
    const rec_document *doc = w->doc;
    if (w->places == NULL || !make_table(w))
        return;
    for (uint32_t i = 0; i < doc->place_count; i++) {
        const rec_place *p = &doc->places[i];
        uint32_t land = p->country[0] != 0 ? model_actor_country(w->m, p->country) : MODEL_ACTOR_NONE;
        if (land != MODEL_ACTOR_NONE) {
            w->told[land]++;
            w->told_all++;
            w->told_most = w->told[land] > w->told_most ? w->told[land] : w->told_most;
        }
        if (is_demonym(p))
            continue;
        for (int32_t t = record_token_at(doc, p->span.begin);
             t >= 0 && t < (int32_t)doc->token_count && doc->tokens[t].span.begin < p->span.end; t++)
            w->place_at[t] = (int32_t)i;
        uint32_t key = key_of(record_text(doc, p->span));
        if (key != 0 && slot_of(w, key)->hash == 0)
            *slot_of(w, key) = (actor_name_slot){key, (int32_t)i};
    }
}

/* The place that stands at these tokens, -1 none. "Niger" stands where "Niger State" does. */
static int32_t place_here(const actor_work *w, uint32_t first, uint32_t last)
{
    int32_t at = w->place_at[first];
    rec_span span = {actor_token(w, first)->span.begin, actor_token(w, last)->span.end};
    return at >= 0 && w->doc->places[at].span.begin == span.begin && w->doc->places[at].span.end >= span.end ? at : -1;
}

/* The place that these words name, here or anywhere in the document; -1 none. */
static int32_t place_named(const actor_work *w, uint32_t first, uint32_t last)
{
    int32_t at = place_here(w, first, last);
    if (at >= 0)
        return at;
    rec_span span = {actor_token(w, first)->span.begin, actor_token(w, last)->span.end};
    uint32_t key = key_of(record_text(w->doc, span));
    const actor_name_slot *s = slot_of(w, key);
    return key == 0 || s->hash == 0 ? -1 : s->entity;
}

const model_place_row *actor_place_row(const actor_work *w, const actor_draft *d)
{
    int32_t p = w->places == NULL ? -1 : place_named(w, d->core_first, d->core_last);
    return p >= 0 && is_borne_out(w, &w->doc->places[p])
               ? model_place_row_of(w->places, w->doc->places[p].row)
               : largest(w->places, names_of(w, d->core_first, d->core_last));
}

bool actor_is_among_places(const actor_work *w, const actor_draft *d)
{
    int32_t p = w->places == NULL ? -1 : place_here(w, d->core_first, d->core_last);
    return p >= 0 && is_borne_out(w, &w->doc->places[p]);
}

const rec_place *actor_place_inside(const actor_work *w, uint32_t first, uint32_t last)
{
    for (uint32_t i = first; i <= last && i - first < ACTOR_NAME_TOKENS; i++)
        if (w->place_at[i] >= 0 && w->doc->places[w->place_at[i]].country[0] != 0 &&
            is_borne_out(w, &w->doc->places[w->place_at[i]]))
            return &w->doc->places[w->place_at[i]];
    return NULL;
}

const rec_place *actor_place_before(const actor_work *w, uint32_t title)
{
    if (title == w->doc->sentences[actor_token(w, title)->sentence].first_token || w->place_at[title - 1] < 0)
        return NULL;
    const rec_place *p = &w->doc->places[w->place_at[title - 1]];
    return record_child(w->doc, p->head, REC_CASE) < 0 ? actor_place_inside(w, title - 1, title - 1) : NULL;
}

static const char *country_of(const actor_work *w, uint32_t item)
{
    bool held = false;
    return model_actor_office_on(w->m, model_actor_item_get(w->m, item), w->today, &held)->country;
}

static bool is_town_or_part(const model_place_row *row)
{
    return row->kind <= PLACE_COUNTY;
}

/* The gazetteer has the state itself, or a town of it, under the name too. */
static bool bears_name(const actor_work *w, const model_place_name *name, const char *country)
{
    for (unsigned seen = 0; name != NULL && seen < 64; name = model_place_next(w->places, name), seen++)
        if (strcmp(model_place_row_of(w->places, name->row)->country, country) == 0)
            return true;
    return false;
}

const model_place_row *actor_namesake(const actor_work *w, const actor_hit *h)
{
    const model_actor_item *item = model_actor_item_get(w->m, h->item);
    if (w->places == NULL || item->kind != REC_COUNTRY ||
        (h->list != MODEL_ACTOR_NAME && h->list != MODEL_ACTOR_CAPITAL))
        return NULL;
    int32_t at = place_named(w, h->first, h->last);
    if (at < 0)
        return NULL;
    const rec_place *p = &w->doc->places[at];
    const model_place_row *row = model_place_row_of(w->places, p->row);
    const char *country = country_of(w, h->item);
    if (!is_town_or_part(row) || row->country[0] == 0 || strcmp(row->country, country) == 0 ||
        !bears_name(w, names_of(w, h->first, h->last), country))
        return NULL;
    return p->sure || (h->list == MODEL_ACTOR_CAPITAL && actor_is_place(w, h)) ? row : NULL;
}

bool actor_is_told_of(const actor_work *w, const char *country)
{
    uint32_t land = model_actor_country(w->m, country);
    return land != MODEL_ACTOR_NONE && (w->told[land] > 0 || w->by_item[land] != 0);
}

bool actor_is_set_in(const actor_work *w, const char *country)
{
    uint32_t land = model_actor_country(w->m, country);
    return land != MODEL_ACTOR_NONE && w->told[land] > 0 && w->told[land] == w->told_most;
}

/* A place in the words of the hit is a namesake of one in `country`. */
static bool holds_namesake(const actor_work *w, const actor_hit *h, const char *country)
{
    for (uint32_t i = h->first; i <= h->last; i++) {
        int32_t p = w->place_at[i];
        if (p < 0 || (i > h->first && w->place_at[i - 1] == p) || w->doc->places[p].country[0] == 0 ||
            strcmp(w->doc->places[p].country, country) == 0)
            continue;
        uint32_t last = i;
        while (last < h->last && w->place_at[last + 1] == p)
            last++;
        if ((i > h->first || last < h->last) && bears_name(w, names_of(w, i, last), country))
            return true;
    }
    return false;
}

/* "Mexican Congress", "Canada's House of Commons": another country's name stands right before. */
static bool behind_other(const actor_work *w, const actor_hit *h, const char *country)
{
    uint32_t begin = w->doc->sentences[actor_token(w, h->first)->sentence].first_token, at = h->first;
    if (at > begin && (str_equal(actor_token(w, at - 1)->lower, STR("'s")) ||
                       str_equal(actor_token(w, at - 1)->lower, STR("\xE2\x80\x99s"))))
        at--;
    if (at == begin || w->hit_at[at - 1] < 0)
        return false;
    const actor_hit *before = &w->hits[w->hit_at[at - 1]];
    bool adjective = before->list == MODEL_ACTOR_ADJECTIVE && at == h->first;
    return model_actor_item_get(w->m, before->item)->kind == REC_COUNTRY && (adjective || at < h->first) &&
           strcmp(country_of(w, before->item), country) != 0;
}

/* Of the bodies of that name, none is of a country that the document speaks of. */
static bool all_untold(const actor_work *w, const actor_hit *h)
{
    for (uint32_t a = h->alias; a != MODEL_ACTOR_NONE; a = model_actor_alias_get(w->m, a)->next)
        if (actor_is_told_of(w, country_of(w, model_actor_alias_get(w->m, a)->item)))
            return false;
    return true;
}

/* The document speaks of some country three times or more and for the most part. */
static bool has_setting(const actor_work *w)
{
    return w->told_most >= 3 && w->told_most * 2 > w->told_all;
}

bool actor_is_elsewhere(const actor_work *w, const actor_hit *h, bool shared)
{
    const model_actor_item *item = model_actor_item_get(w->m, h->item);
    if ((item->kind != REC_ORGANISATION && item->kind != REC_GROUP) || h->list != MODEL_ACTOR_NAME || item->user)
        return false;
    const char *country = country_of(w, h->item);
    if (country[0] == 0 || model_actor_country(w->m, country) == MODEL_ACTOR_NONE)
        return false;
    return (w->places != NULL && holds_namesake(w, h, country)) ||
           (shared && (behind_other(w, h, country) || (has_setting(w) && all_untold(w, h))));
}
