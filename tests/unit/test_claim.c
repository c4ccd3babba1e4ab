/* SPDX-License-Identifier: MIT */
#include "claim/assemble.h"
#include "claim/dense.h"
#include "claim/factual.h"
#include "claim/label.h"
#include "tree.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static model_claim *words; /* the tables of data/claims, without weights */

static int load_words(void **state)
{
    dgm_error err = {0};
    (void)state;
    return model_claim_load_words(&words, "data", &err) == DGM_OK ? 0 : -1;
}

static int free_words(void **state)
{
    (void)state;
    model_claim_free(words);
    return 0;
}

/* One token a word of `text`, paragraphs at line ends. */
static void build_text(rec_document *doc, const char *text)
{
    record_init(doc, 0);
    doc->text = text;
    doc->length = (uint32_t)strlen(text);
    for (uint32_t begin = 0; begin < doc->length;) {
        uint32_t end = begin;
        while (end < doc->length && text[end] != '\n')
            end++;
        *RECORD_ADD(doc, paragraphs, paragraph_count) = (rec_paragraph){.span = {begin, end}};
        for (uint32_t i = begin; i < end;) {
            uint32_t last = i;
            while (last < end && text[last] != ' ')
                last++;
            *RECORD_ADD(doc, tokens, token_count) = (rec_token){.span = {i, last}, .head = -1, .mention = -1};
            i = last + 1;
        }
        begin = end + 1;
    }
}

static void expect_quotes(const char *text, unsigned count, const char *const *quoted)
{
    rec_document doc;
    build_text(&doc, text);
    claim_quotations q = claim_quotations_find(&doc);
    assert_int_equal(q.count, count);
    for (unsigned i = 0; i < count; i++) {
        str s = record_text(&doc, q.items[i].span);
        assert_int_equal(s.n, strlen(quoted[i]));
        assert_memory_equal(s.p, quoted[i], s.n);
    }
    record_release(&doc);
}

static void quotations_of_all_marks(void **state)
{
    (void)state;
    expect_quotes("He said \"no\" twice", 1, (const char *const[]){"\"no\""});
    expect_quotes("“We won,” she said. “All of it.”", 2, (const char *const[]){"“We won,”", "“All of it.”"});
    expect_quotes("A 'grave' error", 1, (const char *const[]){"'grave'"});
    expect_quotes("They call it ''progress'' here", 1, (const char *const[]){"''progress''"});
    expect_quotes("“He told me ‘go’ and left,” he said", 1, (const char *const[]){"“He told me ‘go’ and left,”"});
}

static void apostrophes_are_no_quotations(void **state)
{
    (void)state;
    expect_quotes("Iran's and the Emirates' ports don't trade", 0, NULL);
    expect_quotes("The ministers’ cars weren’t there", 0, NULL);
    expect_quotes("He is 6'2\" tall", 0, NULL);
}

static void quotation_goes_on_in_the_next_paragraph(void **state)
{
    rec_document doc;
    (void)state;
    build_text(&doc, "“We waited.\n“Then we left,” he said.\n“Never again.”");
    claim_quotations q = claim_quotations_find(&doc);
    assert_int_equal(q.count, 3);
    assert_int_equal(q.items[0].continues, -1);
    assert_int_equal(q.items[1].continues, 0);
    assert_int_equal(q.items[2].continues, -1);
    record_release(&doc);
}

static void labels_are_cut_to_pieces(void **state)
{
    rec_document doc;
    (void)state;
    record_init(&doc, 0);
    tree_build(&doc, "Moscow/PROPN/2/nsubj said/VERB/0/root it/PRON/4/nsubj agreed/VERB/2/ccomp ./PUNCT/2/punct");
    uint8_t labels[] = {CLAIM_SOURCE_B, CLAIM_CUE_B, CLAIM_CONTENT_B, CLAIM_CONTENT_I, CLAIM_OUT};
    claim_pieces p = claim_pieces_cut(&doc, labels);
    assert_int_equal(p.count, 3);
    assert_int_equal(p.items[0].label, CLAIM_SOURCE_B);
    assert_int_equal(p.items[0].order, 0);
    assert_int_equal(p.items[1].head, 1);
    assert_int_equal(p.items[2].first, 2);
    assert_int_equal(p.items[2].last, 3);
    assert_int_equal(p.items[2].head, 3);
    assert_int_equal(p.items[2].order, 1);
    record_release(&doc);
}

static double ruled(const char *spec, uint32_t token)
{
    rec_document doc;
    claim_context c;
    record_init(&doc, 0);
    tree_build(&doc, spec);
    assert_true(claim_context_make(&c, words, &doc));
    double value = claim_factual_ruled(&c, token);
    record_release(&doc);
    return value;
}

