/* SPDX-License-Identifier: MIT
 * actor/names.c: which entity a name names. Listed names come first, so that the countries beside unlisted ones are
 * known; then names of the text itself: the same words, a surname alone, an acronym in brackets.
 *
 * A person whom no list has takes sectors from the title and the country from what stands with it. */
#include "actor/work.h"

#include <string.h>

void actor_settle(actor_work *w, uint32_t mention, int32_t entity)
{
    rec_mention *m = &w->doc->mentions[mention];
    m->entity = entity;
    if (entity < 0)
        return;
    if (w->notes[entity].mentions == 0)
        w->notes[entity].first_mention = mention;
    actor_entity_seen(w, entity, m->head);
}

void actor_add_members(actor_work *w, uint32_t mention, const int32_t *entities, uint32_t count)
{
    rec_mention *m = &w->doc->mentions[mention];
    m->more_entities = (int32_t)w->doc->mention_member_count;
    for (uint32_t i = 0; i < count; i++) {
        int32_t *grown =
            arena_push(&w->doc->memory, w->doc->mention_members, w->doc->mention_member_count, sizeof *grown);
        if (grown == NULL)
            return;
        w->doc->mention_members = grown;
        w->doc->mention_members[w->doc->mention_member_count++] = entities[i];
        m->more_count++;
    }
}

/* ---- listed names ---- */

/* Of several persons or bodies with one name: the one met before, else a user's own, else one in
 * office and of a country that the document speaks of. */
static uint32_t choose_item(const actor_work *w, const actor_hit *h)
{
    const model_actor_alias *own = model_actor_alias_get(w->m, h->alias);
    uint32_t best = h->item;
    int best_points = -1;
    for (uint32_t a = h->alias; a != MODEL_ACTOR_NONE; a = model_actor_alias_get(w->m, a)->next) {
        const model_actor_alias *alias = model_actor_alias_get(w->m, a);
        const model_actor_item *item = model_actor_item_get(w->m, alias->item);
        bool held = false;
        if (alias->list != own->list || alias->capital != own->capital || alias->acronym != own->acronym)
            continue;
        const char *country = model_actor_office_on(w->m, item, w->today, &held)->country;
        int points = (w->by_item[alias->item] != 0) * 8 + item->user * 4 + held * 2 + actor_is_told_of(w, country) * 3 +
                     actor_is_set_in(w, country);
        if (points >= best_points) { /* the list's first line is the last of the chain */
            best = alias->item;
            best_points = points;
        }
    }
    return best;
}

/* The state in which a city lies that is the seat of a union ("Brussels"): the gazetteer knows. */
static uint32_t land_of(const actor_work *w, const actor_hit *h)
{
    bool held = false;
    actor_draft city = {.core_first = h->first, .core_last = h->last};
    const model_actor_item *item = model_actor_item_get(w->m, h->item);
    if (!model_actor_is_international(w->m, model_actor_office_on(w->m, item, w->today, &held)->country))
        return h->item;
    const model_place_row *row = actor_place_row(w, &city);
    uint32_t land = row == NULL ? MODEL_ACTOR_NONE : model_actor_country(w->m, row->country);
    return land == MODEL_ACTOR_NONE ? h->item : land;
}

/* The place of that name and country that was met before, -1. */
static int32_t place_before(const actor_work *w, uint32_t first, uint32_t last, const char *country)
{
    int32_t found = actor_name_find(w, first, last);
    return found >= 0 && w->doc->entities[found].kind == REC_PLACE &&
                   strcmp(w->doc->entities[found].country, country) == 0
               ? found
               : -1;
}

static const char *rule_of_row(actor_work *w, const model_place_row *row)
{
    return arena_format(&w->doc->memory, "%s:%u", model_place_file_name(w->places, row->file), (unsigned)row->line);
}

/* A town that bears the name of a country or capital and lies elsewhere. */
static int32_t settle_namesake(actor_work *w, const actor_hit *h, const model_place_row *row)
{
    int32_t e = place_before(w, h->first, h->last, row->country);
    if (e >= 0)
        return e;
    e = actor_entity_new(w, actor_text(w, h->first, h->last), REC_PLACE, rule_of_row(w, row));
    if (e < 0)
        return e;
    actor_entity_country(w, e, row->country);
    actor_name_add(w, h->first, h->last, e);
    return e;
}

