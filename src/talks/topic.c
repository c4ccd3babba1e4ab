/* SPDX-License-Identifier: MIT
 *
 * In: trees, phrases that speak of talks and their processes. Out: what is on the agenda and what was left out. Verbs
 * of topics.tsv say where the topic stands and whether it is on or off ("will focus on X", "sidelined X", "X was not
 * discussed"); prepositions on the talks themselves ("talks on X") put it on; "on the agenda" and "off the table" speak
 * of their subject. A topic of several nouns, or with "including", gives one item each. */
#include "talks/work.h"

#include <string.h>

static bool is(const talks_work *w, int64_t token, const char *lower)
{
    return token >= 0 && str_equal(talks_token(w, token)->lower, str_of(lower));
}

/* ---- items ----------------------------------------------------------------------------------------------------- */

/* Whether a dependent belongs to the words of a topic: no list, no clause, no "including". */
static bool within_topic(const talks_work *w, int32_t child)
{
    switch (talks_token(w, child)->deprel) {
    case REC_CONJ:
    case REC_CC:
    case REC_PUNCT_DEP:
    case REC_APPOS:
    case REC_ACL_RELCL:
    case REC_ADVCL:
    case REC_PARATAXIS:
    case REC_CASE:
    case REC_MARK:
        return false;
    default:
        return talks_child_with(w, (uint32_t)child, TALKS_PART) < 0;
    }
}

static void stretch(const talks_work *w, uint32_t token, uint32_t *first, uint32_t *last, int depth)
{
    *first = token < *first ? token : *first;
    *last = token > *last ? token : *last;
    for (int32_t c = talks_token(w, token)->first_child; c >= 0 && depth < 12; c = talks_token(w, c)->next_sibling)
        if (depth > 0 ? talks_token(w, c)->deprel != REC_ACL_RELCL && talks_token(w, c)->deprel != REC_APPOS
                      : within_topic(w, c))
            stretch(w, (uint32_t)c, first, last, depth + 1);
}

static void add_item(const talks_work *w, talks_process *p, uint32_t token, bool on)
{
    const rec_document *doc = w->doc;
    uint32_t first = token, last = token;
    stretch(w, token, &first, &last, 0);
    rec_span span = {doc->tokens[first].span.begin, doc->tokens[last].span.end};
    for (uint32_t i = 0; i < p->agenda_count; i++)
        if ((p->agenda[i].span.begin < span.end && p->agenda[i].span.end > span.begin) ||
            (p->agenda[i].on == on && str_equal(record_text(doc, p->agenda[i].span), record_text(doc, span))))
            return;
    if (p->agenda_count < TALKS_AGENDA)
        p->agenda[p->agenda_count++] = (rec_agenda){.span = span, .on = on};
}

/* The topic, what is joined to it, and what "including" names. Pronouns and people are no topics. */
static void add_items(const talks_work *w, talks_process *p, uint32_t token, bool on, int depth)
{
    const rec_token *t = talks_token(w, token);
    if ((t->upos != REC_NOUN && t->upos != REC_PROPN && t->upos != REC_VERB) || depth > 3)
        return;
    int32_t entity = talks_entity(w, token);
    if (entity >= 0 && w->doc->entities[entity].kind == REC_PERSON)
        return;
    add_item(w, p, token, on);
    for (int32_t c = t->first_child; c >= 0; c = talks_token(w, c)->next_sibling)
        if (talks_token(w, c)->deprel == REC_CONJ || talks_child_with(w, (uint32_t)c, TALKS_PART) >= 0)
            add_items(w, p, (uint32_t)c, on, depth + 1);
}

/* ---- whose topic ----------------------------------------------------------------------------------------------- */

/* The talks that a word speaks of: itself, or "the focus of the talks"; -1: none. */
static int32_t talks_at(const talks_work *w, int32_t token)
{
    if (token < 0)
        return -1;
    if (w->mention_at[token] >= 0)
        return w->mention_at[token];
    if ((talks_roles(w, token) & (TALKS_SUBJECT | TALKS_SESSION)) == 0)
        return -1;
    for (int32_t c = talks_token(w, token)->first_child; c >= 0; c = talks_token(w, c)->next_sibling)
        if (w->mention_at[c] >= 0)
            return w->mention_at[c];
    return -1;
}

