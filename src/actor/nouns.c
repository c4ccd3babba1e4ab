/* SPDX-License-Identifier: MIT
 * actor/nouns.c: which entity a noun stands for: "the Kremlin's envoy", "Russian troops", "the ministry", "both sides".
 *
 * In this order: the person it is said of (apposition, copula); the government of a country; parties named before that
 * a plural counts; the same noun of the same country; for "the ministry" the last one that was called so; else somebody
 * new with the noun's sectors and the country that stands with it. */
#include "actor/work.h"

#include <string.h>

static bool is_plural(const actor_work *w, uint32_t token)
{
    return (actor_token(w, token)->morph & REC_MORPH_PLUR) != 0;
}

/* ---- apposition and copula ---- */

static bool is_body(const rec_entity *e)
{
    return e->kind == REC_PERSON || e->kind == REC_ORGANISATION || e->kind == REC_GROUP || e->kind == REC_COUNTRY;
}

/* "Kirill Dmitriev, the Kremlin's envoy": a name, a comma and the noun's phrase. */
static int32_t before_comma(const actor_work *w, const rec_mention *m)
{
    if (m->first_token < 2 || !str_equal(actor_token(w, m->first_token - 1)->form, STR(",")))
        return -1;
    uint32_t name = m->first_token - 2;
    if (actor_token(w, name)->sentence != actor_token(w, m->head)->sentence || w->name_head[name] < 0)
        return -1;
    uint32_t head = (uint32_t)w->name_head[name];
    if (actor_token(w, m->head)->deprel != REC_APPOS && actor_token(w, m->head)->deprel != REC_CONJ)
        return -1;
    return actor_entity_at(w, (int32_t)head);
}

/* "the head of the union's commission, Moussa Faki": the person in apposition right behind the phrase. */
static int32_t behind_comma(const actor_work *w, const rec_mention *m)
{
    uint32_t name = m->last_token + 2;
    if (name >= w->doc->token_count || !str_equal(actor_token(w, name - 1)->form, STR(",")) ||
        actor_token(w, name)->sentence != actor_token(w, m->head)->sentence || w->name_head[name] < 0)
        return -1;
    uint32_t head = (uint32_t)w->name_head[name];
    return actor_token(w, head)->deprel == REC_APPOS ? actor_entity_at(w, (int32_t)head) : -1;
}

static int32_t said_of(const actor_work *w, const rec_mention *m)
{
    const rec_token *t = actor_token(w, m->head);
    int32_t e = -1;
    if (t->deprel == REC_APPOS && (e = actor_entity_at(w, t->head)) >= 0 && is_body(&w->doc->entities[e]))
        return e;
    int32_t child = record_child(w->doc, m->head, REC_APPOS);
    if (child >= 0 && (e = actor_entity_at(w, child)) >= 0 && is_body(&w->doc->entities[e]))
        return e;
    if (record_child(w->doc, m->head, REC_COP) >= 0 && !(t->morph & REC_MORPH_PLUR)) {
        child = record_child(w->doc, m->head, REC_NSUBJ);
        if ((e = actor_entity_at(w, child)) >= 0 && w->doc->entities[e].kind == REC_PERSON)
            return e;
    }
    e = before_comma(w, m);
    if (e < 0)
        e = behind_comma(w, m);
    return e >= 0 && w->doc->entities[e].kind == REC_PERSON ? e : -1;
}

static bool fits_person(const actor_work *w, const actor_draft *d, int32_t e)
{
    const rec_entity *entity = &w->doc->entities[e];
    if (entity->kind == REC_COUNTRY) /* "Norway, the biggest donor" */
        return !is_plural(w, d->mention.head) && actor_token(w, d->mention.head)->deprel == REC_APPOS;
    if (entity->kind == REC_PERSON)
        return d->kind == REC_ROLE && !is_plural(w, d->mention.head);
    return d->kind != REC_ROLE;
}

/* ---- sectors and countries ---- */

