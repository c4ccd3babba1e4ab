/* SPDX-License-Identifier: MIT
 *
 * model/event.h: the grammar of acts (knowledge for stage event), loaded once, read-only afterwards, shared by all
 * threads.
 *
 *   data/ontology/  types.tsv cameo.tsv leaves.tsv contexts.tsv operators.tsv composition.tsv
 *   data/events/    classes.tsv shapes.tsv modals.tsv numbers.tsv binding.tsv abstain.tsv *.frames *.operators
 *
 * A frame is one line of a .frames or .operators file: the words that trigger it, the act they name, the slots in which
 * the parties stand, and conditions on the slots. A frame with an operator applies to another act in one of its `in`
 * slots. All words are numbered ("word ids"), so that matching a token costs two hash look-ups and compares of numbers.
 */
#ifndef MODEL_EVENT_H
#define MODEL_EVENT_H

#include "base/str.h"
#include "dragoman.h"

#include <stdbool.h>
#include <stdint.h>

typedef struct model_event model_event;

#define EVENT_NONE UINT32_MAX
#define EVENT_TRIGGER_WORDS 5 /* words of a trigger besides its head */
#define EVENT_SLOTS 12
#define EVENT_CONDITIONS 8
#define EVENT_PATHS 14
#define EVENT_ACT_CONTEXTS 3
#define EVENT_CLASS_WORDS 4 /* 64 classes in each */
#define EVENT_TESTS 5

/* ---- ontology -------------------------------------------------------------------------------------------------- */

typedef struct event_type {
    const char *name; /* "CONSULT" */
    uint8_t quad;     /* 1..4 */
    double score;     /* PLOVER score without a mode */
} event_type;

typedef struct event_mode {
    uint32_t type; /* index */
    const char *name;
    double score;
} event_mode;

typedef struct event_code {
    char cameo[8];
    const char *name;
    double goldstein;
    uint32_t type; /* EVENT_NONE for statements */
    uint32_t mode; /* EVENT_NONE */
    uint8_t contexts[EVENT_ACT_CONTEXTS];
    uint8_t context_count;
} event_code;

/* What a line says an act is. */
typedef struct event_act {
    uint32_t code; /* index into codes, EVENT_NONE: no act of its own */
    uint32_t type, mode;
    uint8_t contexts[EVENT_ACT_CONTEXTS];
    uint8_t context_count;
} event_act;

typedef enum event_effect { /* what an operator makes of the status */
    EVENT_OWN,         /* the status of the outer word itself */
    EVENT_KEEP,        /* the worse of both */
    EVENT_PLANNED,
    EVENT_POSSIBLE,
    EVENT_NEGATED,
    EVENT_ONGOING
} event_effect;

typedef struct event_operator {
    const char *name;    /* "ask" */
    event_effect effect;
    bool keeps_inner;    /* the inner act is an event too ("condemned the attack") */
    bool same_act;       /* an outer word that only carries the inner act: "hold talks" */
    uint32_t negated;    /* operator used instead under negation, EVENT_NONE */
} event_operator;

typedef struct event_rule { /* one line of composition.tsv */
    uint32_t op;
    char cameo[8];       /* prefix of the inner code; "" where type is given or any act fits */
    uint32_t type, mode; /* EVENT_NONE: any */
    event_act outer;
    bool same;           /* "=": the inner act unchanged */
    bool none;           /* "-": the operator makes no event of it; the inner act stands alone */
    bool onto;           /* "+R": only where the inner act is done to somebody */
    const char *rule;
} event_rule;

/* ---- frames ---------------------------------------------------------------------------------------------------- */

typedef enum event_role {
    EVENT_ACTOR,     /* A */
    EVENT_RECIPIENT, /* R */
    EVENT_PARTNER,   /* C: a second actor */
    EVENT_THIRD,     /* T */
    EVENT_THEME,     /* X: part of the act, no party, no event of its own */
    EVENT_INNER      /* in: where an operator finds its act */
} event_role;