static int32_t place_of_hit(actor_work *w, const actor_hit *h)
{
    int32_t country = actor_entity_listed(w, land_of(w, h));
    if (country < 0)
        return country;
    int32_t found = place_before(w, h->first, h->last, w->doc->entities[country].country);
    if (found >= 0)
        return found;
    int32_t e = actor_entity_new(w, actor_text(w, h->first, h->last), REC_PLACE, w->doc->entities[country].rule);
    if (e < 0)
        return e;
    w->doc->entities[e].parent = country;
    actor_entity_country(w, e, w->doc->entities[country].country);
    actor_name_add(w, h->first, h->last, e);
    return e;
}

/* "a trip to North Africa" leads to a part of the world, not to each of its states. */
static bool is_region(const actor_work *w, const actor_hit *h)
{
    actor_draft name = {.core_first = h->first, .core_last = h->last};
    const model_place_row *row = actor_place_row(w, &name);
    return row != NULL && !(actor_token(w, h->last)->morph & REC_MORPH_PLUR);
}

static void settle_collective(actor_work *w, uint32_t mention, const actor_hit *h)
{
    const model_actor_item *item = model_actor_item_get(w->m, h->item);
    int32_t members[ACTOR_MEMBERS];
    uint32_t count = 0;
    bool region = is_region(w, h), stand_alone = item->member_count <= ACTOR_MEMBERS && !region;
    for (; count < item->member_count && stand_alone; count++)
        members[count] = actor_entity_listed(w, model_actor_member(w->m, item, count));
    actor_settle(w, mention, actor_entity_listed(w, h->item));
    if (count > 0 || region) /* "Western countries", too many to be named, act as one */
        actor_add_members(w, mention, members, count);
}

/* A surname alone: somebody of that name whom the text named in full wins over the list. */
static int32_t person_of_text(const actor_work *w, const actor_draft *d)
{
    int32_t e = d->core_first == d->core_last ? actor_name_find(w, d->core_first, d->core_last) : -1;
    return e >= 0 && w->doc->entities[e].kind == REC_PERSON ? e : -1;
}

/* Somebody listed: a title in the text speaks where the list has no office for the day. */
static void take_title(actor_work *w, int32_t entity, const actor_draft *d)
{
    rec_entity *e = &w->doc->entities[entity];
    actor_note *n = &w->notes[entity];
    if (e->gender == 0)
        e->gender = d->gender;
    if (d->role == MODEL_ACTOR_NONE)
        return;
    if (n->role == MODEL_ACTOR_NONE)
        n->role = d->role;
    actor_role_add(w, d->role, e->country, entity);
    bool held = false;
    const model_actor_office *o = model_actor_office_on(w->m, model_actor_item_get(w->m, d->role), w->today, &held);
    char sectors[REC_SECTORS][4];
    memcpy(sectors, o->sectors, sizeof sectors);
    if (d->former && strcmp(sectors[0], "GOV") == 0)
        memcpy(sectors, (char[REC_SECTORS][4]){"ELI"}, sizeof sectors);
    if (e->sectors[0][0] == 0 || (n->titled && strcmp(e->sectors[0], "ELI") == 0 && !d->former))
        actor_entity_sectors(w, entity, sectors);
}

static void settle_listed(actor_work *w, uint32_t mention, const actor_draft *d, const actor_hit *h)
{
    const model_actor_item *item = model_actor_item_get(w->m, h->item);
    const model_place_row *namesake = actor_namesake(w, h);
    int32_t e = -1;
    if (namesake != NULL) {
        e = settle_namesake(w, h, namesake);
    } else if (item->kind == REC_COUNTRY && (h->list == MODEL_ACTOR_CAPITAL || h->list == MODEL_ACTOR_SEAT)) {
        e = actor_is_place(w, h) ? place_of_hit(w, h) : actor_entity_government(w, h->item);
    } else if (item->kind == REC_COUNTRY) {
        e = actor_entity_listed(w, h->item);
    } else {
        e = item->kind == REC_PERSON ? person_of_text(w, d) : -1;
        if (e < 0)
            e = actor_entity_listed(w, choose_item(w, h));
        if (e >= 0 && item->kind == REC_PERSON) {
            actor_office_by_title(w, e, d);
            take_title(w, e, d);
            actor_name_add(w, d->core_last, d->core_last, e);
        }
        if (e >= 0)
            actor_name_add(w, d->core_first, d->core_last, e);
    }
    actor_settle(w, mention, e);
}

