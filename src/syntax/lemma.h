/* SPDX-License-Identifier: MIT
 *
 * lemma.h: lemmas as edit scripts, so that a tagger can choose one (after Chrupala 2006, and UDPipe 2, Straka 2018).
 *
 *   "l2+y"   lower case, two code points off the end, "y" on      parties -> party
 *   "k0+"    keep the form as it is                                Putin -> Putin
 *   "c0+"    first letter upper, the rest lower                    PUTIN -> Putin
 *   "=be"    the lemma itself                                      was -> be
 */
#ifndef SYNTAX_LEMMA_H
#define SYNTAX_LEMMA_H

#include "base/arena.h"
#include "base/str.h"

/* The shortest script that makes `lemma` from `form`, added to `to`. */
void lemma_script(str form, str lemma, strbuf *to);
/* Applies `script`; the result lives in `memory` (or is the form or the script itself). A script that cannot be applied
 * gives the form in lower case. */
str lemma_apply(str script, str form, str lower, arena *memory);

#endif
