/* SPDX-License-Identifier: MIT */
#include "export/export.h"
#include "made_ledger.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <json-c/json.h>
#include <libxml/parser.h>

static char folder[64];
static store *ledger;
static export_names *names;
static strbuf out;

/* One act with a tab and markup in its outlet's name, told by two reports, and one plan. */
static int set_up(void **state)
{
    char path[96];
    dgm_error err;
    made_act a = made_riyadh, b = made_riyadh, plan = made_riyadh;
    (void)state;
    a.source = "Mer\\tidian <& Co>";
    b.id = "two";
    b.source = "Thames";
    b.words = "Envoys of Russia and the United States met for talks in Riyadh on Tuesday, the first in years.";
    plan.id = "three";
    plan.status = "planned";
    plan.day = "2025-03-11";
    plan.words = "Washington and Moscow will hold more consultations next month, a spokesman in the capital announced.";
    plan.said_by = "Washington";
    strbuf_init(&out, 0);
    if (made_folder(folder) == NULL)
        return 1;
    (void)snprintf(path, sizeof path, "%s/ledger.db", folder);
    const char *data = getenv("DRAGOMAN_DATA");
    if (export_names_load(&names, data != NULL ? data : "data", &err) != DGM_OK || store_open(&ledger, path, true, &err) != DGM_OK)
        return 1;
    return store_begin(ledger, &err) == DGM_OK && made_add(ledger, &a, NULL, &err) == DGM_OK && made_add(ledger, &b, NULL, &err) == DGM_OK &&
                   made_add(ledger, &plan, NULL, &err) == DGM_OK && store_commit(ledger, &err) == DGM_OK
               ? 0
               : 1;
}

static int tear_down(void **state)
{
    (void)state;
    store_close(ledger);
    export_names_free(names);
    strbuf_release(&out);
    made_remove(folder);
    return 0;
}

static int put(void *user, str bytes)
{
    (void)user;
    strbuf_add_str(&out, bytes);
    return 0;
}

static void run(export_format format)
{
    dgm_error err = {0};
    store_filter all = {0};
    strbuf_reset(&out);
    if (export_events(ledger, &all, format, names, put, NULL, &err) != DGM_OK)
        fail_msg("%s", err.message);
}

/* Column `at` (from 0) of line `line` (from 0). */
static str cell(unsigned line, unsigned at)
{
    str rest = strbuf_str(&out), row = {NULL, 0};
    for (unsigned i = 0; i <= line; i++)
        row = str_cut(rest, '\n', &rest);
    str one = {NULL, 0};
    for (unsigned i = 0; i <= at; i++) {
        one = str_cut(row, '\t', &row);
        if (row.p == NULL && i < at)
            return (str){"(none)", 6};
    }
    return one;
}

static void assert_cell(unsigned line, unsigned at, const char *wanted)
{
    str c = cell(line, at);
    if (!str_equal(c, str_of(wanted)))
        fail_msg("line %u, column %u: \"%.*s\", not \"%s\"", line, at, (int)c.n, c.p, wanted);
}

/* Every line has `columns`, and there are so many lines. */
static void assert_shape(unsigned lines, unsigned columns)
{
    unsigned n = 0;
    for (str rest = strbuf_str(&out); rest.n > 0; n++) {
        str row = str_cut(rest, '\n', &rest);
        unsigned tabs = 0;
        for (size_t i = 0; i < row.n; i++)
            tabs += row.p[i] == '\t';
        assert_int_equal(tabs + 1, columns);
    }
    assert_int_equal(n, lines);
}

static void gdelt_events_have_61_columns(void **state)
{
    (void)state;
    run(EXPORT_GDELT_EVENTS);
    assert_shape(2, 61); /* both ways; the plan is none */
    assert_cell(0, 0, "101");
    assert_cell(0, 1, "20250218");
    assert_cell(0, 2, "202502");
    assert_cell(0, 3, "2025");
    assert_cell(0, 4, "2025.1315");
    assert_cell(0, 5, "USAGOV");
    assert_cell(0, 6, "GOVERNMENT OF USA");
    assert_cell(0, 7, "USA");
    assert_cell(0, 12, "GOV");
    assert_cell(0, 15, "RUSGOV");
    assert_cell(0, 26, "040");
    assert_cell(0, 27, "040");
    assert_cell(0, 28, "04");
    assert_cell(0, 29, "1");
    assert_cell(0, 31, "2");
    assert_cell(0, 32, "2");
    assert_cell(0, 51, "4");
    assert_cell(0, 52, "Riyadh, Saudi Arabia");
    assert_cell(0, 53, "SA");
    assert_cell(0, 56, "24.5");
    assert_cell(0, 60, "https://example.org/one");
    assert_cell(1, 0, "102");
    assert_cell(1, 5, "RUSGOV");
    assert_int_equal(cell(0, 59).n, 14);
}

static void gdelt_mentions_point_to_events(void **state)
{
    (void)state;
    run(EXPORT_GDELT_MENTIONS);
    assert_shape(4, 16); /* two rows of the event, two reports */
    assert_cell(0, 0, "101");
    assert_cell(1, 0, "102");
    assert_cell(0, 2, "20250218000000");
    assert_cell(0, 3, "1");
    assert_cell(0, 4, "Mer idian <& Co>");
    assert_cell(2, 5, "https://example.org/two");
    assert_cell(0, 11, "100");
}

