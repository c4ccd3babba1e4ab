/* SPDX-License-Identifier: MIT
 * actor/countries.c: countries for those whom the text gives none. In: entities and the setting (setting.c). Out:
 * country, code and parent of entities, with `country_by` and a rule that say where the country came from.
 *
 * The nearest evidence first, each only where it speaks of one country: whose somebody is ("the cleric's supporters"),
 * the place of the clause ("were arrested in Kayseri"), the places of the sentence, the land of the report. Local
 * people take all four, and at last the towns of their first sentence; those of a state, who are written of from abroad
 * too, the land that the report is about; names that nothing explains, the land of a report that plays in one land
 * alone. Whom such evidence says nothing of, "gunmen" and "analysts", words.tsv calls `nowhere`; those who are of
 * another land than their owner, "allies", `outsider`. Cost: linear in the mentions and tokens. */
#include "actor/work.h"

#include <string.h>

typedef enum want {
    WANT_NONE,
    WANT_STATE, /* the president, Finance Minister X, the army */
    WANT_LOCAL, /* the police, two men, rebels */
    WANT_NAME   /* a name or noun that nothing else explains */
} want;

#define SCENE_MOST 32 /* places of a sentence that are looked at */
#define VOTES 4       /* most countries of one entity that are told apart */

/* Countries that the mentions of an entity stand with, by the place of the clause and by the sentence. */
typedef struct ballot {
    uint32_t land[VOTES];
    uint32_t clause[VOTES], sentence[VOTES];
    unsigned count;
} ballot;

/* ---- who wants a country --------------------------------------------------------------------------------------- */

/* Whose nouns are of the place where they are: people, rebels, the police, and not governments and their armies. */
static bool is_local(const rec_entity *e)
{
    static const char *const sectors[] = {"CVL", "REB", "UAF", "OPP", "CRM", "REF", "COP",
                                          "LAB", "AGR", "REL", "EDU", "HLH"};
    for (size_t i = 0; i < sizeof sectors / sizeof *sectors; i++)
        if (strcmp(e->sectors[0], sectors[i]) == 0)
            return true;
    return false;
}

static want want_of(const actor_work *w, uint32_t entity)
{
    const rec_entity *e = &w->doc->entities[entity];
    const actor_note *n = &w->notes[entity];
    if (e->country[0] != 0 || n->item != MODEL_ACTOR_NONE || n->abroad || n->nowhere || e->media ||
        e->kind == REC_COUNTRY || e->kind == REC_PLACE)
        return WANT_NONE;
    bool count = e->kind == REC_GROUP && strcmp(e->rule, "noun in the text") == 0; /* "84 were killed" */
    if ((n->role == MODEL_ACTOR_NONE && !count) || e->sectors[0][0] == 0)
        return WANT_NAME;
    return is_local(e) ? WANT_LOCAL : WANT_STATE;
}

/* ---- taking one ------------------------------------------------------------------------------------------------ */

static void take(actor_work *w, uint32_t entity, const char *country, const char *by, const char *words)
{
    actor_entity_country(w, (int32_t)entity, country);
    rec_entity *e = &w->doc->entities[entity];
    const char *rule = arena_format(&w->doc->memory, "%s%s%s", e->rule, e->rule[0] != 0 ? ", " : "", words);
    e->country_by = by;
    e->rule = rule != NULL ? rule : e->rule;
}

static void take_land(actor_work *w, uint32_t entity, uint32_t item, const char *by, const char *words)
{
    int32_t land = actor_entity_listed(w, item);
    if (land < 0)
        return;
    if (w->doc->entities[entity].parent < 0)
        w->doc->entities[entity].parent = land;
    take(w, entity, w->doc->entities[land].country, by, words);
}

/* ---- by the owner ---------------------------------------------------------------------------------------------- */

/* "the cleric's supporters", "supporters of the cleric" */
static int32_t owner_of(const actor_work *w, uint32_t head)
{
    int32_t e = actor_entity_at(w, record_child(w->doc, head, REC_NMOD_POSS));
    int32_t of = record_child(w->doc, head, REC_NMOD);
    int32_t c = of < 0 ? -1 : record_child(w->doc, (uint32_t)of, REC_CASE);
    if (e < 0 && c >= 0 && str_equal(actor_token(w, (uint32_t)c)->lower, STR("of")))
        e = actor_entity_at(w, of);
    return e;
}

static bool is_of_state(const rec_entity *e)
{
    static const char *const sectors[] = {"GOV", "MIL", "COP", "JUD", "LEG", "SPY"};
    for (size_t i = 0; i < sizeof sectors / sizeof *sectors; i++)
        if (strcmp(e->sectors[0], sectors[i]) == 0)
            return true;
    return false;
}

