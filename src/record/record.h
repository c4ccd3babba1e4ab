/* SPDX-License-Identifier: MIT
 *
 * record.h: the passive data of one document. Stages add layers; nothing here reads news.
 *
 *   text ── paragraphs ── sentences ── tokens (words, tags, tree) ── places ── mentions/entities ── times
 *                                                  └── events ── claims ── talks
 *
 * All spans inside the program are [begin, end) BYTES of `text` (valid UTF-8, never changed after read); the writers turn
 * them into code points with record_code_point. All indices are into the arrays of the same document; -1 means none.
 * Everything lives in the document's arena unless said otherwise.
 */
#ifndef RECORD_RECORD_H
#define RECORD_RECORD_H

#include "base/arena.h"
#include "base/str.h"
#include "dragoman.h"

#include <stdint.h>

typedef struct rec_span {
    uint32_t begin, end; /* bytes of text; begin == end: no span */
} rec_span;

/* ---- text ------------------------------------------------------------------------------------------------------ */

typedef enum rec_part { REC_PART_BODY, REC_PART_TITLE, REC_PART_BYLINE, REC_PART_DATELINE } rec_part;

typedef struct rec_paragraph {
    rec_span span;
    rec_part part; /* the whole paragraph is a title, a byline or body; a dateline stands inside a body paragraph */
} rec_paragraph;

typedef struct rec_sentence {
    rec_span span;
    uint32_t first_token, token_count;
    uint32_t paragraph;
    rec_part part;
    int32_t root; /* token, -1 before parsing or when empty */
} rec_sentence;

/* ---- words ----------------------------------------------------------------------------------------------------- */

typedef enum rec_upos {
    REC_UPOS_NONE, REC_ADJ, REC_ADP, REC_ADV, REC_AUX, REC_CCONJ, REC_DET, REC_INTJ, REC_NOUN, REC_NUM, REC_PART_WORD,
    REC_PRON, REC_PROPN, REC_PUNCT, REC_SCONJ, REC_SYM, REC_VERB, REC_X, REC_UPOS_COUNT
} rec_upos;

/* UD v2 relations and the English subtypes; names by record_deprel_name. */
typedef enum rec_deprel {
    REC_DEP_NONE, REC_ACL, REC_ACL_RELCL, REC_ADVCL, REC_ADVCL_RELCL, REC_ADVMOD, REC_AMOD, REC_APPOS, REC_AUX_DEP,
    REC_AUX_PASS, REC_CASE, REC_CC, REC_CC_PRECONJ, REC_CCOMP, REC_CLF, REC_COMPOUND, REC_COMPOUND_PRT, REC_CONJ,
    REC_COP, REC_CSUBJ, REC_CSUBJ_OUTER, REC_CSUBJ_PASS, REC_DEP, REC_DET_DEP, REC_DET_PREDET, REC_DISCOURSE,
    REC_DISLOCATED, REC_EXPL, REC_FIXED, REC_FLAT, REC_GOESWITH, REC_IOBJ, REC_LIST, REC_MARK, REC_NMOD,
    REC_NMOD_DESC, REC_NMOD_POSS, REC_NMOD_UNMARKED, REC_NSUBJ, REC_NSUBJ_OUTER, REC_NSUBJ_PASS, REC_NUMMOD, REC_OBJ,
    REC_OBL, REC_OBL_AGENT, REC_OBL_UNMARKED, REC_ORPHAN, REC_PARATAXIS, REC_PUNCT_DEP, REC_REPARANDUM, REC_ROOT,
    REC_VOCATIVE, REC_XCOMP, REC_DEPREL_COUNT
} rec_deprel;

/* Universal features that rules ask for, as bits. The whole feature string stands in rec_token.feats. */
enum {
    REC_MORPH_PAST = 1 << 0,   /* Tense=Past */
    REC_MORPH_PRES = 1 << 1,   /* Tense=Pres */
    REC_MORPH_FIN = 1 << 2,    /* VerbForm=Fin */
    REC_MORPH_INF = 1 << 3,    /* VerbForm=Inf */
    REC_MORPH_PART = 1 << 4,   /* VerbForm=Part */
    REC_MORPH_GER = 1 << 5,    /* VerbForm=Ger */
    REC_MORPH_PASS = 1 << 6,   /* Voice=Pass */
    REC_MORPH_PLUR = 1 << 7,   /* Number=Plur */
    REC_MORPH_SING = 1 << 8,   /* Number=Sing */
    REC_MORPH_IMP = 1 << 9,    /* Mood=Imp */
    REC_MORPH_NEG = 1 << 10,   /* Polarity=Neg */
    REC_MORPH_POSS = 1 << 11,  /* Poss=Yes */
    REC_MORPH_FEM = 1 << 12,   /* Gender=Fem */
    REC_MORPH_MASC = 1 << 13,  /* Gender=Masc */
    REC_MORPH_NEUT = 1 << 14,  /* Gender=Neut */
    REC_MORPH_PERSON1 = 1 << 15, REC_MORPH_PERSON2 = 1 << 16, REC_MORPH_PERSON3 = 1 << 17,
    REC_MORPH_REL = 1 << 18,   /* PronType=Rel */
    REC_MORPH_INT = 1 << 19,   /* PronType=Int */
    REC_MORPH_DEM = 1 << 20,   /* PronType=Dem */
    REC_MORPH_PRS = 1 << 21,   /* PronType=Prs */
    REC_MORPH_ORD = 1 << 22,   /* NumType=Ord */
    REC_MORPH_CARD = 1 << 23,  /* NumType=Card */
    REC_MORPH_CMP = 1 << 24, REC_MORPH_SUP = 1 << 25 /* Degree */
};

