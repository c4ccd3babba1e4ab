/* SPDX-License-Identifier: MIT
 *
 * event_work.h: what the parts of the stage share. Only src/event/ includes it.
 *
 *   words ── match ──▶ frames at tokens ── compose ──▶ acts (outer over inner) ── emit ──▶ events of the record
 *                          ▲ tree: paths          ▲ party, status                  ▲ attach: place, time, numbers
 *
 * A work area holds the arrays of one sentence; it is made once a document for its longest sentence and reused.
 */
#ifndef EVENT_EVENT_WORK_H
#define EVENT_EVENT_WORK_H

#include "model/event.h"
#include "record/record.h"

#define WORK_WORDS 400   /* words of a piece of text, at most */
#define WORK_CHILDREN 64 /* dependents looked at: the rest of a longer row (a list of thousands) is passed over */
#define WORK_CLIMB 14    /* steps up a tree */
#define WORK_CHAIN 6     /* frames of one act */
#define WORK_FILLERS 8   /* tokens that a path gives */

/* What was matched at a token. */
typedef struct work_match {
    uint32_t plain;     /* frame with an act of its own, EVENT_NONE */
    uint32_t op;        /* frame with an operator, EVENT_NONE */
    int16_t plain_score;
    bool none;          /* its words are known to name no act */
    bool consumed;      /* part of another act (its theme or trigger): no event of its own */
    bool applied;       /* its operator was used by an inner act */
} work_match;

/* An event of this sentence that was written, while places and times are still to be found. */
typedef struct work_done {
    uint32_t event;
    uint32_t chain_token[WORK_CHAIN];
    uint32_t chain_count;
    uint32_t top;
} work_done;

#define WORK_DONE 128 /* events of a sentence that take part in attachment */

typedef struct event_work {
    const model_event *m;
    rec_document *doc;
    uint32_t first, count; /* tokens of the sentence */
    /* by token - first */
    rec_token *tokens;      /* working copy of the tree: event_repair.c */
    uint32_t *lemma, *form; /* word ids */
    work_match *match;
    work_done done[WORK_DONE];
    uint32_t done_count;
    uint32_t next_place, next_time; /* first ones not before this sentence */
} event_work;

typedef struct act_parties {
    rec_party item[REC_PARTIES];
    uint32_t count;
} act_parties;

/* What the form of a verb makes of an act: "will" intends, "will not" refuses, "must" demands. */
typedef struct work_turn {
    uint32_t step;         /* of the chain, after which it comes */
    uint32_t op;           /* operator as which the form acts */
    uint32_t token;        /* the verb, or the word that makes the form */
    uint32_t before, code; /* what the act was, and is then */
    const char *rule_before;
} work_turn;

#define WORK_TURNS 4

/* An act while it is composed. */
typedef struct work_act {
    uint32_t head, top;  /* innermost and outermost token */
    event_act what;
    act_parties actors, recipients, thirds;
    rec_status status;
    bool reciprocal;
    bool own_party;      /* a party stands in a slot of its own */
    bool purpose;        /* inside a purpose clause or the like: not asserted */
    bool recalled;       /* its parties are those of an act told before */
    const char *lent;    /* from where it has parties that do not stand with it, in words; NULL */
    bool unsaid;         /* a passive that leaves out the actor, which its line asks for */
    bool addressed;      /* somebody unknown is asked: nobody else takes his place */
    bool searched;       /* no slot gave the recipient: it stands in one of the act's phrases */
    uint32_t chain[WORK_CHAIN]; /* frames, inner first */
    uint32_t chain_token[WORK_CHAIN];
    uint32_t ops[WORK_CHAIN];   /* operator as which the frame counts: "did not agree" refuses; EVENT_NONE for the first */
    uint32_t codes[WORK_CHAIN]; /* what the act is after that step */
    uint32_t chain_count;
    const char *rules[WORK_CHAIN]; /* lines of composition.tsv, by step; NULL where none */
    work_turn turns[WORK_TURNS];
    uint32_t turn_count;
    rec_status inside; /* its status before the clauses around it are looked at */
    uint32_t more_token[WORK_CHAIN]; /* heads of acts that were joined with this one */
    uint32_t more_count;
    const char *bound;   /* line of binding.tsv that gave a party, NULL */
    bool dropped;        /* no event of its own */
    bool kept;           /* an inner act that an outer one keeps */
} work_act;

