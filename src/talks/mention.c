/* SPDX-License-Identifier: MIT
 *
 * In: trees, entities, places, times, events. Out: each phrase that speaks of talks, with what its own sentence tells:
 * which round, whether held, planned or called off, who with whom, where, when, who led, hosted or mediated, how it
 * ended. Method: the phrase is a noun of negotiation or a session of one; its parties stand under "between" and "with",
 * as modifiers ("US-Russia talks"), or as subject of the verb that it belongs to; that verb, its tense and the words
 * around tell the status. An event of stage event on the same words goes before all this. */
#include "talks/work.h"

#include <string.h>

bool talks_add(talks_set *set, int32_t entity, uint32_t most)
{
    if (entity < 0 || set->count >= most || set->count >= TALKS_DELEGATES)
        return false;
    for (uint32_t i = 0; i < set->count; i++)
        if (set->item[i] == entity)
            return false;
    set->item[set->count++] = entity;
    return true;
}

void talks_take_out(talks_set *from, const talks_set *what)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < from->count; i++) {
        bool out = false;
        for (uint32_t k = 0; k < what->count; k++)
            out = out || from->item[i] == what->item[k];
        if (!out)
            from->item[kept++] = from->item[i];
    }
    from->count = kept;
}

int32_t talks_entity(const talks_work *w, int64_t token)
{
    int32_t m = talks_token(w, token)->mention;
    return m >= 0 ? w->doc->mentions[m].entity : -1;
}

int32_t talks_child_with(const talks_work *w, uint32_t token, uint32_t roles)
{
    for (int32_t c = talks_token(w, token)->first_child; c >= 0; c = talks_token(w, c)->next_sibling)
        if ((talks_roles(w, c) & roles) != 0)
            return c;
    return -1;
}

bool talks_negated(const talks_work *w, uint32_t token)
{
    for (int32_t c = talks_token(w, token)->first_child; c >= 0; c = talks_token(w, c)->next_sibling)
        if ((talks_token(w, c)->morph & REC_MORPH_NEG) != 0 ||
            (talks_token(w, c)->deprel == REC_DET_DEP && str_equal(talks_token(w, c)->lower, STR("no"))))
            return true;
    return false;
}

static bool is(const talks_work *w, int64_t token, const char *lower)
{
    return str_equal(talks_token(w, token)->lower, str_of(lower));
}

/* ---- the phrase ------------------------------------------------------------------------------------------------ */

/* "round" above "talks" ("round of talks", "two days of talks"); the talks themselves where there is none. */
static uint32_t phrase_head(const talks_work *w, uint32_t core)
{
    const rec_token *t = talks_token(w, core);
    bool inside = t->deprel == REC_NMOD || t->deprel == REC_COMPOUND || t->deprel == REC_NMOD_DESC;
    if (t->head >= 0 && inside && (talks_roles(w, t->head) & (TALKS_SESSION | TALKS_MEASURE)) != 0 &&
        talks_token(w, t->head)->upos == REC_NOUN)
        return (uint32_t)t->head;
    return core;
}

static void read_modifier(const talks_work *w, talks_mention *m, int32_t child)
{
    const rec_token *t = talks_token(w, child);
    model_talks_word word = model_talks_word_of(w->m, t->lower);
    if ((word.roles & TALKS_ORDINAL) != 0 && m->session && m->number == 0)
        m->number = word.number;
    if ((word.roles & TALKS_FUTURE) != 0)
        m->direction = 1;
    if ((word.roles & TALKS_PAST) != 0)
        m->direction = -1;
    if (t->deprel == REC_DET_DEP && !is(w, child, "a") && !is(w, child, "an") && !is(w, child, "no"))
        m->definite = true;
}

/* "Geneva II", "round two": a number behind the name of a session. */
static void read_number_behind(const talks_work *w, talks_mention *m)
{
    uint32_t next = m->head + 1;
    if (m->number != 0 || next >= w->doc->token_count ||
        talks_token(w, next)->sentence != talks_token(w, m->head)->sentence)
        return;
    model_talks_word word = model_talks_word_of(w->m, talks_token(w, next)->lower);
    long digits = 0;
    if ((word.roles & TALKS_ORDINAL) != 0)
        m->number = word.number;
    else if (str_integer(talks_token(w, next)->form, &digits) && digits > 0 && digits < 100)
        m->number = (uint32_t)digits;
}

static void read_phrase(const talks_work *w, talks_mention *m)
{
    uint32_t both[2] = {m->head, m->core};
    bool measure = m->head != m->core && (talks_roles(w, m->head) & TALKS_MEASURE) != 0;
    m->session = m->session || (m->head != m->core && !measure) ||
                 (talks_roles(w, m->head) & (TALKS_SESSION | TALKS_GATHERING)) != 0;
    for (unsigned i = measure ? 1 : 0; i < (m->head == m->core ? 1u : 2u); i++)
        for (int32_t c = talks_token(w, both[i])->first_child; c >= 0; c = talks_token(w, c)->next_sibling) {
            uint8_t rel = talks_token(w, c)->deprel;
            if (rel == REC_AMOD || rel == REC_DET_DEP || rel == REC_COMPOUND || rel == REC_NUMMOD ||
                rel == REC_NMOD_DESC)
                read_modifier(w, m, c);
        }
    if ((talks_roles(w, m->head) & TALKS_SESSION) != 0)
        read_number_behind(w, m);
}

