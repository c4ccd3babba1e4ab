/* SPDX-License-Identifier: MIT */
#include "made_report.h"
#include "write/flow.h"
#include "write/write.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <json-c/json.h>
#include <stdlib.h>

static char *written(rec_document *doc, dgm_format format, const dgm_write_options *options)
{
    strbuf out;
    strbuf_init(&out, 0);
    assert_int_equal(write_document(doc, format, options, &out, NULL), DGM_OK);
    return out.p; /* free with free: strbuf's memory is malloc's */
}

static json_object *parsed(rec_document *doc, const dgm_write_options *options)
{
    char *line = written(doc, DGM_FORMAT_JSONL, options);
    json_object *record = json_tokener_parse(line);
    assert_non_null(record);
    free(line);
    return record;
}

static json_object *at(json_object *o, const char *key)
{
    json_object *value = NULL;
    assert_true(json_object_object_get_ex(o, key, &value));
    return value;
}

static json_object *item(json_object *o, const char *key, size_t index)
{
    return json_object_array_get_idx(at(o, key), index);
}

/* The words that a span of the record names, cut out of the text by code points. */
static void check_span(json_object *span, const char *words)
{
    int begin = json_object_get_int(json_object_array_get_idx(span, 0));
    int end = json_object_get_int(json_object_array_get_idx(span, 1));
    const char *from = made_text, *to;
    for (int i = 0; i < begin; i++)
        for (from++; ((unsigned char)*from & 0xC0) == 0x80;)
            from++;
    to = from;
    for (int i = begin; i < end; i++)
        for (to++; ((unsigned char)*to & 0xC0) == 0x80;)
            to++;
    assert_int_equal(to - from, strlen(words));
    assert_memory_equal(from, words, strlen(words));
}

static void record_has_the_contract(void **state)
{
    json_object *r = parsed(*state, NULL);
    static const char *const layers[] = {"document", "sentences", "entities", "events",    "claims",
                                         "times",    "places",    "talks",    "main_event"};
    for (size_t i = 0; i < sizeof layers / sizeof *layers; i++)
        (void)at(r, layers[i]);
    assert_false(json_object_object_get_ex(r, "text", NULL));
    assert_false(json_object_object_get_ex(r, "predicates", NULL));
    json_object *d = at(r, "document"), *e = item(r, "events", 1);
    assert_string_equal(json_object_get_string(at(d, "published")), "2025-03-08");
    assert_string_equal(json_object_get_string(at(d, "source")), "The \"Lake\" Post");
    assert_null(at(d, "byline"));
    assert_string_equal(json_object_get_string(at(e, "type")), "ASSAULT");
    assert_null(at(e, "mode"));
    assert_string_equal(json_object_to_json_string(at(e, "certainty")), "0.46");
    assert_int_equal(json_object_get_int(item(e, "after", 0)), 0);
    assert_int_equal(json_object_get_int(at(e, "killed")), 3);
    assert_null(at(e, "injured"));
    assert_string_equal(json_object_get_string(at(item(e, "recipients", 0), "code")), "RWAMIL");
    assert_string_equal(json_object_get_string(item(item(e, "recipients", 0), "sectors", 0)), "MIL");
    assert_string_equal(json_object_get_string(at(item(r, "claims", 1), "source_kind")), "media");
    assert_int_equal(json_object_get_int(at(item(r, "claims", 0), "within")), 1);
    assert_string_equal(json_object_get_string(at(item(item(r, "talks", 0), "agenda", 0), "stance")), "off");
    json_object_put(r);
}

static void spans_are_code_points(void **state)
{
    json_object *r = parsed(*state, NULL);
    check_span(at(at(r, "document"), "title"), "Étoile: Kenya et Uganda talk");
    check_span(item(r, "sentences", 2), "Rwanda’s army said “Kenya attacked us”, Radio Huye reported.");
    check_span(at(item(r, "events", 1), "trigger"), "attacked");
    check_span(item(item(r, "claims", 0), "content", 0), "Kenya attacked us");
    check_span(at(item(r, "claims", 1), "cue"), "reported");
    check_span(item(item(r, "entities", 2), "mentions", 0), "Rwanda’s army");
    check_span(at(item(r, "places", 0), "span"), "Nairobi");
    check_span(at(item(item(r, "talks", 0), "agenda", 0), "span"), "Nairobi");
    json_object_put(r);
}

