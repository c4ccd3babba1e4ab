/* SPDX-License-Identifier: MIT
 * model/syntax_verbs.h: verbs and their irregular forms (data/text/verbs.tsv). Read-only after load. */
#ifndef MODEL_SYNTAX_VERBS_H
#define MODEL_SYNTAX_VERBS_H

#include "base/file.h"
#include "base/map.h"

typedef struct syntax_verbs {
    table_reader file; /* holds the bytes that all slices below borrow */
    map lemmas;        /* verb -> 0 */
    map forms;         /* irregular form -> its first item of `items` */
    struct syntax_verb_form {
        str lemma;
        uint32_t next; /* the same form of another verb; MAP_NONE: none */
    } *items;          /* [count] owned */
    uint32_t count, room;
} syntax_verbs;

/* Owned: give back with syntax_verbs_free, also after a failure. */
DGM_CHECK dgm_status syntax_verbs_load(syntax_verbs *verbs, const char *data_dir, dgm_error *err);
void syntax_verbs_free(syntax_verbs *verbs);
bool syntax_verbs_has(const syntax_verbs *verbs, str lemma);

#endif
