/* SPDX-License-Identifier: MIT
 * report.h: what the readers of source/ find: a report with what is known of it. */
#ifndef SOURCE_REPORT_H
#define SOURCE_REPORT_H

#include "base/str.h"

/* Strings are borrowed for the call that gets them; empty where unknown. UTF-8, not yet checked. */
typedef struct source_report {
    str id, title, byline, source, url;
    str date; /* as the source writes it: ISO 8601, RFC 822 and HTTP dates are understood by source_report_json */
    str text;
} source_report;

/* Adds the report as one line of JSON: id, title, source, url, date (ISO, left out where it cannot be read) and text, with the
 * title and the byline as paragraphs before it. */
void source_report_json(const source_report *report, strbuf *to);

#endif
