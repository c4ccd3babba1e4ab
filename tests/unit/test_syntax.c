/* SPDX-License-Identifier: MIT
 * Tagger and parser: features, lemma scripts, trees, kernels and weights. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "model/weights.h"
#include "syntax/decode.h"
#include "syntax/features.h"
#include "net/kernel.h"
#include "syntax/lemma.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void lemma_is(const char *form, const char *lower, const char *lemma, const char *script)
{
    arena memory;
    strbuf made;
    arena_init(&memory, 0);
    strbuf_init(&made, 0);
    lemma_script(str_of(form), str_of(lemma), &made);
    assert_string_equal(made.p, script);
    str back = lemma_apply(str_of(script), str_of(form), str_of(lower), &memory);
    assert_int_equal(back.n, strlen(lemma));
    assert_memory_equal(back.p, lemma, back.n);
    strbuf_release(&made);
    arena_release(&memory);
}

static void scripts_lead_from_form_to_lemma_and_back(void **state)
{
    (void)state;
    lemma_is("parties", "parties", "party", "l3+y");
    lemma_is("Parties", "parties", "party", "l3+y");
    lemma_is("Putin", "putin", "Putin", "k0+");
    lemma_is("PUTIN", "putin", "Putin", "c0+");
    lemma_is("Russians", "russians", "Russian", "k1+");
    lemma_is("was", "was", "be", "=be");
    lemma_is("n't", "n't", "not", "l2+ot");
    lemma_is("élites", "élites", "élite", "l1+");
}

static void a_script_that_does_not_fit_gives_the_form(void **state)
{
    (void)state;
    arena memory;
    arena_init(&memory, 0);
    str lemma = lemma_apply(STR("l9+y"), STR("US"), STR("us"), &memory);
    assert_true(str_equal(lemma, STR("us")));
    assert_true(str_equal(lemma_apply(STR("garbage"), STR("US"), STR("us"), &memory), STR("us")));
    assert_true(str_equal(lemma_apply(STR(""), STR("US"), STR("us"), &memory), STR("us")));
    arena_release(&memory);
}

static void typographic_signs_read_as_plain_ones(void **state)
{
    (void)state;
    features_word plain, typographic, other;
    features_of(STR("Don't"), &plain);
    features_of(STR("Don\xE2\x80\x99t"), &typographic);
    features_of(STR("Dont"), &other);
    assert_memory_equal(plain.normal, "don't", 5);
    assert_memory_equal(plain.affix, typographic.affix, plain.affix_count * sizeof *plain.affix);
    assert_int_not_equal(plain.affix[1], other.affix[1]);
    features_of(STR("1,234"), &plain);
    assert_memory_equal(plain.normal, "0,000", 5);
}

static void a_form_of_any_length_or_bytes_is_borne(void **state)
{
    (void)state;
    static char longest[100000];
    features_word f;
    memset(longest, 'x', sizeof longest);
    features_of((str){longest, sizeof longest}, &f);
    assert_int_equal(f.normal_bytes, FEATURES_WORD_BYTES);
    features_of(STR("\xFF\xC3"), &f);
    features_of(STR(""), &f);
    assert_int_equal(f.normal_bytes, 0);
}

static void best_tree(uint32_t n, float *scores, const uint32_t *want)
{
    arena memory;
    uint32_t heads[8];
    arena_init(&memory, 0);
    assert_true(decode_tree(scores, n, heads, &memory));
    for (uint32_t i = 0; i < n; i++)
        assert_int_equal(heads[i], want[i]);
    arena_release(&memory);
}

static void a_cycle_is_broken_where_it_costs_least(void **state)
{
    (void)state;
    /* 1 and 2 want each other; the root is better as head of 2 than of 1. */
    float two[] = {1, 0, 9, 3, 9, 0};
    best_tree(2, two, (uint32_t[]){2, 0});
    /* Three in a ring, the dearest arc goes: heads 2, 3, 1 at 10, 10, 4; root 1, 1, 5. */
    float ring[] = {1, 0, 10, 0, 1, 0, 0, 10, 5, 4, 0, 0};
    best_tree(3, ring, (uint32_t[]){2, 3, 0});
}

static void a_tree_has_one_root(void **state)
{
    (void)state;
    float scores[] = {9, 0, 1, 1, 8, 2, 0, 1, 7, 1, 2, 0};
    best_tree(3, scores, (uint32_t[]){0, 1, 2});
}

/* Against all trees of four words. */
static float score_of(const float *s, const uint32_t *heads)
{
    float sum = 0;
    uint32_t roots = 0;
    for (uint32_t i = 0; i < 4; i++) {
        uint32_t at = i + 1, steps = 0;
        if (heads[i] == i + 1)
            return -1e9f;
        while (at != 0 && steps++ < 5)
            at = heads[at - 1];
        if (at != 0)
            return -1e9f;
        roots += heads[i] == 0;
        sum += s[i * 5 + heads[i]];
    }
    return roots == 1 ? sum : -1e9f;
}

static void decoding_finds_the_best_of_all_trees(void **state)
{
    (void)state;
    uint32_t seed = 1;
    for (int trial = 0; trial < 2000; trial++) {
        float scores[20], given[20], best = -1e9f;
        for (int i = 0; i < 20; i++) {
            seed = seed * 1664525u + 1013904223u;
            scores[i] = given[i] = (float)(seed >> 16 & 1023) / 64.0f - 8.0f;
        }
        for (uint32_t code = 0; code < 625; code++) {
            uint32_t heads[4] = {code % 5, code / 5 % 5, code / 25 % 5, code / 125};
            float now = score_of(scores, heads);
            best = now > best ? now : best;
        }
        arena memory;
        uint32_t heads[4];
        arena_init(&memory, 0);
        assert_true(decode_tree(given, 4, heads, &memory));
        assert_float_equal(score_of(scores, heads), best, 1e-3f);
        arena_release(&memory);
    }
}

