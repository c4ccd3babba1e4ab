/* SPDX-License-Identifier: MIT
 *
 * event_repair.c: a working copy of a sentence's tree, with put right what parsers misread most. Nouns, prepositions and
 * conjuncts that hang on a wrong part of a phrase; particles taken for prepositions; passives that are none; last the
 * past tense taken for a participle: "Rebels [kidnapped Russian advisers]", "Serbia [eased measures]", "has [eased
 * curbs]". The signs of the last are those that no real noun phrase shows: a root that is a noun, with such a
 * "participle" between a bare noun and what would be its object. Between these come the repairs of clauses
 * (event_clause.c), of turns of speech (event_recast.c) and of finite verbs (event_finite.c).
 *
 * In: the document's tokens. Out: w->tokens, a forest whose heads and children all lie in the piece of text, without
 * circles. The syntax layer of the record stays as it is. Cost: a few passes; after each change the piece's children
 * are linked anew, so words times changes, both at most WORK_WORDS.
 */
#include "event/event_work.h"

static void link_children(event_work *w)
{
    for (uint32_t i = 0; i < w->count; i++)
        w->tokens[i].first_child = w->tokens[i].next_sibling = -1;
    for (uint32_t i = w->count; i-- > 0;) {
        int32_t head = w->tokens[i].head;
        if (head < 0 || !work_has(w, (uint32_t)head))
            continue;
        w->tokens[i].next_sibling = work_edit(w, (uint32_t)head)->first_child;
        work_edit(w, (uint32_t)head)->first_child = (int32_t)(w->first + i);
    }
}

/* Copies the piece of text. In a piece of a sentence words whose head is in another piece become roots, and children in
 * another piece are not linked, so that no walk of the tree leaves the piece. */
static void copy_tokens(event_work *w)
{
    bool cut = w->count < w->doc->sentences[w->doc->tokens[w->first].sentence].token_count;
    for (uint32_t i = 0; i < w->count; i++) {
        rec_token *t = &w->tokens[i];
        *t = w->doc->tokens[w->first + i];
        if (t->head >= 0 && !work_has(w, (uint32_t)t->head))
            t->head = -1, t->deprel = REC_ROOT, cut = true;
    }
    if (cut)
        link_children(w);
}

/* Whether heads lead in a circle. No word is climbed through twice: linear. */
static bool has_circle(const event_work *w)
{
    uint16_t seen[WORK_WORDS] = {0}; /* the climb that came by: the word from which it began, from 1; 0 none yet */
    for (uint32_t i = 0; i < w->count; i++) {
        uint32_t at = i;
        while (seen[at] == 0) {
            seen[at] = (uint16_t)(i + 1);
            if (w->tokens[at].head < 0)
                break;
            at = (uint32_t)w->tokens[at].head - w->first;
        }
        if (seen[at] == i + 1 && w->tokens[at].head >= 0)
            return true;
    }
    return false;
}

/* After a repair. Should repairs that are right one by one have made a circle together, all of them are given up. */
static void link_anew(event_work *w)
{
    link_children(w);
    if (has_circle(w))
        copy_tokens(w);
}

/* A form that may be a finite past: tagged as a verb or adjective, not "-ing". */
static bool is_past_form(const rec_token *t)
{
    return (t->upos == REC_VERB || (t->upos == REC_ADJ && str_ends(t->lower, STR("ed")))) &&
           !str_ends(t->lower, STR("ing")) && !(t->morph & REC_MORPH_INF);
}

/* `verb` takes the place of `old` as the head of its clause. */
static void take_place(event_work *w, uint32_t verb, uint32_t old)
{
    rec_token *v = work_edit(w, verb);
    v->head = work_edit(w, old)->head;
    v->deprel = work_edit(w, old)->deprel;
    v->upos = REC_VERB;
    v->morph = (v->morph & ~(uint32_t)(REC_MORPH_PART | REC_MORPH_PASS)) | REC_MORPH_PAST | REC_MORPH_FIN;
}

/* Dependents of `from` that belong to the clause go to the verb: loose adverbials, and all to the subject's right. */
static void give_children(event_work *w, uint32_t from, uint32_t verb, uint32_t subject)
{
    WORK_EACH_CHILD(w, from, c)
    {
        uint32_t child = (uint32_t)c;
        uint8_t d = work_edit(w, child)->deprel;
        if (child == verb || child == subject)
            continue;
        if (d == REC_PUNCT_DEP || d == REC_ADVMOD || d == REC_PARATAXIS || d == REC_OBL || d == REC_CCOMP ||
            d == REC_ADVCL || d == REC_OBL_UNMARKED || (from == subject && child > verb))
            work_edit(w, child)->head = (int32_t)verb;
    }
}

