/* SPDX-License-Identifier: MIT
 * Bytes to text, paragraphs, title, byline, dateline. */
#include "words.h"

#include "base/file.h"
#include "base/memory.h"

#include <stdio.h>
#include <unistd.h>

static void bytes_give(const char *bytes, size_t n, const char *text, size_t length, uint32_t bad)
{
    words_read((read_input){.bytes = {bytes, n}});
    assert_int_equal(words_doc.length, length);
    assert_memory_equal(words_doc.text, text, length);
    assert_int_equal(words_doc.text[length], 0);
    assert_int_equal(words_doc.bad_bytes, bad);
}

#define GIVES(bytes, text, bad) bytes_give(bytes, sizeof(bytes) - 1, text, sizeof(text) - 1, bad)
#define FFFD "\xEF\xBF\xBD"

static void text_is_kept_as_it_came(void **state)
{
    (void)state;
    GIVES("a\r\nb\rc\n", "a\r\nb\rc\n", 0);
    GIVES("a\0b\x01\x7F", "a\0b\x01\x7F", 0);
    GIVES("\xEF\xBB\xBFword", "\xEF\xBB\xBFword", 0);
    GIVES("", "", 0);
    GIVES("caf\xC3\xA9 \xF0\x9F\x98\x80", "caf\xC3\xA9 \xF0\x9F\x98\x80", 0);
}

static void bad_bytes_become_one_sign_each(void **state)
{
    (void)state;
    GIVES("a\xFF""b", "a" FFFD "b", 1);
    GIVES("a\xE2\x82 b", "a" FFFD " b", 1);
    GIVES("\xC0\xAF", FFFD FFFD, 2);
    GIVES("\xED\xA0\x80", FFFD FFFD FFFD, 3);
    GIVES("12345678\x80" "12345678\xC3", "12345678" FFFD "12345678" FFFD, 2);
}

static void other_encodings_are_told_by_their_mark(void **state)
{
    (void)state;
    GIVES("\xFF\xFE" "a\0\xE9\0", "a\xC3\xA9", 0);
    GIVES("\xFE\xFF\0a\xD8\x3D\xDE\x00", "a\xF0\x9F\x98\x80", 0);
    GIVES("\xFE\xFF\xD8\x3D\0a", FFFD "a", 1);
    GIVES("\xFF\xFE" "a\0b", "a" FFFD, 1);
    GIVES("\xFF\xFE\0\0" "a\0\0\0\x00\xF6\x01\0", "a\xF0\x9F\x98\x80", 0);
    GIVES("\0\0\xFE\xFF\0\0\0a\0\x11\0\0", "a" FFFD, 1);
}

static void offsets_count_code_points(void **state)
{
    (void)state;
    words_take("\xEF\xBB\xBF\xE2\x80\x9CNa\xC3\xAFve\xE2\x80\x9D,\r\n\r\n\xF0\x9F\x98\x80 ok\xFF");
    assert_int_equal(words_doc.code_points, 18);
    assert_int_equal(words_doc.paragraph_count, 2);
    assert_int_equal(record_code_point(&words_doc, words_doc.paragraphs[0].span.begin), 1);
    assert_int_equal(record_code_point(&words_doc, words_doc.paragraphs[0].span.end), 9);
    assert_int_equal(record_code_point(&words_doc, words_doc.paragraphs[1].span.begin), 13);
    assert_int_equal(record_code_point(&words_doc, words_doc.paragraphs[1].span.end), 18);
    assert_int_equal(words_doc.tokens[0].span.begin, 3);
}

static void the_rest_of_the_input_is_copied(void **state)
{
    (void)state;
    char id[] = "a1";
    words_read((read_input){.bytes = STR("x"), .id = {id, 2}, .source = STR("Wire"), .url = STR("u:"),
                            .title = STR("Not there"), .published = {2025, 3, 8}});
    id[0] = 'b';
    assert_true(str_equal(words_doc.id, STR("a1")));
    assert_true(str_equal(words_doc.source, STR("Wire")));
    assert_true(str_equal(words_doc.given_title, STR("Not there")));
    assert_int_equal(words_doc.published.day, 8);
    uint64_t digest = words_doc.digest;
    words_read((read_input){.bytes = STR("y")});
    assert_true(words_doc.digest != digest);
}

