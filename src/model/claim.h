/* SPDX-License-Identifier: MIT
 *
 * model/claim.h: what stage claim knows, loaded once, read-only afterwards, shared by all threads.
 *
 *   data/claims/{cues,sources,hedges,implicatives}.claims  ──▶ word tables (lemma and part to a line)
 *   models/claims.bin                                      ──▶ weights of four linear models over hashed features
 *
 * The four models: is a token the head of a cue (logistic), which of source, cue, content each token is (a linear-chain
 * conditional random field), which source and content belong to a cue (logistic), and how factual a predicate is
 * (regression). To the first two a small network over the parser's states adds its own scores. Weights are 8 bits wide,
 * so a score is the same on every machine.
 */
#ifndef MODEL_CLAIM_H
#define MODEL_CLAIM_H

#include "base/arena.h"
#include "base/map.h"
#include "base/str.h"
#include "dragoman.h"
#include "model/weights.h"

enum { CLAIM_CUE_BITS = 18, CLAIM_LABEL_BITS = 17, CLAIM_LINK_BITS = 12, CLAIM_FACT_BITS = 16, CLAIM_SEEN_BITS = 21 };

/* Labels of the sequence model: begin and inside of source, cue and content. */
enum {
    CLAIM_OUT,
    CLAIM_SOURCE_B,
    CLAIM_SOURCE_I,
    CLAIM_CUE_B,
    CLAIM_CUE_I,
    CLAIM_CONTENT_B,
    CLAIM_CONTENT_I,
    CLAIM_LABELS,
    CLAIM_HEAD = CLAIM_LABELS, /* column of the network's belief in a cue's head */
    CLAIM_ROW = 8 /* weights of one feature, padded */
};

/* What a source does when it uses the cue; names in the data files as in claim_act_names. */
typedef enum claim_act {
    CLAIM_ACT_NONE,
    CLAIM_SAY,
    CLAIM_WRITE,
    CLAIM_ANNOUNCE,
    CLAIM_DENY,
    CLAIM_ASK,
    CLAIM_URGE,
    CLAIM_PROMISE,
    CLAIM_THREATEN,
    CLAIM_ACCUSE,
    CLAIM_PRAISE,
    CLAIM_SHOW,
    CLAIM_RELAY,
    CLAIM_QUOTE,
    CLAIM_THINK,
    CLAIM_EXPECT,
    CLAIM_KNOW,
    CLAIM_DOUBT,
    CLAIM_WANT,
    CLAIM_FEAR,
    CLAIM_INTEND,
    CLAIM_FEEL,
    CLAIM_SEE,
    CLAIM_GUESS,
    CLAIM_AGREE,
    CLAIM_REFUSE,
    CLAIM_DECIDE,
    CLAIM_SEEM,
    CLAIM_ACT_COUNT
} claim_act;

/* What the content is worth by the meaning of the cue. */
typedef enum claim_worth {
    CLAIM_WORTH_FACT,
    CLAIM_WORTH_SURE,
    CLAIM_WORTH_LIKELY,
    CLAIM_WORTH_OPEN,
    CLAIM_WORTH_DOUBT,
    CLAIM_WORTH_FALSE,
    CLAIM_WORTH_FUTURE,
    CLAIM_WORTH_COUNT
} claim_worth;

typedef struct claim_cue {
    str word;               /* lemma */
    char part;              /* 'v', 'n', 'a' or 'p' */
    uint8_t act;            /* claim_act */
    uint8_t holds, negated; /* claim_worth */
    str example;            /* with the cue between asterisks; may be empty */
    const char *rule;       /* "cues.claims:41" */
} claim_cue;

typedef enum claim_voice { CLAIM_VOICE_NONE, CLAIM_ANONYMOUS, CLAIM_MEDIA, CLAIM_PAPER, CLAIM_ROLE } claim_voice;

typedef struct claim_source {
    str word;
    uint8_t voice; /* claim_voice */
    double trust;  /* 0..1 */
    const char *rule;
} claim_source;

typedef enum claim_hedging {
    CLAIM_HEDGE_NONE,
    CLAIM_HEARSAY,
    CLAIM_MAYBE,
    CLAIM_LIKELY,
    CLAIM_SURE,
    CLAIM_NEGATION,
    CLAIM_NEARLY,
    CLAIM_CONDITION,
    CLAIM_FUTURE
} claim_hedging;

