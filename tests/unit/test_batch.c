/* SPDX-License-Identifier: MIT */
#include "pipeline/batch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char path[] = "/tmp/dragoman-test-XXXXXX";
static const char *const paths[] = {path};

#define REPORTS 60

/* Reports of very different lengths, every seventh of them bad. */
static void write_reports(int fd)
{
    FILE *file = fdopen(fd, "w");
    for (int i = 0; i < REPORTS; i++) {
        if (i % 7 == 3) {
            fprintf(file, "{\"text\": broken %d\n", i);
            continue;
        }
        fprintf(file, "{\"id\":\"r%d\",\"date\":\"2025-03-08\",\"text\":\"", i);
        for (int k = 0; k < (i * i) % 37 + 1; k++)
            fprintf(file,
                    "Kenya accused Uganda of shelling village %d. Talks between Rwanda and Kenya ended on Monday. ", k);
        fprintf(file, "\"}\n");
    }
    fclose(file);
}

typedef struct gathered {
    strbuf all;
    unsigned documents, stop_after;
    volatile sig_atomic_t *stop;
    bool refuse;
} gathered;

static int gather(void *user, const batch_result *r)
{
    gathered *g = user;
    strbuf_format(&g->all, "%u %d %s\n", r->line, (int)r->status, r->error.message);
    strbuf_add_str(&g->all, r->output);
    if (++g->documents == g->stop_after && g->stop != NULL)
        *g->stop = 1;
    return g->refuse && g->documents == g->stop_after;
}

static dgm_status run(const dgm_engine *engine, unsigned threads, gathered *g)
{
    input_reader *reader;
    batch_options options = {.threads = threads, .format = DGM_FORMAT_JSONL, .stop = g->stop};
    dgm_error err = {0};
    assert_int_equal(input_open(&reader, paths, 1, INPUT_JSONL, g->stop, &err), DGM_OK);
    dgm_status status = batch_run(engine, reader, &options, gather, g, &err);
    input_close(reader);
    return status;
}

static void threads_change_nothing(void **state)
{
    gathered one = {0};
    assert_int_equal(run(*state, 1, &one), DGM_OK);
    assert_int_equal(one.documents, REPORTS);
    assert_non_null(strstr(one.all.p, "4 3 not JSON"));
    for (unsigned threads = 2; threads <= 8; threads *= 2) {
        gathered many = {0};
        assert_int_equal(run(*state, threads, &many), DGM_OK);
        assert_int_equal(many.documents, REPORTS);
        assert_string_equal(one.all.p, many.all.p);
        strbuf_release(&many.all);
    }
    strbuf_release(&one.all);
}

/* What is begun is finished and handed on, and it is a beginning of the whole. */
static void a_stop_finishes_what_is_begun(void **state)
{
    gathered whole = {0};
    assert_int_equal(run(*state, 1, &whole), DGM_OK);
    for (unsigned threads = 1; threads <= 4; threads += 3) {
        volatile sig_atomic_t stop = 0;
        gathered part = {.stop = &stop, .stop_after = 5};
        assert_int_equal(run(*state, threads, &part), DGM_STOPPED);
        assert_true(part.documents >= 5 && part.documents <= 5 + 4 * threads);
        assert_memory_equal(whole.all.p, part.all.p, part.all.n);
        strbuf_release(&part.all);
    }
    strbuf_release(&whole.all);
}

static void a_receiver_may_refuse(void **state)
{
    for (unsigned threads = 1; threads <= 4; threads += 3) {
        gathered part = {.refuse = true, .stop_after = 5};
        assert_int_equal(run(*state, threads, &part), DGM_STOPPED);
        assert_int_equal(part.documents, 5);
        strbuf_release(&part.all);
    }
}

static int make(void **state)
{
    dgm_engine *engine;
    dgm_error err = {0};
    int fd = mkstemp(path);
    if (fd < 0)
        return -1;
    write_reports(fd);
    if (getenv("DRAGOMAN_DATA") == NULL)
        setenv("DRAGOMAN_DATA", "data", 1);
    if (getenv("DRAGOMAN_MODELS") == NULL)
        setenv("DRAGOMAN_MODELS", "models", 1);
    if (dgm_engine_open(NULL, &engine, &err) != DGM_OK) {
        fprintf(stderr, "%s:%u: %s\n", err.file, err.line, err.message);
        return -1;
    }
    *state = engine;
    return 0;
}

static int unmake(void **state)
{
    dgm_engine_free(*state);
    return unlink(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(threads_change_nothing),
        cmocka_unit_test(a_stop_finishes_what_is_begun),
        cmocka_unit_test(a_receiver_may_refuse),
    };
    return cmocka_run_group_tests(tests, make, unmake);
}
