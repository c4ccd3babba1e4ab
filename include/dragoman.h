/* SPDX-License-Identifier: MIT
 *
 * dragoman.h: the one public header of libdragoman.
 *
 *   bytes -> dgm_document (text and layers) -> record (JSON lines, TSV, brief)
 *
 * Ownership words used below: "borrowed" (yours must not free it), "owned: free with X", "lives in the document"
 * (valid until the document is read into again or freed).
 */
#ifndef DRAGOMAN_H
#define DRAGOMAN_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define DGM_API __attribute__((visibility("default")))
#define DGM_CHECK __attribute__((warn_unused_result))
#else
#define DGM_API
#define DGM_CHECK
#endif

/* Result of every call that can fail. 0 is good. */
typedef enum dgm_status {
    DGM_OK = 0,
    DGM_NO_MEMORY, /* an allocation failed or a limit on memory was reached */
    DGM_IO,        /* the system refused to open, read or write */
    DGM_BAD_INPUT, /* the bytes of a document are not what they should be */
    DGM_BAD_DATA,  /* a file under data/ is wrong: see file, line, column */
    DGM_BAD_MODEL, /* a file under models/ is missing, cut off or foreign */
    DGM_BAD_USAGE, /* an argument out of range */
    DGM_NOT_FOUND, /* nothing of that name */
    DGM_STORE,     /* the ledger refused */
    DGM_STOPPED    /* stopped on request */
} dgm_status;

/* What went wrong and where in the input. May be passed as NULL everywhere; untouched on success. */
typedef struct dgm_error {
    dgm_status status;
    char file[256];    /* name of the input file, or "" */
    uint32_t line;     /* from 1, 0 where unknown */
    uint32_t column;   /* from 1, in bytes, 0 where unknown */
    char message[256]; /* one sentence without a final stop, UTF-8 */
} dgm_error;

#ifdef __cplusplus
}
#endif
#endif
