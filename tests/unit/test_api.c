/* SPDX-License-Identifier: MIT
 * The public interface, used as a program outside would, and against the record that it writes. */
#include "dragoman.h"

#include "base/memory.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <json-c/json.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char report[] =
    "Étrange: Kenya meets Uganda\n\n"
    "NAIROBI, March 7 (Lake) - Kenya’s president met Uganda’s foreign minister in Nairobi on Friday. "
    "Rwanda condemned the meeting, Radio Huye reported.\n";

typedef struct text {
    char *p;
    size_t n;
} text;

static int collect(void *user, const char *bytes, size_t length)
{
    text *t = user;
    t->p = realloc(t->p, t->n + length + 1);
    memcpy(t->p + t->n, bytes, length);
    t->n += length;
    t->p[t->n] = 0;
    return 0;
}

static int refuse(void *user, const char *bytes, size_t length)
{
    (void)user;
    (void)bytes;
    (void)length;
    return 1;
}

static json_object *record_of(dgm_document *d)
{
    text t = {0};
    dgm_error err = {0};
    assert_int_equal(dgm_document_write(d, DGM_FORMAT_JSONL, NULL, collect, &t, &err), DGM_OK);
    json_object *record = json_tokener_parse(t.p);
    free(t.p);
    assert_non_null(record);
    return record;
}

static json_object *at(json_object *o, const char *key)
{
    json_object *value = NULL;
    assert_true(json_object_object_get_ex(o, key, &value));
    return value;
}

static void check_span(const dgm_document *d, json_object *span, dgm_span words)
{
    assert_int_equal(json_object_get_int(json_object_array_get_idx(span, 0)), dgm_document_code_point(d, words.begin));
    assert_int_equal(json_object_get_int(json_object_array_get_idx(span, 1)), dgm_document_code_point(d, words.end));
}

static dgm_document *read_report(const dgm_engine *engine)
{
    dgm_document *d;
    dgm_input input = {.text = report, .length = sizeof report - 1, .id = "r1", .date = "2025-03-08"};
    dgm_error err = {0};
    assert_int_equal(dgm_document_new(engine, &d, &err), DGM_OK);
    assert_int_equal(dgm_document_read(d, &input, &err), DGM_OK);
    return d;
}

/* Every item that the functions give is the one that the record has. */
static void functions_agree_with_the_record(void **state)
{
    dgm_document *d = read_report(*state);
    json_object *r = record_of(d), *events = at(r, "events"), *entities = at(r, "entities");
    size_t length;
    assert_string_equal(dgm_document_text(d, &length), report);
    assert_int_equal(length, sizeof report - 1);
    assert_string_equal(dgm_document_id(d), "r1");
    check_span(d, at(at(r, "document"), "title"), dgm_document_title(d));
    assert_int_equal(json_object_array_length(at(r, "sentences")), dgm_document_sentence_count(d));
    assert_int_equal(json_object_array_length(entities), dgm_document_entity_count(d));
    assert_int_equal(json_object_array_length(events), dgm_document_event_count(d));
    assert_int_equal(json_object_array_length(at(r, "claims")), dgm_document_claim_count(d));
    assert_int_equal(json_object_array_length(at(r, "times")), dgm_document_time_count(d));
    assert_int_equal(json_object_array_length(at(r, "places")), dgm_document_place_count(d));
    assert_int_equal(json_object_array_length(at(r, "talks")), dgm_document_talks_count(d));
    for (size_t i = 0; i < dgm_document_event_count(d); i++) {
        dgm_event e;
        json_object *own = json_object_array_get_idx(events, i);
        assert_int_equal(dgm_document_event(d, i, &e), 1);
        assert_string_equal(e.cameo, json_object_get_string(at(own, "cameo")));
        assert_string_equal(e.status, json_object_get_string(at(own, "status")));
        assert_int_equal(e.actor_count, json_object_array_length(at(own, "actors")));
        check_span(d, at(own, "trigger"), e.trigger);
        for (size_t k = 0; k < e.actor_count; k++) {
            int entity;
            dgm_span span;
            assert_int_equal(dgm_document_party(d, i, DGM_ACTOR, k, &entity, &span), 1);
            check_span(d, at(json_object_array_get_idx(at(own, "actors"), k), "span"), span);
        }
    }
    for (size_t i = 0; i < dgm_document_entity_count(d); i++) {
        dgm_entity e;
        assert_int_equal(dgm_document_entity(d, i, &e), 1);
        json_object *own = json_object_array_get_idx(entities, i), *by = NULL;
        assert_string_equal(e.name, json_object_get_string(at(own, "name")));
        assert_string_equal(e.country_by, json_object_object_get_ex(own, "country_by", &by) ? json_object_get_string(by) : "");
    }
    json_object_put(r);
    dgm_document_free(d);
}

