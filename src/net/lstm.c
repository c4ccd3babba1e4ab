/* SPDX-License-Identifier: MIT */
#include "net/lstm.h"

bool lstm_lay_out(lstm_rows *r, const uint32_t *lengths)
{
    r->steps = r->count > 0 ? lengths[0] : 0;
    r->n = 0;
    r->first = ARENA_ARRAY(r->memory, uint32_t, r->steps + 1);
    if (r->first == NULL)
        return false;
    uint32_t running = r->count;
    for (uint32_t t = 0; t < r->steps; t++) {
        while (running > 0 && lengths[running - 1] <= t)
            running--;
        r->first[t] = r->n;
        r->n += running;
    }
    r->first[r->steps] = r->n;
    return true;
}

int8_t *lstm_quantised(const lstm_rows *r, const float *x, uint32_t width, float **scale)
{
    int8_t *q = ARENA_RAW(r->memory, int8_t, (size_t)r->n * width);
    *scale = ARENA_RAW(r->memory, float, r->n);
    if (r->memory->failed)
        return NULL;
    for (uint32_t i = 0; i < r->n; i++)
        r->k->quantise(x + (size_t)i * width, width, q + (size_t)i * width, *scale + i);
    return q;
}

/* The rows of a step that the LSTM comes from: how many stretches had one, and the step's first row. */
static uint32_t step_before(const lstm_rows *r, uint32_t t, int back, uint32_t *first)
{
    if (back ? t + 1 >= r->steps : t == 0)
        return 0;
    uint32_t at = back ? t + 1 : t - 1, had = r->first[at + 1] - r->first[at], here = r->first[t + 1] - r->first[t];
    *first = r->first[at];
    return had < here ? had : here;
}

/* y [n][2 hidden]: this direction's half is written, step by step, all stretches together. */
static bool run_direction(const lstm_rows *r, const weights_lstm *w, uint32_t hidden, const int8_t *xq,
                          const float *x_scale, int back, float *y)
{
    uint32_t width = 4 * hidden;
    float *gates = ARENA_RAW(r->memory, float, (size_t)r->n * width);
    float *c = ARENA_ARRAY(r->memory, float, r->count * hidden), *scale = ARENA_ARRAY(r->memory, float, r->count);
    int8_t *before = ARENA_ARRAY(r->memory, int8_t, r->count * hidden);
    if (r->memory->failed)
        return false;
    r->k->multiply(&w->x, xq, x_scale, r->n, gates, false);
    for (uint32_t step = 0; step < r->steps; step++) {
        uint32_t t = back ? r->steps - 1 - step : step, row = r->first[t], running = r->first[t + 1] - row, from;
        float *g = gates + (size_t)row * width;
        r->k->multiply(&w->h, before, scale, step_before(r, t, back, &from), g, true);
        for (uint32_t i = 0; i < running; i++) {
            float *to = y + (size_t)(row + i) * 2 * hidden + (back ? hidden : 0);
            r->k->lstm_step(hidden, g + (size_t)i * width, c + (size_t)i * hidden, to);
            r->k->quantise(to, hidden, before + (size_t)i * hidden, &scale[i]);
        }
    }
    return true;
}

bool lstm_layer(const lstm_rows *r, const weights_lstm w[2], uint32_t hidden, const float *x, uint32_t width, float *y)
{
    arena_mark mark = arena_here(r->memory);
    float *scale;
    int8_t *q = lstm_quantised(r, x, width, &scale);
    bool good = q != NULL && run_direction(r, &w[0], hidden, q, scale, 0, y) &&
                run_direction(r, &w[1], hidden, q, scale, 1, y);
    if (good)
        arena_back(r->memory, mark);
    return good;
}
