/* SPDX-License-Identifier: MIT */
#include "cli/question.h"

static int run(const cli_settings *s)
{
    store_filter filter;
    return question_filter(s, &filter) ? question_run(s, &filter, store_stories) : CLI_USAGE;
}

static const char *const examples[] = {
    "dragoman stories --with RUS --since 2025-02", "what went on with Russia, the latest first",
    "dragoman timeline --storyline 12", "the events of one of them",
    NULL,
};

const cli_command cli_stories = {
    .name = "stories",
    .operands = "",
    .summary = "storylines: events of the same parties and matter over time",
    .description = "Each storyline of two events or more: its first and last day, how many events and reports, the lands in it, what it is about, and "
                   "the headline or words of the event that most reports tell of. Filters other than lands and days hold for one of its events.",
    .options = question_options,
    .examples = examples,
    .run = run,
};
