/* SPDX-License-Identifier: MIT
 * Help texts, the man page and the shell completion, all out of the commands' tables. */
#include "base/str.h"
#include "cli/command.h"

#include <stdio.h>
#include <string.h>

#define WIDTH 80u
#define COLUMN 26u /* where the explanations of options begin */

static const char summary[] =
    "Dragoman reads English news reports and tells who did what to whom, where and when, who says so, "
    "and how certain it is.";

static const struct {
    int code;
    const char *meaning;
} exit_codes[] = {
    {CLI_GOOD, "all went well"},
    {CLI_SOME_FAILED, "some inputs could not be read; the others were"},
    {CLI_USAGE, "wrong use"},
    {CLI_INPUT, "no input could be read, or the output could not be written"},
    {CLI_MODEL, "data or models are missing or wrong"},
    {CLI_STORE, "the ledger failed"},
    {CLI_NETWORK, "the network failed"},
    {CLI_STOPPED, "stopped by Ctrl-C"},
};

static const struct {
    const char *name, *meaning;
} variables[] = {
    {"DRAGOMAN_DATA", "folder of the knowledge, instead of the one beside the program or the installed one"},
    {"DRAGOMAN_MODELS", "folder of the trained weights, in the same way"},
    {"NO_COLOR", "when set and not empty, no colours unless --color=always"},
};

/* ---- plain text -------------------------------------------------------------------------------------------------- */

/* Words of `text` on lines up to WIDTH, which begin at column `indent`; the first goes on at column `at`. */
static void print_wrapped(const char *text, unsigned at, unsigned indent)
{
    str rest = str_of(text);
    unsigned column = at;
    bool first = true;
    while (rest.p != NULL) {
        str word = str_cut(rest, ' ', &rest);
        if (!first && column + 1 + word.n > WIDTH) {
            printf("\n%*s", (int)indent, "");
            column = indent;
            first = true;
        }
        printf("%s%.*s", first ? "" : " ", (int)word.n, word.p);
        column += (unsigned)word.n + !first;
        first = false;
    }
    putchar('\n');
}

/* Paragraphs of a description are parted by "\n\n". */
static const char *next_paragraph(const char *text, char *copy, size_t size)
{
    const char *end = strstr(text, "\n\n");
    size_t n = end ? (size_t)(end - text) : strlen(text);
    (void)snprintf(copy, size, "%.*s", (int)n, text);
    return end ? end + 2 : NULL;
}

static void name_option(const cli_option *o, char text[128])
{
    char letter[8] = "    ";
    if (o->letter != 0)
        (void)snprintf(letter, sizeof letter, "-%c, ", o->letter);
    (void)snprintf(text, 128, "%s--%s%s%s", letter, o->name, o->argument ? " " : "", o->argument ? o->argument : "");
}

static void print_options(const cli_option *o)
{
    for (; o->name != NULL; o++) {
        char name[128];
        if (o->hidden)
            continue;
        name_option(o, name);
        unsigned at = (unsigned)printf("  %s", name);
        if (at + 2 > COLUMN) {
            putchar('\n');
            at = 0;
        }
        printf("%*s", (int)(COLUMN - at), "");
        print_wrapped(o->help, COLUMN, COLUMN);
    }
}

static void print_program_help(void)
{
    fputs("usage: dragoman <command> [options] [files]\n\n", stdout);
    print_wrapped(summary, 0, 0);
    fputs("\ncommands:\n", stdout);
    for (const cli_command *const *c = cli_commands; *c != NULL; c++)
        printf("  %-16s%s\n", (*c)->name, (*c)->summary);
    fputs("\nSee \"dragoman <command> --help\" for one of them.\n", stdout);
}

static void print_command_help(const cli_command *c)
{
    char paragraph[1024];
    printf("usage: dragoman %s [options]%s%s\n\n", c->name, c->operands[0] ? " " : "", c->operands);
    for (const char *rest = c->description; rest != NULL;) {
        rest = next_paragraph(rest, paragraph, sizeof paragraph);
        print_wrapped(paragraph, 0, 0);
        putchar('\n');
    }
    fputs("options:\n", stdout);
    print_options(c->options);
    if (c->examples != NULL)
        fputs("\nexamples:\n", stdout);
    for (const char *const *e = c->examples; e != NULL && *e != NULL; e += 2)
        printf("  %s\n      %s\n", e[0], e[1]);
}

void cli_print_help(const cli_command *command)
{
    if (command == NULL || command == &cli_help)
        print_program_help();
    else
        print_command_help(command);
}

/* ---- man page ---------------------------------------------------------------------------------------------------- */

/* Text for roff: backslashes and leading dots are taken literally, hyphens are minus signs. */
static void print_roff(const char *text)
{
    if (text[0] == '.' || text[0] == '\'')
        fputs("\\&", stdout);
    for (; *text != 0; text++) {
        if (*text == '\\')
            fputs("\\e", stdout);
        else if (*text == '-')
            fputs("\\-", stdout);
        else
            putchar(*text);
    }
}

static void print_man_option(const cli_option *o)
{
    fputs(".TP\n", stdout);
    if (o->letter != 0)
        printf("\\fB\\-%c\\fR, ", o->letter);
    fputs("\\fB\\-\\-", stdout);
    print_roff(o->name);
    fputs("\\fR", stdout);
    if (o->argument != NULL) {
        fputs(" \\fI", stdout);
        print_roff(o->argument);
        fputs("\\fR", stdout);
    }
    putchar('\n');
    print_roff(o->help);
    fputs(".\n", stdout);
}

