/* SPDX-License-Identifier: MIT
 *
 * event_compose.c: from a matched frame to an act, and up through the operators over it.
 *
 *   "Kyiv rejected a US offer to host talks":  talks 046  <host>  043  <offer>  AGREE 036  <reject>  REJECT 125
 *
 * At each step the composition table says what the operator makes of the act; the operator's slots say who the parties
 * are then ("in.A": the inner actors). The future and refusal of a verb form ("will", "will not") act as the operators
 * will and refuse. Cost: one walk from the act to the clause above its last operator.
 */
#include "event/event_work.h"

#include <string.h>

/* The parties of the inner act, while an operator's slots are filled. */
typedef struct inner_parties {
    const act_parties *actors, *recipients;
    uint32_t token;
} inner_parties;

/* "rejected Chad's plan": the phrase of the owner of what an act is done to is the whole of it. */
static void widen(const event_work *w, uint32_t owner, const event_path *path, act_parties *to, uint32_t from)
{
    bool owns = path->then == EVENT_AT_POSS || path->then == EVENT_AT_ADJ ||
                (path->then == EVENT_AT_PREP && path->then_word == model_event_word(w->m, STR("of")));
    int32_t whole = work_token(w, owner)->head;
    for (uint32_t i = from; i < to->count && owns && whole >= 0; i++)
        to->item[i].phrase = party_phrase(w, (uint32_t)whole, &to->item[i]);
}

static bool fill_path(const event_work *w, uint32_t token, const event_path *path, const inner_parties *in, bool doer,
                      act_parties *to)
{
    const act_parties *from = path->step == EVENT_AT_INNER_ACTORS       ? in->actors
                              : path->step == EVENT_AT_INNER_RECIPIENTS ? in->recipients
                                                                        : NULL;
    if (path->step == EVENT_AT_INNER_SUBJ) {
        int32_t s = in->actors ? tree_subject(w, in->token) : -1;
        return s >= 0 && party_add(w, (uint32_t)s, to);
    }
    if (from) {
        for (uint32_t i = 0; i < from->count; i++)
            party_put(to, from->item[i]);
        return from->count > 0;
    }
    if (path->step == EVENT_AT_INNER_ACTORS || path->step == EVENT_AT_INNER_RECIPIENTS)
        return false;
    uint32_t at[WORK_FILLERS];
    unsigned n = tree_walk(w, token, path, at);
    bool found = false;
    for (unsigned i = 0; i < n; i++) {
        uint32_t before = to->count;
        if (at[i] == token || !work_has(w, at[i]))
            continue;
        if (at[i] == in->token) { /* "rejected a Kenyan call": the act itself is nobody, but it is somebody's */
            found |= in->actors && party_add_owner(w, at[i], to);
            continue;
        }
        found |= (doer ? party_add_doer(w, at[i], to) : party_add(w, at[i], to)) || party_add_words(w, at[i], to);
        widen(w, at[i], path, to, before);
    }
    return found;
}

static act_parties *role_of(work_act *act, uint8_t role)
{
    switch ((event_role)role) {
    case EVENT_ACTOR:
    case EVENT_PARTNER: return &act->actors;
    case EVENT_RECIPIENT: return &act->recipients;
    case EVENT_THIRD: return &act->thirds;
    default: return NULL;
    }
}

/* Where the tree gives a verb no subject, the party that stands right before it: "with A and B leading the talks". */
static void add_left_neighbour(const event_work *w, uint32_t token, work_act *act)
{
    if (work_token(w, token)->upos != REC_VERB || tree_is_passive(w, token) || tree_own_subject(w, token) >= 0)
        return;
    uint32_t at = token;
    while (at > w->first && !party_is(w, at - 1) &&
           (work_token(w, at - 1)->upos == REC_ADV || work_token(w, at - 1)->upos == REC_AUX))
        at--;
    if (at == w->first)
        return;
    at--;
    for (int i = 0; i < 4; i++) {
        const rec_token *t = work_token(w, at);
        bool inside = t->deprel == REC_FLAT || t->deprel == REC_COMPOUND || t->deprel == REC_NMOD_DESC ||
                      t->deprel == REC_CONJ;
        if (party_is(w, at) && t->deprel != REC_CONJ)
            break;
        if (!inside || t->head < 0 || (uint32_t)t->head > at)
            break;
        at = (uint32_t)t->head;
    }
    uint32_t p = tree_preposition(w, at);
    const rec_entity *e = party_entity(w, at); /* "a blast in [Kabul] wounded" */
    bool where = p != EVENT_NONE && model_event_in_class(w->m, p, w->m->class_standing) && e &&
                 (e->kind == REC_PLACE || e->kind == REC_COUNTRY);
    if (party_is(w, at) && !where)
        act->own_party |= party_add(w, at, &act->actors);
}

