/* SPDX-License-Identifier: MIT
 * kernel_avx512.c: four 8-bit products a lane by vpdpbusd, which wants one side unsigned: x + 128, put right afterwards by
 * 128 times the sum of the column. Up to four rows share each load of weights. */
#if defined(__x86_64__)

#include "net/kernel_common.h"

#include <immintrin.h>

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

#define WIDEST 4096 /* bytes of a row at most, see read_dimensions */

/* `rows` rows (a constant at each call) by `wide` blocks of 16 columns: rows * wide sums in flight hide the latency of
 * vpdpbusd, and each load of weights serves all rows. u is x + 128. */
static inline __attribute__((always_inline)) void tile(const weights_matrix *w, const uint8_t *u, const float *x_scale, float *out,
                                                       bool add, const uint32_t rows, const uint32_t wide)
{
    uint32_t groups = w->in4 / 4, blocks = w->out16 / 16;
    for (uint32_t b = 0; b < blocks; b += wide) {
        __m512i s[16];
        const int8_t *p[8];
        for (uint32_t i = 0; i < rows * wide; i++)
            s[i] = _mm512_setzero_si512();
        for (uint32_t i = 0; i < wide; i++)
            p[i] = w->packed + (size_t)(b + i < blocks ? b + i : b) * groups * 64;
        for (uint32_t g = 0; g < groups; g++) {
            __m512i v[8];
            for (uint32_t i = 0; i < wide; i++)
                v[i] = weights_at(p[i] + (size_t)g * 64);
            for (uint32_t r = 0; r < rows; r++) {
                int32_t four;
                memcpy(&four, u + r * WIDEST + 4 * g, sizeof four);
                __m512i x = _mm512_set1_epi32(four);
                for (uint32_t i = 0; i < wide; i++)
                    s[r * wide + i] = _mm512_dpbusd_epi32(s[r * wide + i], x, v[i]);
            }
        }
        for (uint32_t r = 0; r < rows; r++)
            for (uint32_t i = 0; i < wide && b + i < blocks; i++)
                finish(w, b + i, s[r * wide + i], x_scale[r], out + r * w->out16, add);
    }
}

static void multiply(const weights_matrix *w, const int8_t *x, const float *x_scale, uint32_t rows, float *out, bool add)
{
    uint8_t u[4 * WIDEST];
    while (rows > 0) {
        uint32_t now = rows < 4 ? rows : 4;
        for (uint32_t r = 0; r < now; r++)
            for (uint32_t i = 0; i < w->in4; i++)
                u[r * WIDEST + i] = (uint8_t)x[(size_t)r * w->in4 + i] ^ 0x80;
        switch (now) {
        case 1: tile(w, u, x_scale, out, add, 1, 8); break;
        case 2: tile(w, u, x_scale, out, add, 2, 6); break;
        case 3: tile(w, u, x_scale, out, add, 3, 4); break;
        default: tile(w, u, x_scale, out, add, 4, 4); break;
        }
        rows -= now;
        x += (size_t)now * w->in4;
        x_scale += now;
        out += (size_t)now * w->out16;
    }
}

KERNEL(avx512, multiply);

#endif
