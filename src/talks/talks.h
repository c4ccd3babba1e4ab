/* SPDX-License-Identifier: MIT
 * talks/talks.h: stage talks. */
#ifndef TALKS_TALKS_H
#define TALKS_TALKS_H

#include "model/talks.h"
#include "record/record.h"

DGM_CHECK dgm_status talks_run(const model_talks *m, rec_document *doc, dgm_error *err);

#endif