static void text_and_predicates_on_request(void **state)
{
    rec_document *doc = *state;
    rec_predicate *p = RECORD_ADD(doc, predicates, predicate_count);
    *p = (rec_predicate){.span = made_span("attacked"), .certainty = -1.5};
    dgm_write_options options = {.with_text = 1, .with_predicates = 1};
    json_object *r = parsed(doc, &options);
    assert_string_equal(json_object_get_string(at(r, "text")), made_text);
    assert_string_equal(json_object_to_json_string(at(item(r, "predicates", 0), "certainty")), "-1.5");
    check_span(at(item(r, "predicates", 0), "span"), "attacked");
    json_object_put(r);
}

/* A mention of several entities is one of each of them. */
static void collective_mentions(void **state)
{
    rec_document *doc = *state;
    int32_t *member = RECORD_ADD(doc, mention_members, mention_member_count);
    *member = 0;
    member = RECORD_ADD(doc, mention_members, mention_member_count);
    *member = 1;
    rec_mention *m = RECORD_ADD(doc, mentions, mention_count);
    *m = (rec_mention){.span = made_span("us”"), .entity = -1, .more_entities = 0, .more_count = 2};
    json_object *r = parsed(doc, NULL);
    for (size_t i = 0; i < 2; i++) {
        assert_int_equal(json_object_array_length(at(item(r, "entities", i), "mentions")), 2);
        check_span(item(item(r, "entities", i), "mentions", 1), "us”");
    }
    assert_int_equal(json_object_array_length(at(item(r, "entities", 2), "mentions")), 1);
    json_object_put(r);
}

static unsigned tabs(const char *line)
{
    unsigned count = 0;
    for (; *line != 0 && *line != '\n'; line++)
        count += *line == '\t';
    return count;
}

static void table_rows_fit_the_header(void **state)
{
    strbuf header;
    strbuf_init(&header, 0);
    write_header(DGM_FORMAT_TSV, &header);
    char *rows = written(*state, DGM_FORMAT_TSV, NULL), *second = strchr(rows, '\n') + 1;
    assert_int_equal(tabs(rows), tabs(header.p));
    assert_int_equal(tabs(second), tabs(header.p));
    assert_non_null(strstr(rows, "\tKenya;Uganda\tKEN;UGA\tKEN;UGA\t"));
    assert_non_null(strstr(second, "\t106-114\tASSAULT\t\t\t190\t4\t-10\t-9.25\t"));
    free(rows);
    strbuf_release(&header);
}

static void brief_groups_by_who_asserts(void **state)
{
    char *text = written(*state, DGM_FORMAT_BRIEF, NULL);
    const char *happened = strstr(text, "WHAT HAPPENED"), *said = strstr(text, "WHAT OTHERS SAY");
    assert_non_null(happened);
    assert_true(said > happened);
    const char *own = strstr(text, "CONSULT"), *theirs = strstr(text, "ASSAULT");
    assert_true(own > happened && own < said);
    assert_true(theirs > said);
    assert_non_null(strstr(text, "according to Rwanda’s army (RWAMIL), via Radio Huye"));
    assert_non_null(strstr(text, "round 2"));
    assert_null(strchr(text, '\033'));
    free(text);
}

/* In the order of the dates, whatever that of the text; none where there is nothing to order. */
static void timeline_is_in_order(void **state)
{
    rec_document *doc = *state;
    char *text = written(doc, DGM_FORMAT_BRIEF, NULL);
    assert_null(strstr(text, "TIMELINE"));
    free(text);
    rec_time *t = RECORD_ADD(doc, times, time_count);
    *t = (rec_time){.span = made_span("us”"), .value = "2024", .begin = {2024, 1, 1}, .end = {2024, 12, 31}};
    doc->events[1].time = 1;
    text = written(doc, DGM_FORMAT_BRIEF, NULL);
    const char *line = strstr(text, "TIMELINE"), *before = strstr(line, "  2024        ASSAULT Kenya → ");
    const char *after = strstr(line, "  2025-03-03  CONSULT Kenya and Uganda (0)");
    assert_non_null(before);
    assert_true(after > before);
    free(text);
}

