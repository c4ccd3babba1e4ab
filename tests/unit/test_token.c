/* SPDX-License-Identifier: MIT
 * Tokens and sentences: what is parted and what is not, where sentences end, limits, given words. */
#include "words.h"

/* Forms with a blank between; "+" inside of multiword tokens; " | " between sentences. */
static void shown(strbuf *to)
{
    for (uint32_t i = 0, inside = 0; i < words_doc.token_count; i++) {
        const rec_token *t = &words_doc.tokens[i];
        bool first = i == words_doc.sentences[t->sentence].first_token;
        if (i > 0)
            strbuf_add_text(to, first ? " | " : inside > 0 ? "+" : " ");
        inside = t->mwt > 0 ? t->mwt - 1u : inside > 0 ? inside - 1 : 0;
        strbuf_add_str(to, t->form);
    }
}

static void parts(const char *text, const char *want)
{
    strbuf got;
    strbuf_init(&got, 0);
    words_take(text);
    shown(&got);
    assert_string_equal(got.p, want);
    strbuf_release(&got);
}

static void contractions_are_multiword_tokens(void **state)
{
    (void)state;
    parts("We don't know.", "We do+n't know .");
    parts("Russia's envoy can't say it's over.", "Russia+'s envoy ca+n't say it+'s over .");
    parts("Russia\xE2\x80\x99s envoy won\xE2\x80\x99t.", "Russia+\xE2\x80\x99s envoy wo+n\xE2\x80\x99t .");
    parts("They cannot, I'm told, and we're gonna.", "They can+not , I+'m told , and we+'re gon+na .");
    parts("The leaders' talks.", "The leaders+' talks .");
    parts("You shouldn't've gone.", "You should+n't+'ve gone .");
    parts("THEY CAN'T.", "THEY CA+N'T .");
    parts("'Tis late.", "'T+is late .");
}

static void apostrophes_that_do_not_part(void **state)
{
    (void)state;
    parts("O'Brien and Ba'ath at 5 o'clock.", "O'Brien and Ba'ath at 5 o'clock .");
    parts("In the 1980's and '90s.", "In the 1980's and '90s .");
    parts("He said 'two words' there.", "He said ' two words ' there .");
}

static void hyphens_part_but_not_after_prefixes(void **state)
{
    (void)state;
    parts("US-Russia talks", "US - Russia talks");
    parts("a well-known anti-war ex-minister", "a well - known anti-war ex-minister");
    parts("a 15-year term by e-mail", "a 15 - year term by e-mail");
    parts("U.S.-led forces", "U.S. - led forces");
    parts("call 713-853-3989 or 345-9945", "call 713-853-3989 or 345-9945");
    parts("from 10:30-11:30", "from 10:30 - 11:30");
}

static void numbers_and_units(void **state)
{
    (void)state;
    parts("at 10pm for $5.5m or 1,000,000", "at 10 pm for $ 5.5 m or 1,000,000");
    parts("40% of the 20th, 3/4 on 9/11", "40 % of the 20th , 3/4 on 9/11");
    parts("5km, 30kg and the 1990s", "5 km , 30 kg and the 1990s");
    parts("US$4.5 and #2 at -5", "US$ 4.5 and # 2 at - 5");
}

static void links_and_signs(void **state)
{
    (void)state;
    parts("See http://example.com/a,b?c=1.", "See http://example.com/a,b?c=1 .");
    parts("(www.example.org) or jane.doe@example.com!", "( www.example.org ) or jane.doe@example.com !");
    parts("Caliber.Az reports", "Caliber.Az reports");
    parts("Well :-) he/she said ... no--really", "Well :-) he / she said ... no -- really");
    parts("R&D \xE2\x80\x94 \xE2\x80\x9Cyes\xE2\x80\x9D", "R&D \xE2\x80\x94 \xE2\x80\x9C yes \xE2\x80\x9D");
}

static void abbreviations_keep_their_stop(void **state)
{
    (void)state;
    parts("Gen. Ray Odierno met Mr. Khan at 9 a.m. in the U.S. on Jan. 3.",
          "Gen. Ray Odierno met Mr. Khan at 9 a.m. in the U.S. on Jan. 3 .");
    parts("Force No. 2 said no. They left.", "Force No. 2 said no . | They left .");
    parts("See no. 5, sec. 2 of it.", "See no. 5 , sec. 2 of it .");
    parts("George W. Bush v. the state of Fla. in 2000.", "George W. Bush v. the state of Fla. in 2000 .");
    parts("Tanks, guns, etc. were sent.", "Tanks , guns , etc. were sent .");
}

