/* SPDX-License-Identifier: MIT */
#include "cli/question.h"

static int run(const cli_settings *s)
{
    store_filter filter;
    if (!question_filter(s, &filter))
        return CLI_USAGE;
    filter.oldest_first = true;
    return question_run(s, &filter, store_ask);
}

static const char *const examples[] = {
    "dragoman timeline --between USA RUS --least-reports 2", "what passed between the two, where two reports or more tell of it",
    NULL,
};

const cli_command cli_timeline = {
    .name = "timeline",
    .operands = "",
    .summary = "events in the order of their days",
    .description =
        "The events that \"ask\" gives, oldest first.",
    .options = question_options,
    .examples = examples,
    .run = run,
};
