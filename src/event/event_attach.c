/* SPDX-License-Identifier: MIT
 *
 * event_attach.c: where and when the acts of a sentence are, how many parties meet, and which came
 * before which. A place or time belongs to the first act met on the way from it up the tree; a time that hangs on a
 * clause belongs to the acts under that clause, unless the clause only reports them. Neither crosses into what is told
 * of another time or by another clause (a relative clause, "after the battle of"), and an act of words takes no place
 * from what it speaks of. Cost: places and times by the acts of the sentence. Limit: nothing is taken from another
 * sentence or the dateline.
 */
#include "event/event_work.h"

#include <string.h>

/* The written event whose words include `token`; NULL none. Its own goes before one that is about it ("condemned the
 * attacks"); of several the one written first wins. */
const work_done *attach_done(const event_work *w, uint32_t token)
{
    const work_done *found = NULL;
    for (uint32_t i = 0; i < w->done_count; i++)
        for (uint32_t k = 0; k < w->done[i].chain_count; k++) {
            if (w->done[i].chain_token[k] != token)
                continue;
            if (!found || (w->done[i].chain_count == 1 && found->chain_count > 1))
                found = &w->done[i];
        }
    return found;
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

static bool is_under(const event_work *w, uint32_t token, uint32_t cls)
{
    uint32_t p = tree_preposition(w, token);
    return p != EVENT_NONE && model_event_in_class(w->m, p, cls);
}

/* ---- places ---------------------------------------------------------------------------------------------------- */

/* "Along with Iran": a preposition of two words that places nothing. */
static bool is_beside_party(const event_work *w, uint32_t token)
{
    WORK_EACH_CHILD(w, token, c)
    {
        int32_t second = tree_child(w, (uint32_t)c, REC_FIXED);
        bool with = work_in_class(w, (uint32_t)c, w->m->class_company) ||
                    (second >= 0 && work_in_class(w, (uint32_t)second, w->m->class_company));
        if (with && work_token(w, (uint32_t)c)->deprel == REC_CASE)
            return true;
    }
    return false;
}

/* Whether the phrase at `token`, under the preposition `p`, tells where: "in Kabul", "on the boulevard". */
static bool is_placing(const event_work *w, uint32_t token, uint32_t p)
{
    if (model_event_in_class(w->m, p, w->m->class_placing))
        return !is_beside_party(w, token);
    return model_event_in_class(w->m, p, w->m->class_upon) && work_in_class(w, token, w->m->class_ground);
}

/* Whether the word at `token` is part of a longer name of the place or of what stands there. The adjective of a country
 * is ("the Saudi capital"), a name in a compound adjective is not ("the U.S.-led campaign"). */
static bool is_inside_name(const event_work *w, uint32_t place, uint32_t token)
{
    const rec_place *at = &w->doc->places[place];
    uint8_t d = work_token(w, token)->deprel;
    if (d == REC_AMOD)
        return strcmp(at->kind, "demonym") == 0;
    if (w->doc->text[at->span.end] == '-')
        return false;
    return d == REC_APPOS || d == REC_FLAT || d == REC_COMPOUND || d == REC_CONJ || d == REC_NMOD ||
           d == REC_NMOD_DESC || d == REC_NMOD_UNMARKED || d == REC_NMOD_POSS;
}

/* "the town [of Kut]" */
static bool names_locality(const event_work *w, uint32_t token)
{
    const rec_token *t = work_token(w, token);
    return t->head >= 0 && t->deprel == REC_NMOD && is_under(w, token, w->m->class_of) &&
           work_in_class(w, (uint32_t)t->head, w->m->class_locality);
}

/* Climbs through the name ("the capital, Kabul", "the town of Kut") to the word that stands under a preposition of
 * place; false: the place is not said to be where something happens. */
static bool find_placing(const event_work *w, uint32_t place, uint32_t *token)
{
    for (int i = 0; i < 5; i++) {
        uint32_t p = tree_preposition(w, *token);
        const rec_token *t = work_token(w, *token);
        if (p != EVENT_NONE && !names_locality(w, *token))
            return is_placing(w, *token, p);
        if (t->head < 0 || !is_inside_name(w, place, *token))
            return false;
        *token = (uint32_t)t->head;
    }
    return false;
}

/* Whether what is said below `token` is another clause's or another time's than what is above it: "the man, who lived
 * in Leeds", "after the battle of Kursk". */
static bool leaves(const event_work *w, uint32_t token)
{
    const rec_token *t = work_token(w, token);
    bool absolute = (t->morph & (REC_MORPH_GER | REC_MORPH_PART)) && tree_child(w, token, REC_AUX_DEP) < 0;
    if (t->deprel == REC_ACL_RELCL || (t->deprel == REC_PARATAXIS && !absolute) || /* ", this one falling on Kyiv" */
        (t->deprel == REC_APPOS && t->head >= 0 && party_is(w, (uint32_t)t->head)))
        return true;
    if (t->deprel == REC_CONJ && tree_is_verbal(w, token) && tree_own_subject(w, token) >= 0)
        return true;
    return is_under(w, token, w->m->class_after) || is_under(w, token, w->m->class_before);
}

/* The same for places: what a clause of report holds, what is but thought of ("the prospect of meeting in Oslo"), and
 * where a party is at home ("rebels based in Idlib"). */
static bool leaves_place(const event_work *w, uint32_t token)
{
    const rec_token *t = work_token(w, token);
    if (leaves(w, token) || t->deprel == REC_CCOMP || t->deprel == REC_AMOD)
        return true;
    if (t->deprel == REC_CONJ)
        return tree_is_verbal(w, token);
    return t->deprel == REC_ACL && t->head >= 0 &&
           (tree_child(w, token, REC_MARK) >= 0 || party_is(w, (uint32_t)t->head));
}

/* "found guilty of murder, at Leeds Crown Court": behind a comma it is of the clause, not of the word before. */
static bool is_set_off(const event_work *w, uint32_t token)
{
    int32_t c = tree_child(w, token, REC_CASE);
    return c > (int32_t)w->first && str_equal(work_token(w, (uint32_t)c - 1)->form, STR(","));
}

/* "condemned the murder in Riga", "spoke of the war in Yemen": of an act that is done with words the place is told
 * beside the word itself, or by the occasion ("at a meeting in Riga"). */
static bool is_occasion(const event_work *w, uint32_t token)
{
    uint8_t d = work_token(w, token)->deprel;
    return is_set_off(w, token) ||
           ((d == REC_OBL || d == REC_OBL_UNMARKED) &&
            (is_under(w, token, w->m->class_placing) || is_under(w, token, w->m->class_occasion)));
}

/* Whether the name, in any letters, is a word of the class. */
static bool name_in_class(const event_work *w, const char *name, uint32_t cls)
{
    char low[24];
    size_t n = 0;
    for (; name[n] && n + 1 < sizeof low; n++)
        low[n] = (char)(name[n] >= 'A' && name[n] <= 'Z' ? name[n] - 'A' + 'a' : name[n]);
    uint32_t id = n ? model_event_word(w->m, (str){low, n}) : EVENT_NONE;
    return id != EVENT_NONE && model_event_in_class(w->m, id, cls);
}

static bool is_of_words(const event_work *w, const work_done *d, uint32_t token)
{
    return name_in_class(w, w->doc->events[d->event].type, w->m->class_spoken_act) &&
           (d->chain_count < 2 || token != d->chain_token[0]);
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

/* Whether the act at `below` is part of the clause of the verb `token`: "clashes broke out", "was in Riga to sign". */
static bool holds(const event_work *w, uint32_t token, uint32_t below)
{
    for (int i = 0; i < 5 && below != token; i++) {
        int32_t head = work_token(w, below)->head;
        if (head < 0 || leaves(w, below) || is_report(w, (uint32_t)head))
            return false;
        below = (uint32_t)head;
    }
    return below == token;
}

/* "condemned the attacks in the two towns": the act that is the verb's object and stands before the place, NULL. */
static const work_done *object_before(const event_work *w, uint32_t verb, uint32_t place)
{
    int32_t object = tree_child(w, verb, REC_OBJ);
    const work_done *d = object >= 0 && (uint32_t)object < place ? attach_done(w, (uint32_t)object) : NULL;
    return d && d != attach_done(w, verb) ? d : NULL;
}

/* "shelled the town of Kut", "the assault on Kut": force that is done to a place is done there. Of a country, which is
 * a party, that is not said. */
static void attach_target(const event_work *w, uint32_t place)
{
    const rec_place *p = &w->doc->places[place];
    uint32_t token = p->head;
    if (!work_has(w, token) || strcmp(p->kind, "demonym") == 0 || strcmp(p->kind, "country") == 0)
        return;
    bool bare = true;
    for (int i = 0; i < 3; i++) {
        const rec_token *t = work_token(w, token);
        bool of = names_locality(w, token);
        if (t->head < 0 || (t->deprel != REC_CONJ && t->deprel != REC_APPOS && !of))
            break;
        bare = bare && !of;
        token = (uint32_t)t->head;
    }
    const rec_token *t = work_token(w, token);
    if (bare && tree_child(w, token, REC_DET_DEP) >= 0) /* "a Springfield man" */
        return;
    const work_done *d = t->head >= 0 ? attach_done(w, (uint32_t)t->head) : NULL;
    bool done_to = t->deprel == REC_OBJ || t->deprel == REC_NSUBJ_PASS || is_under(w, token, w->m->class_upon) ||
                   (t->deprel == REC_NMOD && is_under(w, token, w->m->class_of));
    if (d && done_to && w->doc->events[d->event].place < 0 &&
        name_in_class(w, w->doc->events[d->event].type, w->m->class_forced_act))
        set_place(w, d, place, false);
}

/* "A bomb in central Baghdad has killed twelve": what the subject's act does was done where that was. */
static void take_subject_place(const event_work *w, const work_done *d)
{
    int32_t subject = tree_child(w, d->top, REC_NSUBJ);
    const work_done *s = subject >= 0 ? attach_done(w, (uint32_t)subject) : NULL;
    rec_event *e = &w->doc->events[d->event];
    if (!s || s == d || e->place >= 0 || is_of_words(w, d, d->top))
        return;
    e->place = w->doc->events[s->event].place;
    e->place_hedged = w->doc->events[s->event].place_hedged;
}

/* Gives the place of a verb that is no act to the acts of its clause; false: there are none. */
static bool spread_place(const event_work *w, uint32_t verb, uint32_t place, bool hedged, bool beside)
{
    bool any = false;
    for (uint32_t k = 0; k < w->done_count; k++) {
        if (!holds(w, verb, w->done[k].top) || (!beside && is_of_words(w, &w->done[k], w->done[k].top)))
            continue;
        set_place(w, &w->done[k], place, hedged);
        any = true;
    }
    return any;
}

static void attach_place(const event_work *w, uint32_t place)
{
    uint32_t token = w->doc->places[place].head;
    if (!work_has(w, token) || !find_placing(w, place, &token))
        return;
    bool hedged = has_child_in(w, token, w->m->class_hedge), beside = true;
    for (int i = 0; i < 8; i++) {
        const work_done *d = attach_done(w, token);
        if (d && (beside || !is_of_words(w, d, token))) {
            const work_done *object = object_before(w, token, w->doc->places[place].head);
            set_place(w, object && is_of_words(w, d, token) ? object : d, place, hedged);
            return;
        }
        int32_t head = work_token(w, token)->head;
        if (d || head < 0 || leaves_place(w, token))
            return;
        beside = beside && (i == 0 || is_occasion(w, token));
        token = (uint32_t)head;
        hedged = hedged || has_child_in(w, token, w->m->class_hedge);
        if (tree_is_verbal(w, token) && !attach_done(w, token) && spread_place(w, token, place, hedged, beside))
            return;
    }
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

/* "admitted stabbing him in June": behind the verb of the content, the time is that of what is told. */
static bool tells_of(const event_work *w, uint32_t report, uint32_t act, uint32_t time)
{
    const rec_token *t = work_token(w, act);
    return t->head == (int32_t)report && (t->deprel == REC_CCOMP || t->deprel == REC_XCOMP) && report < act &&
           act < time && tree_is_verbal(w, act);
}

/* Whether the verb `token`, which has a time, is above `below` with no report and no other clause's time between. */
static bool governs(const event_work *w, uint32_t token, uint32_t below)
{
    return below != token && !is_report(w, token) && holds(w, token, below);
}

/* "The heaviest attack since June": when something else was. */
static bool is_beginning(const event_work *w, uint32_t token)
{
    return is_under(w, token, w->m->class_since);
}

/* "Sunday's blast came as", "last year's conference": the time of a noun that is no act is not that of the clause. */
static bool is_of_subject(const event_work *w, uint32_t token)
{
    uint8_t d = work_token(w, token)->deprel;
    return d == REC_NSUBJ || d == REC_NSUBJ_PASS || d == REC_NSUBJ_OUTER;
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

/* Climbs from the time to its act, or to the verb of its clause; NULL and *token EVENT_NONE where it is of neither. */
static const work_done *find_timed(const event_work *w, uint32_t time, uint32_t *token)
{
    bool owned = false; /* "last year's": by the noun that it has climbed to */
    for (int i = 0; i < 6; i++) {
        const work_done *d = attach_done(w, *token), *first = followed_at(w, *token, w->doc->times[time].head);
        if (d)
            return first ? first : d;
        if (i > 0 && tree_is_verbal(w, *token))
            return NULL;
        int32_t head = work_token(w, *token)->head;
        if (head < 0)
            return NULL;
        if (i > 0 && (leaves(w, *token) || is_beginning(w, *token) || (owned && !is_occasion(w, *token)) ||
                      (is_of_subject(w, *token) && !attach_done(w, (uint32_t)head))))
            break;
        owned = work_token(w, *token)->deprel == REC_NMOD_POSS;
        *token = (uint32_t)head;
    }
    *token = EVENT_NONE;
    return NULL;
}

static void attach_time(const event_work *w, uint32_t time)
{
    uint32_t head = w->doc->times[time].head, token = head;
    if (!work_has(w, token) || is_beginning(w, token))
        return;
    if (work_token(w, token)->deprel == REC_AMOD) /* "the former chief" */
        return;
    const work_done *d = find_timed(w, time, &token);
    if (d)
        set_time(w, d, time);
    for (uint32_t k = 0; !d && token != EVENT_NONE && k < w->done_count; k++) {
        uint32_t top = w->done[k].top;
        if ((governs(w, token, top) && !is_reacted_to(w, top, token)) ||
            (is_report(w, token) && tells_of(w, token, top, head)))
            set_time(w, &w->done[k], time);
    }
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
        body = body || (p && name_in_class(w, p->country, w->m->class_body));
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
    for (uint32_t i = w->next_place; i < doc->place_count && doc->places[i].span.begin < end; i++)
        attach_target(w, i);
    for (uint32_t i = 0; i < w->done_count; i++)
        take_subject_place(w, &w->done[i]);
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
