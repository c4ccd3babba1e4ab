/* SPDX-License-Identifier: MIT
 *
 * page.h: the article of an HTML page, without menus and adverts, with what the page tells of it.
 *
 * Method: blocks of text weighed by their length and the share of it that stands in links; the container that holds most of
 * the weight is the article (after Kohlschuetter, Fankhauser and Nejdl 2010, and the readers' modes of browsers). Metadata
 * come from Open Graph, JSON-LD, <meta>, <time> and <title>. libxml2's HTML parser reads any page; a page deeper than it can
 * go loses what lies deeper.
 */
#ifndef SOURCE_PAGE_H
#define SOURCE_PAGE_H

#include "source/report.h"

/* Adds the page's article as a line of JSON (report.h). False where no text was found or memory failed. `url` may be empty. */
bool page_read(str html, str url, strbuf *to);
/* Whether the bytes begin like an HTML page. */
bool page_is_html(str bytes);
/* The words of a piece of HTML (a feed's summary), blocks parted by blank lines. */
void page_words(str html, strbuf *to);

#endif
