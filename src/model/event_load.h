/* SPDX-License-Identifier: MIT
 *
 * event_load.h: what the loaders of the grammar of acts share. Only src/model/event*.c include it.
 */
#ifndef MODEL_EVENT_LOAD_H
#define MODEL_EVENT_LOAD_H

#include "base/arena.h"
#include "base/file.h"
#include "base/map.h"
#include "model/event.h"

typedef struct event_shape {
    str name; /* "@attack" */
    str slots;
} event_shape;

/* Growing arrays while loading; all in one arena, which the model owns afterwards. */
typedef struct event_store {
    arena memory;
    map words, types, contexts, codes, classes, operators, shapes, modals;
    event_type *type;
    event_mode *mode;
    const char **context;
    event_code *code;
    event_operator *op;
    event_rule *rule;
    uint32_t rule_count;
    uint32_t *first_rule;
    event_frame *frame;
    event_trigger *trigger;
    event_example *example, *doubtful;
    event_doubt *doubt;
    event_shape *shape;
    uint32_t shape_count;
    uint32_t class_count;
    /* by word id, of the same capacity */
    uint32_t word_count, word_capacity;
    uint32_t *first_trigger, *last_trigger;
    uint64_t (*word_classes)[EVENT_CLASS_WORDS];
    uint8_t *word_context, *word_modal;
    uint32_t *word_number;
    struct event_leaf {
        uint32_t code, context, leaf;
    } *leaf;
    uint32_t leaf_count;
} event_store;

/* Adds a zeroed item to array `items` of the store; NULL when out of memory. */
#define EVENT_PUSH(s, items, count)                                                                                    \
    (((s)->items = arena_push(&(s)->memory, (s)->items, (count), sizeof *(s)->items)) == NULL ? NULL                   \
                                                                                              : &(s)->items[(count)++])

str event_keep(event_store *s, str text);              /* a copy that lives as long as the model */
uint32_t event_word(event_store *s, str word);         /* id, made where new; EVENT_NONE when out of memory */
const char *event_rule_name(event_store *s, const table_reader *t); /* "consult.frames:41" */

/* Reads "TYPE[.mode] CODE [+context]..." or "-"; errors at column `column`. */
dgm_status event_read_act(model_event *m, const table_reader *t, unsigned column, str text, event_act *act,
                          dgm_error *err);
dgm_status event_load_ontology(model_event *m, const char *data_dir, dgm_error *err);
dgm_status event_load_composition(model_event *m, const char *data_dir, dgm_error *err);
dgm_status event_load_words(model_event *m, const char *data_dir, dgm_error *err); /* classes, modals, contexts */
dgm_status event_load_frames(model_event *m, const char *data_dir, dgm_error *err);
dgm_status event_load_doubts(model_event *m, const char *data_dir, dgm_error *err);

/* Opens data_dir/folder/name. */
dgm_status event_open(table_reader *t, const char *data_dir, const char *name, dgm_error *err);

#endif