typedef struct rec_token {
    rec_span span;        /* a word of a multiword token ("do" + "n't") has its own part of the surface */
    str form;             /* text[span] */
    str lower;            /* form in lower case */
    str lemma;            /* UD lemma ("meet", "Putin", "US") */
    const char *xpos;     /* Penn tag, borrowed from the model; "" before tagging */
    const char *feats;    /* "Number=Sing|...", "_" where none; borrowed from the model */
    uint32_t morph;       /* REC_MORPH_ bits */
    uint32_t sentence;
    int32_t head;         /* token of the document, -1 for a root */
    int32_t first_child;  /* leftmost dependent, -1 */
    int32_t next_sibling; /* next dependent of the same head to the right, -1 */
    int32_t mention;      /* innermost mention whose head is this token, or whose name the tree has torn it from; -1 */
    uint8_t upos;         /* rec_upos */
    uint8_t deprel;       /* rec_deprel */
    uint8_t mwt;          /* words of the multiword token that begins here; 0 elsewhere */
    bool space_after;
} rec_token;

/* ---- who ------------------------------------------------------------------------------------------------------- */

typedef enum rec_entity_kind {
    REC_COUNTRY, REC_PERSON, REC_ORGANISATION, REC_GROUP, REC_PLACE, REC_ROLE, REC_ENTITY_KIND_COUNT
} rec_entity_kind;

typedef enum rec_mention_kind { REC_NAME, REC_NOMINAL, REC_PRONOUN } rec_mention_kind;

typedef struct rec_mention {
    rec_span span;
    uint32_t first_token, last_token; /* inclusive */
    uint32_t head;                    /* token */
    int32_t entity;                   /* -1 while unresolved */
    int32_t more_entities;            /* first index into doc->mention_members for "the two leaders"; -1: none */
    uint32_t more_count;
    rec_mention_kind kind;
} rec_mention;

#define REC_SECTORS 4

typedef struct rec_entity {
    str name;                        /* best name: as listed ("Sergey Lavrov") or longest in the text */
    rec_entity_kind kind;
    char country[8];                 /* ISO 3166-1 alpha-3 or CAMEO international ("UNO", "EUR"); "" unknown */
    char sectors[REC_SECTORS][4];    /* "GOV", ...; unused ones "" */
    char code[16];                   /* CAMEO actor code "USAGOV"; "" unknown */
    int32_t parent;                  /* entity it belongs to ("the ministry" of a country), -1 */
    bool media;                      /* an outlet or a reporter */
    bool plural;
    char gender;                     /* 'm', 'f', 'n' or 0 */
    const char *rule;                /* "people.actors:41" or how it was found; never NULL */
    const char *country_by;          /* where a country comes from that the text does not give it: "owner", "place",
                                        "sentence" or "report"; NULL: the text or a list says it */
} rec_entity;

/* ---- when and where -------------------------------------------------------------------------------------------- */

typedef struct rec_date {
    int16_t year; /* 0: unknown */
    uint8_t month, day;
} rec_date;

typedef struct rec_time {
    rec_span span;
    uint32_t sentence;
    uint32_t head;        /* token on which the expression hangs */
    const char *type;     /* TIMEX3 type: "DATE", "TIME", "DURATION", "SET" */
    const char *value;    /* TIMEX3 value; "" unresolved */
    rec_date begin, end;  /* inclusive; year 0 where not anchored */
    const char *rule;
} rec_time;

typedef struct rec_place {
    rec_span span;
    uint32_t sentence;
    uint32_t head;        /* token */
    str name;
    char country[4];      /* alpha-3 or "" */
    str admin1;
    double lat, lon;      /* degrees; only where has_point */
    bool has_point;
    bool has_box;
    bool hedged;          /* the text leaves it open: "possibly in", "somewhere in", "in Geneva or Vienna" */
    double south, west, north, east; /* degrees, only where has_box */
    const char *kind;     /* "city", "admin1", "country", "region", "sea", "site", ...; "demonym" for "Turkish" */
    const char *rule;
    uint32_t row;         /* of the gazetteer; not written */
    bool sure;            /* well ahead of others of its name; not written */
    bool bound;           /* told apart from others of its name by the text: "Paris, Texas"; not written */
} rec_place;

