/* SPDX-License-Identifier: MIT
 * kernel_common.h: what the three kernels share as source. Compiled three times, with three sets of instructions. */
#ifndef NET_KERNEL_COMMON_H
#define NET_KERNEL_COMMON_H

#include "net/activation.h"
#include "net/kernel.h"

#include <string.h>

/* The largest magnitude, found on the bits: for floats of one sign their order is that of integers. */
static float largest(const float *x, uint32_t n)
{
    uint32_t top = 0;
    for (uint32_t i = 0; i < n; i++) {
        uint32_t bits;
        memcpy(&bits, &x[i], sizeof bits);
        bits &= 0x7FFFFFFFu;
        top = bits > top ? bits : top;
    }
    float value;
    memcpy(&value, &top, sizeof value);
    return value;
}

static void common_quantise(const float *x, uint32_t n, int8_t *q, float *scale)
{
    float top = largest(x, n);
    *scale = top / 127.0f;
    if (!(top > 1e-30f)) {
        memset(q, 0, n);
        *scale = 0;
        return;
    }
    float inverse = 127.0f / top;
    for (uint32_t i = 0; i < n; i++) {
        float v = x[i] * inverse;
        q[i] = (int8_t)(int32_t)(v + (v >= 0 ? 0.5f : -0.5f));
    }
}

static void common_lstm_step(uint32_t hidden, const float *gates, float *c, float *y)
{
    const float *in = gates, *forget = gates + hidden, *cell = gates + 2 * hidden, *out = gates + 3 * hidden;
    for (uint32_t j = 0; j < hidden; j++) {
        float keep = activation_logistic(forget[j]) * c[j];
        float more = activation_logistic(in[j]) * activation_tanh(cell[j]);
        c[j] = keep + more;
        y[j] = activation_logistic(out[j]) * activation_tanh(c[j]);
    }
}

static int32_t common_dot(const int8_t *a, const int8_t *b, uint32_t n)
{
    int32_t sum = 0;
    for (uint32_t i = 0; i < n; i++)
        sum += a[i] * b[i];
    return sum;
}

static void common_add_row(const int8_t *value, float scale, uint32_t n, float *to)
{
    for (uint32_t i = 0; i < n; i++)
        to[i] += scale * (float)value[i];
}

static void common_relu(float *x, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++)
        x[i] = x[i] > 0 ? x[i] : 0;
}

/* The end of a product: integer sums of 16 columns to floats. */
static inline void finish_block(const weights_matrix *w, uint32_t block, const int32_t sum[16], float x_scale, float *out, bool add)
{
    const float *scale = w->scale + block * 16, *bias = w->bias + block * 16;
    float *to = out + block * 16;
    for (int j = 0; j < 16; j++)
        to[j] = (add ? to[j] : bias[j]) + (float)sum[j] * (x_scale * scale[j]);
}

#define KERNEL(called, product) \
    const kernel kernel_##called = {#called, product, common_quantise, common_lstm_step, common_dot, common_add_row, common_relu}

#endif
