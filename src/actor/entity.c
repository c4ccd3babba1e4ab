/* SPDX-License-Identifier: MIT
 * actor/entity.c: makes entities, gives them their codes, and remembers under which words they were met.
 *
 * An entity is found again by the item that lists it, or by a hash of the lower-case words of its name. The table of
 * names doubles as it fills; all costs are constant a mention. */
#include "actor/work.h"

#include <stdio.h>
#include <string.h>

str actor_text(const actor_work *w, uint32_t first, uint32_t last)
{
    rec_span span = {w->doc->tokens[first].span.begin, w->doc->tokens[last].span.end};
    str text = record_text(w->doc, span);
    bool plain = true;
    for (size_t i = 0; i < text.n; i++)
        plain = plain && text.p[i] != '\n' && text.p[i] != '\t' && !(text.p[i] == ' ' && text.p[i - 1] == ' ');
    char *to = plain ? NULL : arena_get(&w->doc->memory, text.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < text.n && to != NULL; i++) {
        bool blank = text.p[i] == ' ' || text.p[i] == '\n' || text.p[i] == '\t' || text.p[i] == '\r';
        if (!blank || (n > 0 && to[n - 1] != ' '))
            to[n++] = blank ? ' ' : text.p[i];
    }
    return to != NULL ? (str){to, n} : text;
}

int32_t actor_entity_new(actor_work *w, str name, rec_entity_kind kind, const char *rule)
{
    actor_note *notes = arena_push(&w->doc->memory, w->notes, w->doc->entity_count, sizeof *notes);
    if (notes == NULL)
        return -1;
    w->notes = notes;
    rec_entity *grown = arena_push(&w->doc->memory, w->doc->entities, w->doc->entity_count, sizeof *grown);
    if (grown == NULL)
        return -1;
    w->doc->entities = grown; /* not by RECORD_ADD, which would drop the array when memory runs out */
    rec_entity *e = &w->doc->entities[w->doc->entity_count++];
    e->name = name;
    e->kind = kind;
    e->parent = -1;
    e->rule = rule;
    w->notes[w->doc->entity_count - 1] =
        (actor_note){.item = MODEL_ACTOR_NONE, .role = MODEL_ACTOR_NONE, .first_mention = UINT32_MAX, .subject_in = UINT32_MAX};
    return (int32_t)w->doc->entity_count - 1;
}

void actor_entity_code(actor_work *w, int32_t entity)
{
    rec_entity *e = &w->doc->entities[entity];
    model_actor_code(w->m, e->country, e->sectors, e->code);
}

void actor_entity_country(actor_work *w, int32_t entity, const char *country)
{
    rec_entity *e = &w->doc->entities[entity];
    if (e->country[0] == 0 && country[0] != 0)
        (void)snprintf(e->country, sizeof e->country, "%s", country);
    actor_entity_code(w, entity);
}

void actor_entity_sectors(actor_work *w, int32_t entity, char (*sectors)[4])
{
    if (sectors[0][0] != 0)
        memcpy(w->doc->entities[entity].sectors, sectors, sizeof w->doc->entities[entity].sectors);
    actor_entity_code(w, entity);
}

int32_t actor_entity_listed(actor_work *w, uint32_t item)
{
    if (w->by_item[item] != 0)
        return w->by_item[item] - 1;
    const model_actor_item *it = model_actor_item_get(w->m, item);
    int32_t entity = actor_entity_new(w, it->name, it->kind, "");
    if (entity < 0)
        return entity;
    w->by_item[item] = entity + 1;
    w->notes[entity].item = item;
    actor_take_office(w, entity, it);
    w->doc->entities[entity].plural = it->list == MODEL_ACTOR_COLLECTIVE;
    for (unsigned s = 0; s < REC_SECTORS; s++)
        if (it->kind == REC_ORGANISATION && strcmp(w->doc->entities[entity].sectors[s], "MED") == 0)
            w->doc->entities[entity].media = true;
    actor_entity_code(w, entity);
    return entity;
}

int32_t actor_entity_of_country(actor_work *w, const char *code)
{
    uint32_t item = model_actor_country(w->m, code);
    return item == MODEL_ACTOR_NONE ? -1 : actor_entity_listed(w, item);
}

int32_t actor_entity_government(actor_work *w, uint32_t country_item)
{
    if (w->government[country_item] != 0)
        return w->government[country_item] - 1;
    int32_t country = actor_entity_listed(w, country_item);
    if (country < 0)
        return country;
    if (model_actor_is_international(w->m, w->doc->entities[country].country))
        return country; /* "Brussels" is the union itself */
    str name = w->doc->entities[country].name, adjective = model_actor_item_get(w->m, country_item)->adjective;
    const char *text = adjective.n > 0 ? arena_format(&w->doc->memory, "%.*s government", (int)adjective.n, adjective.p)
                                       : arena_format(&w->doc->memory, "government of %.*s", (int)name.n, name.p);
    int32_t entity = actor_entity_new(w, str_of(text), REC_ORGANISATION, w->doc->entities[country].rule);
    if (entity < 0)
        return entity;
    w->government[country_item] = entity + 1;
    rec_entity *e = &w->doc->entities[entity];
    memcpy(e->country, w->doc->entities[country].country, sizeof e->country);
    memcpy(e->sectors[0], "GOV", 4);
    e->parent = country;
    w->notes[entity].government = true;
    actor_entity_code(w, entity);
    return entity;
}

