/* SPDX-License-Identifier: MIT
 * actor/draft_title.c: titles and roles that stand before a name: "[US Secretary of State] Marco Rubio". They are taken
 * off the name's actor_core, found as dependents of its head, and, where the tree goes astray, by their place right
 * before it. */
#include "actor/draft.h"

/* Takes titles, roles and countries off the left end of a name. */
void actor_strip_titles(const actor_work *w, actor_draft *d, actor_core *c)
{
    if (actor_word_class(w, c->last) & (MODEL_WORD_PLACE_NOUN | MODEL_WORD_THING))
        return; /* "Dean Woods Road" */
    for (unsigned steps = 0; steps < 6 && c->first < c->last; steps++) {
        uint32_t after = c->first, role_first = 0, role_last = 0;
        uint32_t title = actor_title_at(w, c->first, c->last, &after);
        if (title == MODEL_ACTOR_NONE && w->hit_at[c->first] < 0) {
            title = actor_role_at(w, c->first, &role_first, &role_last);
            after = role_last + 1;
            if (title != MODEL_ACTOR_NONE && (role_first < c->first || role_last >= c->last))
                title = MODEL_ACTOR_NONE;
            else if (title != MODEL_ACTOR_NONE && model_actor_item_get(w->m, title)->list == MODEL_ACTOR_AGENCY)
                title = MODEL_ACTOR_NONE;
        }
        if (title == MODEL_ACTOR_NONE)
            return;
        for (uint32_t i = c->first; i < after; i++)
            actor_draft_note(w, d, i);
        d->role = title;
        d->title_head = c->first;
        d->kind = REC_PERSON;
        c->first = after;
    }
}

/* "Florida | Senator | Marco Rubio": a role inside the actor_core, with a name of its own behind it. What stands before
 * the role is no part of the name; a place there gives the country. */
void actor_strip_inner_title(const actor_work *w, actor_draft *d, actor_core *c)
{
    if (d->role != MODEL_ACTOR_NONE || c->last - c->first < 2)
        return;
    for (uint32_t i = c->last; i-- > c->first + 1;) {
        uint32_t first = 0, last = 0, role = actor_role_at(w, i, &first, &last);
        if (role == MODEL_ACTOR_NONE || first <= c->first || last >= c->last || w->hit_at[i] >= 0 ||
            model_actor_item_get(w->m, role)->kind != REC_PERSON || actor_is_listed_word(w, i - 1, MODEL_ACTOR_GIVEN))
            continue;
        actor_draft before = {.core_first = c->first, .core_last = first - 1};
        d->place = actor_place_row(w, &before);
        d->role = role;
        d->title_head = first;
        d->kind = REC_PERSON;
        c->first = last + 1;
        return;
    }
}

/* The title or role that ends right before a name, whatever the tree says of it; *first becomes its first token. */
static uint32_t title_before(const actor_work *w, uint32_t name, uint32_t begin, uint32_t *first)
{
    uint32_t after = 0, last = 0;
    if (name == begin)
        return MODEL_ACTOR_NONE;
    uint32_t role = actor_role_at(w, name - 1, first, &last);
    if (role != MODEL_ACTOR_NONE && last + 1 == name && model_actor_item_get(w->m, role)->kind == REC_PERSON)
        return role;
    role = MODEL_ACTOR_NONE;
    for (uint32_t i = name; i-- > begin && name - i <= 6;) { /* the longest one counts */
        uint32_t title = actor_title_at(w, i, name, &after);
        if (title != MODEL_ACTOR_NONE && after == name) {
            role = title;
            *first = i;
        }
    }
    return role;
}

/* The title that stands before a name as a dependent of its head: "[Prime Minister] Starmer". */
void actor_find_title(const actor_work *w, actor_draft *d, uint32_t begin)
{
    uint32_t title_first = d->core_first, title_end = 0;
    if (d->role == MODEL_ACTOR_NONE && d->hit >= 0)
        d->role = actor_title_at(w, d->core_first, d->core_last, &title_end); /* listed with its title */
    if (d->role == MODEL_ACTOR_NONE) {
        d->role = title_before(w, d->core_first, begin, &title_first);
        for (uint32_t i = title_first; i < d->core_first; i++)
            actor_draft_note(w, d, i);
        if (d->role != MODEL_ACTOR_NONE)
            d->title_head = title_first;
    }
    unsigned seen = 0;
    for (int32_t i = actor_token(w, d->mention.head)->first_child; i >= 0 && seen < ACTOR_CHILDREN;
         i = actor_token(w, (uint32_t)i)->next_sibling, seen++) {
        const rec_token *t = actor_token(w, (uint32_t)i);
        bool before = (uint32_t)i < d->core_first;
        actor_draft_note(w, d, (uint32_t)i);
        if (!before || (t->deprel != REC_NMOD_DESC && t->deprel != REC_COMPOUND && t->deprel != REC_FLAT))
            continue;
        uint32_t first = 0, last = 0, after = 0;
        uint32_t role = actor_role_at(w, (uint32_t)i, &first, &last);
        if (role == MODEL_ACTOR_NONE)
            role = actor_title_at(w, (uint32_t)i, d->core_first, &after);
        if (role == MODEL_ACTOR_NONE || model_actor_item_get(w->m, role)->list == MODEL_ACTOR_AGENCY)
            continue;
        if (d->role == MODEL_ACTOR_NONE) {
            d->role = role;
            d->title_head = (uint32_t)i;
        }
        actor_draft_note(w, d, first);
    }
}
