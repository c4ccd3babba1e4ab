/* SPDX-License-Identifier: MIT
 * activation.h: tanh and the logistic function from + * / alone, so that every kernel and the trainer give the same bits.
 *
 *   tanh x = x / (1 + x^2 / (3 + x^2 / (5 + ...)))   (Lambert), seven levels written as a quotient;
 * the error stays under 1e-4 for |x| <= 5, beyond that the sign is given. */
#ifndef NET_ACTIVATION_H
#define NET_ACTIVATION_H

static inline float activation_tanh(float x)
{
    x = x > 4.97f ? 4.97f : x;
    x = x < -4.97f ? -4.97f : x;
    float s = x * x;
    float above = x * (135135.0f + s * (17325.0f + s * (378.0f + s)));
    float below = 135135.0f + s * (62370.0f + s * (3150.0f + s * 28.0f));
    return above / below;
}

static inline float activation_logistic(float x)
{
    return 0.5f + 0.5f * activation_tanh(0.5f * x);
}

#endif
