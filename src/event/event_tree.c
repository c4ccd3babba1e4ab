/* SPDX-License-Identifier: MIT
 *
 * event_tree.c: paths through a Universal Dependencies tree, by the meaning that a rule asks for: "subj" is who does
 * it, whether it stands as a subject, as the agent of a passive, or is shared with another predicate.
 *
 * Sharing follows the enhanced dependencies of UD (Schuster and Manning 2016): a conjunct takes the subject of the
 * first one, an open complement that of its controller, a relative pronoun its antecedent, a participle the noun it
 * modifies. Cost: a step looks at no more than WORK_CHILDREN dependents and climbs at most WORK_CLIMB heads.
 */
#include "event/event_work.h"

static bool is_clause_subject(uint8_t deprel)
{
    return deprel == REC_NSUBJ || deprel == REC_NSUBJ_PASS || deprel == REC_NSUBJ_OUTER;
}

static bool is_oblique(uint8_t deprel)
{
    return deprel == REC_OBL || deprel == REC_OBL_AGENT || deprel == REC_OBL_UNMARKED || deprel == REC_NMOD ||
           deprel == REC_NMOD_DESC || deprel == REC_NMOD_UNMARKED;
}

static bool is_gerund_clause(uint8_t deprel)
{
    return deprel == REC_ADVCL || deprel == REC_ACL || deprel == REC_CCOMP || deprel == REC_XCOMP;
}

int32_t tree_child(const event_work *w, uint32_t token, uint8_t deprel)
{
    WORK_EACH_CHILD(w, token, c)
    {
        if (work_token(w, (uint32_t)c)->deprel == deprel)
            return c;
    }
    return -1;
}

bool tree_has_subject(const event_work *w, uint32_t token)
{
    return tree_child(w, token, REC_NSUBJ) >= 0 || tree_child(w, token, REC_NSUBJ_PASS) >= 0;
}

bool tree_is_verbal(const event_work *w, uint32_t token)
{
    const rec_token *t = work_token(w, token);
    if (t->upos == REC_VERB || t->upos == REC_AUX)
        return true;
    WORK_EACH_CHILD(w, token, c)
    {
        uint8_t d = work_token(w, (uint32_t)c)->deprel;
        if (d == REC_COP || is_clause_subject(d))
            return true;
    }
    return false;
}

typedef enum voice { VOICE_ACTIVE, VOICE_PASSIVE, VOICE_SHARED } voice;

/* Voice by the word's own dependents; a bare participle in a row shares that of the first. */
static voice voice_of(const event_work *w, uint32_t token)
{
    const rec_token *t = work_token(w, token);
    bool active = false;
    if (t->upos != REC_VERB)
        return VOICE_ACTIVE;
    WORK_EACH_CHILD(w, token, c)
    {
        uint8_t d = work_token(w, (uint32_t)c)->deprel;
        if (d == REC_NSUBJ_PASS || d == REC_AUX_PASS || d == REC_CSUBJ_PASS || d == REC_OBL_AGENT)
            return VOICE_PASSIVE;
        active = active || d == REC_AUX_DEP || d == REC_OBJ || d == REC_NSUBJ;
    }
    if (!(t->morph & REC_MORPH_PART) || !(t->morph & (REC_MORPH_PAST | REC_MORPH_PASS)) || active ||
        work_in_class(w, token, w->m->class_intransitive))
        return VOICE_ACTIVE;
    return t->deprel == REC_CONJ ? VOICE_SHARED : VOICE_PASSIVE;
}

bool tree_is_passive(const event_work *w, uint32_t token)
{
    voice v = voice_of(w, token);
    const rec_token *t = work_token(w, token);
    if (v == VOICE_SHARED && t->head >= 0)
        v = voice_of(w, (uint32_t)t->head);
    return v == VOICE_PASSIVE;
}

uint32_t tree_first_conjunct(const event_work *w, uint32_t token)
{
    for (int i = 0; i < WORK_CLIMB; i++) {
        const rec_token *t = work_token(w, token);
        if (t->deprel != REC_CONJ || t->head < 0)
            break;
        token = (uint32_t)t->head;
    }
    return token;
}

/* "Smith is a liar and a crook who has [pledged]": what is said of a name in such words is that name. The subject
 * may have such an antecedent itself: always one higher up the tree. */
