/* SPDX-License-Identifier: MIT
 * cli/question.h: what the commands that ask the ledger have in common. */
#ifndef CLI_QUESTION_H
#define CLI_QUESTION_H

#include "cli/table.h"
#include "store/ask.h"

#define QUESTION_LANDS                                                                                                 \
    CLI_OPTION("between", 0, CLI_PAIR, between, "LAND LAND", "both lands take part (codes: USA, RUS, EUR, UNO)"),       \
        CLI_OPTION("with", 0, CLI_TEXT, with, "LAND", "the land takes part")
#define QUESTION_DAYS                                                                                                  \
    CLI_OPTION("since", 0, CLI_DATE, since, "DATE", "not before this day (2025-02-18), month or year"),                \
        CLI_OPTION("until", 0, CLI_DATE, until, "DATE", "not after it")
#define QUESTION_EVENTS                                                                                                \
    CLI_OPTION("actor", 0, CLI_TEXT, actor, "LAND", "the land acts"),                                                  \
        CLI_OPTION("recipient", 0, CLI_TEXT, recipient, "LAND", "the land receives"),                                  \
        CLI_OPTION("type", 't', CLI_MANY, types, "TYPE", "PLOVER type, such as CONSULT; may be repeated"),             \
        CLI_OPTION("mode", 0, CLI_TEXT, mode, "MODE", "PLOVER mode"),                                                  \
        CLI_OPTION("about", 0, CLI_TEXT, about, "CONTEXT", "PLOVER context, such as economic"),                        \
        CLI_OPTION("status", 0, CLI_MANY, statuses, "STATUS",                                                          \
                   "happened, ongoing, planned, possible, hypothetical or negated; may be repeated"),                  \
        CLI_OPTION("place", 0, CLI_TEXT, place, "PLACE", "code of a land, or part of a place's name"),                 \
        CLI_OPTION("said-by", 0, CLI_TEXT, said_by, "NAME", "part of a source's name, or the code of its land"),       \
        CLI_OPTION("outlet", 0, CLI_TEXT, outlet, "NAME", "a report of this outlet tells of it"),                      \
        CLI_OPTION("words", 0, CLI_TEXT, words, "QUERY", "words in the reports (full-text query)"),                    \
        CLI_OPTION("least-reports", 0, CLI_NUMBER, least_reports, "N", "told by so many reports"),                     \
        CLI_OPTION("disputed", 0, CLI_FLAG, disputed, NULL, "only events on which reports differ"),                    \
        CLI_OPTION("storyline", 0, CLI_NUMBER, storyline, "ID", "of one storyline")
#define QUESTION_LIMIT                                                                                                 \
    CLI_OPTION("limit", 0, CLI_NUMBER, limit, "N", "rows at most; without this 100"),                                  \
        CLI_OPTION("skip", 0, CLI_NUMBER, skip, "N", "rows to pass over")

/* Filters of lands, events and days, table format and limit: all that most questions take. */
extern const cli_option question_options[];

typedef dgm_status question_ask(store *ledger, const store_filter *filter, store_sink *sink, void *user, dgm_error *err);

/* The filter that the options tell; complains and gives false where a word is none. */
bool question_filter(const cli_settings *settings, store_filter *filter);
/* Opens the ledger of --db for reading; complains and gives an exit code where that fails. */
int question_open(const cli_settings *settings, store **ledger);
/* Asks and writes the rows in --format. Gives the exit code. */
int question_run(const cli_settings *settings, const store_filter *filter, question_ask *ask);

#endif