static bool is_new(const act_parties *known, const act_parties *found)
{
    for (uint32_t i = 0; i < found->count; i++)
        if (!party_has(known, found->item[i].entity))
            return true;
    return false;
}

/* "X said he had warned Y", with "he" taken for Y: nobody does it to himself, so the speaker does it. */
static bool take_speaker(const event_work *w, uint32_t token, const act_parties *whom, work_act *act)
{
    static const event_path speaker = {.step = EVENT_AT_SPEAKER};
    act_parties says = {.count = 0};
    inner_parties none = {NULL, NULL, token};
    if (act->actors.count != 1 || work_token(w, act->actors.item[0].head)->upos != REC_PRON ||
        !fill_path(w, token, &speaker, &none, true, &says))
        return false;
    party_remove(&says, whom);
    if (says.count == 0)
        return false;
    act->actors = says;
    return true;
}

static bool is_inner(const event_path *path)
{
    return path->step == EVENT_AT_INNER_ACTORS || path->step == EVENT_AT_INNER_RECIPIENTS;
}

/* Whether the subject of a passive, to whom it is done, is somebody of whom nothing is known. */
static bool is_unknown(const event_work *w, uint32_t token, const event_path *path, const inner_parties *in)
{
    int32_t subject = path->step == EVENT_AT_OBJ && path->then == EVENT_AT_NONE && tree_is_passive(w, token)
                          ? tree_own_subject(w, token)
                          : -1;
    return subject >= 0 && (uint32_t)subject != in->token && in->token != token && !party_is(w, (uint32_t)subject) &&
           work_at(w, (uint32_t)subject)->plain == EVENT_NONE && work_at(w, (uint32_t)subject)->op == EVENT_NONE;
}

/* "called on guests to oppose it": who is to do what a clause says stands there, though nobody knows of him. */
static bool is_addressed(const event_work *w, uint32_t token, const event_path *path, const inner_parties *in)
{
    bool argument = path->step == EVENT_AT_OBJ || path->step == EVENT_AT_IOBJ || path->step == EVENT_AT_PREP;
    uint32_t at[WORK_FILLERS];
    act_parties found = {.count = 0};
    if (!argument || path->then != EVENT_AT_NONE || !in->actors || work_token(w, in->token)->upos != REC_VERB ||
        tree_walk(w, token, path, at) != 1 || at[0] == in->token || !work_has(w, at[0]))
        return false;
    const rec_token *t = work_token(w, at[0]);
    return t->upos == REC_NOUN && (t->morph & REC_MORPH_PLUR) && work_at(w, at[0])->plain == EVENT_NONE &&
           work_at(w, at[0])->op == EVENT_NONE && at[0] < in->token && !party_add(w, at[0], &found);
}

/* Whether what a slot of an act of force has found under a preposition are but places. */
static bool says_where(const event_work *w, const event_frame *f, unsigned slot, unsigned path, const act_parties *found)
{
    const event_slot *s = &f->slots[slot];
    bool force = f->act.type != EVENT_NONE && w->m->types[f->act.type].quad == 4;
    if (!force || s->role != EVENT_RECIPIENT || s->add || s->paths[path].step != EVENT_AT_PREP)
        return false;
    for (uint32_t i = 0; i < found->count; i++)
        if (found->item[i].entity < 0 || w->doc->entities[found->item[i].entity].kind != REC_PLACE)
            return false;
    return found->count > 0;
}

