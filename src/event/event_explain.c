/* SPDX-License-Identifier: MIT
 *
 * event_explain.c: the derivation of an act as a person would give it, a line a step: words that are read otherwise than the
 * parser did, the frame, each operator and each form of a verb with what it makes of the act, what the clauses around it
 * change, parties that no slot gave, doubts, and what fitted as well and lost.
 */
#include "event/event_work.h"

#include <string.h>

enum { LOSERS = 3 }; /* told at each word */

/* Text so far and the arena of the document; NULL once memory ran out. */
typedef struct telling {
    event_work *w;
    const work_act *act;
    const char *text;
} telling;

#define TELL(t, ...)                                                                                                   \
    ((t)->text = (t)->text ? join(&(t)->w->doc->memory, (t)->text, arena_format(&(t)->w->doc->memory, __VA_ARGS__)) : NULL)
#define WORD(t, token) (int)work_token((t)->w, token)->form.n, work_token((t)->w, token)->form.p

static const char *join(arena *a, const char *text, const char *line)
{
    return line ? arena_format(a, "%s  %s\n", text, line) : NULL;
}

static const char *type_of(const telling *t, const event_act *what)
{
    return what->type == EVENT_NONE ? "statement" : t->w->m->types[what->type].name;
}

static const char *cameo(const telling *t, uint32_t code) { return t->w->m->codes[code].cameo; }

/* " by composition.tsv:12", or nothing */
static const char *by(const telling *t, const char *rule)
{
    const char *text = rule ? arena_format(&t->w->doc->memory, " by %s", rule) : "";
    return text ? text : "";
}

/* ---- words ------------------------------------------------------------------------------------------------------------ */

enum { WORDS = 16 };

/* Words in the order of the text: those of a row first to `count`, each once. */
static const char *quote(const telling *t, uint32_t *at, uint32_t count)
{
    arena *a = &t->w->doc->memory;
    const char *text = "";
    for (uint32_t i = 1; i < count; i++)
        for (uint32_t k = i; k > 0 && at[k] < at[k - 1]; k--) {
            uint32_t swap = at[k];
            at[k] = at[k - 1], at[k - 1] = swap;
        }
    for (uint32_t i = 0; i < count; i++)
        if (i == 0 || at[i] != at[i - 1])
            text = arena_format(a, "%s%s%.*s", text ? text : "", i == 0 ? "" : at[i] == at[i - 1] + 1 ? " " : " … ", WORD(t, at[i]));
    return text ? text : "";
}

/* "will not go": a word with those under it that make its status. */
static uint32_t add_form(const telling *t, uint32_t token, uint32_t at[WORDS])
{
    const event_work *w = t->w;
    uint32_t count = 0;
    at[count++] = token;
    WORK_EACH_CHILD(w, token, c)
    {
        const rec_token *k = work_token(w, (uint32_t)c);
        bool attribute = k->deprel == REC_AMOD || k->deprel == REC_COMPOUND || k->deprel == REC_ADVMOD;
        bool aside = attribute && (work_in_class(w, (uint32_t)c, w->m->class_future) || work_in_class(w, (uint32_t)c, w->m->class_possible));
        bool verbal = k->deprel == REC_AUX_DEP || k->deprel == REC_AUX_PASS || k->deprel == REC_COP || (k->deprel == REC_MARK && k->upos == REC_PART_WORD);
        if (count < WORDS && (aside || verbal || work_in_class(w, (uint32_t)c, w->m->class_negator)))
            at[count++] = (uint32_t)c;
    }
    return count;
}

static const char *form_of(const telling *t, uint32_t token)
{
    uint32_t at[WORDS];
    return quote(t, at, add_form(t, token, at));
}

/* "went … on strike": the words of a step's trigger; of an operator, with its form. */
static const char *words_of(const telling *t, uint32_t step)
{
    uint32_t at[WORDS + EVENT_TRIGGER_WORDS] = {t->act->chain_token[step]}, token = at[0];
    uint32_t count = step > 0 ? add_form(t, token, at) : 1;
    return quote(t, at, count + match_words(t->w, token, t->act->chain[step], at + count));
}

