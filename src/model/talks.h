/* SPDX-License-Identifier: MIT
 * model/talks.h: words of negotiations (knowledge for stage talks), loaded once, read-only afterwards, shared by all
 * threads. */
#ifndef MODEL_TALKS_H
#define MODEL_TALKS_H

#include "base/str.h"
#include "dragoman.h"

typedef struct model_talks model_talks;

/* Roles of a word, as bits; words.tsv says what each means. */
enum {
    TALKS_TALKS = 1 << 0,
    TALKS_GATHERING = 1 << 1,
    TALKS_SESSION = 1 << 2,
    TALKS_ORDINAL = 1 << 3,
    TALKS_FUTURE = 1 << 4,
    TALKS_PAST = 1 << 5,
    TALKS_PREPARE = 1 << 6,
    TALKS_HAPPEN = 1 << 7,
    TALKS_RUN = 1 << 8,
    TALKS_CANCEL = 1 << 9,
    TALKS_LEAD = 1 << 10,
    TALKS_HOST = 1 << 11,
    TALKS_MEDIATE = 1 << 12,
    TALKS_PARTY = 1 << 13,
    TALKS_PLACING = 1 << 14,
    TALKS_AGREE = 1 << 15,
    TALKS_DEAL = 1 << 16,
    TALKS_FAIL = 1 << 17,
    TALKS_CONTINUE = 1 << 18,
    TALKS_SUBJECT = 1 << 19,
    TALKS_ON = 1 << 20,
    TALKS_PART = 1 << 21,
    TALKS_DOUBT = 1 << 22,
    TALKS_MEASURE = 1 << 23,
    TALKS_DELEGATION = 1 << 24,
    TALKS_MEET = 1 << 25,
    TALKS_GATHER = 1 << 26
};

typedef struct model_talks_word {
    uint32_t roles;
    uint32_t number; /* of an ordinal, else 0 */
} model_talks_word;

typedef enum model_talks_where { TALKS_AT_OBJECT, TALKS_AT_SUBJECT, TALKS_AT_PREPOSITION } model_talks_where;

/* One line of topics.tsv. */
typedef struct model_talks_topic {
    str lemma, preposition; /* borrowed from the model */
    model_talks_where where;
    bool on;       /* stance */
    bool any;      /* the subject need not be the talks */
    uint32_t next; /* further line of the same lemma, MAP_NONE: none */
} model_talks_topic;

/* Loads `data_dir`/talks. *m owned: free with model_talks_free. */
DGM_CHECK dgm_status model_talks_load(model_talks **m, const char *data_dir, const char *model_dir, dgm_error *err);
void model_talks_free(model_talks *m); /* NULL is fine */

model_talks_word model_talks_word_of(const model_talks *m, str lemma);
/* The first line of topics.tsv for a verb, and the next one; NULL: no more. */
const model_talks_topic *model_talks_topics(const model_talks *m, str lemma);
const model_talks_topic *model_talks_next_topic(const model_talks *m, const model_talks_topic *topic);

#endif
