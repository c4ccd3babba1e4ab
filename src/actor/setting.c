/* SPDX-License-Identifier: MIT
 * actor/setting.c: where a report plays. In: the mentions with their entities and the places of the document. Out:
 * which land each word speaks of, and how much of the report each land has.
 *
 * A mention of a country, its government or a place in it counts one; a place that stands inside a name ("Wood Green
 * Crown Court") the same; a place where parties met and a listed person or body of the land a half. Media tell of every
 * land and count for none. Cost: linear in the tokens and mentions. */
#include "actor/work.h"

#define NO_LAND UINT32_MAX /* land_at: a word of a name that says nothing of where */

static const float whole = 1, half = 0.5f;

static uint32_t land_item(const actor_work *w, const char *country)
{
    return country[0] != 0 ? model_actor_country(w->m, country) : MODEL_ACTOR_NONE;
}

static bool is_dateline(const actor_work *w, uint32_t token)
{
    return w->doc->sentences[actor_token(w, token)->sentence].part == REC_PART_DATELINE;
}

static bool is_meeting(const actor_work *w, int32_t token)
{
    return token >= 0 && (actor_word_class(w, (uint32_t)token) & MODEL_WORD_MEETING) != 0;
}

/* By the tree, or by the word before the preposition. */
bool actor_is_met_at(const actor_work *w, uint32_t token)
{
    for (unsigned step = 0; step < 4; step++) {
        int32_t head = actor_token(w, token)->head, c = record_child(w->doc, token, REC_CASE);
        if (is_meeting(w, head) || (c > 0 && (uint32_t)c < token && is_meeting(w, c - 1)))
            return true;
        if (head < 0 || actor_token(w, (uint32_t)head)->upos == REC_VERB)
            return false;
        token = (uint32_t)head;
    }
    return false;
}

/* What a mention says of the setting, 0: nothing. *where: it names a land or a place in it. */
static float mention_weight(const actor_work *w, const rec_mention *m, bool *where)
{
    const rec_entity *e = &w->doc->entities[m->entity];
    const actor_note *n = &w->notes[m->entity];
    *where = e->kind == REC_COUNTRY || e->kind == REC_PLACE || n->government;
    if (*where)
        return e->kind == REC_PLACE && actor_is_met_at(w, m->head) ? half : whole;
    return n->item != MODEL_ACTOR_NONE && !e->media && m->kind == REC_NAME ? half : 0;
}

/* The towns in the names of persons and media are not where the report plays: "Jack London", "the New York Times". */
static void pass_over(const actor_work *w, actor_setting *s, const rec_mention *m)
{
    const rec_entity *e = &w->doc->entities[m->entity];
    if (m->kind != REC_NAME || !(e->kind == REC_PERSON || e->media))
        return;
    for (uint32_t i = m->first_token; i <= m->last_token && i - m->first_token < ACTOR_NAME_TOKENS; i++)
        if (w->name_head[i] >= 0 && (uint32_t)w->name_head[i] == m->head)
            s->land_at[i] = NO_LAND;
}

static void read_mentions(const actor_work *w, actor_setting *s)
{
    for (uint32_t i = 0; i < w->doc->mention_count; i++) {
        const rec_mention *m = &w->doc->mentions[i];
        if (m->entity < 0)
            continue;
        bool where = false;
        float weight = mention_weight(w, m, &where);
        uint32_t land = weight > 0 ? land_item(w, w->doc->entities[m->entity].country) : MODEL_ACTOR_NONE;
        pass_over(w, s, m);
        if (land == MODEL_ACTOR_NONE || is_dateline(w, m->head))
            continue;
        s->sum[land] += weight;
        s->town[land] += w->doc->entities[m->entity].kind == REC_PLACE;
        if (where && m->kind == REC_NAME)
            s->land_at[m->head] = land + 1;
    }
}

/* A mention that typing has left without a country: the name of a small town, far away unless the land is told of. */
static bool is_doubted(const actor_work *w, uint32_t token)
{
    int32_t m = actor_token(w, token)->mention, e = m < 0 ? -1 : w->doc->mentions[m].entity;
    return e >= 0 && w->doc->entities[e].kind == REC_PLACE && w->doc->entities[e].country[0] == 0;
}

/* Places that no mention stands for; the doubted ones only where their land is told of otherwise. */
static void read_places(const actor_work *w, actor_setting *s, bool doubted)
{
    for (uint32_t i = 0; i < w->doc->place_count; i++) {
        const rec_place *p = &w->doc->places[i];
        uint32_t land = land_item(w, p->country);
        int32_t at = record_token_at(w->doc, p->span.begin);
        if (land == MODEL_ACTOR_NONE || at < 0 || is_dateline(w, p->head) || s->land_at[p->head] != 0 ||
            s->land_at[at] != 0 || is_doubted(w, p->head) != doubted || (doubted && s->sum[land] <= 0))
            continue;
        s->sum[land] += whole;
        s->town[land] += whole;
        s->land_at[p->head] = land + 1;
    }
}

