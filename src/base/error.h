/* SPDX-License-Identifier: MIT
 * error.h: filling a dgm_error. Never prints, never exits. */
#ifndef BASE_ERROR_H
#define BASE_ERROR_H

#include "dragoman.h"

/* Fills `err` (may be NULL) and returns `status`, so that a caller can write `return error_set(...)`. */
dgm_status error_set(dgm_error *err, dgm_status status, const char *format, ...) __attribute__((format(printf, 3, 4)));

/* The same with a place in an input file; `line` and `column` count from 1, 0 where unknown. */
dgm_status error_at(dgm_error *err, dgm_status status, const char *file, uint32_t line, uint32_t column,
                    const char *format, ...) __attribute__((format(printf, 6, 7)));

#endif
