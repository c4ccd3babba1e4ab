/* SPDX-License-Identifier: MIT
 *
 * model/token.h: what stages read and token know of English: words of the layout of reports, abbreviations,
 * contractions, hyphenated words, units, emoticons (data/text/), and the learned sentence splitter (models/). Loaded
 * once, read-only afterwards, shared by all threads. */
#ifndef MODEL_TOKEN_H
#define MODEL_TOKEN_H

#include "base/arena.h"
#include "base/map.h"
#include "dragoman.h"
#include "model/weights.h"

/* What is known of a lower-case word, as bits of the value in model_token.words. */
enum {
    /* layout.tsv */
    WORD_JOINER = 1 << 0,   /* may stand in lower case among names of a byline */
    WORD_AGENCY = 1 << 1,   /* news agency or outlet */
    WORD_MONTH = 1 << 2,    /* number in WORD_NUMBER_SHIFT */
    WORD_WEEKDAY = 1 << 3,
    /* abbreviations.tsv: the word without its final stop */
    WORD_TITLE = 1 << 4,    /* stands before a name, never ends a sentence */
    WORD_INNER = 1 << 5,    /* never ends a sentence */
    WORD_END = 1 << 6,      /* may end a sentence */
    WORD_BEFORE_NUMBER = 1 << 7, /* is an abbreviation only before a digit */
    WORD_BEFORE_NAME = 1 << 8,   /* is an abbreviation only before a capital */
    WORD_ANY_CASE = 1 << 9,      /* is an abbreviation in lower case too; else only with a capital */
    /* joined.tsv */
    WORD_PREFIX = 1 << 10,  /* "anti" of "anti-war": the hyphen does not part */
    WORD_SUFFIX = 1 << 11,  /* "esque" */
    WORD_WHOLE = 1 << 12,   /* "e-mail", "'em": one token as it stands */
    WORD_UNIT = 1 << 13,    /* parted from the number before it: "10pm" */
    WORD_ENDING = 1 << 14,  /* of a domain or a file: "com", "doc" */
    WORD_STARTER = 1 << 15, /* written with a capital it begins a sentence: "The" */
    WORD_LABEL = 1 << 16,   /* layout.tsv: opens a line as a place may, and is none: "EXCLUSIVE" */
    WORD_OPEN = 1 << 17,    /* layout.tsv: no line of sense ends with it: "of" */
    WORD_COMMON = 1 << 18,  /* common.tsv: a word by which English is known */
    WORD_NUMBER_SHIFT = 20
};
#define WORD_ABBREVIATION (WORD_TITLE | WORD_INNER | WORD_END | WORD_BEFORE_NUMBER | WORD_BEFORE_NAME)

#define MODEL_SPLITTER_KIND "SPL1" /* of models/splitter.bin (model/weights.h) */
#define MODEL_SPLITTER_SLOTS 65536u

#define MODEL_CUTS 4     /* words of a contraction at most */
#define MODEL_CLITICS 16
#define MODEL_OPENERS 32

/* Where a contraction parts: lengths in characters of its words. */
typedef struct model_cut {
    uint8_t count;
    uint8_t length[MODEL_CUTS];
} model_cut;

typedef struct model_token {
    arena memory;            /* of all strings and tables below */
    map words;               /* lower case -> WORD_ bits */
    map contractions;        /* lower case, apostrophes as ' -> index into cuts */
    model_cut *cuts;
    size_t cut_count;
    map emoticons;           /* as written -> 0 */
    str clitics[MODEL_CLITICS]; /* "'s", "n't": lower case, apostrophes as ' */
    unsigned clitic_count;
    str openers[MODEL_OPENERS]; /* of bylines: "by", "reporting by" */
    unsigned opener_count;
    weights_reader splitter_file;
    const int8_t *splitter;     /* [MODEL_SPLITTER_SLOTS] weights of hashed features; NULL: stops alone end sentences */
} model_token;

/* Loads from the data folder `data_dir` and the model folder `model_dir`. *m owned: free with model_token_free.
 * Errors: DGM_IO for a missing file, DGM_BAD_DATA with its place for a wrong line, DGM_BAD_MODEL. */
DGM_CHECK dgm_status model_token_load(model_token **m, const char *data_dir, const char *model_dir, dgm_error *err);
/* The words alone, without the learned splitter: for its training. */
DGM_CHECK dgm_status model_token_load_words(model_token **m, const char *data_dir, dgm_error *err);
void model_token_free(model_token *m); /* NULL is fine */

/* WORD_ bits of a word in lower case, 0 where nothing is known. */
uint32_t model_word(const model_token *m, str lower);

#endif
