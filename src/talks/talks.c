/* SPDX-License-Identifier: MIT
 *
 * In: all layers below. Out: doc->talks, negotiations as processes, and place_hedged of their events: phrases that
 * speak of them are found (mention.c), put into processes and rounds (group.c), and their topics read (topic.c). A
 * process is written where it has two parties, or a round with a number or an event. Cost: linear in tokens; at most
 * TALKS_PROCESSES processes of TALKS_ROUNDS rounds. */
#include "talks/talks.h"

#include "talks/work.h"

#include <string.h>

static bool is_government(const rec_entity *e)
{
    return strcmp(e->sectors[0], "GOV") == 0 || strcmp(e->sectors[0], "MIL") == 0;
}

/* For each entity the one that stands for its country in the record; movements and companies with a name stand for
 * themselves. */
static void find_countries(const talks_work *w)
{
    for (uint32_t m = 0; m < w->doc->mention_count; m++)
        if (w->doc->mentions[m].entity >= 0 && w->doc->mentions[m].kind == REC_NAME)
            w->named[w->doc->mentions[m].entity] = true;
    enum { MOST = 64 };
    const rec_document *doc = w->doc;
    int32_t known[MOST];
    uint32_t count = 0;
    for (uint32_t e = 0; e < doc->entity_count && count < MOST; e++)
        if (doc->entities[e].kind == REC_COUNTRY ||
            (doc->entities[e].country[0] != 0 && strcmp(doc->entities[e].code, doc->entities[e].country) == 0 &&
             doc->entities[e].kind == REC_ORGANISATION))
            known[count++] = (int32_t)e; /* the European Union has a country's code too */
    for (uint32_t e = 0; e < doc->entity_count; e++) {
        const rec_entity *entity = &doc->entities[e];
        w->country_entity[e] = (int32_t)e;
        bool own = entity->kind != REC_COUNTRY && entity->kind != REC_PERSON && entity->kind != REC_ROLE &&
                   entity->kind != REC_PLACE && !is_government(entity) && w->named[e];
        for (uint32_t k = 0; k < count && !own && entity->country[0] != 0; k++)
            if (strcmp(doc->entities[known[k]].country, entity->country) == 0) {
                w->country_entity[e] = known[k];
                break;
            }
    }
}

static bool worth_writing(const talks_process *p)
{
    bool round = false;
    for (uint32_t i = 0; i < p->round_count; i++)
        round = round || p->rounds[i].number > 0 || p->rounds[i].event >= 0;
    return p->parties.count >= 2 || (round && p->parties.count > 0);
}

static const int32_t *kept(rec_document *doc, const talks_set *set)
{
    return arena_copy(&doc->memory, set->item, set->count * sizeof *set->item);
}

/* Rounds with a number in its order, the others behind in the order of the text. */
static void order_rounds(talks_process *p)
{
    for (uint32_t i = 1; i < p->round_count; i++)
        for (uint32_t k = i; k > 0; k--) {
            uint32_t a = p->rounds[k - 1].number, b = p->rounds[k].number;
            if (b == 0 || (a != 0 && a <= b))
                break;
            rec_round round = p->rounds[k];
            talks_set set = p->delegates[k];
            p->rounds[k] = p->rounds[k - 1];
            p->delegates[k] = p->delegates[k - 1];
            p->rounds[k - 1] = round;
            p->delegates[k - 1] = set;
        }
}

/* The event of a round is as open about its place as the round. */
static void hedge_event(rec_document *doc, const rec_round *r)
{
    rec_event *e = r->event >= 0 ? &doc->events[r->event] : NULL;
    if (e != NULL && r->place_hedged && e->place >= 0 &&
        str_equal(doc->places[e->place].name, doc->places[r->place].name))
        e->place_hedged = true;
}

static bool write_process(talks_work *w, talks_process *p)
{
    rec_document *doc = w->doc;
    order_rounds(p);
    for (uint32_t i = 0; i < p->round_count; i++) {
        p->rounds[i].delegates = kept(doc, &p->delegates[i]);
        p->rounds[i].delegate_count = p->delegates[i].count;
        hedge_event(doc, &p->rounds[i]);
    }
    rec_talks *t = RECORD_ADD(doc, talks, talk_count);
    if (t == NULL)
        return false;
    t->parties = kept(doc, &p->parties);
    t->party_count = p->parties.count;
    t->rounds = arena_copy(&doc->memory, p->rounds, p->round_count * sizeof *p->rounds);
    t->round_count = p->round_count;
    t->agenda = arena_copy(&doc->memory, p->agenda, p->agenda_count * sizeof *p->agenda);
    t->agenda_count = p->agenda_count;
    t->host = p->host;
    t->mediator = p->mediator;
    return !doc->memory.failed;
}

dgm_status talks_run(const model_talks *m, rec_document *doc, dgm_error *err)
{
    (void)err;
    talks_work w = {.m = m, .doc = doc};
    w.mention_at = ARENA_ARRAY(&doc->memory, int32_t, doc->token_count);
    w.event_at = ARENA_ARRAY(&doc->memory, int32_t, doc->token_count);
    w.time_at = ARENA_ARRAY(&doc->memory, bool, doc->token_count);
    w.named = ARENA_ARRAY(&doc->memory, bool, doc->entity_count);
    w.country_entity = ARENA_ARRAY(&doc->memory, int32_t, doc->entity_count);
    if (w.mention_at == NULL || w.event_at == NULL || w.time_at == NULL || w.named == NULL || w.country_entity == NULL)
        return DGM_OK; /* doc->memory.failed is set: the pipeline says so */
    find_countries(&w);
    if (!talks_find(&w) || !talks_group(&w))
        return DGM_OK;
    talks_topics(&w);
    for (uint32_t i = 0; i < w.process_count; i++)
        if (worth_writing(&w.processes[i]) && !write_process(&w, &w.processes[i]))
            return DGM_OK;
    return DGM_OK;
}