static void sentences_end_where_they_should(void **state)
{
    (void)state;
    parts("It ended. It did not.", "It ended . | It did not .");
    parts("\"We will go,\" he said. \"We must.\"", "\" We will go , \" he said . | \" We must . \"");
    parts("He went to the U.S. The talks went on.", "He went to the U.S. | The talks went on .");
    parts("The U.S. Customs office opens at 5 a.m. Tuesday.", "The U.S. Customs office opens at 5 a.m. Tuesday .");
    parts("Will they talk? No one knows.", "Will they talk ? | No one knows .");
    parts("\"Never!\" he said.", "\" Never ! \" he said .");
    parts("The envoy said this: Nothing is agreed.", "The envoy said this : Nothing is agreed .");
    parts("One line\n\nanother", "One line | another");
}

static void words_have_their_own_part_of_the_text(void **state)
{
    (void)state;
    words_take("S\xC3\xA3o Tom\xC3\xA9 isn\xE2\x80\x99t far.");
    static const char *forms[] = {"S\xC3\xA3o", "Tom\xC3\xA9", "is", "n\xE2\x80\x99t", "far", "."};
    static const uint32_t begins[] = {0, 4, 9, 11, 15, 18}, ends[] = {3, 8, 11, 14, 18, 19};
    assert_int_equal(words_doc.token_count, 6);
    for (uint32_t i = 0; i < 6; i++) {
        const rec_token *t = &words_doc.tokens[i];
        assert_memory_equal(t->form.p, forms[i], strlen(forms[i]));
        assert_int_equal(t->form.n, strlen(forms[i]));
        assert_ptr_equal(t->form.p, words_doc.text + t->span.begin);
        assert_int_equal(record_code_point(&words_doc, t->span.begin), begins[i]);
        assert_int_equal(record_code_point(&words_doc, t->span.end), ends[i]);
    }
    assert_int_equal(words_doc.tokens[2].mwt, 2);
    assert_false(words_doc.tokens[2].space_after);
    assert_true(words_doc.tokens[3].space_after);
    assert_true(str_equal(words_doc.tokens[0].lower, STR("s\xC3\xA3o")));
    assert_int_equal(words_doc.sentence_count, 1);
    assert_int_equal(words_doc.sentences[0].span.end, words_doc.length);
}

static void layout_is_kept_by_sentences(void **state)
{
    (void)state;
    words_take("Envoys meet again\n\nBy Ann Lee\n\nOSLO, 3 May (Reuters) \xE2\x80\x94 They met. They left.");
    static const rec_part want[] = {REC_PART_TITLE, REC_PART_BYLINE, REC_PART_DATELINE, REC_PART_BODY, REC_PART_BODY};
    assert_int_equal(words_doc.sentence_count, 5);
    for (uint32_t i = 0; i < 5; i++)
        assert_int_equal(words_doc.sentences[i].part, want[i]);
    assert_int_equal(words_doc.sentences[4].paragraph, 2);
}

static char *repeat(const char *piece, size_t times)
{
    size_t n = strlen(piece);
    char *text = malloc(n * times + 1);
    assert_non_null(text);
    for (size_t i = 0; i < times; i++)
        memcpy(text + i * n, piece, n);
    text[n * times] = 0;
    return text;
}

static void long_sentences_are_parted(void **state)
{
    (void)state;
    char *text = repeat("one two three, don't ", 100000);
    words_take(text);
    assert_int_equal(words_doc.token_count, 600000);
    for (uint32_t i = 0; i < words_doc.sentence_count; i++) {
        const rec_sentence *s = &words_doc.sentences[i];
        assert_in_range(s->token_count, 1, TOKEN_MOST_IN_SENTENCE);
        const rec_token *last = &words_doc.tokens[s->first_token + s->token_count - 1];
        assert_int_equal(last->mwt, 0);
    }
    free(text);
}

static void hostile_texts_pass(void **state)
{
    (void)state;
    static const char *pieces[] = {"(", ")", "a", "'", "\"", ".", "-", "a-", "a@", "1,", "a.", "http://",
                                   "\xF0\x9F\x98\x80",
                                   "\xE2\x80\x99s", "# ", "non-", ":/", "www.", "1-", "A.", "U.S. ", "\t"};
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        char *text = repeat(pieces[i], 200000);
        words_take(text);
        uint32_t before = 0;
        for (uint32_t k = 0; k < words_doc.token_count; k++) {
            assert_true(words_doc.tokens[k].span.begin >= before);
            assert_true(words_doc.tokens[k].span.end > words_doc.tokens[k].span.begin);
            before = words_doc.tokens[k].span.end;
        }
        assert_true(before <= words_doc.length);
        free(text);
    }
    words_take("");
    assert_int_equal(words_doc.token_count, 0);
    assert_int_equal(words_doc.sentence_count, 0);
}