static inline bool work_has(const event_work *w, uint32_t token)
{
    return token >= w->first && token - w->first < w->count;
}
static inline const rec_token *work_token(const event_work *w, uint32_t token)
{
    return token - w->first < w->count ? &w->tokens[token - w->first] : &w->doc->tokens[token];
}
static inline work_match *work_at(const event_work *w, uint32_t token)
{
    return &w->match[token - w->first];
}
static inline bool work_in_class(const event_work *w, uint32_t token, uint32_t cls)
{
    uint32_t i = token - w->first;
    return work_has(w, token) &&
           (model_event_in_class(w->m, w->lemma[i], cls) || model_event_in_class(w->m, w->form[i], cls));
}

static inline bool work_is_noun(const rec_token *t)
{
    return t->upos == REC_NOUN || t->upos == REC_PROPN;
}
/* A word of the working copy, to be changed: it must lie in the piece. */
static inline rec_token *work_edit(event_work *w, uint32_t token)
{
    return &w->tokens[token - w->first];
}
/* Hangs a word on another; the children are linked anew when the repair that did so is done. */
static inline void work_move(event_work *w, uint32_t token, uint32_t head, uint8_t deprel)
{
    work_edit(w, token)->head = (int32_t)head;
    work_edit(w, token)->deprel = deprel;
}

