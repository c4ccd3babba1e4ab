/* SPDX-License-Identifier: MIT
 * client.h: a server started for a test, and a client of plain sockets that can be as rude as it likes. */
#ifndef TESTS_SERVE_CLIENT_H
#define TESTS_SERVE_CLIENT_H

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static inline double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

/* ---- a server --------------------------------------------------------------------------------------------------------------------- */

typedef struct server {
    pid_t pid;
    int port;
    FILE *told; /* its stderr */
    char first[512];
} server;

/* Starts `arguments` (ended by NULL) with stderr in a pipe and waits for its first line; port 0 where it tells no address. */
static inline bool server_start(server *s, const char *const *arguments)
{
    int ends[2];
    *s = (server){0};
    if (pipe(ends) != 0 || (s->pid = fork()) < 0)
        return false;
    if (s->pid == 0) {
        dup2(ends[1], STDERR_FILENO);
        close(ends[0]);
        close(ends[1]);
        execv(arguments[0], (char *const *)(size_t)arguments);
        _exit(127);
    }
    close(ends[1]);
    s->told = fdopen(ends[0], "r");
    if (s->told == NULL || fgets(s->first, sizeof s->first, s->told) == NULL)
        return false;
    const char *at = strstr(s->first, "http://");
    const char *colon = at != NULL ? strchr(strchr(at, '/') + 2, ':') : NULL;
    s->port = colon != NULL ? (int)strtol(colon + 1, NULL, 10) : 0;
    return s->port != 0;
}

/* Sends a signal (0: none) and waits at most `seconds`: the exit status, -1 when it did not end (and was killed) or died of a signal. */
static inline int server_end(server *s, int number, double seconds)
{
    int status = -1;
    double until = now() + seconds;
    if (number != 0)
        kill(s->pid, number);
    while (now() < until) {
        if (waitpid(s->pid, &status, WNOHANG) == s->pid) {
            char line[512];
            while (s->told != NULL && fgets(line, sizeof line, s->told) != NULL)
                fprintf(stderr, "#     %s", line);
            if (s->told != NULL)
                fclose(s->told);
            return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
        }
        usleep(10000);
    }
    kill(s->pid, SIGKILL);
    (void)waitpid(s->pid, &status, 0);
    return -1;
}

/* ---- a client --------------------------------------------------------------------------------------------------------------------- */

static inline int dial(int port)
{
    struct sockaddr_in a = {.sin_family = AF_INET, .sin_port = htons((unsigned short)port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (fd >= 0 && connect(fd, (struct sockaddr *)&a, sizeof a) != 0) {
        close(fd);
        return -1;
    }
    return fd;
}

static inline bool send_all(int fd, const char *p, size_t n)
{
    while (n > 0) {
        ssize_t sent = send(fd, p, n, MSG_NOSIGNAL);
        if (sent <= 0)
            return false;
        p += sent;
        n -= (size_t)sent;
    }
    return true;
}

typedef struct reply {
    int status;   /* 0: none came */
    char *bytes;  /* head and body, NUL behind it; owned: reply_free */
    size_t n, at; /* read; of which answered already (pipelines) */
    const char *body;
    size_t body_n;
    double seconds;
} reply;

static inline void reply_free(reply *r)
{
    free(r->bytes);
    *r = (reply){0};
}

/* "Name: value" of the head, without regard to case: the value's first byte; NULL where it is not there. */
static inline const char *reply_header(const reply *r, const char *name)
{
    size_t n = strlen(name);
    for (const char *line = r->bytes + r->at; line != NULL && line < r->body; line = strstr(line, "\r\n") ? strstr(line, "\r\n") + 2 : NULL)
        if (strncasecmp(line, name, n) == 0 && line[n] == ':')
            return line + n + 2;
    return NULL;
}

static inline bool more_bytes(int fd, reply *r, double until)
{
    struct pollfd p = {fd, POLLIN, 0};
    double left = until - now();
    if (left <= 0 || poll(&p, 1, (int)(left * 1000) + 1) <= 0)
        return false;
    char *bigger = realloc(r->bytes, r->n + 65537);
    if (bigger == NULL)
        return false;
    r->bytes = bigger;
    ssize_t got = recv(fd, r->bytes + r->n, 65536, 0);
    if (got <= 0)
        return false;
    r->n += (size_t)got;
    r->bytes[r->n] = 0;
    return true;
}

/* Reads one answer; `bare`: to a HEAD, which has no body. */
static inline bool read_reply(int fd, reply *r, bool bare, double seconds)
{
    double begin = now(), until = begin + seconds;
    const char *end;
    r->status = 0;
    while (r->bytes == NULL || (end = strstr(r->bytes + r->at, "\r\n\r\n")) == NULL)
        if (!more_bytes(fd, r, until))
            return false;
    size_t head = (size_t)(end - r->bytes) + 4;
    r->body = r->bytes + head;
    const char *length = reply_header(r, "Content-Length");
    r->body_n = length != NULL && !bare ? (size_t)strtoul(length, NULL, 10) : 0;
    while (r->n < head + r->body_n)
        if (!more_bytes(fd, r, until))
            return false;
    r->body = r->bytes + head;
    r->status = (int)strtol(r->bytes + r->at + 9, NULL, 10);
    r->seconds = now() - begin;
    return true;
}

static inline reply ask_raw(int port, const char *request, size_t n, bool bare, double seconds)
{
    reply r = {0};
    double begin = now();
    int fd = dial(port);
    if (fd < 0)
        return r;
    if (send_all(fd, request, n))
        (void)read_reply(fd, &r, bare, seconds);
    close(fd);
    r.seconds = now() - begin;
    return r;
}

/* METHOD and path, further headers ("" or lines that end with CRLF), body (NULL: none). */
static inline reply ask(int port, const char *method, const char *path, const char *headers, const char *body)
{
    size_t n = strlen(path) + strlen(headers) + (body != NULL ? strlen(body) : 0) + 256;
    char *request = malloc(n);
    if (request == NULL)
        return (reply){0};
    int used = body != NULL ? snprintf(request, n, "%s %s HTTP/1.1\r\nHost: localhost:%d\r\n%sContent-Length: %zu\r\n\r\n%s", method, path, port, headers,
                                       strlen(body), body)
                            : snprintf(request, n, "%s %s HTTP/1.1\r\nHost: localhost:%d\r\n%s\r\n", method, path, port, headers);
    reply r = ask_raw(port, request, (size_t)used, strcmp(method, "HEAD") == 0, 20);
    free(request);
    return r;
}

static inline reply get(int port, const char *path) { return ask(port, "GET", path, "", NULL); }

#endif