/* The noun right before the verb, adverbs passed over; -1. */
static int32_t noun_before(const event_work *w, uint32_t verb)
{
    while (verb > w->first && work_token(w, verb - 1)->upos == REC_ADV)
        verb--;
    return verb > w->first && work_is_noun(work_token(w, verb - 1)) ? (int32_t)verb - 1 : -1;
}

/* A "when" or "as" of the object's before the subject: a clause, not a phrase. */
static bool begins_clause(const event_work *w, uint32_t object, uint32_t subject)
{
    WORK_EACH_CHILD(w, object, c)
    {
        const rec_token *t = work_token(w, (uint32_t)c);
        if ((uint32_t)c < subject && (t->upos == REC_SCONJ || (t->upos == REC_ADV && t->deprel == REC_ADVMOD)))
            return true;
    }
    return false;
}

/* "Serbia eased measures": verb and noun hang on the object, which is the root. */
static bool repair_modifier(event_work *w, uint32_t verb)
{
    const rec_token *v = work_token(w, verb);
    int32_t subject = noun_before(w, verb);
    if (v->head < (int32_t)verb || subject < 0 || (v->deprel != REC_AMOD && v->deprel != REC_COP &&
                                                   v->deprel != REC_CASE && v->deprel != REC_COMPOUND))
        return false;
    uint32_t object = (uint32_t)v->head;
    for (int i = 0; i < WORK_CLIMB; i++) { /* to the head of the noun phrase before the verb */
        int32_t head = work_token(w, (uint32_t)subject)->head;
        if (head < 0 || (uint32_t)head >= verb || !work_has(w, (uint32_t)head))
            break;
        subject = head;
    }
    rec_token *o = work_edit(w, object), *s = work_edit(w, (uint32_t)subject);
    int32_t above = tree_child(w, object, REC_NSUBJ);
    if (!work_is_noun(o) || !work_is_noun(s) || (above >= 0 && (above != subject || tree_child(w, object, REC_COP) >= 0)))
        return false;
    if (o->deprel == REC_ROOT && (s->head == (int32_t)object || s->head == (int32_t)verb)) {
        take_place(w, verb, object);
        give_children(w, object, verb, (uint32_t)subject);
    } else if (s->head == (int32_t)object && begins_clause(w, object, (uint32_t)subject)) {
        take_place(w, verb, object);
        work_edit(w, verb)->deprel = REC_ADVCL;
        give_children(w, object, verb, (uint32_t)subject);
    } else if (s->deprel == REC_ROOT && o->head == subject && tree_child(w, object, REC_CASE) != (int32_t)verb &&
               (tree_child(w, object, REC_CASE) < 0 || v->deprel == REC_CASE)) {
        take_place(w, verb, (uint32_t)subject);
        give_children(w, (uint32_t)subject, verb, (uint32_t)subject);
    } else
        return false;
    WORK_EACH_CHILD(w, object, c) /* "[Chad's] president eased measures" */
    {
        if (c < subject && work_edit(w, (uint32_t)c)->deprel == REC_NMOD_POSS)
            work_edit(w, (uint32_t)c)->head = subject;
    }
    work_move(w, (uint32_t)subject, verb, REC_NSUBJ);
    work_move(w, object, verb, REC_OBJ);
    return true;
}

/* Whether the words between a noun and a verb are but the noun's apposition, or a participle with what hangs on it, set
 * off by commas: "Poland, backed by Lithuania, accused". */
static bool has_apposition_between(const event_work *w, uint32_t noun, uint32_t verb)
{
    if (verb == w->first || !str_equal(work_token(w, verb - 1)->form, STR(",")))
        return false;
    WORK_EACH_CHILD(w, noun, c)
    {
        uint8_t d = work_token(w, (uint32_t)c)->deprel;
        if (c > (int32_t)noun && c < (int32_t)verb && (d == REC_APPOS || d == REC_ACL || d == REC_ACL_RELCL))
            return true;
    }
    return false;
}

/* A sentence that ends in a full stop is no headline: a name does not stand there without a finite verb. */
static bool needs_verb(const event_work *w, uint32_t noun)
{
    return work_token(w, noun)->upos == REC_PROPN && str_equal(w->tokens[w->count - 1].form, STR("."));
}

/* Whether some trigger is this verb with that particle. */
static bool is_phrasal(const event_work *w, uint32_t verb, uint32_t particle)
{
    uint32_t lemma = w->lemma[verb - w->first], word = w->form[particle - w->first];
    for (uint32_t j = lemma != EVENT_NONE ? w->m->first_trigger[lemma] : EVENT_NONE; j != EVENT_NONE; j = w->m->triggers[j].next)
        for (unsigned i = 0; i < w->m->triggers[j].word_count; i++)
            if (w->m->triggers[j].words[i] == word)
                return true;
    return false;
}

