/* SPDX-License-Identifier: MIT
 * write/phrase.h: pieces of a record as phrases for people. All go to the end of a flow. */
#ifndef WRITE_PHRASE_H
#define WRITE_PHRASE_H

#include "record/record.h"
#include "write/flow.h"

const rec_entity *phrase_entity(const rec_document *doc, int32_t index); /* NULL: none */
const rec_claim *phrase_claim(const rec_document *doc, int32_t index);
const rec_place *phrase_place_of(const rec_document *doc, int32_t index);
const rec_time *phrase_time_of(const rec_document *doc, int32_t index);

flow_style phrase_style(const rec_event *e); /* colour of its quad class */
/* "CONSULT", or "CAMEO 010" where PLOVER has no type. */
void phrase_type(flow *f, const rec_event *e);
void phrase_name(flow *f, const rec_document *doc, const rec_party *party); /* "Marco Rubio (USAGOV)", "Russia" */
void phrase_parties(flow *f, const rec_document *doc, const rec_party *parties, uint32_t count);
/* "Poland → Belarus", "Turkey and Greece", "? → Belarus". */
void phrase_dyad(flow *f, const rec_document *doc, const rec_event *e);
void phrase_place(flow *f, const rec_place *place, bool hedged);          /* "in Riyadh, SAU", "perhaps in the Gulf" */
void phrase_time(flow *f, const rec_document *doc, const rec_time *time); /* "2025-02", "2025-02-18", "“last month”" */
/* What of an event stands behind who and what: mode, status where `status` is set, place, time, third parties, victims,
 * certainty below 90 %; parted by " · ". */
void phrase_circumstances(flow *f, const rec_document *doc, const rec_event *e, bool status);
/* Who a claim comes from, the innermost first: "an official, via Tasnim". At most 8 steps. */
void phrase_sources(flow *f, const rec_document *doc, int32_t claim);
void phrase_number(flow *f, flow_style style, uint32_t number);
void phrase_decimal(flow *f, double value); /* at most two places */
/* Words of the text, cut off with "…" where they are longer than `most` code points; 0: never. */
void phrase_words(flow *f, flow_style style, str words, unsigned most);
/* Title, outlet, date, byline and id between two rules. */
void phrase_report_head(flow *f, const rec_document *doc);

#endif
