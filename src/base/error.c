/* SPDX-License-Identifier: MIT */
#include "base/error.h"

#include <stdarg.h>
#include <stdio.h>

static dgm_status fill(dgm_error *err, dgm_status status, const char *file, uint32_t line, uint32_t column,
                       const char *format, va_list args)
{
    if (err == NULL)
        return status;
    err->status = status;
    err->line = line;
    err->column = column;
    (void)snprintf(err->file, sizeof err->file, "%s", file);
    (void)vsnprintf(err->message, sizeof err->message, format, args);
    return status;
}

dgm_status error_set(dgm_error *err, dgm_status status, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    fill(err, status, "", 0, 0, format, args);
    va_end(args);
    return status;
}

dgm_status error_at(dgm_error *err, dgm_status status, const char *file, uint32_t line, uint32_t column,
                    const char *format, ...)
{
    va_list args;
    va_start(args, format);
    fill(err, status, file, line, column, format, args);
    va_end(args);
    return status;
}
