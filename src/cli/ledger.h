/* SPDX-License-Identifier: MIT
 * cli/ledger.h: coded reports into the ledger, for the commands that fill it. */
#ifndef CLI_LEDGER_H
#define CLI_LEDGER_H

#include "cli/run.h"
#include "store/store.h"

#include <time.h>

typedef struct ledger_writer {
    store *ledger;
    dgm_error error;
    uint64_t added, known, foreign, copies, mentions;
    int64_t new_events; /* those that proved to be one with others taken off: what the ledger has more; below 0 where it has fewer */
    unsigned since_commit; /* reports */
    time_t since;          /* the transaction began */
    bool writing;          /* within a transaction */
    bool failed; /* complained of; nothing more is added */
} ledger_writer;

/* Opens the ledger of --db, making it where it is missing; complains and gives false where that fails. */
bool ledger_open(ledger_writer *w, const cli_settings *settings);
void ledger_close(ledger_writer *w);
/* Codes the inputs of `settings` and adds them, committing every 200 reports, after a second or so, and at the end. Gives the exit code. */
int ledger_fill(ledger_writer *w, const cli_settings *settings);

#endif
