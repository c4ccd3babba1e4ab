/* SPDX-License-Identifier: MIT
 * syntax/syntax.h: stage syntax. */
#ifndef SYNTAX_SYNTAX_H
#define SYNTAX_SYNTAX_H

#include "model/syntax.h"
#include "record/record.h"

DGM_CHECK dgm_status syntax_run(const model_syntax *m, rec_document *doc, dgm_error *err);

#endif
