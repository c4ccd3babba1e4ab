/* SPDX-License-Identifier: MIT
 * conllu.h: reading treebanks (CoNLL-U) for the trainers. */
#ifndef TRAIN_CONLLU_H
#define TRAIN_CONLLU_H

#include "base/arena.h"
#include "base/str.h"

typedef struct conllu_word {
    str form, lemma, upos, xpos, feats, deprel;
    uint32_t head; /* 0: root, else word number from 1 */
} conllu_word;

typedef struct conllu_sentence {
    conllu_word *words; /* [count] */
    uint32_t count;
} conllu_sentence;

typedef struct conllu_bank {
    arena memory;
    conllu_sentence *sentences; /* [count] */
    uint32_t count;
    uint32_t words;
} conllu_bank;

/* Adds the sentences of `path`; prints and exits on a bad file (trainers only). */
void conllu_add(conllu_bank *bank, const char *path);

#endif
