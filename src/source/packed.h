/* SPDX-License-Identifier: MIT
 * packed.h: bytes of a file as they were before gzip or zstd, told by content; any number of members or frames. */
#ifndef SOURCE_PACKED_H
#define SOURCE_PACKED_H

#include "base/str.h"

#include <sys/types.h>

typedef struct packed packed;

packed *packed_open(int fd);   /* borrows fd; owned: free with packed_close; NULL when out of memory */
void packed_close(packed *p);  /* NULL is fine; fd stays open */
/* Up to n bytes; 0 at the end; -1 on an error, which packed_error tells. A signal ends a read with -1 and errno EINTR. */
ssize_t packed_read(packed *p, char *to, size_t n);
const char *packed_error(const packed *p); /* one clause; "" where there was none */

#endif
