/* SPDX-License-Identifier: MIT */
#include "cli/ledger.h"

#include <time.h>

#define COMMIT_EVERY 200 /* reports: what a kill can cost */
#define COMMIT_SECONDS 1 /* so long one writer keeps others waiting */

/* Between two transactions, so that another writer gets its turn. */
static const struct timespec PAUSE = {0, 5000000};

static bool check(ledger_writer *w, dgm_status status)
{
    if (status != DGM_OK && !w->failed)
        cli_report(&w->error);
    w->failed = w->failed || status != DGM_OK;
    return status == DGM_OK;
}

bool ledger_open(ledger_writer *w, const cli_settings *s)
{
    *w = (ledger_writer){0};
    return check(w, store_open(&w->ledger, s->db != NULL ? s->db : "dragoman.db", true, &w->error));
}

void ledger_close(ledger_writer *w)
{
    store_close(w->ledger);
    w->ledger = NULL;
}

static bool begin(ledger_writer *w)
{
    if (w->writing)
        return true;
    w->writing = check(w, store_begin(w->ledger, &w->error));
    w->since = time(NULL);
    return w->writing;
}

static bool commit(ledger_writer *w)
{
    if (!w->writing)
        return true;
    w->since_commit = 0;
    w->writing = false;
    bool good = check(w, store_commit(w->ledger, &w->error));
    (void)nanosleep(&PAUSE, NULL);
    return good;
}

static int take(void *user, const batch_result *r)
{
    ledger_writer *w = user;
    store_added added;
    if (r->status != DGM_OK || r->output.n == 0)
        return 0;
    if (!begin(w) || !check(w, store_add(w->ledger, r->output, &added, &w->error)))
        return 1;
    w->known += added.known;
    w->foreign += added.foreign;
    w->added += !added.known && !added.foreign;
    w->copies += added.copy_of != 0;
    w->mentions += added.mentions;
    w->new_events += added.new_events;
    bool due = ++w->since_commit >= COMMIT_EVERY || time(NULL) - w->since > COMMIT_SECONDS;
    return !due || commit(w) ? 0 : 1;
}

int ledger_fill(ledger_writer *w, const cli_settings *s)
{
    int code = run_records(s, take, w);
    if (!w->failed)
        (void)commit(w);
    return w->failed ? CLI_STORE : code;
}
