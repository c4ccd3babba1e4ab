/* SPDX-License-Identifier: MIT
 *
 * pool.c: a question that has not been answered within LONG_SECONDS of a thread is broken off and asked anew, from its beginning, on the thread for
 * long questions, so that a few costly ones do not keep all threads from the many that cost little.
 */
#include "serve/job.h"

#include "base/error.h"
#include "base/memory.h"

#include <pthread.h>
#include <stdio.h>
#include <sys/eventfd.h>
#include <time.h>
#include <unistd.h>

enum { THREADS_MOST = 16, JOB_MEMORY = 32 << 20, ANSWER_MOST = 64 << 20, WRITE_PATIENCE = 10000 };

/* Jobs that may wait. */
static const uint32_t lane_most[SERVE_LANES] = {[SERVE_LANE_ASK] = 1024, [SERVE_LANE_LONG] = 64, [SERVE_LANE_WRITE] = 64, [SERVE_LANE_READ] = 16};

#define LONG_SECONDS 1.0

typedef struct lane {
    serve_job *first, **end;
    uint32_t count;
    pthread_cond_t filled;
} lane;

typedef struct worker {
    struct serve_pool *pool;
    pthread_t thread;
    serve_lane lane;
    store *ledger;        /* of the lanes that need one */
    serve_reader *reader; /* of SERVE_LANE_READ */
    serve_job *job;       /* in work */
    bool started;
} worker;

struct serve_pool {
    pool_options options;
    pthread_mutex_t lock;
    lane lanes[SERVE_LANES];
    worker workers[THREADS_MOST + SERVE_LANES];
    unsigned worker_count;
    serve_job *done, **done_end;
    bool stop;
    int descriptor;
};

