/* SPDX-License-Identifier: MIT
 * place/place.h: stage place. */
#ifndef PLACE_PLACE_H
#define PLACE_PLACE_H

#include "model/place.h"
#include "record/record.h"

DGM_CHECK dgm_status place_run(const model_place *m, rec_document *doc, dgm_error *err);

#endif