static uint32_t described(const event_work *w, uint32_t noun)
{
    uint32_t first = noun;
    for (int i = 0; i < WORK_CLIMB && work_token(w, noun)->upos == REC_NOUN; i++) {
        const rec_token *t = work_token(w, first);
        if (tree_child(w, first, REC_COP) >= 0) {
            int32_t s = tree_subject(w, first);
            return s >= 0 && work_token(w, (uint32_t)s)->upos == REC_PROPN && party_is(w, (uint32_t)s) ? (uint32_t)s : noun;
        }
        if (t->deprel != REC_CONJ || t->head < 0)
            break;
        first = (uint32_t)t->head;
    }
    return noun;
}

/* The noun that a relative clause modifies stands for its relative pronoun. */
static uint32_t antecedent(const event_work *w, uint32_t token)
{
    const rec_token *t = work_token(w, token);
    if (!(t->morph & REC_MORPH_REL) || t->upos == REC_DET)
        return token;
    for (int i = 0; i < WORK_CLIMB && t->head >= 0; i++) {
        if (t->deprel == REC_ACL_RELCL)
            return described(w, (uint32_t)t->head);
        t = work_token(w, (uint32_t)t->head);
    }
    return token;
}

int32_t tree_own_subject(const event_work *w, uint32_t token)
{
    WORK_EACH_CHILD(w, token, c)
    {
        if (is_clause_subject(work_token(w, (uint32_t)c)->deprel))
            return (int32_t)antecedent(w, (uint32_t)c);
    }
    WORK_EACH_CHILD(w, token, e) /* "it is willing to": an "it" that stands for somebody after all */
    {
        if (work_token(w, (uint32_t)e)->deprel == REC_EXPL && party_is(w, (uint32_t)e))
            return e;
    }
    return -1;
}

/* A noun's own possessor or party adjective: "Syria's plan to attack". */
static int32_t noun_owner(const event_work *w, uint32_t noun)
{
    int32_t poss = tree_child(w, noun, REC_NMOD_POSS);
    if (poss >= 0)
        return poss;
    WORK_EACH_CHILD(w, noun, c)
    {
        uint8_t d = work_token(w, (uint32_t)c)->deprel;
        if ((d == REC_AMOD || d == REC_COMPOUND) && party_is(w, (uint32_t)c))
            return c;
    }
    return -1;
}

static bool controls_by_subject(const event_work *w, uint32_t token)
{
    const work_match *k = work_at(w, token);
    uint32_t f = k->op != EVENT_NONE ? k->op : k->plain;
    return work_in_class(w, token, w->m->class_contact) || /* "called him to apologise" */
           (f != EVENT_NONE && (w->m->frames[f].flags & EVENT_FLAG_SUBJECT));
}

/* Who controls an open complement of `head`: its object, unless the verb controls by its subject. */
static int32_t controller(const event_work *w, uint32_t head, bool *up)
{
    if (!tree_is_passive(w, head) && !controls_by_subject(w, head)) {
        int32_t object = tree_child(w, head, REC_OBJ), indirect = tree_child(w, head, REC_IOBJ);
        if (indirect >= 0 || object >= 0)
            return (int32_t)antecedent(w, (uint32_t)(indirect >= 0 ? indirect : object));
    }
    *up = true;
    return -1;
}

/* "thanked Chad for [sending] soldiers", "fined the firm for": for what somebody did something is done to him. */
static int32_t whom_for(const event_work *w, uint32_t gerund)
{
    uint32_t verb = (uint32_t)work_token(w, gerund)->head, p = tree_preposition(w, gerund);
    int32_t object = tree_child(w, verb, REC_OBJ);
    bool why = p != EVENT_NONE && p == model_event_word(w->m, STR("for")) && is_gerund_clause(work_token(w, gerund)->deprel) &&
               str_ends(work_token(w, gerund)->lower, STR("ing"));
    return why && object >= 0 && !tree_is_passive(w, verb) && party_is(w, (uint32_t)object) ? object : -1;
}