/* "I hear reports that rebels attacked": a pronoun of which nothing is known joins no party that is. */
static bool are_pronouns(const event_work *w, const act_parties *these)
{
    for (uint32_t i = 0; i < these->count; i++)
        if (these->item[i].entity >= 0 || work_token(w, these->item[i].head)->upos != REC_PRON)
            return false;
    return true;
}

/* Fills the roles of a frame at `token`. A role that holds someone is left alone unless the slot adds; a path that
 * gives only parties of the other roles is passed over. The subject of a noun's clause ("arrived for talks with B")
 * counts only beside a party of the noun's own: frames name it last. An actor's slot behind that of the second actor is
 * for an act of which only the latter is told. */
static void fill_slots(const event_work *w, uint32_t token, const event_frame *f, const inner_parties *in,
                       work_act *act)
{
    bool partner = false, others = act->actors.count + act->recipients.count > 0, told = others;
    for (unsigned i = 0; i < f->slot_count; i++) {
        const event_slot *s = &f->slots[i];
        act_parties *to = role_of(act, s->role);
        bool other_side = s->role == EVENT_ACTOR && partner && !told && work_token(w, token)->deprel == REC_OBL;
        if (!to || (to->count > 0 && !s->add && s->role != EVENT_PARTNER && !other_side) ||
            (s->role == EVENT_PARTNER && partner))
            continue;
        act_parties where = {.count = 0};
        bool unknown = false;
        for (unsigned p = 0; p <= s->path_count; p++) {
            act_parties found = {.count = 0};
            bool last = p == s->path_count, clause = !last && s->paths[p].step == EVENT_AT_CLAUSE;
            unknown = unknown || (!last && is_unknown(w, token, &s->paths[p], in));
            if (!last && s->role == EVENT_RECIPIENT && is_addressed(w, token, &s->paths[p], in))
                unknown = act->addressed = true;
            if (unknown && !last && is_inner(&s->paths[p]))
                continue; /* "the man is accused of an attack on Chad": of him nobody knows, but it is not Chad */
            if (last)
                found = where;
            else if ((clause && !others) || !fill_path(w, token, &s->paths[p], in, s->role == EVENT_ACTOR, &found))
                continue;
            if (!last && where.count == 0 && says_where(w, f, i, p, &found)) {
                where = found; /* "fired on a square at the police": to whom may yet come */
                continue;
            }
            act_parties whole = found;
            if (s->role == EVENT_RECIPIENT || s->role == EVENT_THIRD)
                party_remove(&found, &act->actors);
            if (found.count == 0 && s->role == EVENT_RECIPIENT && take_speaker(w, token, &whole, act))
                found = whole;
            if (s->role == EVENT_THIRD)
                party_remove(&found, &act->recipients);
            if (s->role == EVENT_ACTOR && !s->add)
                party_remove(&found, &act->recipients);
            if (found.count == 0 || !is_new(to, &found) || (to->count > 0 && are_pronouns(w, &found)))
                continue;
            partner = partner || s->role == EVENT_PARTNER;
            told = told || s->role == EVENT_ACTOR;
            others = true;
            for (uint32_t k = 0; k < found.count; k++)
                party_put(to, found.item[k]);
            act->own_party = true;
            if (!s->add)
                break;
        }
    }
}

static void add_context(event_act *what, uint8_t context)
{
    if (!memchr(what->contexts, context, what->context_count) && what->context_count < EVENT_ACT_CONTEXTS)
        what->contexts[what->context_count++] = context;
}

