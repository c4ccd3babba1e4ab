/* SPDX-License-Identifier: MIT
 * actor/work.h: what the files of this folder share while one document is read.
 *
 *   tokens -> hits (listed names) -> drafts (mentions of one sentence) -> mentions with entities
 *
 * Everything lives in the document's arena. */
#ifndef ACTOR_WORK_H
#define ACTOR_WORK_H

#include "model/actor.h"
#include "model/place.h"
#include "record/record.h"

#define ACTOR_CLIMB 24    /* most steps up a tree */
#define ACTOR_CHILDREN 48 /* most dependents of a head that are looked at */
#define ACTOR_MEMBERS 8   /* most members of a collective that are parties each for themselves */
#define ACTOR_SMALL_WORDS (1u << 16)
#define ACTOR_NAME_TOKENS 24 /* longest name */

/* A listed name in the text. */
typedef struct actor_hit {
    uint32_t first, last; /* tokens, inclusive */
    uint32_t head;        /* token */
    uint32_t alias;       /* of the model */
    uint32_t item;
    model_actor_list list;
} actor_hit;

/* What is known of an entity beside the record. */
typedef struct actor_note {
    uint32_t item;      /* MODEL_ACTOR_NONE where not listed */
    uint32_t role;      /* item of a role that it was called by, MODEL_ACTOR_NONE */
    uint32_t last_seen; /* sentence */
    uint32_t mentions, first_mention; /* first: into doc->mentions, UINT32_MAX where none */
    uint32_t subject_in; /* last sentence in which it was a subject, UINT32_MAX */
    bool government;     /* stands for the government of a country */
    bool titled;         /* its sectors come from a title in the text */
    bool abroad;         /* not of the country that the report is about: "foreign troops" */
    bool nowhere;        /* called by a noun of whom nobody knows whence: "gunmen", "analysts" */
    bool named;          /* a name of the text */
    bool generic;        /* only met as a bare plural: "people" */
} actor_note;

/* A mention before it has an entity. */
typedef struct actor_draft {
    rec_mention mention;
    uint32_t core_first, core_last; /* tokens of the name or noun itself */
    int32_t hit;                    /* into hits, -1 */
    uint32_t role;                  /* item of the noun, or of the title before a name; MODEL_ACTOR_NONE */
    uint32_t title_head;            /* token on which the title stands, UINT32_MAX */
    rec_entity_kind kind;
    char gender;
    bool former;
    const model_place_row *place; /* what the gazetteer knows of the name, NULL */
} actor_draft;

/* Names met so far, by a hash of their words. */
typedef struct actor_name_slot {
    uint32_t hash;  /* 0: empty */
    int32_t entity; /* the latest with that name; among toponyms the first place */
} actor_name_slot;

typedef void actor_watcher(void *context, const actor_draft *draft, const uint32_t *slots, unsigned count);

typedef struct actor_work {
    const model_actor *m;
    const model_place *places; /* NULL: none */
    rec_document *doc;
    int32_t today; /* days since 1970, INT32_MAX unknown */

    actor_hit *hits;
    uint32_t hit_count, hit_capacity; /* of the sentence */
    actor_draft *drafts;
    uint32_t draft_count, draft_capacity; /* of the sentence */
    int32_t *hit_at;                      /* [doc tokens] hit that covers the token, -1 */
    int32_t *draft_at;                    /* [doc tokens] draft whose core holds the token, -1 */
    int32_t *name_head;                   /* [doc tokens] head of the name that the token is a part of, -1 */

    int32_t *place_at;                    /* [doc tokens] place of the document that covers the token, -1 */
    uint32_t *told;                       /* [items] places of the document that lie in a country */
    uint32_t told_all, told_most;         /* of all countries; of the one with most */
    actor_name_slot *toponyms; /* [toponym_room] places of the document by their words; a power of two */
    uint32_t toponym_room;

    actor_note *notes;   /* [entity_count] */
    uint64_t *small;     /* [ACTOR_SMALL_WORDS / 64] hashes of words written small, NULL in long documents */
    int32_t *by_item;    /* [items] entity + 1 */
    int32_t *government; /* [items] entity + 1 of the government of a country */
    actor_name_slot *names;
    uint32_t name_capacity, name_count;

    /* For training: told of each name, with its features and the kind that rules give it. NULL at work. */
    actor_watcher *watch;
    void *watch_context;

    bool *quoted;              /* [doc tokens] between quotation marks, once asked for */
    int32_t speaker;           /* entity that spoke in sentence speaker_sentence - 1, -1 */
    uint32_t speaker_sentence; /* 0: none yet */
    int32_t focus[4];          /* country entities last named, newest first, -1 */
} actor_work;

