/* SPDX-License-Identifier: MIT */
#include "cli/run.h"
#include "store/store.h"

#include <stdio.h>

#define COMMIT_EVERY 200 /* reports: what a kill can cost */

typedef struct ingest {
    store *ledger;
    dgm_error error;
    uint64_t added, known, foreign, copies, mentions, new_events;
    unsigned since_commit;
    bool failed;
} ingest;

static bool check(ingest *n, dgm_status status)
{
    if (status != DGM_OK && !n->failed)
        cli_report(&n->error);
    n->failed = n->failed || status != DGM_OK;
    return status == DGM_OK;
}

static bool commit(ingest *n, bool again)
{
    n->since_commit = 0;
    return check(n, store_commit(n->ledger, &n->error)) && (!again || check(n, store_begin(n->ledger, &n->error)));
}

static int take(void *user, const batch_result *r)
{
    ingest *n = user;
    store_added added;
    if (r->status != DGM_OK || r->output.n == 0)
        return 0;
    if (!check(n, store_add(n->ledger, r->output, &added, &n->error)))
        return 1;
    n->known += added.known;
    n->foreign += added.foreign;
    n->added += !added.known && !added.foreign;
    n->copies += added.copy_of != 0;
    n->mentions += added.mentions;
    n->new_events += added.new_events;
    return ++n->since_commit < COMMIT_EVERY || commit(n, true) ? 0 : 1;
}

static int run(const cli_settings *s)
{
    ingest n = {0};
    if (!check(&n, store_open(&n.ledger, s->db != NULL ? s->db : "dragoman.db", true, &n.error)))
        return CLI_STORE;
    int code = check(&n, store_begin(n.ledger, &n.error)) ? run_records(s, take, &n) : CLI_STORE;
    if (!n.failed)
        (void)commit(&n, false);
    store_close(n.ledger);
    if (n.failed)
        return CLI_STORE;
    fprintf(stderr, "dragoman: %llu reports added (%llu near copies), %llu known already, %llu not English; %llu mentions, %llu new events\n",
            (unsigned long long)n.added, (unsigned long long)n.copies, (unsigned long long)n.known,
            (unsigned long long)n.foreign, (unsigned long long)n.mentions,
            (unsigned long long)n.new_events);
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
