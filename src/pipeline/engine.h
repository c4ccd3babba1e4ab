/* SPDX-License-Identifier: MIT
 * pipeline/engine.h: the engine and the document as the rest of the program sees them. */
#ifndef PIPELINE_ENGINE_H
#define PIPELINE_ENGINE_H

#include "pipeline/pipeline.h"

#define ENGINE_DOCUMENT_MEMORY ((size_t)512 << 20) /* bytes */

struct dgm_engine {
    pipeline_models models; /* read-only */
    size_t document_memory; /* bytes */
};

struct dgm_document {
    const dgm_engine *engine; /* borrowed */
    rec_document record;
};

/* Finds the folders that hold data and models: what is given, else the environment, else beside the program (../data,
 * ../../data, ../share/dragoman/data), else the installed folder. DGM_BAD_DATA or DGM_BAD_MODEL where there is none. */
#define ENGINE_PATH_BYTES 4096
DGM_CHECK dgm_status engine_find_data(const char *given, char path[ENGINE_PATH_BYTES], dgm_error *err);
DGM_CHECK dgm_status engine_find_models(const char *given, char path[ENGINE_PATH_BYTES], dgm_error *err);

/* As dgm_document_read; `stop` as in pipeline_run_until. */
DGM_CHECK dgm_status engine_read(dgm_document *document, const dgm_input *input, pipeline_stop *stop, void *user,
                                 dgm_error *err);

/* Readies a document for the next text. The memory of a text that was far larger than usual is given back first, so
 * that one long report does not swell every worker for good. */
void engine_recycle(rec_document *doc, size_t memory_cap);

#endif