static inline const rec_token *actor_token(const actor_work *w, uint32_t i)
{
    return &w->doc->tokens[i];
}

/* Entity of the mention whose head `token` is; -1 none, also for a token of -1. */
static inline int32_t actor_entity_at(const actor_work *w, int32_t token)
{
    int32_t m = token < 0 ? -1 : w->doc->tokens[token].mention;
    return m < 0 ? -1 : w->doc->mentions[m].entity;
}

/* ---- actor.c ---- */
/* Reads a document and tells `watch` of each name (for train/train_mentions.c). */
void actor_watch(const model_actor *m, rec_document *doc, actor_watcher *watch, void *context);

/* ---- atoms.c: listed names and role nouns ---- */
void actor_find_hits(actor_work *w, uint32_t sentence);
/* The role or agency whose last or first word is the noun `head`; *first and *last become its tokens. */
uint32_t actor_role_at(const actor_work *w, uint32_t head, uint32_t *first, uint32_t *last);
/* The title that begins at `token` and ends before `end`; *after becomes the token behind it. */
uint32_t actor_title_at(const actor_work *w, uint32_t token, uint32_t end, uint32_t *after);
uint32_t actor_word_class(const actor_work *w, uint32_t token); /* of its lower-case form or lemma */

/* An array that is emptied for each sentence and keeps its room. */
void *actor_grow(actor_work *w, void *array, uint32_t count, uint32_t *capacity, size_t item_bytes);

/* ---- draft_name.c, draft_noun.c, draft.c: mentions of one sentence ---- */
void actor_draft_names(actor_work *w, uint32_t sentence);
void actor_draft_nouns(actor_work *w, uint32_t sentence);
/* "dozens of protesters": the noun that such a noun stands for, -1. */
int32_t actor_contained(const actor_work *w, uint32_t noun);
bool actor_is_the_land(const actor_work *w, uint32_t noun); /* "the country" */
bool actor_is_the_body(const actor_work *w, uint32_t noun); /* "the group" */
void actor_draft_pronouns(actor_work *w, uint32_t sentence);
void actor_commit_drafts(actor_work *w, uint32_t sentence); /* sorts them and adds them to the record */

/* ---- type.c: what an unlisted name names ---- */
/* False where it is nothing that can act. */
bool actor_type_name(const actor_work *w, actor_draft *d);
/* The name's features for the typer; `shape` is the kind that rules give. Gives their count. */
#define ACTOR_FEATURES 40
unsigned actor_name_features(const actor_work *w, const actor_draft *d, rec_entity_kind shape,
                             uint32_t slots[ACTOR_FEATURES]);
rec_entity_kind actor_shape(const actor_work *w, const actor_draft *d); /* the rules' kind */
bool actor_is_listed_word(const actor_work *w, uint32_t token, model_actor_trie trie);
/* The country that an unlisted name misspells, MODEL_ACTOR_NONE. */
uint32_t actor_misspelt(const actor_work *w, const actor_draft *d);
/* Remembers which words the document writes small, so that "Sanctions" at the head of a sentence is no name. */
void actor_note_small_words(actor_work *w);

/* ---- toponym.c: what the resolved places of the document tell ---- */
void actor_read_places(actor_work *w);
/* What the gazetteer knows of the name: the place that it means in this document, else the largest one; NULL: none. */
const model_place_row *actor_place_row(const actor_work *w, const actor_draft *d);
/* A town of few people, whose name alone is little evidence. */
bool actor_is_small_place(const model_place_row *row);
/* The core is a place of the document, large, told apart by the text or not the only one of its country. */
bool actor_is_among_places(const actor_work *w, const actor_draft *d);
/* The first place with a country among these tokens, inclusive; NULL: none. */
const rec_place *actor_place_inside(const actor_work *w, uint32_t first, uint32_t last);
/* The place that ends right before a title, without a preposition: "[Ontario] Premier Ann Hill"; NULL: none. */
const rec_place *actor_place_before(const actor_work *w, uint32_t title);
/* The town or region of another country that a listed country or capital names here ("Georgia" in the United States);
 * NULL: it is the listed one. */
const model_place_row *actor_namesake(const actor_work *w, const actor_hit *hit);
/* True where a listed body is another country's here: its town is a namesake's ("London police" in Ontario), or a name that
 * is `shared` by bodies of many states stands beside or amid another one. */
bool actor_is_elsewhere(const actor_work *w, const actor_hit *hit, bool shared);
bool actor_is_told_of(const actor_work *w, const char *country); /* some place of the document lies there */
bool actor_is_set_in(const actor_work *w, const char *country);  /* as many as in any other country do */

