/* SPDX-License-Identifier: MIT
 * claim/assemble.h: from labelled tokens to claims, chains and events. */
#ifndef CLAIM_ASSEMBLE_H
#define CLAIM_ASSEMBLE_H

#include "claim/context.h"

/* Puts sources and contents to their cues and adds doc->claims, in text order of their cues. */
void claim_assemble(claim_context *c, const uint8_t *labels);

/* The content of a cue by the tree alone: at most two spans, their number; *head: its token. */
uint32_t claim_content_by_tree(const claim_context *c, const claim_piece *cue, rec_span to[2], int32_t *head);

/* Is the cue's clause or phrase a remark on another clause? */
bool claim_is_remark(const rec_document *doc, uint32_t cue);
/* A part that stops before the middle of the cue's complement goes on to its end. */
void claim_content_extend(const claim_context *c, const claim_piece *cue, claim_piece *part);

/* Adds claims that the grammar shows plainly and the labels left out. */
void claim_find_plain(claim_context *c);

/* Adds claims that hand on another's word ("X reports, citing Y"; "X quoted Y as saying"), and claims that stand inside
 * another's content where an event rests on them; sets `within` of all. Gives for every token the innermost claim whose
 * content holds it, -1 for none; NULL when out of memory. */
int32_t *claim_chain(claim_context *c);

/* Sets manner, kind and entity of the source of one claim, from its spans. */
void claim_describe(const claim_context *c, rec_claim *claim);

/* Sets claim, certainty and status of the events; `owner` as claim_chain gave it. */
void claim_hang_events(const claim_context *c, const int32_t *owner);

#endif
