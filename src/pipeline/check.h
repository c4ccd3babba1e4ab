/* SPDX-License-Identifier: MIT
 *
 * pipeline/check.h: `dragoman check`: loads every kind of data by itself and runs the examples that stand in it through
 * the whole pipeline.
 *
 *   *.frames, *.operators   "+ text TAB parties TYPE CODE [status]" must give such an event,
 *                           "* text" must not fire the frame
 *   expressions.tsv         "text => value" in a report of Saturday 2025-03-08
 *   cues.claims             "... *cue* ...": the cue must be that of a claim
 */
#ifndef PIPELINE_CHECK_H
#define PIPELINE_CHECK_H

#include "dragoman.h"

#include <stddef.h>

typedef struct check_result {
    size_t loaders, loaders_failed; /* kinds of data and models */
    size_t examples, right;
} check_result;

/* Takes a finding: a file that cannot be loaded, or an example that does not come out; with file and line. */
typedef void check_sink(void *user, const dgm_error *finding);

/* Findings go to `sink`. Examples are run only where everything could be loaded. */
check_result check_data(const char *data_dir, const char *model_dir, check_sink *sink, void *user);

#endif