/* ---- names of the text ---- */

/* Adds the initials of a name of several words, for "the European Peace Facility (EPF)" and later "EPF". */
static void add_initials(actor_work *w, const actor_draft *d, int32_t entity)
{
    char initials[16];
    size_t n = 0;
    for (uint32_t i = d->core_first; i <= d->core_last && n < sizeof initials; i++) {
        char c = actor_token(w, i)->form.p[0];
        if (c >= 'A' && c <= 'Z')
            initials[n++] = (char)(c + 32);
    }
    if (n < 3)
        return;
    uint64_t h = str_hash((str){initials, n}); /* as the name table hashes a single word */
    uint32_t folded = (uint32_t)(h ^ h >> 32);
    if (folded != 0 && actor_hash_find(w, folded) < 0)
        actor_hash_add(w, folded, entity);
}

/* "European Peace Facility ( EPF )": the name before the bracket. */
static int32_t before_bracket(const actor_work *w, uint32_t base, uint32_t index)
{
    const actor_draft *d = &w->drafts[index];
    if (d->core_first < 2 || d->core_first != d->core_last ||
        !str_equal(actor_token(w, d->core_first - 1)->form, STR("(")))
        return -1;
    for (uint32_t k = index; k-- > 0 && index - k <= 4;)
        if (w->drafts[k].core_last + 2 == d->core_first && w->drafts[k].mention.kind == REC_NAME &&
            w->drafts[k].core_first < w->drafts[k].core_last &&
            actor_token(w, w->drafts[k].core_first)->form.p[0] == actor_token(w, d->core_first)->form.p[0])
            return w->doc->mentions[base + k].entity;
    return -1;
}

static bool agrees(const rec_entity *e, const actor_draft *d)
{
    return e->kind == d->kind || (e->kind == REC_PERSON) == (d->kind == REC_PERSON);
}

/* A surname alone that a title, a government noun or nothing but its fame explains: the listed person of that name who
 * holds an office of state on the day. MODEL_ACTOR_NONE where nobody or several do. */
static uint32_t famous(const actor_work *w, const actor_draft *d)
{
    model_actor_word word;
    bool gap = false, held = false;
    str form = actor_token(w, d->core_first)->form;
    uint32_t best = MODEL_ACTOR_NONE, others = 0;
    if (d->core_first != d->core_last || !model_actor_next_word(w->m, &form, &word, &gap) || form.n > 0)
        return MODEL_ACTOR_NONE;
    uint32_t a = model_actor_at(w->m, model_actor_step(w->m, model_actor_root(MODEL_ACTOR_SURNAMES), word.id));
    for (; a != MODEL_ACTOR_NONE; a = model_actor_alias_get(w->m, a)->next) {
        uint32_t item = model_actor_alias_get(w->m, a)->item;
        const model_actor_office *o = model_actor_office_on(w->m, model_actor_item_get(w->m, item), w->today, &held);
        if (strcmp(o->sectors[0], "GOV") != 0 || !(held || d->role != MODEL_ACTOR_NONE))
            continue;
        others += best != MODEL_ACTOR_NONE;
        best = best == MODEL_ACTOR_NONE || w->by_item[item] != 0 ? item : best;
    }
    return others == 0 ? best : MODEL_ACTOR_NONE;
}

/* What lets a surname alone stand for somebody famous: a title before it, or "administration" behind. */
static bool is_explained(const actor_work *w, const actor_draft *d)
{
    const rec_token *t = actor_token(w, d->mention.head);
    bool governs = t->deprel == REC_COMPOUND && t->head >= 0 &&
                   (actor_word_class(w, (uint32_t)t->head) & MODEL_WORD_GOVERNMENT) != 0;
    return d->role != MODEL_ACTOR_NONE || governs;
}

static int32_t known_name(const actor_work *w, uint32_t base, uint32_t index)
{
    const actor_draft *d = &w->drafts[index];
    int32_t e = actor_name_find(w, d->core_first, d->core_last);
    if (e >= 0 && d->kind == REC_PLACE && d->place != NULL && w->doc->entities[e].kind == REC_PLACE)
        return place_before(w, d->core_first, d->core_last, d->place->country);
    if (e >= 0)
        return e;
    e = before_bracket(w, base, index);
    if (e >= 0)
        return e;
    if (d->kind != REC_PERSON || d->core_first == d->core_last)
        return -1;
    e = actor_name_find(w, d->core_last, d->core_last); /* "Rubio" first, "Marco Rubio" later */
    if (e < 0 || !agrees(&w->doc->entities[e], d) || w->notes[e].item != MODEL_ACTOR_NONE)
        return -1;
    return memchr(w->doc->entities[e].name.p, ' ', w->doc->entities[e].name.n) == NULL ? e : -1;
}

