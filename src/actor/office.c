/* SPDX-License-Identifier: MIT
 * actor/office.c: which of the offices of somebody listed counts. The day of the report decides; where that is not
 * known, or the list has no office for it, the title that the text gives: "NATO Secretary General Stoltenberg",
 * "Prime Minister Stoltenberg of Norway". */
#include "actor/work.h"

#include <string.h>

/* The role that an office is, where its note is but a role: "president", "foreign minister". */
static uint32_t role_of_note(const actor_work *w, str note)
{
    uint32_t node = model_actor_root(MODEL_ACTOR_NOUNS);
    model_actor_word word;
    bool gap = false;
    while (node != MODEL_ACTOR_NONE && model_actor_next_word(w->m, &note, &word, &gap))
        node = gap ? MODEL_ACTOR_NONE : model_actor_step(w->m, node, word.id);
    uint32_t alias = node == MODEL_ACTOR_NONE ? node : model_actor_at(w->m, node);
    return alias == MODEL_ACTOR_NONE ? alias : model_actor_alias_get(w->m, alias)->item;
}

/* Sectors of an office; over by the day of the report: a former official (ELI), as CAMEO has it. */
void actor_take_office(actor_work *w, int32_t entity, const model_actor_item *item)
{
    bool held = true;
    const model_actor_office *o = model_actor_office_on(w->m, item, w->today, &held);
    rec_entity *e = &w->doc->entities[entity];
    memcpy(e->country, o->country, sizeof e->country);
    e->rule = o->rule;
    if (held || item->kind != REC_PERSON)
        memcpy(e->sectors, o->sectors, sizeof e->sectors);
    else if (w->today > o->to && strcmp(o->sectors[0], "GOV") == 0)
        memcpy(e->sectors[0], "ELI", 4);
    w->notes[entity].titled = !held;
    if (held && item->kind == REC_PERSON && o->note.n > 0) {
        w->notes[entity].role = role_of_note(w, o->note);
        actor_role_add(w, w->notes[entity].role, e->country, entity);
    }
}

/* ---- reports of unknown day, and of days for which the list has no office ---- */

#define OFFICE_WORDS 12

/* The words of a phrase as ids and, in *lesser, bits of those that make an office less: "vice", "deputy". */
static unsigned words_of(const actor_work *w, str phrase, uint32_t ids[OFFICE_WORDS], uint32_t *lesser)
{
    model_actor_word word;
    bool gap = false;
    unsigned n = 0;
    *lesser = 0;
    for (str rest = phrase; n < OFFICE_WORDS; n++) {
        str before = rest;
        if (!model_actor_next_word(w->m, &rest, &word, &gap))
            break;
        str form = str_trim((str){before.p, before.n - rest.n});
        *lesser |= (uint32_t)((model_actor_class(w->m, form) & MODEL_WORD_LESSER) != 0) << n;
        ids[n] = word.id;
    }
    return n;
}

static bool has_word(const uint32_t *ids, unsigned count, uint32_t id)
{
    for (unsigned i = 0; i < count; i++)
        if (ids[i] == id && id != MODEL_ACTOR_NONE)
            return true;
    return false;
}

/* How well a title names an office in words. "NATO Secretary General" names the "secretary general of NATO" (3), and
 * "President" the "acting president" (2), but not a vice president (0). */
static int name_office(const actor_work *w, str title, str note)
{
    uint32_t a[OFFICE_WORDS], b[OFFICE_WORDS], less_a, less_b;
    unsigned n = words_of(w, title, a, &less_a), m = words_of(w, note, b, &less_b);
    for (unsigned from = 0; from < n && (less_a & ((1u << from) - 1)) == 0; from++)
        for (unsigned at = 0; at + n - from <= m && (less_b & ((1u << at) - 1)) == 0; at++) {
            unsigned same = 0;
            while (same < n - from && a[from + same] == b[at + same] && a[from + same] != MODEL_ACTOR_NONE)
                same++;
            if (same == n - from)
                return from == 0 ? 2 : 1 + 2 * has_word(b, m, a[0]);
        }
    return 0;
}

static int32_t owner_of(const actor_work *w, const actor_draft *d)
{
    int32_t owner = actor_owner(w, d->mention.head, d->mention.first_token);
    return owner < 0 && d->title_head != UINT32_MAX ? actor_owner(w, d->title_head, d->title_head) : owner;
}

void actor_office_by_title(actor_work *w, int32_t entity, const actor_draft *d)
{
    const model_actor_item *item =
        w->notes[entity].item == MODEL_ACTOR_NONE ? NULL : model_actor_item_get(w->m, w->notes[entity].item);
    bool open = w->today == INT32_MAX || w->notes[entity].titled; /* the list has no office for the day */
    if (!open || d->role == MODEL_ACTOR_NONE || item == NULL || item->kind != REC_PERSON)
        return;
    int32_t owner = owner_of(w, d);
    str title = model_actor_item_get(w->m, d->role)->name;
    const model_actor_office *best = NULL;
    int best_points = 0;
    for (uint32_t i = 0; i < item->office_count; i++) {
        const model_actor_office *o = model_actor_office_get(w->m, item, i);
        bool there = owner >= 0 && strcmp(w->doc->entities[owner].country, o->country) == 0;
        int points = name_office(w, title, o->note) + there;
        if (points > 0 && points >= best_points)
            best = o, best_points = points;
    }
    if (best == NULL || (w->today != INT32_MAX && best_points < 3))
        return;
    rec_entity *e = &w->doc->entities[entity];
    memcpy(e->country, best->country, sizeof e->country);
    memcpy(e->sectors, best->sectors, sizeof e->sectors);
    if (d->former && strcmp(e->sectors[0], "GOV") == 0)
        memcpy(e->sectors, (char[REC_SECTORS][4]){"ELI"}, sizeof e->sectors);
    e->rule = best->rule;
    uint32_t role = role_of_note(w, best->note);
    w->notes[entity].role = role != MODEL_ACTOR_NONE ? role : d->role;
    actor_entity_code(w, entity);
}
