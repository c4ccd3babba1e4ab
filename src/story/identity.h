/* SPDX-License-Identifier: MIT
 *
 * identity.h: whether two mentions tell of the same act.
 *
 * What must agree (type, reality, lands, time) is asked first; what may differ from report to report (place, words, people,
 * detail of the code) is weighed. The idea is that of cross-document event coreference by pairs (Bagga and Baldwin 1999), with
 * weights told here and measured by bench/identity on examples/talks.
 */
#ifndef STORY_IDENTITY_H
#define STORY_IDENTITY_H

#include "base/str.h"

enum { IDENTITY_LANDS = 16, IDENTITY_PEOPLE = 12, IDENTITY_WORDS = 48 };

typedef enum identity_reality { IDENTITY_REAL, IDENTITY_PLANNED, IDENTITY_UNREAL } identity_reality;

/* One mention, or an event as its mentions tell it. Days count from 1970-01-01. */
typedef struct identity_view {
    char type[16], mode[20], cameo[8];
    identity_reality reality;
    char actor[IDENTITY_LANDS][8], recipient[IDENTITY_LANDS][8]; /* lands of each side */
    uint32_t actor_count, recipient_count;
    uint32_t person[IDENTITY_PEOPLE]; /* people and organisations that take part: identity_add_person */
    uint32_t person_count;
    uint16_t word[IDENTITY_WORDS];    /* hashes of the sentence's content words, sorted, each once */
    uint32_t word_count;
    bool day_told;
    int32_t day, day_end; /* told days, or the report's day twice */
    int32_t published;
    char country[8];      /* of the place; "" not told */
    uint32_t place;       /* hash of its name; 0 not told, or a land or region, which often is what an act is about */
    bool place_hedged;
    bool here;            /* an event that the report at hand tells of already */
} identity_view;

identity_reality identity_reality_of(const char *status);
/* The content words of a sentence: without function words shorter than four letters, hashed. */
void identity_set_words(identity_view *v, str sentence);
/* Keeps a name as 24 bits of its hash, 7 of its land's, and whether it is a person's. False where no room is left. */
bool identity_add_person(identity_view *v, str name, str land, bool is_person);

/* 0 (cannot be the same) to about 1; IDENTITY_SAME and more: the same act. Symmetric. */
double identity_score(const identity_view *a, const identity_view *b);
#define IDENTITY_SAME 0.5

/* How many days later a place that is named may bring an act back to mind ("they then met in Istanbul"). */
#define IDENTITY_RECALL_DAYS 60
/* How many days apart two reports of an act may lie where no day is told. */
#define IDENTITY_DAYS 4

#endif
