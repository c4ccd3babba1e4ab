/* SPDX-License-Identifier: MIT
 *
 * event_attach.c: where and when the acts of a sentence are, how many parties meet, and which came
 * before which. A place or time belongs to the first act met on the way from it up the tree; a time that hangs on a
 * clause belongs to the acts under that clause, unless the clause only reports them.
 */
#include "event/event_work.h"

#include <string.h>

/* The written event whose words include `token`; NULL none. The innermost written first wins. */
const work_done *attach_done(const event_work *w, uint32_t token)
{
    for (uint32_t i = 0; i < w->done_count; i++)
        for (uint32_t k = 0; k < w->done[i].chain_count; k++)
            if (w->done[i].chain_token[k] == token)
                return &w->done[i];
    return NULL;
}

static bool has_child_in(const event_work *w, uint32_t token, uint32_t cls)
{
    WORK_EACH_CHILD(w, token, c)
    {
        if (work_in_class(w, (uint32_t)c, cls))
            return true;
    }
    return false;
}

static bool is_report(const event_work *w, uint32_t token)
{
    return model_event_in_class(w->m, w->lemma[token - w->first], w->m->class_report);
}

/* ---- places ---------------------------------------------------------------------------------------------------- */

/* Climbs through the name ("the capital, Kabul") to the word that stands under a preposition of place; false: the place
 * is not said to be where something happens. */
static bool find_placing(const event_work *w, uint32_t *token)
{
    for (int i = 0; i < 4; i++) {
        uint32_t p = tree_preposition(w, *token);
        if (p != EVENT_NONE)
            return model_event_in_class(w->m, p, w->m->class_placing);
        const rec_token *t = work_token(w, *token);
        bool inside = t->deprel == REC_APPOS || t->deprel == REC_FLAT || t->deprel == REC_COMPOUND ||
                      t->deprel == REC_CONJ || t->deprel == REC_NMOD || t->deprel == REC_NMOD_DESC ||
                      t->deprel == REC_NMOD_UNMARKED || t->deprel == REC_NMOD_POSS || t->deprel == REC_AMOD;
        if (!inside || t->head < 0)
            return false;
        *token = (uint32_t)t->head;
    }
    return false;
}

static void set_place(const event_work *w, const work_done *d, uint32_t place, bool hedged)
{
    rec_event *e = &w->doc->events[d->event];
    /* "in the Saudi capital, Riyadh": a place goes before the adjective of a country */
    if (e->place >= 0 && strcmp(w->doc->places[e->place].kind, "demonym") != 0)
        return;
    e->place = (int32_t)place;
    e->place_hedged = hedged || w->doc->places[place].hedged;
}

static void attach_place(const event_work *w, uint32_t place)
{
    uint32_t token = w->doc->places[place].head;
    if (!work_has(w, token) || !find_placing(w, &token))
        return;
    bool hedged = has_child_in(w, token, w->m->class_hedge);
    for (int i = 0; i < 8; i++) {
        const work_done *d = attach_done(w, token);
        if (d) {
            set_place(w, d, place, hedged);
            return;
        }
        int32_t head = work_token(w, token)->head;
        if (head < 0)
            break;
        token = (uint32_t)head;
        hedged = hedged || has_child_in(w, token, w->m->class_hedge);
    }
    if (w->done_count == 1 && !is_report(w, token))
        set_place(w, &w->done[0], place, hedged);
}

/* ---- times ----------------------------------------------------------------------------------------------------- */

static void set_time(const event_work *w, const work_done *d, uint32_t time)
{
    rec_event *e = &w->doc->events[d->event];
    const rec_time *t = &w->doc->times[time];
    bool span = t->type && (strcmp(t->type, "DURATION") == 0 || strcmp(t->type, "SET") == 0);
    if (e->time < 0 && !span)
        e->time = (int32_t)time;
}

/* Whether `token` is above `below` with no report between. */
static bool governs(const event_work *w, uint32_t token, uint32_t below)
{
    for (int i = 0; i < 5; i++) {
        int32_t head = work_token(w, below)->head;
        if (head < 0)
            return false;
        below = (uint32_t)head;
        if (below == token)
            return !is_report(w, token);
        if (is_report(w, below))
            return false;
    }
    return false;
}

