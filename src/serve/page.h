/* SPDX-License-Identifier: MIT
 * page.h: the files of the page (web/dist), packed by gzip when the program was built, as parts of the program. */
#ifndef SERVE_PAGE_H
#define SERVE_PAGE_H

#include "base/str.h"

typedef struct page_file {
    const char *type; /* "text/css; charset=utf-8" */
    str packed;       /* gzip */
} page_file;

bool page_find(str path, page_file *f); /* "/app.js"; false: there is none */
uint64_t page_digest(const page_file *f);
/* For who cannot unpack it: adds the bytes to `to`. */
bool page_unpack(const page_file *f, strbuf *to);

#endif