/* "Russian agents hacked into computers.": a verb that some line knows with the preposition right behind it, in a
 * sentence that ends in a full stop. */
static bool governs_next(const event_work *w, uint32_t verb)
{
    return work_has(w, verb + 1) && work_token(w, verb + 1)->deprel == REC_CASE && is_phrasal(w, verb, verb + 1) &&
           !work_in_class(w, verb + 1, w->m->class_standing) && str_equal(w->tokens[w->count - 1].form, STR("."));
}

/* "Lebanon complained to the UN": a clause on a root that is a bare noun right before it. */
static bool repair_clause(event_work *w, uint32_t verb)
{
    const rec_token *v = work_token(w, verb);
    if (v->deprel != REC_ACL || v->head < 0 || v->head > (int32_t)verb)
        return false;
    uint32_t noun = (uint32_t)v->head;
    if (noun_before(w, verb) < 0 && !has_apposition_between(w, noun, verb))
        return false;
    bool finite = str_equal(str_of(v->xpos), STR("VBD")) || tree_child(w, verb, REC_OBJ) >= 0 ||
                  tree_child(w, verb, REC_CCOMP) >= 0 || work_in_class(w, verb, w->m->class_intransitive) ||
                  needs_verb(w, noun);
    finite = finite || governs_next(w, verb);
    if (work_edit(w, noun)->deprel != REC_ROOT || !work_is_noun(work_edit(w, noun)) || !finite ||
        tree_child(w, noun, REC_COP) >= 0 || tree_child(w, noun, REC_NSUBJ) >= 0 ||
        tree_child(w, verb, REC_OBL_AGENT) >= 0 || tree_child(w, verb, REC_NSUBJ) >= 0)
        return false;
    take_place(w, verb, noun);
    give_children(w, noun, verb, noun);
    work_move(w, noun, verb, REC_NSUBJ);
    return true;
}

/* "has eased restrictions" read as having eased restrictions. */
static bool repair_perfect(event_work *w, uint32_t verb)
{
    const rec_token *v = work_token(w, verb);
    uint32_t before = verb;
    if (v->deprel != REC_AMOD || v->head < (int32_t)verb)
        return false;
    while (before > w->first && work_token(w, before - 1)->upos == REC_ADV)
        before--;
    if (before == w->first)
        return false;
    uint32_t have = before - 1, object = (uint32_t)v->head;
    const rec_token *h = work_token(w, have);
    if (h->upos != REC_VERB || !str_equal(h->lemma, STR("have")) || work_edit(w, object)->head != (int32_t)have ||
        work_edit(w, object)->deprel != REC_OBJ)
        return false;
    take_place(w, verb, have);
    WORK_EACH_CHILD(w, have, c)
        work_edit(w, (uint32_t)c)->head = (int32_t)verb;
    work_move(w, have, verb, REC_AUX_DEP);
    work_move(w, object, verb, REC_OBJ);
    work_edit(w, have)->upos = REC_AUX;
    return true;
}

/* "had a talk this week [with Smith]": a party under a preposition does not belong to a time, but to what was then. */
static bool repair_time_phrase(event_work *w, uint32_t token)
{
    int32_t time = work_token(w, token)->head, above = time >= 0 ? work_token(w, (uint32_t)time)->head : -1;
    if (above < 0 || !work_has(w, (uint32_t)above) || (int32_t)token < time || !party_is(w, token) ||
        !party_is_time(w, (uint32_t)time) || party_is(w, (uint32_t)time) || party_is_time(w, token) ||
        tree_preposition(w, token) == EVENT_NONE)
        return false;
    uint32_t first = (uint32_t)time;
    WORK_EACH_CHILD(w, (uint32_t)time, c)
        first = (uint32_t)c < first ? (uint32_t)c : first;
    if (first > w->first && work_is_noun(work_token(w, first - 1)) && (int32_t)first - 1 > above)
        above = (int32_t)first - 1; /* "the investigation of the killing on Tuesday of a mayor" */
    bool verb = work_token(w, (uint32_t)above)->upos == REC_VERB;
    work_move(w, token, (uint32_t)above, verb ? REC_OBL : REC_NMOD);
    return true;
}

/* A preposition that hangs on the last part of a name belongs to its head: "on [President Alexander] Petrov". */
static bool repair_case(event_work *w, uint32_t token)
{
    uint32_t head = (uint32_t)work_token(w, token)->head;
    for (int i = 0; i < 4 && work_has(w, head) && work_token(w, head)->deprel == REC_FLAT; i++)
        head = (uint32_t)work_token(w, head)->head;
    if (!work_has(w, head) || head == (uint32_t)work_token(w, token)->head || head < token)
        return false;
    work_edit(w, token)->head = (int32_t)head;
    return true;
}

