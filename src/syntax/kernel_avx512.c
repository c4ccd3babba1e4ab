/* SPDX-License-Identifier: MIT
 * kernel_avx512.c: four 8-bit products a lane by vpdpbusd, which wants one side unsigned: x + 128, put right afterwards by
 * 128 times the sum of the column. Four rows at a time share each load of weights. */
#if defined(__x86_64__)

#include "syntax/kernel_common.h"

#include <immintrin.h>

static inline __m512i four(const int8_t *x)
{
    uint32_t bytes;
    memcpy(&bytes, x, sizeof bytes);
    return _mm512_set1_epi32((int32_t)(bytes ^ 0x80808080u));
}

static inline __m512i weights_at(const int8_t *p)
{
    return _mm512_loadu_si512((const void *)p);
}

static inline void finish(const weights_matrix *w, uint32_t block, __m512i sum, float x_scale, float *out, bool add)
{
    __m512i shift = _mm512_slli_epi32(_mm512_loadu_si512((const void *)(w->sum + block * 16)), 7);
    int32_t exact[16];
    _mm512_storeu_si512((void *)exact, _mm512_sub_epi32(sum, shift));
    finish_block(w, block, exact, x_scale, out, add);
}

/* Four rows by two blocks of 16 columns. */
static void rows4(const weights_matrix *w, const int8_t *x, const float *x_scale, float *out, bool add)
{
    uint32_t groups = w->in4 / 4, blocks = w->out16 / 16, in = w->in4;
    for (uint32_t b = 0; b < blocks; b += 2) {
        bool two = b + 1 < blocks;
        const int8_t *p = w->packed + (size_t)b * groups * 64, *q = two ? p + (size_t)groups * 64 : p;
        __m512i s[8];
        for (int i = 0; i < 8; i++)
            s[i] = _mm512_setzero_si512();
        for (uint32_t g = 0; g < groups; g++, p += 64, q += 64) {
            __m512i u = weights_at(p), v = weights_at(q);
            for (uint32_t r = 0; r < 4; r++) {
                __m512i value = four(x + r * in + 4 * g);
                s[2 * r] = _mm512_dpbusd_epi32(s[2 * r], value, u);
                s[2 * r + 1] = _mm512_dpbusd_epi32(s[2 * r + 1], value, v);
            }
        }
        for (uint32_t r = 0; r < 4; r++) {
            finish(w, b, s[2 * r], x_scale[r], out + r * w->out16, add);
            if (two)
                finish(w, b + 1, s[2 * r + 1], x_scale[r], out + r * w->out16, add);
        }
    }
}

/* One row by six blocks: enough sums in flight to hide the latency of vpdpbusd. */
static void row1(const weights_matrix *w, const int8_t *x, float x_scale, float *out, bool add)
{
    enum { AT_ONCE = 6 };
    uint32_t groups = w->in4 / 4, blocks = w->out16 / 16;
    for (uint32_t b = 0; b < blocks; b += AT_ONCE) {
        __m512i s[AT_ONCE];
        const int8_t *p[AT_ONCE];
        for (uint32_t i = 0; i < AT_ONCE; i++) {
            s[i] = _mm512_setzero_si512();
            p[i] = w->packed + (size_t)(b + i < blocks ? b + i : b) * groups * 64;
        }
        for (uint32_t g = 0; g < groups; g++) {
            __m512i value = four(x + 4 * g);
            for (uint32_t i = 0; i < AT_ONCE; i++)
                s[i] = _mm512_dpbusd_epi32(s[i], value, weights_at(p[i] + (size_t)g * 64));
        }
        for (uint32_t i = 0; i < AT_ONCE && b + i < blocks; i++)
            finish(w, b + i, s[i], x_scale, out, add);
    }
}

static void multiply(const weights_matrix *w, const int8_t *x, const float *x_scale, uint32_t rows, float *out, bool add)
{
    uint32_t r = 0;
    for (; r + 4 <= rows; r += 4)
        rows4(w, x + (size_t)r * w->in4, x_scale + r, out + (size_t)r * w->out16, add);
    for (; r < rows; r++)
        row1(w, x + (size_t)r * w->in4, x_scale[r], out + (size_t)r * w->out16, add);
}

KERNEL(avx512, multiply);

#endif
