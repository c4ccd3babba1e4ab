/* SPDX-License-Identifier: MIT
 * actor/draft.h: what the draft*.c files of this folder share. */
#ifndef ACTOR_DRAFT_H
#define ACTOR_DRAFT_H

#include "actor/work.h"

/* The tokens of a name itself, inclusive. */
typedef struct actor_core {
    uint32_t first, last;
} actor_core;

static inline bool actor_is_hyphen(const rec_token *t)
{
    return t->form.n == 1 && t->form.p[0] == '-';
}

static inline bool actor_is_capital(const rec_token *t)
{
    return t->form.n > 0 && (unsigned char)t->form.p[0] != (unsigned char)t->lower.p[0];
}

/* ---- draft.c ---- */
actor_draft *actor_draft_new(actor_work *w, uint32_t head, rec_mention_kind kind); /* NULL: out of memory */
/* Notes the gender that a word tells, and whether it says that an office is over. */
void actor_draft_note(const actor_work *w, actor_draft *d, uint32_t token);
/* True where the token stands in the phrase of `head` before it. */
bool actor_is_premodifier(const actor_work *w, uint32_t token, uint32_t head);
/* Sets the span: titles and premodifiers that stand directly before the core, the core, and behind a noun its "of". */
void actor_draft_span(const actor_work *w, actor_draft *d, uint32_t begin);

/* ---- draft_title.c ---- */
void actor_strip_titles(const actor_work *w, actor_draft *d, actor_core *c);      /* off the left end */
void actor_strip_inner_title(const actor_work *w, actor_draft *d, actor_core *c); /* "Florida | Senator | Smith" */
void actor_find_title(const actor_work *w, actor_draft *d, uint32_t begin);       /* outside of the core */

#endif
