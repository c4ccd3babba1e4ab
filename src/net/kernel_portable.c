/* SPDX-License-Identifier: MIT */
#include "net/kernel_common.h"

static void multiply(const weights_matrix *w, const int8_t *x, const float *x_scale, uint32_t rows, float *out, bool add)
{
    uint32_t groups = w->in4 / 4, blocks = w->out16 / 16;
    for (uint32_t r = 0; r < rows; r++, x += w->in4, out += w->out16)
        for (uint32_t b = 0; b < blocks; b++) {
            const int8_t *p = w->packed + (size_t)b * groups * 64;
            int32_t sum[16] = {0};
            for (uint32_t g = 0; g < groups; g++, p += 64)
                for (int j = 0; j < 16; j++)
                    sum[j] += x[4 * g] * p[4 * j] + x[4 * g + 1] * p[4 * j + 1] + x[4 * g + 2] * p[4 * j + 2] +
                              x[4 * g + 3] * p[4 * j + 3];
            finish_block(w, b, sum, x_scale[r], out, add);
        }
}

KERNEL(portable, multiply);
