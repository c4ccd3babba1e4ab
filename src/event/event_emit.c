/* SPDX-License-Identifier: MIT
 *
 * event_emit.c: writes acts as events of the record. An act needs a party that is an entity; an act told twice in a
 * sentence ("met for talks") becomes one event. The main event is chosen by weight: early sentences, the main clause,
 * outer words, both sides named.
 */
#include "event/event_work.h"

#include <string.h>

/* An outlet that is named tells of acts; "a newspaper" may well act itself. */
static bool is_outlet(const event_work *w, const rec_party *p)
{
    const rec_document *doc = w->doc;
    int32_t mention = work_token(w, p->head)->mention;
    bool named = mention < 0 || (uint32_t)mention >= doc->mention_count || doc->mentions[mention].kind == REC_NAME;
    return named && p->entity >= 0 && (uint32_t)p->entity < doc->entity_count && doc->entities[p->entity].media;
}

static void drop_media(const event_work *w, act_parties *from)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < from->count; i++)
        if (!is_outlet(w, &from->item[i]))
            from->item[kept++] = from->item[i];
    from->count = kept;
}

static bool is_plural(const event_work *w, const rec_party *p)
{
    bool entity = p->entity >= 0 && w->doc->entities[p->entity].plural;
    return entity || (work_token(w, p->head)->morph & REC_MORPH_PLUR) != 0;
}

static bool has_entity(const act_parties *p)
{
    for (uint32_t i = 0; i < p->count; i++)
        if (p->item[i].entity >= 0)
            return true;
    return false;
}

/* Whether an operator made another act of it. */
static bool has_outer(const event_work *w, const work_act *act)
{
    for (uint32_t i = 1; i < act->chain_count; i++)
        if (!w->m->operators[w->m->frames[act->chain[i]].op].same_act)
            return true;
    return false;
}

/* "Ottawa was asked to pay": the passive leaves out who does it. */
static bool is_agentless(const event_work *w, const work_act *act)
{
    return act->actors.count == 0 && act->recipients.count > 0 && tree_child(w, act->top, REC_AUX_PASS) >= 0;
}

/* Whether the parties that the act's frames ask for are there. */
static bool has_parties(const event_work *w, work_act *act)
{
    uint32_t all = act->actors.count + act->recipients.count;
    if (!has_entity(&act->actors) && !has_entity(&act->recipients))
        return false;
    uint32_t flags = w->m->frames[act->chain[0]].flags;
    if (act->chain_count > 1)
        flags &= ~(uint32_t)EVENT_FLAG_BOTH;
    if (has_outer(w, act)) /* "condemned the sanctions": those of the inner act need not be told */
        flags &= ~(uint32_t)(EVENT_FLAG_ACTOR | EVENT_FLAG_RECIPIENT);
    if (act->chain_count > 1)
        flags |= w->m->frames[act->chain[act->chain_count - 1]].flags & (EVENT_FLAG_ACTOR | EVENT_FLAG_RECIPIENT);
    act->unsaid = (flags & EVENT_FLAG_ACTOR) && is_agentless(w, act);
    if (all == 0 || ((flags & EVENT_FLAG_ACTOR) && act->actors.count == 0 && !act->unsaid) ||
        ((flags & EVENT_FLAG_RECIPIENT) && act->recipients.count == 0))
        return false;
    if ((flags & EVENT_FLAG_TWO) && act->actors.count < 2)
        return false;
    return !(flags & EVENT_FLAG_BOTH) || all > 1 || (act->actors.count == 1 && is_plural(w, &act->actors.item[0]));
}

static bool same_side(const rec_party *a, uint32_t na, const rec_party *b, uint32_t nb)
{
    for (uint32_t i = 0; i < na; i++) {
        bool found = false;
        for (uint32_t k = 0; k < nb && !found; k++)
            found = a[i].entity == b[k].entity;
        if (!found)
            return false;
    }
    return true;
}

static bool is_related(const event_work *w, const work_act *act, const work_done *d)
{
    for (uint32_t i = 0; i < d->chain_count; i++)
        for (uint32_t k = 0; k < act->chain_count; k++)
            if (d->chain_token[i] == act->chain_token[k])
                return true;
    (void)w;
    return false;
}

