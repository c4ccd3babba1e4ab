/* SPDX-License-Identifier: MIT */
#include "cli/run.h"

#include "write/write.h"

static int run(const cli_settings *s)
{
    dgm_format unsaid = s->claims ? DGM_FORMAT_CLAIMS : DGM_FORMAT_BRIEF;
    return run_documents(s, s->format ? write_format_find(s->format) : unsaid);
}

static const cli_option options[] = {
    CLI_OPTION("format", 'f', CLI_CHOICE, format, CLI_FORMATS, "brief, where none is given; " CLI_FORMATS_TOLD),
    CLI_OPTION("claims", 0, CLI_FLAG, claims, NULL, "only who says what, with the chain of sources"),
    CLI_OPTION_DATE,
    CLI_OPTION_SOURCE,
    CLI_OPTION_FROM,
    CLI_OPTION("with-text", 0, CLI_FLAG, with_text, NULL, "put the text into each record (jsonl)"),
    CLI_OPTION("with-predicates", 0, CLI_FLAG, with_predicates, NULL,
               "put every predicate with its certainty, -3 to 3, into each record (jsonl)"),
    CLI_OPTION_ACTORS,
    CLI_OPTION_DATA,
    CLI_OPTION_MODELS,
    CLI_OPTION_MEMORY,
    CLI_OPTION_COLOR,
    CLI_OPTION_HELP,
    CLI_END,
};

static const char *const examples[] = {
    "dragoman read --date 2025-03-08 report.txt", "what a report tells, on one screen",
    "dragoman read --claims report.txt", "who says what in it",
    NULL,
};

const cli_command cli_read = {
    .name = "read",
    .operands = "[FILE...]",
    .most = (size_t)-1,
    .summary = "read reports and tell what is in them",
    .description =
        "Prints a brief of each report: what happened, what is planned or possible, who says so, how certain it is, "
        "where and when. Times like \"last month\" can be resolved only where the date of publication is known: give "
        "--date where the report does not tell it.",
    .options = options,
    .examples = examples,
    .run = run,
};
