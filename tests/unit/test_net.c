/* SPDX-License-Identifier: MIT
 * The LSTM layer: rows, and stretches that must not know of each other. */
#include "net/lstm.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

enum { IN = 16, HIDDEN = 16, WIDE = 4 * HIDDEN, LONG = 5, SHORT = 2 };

typedef struct made {
    int8_t packed[IN * WIDE];
    float scale[WIDE], bias[WIDE];
    int32_t sum[WIDE];
} made;

static weights_matrix matrix_of(made *w, uint32_t seed)
{
    memset(w, 0, sizeof *w);
    for (uint32_t b = 0; b < WIDE / 16; b++)
        for (uint32_t i = 0; i < IN; i++)
            for (uint32_t j = 0; j < 16; j++) {
                int8_t v = (int8_t)((seed + b * 977 + i * 131 + j * 37) % 61 - 30);
                w->packed[((b * (IN / 4) + i / 4) * 16 + j) * 4 + i % 4] = v;
                w->sum[b * 16 + j] += v;
            }
    for (uint32_t j = 0; j < WIDE; j++) {
        w->scale[j] = 0.01f;
        w->bias[j] = 0.1f;
    }
    return (weights_matrix){IN, WIDE, IN, WIDE, w->scale, w->bias, w->sum, w->packed};
}

static void rows_are_time_major(void **state)
{
    arena memory;
    (void)state;
    arena_init(&memory, 0);
    lstm_rows r = {.k = &kernel_portable, .memory = &memory, .count = 3};
    assert_true(lstm_lay_out(&r, (const uint32_t[]){3, 3, 1}));
    assert_int_equal(r.n, 7);
    assert_int_equal(r.steps, 3);
    assert_int_equal(r.first[1], 3);
    assert_int_equal(r.first[2], 5);
    assert_int_equal(r.first[3], 7);
    arena_release(&memory);
}

static void run(arena *memory, const weights_lstm w[2], uint32_t count, const uint32_t *lengths, const float *x,
                float *y)
{
    lstm_rows r = {.k = kernel_best(), .memory = memory, .count = count};
    assert_true(lstm_lay_out(&r, lengths));
    assert_true(lstm_layer(&r, w, HIDDEN, x, IN, y));
}

/* Two stretches run together give what each gives alone. */
static void stretches_do_not_mix(void **state)
{
    static made weights[4];
    float x[(LONG + SHORT) * IN], together[(LONG + SHORT) * 2 * HIDDEN], alone[LONG * 2 * HIDDEN], part[LONG * IN];
    const uint32_t row_of_short[SHORT] = {1, 3}, row_of_long[LONG] = {0, 2, 4, 5, 6};
    arena memory;
    (void)state;
    weights_lstm w[2];
    for (uint32_t k = 0; k < 2; k++)
        w[k] = (weights_lstm){matrix_of(&weights[2 * k], 3 + k), matrix_of(&weights[2 * k + 1], 11 + k)};
    for (uint32_t i = 0; i < (LONG + SHORT) * IN; i++)
        x[i] = (float)(i * 29 % 97) * 0.02f - 1;
    arena_init(&memory, 0);
    run(&memory, w, 2, (const uint32_t[]){LONG, SHORT}, x, together);
    for (int pass = 0; pass < 2; pass++) {
        const uint32_t *rows = pass ? row_of_short : row_of_long, n = pass ? SHORT : LONG;
        for (uint32_t t = 0; t < n; t++)
            memcpy(part + t * IN, x + rows[t] * IN, IN * sizeof *x);
        run(&memory, w, 1, &n, part, alone);
        for (uint32_t t = 0; t < n; t++)
            assert_memory_equal(alone + t * 2 * HIDDEN, together + rows[t] * 2 * HIDDEN, 2 * HIDDEN * sizeof *alone);
    }
    assert_true(together[0] != together[2 * HIDDEN]);
    arena_release(&memory);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_are_time_major),
        cmocka_unit_test(stretches_do_not_mix),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