/* ---- parties --------------------------------------------------------------------------------------------------- */

/* A state or somebody of it, or a movement with a name; "the two sides" is none. */
static bool may_be_party(const talks_work *w, int32_t entity)
{
    const rec_entity *e = &w->doc->entities[entity];
    bool body = w->named[entity] && (e->kind == REC_GROUP || e->kind == REC_ORGANISATION);
    return !e->media && e->kind != REC_PLACE && (e->country[0] != 0 || body);
}

/* "the two sides", "the parties": the words do not tell who they are, as "Russian and US diplomats" do. */
static bool collective(const talks_work *w, uint32_t token)
{
    int32_t m = talks_token(w, token)->mention;
    if (m < 0 || w->doc->mentions[m].more_entities < 0)
        return false;
    const rec_mention *mention = &w->doc->mentions[m];
    for (uint32_t t = mention->first_token; t <= mention->last_token; t++) {
        const rec_token *word = talks_token(w, t);
        bool capital = word->form.n > 0 && word->form.p[0] >= 'A' && word->form.p[0] <= 'Z';
        if (capital && (word->upos == REC_PROPN || (word->upos == REC_ADJ && w->doc->mentions[m].kind != REC_PRONOUN)))
            return false;
    }
    return true;
}

static void add_party(const talks_work *w, talks_mention *m, int32_t entity)
{
    if (entity >= 0 && may_be_party(w, entity))
        talks_add(&m->parties, w->country_entity[entity], TALKS_PARTIES);
}

static void add_person(const talks_work *w, talks_mention *m, int32_t entity)
{
    if (entity >= 0 && w->doc->entities[entity].kind == REC_PERSON && !w->doc->entities[entity].media)
        talks_add(&m->delegates, entity, TALKS_DELEGATES);
}

static void add_sides(const talks_work *w, talks_mention *m, uint32_t token)
{
    const rec_mention *mention = &w->doc->mentions[talks_token(w, token)->mention];
    for (uint32_t i = 0; i < mention->more_count; i++) {
        int32_t entity = w->doc->mention_members[(uint32_t)mention->more_entities + i];
        if (entity >= 0 && may_be_party(w, entity))
            talks_add(&m->sides, w->country_entity[entity], TALKS_PARTIES);
    }
}

/* The party at `token`, those joined to it, and those that describe it ("the Russian and Turkish ministers"). */
static void add_parties_at(const talks_work *w, talks_mention *m, uint32_t token, int depth)
{
    int32_t entity = talks_entity(w, token);
    const rec_token *t = talks_token(w, token);
    if (collective(w, token)) {
        add_sides(w, m, token);
        return;
    }
    add_person(w, m, entity);
    add_party(w, m, entity);
    if (t->mention >= 0 && w->doc->mentions[t->mention].more_entities >= 0) {
        const rec_mention *mention = &w->doc->mentions[t->mention];
        for (uint32_t i = 0; i < mention->more_count; i++)
            add_party(w, m, w->doc->mention_members[(uint32_t)mention->more_entities + i]);
    }
    for (int32_t c = t->first_child; c >= 0 && depth < 3; c = talks_token(w, c)->next_sibling) {
        uint8_t rel = talks_token(w, c)->deprel;
        bool describes = rel == REC_COMPOUND || rel == REC_AMOD || rel == REC_NMOD_POSS || rel == REC_NMOD_DESC;
        if (rel == REC_CONJ || rel == REC_APPOS || (describes && entity < 0))
            add_parties_at(w, m, (uint32_t)c, depth + 1);
    }
}

/* "talks between A and B", "with B", "Ankara's talks"; what merely describes ("Syria talks") goes to `about`. */
static void parties_of_phrase(const talks_work *w, talks_mention *m, talks_mention *about, uint32_t token, int depth)
{
    for (int32_t c = talks_token(w, token)->first_child; c >= 0; c = talks_token(w, c)->next_sibling) {
        uint8_t rel = talks_token(w, c)->deprel;
        bool under = (rel == REC_NMOD || rel == REC_OBL) && talks_child_with(w, (uint32_t)c, TALKS_PARTY) >= 0;
        bool describes = rel == REC_COMPOUND || rel == REC_AMOD || rel == REC_NMOD_DESC;
        if (under || rel == REC_NMOD_POSS)
            add_parties_at(w, m, (uint32_t)c, 0);
        else if (describes && (uint32_t)c != m->core)
            add_parties_at(w, about, (uint32_t)c, 0);
        if ((describes || rel == REC_NMOD_POSS) && depth < 3)
            parties_of_phrase(w, m, about, (uint32_t)c, depth + 1);
    }
}

