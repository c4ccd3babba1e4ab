/* SPDX-License-Identifier: MIT
 * event/event.h: stage event. */
#ifndef EVENT_EVENT_H
#define EVENT_EVENT_H

#include "model/event.h"
#include "record/record.h"

DGM_CHECK dgm_status event_run(const model_event *m, rec_document *doc, dgm_error *err);

#endif
