/* SPDX-License-Identifier: MIT
 * model_writer.h: writes files of weights (src/model/weights.h), quantised to 8 bits. For trainers: a failure ends the
 * program. */
#ifndef TRAIN_MODEL_WRITER_H
#define TRAIN_MODEL_WRITER_H

#include "base/str.h"

typedef struct model_writer model_writer;

model_writer *model_writer_open(const char *path, const char kind[4]);
void model_writer_numbers(model_writer *w, const uint32_t *numbers, uint32_t count);
void model_writer_floats(model_writer *w, const float *values, uint32_t count);
void model_writer_names(model_writer *w, const str *names, uint32_t count);
/* One scale a row. values [rows][cols] */
void model_writer_table(model_writer *w, const float *values, uint32_t rows, uint32_t cols);
/* One scale a column. values [in][out], bias [out] */
void model_writer_matrix(model_writer *w, const float *values, uint32_t in, uint32_t out, const float *bias);
void model_writer_close(model_writer *w); /* puts size and digest in and moves the file to its place */

#endif