static void noun_sectors(const actor_work *w, const actor_draft *d, int32_t owner, char sectors[REC_SECTORS][4])
{
    for (unsigned i = 0; i < REC_SECTORS; i++)
        memset(sectors[i], 0, sizeof sectors[i]);
    if (d->role != MODEL_ACTOR_NONE) {
        bool held = false;
        const model_actor_office *o = model_actor_office_on(w->m, model_actor_item_get(w->m, d->role), w->today, &held);
        memcpy(sectors, o->sectors, sizeof o->sectors);
    }
    if (actor_token(w, d->mention.head)->upos == REC_NUM) /* "84 were killed" */
        memcpy(sectors[0], "CVL", 4);
    if (sectors[0][0] == 0 && owner >= 0)
        memcpy(sectors, w->doc->entities[owner].sectors, sizeof w->doc->entities[owner].sectors);
    if (d->former && strcmp(sectors[0], "GOV") == 0)
        memcpy(sectors[0], "ELI", 4);
}

/* What is said of somebody completes what is known of him, and never contradicts a list. */
static void complete(actor_work *w, int32_t e, const actor_draft *d, int32_t owner)
{
    rec_entity *entity = &w->doc->entities[e];
    char sectors[REC_SECTORS][4];
    noun_sectors(w, d, owner, sectors);
    if (w->notes[e].role == MODEL_ACTOR_NONE)
        w->notes[e].role = d->role;
    if (entity->gender == 0)
        entity->gender = d->gender;
    if (entity->sectors[0][0] == 0)
        actor_entity_sectors(w, e, sectors);
    if (entity->country[0] == 0 && owner >= 0 && owner != e) {
        entity->parent = owner;
        actor_entity_country(w, e, w->doc->entities[owner].country);
    }
}

/* ---- parties that a plural counts ---- */

static bool has_article(const actor_work *w, const rec_mention *m, str article)
{
    return str_equal(actor_token(w, m->first_token)->lower, article);
}

static bool counts_two(const actor_work *w, const rec_mention *m)
{
    for (uint32_t i = m->first_token; i < m->head; i++) {
        str word = actor_token(w, i)->lower;
        if (str_equal(word, STR("two")) || str_equal(word, STR("both")))
            return true;
    }
    return false;
}

/* The two persons last met in this and the two sentences before, in the order of the text; false where fewer. */
static bool last_persons(const actor_work *w, uint32_t base, uint32_t sentence, int32_t two[2])
{
    int32_t found[2] = {-1, -1};
    unsigned count = 0;
    for (uint32_t i = base, seen = 0; i-- > 0 && count < 2 && seen < 96; seen++) {
        const rec_mention *m = &w->doc->mentions[i];
        if (actor_token(w, m->head)->sentence + 2 < sentence)
            break;
        if (m->entity < 0 || w->doc->entities[m->entity].kind != REC_PERSON || m->entity == found[0] ||
            w->doc->entities[m->entity].media)
            continue;
        found[count++] = m->entity;
    }
    two[0] = found[1];
    two[1] = found[0];
    return count == 2;
}

/* The two countries last named before the noun, in the order of the text: themselves, their governments or people, not their
 * towns; false where fewer. */
static bool last_countries(const actor_work *w, uint32_t base, int32_t two[2])
{
    int32_t found[2] = {-1, -1};
    unsigned count = 0;
    for (uint32_t i = base, seen = 0; i-- > 0 && count < 2 && seen < 96; seen++) {
        const rec_mention *m = &w->doc->mentions[i];
        if (m->entity < 0 || w->doc->entities[m->entity].kind == REC_PLACE || w->doc->entities[m->entity].media ||
            w->doc->sentences[actor_token(w, m->head)->sentence].part == REC_PART_DATELINE)
            continue;
        int32_t country = actor_entity_land(w, &w->doc->entities[m->entity]);
        if (country >= 0 && country != found[0])
            found[count++] = country;
    }
    two[0] = found[1];
    two[1] = found[0];
    return count == 2;
}

/* Mentions of this sentence stand before `base` for last_persons when they precede the noun. */
static bool find_two(actor_work *w, uint32_t mention, bool persons, int32_t two[2])
{
    uint32_t sentence = actor_token(w, w->doc->mentions[mention].head)->sentence;
    if ((persons && last_persons(w, mention, sentence, two)) || last_countries(w, mention, two))
        return true;
    if (w->focus[0] < 0 || w->focus[1] < 0)
        return false;
    if (w->notes[w->focus[0]].item == MODEL_ACTOR_NONE)
        return false;
    two[0] = w->focus[1];
    two[1] = w->focus[0];
    return true;
}

