/* SPDX-License-Identifier: MIT
 * value.h: what an expression of time says as a TIMEX3 value and as days. */
#ifndef TIME_VALUE_H
#define TIME_VALUE_H

#include "time/match.h"

/* What the expressions of a document are read from. */
typedef struct time_frame {
    rec_date published; /* year 0: unknown */
    bool history;       /* tells a past of many years: bare months and days follow the date told before */
    rec_date told;      /* the date told before; year 0: none yet; month and day 0 where it was wider */
    bool told_before_christ;
    int16_t middle_year; /* the middle one of the years that the text names, 0: none */
    int tense;          /* of the clause: -1 past, 0 unknown, 1 to come */
} time_frame;

/* Writes type, value, begin and end of `time` (value "" where it stays unresolved) and moves frame->told. False when
 * memory fails. */
bool value_of(time_frame *frame, const time_match *match, arena *memory, rec_time *time);

#endif
