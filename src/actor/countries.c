/* SPDX-License-Identifier: MIT
 * actor/countries.c: countries for those whom the text gives none: local people take the place of their sentence, nouns
 * and titled persons the country that the report is about, bodies between states the codes IGO and NGO. */
#include "actor/work.h"

#include <string.h>

enum {
    DOMESTIC_LEAST = 3, /* places that a report must name to be of one country alone */
    SCENE_MOST = 32     /* places of a sentence that are looked at */
};

/* Mentions of a country: by name, by its places, by its government. */
static uint32_t weight_of(const actor_work *w, uint32_t entity)
{
    const rec_entity *e = &w->doc->entities[entity];
    bool counts = e->kind == REC_COUNTRY || e->kind == REC_PLACE || w->notes[entity].government;
    return counts && e->country[0] != 0 ? w->notes[entity].mentions : 0;
}

/* Mentions of each country, at its own entity. */
static uint32_t *country_sums(actor_work *w)
{
    uint32_t count = w->doc->entity_count;
    for (uint32_t i = 0; i < count; i++)
        if (weight_of(w, i) > 0)
            (void)actor_entity_of_country(w, w->doc->entities[i].country);
    uint32_t *sums = ARENA_ARRAY(&w->doc->memory, uint32_t, w->doc->entity_count + 1);
    for (uint32_t i = 0; i < count && sums != NULL; i++) {
        uint32_t weight = weight_of(w, i);
        int32_t country = weight > 0 ? actor_entity_of_country(w, w->doc->entities[i].country) : -1;
        if (country >= 0)
            sums[country] += weight;
    }
    return sums;
}

/* The country that the document is about: named at least twice as often as any other; -1: none. *alone: four times,
 * which is asked for persons. */
static int32_t main_country(actor_work *w, bool *alone)
{
    uint32_t best = 0, second = 0, *sums = country_sums(w);
    int32_t about = -1;
    for (uint32_t i = 0; i < w->doc->entity_count && sums != NULL; i++) {
        if (sums[i] > best) {
            second = best;
            best = sums[i];
            about = (int32_t)i;
        } else if (sums[i] > second) {
            second = sums[i];
        }
    }
    *alone = best >= 4 * second;
    return best >= 2 * second && best > 0 ? about : -1;
}

/* Nouns and titled persons of the state ("the president", "Finance Minister X"), and people of the country. */
static bool wants_country(const actor_work *w, uint32_t entity)
{
    const rec_entity *e = &w->doc->entities[entity];
    if (e->country[0] != 0 || e->sectors[0][0] == 0 || w->notes[entity].abroad)
        return false;
    if (e->media || e->kind == REC_PLACE || e->kind == REC_COUNTRY)
        return false;
    return w->notes[entity].role != MODEL_ACTOR_NONE && w->notes[entity].item == MODEL_ACTOR_NONE;
}

/* Whose nouns are of the place where they are: people, rebels, the police, and not governments and their armies. */
static bool is_local(const rec_entity *e)
{
    static const char *const sectors[] = {"CVL", "REB", "UAF", "OPP", "CRM", "REF", "COP", "LAB", "AGR", "REL", "EDU"};
    for (size_t i = 0; i < sizeof sectors / sizeof *sectors; i++)
        if (strcmp(e->sectors[0], sectors[i]) == 0)
            return true;
    return false;
}

/* The preposition of a name or of the noun that it is said of: "on [Paris's boulevard]"; -1 none. */
static int32_t case_over(const actor_work *w, uint32_t token, bool place)
{
    for (unsigned steps = 0; steps < 3; steps++) {
        const rec_token *t = actor_token(w, token);
        int32_t c = record_child(w->doc, token, REC_CASE);
        bool own = c >= 0 && (uint32_t)c < token;
        if (own && str_equal(actor_token(w, (uint32_t)c)->lower, STR("from")))
            return -1; /* "a tourist from Canada" tells whence she came */
        if (own)
            return c;
        if (!place || t->head < 0 ||
            (t->deprel != REC_NMOD_POSS && t->deprel != REC_COMPOUND && t->deprel != REC_AMOD))
            return -1;
        token = (uint32_t)t->head;
    }
    return -1;
}

/* A mention that says where something is: a place, or "in" a country. */
static int32_t placed_country(const actor_work *w, const rec_mention *m)
{
    int32_t e = m->entity;
    if (e < 0 || w->doc->entities[e].country[0] == 0)
        return -1;
    int32_t c = case_over(w, m->head, w->doc->entities[e].kind == REC_PLACE);
    if (c < 0)
        return -1;
    uint32_t bits = model_actor_class(w->m, actor_token(w, (uint32_t)c)->lower);
    rec_entity_kind kind = w->doc->entities[e].kind;
    bool place = kind == REC_PLACE || (kind == REC_COUNTRY && (bits & MODEL_WORD_OWNER_CASE));
    return place && (bits & MODEL_WORD_PLACE_CASE) ? e : -1;
}

/* No mention before `first` is the entity's. */
static bool is_met_first(const actor_work *w, int32_t entity, uint32_t first)
{
    return w->notes[entity].first_mention >= first;
}