static bool settle_counted(actor_work *w, uint32_t mention)
{
    const rec_mention *m = &w->doc->mentions[mention];
    uint32_t bits = actor_word_class(w, m->head);
    int32_t two[2] = {-1, -1};
    bool alone = (bits & MODEL_WORD_ALONE) && m->first_token + 1 == m->head && has_article(w, m, STR("the")) &&
                 record_child(w->doc, m->head, REC_NMOD) < 0; /* not "the leaders of France" */
    if (!(bits & (MODEL_WORD_SIDES | MODEL_WORD_LEADERS)) || !is_plural(w, m->head) || !(counts_two(w, m) || alone))
        return false;
    bool title = w->doc->sentences[actor_token(w, m->head)->sentence].part == REC_PART_TITLE;
    if ((bits & MODEL_WORD_LEADERS) && !title && str_equal(actor_token(w, m->first_token)->lower, STR("two")))
        return false; /* "arrested two men"; titles leave articles out */
    if (!find_two(w, mention, (bits & MODEL_WORD_LEADERS) != 0, two))
        return false;
    int32_t e = actor_entity_new(w, actor_text(w, m->first_token, m->last_token), REC_GROUP, "parties named before");
    if (e < 0)
        return false;
    w->doc->entities[e].plural = true;
    w->notes[e].abroad = true; /* of no single country */
    memcpy(w->doc->entities[e].sectors, w->doc->entities[two[0]].sectors, sizeof w->doc->entities[e].sectors);
    actor_settle(w, mention, e);
    actor_add_members(w, mention, two, 2);
    return true;
}

/* ---- the same noun again ---- */

static bool is_new_somebody(const actor_work *w, const rec_mention *m)
{
    if (actor_token(w, m->head)->upos == REC_NUM)
        return true;
    if (record_child(w->doc, m->head, REC_NUMMOD) >= 0 && !has_article(w, m, STR("the")))
        return true; /* "three people", then "40 people" */
    return has_article(w, m, STR("a")) || has_article(w, m, STR("an")) || has_article(w, m, STR("another"));
}

/* The last word of a role, which says what it is: "minister" of "foreign minister". */
static str last_word(str name)
{
    size_t n = name.n;
    while (n > 0 && name.p[n - 1] != ' ' && name.p[n - 1] != '-')
        n--;
    return (str){name.p + n, name.n - n};
}

/* "the minister" may be the foreign minister, but "the president" is no vice president. */
static bool same_role(const actor_work *w, uint32_t shorter, uint32_t longer)
{
    if (shorter == longer)
        return shorter != MODEL_ACTOR_NONE;
    if (shorter == MODEL_ACTOR_NONE || longer == MODEL_ACTOR_NONE)
        return false;
    str a = model_actor_item_get(w->m, shorter)->name, b = model_actor_item_get(w->m, longer)->name, rest;
    str first = str_cut(b, ' ', &rest);
    return memchr(a.p, ' ', a.n) == NULL && str_equal(a, last_word(b)) &&
           !(model_actor_class(w->m, first) & MODEL_WORD_LESSER);
}

/* "the president": the person last called by that title. */
static int32_t titled_before(const actor_work *w, const actor_draft *d, uint32_t mention)
{
    for (uint32_t i = mention, seen = 0; i-- > 0 && seen < 64; seen++) {
        int32_t e = w->doc->mentions[i].entity;
        if (e >= 0 && same_role(w, d->role, w->notes[e].role))
            return e;
    }
    return -1;
}

/* "The company" is no militia; "the group" may be anybody. */
static bool may_be_called(const rec_entity *e, const char *sector)
{
    bool fits = sector[0] == 0 || strcmp(sector, "NGO") == 0 || e->sectors[0][0] == 0;
    for (unsigned s = 0; s < REC_SECTORS; s++)
        fits |= strcmp(e->sectors[s], sector) == 0;
    return fits;
}

