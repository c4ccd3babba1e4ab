/* SPDX-License-Identifier: MIT
 * time/time.h: stage time. */
#ifndef TIME_TIME_H
#define TIME_TIME_H

#include "model/time.h"
#include "record/record.h"

DGM_CHECK dgm_status time_run(const model_time *m, rec_document *doc, dgm_error *err);

#endif