/* ---- what ------------------------------------------------------------------------------------------------------ */

typedef enum rec_status {
    REC_HAPPENED, REC_ONGOING, REC_PLANNED, REC_POSSIBLE, REC_HYPOTHETICAL, REC_NEGATED, REC_STATUS_COUNT
} rec_status;

typedef struct rec_party {
    int32_t entity;   /* -1: a party that no entity stands for (country may still be known) */
    rec_span span;    /* its mention */
    uint32_t head;    /* token */
    rec_span phrase;  /* the whole phrase in which it stands: "the government's request" */
} rec_party;

#define REC_CONTEXTS 4
#define REC_PARTIES 12

typedef struct rec_event {
    uint32_t sentence;
    uint32_t head;               /* token of the act (innermost) */
    rec_span trigger;
    const char *type;            /* "CONSULT" ...; "" for CAMEO 01 statements, which have no PLOVER type */
    const char *mode;            /* NULL where none applies */
    const char *contexts[REC_CONTEXTS];
    uint32_t context_count;
    char cameo[8];
    uint8_t quad;                /* 0..4 */
    double goldstein, score;
    rec_party actors[REC_PARTIES], recipients[REC_PARTIES], third_parties[REC_PARTIES];
    uint32_t actor_count, recipient_count, third_count;
    rec_status status;
    double certainty;            /* 0..1 */
    int32_t claim;               /* innermost claim, -1: the reporter asserts it */
    int32_t place, time;         /* -1: none */
    bool place_hedged;
    const uint32_t *after;       /* [after_count] events that the text puts before this one */
    uint32_t after_count;
    int32_t killed, injured;     /* -1: not told */
    const char *rule;            /* "consult.frames:41 + outer.operators:12" */
    double weight;               /* for the choice of the main event; not written */
    const char *derivation;      /* how it was found, for people: several lines; NULL none; not written */
    double trust;                /* factor of the certainty, 0 for 1: nothing is in doubt; not written */
} rec_event;

/* An act that was recognised and held back, since its sense or its parties are unsure; not written. */
typedef struct rec_held {
    uint32_t sentence;
    rec_span trigger;
    const char *rule;       /* "abstain.tsv:12" */
    const char *reason;
    const char *derivation; /* as of an event */
} rec_held;

/* A predicate with its factuality (--with-predicates). */
typedef struct rec_predicate {
    rec_span span;
    uint32_t head;
    double certainty; /* -3 (certainly not) to 3 (certainly so) */
} rec_predicate;

/* ---- says who -------------------------------------------------------------------------------------------------- */

typedef enum rec_manner { REC_DIRECT, REC_INDIRECT, REC_MIXED, REC_BELIEF } rec_manner;
typedef enum rec_source_kind { REC_SOURCE_NAMED, REC_SOURCE_ROLE, REC_SOURCE_ANONYMOUS, REC_SOURCE_MEDIA } rec_source_kind;

typedef struct rec_claim {
    const rec_span *sources; /* [source_count] */
    uint32_t source_count;
    rec_span cue;            /* empty where quotes alone show it */
    const rec_span *content; /* [content_count] */
    uint32_t content_count;
    uint32_t cue_head;       /* token */
    int32_t content_head;    /* token, -1 */
    int32_t source_entity;   /* -1 */
    int32_t within;          /* claim, -1 */
    rec_manner manner;
    rec_source_kind source_kind;
    const char *rule;
} rec_claim;

/* ---- talks ----------------------------------------------------------------------------------------------------- */

typedef struct rec_round {
    uint32_t number;          /* 0: not told */
    int32_t event;            /* -1 */
    rec_status status;
    int32_t place, time;      /* -1 */
    bool place_hedged;
    const int32_t *delegates; /* [delegate_count] entities */
    uint32_t delegate_count;
    const char *outcome;      /* "agreed", "no deal", "to be continued"; NULL not told */
} rec_round;

typedef struct rec_agenda {
    rec_span span;
    bool on; /* to be discussed; false: left out */
} rec_agenda;

typedef struct rec_talks {
    const int32_t *parties; /* [party_count] entities */
    uint32_t party_count;
    const rec_round *rounds;
    uint32_t round_count;
    const rec_agenda *agenda;
    uint32_t agenda_count;
    int32_t host, mediator; /* entities, -1 */
} rec_talks;

/* ---- the document ---------------------------------------------------------------------------------------------- */