/* ---- metonym.c ---- */
/* True where a capital or seat is the place and does not stand for its government. */
bool actor_is_place(const actor_work *w, const actor_hit *hit);

/* ---- entity.c ---- */
/* The text of tokens, line breaks and runs of blanks made one blank. */
str actor_text(const actor_work *w, uint32_t first, uint32_t last);
int32_t actor_entity_new(actor_work *w, str name, rec_entity_kind kind, const char *rule);
int32_t actor_entity_listed(actor_work *w, uint32_t item);
int32_t actor_entity_government(actor_work *w, uint32_t country_item);
int32_t actor_entity_of_country(actor_work *w, const char *code);
void actor_entity_code(actor_work *w, int32_t entity); /* writes the CAMEO code anew */
void actor_entity_country(actor_work *w, int32_t entity, const char *country);
void actor_entity_sectors(actor_work *w, int32_t entity, char (*sectors)[4]);
void actor_entity_seen(actor_work *w, int32_t entity, uint32_t token);
/* The country that an entity belongs to, as an entity of the document; -1 none. */
int32_t actor_entity_land(const actor_work *w, const rec_entity *e);
/* The entity last met under these words (without regard to case), -1. */
int32_t actor_name_find(const actor_work *w, uint32_t first, uint32_t last);
void actor_name_add(actor_work *w, uint32_t first, uint32_t last, int32_t entity);
/* The same under any key; 0 is none. */
int32_t actor_hash_find(const actor_work *w, uint32_t hash);
void actor_hash_add(actor_work *w, uint32_t hash, int32_t entity);
/* Who was called by a role of a country: "the Russian president". -1: nobody. */
int32_t actor_role_find(const actor_work *w, uint32_t role, const char *country);
void actor_role_add(actor_work *w, uint32_t role, const char *country, int32_t entity);

/* ---- office.c ---- */
/* Country and sectors of a listed item on the day of the report. */
void actor_take_office(actor_work *w, int32_t entity, const model_actor_item *item);
/* The office that the title of a mention names, where the day of the report is not known. */
void actor_office_by_title(actor_work *w, int32_t entity, const actor_draft *d);

/* ---- names.c, nouns.c, pronouns.c, owner.c, countries.c: entities of the mentions of one sentence, drafts[i] being
 * mentions[base + i] ----
 */
void actor_resolve_names(actor_work *w, uint32_t base);
void actor_resolve_nouns(actor_work *w, uint32_t base);
void actor_resolve_pronouns(actor_work *w, uint32_t base);
/* "its troops": nouns whose owner is a pronoun, once that one is known. */
void actor_own_late(actor_work *w, uint32_t base);
/* The entity with a country that stands with a noun or name: "Russian", "Ukraine's", "of Iran"; -1. `first` is the
 * first token of the phrase. */
int32_t actor_owner(const actor_work *w, uint32_t head, uint32_t first);
/* Gives a mention its entity and remembers that the entity was seen. */
void actor_settle(actor_work *w, uint32_t mention, int32_t entity);
/* "both sides", "the E3": the members of a mention. */
void actor_add_members(actor_work *w, uint32_t mention, const int32_t *entities, uint32_t count);
/* Those whom the text gives no country take that of their owner, of the place of their act, or of the report. */
void actor_fill_countries(actor_work *w);

/* ---- setting.c: where the report plays ---- */
#define ACTOR_CLUES 24 /* most names of lands and places that are looked at in a sentence */

typedef struct actor_share {
    uint32_t land;    /* item of the heaviest country, MODEL_ACTOR_NONE */
    float most, next; /* its weight and that of the one after it */
} actor_share;

typedef struct actor_setting {
    uint32_t *land_at;        /* [doc tokens] item of the country that a name of a land or place is in, + 1; 0 none */
    float *sum, *town;        /* [items] weight of a country in the report: all mentions, towns and other places alone */
    actor_share about, scene; /* by `sum`: what it is about; by `town`: where it plays */
} actor_setting;

typedef struct actor_clue {
    uint32_t clause; /* token */
    uint32_t land;   /* item */
    bool where;      /* "in Kayseri" */
} actor_clue;

bool actor_read_setting(actor_work *w, actor_setting *s); /* false: no memory */
/* The lands and places of a sentence in their order; gives their count. */
unsigned actor_clues(const actor_work *w, const actor_setting *s, uint32_t sentence, actor_clue clues[ACTOR_CLUES]);
/* "talks in Geneva", "met in Geneva": the parties of a meeting or visit are not at home at the place. */
bool actor_is_met_at(const actor_work *w, uint32_t place);
uint32_t actor_clause_of(const actor_work *w, uint32_t token); /* the word that its clause hangs on */

/* ---- media.c ---- */
void actor_mark_media(actor_work *w);

#endif
