/* SPDX-License-Identifier: MIT
 *
 * event_explain.c: the derivation of an act as a person would give it: words, frame, each operator with what it
 * changed, how each party was found, what lost against it.
 */
#include "event/event_work.h"

static const char *join(arena *a, const char *text, const char *line)
{
    return text && line ? arena_format(a, "%s%s", text, line) : NULL;
}

static const char *tell_loser(event_work *w, const char *text, const work_act *act)
{
    const work_match *k = work_at(w, act->head);
    if (k->op == EVENT_NONE || k->op == k->plain)
        return text;
    return join(&w->doc->memory, text,
                arena_format(&w->doc->memory, "  not used: %s, which needs an act under \"%.*s\"\n",
                             w->m->frames[k->op].rule, (int)work_token(w, act->head)->form.n,
                             work_token(w, act->head)->form.p));
}

const char *emit_derivation(event_work *w, const work_act *act)
{
    arena *a = &w->doc->memory;
    const event_frame *f = &w->m->frames[act->chain[0]];
    const rec_token *t = work_token(w, act->head);
    const char *text = arena_format(a, "  \"%.*s\" is %s %s by %s\n", (int)t->form.n, t->form.p,
                                    f->act.type == EVENT_NONE ? "a statement" : w->m->types[f->act.type].name,
                                    w->m->codes[f->act.code].cameo, f->rule);
    for (uint32_t i = 1; i < act->chain_count; i++) {
        const event_frame *o = &w->m->frames[act->chain[i]];
        const rec_token *u = work_token(w, act->chain_token[i]);
        const event_code *c = &w->m->codes[act->codes[i]];
        bool same = act->codes[i] == act->codes[i - 1];
        text = join(a, text,
                    arena_format(a, "  \"%.*s\" is the operator %s by %s, which %s %s%s%s%s%s\n", (int)u->form.n,
                                 u->form.p, w->m->operators[o->op].name, o->rule, same ? "leaves it" : "makes it", c->cameo,
                                 same ? "" : " (", same ? "" : c->name, same ? "" : ")",
                                 act->rules[i] ? arena_format(a, " by %s", act->rules[i]) : ""));
    }
    text = join(a, text, arena_format(a, "  together: %s %s, %s\n",
                                      act->what.type == EVENT_NONE ? "statement" : w->m->types[act->what.type].name,
                                      w->m->codes[act->what.code].cameo, record_status_name(act->status)));
    return tell_loser(w, text, act);
}
