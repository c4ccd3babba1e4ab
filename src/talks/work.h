/* SPDX-License-Identifier: MIT
 *
 * talks/work.h: what the steps of the stage hand on, in the document's arena. */
#ifndef TALKS_WORK_H
#define TALKS_WORK_H

#include "model/talks.h"
#include "record/record.h"

#define TALKS_PARTIES 8
#define TALKS_DELEGATES 12
#define TALKS_PROCESSES 16
#define TALKS_ROUNDS 24
#define TALKS_AGENDA 24
#define TALKS_CLIMB 6 /* steps up a tree */

/* A set of entities, in the order of the text. */
typedef struct talks_set {
    int32_t item[TALKS_DELEGATES];
    uint32_t count;
} talks_set;

/* Words that speak of one sitting, or of talks as a whole: "the first round of talks", "the discussions". */
typedef struct talks_mention {
    uint32_t head;   /* token of the whole phrase ("round") */
    uint32_t core;   /* token of the negotiation ("talks"); may be the head */
    uint32_t number; /* 0: not told */
    int direction;   /* -1 over, 1 still to come, 0 not told */
    bool session;    /* speaks of one sitting */
    bool definite;   /* "the", "these" */
    bool gathering;  /* "meeting": talks only where states are its parties */
    bool status_known;
    rec_status status;
    int32_t event, place, time; /* -1 */
    bool hedged;
    talks_set parties, delegates;
    talks_set thirds;       /* hosts and mediators: no parties */
    talks_set sides;        /* members of \"the two sides\": parties where nothing better is told */
    int32_t host, mediator; /* -1 */
    const char *outcome;
    int32_t process, round; /* -1 */
} talks_mention;

typedef struct talks_process {
    talks_set parties, thirds, sides;
    rec_round rounds[TALKS_ROUNDS];
    talks_set delegates[TALKS_ROUNDS];
    bool told[TALKS_ROUNDS];   /* whether the text tells the round's status */
    bool titled[TALKS_ROUNDS]; /* told of in the title, which the body tells again */
    uint32_t round_count;
    rec_agenda agenda[TALKS_AGENDA];
    uint32_t agenda_count;
    int32_t host, mediator;
    int32_t last_round; /* round spoken of last, -1 */
    uint32_t mentions;
} talks_process;

typedef struct talks_work {
    const model_talks *m;
    rec_document *doc;
    talks_mention *mentions; /* [mention_count] in the order of the text */
    uint32_t mention_count;
    int32_t *mention_at;      /* [token_count] mention whose head or core the token is, -1 */
    int32_t *event_at;        /* [token_count] event whose head or trigger the token is, -1 */
    bool *time_at;            /* [token_count] whether an expression of time hangs on the token */
    talks_process *processes; /* [process_count] */
    uint32_t process_count;
    bool *named;             /* [entity_count] whether the report names the entity */
    int32_t *country_entity; /* [entity_count] entity that stands for the same country; itself where none does */
} talks_work;

bool talks_find(talks_work *w);   /* mentions with what their sentences tell; false: out of memory */
bool talks_group(talks_work *w);  /* processes and rounds */
void talks_topics(talks_work *w); /* agenda */

static inline const rec_token *talks_token(const talks_work *w, int64_t token)
{
    return &w->doc->tokens[token];
}
static inline uint32_t talks_roles(const talks_work *w, int64_t token)
{
    const rec_token *t = talks_token(w, token);
    uint32_t roles = model_talks_word_of(w->m, t->lemma).roles;
    return roles != 0 ? roles : model_talks_word_of(w->m, t->lower).roles;
}
bool talks_add(talks_set *set, int32_t entity, uint32_t most); /* false where it was there or there is no room */
void talks_take_out(talks_set *from, const talks_set *what);
int32_t talks_entity(const talks_work *w, int64_t token); /* of the mention whose head the token is, -1 */
int32_t talks_child_with(const talks_work *w, uint32_t token, uint32_t roles); /* first dependent of such a word, -1 */
bool talks_negated(const talks_work *w, uint32_t token);

#endif