static void there_is_nothing_beyond_the_end(void **state)
{
    dgm_document *d = read_report(*state);
    dgm_event event;
    dgm_entity entity;
    dgm_claim claim;
    dgm_time time;
    dgm_place place;
    dgm_talks talks;
    dgm_round one;
    dgm_span span;
    int number;
    assert_int_equal(dgm_document_event(d, dgm_document_event_count(d), &event), 0);
    assert_int_equal(dgm_document_entity(d, dgm_document_entity_count(d), &entity), 0);
    assert_int_equal(dgm_document_claim(d, dgm_document_claim_count(d), &claim), 0);
    assert_int_equal(dgm_document_time(d, dgm_document_time_count(d), &time), 0);
    assert_int_equal(dgm_document_place(d, dgm_document_place_count(d), &place), 0);
    assert_int_equal(dgm_document_talks(d, dgm_document_talks_count(d), &talks), 0);
    assert_int_equal(dgm_document_sentence(d, dgm_document_sentence_count(d), &span), 0);
    assert_int_equal(dgm_document_mention(d, dgm_document_mention_count(d), &span, &number), 0);
    assert_int_equal(dgm_document_party(d, 0, DGM_ACTOR, 99, &number, &span), 0);
    assert_int_equal(dgm_document_claim_source(d, 99, 0, &span), 0);
    assert_int_equal(dgm_document_claim_content(d, 99, 0, &span), 0);
    assert_int_equal(dgm_document_round(d, 99, 0, &one), 0);
    assert_int_equal(dgm_document_agenda(d, 99, 0, &span, &number), 0);
    dgm_document_free(d);
}

static void a_document_is_used_again(void **state)
{
    dgm_document *d = read_report(*state);
    dgm_input input = {.text = "Nothing.", .length = 8};
    json_object *first = record_of(d);
    assert_int_equal(dgm_document_read(d, &input, NULL), DGM_OK);
    assert_string_equal(dgm_document_text(d, NULL), "Nothing.");
    assert_int_equal(dgm_document_event_count(d), 0);
    input = (dgm_input){.text = report, .length = sizeof report - 1, .id = "r1", .date = "2025-03-08"};
    assert_int_equal(dgm_document_read(d, &input, NULL), DGM_OK);
    json_object *again = record_of(d);
    assert_string_equal(json_object_to_json_string(first), json_object_to_json_string(again));
    json_object_put(first);
    json_object_put(again);
    dgm_document_free(d);
}

static void odd_inputs(void **state)
{
    dgm_document *d;
    dgm_error err = {0};
    assert_int_equal(dgm_document_new(*state, &d, &err), DGM_OK);
    assert_int_equal(dgm_document_read(d, &(dgm_input){0}, &err), DGM_OK);
    assert_int_equal(dgm_document_event_count(d), 0);
    dgm_input bad = {.text = "\xFF\x00\xC3(", .length = 4};
    assert_int_equal(dgm_document_read(d, &bad, &err), DGM_OK);
    json_object_put(record_of(d));
    bad.date = "yesterday";
    assert_int_equal(dgm_document_read(d, &bad, &err), DGM_BAD_USAGE);
    assert_non_null(strstr(err.message, "yesterday"));
    dgm_document_free(d);
}

static void a_receiver_may_stop(void **state)
{
    dgm_document *d = read_report(*state);
    dgm_error err = {0};
    assert_int_equal(dgm_document_write(d, DGM_FORMAT_JSONL, NULL, refuse, NULL, &err), DGM_STOPPED);
    assert_int_equal(dgm_document_write(d, DGM_FORMAT_COUNT, NULL, refuse, NULL, &err), DGM_BAD_USAGE);
    assert_int_equal(dgm_write_header(DGM_FORMAT_TSV, refuse, NULL, &err), DGM_STOPPED);
    assert_int_equal(dgm_write_header(DGM_FORMAT_JSONL, refuse, NULL, &err), DGM_OK);
    dgm_document_free(d);
}

