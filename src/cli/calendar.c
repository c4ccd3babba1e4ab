/* SPDX-License-Identifier: MIT */
#include "cli/question.h"

static int run(const cli_settings *s)
{
    store_filter filter;
    if (!question_filter(s, &filter))
        return CLI_USAGE;
    return question_run(s, &filter, store_calendar);
}

static const char *const examples[] = {
    "dragoman calendar --since 2025-03-01 --with SAU", "what is announced with Saudi Arabia in it",
    NULL,
};

const cli_command cli_calendar = {
    .name = "calendar",
    .operands = "",
    .summary = "what is announced for a day that the reports tell",
    .description =
        "Planned and possible events with the day that reports give for them, in the order of days.",
    .options = question_options,
    .examples = examples,
    .run = run,
};