static void grammar_sets_factuality(void **state)
{
    (void)state;
    assert_true(ruled("Troops/NOUN/2/nsubj left/VERB/0/root", 1) > 2.9);
    assert_true(ruled("Troops/NOUN/4/nsubj did/AUX/4/aux not/PART/4/advmod leave/VERB/0/root", 3) < -2.9);
    double may = ruled("Troops/NOUN/3/nsubj may/AUX/3/aux leave/VERB/0/root", 2);
    assert_true(may > 0 && may < 2);
    assert_true(ruled("Troops/NOUN/3/nsubj reportedly/ADV/3/advmod left/VERB/0/root", 2) < 2);
    double condition =
        ruled("If/SCONJ/3/mark troops/NOUN/3/nsubj leave/VERB/5/advcl we/PRON/5/nsubj stay/VERB/0/root", 2);
    assert_true(condition > 0 && condition < 1);
}

static void implicatives_and_factives_reach_down(void **state)
{
    (void)state;
    assert_true(ruled("They/PRON/2/nsubj manage/VERB/0/root to/PART/4/mark escape/VERB/2/xcomp", 3) > 2.9);
    rec_document doc;
    claim_context c;
    record_init(&doc, 0);
    tree_build(
        &doc, "He/PRON/2/nsubj fail/VERB/0/root to/PART/4/mark escape/VERB/2/xcomp "
              "|He/PRON/4/nsubj did/AUX/4/aux not/PART/4/advmod fail/VERB/0/root to/PART/6/mark escape/VERB/4/xcomp "
              "|He/PRON/4/nsubj did/AUX/4/aux not/PART/4/advmod regret/VERB/0/root that/SCONJ/7/mark they/PRON/7/nsubj "
              "left/VERB/4/ccomp");
    assert_true(claim_context_make(&c, words, &doc));
    assert_true(claim_factual_ruled(&c, 3) < -2);
    assert_true(claim_factual_ruled(&c, 9) > 2);
    assert_true(claim_factual_ruled(&c, 16) > 2);
    record_release(&doc);
}

static void labels_follow_their_own(void **state)
{
    (void)state;
    assert_true(claim_label_follows(CLAIM_OUT, CLAIM_CUE_B));
    assert_false(claim_label_follows(CLAIM_OUT, CLAIM_CUE_I));
    assert_true(claim_label_follows(CLAIM_CUE_I, CLAIM_CUE_I));
    assert_false(claim_label_follows(CLAIM_SOURCE_B, CLAIM_CONTENT_I));
    assert_true(claim_cue_step(-9) == CUE_NEVER && claim_cue_step(9) == CUE_SURE);
    assert_true(claim_cue_step(0.01) > claim_cue_step(-0.01));
}

static void tables_name_the_wrong_column(void **state)
{
    dgm_error err = {0};
    model_claim *m = NULL;
    (void)state;
    assert_int_equal(system("rm -rf build-claims-test && mkdir -p build-claims-test/claims && "
                            "cp data/claims/*.claims build-claims-test/claims/ && "
                            "printf 'say\\tv\\tsing\\tsure\\topen\\n' > build-claims-test/claims/cues.claims"),
                     0);
    assert_int_equal(model_claim_load_words(&m, "build-claims-test", &err), DGM_BAD_DATA);
    assert_null(m);
    assert_int_equal(err.line, 1);
    assert_int_equal(err.column, 7);
    assert_non_null(strstr(err.message, "sing"));
    assert_int_equal(system("rm -rf build-claims-test"), 0);
}

static void copy_cut(const char *from, const char *to, long size, long spoil)
{
    FILE *in = fopen(from, "rb"), *out = fopen(to, "wb");
    assert_non_null(in);
    assert_non_null(out);
    for (long i = 0; i < size; i++) {
        int ch = fgetc(in);
        if (ch == EOF)
            break;
        fputc(i == spoil ? ch ^ 1 : ch, out);
    }
    fclose(in);
    fclose(out);
}

static void weights_that_are_cut_off_are_refused(void **state)
{
    dgm_error err = {0};
    model_claim *m = NULL;
    char path[] = "/tmp/dragoman-claims-XXXXXX";
    int fd = mkstemp(path);
    (void)state;
    assert_true(fd >= 0);
    close(fd);
    assert_int_equal(model_claim_load_words(&m, "data", &err), DGM_OK);
    assert_int_equal(model_claim_weights_read(m, "models/claims.bin", &err), DGM_OK);
    assert_true(m->learned);
    copy_cut("models/claims.bin", path, 100000000, -1);
    assert_int_equal(model_claim_weights_read(m, path, &err), DGM_OK);
    copy_cut("models/claims.bin", path, 100000000, 90000);
    assert_int_equal(model_claim_weights_read(m, path, &err), DGM_BAD_MODEL);
    assert_false(m->learned);
    copy_cut("models/claims.bin", path, 1000, -1);
    assert_int_equal(model_claim_weights_read(m, path, &err), DGM_BAD_MODEL);
    copy_cut("models/claims.bin", path, 0, -1);
    assert_int_equal(model_claim_weights_read(m, path, &err), DGM_BAD_MODEL);
    assert_int_equal(model_claim_weights_read(m, "models/no-such-file", &err), DGM_BAD_MODEL);
    model_claim_free(m);
    remove(path);
}

