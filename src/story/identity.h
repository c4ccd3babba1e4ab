/* SPDX-License-Identifier: MIT
 *
 * identity.h: whether two mentions tell of the same act.
 *
 * In: a mention and an event, or two events, each as an identity_view: an event's is the sum of its mentions'. Out: how likely
 * they are one act. Type, reality, lands and time must be able to agree; lands, sides, days, words, people, places, mode and code
 * are then weighed by a logistic function. The idea is that of cross-document event coreference by pairs (Bagga and Baldwin
 * 1999) with clusters kept as sums, so that the cost of a comparison does not grow with a cluster (Rao et al. 2010). The weights
 * (identity_weights.c) were learned by bench/identity on examples/talks and examples/stories.
 */
#ifndef STORY_IDENTITY_H
#define STORY_IDENTITY_H

#include "base/str.h"

enum { IDENTITY_LANDS = 16, IDENTITY_PEOPLE = 12, IDENTITY_PARTIES = 12, IDENTITY_WORDS = 64, IDENTITY_SPOTS = 6 };

typedef enum identity_reality { IDENTITY_REAL, IDENTITY_PLANNED, IDENTITY_UNREAL } identity_reality;

/* A town, a site or a province. */
typedef struct identity_spot {
    uint32_t name, province; /* hashes; province 0: not known */
    int16_t lat, lon;        /* hundredths of a degree; IDENTITY_NO_POINT: not known */
    bool wide;               /* a province */
} identity_spot;
#define IDENTITY_NO_POINT INT16_MAX

/* One mention, or an event as its mentions tell it. Days count from 1970-01-01. */
typedef struct identity_view {
    char type[16], mode[20], cameo[8];
    identity_reality reality;
    uint32_t mentions; /* that it sums up; 1 for a mention */
    char actor[IDENTITY_LANDS][8], recipient[IDENTITY_LANDS][8];                   /* lands of each side */
    uint8_t actor_told[IDENTITY_LANDS], recipient_told[IDENTITY_LANDS];            /* mentions that name them, at most 255 */
    uint32_t actor_count, recipient_count;
    uint32_t person[IDENTITY_PEOPLE]; /* people and organisations that take part: identity_add_person */
    uint32_t person_count;
    uint32_t party[IDENTITY_PARTIES]; /* all who take part, by side: identity_add_party */
    uint32_t party_count;
    uint16_t word[IDENTITY_WORDS];    /* hashes of content words, sorted, each once */
    uint8_t word_told[IDENTITY_WORDS];
    uint32_t word_count;
    identity_spot spot[IDENTITY_SPOTS]; /* where it was, or what it struck; nothing wider than a province */
    uint32_t spot_count;
    bool day_told;
    int32_t day, day_end; /* told days, or the report's day twice */
    int32_t published;    /* 0: not known */
    char country[8];      /* of the place; "" not told */
    bool place_hedged;
    bool here;            /* an event that the report at hand tells of already */
} identity_view;

/* ---- making views: identity_view.c ------------------------------------------------------------------------------------- */

identity_reality identity_reality_of(const char *status);
/* The content words of a text: without function words shorter than four letters, hashed; at most IDENTITY_WORDS. */
void identity_set_words(identity_view *v, str words);
void identity_add_land(identity_view *v, bool acts, const char *land); /* passed over where no room is left, or "" */
/* Keeps a name as 24 bits of its hash, 7 of its land's, and whether it is a person's. False where no room is left. */
bool identity_add_person(identity_view *v, str name, str land, bool is_person);
/* Keeps 31 bits of a name's hash and its side. Passed over where no room is left. */
void identity_add_party(identity_view *v, bool acts, str name);
/* `province` may be empty; a province is its own. lat, lon: degrees, beyond 90 or 180 where unknown. */
void identity_add_spot(identity_view *v, str name, str province, bool wide, double lat, double lon);
/* Adds what a mention, or another event, tells to an event. Day, country and status are left alone. */
void identity_merge(identity_view *event, const identity_view *more);

/* ---- comparing: identity.c ------------------------------------------------------------------------------------------------ */

/* How many of the events that might be meant hold a word, by its hash; makes rare words weigh more. */
typedef struct identity_rarity {
    uint16_t holders[65536];
    uint32_t events;
} identity_rarity;
void identity_count_words(identity_rarity *r, const identity_view *event);

typedef enum identity_feature {
    IDENTITY_BIAS, IDENTITY_LANDS_AGREE, IDENTITY_ONE_LAND, IDENTITY_ONE_LAND_ONLY, IDENTITY_NO_LAND, IDENTITY_ACTORS,
    IDENTITY_ACTORS_APART, IDENTITY_RECIPIENTS, IDENTITY_RECIPIENTS_APART, IDENTITY_SAME_DAY, IDENTITY_NEXT_DAY, IDENTITY_WIDE_DAY,
    IDENTITY_DAY_FITS, IDENTITY_DAY_OPEN, IDENTITY_RECALLED, IDENTITY_DAY_HERE, IDENTITY_COSINE, IDENTITY_CONTAINED, IDENTITY_PERSON,
    IDENTITY_OTHER_PERSON, IDENTITY_BODY, IDENTITY_SAME_SPOT, IDENTITY_NEAR, IDENTITY_SAME_COUNTRY, IDENTITY_ELSEWHERE,
    IDENTITY_FORCE_ELSEWHERE, IDENTITY_SPOT_AND_DAY, IDENTITY_HERE, IDENTITY_SAME_MODE, IDENTITY_OTHER_MODE, IDENTITY_SAME_CODE,
    IDENTITY_OTHER_ROOT, IDENTITY_VERBAL, IDENTITY_BY_PHONE, IDENTITY_VISIT_OR_NOT, IDENTITY_SAME_ACTOR,
    IDENTITY_OTHER_ACTOR_HERE, IDENTITY_SAME_RECIPIENT, IDENTITY_OTHER_RECIPIENT_HERE, IDENTITY_FEATURES
} identity_feature;

extern const double identity_weights[IDENTITY_FEATURES];     /* learned; of the natural logarithm of odds */
extern const char *const identity_names[IDENTITY_FEATURES];

/* False: they cannot be the same. Symmetric. `rarity` may be NULL: all words weigh the same. */
bool identity_compare(const identity_view *a, const identity_view *b, const identity_rarity *rarity, double feature[IDENTITY_FEATURES]);
/* 0 (cannot be the same) to 1; IDENTITY_SAME and more: the same act. */
double identity_score(const identity_view *a, const identity_view *b, const identity_rarity *rarity, const double *weights);
#define IDENTITY_SAME 0.5

/* How many days later a place that is named may bring an act back to mind ("they then met in Istanbul"). */
#define IDENTITY_RECALL_DAYS 60
/* How many days apart two reports of an act may lie where no day is told. */
#define IDENTITY_DAYS 4

#endif