double serve_clock(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

serve_job *job_new(void)
{
    serve_job *j = memory_get(sizeof *j);
    if (j == NULL)
        return NULL;
    arena_init(&j->memory, JOB_MEMORY);
    strbuf_init(&j->body, 0);
    strbuf_init(&j->out, ANSWER_MOST);
    return j;
}

void job_free(serve_job *j)
{
    if (j == NULL)
        return;
    arena_release(&j->memory);
    strbuf_release(&j->body);
    strbuf_release(&j->out);
    memory_free(j);
}

/* ---- the work of a thread -------------------------------------------------------------------------------------------------- */

/* Seconds of the processor that this thread has had: on a busy machine a question takes no longer by this clock. */
static double thread_clock(void)
{
    struct timespec t;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

bool job_is_over(const serve_job *j)
{
    return atomic_load(&j->cancelled) || serve_clock() > j->deadline || (j->long_after > 0 && thread_clock() > j->long_after);
}

static bool is_over(void *job) { return job_is_over(job); }

static void tell_problem(serve_job *j, dgm_status status)
{
    j->status = problem_status_of(status);
    j->type = "application/problem+json";
    strbuf_reset(&j->out);
    problem_write(&j->out, j->status, j->error.message);
}

static bool reads(const worker *w) { return w->lane == SERVE_LANE_ASK || w->lane == SERVE_LANE_LONG; }

static dgm_status run(worker *w, serve_job *j, asking *a)
{
    dgm_status status = query_filter(&j->query, j->route->most, &j->memory, &a->filter, &j->error);
    if (status != DGM_OK)
        return status;
    store_set_stop(w->ledger, is_over, j);
    if (reads(w))
        store_hold(w->ledger);
    status = j->route->sums ? DGM_OK : store_page_hint(w->ledger, &a->filter, &j->error);
    if (status == DGM_OK)
        status = j->handler(a, &j->error);
    if (reads(w))
        store_let_go(w->ledger);
    store_set_stop(w->ledger, NULL, NULL);
    return status;
}

/* With the lock held. */
static bool add_locked(serve_pool *p, serve_lane which, serve_job *j)
{
    lane *l = &p->lanes[which];
    if (l->count >= lane_most[which])
        return false;
    j->next = NULL;
    *l->end = j;
    l->end = &j->next;
    l->count++;
    pthread_cond_signal(&l->filled);
    return true;
}

static bool pass_on(worker *w, serve_job *j)
{
    pthread_mutex_lock(&w->pool->lock);
    bool passed = add_locked(w->pool, SERVE_LANE_LONG, j);
    if (passed)
        w->job = NULL;
    pthread_mutex_unlock(&w->pool->lock);
    return passed;
}

/* False: it takes long, and is the other lane's now. */
static bool answer_from_ledger(worker *w, serve_job *j)
{
    asking a = {.ledger = w->ledger, .names = w->pool->options.names, .query = &j->query, .number = j->number, .body = strbuf_str(&j->body),
                .body_is_json = j->body_is_json, .generation = j->generation, .memory = &j->memory, .w = {&j->out, false}, .status = 200};
    j->long_after = w->lane == SERVE_LANE_ASK ? thread_clock() + LONG_SECONDS : 0;
    dgm_status status = run(w, j, &a);
    if (status == DGM_STOPPED && w->lane == SERVE_LANE_ASK && !atomic_load(&j->cancelled) && serve_clock() < j->deadline) {
        strbuf_reset(&j->out);
        j->error = (dgm_error){0};
        if (pass_on(w, j))
            return false;
        status = error_set(&j->error, DGM_STOPPED, "too many questions that take long");
    }
    if (status == DGM_OK && (j->out.failed || j->memory.failed))
        status = error_set(&j->error, DGM_NO_MEMORY, "the answer is too long");
    if (status != DGM_OK) {
        tell_problem(j, status);
        return true;
    }
    j->status = a.status;
    j->type = a.type != NULL ? a.type : "application/json";
    (void)snprintf(j->location, sizeof j->location, "%s", a.location);
    return true;
}

/* The writer's ledger is opened when it is first needed: a ledger may stand where nobody may write. */
static dgm_status open_for_writing(worker *w, dgm_error *err)
{
    if (w->ledger != NULL)
        return DGM_OK;
    dgm_status status = store_open(&w->ledger, w->pool->options.db, true, err);
    if (status == DGM_OK)
        store_set_patience(w->ledger, WRITE_PATIENCE);
    return status;
}

/* False: it is not answered, and not this thread's any more. */
static bool answer(worker *w, serve_job *j)
{
    dgm_status status = DGM_OK;
    j->long_after = 0;
    if (is_over(j))
        status = error_set(&j->error, DGM_STOPPED, "the server has too much to do");
    else if (w->lane == SERVE_LANE_WRITE)
        status = open_for_writing(w, &j->error);
    if (status != DGM_OK)
        tell_problem(j, status);
    else if (w->lane == SERVE_LANE_READ)
        reader_answer(w->reader, j);
    else
        return answer_from_ledger(w, j);
    return true;
}

static serve_job *take(worker *w)
{
    lane *l = &w->pool->lanes[w->lane];
    pthread_mutex_lock(&w->pool->lock);
    while (l->first == NULL && !w->pool->stop)
        pthread_cond_wait(&l->filled, &w->pool->lock);
    serve_job *j = w->pool->stop ? NULL : l->first;
    if (j != NULL) {
        l->first = j->next;
        if (l->first == NULL)
            l->end = &l->first;
        l->count--;
        j->next = NULL;
    }
    w->job = j;
    pthread_mutex_unlock(&w->pool->lock);
    return j;
}

static void hand_back(worker *w, serve_job *j)
{
    static const uint64_t one = 1;
    pthread_mutex_lock(&w->pool->lock);
    *w->pool->done_end = j;
    w->pool->done_end = &j->next;
    w->job = NULL;
    pthread_mutex_unlock(&w->pool->lock);
    ssize_t ignored = write(w->pool->descriptor, &one, sizeof one);
    (void)ignored;
}

static void *work(void *user)
{
    worker *w = user;
    serve_job *j;
    while ((j = take(w)) != NULL)
        if (answer(w, j))
            hand_back(w, j);
    return NULL;
}

/* ---- the pool -------------------------------------------------------------------------------------------------------------- */

static dgm_status start_worker(serve_pool *p, serve_lane which, dgm_error *err)
{
    worker *w = &p->workers[p->worker_count++];
    *w = (worker){.pool = p, .lane = which};
    dgm_status status = which == SERVE_LANE_ASK || which == SERVE_LANE_LONG ? store_open(&w->ledger, p->options.db, false, err) : DGM_OK;
    if (which == SERVE_LANE_READ && (w->reader = reader_new(p->options.data_dir, p->options.model_dir)) == NULL)
        status = error_set(err, DGM_NO_MEMORY, "out of memory");
    if (status != DGM_OK)
        return status;
    w->started = pthread_create(&w->thread, NULL, work, w) == 0;
    return w->started ? DGM_OK : error_set(err, DGM_NO_MEMORY, "cannot start a thread");
}

dgm_status pool_open(serve_pool **pool, const pool_options *options, dgm_error *err)
{
    serve_pool *p = *pool = memory_get(sizeof *p);
    if (p == NULL)
        return error_set(err, DGM_NO_MEMORY, "out of memory");
    p->options = *options;
    p->done_end = &p->done;
    pthread_mutex_init(&p->lock, NULL);
    for (int i = 0; i < SERVE_LANES; i++) {
        p->lanes[i].end = &p->lanes[i].first;
        pthread_cond_init(&p->lanes[i].filled, NULL);
    }
    p->descriptor = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    dgm_status status = p->descriptor >= 0 ? DGM_OK : error_set(err, DGM_IO, "cannot make an event descriptor");
    unsigned threads = options->threads < THREADS_MOST ? options->threads : THREADS_MOST;
    for (unsigned i = 0; status == DGM_OK && i < threads; i++)
        status = start_worker(p, SERVE_LANE_ASK, err);
    if (status == DGM_OK)
        status = start_worker(p, SERVE_LANE_LONG, err);
    if (status == DGM_OK)
        status = start_worker(p, SERVE_LANE_WRITE, err);
    if (status == DGM_OK)
        status = start_worker(p, SERVE_LANE_READ, err);
    if (status != DGM_OK) {
        pool_close(p);
        *pool = NULL;
    }
    return status;
}

static void free_chain(serve_job *j)
{
    while (j != NULL) {
        serve_job *next = j->next;
        job_free(j);
        j = next;
    }
}

static void stop_workers(serve_pool *p)
{
    pthread_mutex_lock(&p->lock);
    p->stop = true;
    for (unsigned i = 0; i < p->worker_count; i++)
        if (p->workers[i].job != NULL)
            atomic_store(&p->workers[i].job->cancelled, true);
    for (int i = 0; i < SERVE_LANES; i++)
        pthread_cond_broadcast(&p->lanes[i].filled);
    pthread_mutex_unlock(&p->lock);
    for (unsigned i = 0; i < p->worker_count; i++)
        if (p->workers[i].started)
            pthread_join(p->workers[i].thread, NULL);
}

void pool_close(serve_pool *p)
{
    if (p == NULL)
        return;
    stop_workers(p);
    for (unsigned i = 0; i < p->worker_count; i++) {
        store_close(p->workers[i].ledger);
        reader_free(p->workers[i].reader);
    }
    for (int i = 0; i < SERVE_LANES; i++) {
        free_chain(p->lanes[i].first);
        pthread_cond_destroy(&p->lanes[i].filled);
    }
    free_chain(p->done);
    pthread_mutex_destroy(&p->lock);
    if (p->descriptor >= 0)
        (void)close(p->descriptor);
    memory_free(p);
}

bool pool_add(serve_pool *p, serve_lane which, serve_job *j)
{
    pthread_mutex_lock(&p->lock);
    bool room = add_locked(p, which, j);
    pthread_mutex_unlock(&p->lock);
    return room;
}

int pool_descriptor(const serve_pool *p) { return p->descriptor; }

serve_job *pool_done(serve_pool *p)
{
    uint64_t count;
    ssize_t ignored = read(p->descriptor, &count, sizeof count);
    (void)ignored;
    pthread_mutex_lock(&p->lock);
    serve_job *chain = p->done;
    p->done = NULL;
    p->done_end = &p->done;
    pthread_mutex_unlock(&p->lock);
    return chain;
}