/* Contexts that the words of the act itself show choose the leaf: "military aid" is 072. */
static void find_leaf(const event_work *w, uint32_t token, event_act *what, int depth)
{
    WORK_EACH_CHILD(w, token, c)
    {
        uint32_t child = (uint32_t)c, i = child - w->first;
        uint8_t d = work_token(w, child)->deprel;
        if (d != REC_AMOD && d != REC_COMPOUND && d != REC_OBJ && d != REC_NMOD && d != REC_OBL && d != REC_CONJ &&
            d != REC_ADVMOD && d != REC_ADVCL && d != REC_ACL && d != REC_XCOMP && d != REC_NSUBJ_PASS)
            continue;
        uint8_t context = w->lemma[i] != EVENT_NONE ? w->m->word_context[w->lemma[i]] : 0;
        if (!context && w->form[i] != EVENT_NONE)
            context = w->m->word_context[w->form[i]];
        if (context) {
            uint32_t leaf = model_event_leaf(w->m, what->code, context - 1u);
            if (leaf != what->code) {
                what->code = leaf;
                for (uint8_t k = 0; k < w->m->codes[leaf].context_count; k++)
                    add_context(what, w->m->codes[leaf].contexts[k]);
                return;
            }
        }
        if (depth < 2)
            find_leaf(w, child, what, depth + 1);
    }
}

static void note(work_act *act, uint32_t frame, uint32_t token, uint32_t op, const char *rule)
{
    if (act->chain_count == WORK_CHAIN)
        return;
    act->chain[act->chain_count] = frame;
    act->chain_token[act->chain_count] = token;
    act->ops[act->chain_count] = op;
    act->rules[act->chain_count++] = rule;
}

/* Remembers what the act has become by its last step. */
static void note_code(work_act *act)
{
    if (act->chain_count > 0)
        act->codes[act->chain_count - 1] = act->what.code;
}

static void set_outer(event_act *what, const event_act *outer)
{
    event_act inner = *what;
    *what = *outer;
    for (uint8_t i = 0; i < inner.context_count; i++)
        add_context(what, inner.contexts[i]);
}

/* The last step of the chain is turned into what a line of composition.tsv makes of it. */
static void turn(uint32_t op, uint32_t token, const event_rule *r, work_act *act)
{
    uint32_t step = act->chain_count - 1;
    if (act->turn_count < WORK_TURNS)
        act->turns[act->turn_count++] =
            (work_turn){step, op, token, act->what.code, r->outer.code, act->rules[step]};
    set_outer(&act->what, &r->outer);
    act->rules[step] = r->rule;
}

/* Whether an act is done to somebody; of a noun that may yet be found out. */
static bool may_be_onto(const event_work *w, const work_act *act)
{
    return act->recipients.count > 0 || !tree_is_verbal(w, act->head);
}

/* The verb form's own operator: "will" intends, "will not" refuses. */
static void apply_form(const event_work *w, bool refuses, bool future, work_act *act)
{
    if (!future || act->status == REC_HYPOTHETICAL)
        return;
    uint32_t op = refuses ? w->m->op_refuse : w->m->op_will;
    const event_rule *r = model_event_compose(w->m, op, &act->what, may_be_onto(w, act));
    if (refuses && act->what.type != EVENT_NONE && w->m->types[act->what.type].quad > 2)
        return; /* "will not attack": simply denied */
    if (r && !r->same && !r->none) {
        turn(op, act->top, r, act);
        act->status = refuses ? REC_HAPPENED : REC_PLANNED;
    }
}

/* "X said that Y must do it": X demands it of Y. */
static void apply_duty(event_work *w, uint32_t token, work_act *act)
{
    static const event_path speaker = {.step = EVENT_AT_SPEAKER}, subject = {.step = EVENT_AT_SUBJ};
    int32_t aux = status_duty(w, token);
    inner_parties none = {NULL, NULL, token};
    act_parties says = {.count = 0}, does = {.count = 0};
    if (aux < 0 || !fill_path(w, token, &speaker, &none, true, &says))
        return;
    const event_rule *r = model_event_compose(w->m, w->m->op_demand, &act->what, may_be_onto(w, act));
    if (!r || r->same || r->none)
        return;
    if (!fill_path(w, token, &subject, &none, true, &does))
        does = act->recipients;
    turn(w->m->op_demand, (uint32_t)aux, r, act);
    act->actors = says, act->recipients = does;
    act->reciprocal = false;
    act->status = REC_HAPPENED;
    work_at(w, (uint32_t)aux)->applied = true;
}

