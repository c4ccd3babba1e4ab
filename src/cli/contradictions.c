/* SPDX-License-Identifier: MIT */
#include "cli/question.h"

static int run(const cli_settings *s)
{
    store_filter filter;
    if (!question_filter(s, &filter))
        return CLI_USAGE;
    return question_run(s, &filter, store_contradictions);
}

static const char *const examples[] = {
    "dragoman contradictions --type CONSULT", "where and when meetings took place, according to whom",
    NULL,
};

const cli_command cli_contradictions = {
    .name = "contradictions",
    .operands = "",
    .summary = "events on which reports differ",
    .description =
        "For each event and field (place, day, status) on which reports differ: what is said, by how many reports and which outlets.",
    .options = question_options,
    .examples = examples,
    .run = run,
};
