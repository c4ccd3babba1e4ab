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
/* Has the cue a clause of its own before it: "C, she said" with the cue on top of the tree? */
bool claim_clause_before(const rec_document *doc, uint32_t cue);
/* A part that stops before the middle of the cue's complement goes on to its end. */
void claim_content_extend(const claim_context *c, const claim_piece *cue, claim_piece *part);

/* Adds a claim of one source (an empty span: nobody is named) and one content; its number, -1 when out of memory. */
int32_t claim_add(claim_context *c, uint32_t first_cue, uint32_t cue, rec_span source, rec_span content,
                  int32_t content_head);
/* Span of a noun phrase without what follows it as a clause of its own. */
rec_span claim_phrase_of(const rec_document *doc, uint32_t head);
/* Can the phrase under `token` speak: a person, an organisation, an outlet, "sources"? */
bool claim_can_speak(const claim_context *c, uint32_t token);
/* Is the word, as a verb, one of telling ("says", "reports"), whatever the tagger made of it? */
bool claim_is_telling_word(const claim_context *c, uint32_t token);
/* Do the tokens before `end` make a name or title? Gives its first token, `end` itself where there is none. */
uint32_t claim_name_before(const rec_document *doc, uint32_t end, uint32_t sentence_first);

/* Takes out claims whose cue is a deed of an event ("attacked a woman"); before any stands within another. */
void claim_drop_deeds(claim_context *c);

/* Adds "NAME reports, citing Y, that C" (two claims) and "NAME: C", "C: NAME", for which the tree is no help. */
void claim_find_by_marks(claim_context *c);

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