static void brief_keeps_to_its_width(void **state)
{
    dgm_write_options options = {.width = 60, .color = 1};
    char *text = written(*state, DGM_FORMAT_BRIEF, &options);
    unsigned column = 0;
    for (const char *p = text; *p != 0; p++) {
        if (*p == '\033') {
            p = strchr(p, 'm');
            continue;
        }
        column = *p == '\n' ? 0 : column + (((unsigned char)*p & 0xC0) != 0x80);
        assert_true(column <= 60);
    }
    assert_non_null(strchr(text, '\033'));
    free(text);
}

static void reports_cannot_command_the_terminal(void **state)
{
    (void)state;
    strbuf out;
    flow f;
    strbuf_init(&out, 0);
    flow_init(&f, &out, 40, false);
    flow_begin(&f, 0, 0);
    flow_put(&f, FLOW_PLAIN, STR("a\033[2Jb\302\233c\r\n\td\342\200\256e"));
    flow_end(&f);
    assert_string_equal(out.p, "a[2Jbc de\n");
    strbuf_release(&out);
}

static void long_text_wraps_at_blanks(void **state)
{
    (void)state;
    strbuf out;
    flow f;
    strbuf_init(&out, 0);
    flow_init(&f, &out, 12, false);
    flow_begin(&f, 1, 3);
    flow_put(&f, FLOW_PLAIN, STR("one two three"));
    flow_put(&f, FLOW_PLAIN, STR("four extraordinarily long"));
    flow_end(&f);
    assert_string_equal(out.p, " one two\n   threefour\n   extraordinarily\n   long\n");
    strbuf_release(&out);
}

/* Claims that stand inside one another in a ring are shown, each once. */
static void a_ring_of_claims_ends(void **state)
{
    rec_document *doc = *state;
    doc->claims[1].within = 0;
    char *text = written(doc, DGM_FORMAT_CLAIMS, NULL);
    const char *first = strstr(text, "Radio Huye · reported");
    assert_non_null(first);
    assert_null(strstr(first + 1, "Radio Huye · reported"));
    free(text);
    free(written(doc, DGM_FORMAT_BRIEF, NULL));
}

static void an_empty_document_in_every_format(void **state)
{
    (void)state;
    rec_document doc;
    record_init(&doc, 0);
    for (int format = 0; format < DGM_FORMAT_COUNT; format++)
        free(written(&doc, (dgm_format)format, NULL));
    char *line = written(&doc, DGM_FORMAT_JSONL, NULL);
    assert_non_null(
        strstr(line, "\"events\":[],\"statements\":[],\"claims\":[],\"times\":[],\"places\":[],\"talks\":[],\"main_event\":null}\n"));
    free(line);
    record_release(&doc);
}

static void too_little_room_is_an_error(void **state)
{
    strbuf out;
    dgm_error err = {0};
    for (int format = 0; format < DGM_FORMAT_CONLLU; format++) {
        strbuf_init(&out, 50);
        assert_int_equal(write_document(*state, (dgm_format)format, NULL, &out, &err), DGM_NO_MEMORY);
        strbuf_release(&out);
    }
}

static int make(void **state)
{
    static rec_document doc;
    record_init(&doc, 0);
    made_report(&doc);
    *state = &doc;
    return 0;
}

static int unmake(void **state)
{
    record_release(*state);
    return 0;
}

#define WITH_REPORT(test) cmocka_unit_test_setup_teardown(test, make, unmake)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_REPORT(record_has_the_contract),
        WITH_REPORT(spans_are_code_points),
        WITH_REPORT(text_and_predicates_on_request),
        WITH_REPORT(collective_mentions),
        WITH_REPORT(table_rows_fit_the_header),
        WITH_REPORT(brief_groups_by_who_asserts),
        WITH_REPORT(timeline_is_in_order),
        WITH_REPORT(brief_keeps_to_its_width),
        cmocka_unit_test(reports_cannot_command_the_terminal),
        cmocka_unit_test(long_text_wraps_at_blanks),
        WITH_REPORT(a_ring_of_claims_ends),
        cmocka_unit_test(an_empty_document_in_every_format),
        WITH_REPORT(too_little_room_is_an_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