/* "did not allow": the operator's own act, denied, is what its opposite makes of it. */
static void apply_negation(const event_work *w, const event_frame *f, work_act *act)
{
    uint32_t op = f->op != EVENT_NONE && act->status == REC_NEGATED ? w->m->operators[f->op].negated : EVENT_NONE;
    const event_rule *r = op != EVENT_NONE ? model_event_compose(w->m, op, &act->what, may_be_onto(w, act)) : NULL;
    if (!r || r->same || r->none)
        return;
    turn(op, act->top, r, act);
    act->status = REC_HAPPENED;
}

static void begin_act(event_work *w, uint32_t token, work_act *act)
{
    const event_frame *f = &w->m->frames[work_at(w, token)->plain];
    inner_parties none = {NULL, NULL, token};
    bool refuses, future;
    *act = (work_act){.head = token, .top = token, .what = f->act};
    act->reciprocal = (f->flags & EVENT_FLAG_RECIPROCAL) != 0;
    fill_slots(w, token, f, &none, act);
    if (act->actors.count == 0 || (act->reciprocal && act->actors.count == 1 && tree_subject(w, token) < 0))
        add_left_neighbour(w, token, act);
    find_leaf(w, token, &act->what, 0);
    note(act, work_at(w, token)->plain, token, EVENT_NONE, NULL);
    act->status = status_of(w, token, &refuses, &future);
    apply_negation(w, f, act);
    apply_form(w, refuses, future, act);
    note_code(act);
}

static rec_status effect(event_effect e, rec_status inner, rec_status outer)
{
    switch (e) {
    case EVENT_OWN: return outer;
    case EVENT_KEEP: return status_join(inner, outer);
    case EVENT_PLANNED: return outer == REC_NEGATED ? REC_NEGATED : status_join(REC_PLANNED, outer);
    case EVENT_POSSIBLE: return status_join(status_join(inner, REC_POSSIBLE), outer);
    case EVENT_NEGATED: return outer == REC_NEGATED ? inner : REC_NEGATED;
    case EVENT_ONGOING: return outer == REC_HAPPENED ? status_join(inner, REC_ONGOING) : status_join(inner, outer);
    }
    return inner;
}

/* The same act, said through another word: its slots add parties. */
static void carry(event_work *w, uint32_t token, const event_frame *f, const inner_parties *in, work_act *act)
{
    int32_t own = tree_is_verbal(w, in->token) ? tree_own_subject(w, in->token) : -1;
    bool told = own >= 0 && (uint32_t)own != token && act->actors.count > 0;
    act_parties recipients = act->recipients;
    if (!told || tree_is_verbal(w, token)) /* "confirmed reports that rebels killed": not done by who confirms */
        fill_slots(w, token, f, in, act);
    if (act->reciprocal)
        act->recipients = recipients; /* "gave them talks": no partner */
    if (f->flags & EVENT_FLAG_RECIPROCAL)
        act->reciprocal = true;
}

static void wrap(event_work *w, uint32_t token, const event_frame *f, const inner_parties *in, work_act *act)
{
    act_parties none = {.count = 0};
    act->actors = act->recipients = none;
    act->own_party = false;
    fill_slots(w, token, f, in, act);
    act->reciprocal = (f->flags & EVENT_FLAG_RECIPROCAL) != 0;
}

/* "agreed not to attack": not to do what harms is to leave off doing it. The rule that says so; NULL where none does. */
static const event_rule *turn_denied(const event_work *w, const event_operator *op, const work_act *act)
{
    if (act->status != REC_NEGATED || op->same_act || op->keeps_inner || act->what.type == EVENT_NONE ||
        w->m->types[act->what.type].quad != 4)
        return NULL;
    const event_rule *r = model_event_compose(w->m, w->m->op_end, &act->what, may_be_onto(w, act));
    return r && !r->same && !r->none ? r : NULL;
}

static bool names_parties(const event_frame *f)
{
    for (unsigned i = 0; i < f->slot_count; i++)
        if (f->slots[i].role == EVENT_ACTOR || f->slots[i].role == EVENT_RECIPIENT)
            return true;
    return false;
}