static void every_visible_sign_is_in_a_token(void **state)
{
    (void)state;
    static const char text[] = "A \xC2\xABword\xC2\xBB, #tag @name \xE2\x82\xAC"
                               "5 caf\xC3\xA9s [x]\xE2\x80\xA6 \\o/ 50\xC2\xB0 "
                               "\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x9A\x80 $$ a_b 'q' `z` 5'9 (a (b) c";
    words_take(text);
    uint32_t at = 0;
    for (uint32_t i = 0; i < words_doc.token_count; i++) {
        for (; at < words_doc.tokens[i].span.begin; at++)
            assert_int_equal(text[at], ' ');
        at = words_doc.tokens[i].span.end;
    }
    assert_int_equal(at, sizeof text - 1);
}

static void memory_may_run_out(void **state)
{
    (void)state;
    char *text = repeat("All of it, really. ", 5000);
    rec_document small;
    dgm_error err = {0};
    record_init(&small, 300000);
    read_input input = {.bytes = str_of(text)};
    assert_int_equal(read_run(words_model, &input, &small, &err), DGM_OK);
    assert_int_equal(token_run(words_model, &small, &err), DGM_NO_MEMORY);
    assert_int_equal(err.status, DGM_NO_MEMORY);
    record_release(&small);
    free(text);
}

/* ---- given words ----------------------------------------------------------------------------------------------- */

static void given_words_make_a_text(void **state)
{
    (void)state;
    static const token_given words[] = {
        {.form = {"They", 4}, .space_after = true},
        {.form = {"do", 2}, .surface = {"don't", 5}, .mwt = 2},
        {.form = {"n't", 3}, .space_after = true},
        {.form = {"talk", 4}},
        {.form = {".", 1}, .space_after = true, .sentence_end = true},
        {.form = {"Oh", 2}, .paragraph_end = true},
        {.form = {"of", 2}, .surface = {"du", 2}, .mwt = 2},
        {.form = {"the", 3}, .space_after = true}};
    record_reset(&words_doc);
    assert_int_equal(token_from_words(words, 8, &words_doc, NULL), DGM_OK);
    assert_string_equal(words_doc.text, "They don't talk. Oh\n\ndu ");
    assert_int_equal(words_doc.sentence_count, 3);
    assert_int_equal(words_doc.paragraph_count, 2);
    assert_int_equal(words_doc.tokens[1].mwt, 2);
    assert_int_equal(words_doc.tokens[2].span.begin, 7);
    assert_int_equal(words_doc.tokens[2].span.end, 10);
    assert_int_equal(words_doc.tokens[6].span.end, words_doc.tokens[7].span.begin);
    assert_int_equal(words_doc.tokens[7].span.end, 23);
    assert_true(str_equal(words_doc.tokens[7].form, STR("the")));
    assert_int_equal(words_doc.sentences[1].paragraph, 0);
    assert_int_equal(words_doc.sentences[2].paragraph, 1);
}

static void a_multiword_token_stays_in_its_sentence(void **state)
{
    (void)state;
    dgm_error err = {0};
    const token_given over[] = {{.form = {"a", 1}, .surface = {"ab", 2}, .mwt = 2, .sentence_end = true},
                                {.form = {"b", 1}}};
    const token_given beyond[] = {{.form = {"a", 1}, .surface = {"ab", 2}, .mwt = 3}, {.form = {"b", 1}}};
    record_reset(&words_doc);
    assert_int_equal(token_from_words(over, 2, &words_doc, &err), DGM_BAD_INPUT);
    record_reset(&words_doc);
    assert_int_equal(token_from_words(beyond, 2, &words_doc, &err), DGM_BAD_INPUT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(contractions_are_multiword_tokens),
        cmocka_unit_test(apostrophes_that_do_not_part),
        cmocka_unit_test(hyphens_part_but_not_after_prefixes),
        cmocka_unit_test(numbers_and_units),
        cmocka_unit_test(links_and_signs),
        cmocka_unit_test(abbreviations_keep_their_stop),
        cmocka_unit_test(sentences_end_where_they_should),
        cmocka_unit_test(words_have_their_own_part_of_the_text),
        cmocka_unit_test(layout_is_kept_by_sentences),
        cmocka_unit_test(long_sentences_are_parted),
        cmocka_unit_test(hostile_texts_pass),
        cmocka_unit_test(every_visible_sign_is_in_a_token),
        cmocka_unit_test(memory_may_run_out),
        cmocka_unit_test(given_words_make_a_text),
        cmocka_unit_test(a_multiword_token_stays_in_its_sentence),
    };
    return cmocka_run_group_tests(tests, words_load, words_release);
}