/* "The meeting followed the talks": one after the other, and so two. */
static bool is_ordered(const event_work *w, const work_act *act, const work_done *d)
{
    uint32_t token = act->head;
    bool apart = false;
    for (int i = 0; i < 5; i++) {
        for (uint32_t k = 0; i > 0 && k < d->chain_count; k++)
            if (d->chain_token[k] == token)
                return apart || work_in_class(w, token, w->m->class_after);
        uint32_t p = tree_preposition(w, token);
        apart = apart || (p != EVENT_NONE && (model_event_in_class(w->m, p, w->m->class_after) || model_event_in_class(w->m, p, w->m->class_before)));
        if (work_token(w, token)->head < 0)
            return false;
        token = (uint32_t)work_token(w, token)->head;
    }
    return false;
}

/* "cut ties and imposed an embargo", "abducted one and killed the other": verbs of their own that tell of other things. */
static bool is_other_deed(const event_work *w, const work_act *act, const work_done *d)
{
    const rec_event *e = &w->doc->events[d->event];
    return act->top != d->top && tree_is_verbal(w, act->top) && tree_is_verbal(w, d->top) && !is_related(w, act, d) &&
           strcmp(e->cameo, w->m->codes[act->what.code].cameo) != 0 &&
           tree_first_conjunct(w, act->top) == tree_first_conjunct(w, d->top);
}

/* The same act told before in this sentence: of the same type and status, with no party that the other lacks. Gives its
 * index in done, or done_count. */
static uint32_t find_same(const event_work *w, const work_act *act, const char *type)
{
    for (uint32_t i = 0; i < w->done_count; i++) {
        const rec_event *e = &w->doc->events[w->done[i].event];
        if (strcmp(e->type, type) != 0 || (e->status == REC_NEGATED) != (act->status == REC_NEGATED))
            continue;
        if ((type[0] == '\0' && strcmp(e->cameo, w->m->codes[act->what.code].cameo) != 0) || is_ordered(w, act, &w->done[i]) ||
            is_other_deed(w, act, &w->done[i]))
            continue;
        bool inside = same_side(act->actors.item, act->actors.count, e->actors, e->actor_count) &&
                      same_side(act->recipients.item, act->recipients.count, e->recipients, e->recipient_count);
        bool around = same_side(e->actors, e->actor_count, act->actors.item, act->actors.count) &&
                      same_side(e->recipients, e->recipient_count, act->recipients.item, act->recipients.count);
        if (inside || around || (is_related(w, act, &w->done[i]) && inside))
            return i;
    }
    return w->done_count;
}

static void copy_parties(rec_party *to, uint32_t *count, const act_parties *from)
{
    for (uint32_t i = 0; i < from->count; i++) {
        bool known = false;
        for (uint32_t k = 0; k < *count && !known; k++)
            known = to[k].entity == from->item[i].entity;
        if (!known && *count < REC_PARTIES)
            to[(*count)++] = from->item[i];
    }
}

/* Heads above a token, clauses of reports not counted. */
double emit_depth(const event_work *w, uint32_t token)
{
    double depth = 0;
    for (int i = 0; i < WORK_CLIMB; i++) {
        const rec_token *t = work_token(w, token);
        if (t->head < 0)
            break;
        uint32_t head = (uint32_t)t->head;
        bool report = model_event_in_class(w->m, w->lemma[head - w->first], w->m->class_report);
        if (!(report && (t->deprel == REC_CCOMP || t->deprel == REC_PARATAXIS)))
            depth += t->deprel == REC_CONJ ? 0.7 : t->deprel == REC_ACL_RELCL || t->deprel == REC_ADVCL ? 1.5 : 1;
        token = head;
    }
    return depth;
}

