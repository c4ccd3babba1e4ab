/* SPDX-License-Identifier: MIT */
#include "cli/run.h"

#include <string.h>

static int run(const cli_settings *s)
{
    dgm_format format = s->claims ? DGM_FORMAT_CLAIMS : DGM_FORMAT_BRIEF;
    if (s->format != NULL && strcmp(s->format, "tsv") == 0)
        format = DGM_FORMAT_TSV;
    else if (s->format != NULL && strcmp(s->format, "jsonl") == 0)
        format = DGM_FORMAT_JSONL;
    else if (s->format != NULL && strcmp(s->format, "geojson") == 0)
        format = DGM_FORMAT_GEOJSON;
    else if (s->format != NULL && strcmp(s->format, "ics") == 0)
        format = DGM_FORMAT_ICS;
    return run_documents(s, format);
}

static const cli_option options[] = {
    CLI_OPTION("format", 'f', CLI_CHOICE, format, "brief|jsonl|tsv|geojson|ics",
               "brief: for people (default); jsonl: the record; tsv: one row an event; geojson: placed events; "
               "ics: planned meetings as a calendar"),
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
