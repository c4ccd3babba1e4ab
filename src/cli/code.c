/* SPDX-License-Identifier: MIT */
#include "cli/run.h"

#include "write/write.h"

static int run(const cli_settings *s)
{
    return run_documents(s, s->format ? write_format_find(s->format) : DGM_FORMAT_JSONL);
}

static const cli_option options[] = {
    CLI_OPTION_FROM,
    CLI_OPTION("format", 'f', CLI_CHOICE, format, CLI_FORMATS, "jsonl, where none is given; " CLI_FORMATS_TOLD),
    CLI_OPTION_THREADS,
    CLI_OPTION_DATE,
    CLI_OPTION_SOURCE,
    CLI_OPTION("with-text", 0, CLI_FLAG, with_text, NULL, "put the text into each record (jsonl)"),
    CLI_OPTION("with-predicates", 0, CLI_FLAG, with_predicates, NULL,
               "put every predicate with its certainty, -3 to 3, into each record (jsonl)"),
    CLI_OPTION_ACTORS,
    CLI_OPTION_DATA,
    CLI_OPTION_MODELS,
    CLI_OPTION_MEMORY,
    CLI_OPTION_COLOR,
    CLI_OPTION_NO_PROGRESS,
    CLI_OPTION_HELP,
    CLI_END,
};

static const char *const examples[] = {
    "dragoman code reports.jsonl > records.jsonl", "code JSON lines on all cores",
    "dragoman code -f tsv --date 2025-03-08 articles/", "code a folder of texts of one day, as a table",
    "zcat news.jsonl.gz | dragoman code -j 4 -", "code standard input on four threads",
    NULL,
};

const cli_command cli_code = {
    .name = "code",
    .operands = "[INPUT...]",
    .most = (size_t)-1,
    .summary = "code many reports: one record a report, in input order",
    .description =
        "An INPUT is a text, a file of JSON lines (one report a line with text, and id, title, date, source, url where "
        "known), a folder of such files, or - for standard input, which is also read when there is no INPUT. What a "
        "file holds is told by its content.\n\n"
        "Records come out in input order; the number of threads changes nothing but the time. A report that cannot be "
        "read is told of on stderr and passed over. Ctrl-C finishes the reports in work and ends; a second one ends at "
        "once.",
    .options = options,
    .examples = examples,
    .run = run,
};