/* The country of another entity, which becomes the parent: who reads the record sees whence it came. */
static void fill_from(actor_work *w, int32_t entity, int32_t other)
{
    if (w->doc->entities[entity].parent < 0)
        w->doc->entities[entity].parent = other;
    actor_entity_country(w, entity, w->doc->entities[other].country);
}

/* Local people of mentions[first, end), one sentence, take the only country in which the sentence is set, if they are met here
 * first, or it is the document's. */
static void fill_sentence(actor_work *w, uint32_t first, uint32_t end)
{
    int32_t only = -1;
    for (uint32_t i = first; i < end; i++) {
        int32_t e = placed_country(w, &w->doc->mentions[i]);
        if (e >= 0 && only >= 0 && strcmp(w->doc->entities[e].country, w->doc->entities[only].country) != 0)
            return;
        only = e >= 0 ? e : only;
    }
    for (uint32_t i = first; i < end && only >= 0; i++) {
        int32_t e = w->doc->mentions[i].entity;
        if (e < 0 || !wants_country(w, (uint32_t)e) || !is_local(&w->doc->entities[e]))
            continue;
        if (is_met_first(w, e, first) || actor_is_set_in(w, w->doc->entities[only].country))
            fill_from(w, e, only);
    }
}

static void fill_by_sentence(actor_work *w)
{
    const rec_document *doc = w->doc;
    for (uint32_t first = 0, end = 0; first < doc->mention_count; first = end) {
        uint32_t sentence = actor_token(w, doc->mentions[first].head)->sentence;
        while (end < doc->mention_count && actor_token(w, doc->mentions[end].head)->sentence == sentence)
            end++;
        fill_sentence(w, first, end);
    }
}

/* Bodies between and beside states are of no country: CAMEO writes IGO and NGO in its place. */
static bool take_international(actor_work *w, uint32_t entity)
{
    const char *sector = w->doc->entities[entity].sectors[0];
    if (strcmp(sector, "IGO") != 0 && strcmp(sector, "NGO") != 0)
        return false;
    actor_entity_country(w, (int32_t)entity, strcmp(sector, "IGO") == 0 ? "IGO" : "NGO");
    return true;
}

/* Persons and bodies of a report that speaks of one country alone, and that no list has. */
static bool is_domestic(const actor_work *w, uint32_t entity)
{
    const rec_entity *e = &w->doc->entities[entity];
    bool named = e->kind == REC_PERSON || e->kind == REC_ORGANISATION || e->kind == REC_GROUP || e->kind == REC_ROLE;
    return w->told_all >= DOMESTIC_LEAST && w->told_most == w->told_all && named && e->country[0] == 0 && !e->media &&
           w->notes[entity].item == MODEL_ACTOR_NONE && !w->notes[entity].abroad;
}

/* A town or region that neither acts nor is acted upon. */
static bool is_scene(const actor_work *w, const rec_place *p)
{
    rec_deprel deprel = (rec_deprel)actor_token(w, p->head)->deprel;
    bool town = w->places != NULL && model_place_row_of(w->places, p->row)->kind <= PLACE_COUNTY;
    return town && p->country[0] != 0 && deprel != REC_NSUBJ && deprel != REC_NSUBJ_PASS && deprel != REC_OBJ &&
           deprel != REC_OBL_AGENT;
}

/* The only country in which towns of a sentence lie, "" none. */
static const char *scene_of(const actor_work *w, uint32_t sentence)
{
    uint32_t low = 0, high = w->doc->place_count;
    const char *only = "";
    while (low < high) {
        uint32_t middle = (low + high) / 2;
        if (w->doc->places[middle].sentence < sentence)
            low = middle + 1;
        else
            high = middle;
    }
    for (unsigned seen = 0; low < w->doc->place_count && w->doc->places[low].sentence == sentence; low++, seen++) {
        const rec_place *p = &w->doc->places[low];
        if (seen == SCENE_MOST || (is_scene(w, p) && only[0] != 0 && strcmp(only, p->country) != 0))
            return "";
        only = is_scene(w, p) ? p->country : only;
    }
    return only;
}

/* Local people whom nothing else has given a country take the one in whose towns the sentence is set that first names them. */
static void fill_by_towns(actor_work *w)
{
    for (uint32_t i = 0, count = w->doc->entity_count; i < count; i++) {
        if (!wants_country(w, i) || !is_local(&w->doc->entities[i]) || w->notes[i].first_mention >= w->doc->mention_count)
            continue;
        uint32_t head = w->doc->mentions[w->notes[i].first_mention].head;
        const char *country = scene_of(w, actor_token(w, head)->sentence);
        int32_t land = country[0] != 0 ? actor_entity_of_country(w, country) : -1;
        if (land >= 0)
            fill_from(w, (int32_t)i, land);
    }
}

void actor_fill_countries(actor_work *w)
{
    bool alone = false;
    int32_t country = main_country(w, &alone);
    fill_by_sentence(w);
    for (uint32_t i = 0; i < w->doc->entity_count; i++)
        if (country >= 0 && ((wants_country(w, i) && !take_international(w, i) &&
                              (alone || w->doc->entities[i].kind != REC_PERSON)) ||
                             is_domestic(w, i))) {
            w->doc->entities[i].parent = country;
            actor_entity_country(w, (int32_t)i, w->doc->entities[country].country);
        }
    fill_by_towns(w);
}