/* Two that describe are parties ("US-Russia talks"); one is a party only where fewer than two are known otherwise, for
 * it may be the matter ("Syria talks"). */
static void join_described(talks_mention *m, const talks_mention *about)
{
    if (about->parties.count >= 2 || m->parties.count < 2)
        for (uint32_t i = 0; i < about->parties.count; i++)
            talks_add(&m->parties, about->parties.item[i], TALKS_PARTIES);
}

/* ---- the verb -------------------------------------------------------------------------------------------------- */

/* The word that governs the phrase as its subject, object or complement: "held", "prepare", "preparations"; -1: none.
 */
static int32_t governor(const talks_work *w, const talks_mention *m)
{
    const rec_token *t = talks_token(w, m->head);
    if (t->deprel == REC_CONJ && t->head >= 0)
        t = talks_token(w, t->head);
    return t->head;
}

/* A participle or relative clause of the phrase: "talks held in Doha", "talks scheduled for May"; -1: none. */
static int32_t clause_of(const talks_work *w, const talks_mention *m)
{
    uint32_t both[2] = {m->head, m->core};
    for (unsigned i = 0; i < 2; i++)
        for (int32_t c = talks_token(w, both[i])->first_child; c >= 0; c = talks_token(w, c)->next_sibling)
            if (talks_token(w, c)->deprel == REC_ACL || talks_token(w, c)->deprel == REC_ACL_RELCL)
                return c;
    return -1;
}

static bool has_aux(const talks_work *w, uint32_t verb, const char *one, const char *other)
{
    for (int32_t c = talks_token(w, verb)->first_child; c >= 0; c = talks_token(w, c)->next_sibling)
        if (talks_token(w, c)->deprel == REC_AUX_DEP && (is(w, c, one) || is(w, c, other)))
            return true;
    return false;
}

static bool doubted(const talks_work *w, uint32_t verb)
{
    int32_t c = talks_child_with(w, verb, TALKS_DOUBT);
    return c >= 0 && talks_token(w, c)->deprel == REC_AUX_DEP;
}

static void set_status(talks_mention *m, rec_status status)
{
    if (m->status_known)
        return;
    m->status = status;
    m->status_known = true;
}

/* What a verb of holding, preparing, calling off or going on says of talks. `inside` is true for a clause of the
 * phrase. */
static void status_by_verb(const talks_work *w, talks_mention *m, uint32_t verb, bool inside)
{
    const rec_token *t = talks_token(w, verb);
    uint32_t roles = talks_roles(w, verb);
    bool past = (t->morph & REC_MORPH_PAST) != 0, verbal = t->upos == REC_VERB || t->upos == REC_AUX;
    if (verbal && has_aux(w, verb, "will", "'ll"))
        set_status(m, talks_negated(w, verb) ? REC_NEGATED : REC_PLANNED);
    else if (verbal && doubted(w, verb))
        set_status(m, REC_POSSIBLE);
    else if ((roles & TALKS_PREPARE) != 0)
        set_status(m, talks_negated(w, verb) ? REC_NEGATED : REC_PLANNED);
    else if ((roles & TALKS_CANCEL) != 0 && verbal)
        set_status(m, REC_NEGATED);
    else if (talks_negated(w, verb) && (roles & (TALKS_HAPPEN | TALKS_HOST | TALKS_RUN)) != 0)
        set_status(m, REC_NEGATED);
    else if ((roles & (TALKS_HAPPEN | TALKS_HOST)) != 0 && (t->morph & REC_MORPH_INF) != 0)
        set_status(m, REC_PLANNED);
    else if ((roles & (TALKS_HAPPEN | TALKS_HOST | TALKS_FAIL | TALKS_AGREE)) != 0 &&
             (past || (inside && (t->morph & REC_MORPH_PART) != 0)))
        set_status(m, REC_HAPPENED);
    else if ((roles & TALKS_RUN) != 0 && !past)
        set_status(m, REC_ONGOING);
    else if ((roles & TALKS_RUN) != 0)
        set_status(m, REC_HAPPENED);
}

/* The status of the act that a preposition of time puts the talks beside: "after the talks, X said". */
static void status_by_phrase(const talks_work *w, talks_mention *m)
{
    int32_t c = record_child(w->doc, m->head, REC_CASE);
    if (c >= 0 && (is(w, c, "after") || is(w, c, "following") || is(w, c, "during") || is(w, c, "since")))
        set_status(m, REC_HAPPENED);
    if (c >= 0 && (is(w, c, "before") || is(w, c, "until")) && m->direction >= 0)
        set_status(m, REC_PLANNED);
}

