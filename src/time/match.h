/* SPDX-License-Identifier: MIT
 * match.h: which pattern of time stands at an atom, and what it holds. */
#ifndef TIME_MATCH_H
#define TIME_MATCH_H

#include "time/atoms.h"

/* What a match holds; 0, NULL or false where it does not. */
typedef struct time_found {
    int16_t year, month, day, weekday, decade;
    const char *season, *part, *edge, *unit, *often, *holiday, *deictic, *fuzzy;
    double number;      /* count of units */
    bool plural;        /* a unit in the plural */
    bool is_century;
    bool has_number, has_clock, before_christ, after_noon, before_noon, half;
    uint8_t hour, minute;
    double ordinal;
} time_found;

typedef struct time_match {
    const time_pattern *pattern;
    uint32_t begin, end; /* atoms */
    time_found found;
} time_match;

/* The longest expression that begins at atom `at`; of equals the first in the file. False where none does. */
bool match_at(const model_time *m, const time_atom *atoms, uint32_t count, uint32_t at, time_match *match);

#endif