/* ---- paragraphs ------------------------------------------------------------------------------------------------ */

static void paragraphs_are(const char *text, const char *want)
{
    strbuf got;
    strbuf_init(&got, 0);
    words_read((read_input){.bytes = str_of(text), .text_only = true});
    for (uint32_t i = 0; i < words_doc.paragraph_count; i++) {
        strbuf_add_text(&got, i > 0 ? " | " : "");
        strbuf_add_str(&got, record_text(&words_doc, words_doc.paragraphs[i].span));
    }
    assert_string_equal(got.p ? got.p : "", want);
    strbuf_release(&got);
}

static void lines_part_unless_the_text_is_wrapped(void **state)
{
    (void)state;
    paragraphs_are("\n\n  one \n \t \n two\n\n", "one | two");
    paragraphs_are("", "");
    paragraphs_are("Headline here\nThe text begins.\nIt goes on.", "Headline here | The text begins. | It goes on.");
    paragraphs_are("One.\r\n\r\nTwo.\rThree.", "One. | Two. | Three.");
    paragraphs_are("The envoy of\nRussia said so.", "The envoy of\nRussia said so.");
    paragraphs_are("The envoys agreed on Monday that they would meet\n"
                   "again in the spring, and that the agenda of the\n"
                   "talks would be set by their deputies in Geneva.\n"
                   "Nothing else was said.\n"
                   "A new paragraph begins here.",
                   "The envoys agreed on Monday that they would meet\n"
                   "again in the spring, and that the agenda of the\n"
                   "talks would be set by their deputies in Geneva.\n"
                   "Nothing else was said. | A new paragraph begins here.");
}

/* ---- title, byline, dateline ----------------------------------------------------------------------------------- */

static void span_is(rec_span span, const char *want)
{
    str got = record_text(&words_doc, span);
    assert_int_equal(got.n, strlen(want));
    assert_memory_equal(got.p, want, got.n);
}

static void layout_is(const char *text, const char *title, const char *byline, const char *dateline)
{
    words_read((read_input){.bytes = str_of(text)});
    span_is(words_doc.title, title);
    span_is(words_doc.byline, byline);
    span_is(words_doc.dateline, dateline);
}

static void titles(void **state)
{
    (void)state;
    layout_is("Envoys prepare second round of talks\nThe envoys met.", "Envoys prepare second round of talks", "", "");
    layout_is("The envoys met.\n\nThey left.", "", "", "");
    layout_is("Only one paragraph here", "", "", "");
    layout_is("Will They Talk?\n\nNobody knows.", "Will They Talk?", "", "");
    layout_is("The Minister Says No to Talks.\n\nHe said so.", "The Minister Says No to Talks.", "", "");
    layout_is("The reason is this:\n\nNobody knows.", "", "", "");
    words_read((read_input){.bytes = STR("The envoys met.\n\nThey left."), .title = STR("the  envoys met.")});
    span_is(words_doc.title, "The envoys met.");
    assert_int_equal(words_doc.given_title.n, 0);
    words_read((read_input){.bytes = STR("Envoys meet\n\nThey left."), .text_only = true});
    span_is(words_doc.title, "");
}

static void bylines(void **state)
{
    (void)state;
    layout_is("A title\n\nBy Jane Doe\n\nText here.", "A title", "By Jane Doe", "");
    layout_is("A title\n\nBy Jane Doe and Omar bin Ali, Reuters\n\nText.", "A title",
              "By Jane Doe and Omar bin Ali, Reuters", "");
    layout_is("Text here.\n\nMore.\nBy Jane Doe", "", "By Jane Doe", "");
    layout_is("A title\nJane Doe | AP\nText here.", "A title", "Jane Doe | AP", "");
    layout_is("A title\nJane Doe in Ankara\nText here.", "A title", "Jane Doe in Ankara", "");
    layout_is("Text here.\n\nMore.\n\n(Reporting by Jane Doe; Editing by Max Roe)", "",
              "(Reporting by Jane Doe; Editing by Max Roe)", "");
    layout_is("A title\n\nBy Monday it was over.\n\nText.", "A title", "", "");
    layout_is("A title\n\nBy Friday Evening\n\nText.", "A title", "", "");
}