/* "between A [and B]", with B hung on the noun above: it is the other one of the two. */
static bool repair_between(event_work *w, uint32_t token)
{
    int32_t first = work_token(w, token)->head, noun = first >= 0 ? work_token(w, (uint32_t)first)->head : -1;
    if (noun < 0 || !work_has(w, (uint32_t)noun) || tree_child(w, (uint32_t)first, REC_CONJ) >= 0 ||
        !str_equal(work_token(w, token)->lower, STR("between")))
        return false;
    WORK_EACH_CHILD(w, (uint32_t)noun, c)
    {
        if (c > first && work_token(w, (uint32_t)c)->deprel == REC_CONJ && work_is_noun(work_token(w, (uint32_t)c))) {
            work_edit(w, (uint32_t)c)->head = first;
            return true;
        }
    }
    return false;
}

/* "Talks between A [and B broke down]", read as two clauses: B is the other one of the two, and the talks broke
 * down. */
static bool repair_torn_between(event_work *w, uint32_t token)
{
    int32_t first = work_token(w, token)->head, noun = first >= 0 ? work_token(w, (uint32_t)first)->head : -1;
    if (noun < 0 || !work_has(w, (uint32_t)noun) || !work_has(w, (uint32_t)first + 2) ||
        tree_child(w, (uint32_t)first, REC_CONJ) >= 0 ||
        !str_equal(work_token(w, token)->lower, STR("between")) || !work_is_noun(work_token(w, (uint32_t)noun)) ||
        !str_equal(work_token(w, (uint32_t)first + 1)->lower, STR("and")))
        return false;
    for (uint32_t i = (uint32_t)first + 2; work_has(w, i) && i < (uint32_t)first + 8; i++) {
        int32_t verb = work_token(w, i)->head;
        if (work_token(w, i)->deprel != REC_NSUBJ || verb <= (int32_t)i || !work_has(w, (uint32_t)verb) ||
            work_token(w, (uint32_t)verb)->head != noun || work_token(w, (uint32_t)verb)->deprel != REC_CONJ)
            continue;
        take_place(w, (uint32_t)verb, (uint32_t)noun);
        work_move(w, i, (uint32_t)first, REC_CONJ);
        work_move(w, (uint32_t)first + 1, i, REC_CC);
        work_move(w, (uint32_t)noun, (uint32_t)verb, REC_NSUBJ);
        return true;
    }
    return false;
}

/* "Minister A of Kenya and Minister B of Ghana": a person is joined with the person before, not with his country. */
static bool repair_conjunct(event_work *w, uint32_t token)
{
    int32_t land = work_token(w, token)->head, person = land >= 0 ? work_token(w, (uint32_t)land)->head : -1;
    if (person < 0 || !work_has(w, (uint32_t)person))
        return false;
    const rec_entity *own = party_entity(w, token), *left = party_entity(w, (uint32_t)land),
                     *above = party_entity(w, (uint32_t)person);
    uint8_t d = work_token(w, (uint32_t)land)->deprel;
    if (!own || !left || !above || own->kind != REC_PERSON || above->kind != REC_PERSON ||
        (left->kind != REC_COUNTRY && left->kind != REC_PLACE) || (d != REC_NMOD && d != REC_NMOD_POSS))
        return false;
    work_edit(w, token)->head = person;
    return true;
}

/* "freed at least 19 soldiers": what a verb without object has behind it under no preposition is its object. */
static bool repair_object(event_work *w, uint32_t token)
{
    const rec_token *t = work_token(w, token);
    if (t->head < 0 || t->head > (int32_t)token || !work_is_noun(t) || party_is_time(w, token) ||
        tree_child(w, token, REC_NUMMOD) < 0 || tree_preposition(w, token) != EVENT_NONE)
        return false;
    uint32_t verb = (uint32_t)t->head;
    bool participle = work_token(w, verb)->deprel == REC_ACL && tree_child(w, verb, REC_OBL_AGENT) < 0 &&
                      !work_in_class(w, verb, w->m->class_giving); /* "the gunman, who wore a mask, fired six shots" */
    if (work_token(w, verb)->upos != REC_VERB || tree_child(w, verb, REC_OBJ) >= 0 ||
        (tree_is_passive(w, verb) && !participle))
        return false;
    work_edit(w, token)->deprel = REC_OBJ;
    return true;
}

/* Whether only what modifies a noun stands between the two; `number`: whether a number comes right behind the first. */
static bool is_modified_between(const event_work *w, uint32_t first, uint32_t noun, bool *number)
{
    *number = first + 1 < noun && work_token(w, first + 1)->upos == REC_NUM;
    for (uint32_t i = first + 1; i < noun; i++) {
        uint8_t u = work_token(w, i)->upos;
        if (u != REC_NUM && u != REC_ADJ && u != REC_NOUN && u != REC_SYM)
            return false;
    }
    return true;
}