typedef enum event_step {
    EVENT_AT_NONE,
    EVENT_AT_SUBJ,   /* who does it: subject, or agent of a passive */
    EVENT_AT_OBJ,    /* to what: object, or subject of a passive */
    EVENT_AT_IOBJ,
    EVENT_AT_XCOMP,
    EVENT_AT_CCOMP,
    EVENT_AT_ADVCL,
    EVENT_AT_ACL,
    EVENT_AT_POSS,
    EVENT_AT_ADJ,    /* party adjectives and compounds: "Russian", "US-China" */
    EVENT_AT_SITE,   /* place names among them: "the Kabul attack" */
    EVENT_AT_MOD,    /* adjectives and compounds of any kind: "a scathing attack" */
    EVENT_AT_APPOS,
    EVENT_AT_PREP,   /* word: the preposition (or the mark of a gerund) */
    EVENT_AT_QUESTION, /* a clause that is an indirect question: "asked whether ..." */
    EVENT_AT_CLAUSE, /* subject of the clause in which a noun stands */
    EVENT_AT_PRED,   /* what is said of the object: "called it a mistake" */
    EVENT_AT_SPEAKER, /* subject of the report around the clause */
    EVENT_AT_INNER_ACTORS,
    EVENT_AT_INNER_RECIPIENTS,
    EVENT_AT_INNER_SUBJ /* as the inner word's subject, whatever the roles */
} event_step;

typedef struct event_path {
    uint8_t step; /* event_step */
    uint8_t then; /* a second step from there, EVENT_AT_NONE */
    uint32_t word, then_word;
} event_path;

typedef struct event_slot {
    uint8_t role; /* event_role */
    bool add;     /* "+=": adds to what is there; otherwise fills only an empty role */
    uint8_t path_count;
    event_path paths[EVENT_PATHS];
} event_slot;

enum { /* kinds of filler that are no word list */
    EVENT_IS_PARTY = 1, EVENT_IS_PERSON = 2, EVENT_IS_COUNTRY = 4, EVENT_IS_GROUP = 8, EVENT_IS_PLACE = 16,
    EVENT_IS_ACT = 32, EVENT_IS_NUMBER = 64, EVENT_IS_ACTOR = 128 /* country, organisation, group or official */,
    EVENT_IS_ARMED = 256, /* an army, a militia, an armed group, or one of theirs: class "armedsector" */
    EVENT_IS_POLITICIAN = 512, /* a person of a known land, of no sector or one of class "officesector" */
    EVENT_IS_OUTLET = 1024     /* a newspaper, a broadcaster */
};

typedef struct event_condition {
    event_path path;
    bool forbid;
    bool any;                            /* mere presence */
    bool if_told;                        /* holds where nothing stands there: a passive that does not say by whom */
    uint32_t kinds;                      /* EVENT_IS_ bits */
    uint64_t classes[EVENT_CLASS_WORDS]; /* word classes */
} event_condition;

enum { /* what a line asks of its act; the word of the data file in quotes */
    EVENT_FLAG_RECIPROCAL = 1,  /* "recip": all parties are actors */
    EVENT_FLAG_BOTH = 2,        /* "both": two parties, or one that is many */
    EVENT_FLAG_TWO = 4,         /* "two": two parties told apart */
    EVENT_FLAG_ACTOR = 8,       /* "needA" */
    EVENT_FLAG_RECIPIENT = 16,  /* "needR" */
    EVENT_FLAG_WEAK = 32,       /* "weak": gives way to others as the main event */
    EVENT_FLAG_SUBJECT = 64,    /* "subject": its subject, not its object, does the inner act */
    EVENT_FLAG_NO = 128,        /* act "no": the words name no act, and hide what else they would name */
    EVENT_FLAG_NO_SEARCH = 256, /* "fixed": no recipient but from its slots */
    EVENT_FLAG_HARM = 512,      /* "harm": an effect; without an actor it needs another act of force beside it */
    EVENT_FLAG_INNER = 1024     /* "inner": an event only under an operator */
};

typedef struct event_frame {
    const char *rule; /* "consult.frames:41" */
    event_act act;
    uint32_t op; /* EVENT_NONE */
    uint32_t flags;
    uint8_t slot_count, condition_count;
    event_slot slots[EVENT_SLOTS];
    event_condition conditions[EVENT_CONDITIONS];
} event_frame;

typedef enum event_pos { EVENT_VERB, EVENT_NOUN, EVENT_ADJECTIVE, EVENT_ADVERB, EVENT_ANY } event_pos;

typedef struct event_trigger {
    uint32_t frame;
    uint32_t next; /* next trigger of the same head word, EVENT_NONE */
    uint8_t pos;   /* event_pos */
    uint8_t word_count;
    uint32_t words[EVENT_TRIGGER_WORDS];
} event_trigger;

/* An example line under a frame. */
typedef struct event_example {
    const char *file;
    uint32_t line;
    uint32_t frame;
    bool counter; /* must not yield the frame */
    const char *text;
    const char *expected; /* "RUS > UKR ASSAULT 190 planned"; "" for counter-examples */
} event_example;

/* Where to look for a party that no slot gives: a line of binding.tsv. */
typedef enum event_binding_kind {
    EVENT_BIND_PLACE, EVENT_BIND_BELOW, EVENT_BIND_NEAREST, EVENT_BIND_ABROAD,
    EVENT_BINDINGS
} event_binding_kind;

