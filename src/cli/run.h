/* SPDX-License-Identifier: MIT
 * cli/run.h: what code, read and parse have in common: engine, inputs, batch, messages. */
#ifndef CLI_RUN_H
#define CLI_RUN_H

#include "cli/command.h"
#include "pipeline/batch.h"

/* Loads the engine as the options say; complains and gives an exit code where that fails. */
int run_open_engine(const cli_settings *settings, dgm_engine **engine);
/* Runs all inputs and writes them in `format` to stdout. Gives the exit code. */
int run_documents(const cli_settings *settings, dgm_format format);
/* What takes the records of run_records: batch_options' prepare and release, and the sink. */
typedef struct run_taker {
    void *(*prepare)(void *kept, str output);
    void (*release)(void *kept);
    batch_sink *sink;
    void *user;
} run_taker;
/* Codes all inputs, records with their texts going to `taker` in input order. Gives the exit code. */
int run_records(const cli_settings *settings, const run_taker *taker);

#endif