/* The process spoken of at or before a sentence; the first one where none was yet; NULL: none. */
static talks_process *process_near(const talks_work *w, uint32_t sentence)
{
    uint32_t low = 0, high = w->mention_count;
    while (low < high) {
        uint32_t middle = (low + high) / 2;
        if (talks_token(w, w->mentions[middle].core)->sentence <= sentence)
            low = middle + 1;
        else
            high = middle;
    }
    while (low > 0 && w->mentions[low - 1].process < 0)
        low--;
    uint32_t at = low > 0 ? low - 1 : 0;
    return w->mention_count > 0 && w->mentions[at].process >= 0 ? &w->processes[w->mentions[at].process] : NULL;
}

static talks_process *process_of(const talks_work *w, int32_t mention)
{
    return mention >= 0 && w->mentions[mention].process >= 0 ? &w->processes[w->mentions[mention].process] : NULL;
}

/* ---- verbs ----------------------------------------------------------------------------------------------------- */

static int32_t oblique(const talks_work *w, uint32_t verb, str preposition)
{
    for (int32_t c = talks_token(w, verb)->first_child; c >= 0; c = talks_token(w, c)->next_sibling) {
        int32_t k = record_child(w->doc, (uint32_t)c, REC_CASE);
        if (k >= 0 && str_equal(talks_token(w, k)->lower, preposition))
            return c;
    }
    return -1;
}

static int32_t own_subject(const talks_work *w, uint32_t verb, bool passive)
{
    int32_t s = record_child(w->doc, verb, REC_NSUBJ);
    return s < 0 && passive ? record_child(w->doc, verb, REC_NSUBJ_PASS) : s;
}

/* The subject of a verb, its own or the one that it shares ("are expected to focus"). */
static int32_t subject_of(const talks_work *w, uint32_t verb)
{
    int32_t s = own_subject(w, verb, false);
    const rec_token *t = talks_token(w, verb);
    bool shares = t->deprel == REC_XCOMP || t->deprel == REC_CONJ || t->deprel == REC_ADVCL;
    if (s < 0 && shares && t->head >= 0)
        s = own_subject(w, (uint32_t)t->head, true);
    if (s < 0 && (t->deprel == REC_ACL || t->deprel == REC_ACL_RELCL) && (t->morph & REC_MORPH_PAST) == 0)
        s = t->head;
    if (s >= 0 && t->deprel == REC_ACL_RELCL && talks_token(w, s)->upos == REC_PRON)
        s = t->head;
    return s;
}

static int32_t topic_at(const talks_work *w, uint32_t verb, const model_talks_topic *topic)
{
    if (topic->where == TALKS_AT_PREPOSITION)
        return oblique(w, verb, topic->preposition);
    if (topic->where == TALKS_AT_SUBJECT)
        return subject_of(w, verb);
    int32_t passive = record_child(w->doc, verb, REC_NSUBJ_PASS);
    return passive >= 0 ? passive : record_child(w->doc, verb, REC_OBJ);
}

static bool negated(const talks_work *w, uint32_t verb)
{
    if (talks_negated(w, verb))
        return true;
    int32_t up = talks_token(w, verb)->head; /* "failed to address" */
    return talks_token(w, verb)->deprel == REC_XCOMP && up >= 0 && (talks_roles(w, up) & TALKS_FAIL) != 0;
}

/* "topped the agenda", "dominated the talks": the process whose talks are the object, of a verb with its topic as
 * subject. */
static talks_process *process_of_object(const talks_work *w, uint32_t verb)
{
    int32_t object = record_child(w->doc, verb, REC_OBJ);
    talks_process *p = process_of(w, talks_at(w, object));
    if (p == NULL && object >= 0 && (talks_roles(w, object) & TALKS_SUBJECT) != 0)
        p = process_near(w, talks_token(w, verb)->sentence);
    return p;
}

