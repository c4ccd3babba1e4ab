/* SPDX-License-Identifier: MIT */
#include "record/record.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* The leaders met in Riyadh: heads of a sentence that was parsed by hand. */
static void build(rec_document *doc)
{
    static const int heads[] = {1, 2, -1, 4, 2};
    static const rec_deprel rels[] = {REC_DET_DEP, REC_NSUBJ, REC_ROOT, REC_CASE, REC_OBL};
    static const uint32_t begins[] = {0, 4, 12, 16, 19}, ends[] = {3, 11, 15, 18, 25};
    record_init(doc, 0);
    doc->text = "The leaders met in Riyadh";
    doc->length = 25;
    rec_sentence *s = RECORD_ADD(doc, sentences, sentence_count);
    *s = (rec_sentence){.span = {0, 25}, .token_count = 5};
    for (uint32_t i = 0; i < 5; i++) {
        rec_token *t = RECORD_ADD(doc, tokens, token_count);
        *t = (rec_token){.span = {begins[i], ends[i]}, .head = heads[i], .deprel = (uint8_t)rels[i], .mention = -1};
    }
    record_link_children(doc, 0);
}

static void trees_are_walked(void **state)
{
    (void)state;
    rec_document doc;
    uint32_t first = 9, last = 9;
    build(&doc);
    assert_int_equal(doc.sentences[0].root, 2);
    assert_int_equal(doc.tokens[2].first_child, 1);
    assert_int_equal(doc.tokens[1].next_sibling, 4);
    assert_int_equal(record_child(&doc, 2, REC_OBL), 4);
    assert_int_equal(record_child(&doc, 2, REC_OBJ), -1);
    record_subtree(&doc, 4, &first, &last);
    assert_int_equal(first, 3);
    assert_int_equal(last, 4);
    record_subtree(&doc, 2, &first, &last);
    assert_int_equal(first, 0);
    assert_int_equal(last, 4);
    record_subtree(&doc, 0, &first, &last);
    assert_int_equal(first, 0);
    assert_int_equal(last, 0);
    assert_true(record_is_within(&doc, 3, 2));
    assert_true(record_is_within(&doc, 2, 2));
    assert_false(record_is_within(&doc, 2, 4));
    record_release(&doc);
}

static void bytes_find_words(void **state)
{
    (void)state;
    rec_document doc;
    build(&doc);
    assert_int_equal(record_token_at(&doc, 0), 0);
    assert_int_equal(record_token_at(&doc, 3), -1);
    assert_int_equal(record_token_at(&doc, 24), 4);
    assert_int_equal(record_token_at(&doc, 25), -1);
    assert_int_equal(record_sentence_at(&doc, 7), 0);
    assert_int_equal(record_sentence_at(&doc, 25), -1);
    record_release(&doc);
}

static void code_points_are_counted(void **state)
{
    (void)state;
    rec_document doc;
    char text[1000];
    uint32_t bytes = 0, points = 0, at[500];
    record_init(&doc, 0);
    for (uint32_t i = 0; i < 300; i++, points++) { /* é, 中, x in turn */
        const char *piece = i % 3 == 0 ? "\xC3\xA9" : i % 3 == 1 ? "\xE4\xB8\xAD" : "x";
        at[i] = bytes;
        memcpy(text + bytes, piece, strlen(piece));
        bytes += (uint32_t)strlen(piece);
    }
    doc.text = text;
    doc.length = bytes;
    assert_true(record_index_text(&doc));
    assert_int_equal(doc.code_points, points);
    for (uint32_t i = 0; i < 300; i++)
        assert_int_equal(record_code_point(&doc, at[i]), i);
    assert_int_equal(record_code_point(&doc, bytes), points);
    record_release(&doc);
}

static void a_text_of_whole_blocks(void **state)
{
    (void)state;
    rec_document doc;
    char text[128];
    record_init(&doc, 0);
    for (int i = 0; i < 128; i += 2)
        memcpy(text + i, "\xC3\xA9", 2);
    doc.text = text;
    doc.length = 128;
    assert_true(record_index_text(&doc));
    assert_int_equal(record_code_point(&doc, 128), 64);
    record_release(&doc);
}

static void names_go_both_ways(void **state)
{
    (void)state;
    for (int i = 1; i < REC_DEPREL_COUNT; i++)
        assert_int_equal(record_deprel_find(str_of(record_deprel_name((rec_deprel)i))), i);
    for (int i = 1; i < REC_UPOS_COUNT; i++)
        assert_int_equal(record_upos_find(str_of(record_upos_name((rec_upos)i))), i);
    assert_int_equal(record_deprel_find(STR("nsubj:xyz")), REC_NSUBJ);
    assert_int_equal(record_deprel_find(STR("xyz")), REC_DEP_NONE);
    assert_int_equal(record_morph_of(STR("Number=Plur|Tense=Past|Foo=Bar")), REC_MORPH_PLUR | REC_MORPH_PAST);
    assert_int_equal(record_morph_of(STR("_")), 0);
}

static void dates(void **state)
{
    (void)state;
    rec_date d = {0};
    assert_true(record_date_parse(STR("2025-03-08"), &d));
    assert_int_equal(record_date_days(d), 20155);
    assert_true(record_date_parse(STR("20250308"), &d) && d.month == 3 && d.day == 8);
    assert_true(record_date_parse(STR("2025-03-08T10:00:00Z"), &d) && d.day == 8);
    assert_true(record_date_parse(STR("2025-03"), &d) && d.day == 0);
    assert_true(record_date_parse(STR("2025"), &d) && d.month == 0);
    assert_false(record_date_parse(STR("2025-13-01"), &d));
    assert_false(record_date_parse(STR("2025-04-31"), &d));
    assert_false(record_date_parse(STR("yesterday"), &d));
    assert_false(record_date_parse(STR(""), &d));
    for (int32_t days = -800000; days < 800000; days += 97) {
        rec_date back = record_date_from_days(days);
        assert_int_equal(record_date_days(back), days);
    }
    assert_true(record_date_compare((rec_date){2025, 2, 28}, (rec_date){2025, 3, 1}) < 0);
}

static void reset_forgets(void **state)
{
    (void)state;
    rec_document doc;
    build(&doc);
    record_reset(&doc);
    assert_int_equal(doc.token_count, 0);
    assert_null(doc.tokens);
    assert_int_equal(doc.main_event, -1);
    record_release(&doc);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(trees_are_walked), cmocka_unit_test(bytes_find_words), cmocka_unit_test(code_points_are_counted),
        cmocka_unit_test(a_text_of_whole_blocks), cmocka_unit_test(names_go_both_ways), cmocka_unit_test(dates),
        cmocka_unit_test(reset_forgets),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
