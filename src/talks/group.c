/* SPDX-License-Identifier: MIT
 *
 * In: phrases that speak of talks. Out: processes (negotiations of the same parties) and their rounds. A phrase with
 * two or more parties joins the process that shares two of them; one without joins the process spoken of last. Rounds
 * are told apart by number, else by whether they are over or to come; "the talks" goes on with the round spoken of
 * last. Known limits: two negotiations of the same parties on different matters are one. */
#include "talks/work.h"

static uint32_t shared(const talks_set *a, const talks_set *b)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < a->count; i++)
        for (uint32_t k = 0; k < b->count; k++)
            n += a->item[i] == b->item[k];
    return n;
}

static int32_t new_process(talks_work *w)
{
    if (w->process_count == TALKS_PROCESSES)
        return -1;
    talks_process *p = &w->processes[w->process_count];
    p->host = p->mediator = p->last_round = -1;
    return (int32_t)w->process_count++;
}

/* The process of a phrase: by parties, else the last one; -1: none and no room or reason for a new one. */
static int32_t process_of(talks_work *w, const talks_mention *m, int32_t last)
{
    int32_t best = -1;
    uint32_t most = 0;
    for (uint32_t i = 0; i < w->process_count; i++) {
        uint32_t n = shared(&m->parties, &w->processes[i].parties);
        uint32_t need =
            m->parties.count < w->processes[i].parties.count ? m->parties.count : w->processes[i].parties.count;
        if (n > most && n >= (need < 2 ? need : 2)) {
            best = (int32_t)i;
            most = n;
        }
    }
    if (best >= 0)
        return best;
    bool open = last >= 0 && (m->parties.count == 0 || w->processes[last].parties.count == 0);
    if (open || (last >= 0 && m->parties.count < 2 && m->definite))
        return last;
    return m->parties.count >= 2 || m->number > 0 || (m->session && !m->gathering) || last < 0 ? new_process(w) : last;
}

static bool to_come(rec_status s)
{
    return s == REC_PLANNED || s == REC_POSSIBLE || s == REC_HYPOTHETICAL;
}

/* Held or being held, still to come, or called off. */
static int standing(rec_status s)
{
    return to_come(s) ? 1 : s == REC_NEGATED ? 2 : 0;
}

/* Whether what a phrase tells of place and day speaks against its being that round. */
static bool conflicts(const rec_document *doc, const rec_round *r, const talks_mention *m)
{
    bool place = r->place >= 0 && m->place >= 0 && !str_equal(doc->places[r->place].name, doc->places[m->place].name);
    bool time =
        r->time >= 0 && m->time >= 0 && record_date_compare(doc->times[r->time].begin, doc->times[m->time].begin) != 0;
    return place || time;
}

static int32_t add_round(const rec_document *doc, talks_process *p, const talks_mention *m)
{
    if (p->round_count == TALKS_ROUNDS)
        return -1;
    p->told[p->round_count] = m->status_known;
    p->titled[p->round_count] = doc->sentences[doc->tokens[m->head].sentence].part == REC_PART_TITLE;
    p->rounds[p->round_count] = (rec_round){
        .number = m->number, .event = -1, .place = -1, .time = -1, .status = m->status_known ? m->status : REC_ONGOING};
    return (int32_t)p->round_count++;
}

/* A round of that number, or one without a number whose time agrees. */
static int32_t round_by_number(const rec_document *doc, talks_process *p, const talks_mention *m)
{
    for (uint32_t i = 0; i < p->round_count; i++)
        if (p->rounds[i].number == m->number)
            return (int32_t)i;
    for (uint32_t i = 0; i < p->round_count; i++)
        if (p->rounds[i].number == 0 && m->status_known && standing(p->rounds[i].status) == standing(m->status) &&
            !conflicts(doc, &p->rounds[i], m)) {
            p->rounds[i].number = m->number;
            return (int32_t)i;
        }
    return add_round(doc, p, m);
}

/* A phrase without a number: the last round of the same standing; a new one where the phrase tells of one. */
static int32_t round_by_standing(const rec_document *doc, talks_process *p, const talks_mention *m)
{
    bool same = p->last_round >= 0 &&
                (!m->status_known || standing(p->rounds[p->last_round].status) == standing(m->status)) &&
                !conflicts(doc, &p->rounds[p->last_round], m);
    if (same && (m->definite || !m->session))
        return p->last_round;
    bool rival = false;
    for (uint32_t i = m->status_known ? p->round_count : 0; i-- > 0;) {
        if (standing(p->rounds[i].status) != standing(m->status))
            continue;
        if ((m->definite || to_come(m->status) || p->titled[i]) && !conflicts(doc, &p->rounds[i], m))
            return (int32_t)i;
        rival = true;
    }
    if (m->definite && !m->session && rival)
        return -1; /* "the talks" as a whole */
    bool tells = m->event >= 0 || m->place >= 0 || m->time >= 0 || m->session || p->round_count == 0;
    return m->status_known && tells ? add_round(doc, p, m) : p->last_round;
}

