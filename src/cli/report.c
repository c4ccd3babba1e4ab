/* SPDX-License-Identifier: MIT */
#include "cli/command.h"

#include <stdarg.h>
#include <stdio.h>

void cli_complain(const char *format, ...)
{
    va_list args;
    va_start(args, format);
    fputs("dragoman: ", stderr);
    (void)vfprintf(stderr, format, args);
    fputc('\n', stderr);
    va_end(args);
}

void cli_report(const dgm_error *err)
{
    char place[320] = "";
    int n = 0;
    if (err->file[0] != 0)
        n = snprintf(place, sizeof place, "%s:", err->file);
    if (err->line > 0)
        n += snprintf(place + n, sizeof place - (size_t)n, "%u:", err->line);
    if (err->line > 0 && err->column > 0)
        n += snprintf(place + n, sizeof place - (size_t)n, "%u:", err->column);
    cli_complain("%s%s%s", place, n > 0 ? " " : "", err->message);
}

int cli_exit_of(dgm_status status)
{
    switch (status) {
    case DGM_OK: return CLI_GOOD;
    case DGM_BAD_USAGE: return CLI_USAGE;
    case DGM_BAD_DATA:
    case DGM_BAD_MODEL: return CLI_MODEL;
    case DGM_STORE: return CLI_STORE;
    case DGM_STOPPED: return CLI_STOPPED;
    case DGM_NO_MEMORY:
    case DGM_IO:
    case DGM_BAD_INPUT:
    case DGM_NOT_FOUND: break;
    }
    return CLI_INPUT;
}