/* "granted [the ministry] permission", "lent [Ghana] 200 million dollars": a name between a verb of giving and what is
 * given receives it. */
static bool repair_receiver(event_work *w, uint32_t token)
{
    int32_t gift = work_token(w, token)->head, verb = gift >= 0 ? work_token(w, (uint32_t)gift)->head : -1;
    bool number = false;
    if (verb < 0 || gift <= (int32_t)token || verb >= gift || work_edit(w, (uint32_t)gift)->deprel != REC_OBJ ||
        !party_is(w, token) || !is_modified_between(w, token, (uint32_t)gift, &number) ||
        (!number && !work_in_class(w, (uint32_t)gift, w->m->class_granted)) ||
        !work_in_class(w, (uint32_t)verb, w->m->class_giving) || tree_child(w, (uint32_t)verb, REC_IOBJ) >= 0)
        return false;
    const rec_mention *m = &w->doc->mentions[work_token(w, token)->mention];
    uint32_t first = (uint32_t)verb + 1;
    if (str_equal(work_token(w, first)->lower, STR("the")) && m->first_token == first + 1)
        first++; /* an article that hangs on what is given */
    if (m->first_token != first || str_equal(work_token(w, first)->lower, STR("a")))
        return false;
    work_move(w, token, (uint32_t)verb, REC_IOBJ);
    return true;
}

/* "called [the minister] a traitor": of two objects of a verb of naming the second is what the first is called. */
static bool repair_name(event_work *w, uint32_t token)
{
    int32_t verb = work_token(w, token)->head;
    if (verb < 0 || verb > (int32_t)token || !work_has(w, (uint32_t)verb) || !work_is_noun(work_token(w, token)) ||
        !work_in_class(w, (uint32_t)verb, w->m->class_naming))
        return false;
    int32_t first = tree_child(w, (uint32_t)verb, REC_OBJ);
    if (first < 0 || first >= (int32_t)token)
        first = tree_child(w, (uint32_t)verb, REC_IOBJ);
    if (first < 0 || first >= (int32_t)token)
        return false;
    work_edit(w, (uint32_t)first)->deprel = REC_OBJ;
    work_edit(w, token)->deprel = REC_XCOMP;
    return true;
}

/* "was granted [asylum]": what is given stands as the object of the passive, not as what somebody becomes. */
static bool repair_gift(event_work *w, uint32_t token)
{
    uint32_t verb = (uint32_t)work_token(w, token)->head;
    if (!work_is_noun(work_token(w, token)) || !work_in_class(w, verb, w->m->class_giving) ||
        tree_child(w, verb, REC_AUX_PASS) < 0 || tree_child(w, verb, REC_OBJ) >= 0)
        return false;
    work_edit(w, token)->deprel = REC_OBJ;
    return true;
}

/* "found [the writer guilty]": an adjective behind the object of such a verb says what the object is found to be. */
static bool repair_finding(event_work *w, uint32_t token)
{
    const rec_token *t = work_token(w, token);
    int32_t object = t->head, verb = object >= 0 ? work_token(w, (uint32_t)object)->head : -1;
    if (t->upos != REC_ADJ || object < 0 || object > (int32_t)token || verb < 0 || verb > object ||
        !work_has(w, (uint32_t)verb) ||
        work_token(w, (uint32_t)object)->deprel != REC_OBJ || !work_in_class(w, (uint32_t)verb, w->m->class_naming))
        return false;
    work_move(w, token, (uint32_t)verb, REC_XCOMP);
    return true;
}

/* "said after [talks] that aid would go on": nothing of a clause stands before the word that opens it. */
static bool repair_before_mark(event_work *w, uint32_t token)
{
    int32_t verb = work_token(w, token)->head, mark = verb > (int32_t)token ? tree_child(w, (uint32_t)verb, REC_MARK) : -1;
    int32_t above = verb >= 0 ? work_token(w, (uint32_t)verb)->head : -1;
    if (mark < (int32_t)token || above < 0 || above > (int32_t)token || !work_has(w, (uint32_t)above) ||
        work_token(w, (uint32_t)verb)->deprel != REC_CCOMP)
        return false;
    work_move(w, token, (uint32_t)above, work_token(w, token)->deprel);
    return true;
}

/* "Germany stood by [Ukraine]": an agent is there only with a passive. */
static bool repair_agent(event_work *w, uint32_t token)
{
    uint32_t verb = (uint32_t)work_token(w, token)->head;
    if (tree_child(w, verb, REC_NSUBJ) < 0 || tree_child(w, verb, REC_AUX_PASS) >= 0 ||
        (work_token(w, verb)->morph & REC_MORPH_PASS))
        return false;
    work_edit(w, token)->deprel = REC_OBL;
    return true;
}

