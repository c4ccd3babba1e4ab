/* SPDX-License-Identifier: MIT
 *
 * place/work.h: what the steps of the stage hand on. All in the document's arena, above a mark that place_run takes. */
#ifndef PLACE_WORK_H
#define PLACE_WORK_H

#include "base/map.h"
#include "model/place.h"
#include "record/record.h"

#define PLACE_CANDIDATES 24 /* rows looked at for one name: those with most people */
#define PLACE_TOKENS 8      /* words and hyphens of the longest name */

#define PLACE_SURE 1.2f /* margin from which a reading hardly leaves a doubt */

/* A name of places in the document, one for all its mentions. */
typedef struct place_sense {
    const model_place_name *name; /* first of its spelling; identity together with `readings` */
    uint8_t readings;             /* flags under which names of this spelling may be read here */
    uint32_t rows[PLACE_CANDIDATES];
    float prior[PLACE_CANDIDATES];
    bool main[PLACE_CANDIDATES];
    uint32_t row_count;
    uint32_t best;  /* index into rows */
    float margin;   /* of the best over the second */
    float counted;  /* mentions that speak for the best one's country and region */
    uint32_t taken; /* mentions taken as places on their own evidence */
    uint32_t kinds; /* of all rows, 1 << model_place_kind */
    int32_t beside; /* sense of a place that the text says is near, -1 */
    float strength; /* what speaks for a place by itself, without context */
} place_sense;

typedef struct place_match {
    uint32_t first, last, head; /* tokens; the head is the highest in the tree */
    uint32_t sense;
    int32_t container;   /* match that it lies in ("Paris" in ", Texas"), -1 */
    uint32_t type_kinds; /* kinds that a word beside it speaks of, 0: none */
    uint32_t best;       /* row of the gazetteer, once resolved */
    float evidence;
    bool demonym, abbreviated, locative, taken, contains;
    bool unlisted; /* lies in the container, where the gazetteer has none of its name: "Paris, Idaho" */
} place_match;

typedef struct place_work {
    const model_place *model;
    rec_document *doc;
    place_match *matches; /* [match_count] in the order of the text, not overlapping */
    uint32_t match_count;
    place_sense *senses; /* [sense_count] */
    uint32_t sense_count;
    uint32_t *table; /* [table_room] senses by name, MAP_NONE empty; a power of two */
    uint32_t table_room;
    uint64_t *persons; /* [person_room] hashes of words in names of people, 0 empty; a power of two */
    uint32_t person_room, person_count;
} place_work;

bool place_find(place_work *w);    /* matches and senses; false: out of memory */
void place_judge(place_work *w);   /* evidence, container, taken */
void place_resolve(place_work *w); /* best row of each taken match */

/* What words.tsv says of a token's word. */
model_place_word place_word(const place_work *w, int64_t token);
bool place_capital(const rec_document *doc, int64_t token); /* begins with a capital letter */
/* Whether a row lies in another: same country, and same region where the other is a region. */
bool place_lies_in(const model_place_row *row, const model_place_row *in);

#endif