static void find_status(const talks_work *w, talks_mention *m)
{
    if (talks_negated(w, m->head) || talks_negated(w, m->core))
        set_status(m, REC_NEGATED);
    if (m->direction > 0)
        set_status(m, REC_PLANNED);
    int32_t clause = clause_of(w, m), verb = governor(w, m);
    if (verb >= 0 && talks_token(w, verb)->upos == REC_NOUN && talks_token(w, verb)->head >= 0)
        verb = talks_token(w, verb)->head; /* "rejected the offer of talks" */
    if (verb >= 0 && talks_token(w, verb)->upos == REC_VERB && (talks_roles(w, verb) & TALKS_CANCEL) != 0)
        status_by_verb(w, m, (uint32_t)verb, false); /* "cancelled the talks planned for Monday" */
    if (clause >= 0)
        status_by_verb(w, m, (uint32_t)clause, true);
    status_by_phrase(w, m);
    int32_t up = governor(w, m);
    for (int steps = 0; up >= 0 && steps < 4 && !m->status_known; steps++) {
        status_by_verb(w, m, (uint32_t)up, false);
        int32_t run = record_child(w->doc, (uint32_t)up, REC_ACL);
        if (steps == 0 && run >= 0 && (talks_roles(w, run) & TALKS_RUN) != 0)
            set_status(m, REC_ONGOING);
        if (talks_token(w, up)->upos == REC_VERB)
            break;
        up = talks_token(w, up)->head;
    }
    if (m->direction < 0)
        set_status(m, REC_HAPPENED);
}

/* ---- people and outcome ---------------------------------------------------------------------------------------- */

/* The doer of a verb: its subject, or the agent of a passive; -1: none. */
static int32_t doer(const talks_work *w, uint32_t verb)
{
    int32_t agent = record_child(w->doc, verb, REC_OBL_AGENT);
    if (agent < 0) {
        int32_t obl = record_child(w->doc, verb, REC_OBL);
        int32_t by = obl >= 0 ? record_child(w->doc, (uint32_t)obl, REC_CASE) : -1;
        agent = by >= 0 && is(w, by, "by") ? obl : -1;
    }
    if (agent >= 0)
        return agent;
    int32_t subject = record_child(w->doc, verb, REC_NSUBJ);
    if (subject < 0 && talks_token(w, verb)->deprel == REC_XCOMP && talks_token(w, verb)->head >= 0)
        subject = record_child(w->doc, (uint32_t)talks_token(w, verb)->head, REC_NSUBJ); /* "offered to host" */
    if (subject < 0 && talks_token(w, verb)->deprel == REC_ACL && talks_token(w, verb)->head >= 0 &&
        (talks_token(w, verb)->morph & REC_MORPH_PAST) == 0)
        subject = talks_token(w, verb)->head;
    return subject;
}

/* "with Rubio and Lavrov leading the talks": where the tree gives no subject, the people since "with". */
static void people_since_with(const talks_work *w, talks_mention *m, uint32_t verb)
{
    const rec_sentence *s = &w->doc->sentences[talks_token(w, verb)->sentence];
    int64_t from = (int64_t)verb - 1;
    while (from >= (int64_t)s->first_token && verb - from < 32 && !is(w, from, "with"))
        from--;
    if (from < (int64_t)s->first_token || verb - from >= 32)
        return;
    for (int64_t t = from + 1; t < (int64_t)verb; t++) {
        add_person(w, m, talks_entity(w, t));
        if (talks_entity(w, t) >= 0 && w->doc->entities[talks_entity(w, t)].kind == REC_PERSON)
            add_party(w, m, talks_entity(w, t));
    }
}

/* Every person under `token`, with the state they stand for: titles and names hang together in many ways. */
static void people_under(const talks_work *w, talks_mention *m, uint32_t token)
{
    uint32_t first = token, last = token;
    record_subtree(w->doc, token, &first, &last);
    for (uint32_t t = first; t <= last && t < first + 40; t++) {
        int32_t entity = talks_entity(w, t);
        if (entity < 0 || w->doc->entities[entity].kind != REC_PERSON)
            continue;
        add_person(w, m, entity);
        add_party(w, m, entity);
    }
}

/* The host or mediator at `token`, and those joined to it. */
static void add_third(const talks_work *w, talks_mention *m, uint32_t token, uint32_t roles)
{
    int32_t entity = talks_entity(w, token);
    if (entity < 0)
        return;
    int32_t *to = (roles & TALKS_HOST) != 0 ? &m->host : &m->mediator;
    *to = *to < 0 ? w->country_entity[entity] : *to;
    talks_add(&m->thirds, w->country_entity[entity], TALKS_PARTIES);
    for (int32_t c = talks_token(w, token)->first_child; c >= 0; c = talks_token(w, c)->next_sibling)
        if (talks_token(w, c)->deprel == REC_CONJ && talks_entity(w, c) >= 0)
            talks_add(&m->thirds, w->country_entity[talks_entity(w, c)], TALKS_PARTIES);
}

