/* SPDX-License-Identifier: MIT
 *
 * job.h: questions on their way to the threads that answer them, and back.
 *
 *   event loop ─ pool_add ─▶ lane (queue) ─ worker with a store (or an engine) of its own ─▶ done ─ pool_done ─▶ event loop
 *
 * The event loop never waits: it hears of what is done through a file descriptor.
 */
#ifndef SERVE_JOB_H
#define SERVE_JOB_H

#include "serve/routes.h"

#include <stdatomic.h>

typedef struct serve_job {
    struct serve_job *next;
    /* the question */
    arena memory; /* of the question and of its answer's making */
    query query;
    const serve_route *route;
    serve_handler *handler;
    http_method method;
    int64_t number;
    strbuf body;
    bool body_is_json;
    uint64_t generation;
    double deadline; /* seconds of the monotonic clock */
    double long_after; /* the thread's that answers: seconds of its processor time from which on it takes long; 0: never */
    atomic_bool cancelled;
    void *askers;       /* the event loop's: who waits for the answer; NULL: nobody (any more) */
    str target;         /* what was asked, for who asks the same meanwhile; empty: not to be shared */
    struct serve_job *before, *behind; /* in the event loop's list of what is being answered */
    bool ahead;         /* asked before anybody asks */
    /* the answer */
    int status;
    const char *type;
    strbuf out;
    char location[64];
    dgm_error error;
} serve_job;

serve_job *job_new(void); /* NULL when out of memory; owned: job_free */
void job_free(serve_job *j);
bool job_is_over(const serve_job *j); /* nobody waits for the answer any more, or not for so long */

typedef struct pool_options {
    const char *db, *data_dir, *model_dir; /* borrowed as long as the pool lives */
    const serve_names *names;
    unsigned threads; /* that read the ledger */
} pool_options;

typedef struct serve_pool serve_pool;

/* Opens the ledger once for each thread and starts them. */
DGM_CHECK dgm_status pool_open(serve_pool **pool, const pool_options *options, dgm_error *err);
void pool_close(serve_pool *pool); /* cancels what is asked and waits for the threads; NULL is fine */
/* Hands a job over; false: the lane is full, the job stays the caller's. */
bool pool_add(serve_pool *pool, serve_lane lane, serve_job *job);
int pool_descriptor(const serve_pool *pool); /* readable once something is done */
serve_job *pool_done(serve_pool *pool);      /* all that is done, in a chain; owned by the caller */

double serve_clock(void); /* seconds, monotonic */

/* reading.c: a text becomes its record, with an engine that is loaded at the first text. */
typedef struct serve_reader serve_reader;
serve_reader *reader_new(const char *data_dir, const char *model_dir);
void reader_free(serve_reader *r);
void reader_answer(serve_reader *r, serve_job *j);

/* A body that is JSON, and nothing behind it. Owned: json_object_put; NULL where it is none (err is filled). */
struct json_object *body_parse(str body, dgm_error *err);

/* problem.c: an answer that tells what went wrong (RFC 9457); `detail` may be NULL. */
void problem_write(strbuf *to, int status, const char *detail);
const char *problem_title(int status); /* "Not Found" */
int problem_status_of(dgm_status status);

#endif
