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

const char *cli_place(const dgm_error *err, char text[CLI_PLACE_BYTES])
{
    int n = snprintf(text, CLI_PLACE_BYTES, "%s%s", err->file, err->file[0] ? ":" : "");
    if (err->line > 0)
        n += snprintf(text + n, CLI_PLACE_BYTES - (size_t)n, "%u:", err->line);
    if (err->line > 0 && err->column > 0)
        n += snprintf(text + n, CLI_PLACE_BYTES - (size_t)n, "%u:", err->column);
    if (n > 0)
        (void)snprintf(text + n, CLI_PLACE_BYTES - (size_t)n, " ");
    return text;
}

void cli_report(const dgm_error *err)
{
    char place[CLI_PLACE_BYTES];
    cli_complain("%s%s", cli_place(err, place), err->message);
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