int32_t actor_entity_land(const actor_work *w, const rec_entity *e)
{
    uint32_t item = e->country[0] != 0 ? model_actor_country(w->m, e->country) : MODEL_ACTOR_NONE;
    return item != MODEL_ACTOR_NONE && w->by_item[item] != 0 ? w->by_item[item] - 1 : -1;
}

/* Remembers a country that was named, newest first. */
static void focus_on(actor_work *w, const rec_entity *e)
{
    int32_t country = actor_entity_land(w, e);
    if (country < 0 || w->focus[0] == country)
        return;
    unsigned at = 1;
    while (at < 3 && w->focus[at] != country)
        at++;
    memmove(w->focus + 1, w->focus, at * sizeof *w->focus);
    w->focus[0] = country;
}

void actor_entity_seen(actor_work *w, int32_t entity, uint32_t token)
{
    const rec_token *t = &w->doc->tokens[token];
    actor_note *n = &w->notes[entity];
    n->last_seen = t->sentence;
    n->mentions++;
    if (t->deprel == REC_NSUBJ || t->deprel == REC_NSUBJ_PASS)
        n->subject_in = t->sentence;
    if (w->doc->sentences[t->sentence].part != REC_PART_DATELINE) /* where a report was written is no party of what it tells */
        focus_on(w, &w->doc->entities[entity]);
}

static uint32_t hash_words(const actor_work *w, uint32_t first, uint32_t last)
{
    uint64_t h = 0;
    for (uint32_t i = first; i <= last; i++) {
        str word = w->doc->tokens[i].lower;
        if (word.n == 1 && (word.p[0] == '-' || word.p[0] == '.'))
            continue;
        h = h * 0x9E3779B97F4A7C15u + str_hash(word);
    }
    uint32_t folded = (uint32_t)(h ^ h >> 32);
    return folded != 0 ? folded : 1;
}

static actor_name_slot *slot_of(actor_name_slot *slots, uint32_t capacity, uint32_t hash)
{
    uint32_t i = hash & (capacity - 1);
    while (slots[i].hash != 0 && slots[i].hash != hash)
        i = (i + 1) & (capacity - 1);
    return &slots[i];
}

int32_t actor_hash_find(const actor_work *w, uint32_t hash)
{
    if (w->name_capacity == 0)
        return -1;
    const actor_name_slot *s = slot_of(w->names, w->name_capacity, hash);
    return s->hash == 0 ? -1 : s->entity;
}

static bool grow_names(actor_work *w)
{
    uint32_t capacity = w->name_capacity ? w->name_capacity * 2 : 256;
    actor_name_slot *bigger = ARENA_ARRAY(&w->doc->memory, actor_name_slot, capacity);
    if (bigger == NULL)
        return false;
    for (uint32_t i = 0; i < w->name_capacity; i++)
        if (w->names[i].hash != 0)
            *slot_of(bigger, capacity, w->names[i].hash) = w->names[i];
    w->names = bigger;
    w->name_capacity = capacity;
    return true;
}

void actor_hash_add(actor_work *w, uint32_t hash, int32_t entity)
{
    if (w->name_count * 2 >= w->name_capacity && !grow_names(w))
        return;
    actor_name_slot *s = slot_of(w->names, w->name_capacity, hash);
    w->name_count += s->hash == 0;
    *s = (actor_name_slot){hash, entity};
}

int32_t actor_name_find(const actor_work *w, uint32_t first, uint32_t last)
{
    return actor_hash_find(w, hash_words(w, first, last));
}

void actor_name_add(actor_work *w, uint32_t first, uint32_t last, int32_t entity)
{
    actor_hash_add(w, hash_words(w, first, last), entity);
}

static uint32_t role_key(uint32_t role, const char *country)
{
    uint64_t h = str_hash(str_of(country)) * 31 + (uint64_t)role * 0x9E3779B97F4A7C15u + 7;
    uint32_t folded = (uint32_t)(h ^ h >> 32);
    return folded != 0 ? folded : 1;
}

int32_t actor_role_find(const actor_work *w, uint32_t role, const char *country)
{
    return role == MODEL_ACTOR_NONE ? -1 : actor_hash_find(w, role_key(role, country));
}

void actor_role_add(actor_work *w, uint32_t role, const char *country, int32_t entity)
{
    if (role != MODEL_ACTOR_NONE)
        actor_hash_add(w, role_key(role, country), entity);
}