/* "the group": the body last named in this sentence or the two before. */
static int32_t body_before(const actor_work *w, const actor_draft *d, uint32_t mention)
{
    char sectors[REC_SECTORS][4];
    noun_sectors(w, d, -1, sectors);
    uint32_t sentence = actor_token(w, w->doc->mentions[mention].head)->sentence;
    for (uint32_t i = mention, seen = 0; i-- > 0 && seen < 48; seen++) {
        const rec_mention *m = &w->doc->mentions[i];
        if (actor_token(w, m->head)->sentence + 2 < sentence)
            return -1;
        const rec_entity *e = m->entity < 0 || m->kind != REC_NAME ? NULL : &w->doc->entities[m->entity];
        if (e != NULL && (e->kind == REC_ORGANISATION || e->kind == REC_GROUP) && !e->media &&
            !w->notes[m->entity].government && m->more_count == 0 && may_be_called(e, sectors[0]))
            return m->entity;
    }
    return -1;
}

static int32_t government_of(actor_work *w, const actor_draft *d, int32_t owner)
{
    uint32_t bits = actor_word_class(w, d->mention.head);
    if (owner < 0 || !(bits & MODEL_WORD_GOVERNMENT) || is_plural(w, d->mention.head) || d->former)
        return -1;
    const rec_entity *o = &w->doc->entities[owner];
    if (o->kind == REC_PLACE && o->parent < 0)
        return -1; /* "the Ontario government": only capitals stand for a state's own */
    uint32_t country = model_actor_country(w->m, o->country);
    return country == MODEL_ACTOR_NONE ? -1 : actor_entity_government(w, country);
}

/* "foreign troops", "West African soldiers"; "coalition forces", but not a coalition of parties */
static bool is_abroad(const actor_work *w, const actor_draft *d, const char *sector)
{
    uint32_t end = strcmp(sector, "MIL") == 0 ? d->core_last + 1 : d->core_first;
    for (uint32_t i = d->mention.first_token; i < end; i++)
        if (actor_word_class(w, i) & MODEL_WORD_ABROAD)
            return true;
    return false;
}

static bool is_state(const actor_work *w, int32_t e)
{
    return w->doc->entities[e].kind == REC_COUNTRY || w->notes[e].government;
}

/* "its allies", "Syria's neighbours", "her captors": not of the country of those whose they are. */
static bool is_outsider(const actor_work *w, uint32_t head, int32_t owner)
{
    return owner >= 0 && (is_state(w, owner) || actor_entity_at(w, record_child(w->doc, head, REC_NMOD_POSS)) == owner) &&
           (actor_word_class(w, head) & MODEL_WORD_OUTSIDER) != 0;
}

/* "gunmen", "critics", "the jihadist group", "unknown men"; not those of a state: "tourist police" */
static bool is_nowhere(const actor_work *w, const actor_draft *d, const char *sector)
{
    static const char *const states[] = {"GOV", "MIL", "COP", "JUD", "LEG"};
    bool found = (actor_word_class(w, d->mention.head) & MODEL_WORD_NOWHERE) != 0;
    for (size_t i = 0; i < sizeof states / sizeof *states && !found; i++)
        if (strcmp(sector, states[i]) == 0)
            return false;
    for (uint32_t i = d->mention.first_token; i <= d->core_last && i - d->mention.first_token < 8; i++)
        found |= (actor_word_class(w, i) & MODEL_WORD_NOWHERE) != 0;
    return found;
}

/* "people", "workers": a plural of the people at large that nothing counts or tells apart. */
static bool is_generic(const actor_work *w, const rec_mention *m, const char *sector)
{
    bool people = strcmp(sector, "CVL") == 0 || strcmp(sector, "LAB") == 0 || strcmp(sector, "REF") == 0;
    return people && m->first_token == m->last_token && is_plural(w, m->head);
}

