/* SPDX-License-Identifier: MIT */
#include "model_writer.h"

#include "model/weights.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct model_writer {
    strbuf bytes;
    char path[1024];
};

static void put(model_writer *w, const void *from, size_t n) { strbuf_add(&w->bytes, from, n); }
static void put_number(model_writer *w, uint32_t n) { put(w, &n, sizeof n); }
static void pad(model_writer *w, size_t border)
{
    while (w->bytes.n % border != 0)
        strbuf_add_char(&w->bytes, 0);
}
static void put_array(model_writer *w, const void *from, size_t n)
{
    pad(w, WEIGHTS_BORDER);
    put(w, from, n);
    pad(w, 4);
}

model_writer *model_writer_open(const char *path, const char kind[4])
{
    model_writer *w = calloc(1, sizeof *w);
    snprintf(w->path, sizeof w->path, "%s", path);
    put(w, "DGMW", 4);
    put(w, kind, 4);
    put(w, "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", 16);
    return w;
}

void model_writer_numbers(model_writer *w, const uint32_t *numbers, uint32_t count)
{
    put_number(w, count);
    put_array(w, numbers, count * sizeof *numbers);
}

void model_writer_floats(model_writer *w, const float *values, uint32_t count)
{
    put_number(w, count);
    put_array(w, values, count * sizeof *values);
}

void model_writer_names(model_writer *w, const str *names, uint32_t count)
{
    strbuf all;
    strbuf_init(&all, 0);
    for (uint32_t i = 0; i < count; i++) {
        strbuf_add_str(&all, names[i]);
        strbuf_add_char(&all, 0);
    }
    put_number(w, count);
    put_number(w, (uint32_t)all.n);
    put_array(w, all.p, all.n);
    strbuf_release(&all);
}

static int8_t quantise(float v, float scale) { return (int8_t)lrintf(scale > 0 ? v / scale : 0); }

void model_writer_table(model_writer *w, const float *values, uint32_t rows, uint32_t cols)
{
    float *scale = calloc(rows, sizeof *scale);
    int8_t *q = calloc((size_t)rows * cols, 1);
    for (size_t i = 0; i < rows; i++) {
        for (uint32_t j = 0; j < cols; j++)
            scale[i] = fmaxf(scale[i], fabsf(values[i * cols + j]) / 127.0f);
        for (uint32_t j = 0; j < cols; j++)
            q[i * cols + j] = quantise(values[i * cols + j], scale[i]);
    }
    put_number(w, rows);
    put_number(w, cols);
    put_array(w, scale, rows * sizeof *scale);
    put_array(w, q, (size_t)rows * cols);
    free(scale);
    free(q);
}

void model_writer_matrix(model_writer *w, const float *values, uint32_t in, uint32_t out, const float *bias)
{
    size_t in4 = (in + 3) / 4 * 4, out16 = (out + 15) / 16 * 16;
    float *scale = calloc(out16, sizeof *scale), *b = calloc(out16, sizeof *b);
    int32_t *sum = calloc(out16, sizeof *sum);
    int8_t *packed = calloc(in4 * out16, 1);
    for (size_t j = 0; j < out; j++) {
        b[j] = bias[j];
        for (size_t i = 0; i < in; i++)
            scale[j] = fmaxf(scale[j], fabsf(values[i * out + j]) / 127.0f);
        for (size_t i = 0; i < in; i++) {
            int8_t q = quantise(values[i * out + j], scale[j]);
            packed[((j / 16 * (in4 / 4) + i / 4) * 16 + j % 16) * 4 + i % 4] = q;
            sum[j] += q;
        }
    }
    put_number(w, in);
    put_number(w, out);
    put_array(w, scale, out16 * sizeof *scale);
    put_array(w, b, out16 * sizeof *b);
    put_array(w, sum, out16 * sizeof *sum);
    put_array(w, packed, in4 * out16);
    free(scale);
    free(b);
    free(sum);
    free(packed);
}

void model_writer_close(model_writer *w)
{
    char draft[1100];
    uint64_t size = w->bytes.n, digest = weights_digest(w->bytes.p + 24, w->bytes.n - 24);
    memcpy(w->bytes.p + 8, &size, 8);
    memcpy(w->bytes.p + 16, &digest, 8);
    snprintf(draft, sizeof draft, "%s.new", w->path);
    FILE *f = fopen(draft, "wb");
    if (f == NULL || fwrite(w->bytes.p, 1, w->bytes.n, f) != w->bytes.n || fclose(f) != 0 || rename(draft, w->path) != 0) {
        fprintf(stderr, "model_writer: cannot write %s\n", w->path);
        exit(1);
    }
    strbuf_release(&w->bytes);
    free(w);
}
