/* SPDX-License-Identifier: MIT
 *
 * event_party.c: which parties the words at a token stand for. A mention with an entity stands for it (a collective
 * one, "the two leaders", for its members), together with its conjuncts. Other words stand for the party that owns,
 * does or makes them: "Israeli missiles", "the attack by Israel", "thousands of Iraqis", "a base in Kandahar".
 */
#include "event/event_work.h"

#include <string.h>

const rec_entity *party_entity(const event_work *w, uint32_t token)
{
    int32_t mention = work_token(w, token)->mention;
    if (mention < 0 || (uint32_t)mention >= w->doc->mention_count)
        return NULL;
    int32_t entity = w->doc->mentions[mention].entity;
    return entity >= 0 && (uint32_t)entity < w->doc->entity_count ? &w->doc->entities[entity] : NULL;
}

bool party_in_sector(const event_work *w, const rec_entity *e, uint32_t cls)
{
    for (int i = 0; i < REC_SECTORS && e->sectors[i][0]; i++) {
        char low[8];
        size_t n = 0;
        for (const char *c = e->sectors[i]; c[n] && n + 1 < sizeof low; n++)
            low[n] = (char)(c[n] >= 'A' && c[n] <= 'Z' ? c[n] - 'A' + 'a' : c[n]);
        uint32_t word = model_event_word(w->m, (str){low, n});
        if (word != EVENT_NONE && model_event_in_class(w->m, word, cls))
            return true;
    }
    return false;
}

bool party_is(const event_work *w, uint32_t token)
{
    int32_t mention = work_token(w, token)->mention;
    if (mention < 0 || (uint32_t)mention >= w->doc->mention_count)
        return false;
    const rec_mention *m = &w->doc->mentions[mention];
    return m->more_entities >= 0 ? m->more_count > 0 : m->entity >= 0;
}

bool party_is_time(const event_work *w, uint32_t token)
{
    const rec_document *doc = w->doc;
    rec_span span = work_token(w, token)->span;
    for (uint32_t i = w->next_time; i < doc->time_count && doc->times[i].span.begin < span.end; i++)
        if (span.begin >= doc->times[i].span.begin && span.end <= doc->times[i].span.end)
            return true;
    return false;
}

bool party_has(const act_parties *in, int32_t entity)
{
    for (uint32_t i = 0; i < in->count; i++)
        if (in->item[i].entity == entity && entity >= 0)
            return true;
    return false;
}

void party_put(act_parties *to, rec_party party)
{
    if (to->count < REC_PARTIES && !party_has(to, party.entity))
        to->item[to->count++] = party;
}

void party_remove(act_parties *from, const act_parties *these)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < from->count; i++)
        if (!party_has(these, from->item[i].entity))
            from->item[kept++] = from->item[i];
    from->count = kept;
}

void party_remove_places(const event_work *w, act_parties *from, const act_parties *actors)
{
    const rec_document *doc = w->doc;
    uint32_t kept = 0;
    for (uint32_t i = 0; i < from->count; i++) {
        const rec_entity *e = from->item[i].entity >= 0 ? &doc->entities[from->item[i].entity] : NULL;
        bool own = false;
        for (uint32_t k = 0; e && e->kind == REC_PLACE && k < actors->count; k++)
            own = own || (actors->item[k].entity >= 0 &&
                          strcmp(doc->entities[actors->item[k].entity].country, e->country) == 0);
        if (!own)
            from->item[kept++] = from->item[i];
    }
    from->count = kept;
}

/* The head of the phrase in which a party stands. */
static uint32_t phrase_head(const event_work *w, const rec_party *p)
{
    uint32_t token = p->head;
    for (int i = 0; i < WORK_CLIMB; i++) {
        int32_t head = work_token(w, token)->head;
        if (head < 0 || !work_has(w, (uint32_t)head) || work_token(w, (uint32_t)head)->span.begin < p->phrase.begin ||
            work_token(w, (uint32_t)head)->span.end > p->phrase.end)
            break;
        token = (uint32_t)head;
    }
    return token;
}

/* Where something is done rather than to whom: a place "on" or "in" which, or on a square of which; a country "in" which.
 * What stands there, "an army camp in Mali", may well be attacked. */
static bool is_setting(const event_work *w, const rec_party *p)
{
    const rec_entity *e = p->entity >= 0 ? &w->doc->entities[p->entity] : NULL;
    if (!e || !work_has(w, p->head) || (e->kind != REC_PLACE && e->kind != REC_COUNTRY))
        return false;
    uint32_t top = phrase_head(w, p), cls = e->kind == REC_PLACE ? w->m->class_standing : w->m->class_placing;
    uint32_t preposition = tree_preposition(w, top == p->head ? tree_first_conjunct(w, top) : top);
    return preposition != EVENT_NONE && model_event_in_class(w->m, preposition, cls);
}