#define IN 68u
#define OUT 37u

typedef struct sample {
    float scale[48], bias[48];
    int32_t sum[48];
    int8_t packed[48 * IN];
    int8_t x[7 * IN];
    float x_scale[7];
    weights_matrix m;
} sample;

static void make_sample(sample *s)
{
    uint32_t seed = 7;
    memset(s, 0, sizeof *s);
    s->m = (weights_matrix){.in = IN, .out = OUT, .in4 = IN, .out16 = 48, .scale = s->scale, .bias = s->bias, .sum = s->sum, .packed = s->packed};
    for (uint32_t j = 0; j < OUT; j++) {
        s->scale[j] = 0.01f * (float)(j + 1);
        s->bias[j] = (float)j - 20;
        for (uint32_t i = 0; i < IN; i++) {
            seed = seed * 1664525u + 1013904223u;
            int8_t v = (int8_t)((int)(seed >> 20) % 255 - 127);
            s->packed[((j / 16 * (IN / 4) + i / 4) * 16 + j % 16) * 4 + i % 4] = v;
            s->sum[j] += v;
        }
    }
    for (uint32_t i = 0; i < 7 * IN; i++)
        s->x[i] = i % 3 == 0 ? 127 : i % 5 == 0 ? -127 : (int8_t)(i % 200 - 100);
    for (int i = 0; i < 7; i++)
        s->x_scale[i] = 0.5f / (float)(i + 1);
}

static void products_are_what_they_should_be(void **state)
{
    (void)state;
    sample s;
    float out[7 * 48];
    make_sample(&s);
    kernel_portable.multiply(&s.m, s.x, s.x_scale, 7, out, false);
    for (uint32_t r = 0; r < 7; r++)
        for (uint32_t j = 0; j < OUT; j++) {
            int32_t sum = 0;
            for (uint32_t i = 0; i < IN; i++)
                sum += s.x[r * IN + i] * s.packed[((j / 16 * (IN / 4) + i / 4) * 16 + j % 16) * 4 + i % 4];
            assert_true(out[r * 48 + j] == s.bias[j] + (float)sum * (s.x_scale[r] * s.scale[j]));
        }
}

static void every_kernel_gives_the_same_bits(void **state)
{
    (void)state;
    static const char *const names[] = {"avx2", "avx512"};
    sample s;
    float want[7 * 48], gates[4 * 48], c_want[48] = {0.25f, -3}, y_want[48];
    int8_t q_want[48];
    float scale_want;
    make_sample(&s);
    kernel_portable.multiply(&s.m, s.x, s.x_scale, 7, want, false);
    for (int i = 0; i < 4 * 48; i++)
        gates[i] = (float)(i % 37 - 18) * 0.41f;
    kernel_portable.lstm_step(48, gates, c_want, y_want);
    kernel_portable.quantise(y_want, 48, q_want, &scale_want);
    for (int k = 0; k < 2; k++) {
        const kernel *other = kernel_named(names[k]);
        float out[7 * 48], c[48] = {0.25f, -3}, y[48], scale;
        int8_t q[48];
        if (other == NULL)
            continue;
        for (uint32_t rows = 1; rows <= 7; rows++) {
            other->multiply(&s.m, s.x, s.x_scale, rows, out, false);
            assert_memory_equal(out, want, rows * 48 * sizeof *out);
        }
        other->lstm_step(48, gates, c, y);
        assert_memory_equal(c, c_want, sizeof c);
        assert_memory_equal(y, y_want, sizeof y);
        other->quantise(y, 48, q, &scale);
        assert_memory_equal(q, q_want, sizeof q);
        assert_true(scale == scale_want);
        assert_int_equal(other->dot(s.x, s.x + IN, IN), kernel_portable.dot(s.x, s.x + IN, IN));
    }
}

static void weights_are_refused(const char *bytes, size_t n, const char *why)
{
    char path[] = "/tmp/dragoman-weights-XXXXXX";
    int fd = mkstemp(path);
    weights_reader r;
    dgm_error err = {0};
    assert_true(fd >= 0);
    assert_int_equal(write(fd, bytes, n), (ssize_t)n);
    close(fd);
    assert_int_equal(weights_open(&r, path, "SYN1", &err), DGM_BAD_MODEL);
    assert_non_null(strstr(err.message, why));
    assert_string_equal(err.file, path);
    unlink(path);
}

static void a_foreign_or_broken_model_is_refused(void **state)
{
    (void)state;
    char head[32] = "DGMWSYN1";
    uint64_t size = 32;
    weights_are_refused("", 0, "not a model");
    weights_are_refused("PK\3\4 something else altogether", 30, "not a model");
    weights_are_refused("DGMWXYZ1................", 24, "another kind");
    weights_are_refused(head, 32, "cut off");
    memcpy(head + 8, &size, sizeof size);
    weights_are_refused(head, 32, "damaged");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(scripts_lead_from_form_to_lemma_and_back),
        cmocka_unit_test(a_script_that_does_not_fit_gives_the_form),
        cmocka_unit_test(typographic_signs_read_as_plain_ones),
        cmocka_unit_test(a_form_of_any_length_or_bytes_is_borne),
        cmocka_unit_test(a_cycle_is_broken_where_it_costs_least),
        cmocka_unit_test(a_tree_has_one_root),
        cmocka_unit_test(decoding_finds_the_best_of_all_trees),
        cmocka_unit_test(products_are_what_they_should_be),
        cmocka_unit_test(every_kernel_gives_the_same_bits),
        cmocka_unit_test(a_foreign_or_broken_model_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
