/* SPDX-License-Identifier: MIT
 *
 * event.c: stage event. In: trees, mentions, entities, times, places. Out: events and the main event.
 *
 * The grammar of acts (model/event.h): frames name inner acts, operators outer ones; an act is built at every frame and
 * climbs through the operators above it. See event_match.c, event_compose.c, event_emit.c. Cost: linear in the words of
 * a document; a sentence longer than WORK_WORDS words is read in pieces, since no parse of the whole means anything.
 */
#include "event/event.h"

#include "base/error.h"
#include "event/event_work.h"

#include <string.h>

#define EVENT_ACTS 64      /* acts of a sentence */

typedef struct acts {
    work_act item[EVENT_ACTS];
    uint32_t base[EVENT_ACTS]; /* token of an operator's own act, dropped where the operator was used; EVENT_NONE */
    uint32_t count;
} acts;

static void collect(event_work *w, uint32_t token, bool is_operator, acts *list)
{
    work_act inner;
    bool has_inner = false;
    if (list->count + 2 > EVENT_ACTS || !compose_act(w, token, &list->item[list->count], &inner, &has_inner))
        return;
    list->base[list->count++] = is_operator ? token : EVENT_NONE;
    if (has_inner) {
        list->item[list->count] = inner;
        list->base[list->count++] = is_operator ? token : EVENT_NONE;
    }
}

static bool is_over(const event_work *w, const work_act *over, uint32_t token)
{
    for (int i = 0; i < 6; i++) {
        for (uint32_t k = 0; k < over->chain_count; k++)
            if (over->chain_token[k] == token)
                return true;
        if (work_token(w, token)->head < 0)
            return false;
        token = (uint32_t)work_token(w, token)->head;
    }
    return false;
}

static bool is_type(const event_work *w, const work_act *act, const char *type)
{
    return act->what.type != EVENT_NONE && strcmp(w->m->types[act->what.type].name, type) == 0;
}

static bool same_parties(const act_parties *a, const act_parties *b)
{
    for (uint32_t i = 0; i < a->count; i++)
        if (!party_has(b, a->item[i].entity))
            return false;
    return a->count == b->count;
}

/* "got into a fight before he was killed": what came before is not the effect. */
static bool is_before(const event_work *w, const work_act *act, uint32_t above)
{
    uint32_t token = act->head;
    bool before = false;
    for (int i = 0; i < 6 && token != above && work_token(w, token)->head >= 0; i++) {
        uint32_t p = tree_preposition(w, token);
        before = before || (p != EVENT_NONE && model_event_in_class(w->m, p, w->m->class_before));
        token = (uint32_t)work_token(w, token)->head;
    }
    return before && token == above;
}

/* Whether an act is told as what was before, after or at the time of another: "cracked down since the coup". */
static bool is_occasion(const event_work *w, const work_act *act, uint32_t above)
{
    uint32_t token = act->top;
    for (int i = 0; i < 6 && token != above; i++) {
        uint32_t p = tree_preposition(w, token);
        if (p != EVENT_NONE && (model_event_in_class(w->m, p, w->m->class_after) || model_event_in_class(w->m, p, w->m->class_since) ||
                                model_event_in_class(w->m, p, w->m->class_before)))
            return true;
        if (work_token(w, token)->head < 0)
            return false;
        token = (uint32_t)work_token(w, token)->head;
    }
    return false;
}

/* An act told without parties takes those of the same kind of act in its clause: "discussions took place, with A and B
 * leading the talks". */
static void share_parties(const event_work *w, acts *list)
{
    for (uint32_t i = 0; i < list->count; i++) {
        work_act *to = &list->item[i];
        for (uint32_t k = 0; k < list->count && to->actors.count + to->recipients.count == 0; k++) {
            const work_act *from = &list->item[k];
            if (k == i || from->what.type != to->what.type || from->actors.count == 0 ||
                (!is_over(w, to, from->top) && !is_over(w, from, to->top)) || is_occasion(w, to, from->top))
                continue;
            to->actors = from->actors;
            to->recipients = from->recipients;
            str form = work_token(w, from->head)->form;
            to->lent = arena_format(&w->doc->memory, "its parties are those of \"%.*s\" in its clause", (int)form.n, form.p);
        }
    }
}

static bool is_harm(const event_work *w, const work_act *act)
{
    return (w->m->frames[act->chain[0]].flags & EVENT_FLAG_HARM) != 0;
}

/* "accused Chad of fraud and imposed an embargo": a sanction that names nobody is on those against whom the verb that it is
 * joined with turns. */