static int32_t new_noun(actor_work *w, const actor_draft *d, const rec_mention *m, int32_t owner)
{
    const char *rule = d->role == MODEL_ACTOR_NONE ? "noun in the text" : "";
    char sectors[REC_SECTORS][4];
    int32_t e = actor_entity_new(w, actor_text(w, m->first_token, m->last_token), d->kind, rule);
    if (e < 0)
        return e;
    rec_entity *entity = &w->doc->entities[e];
    entity->plural = is_plural(w, m->head);
    entity->gender = d->gender;
    if (d->role != MODEL_ACTOR_NONE) {
        bool held = false;
        entity->rule = model_actor_office_on(w->m, model_actor_item_get(w->m, d->role), w->today, &held)->rule;
    }
    noun_sectors(w, d, owner, sectors);
    memcpy(entity->sectors, sectors, sizeof entity->sectors);
    w->notes[e].role = d->role;
    bool sides = d->role == MODEL_ACTOR_NONE && (actor_word_class(w, m->head) & MODEL_WORD_SIDES) != 0;
    w->notes[e].abroad = is_abroad(w, d, sectors[0]) || sides; /* "both sides" are of no single country */
    w->notes[e].nowhere = is_nowhere(w, d, sectors[0]);
    w->notes[e].generic = is_generic(w, m, sectors[0]);
    if (owner >= 0) {
        entity->parent = owner;
        memcpy(entity->country, w->doc->entities[owner].country, sizeof entity->country);
    }
    for (unsigned s = 0; s < REC_SECTORS; s++)
        if (d->kind == REC_ORGANISATION && strcmp(entity->sectors[s], "MED") == 0)
            entity->media = true;
    actor_entity_code(w, e);
    return e;
}

/* "Secretary of State | Marco Rubio" where the tree has not seen a title: the person right behind the noun. */
static int32_t person_behind(const actor_work *w, uint32_t base, uint32_t index)
{
    const actor_draft *d = &w->drafts[index];
    for (uint32_t k = index > 4 ? index - 4 : 0; k < w->draft_count && k <= index + 4; k++) {
        int32_t e = w->doc->mentions[base + k].entity;
        if (w->drafts[k].core_first == d->core_last + 1 && w->drafts[k].mention.kind == REC_NAME && e >= 0 &&
            w->doc->entities[e].kind == REC_PERSON)
            return e;
    }
    return -1;
}

/* Adds the role of one more country to `members`; countries that stand there already are passed over. */
static uint32_t share_with(actor_work *w, const actor_draft *d, int32_t owner, int32_t members[ACTOR_MEMBERS],
                           uint32_t count)
{
    if (owner < 0 || count == ACTOR_MEMBERS ||
        (w->doc->entities[owner].kind != REC_COUNTRY && !w->notes[owner].government))
        return count;
    for (uint32_t k = 0; k < count; k++)
        if (strcmp(w->doc->entities[members[k]].country, w->doc->entities[owner].country) == 0)
            return count;
    int32_t e = actor_role_find(w, d->role, w->doc->entities[owner].country);
    if (e < 0 || w->doc->entities[e].kind == REC_PERSON)
        e = new_noun(w, d, &d->mention, owner);
    if (e < 0)
        return count;
    actor_role_add(w, d->role, w->doc->entities[e].country, e);
    members[count] = e;
    return count + 1;
}

/* Countries behind the noun: "the armies of Brazil and Argentina", "soldiers from Chad and Niger". */
static uint32_t share_behind(actor_work *w, const actor_draft *d, int32_t members[ACTOR_MEMBERS], uint32_t count)
{
    int32_t first = record_child(w->doc, d->mention.head, REC_NMOD);
    int32_t c = first < 0 ? -1 : record_child(w->doc, (uint32_t)first, REC_CASE);
    bool of = c >= 0 && str_equal(actor_token(w, (uint32_t)c)->lower, STR("of"));
    bool from = c >= 0 && str_equal(actor_token(w, (uint32_t)c)->lower, STR("from"));
    if (!of && !(from && count == 0 && record_child(w->doc, (uint32_t)first, REC_CONJ) >= 0))
        return count; /* "Somali refugees from Libya" are of one country */
    count = share_with(w, d, actor_entity_at(w, first), members, count);
    unsigned seen = 0;
    for (int32_t i = actor_token(w, (uint32_t)first)->first_child; i >= 0 && seen < ACTOR_CHILDREN;
         i = actor_token(w, (uint32_t)i)->next_sibling, seen++)
        if (actor_token(w, (uint32_t)i)->deprel == REC_CONJ)
            count = share_with(w, d, actor_entity_at(w, i), members, count);
    return count;
}