/* Applies the operator at `token` to the act below it. False: it makes nothing of it, the climb ends. */
static bool apply(event_work *w, uint32_t below, uint32_t token, uint32_t frame, work_act *act, work_act *inner,
                  bool *has_inner)
{
    const event_frame *f = &w->m->frames[frame];
    const event_operator *op = &w->m->operators[f->op];
    bool refuses, future;
    rec_status own = status_of(w, token, &refuses, &future);
    uint32_t op_id = f->op;
    if (own == REC_NEGATED && !refuses && op->negated != EVENT_NONE && !op->same_act && tree_is_verbal(w, token)) {
        op_id = op->negated;
        own = REC_HAPPENED;
    }
    const event_rule *left = turn_denied(w, op, act);
    const event_rule *r = model_event_compose(w->m, op_id, left ? &left->outer : &act->what, may_be_onto(w, act));
    if (!r || r->none)
        return false;
    if (left)
        set_outer(&act->what, &left->outer), act->status = REC_HAPPENED;
    act_parties actors = act->actors, recipients = act->recipients;
    inner_parties in = {&actors, &recipients, below};
    bool inner_now = op->keeps_inner && !*has_inner && !r->same;
    if (inner_now)
        *inner = *act, inner->kept = true, *has_inner = true;
    if (op->same_act || (r->same && !names_parties(f)))
        carry(w, token, f, &in, act);
    else
        wrap(w, token, f, &in, act);
    if (inner_now && (f->flags & EVENT_FLAG_SUBJECT) && inner->actors.count == 0 && !op->same_act)
        inner->actors = act->actors; /* "claimed responsibility for the attack" */
    if (!r->same)
        set_outer(&act->what, &r->outer);
    act->status = effect(w->m->operators[op_id].effect, act->status, own);
    act->top = token;
    work_at(w, token)->applied = true;
    note(act, frame, token, op_id, r->rule);
    apply_form(w, refuses, future, act);
    note_code(act);
    return true;
}

/* The operator over `first`: its head, or the object beside it that it may as well belong to ("ordered a halt to aid").
 * EVENT_NONE where none takes it; `*at` is its token. */
static uint32_t find_operator(const event_work *w, uint32_t first, uint32_t *at)
{
    int32_t head = work_token(w, first)->head;
    if (head < 0 || !work_has(w, (uint32_t)head))
        return EVENT_NONE;
    *at = (uint32_t)head;
    uint32_t frame = work_at(w, *at)->op != EVENT_NONE ? match_operator(w, *at, first) : EVENT_NONE;
    WORK_EACH_CHILD(w, (uint32_t)head, c)
    {
        uint8_t d = work_token(w, (uint32_t)c)->deprel;
        if (frame == EVENT_NONE && (uint32_t)c < first && (d == REC_OBJ || d == REC_NSUBJ_PASS) &&
            work_at(w, (uint32_t)c)->op != EVENT_NONE) {
            frame = match_operator(w, (uint32_t)c, first);
            *at = (uint32_t)c;
        }
    }
    return frame;
}

bool compose_act(event_work *w, uint32_t token, work_act *act, work_act *inner, bool *has_inner)
{
    *has_inner = false;
    if (work_at(w, token)->plain == EVENT_NONE)
        return false;
    begin_act(w, token, act);
    uint32_t below = token;
    for (int i = 0; i < WORK_CLIMB; i++) {
        uint32_t at = below, frame = find_operator(w, tree_first_conjunct(w, below), &at);
        if (frame == EVENT_NONE || !apply(w, below, at, frame, act, inner, has_inner))
            break;
        below = at;
    }
    apply_duty(w, act->top, act);
    bind_parties(w, act);
    act->inside = act->status;
    act->status = status_around(w, act->top, act->status, &act->purpose);
    if (*has_inner) {
        bool purpose = false;
        inner->inside = inner->status;
        inner->status = status_around(w, inner->top, inner->status, &purpose);
        inner->purpose = purpose;
    }
    return true;
}