/* "EU-brokered talks": the modifier names who mediates. */
static void thirds_of_phrase(const talks_work *w, talks_mention *m, uint32_t token)
{
    for (int32_t c = talks_token(w, token)->first_child; c >= 0; c = talks_token(w, c)->next_sibling) {
        uint32_t roles = talks_roles(w, c);
        if (talks_token(w, c)->deprel != REC_AMOD || (roles & (TALKS_HOST | TALKS_MEDIATE)) == 0)
            continue;
        for (int32_t by = talks_token(w, c)->first_child; by >= 0; by = talks_token(w, by)->next_sibling)
            add_third(w, m, (uint32_t)by, roles);
    }
}

static void read_verb(const talks_work *w, talks_mention *m, uint32_t verb)
{
    uint32_t roles = talks_roles(w, verb);
    int32_t by = doer(w, verb);
    int32_t entity = by >= 0 ? talks_entity(w, by) : -1;
    bool subject_is_talks = by >= 0 && ((uint32_t)by == m->head || (uint32_t)by == m->core);
    int32_t object = record_child(w->doc, verb, REC_OBJ);
    if ((roles & TALKS_HOST) != 0 && object >= 0 && (uint32_t)object != m->head && (uint32_t)object != m->core)
        add_parties_at(w, m, (uint32_t)object, 0); /* "hosts Russian and American officials for talks" */
    if ((roles & TALKS_GATHER) != 0 && object >= 0)
        people_under(w, m, (uint32_t)object); /* "the round brought together A and B" */
    if ((roles & (TALKS_HOST | TALKS_MEDIATE)) != 0 && entity >= 0 && !subject_is_talks)
        add_third(w, m, (uint32_t)by, roles);
    else if ((roles & TALKS_LEAD) != 0 && by >= 0 && !subject_is_talks) {
        add_parties_at(w, m, (uint32_t)by, 0);
        for (int32_t c = talks_token(w, verb)->first_child; c >= 0; c = talks_token(w, c)->next_sibling)
            if (talks_token(w, c)->deprel == talks_token(w, by)->deprel)
                people_under(w, m, (uint32_t)c);
    } else if ((roles & TALKS_LEAD) != 0 && by < 0)
        people_since_with(w, m, verb);
    else if ((roles & (TALKS_PREPARE | TALKS_HAPPEN | TALKS_RUN | TALKS_CANCEL | TALKS_AGREE)) != 0 && by >= 0 &&
             !subject_is_talks)
        add_parties_at(w, m, (uint32_t)by, 0);
}

/* A deal among the words that the verb governs: "reached a deal", "without an agreement". */
static int32_t deal_under(const talks_work *w, uint32_t verb)
{
    int32_t deal = talks_child_with(w, verb, TALKS_DEAL);
    if (deal < 0)
        for (int32_t c = talks_token(w, verb)->first_child; c >= 0 && deal < 0; c = talks_token(w, c)->next_sibling)
            if (talks_token(w, c)->deprel == REC_XCOMP || talks_token(w, c)->deprel == REC_ADVCL)
                deal = talks_child_with(w, (uint32_t)c, TALKS_DEAL);
    return deal;
}

static void find_outcome(const talks_work *w, talks_mention *m, uint32_t verb)
{
    uint32_t roles = talks_roles(w, verb);
    const rec_token *t = talks_token(w, verb);
    int32_t deal = deal_under(w, verb);
    int32_t without = deal >= 0 ? record_child(w->doc, (uint32_t)deal, REC_CASE) : -1;
    bool past = (t->morph & REC_MORPH_PAST) != 0;
    bool none = deal >= 0 && ((without >= 0 && is(w, without, "without")) || talks_negated(w, (uint32_t)deal) ||
                              talks_negated(w, verb));
    if (none || ((roles & TALKS_FAIL) != 0 && past))
        m->outcome = "no deal";
    else if (deal >= 0 && past && (roles & (TALKS_AGREE | TALKS_HAPPEN)) != 0)
        m->outcome = "agreed";
    else if ((roles & TALKS_CONTINUE) != 0 && (has_aux(w, verb, "will", "would") || (t->morph & REC_MORPH_INF) != 0))
        m->outcome = "to be continued";
}