void party_drop_settings(const event_work *w, act_parties *from)
{
    uint32_t kept = 0, others = 0;
    for (uint32_t i = 0; i < from->count; i++) {
        int32_t e = from->item[i].entity;
        others += e >= 0 && w->doc->entities[e].kind != REC_PLACE && w->doc->entities[e].country[0] != 0 &&
                  !is_setting(w, &from->item[i]);
    }
    if (others == 0)
        return;
    for (uint32_t i = 0; i < from->count; i++)
        if (!is_setting(w, &from->item[i]))
            from->item[kept++] = from->item[i];
    from->count = kept;
}

static void put_here(const event_work *w, uint32_t argument, rec_party party, act_parties *to)
{
    party.phrase = party_phrase(w, argument, &party);
    party_put(to, party);
}

static bool add_mention(const event_work *w, uint32_t token, uint32_t argument, act_parties *to)
{
    const rec_mention *m = &w->doc->mentions[work_token(w, token)->mention];
    if (m->more_entities >= 0) {
        for (uint32_t i = 0; i < m->more_count; i++) {
            uint32_t at = (uint32_t)m->more_entities + i;
            if (at < w->doc->mention_member_count)
                put_here(w, argument, (rec_party){.entity = w->doc->mention_members[at], .span = m->span, .head = token}, to);
        }
        return m->more_count > 0;
    }
    if (m->entity < 0)
        return false;
    put_here(w, argument, (rec_party){.entity = m->entity, .span = m->span, .head = token}, to);
    return true;
}

/* `left` bounds the words looked at, whatever the tree looks like. */
typedef struct search {
    const event_work *w;
    act_parties *to;
    uint32_t argument; /* the word of the act's own phrase from which the search began */
    int left;
    bool doer; /* who does it is asked for: not where it is, nor what an act is done to */
} search;

static bool add_here(search *s, uint32_t token, int depth);

/* "Washington, Moscow prepare": in headlines a comma joins governments of different countries. */
static bool is_other_government(const event_work *w, uint32_t a, uint32_t b)
{
    const rec_entity *x = party_entity(w, a), *y = party_entity(w, b);
    return x && y && x->kind != REC_PERSON && y->kind != REC_PERSON && x->kind != REC_PLACE && y->kind != REC_PLACE &&
           x->country[0] && y->country[0] && strcmp(x->country, y->country) != 0;
}

/* A party with a phrase of its own: a conjunct, the agent, where something stands. */
static bool add_apart(search *s, uint32_t token, int depth)
{
    uint32_t argument = s->argument;
    s->argument = token;
    bool found = add_here(s, token, depth);
    s->argument = argument;
    return found;
}

/* A part of the name or title at a token: "Minister [Mary Jones] and her colleague". */
static bool is_of_name(const event_work *w, uint32_t token, uint32_t part)
{
    int32_t mention = work_token(w, token)->mention;
    if (mention < 0 || (uint32_t)mention >= w->doc->mention_count)
        return false;
    rec_span whole = w->doc->mentions[mention].span, inside = work_token(w, part)->span;
    return inside.begin >= whole.begin && inside.end <= whole.end;
}

/* "A, B and C": UD hangs all conjuncts on the first, parsers now and then on a part of its name. */
static bool add_conjuncts(search *s, uint32_t token, int depth)
{
    bool found = false;
    WORK_EACH_CHILD(s->w, token, c)
    {
        uint8_t d = work_token(s->w, (uint32_t)c)->deprel;
        if ((d == REC_APPOS || d == REC_FLAT) && depth < 4 && s->left-- > 0 && is_of_name(s->w, token, (uint32_t)c))
            found |= add_conjuncts(s, (uint32_t)c, depth + 1);
        if ((d == REC_CONJ && !tree_is_verbal(s->w, (uint32_t)c)) ||
            (d == REC_APPOS && is_other_government(s->w, token, (uint32_t)c)))
            found |= s->argument == token ? add_apart(s, (uint32_t)c, depth + 1)
                                          : add_here(s, (uint32_t)c, depth + 1); /* "the villages [of A and B]" */
    }
    return found;
}

/* Whether the party under a preposition shares the phrase of the noun before it: "the base [in Chad]", "the plan [of
 * Chad]", but not "the attack [in Chad]" nor "the plan [by Chad]". */
static bool is_of_phrase(const event_work *w, uint32_t noun, uint32_t preposition)
{
    const work_match *k = work_at(w, noun);
    bool act = k->plain != EVENT_NONE || k->op != EVENT_NONE || k->consumed;
    return preposition == model_event_word(w->m, STR("of")) ||
           (!act && model_event_in_class(w->m, preposition, w->m->class_standing));
}