/* "Hungarian and Romanian officials": one noun, two countries. Each has its own; the mention is of all. */
static bool settle_shared(actor_work *w, uint32_t base, uint32_t index, int32_t owner)
{
    actor_draft d = w->drafts[index];
    int32_t members[ACTOR_MEMBERS];
    uint32_t count = 0;
    if (owner < 0 || d.role == MODEL_ACTOR_NONE || !is_plural(w, d.mention.head))
        return false;
    for (uint32_t i = d.mention.first_token; i < d.core_first; i++)
        if (w->hit_at[i] >= 0 && w->hits[w->hit_at[i]].last == i)
            count = share_with(w, &d, actor_entity_at(w, (int32_t)w->hits[w->hit_at[i]].head), members, count);
    count = share_behind(w, &d, members, count);
    if (count < 2)
        return false;
    actor_settle(w, base + index, members[0]);
    actor_add_members(w, base + index, members, count);
    return true;
}

/* "the country": the one named last, in this sentence or the one before. */
static void settle_land(actor_work *w, uint32_t mention)
{
    int32_t e = w->focus[0];
    uint32_t sentence = actor_token(w, w->doc->mentions[mention].head)->sentence;
    for (uint32_t i = mention, seen = 0; i-- > 0 && e >= 0 && seen < 24; seen++) {
        const rec_mention *m = &w->doc->mentions[i];
        if (actor_token(w, m->head)->sentence + 1 < sentence)
            return;
        if (m->entity >= 0 && strcmp(w->doc->entities[m->entity].country, w->doc->entities[e].country) == 0) {
            actor_settle(w, mention, e);
            return;
        }
    }
}

static void settle_noun(actor_work *w, uint32_t base, uint32_t index)
{
    const actor_draft *d = &w->drafts[index];
    uint32_t mention = base + index;
    rec_mention m = w->doc->mentions[mention];
    int32_t owner = actor_owner(w, m.head, m.first_token), e = said_of(w, &m);
    if (e < 0)
        e = person_behind(w, base, index);
    if (e >= 0 && fits_person(w, d, e)) {
        if (w->doc->entities[e].kind != REC_COUNTRY)
            complete(w, e, d, owner);
        actor_settle(w, mention, e);
        return;
    }
    if (actor_is_the_land(w, m.head)) {
        settle_land(w, mention);
        return;
    }
    if (settle_counted(w, mention) || settle_shared(w, base, index, owner))
        return;
    if (is_outsider(w, m.head, owner)) {
        if ((e = new_noun(w, d, &m, -1)) >= 0)
            w->notes[e].abroad = true;
        actor_settle(w, mention, e);
        return;
    }
    if ((e = government_of(w, d, owner)) < 0 && !is_new_somebody(w, &m)) {
        const char *country = owner >= 0 ? w->doc->entities[owner].country : "";
        e = actor_role_find(w, d->role, country);
        if (e >= 0 && w->doc->entities[e].kind == REC_PERSON && is_plural(w, m.head))
            e = -1;
        if (owner < 0 && has_article(w, &m, STR("the")) && !is_plural(w, m.head)) {
            int32_t before = titled_before(w, d, mention);
            if (before < 0 && actor_is_the_body(w, m.head))
                before = body_before(w, d, mention);
            e = before >= 0 ? before : e;
        }
    }
    if (e < 0)
        e = new_noun(w, d, &m, owner);
    if (e < 0)
        return;
    actor_role_add(w, d->role, w->doc->entities[e].country, e);
    actor_settle(w, mention, e);
}

