/* SPDX-License-Identifier: MIT
 * syntax/syntax.h: tags, lemmas and trees of all sentences. */
#ifndef SYNTAX_SYNTAX_H
#define SYNTAX_SYNTAX_H

#include "model/syntax.h"
#include "record/record.h"

/* Needs sentences and tokens. A sentence longer than NETWORK_WINDOW words is parsed window by window, the later windows'
 * roots made dependents (parataxis) of the first's, so that memory stays bounded. */
DGM_CHECK dgm_status syntax_run(const model_syntax *m, rec_document *doc, dgm_error *err);
/* The same with a named kernel ("portable", "avx2", "avx512"), for tests. DGM_NOT_FOUND where it does not run here. */
DGM_CHECK dgm_status syntax_run_with(const model_syntax *m, const char *kernel_name, rec_document *doc, dgm_error *err);

#endif