/* The verbs around: the governor, a clause of the phrase, and verbs of leading and hosting that have it as object. */
static void read_verbs(const talks_work *w, talks_mention *m)
{
    int32_t at[3] = {governor(w, m), clause_of(w, m), -1};
    if (at[0] >= 0 && talks_token(w, at[0])->upos == REC_NOUN)
        at[2] = talks_token(w, at[0])->head;
    for (unsigned i = 0; i < 3; i++)
        if (at[i] >= 0 && (talks_token(w, at[i])->upos == REC_VERB || i < 2)) {
            read_verb(w, m, (uint32_t)at[i]);
            find_outcome(w, m, (uint32_t)at[i]);
        }
    if (at[0] < 0)
        return;
    for (int32_t c = talks_token(w, at[0])->first_child; c >= 0; c = talks_token(w, c)->next_sibling) {
        uint8_t rel = talks_token(w, c)->deprel;
        if (rel == REC_ADVCL && (talks_roles(w, c) & (TALKS_HOST | TALKS_MEDIATE | TALKS_LEAD)) != 0)
            read_verb(w, m, (uint32_t)c); /* "held talks, mediated by Egypt" */
        else if (rel == REC_CONJ && talks_token(w, c)->upos == REC_VERB && m->outcome == NULL)
            find_outcome(w, m, (uint32_t)c); /* "took place in May and ended with a deal" */
    }
}

/* ---- where, when, and the event ------------------------------------------------------------------------------- */

/* Whether `up` is the phrase, a clause of it that tells of its holding, or its verb of holding. */
static bool holds(const talks_work *w, const talks_mention *m, int32_t up)
{
    const uint32_t holding = TALKS_HAPPEN | TALKS_PREPARE | TALKS_RUN | TALKS_HOST | TALKS_LEAD | TALKS_AGREE |
                             TALKS_FAIL | TALKS_MEET | TALKS_CANCEL | TALKS_CONTINUE;
    if ((uint32_t)up == m->head || (uint32_t)up == m->core)
        return true;
    return (up == governor(w, m) || up == clause_of(w, m)) && (talks_roles(w, up) & holding) != 0;
}

/* A place under a preposition of place that hangs on the phrase or its verb; "the war in Ukraine" is not the talks'
 * place. Names within a phrase of place ("the palace in Riyadh", "the city of Jeddah", "somewhere in the Gulf") pass it
 * on. */
static bool placed(const talks_work *w, const talks_mention *m, uint32_t token)
{
    int32_t at = (int32_t)token;
    bool under = false;
    for (int steps = 0; at >= 0 && steps < TALKS_CLIMB; steps++) {
        const rec_token *t = talks_token(w, at);
        int32_t c = record_child(w->doc, (uint32_t)at, REC_CASE);
        bool placing = c >= 0 && (talks_roles(w, c) & TALKS_PLACING) != 0;
        if (steps > 0 && holds(w, m, at))
            return under;
        bool name = t->deprel == REC_APPOS || t->deprel == REC_CONJ || t->deprel == REC_FLAT ||
                    t->deprel == REC_COMPOUND || t->deprel == REC_NMOD_UNMARKED || (c >= 0 && is(w, c, "of"));
        if (!placing && !name && t->upos != REC_ADV)
            return false;
        under = under || placing;
        at = t->head;
    }
    return false;
}

static bool timed(const talks_work *w, const talks_mention *m, uint32_t token)
{
    int32_t at = talks_token(w, token)->head;
    for (int steps = 0; at >= 0 && steps < 3; steps++) {
        if (holds(w, m, at))
            return true;
        if (talks_token(w, at)->upos == REC_VERB)
            return false;
        at = talks_token(w, at)->head;
    }
    return false;
}

static void place_and_time(const talks_work *w, talks_mention *m, uint32_t first_place, uint32_t first_time)
{
    const rec_document *doc = w->doc;
    uint32_t sentence = talks_token(w, m->head)->sentence;
    for (uint32_t i = first_place; i < doc->place_count && doc->places[i].sentence == sentence && m->place < 0; i++) {
        const rec_place *p = &doc->places[i];
        if (strcmp(p->kind, "demonym") != 0 && placed(w, m, p->head)) {
            m->place = (int32_t)i;
            m->hedged = p->hedged;
        }
    }
    for (uint32_t i = first_time; i < doc->time_count && doc->times[i].sentence == sentence && m->time < 0; i++)
        if (doc->times[i].begin.year != 0 && timed(w, m, doc->times[i].head))
            m->time = (int32_t)i;
}

/* The head of a party's words; an event that takes its parties from another sentence may give the words alone. -1:
 * none. */
static int64_t head_of_party(const talks_work *w, const rec_party *party)
{
    const rec_document *doc = w->doc;
    if (party->head < doc->token_count && doc->tokens[party->head].mention >= 0)
        return party->head;
    int64_t t = party->span.end > party->span.begin ? record_token_at(doc, party->span.begin) : -1;
    for (int steps = 0; t >= 0 && t < doc->token_count && steps < 16; steps++, t++) {
        int32_t m = doc->tokens[t].mention;
        if (m >= 0 && doc->mentions[m].span.begin == party->span.begin && doc->mentions[m].span.end == party->span.end)
            return t;
    }
    return party->head < doc->token_count ? (int64_t)party->head : -1;
}

