/* SPDX-License-Identifier: MIT
 *
 * story/negotiation.h: which talks of many reports are one negotiation, and which of their rounds are one round. Plain data
 * in and out, so that a ledger can use it on what it has stored. */
#ifndef STORY_NEGOTIATION_H
#define STORY_NEGOTIATION_H

#include "base/str.h"
#include "record/record.h"

#include <stddef.h>

enum { NEGOTIATION_PEOPLE = 12, NEGOTIATION_EVENTS = 4 };

/* A round as one report tells it, or as several do (negotiation_take). */
typedef struct negotiation_round {
    uint32_t number;    /* 0: not told */
    int32_t begin, end; /* days since 1970 (record_date_days); begin > end: not told */
    str country;        /* of its place, alpha-3; empty: not told */
    bool to_come;       /* planned or possible; else held, going on or called off */
    int32_t published;  /* day of the report, the last one of several */
    uint32_t person[NEGOTIATION_PEOPLE]; /* hashes of the delegates' names */
    uint32_t person_count;
    int64_t event[NEGOTIATION_EVENTS];   /* the acts that it is */
    uint32_t event_count;
} negotiation_round;

/* Talks as one report tells of them. */
typedef struct negotiation_report {
    const str *parties; /* [party_count] codes of the parties ("USA"), without repetition */
    uint32_t party_count;
    const negotiation_round *rounds; /* [round_count] */
    uint32_t round_count;
    int32_t published; /* day of the report, as above */
} negotiation_report;

/* How likely two reports speak of one negotiation: 0 to 1; at NEGOTIATION_SAME and above they are taken for the same. */
#define NEGOTIATION_SAME 0.5
double negotiation_likeness(const negotiation_report *a, const negotiation_report *b);

/* Whether two rounds of one negotiation are the same: the same number; else no number against it, and days that meet or
 * a place that is the same within a week. */
bool negotiation_same_round(const negotiation_round *a, const negotiation_round *b);

/* Which of the rounds that are known is told of: one with the same event that nothing contradicts, else the same round as above, else,
 * where a day or a number is not told, the nearest one that was held before the report, or is announced, not elsewhere and not by
 * other people. -1: none. */
int negotiation_round_of(const negotiation_round *known, size_t count, const negotiation_round *told);
/* Whether two rounds that were told apart turn out to be one, by event, number or day. */
bool negotiation_is_one(const negotiation_round *a, const negotiation_round *b);
/* Adds to a round what a report tells of it: the narrowest days, the first number and land, all people. */
void negotiation_take(negotiation_round *round, const negotiation_round *told);

#endif