int32_t tree_subject(const event_work *w, uint32_t token)
{
    for (int i = 0; i < WORK_CLIMB; i++) {
        const rec_token *t = work_token(w, token);
        int32_t own = tree_own_subject(w, token);
        if (own >= 0)
            return own;
        if (t->head < 0)
            return -1;
        uint32_t head = (uint32_t)t->head;
        bool up = false;
        switch (t->deprel) {
        case REC_XCOMP:
            own = controller(w, head, &up);
            if (!up)
                return own;
            break;
        case REC_ACL:
            if ((t->morph & REC_MORPH_INF) || tree_preposition(w, token) != EVENT_NONE) {
                own = noun_owner(w, head);
                if (own >= 0)
                    return own;
                break; /* the noun's clause: "made a decision to leave" */
            }
            if (work_in_class(w, head, w->m->class_moment) && !party_is(w, head))
                break; /* "retaliated, at one point shelling the town" */
            return (int32_t)head;
        case REC_ACL_RELCL:
            return (int32_t)head; /* no subject left: the gap is the subject */
        case REC_AMOD:
            return i == 0 && t->upos == REC_ADJ && head < token ? (int32_t)head : -1; /* "the group responsible for" */
        case REC_ADVCL:
            own = whom_for(w, token);
            if (own >= 0)
                return own;
            break;
        case REC_AUX_DEP:
        case REC_CSUBJ:
        case REC_CONJ:
        case REC_CCOMP:
        case REC_PARATAXIS:
            break;
        case REC_OBJ: case REC_OBL: case REC_NMOD: case REC_APPOS:
            if (!tree_is_verbal(w, token))
                break;
            return -1;
        default:
            return -1;
        }
        token = head;
    }
    return -1;
}

/* Word id of the case marker; a fixed expression counts by its first word, joined to the next ("because_of"). */
uint32_t tree_preposition(const event_work *w, uint32_t token)
{
    uint32_t found = EVENT_NONE;
    WORK_EACH_CHILD(w, token, c)
    {
        const rec_token *t = work_token(w, (uint32_t)c);
        if (t->deprel == REC_CASE || (t->deprel == REC_MARK && t->upos != REC_PART_WORD))
            found = w->form[(uint32_t)c - w->first];
        else
            continue;
        if (t->upos == REC_ADP && found != EVENT_NONE)
            break;
    }
    return found;
}

static void put(uint32_t to[WORK_FILLERS], unsigned *n, uint32_t token)
{
    for (unsigned i = 0; i < *n; i++)
        if (to[i] == token)
            return;
    if (*n < WORK_FILLERS)
        to[(*n)++] = token;
}

static void put_children(const event_work *w, uint32_t token, uint8_t deprel, uint32_t to[WORK_FILLERS], unsigned *n)
{
    WORK_EACH_CHILD(w, token, c)
    {
        if (work_token(w, (uint32_t)c)->deprel == deprel)
            put(to, n, antecedent(w, (uint32_t)c));
    }
}

static void put_prep(const event_work *w, uint32_t token, uint32_t word, uint32_t to[WORK_FILLERS], unsigned *n)
{
    WORK_EACH_CHILD(w, token, c)
    {
        uint8_t d = work_token(w, (uint32_t)c)->deprel;
        if ((is_oblique(d) || is_gerund_clause(d)) && tree_preposition(w, (uint32_t)c) == word)
            put(to, n, antecedent(w, (uint32_t)c));
    }
}

/* In a noun phrase, also under its "of" phrases: "tons of aid to Liberia". */
static void put_prep_inside(const event_work *w, uint32_t token, uint32_t word, uint32_t to[WORK_FILLERS], unsigned *n)
{
    for (int i = 0; i < 3; i++) {
        put_prep(w, token, word, to, n);
        int32_t below = tree_child(w, token, REC_NMOD);
        if (*n > 0 || below < 0)
            return;
        token = (uint32_t)below;
    }
}

/* "protests against the violations by the army": who is named behind "by" did the nearer act. */
static bool does_it_itself(const event_work *w, uint32_t token, uint32_t word)
{
    return word != EVENT_NONE && model_event_in_class(w->m, word, w->m->class_making) &&
           (work_at(w, token)->plain != EVENT_NONE || work_at(w, token)->op != EVENT_NONE);
}

/* A noun for what people tell each other or agree on, whose clause tells the content. */
static bool is_talk(const event_work *w, uint32_t noun)
{
    uint32_t f = work_at(w, noun)->plain, type = f != EVENT_NONE ? w->m->frames[f].act.type : EVENT_NONE;
    return type != EVENT_NONE && w->m->types[type].quad == 1;
}

/* "The attack was condemned by the court": an act of its own, whose doer is not that of the noun ("was launched by"). */
static bool is_of_others(const event_work *w, uint32_t verb, uint32_t word)
{
    return does_it_itself(w, verb, word) && !work_in_class(w, verb, w->m->class_authoring);
}

