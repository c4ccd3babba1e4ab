/* SPDX-License-Identifier: MIT */
#include "conllu.h"

#include "base/file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void add_word(conllu_bank *bank, conllu_sentence *s, str line, const char *path)
{
    str column[10], rest = line;
    int n = 0;
    while (rest.p != NULL && n < 10)
        column[n++] = str_cut(rest, '\t', &rest);
    if (n != 10) {
        fprintf(stderr, "%s: a line has %d columns\n", path, n);
        exit(1);
    }
    long head = 0;
    if (memchr(column[0].p, '-', column[0].n) || memchr(column[0].p, '.', column[0].n))
        return;
    if (!str_integer(column[6], &head))
        head = 0;
    s->words = arena_push(&bank->memory, s->words, s->count, sizeof *s->words);
    s->words[s->count++] = (conllu_word){column[1], column[2], column[3], column[4], column[5], column[7], (uint32_t)head};
    bank->words++;
}

void conllu_add(conllu_bank *bank, const char *path)
{
    strbuf text;
    dgm_error err;
    strbuf_init(&text, 0);
    if (file_read(path, &text, &err) != DGM_OK) {
        fprintf(stderr, "%s: %s\n", path, err.message);
        exit(1);
    }
    str rest = {arena_copy(&bank->memory, text.p, text.n), text.n};
    strbuf_release(&text);
    conllu_sentence now = {0};
    while (rest.p != NULL) {
        str line = str_cut(rest, '\n', &rest);
        if (line.n == 0 && now.count > 0) {
            bank->sentences = arena_push(&bank->memory, bank->sentences, bank->count, sizeof now);
            bank->sentences[bank->count++] = now;
            now = (conllu_sentence){0};
        } else if (line.n > 0 && line.p[0] != '#') {
            add_word(bank, &now, line, path);
        }
    }
}
