/* SPDX-License-Identifier: MIT */
#include "cli/command.h"

#include <stdio.h>

static int run(const cli_settings *s)
{
    (void)s;
    printf("dragoman %s\n", dgm_version());
    return CLI_GOOD;
}

static const cli_option options[] = {CLI_OPTION_HELP, CLI_END};

const cli_command cli_version = {
    .name = "version",
    .operands = "",
    .summary = "print the version",
    .description = "Prints the version of the program.",
    .options = options,
    .run = run,
};
