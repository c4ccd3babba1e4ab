/* SPDX-License-Identifier: MIT */
#include "cli/ledger.h"

#include "base/error.h"
#include "base/memory.h"

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

/* A record made ready by its worker, or why it could not be. */
typedef struct ready {
    store_prepared *record;
    dgm_status status;
    dgm_error error;
} ready;

static void release(void *kept)
{
    ready *r = kept;
    store_prepared_free(r->record);
    memory_free(r);
}

static void *prepare(void *kept, str output)
{
    ready *r = kept != NULL ? kept : memory_get(sizeof *r);
    if (r == NULL)
        return NULL;
    if (r->record == NULL)
        r->record = store_prepared_new();
    r->status = r->record != NULL ? store_prepare(r->record, output, &r->error) : error_set(&r->error, DGM_NO_MEMORY, "out of memory");
    return r;
}

static bool add(ledger_writer *w, ready *r, store_added *added)
{
    if (r == NULL)
        return check(w, error_set(&w->error, DGM_NO_MEMORY, "out of memory"));
    if (r->status != DGM_OK) {
        w->error = r->error;
        return check(w, r->status);
    }
    return check(w, store_add_prepared(w->ledger, r->record, added, &w->error));
}

static int take(void *user, const batch_result *r)
{
    ledger_writer *w = user;
    store_added added = {0};
    if (r->status != DGM_OK || r->output.n == 0)
        return 0;
    if (!begin(w) || !add(w, r->kept, &added))
        return 1;
    w->known += added.known;
    w->foreign += added.foreign;
    w->added += !added.known && !added.foreign;
    w->copies += added.copy_of != 0;
    w->mentions += added.mentions;
    w->new_events += (int64_t)added.new_events - (int64_t)added.joined_events;
    bool due = ++w->since_commit >= COMMIT_EVERY || time(NULL) - w->since > COMMIT_SECONDS;
    return !due || commit(w) ? 0 : 1;
}

int ledger_fill(ledger_writer *w, const cli_settings *s)
{
    run_taker taker = {.prepare = prepare, .release = release, .sink = take, .user = w};
    int code = run_records(s, &taker);
    if (!w->failed)
        (void)commit(w);
    return w->failed ? CLI_STORE : code;
}