static double weigh(const event_work *w, const work_act *act)
{
    const rec_sentence *s = &w->doc->sentences[work_token(w, act->head)->sentence];
    uint32_t index = work_token(w, act->head)->sentence;
    double weight = 100 - 5.0 * (index < 12 ? index : 12) - 8 * emit_depth(w, act->top);
    weight += s->part == REC_PART_TITLE ? 4 : 0;
    weight += act->actors.count > 0 ? 6 : 0;
    weight += act->recipients.count > 0 || act->actors.count > 1 ? 6 : 0;
    weight += 2.0 * (act->chain_count - 1);
    weight -= act->purpose ? 12 : 0;
    weight -= act->status == REC_NEGATED ? 6 : act->status >= REC_POSSIBLE ? 4 : 0;
    weight -= act->kept ? 10 : 0;
    weight -= act->bound ? 3 : 0;
    weight -= act->what.type == EVENT_NONE ? 2 : 0;
    if (w->m->frames[act->chain[0]].flags & EVENT_FLAG_WEAK)
        weight -= 12;
    return weight;
}

/* The words that name the act: its outer word; with a light verb, everything from the verb to the noun when near, else the noun. */
static rec_span trigger_of(const event_work *w, const work_act *act)
{
    uint32_t a = act->top, b = act->head;
    if (a > b) {
        uint32_t swap = a;
        a = b, b = swap;
    }
    if (b - a > 4)
        a = b = has_outer(w, act) ? act->top : act->head;
    return (rec_span){work_token(w, a)->span.begin, work_token(w, b)->span.end};
}

static const char *rule_of(event_work *w, const work_act *act)
{
    arena *a = &w->doc->memory;
    const char *rule = w->m->frames[act->chain[0]].rule;
    for (uint32_t i = 0; i < act->chain_count; i++) {
        if (i > 0)
            rule = arena_format(a, "%s + %s", rule ? rule : "", w->m->frames[act->chain[i]].rule);
        if (act->rules[i])
            rule = arena_format(a, "%s + %s", rule ? rule : "", act->rules[i]);
    }
    if (act->bound)
        rule = arena_format(a, "%s + %s", rule ? rule : "", act->bound);
    return rule;
}

static void set_code(const event_work *w, const work_act *act, rec_event *e)
{
    const model_event *m = w->m;
    const event_code *c = &m->codes[act->what.code];
    memcpy(e->cameo, c->cameo, sizeof e->cameo);
    e->goldstein = c->goldstein;
    e->type = "";
    if (act->what.type != EVENT_NONE) {
        e->type = m->types[act->what.type].name;
        e->quad = m->types[act->what.type].quad;
        e->score = m->types[act->what.type].score;
    }
    if (act->what.mode != EVENT_NONE) {
        e->mode = m->modes[act->what.mode].name;
        e->score = m->modes[act->what.mode].score;
    }
    for (uint8_t i = 0; i < act->what.context_count && e->context_count < REC_CONTEXTS; i++)
        e->contexts[e->context_count++] = m->contexts[act->what.contexts[i]];
}

static double certainty_of(rec_status s)
{
    switch (s) {
    case REC_PLANNED: return 0.8;
    case REC_POSSIBLE: return 0.5;
    case REC_HYPOTHETICAL: return 0.3;
    default: return 1.0;
    }
}

static void remember(event_work *w, const work_act *act, uint32_t event)
{
    if (w->done_count == WORK_DONE)
        return;
    work_done *d = &w->done[w->done_count++];
    *d = (work_done){.event = event, .top = act->top, .chain_count = act->chain_count};
    memcpy(d->chain_token, act->chain_token, sizeof d->chain_token);
    for (uint32_t i = 0; i < act->more_count && d->chain_count < WORK_CHAIN; i++)
        d->chain_token[d->chain_count++] = act->more_token[i];
}

/* An act told again adds its words and parties to the event. */
static void merge(event_work *w, const work_act *act, work_done *d)
{
    rec_event *e = &w->doc->events[d->event];
    copy_parties(e->actors, &e->actor_count, &act->actors);
    copy_parties(e->recipients, &e->recipient_count, &act->recipients);
    e->derivation = emit_told_again(w, e->derivation, act);
    double weight = weigh(w, act);
    if (weight > e->weight)
        e->weight = weight;
    for (uint32_t i = 0; i < act->chain_count && d->chain_count < WORK_CHAIN; i++)
        d->chain_token[d->chain_count++] = act->chain_token[i];
}