/* "a deal on the rights of miners": whose the topic is has no part in the deal. */
static bool tells_topic(const event_work *w, uint32_t noun, uint32_t word)
{
    uint32_t p = tree_preposition(w, noun);
    return p != EVENT_NONE && model_event_in_class(w->m, p, w->m->class_topic) && word == model_event_word(w->m, STR("of"));
}

/* "fighting broke out between", "talks resumed with": what goes on has its partners behind the verb that says so. */
static bool goes_on(const event_work *w, uint32_t noun, uint32_t word)
{
    const rec_token *t = work_token(w, noun);
    return t->deprel == REC_NSUBJ && t->head >= 0 && word != EVENT_NONE &&
           model_event_in_class(w->m, word, w->m->class_joining) && tree_child(w, (uint32_t)t->head, REC_OBJ) < 0;
}

/* A phrase that may hang on the verb or on the noun that is its object: both places are looked at. */
static void put_prep_near(const event_work *w, uint32_t token, uint32_t word, uint32_t to[WORK_FILLERS], unsigned *n)
{
    const rec_token *t = work_token(w, token);
    put_prep(w, token, word, to, n);
    if (*n > 0)
        return;
    if (t->upos == REC_VERB) {
        WORK_EACH_CHILD(w, token, c)
        {
            uint8_t d = work_token(w, (uint32_t)c)->deprel;
            if (d == REC_OBJ || d == REC_NSUBJ_PASS || d == REC_XCOMP)
                put_prep_inside(w, (uint32_t)c, word, to, n);
        }
        return;
    }
    WORK_EACH_CHILD(w, token, a) /* "preparations under way for talks" */
    {
        uint8_t d = work_token(w, (uint32_t)a)->deprel;
        bool agent = d == REC_ACL && word != EVENT_NONE && model_event_in_class(w->m, word, w->m->class_making) &&
                     !work_in_class(w, (uint32_t)a, w->m->class_authoring);
        bool content = d == REC_ACL && is_talk(w, token) && tree_own_subject(w, (uint32_t)a) >= 0; /* "a call that Smith would fly to Kano" */
        if ((d == REC_AMOD || d == REC_ACL) && a > (int32_t)token && !agent && !content) /* "the attack condemned by" another */
            put_prep(w, (uint32_t)a, word, to, n);
    }
    if (*n == 0 && t->head >= 0 && (t->deprel == REC_OBJ || goes_on(w, token, word) ||
                                   (t->deprel == REC_NSUBJ_PASS && !is_of_others(w, (uint32_t)t->head, word))))
        put_prep(w, (uint32_t)t->head, word, to, n);
    WORK_EACH_CHILD(w, token, m) /* "talks in the Kremlin with Lukashenko" */
    {
        if (*n == 0 && work_token(w, (uint32_t)m)->deprel == REC_NMOD && m > (int32_t)token &&
            !tells_topic(w, (uint32_t)m, word) && !does_it_itself(w, (uint32_t)m, word))
            put_prep(w, (uint32_t)m, word, to, n);
    }
    int32_t other = *n == 0 ? tree_child(w, token, REC_CONJ) : -1; /* "the arrest and detention of" */
    if (other >= 0 && !tree_is_verbal(w, (uint32_t)other))
        put_prep(w, (uint32_t)other, word, to, n);
}

bool tree_tells_kind(const event_work *w, uint32_t token)
{
    int32_t head = work_token(w, token)->head;
    return work_in_class(w, token, w->m->class_kind) && head > (int32_t)token && work_has(w, (uint32_t)head) &&
           work_at(w, (uint32_t)head)->plain != EVENT_NONE;
}

/* Party adjectives and compounds; `sites`: those that name a place, otherwise the others. */
static void put_adjectives(const event_work *w, uint32_t token, bool sites, uint32_t to[WORK_FILLERS], unsigned *n,
                           int depth)
{
    WORK_EACH_CHILD(w, token, c)
    {
        uint32_t child = (uint32_t)c;
        uint8_t d = work_token(w, child)->deprel;
        if (d != REC_AMOD && d != REC_COMPOUND && !(depth > 0 && (d == REC_CONJ || d == REC_DEP)))
            continue;
        if (depth < 2)
            put_adjectives(w, child, sites, to, n, depth + 1);
        const rec_entity *e = party_entity(w, child);
        bool site = e && (e->kind == REC_PLACE || (d == REC_COMPOUND && work_in_class(w, child, w->m->class_site)));
        if (party_is(w, child) && site == sites && !tree_tells_kind(w, child))
            put(to, n, child);
    }
}

