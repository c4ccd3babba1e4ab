/* SPDX-License-Identifier: MIT
 *
 * pipeline/conllu.h: trees for sentences and words that are given as CoNLL-U.
 *
 * Comments, words, multiword tokens and MISC stay as they are; lemma, tags, features, heads and relations are made
 * anew; empty nodes and enhanced dependencies are left out. Only the columns ID and FORM (and SpaceAfter=No in MISC)
 * are read.
 */
#ifndef PIPELINE_CONLLU_H
#define PIPELINE_CONLLU_H

#include "pipeline/engine.h"

/* Parses the sentences in `block` (whole ones, each ended by a blank line or the end of the block) and adds them to
 * `out`. `doc` is scratch. `line` is the number of the block's first line; errors tell the line at fault. */
DGM_CHECK dgm_status conllu_parse(const dgm_engine *engine, str block, uint32_t line, rec_document *doc, strbuf *out,
                                  dgm_error *err);
/* How many bytes at the begin of `text` are whole sentences; 0 where there is no blank line yet. */
size_t conllu_whole(str text);

#endif