typedef struct rec_document {
    arena memory;      /* everything below lives here */
    const char *text;  /* valid UTF-8, NUL-terminated; may hold U+0000 */
    uint32_t length;   /* bytes */
    uint32_t code_points;
    uint32_t bad_bytes; /* bad sequences that became U+FFFD */
    bool ascii;         /* bytes are code points */
    uint32_t *code_point_index; /* [length / 64 + 1] code points before each 64th byte; NULL when ascii */
    uint64_t digest;    /* of the text */

    str id, source, url, language;
    rec_date published; /* year 0: unknown */
    rec_span title, byline, dateline;
    str given_title;    /* title that came with the input, not in the text */

    rec_paragraph *paragraphs; uint32_t paragraph_count;
    rec_sentence *sentences;   uint32_t sentence_count;
    rec_token *tokens;         uint32_t token_count;
    int8_t *states;            uint32_t state_width; /* [token_count][state_width] what the parser's encoder makes of each
                                                      * token, 8 bits; NULL where the document is too long for it */
    float *state_scale;                              /* [token_count] */
    rec_mention *mentions;     uint32_t mention_count;
    int32_t *mention_members;  uint32_t mention_member_count; /* entities of collective mentions */
    rec_entity *entities;      uint32_t entity_count;
    rec_time *times;           uint32_t time_count;
    rec_place *places;         uint32_t place_count;
    rec_event *events;         uint32_t event_count;
    rec_held *held;            uint32_t held_count;
    rec_predicate *predicates; uint32_t predicate_count;
    rec_claim *claims;         uint32_t claim_count;
    rec_talks *talks;          uint32_t talk_count;
    int32_t main_event; /* -1 */
} rec_document;

void record_init(rec_document *doc, size_t cap_bytes); /* cap of the arena, 0: none */
void record_reset(rec_document *doc);                  /* empty document, memory kept */
void record_release(rec_document *doc);

/* Adds a line to the derivation of an event; nothing where it has none. */
void record_tell(rec_document *doc, rec_event *e, const char *format, ...) __attribute__((format(printf, 3, 4)));

/* Adds a zeroed item at the end of one of the arrays: RECORD_ADD(doc, events) gives its address or NULL when out of
 * memory (doc->memory.failed is then set). Addresses change as the array grows: keep indices. */
#define RECORD_ADD(doc, array, count)                                                                                  \
    (((doc)->array = arena_push(&(doc)->memory, (doc)->array, (doc)->count, sizeof *(doc)->array)) == NULL             \
         ? NULL                                                                                                        \
         : &(doc)->array[(doc)->count++])

/* Builds code_point_index and code_points once the text stands. */
bool record_index_text(rec_document *doc);
uint32_t record_code_point(const rec_document *doc, uint32_t byte); /* code points before `byte`; cost at most 64 steps */
str record_text(const rec_document *doc, rec_span span);

/* Sets first_child and next_sibling of a sentence's tokens, and its root, from the heads. */
void record_link_children(rec_document *doc, uint32_t sentence);
/* First and last token (by position) of the subtree of `token`. */
void record_subtree(const rec_document *doc, uint32_t token, uint32_t *first, uint32_t *last);
bool record_is_within(const rec_document *doc, uint32_t token, uint32_t ancestor); /* a token is within itself */
/* The first dependent of `token` with that relation, -1 if none. */
int32_t record_child(const rec_document *doc, uint32_t token, rec_deprel deprel);
/* The sentence that holds a byte, -1 if none. */
int32_t record_sentence_at(const rec_document *doc, uint32_t byte);
int32_t record_token_at(const rec_document *doc, uint32_t byte); /* token whose span holds the byte, -1 */

const char *record_upos_name(rec_upos upos);          /* "NOUN"; "_" for none */
rec_upos record_upos_find(str name);                  /* REC_UPOS_NONE where unknown */
const char *record_deprel_name(rec_deprel deprel);    /* "nsubj:pass" */
rec_deprel record_deprel_find(str name);              /* an unknown subtype gives its basic relation */
uint32_t record_morph_of(str feats);                  /* bits of a feature string */
const char *record_status_name(rec_status status);
/* Whether something is only said: CAMEO codes statements (01), PLOVER has no type for them. */
bool record_is_statement(const rec_event *event);
const char *record_entity_kind_name(rec_entity_kind kind);
const char *record_manner_name(rec_manner manner);
const char *record_source_kind_name(rec_source_kind kind);

/* "2025-03-08" (also 20250308, 2025-03, 2025, and a time after T or a space) to a date; false where it is none. */
bool record_date_parse(str text, rec_date *date);
int32_t record_date_days(rec_date date);  /* days since 1970-01-01 */
rec_date record_date_from_days(int32_t days);
int record_date_compare(rec_date a, rec_date b);

#endif