static void add_event_party(const talks_work *w, talks_mention *m, talks_mention *to, const rec_party *party)
{
    int64_t head = head_of_party(w, party);
    if (head >= 0 && collective(w, (uint32_t)head)) {
        add_sides(w, m, (uint32_t)head);
        return;
    }
    if (head >= 0 && talks_token(w, head)->sentence == talks_token(w, m->head)->sentence)
        add_person(w, m, party->entity);
    add_party(w, to, party->entity);
}

/* An event on the words of the phrase or on its verb of holding. */
static void read_event(const talks_work *w, talks_mention *m, talks_mention *about)
{
    int32_t e = w->event_at[m->head] >= 0 ? w->event_at[m->head] : w->event_at[m->core];
    int32_t up = governor(w, m);
    if (e < 0 && up >= 0 && (talks_roles(w, up) & (TALKS_HAPPEN | TALKS_PREPARE | TALKS_LEAD)) != 0)
        e = w->event_at[up];
    if (e < 0)
        return;
    const rec_event *event = &w->doc->events[e];
    bool consult = strcmp(event->type, "CONSULT") == 0, agree = strcmp(event->type, "AGREE") == 0;
    if (!consult && !agree)
        return;
    m->event = e;
    set_status(m, agree && event->status == REC_HAPPENED ? REC_PLANNED : event->status);
    /* the event's place, unless it belongs to the matter: "talks on the war in Ukraine" */
    uint32_t head = event->place >= 0 ? w->doc->places[event->place].head : 0;
    if (event->place >= 0 && (!record_is_within(w->doc, head, m->head) || placed(w, m, head))) {
        m->place = event->place;
        m->hedged = event->place_hedged;
    }
    m->time = event->time;
    bool mediates = consult && strcmp(event->cameo, "045") == 0;
    for (uint32_t i = 0; mediates && i < event->actor_count; i++)
        if (event->actors[i].entity >= 0 &&
            talks_add(&m->thirds, w->country_entity[event->actors[i].entity], TALKS_PARTIES))
            m->mediator = m->mediator < 0 ? m->thirds.item[m->thirds.count - 1] : m->mediator;
    talks_mention *to = event->actor_count + event->recipient_count < 2 ? about : m; /* "Syria talks" */
    for (uint32_t i = 0; i < event->actor_count && !mediates; i++)
        add_event_party(w, m, to, &event->actors[i]);
    for (uint32_t i = 0; i < event->recipient_count; i++)
        add_event_party(w, m, to, &event->recipients[i]);
}

/* ---- all phrases ----------------------------------------------------------------------------------------------- */

static void index_tokens(talks_work *w)
{
    const rec_document *doc = w->doc;
    for (uint32_t t = 0; t < doc->token_count; t++)
        w->event_at[t] = w->mention_at[t] = -1;
    for (uint32_t i = 0; i < doc->time_count; i++)
        if (doc->times[i].head < doc->token_count)
            w->time_at[doc->times[i].head] = true;
    for (uint32_t e = doc->event_count; e-- > 0;) {
        int32_t t = doc->events[e].trigger.end > doc->events[e].trigger.begin
                        ? record_token_at(doc, doc->events[e].trigger.begin)
                        : -1;
        for (; t >= 0 && t < (int32_t)doc->token_count && doc->tokens[t].span.end <= doc->events[e].trigger.end; t++)
            w->event_at[t] = (int32_t)e;
        if (doc->events[e].head < doc->token_count)
            w->event_at[doc->events[e].head] = (int32_t)e;
    }
}

/* "the meeting", shortly behind talks that were told of. */
static bool goes_on(const talks_work *w, const talks_mention *m)
{
    uint32_t last = talks_token(w, w->mentions[w->mention_count - 1].core)->sentence;
    return m->definite && talks_token(w, m->core)->sentence - last <= 1;
}

static bool add_mention(talks_work *w, uint32_t core, bool gathering, uint32_t first_place, uint32_t first_time)
{
    talks_mention m = {.head = phrase_head(w, core),
                       .core = core,
                       .gathering = gathering,
                       .event = -1,
                       .place = -1,
                       .time = -1,
                       .host = -1,
                       .mediator = -1,
                       .process = -1,
                       .round = -1};
    talks_mention about = {.head = m.head, .core = m.core};
    m.definite = talks_token(w, core)->upos == REC_PRON;
    m.session = talks_token(w, core)->upos == REC_VERB;
    read_phrase(w, &m);
    read_event(w, &m, &about);
    parties_of_phrase(w, &m, &about, m.core, 0);
    if (m.head != m.core)
        parties_of_phrase(w, &m, &about, m.head, 0);
    thirds_of_phrase(w, &m, m.core);
    int32_t offer = governor(w, &m); /* "Seoul's offer of talks" */
    if (offer >= 0 && talks_token(w, offer)->upos == REC_NOUN && (talks_roles(w, offer) & TALKS_PREPARE) != 0)
        parties_of_phrase(w, &m, &about, (uint32_t)offer, 0);
    read_verbs(w, &m);
    join_described(&m, &about);
    talks_take_out(&m.parties, &m.thirds);
    find_status(w, &m);
    place_and_time(w, &m, first_place, first_time);
    bool verb = talks_token(w, core)->upos == REC_VERB, told = w->mention_count > 0;
    bool to_come = m.status == REC_PLANNED || m.status == REC_POSSIBLE;
    bool bare = (gathering && !(told && (m.number > 0 || goes_on(w, &m)))) || (verb && !(told && to_come));
    if (bare && m.parties.count < 2)
        return true;
    talks_mention *mentions = arena_push(&w->doc->memory, w->mentions, w->mention_count, sizeof *mentions);
    if (mentions == NULL)
        return false;
    w->mentions = mentions;
    w->mention_at[m.head] = w->mention_at[m.core] = (int32_t)w->mention_count;
    mentions[w->mention_count++] = m;
    return true;
}

