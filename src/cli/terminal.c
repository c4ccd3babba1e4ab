/* SPDX-License-Identifier: MIT */
#include "cli/terminal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

bool terminal_has_color(const char *choice)
{
    if (choice != NULL && strcmp(choice, "auto") != 0)
        return strcmp(choice, "always") == 0;
    const char *none = getenv("NO_COLOR"), *term = getenv("TERM");
    return (none == NULL || none[0] == 0) && term != NULL && strcmp(term, "dumb") != 0 && isatty(STDOUT_FILENO);
}

unsigned terminal_width(void)
{
    struct winsize size;
    if (!isatty(STDOUT_FILENO) || ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0)
        return 88;
    return size.ws_col < 60 ? 60 : size.ws_col > 100 ? 100 : size.ws_col;
}

static volatile sig_atomic_t stop;

static void on_stop(int number)
{
    static const char text[] = "\ndragoman: finishing what is begun; once more stops at once\n";
    (void)number;
    if (stop != 0)
        _exit(CLI_STOPPED);
    stop = 1;
    ssize_t ignored = write(STDERR_FILENO, text, sizeof text - 1);
    (void)ignored;
}

void terminal_catch_stop(void)
{
    struct sigaction action = {.sa_handler = on_stop}; /* no SA_RESTART: a waiting read must come back */
    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
}

const volatile sig_atomic_t *terminal_stop(void)
{
    return &stop;
}

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

void terminal_progress_begin(terminal_progress *p, bool wanted)
{
    bool apart = isatty(STDERR_FILENO) && !isatty(STDOUT_FILENO); /* results on the screen show progress enough */
    *p = (terminal_progress){.on = wanted && apart, .begin = now()};
    p->last = p->begin + 0.8; /* the first line after a second */
}

void terminal_progress_show(terminal_progress *p, uint64_t documents, uint64_t words, uint64_t events)
{
    double t = p->on ? now() : 0;
    if (!p->on || t - p->last < 0.2)
        return;
    fprintf(stderr, "\r%llu documents, %llu words, %llu events, %.0f words/s\033[K", (unsigned long long)documents,
            (unsigned long long)words, (unsigned long long)events, (double)words / (t - p->begin));
    fflush(stderr);
    p->last = t;
    p->shown = true;
}

void terminal_progress_clear(terminal_progress *p)
{
    if (p->shown)
        fputs("\r\033[K", stderr);
    p->shown = false;
}