/* The same place said twice: open where the text leaves it open once, as headlines drop such words. */
static bool same_place(const rec_document *doc, int32_t a, int32_t b)
{
    return a >= 0 && b >= 0 && str_equal(doc->places[a].name, doc->places[b].name);
}

static void fill_round(const talks_work *w, talks_process *p, int32_t at, const talks_mention *m)
{
    rec_round *r = &p->rounds[at];
    if (r->event < 0 && m->event >= 0) {
        r->event = m->event;
        r->status = m->status;
    }
    if (r->place < 0 && m->place >= 0) {
        r->place = m->place;
        r->place_hedged = m->hedged;
    }
    if (m->hedged && same_place(w->doc, r->place, m->place))
        r->place_hedged = true;
    if (r->time < 0)
        r->time = m->time;
    if (m->status_known && (!p->told[at] || (m->status == REC_NEGATED && to_come(r->status)))) {
        r->status = m->status;
        p->told[at] = true;
    }
    if (m->outcome != NULL && r->outcome == NULL && !to_come(r->status))
        r->outcome = m->outcome;
    if (!to_come(r->status) || p->delegates[at].count == 0)
        for (uint32_t i = 0; i < m->delegates.count; i++)
            talks_add(&p->delegates[at], m->delegates.item[i], TALKS_DELEGATES);
}

/* Rounds of which no word tells whether they were held: their day does, against the day of the report. */
static void settle_status(const rec_document *doc, talks_process *p)
{
    for (uint32_t i = 0; i < p->round_count; i++) {
        const rec_round *r = &p->rounds[i];
        if (p->told[i] || r->time < 0 || doc->published.year == 0)
            continue;
        const rec_time *t = &doc->times[r->time];
        if (record_date_compare(t->begin, doc->published) > 0)
            p->rounds[i].status = REC_PLANNED;
        else if (t->end.year != 0 && record_date_compare(t->end, doc->published) < 0)
            p->rounds[i].status = REC_HAPPENED;
    }
}

/* Whether anything in the document makes these talks and not talk. */
static bool stands(const talks_mention *m)
{
    return m->parties.count >= 2 || m->number > 0 || m->event >= 0;
}

bool talks_group(talks_work *w)
{
    bool any = false;
    for (uint32_t i = 0; i < w->mention_count; i++)
        any = any || stands(&w->mentions[i]);
    if (!any)
        return true;
    w->processes = ARENA_ARRAY(&w->doc->memory, talks_process, TALKS_PROCESSES);
    if (w->processes == NULL)
        return false;
    int32_t last = -1;
    for (uint32_t i = 0; i < w->mention_count; i++) {
        talks_mention *m = &w->mentions[i];
        m->process = process_of(w, m, last);
        if (m->process < 0)
            continue;
        talks_process *p = &w->processes[m->process];
        last = m->process;
        p->mentions++;
        for (uint32_t k = 0; k < m->parties.count; k++)
            talks_add(&p->parties, m->parties.item[k], TALKS_PARTIES);
        for (uint32_t k = 0; k < m->thirds.count; k++)
            talks_add(&p->thirds, m->thirds.item[k], TALKS_PARTIES);
        for (uint32_t k = 0; k < m->sides.count; k++)
            talks_add(&p->sides, m->sides.item[k], TALKS_PARTIES);
        p->host = p->host < 0 ? m->host : p->host;
        p->mediator = p->mediator < 0 ? m->mediator : p->mediator;
        m->round = m->number > 0 ? round_by_number(w->doc, p, m) : round_by_standing(w->doc, p, m);
        if (m->round < 0)
            continue;
        fill_round(w, p, m->round, m);
        p->last_round = m->round;
    }
    for (uint32_t i = 0; i < w->process_count; i++) {
        settle_status(w->doc, &w->processes[i]);
        for (uint32_t k = 0; k < w->processes[i].sides.count && w->processes[i].parties.count < 2; k++)
            talks_add(&w->processes[i].parties, w->processes[i].sides.item[k], TALKS_PARTIES);
        talks_set parties = w->processes[i].parties;
        talks_take_out(&parties, &w->processes[i].thirds);
        if (parties.count >= 2)
            w->processes[i].parties = parties;
    }
    return true;
}