static void share_recipient(const event_work *w, acts *list)
{
    for (uint32_t i = 0; i < list->count; i++) {
        work_act *to = &list->item[i];
        const rec_token *t = work_token(w, to->top);
        if (to->dropped || to->recipients.count > 0 || to->addressed || !is_type(w, to, "SANCTION") || t->deprel != REC_CONJ ||
            tree_is_passive(w, to->top) || tree_own_subject(w, to->top) >= 0)
            continue;
        for (uint32_t k = 0; k < list->count; k++) {
            const work_act *from = &list->item[k];
            if (k != i && !from->dropped && from->top == (uint32_t)t->head && from->what.type != EVENT_NONE &&
                w->m->types[from->what.type].quad > 2 && !from->reciprocal && to->actors.count > 0 &&
                same_parties(&to->actors, &from->actors))
                to->recipients = from->recipients;
        }
    }
}

/* "a string of attacks targeting the army": what a participle says that an act did is the act's own. */
static void join_clause(const event_work *w, acts *list)
{
    for (uint32_t i = 0; i < list->count; i++)
        for (uint32_t k = 0; k < list->count; k++) {
            work_act *clause = &list->item[i], *noun = &list->item[k];
            const rec_token *t = work_token(w, clause->head);
            if (i == k || clause->dropped || noun->dropped || t->deprel != REC_ACL || t->head != (int32_t)noun->head ||
                clause->what.type != noun->what.type || clause->chain_count > 1 || clause->actors.count > 0 ||
                noun->recipients.count > 0 || noun->reciprocal || tree_is_passive(w, clause->head))
                continue;
            noun->recipients = clause->recipients;
            if (noun->chain_count + noun->more_count < WORK_CHAIN)
                noun->more_token[noun->more_count++] = clause->head;
            clause->dropped = true;
        }
}

/* Force and its effect are one event: "attacked the camp, killing 15", "were killed in a bombing". The one with the
 * more precise means stays. */
static void join_force(const event_work *w, acts *list)
{
    for (uint32_t i = 0; i < list->count; i++)
        for (uint32_t k = 0; k < list->count; k++) {
            work_act *from = &list->item[i], *to = &list->item[k];
            if (i == k || from->dropped || to->dropped || !is_type(w, from, "ASSAULT") || !is_type(w, to, "ASSAULT") ||
                (!is_over(w, to, from->top) && !is_over(w, from, to->top)) ||
                (from->actors.count > 0 && to->actors.count > 0 && !same_parties(&from->actors, &to->actors)) ||
                (from->what.mode != EVENT_NONE && to->what.mode == EVENT_NONE) ||
                (from->what.mode == to->what.mode && !is_over(w, to, from->top)) ||
                (!is_harm(w, from) && !is_harm(w, to)) || is_before(w, from, to->top) || is_before(w, to, from->top) ||
                (from->status == REC_NEGATED) != (to->status == REC_NEGATED))
                continue;
            if (to->actors.count == 0)
                to->actors = from->actors;
            for (uint32_t j = 0; j < from->recipients.count && !to->reciprocal; j++)
                party_put(&to->recipients, from->recipients.item[j]);
            for (uint32_t j = 0; j < from->chain_count && to->chain_count + to->more_count < WORK_CHAIN; j++)
                to->more_token[to->more_count++] = from->chain_token[j];
            if (is_over(w, from, to->top))
                to->top = from->top;
            from->dropped = true;
        }
}

static bool act_is_code(const event_work *w, const work_act *act, const char *code)
{
    return act->what.code != EVENT_NONE && strcmp(w->m->codes[act->what.code].cameo, code) == 0;
}

/* Whether a noun is the act itself, or the object of a word of it. */
static bool is_object_of(const event_work *w, uint32_t noun, const work_act *act)
{
    int32_t above = work_token(w, noun)->deprel == REC_OBJ ? work_token(w, noun)->head : -1;
    for (uint32_t k = 0; k < act->chain_count; k++)
        if (act->chain_token[k] == noun || (int32_t)act->chain_token[k] == above)
            return true;
    return false;
}

/* "signed an agreement brokered by Chad": who mediates what is done to a noun is a third party to that. */
static void join_broker(const event_work *w, acts *list)
{
    for (uint32_t i = 0; i < list->count; i++)
        for (uint32_t k = 0; k < list->count; k++) {
            work_act *broker = &list->item[i], *act = &list->item[k];
            const rec_token *t = work_token(w, broker->head);
            if (i == k || broker->dropped || act->dropped || t->deprel != REC_ACL || broker->chain_count > 1 ||
                broker->recipients.count > 0 || broker->actors.count == 0 || !act_is_code(w, broker, "045") ||
                !is_object_of(w, (uint32_t)t->head, act))
                continue;
            for (uint32_t p = 0; p < broker->actors.count; p++)
                party_put(&act->thirds, broker->actors.item[p]);
            party_remove(&act->recipients, &broker->actors);
            broker->dropped = true;
        }
}

