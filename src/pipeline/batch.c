/* SPDX-License-Identifier: MIT */
#include "pipeline/batch.h"

#include "base/error.h"
#include "base/memory.h"
#include "write/write.h"

#include <pthread.h>
#include <stdio.h>
#include <unistd.h>

#define SLOTS_A_THREAD 4u
#define KEEP_BYTES ((size_t)1 << 20) /* larger outputs are given back */

typedef struct slot {
    input_item item;
    strbuf output;
    dgm_status status;
    dgm_error error;
    bool bad_date;
    void *kept; /* by options->prepare */
    size_t words, events;
    size_t bytes; /* of the input as it was filled in */
    bool done;
} slot;

typedef struct batch {
    const dgm_engine *engine;
    const batch_options *options;
    batch_sink *sink;
    void *user;
    slot *slots; /* [slot_count] document n stands in slots[n % slot_count] */
    unsigned slot_count;

    pthread_mutex_t lock;           /* of all below, and of slot.done */
    pthread_cond_t work;            /* a slot was filled, or no more will be */
    pthread_cond_t room;            /* a slot was handed on, or the sink wants no more */
    uint64_t filled, taken, handed; /* documents so far: handed <= taken <= filled */
    size_t in_flight;               /* bytes of the inputs that are filled and not handed on */
    bool no_more;                   /* nothing more will be filled */
    bool handing;                   /* a worker is calling the sink */
    bool refused;                   /* the sink wants no more */
} batch;

/* ---- one document ------------------------------------------------------------------------------------------------ */

static str or_else(str first, str second)
{
    return first.n > 0 ? first : second;
}

static dgm_status read_item(slot *s, input_report *report, const batch_options *options)
{
    *report = (input_report){0};
    if (s->item.is_json) {
        dgm_status status = input_parse(&s->item, report, &s->error);
        if (status != DGM_OK)
            return status;
        s->bad_date = report->bad_date;
    } else {
        report->fields.bytes = strbuf_str(&s->item.bytes);
    }
    read_input *in = &report->fields;
    in->id = or_else(in->id, strbuf_str(&s->item.id));
    in->source = or_else(in->source, options->source);
    if (in->published.year == 0)
        in->published = options->date;
    return DGM_OK;
}

static dgm_status run_item(const batch *b, slot *s, rec_document *doc)
{
    input_report report;
    if (s->item.status != DGM_OK) {
        s->error = s->item.error;
        return s->item.status;
    }
    dgm_status status = read_item(s, &report, b->options);
    if (status == DGM_OK) {
        engine_recycle(doc, b->engine->document_memory);
        status = pipeline_run(&b->engine->models, &report.fields, doc, &s->error);
    }
    if (status == DGM_OK) {
        doc->bad_bytes += report.bad_bytes;
        s->words = doc->token_count;
        s->events = doc->event_count;
        status = write_document(doc, b->options->format, &b->options->write, &s->output, &s->error);
    }
    input_report_release(&report);
    return status;
}

static void work_on(const batch *b, slot *s, rec_document *doc)
{
    strbuf_reset(&s->output);
    s->bad_date = false;
    s->words = s->events = 0;
    s->error = (dgm_error){0};
    s->status = run_item(b, s, doc);
    if (s->status != DGM_OK)
        strbuf_reset(&s->output);
    else if (b->options->prepare != NULL)
        s->kept = b->options->prepare(s->kept, strbuf_str(&s->output));
    if (s->error.file[0] == 0 && s->item.file.p != NULL)
        (void)snprintf(s->error.file, sizeof s->error.file, "%s", s->item.file.p);
    if (s->error.line == 0)
        s->error.line = s->item.line;
}

/* Calls the sink; true when it wants to go on. */
static bool hand_on(const batch *b, slot *s)
{
    batch_result result = {
        .status = s->status,
        .error = s->error,
        .bad_date = s->bad_date,
        .file = s->item.file.p ? s->item.file.p : "",
        .line = s->item.line,
        .output = strbuf_str(&s->output),
        .kept = s->kept,
        .words = s->words,
        .events = s->events,
    };
    bool more = b->sink(b->user, &result) == 0;
    input_item_trim(&s->item);
    if (s->output.capacity > KEEP_BYTES)
        strbuf_release(&s->output);
    return more;
}

/* ---- many documents ---------------------------------------------------------------------------------------------- */

/* Hands on what is finished at the old end of the ring. The lock is held, and let go around the sink. */
static void hand_on_finished(batch *b)
{
    if (b->handing)
        return;
    b->handing = true;
    while (b->handed < b->taken && b->slots[b->handed % b->slot_count].done) {
        slot *s = &b->slots[b->handed % b->slot_count];
        bool wanted = !b->refused;
        pthread_mutex_unlock(&b->lock);
        bool more = wanted && hand_on(b, s);
        pthread_mutex_lock(&b->lock);
        b->refused = !more;
        b->in_flight -= s->bytes;
        s->done = false;
        b->handed++;
        pthread_cond_signal(&b->room);
    }
    b->handing = false;
}