static int32_t new_name(actor_work *w, const actor_draft *d)
{
    int32_t e = actor_entity_new(w, actor_text(w, d->core_first, d->core_last), d->kind, "name in the text");
    if (e < 0)
        return e;
    const rec_place *inside = NULL;
    w->doc->entities[e].plural = d->kind == REC_GROUP;
    w->notes[e].named = true;
    w->notes[e].nowhere = (actor_word_class(w, d->core_last) & MODEL_WORD_NOWHERE) != 0 && d->kind != REC_PERSON;
    if (d->kind == REC_PLACE && d->place != NULL) {
        w->doc->entities[e].rule = rule_of_row(w, d->place);
        actor_entity_country(w, e, d->place->country);
    } else if (d->kind == REC_PLACE && (inside = actor_place_inside(w, d->core_first, d->core_last)) != NULL) {
        w->doc->entities[e].rule = rule_of_row(w, model_place_row_of(w->places, inside->row)); /* "North London" */
        actor_entity_country(w, e, inside->country);
    }
    if (d->kind == REC_ORGANISATION)
        add_initials(w, d, e);
    return e;
}

/* "Florida Senator Smith", "Birmingham Police Department": the place in the title or in the name gives the country. */
static void take_place(actor_work *w, int32_t e, const actor_draft *d)
{
    const rec_place *p = NULL;
    uint32_t first = d->mention.first_token;
    if (d->kind != REC_PERSON)
        p = actor_place_inside(w, first, d->core_last);
    else if (first < d->core_first && (p = actor_place_inside(w, first, d->core_first - 1)) == NULL)
        p = actor_place_before(w, first);
    const model_place_row *row = p != NULL ? model_place_row_of(w->places, p->row) : d->place;
    if (row == NULL)
        return;
    if (w->notes[e].item == MODEL_ACTOR_NONE)
        w->doc->entities[e].rule =
            arena_format(&w->doc->memory, "name in the text, country by %s", rule_of_row(w, row));
    actor_entity_country(w, e, row->country);
}

static int32_t country_at(const actor_work *w, int32_t token)
{
    int32_t m = token < 0 ? -1 : actor_token(w, (uint32_t)token)->mention;
    int32_t e = m < 0 ? -1 : w->doc->mentions[m].entity;
    return e >= 0 && w->doc->entities[e].kind == REC_COUNTRY ? e : -1;
}

/* "New Zealand national Campbell Otway", "Norwegian Kari Moen"; "Rami Deeb, a Syrian": the country of a person without
 * an office; -1 none is told. */
static int32_t nationality(const actor_work *w, const actor_draft *d)
{
    for (uint32_t i = d->mention.first_token; i < d->core_first; i++)
        if (w->hit_at[i] >= 0 && country_at(w, (int32_t)w->hits[w->hit_at[i]].head) >= 0)
            return country_at(w, (int32_t)w->hits[w->hit_at[i]].head);
    int32_t said = record_child(w->doc, d->mention.head, REC_APPOS);
    int32_t article = said < 0 ? -1 : record_child(w->doc, (uint32_t)said, REC_DET_DEP);
    return article >= 0 && actor_token(w, (uint32_t)article)->lower.p[0] == 'a' ? country_at(w, said) : -1;
}

static void take_nationality(actor_work *w, int32_t e, const actor_draft *d)
{
    int32_t country = d->kind == REC_PERSON && w->doc->entities[e].country[0] == 0 ? nationality(w, d) : -1;
    if (country < 0)
        return;
    w->doc->entities[e].parent = country;
    actor_entity_country(w, e, w->doc->entities[country].country);
}