static bool is_in_object(const event_work *w, uint32_t noun, uint32_t verb)
{
    for (int i = 0; i < 4; i++) {
        const rec_token *t = work_token(w, noun);
        if (t->head < 0 || (t->deprel != REC_OBJ && t->deprel != REC_NMOD && t->deprel != REC_COMPOUND))
            return false;
        if ((uint32_t)t->head == verb)
            return t->deprel == REC_OBJ;
        noun = (uint32_t)t->head;
    }
    return false;
}

/* "will provide tons of [aid]": a noun without a doer of its own, of the same kind as the act in whose object it stands. */
static bool is_part(const event_work *w, const work_act *noun, const work_act *act)
{
    const event_act *a = &w->m->frames[noun->chain[0]].act, *b = &w->m->frames[act->chain[0]].act;
    return noun->actors.count == 0 && noun->chain_count == 1 && !tree_is_verbal(w, noun->head) && a->type == b->type &&
           act->actors.count > 0 && is_in_object(w, noun->head, act->head);
}

/* "called him to ask for": for what somebody is called is said to him. */
static bool is_said_to(const event_work *w, const work_act *act, const work_act *aim)
{
    return work_in_class(w, act->head, w->m->class_contact) && is_type(w, act, "CONSULT") &&
           aim->what.type != EVENT_NONE && aim->what.type != act->what.type && w->m->types[aim->what.type].quad % 2 == 1;
}

/* "signed a deal": one signing is one event; "signed a deal to build a port" tells no other. */
static bool is_its_content(const event_work *w, const work_act *deal, const work_act *signing)
{
    return deal->chain_count > 1 && signing->chain_count == 1 && is_type(w, deal, "AGREE") &&
           act_is_code(w, signing, "057") && deal->status == signing->status &&
           deal->chain_token[deal->chain_count - 1] == signing->head && same_parties(&deal->actors, &signing->actors);
}

/* What a purpose clause only aims at is no event beside the act that serves it; soldiers moved for an attack are the
 * attack; hosting talks is no event beside the talks. */
static void drop_lesser(const event_work *w, acts *list)
{
    for (uint32_t i = 0; i < list->count; i++)
        for (uint32_t k = 0; k < list->count && !list->item[i].dropped; k++) {
            work_act *lesser = &list->item[i];
            const work_act *act = &list->item[k];
            if (i == k || act->dropped)
                continue;
            bool aim = lesser->purpose && !act->purpose && is_over(w, act, lesser->top) && !is_said_to(w, act, lesser);
            bool move = is_type(w, lesser, "MOBILIZE") && is_type(w, act, "ASSAULT") && act->status <= REC_ONGOING &&
                        same_parties(&lesser->actors, &act->actors);
            bool part = is_part(w, lesser, act) || is_its_content(w, lesser, act);
            bool host = lesser->what.type == act->what.type && lesser->actors.count == 1 &&
                        lesser->recipients.count == 0 && party_has(&act->thirds, lesser->actors.item[0].entity);
            lesser->dropped = aim || move || host || part;
        }
}

/* The places and times of this piece of text: those from next_place and next_time on that begin before its end. */
static void find_layers(event_work *w)
{
    const rec_document *doc = w->doc;
    uint32_t begin = w->tokens[0].span.begin;
    while (w->next_place < doc->place_count && doc->places[w->next_place].span.end <= begin)
        w->next_place++;
    while (w->next_time < doc->time_count && doc->times[w->next_time].span.end <= begin)
        w->next_time++;
}

/* First the inner acts, which use the operators above them; then the operators that nothing stood under. */
static void code_sentence(event_work *w, acts *list)
{
    list->count = 0;
    w->done_count = 0;
    find_layers(w);
    match_sentence(w);
    for (int round = 0; round < 2; round++)
        for (uint32_t i = 0; i < w->count; i++) {
            const work_match *k = &w->match[i];
            bool is_operator = k->plain != EVENT_NONE && w->m->frames[k->plain].op != EVENT_NONE;
            if (k->plain == EVENT_NONE || k->consumed || is_operator != (round == 1) || (is_operator && k->applied))
                continue;
            collect(w, w->first + i, is_operator, list);
        }
    for (uint32_t i = 0; i < list->count; i++)
        list->item[i].dropped = list->base[i] != EVENT_NONE && work_at(w, list->base[i])->applied;
    share_parties(w, list);
    share_recipient(w, list);
    join_clause(w, list);
    join_broker(w, list);
    join_force(w, list);
    drop_lesser(w, list);
    for (uint32_t i = 0; i < list->count; i++)
        if (!list->item[i].dropped)
            emit_act(w, &list->item[i]);
    attach_sentence(w);
}