/* "Turkish forces and courts": the adjective before the first of two services of a state is the second's too. */
static int32_t partner_of(const actor_work *w, const rec_mention *m)
{
    const rec_token *t = actor_token(w, m->head);
    int32_t e = t->deprel == REC_CONJ ? actor_entity_at(w, t->head) : -1;
    if (e < 0 || m->first_token < m->head || !is_of_state(&w->doc->entities[m->entity]) ||
        !is_of_state(&w->doc->entities[e]) || w->doc->entities[e].country_by != NULL)
        return -1;
    return record_child(w->doc, (uint32_t)t->head, REC_AMOD) >= 0 ? e : -1;
}

static void fill_by_owner(actor_work *w)
{
    for (uint32_t i = 0; i < w->doc->mention_count; i++) {
        const rec_mention *m = &w->doc->mentions[i];
        if (m->kind != REC_NOMINAL || m->entity < 0 || want_of(w, (uint32_t)m->entity) == WANT_NONE ||
            (actor_word_class(w, m->head) & MODEL_WORD_OUTSIDER))
            continue;
        int32_t owner = owner_of(w, m->head);
        if (owner < 0)
            owner = partner_of(w, m);
        if (owner < 0 || owner == m->entity || w->doc->entities[owner].country[0] == 0)
            continue;
        w->doc->entities[m->entity].parent = owner;
        take(w, (uint32_t)m->entity, w->doc->entities[owner].country, "owner", "by whose it is");
    }
}

/* ---- by the place of the clause or sentence -------------------------------------------------------------------- */

static void vote(ballot *b, uint32_t land, bool clause)
{
    unsigned i = 0;
    while (i < b->count && b->land[i] != land)
        i++;
    if (i == VOTES)
        return;
    b->count = i == b->count ? i + 1 : b->count;
    b->land[i] = land;
    b->clause[i] += clause;
    b->sentence[i]++;
}

/* The only land in which a clause, or a sentence where `clause` is UINT32_MAX, is set; MODEL_ACTOR_NONE. */
static uint32_t only_land(const actor_clue *clues, unsigned count, uint32_t clause)
{
    uint32_t only = MODEL_ACTOR_NONE;
    for (unsigned i = 0; i < count; i++) {
        if (!clues[i].where || (clause != UINT32_MAX && clues[i].clause != clause))
            continue;
        if (only != MODEL_ACTOR_NONE && clues[i].land != only)
            return MODEL_ACTOR_NONE;
        only = clues[i].land;
    }
    return only;
}

/* Somebody met before may have come to where he now is, unless the report plays there. */
static void vote_mention(const actor_work *w, const actor_setting *s, uint32_t mention, const actor_clue *clues,
                         unsigned count, ballot *b)
{
    const rec_mention *m = &w->doc->mentions[mention];
    uint32_t land = only_land(clues, count, actor_clause_of(w, m->head));
    bool clause = land != MODEL_ACTOR_NONE;
    if (!clause)
        land = only_land(clues, count, UINT32_MAX);
    if (land != MODEL_ACTOR_NONE &&
        (w->notes[m->entity].first_mention == mention || land == s->scene.land || land == s->about.land))
        vote(b, land, clause);
}

/* The country with at least twice the votes of any other, MODEL_ACTOR_NONE. */
static uint32_t elected(const uint32_t *votes, const ballot *b)
{
    unsigned best = 0;
    for (unsigned i = 1; i < b->count; i++)
        best = votes[i] > votes[best] ? i : best;
    for (unsigned i = 0; i < b->count; i++)
        if (i != best && votes[best] < 2 * votes[i])
            return MODEL_ACTOR_NONE;
    return b->count > 0 && votes[best] > 0 ? b->land[best] : MODEL_ACTOR_NONE;
}

static void fill_by_place(actor_work *w, const actor_setting *s, ballot *ballots)
{
    actor_clue clues[ACTOR_CLUES];
    unsigned count = 0;
    uint32_t sentence = UINT32_MAX;
    for (uint32_t i = 0; i < w->doc->mention_count; i++) {
        const rec_mention *m = &w->doc->mentions[i];
        if (m->entity < 0 || want_of(w, (uint32_t)m->entity) != WANT_LOCAL ||
            w->doc->entities[m->entity].kind == REC_PERSON)
            continue; /* persons are written of wherever they go */
        if (actor_token(w, m->head)->sentence != sentence)
            count = actor_clues(w, s, sentence = actor_token(w, m->head)->sentence, clues);
        vote_mention(w, s, i, clues, count, &ballots[m->entity]);
    }
    for (uint32_t i = 0, end = w->doc->entity_count; i < end; i++) {
        uint32_t clause = elected(ballots[i].clause, &ballots[i]), all = elected(ballots[i].sentence, &ballots[i]);
        if (clause != MODEL_ACTOR_NONE)
            take_land(w, i, clause, "place", "by the place of the act");
        else if (all != MODEL_ACTOR_NONE)
            take_land(w, i, all, "sentence", "by the place of the sentence");
    }
}

