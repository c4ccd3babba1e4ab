/* SPDX-License-Identifier: MIT
 * ical.h: content lines of iCalendar (RFC 5545, 3.1 and 3.3.11): folded after 75 octets between code points, text escaped,
 * control characters made blanks. */
#ifndef BASE_ICAL_H
#define BASE_ICAL_H

#include "base/str.h"

typedef struct ical_line {
    strbuf *out;     /* borrowed */
    unsigned octets; /* of the line in work since its last fold */
} ical_line;

ical_line ical_begin(strbuf *out, const char *name); /* "NAME:" */
void ical_put(ical_line *line, str text);
/* As it stands, not escaped and not folded inside; 74 octets at most. */
void ical_put_whole(ical_line *line, const char *bytes, unsigned count);
void ical_end(ical_line *line);

#endif