/* Walks the dependents of a token, at most WORK_CHILDREN of them. */
#define WORK_EACH_CHILD(w, parent, child)                                                                              \
    for (int32_t child = work_token(w, parent)->first_child, child##_left = WORK_CHILDREN;                             \
         child >= 0 && child##_left-- > 0; child = work_token(w, (uint32_t)child)->next_sibling)

/* ---- the working copy: event_repair.c -------------------------------------------------------------------------- */

void repair_sentence(event_work *w); /* fills w->tokens from the document and puts misread verbs right */
/* Puts the turn of speech at a verb into plain form: event_recast.c. True: heads changed, the children must be linked. */
bool recast_token(event_work *w, uint32_t token);
/* Puts a finite verb right that stands as a noun or hangs on one: event_finite.c. True: heads changed. */
bool finite_token(event_work *w, uint32_t token);
/* event_clause.c: a subject or object that hangs on another word; true: something changed. */
bool clause_token(event_work *w, uint32_t token);

/* ---- tree: event_tree.c ---------------------------------------------------------------------------------------- */

bool tree_is_verbal(const event_work *w, uint32_t token); /* a verb, or a predicate with a copula */
bool tree_is_passive(const event_work *w, uint32_t token);
/* "the downing of a jet": a verb's "-ing" that stands as a noun and has what it is done to behind "of". */
bool tree_is_nominal_gerund(const event_work *w, uint32_t token);
bool tree_has_subject(const event_work *w, uint32_t token); /* one that hangs on it, active or passive */
int32_t tree_child(const event_work *w, uint32_t token, uint8_t deprel); /* its first dependent of the relation, -1 none */
bool tree_tells_kind(const event_work *w, uint32_t token); /* "terrorist attack": which kind, not whose */
int32_t tree_own_subject(const event_work *w, uint32_t token); /* its own subject, -1 none */
/* The surface subject of a predicate, its own or the one that it shares (coordination, control, raising, participles);
 * -1 where there is none. */
int32_t tree_subject(const event_work *w, uint32_t token);
/* Preposition (or mark of a gerund) under which a token stands: word id, EVENT_NONE. */
uint32_t tree_preposition(const event_work *w, uint32_t token);
/* Tokens at a path from a token; gives how many (at most WORK_FILLERS). */
unsigned tree_walk(const event_work *w, uint32_t token, const event_path *path, uint32_t to[WORK_FILLERS]);
/* Whether `token` stands at `path` from `from`. */
bool tree_at(const event_work *w, uint32_t token, uint32_t from, const event_path *path);
/* The head through which a conjunct takes part in the clause: the first conjunct. */
uint32_t tree_first_conjunct(const event_work *w, uint32_t token);

/* ---- parties: event_party.c ------------------------------------------------------------------------------------ */

bool party_is(const event_work *w, uint32_t token); /* a mention with an entity stands here */
const rec_entity *party_entity(const event_work *w, uint32_t token); /* NULL where none */
/* Whether a sector of the entity's is in the class (sectors in lower case): "gov", "reb". */
bool party_in_sector(const event_work *w, const rec_entity *e, uint32_t cls);
/* Adds the parties that the words at `token` stand for: the mention itself with its conjuncts, or, where the words are
 * no party, the one that owns, does or makes them ("Israeli missiles", "the attack by Israel"). */
bool party_add(const event_work *w, uint32_t token, act_parties *to);
bool party_add_owner(const event_work *w, uint32_t token, act_parties *to); /* only whose it is */
bool party_add_doer(const event_work *w, uint32_t token, act_parties *to); /* only those who may be the doers */
/* Adds a name or a person that no entity stands for, as bare words. */
bool party_add_words(const event_work *w, uint32_t token, act_parties *to);
bool party_has(const act_parties *in, int32_t entity);
void party_put(act_parties *to, rec_party party);
void party_remove(act_parties *from, const act_parties *these);
/* A place of a party's own country is no second party: "met ministers in [Berlin]". */
void party_remove_places(const event_work *w, act_parties *from, const act_parties *actors);
/* "killed 44 Kenyans in a raid on a market in Kano": where it was done is nobody beside those of a known land to whom. */
void party_drop_settings(const event_work *w, act_parties *from);
bool party_is_time(const event_work *w, uint32_t token); /* inside an expression of time */
/* The phrase of a party that was found at the word `argument` or under it: event_phrase.c. */
rec_span party_phrase(const event_work *w, uint32_t argument, const rec_party *party);

/* ---- matching: event_match.c ----------------------------------------------------------------------------------- */

void match_sentence(event_work *w);
/* The operator's frame at `token` that fits best with the word `below` in its inner slot; EVENT_NONE. */
uint32_t match_operator(const event_work *w, uint32_t token, uint32_t below);
/* The other words of the trigger by which a frame fits at `token`; gives how many. */
uint32_t match_words(const event_work *w, uint32_t token, uint32_t frame, uint32_t at[EVENT_TRIGGER_WORDS]);
/* Frames of other acts that fit at `token` as well, no closer than `won`: operators over `below`, or, where `below` is EVENT_NONE,
 * frames with an act of their own. Gives how many, at most `room`. */
uint32_t match_losers(const event_work *w, uint32_t token, uint32_t below, uint32_t won, uint32_t room, uint32_t to[]);

/* ---- composing: event_compose.c -------------------------------------------------------------------------------- */

/* Builds the act of `token` (whose plain frame matched) and climbs through the operators over it. False: no act. With
 * an operator that keeps the inner act, `inner` receives it and *has_inner is set. */
bool compose_act(event_work *w, uint32_t token, work_act *act, work_act *inner, bool *has_inner);

/* ---- binding: event_bind.c ------------------------------------------------------------------------------------ */

/* Parties that no slot gave: recipients in the act's phrases, and what binding.tsv allows. */
void bind_parties(const event_work *w, work_act *act);

/* ---- status: event_status.c ------------------------------------------------------------------------------------ */

/* Status of the word at `token` by itself: tense, modals, negation, conditions, adjectives. */
rec_status status_of(const event_work *w, uint32_t token, bool *refuses, bool *future);
int32_t status_duty(const event_work *w, uint32_t token); /* its "must" or "should", -1 none */
bool status_is_conditional(const event_work *w, uint32_t token); /* a clause under "if" and the like */
/* The clauses around it: conditionals, purpose. */
rec_status status_around(const event_work *w, uint32_t token, rec_status status, bool *purpose);
rec_status status_join(rec_status inner, rec_status outer);

/* ---- acts told without parties: event_recall.c ----------------------------------------------------------------- */

/* Gives a noun's act the parties of the act that it tells again, or of the clause whose occasion it is. */
void recall_parties(const event_work *w, work_act *act);
bool recall_is_definite(const event_work *w, uint32_t noun); /* "the", "this", "their": what is known already */

/* ---- doubts: event_abstain.c ----------------------------------------------------------------------------------- */

/* The first line of abstain.tsv that fits the act; NULL none. */
const event_doubt *abstain_find(const event_work *w, const work_act *act);

/* ---- writing: event_emit.c, event_attach.c --------------------------------------------------------------------- */

/* Adds the act to the record, or merges it into the same act told before. */
void emit_act(event_work *w, const work_act *act);
void emit_main(rec_document *doc);                          /* chooses the main event */
double emit_depth(const event_work *w, uint32_t token); /* heads above it, clauses of reports not counted */
/* Derivations live in the document; NULL when out of memory. `doubt` may be NULL. */
const char *emit_derivation(event_work *w, const work_act *act, const event_doubt *doubt);
const char *emit_held(event_work *w, const work_act *act); /* of an act that is held back: its parties too */
const char *emit_told_again(event_work *w, const char *derivation, const work_act *act); /* of an event that the act merges into */
const work_done *attach_done(const event_work *w, uint32_t token); /* the written event whose words include it; NULL */
void context_find(const event_work *w, const work_done *d); /* what it is about: event_context.c */
void count_sentence(event_work *w);                         /* how many were killed and injured: event_count.c */
void attach_sentence(event_work *w);                        /* places, times, numbers, contexts, order */

#endif
