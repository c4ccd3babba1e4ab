/* SPDX-License-Identifier: MIT
 * words.h: for tests of read and token: a text through both stages, and what came out as one line. */
#ifndef TESTS_WORDS_H
#define TESTS_WORDS_H

#include "read/read.h"
#include "token/token.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static model_token *words_model;
static rec_document words_doc;

static int words_load(void **state)
{
    (void)state;
    const char *data = getenv("DRAGOMAN_DATA"), *models = getenv("DRAGOMAN_MODELS");
    record_init(&words_doc, 0);
    return model_token_load(&words_model, data ? data : "data", models ? models : "models", NULL) == DGM_OK ? 0 : -1;
}

static int words_release(void **state)
{
    (void)state;
    model_token_free(words_model);
    record_release(&words_doc);
    return 0;
}

static void words_read(read_input input)
{
    record_reset(&words_doc);
    assert_int_equal(read_run(words_model, &input, &words_doc, NULL), DGM_OK);
}

static void words_take(const char *text)
{
    words_read((read_input){.bytes = str_of(text)});
    assert_int_equal(token_run(words_model, &words_doc, NULL), DGM_OK);
}

#endif
