/* SPDX-License-Identifier: MIT
 * model/time.h: words of time (data/times/words.tsv) and the patterns of expressions (data/times/expressions.tsv), loaded
 * once, read-only afterwards, shared by all threads. */
#ifndef MODEL_TIME_H
#define MODEL_TIME_H

#include "base/arena.h"
#include "base/map.h"
#include "dragoman.h"

/* Classes of words, as bits. The last five are read off the digits of a word, the rest stand in words.tsv. */
enum {
    TIME_MONTH = 1 << 0, TIME_WEEKDAY = 1 << 1, TIME_SEASON = 1 << 2, TIME_DAYPART = 1 << 3, TIME_UNIT = 1 << 4,
    TIME_UNITS = 1 << 5, TIME_NUM = 1 << 6, TIME_HUNDRED = 1 << 7, TIME_ORD = 1 << 8, TIME_FUZZY = 1 << 9,
    TIME_DEICTIC = 1 << 10, TIME_EDGE = 1 << 11, TIME_AMPM = 1 << 12, TIME_ERA = 1 << 13, TIME_ZONE = 1 << 14,
    TIME_HOLIDAY = 1 << 15, TIME_OFTEN = 1 << 16, TIME_DECADE = 1 << 17, TIME_HALF = 1 << 18, TIME_JOINT = 1 << 24, TIME_CENTURY = 1 << 25,
    TIME_YEAR = 1 << 19, TIME_DAY = 1 << 20, TIME_CLOCK = 1 << 21, TIME_ISO = 1 << 22, TIME_SLASH = 1 << 23
};
#define TIME_CLASSES 26

typedef struct time_word {
    uint32_t class;     /* one TIME_ bit, 0: only a literal of some pattern */
    const char *value;
    bool capital, noun; /* only where written with a capital; only where tagged a noun */
    int32_t more;       /* next reading of the same word, -1 */
    int32_t literal;    /* number of the literal, -1: no pattern names this word; the same in all readings */
} time_word;

#define TIME_ALTERNATIVES 8
#define TIME_ELEMENTS 12
#define TIME_NAMES 64
#define TIME_LITERALS 512 /* most different literals in all patterns */

typedef struct time_element {
    uint32_t class;                      /* TIME_ bit, or 0 */
    int32_t literal[TIME_ALTERNATIVES];  /* [literal_count] */
    uint32_t literal_count;
    int32_t name;                        /* index of the named pattern, -1 */
    bool optional;
} time_element;

typedef enum time_action {
    TIME_DATE, TIME_SHIFT, TIME_MOVE, TIME_SAME, TIME_SPAN, TIME_SET, TIME_REF, TIME_NUMBER, TIME_NONE, TIME_ACTION_COUNT
} time_action;

typedef struct time_pattern {
    int32_t name;  /* -1: an expression itself */
    int32_t next;  /* next pattern of the same name, -1 */
    time_element element[TIME_ELEMENTS];
    uint32_t count;
    time_action action;
    const char *argument; /* "" where none */
    const char *example;  /* "text => value", "" where none */
    const char *rule;     /* "expressions.tsv:41" */
    uint32_t first_class; /* classes that it can begin with */
    uint64_t first_literal[TIME_LITERALS / 64]; /* bits of the literals that it can begin with */
} time_pattern;

typedef struct model_time {
    arena memory;
    map words;             /* lower-case word -> index of its first reading */
    time_word *word;
    uint32_t word_count, literal_count;
    map names;             /* name -> number */
    uint32_t name_count;
    int32_t named[TIME_NAMES]; /* first pattern of each name */
    time_pattern *pattern; /* in the order of the file */
    uint32_t pattern_count;
} model_time;

/* *m owned: free with model_time_free. */
DGM_CHECK dgm_status model_time_load(model_time **m, const char *data_dir, const char *model_dir, dgm_error *err);
void model_time_free(model_time *m); /* NULL is fine */

#endif