/* The process of which a verb tells a topic; NULL: none. */
static talks_process *process_told(const talks_work *w, uint32_t verb, const model_talks_topic *t)
{
    int32_t subject = subject_of(w, verb);
    bool passive = record_child(w->doc, verb, REC_NSUBJ_PASS) >= 0;
    if (t->where == TALKS_AT_SUBJECT && !t->any)
        return process_of_object(w, verb);
    int32_t mention = talks_at(w, subject);
    if (passive && mention < 0) {
        int32_t in = oblique(w, verb, STR("in")), at = in >= 0 ? in : oblique(w, verb, STR("at"));
        mention = talks_at(w, at);
    }
    bool party = subject >= 0 ? talks_entity(w, subject) >= 0 : passive;
    talks_process *p = process_of(w, mention);
    return p == NULL && t->any && (party || t->where == TALKS_AT_SUBJECT)
               ? process_near(w, talks_token(w, verb)->sentence)
               : p;
}

static bool read_line(talks_work *w, uint32_t verb, const model_talks_topic *t)
{
    int32_t topic = topic_at(w, verb, t);
    talks_process *p = process_told(w, verb, t);
    if (topic < 0 || p == NULL || w->mention_at[topic] >= 0)
        return false;
    bool no = negated(w, verb);
    if (t->on || !no)
        add_items(w, p, (uint32_t)topic, t->on && !no, 0);
    return true;
}

/* The lines of a verb with its particle ("come up"), else of the verb alone. */
static const model_talks_topic *lines_of(const talks_work *w, uint32_t verb)
{
    char both[64];
    str lemma = talks_token(w, verb)->lemma;
    for (int32_t c = talks_token(w, verb)->first_child; c >= 0; c = talks_token(w, c)->next_sibling) {
        const rec_token *t = talks_token(w, c);
        if ((t->deprel != REC_COMPOUND_PRT && t->deprel != REC_ADVMOD) || lemma.n + t->lower.n + 1 > sizeof both)
            continue;
        memcpy(both, lemma.p, lemma.n);
        both[lemma.n] = ' ';
        memcpy(both + lemma.n + 1, t->lower.p, t->lower.n);
        const model_talks_topic *found = model_talks_topics(w->m, (str){both, lemma.n + 1 + t->lower.n});
        if (found != NULL)
            return found;
    }
    return model_talks_topics(w->m, lemma);
}

static void read_verb(talks_work *w, uint32_t verb)
{
    for (const model_talks_topic *t = lines_of(w, verb); t != NULL; t = model_talks_next_topic(w->m, t))
        if (read_line(w, verb, t))
            return;
}

/* "talks on X": a preposition on the talks; not a day ("on Monday") and not a place. */
static void read_preposition(talks_work *w, uint32_t token)
{
    const rec_token *t = talks_token(w, token);
    int32_t c = record_child(w->doc, token, REC_CASE);
    if (c < 0 || (talks_roles(w, c) & TALKS_ON) == 0 || t->head < 0 || (t->deprel != REC_NMOD && t->deprel != REC_OBL))
        return;
    int32_t mention = w->mention_at[t->head];
    talks_process *p = process_of(w, mention);
    if (p == NULL)
        return;
    if (w->time_at[token])
        return;
    add_items(w, p, token, !talks_negated(w, (uint32_t)t->head), 0);
}

/* "X is on the agenda", "X is off the table": the noun is the predicate of a copula or an oblique of its verb. */
static void read_agenda_phrase(talks_work *w, uint32_t token)
{
    int32_t c = record_child(w->doc, token, REC_CASE);
    bool on = is(w, c, "on"), off = is(w, c, "off");
    if ((!on && !off) || (!is(w, token, "agenda") && !is(w, token, "table")))
        return;
    int32_t subject = record_child(w->doc, token, REC_NSUBJ), head = talks_token(w, token)->head;
    bool no = talks_negated(w, token);
    if (subject < 0 && head >= 0) {
        subject = record_child(w->doc, (uint32_t)head, REC_NSUBJ);
        no = no || talks_negated(w, (uint32_t)head);
    }
    talks_process *p = process_near(w, talks_token(w, token)->sentence);
    if (subject >= 0 && p != NULL)
        add_items(w, p, (uint32_t)subject, on != no, 0);
}

void talks_topics(talks_work *w)
{
    if (w->process_count == 0)
        return;
    for (uint32_t t = 0; t < w->doc->token_count; t++) {
        const rec_token *token = talks_token(w, t);
        if (token->upos == REC_VERB)
            read_verb(w, t);
        else if (token->upos == REC_NOUN || token->upos == REC_PROPN) {
            read_agenda_phrase(w, t);
            read_preposition(w, t);
        }
    }
}