/* A dateline counts one where the text too speaks of its land; else a half, for it may be that of a neighbour. */
static void read_datelines(const actor_work *w, actor_setting *s)
{
    for (uint32_t i = 0; i < w->doc->mention_count; i++) {
        const rec_mention *m = &w->doc->mentions[i];
        uint32_t land = m->entity < 0 || !is_dateline(w, m->head)
                            ? MODEL_ACTOR_NONE
                            : land_item(w, w->doc->entities[m->entity].country);
        if (land != MODEL_ACTOR_NONE && !w->doc->entities[m->entity].media)
            s->sum[land] += s->sum[land] > 0 ? whole : half;
    }
}

static actor_share heaviest(const float *sum, uint32_t items)
{
    actor_share s = {.land = MODEL_ACTOR_NONE};
    for (uint32_t i = 0; i < items; i++) {
        if (sum[i] > s.most) {
            s.next = s.most;
            s.most = sum[i];
            s.land = i;
        } else if (sum[i] > s.next) {
            s.next = sum[i];
        }
    }
    return s;
}

bool actor_read_setting(actor_work *w, actor_setting *s)
{
    uint32_t items = model_actor_item_count(w->m);
    s->land_at = ARENA_ARRAY(&w->doc->memory, uint32_t, w->doc->token_count + 1);
    s->sum = ARENA_ARRAY(&w->doc->memory, float, items + 1);
    s->town = ARENA_ARRAY(&w->doc->memory, float, items + 1);
    if (s->land_at == NULL || s->sum == NULL || s->town == NULL)
        return false;
    read_mentions(w, s);
    read_places(w, s, false);
    read_places(w, s, true);
    read_datelines(w, s);
    s->about = heaviest(s->sum, items);
    s->scene = heaviest(s->town, items);
    return true;
}

static bool is_place_noun(const actor_work *w, uint32_t token)
{
    return (actor_word_class(w, token) & (MODEL_WORD_PLACE_NOUN | MODEL_WORD_PLACE_OF)) != 0;
}

static str case_of(const actor_work *w, uint32_t token)
{
    int32_t c = record_child(w->doc, token, REC_CASE);
    return c < 0 ? STR("") : actor_token(w, (uint32_t)c)->lower;
}

/* "in Kayseri", "on the streets of Cairo", but neither "the king of Spain" nor "a tourist from Canada". */
static bool has_where(const actor_work *w, uint32_t token)
{
    str word = case_of(w, token);
    uint32_t bits = model_actor_class(w->m, word);
    if (str_equal(word, STR("on")))
        return is_place_noun(w, token);
    return (bits & MODEL_WORD_PLACE_CASE) && (bits & MODEL_WORD_OWNER_CASE) && !str_equal(word, STR("of")) &&
           !str_equal(word, STR("from"));
}

static bool is_somebody(const actor_work *w, uint32_t token)
{
    int32_t m = actor_token(w, token)->mention, e = m < 0 ? -1 : w->doc->mentions[m].entity;
    return e >= 0 && w->doc->entities[e].kind != REC_PLACE;
}

/* "an exile based in Turkey", not "a demand to free him in Turkey" */
static bool describes_somebody(const actor_work *w, uint32_t verb)
{
    const rec_token *t = actor_token(w, verb);
    return t->deprel == REC_ACL && t->head >= 0 && is_somebody(w, (uint32_t)t->head);
}

/* What a name of a land or place says of where a clause is set. The preposition may stand at a noun that it belongs to:
 * "in the province of Papua", "in the Turkish capital", but not "in the Turkish uprising". A clause that describes
 * somebody ("an exile based in Turkey") tells where he is alone. */
static bool is_where(const actor_work *w, uint32_t token)
{
    bool where = has_where(w, token), belongs = true;
    if (actor_is_met_at(w, token))
        return false;
    for (unsigned step = 0; step < 4; step++) {
        const rec_token *t = actor_token(w, token);
        if (t->head < 0)
            return where;
        uint32_t head = (uint32_t)t->head;
        if (actor_token(w, head)->upos == REC_VERB)
            return where && !describes_somebody(w, head);
        bool lies = t->deprel == REC_NMOD_POSS || t->deprel == REC_COMPOUND || is_place_noun(w, head);
        bool aim = t->deprel == REC_AMOD && str_equal(case_of(w, head), STR("on")); /* "on the Togolese cathedral" */
        belongs = belongs && lies && !aim;
        where |= belongs && has_where(w, head);
        token = head;
    }
    return where;
}

/* The word that a clause hangs on: the nearest verb at or above a token, else the last one above it. */
uint32_t actor_clause_of(const actor_work *w, uint32_t token)
{
    for (unsigned step = 0; step < ACTOR_CLIMB; step++) {
        const rec_token *t = actor_token(w, token);
        if (t->upos == REC_VERB || t->head < 0)
            return token;
        token = (uint32_t)t->head;
    }
    return token;
}

unsigned actor_clues(const actor_work *w, const actor_setting *s, uint32_t sentence, actor_clue clues[ACTOR_CLUES])
{
    const rec_sentence *at = &w->doc->sentences[sentence];
    unsigned count = 0;
    for (uint32_t i = at->first_token; i < at->first_token + at->token_count && count < ACTOR_CLUES; i++)
        if (s->land_at[i] != 0 && s->land_at[i] != NO_LAND)
            clues[count++] = (actor_clue){actor_clause_of(w, i), s->land_at[i] - 1, is_where(w, i)};
    return count;
}
