/* SPDX-License-Identifier: MIT
 *
 * kernel.h: the arithmetic of the network, in three forms that give the same bits: portable C, AVX2, AVX-512 with VNNI.
 *
 * Sums of products are of 8-bit integers and exact in any order; all other arithmetic is on single floats, element by
 * element, without fused or reordered operations. So the form that a machine runs changes the speed, never the answer.
 */
#ifndef NET_KERNEL_H
#define NET_KERNEL_H

#include "model/weights.h"

typedef struct kernel {
    const char *name;
    /* out[r][j] = (add ? out[r][j] : bias[j]) + x_scale[r] * scale[j] * sum_i x[r][i] w[i][j]
     * x [rows][in4], out [rows][out16] */
    void (*multiply)(const weights_matrix *w, const int8_t *x, const float *x_scale, uint32_t rows, float *out, bool add);
    /* q = round(x / scale), scale = max |x| / 127; n a multiple of 4 */
    void (*quantise)(const float *x, uint32_t n, int8_t *q, float *scale);
    /* One step of an LSTM cell: gates [4 hidden] before activation; c is changed, y written. */
    void (*lstm_step)(uint32_t hidden, const float *gates, float *c, float *y);
    /* sum_i a[i] b[i] */
    int32_t (*dot)(const int8_t *a, const int8_t *b, uint32_t n);
    void (*add_row)(const int8_t *value, float scale, uint32_t n, float *to); /* to += scale * value */
    void (*relu)(float *x, uint32_t n);
} kernel;

extern const kernel kernel_portable;
#if defined(__x86_64__)
extern const kernel kernel_avx2, kernel_avx512;
#endif

/* The fastest one that this machine runs. */
const kernel *kernel_best(void);
/* By name ("portable", "avx2", "avx512"); NULL where unknown or not to be run here. For tests. */
const kernel *kernel_named(const char *name);

#endif