/* "round" by itself, with its own number or parties: "the second round", where no talks are named under it. */
static bool lone_session(const talks_work *w, uint32_t token)
{
    if ((talks_roles(w, token) & TALKS_SESSION) == 0)
        return false;
    int32_t below = talks_child_with(w, token, TALKS_TALKS | TALKS_ORDINAL | TALKS_PAST | TALKS_FUTURE);
    return below >= 0 && (talks_roles(w, below) & TALKS_TALKS) == 0;
}

/* "It could take place in Doha": a pronoun for the talks of the sentence or two before. */
static bool stands_for_talks(const talks_work *w, uint32_t token)
{
    const rec_token *t = talks_token(w, token);
    if (t->upos != REC_PRON || t->head < 0 || w->mention_count == 0 ||
        t->sentence - talks_token(w, w->mentions[w->mention_count - 1].core)->sentence > 2 ||
        (!is(w, token, "it") && !is(w, token, "they")) || (talks_roles(w, t->head) & TALKS_HAPPEN) == 0)
        return false;
    int32_t object = record_child(w->doc, (uint32_t)t->head, REC_OBJ);
    bool takes_place = object >= 0 && is(w, object, "place");
    return takes_place || (t->deprel == REC_NSUBJ_PASS && !is(w, t->head, "taken"));
}

/* "The delegation, headed by Bushra": people of the talks spoken of last. */
static void read_delegation(talks_work *w, uint32_t token)
{
    if (w->mention_count == 0)
        return;
    talks_mention *m = &w->mentions[w->mention_count - 1];
    const rec_token *t = talks_token(w, token);
    bool led = t->deprel == REC_OBJ || t->deprel == REC_NSUBJ_PASS; /* "Bushra headed the delegation" */
    int32_t clause = led ? t->head : record_child(w->doc, token, REC_ACL);
    int32_t by = clause >= 0 ? doer(w, (uint32_t)clause) : -1;
    if (clause < 0 || (talks_roles(w, clause) & TALKS_LEAD) == 0 || by < 0 || by == (int32_t)token ||
        talks_token(w, token)->sentence - talks_token(w, m->core)->sentence > 2)
        return;
    people_under(w, m, (uint32_t)by);
}

/* "met in Istanbul", "agreed to meet again": an act of meeting, of two states or of those whose talks were told of. */
static bool meeting_verb(const talks_work *w, uint32_t token)
{
    int32_t e = w->event_at[token];
    if (talks_token(w, token)->upos != REC_VERB || e < 0 || (talks_roles(w, token) & TALKS_MEET) == 0)
        return false;
    const rec_event *event = &w->doc->events[e];
    bool to_come = event->status == REC_PLANNED || event->status == REC_POSSIBLE;
    return strcmp(event->type, "CONSULT") == 0 ||
           (strcmp(event->cameo, "036") == 0 && (to_come || w->mention_count > 0));
}

bool talks_find(talks_work *w)
{
    const rec_document *doc = w->doc;
    uint32_t place = 0, time = 0;
    index_tokens(w);
    for (uint32_t t = 0; t < doc->token_count; t++) {
        const rec_token *token = &doc->tokens[t];
        bool instead = stands_for_talks(w, t) || meeting_verb(w, t);
        if (token->upos != REC_NOUN && token->upos != REC_PROPN && !instead)
            continue;
        uint32_t roles = talks_roles(w, t);
        if ((roles & TALKS_DELEGATION) != 0)
            read_delegation(w, t);
        bool talks = (roles & TALKS_TALKS) != 0, gathering = !talks && (roles & TALKS_GATHERING) != 0;
        bool lone = !talks && !gathering && !instead && lone_session(w, t);
        if ((!talks && !gathering && !instead && !lone) || w->mention_at[t] >= 0)
            continue;
        gathering = gathering || (lone && w->mention_count == 0);
        while (place < doc->place_count && doc->places[place].sentence < token->sentence)
            place++;
        while (time < doc->time_count && doc->times[time].sentence < token->sentence)
            time++;
        if (!add_mention(w, t, gathering, place, time))
            return false;
    }
    return true;
}
