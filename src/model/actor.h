/* SPDX-License-Identifier: MIT
 * model/actor.h: actors, countries, roles, titles and collective names, for stage actor.
 *
 *   data/actors/ *.actors, countries.tsv, roles.tsv ... -> items (who), offices (what, when), aliases in three tries
 *
 * Names are read as sequences of words: a word is a run of letters and digits in lower case without accents; full stops
 * vanish ("U.S." is "us"), hyphens and apostrophes part words. So "al-Assad", "al - Assad" and "Al Assad" are one path,
 * and what the case of a name must be is checked once a path has been found. Loaded once, read-only afterwards, shared
 * by all threads. */
#ifndef MODEL_ACTOR_H
#define MODEL_ACTOR_H

#include "base/str.h"
#include "dragoman.h"
#include "record/record.h"

#define MODEL_ACTOR_NONE UINT32_MAX
#define MODEL_ACTOR_WORDS 16 /* most words in a listed name; longer ones are an error in the file */

typedef struct model_actor model_actor;

/* What a name was listed as. */
typedef enum model_actor_list {
    MODEL_ACTOR_NAME,       /* a line of *.actors, or a name of a country */
    MODEL_ACTOR_ADJECTIVE,  /* "Russian" */
    MODEL_ACTOR_PEOPLE,     /* "Russians" */
    MODEL_ACTOR_CAPITAL,    /* a capital, which may stand for its government */
    MODEL_ACTOR_SEAT,       /* "Kremlin": stands for the government save where it is a place */
    MODEL_ACTOR_COLLECTIVE, /* "the West" */
    MODEL_ACTOR_ROLE,       /* "spokesman", "rebel commander" */
    MODEL_ACTOR_AGENCY,     /* "foreign ministry" */
    MODEL_ACTOR_TITLE       /* "Gen." */
} model_actor_list;

/* Each list is a trie of its own, so that a role never hides a name. */
typedef enum model_actor_trie {
    MODEL_ACTOR_NAMES,          /* names, countries, seats, collectives */
    MODEL_ACTOR_NOUNS,          /* roles and agencies from the first word on: "secretary of state" */
    MODEL_ACTOR_NOUNS_REVERSED, /* the same from the last word back: "commander, rebel" */
    MODEL_ACTOR_TITLES,
    MODEL_ACTOR_SURNAMES, /* the last word of each listed person */
    MODEL_ACTOR_GIVEN,    /* the first word of each listed person */
    MODEL_ACTOR_TRIES
} model_actor_trie;

/* What somebody was during a time. */
typedef struct model_actor_office {
    int32_t from, to; /* days since 1970-01-01, inclusive; INT32_MIN and INT32_MAX where open */
    char country[8];  /* "" where none */
    char sectors[REC_SECTORS][4];
    str note;         /* the office in words, may be empty */
    const char *rule; /* "people.actors:41" */
} model_actor_office;

typedef struct model_actor_item {
    str name;
    rec_entity_kind kind;
    model_actor_list list;
    uint32_t first_office, office_count; /* into offices; at least one, in the order of the file */
    str adjective;                       /* of a country: "Russian"; may be empty */
    uint32_t first_member, member_count; /* of a collective: items, by model_actor_member */
    bool user;                           /* from a user's own list */
} model_actor_item;

typedef struct model_actor_alias {
    uint32_t item;
    uint32_t next; /* another alias with the same words, MODEL_ACTOR_NONE */
    model_actor_list list;
    uint8_t words;
    uint16_t capital; /* bit i: word i must begin with a capital */
    uint16_t acronym; /* bit i: word i must be in capitals */
} model_actor_alias;

/* A word of the text, ready for the tries. */
typedef struct model_actor_word {
    uint32_t id;  /* MODEL_ACTOR_NONE where no list has it */
    bool capital; /* begins with a capital */
    bool upper;   /* two letters or more, all capitals */
    bool is_long; /* four letters or more */
} model_actor_word;

/* Loads all lists under data_dir/actors, which may be absent, and the mention typer under `model_dir`, which may be
 * NULL (no typer then). *m owned: free with model_actor_free. Errors name file, line and column. */
DGM_CHECK dgm_status model_actor_load(model_actor **m, const char *data_dir, const char *model_dir, dgm_error *err);
void model_actor_free(model_actor *m); /* NULL is fine */

/* Adds a user's own list, which then wins over the built-in ones. Reads Dragoman's format, and the actor and agent
 * dictionaries of TABARI, PETRARCH and Phoenix; which one is told by the first line of content. Not while others use
 * `m`. On an error `m` holds the lines before the bad one. */
DGM_CHECK dgm_status model_actor_add_file(model_actor *m, const char *path, dgm_error *err);
uint32_t model_actor_skipped(const model_actor *m); /* codes of such dictionaries that could not be read */

/* Cuts the next word off `*rest` (a token, or a name). False when none is left. `*gap` tells that something other than
 * white space, hyphens, full stops and apostrophes stood before it or, at the end, was all there was. */
bool model_actor_next_word(const model_actor *m, str *rest, model_actor_word *word, bool *gap);