/* "The heaviest attack since June": when something else was. */
static bool is_beginning(const event_work *w, uint32_t token)
{
    uint32_t p = tree_preposition(w, token);
    return p != EVENT_NONE && model_event_in_class(w->m, p, w->m->class_since);
}

/* "The meeting followed the talks in Riyadh on Feb. 18": the day is that of what came first, when it stands behind it. */
static const work_done *followed_at(const event_work *w, uint32_t verb, uint32_t time)
{
    WORK_EACH_CHILD(w, verb, c)
    {
        if (work_token(w, (uint32_t)c)->deprel == REC_OBJ && (uint32_t)c < time && work_in_class(w, verb, w->m->class_after))
            return attach_done(w, (uint32_t)c);
    }
    return NULL;
}

static bool is_definite(const event_work *w, uint32_t token)
{
    WORK_EACH_CHILD(w, token, c)
    {
        if (work_token(w, (uint32_t)c)->deprel == REC_DET_DEP && work_in_class(w, (uint32_t)c, w->m->class_definite))
            return true;
    }
    return false;
}

/* "reacted on Thursday to the call": the day is that of the verb, the act told with an article was before. */
static bool is_reacted_to(const event_work *w, uint32_t token, uint32_t verb)
{
    for (int i = 0; i < 4; i++) {
        const rec_token *t = work_token(w, token);
        if (t->head < 0)
            return false;
        if ((uint32_t)t->head == verb)
            return t->deprel == REC_OBL && !tree_is_verbal(w, token) && is_definite(w, token);
        token = (uint32_t)t->head;
    }
    return false;
}

static void attach_time(const event_work *w, uint32_t time)
{
    uint32_t token = w->doc->times[time].head;
    if (!work_has(w, token) || is_beginning(w, token))
        return;
    for (int i = 0; i < 6; i++) {
        const work_done *d = attach_done(w, token), *first = followed_at(w, token, w->doc->times[time].head);
        if (d) {
            set_time(w, first ? first : d, time);
            return;
        }
        if (i > 0 && tree_is_verbal(w, token))
            break;
        int32_t head = work_token(w, token)->head;
        if (head < 0)
            break;
        token = (uint32_t)head;
    }
    for (uint32_t k = 0; k < w->done_count; k++)
        if (governs(w, token, w->done[k].top) && !is_reacted_to(w, w->done[k].top, token))
            set_time(w, &w->done[k], time);
}

/* ---- modes and order ---------------------------------------------------------------------------------------- */

/* Whether the parties come from two countries at least, and none of them from `country`. */
static bool is_third(const rec_document *doc, const rec_event *e, const char *country)
{
    const char *first = NULL;
    bool two = false;
    for (uint32_t i = 0; i < e->actor_count; i++) {
        const char *c = e->actors[i].entity >= 0 ? doc->entities[e->actors[i].entity].country : "";
        if (!c[0] || strcmp(c, country) == 0)
            return false;
        two = two || (first && strcmp(first, c) != 0);
        first = c;
    }
    return two;
}

static bool is_body(const event_work *w, const char *code)
{
    char low[8];
    size_t n = 0;
    for (; code[n] && n + 1 < sizeof low; n++)
        low[n] = (char)(code[n] >= 'A' && code[n] <= 'Z' ? code[n] - 'A' + 'a' : code[n]);
    uint32_t id = n ? model_event_word(w->m, (str){low, n}) : EVENT_NONE;
    return id != EVENT_NONE && model_event_in_class(w->m, id, w->m->class_body);
}

