/* SPDX-License-Identifier: MIT
 * kernel_avx2.c: pairs of 8-bit products by vpmaddubsw, which wants one side unsigned: |x| and w with the sign of x. As
 * both lie in -127..127 no pair passes 32,258 and nothing saturates. */
#if defined(__x86_64__)

#include "net/kernel_common.h"

#include <immintrin.h>

static inline __m256i weights_at(const int8_t *p)
{
    return _mm256_loadu_si256((const __m256i *)(const void *)p);
}

static inline __m256i four(const int8_t *x)
{
    int32_t bytes;
    memcpy(&bytes, x, sizeof bytes);
    return _mm256_set1_epi32(bytes);
}

static inline __m256i step(__m256i sum, __m256i x, __m256i magnitude, __m256i w)
{
    __m256i pairs = _mm256_maddubs_epi16(magnitude, _mm256_sign_epi8(w, x));
    return _mm256_add_epi32(sum, _mm256_madd_epi16(pairs, _mm256_set1_epi16(1)));
}

/* `rows` rows (a constant at each call) by one block of 16 columns; each load of weights serves all rows. */
static inline __attribute__((always_inline)) void tile(const weights_matrix *w, const int8_t *x, const float *x_scale, float *out,
                                                       bool add, const uint32_t rows)
{
    uint32_t groups = w->in4 / 4, blocks = w->out16 / 16;
    for (uint32_t b = 0; b < blocks; b++) {
        const int8_t *p = w->packed + (size_t)b * groups * 64;
        __m256i low[4], high[4];
        for (uint32_t r = 0; r < rows; r++)
            low[r] = high[r] = _mm256_setzero_si256();
        for (uint32_t g = 0; g < groups; g++, p += 64) {
            __m256i u = weights_at(p), v = weights_at(p + 32);
            for (uint32_t r = 0; r < rows; r++) {
                __m256i value = four(x + (size_t)r * w->in4 + 4 * g), magnitude = _mm256_abs_epi8(value);
                low[r] = step(low[r], value, magnitude, u);
                high[r] = step(high[r], value, magnitude, v);
            }
        }
        for (uint32_t r = 0; r < rows; r++) {
            int32_t sum[16];
            _mm256_storeu_si256((__m256i *)(void *)sum, low[r]);
            _mm256_storeu_si256((__m256i *)(void *)(sum + 8), high[r]);
            finish_block(w, b, sum, x_scale[r], out + (size_t)r * w->out16, add);
        }
    }
}

static void multiply(const weights_matrix *w, const int8_t *x, const float *x_scale, uint32_t rows, float *out, bool add)
{
    uint32_t r = 0;
    for (; r + 4 <= rows; r += 4)
        tile(w, x + (size_t)r * w->in4, x_scale + r, out + (size_t)r * w->out16, add, 4);
    for (; r < rows; r++)
        tile(w, x + (size_t)r * w->in4, x_scale + r, out + (size_t)r * w->out16, add, 1);
}

KERNEL(avx2, multiply);

#endif