bool tree_is_nominal_gerund(const event_work *w, uint32_t token)
{
    const rec_token *t = work_token(w, token);
    uint32_t of = model_event_word(w->m, STR("of"));
    if (t->upos != REC_NOUN || !str_ends(t->lower, STR("ing")))
        return false;
    WORK_EACH_CHILD(w, token, c)
    {
        if (c > (int32_t)token && work_token(w, (uint32_t)c)->deprel == REC_NMOD && tree_preposition(w, (uint32_t)c) == of)
            return true;
    }
    return false;
}

/* Who does what a gerund with "of" names: its owner, or the one behind "by". */
static void put_gerund_subject(const event_work *w, uint32_t token, uint32_t to[WORK_FILLERS], unsigned *n)
{
    put_children(w, token, REC_NMOD_POSS, to, n);
    if (*n == 0)
        put_prep_near(w, token, model_event_word(w->m, STR("by")), to, n);
}

/* "stabbed a number of times": how often, not what. */
static bool is_measure(const event_work *w, uint32_t noun)
{
    int32_t of = tree_child(w, noun, REC_NMOD);
    return work_in_class(w, noun, w->m->class_moment) || party_is_time(w, noun) ||
           (of >= 0 && work_in_class(w, (uint32_t)of, w->m->class_moment));
}

static void put_object(const event_work *w, uint32_t token, uint32_t to[WORK_FILLERS], unsigned *n)
{
    const rec_token *t = work_token(w, token);
    if (tree_is_nominal_gerund(w, token)) {
        put_prep(w, token, model_event_word(w->m, STR("of")), to, n);
        return;
    }
    if (tree_is_passive(w, token)) {
        int32_t kept = tree_child(w, token, REC_OBJ); /* "was granted asylum": both what was given and to whom */
        if (kept >= 0 && !is_measure(w, (uint32_t)kept))
            put_children(w, token, REC_OBJ, to, n);
        int32_t s = tree_subject(w, token);
        if (s >= 0)
            put(to, n, (uint32_t)s);
        return;
    }
    put_children(w, token, REC_OBJ, to, n);
    if (*n == 0)
        put_children(w, token, REC_IOBJ, to, n);
    if (*n == 0 && t->deprel == REC_ACL_RELCL && t->head >= 0 && tree_own_subject(w, token) >= 0 &&
        tree_own_subject(w, token) != t->head)
        put(to, n, (uint32_t)t->head);
    if (*n == 0 && t->deprel == REC_CONJ && t->head >= 0) { /* "attacked and looted the village" */
        WORK_EACH_CHILD(w, (uint32_t)t->head, c)
        {
            if (work_token(w, (uint32_t)c)->deprel == REC_OBJ && (uint32_t)c > token)
                put(to, n, (uint32_t)c);
        }
    }
}

/* "invited to speak by Smith", "stabbed a number of times by Smith", "charged with theft by the police": a person or body
 * under "by" in what a passive without an agent has behind it, unless that is an act or a paper, which has makers itself. */
static void put_late_agent(const event_work *w, uint32_t token, uint32_t to[WORK_FILLERS], unsigned *n)
{
    uint32_t by = model_event_word(w->m, STR("by"));
    WORK_EACH_CHILD(w, token, c)
    {
        uint32_t child = (uint32_t)c;
        const rec_token *t = work_token(w, child);
        bool open = t->deprel == REC_XCOMP && !tree_is_passive(w, child);
        bool noun = (is_oblique(t->deprel) || t->deprel == REC_OBJ) && t->upos == REC_NOUN &&
                    work_at(w, child)->plain == EVENT_NONE && work_at(w, child)->op == EVENT_NONE &&
                    !work_in_class(w, child, w->m->class_document);
        if (c < (int32_t)token || (!open && !noun))
            continue;
        WORK_EACH_CHILD(w, child, a)
        {
            const rec_entity *e = is_oblique(work_token(w, (uint32_t)a)->deprel) ? party_entity(w, (uint32_t)a) : NULL;
            if (e && e->kind != REC_PLACE && by != EVENT_NONE && tree_preposition(w, (uint32_t)a) == by)
                put(to, n, (uint32_t)a);
        }
    }
}