/* Talks of three countries and more, or at the seat of a body of states, have a mode of their own. */
static void find_many(const event_work *w, const work_done *d)
{
    rec_event *e = &w->doc->events[d->event];
    const char *lands[REC_PARTIES];
    unsigned count = 0;
    bool body = false;
    if (e->mode || strncmp(e->cameo, "04", 2) != 0 || e->recipient_count > 0 || w->m->mode_many == EVENT_NONE)
        return;
    for (uint32_t i = 0; i < e->actor_count; i++) {
        const rec_entity *p = e->actors[i].entity >= 0 ? &w->doc->entities[e->actors[i].entity] : NULL;
        bool known = !p || !p->country[0];
        for (unsigned k = 0; k < count && !known; k++)
            known = strcmp(lands[k], p->country) == 0;
        if (!known)
            lands[count++] = p->country;
        body = body || (p && is_body(w, p->country));
    }
    if (count < 3 && !(body && e->actor_count == 1))
        return;
    e->mode = w->m->modes[w->m->mode_many].name;
    e->score = w->m->modes[w->m->mode_many].score;
    record_tell(w->doc, e, "%s, as %s", e->mode, count < 3 ? "a body of states stands for its members" : "three countries or more take part");
}

/* Talks on a third party's ground have a mode, and a plain meeting a code, of their own. */
static void find_third_place(const event_work *w, const work_done *d)
{
    rec_event *e = &w->doc->events[d->event];
    const event_code *third = &w->m->codes[w->m->code_third];
    if (e->place < 0 || e->mode || strncmp(e->cameo, "04", 2) != 0 || e->recipient_count > 0)
        return;
    const char *country = w->doc->places[e->place].country;
    if (!country[0] || !is_third(w->doc, e, country) || third->mode == EVENT_NONE)
        return;
    e->mode = w->m->modes[third->mode].name;
    e->score = w->m->modes[third->mode].score;
    if (strcmp(e->cameo, w->m->codes[w->m->code_meet].cameo) == 0) {
        memcpy(e->cameo, third->cameo, sizeof e->cameo);
        e->goldstein = third->goldstein;
    }
    record_tell(w->doc, e, "%s %s, as the place is in the land of neither", e->mode, e->cameo);
}

static void put_before(const event_work *w, uint32_t later, uint32_t earlier)
{
    rec_event *e = &w->doc->events[later];
    if (later == earlier || e->after_count >= 8)
        return;
    uint32_t *list = ARENA_ARRAY(&w->doc->memory, uint32_t, e->after_count + 1);
    if (!list)
        return;
    for (uint32_t i = 0; i < e->after_count; i++) {
        if (e->after[i] == earlier)
            return;
        list[i] = e->after[i];
    }
    list[e->after_count++] = earlier;
    e->after = list;
}

/* "halted after the invasion": the act under "after" came before the one above it. */
static void order(const event_work *w, const work_done *d)
{
    uint32_t token = d->top;
    int direction = 0;
    for (int i = 0; i < 7; i++) {
        uint32_t p = tree_preposition(w, token);
        if (direction == 0 && ((p != EVENT_NONE && model_event_in_class(w->m, p, w->m->class_after)) ||
                               (i > 0 && work_in_class(w, token, w->m->class_after))))
            direction = 1;
        else if (direction == 0 && p != EVENT_NONE && model_event_in_class(w->m, p, w->m->class_before))
            direction = -1;
        int32_t head = work_token(w, token)->head;
        if (head < 0)
            return;
        if (direction == 0 && work_token(w, token)->deprel == REC_OBJ && work_in_class(w, (uint32_t)head, w->m->class_after))
            direction = 1; /* "the meeting followed the talks" */
        token = (uint32_t)head;
        const work_done *other = attach_done(w, token);
        if (!other || other == d)
            continue;
        if (direction > 0)
            put_before(w, other->event, d->event);
        else if (direction < 0)
            put_before(w, d->event, other->event);
        return;
    }
}

void attach_sentence(event_work *w)
{
    rec_document *doc = w->doc;
    if (w->done_count == 0)
        return;
    uint32_t end = w->tokens[w->count - 1].span.end;
    for (uint32_t i = w->next_place; i < doc->place_count && doc->places[i].span.begin < end; i++)
        attach_place(w, i);
    for (uint32_t i = w->next_time; i < doc->time_count && doc->times[i].span.begin < end; i++)
        attach_time(w, i);
    count_sentence(w);
    for (uint32_t i = 0; i < w->done_count; i++) {
        context_find(w, &w->done[i]);
        find_third_place(w, &w->done[i]);
        find_many(w, &w->done[i]);
        order(w, &w->done[i]);
    }
}