typedef struct event_binding {
    const char *rule; /* "binding.tsv:12"; NULL where the file has no such line */
    uint32_t types;   /* bits of the types of acts for which it holds */
} event_binding;
/* ---- doubts: when an act is held back -------------------------------------------------------------------------- */

enum { /* signs of an act; the word of abstain.tsv behind each */
    EVENT_SIGN_NOUN = 1,              /* noun: its innermost word is no verb */
    EVENT_SIGN_RECALLED = 2,          /* recalled: its parties are those of an act told before */
    EVENT_SIGN_NO_ACTOR = 4,          /* noA */
    EVENT_SIGN_NO_RECIPIENT = 8,      /* noR: nor a second actor */
    EVENT_SIGN_OPERATOR = 16,         /* op: an operator made another act of it */
    EVENT_SIGN_INFINITIVE = 32,       /* infinitive: a "to" clause that no operator took */
    EVENT_SIGN_PURPOSE = 64,          /* purpose: inside a purpose clause */
    EVENT_SIGN_HABITUAL = 128,        /* habitual: simple present of a full sentence */
    EVENT_SIGN_QUESTION = 256,        /* question: asked, not told */
    EVENT_SIGN_SEARCHED = 512,        /* searched: no slot gave the recipient */
    EVENT_SIGN_PRIVATE = 1024,        /* private: actors that are private people, recipients without standing */
    EVENT_SIGN_OBSCURE = 2048,        /* obscure: no party of public standing */
    EVENT_SIGN_WEAK = 4096,           /* weak: the frame is */
    EVENT_SIGN_HAPPENED = 8192, EVENT_SIGN_PLANNED = 16384, EVENT_SIGN_POSSIBLE = 32768, EVENT_SIGN_NEGATED = 65536,
    EVENT_SIGN_HYPOTHETICAL = 1 << 17,
    EVENT_SIGN_ABROAD = 1 << 18,      /* abroad: parties of two countries */
    EVENT_SIGN_TITLE = 1 << 19,       /* title: in a headline */
    EVENT_SIGN_KEPT = 1 << 20,        /* kept: an operator made another event of it besides */
    EVENT_SIGN_MAIN = 1 << 21,        /* main: the main clause's verb, subject or object, or a clause reported by it */
    EVENT_SIGN_COMMAND = 1 << 22,     /* command: an imperative */
    EVENT_SIGN_UNSAID = 1 << 23,      /* unsaid: a passive that leaves out the actor, which the line asks for */
    EVENT_SIGN_DEFINITE = 1 << 24,    /* definite: its noun has "the", "this" or an owner: what is known */
    EVENT_SIGN_ATTRIBUTE = 1 << 25    /* attribute: a participle that describes a noun, "groups supporting her" */
};

enum { /* kinds of party */
    EVENT_WHO_UNKNOWN = 1,   /* neither country nor sector */
    EVENT_WHO_CIVIL = 2,     /* civilians and nothing else */
    EVENT_WHO_BUSINESS = 4,  /* firms, media, schools, hospitals, and the like */
    EVENT_WHO_PLACE = 8,
    EVENT_WHO_PRONOUN = 16,
    EVENT_WHO_NOMINAL = 32,  /* told by a common noun */
    EVENT_WHO_COUNTRY = 64,  /* the name of a country */
    EVENT_WHO_PERSON = 128,
    EVENT_WHO_STANDING = 256, /* a state, its people in office, forces, parties, armed groups, bodies of states */
    EVENT_WHO_LANDLESS = 512, /* no country */
    EVENT_WHO_OWN = 1024,     /* a party of the other side's country */
    EVENT_WHO_PLURAL = 2048,
    EVENT_WHO_SOMEONE = 4096  /* a private person: civilian, or nothing known but that it is a person */
};

typedef enum event_where {
    EVENT_ON_ACTORS, EVENT_ON_RECIPIENTS, EVENT_ON_HEAD, EVENT_ON_TOP, EVENT_ON_OVER, EVENT_ON_NEAR, EVENT_ON_TEXT
} event_where;

typedef struct event_test {
    uint8_t where; /* event_where */
    bool forbid;
    uint32_t kinds;
    uint64_t classes[EVENT_CLASS_WORDS];
} event_test;

typedef struct event_doubt {
    const char *rule, *reason; /* "abstain.tsv:12" */
    char cameo[8];             /* prefix; "" where type is given or any act fits */
    uint32_t type, mode;       /* EVENT_NONE: any */
    bool statement;            /* acts without a type */
    uint32_t need, never;      /* EVENT_SIGN_ bits */
    uint8_t test_count;
    event_test tests[EVENT_TESTS];
    double trust;              /* 0: held back */
} event_doubt;