/* A word whose place in the tree was put right (event_repair.c). */
static void tell_repair(telling *t, uint32_t token)
{
    const rec_token *now = work_token(t->w, token), *was = &t->w->doc->tokens[token];
    if (!work_has(t->w, token) || (now->head == was->head && now->deprel == was->deprel))
        return;
    const char *old = was->head < 0 ? "" : arena_format(&t->w->doc->memory, " of \"%.*s\"", WORD(t, (uint32_t)was->head));
    const char *new = now->head < 0 ? "" : arena_format(&t->w->doc->memory, " of \"%.*s\"", WORD(t, (uint32_t)now->head));
    TELL(t, "\"%.*s\" is read as %s%s; the parser has %s%s", WORD(t, token), record_deprel_name((rec_deprel)now->deprel), new ? new : "",
         record_deprel_name((rec_deprel)was->deprel), old ? old : "");
}

static void tell_repairs(telling *t)
{
    const act_parties *sides[] = {&t->act->actors, &t->act->recipients};
    for (uint32_t i = 0; i < t->act->chain_count; i++)
        tell_repair(t, t->act->chain_token[i]);
    for (int s = 0; s < 2; s++)
        for (uint32_t i = 0; i < sides[s]->count; i++)
            tell_repair(t, sides[s]->item[i].head);
}

/* ---- steps ------------------------------------------------------------------------------------------------------------ */

static const work_turn *first_turn(const work_act *act, uint32_t step)
{
    for (uint32_t i = 0; i < act->turn_count; i++)
        if (act->turns[i].step == step)
            return &act->turns[i];
    return NULL;
}

/* What the form of a step's word makes of the act: another act, or its status alone. */
static void tell_form(telling *t, uint32_t step)
{
    uint32_t token = t->act->chain_token[step];
    const event_operator *op = t->act->ops[step] != EVENT_NONE ? &t->w->m->operators[t->act->ops[step]] : NULL;
    bool refuses, future, denied = op && t->act->ops[step] != t->w->m->frames[t->act->chain[step]].op, turned = false;
    for (uint32_t i = 0; i < t->act->turn_count; i++) {
        const work_turn *x = &t->act->turns[i];
        if (x->step != step)
            continue;
        const event_code *c = &t->w->m->codes[x->code];
        const char *rule = i + 1 < t->act->turn_count && t->act->turns[i + 1].step == step ? t->act->turns[i + 1].rule_before : t->act->rules[step];
        TELL(t, "\"%s\" acts as the operator %s, which makes it %s (%s)%s", x->token == token ? form_of(t, token) : form_of(t, t->act->top),
             t->w->m->operators[x->op].name, c->cameo, c->name, by(t, rule));
        turned = true;
    }
    rec_status own = status_of(t->w, token, &refuses, &future);
    if (own != REC_HAPPENED && !turned && !denied)
        TELL(t, "\"%s\" is %s", form_of(t, token), record_status_name(own));
}

static void tell_frame(telling *t)
{
    const work_act *act = t->act;
    const event_frame *f = &t->w->m->frames[act->chain[0]];
    const work_turn *turn = first_turn(act, 0);
    uint32_t leaf = turn ? turn->before : act->codes[0];
    TELL(t, "\"%s\" is %s%s %s by %s", words_of(t, 0), f->act.type == EVENT_NONE ? "a " : "", type_of(t, &f->act), cameo(t, f->act.code), f->rule);
    if (leaf != f->act.code)
        TELL(t, "what it is about makes it %s (%s) by leaves.tsv", cameo(t, leaf), t->w->m->codes[leaf].name);
    tell_form(t, 0);
}

static void tell_operator(telling *t, uint32_t step)
{
    const work_act *act = t->act;
    const model_event *m = t->w->m;
    const event_frame *o = &m->frames[act->chain[step]];
    const work_turn *turn = first_turn(act, step);
    uint32_t code = turn ? turn->before : act->codes[step];
    const char *rule = turn ? turn->rule_before : act->rules[step], *denied = "";
    if (act->ops[step] != o->op)
        denied = arena_format(&t->w->doc->memory, ", denied and so %s", m->operators[act->ops[step]].name);
    if (code == act->codes[step - 1])
        TELL(t, "\"%s\" is the operator %s by %s%s, which leaves it %s%s", words_of(t, step), m->operators[o->op].name, o->rule,
             denied ? denied : "", cameo(t, code), by(t, rule));
    else
        TELL(t, "\"%s\" is the operator %s by %s%s, which makes it %s (%s)%s", words_of(t, step), m->operators[o->op].name, o->rule,
             denied ? denied : "", cameo(t, code), m->codes[code].name, by(t, rule));
    tell_form(t, step);
}