/* Two subjects of one verb of which the first is part of the second: "[Ontario] Premier Ann Hill accused", "[Russia]-US
 * talks were held"; and a subject of a noun right behind it: "[arms] deliveries go on". */
static bool repair_torn_subject(event_work *w, uint32_t token)
{
    uint32_t next = token + 1, above = (uint32_t)work_token(w, token)->head;
    if (!work_is_noun(work_token(w, token)) || !work_has(w, next) || above < next)
        return false;
    if (above == next && work_is_noun(work_token(w, next)) && tree_child(w, next, REC_COP) < 0 &&
        (work_token(w, next)->deprel == REC_NSUBJ || work_token(w, next)->deprel == REC_OBJ)) {
        work_edit(w, token)->deprel = REC_COMPOUND;
        return true;
    }
    bool hyphen = str_equal(work_token(w, next)->lower, STR("-")) && work_has(w, next + 1);
    const rec_token *part = work_token(w, hyphen ? next + 1 : next);
    if (part->deprel != (hyphen ? REC_COMPOUND : REC_NMOD_DESC) || part->head < 0 || !work_has(w, (uint32_t)part->head) ||
        work_token(w, (uint32_t)part->head)->head != (int32_t)above ||
        work_token(w, (uint32_t)part->head)->deprel != work_token(w, token)->deprel)
        return false;
    work_move(w, token, hyphen ? (uint32_t)part->head : next, REC_COMPOUND);
    return true;
}

/* "On 18 [February] Smith and Jones agreed": of two subjects the one that tells a time is none. */
static bool repair_time_subject(event_work *w, uint32_t token)
{
    if (!party_is_time(w, token) || party_is(w, token))
        return false;
    WORK_EACH_CHILD(w, (uint32_t)work_token(w, token)->head, c)
    {
        uint8_t d = work_token(w, (uint32_t)c)->deprel;
        if ((d == REC_NSUBJ || d == REC_NSUBJ_PASS) && !party_is_time(w, (uint32_t)c)) {
            work_edit(w, token)->deprel = REC_OBL_UNMARKED;
            return true;
        }
    }
    return false;
}

static bool repair_nouns(event_work *w, uint32_t token)
{
    uint8_t d = work_token(w, token)->deprel;
    if (work_token(w, token)->head < 0 || !work_has(w, (uint32_t)work_token(w, token)->head))
        return false;
    switch (d) {
    case REC_CASE:
        return repair_case(w, token) || repair_between(w, token) || repair_torn_between(w, token);
    case REC_CONJ:
        return repair_conjunct(w, token);
    case REC_XCOMP:
        return repair_gift(w, token);
    case REC_OBL:
    case REC_OBL_UNMARKED:
        return repair_object(w, token) || repair_before_mark(w, token);
    case REC_OBL_AGENT:
        return repair_agent(w, token);
    case REC_NSUBJ:
    case REC_NSUBJ_PASS:
        return repair_time_subject(w, token) || repair_torn_subject(w, token);
    case REC_OBJ:
        return repair_name(w, token);
    case REC_ACL:
    case REC_AMOD:
        return repair_finding(w, token);
    case REC_COMPOUND:
        return repair_receiver(w, token);
    case REC_NMOD:
        return repair_time_phrase(w, token);
    default:
        return false;
    }
}

/* The word after a phrasal verb's particle that heads what the verb is done to; -1. */
static int32_t object_after(const event_work *w, uint32_t verb, uint32_t particle)
{
    const rec_token *p = work_token(w, particle);
    if (p->deprel == REC_CASE && p->head >= 0 && work_has(w, (uint32_t)p->head) && work_token(w, (uint32_t)p->head)->head == (int32_t)verb)
        return work_token(w, (uint32_t)p->head)->deprel == REC_OBL ? p->head : -1;
    if (p->head != (int32_t)verb)
        return -1;
    WORK_EACH_CHILD(w, verb, c)
    {
        if (c > (int32_t)particle && (work_token(w, (uint32_t)c)->deprel == REC_OBL || work_token(w, (uint32_t)c)->deprel == REC_OBL_UNMARKED) &&
            tree_child(w, (uint32_t)c, REC_CASE) < 0 && work_is_noun(work_token(w, (uint32_t)c)))
            return c;
    }
    return -1;
}

/* "The round, held in May, brought the ministers together": what has an object of its own is no passive; nor is a verb
 * that knows none ("Germany stood by Ukraine"), nor one without auxiliary behind a name ("Niger pulled out of"). */
