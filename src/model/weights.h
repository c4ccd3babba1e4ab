/* SPDX-License-Identifier: MIT
 *
 * weights.h: the layout of a file of weights, and a checked reader over it. Written by train/model_writer.c.
 *
 *   "DGMW" kind[4] | u64 size of the file | u64 digest of all after it | sections, each array on a 64-byte border
 *
 *   numbers  u32 count | u32[count]
 *   names    u32 count, u32 bytes | texts, each ended by NUL
 *   floats   u32 count | float[count]
 *   table    u32 rows, u32 cols | float scale[rows] | int8 [rows][cols]                    row value = scale * int8
 *   matrix   u32 in, u32 out | float scale[out'] | float bias[out'] | int32 sum[out'] | int8 packed[in' * out']
 *            in' is in rounded up to 4, out' out to 16; packed [out'/16][in'/4][16][4]; sum is that of a column's int8
 *
 * Numbers are little-endian. The reader borrows from the mapped file; every length is checked against the file's end.
 */
#ifndef MODEL_WEIGHTS_H
#define MODEL_WEIGHTS_H

#include "base/file.h"

#define WEIGHTS_BORDER 64u

typedef struct weights_table {
    uint32_t rows, cols;
    const float *scale;  /* [rows] */
    const int8_t *value; /* [rows][cols] */
} weights_table;

typedef struct weights_matrix {
    uint32_t in, out;     /* as trained */
    uint32_t in4, out16;  /* rounded up */
    const float *scale;   /* [out16] */
    const float *bias;    /* [out16] */
    const int32_t *sum;   /* [out16] */
    const int8_t *packed; /* [out16/16][in4/4][16][4] */
} weights_matrix;

typedef struct weights_lstm {
    weights_matrix x, h; /* one direction: [in][4 hidden], [hidden][4 hidden]; gates in, forget, cell, out */
} weights_lstm;

typedef struct weights_names {
    uint32_t count;
    const char *text;     /* count texts, each ended by NUL */
    uint32_t bytes;
} weights_names;

typedef struct weights_reader {
    const char *path;
    file_map map;
    size_t at;
    bool bad; /* sticky: a section ran over the end */
} weights_reader;

/* Maps the file and checks magic, kind, size and digest: DGM_BAD_MODEL with a sentence that says what is wrong. */
DGM_CHECK dgm_status weights_open(weights_reader *r, const char *path, const char kind[4], dgm_error *err);
void weights_close(weights_reader *r);
const uint32_t *weights_numbers(weights_reader *r, uint32_t count); /* NULL (and bad) unless there are `count` */
const float *weights_floats(weights_reader *r, uint32_t count);
weights_names weights_read_names(weights_reader *r);
weights_table weights_read_table(weights_reader *r, uint32_t cols);
weights_matrix weights_read_matrix(weights_reader *r, uint32_t in); /* `in` 0: any */
uint64_t weights_digest(const char *bytes, size_t n);

#endif
