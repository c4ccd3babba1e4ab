/* SPDX-License-Identifier: MIT */
#include "cli/question.h"

static int run(const cli_settings *s)
{
    store_filter filter;
    if (!question_filter(s, &filter))
        return CLI_USAGE;
    return question_run(s, &filter, s->reports ? store_ask_reports : store_ask);
}

static const cli_option options[] = {
    CLI_OPTION_DB,
    QUESTION_LANDS,
    QUESTION_EVENTS,
    QUESTION_DAYS,
    CLI_OPTION("event", 0, CLI_NUMBER, event, "ID", "one event"),
    CLI_OPTION("reports", 0, CLI_FLAG, reports, NULL, "the reports behind the events, a row each"),
    QUESTION_LIMIT,
    CLI_OPTION_TABLE_FORMAT,
    CLI_OPTION_HELP,
    CLI_END,
};

static const char *const examples[] = {
    "dragoman ask --between USA RUS --type CONSULT --since 2025-02", "meetings of the two since February",
    "dragoman ask --place SAU --said-by Peskov --reports", "what reports have Peskov say of acts in Saudi Arabia",
    NULL,
};

const cli_command cli_ask = {
    .name = "ask",
    .operands = "",
    .summary = "events of the ledger that fit a question",
    .description =
        "Gives each event once, newest first, with the lands on its two sides, how certain it is, and how many reports, copies and outlets tell of it. With --reports it gives what each report says of them, with its sentence, its source and the rule that read it.",
    .options = options,
    .examples = examples,
    .run = run,
};