static void rare_features_are_left_out(void **state)
{
    (void)state;
    static uint32_t seen[(1u << CLAIM_SEEN_BITS) / 32];
    uint32_t features[] = {0xABCD1234u, 0x00000001u, 0xFFFFFFFFu};
    uint32_t bit = 0x00000001u >> (32 - CLAIM_SEEN_BITS), other = 0xFFFFFFFFu >> (32 - CLAIM_SEEN_BITS);
    seen[bit >> 5] |= 1u << (bit & 31);
    seen[other >> 5] |= 1u << (other & 31);
    assert_int_equal(model_claim_keep(seen, features, 3), 2);
    assert_int_equal(features[0], 0x00000001u);
    assert_int_equal(features[1], 0xFFFFFFFFu);
}

static void tree_gives_contents(void **state)
{
    rec_document doc;
    claim_context c;
    rec_span parts[2];
    int32_t head = -1;
    (void)state;
    record_init(&doc, 0);
    tree_build(&doc, "Ships/NOUN/2/nsubj sailed/VERB/0/root ,/PUNCT/6/punct according/VERB/6/case to/ADP/4/fixed "
                     "officials/NOUN/2/obl ,/PUNCT/6/punct at/ADP/9/case dawn/NOUN/2/obl ./PUNCT/2/punct "
                     "|Officials/NOUN/2/nsubj said/VERB/0/root ships/NOUN/4/nsubj sailed/VERB/2/ccomp ./PUNCT/2/punct");
    assert_true(claim_context_make(&c, words, &doc));
    claim_piece according = {.first = 3, .last = 4, .head = 3, .label = CLAIM_CUE_B};
    assert_int_equal(claim_content_by_tree(&c, &according, parts, &head), 2);
    assert_int_equal(head, 1);
    assert_int_equal(parts[0].begin, doc.tokens[0].span.begin);
    assert_int_equal(parts[0].end, doc.tokens[1].span.end);
    assert_int_equal(parts[1].begin, doc.tokens[7].span.begin);
    assert_int_equal(parts[1].end, doc.tokens[8].span.end);
    claim_piece said = {.first = 11, .last = 11, .head = 11, .label = CLAIM_CUE_B};
    assert_int_equal(claim_content_by_tree(&c, &said, parts, &head), 1);
    assert_int_equal(parts[0].begin, doc.tokens[12].span.begin);
    assert_int_equal(parts[0].end, doc.tokens[13].span.end);
    record_release(&doc);
}

static void nouns_of_acts_are_predicates(void **state)
{
    (void)state;
    assert_true(model_claim_is_act(words, STR("war")));
    assert_true(model_claim_is_act(words, STR("negotiation")));
    assert_false(model_claim_is_act(words, STR("nation")));
    assert_false(model_claim_is_act(words, STR("table")));
    assert_false(model_claim_is_act(words, STR("ing")));
    assert_false(model_claim_is_act(words, (str){NULL, 0}));
}

static bool found_at(const rec_document *doc, rec_span span, uint32_t first, uint32_t last)
{
    return span.begin == doc->tokens[first].span.begin && span.end == doc->tokens[last].span.end;
}

static void a_report_may_cite_before_it_tells(void **state)
{
    rec_document doc;
    claim_context c;
    (void)state;
    record_init(&doc, 0);
    tree_build(&doc, "Interfax/PROPN/2/nsubj reports/VERB/0/root ,/PUNCT/4/punct citing/VERB/2/advcl two/NUM/6/nummod "
                     "sources/NOUN/4/obj ,/PUNCT/10/punct that/SCONJ/10/mark Minsk/PROPN/10/nsubj agreed/VERB/4/ccomp "
                     "./PUNCT/2/punct");
    doc.tokens[1].lemma = STR("report");
    doc.tokens[3].lemma = STR("cite");
    assert_true(claim_context_make(&c, words, &doc));
    rec_span junk = {doc.tokens[4].span.begin, doc.tokens[9].span.end};
    assert_true(claim_add(&c, 3, 3, (rec_span){0}, junk, 5) >= 0);
    claim_find_by_marks(&c);
    assert_int_equal(doc.claim_count, 2);
    assert_true(found_at(&doc, doc.claims[0].sources[0], 0, 0));
    assert_true(found_at(&doc, doc.claims[0].content[0], 7, 9));
    assert_int_equal(doc.claims[0].within, -1);
    assert_true(found_at(&doc, doc.claims[1].sources[0], 4, 5));
    assert_true(found_at(&doc, doc.claims[1].content[0], 7, 9));
    assert_int_equal(doc.claims[1].within, 0);
    record_release(&doc);
}