uint32_t model_actor_root(model_actor_trie trie);
uint32_t model_actor_step(const model_actor *m, uint32_t node, uint32_t word); /* MODEL_ACTOR_NONE: no such path */
/* The first alias whose words end at `node`, MODEL_ACTOR_NONE. */
uint32_t model_actor_at(const model_actor *m, uint32_t node);

const model_actor_alias *model_actor_alias_get(const model_actor *m, uint32_t alias);
const model_actor_item *model_actor_item_get(const model_actor *m, uint32_t item);
uint32_t model_actor_item_count(const model_actor *m);
uint32_t model_actor_member(const model_actor *m, const model_actor_item *item, uint32_t index); /* an item */
/* The country whose name `word` ("Ethopia") misspells by one letter, MODEL_ACTOR_NONE. */
uint32_t model_actor_misspelt(const model_actor *m, str word);
/* The country's item by its code, MODEL_ACTOR_NONE. */
uint32_t model_actor_country(const model_actor *m, const char *code);

/* The office held on `day` (days since 1970; INT32_MAX: unknown, the latest line). Where no line covers the day, the
 * nearest one; *held tells which. */
const model_actor_office *model_actor_office_on(const model_actor *m, const model_actor_item *item, int32_t day,
                                                bool *held);

/* An item's office by its place in the list, `index` < office_count. */
const model_actor_office *model_actor_office_get(const model_actor *m, const model_actor_item *item, uint32_t index);

bool model_actor_is_international(const model_actor *m, const char *code); /* listed in codes.tsv */
/* Writes the CAMEO code of a country and sectors: "USA" + "GOV" gives "USAGOV", "UNO" gives "IGOUNO" by codes.tsv. */
void model_actor_code(const model_actor *m, const char *country, char sectors[REC_SECTORS][4], char code[16]);

/* The mention typer, a log-linear model over hashed features of a name (train/train_mentions.c). */
#define MODEL_MENTION_KIND "MENT"
#define MODEL_MENTION_SLOTS 16384u

typedef enum model_mention_class {
    MODEL_MENTION_PERSON,
    MODEL_MENTION_ORGANISATION,
    MODEL_MENTION_PLACE,
    MODEL_MENTION_OTHER,
    MODEL_MENTION_CLASSES
} model_mention_class;

/* Scores of the classes for features (slots below MODEL_MENTION_SLOTS); false where there is no typer. */
bool model_actor_type(const model_actor *m, const uint32_t *slots, unsigned count, float score[MODEL_MENTION_CLASSES]);

/* What words.tsv says of a lower-case word, as bits. */
enum {
    MODEL_WORD_PLACE_CASE = 1 << 0,  /* "in": what follows is a place */
    MODEL_WORD_PLACE_VERB = 1 << 1,  /* "visit": its object is a place */
    MODEL_WORD_PLACE_NOUN = 1 << 2,  /* "river": names that end in it are places */
    MODEL_WORD_PLACE_OF = 1 << 3,    /* "city of": what follows is a place */
    MODEL_WORD_SIDES = 1 << 4,       /* "sides": "the two sides" are the parties named before */
    MODEL_WORD_LEADERS = 1 << 5,     /* "leaders": "the two leaders" are the persons named before */
    MODEL_WORD_COUNTERPART = 1 << 6, /* "counterpart": the same office in another country */
    MODEL_WORD_NO_NAME = 1 << 7,     /* "Monday": capitalised and still nobody's name */
    MODEL_WORD_THING = 1 << 8,       /* "treaty": names that end in it are neither persons nor bodies */
    MODEL_WORD_GOVERNMENT = 1 << 9,  /* "administration": with a country or a leader, its government */
    MODEL_WORD_FEMALE = 1 << 10,     /* "Mrs.", "queen" */
    MODEL_WORD_MALE = 1 << 11,
    MODEL_WORD_FORMER = 1 << 12,     /* "former": the office is over */
    MODEL_WORD_MOTION = 1 << 15,     /* "trip": "to" and "from" behind it lead to places */
    MODEL_WORD_LESSER = 1 << 16,     /* "vice": less than the role that follows */
    MODEL_WORD_ALONE = 1 << 17,      /* "leaders": parties named before even without "two" */
    MODEL_WORD_CONTAINER = 1 << 18,  /* "dozens": of whom is told behind "of" */
    MODEL_WORD_LAND = 1 << 19,       /* "country": with "the", the country spoken of */
    MODEL_WORD_BODY = 1 << 20,       /* "group": with "the", the body named last */
    MODEL_WORD_ABROAD = 1 << 21,     /* "foreign", "African": before a noun, not of the country spoken of */
    MODEL_WORD_OUTSIDER = 1 << 22,   /* "allies": not of the country of those whose they are */
    MODEL_WORD_NOWHERE = 1 << 23,    /* "gunman": where the report plays says nothing of whence such people are */
    MODEL_WORD_MEETING = 1 << 24,    /* "talks", "visit": held where their parties are not at home */
    MODEL_WORD_OWNER_CASE = 1 << 14, /* "of": what follows says whose somebody is */
    MODEL_WORD_GIVEN = 1 << 13       /* "John": a given name */
};
uint32_t model_actor_class(const model_actor *m, str word);

#endif