static void datelines(void **state)
{
    (void)state;
    layout_is("MOSCOW, March 3 (Reuters) \xE2\x80\x94 Talks began.", "", "", "MOSCOW, March 3 (Reuters) \xE2\x80\x94");
    layout_is("WASHINGTON (AP) \xE2\x80\x94 Talks began.", "", "", "WASHINGTON (AP) \xE2\x80\x94");
    layout_is("Riyadh, 18 Feb. \xE2\x80\x93 Talks began.", "", "", "Riyadh, 18 Feb. \xE2\x80\x93");
    layout_is("OTTAWA - Talks began.", "", "", "OTTAWA -");
    layout_is("A title here\n\nOslo (dpa) - Talks began.", "A title here", "", "Oslo (dpa) -");
    layout_is("Washington (CNN)\nTalks began.", "", "", "Washington (CNN)");
    layout_is("RIYADH (Newswire) - Talks began.", "", "", "RIYADH (Newswire) -");
    layout_is("MOSCOW, February 13. The envoys met.", "", "", "MOSCOW, February 13.");
    layout_is("MOSCOW, February 13. /TASS/. The envoys met.", "", "", "MOSCOW, February 13. /TASS/.");
    layout_is("The ministers (Defence) - they stayed.", "", "", "");
    layout_is("NATO \xE2\x80\x94 the alliance \xE2\x80\x94 met.", "", "", "");
    layout_is("EXCLUSIVE - The envoys met.", "", "", "");
    layout_is("He went to Oslo - they stayed.", "", "", "");
    layout_is("On Monday - they stayed.", "", "", "");
}

static void a_dateline_with_its_year_dates_the_text(void **state)
{
    (void)state;
    words_read((read_input){.bytes = STR("ROME, November 28, 2016 (ANSA) - Talks began.")});
    assert_int_equal(record_date_compare(words_doc.published, (rec_date){2016, 11, 28}), 0);
    words_read((read_input){.bytes = STR("ROME, November 28 (ANSA) - Talks began.")});
    assert_int_equal(words_doc.published.year, 0);
    words_read((read_input){.bytes = STR("ROME, November 28, 2016 (ANSA) - Talks."), .published = {2020, 1, 2}});
    assert_int_equal(words_doc.published.year, 2020);
}

/* ---- data and model files -------------------------------------------------------------------------------------- */

static char folder[64];

static void put_file(const char *name, const char *text)
{
    char path[160];
    (void)snprintf(path, sizeof path, "%s/text/%s", folder, name);
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    assert_true(fputs(text, f) >= 0);
    assert_int_equal(fclose(f), 0);
}

static void load_says(const char *file, const char *text, dgm_status status, uint32_t line, uint32_t column)
{
    static const char *files[] = {"layout.tsv", "abbreviations.tsv", "joined.tsv",
                                  "common.tsv", "contractions.tsv", "emoticons.tsv"};
    model_token *m = NULL;
    dgm_error err = {0};
    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        put_file(files[i], strcmp(files[i], file) == 0 ? text : "# empty\n");
    assert_int_equal(model_token_load_words(&m, folder, &err), status);
    assert_int_equal(err.line, line);
    assert_int_equal(err.column, column);
    if (status != DGM_OK)
        assert_null(m);
    model_token_free(m);
}

