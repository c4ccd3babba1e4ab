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
/* Codes all inputs, records with their texts going to `sink` in input order. Gives the exit code. */
int run_records(const cli_settings *settings, batch_sink *sink, void *user);

#endif
