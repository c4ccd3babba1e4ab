/* SPDX-License-Identifier: MIT
 * dragoman <command> [options] [files] */
#include "cli/command.h"

#include <stdio.h>
#include <string.h>

const cli_command *const cli_commands[] = {
    &cli_read, &cli_code, &cli_parse, &cli_explain, &cli_ingest, &cli_watch, &cli_ask, &cli_timeline, &cli_dyad,
    &cli_calendar, &cli_talks, &cli_stories, &cli_contradictions, &cli_sql, &cli_export, &cli_serve, &cli_eval, &cli_check, &cli_bench, &cli_help,
    &cli_version, NULL,
};

const cli_command *cli_find(const char *name)
{
    for (const cli_command *const *c = cli_commands; *c != NULL; c++)
        if (strcmp((*c)->name, name) == 0)
            return *c;
    return NULL;
}

/* `dragoman --help` and `dragoman --version` are the commands of that name. */
static const cli_command *command_of(const char *argument)
{
    if (strcmp(argument, "--help") == 0 || strcmp(argument, "-h") == 0)
        return &cli_help;
    if (strcmp(argument, "--version") == 0)
        return &cli_version;
    return cli_find(argument);
}

static int close_output(int code)
{
    bool failed = ferror(stdout) != 0;
    if (fclose(stdout) != 0 || failed) {
        cli_complain("cannot write to standard output");
        return code == CLI_GOOD ? CLI_INPUT : code;
    }
    return code;
}

int main(int count, char **arguments)
{
    cli_settings settings;
    if (count < 2) {
        cli_complain("a command is missing (see dragoman --help)");
        return CLI_USAGE;
    }
    const cli_command *command = command_of(arguments[1]);
    if (command == NULL) {
        cli_complain("\"%s\" is not a command (see dragoman --help)", arguments[1]);
        return CLI_USAGE;
    }
    int code = cli_parse_options(command, count - 2, arguments + 2, &settings);
    if (code == CLI_GOOD && settings.help)
        cli_print_help(command);
    else if (code == CLI_GOOD)
        code = command->run(&settings);
    cli_settings_release(&settings);
    return close_output(code);
}