static void tell_whole(telling *t)
{
    const work_act *act = t->act;
    for (uint32_t i = 0; i < act->more_count; i++)
        TELL(t, "\"%.*s\" tells of the same force", WORD(t, act->more_token[i]));
    TELL(t, "together: %s %s, %s%s", type_of(t, &act->what), cameo(t, act->what.code), record_status_name(act->status),
         act->status != act->inside ? " as the clauses around it are" : "");
}

/* ---- parties and doubts ------------------------------------------------------------------------------------------------- */

static void tell_parties(telling *t)
{
    if (t->act->lent)
        TELL(t, "%s", t->act->lent);
    if (t->act->bound)
        TELL(t, "a party that no slot gave is looked for by %s", t->act->bound);
    else if (t->act->searched)
        TELL(t, "no slot gave the recipient: it stands in a phrase of the act");
}

/* ---- what lost ---------------------------------------------------------------------------------------------------------- */

static void tell_losers_at(telling *t, uint32_t step)
{
    const model_event *m = t->w->m;
    uint32_t frames[LOSERS], token = t->act->chain_token[step], below = step > 0 ? t->act->chain_token[step - 1] : EVENT_NONE;
    uint32_t count = match_losers(t->w, token, below, t->act->chain[step], LOSERS, frames);
    for (uint32_t i = 0; i < count; i++) {
        const event_frame *f = &m->frames[frames[i]];
        if (step > 0)
            TELL(t, "not used: \"%.*s\" as the operator %s by %s, which fits no closer", WORD(t, token), m->operators[f->op].name, f->rule);
        else
            TELL(t, "not used: %s %s by %s, which fits no closer", type_of(t, &f->act), cameo(t, f->act.code), f->rule);
    }
}

static void tell_losers(telling *t)
{
    const work_match *k = work_at(t->w, t->act->head);
    for (uint32_t i = 0; i < t->act->chain_count; i++)
        tell_losers_at(t, i);
    for (uint32_t i = 1; i < t->act->chain_count; i++) {
        uint32_t plain = work_at(t->w, t->act->chain_token[i])->plain;
        const event_frame *f = plain != EVENT_NONE && plain != t->act->chain[i] ? &t->w->m->frames[plain] : NULL;
        if (f && f->act.code != EVENT_NONE)
            TELL(t, "not used: \"%.*s\" as %s %s by %s, since an act stands under it", WORD(t, t->act->chain_token[i]), type_of(t, &f->act),
                 cameo(t, f->act.code), f->rule);
    }
    if (k->op != EVENT_NONE && k->op != k->plain)
        TELL(t, "not used: %s, which needs an act under \"%.*s\"", t->w->m->frames[k->op].rule, WORD(t, t->act->head));
}

const char *emit_derivation(event_work *w, const work_act *act, const event_doubt *doubt)
{
    telling t = {w, act, ""};
    tell_repairs(&t);
    tell_frame(&t);
    for (uint32_t i = 1; i < act->chain_count; i++)
        tell_operator(&t, i);
    tell_whole(&t);
    tell_parties(&t);
    if (doubt)
        TELL(&t, "a doubt (%d%%): %s, by %s", (int)(doubt->trust * 100 + 0.5), doubt->reason, doubt->rule);
    tell_losers(&t);
    return t.text;
}

static void tell_side(telling *t, const char *role, const act_parties *side)
{
    for (uint32_t i = 0; i < side->count; i++) {
        const rec_entity *e = side->item[i].entity >= 0 ? &t->w->doc->entities[side->item[i].entity] : NULL;
        str name = e ? e->name : record_text(t->w->doc, side->item[i].span);
        TELL(t, "%s %.*s%s%s", role, (int)name.n, name.p, e ? ", known by " : "", e ? e->rule : "");
    }
}

const char *emit_held(event_work *w, const work_act *act)
{
    telling t = {w, act, emit_derivation(w, act, NULL)};
    tell_side(&t, "actor", &act->actors);
    tell_side(&t, "recipient", &act->recipients);
    return t.text;
}

const char *emit_told_again(event_work *w, const char *derivation, const work_act *act)
{
    telling t = {w, act, derivation};
    TELL(&t, "\"%s\", %s %s by %s, is taken for the same act", words_of(&t, 0), type_of(&t, &act->what), cameo(&t, act->what.code),
         w->m->frames[act->chain[0]].rule);
    return t.text;
}