static bool repair_voice(event_work *w, uint32_t verb)
{
    int32_t subject = tree_child(w, verb, REC_NSUBJ_PASS), agent = tree_child(w, verb, REC_OBL_AGENT);
    if (work_token(w, verb)->upos != REC_VERB || subject < 0 || tree_child(w, verb, REC_AUX_PASS) >= 0)
        return false;
    bool intransitive = work_in_class(w, verb, w->m->class_intransitive);
    if (tree_child(w, verb, REC_OBJ) < 0 && !intransitive && (agent >= 0 || !needs_verb(w, (uint32_t)subject)))
        return false;
    if (intransitive && agent >= 0)
        work_edit(w, (uint32_t)agent)->deprel = REC_OBL;
    work_move(w, (uint32_t)subject, verb, REC_NSUBJ);
    work_edit(w, verb)->morph &= ~(uint32_t)(REC_MORPH_PART | REC_MORPH_PASS);
    return true;
}

/* "sent [back Afghan migrants]": the particle taken for a part of the object. */
static bool repair_inner_particle(event_work *w, uint32_t verb)
{
    uint32_t particle = verb + 1;
    if (!work_has(w, particle) || work_token(w, verb)->upos != REC_VERB ||
        work_token(w, particle)->head <= (int32_t)particle ||
        !work_in_class(w, particle, w->m->class_particle) || !is_phrasal(w, verb, particle))
        return false;
    int32_t above = work_token(w, particle)->head;
    for (int i = 0; i < 4 && above >= 0 && work_has(w, (uint32_t)above);
         i++, above = work_token(w, (uint32_t)above)->head) {
        const rec_token *t = work_token(w, (uint32_t)above);
        if (t->head == (int32_t)verb && t->deprel == REC_OBJ) {
            work_move(w, particle, verb, REC_COMPOUND_PRT);
            return true;
        }
    }
    return false;
}

/* What hangs on a progressive as on no adjective of its form: a phrase, a clause or an infinitive behind it. */
static bool has_complement(const event_work *w, uint32_t token)
{
    WORK_EACH_CHILD(w, token, c)
    {
        uint8_t d = work_token(w, (uint32_t)c)->deprel;
        if (c > (int32_t)token && (d == REC_OBL || d == REC_XCOMP || d == REC_ADVCL || d == REC_CCOMP))
            return true;
    }
    return false;
}

/* "Police are appealing for witnesses": an "-ing" of a verb, with "be" before it and a complement behind it. */
static bool repair_progressive(event_work *w, uint32_t token)
{
    int32_t be = tree_child(w, token, REC_COP);
    uint32_t i = token - w->first;
    if (!str_ends(work_token(w, token)->lower, STR("ing")) || be < 0 || be > (int32_t)token || !has_complement(w, token) ||
        w->lemma[i] == EVENT_NONE || w->lemma[i] == w->form[i])
        return false;
    work_edit(w, (uint32_t)be)->deprel = REC_AUX_DEP;
    work_edit(w, token)->upos = REC_VERB;
    work_edit(w, token)->morph |= REC_MORPH_PART | REC_MORPH_PRES;
    return true;
}

/* "denied [killing] a tourist": a gerund right behind a verb without an object is what that verb takes. */
static bool repair_gerund(event_work *w, uint32_t token)
{
    rec_token *t = work_edit(w, token);
    if (t->deprel != REC_ADVCL || t->upos != REC_VERB || !str_ends(t->lower, STR("ing")) || t->head < 0 || t->head >= (int32_t)token ||
        !work_has(w, (uint32_t)t->head) || work_token(w, (uint32_t)t->head)->upos != REC_VERB || tree_is_passive(w, (uint32_t)t->head))
        return false;
    for (uint32_t i = (uint32_t)t->head + 1; i < token; i++)
        if (work_edit(w, i)->upos != REC_ADV)
            return false;
    if (tree_child(w, token, REC_MARK) >= 0)
        return false;
    t->deprel = REC_XCOMP;
    return true;
}

/* "[Fighting] broke out": a gerund alone before its verb is a noun. */
static bool repair_gerund_subject(event_work *w, uint32_t token)
{
    rec_token *t = work_edit(w, token);
    bool bare = t->deprel == REC_CSUBJ && t->upos == REC_VERB && t->first_child < 0;
    if ((!bare && (t->deprel != REC_NSUBJ || t->upos != REC_AUX)) || !str_ends(t->lower, STR("ing")))
        return false;
    t->deprel = REC_NSUBJ;
    t->upos = REC_NOUN;
    return true;
}