static void print_man_command(const cli_command *c)
{
    char paragraph[1024];
    printf(".SS \"dragoman %s\"\n.B dragoman %s\n.RI [ options ]", c->name, c->name);
    putchar('\n');
    print_roff(c->operands);
    putchar('\n');
    for (const char *rest = c->description; rest != NULL;) {
        rest = next_paragraph(rest, paragraph, sizeof paragraph);
        fputs(".PP\n", stdout);
        print_roff(paragraph);
        putchar('\n');
    }
    for (const cli_option *o = c->options; o->name != NULL; o++)
        if (!o->hidden)
            print_man_option(o);
}

static void print_man(void)
{
    printf(".TH DRAGOMAN 1 \"\" \"dragoman %s\" \"User Commands\"\n.SH NAME\n", dgm_version());
    fputs("dragoman \\- read news reports into a ledger of events\n.SH SYNOPSIS\n.B dragoman\n", stdout);
    fputs(".I command\n.RI [ options ] \" \" [ files ]\n.SH DESCRIPTION\n", stdout);
    print_roff(summary);
    fputs("\nResults go to standard output, everything else to standard error.\n.SH COMMANDS\n", stdout);
    for (const cli_command *const *c = cli_commands; *c != NULL; c++)
        print_man_command(*c);
    fputs(".SH EXIT STATUS\n", stdout);
    for (size_t i = 0; i < sizeof exit_codes / sizeof *exit_codes; i++)
        printf(".TP\n.B %d\n%s.\n", exit_codes[i].code, exit_codes[i].meaning);
    fputs(".SH ENVIRONMENT\n", stdout);
    for (size_t i = 0; i < sizeof variables / sizeof *variables; i++) {
        printf(".TP\n.B %s\n", variables[i].name);
        print_roff(variables[i].meaning);
        fputs(".\n", stdout);
    }
    fputs(".SH EXAMPLES\n", stdout);
    for (const cli_command *const *c = cli_commands; *c != NULL; c++)
        for (const char *const *e = (*c)->examples; e != NULL && *e != NULL; e += 2) {
            fputs(".TP\n.B ", stdout);
            print_roff(e[0]);
            printf("\n%s.\n", e[1]);
        }
}

/* ---- completion for bash ----------------------------------------------------------------------------------------- */

static void print_completion_options(const cli_command *c)
{
    printf("    %s) words=\"", c->name);
    for (const cli_option *o = c->options; o->name != NULL; o++)
        if (!o->hidden)
            printf("%s--%s", o == c->options ? "" : " ", o->name);
    fputs("\" ;;\n", stdout);
}

static void print_completion_choices(const cli_command *c)
{
    for (const cli_option *o = c->options; o->name != NULL; o++) {
        if (o->kind != CLI_CHOICE)
            continue;
        printf("    %s:--%s) COMPREPLY=($(compgen -W \"", c->name, o->name);
        for (const char *p = o->argument; *p != 0; p++)
            putchar(*p == '|' ? ' ' : *p);
        fputs("\" -- \"$word\")); return ;;\n", stdout);
    }
}

static void print_completion(void)
{
    fputs("# Completion of dragoman's commands and options for bash.\n_dragoman() {\n"
          "  local word=${COMP_WORDS[COMP_CWORD]} last=${COMP_WORDS[COMP_CWORD-1]} command=${COMP_WORDS[1]} words\n"
          "  if [ \"$COMP_CWORD\" -eq 1 ]; then\n    COMPREPLY=($(compgen -W \"",
          stdout);
    for (const cli_command *const *c = cli_commands; *c != NULL; c++)
        printf("%s ", (*c)->name);
    fputs("--help --version\" -- \"$word\"))\n    return\n  fi\n  case $command:$last in\n", stdout);
    for (const cli_command *const *c = cli_commands; *c != NULL; c++)
        print_completion_choices(*c);
    fputs("  esac\n  case $command in\n", stdout);
    for (const cli_command *const *c = cli_commands; *c != NULL; c++)
        print_completion_options(*c);
    fputs("  esac\n  case $word in\n    -*) COMPREPLY=($(compgen -W \"$words\" -- \"$word\")) ;;\n"
          "    *) COMPREPLY=($(compgen -f -- \"$word\")) ;;\n  esac\n}\ncomplete -o filenames -F _dragoman dragoman\n",
          stdout);
}

/* ---- the command ------------------------------------------------------------------------------------------------- */

static int run(const cli_settings *s)
{
    if (s->man) {
        print_man();
    } else if (s->completion) {
        print_completion();
    } else if (s->inputs.count > 0) {
        const cli_command *c = cli_find(s->inputs.items[0]);
        if (c == NULL) {
            cli_complain("\"%s\" is not a command (see dragoman --help)", s->inputs.items[0]);
            return CLI_USAGE;
        }
        cli_print_help(c);
    } else {
        cli_print_help(NULL);
    }
    return CLI_GOOD;
}

static const cli_option options[] = {
    {"man", 0, CLI_FLAG, offsetof(cli_settings, man), NULL, "print the man page", true},
    {"completion", 0, CLI_FLAG, offsetof(cli_settings, completion), NULL, "print the completion for bash", true},
    CLI_OPTION_HELP,
    CLI_END,
};

const cli_command cli_help = {
    .name = "help",
    .operands = "[COMMAND]",
    .most = 1,
    .summary = "explain the program or one of its commands",
    .description = "Prints what the program or the command does and which options there are.",
    .options = options,
    .run = run,
};
