/* SPDX-License-Identifier: MIT */
#include "cli/question.h"

static int run(const cli_settings *s)
{
    store_filter filter;
    if (!question_filter(s, &filter))
        return CLI_USAGE;
    return question_run(s, &filter, s->agenda ? store_agenda : s->reports ? store_talks_reports : store_talks);
}

static const cli_option options[] = {
    CLI_OPTION_DB,
    QUESTION_LANDS,
    QUESTION_DAYS,
    CLI_OPTION("reports", 0, CLI_FLAG, reports, NULL, "the rounds as each report tells them"),
    CLI_OPTION("agenda", 0, CLI_FLAG, agenda, NULL, "the agenda instead of the rounds"),
    QUESTION_LIMIT,
    CLI_OPTION_TABLE_FORMAT,
    CLI_OPTION_HELP,
    CLI_END,
};

static const char *const examples[] = {
    "dragoman talks --between USA RUS", "their rounds",
    "dragoman talks --between USA RUS --reports", "who tells what of them",
    "dragoman talks --between USA RUS --agenda", "what they are about",
    NULL,
};

const cli_command cli_talks = {
    .name = "talks",
    .operands = "",
    .summary = "rounds of negotiations over all reports",
    .description =
        "Each negotiation with its rounds as all reports together tell them: status, day, venue, number of reports, delegates, outcome. With --reports it "
        "gives what each report tells of each round, with --agenda what is to be discussed and what was left off.",
    .options = options,
    .examples = examples,
    .run = run,
};