/* Word id of a lemma. A learned lemma is now and then a letter too long or too short ("expell", "fre", "shel"). */
static uint32_t find_lemma(const event_work *w, const rec_token *t, uint32_t form)
{
    if (!t->lemma.n || str_equal(t->lemma, t->lower))
        return form;
    uint32_t id = model_event_word(w->m, t->lemma);
    if (id == EVENT_NONE && t->lemma.n > 4)
        id = model_event_word(w->m, (str){t->lemma.p, t->lemma.n - 1});
    if (id == EVENT_NONE && t->lemma.n < 24) {
        char longer[32];
        memcpy(longer, t->lemma.p, t->lemma.n);
        longer[t->lemma.n] = 'e';
        id = model_event_word(w->m, (str){longer, t->lemma.n + 1});
        longer[t->lemma.n] = t->lemma.p[t->lemma.n - 1];
        if (id == EVENT_NONE)
            id = model_event_word(w->m, (str){longer, t->lemma.n + 1});
    }
    return id != EVENT_NONE ? id : form;
}

static bool has_trigger(const event_work *w, uint32_t word)
{
    return word != EVENT_NONE && w->m->first_trigger[word] != EVENT_NONE;
}

/* The verb of a noun in "-ing" or an adjective in "-ed" or "-ing" that no line names by itself: "the downing of a jet",
 * "were jailed", "are appealing for". */
static uint32_t find_verb(const event_work *w, const rec_token *t, uint32_t word)
{
    char stem[32];
    str ending = t->upos == REC_NOUN || str_ends(t->lower, STR("ing")) ? STR("ing") : STR("ed");
    if ((t->upos != REC_NOUN && t->upos != REC_ADJ) || has_trigger(w, word) || t->lower.n < ending.n + 3 ||
        t->lower.n >= sizeof stem || !str_ends(t->lower, ending))
        return word;
    size_t n = t->lower.n - ending.n;
    memcpy(stem, t->lower.p, n);
    stem[n] = 'e';
    uint32_t verb = model_event_word(w->m, (str){stem, n});
    if (!has_trigger(w, verb))
        verb = model_event_word(w->m, (str){stem, n + 1});
    if (!has_trigger(w, verb) && stem[n - 1] == stem[n - 2])
        verb = model_event_word(w->m, (str){stem, n - 1});
    return has_trigger(w, verb) ? verb : word;
}

static void read_words(event_work *w)
{
    for (uint32_t i = 0; i < w->count; i++) {
        const rec_token *t = &w->doc->tokens[w->first + i];
        w->form[i] = t->lower.n ? model_event_word(w->m, t->lower) : EVENT_NONE;
        w->lemma[i] = find_verb(w, t, find_lemma(w, t, w->form[i]));
    }
}

/* Words of the piece of a sentence that begins at `first`: the whole of it, or, of one that is too long for any parse of
 * it to mean much, as many as end at a comma or the like. */
static uint32_t piece_at(const rec_document *doc, uint32_t first, uint32_t end)
{
    if (end - first <= WORK_WORDS)
        return end - first;
    for (uint32_t i = WORK_WORDS; i > WORK_WORDS / 2; i--)
        if (doc->tokens[first + i - 1].upos == REC_PUNCT)
            return i;
    return WORK_WORDS;
}

dgm_status event_run(const model_event *m, rec_document *doc, dgm_error *err)
{
    doc->main_event = -1;
    if (!m || doc->token_count == 0)
        return DGM_OK;
    event_work *w = ARENA_NEW(&doc->memory, event_work);
    acts *list = ARENA_NEW(&doc->memory, acts);
    uint32_t *words = ARENA_ARRAY(&doc->memory, uint32_t, 2 * WORK_WORDS);
    work_match *match = ARENA_ARRAY(&doc->memory, work_match, WORK_WORDS);
    rec_token *tokens = ARENA_ARRAY(&doc->memory, rec_token, WORK_WORDS);
    if (!w || !list || !words || !match || !tokens)
        return error_set(err, DGM_NO_MEMORY, "document needs more memory than allowed");
    w->m = m, w->doc = doc, w->lemma = words, w->form = words + WORK_WORDS, w->match = match;
    w->tokens = tokens;
    for (uint32_t s = 0; s < doc->sentence_count; s++) {
        const rec_sentence *sentence = &doc->sentences[s];
        uint32_t end = sentence->first_token + sentence->token_count;
        if (sentence->token_count == 0 || sentence->root < 0 || sentence->part == REC_PART_BYLINE)
            continue;
        for (uint32_t first = sentence->first_token; first < end; first += w->count) {
            w->first = first, w->count = piece_at(doc, first, end);
            read_words(w);
            repair_sentence(w);
            code_sentence(w, list);
        }
    }
    emit_main(doc);
    return DGM_OK;
}