static void put_agent(const event_work *w, uint32_t token, uint32_t to[WORK_FILLERS], unsigned *n)
{
    WORK_EACH_CHILD(w, token, c)
    {
        uint8_t d = work_token(w, (uint32_t)c)->deprel;
        if (d == REC_OBL_AGENT)
            put(to, n, (uint32_t)c);
        else if (d == REC_OBL) {
            uint32_t p = tree_preposition(w, (uint32_t)c);
            if (p != EVENT_NONE && p == model_event_word(w->m, STR("by")))
                put(to, n, (uint32_t)c);
        }
    }
    if (*n == 0)
        put_late_agent(w, token, to, n);
}

/* "passed a resolution condemning ...", "issued a statement accusing ...": who writes does what the paper does. */
static uint32_t author_of(const event_work *w, uint32_t subject)
{
    const rec_token *t = work_token(w, subject);
    bool document = work_has(w, subject) && work_in_class(w, subject, w->m->class_document);
    if (!document || t->deprel != REC_OBJ || t->head < 0)
        return subject;
    uint32_t f = work_at(w, (uint32_t)t->head)->plain, type = f != EVENT_NONE ? w->m->frames[f].act.type : EVENT_NONE;
    bool against = type != EVENT_NONE && w->m->types[type].quad > 2; /* "blocked a Kenyan statement condemning ..." */
    int32_t s = against ? noun_owner(w, subject) : tree_subject(w, (uint32_t)t->head);
    return s >= 0 ? (uint32_t)s : subject;
}

/* To whom: in the passive of a verb of giving its subject, where what is given stands as the object. */
static void put_receiver(const event_work *w, uint32_t token, uint32_t to[WORK_FILLERS], unsigned *n)
{
    put_children(w, token, REC_IOBJ, to, n);
    int32_t s = *n == 0 && tree_child(w, token, REC_OBJ) >= 0 && tree_is_passive(w, token) ? tree_subject(w, token) : -1;
    if (s >= 0)
        put(to, n, (uint32_t)s);
}

static void put_subject(const event_work *w, uint32_t token, uint32_t to[WORK_FILLERS], unsigned *n)
{
    if (tree_is_nominal_gerund(w, token)) {
        put_gerund_subject(w, token, to, n);
        return;
    }
    if (tree_is_passive(w, token)) {
        put_agent(w, token, to, n);
        return;
    }
    int32_t s = tree_subject(w, token);
    if (s >= 0)
        put(to, n, author_of(w, (uint32_t)s));
    else
        put_children(w, token, REC_CSUBJ, to, n);
}

/* Subject of the clause on which a noun depends. */
static void put_clause(const event_work *w, uint32_t token, uint32_t to[WORK_FILLERS], unsigned *n)
{
    for (int i = 0; i < 4; i++) {
        const rec_token *t = work_token(w, token);
        if (t->head < 0 || is_clause_subject(t->deprel) || t->deprel == REC_NMOD_POSS)
            return;
        uint32_t head = (uint32_t)t->head;
        uint32_t p = tree_preposition(w, token);
        if (!tree_is_verbal(w, head) && p != EVENT_NONE && model_event_in_class(w->m, p, w->m->class_topic))
            return; /* "left in protest at the arrest": not arrested by who left */
        if (tree_is_verbal(w, head)) {
            int32_t s = tree_subject(w, head);
            if (s >= 0 && (uint32_t)s != token)
                put(to, n, (uint32_t)s);
            return;
        }
        token = head;
    }
}

/* Subject of the report in whose content a word stands: "said that ...", "..., X said". */
static void put_speaker(const event_work *w, uint32_t token, uint32_t to[WORK_FILLERS], unsigned *n)
{
    for (int i = 0; i < 6; i++) {
        const rec_token *t = work_token(w, token);
        WORK_EACH_CHILD(w, token, c)
        {
            if (work_token(w, (uint32_t)c)->deprel == REC_PARATAXIS &&
                work_in_class(w, (uint32_t)c, w->m->class_report) && tree_own_subject(w, (uint32_t)c) >= 0) {
                put(to, n, (uint32_t)tree_own_subject(w, (uint32_t)c));
                return;
            }
        }
        if (t->head < 0)
            return;
        uint32_t head = (uint32_t)t->head;
        if ((t->deprel == REC_CCOMP || t->deprel == REC_PARATAXIS) && work_in_class(w, head, w->m->class_report)) {
            int32_t s = tree_subject(w, head);
            if (s >= 0)
                put(to, n, (uint32_t)s);
            return;
        }
        token = head;
    }
}

