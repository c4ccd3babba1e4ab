/* SPDX-License-Identifier: MIT
 * cli/terminal.h: colour, width, progress and Ctrl-C. */
#ifndef CLI_TERMINAL_H
#define CLI_TERMINAL_H

#include "cli/command.h"

#include <signal.h>
#include <stdint.h>

bool terminal_has_color(const char *choice); /* "auto", "always", "never" or NULL: whether stdout gets colours */
unsigned terminal_width(void);               /* columns for people's text on stdout: 60 to 100; 88 when no terminal */

/* The first SIGINT or SIGTERM sets *terminal_stop(), the second ends the program at once with 130. */
void terminal_catch_stop(void);
const volatile sig_atomic_t *terminal_stop(void);

/* One line on stderr, from the first second on, about five times a second, only on a terminal that does not show the
 * results as well. */
typedef struct terminal_progress {
    bool on, shown;
    double begin, last; /* seconds of the monotonic clock */
} terminal_progress;

void terminal_progress_begin(terminal_progress *p, bool wanted);
void terminal_progress_show(terminal_progress *p, uint64_t documents, uint64_t words, uint64_t events);
void terminal_progress_clear(terminal_progress *p); /* takes the line away; the next show brings it back */

#endif