static void code_from_text(actor_work *w, int32_t e, const actor_draft *d)
{
    take_title(w, e, d);
    if (d->role == MODEL_ACTOR_NONE && d->kind != REC_ORGANISATION && d->kind != REC_GROUP) {
        take_nationality(w, e, d);
        return;
    }
    if (w->doc->entities[e].country[0] != 0)
        return;
    int32_t owner = actor_owner(w, d->mention.head, d->mention.first_token);
    if (owner < 0 && d->title_head != UINT32_MAX)
        owner = actor_owner(w, d->title_head, d->title_head);
    if (owner < 0 && d->kind != REC_PLACE)
        take_place(w, e, d);
    if (owner < 0 || owner == e)
        return;
    if (w->doc->entities[owner].kind == REC_COUNTRY || w->doc->entities[owner].kind == REC_PLACE ||
        w->notes[owner].government)
        w->doc->entities[e].parent = owner;
    actor_entity_country(w, e, w->doc->entities[owner].country);
    if (d->role != MODEL_ACTOR_NONE)
        actor_role_add(w, d->role, w->doc->entities[e].country, e);
}

static void settle_unlisted(actor_work *w, uint32_t base, uint32_t index)
{
    const actor_draft *d = &w->drafts[index];
    if (d->kind == REC_COUNTRY) {
        actor_settle(w, base + index, actor_entity_listed(w, actor_misspelt(w, d)));
        return;
    }
    int32_t e = known_name(w, base, index);
    uint32_t item = e < 0 && is_explained(w, d) ? famous(w, d) : MODEL_ACTOR_NONE;
    if (item != MODEL_ACTOR_NONE)
        e = actor_entity_listed(w, item);
    if (e < 0)
        e = new_name(w, d);
    if (e < 0)
        return;
    rec_entity *entity = &w->doc->entities[e];
    str name = actor_text(w, d->core_first, d->core_last);
    if (w->notes[e].item == MODEL_ACTOR_NONE && entity->kind == REC_PERSON && entity->name.n < name.n)
        entity->name = name;
    actor_name_add(w, d->core_first, d->core_last, e);
    if (entity->kind == REC_PERSON)
        actor_name_add(w, d->core_last, d->core_last, e);
    code_from_text(w, e, d);
    actor_settle(w, base + index, e);
}

static bool is_state(const actor_work *w, int32_t e)
{
    return e >= 0 && (w->doc->entities[e].kind == REC_COUNTRY || w->notes[e].government);
}

static bool is_joint(const actor_work *w, uint32_t token)
{
    str form = actor_token(w, token)->form;
    return (form.n == 1 && (form.p[0] == '-' || form.p[0] == '/')) || str_equal(form, STR("\xE2\x80\x93"));
}

/* "US-Russia-Saudi", hung on its first part: the first part's mention is of all. */
static void tie_states(actor_work *w, uint32_t mention)
{
    const rec_mention *m = &w->doc->mentions[mention];
    int32_t members[ACTOR_MEMBERS] = {m->entity};
    uint32_t count = 1;
    unsigned seen = 0;
    for (int32_t i = actor_token(w, m->head)->first_child; i >= 0 && seen < ACTOR_CHILDREN && count < ACTOR_MEMBERS;
         i = actor_token(w, (uint32_t)i)->next_sibling, seen++) {
        const rec_token *t = actor_token(w, (uint32_t)i);
        int32_t e = t->mention < 0 ? -1 : w->doc->mentions[t->mention].entity;
        if ((t->deprel == REC_FLAT || t->deprel == REC_COMPOUND) && is_state(w, e) && e != m->entity &&
            is_joint(w, (uint32_t)i > m->head ? (uint32_t)i - 1 : (uint32_t)i + 1))
            members[count++] = e;
    }
    if (count > 1)
        actor_add_members(w, mention, members, count);
}

void actor_resolve_names(actor_work *w, uint32_t base)
{
    for (uint32_t i = 0; i < w->draft_count; i++) {
        const actor_draft *d = &w->drafts[i];
        if (d->mention.kind != REC_NAME || d->hit < 0)
            continue;
        const actor_hit *h = &w->hits[d->hit];
        if (h->list == MODEL_ACTOR_COLLECTIVE)
            settle_collective(w, base + i, h);
        else
            settle_listed(w, base + i, d, h);
    }
    for (uint32_t i = 0; i < w->draft_count; i++)
        if (w->drafts[i].mention.kind == REC_NAME && w->drafts[i].hit < 0)
            settle_unlisted(w, base, i);
    for (uint32_t i = 0; i < w->draft_count; i++)
        if (w->drafts[i].hit >= 0 && is_state(w, w->doc->mentions[base + i].entity) &&
            w->doc->mentions[base + i].more_count == 0)
            tie_states(w, base + i);
}
