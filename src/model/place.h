/* SPDX-License-Identifier: MIT
 *
 * model/place.h: the gazetteer (knowledge for stage place), loaded once, read-only afterwards, shared by all threads.
 *
 * Rows are places, names lead to rows; a name may lead to many rows ("Paris": France, Texas, ...). Names are found by
 * their folded form (place_fold): lower case, no marks on letters, no stops or apostrophes, hyphens as spaces, no "the"
 * in front, so that "Sharm el-Sheikh", "Sharm El Sheikh" and "São Paulo", "Sao Paulo" are the same.
 */
#ifndef MODEL_PLACE_H
#define MODEL_PLACE_H

#include "base/str.h"
#include "dragoman.h"

typedef struct model_place model_place;

typedef enum model_place_kind {
    PLACE_CITY,
    PLACE_CAPITAL,
    PLACE_QUARTER,
    PLACE_ADMIN1,
    PLACE_ADMIN2,
    PLACE_COUNTY,
    PLACE_COUNTRY,
    PLACE_REGION,
    PLACE_CONTINENT,
    PLACE_SEA,
    PLACE_STRAIT,
    PLACE_RIVER,
    PLACE_LAKE,
    PLACE_MOUNTAINS,
    PLACE_DESERT,
    PLACE_SITE,
    PLACE_DEMONYM,
    PLACE_KIND_COUNT
} model_place_kind;

const char *model_place_kind_name(model_place_kind kind); /* "city"; a demonym is "demonym" */

typedef struct model_place_row {
    str name;        /* as written in records; borrowed from the model */
    str admin1;      /* GeoNames code within the country, "" unknown */
    char country[4]; /* alpha-3, "" for what lies in several or none */
    float lat, lon;  /* degrees */
    float box[4];    /* south, west, north, east; only where has_box; west > east: over 180 degrees */
    uint32_t people; /* 0: unknown */
    uint32_t line;   /* of its file, from 1 */
    uint8_t kind;    /* model_place_kind */
    uint8_t file;
    bool has_box;
    bool known; /* has other names in names.tsv: reports mean it rather than others of its name */
} model_place_row;

/* How a name may be read. */
enum {
    PLACE_NAME_CAPITALS = 1,    /* only in capitals and with the same stops: "US", "LA" */
    PLACE_NAME_ABBREVIATED = 2, /* only behind another place, with the same stops: "Paris, Tex." */
    PLACE_NAME_ARTICLE = 4,     /* only behind "the": "the Gulf" */
    PLACE_NAME_DEMONYM = 8,     /* the adjective of a country: "Turkish" */
    PLACE_NAME_MAIN = 16        /* the main name of its row */
};

typedef struct model_place_name {
    uint32_t hash;
    uint32_t row;
    uint32_t offset; /* of the name in its file */
    uint16_t length;
    uint8_t file;
    uint8_t flags;
} model_place_name;

/* What words.tsv says of a word (lower case), as bits. */
enum {
    PLACE_WORD_LOCATIVE = 1,    /* "in", "near": what follows is a place */
    PLACE_WORD_BEARER = 2,      /* "university", "times": a name that ends so is an organisation's */
    PLACE_WORD_TITLE = 4,       /* "mr", "captain": what follows is a person */
    PLACE_WORD_WEAK = 8,        /* a place's name that is more often something else: "Scott", "Reading" */
    PLACE_WORD_HEDGE = 16,      /* "somewhere", "possibly": leaves the place open */
    PLACE_WORD_TYPE = 32,       /* "province", "river": says what kind of place a name is */
    PLACE_WORD_NOT = 64,        /* never a place by itself: "May" */
    PLACE_WORD_DIRECTION = 128, /* "north", "miles": "north of X" */
    PLACE_WORD_SPEECH = 256,    /* "said": its subject is a person or a government */
    PLACE_WORD_LOCATION = 512   /* "location", "venue": stands for an unnamed place */
};

typedef struct model_place_word {
    uint16_t bits;
    uint32_t kinds; /* for PLACE_WORD_TYPE: the kinds that it speaks of, 1 << model_place_kind */
} model_place_word;

/* Weights of evidence that a name is a place at all, from evidence.tsv. */
typedef enum model_place_evidence {
    PLACE_EV_COUNTRY,
    PLACE_EV_ADMIN1,
    PLACE_EV_REGION,
    PLACE_EV_SITE,
    PLACE_EV_MAGNITUDE,
    PLACE_EV_CAPITAL,
    PLACE_EV_LOCATIVE,
    PLACE_EV_OF,
    PLACE_EV_CONTAINED,
    PLACE_EV_DATELINE,
    PLACE_EV_TYPE,
    PLACE_EV_SEEN,
    PLACE_EV_LIST,
    PLACE_EV_WEAK,
    PLACE_EV_SURNAME,
    PLACE_EV_TITLE,
    PLACE_EV_SPEAKS,
    PLACE_EV_BEARER,
    PLACE_EV_IN_NAME,
    PLACE_EV_NOT_PROPER,
    PLACE_EV_MODIFIER,
    PLACE_EV_LONG,
    PLACE_EV_ACTS,
    PLACE_EV_COUNTY,
    PLACE_EV_THRESHOLD,
    PLACE_EVIDENCE_COUNT
} model_place_evidence;

/* Loads `data_dir`/places and the names of countries in `data_dir`/actors/countries.tsv. *m owned: free with
 * model_place_free. */
DGM_CHECK dgm_status model_place_load(model_place **m, const char *data_dir, const char *model_dir, dgm_error *err);
void model_place_free(model_place *m); /* NULL is fine */

/* The folded form of `s` in `to`; gives its length, 0 where it does not fit. `*pending` carries a space over a call's
 * end so that a text can be folded piece by piece; begin with false. */
size_t place_fold(str s, char *to, size_t room, bool *pending);

/* The names whose folded form is `folded`: the first, and the next one after `name`; NULL: no more. */
const model_place_name *model_place_first(const model_place *m, str folded);
const model_place_name *model_place_next(const model_place *m, const model_place_name *name);

str model_place_name_text(const model_place *m, const model_place_name *name); /* as written in its file */
const model_place_row *model_place_row_of(const model_place *m, uint32_t row);
uint32_t model_place_row_count(const model_place *m);
const char *model_place_file_name(const model_place *m, uint8_t file); /* "cities.tsv" */
model_place_word model_place_word_of(const model_place *m, str lower);
float model_place_weight(const model_place *m, model_place_evidence evidence);
/* Main name of a first-level region, "" unknown. */
str model_place_admin1_name(const model_place *m, const char country[4], str code);
/* Row of a country by alpha-3, MAP_NONE unknown. */
uint32_t model_place_country_row(const model_place *m, str iso3);

#endif