typedef struct claim_hedge {
    str word;
    char part;       /* 'r', 'x', 'v', 'n' or 'm' */
    uint8_t hedging; /* claim_hedging */
    double factor;   /* 0..1 */
    const char *rule;
} claim_hedge;

/* Polarity of a complement: what happened to it where the word holds and where it is negated. */
typedef struct claim_implicative {
    str word;
    char holds, negated; /* '+', '-' or '?' */
    const char *rule;
} claim_implicative;

#define CLAIM_WEIGHTS_KIND "CLM2"

/* Widths of the network over the parser's states, see claim/dense.c. */
enum { CLAIM_NET_IN = 64, CLAIM_NET_HIDDEN = 64, CLAIM_NET_BAG_BITS = 14 };

typedef struct claim_net {
    weights_table bag;    /* [1 << CLAIM_NET_BAG_BITS or 0][CLAIM_NET_IN] rows of sparse features */
    weights_matrix in;    /* [states][CLAIM_NET_IN] */
    weights_lstm lstm[2]; /* forward, backward */
    weights_matrix out;   /* [2 CLAIM_NET_HIDDEN + CLAIM_NET_IN][CLAIM_ROW] */
} claim_net;

/* Borrowed from the mapped file (or, in training, from the trainer). weight = int8 * scale. */
typedef struct claim_weights {
    const uint32_t *cue_seen, *label_seen; /* [1 << CLAIM_SEEN_BITS] bits: features that training saw often enough */
    const int8_t *cue;                     /* [1 << CLAIM_CUE_BITS] */
    const int8_t *label;                   /* [1 << CLAIM_LABEL_BITS][CLAIM_ROW] */
    const int8_t *link;                    /* [1 << CLAIM_LINK_BITS] */
    const int8_t *fact;                    /* [1 << CLAIM_FACT_BITS] */
    float cue_scale, label_scale, link_scale, fact_scale;
    int32_t step[CLAIM_ROW][CLAIM_ROW]; /* from label to label, in units of label_scale */
    int32_t start[CLAIM_ROW];
    claim_net cue_net, label_net;
} claim_weights;

typedef struct model_claim {
    arena memory;
    claim_cue *cues;
    uint32_t cue_count;
    claim_source *sources;
    uint32_t source_count;
    claim_hedge *hedges;
    uint32_t hedge_count;
    claim_implicative *implicatives;
    uint32_t implicative_count;
    map cue_words; /* "v:say" to an index */
    map source_words;
    map hedge_words; /* "r:reportedly" to an index */
    map implicative_words;
    map act_words; /* "war", "-tion", "nation!" */
    claim_weights weights;
    weights_reader file;
    bool learned; /* weights are there */
} model_claim;

extern const char *const claim_act_names[CLAIM_ACT_COUNT];

/* Loads from the data folder `data_dir` and the model folder `model_dir`. *m owned: free with model_claim_free. */
DGM_CHECK dgm_status model_claim_load(model_claim **m, const char *data_dir, const char *model_dir, dgm_error *err);
/* The word tables alone, without weights: for the training program and for tests. */
DGM_CHECK dgm_status model_claim_load_words(model_claim **m, const char *data_dir, dgm_error *err);
void model_claim_free(model_claim *m); /* NULL is fine */

DGM_CHECK dgm_status model_claim_weights_read(model_claim *m, const char *path, dgm_error *err);
/* Moves the features that were seen in training to the front; gives how many. */
unsigned model_claim_keep(const uint32_t *seen, uint32_t *features, unsigned count);

/* The line for a lemma, NULL where none. `part` as in the tables. Words are in lower case. */
const claim_cue *model_claim_cue(const model_claim *m, char part, str lemma);
const claim_source *model_claim_source(const model_claim *m, str lemma);
const claim_hedge *model_claim_hedge(const model_claim *m, char part, str lemma);
const claim_implicative *model_claim_implicative(const model_claim *m, str lemma);

/* Does the noun name an act, by itself or by its ending? */
bool model_claim_is_act(const model_claim *m, str lemma);

#endif