static void memory_is_bounded(void **state)
{
    (void)state;
    dgm_engine *engine;
    dgm_document *d;
    dgm_error err = {0};
    dgm_options options = {.document_memory = 1 << 20};
    size_t length = 1 << 20;
    char *words = malloc(length);
    for (size_t i = 0; i < length; i++)
        words[i] = i % 5 == 4 ? ' ' : 'a';
    assert_int_equal(dgm_engine_open(&options, &engine, &err), DGM_OK);
    assert_int_equal(dgm_document_new(engine, &d, &err), DGM_OK);
    dgm_input input = {.text = words, .length = length};
    assert_int_equal(dgm_document_read(d, &input, &err), DGM_NO_MEMORY);
    input = (dgm_input){.text = "Poland condemned Belarus.", .length = 25};
    assert_int_equal(dgm_document_read(d, &input, &err), DGM_OK);
    assert_int_equal(dgm_document_sentence_count(d), 1);
    dgm_document_free(d);
    dgm_engine_free(engine);
    free(words);
}

/* Whichever allocation fails, reading and writing end with an error or with the same record, and the next run is whole. */
static void any_allocation_may_fail(void **state)
{
    dgm_document *d;
    dgm_input input = {.text = report, .length = sizeof report - 1, .id = "r1", .date = "2025-03-08"};
    dgm_error err = {0};
    unsigned failed = 0;
    for (long n = 0; n < 40; n++) {
        text t = {0};
        assert_int_equal(dgm_document_new(*state, &d, &err), DGM_OK);
        memory_fail_after(n);
        dgm_status status = dgm_document_read(d, &input, &err);
        if (status == DGM_OK)
            status = dgm_document_write(d, DGM_FORMAT_BRIEF, NULL, collect, &t, &err);
        memory_fail_after(-1);
        assert_true(status == DGM_OK || status == DGM_NO_MEMORY);
        failed += status != DGM_OK;
        assert_int_equal(dgm_document_read(d, &input, &err), DGM_OK);
        json_object_put(record_of(d));
        free(t.p);
        dgm_document_free(d);
    }
    assert_true(failed > 2);
}

static void loading_may_run_out_of_memory(void **state)
{
    (void)state;
    dgm_error err = {0};
    for (long n = 0; n < 100; n += n < 4 ? 1 : 16) {
        dgm_engine *engine;
        memory_fail_after(n);
        dgm_status status = dgm_engine_open(NULL, &engine, &err);
        memory_fail_after(-1);
        assert_true(status != DGM_OK || engine != NULL);
        assert_true(status == DGM_OK || engine == NULL);
        assert_true(n > 3 || status != DGM_OK);
        dgm_engine_free(engine);
    }
}

static void missing_folders_are_told(void **state)
{
    (void)state;
    dgm_engine *engine;
    dgm_error err = {0};
    dgm_options options = {.data_dir = "/nonexistent/data"};
    assert_int_equal(dgm_engine_open(&options, &engine, &err), DGM_BAD_DATA);
    assert_string_equal(err.file, "/nonexistent/data");
    assert_null(engine);
    options = (dgm_options){.model_dir = "/nonexistent/models"};
    assert_int_equal(dgm_engine_open(&options, &engine, &err), DGM_BAD_MODEL);
    assert_null(engine);
}

static void foreign_models_are_told(void **state)
{
    (void)state;
    char folder[] = "/tmp/dragoman-test-XXXXXX", path[64];
    dgm_engine *engine;
    dgm_error err = {0};
    assert_non_null(mkdtemp(folder));
    (void)snprintf(path, sizeof path, "%s/syntax.bin", folder);
    FILE *file = fopen(path, "w");
    for (int i = 0; i < 1000; i++)
        fputs("not a model ", file);
    fclose(file);
    dgm_options options = {.model_dir = folder};
    assert_int_equal(dgm_engine_open(&options, &engine, &err), DGM_BAD_MODEL);
    assert_non_null(strstr(err.file, folder));
    unlink(path);
    rmdir(folder);
}

static int open_engine(void **state)
{
    dgm_engine *engine;
    dgm_error err = {0};
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

static int close_engine(void **state)
{
    dgm_engine_free(*state);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(functions_agree_with_the_record),
        cmocka_unit_test(there_is_nothing_beyond_the_end),
        cmocka_unit_test(a_document_is_used_again),
        cmocka_unit_test(odd_inputs),
        cmocka_unit_test(a_receiver_may_stop),
        cmocka_unit_test(memory_is_bounded),
        cmocka_unit_test(any_allocation_may_fail),
        cmocka_unit_test(loading_may_run_out_of_memory),
        cmocka_unit_test(missing_folders_are_told),
        cmocka_unit_test(foreign_models_are_told),
    };
    return cmocka_run_group_tests(tests, open_engine, close_engine);
}