/* ---- by the report --------------------------------------------------------------------------------------------- */

/* Bodies between and beside states are of no country: CAMEO writes IGO and NGO in its place. */
static bool take_international(actor_work *w, uint32_t entity)
{
    const char *sector = w->doc->entities[entity].sectors[0];
    if (strcmp(sector, "IGO") != 0 && strcmp(sector, "NGO") != 0)
        return false;
    actor_entity_country(w, (int32_t)entity, strcmp(sector, "IGO") == 0 ? "IGO" : "NGO");
    return true;
}

static bool leads(const actor_share *s, float times, float least)
{
    return s->land != MODEL_ACTOR_NONE && s->most >= least && s->most >= times * s->next;
}

/* Ministers and officers are named in reports from abroad too. */
static bool is_envoy(const rec_entity *e)
{
    return e->kind == REC_PERSON && (strcmp(e->sectors[0], "GOV") == 0 || strcmp(e->sectors[0], "MIL") == 0);
}

/* The land of the report for an entity: for nouns twice as much of it as of any other, and four times for persons of a
 * government; for whom nothing else explains three times and three mentions at least. Of a report about several lands
 * local people take the one in which most of it plays. MODEL_ACTOR_NONE: none. */
static uint32_t land_for(const actor_work *w, const actor_setting *s, uint32_t entity, want wanted)
{
    bool person = w->doc->entities[entity].kind == REC_PERSON, envoy = is_envoy(&w->doc->entities[entity]);
    bool same = s->scene.land == s->about.land && leads(&s->scene, 2, 1);
    if (wanted == WANT_NAME)
        return leads(&s->about, same ? 2 : 3, 3) ? s->about.land : MODEL_ACTOR_NONE;
    if (leads(&s->about, !person ? 2 : envoy ? (same ? 3 : 4) : same ? 2 : 3, 1))
        return s->about.land;
    return wanted == WANT_LOCAL && !person && !w->notes[entity].generic && leads(&s->scene, 2, 3) ? s->scene.land
                                                                                                : MODEL_ACTOR_NONE;
}

static void fill_by_report(actor_work *w, const actor_setting *s)
{
    for (uint32_t i = 0, end = w->doc->entity_count; i < end; i++) {
        want wanted = want_of(w, i);
        if (wanted == WANT_NONE)
            continue;
        bool own = w->notes[i].named && land_for(w, s, i, WANT_NAME) != MODEL_ACTOR_NONE;
        if (wanted != WANT_NAME && !own && take_international(w, i))
            continue;
        uint32_t land = land_for(w, s, i, wanted);
        if (land != MODEL_ACTOR_NONE)
            take_land(w, i, land, "report", "by the land of the report");
    }
}

/* ---- by the towns of the first sentence ------------------------------------------------------------------------- */

/* A town or region that neither acts nor is acted upon, and where nobody met. */
static bool is_scene(const actor_work *w, const rec_place *p)
{
    rec_deprel deprel = (rec_deprel)actor_token(w, p->head)->deprel;
    bool town = w->places != NULL && model_place_row_of(w->places, p->row)->kind <= PLACE_COUNTY;
    return town && p->country[0] != 0 && deprel != REC_NSUBJ && deprel != REC_NSUBJ_PASS && deprel != REC_OBJ &&
           deprel != REC_OBL_AGENT && !actor_is_met_at(w, p->head);
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

/* Local people whom nothing else has given a country take the one in whose towns the sentence is set that first names
 * them, whatever stands before the towns. */
static void fill_by_towns(actor_work *w)
{
    for (uint32_t i = 0, count = w->doc->entity_count; i < count; i++) {
        if (want_of(w, i) != WANT_LOCAL || w->notes[i].first_mention >= w->doc->mention_count)
            continue;
        uint32_t head = w->doc->mentions[w->notes[i].first_mention].head;
        const char *country = scene_of(w, actor_token(w, head)->sentence);
        uint32_t land = country[0] != 0 ? model_actor_country(w->m, country) : MODEL_ACTOR_NONE;
        if (land != MODEL_ACTOR_NONE)
            take_land(w, i, land, "sentence", "by the towns of the sentence");
    }
}

void actor_fill_countries(actor_work *w)
{
    actor_setting s;
    ballot *ballots = ARENA_ARRAY(&w->doc->memory, ballot, w->doc->entity_count + 1);
    if (ballots == NULL || !actor_read_setting(w, &s))
        return;
    fill_by_owner(w);
    fill_by_place(w, &s, ballots);
    fill_by_report(w, &s);
    fill_by_towns(w);
    fill_by_owner(w);
}