static void *work(void *argument)
{
    batch *b = argument;
    rec_document doc;
    record_init(&doc, b->engine->document_memory);
    pthread_mutex_lock(&b->lock);
    for (;;) {
        while (b->taken == b->filled && !b->no_more)
            pthread_cond_wait(&b->work, &b->lock);
        if (b->taken == b->filled)
            break;
        slot *s = &b->slots[b->taken++ % b->slot_count];
        pthread_mutex_unlock(&b->lock);
        work_on(b, s, &doc);
        pthread_mutex_lock(&b->lock);
        s->done = true;
        hand_on_finished(b);
    }
    pthread_mutex_unlock(&b->lock);
    record_release(&doc);
    return NULL;
}

static bool is_full(const batch *b)
{
    return b->filled - b->handed == b->slot_count || (b->filled > b->handed && b->in_flight > BATCH_BYTES_IN_FLIGHT);
}

/* Fills slots until the input ends, somebody stops the run, or the sink refuses. */
static void fill_slots(batch *b, input_reader *reader)
{
    bool more = true;
    while (more) {
        pthread_mutex_lock(&b->lock);
        while (is_full(b) && !b->refused)
            pthread_cond_wait(&b->room, &b->lock);
        slot *s = &b->slots[b->filled % b->slot_count];
        more = !b->refused;
        pthread_mutex_unlock(&b->lock);
        more = more && input_next(reader, &s->item);
        pthread_mutex_lock(&b->lock);
        if (more) {
            s->bytes = s->item.bytes.n;
            b->in_flight += s->bytes;
            b->filled++;
            pthread_cond_signal(&b->work);
        } else {
            b->no_more = true;
            pthread_cond_broadcast(&b->work);
        }
        pthread_mutex_unlock(&b->lock);
    }
}

static void run_alone(batch *b, input_reader *reader)
{
    rec_document doc;
    record_init(&doc, b->engine->document_memory);
    while (!b->refused && input_next(reader, &b->slots[0].item)) {
        work_on(b, &b->slots[0], &doc);
        b->refused = !hand_on(b, &b->slots[0]);
    }
    record_release(&doc);
}

/* With no thread to be had the caller does the work. Signals are left to the caller's thread, so that one that sets the
 * stop flag also wakes it from waiting for input. */
static void run_threads(batch *b, input_reader *reader, unsigned threads)
{
    pthread_t workers[BATCH_THREADS_MOST];
    unsigned started = 0;
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    while (started < threads && pthread_create(&workers[started], NULL, work, b) == 0)
        started++;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    if (started == 0) {
        run_alone(b, reader);
        return;
    }
    fill_slots(b, reader);
    for (unsigned i = 0; i < started; i++)
        pthread_join(workers[i], NULL);
}

static unsigned threads_of(const batch_options *options)
{
    long cores = options->threads ? (long)options->threads : sysconf(_SC_NPROCESSORS_ONLN);
    return cores < 1 ? 1 : cores > (long)BATCH_THREADS_MOST ? BATCH_THREADS_MOST : (unsigned)cores;
}

dgm_status batch_run(const dgm_engine *engine, input_reader *reader, const batch_options *options, batch_sink *sink,
                     void *user, dgm_error *err)
{
    unsigned threads = threads_of(options);
    batch b = {.engine = engine, .options = options, .sink = sink, .user = user};
    b.slot_count = threads == 1 ? 1 : threads * SLOTS_A_THREAD;
    b.slots = memory_get(b.slot_count * sizeof *b.slots);
    if (b.slots == NULL)
        return error_set(err, DGM_NO_MEMORY, "out of memory");
    for (unsigned i = 0; i < b.slot_count; i++) {
        input_item_init(&b.slots[i].item);
        strbuf_init(&b.slots[i].output, engine->document_memory);
    }
    if (threads == 1) {
        run_alone(&b, reader);
    } else {
        pthread_mutex_init(&b.lock, NULL);
        pthread_cond_init(&b.work, NULL);
        pthread_cond_init(&b.room, NULL);
        run_threads(&b, reader, threads);
        pthread_cond_destroy(&b.room);
        pthread_cond_destroy(&b.work);
        pthread_mutex_destroy(&b.lock);
    }
    for (unsigned i = 0; i < b.slot_count; i++) {
        input_item_release(&b.slots[i].item);
        strbuf_release(&b.slots[i].output);
        if (b.slots[i].kept != NULL)
            options->release(b.slots[i].kept);
    }
    memory_free(b.slots);
    bool stopped = b.refused || (options->stop != NULL && *options->stop != 0);
    return stopped ? error_set(err, DGM_STOPPED, "stopped") : DGM_OK;
}
