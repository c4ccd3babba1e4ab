/* SPDX-License-Identifier: MIT
 * time/time.h: expressions of time with their TIMEX3 values and days. */
#ifndef TIME_TIME_H
#define TIME_TIME_H

#include "model/time.h"
#include "record/record.h"

/* Fills doc->times in the order of the text. Where doc->published is unknown, a full date in the dateline or standing
 * alone near the head of the text sets it; otherwise what leans on it stays unresolved. */
DGM_CHECK dgm_status time_run(const model_time *m, rec_document *doc, dgm_error *err);

#endif
