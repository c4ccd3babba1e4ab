/* SPDX-License-Identifier: MIT
 * model/actor_inside.h: what the actor_*.c files of this folder share; nobody else includes it. */
#ifndef MODEL_ACTOR_INSIDE_H
#define MODEL_ACTOR_INSIDE_H

#include "base/arena.h"
#include "base/file.h"
#include "base/map.h"
#include "model/actor.h"
#include "model/weights.h"

typedef struct actor_edge {
    uint32_t node, word; /* word + 1: 0 is an empty slot */
    uint32_t to;
} actor_edge;

typedef struct actor_spelling {
    str name; /* as listed, "Ethiopia" */
    uint32_t item;
} actor_spelling;

struct model_actor {
    arena memory;
    map vocabulary;         /* word -> id */
    actor_edge *edges;      /* [edge_capacity] open addressing; owned */
    uint32_t edge_capacity; /* 0 or a power of two */
    uint32_t edge_count;
    uint32_t *node_alias; /* [node_count] first alias at a node; in the arena */
    uint32_t node_count;
    model_actor_alias *aliases;
    uint32_t alias_count;
    model_actor_item *items;
    uint32_t item_count;
    model_actor_office *offices;
    uint32_t office_count;
    uint32_t *members;
    uint32_t member_count;
    map names;     /* "kind name" -> the latest item of that name */
    map countries; /* code -> item */
    map codes;     /* country -> index into code_prefix */
    str *code_prefix;
    uint32_t code_count;
    map classes; /* word -> index into class_bits */
    uint32_t *class_bits;
    uint32_t class_count;
    actor_spelling *spellings;
    uint32_t spelling_count; /* names of countries, one word each */
    uint32_t skipped;        /* codes of users' dictionaries that could not be read */
    weights_reader typer_file;
    weights_table typer; /* value NULL: none */
    bool too_long;       /* the last name that actor_alias_add refused had too many words */
    bool user;           /* what is added now is from a user's list */
};

/* Remembers a country's name for model_actor_misspelt. False: out of memory. */
bool actor_spelling_add(model_actor *m, str name, uint32_t item);
/* Adds `form` as a name of `item` to a trie; "" and forms without letters are passed over. False: out of memory or too
 * many words. Case rules are taken from the form; `any_case` drops them. */
bool actor_alias_add(model_actor *m, model_actor_trie trie, str form, uint32_t item, model_actor_list list,
                     bool any_case);
/* A new item, or the latest one of that name and kind. MODEL_ACTOR_NONE: out of memory. */
uint32_t actor_item_add(model_actor *m, str name, rec_entity_kind kind, model_actor_list list, bool *is_new);
/* Adds an office to `item`, which must be the item that got the last office or have none. NULL: out of memory. */
model_actor_office *actor_office_add(model_actor *m, uint32_t item, str country, const char *rule);
/* Sectors parted by spaces into the office. False: one is not of two or three capitals. More than four are dropped. */
bool actor_sectors_read(str text, char sectors[REC_SECTORS][4]);
str actor_keep(model_actor *m, str text);                                /* a copy that lives in the model */
const char *actor_rule(model_actor *m, const char *file, uint32_t line); /* "people.actors:41" */
dgm_status actor_no_memory(dgm_error *err);

dgm_status actor_lists_load(model_actor *m, const char *folder, dgm_error *err); /* all lists of data/actors */
dgm_status actor_list_add(model_actor *m, const char *path, dgm_error *err);     /* one file of *.actors */
dgm_status actor_dictionary_add(model_actor *m, const char *path, dgm_error *err);
bool actor_is_dictionary(const char *path);

#endif
