/* SPDX-License-Identifier: MIT
 *
 * cli/command.h: the table behind each command. One table makes parsing (option.c), --help, the man page and the shell
 * completion (help.c). Data goes to stdout, everything else to stderr.
 */
#ifndef CLI_COMMAND_H
#define CLI_COMMAND_H

#include "dragoman.h"

#include <stdbool.h>
#include <stddef.h>

typedef enum cli_exit {
    CLI_GOOD = 0,
    CLI_SOME_FAILED = 1,
    CLI_USAGE = 2,
    CLI_INPUT = 3,
    CLI_MODEL = 4,
    CLI_STORE = 5,
    CLI_NETWORK = 6,
    CLI_STOPPED = 130
} cli_exit;

typedef struct cli_list {
    const char **items; /* [count] owned by the settings; the strings are borrowed from argv */
    size_t count;
} cli_list;

/* What the options of all commands set. Texts are borrowed from argv, NULL where not given. */
typedef struct cli_settings {
    const struct cli_command *command;
    cli_list inputs; /* what is not an option */
    cli_list actors;
    cli_list between, types, statuses; /* of questions to the ledger */
    const char *data, *models, *from, *format, *date, *source, *color, *db;
    const char *actor, *recipient, *with, *mode, *about, *since, *until, *place, *said_by, *outlet, *words, *output, *port, *listen, *token;
    long every, least_reports, limit, skip, event, storyline;
    long threads, memory; /* 0: not given; memory in MiB */
    bool help, man, completion;
    bool with_text, with_predicates, no_progress, claims, tokens, reports, disputed, agenda, monthly, once, articles, corrections;
} cli_settings;

typedef enum cli_kind { CLI_FLAG, CLI_NUMBER, CLI_TEXT, CLI_CHOICE, CLI_DATE, CLI_MANY, CLI_PAIR } cli_kind;

typedef struct cli_option {
    const char *name; /* without dashes; NULL ends a table */
    char letter;      /* 0: none */
    cli_kind kind;
    size_t offset;        /* in cli_settings: bool, long, const char * or cli_list (CLI_MANY; CLI_PAIR takes two words), by kind */
    const char *argument; /* "N"; for CLI_CHOICE the words parted by "|"; NULL for flags */
    const char *help;     /* a sentence without a final stop */
    bool hidden;
} cli_option;

typedef struct cli_command {
    const char *name;
    const char *operands;       /* "INPUT..." */
    size_t least, most;         /* operands */
    const char *summary;        /* "code many reports as JSON lines" */
    const char *description;    /* paragraphs parted by blank lines */
    const cli_option *options;  /* ended by a NULL name */
    const char *const *examples; /* pairs of command line and explanation, ended by NULL; may be NULL */
    int (*run)(const cli_settings *settings);
} cli_command;

extern const cli_command cli_bench, cli_code, cli_read, cli_parse, cli_explain, cli_check, cli_help, cli_version, cli_ingest, cli_watch, cli_ask, cli_timeline, cli_dyad,
    cli_calendar, cli_talks, cli_stories, cli_contradictions, cli_sql, cli_export, cli_serve, cli_eval;
extern const cli_command *const cli_commands[]; /* ended by NULL */

const cli_command *cli_find(const char *name); /* NULL: none of that name */

/* Options that several commands share. */
#define CLI_OPTION(name, letter, kind, field, argument, help)                                                          \
    {name, letter, kind, offsetof(cli_settings, field), argument, help, false}
#define CLI_END {NULL, 0, CLI_FLAG, 0, NULL, NULL, false}
#define CLI_OPTION_HELP CLI_OPTION("help", 'h', CLI_FLAG, help, NULL, "show this help")
#define CLI_OPTION_DATA CLI_OPTION("data", 0, CLI_TEXT, data, "DIR", "read knowledge from this folder")
#define CLI_OPTION_MODELS CLI_OPTION("models", 0, CLI_TEXT, models, "DIR", "read trained weights from this folder")
#define CLI_OPTION_ACTORS                                                                                              \
    CLI_OPTION("actors", 0, CLI_MANY, actors, "FILE",                                                                  \
               "add a list of actors of your own, in Dragoman's format or that of TABARI, PETRARCH or Phoenix; "       \
               "may be repeated")
#define CLI_FORMATS "jsonl|tsv|brief|claims|geojson|ics"
#define CLI_FORMATS_TOLD                                                                                               \
    "jsonl: one record a report; tsv: one row an event; brief, claims: for people; geojson: what has a place; ics: "   \
    "meetings to come, as a calendar"
#define CLI_OPTION_FROM                                                                                                \
    CLI_OPTION("from", 0, CLI_CHOICE, from, "text|jsonl", "what the input is; without this it is told by its content")
#define CLI_OPTION_DATE                                                                                                \
    CLI_OPTION("date", 0, CLI_DATE, date, "DATE", "date of publication (2025-03-08) of reports that do not tell theirs")
#define CLI_OPTION_SOURCE                                                                                              \
    CLI_OPTION("source", 0, CLI_TEXT, source, "NAME", "outlet of reports that do not tell theirs")
#define CLI_OPTION_THREADS                                                                                             \
    CLI_OPTION("threads", 'j', CLI_NUMBER, threads, "N", "work on N threads; without this on all cores")
#define CLI_OPTION_MEMORY                                                                                              \
    CLI_OPTION("memory", 0, CLI_NUMBER, memory, "MIB", "most memory for one document; without this 512 MiB")
#define CLI_OPTION_COLOR                                                                                               \
    CLI_OPTION("color", 0, CLI_CHOICE, color, "auto|always|never",                                                     \
               "colours; auto: on a terminal, unless NO_COLOR is set")
#define CLI_OPTION_DB                                                                                                  \
    CLI_OPTION("db", 0, CLI_TEXT, db, "FILE", "the ledger; without this dragoman.db in the present folder")
#define CLI_OPTION_NO_PROGRESS                                                                                         \
    CLI_OPTION("no-progress", 0, CLI_FLAG, no_progress, NULL, "no progress line; there is one only on a terminal")

/* option.c: fills `settings` from the arguments behind the command's name. CLI_GOOD, or CLI_USAGE after one line on
 * stderr. Owned: free with cli_settings_release, also after a failure. */
int cli_parse_options(const cli_command *command, int count, char **arguments, cli_settings *settings);
void cli_settings_release(cli_settings *settings);

/* help.c */
void cli_print_help(const cli_command *command); /* NULL: of the program */

/* report.c: "FILE:LINE:COLUMN: ", as far as known. */
#define CLI_PLACE_BYTES 320
const char *cli_place(const dgm_error *err, char text[CLI_PLACE_BYTES]);
/* One line on stderr: "dragoman: ", the place and the message. */
void cli_report(const dgm_error *err);
void cli_complain(const char *format, ...) __attribute__((format(printf, 1, 2)));
int cli_exit_of(dgm_status status);

#endif
