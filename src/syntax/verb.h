/* SPDX-License-Identifier: MIT
 *
 * verb.h: the lemma of a verb, checked against the list of verbs.
 *
 * The tagger picks a lemma script by the look of a word and makes "fink" of fought and "shel" of shelled. Here the forms
 * of English are undone by rule (Minnen, Carroll and Pearce 2001 is the full treatment): what is left must be a verb
 * that is listed. The tagger's choice stays when it is among these candidates, or when there is none.
 */
#ifndef SYNTAX_VERB_H
#define SYNTAX_VERB_H

#include "base/arena.h"
#include "model/syntax_verbs.h"

/* The lemma of the form `lower` (lower case) of a verb, where the tagger says `chosen`. Gives `chosen`, a slice of `lower`, a
 * verb of the list, or a new string in `memory`. */
str verb_lemma(const syntax_verbs *verbs, str lower, str chosen, arena *memory);

#endif
