/* SPDX-License-Identifier: MIT
 *
 * event_count.c: how many an act of force killed and injured. In: words of killing and injuring ("killed", "dead", "to
 * death", "wounded"). The count stands in the phrase of those to whom it was done: digits, number words of several parts
 * ("twenty-nine", "two hundred", "a dozen"), one for "a woman" or a person's name; the parts of "two soldiers and a
 * child" are added up. What gives no number ("dozens", "several") counts as not told.
 */
#include "event/event_work.h"

#include <string.h>

#define COUNT_MOST 100000000

/* Value of a number word or of digits with commas; 0 none. */
static int32_t value_of(const event_work *w, uint32_t token)
{
    const rec_token *t = work_token(w, token);
    uint32_t id = work_has(w, token) ? w->form[token - w->first] : EVENT_NONE;
    if (id != EVENT_NONE && w->m->word_number[id] > 0)
        return (int32_t)w->m->word_number[id];
    long value = 0;
    for (size_t i = 0; i < t->form.n; i++) {
        char c = t->form.p[i];
        if (c == ',')
            continue;
        if (c < '0' || c > '9' || value > COUNT_MOST)
            return 0;
        value = 10 * value + (c - '0');
    }
    return t->form.n ? (int32_t)value : 0;
}

/* "twenty - nine" adds, "two hundred" multiplies. */
static int32_t number_at(const event_work *w, uint32_t token)
{
    int64_t value = value_of(w, token);
    WORK_EACH_CHILD(w, token, c)
    {
        const rec_token *t = work_token(w, (uint32_t)c);
        int32_t part = t->deprel == REC_COMPOUND || t->deprel == REC_NUMMOD || t->deprel == REC_FLAT
                           ? value_of(w, (uint32_t)c)
                           : 0;
        if (part > 0 && value > 0)
            value = part < value && value >= 100 ? value * part : value == 12 ? 12 * (int64_t)part : value + part;
    }
    return value > COUNT_MOST ? 0 : (int32_t)value;
}

/* "a woman", "Ali Hassan": one person. */
static bool is_one(const event_work *w, uint32_t token)
{
    const rec_token *t = work_token(w, token);
    const rec_entity *e = party_entity(w, token);
    if (t->morph & REC_MORPH_PLUR)
        return false;
    if (t->upos == REC_PROPN)
        return e && e->kind == REC_PERSON;
    WORK_EACH_CHILD(w, token, c)
    {
        const rec_token *d = work_token(w, (uint32_t)c);
        if (d->deprel == REC_DET_DEP && (str_equal(d->lower, STR("a")) || str_equal(d->lower, STR("an"))))
            return t->upos == REC_NOUN && work_in_class(w, token, w->m->class_person);
    }
    return false;
}

/* How many the phrase at `token` counts, without what is joined to it. */
static int32_t count_alone(const event_work *w, uint32_t token)
{
    int32_t own = number_at(w, token);
    WORK_EACH_CHILD(w, token, c)
    {
        uint8_t d = work_token(w, (uint32_t)c)->deprel;
        if (own == 0 && (d == REC_NUMMOD || d == REC_COMPOUND || d == REC_DET_DEP || d == REC_AMOD))
            own = number_at(w, (uint32_t)c);
    }
    return own > 0 ? own : is_one(w, token) ? 1 : 0;
}

/* "killed two and wounded five others": the others met with something else. */
static bool is_otherwise(const event_work *w, uint32_t token)
{
    WORK_EACH_CHILD(w, token, c)
    {
        if (work_in_class(w, (uint32_t)c, w->m->class_killed) || work_in_class(w, (uint32_t)c, w->m->class_injured))
            return true;
    }
    return false;
}

/* "two soldiers and a child": the parts added up; 0 where nothing is counted. */
static int32_t count_of(const event_work *w, uint32_t token)
{
    int64_t sum = count_alone(w, token);
    WORK_EACH_CHILD(w, token, c)
    {
        if (work_token(w, (uint32_t)c)->deprel == REC_CONJ && !tree_is_verbal(w, (uint32_t)c) &&
            !is_otherwise(w, (uint32_t)c))
            sum += count_alone(w, (uint32_t)c);
    }
    return sum > COUNT_MOST ? 0 : (int32_t)sum;
}

/* "and at least nine injured": a number that hangs on the participle itself. */
static int32_t count_beside(const event_work *w, uint32_t token)
{
    WORK_EACH_CHILD(w, token, c)
    {
        const rec_token *t = work_token(w, (uint32_t)c);
        bool after = c > (int32_t)token && t->deprel != REC_OBJ && t->deprel != REC_NUMMOD;
        int32_t n = t->upos == REC_NUM && !after && !party_is_time(w, (uint32_t)c) ? number_at(w, (uint32_t)c) : 0;
        if (n > 0)
            return n;
    }
    return 0;
}

static int32_t count_at(const event_work *w, uint32_t token, const event_path *path, unsigned *found)
{
    uint32_t at[WORK_FILLERS];
    *found = tree_walk(w, token, path, at);
    for (unsigned i = 0; i < *found; i++) {
        int32_t n = count_of(w, at[i]);
        if (n > 0)
            return n;
    }
    return 0;
}

static int32_t count_harmed(const event_work *w, uint32_t token)
{
    static const event_path object = {.step = EVENT_AT_OBJ}, subject = {.step = EVENT_AT_SUBJ};
    const rec_token *t = work_token(w, token);
    bool verbal = t->upos == REC_VERB, modifies = t->deprel == REC_AMOD || t->deprel == REC_ACL;
    unsigned found = 0;
    bool result = t->deprel == REC_OBL && t->head >= 0 && work_has(w, (uint32_t)t->head); /* "shot five men to death" */
    int32_t count = verbal ? count_beside(w, token) : 0;
    if (result)
        return count_at(w, (uint32_t)t->head, &object, &found);
    if (count == 0)
        count = count_at(w, token, &object, &found);
    if (count == 0 && !verbal && found == 0)
        count = count_alone(w, token);
    if (count == 0 && found == 0 && !modifies)
        count = count_at(w, token, &subject, &found);
    if (count == 0 && modifies && t->head >= 0 && work_has(w, (uint32_t)t->head))
        count = count_alone(w, (uint32_t)t->head);
    return count;
}

static const work_done *force_at(const event_work *w, uint32_t token)
{
    for (int i = 0; i < 6; i++) {
        const work_done *d = attach_done(w, token);
        if (d && strcmp(w->doc->events[d->event].type, "ASSAULT") == 0)
            return d;
        int32_t head = work_token(w, token)->head;
        if (head < 0)
            break;
        token = (uint32_t)head;
    }
    for (uint32_t i = 0; i < w->done_count; i++)
        if (strcmp(w->doc->events[w->done[i].event].type, "ASSAULT") == 0)
            return &w->done[i];
    return NULL;
}

void count_sentence(event_work *w)
{
    for (uint32_t i = 0; i < w->count; i++) {
        uint32_t token = w->first + i;
        bool killed = work_in_class(w, token, w->m->class_killed);
        if (!killed && !work_in_class(w, token, w->m->class_injured))
            continue;
        const work_done *d = force_at(w, token);
        int32_t count = d ? count_harmed(w, token) : 0;
        rec_event *e = count > 0 ? &w->doc->events[d->event] : NULL;
        if (!e)
            continue;
        if (killed && e->killed < 0)
            e->killed = count;
        else if (!killed && e->injured < 0)
            e->injured = count;
    }
}