static void put_clauses(const event_work *w, uint32_t token, uint8_t deprel, uint32_t to[WORK_FILLERS], unsigned *n)
{
    put_children(w, token, deprel, to, n);
    if (deprel == REC_ACL)
        put_children(w, token, REC_ACL_RELCL, to, n);
    if (deprel == REC_XCOMP && work_token(w, token)->upos == REC_ADJ)
        put_children(w, token, REC_CSUBJ, to, n);
}

/* A clause with "if", "whether" or a question word: what is asked, not asked for. */
static void put_questions(const event_work *w, uint32_t token, uint32_t to[WORK_FILLERS], unsigned *n)
{
    WORK_EACH_CHILD(w, token, c)
    {
        uint8_t d = work_token(w, (uint32_t)c)->deprel;
        if (d != REC_CCOMP && d != REC_XCOMP)
            continue;
        bool asks = status_is_conditional(w, (uint32_t)c);
        WORK_EACH_CHILD(w, (uint32_t)c, k)
            asks = asks || (k < c && (work_token(w, (uint32_t)k)->morph & REC_MORPH_INT) != 0);
        if (asks)
            put(to, n, (uint32_t)c);
    }
}

static void step(const event_work *w, uint32_t token, uint8_t kind, uint32_t word, uint32_t to[WORK_FILLERS],
                 unsigned *n)
{
    switch ((event_step)kind) {
    case EVENT_AT_SUBJ: put_subject(w, token, to, n); break;
    case EVENT_AT_OBJ: put_object(w, token, to, n); break;
    case EVENT_AT_IOBJ: put_receiver(w, token, to, n); break;
    case EVENT_AT_XCOMP: put_clauses(w, token, REC_XCOMP, to, n); break;
    case EVENT_AT_CCOMP: put_clauses(w, token, REC_CCOMP, to, n); break;
    case EVENT_AT_ADVCL: put_clauses(w, token, REC_ADVCL, to, n); break;
    case EVENT_AT_ACL: put_clauses(w, token, REC_ACL, to, n); break;
    case EVENT_AT_POSS: put_children(w, token, REC_NMOD_POSS, to, n); break;
    case EVENT_AT_ADJ: put_adjectives(w, token, false, to, n, 0); break;
    case EVENT_AT_MOD:
        put_children(w, token, REC_AMOD, to, n);
        put_children(w, token, REC_COMPOUND, to, n);
        break;
    case EVENT_AT_SITE: put_adjectives(w, token, true, to, n, 0); break;
    case EVENT_AT_APPOS: put_children(w, token, REC_APPOS, to, n); break;
    case EVENT_AT_PREP: put_prep_near(w, token, word, to, n); break;
    case EVENT_AT_PRED:
        WORK_EACH_CHILD(w, token, c)
        {
            const rec_token *t = work_token(w, (uint32_t)c);
            if (t->deprel == REC_XCOMP && t->upos != REC_VERB)
                put(to, n, (uint32_t)c);
        }
        break;
    case EVENT_AT_QUESTION: put_questions(w, token, to, n); break;
    case EVENT_AT_SPEAKER: put_speaker(w, token, to, n); break;
    case EVENT_AT_CLAUSE: put_clause(w, token, to, n); break;
    default: break;
    }
}

unsigned tree_walk(const event_work *w, uint32_t token, const event_path *path, uint32_t to[WORK_FILLERS])
{
    unsigned n = 0;
    step(w, token, path->step, path->word, to, &n);
    if (path->then == EVENT_AT_NONE)
        return n;
    uint32_t between[WORK_FILLERS];
    unsigned count = n;
    for (unsigned i = 0; i < n; i++)
        between[i] = to[i];
    n = 0;
    for (unsigned i = 0; i < count; i++)
        step(w, between[i], path->then, path->then_word, to, &n);
    return n;
}

bool tree_at(const event_work *w, uint32_t token, uint32_t from, const event_path *path)
{
    uint32_t at[WORK_FILLERS];
    unsigned n = tree_walk(w, from, path, at);
    for (unsigned i = 0; i < n; i++)
        if (at[i] == token)
            return true;
    return false;
}