static void icews_has_its_header(void **state)
{
    (void)state;
    run(EXPORT_ICEWS);
    assert_shape(3, 20);
    assert_cell(0, 0, "Event ID");
    assert_cell(0, 19, "Longitude");
    assert_cell(1, 1, "2025-02-18");
    assert_cell(1, 3, "Government");
    assert_cell(1, 4, "United States");
    assert_cell(1, 5, "Consult");
    assert_cell(1, 6, "040");
    assert_cell(1, 13, "Mer idian <& Co>");
    assert_cell(1, 14, "Riyadh");
    assert_cell(1, 16, "The Province");
    assert_cell(1, 17, "Saudi Arabia");
}

static void polecat_has_40_columns(void **state)
{
    (void)state;
    run(EXPORT_POLECAT);
    assert_shape(3, 40);
    assert_cell(0, 13, "Actor Name Raw");
    assert_cell(1, 2, "CONSULT");
    assert_cell(1, 5, "VERBAL COOPERATION");
    assert_cell(1, 6, "diplomatic");
    assert_cell(1, 8, "United States");
    assert_cell(1, 9, "2");
    assert_cell(1, 10, "GOV");
    assert_cell(1, 17, "365");
    assert_cell(1, 24, "Riyadh");
    assert_cell(1, 34, "2025-02-18");
    assert_cell(1, 37, "Riyadh");
    assert_cell(1, 38, "en");
}

static void phoenix_and_petrarch_rows(void **state)
{
    (void)state;
    run(EXPORT_PHOENIX);
    assert_shape(2, 26);
    assert_cell(0, 1, "20250218");
    assert_cell(0, 5, "USAGOV");
    assert_cell(0, 6, "USA");
    assert_cell(0, 7, "GOV");
    assert_cell(0, 13, "040");
    assert_cell(0, 15, "1");
    assert_cell(0, 23, "1_0;2_0");
    assert_cell(0, 25, "Mer idian <& Co>;Thames");
    run(EXPORT_PETRARCH2);
    assert_shape(2, 13);
    assert_cell(0, 0, "20250218");
    assert_cell(1, 1, "RUSGOV");
    assert_cell(1, 2, "USAGOV");
    assert_cell(1, 12, "USA");
}

static void plover_lines_are_json(void **state)
{
    (void)state;
    unsigned lines = 0;
    run(EXPORT_PLOVER);
    for (str rest = strbuf_str(&out); rest.n > 0; lines++) {
        str row = str_cut(rest, '\n', &rest);
        struct json_tokener *t = json_tokener_new();
        struct json_object *o = json_tokener_parse_ex(t, row.p, (int)row.n), *event;
        assert_non_null(o);
        assert_true(json_object_object_get_ex(o, "event", &event));
        assert_string_equal(json_object_get_string(event), "CONSULT");
        assert_true(json_object_object_get_ex(o, "actor", &event));
        assert_int_equal(json_object_array_length(event), 2);
        json_object_put(o);
        json_tokener_free(t);
    }
    assert_int_equal(lines, 2); /* the plan too */
}

static void geojson_is_one_collection(void **state)
{
    struct json_object *list;
    (void)state;
    run(EXPORT_GEOJSON);
    struct json_object *o = json_tokener_parse(out.p);
    assert_non_null(o);
    assert_true(json_object_object_get_ex(o, "features", &list));
    assert_int_equal(json_object_array_length(list), 2);
    json_object_put(o);
}

static void a_calendar_holds_what_is_to_come(void **state)
{
    (void)state;
    run(EXPORT_ICS);
    str all = strbuf_str(&out);
    assert_true(str_starts(all, STR("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")));
    assert_true(str_ends(all, STR("END:VCALENDAR\r\n")));
    assert_true(str_find(all, STR("DTSTART;VALUE=DATE:20250311\r\nDTEND;VALUE=DATE:20250312\r\n")) > 0);
    assert_int_equal(str_find(all, STR("20250218")), -1);
    for (str rest = all; rest.n > 0;)
        assert_true(str_cut(rest, '\n', &rest).n <= 76); /* 75 octets and CR */
}

static void graphml_is_xml(void **state)
{
    (void)state;
    run(EXPORT_GRAPHML);
    xmlDocPtr doc = xmlReadMemory(out.p, (int)out.n, "made", NULL, XML_PARSE_NONET | XML_PARSE_NOERROR);
    assert_non_null(doc);
    xmlFreeDoc(doc);
    str all = strbuf_str(&out);
    assert_true(str_find(all, STR("<data key=\"code\">USAGOV</data>")) > 0);
    assert_true(str_find(all, STR("directed=\"false\"")) > 0);
}

static int refuse(void *user, str bytes)
{
    (void)bytes;
    ++*(int *)user;
    return 1;
}

static void an_export_can_be_stopped(void **state)
{
    dgm_error err;
    store_filter all = {0};
    int calls = 0;
    (void)state;
    assert_int_equal(export_events(ledger, &all, EXPORT_GDELT_EVENTS, names, refuse, &calls, &err), DGM_STOPPED);
    assert_int_equal(calls, 1);
    assert_int_equal(export_format_find("gdelt"), EXPORT_FORMATS);
    assert_int_equal(export_format_find(NULL), EXPORT_FORMATS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(gdelt_events_have_61_columns), cmocka_unit_test(gdelt_mentions_point_to_events), cmocka_unit_test(icews_has_its_header),
        cmocka_unit_test(polecat_has_40_columns),       cmocka_unit_test(phoenix_and_petrarch_rows),      cmocka_unit_test(plover_lines_are_json),
        cmocka_unit_test(geojson_is_one_collection),    cmocka_unit_test(a_calendar_holds_what_is_to_come), cmocka_unit_test(graphml_is_xml),
        cmocka_unit_test(an_export_can_be_stopped),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