static bool add_phrases(search *s, uint32_t token, uint32_t cls, int depth)
{
    bool found = false;
    WORK_EACH_CHILD(s->w, token, c)
    {
        const rec_token *t = work_token(s->w, (uint32_t)c);
        if (t->deprel != REC_NMOD && t->deprel != REC_OBL)
            continue;
        uint32_t p = tree_preposition(s->w, (uint32_t)c);
        if (p != EVENT_NONE && model_event_in_class(s->w->m, p, cls))
            found |= is_of_phrase(s->w, token, p) ? add_here(s, (uint32_t)c, depth + 1)
                                                  : add_apart(s, (uint32_t)c, depth + 1);
    }
    return found;
}

/* "every offer made by the Taliban": the agent of a participle that modifies the noun. */
static bool add_maker(search *s, uint32_t token, int depth)
{
    bool found = false;
    WORK_EACH_CHILD(s->w, token, c)
    {
        if (work_token(s->w, (uint32_t)c)->deprel != REC_ACL)
            continue;
        WORK_EACH_CHILD(s->w, (uint32_t)c, a)
        {
            if (work_token(s->w, (uint32_t)a)->deprel == REC_OBL_AGENT)
                found |= add_apart(s, (uint32_t)a, depth + 1);
        }
    }
    return found;
}

/* The party that owns, does or makes what is not a party itself: possessor, then party adjectives and appositions, then
 * "of", "by", "from", then where it stands ("a base in Kandahar"). */
static bool add_owner(search *s, uint32_t token, int depth)
{
    bool found = false;
    WORK_EACH_CHILD(s->w, token, c)
    {
        if (work_token(s->w, (uint32_t)c)->deprel == REC_NMOD_POSS)
            found |= add_here(s, (uint32_t)c, depth + 1);
    }
    if (found)
        return true;
    WORK_EACH_CHILD(s->w, token, a)
    {
        uint8_t d = work_token(s->w, (uint32_t)a)->deprel;
        if (tree_tells_kind(s->w, (uint32_t)a))
            continue;
        if (d == REC_APPOS || d == REC_COMPOUND || (d == REC_AMOD && party_is(s->w, (uint32_t)a)))
            found |= add_here(s, (uint32_t)a, depth + 1);
    }
    if (found)
        return true;
    bool act = s->doer && work_at(s->w, token)->plain != EVENT_NONE;
    return add_maker(s, token, depth) ||
           add_phrases(s, token, act ? s->w->m->class_making : s->w->m->class_owning, depth) ||
           (!s->doer && add_phrases(s, token, s->w->m->class_standing, depth));
}

static bool add_here(search *s, uint32_t token, int depth)
{
    if (depth > 4 || s->left-- <= 0)
        return false;
    bool found = party_is(s->w, token) && add_mention(s->w, token, s->argument, s->to);
    if (!found)
        found = add_owner(s, token, depth);
    return add_conjuncts(s, token, depth) || found;
}

bool party_add(const event_work *w, uint32_t token, act_parties *to)
{
    search s = {w, to, token, 100, false};
    return work_has(w, token) && add_here(&s, token, 0);
}

bool party_add_owner(const event_work *w, uint32_t token, act_parties *to)
{
    search s = {w, to, token, 100, true};
    return work_has(w, token) && add_owner(&s, token, 0);
}

bool party_add_doer(const event_work *w, uint32_t token, act_parties *to)
{
    search s = {w, to, token, 100, true};
    return work_has(w, token) && add_here(&s, token, 0);
}

/* A name, or a noun with a name before it ("Ghouta region"), a word for a person, or a subject of which nothing is known but
 * its pronoun. */
static bool is_nameable(const event_work *w, uint32_t token)
{
    const rec_token *self = work_token(w, token);
    if (self->upos == REC_PROPN || work_in_class(w, token, w->m->class_person) ||
        ((self->deprel == REC_NSUBJ || self->deprel == REC_NSUBJ_PASS) && work_in_class(w, token, w->m->class_personal)))
        return true;
    WORK_EACH_CHILD(w, token, c)
    {
        const rec_token *t = work_token(w, (uint32_t)c);
        if (t->upos == REC_PROPN && (t->deprel == REC_COMPOUND || t->deprel == REC_NMOD_POSS))
            return true;
    }
    return false;
}

bool party_add_words(const event_work *w, uint32_t token, act_parties *to)
{
    if (!is_nameable(w, token) || party_is_time(w, token))
        return false;
    uint32_t first, last;
    record_subtree(w->doc, token, &first, &last);
    if (last - first > 20)
        first = last = token;
    rec_span span = {work_token(w, first)->span.begin, work_token(w, last)->span.end};
    party_put(to, (rec_party){.entity = -1, .span = span, .head = token, .phrase = span});
    return true;
}
