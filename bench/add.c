/* SPDX-License-Identifier: MIT
 *
 * What the ledger alone costs: adds records that are coded already, without coding.
 *
 *   add LEDGER RECORDS.jsonl [EVERY]
 *
 * Prints a line for each EVERY (1000) records: how many there are, microseconds of the processor and of the clock a record.
 * RECORDS.jsonl is what `dragoman code --with-text` writes.
 */
#include "base/memory.h"
#include "store/store.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { COMMIT_EVERY = 200 };

static double now(clockid_t clock)
{
    struct timespec t;
    (void)clock_gettime(clock, &t);
    return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

static bool check(dgm_status status, const dgm_error *err)
{
    if (status != DGM_OK)
        fprintf(stderr, "add: %s\n", err->message);
    return status == DGM_OK;
}

static bool add_one(store *s, store_prepared *p, str record, unsigned long n)
{
    dgm_error err = {0};
    if (n % COMMIT_EVERY == 0 && !check(store_begin(s, &err), &err))
        return false;
    if (!check(store_prepare(p, record, &err), &err) || !check(store_add_prepared(s, p, NULL, &err), &err))
        return false;
    return n % COMMIT_EVERY != COMMIT_EVERY - 1 || check(store_commit(s, &err), &err);
}

static bool add_all(store *s, FILE *in, unsigned long every)
{
    char *line = NULL;
    size_t room = 0;
    ssize_t length;
    unsigned long n = 0;
    store_prepared *p = store_prepared_new();
    bool good = p != NULL;
    dgm_error err;
    double cpu = now(CLOCK_PROCESS_CPUTIME_ID), wall = now(CLOCK_MONOTONIC);
    while (good && (length = getline(&line, &room, in)) > 0) {
        good = add_one(s, p, (str){line, (size_t)length}, n);
        if (++n % every != 0)
            continue;
        double c = now(CLOCK_PROCESS_CPUTIME_ID), w = now(CLOCK_MONOTONIC);
        printf("%lu records: %.0f us of the processor, %.0f us a record\n", n, (c - cpu) / (double)every, (w - wall) / (double)every);
        (void)fflush(stdout);
        cpu = c;
        wall = w;
    }
    free(line);
    store_prepared_free(p);
    return good && (n % COMMIT_EVERY == 0 || check(store_commit(s, &err), &err));
}

int main(int count, char **arguments)
{
    dgm_error err = {0};
    store *s = NULL;
    FILE *in = count > 2 ? fopen(arguments[2], "r") : NULL;
    if (in == NULL) {
        fprintf(stderr, "usage: add LEDGER RECORDS.jsonl [EVERY]\n");
        return 2;
    }
    unsigned long every = count > 3 ? strtoul(arguments[3], NULL, 10) : 1000;
    bool good = check(store_open(&s, arguments[1], true, &err), &err) && add_all(s, in, every > 0 ? every : 1000);
    store_close(s);
    fclose(in);
    return good ? 0 : 1;
}