/* "The brothers were jailed": an adjective with the auxiliary of a passive is its participle. */
static bool repair_participle(event_work *w, uint32_t token)
{
    if (work_token(w, token)->upos != REC_ADJ)
        return false;
    if (tree_child(w, token, REC_AUX_PASS) < 0)
        return repair_progressive(w, token);
    work_edit(w, token)->upos = REC_VERB;
    work_edit(w, token)->morph |= REC_MORPH_PART | REC_MORPH_PASS;
    return true;
}

/* Whether a word is one for a person, or names one. */
static bool is_somebody(const event_work *w, uint32_t token)
{
    const rec_entity *e = party_entity(w, token);
    return (e && e->kind == REC_PERSON) || work_in_class(w, token, w->m->class_person);
}

/* "handed over a tank", "brought together the ministers": the particle taken for a preposition. A verb that stands as a passive
 * participle before it ("the round brought together ...") is active: it has an object. */
static bool repair_particle(event_work *w, uint32_t verb)
{
    uint32_t particle = verb + 1;
    if (!work_has(w, particle) || work_token(w, verb)->upos != REC_VERB || tree_child(w, verb, REC_OBJ) >= 0 ||
        tree_child(w, verb, REC_AUX_PASS) >= 0 || !is_phrasal(w, verb, particle) ||
        (!work_in_class(w, particle, w->m->class_particle) && work_token(w, particle)->deprel != REC_COMPOUND_PRT))
        return false;
    int32_t object = object_after(w, verb, particle), subject = tree_child(w, verb, REC_NSUBJ_PASS);
    if (object < 0 || (work_in_class(w, particle, w->m->class_standing) && !is_somebody(w, (uint32_t)object)))
        return false; /* "took in refugees", but "took part in May" */
    int32_t second = tree_child(w, particle, REC_FIXED);
    bool two = work_token(w, particle)->deprel == REC_CASE && particle + 1 < (uint32_t)object &&
               work_token(w, particle + 1)->deprel == REC_CASE && work_token(w, particle + 1)->head == object;
    work_move(w, particle, verb, REC_COMPOUND_PRT);
    if (two)
        return true;
    if (second >= 0) { /* "walked out [of the talks]" */
        work_move(w, (uint32_t)second, (uint32_t)object, REC_CASE);
        return true;
    }
    work_move(w, (uint32_t)object, verb, REC_OBJ);
    if (subject >= 0)
        work_move(w, (uint32_t)subject, verb, REC_NSUBJ);
    work_edit(w, verb)->morph &= ~(uint32_t)(REC_MORPH_PART | REC_MORPH_PASS);
    return true;
}

/* "Russian [shelling killed ...]": an adjective taken for the root, right before the subject of what hangs on it. */
static bool repair_root(event_work *w)
{
    rec_token *adjective = work_edit(w, w->first);
    int32_t noun = w->count > 2 ? (int32_t)(w->first + 1) : -1;
    if (noun < 0 || adjective->deprel != REC_ROOT || (adjective->upos != REC_ADJ && adjective->upos != REC_PROPN))
        return false;
    const rec_token *n = work_token(w, (uint32_t)noun);
    int32_t verb = n->head;
    if (!work_is_noun(n) || n->deprel != REC_NSUBJ || verb < noun || !work_has(w, (uint32_t)verb) ||
        work_edit(w, (uint32_t)verb)->head != (int32_t)w->first || work_edit(w, (uint32_t)verb)->deprel != REC_ADVCL ||
        tree_child(w, (uint32_t)verb, REC_MARK) >= 0)
        return false;
    take_place(w, (uint32_t)verb, w->first);
    work_move(w, w->first, (uint32_t)noun, REC_AMOD);
    return true;
}

static void put_verbs_right(event_work *w)
{
    for (uint32_t i = 1; i < w->count; i++)
        if (finite_token(w, w->first + i))
            link_anew(w);
}

void repair_sentence(event_work *w)
{
    copy_tokens(w);
    if (repair_root(w))
        link_anew(w);
    for (uint32_t i = 0; i < w->count; i++)
        if (repair_nouns(w, w->first + i) || repair_particle(w, w->first + i) || repair_inner_particle(w, w->first + i) ||
            repair_voice(w, w->first + i) || repair_participle(w, w->first + i) ||
            repair_gerund(w, w->first + i) || repair_gerund_subject(w, w->first + i))
            link_anew(w);
    for (uint32_t i = 0; i < w->count; i++)
        if (clause_token(w, w->first + i))
            link_anew(w);
    for (uint32_t i = 0; i < w->count; i++)
        if (recast_token(w, w->first + i))
            link_anew(w);
    put_verbs_right(w);
    for (uint32_t i = 1; i < w->count; i++)
        if (is_past_form(&w->tokens[i]) && (repair_perfect(w, w->first + i) || repair_modifier(w, w->first + i) ||
                                            repair_clause(w, w->first + i)))
            link_anew(w);
    put_verbs_right(w);
}
