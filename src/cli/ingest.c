/* SPDX-License-Identifier: MIT */
#include "cli/ledger.h"

#include <stdio.h>

static int run(const cli_settings *s)
{
    ledger_writer w;
    if (!ledger_open(&w, s))
        return CLI_STORE;
    int code = ledger_fill(&w, s);
    ledger_close(&w);
    if (w.failed)
        return CLI_STORE;
    bool fewer = w.new_events < 0;
    fprintf(stderr, "dragoman: %llu reports added (%llu near copies), %llu known already, %llu not English; %llu mentions, %lld %s\n",
            (unsigned long long)w.added, (unsigned long long)w.copies, (unsigned long long)w.known, (unsigned long long)w.foreign,
            (unsigned long long)w.mentions, (long long)(fewer ? -w.new_events : w.new_events),
            fewer ? "events fewer, as they proved to be one with others" : "new events");
    return code;
}

static const cli_option options[] = {
    CLI_OPTION_DB,      CLI_OPTION_FROM,   CLI_OPTION_THREADS, CLI_OPTION_DATE,        CLI_OPTION_SOURCE, CLI_OPTION_ACTORS,
    CLI_OPTION_DATA,    CLI_OPTION_MODELS, CLI_OPTION_MEMORY,  CLI_OPTION_NO_PROGRESS, CLI_OPTION_HELP,   CLI_END,
};

static const char *const examples[] = {
    "dragoman ingest examples/talks/reports.jsonl", "add reports to dragoman.db",
    "dragoman ingest --db news.db --source Reuters articles/", "add a folder of texts of one outlet",
    NULL,
};

const cli_command cli_ingest = {
    .name = "ingest",
    .operands = "[INPUT...]",
    .most = (size_t)-1,
    .summary = "code reports and keep them in the ledger",
    .description = "Reads what \"code\" reads and adds it to the ledger, which is made where it is missing. A report that stands there already (same "
                   "text, date and outlet) is passed over, so that a run may be given again: one that was broken off goes on. Near copies are kept and "
                   "marked. Mentions of one act in several reports become one event.",
    .options = options,
    .examples = examples,
    .run = run,
};
