/* SPDX-License-Identifier: MIT
 * model/syntax.h: the weights of tagger and parser (models/syntax.bin, written by train/train_syntax.c). Loaded once,
 * read-only afterwards, shared by all threads. About 8 MB, mapped from the file. */
#ifndef MODEL_SYNTAX_H
#define MODEL_SYNTAX_H

#include "base/map.h"
#include "model/syntax_verbs.h"
#include "model/weights.h"
#include "record/record.h"

#define SYNTAX_LAYERS 4 /* at most */

typedef struct model_syntax_tag {
    rec_upos upos;
    const char *xpos, *feats;
    uint32_t morph;
} model_syntax_tag;

typedef struct model_syntax {
    weights_reader file;
    uint32_t word_width, affix_width, hidden, layers, arc, relation_width, tag_width, affix_rows;
    map words;                 /* normal form -> row of word */
    weights_table word, affix; /* [words][word_width], [affix_rows][affix_width] */
    weights_lstm lstm[SYNTAX_LAYERS][2]; /* forward, backward */
    weights_matrix tag_in, upos, tag, lemma;
    weights_matrix arc_d, arc_h, arc_u;
    const float *arc_root;     /* [arc] the head vector of the root */
    weights_matrix rel_d, rel_h, rel;
    const float *rel_bias, *rel_root; /* [relation_width] */

    model_syntax_tag *tags;    /* [tag.out] */
    rec_upos *upos_of;         /* [upos.out] */
    str *scripts;              /* [lemma.out] */
    rec_deprel *relations;     /* [rel.out] */
    char *strings;             /* owned: what tags point into */
    syntax_verbs verbs;
} model_syntax;

/* Loads `model_dir`/syntax.bin and `data_dir`/text/verbs.tsv. *m owned: free with model_syntax_free. */
DGM_CHECK dgm_status model_syntax_load(model_syntax **m, const char *data_dir, const char *model_dir, dgm_error *err);
void model_syntax_free(model_syntax *m); /* NULL is fine */

#endif
