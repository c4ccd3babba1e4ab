/* SPDX-License-Identifier: MIT
 *
 * pipeline/batch.h: many documents on many threads, in input order, in bounded memory.
 *
 *   reader ──▶ ring of slots ──▶ workers (parse, run, write into the slot) ──▶ sink, in input order, one at a time
 *
 * A slot is free, filled, or done; the reader waits while all are taken or while the inputs in flight exceed
 * BATCH_BYTES_IN_FLIGHT, so that memory does not depend on the number of documents. Whichever worker finishes the
 * oldest document hands it to the sink, and all finished ones behind it: output waits for no further input. With one
 * thread everything runs in the caller. What the sink gets does not depend on the number of threads.
 */
#ifndef PIPELINE_BATCH_H
#define PIPELINE_BATCH_H

#include "pipeline/engine.h"
#include "pipeline/input.h"

#define BATCH_THREADS_MOST 256u
#define BATCH_BYTES_IN_FLIGHT ((size_t)32 << 20)

typedef struct batch_options {
    unsigned threads; /* 0: one a core */
    dgm_format format;
    dgm_write_options write;
    rec_date date;                     /* of reports that bring none; year 0: unknown */
    str source;                        /* the same */
    const volatile sig_atomic_t *stop; /* once not 0: no new document is begun; may be NULL */
    /* What the worker that made an output does with it at once, so that the sink has less to do; may be NULL. `kept` is what it gave
     * for an earlier output, or NULL; what it gives comes to the sink as batch_result.kept. release ends it. */
    void *(*prepare)(void *kept, str output);
    void (*release)(void *kept);
} batch_options;

/* One finished document; valid during the call of the sink. */
typedef struct batch_result {
    dgm_status status;
    dgm_error error; /* where status is not DGM_OK; file and line are filled */
    bool bad_date;   /* the report has a date that cannot be read; it counts as unknown */
    const char *file;
    uint32_t line; /* 0: the file is the document */
    str output;    /* in the format asked for */
    void *kept;    /* by batch_options.prepare */
    size_t words;  /* tokens */
    size_t events;
} batch_result;

/* 0 to go on; anything else ends the run with DGM_STOPPED. */
typedef int batch_sink(void *user, const batch_result *result);

/* Runs all documents of `reader`. Bad documents go to the sink and do not end the run. */
DGM_CHECK dgm_status batch_run(const dgm_engine *engine, input_reader *reader, const batch_options *options,
                               batch_sink *sink, void *user, dgm_error *err);

#endif
