/* SPDX-License-Identifier: MIT
 * token/token.h: stage token. */
#ifndef TOKEN_TOKEN_H
#define TOKEN_TOKEN_H

#include "model/token.h"
#include "record/record.h"

DGM_CHECK dgm_status token_run(const model_token *m, rec_document *doc, dgm_error *err);

#endif