static uint32_t claims_by_marks(const char *spec)
{
    rec_document doc;
    claim_context c;
    record_init(&doc, 0);
    tree_build(&doc, spec);
    assert_true(claim_context_make(&c, words, &doc));
    claim_find_by_marks(&c);
    uint32_t count = doc.claim_count;
    record_release(&doc);
    return count;
}

static void a_colon_parts_speaker_and_words(void **state)
{
    (void)state;
    assert_int_equal(claims_by_marks(
                         "Police/NOUN/5/nsubj :/PUNCT/1/punct two/NUM/4/nummod men/NOUN/5/nsubj fled/VERB/0/root"), 1);
    assert_int_equal(claims_by_marks(
                         "Two/NUM/2/nummod men/NOUN/3/nsubj fled/VERB/0/root :/PUNCT/3/punct police/NOUN/3/parataxis"), 1);
    assert_int_equal(claims_by_marks(
                         "Syria/PROPN/5/nsubj :/PUNCT/1/punct two/NUM/4/nummod men/NOUN/5/nsubj fled/VERB/0/root"), 0);
    assert_int_equal(claims_by_marks(
                         "Police/NOUN/0/root :/PUNCT/1/punct the/DET/4/det facts/NOUN/1/appos"), 0);
}

/* States as the parser might give them; the weights are the real ones. */
static void network_gives_the_same_on_every_kernel(void **state)
{
    enum { TOKENS = 11 };
    static int8_t states[TOKENS * 1024];
    static float scales[TOKENS], want[TOKENS][CLAIM_ROW];
    model_claim *m;
    rec_document doc;
    claim_context c;
    dgm_error err = {0};
    (void)state;
    assert_int_equal(model_claim_load(&m, "data", "models", &err), DGM_OK);
    record_init(&doc, 0);
    tree_build(&doc, "Ships/NOUN/2/nsubj sailed/VERB/0/root ./PUNCT/2/punct |They/PRON/2/nsubj said/VERB/0/root "
                     "that/SCONJ/6/mark ships/NOUN/6/nsubj would/AUX/6/aux sail/VERB/2/ccomp at/ADP/8/case "
                     "dawn/NOUN/6/obl");
    assert_int_equal(doc.token_count, TOKENS);
    assert_true(claim_context_make(&c, m, &doc));
    assert_true(claim_dense_run(&c, &m->weights.cue_net, &kernel_portable, false));
    assert_null(c.dense); /* no states, nothing to add */
    for (uint32_t i = 0; i < sizeof states; i++)
        states[i] = (int8_t)((i * 2654435761u >> 13) % 255 - 127);
    for (uint32_t i = 0; i < TOKENS; i++)
        scales[i] = 0.004f;
    doc.states = states;
    doc.state_scale = scales;
    doc.state_width = m->weights.cue_net.in.in;
    for (int labels = 0; labels < 2; labels++) {
        const claim_net *net = labels ? &m->weights.label_net : &m->weights.cue_net;
        assert_true(claim_dense_run(&c, net, &kernel_portable, labels));
        memcpy(want, c.dense, sizeof want);
        assert_true(claim_dense_run(&c, net, kernel_best(), labels));
        assert_memory_equal(c.dense, want, sizeof want);
        assert_true(want[0][CLAIM_CUE_B] != want[TOKENS - 1][CLAIM_CUE_B]);
    }
    record_release(&doc);
    model_claim_free(m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(quotations_of_all_marks),
        cmocka_unit_test(apostrophes_are_no_quotations),
        cmocka_unit_test(quotation_goes_on_in_the_next_paragraph),
        cmocka_unit_test(labels_are_cut_to_pieces),
        cmocka_unit_test(grammar_sets_factuality),
        cmocka_unit_test(implicatives_and_factives_reach_down),
        cmocka_unit_test(labels_follow_their_own),
        cmocka_unit_test(tables_name_the_wrong_column),
        cmocka_unit_test(weights_that_are_cut_off_are_refused),
        cmocka_unit_test(rare_features_are_left_out),
        cmocka_unit_test(tree_gives_contents),
        cmocka_unit_test(nouns_of_acts_are_predicates),
        cmocka_unit_test(a_report_may_cite_before_it_tells),
        cmocka_unit_test(a_colon_parts_speaker_and_words),
        cmocka_unit_test(network_gives_the_same_on_every_kernel),
    };
    return cmocka_run_group_tests(tests, load_words, free_words);
}