/* "his Ukrainian counterpart": the sectors of the sentence's subject, the country that stands with it. */
static void settle_counterpart(actor_work *w, uint32_t base, uint32_t index)
{
    actor_draft *d = &w->drafts[index];
    uint32_t head = d->mention.head;
    int32_t owner = actor_owner(w, head, d->mention.first_token), like = -1, e = said_of(w, &d->mention);
    bool subject = false;
    for (uint32_t k = 0; k < index; k++) {
        const rec_mention *m = &w->doc->mentions[base + k];
        rec_deprel deprel = (rec_deprel)actor_token(w, m->head)->deprel;
        bool does = deprel == REC_NSUBJ || deprel == REC_NSUBJ_PASS;
        if (m->entity < 0 || (subject && !does) || (w->doc->entities[m->entity].kind != REC_PERSON &&
                                                    w->doc->entities[m->entity].kind != REC_ROLE))
            continue;
        like = m->entity, subject = does;
    }
    if (e < 0)
        e = new_noun(w, d, &d->mention, owner);
    if (e < 0)
        return;
    if (like >= 0 && w->doc->entities[e].sectors[0][0] == 0)
        actor_entity_sectors(w, e, w->doc->entities[like].sectors);
    if (owner >= 0)
        actor_entity_country(w, e, w->doc->entities[owner].country);
    actor_settle(w, base + index, e);
}

/* "dozens of protesters": those whom the noun behind "of" stands for, once that one is known. */
static void settle_container(actor_work *w, uint32_t base, uint32_t index)
{
    int32_t e = actor_entity_at(w, actor_contained(w, w->drafts[index].mention.head));
    if (e >= 0)
        actor_settle(w, base + index, e);
    else if (w->drafts[index].role != MODEL_ACTOR_NONE)
        settle_noun(w, base, index);
}

void actor_resolve_nouns(actor_work *w, uint32_t base)
{
    for (uint32_t i = 0; i < w->draft_count; i++) {
        uint32_t head = w->drafts[i].mention.head;
        if (w->drafts[i].mention.kind != REC_NOMINAL || actor_contained(w, head) >= 0)
            continue;
        if (actor_word_class(w, head) & MODEL_WORD_COUNTERPART)
            settle_counterpart(w, base, i);
        else
            settle_noun(w, base, i);
    }
    for (uint32_t i = w->draft_count; i-- > 0;) /* from the right: "members of a group of rebels" */
        if (w->drafts[i].mention.kind == REC_NOMINAL && actor_contained(w, w->drafts[i].mention.head) >= 0)
            settle_container(w, base, i);
}

/* "a spokesman for the ministry": sectors of the body that stands with a noun without sectors of its own. */
static void sectors_late(actor_work *w, const rec_mention *m)
{
    unsigned seen = 0;
    for (int32_t i = actor_token(w, m->head)->first_child; i >= 0 && seen < ACTOR_CHILDREN;
         i = actor_token(w, (uint32_t)i)->next_sibling, seen++) {
        rec_deprel deprel = (rec_deprel)actor_token(w, (uint32_t)i)->deprel;
        int32_t owner = actor_entity_at(w, i);
        if (owner < 0 || owner == m->entity || w->doc->entities[owner].sectors[0][0] == 0 ||
            (deprel != REC_NMOD && deprel != REC_NMOD_POSS && deprel != REC_COMPOUND))
            continue;
        actor_entity_sectors(w, m->entity, w->doc->entities[owner].sectors);
        return;
    }
}

void actor_own_late(actor_work *w, uint32_t base)
{
    for (uint32_t i = 0; i < w->draft_count; i++) {
        const rec_mention *m = &w->doc->mentions[base + i];
        if (m->kind != REC_NOMINAL || m->entity < 0)
            continue;
        if (w->doc->entities[m->entity].sectors[0][0] == 0 && w->drafts[i].role != MODEL_ACTOR_NONE)
            sectors_late(w, m);
        int32_t poss = record_child(w->doc, m->head, REC_NMOD_POSS), owner = actor_entity_at(w, poss);
        if (w->doc->entities[m->entity].country[0] != 0 || owner < 0 || owner == m->entity ||
            actor_token(w, (uint32_t)poss)->upos != REC_PRON)
            continue;
        if (is_outsider(w, m->head, owner)) {
            w->notes[m->entity].abroad = true;
            continue;
        }
        w->doc->entities[m->entity].parent = owner;
        actor_entity_country(w, m->entity, w->doc->entities[owner].country);
    }
}