typedef enum event_modal { EVENT_MODAL_NONE, EVENT_MODAL_FUTURE, EVENT_MODAL_POSSIBLE, EVENT_MODAL_DUTY } event_modal;

struct model_event {
    struct event_store *store; /* owner of everything below */
    const event_type *types;
    uint32_t type_count;
    const event_mode *modes;
    uint32_t mode_count;
    const char *const *contexts;
    uint32_t context_count;
    const event_code *codes;
    uint32_t code_count;
    const event_operator *operators;
    uint32_t operator_count;
    const event_rule *rules; /* sorted by operator, the most special first */
    const uint32_t *first_rule; /* [operator_count + 1] */
    const event_frame *frames;
    uint32_t frame_count;
    const event_trigger *triggers;
    uint32_t trigger_count;
    const event_example *examples;
    uint32_t example_count;
    const event_doubt *doubts;
    uint32_t doubt_count;
    const event_example *doubtfuls; /* `frame` is the index of the doubt */
    uint32_t doubtful_count;
    /* by word id */
    uint32_t word_count;
    const uint32_t *first_trigger;  /* [word_count] */
    const uint64_t (*word_classes)[EVENT_CLASS_WORDS];
    const uint8_t *word_context;    /* context index + 1, 0 none */
    const uint8_t *word_modal;      /* event_modal */
    const uint32_t *word_number;    /* "twelve": 12; 0 none */
    /* classes and operators that the code itself asks for */
    uint32_t class_negator, class_condition, class_partitive, class_future, class_possible, class_placing,
        class_before, class_after, class_hedge, class_report, class_person, class_killed, class_injured,
        class_owning, class_standing, class_aiming, class_making, class_intransitive, class_definite, class_likening,
        class_document, class_occasion, class_since, class_particle, class_naming, class_creating, class_contact, class_topic, class_authoring, class_giving,
        class_granted, class_describing, class_disposed, class_operation, class_moment, class_personal,
        class_public, class_body, class_hostile, class_armed, class_joining, class_office, class_order, class_becoming;
    uint32_t class_site;    /* what stands somewhere, before a noun: "church shooting" */
    uint32_t class_kind;    /* nouns that before another tell of which kind it is: "terrorist attack" */
    uint32_t class_shot;    /* forms that behind a bare party are verbs, whatever they look like: "police shot" */
    uint32_t class_blaming; /* verbs of accusing and arresting, whose passive is done to its subject */
    uint32_t class_of, class_locality; /* "the town of Kut" */
    uint32_t class_upon, class_ground; /* "on the boulevard" */
    uint32_t class_company; /* "along with" */
    uint32_t class_forced_act; /* types of acts of force, in lower case */
    uint32_t class_spoken_act; /* types of acts done with words, in lower case */
    event_binding bindings[EVENT_BINDINGS];
    uint32_t op_will, op_refuse, op_demand, op_try, op_end;
    uint32_t mode_many;      /* a meeting of many */
    uint32_t context_abroad; /* what is between countries */
    uint32_t code_meet, code_third, code_plan; /* a meeting, one at a third party's place, one that is to come */
};

/* Loads from the data folder `data_dir` (and nothing from `model_dir`). *m owned: free with model_event_free. Errors:
 * DGM_BAD_DATA with file, line and column. */
DGM_CHECK dgm_status model_event_load(model_event **m, const char *data_dir, const char *model_dir, dgm_error *err);
void model_event_free(model_event *m); /* NULL is fine */

uint32_t model_event_word(const model_event *m, str word); /* word id, EVENT_NONE where no rule names it */
bool model_event_in_class(const model_event *m, uint32_t word, uint32_t cls);
uint32_t model_event_code(const model_event *m, str cameo); /* index, EVENT_NONE */
/* The leaf of a code in a context ("aid" + military = 072), or the code itself. */
uint32_t model_event_leaf(const model_event *m, uint32_t code, uint32_t context);
/* The line of binding.tsv for acts of a type, NULL where none holds. */
const char *model_event_binding(const model_event *m, event_binding_kind kind, uint32_t type);
/* What operator `op` makes of an act, one done to somebody where `onto`: NULL where the table is silent. */
const event_rule *model_event_compose(const model_event *m, uint32_t op, const event_act *inner, bool onto);

/* Sets reached[i] for every code i that some line, operator or context can give; `reached` has room for code_count. */
void model_event_reach(const model_event *m, uint8_t *reached);

#endif