static void wrong_lines_are_named(void **state)
{
    (void)state;
    char text[80];
    (void)snprintf(folder, sizeof folder, "/tmp/dragoman-words-XXXXXX");
    assert_non_null(mkdtemp(folder));
    (void)snprintf(text, sizeof text, "mkdir %s/text", folder);
    assert_int_equal(system(text), 0);
    load_says("layout.tsv", "opener\tBy\n", DGM_OK, 0, 0);
    load_says("layout.tsv", "# head\nwrong\tBy\n", DGM_BAD_DATA, 2, 1);
    load_says("layout.tsv", "month\tMay\t13\n", DGM_BAD_DATA, 1, 11);
    load_says("abbreviations.tsv", "title\tMr\n", DGM_BAD_DATA, 1, 7);
    load_says("joined.tsv", "prefix\n", DGM_BAD_DATA, 1, 0);
    load_says("contractions.tsv", "word\tcannot\tcan nott\n", DGM_BAD_DATA, 1, 13);
    load_says("contractions.tsv", "word\tcannot\tcannot\n", DGM_BAD_DATA, 1, 13);
    (void)snprintf(text, sizeof text, "rm -r %s", folder);
    assert_int_equal(system(text), 0);
}

static void missing_and_foreign_models_are_refused(void **state)
{
    (void)state;
    model_token *m = NULL;
    dgm_error err = {0};
    const char *data = getenv("DRAGOMAN_DATA");
    data = data ? data : "data";
    assert_int_equal(model_token_load(&m, data, "/nowhere", &err), DGM_BAD_MODEL);
    assert_null(m);
    assert_non_null(strstr(err.file, "splitter.bin"));
    assert_int_equal(model_token_load(&m, "/nowhere", "models", &err), DGM_IO);
    char path[64] = "/tmp/dragoman-model-XXXXXX", name[128];
    assert_non_null(mkdtemp(path));
    (void)snprintf(name, sizeof name, "%s/splitter.bin", path);
    FILE *f = fopen(name, "w");
    assert_non_null(f);
    assert_true(fputs("DGMWSPL1 cut off", f) >= 0);
    assert_int_equal(fclose(f), 0);
    assert_int_equal(model_token_load(&m, data, path, &err), DGM_BAD_MODEL);
    assert_int_equal(unlink(name), 0);
    assert_int_equal(rmdir(path), 0);
}

static void memory_may_run_out_while_loading(void **state)
{
    (void)state;
    const char *data = getenv("DRAGOMAN_DATA"), *models = getenv("DRAGOMAN_MODELS");
    dgm_status status = DGM_NO_MEMORY;
    long failures = 0;
    for (long n = 0; status != DGM_OK; n = n < 40 ? n + 1 : n * 3 / 2) {
        model_token *m = NULL;
        memory_fail_after(n);
        status = model_token_load(&m, data ? data : "data", models ? models : "models", NULL);
        memory_fail_after(-1);
        failures += status == DGM_NO_MEMORY;
        assert_true(status == DGM_OK ? m != NULL : status == DGM_NO_MEMORY && m == NULL);
        model_token_free(m);
    }
    assert_true(failures > 20);
}

static void memory_may_run_out_while_reading(void **state)
{
    (void)state;
    for (size_t cap = 1; cap < 2000; cap += 37) {
        rec_document small;
        record_init(&small, cap);
        str text = STR("A title\n\nBy Jane Doe\n\nROME (ANSA) - Caf\xC3\xA9s closed.\n");
        read_input input = {.bytes = text, .id = STR("x")};
        dgm_status status = read_run(words_model, &input, &small, NULL);
        if (status == DGM_OK)
            status = token_run(words_model, &small, NULL);
        assert_true(status == DGM_NO_MEMORY || cap > 800);
        record_release(&small);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_is_kept_as_it_came),
        cmocka_unit_test(bad_bytes_become_one_sign_each),
        cmocka_unit_test(other_encodings_are_told_by_their_mark),
        cmocka_unit_test(offsets_count_code_points),
        cmocka_unit_test(the_rest_of_the_input_is_copied),
        cmocka_unit_test(lines_part_unless_the_text_is_wrapped),
        cmocka_unit_test(titles),
        cmocka_unit_test(bylines),
        cmocka_unit_test(datelines),
        cmocka_unit_test(a_dateline_with_its_year_dates_the_text),
        cmocka_unit_test(wrong_lines_are_named),
        cmocka_unit_test(memory_may_run_out_while_loading),
        cmocka_unit_test(memory_may_run_out_while_reading),
        cmocka_unit_test(missing_and_foreign_models_are_refused),
    };
    return cmocka_run_group_tests(tests, words_load, words_release);
}
