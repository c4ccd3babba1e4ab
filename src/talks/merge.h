/* SPDX-License-Identifier: MIT
 *
 * talks/merge.h: which talks of many reports are one negotiation, and which of their rounds are one round. Plain data
 * in and out, so that a ledger can use it on what it has stored. */
#ifndef TALKS_MERGE_H
#define TALKS_MERGE_H

#include "base/str.h"
#include "record/record.h"

#include <stddef.h>

typedef struct talks_seen_round {
    uint32_t number;    /* 0: not told */
    int32_t begin, end; /* days since 1970 (record_date_days); begin > end: not told */
    str country;        /* of its place, alpha-3; empty: not told */
    rec_status status;
} talks_seen_round;

/* Talks as one report tells of them. */
typedef struct talks_seen {
    const str *parties; /* [party_count] codes of the parties ("USA"), without repetition */
    uint32_t party_count;
    const talks_seen_round *rounds; /* [round_count] */
    uint32_t round_count;
    int32_t published; /* day of the report, as above */
} talks_seen;

/* How likely two reports speak of one negotiation: 0 to 1; at TALKS_SAME and above they are taken for the same. */
#define TALKS_SAME 0.5
double talks_likeness(const talks_seen *a, const talks_seen *b);

/* Whether two rounds of one negotiation are the same: the same number; else no number against it, and days that meet or
 * a place that is the same within a week. */
bool talks_same_round(const talks_seen_round *a, const talks_seen_round *b);

/* Groups talks in the order given (best by day of publication): group[i] becomes the index of the first one of the same
 * negotiation. Each is held against the last report of every group so far. Time: `count` times groups. */
void talks_merge(const talks_seen *seen, size_t count, size_t *group);

#endif