/* Harm that nobody is said to have done ("were killed when a tree fell") is force only beside other force. */
static bool is_accident(const event_work *w, const work_act *act)
{
    if (!(w->m->frames[act->chain[0]].flags & EVENT_FLAG_HARM) || act->actors.count > 0 || act->more_count > 0)
        return false;
    for (uint32_t i = w->doc->event_count; i-- > 0 && w->doc->event_count - i < 24;)
        if (strcmp(w->doc->events[i].type, "ASSAULT") == 0)
            return false;
    return true;
}

/* Keeps an act that is held back for those who ask why; it is no event. */
static void hold_back(event_work *w, const work_act *act, const event_doubt *d)
{
    const char *derivation = emit_held(w, act);
    rec_held *h = RECORD_ADD(w->doc, held, held_count);
    if (h)
        *h = (rec_held){work_token(w, act->head)->sentence, trigger_of(w, act), d->rule, d->reason, derivation};
}

/* Who is a party in the end: those of the act told before, nobody twice. */
static void settle_parties(const event_work *w, work_act *act)
{
    recall_parties(w, act);
    drop_media(w, &act->actors);
    if (act->reciprocal) {
        for (uint32_t i = 0; i < act->recipients.count; i++)
            party_put(&act->actors, act->recipients.item[i]);
        act->recipients.count = 0;
    }
    party_remove(&act->recipients, &act->actors);
    if (act->what.type != EVENT_NONE && model_event_binding(w->m, EVENT_BIND_ABROAD, act->what.type))
        party_remove_places(w, &act->recipients, &act->actors);
    party_drop_settings(w, &act->recipients);
    party_remove(&act->thirds, &act->actors);
    party_remove(&act->thirds, &act->recipients);
}

static void write_event(event_work *w, const work_act *act, const event_doubt *doubt)
{
    rec_document *doc = w->doc;
    rec_event *e = RECORD_ADD(doc, events, event_count);
    if (!e)
        return;
    e->sentence = work_token(w, act->head)->sentence;
    e->head = act->head;
    e->trigger = trigger_of(w, act);
    set_code(w, act, e);
    copy_parties(e->actors, &e->actor_count, &act->actors);
    copy_parties(e->recipients, &e->recipient_count, &act->recipients);
    copy_parties(e->third_parties, &e->third_count, &act->thirds);
    e->status = act->status;
    e->certainty = certainty_of(act->status);
    e->claim = e->place = e->time = e->killed = e->injured = -1;
    e->weight = weigh(w, act);
    e->rule = rule_of(w, act);
    e->trust = doubt ? doubt->trust : 1;
    if (doubt)
        e->rule = arena_format(&doc->memory, "%s + %s", e->rule ? e->rule : "", doubt->rule);
    e->derivation = emit_derivation(w, act, doubt);
    remember(w, act, doc->event_count - 1);
}

void emit_act(event_work *w, const work_act *given)
{
    work_act act = *given;
    settle_parties(w, &act);
    bool bare = (w->m->frames[act.chain[0]].flags & EVENT_FLAG_INNER) && !has_outer(w, &act);
    if (bare || !has_parties(w, &act) || is_accident(w, &act))
        return;
    const char *type = act.what.type == EVENT_NONE ? "" : w->m->types[act.what.type].name;
    uint32_t same = find_same(w, &act, type);
    if (same < w->done_count) {
        merge(w, &act, &w->done[same]);
        return;
    }
    const event_doubt *doubt = abstain_find(w, &act);
    if (doubt && doubt->trust <= 0) {
        hold_back(w, &act, doubt);
        return;
    }
    write_event(w, &act, doubt);
}

void emit_main(rec_document *doc)
{
    doc->main_event = -1;
    for (uint32_t i = 0; i < doc->event_count; i++)
        if (doc->main_event < 0 || doc->events[i].weight > doc->events[doc->main_event].weight)
            doc->main_event = (int32_t)i;
    if (doc->main_event >= 0 && record_is_statement(&doc->events[doc->main_event]))
        doc->main_event = -1;
}
