/* SPDX-License-Identifier: MIT
 *
 * write/flow.h: text for people, wrapped at blanks, with terminal colours where wanted.
 *
 * White space of any kind in a text becomes one blank; control characters are dropped, so that no report can send
 * commands to a terminal. Widths are counted in code points.
 */
#ifndef WRITE_FLOW_H
#define WRITE_FLOW_H

#include "base/str.h"

typedef enum flow_style {
    FLOW_PLAIN,
    FLOW_BOLD,
    FLOW_DIM,
    FLOW_GREEN,
    FLOW_CYAN,
    FLOW_YELLOW,
    FLOW_RED,
    FLOW_STYLE_COUNT
} flow_style;

typedef struct flow {
    strbuf *out; /* borrowed */
    bool color;
    flow_style active; /* what the terminal is set to */
    unsigned width;    /* columns */
    unsigned indent;   /* of the lines after the first */
    unsigned column;   /* where the next word begins */
    unsigned word_columns;
    size_t word_begin; /* the word that is being put together is the end of `out` from here */
    bool blank;        /* a blank stands before it */
} flow;

void flow_init(flow *f, strbuf *out, unsigned width, bool color);
/* Begins a line at column `first`; if the text is longer, it goes on at column `indent`. */
void flow_begin(flow *f, unsigned first, unsigned indent);
void flow_put(flow *f, flow_style style, str text);
void flow_text(flow *f, flow_style style, const char *terminated); /* NULL is nothing */
/* Fills up with blanks to a column (one blank where it is passed already). */
void flow_tab(flow *f, unsigned column);
void flow_end(flow *f); /* ends the line */
/* Columns that are left on this line. */
unsigned flow_room(const flow *f);

#endif
