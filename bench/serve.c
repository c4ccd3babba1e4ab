/* SPDX-License-Identifier: MIT
 *
 * The server in numbers: the first view of a server that was just started, the questions of every other view (each asked for the first
 * time, three times in different words, the slowest counts), event lists a second, listeners. Times are those of the wall clock; behind
 * them stands what the server's threads took of the processor, which other work on the machine does not swell.
 * usage: serve PROGRAM LEDGER [SECONDS] [LISTENERS]
 */
#include "../tests/serve/client.h"

#include <pthread.h>
#include <stdint.h>
#include <sys/epoll.h>
#include <sys/resource.h>

enum { CONNECTIONS = 32, LISTENERS_MOST = 500, ANSWER_MOST = 1 << 20 };

static server s;

/* Seconds of the processor that the server has used. */
static double processor(void)
{
    char path[64], line[1024] = "";
    (void)snprintf(path, sizeof path, "/proc/%d/stat", (int)s.pid);
    FILE *f = fopen(path, "r");
    if (f != NULL && fgets(line, sizeof line, f) == NULL)
        line[0] = 0;
    if (f != NULL)
        fclose(f);
    const char *at = strrchr(line, ')');
    unsigned long user = 0, system = 0;
    if (at != NULL)
        (void)sscanf(at, ") %*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %lu %lu", &user, &system);
    return (double)(user + system) / (double)sysconf(_SC_CLK_TCK);
}

/* ---- views -------------------------------------------------------------------------------------------------------------------------- */

static const char *const first_view[] = {"/v1/status", "/v1/facets", "/v1/events?limit=50", "/v1/storylines?limit=60"};

static void *ask_one(void *path)
{
    reply r = get(s.port, path);
    double *seconds = malloc(sizeof *seconds);
    if (seconds != NULL)
        *seconds = r.status == 200 ? r.seconds : 99;
    reply_free(&r);
    return seconds;
}

static double ask_together(const char *const *paths, int count)
{
    pthread_t threads[8];
    double begin = now(), worst = 0;
    for (int i = 0; i < count; i++)
        pthread_create(&threads[i], NULL, ask_one, (void *)(uintptr_t)paths[i]);
    for (int i = 0; i < count; i++) {
        void *seconds = NULL;
        pthread_join(threads[i], &seconds);
        if (seconds == NULL || *(double *)seconds > 90)
            worst = 99;
        free(seconds);
    }
    return worst > 90 ? worst : now() - begin;
}

static const char *const questions[] = {
    "/v1/events?with=USA&limit=%d", "/v1/events?between=USA,RUS&limit=%d", "/v1/events?type=CONSULT&status=happened&limit=%d", "/v1/events?place=Riyadh&limit=%d",
    "/v1/events?said_by=Lavrov&limit=%d", "/v1/events?q=talks&limit=%d", "/v1/events?min_certainty=0.8&min_reports=2&limit=%d", "/v1/events?skip=20000&limit=%d",
    "/v1/talks?limit=%d", "/v1/series?by=day&skip=%d", "/v1/series?by=month&with=USA&skip=%d", "/v1/dyads?between=USA,RUS&by=day&skip=%d", "/v1/places?limit=19%d",
    "/v1/network?limit=19%d", "/v1/claims?limit=%d", "/v1/claims?said_by=Lavrov&limit=%d", "/v1/claims?with=USA&limit=%d", "/v1/contradictions?limit=%d",
    "/v1/calendar?limit=%d", "/v1/documents?limit=%d", "/v1/documents?with=USA&limit=%d", "/v1/search?q=embassy&limit=%d", "/v1/search?q=president&limit=%d",
    "/v1/actors?q=Pu&limit=%d", "/v1/storylines?with=USA&limit=%d", "/v1/events/1%d", "/v1/documents/1%d", "/v1/facets?limit=%d",
};

static int ask_all(void)
{
    int late = 0;
    for (size_t i = 0; i < sizeof questions / sizeof *questions; i++) {
        double worst = 0, before = processor();
        size_t bytes = 0;
        char path[160];
        int status = 200;
        for (int k = 0; k < 3; k++) {
            int n = snprintf(path, sizeof path, "%.*s%d%s", (int)(strchr(questions[i], '%') - questions[i]), questions[i], 48 - k, strchr(questions[i], '%') + 2);
            reply r = n > 0 ? get(s.port, path) : (reply){0};
            status = r.status == 200 || r.status == 404 ? status : r.status;
            worst = r.seconds > worst ? r.seconds : worst;
            bytes = r.body_n > bytes ? r.body_n : bytes;
            reply_free(&r);
        }
        late += worst > 0.5 || status != 200;
        printf("%8.1f ms %8.1f ms of the processor %9zu bytes  %s%s\n", worst * 1000, (processor() - before) * 1000 / 3, bytes, path, status != 200 ? "  FAILED" : "");
    }
    return late;
}

/* ---- lists a second ------------------------------------------------------------------------------------------------------------------- */

typedef struct user {
    int fd;
    size_t got, want; /* bytes of the answer; want 0: its head is not whole */
    int asked;
    char head[4096];
    size_t head_n;
} user;

static const char *mark; /* of what all have already; NULL: nothing */

static void send_next(user *u, bool pages, int number)
{
    char request[512];
    int n = pages ? snprintf(request, sizeof request, "GET /v1/events?limit=50&skip=%d HTTP/1.1\r\nHost: localhost\r\n\r\n", number)
                  : snprintf(request, sizeof request, "GET /v1/events?limit=50 HTTP/1.1\r\nHost: localhost\r\n%s%s%s\r\n", mark ? "If-None-Match: " : "", mark ? mark : "",
                             mark ? "\r\n" : "");
    (void)send_all(u->fd, request, (size_t)n);
    u->got = u->want = u->head_n = 0;
}

/* Whether the answer is whole. */
static bool take(user *u, const char *bytes, size_t n)
{
    if (u->want == 0) {
        size_t room = sizeof u->head - 1 - u->head_n, part = n < room ? n : room;
        memcpy(u->head + u->head_n, bytes, part);
        u->head_n += part;
        u->head[u->head_n] = 0;
        const char *end = strstr(u->head, "\r\n\r\n"), *length = strstr(u->head, "Content-Length: ");
        if (end == NULL)
            return false;
        u->want = (size_t)(end - u->head) + 4 + (length != NULL && length < end ? strtoul(length + 16, NULL, 10) : 0);
    }
    u->got += n;
    return u->got >= u->want;
}

static double lists_a_second(bool pages, double seconds)
{
    static user users[CONNECTIONS];
    static char bytes[1 << 18];
    static int number = 100;
    struct epoll_event events[CONNECTIONS];
    int poller = epoll_create1(EPOLL_CLOEXEC);
    long answers = 0;
    for (int i = 0; i < CONNECTIONS; i++) {
        users[i] = (user){.fd = dial(s.port)};
        struct epoll_event e = {.events = EPOLLIN, .data.ptr = &users[i]};
        (void)epoll_ctl(poller, EPOLL_CTL_ADD, users[i].fd, &e);
        send_next(&users[i], pages, number++);
    }
    double begin = now();
    while (now() - begin < seconds) {
        int n = epoll_wait(poller, events, CONNECTIONS, 100);
        for (int i = 0; i < n; i++) {
            user *u = events[i].data.ptr;
            ssize_t got = recv(u->fd, bytes, sizeof bytes, 0);
            if (got > 0 && take(u, bytes, (size_t)got)) {
                answers++;
                send_next(u, pages, number++);
            }
        }
    }
    double spent = now() - begin;
    for (int i = 0; i < CONNECTIONS; i++)
        close(users[i].fd);
    close(poller);
    return (double)answers / spent;
}

static void tell_lists(const char *what, bool pages, double seconds)
{
    double before = processor(), rate = lists_a_second(pages, seconds), used = processor() - before;
    printf("%8.0f a second, %8.0f a second of the processor: %s\n", rate, used > 0 ? rate * seconds / used : 0, what);
}

/* ---- listeners -------------------------------------------------------------------------------------------------------------------------- */

static void tell_listeners(int count)
{
    static const char listen[] = "GET /v1/live HTTP/1.1\r\nHost: localhost\r\n\r\n";
    static int fd[LISTENERS_MOST];
    static char bytes[8192];
    int taken = 0, heard = 0;
    for (int i = 0; i < count; i++) {
        fd[i] = dial(s.port);
        taken += fd[i] >= 0 && send_all(fd[i], listen, sizeof listen - 1);
    }
    usleep(500000);
    for (int i = 0; i < count; i++)
        (void)recv(fd[i], bytes, sizeof bytes, 0);
    reply r = ask(s.port, "POST", "/v1/corrections", "Content-Type: application/json\r\n",
                  "{\"document\":1,\"mention\":null,\"verdict\":\"missing\",\"field\":\"type\",\"value\":\"AID\",\"note\":\"bench\",\"who\":\"bench\"}");
    double begin = now(), last = 0;
    for (int i = 0; r.status == 201 && i < count; i++) {
        bool found = false;
        while (!found && now() - begin < 5) {
            struct pollfd p = {fd[i], POLLIN, 0};
            ssize_t n = poll(&p, 1, 5000) > 0 ? recv(fd[i], bytes, sizeof bytes - 1, 0) : 0;
            if (n <= 0)
                break;
            bytes[n] = 0;
            found = strstr(bytes, "event: ledger") != NULL;
        }
        heard += found;
        last = now() - begin;
    }
    char path[64];
    const char *id = r.body != NULL ? strstr(r.body, "\"id\":") : NULL;
    (void)snprintf(path, sizeof path, "/v1/corrections/%ld", id != NULL ? strtol(id + 5, NULL, 10) : 0);
    reply_free(&r);
    r = ask(s.port, "DELETE", path, "", NULL);
    reply_free(&r);
    printf("%d of %d listeners heard of a change, the last after %.2f s\n", heard, taken, last);
    for (int i = 0; i < count; i++)
        close(fd[i]);
}

int main(int count, char **arguments)
{
    if (count < 3) {
        fprintf(stderr, "usage: serve PROGRAM LEDGER [SECONDS] [LISTENERS]\n");
        return 2;
    }
    double seconds = count > 3 ? strtod(arguments[3], NULL) : 5;
    int listeners = count > 4 ? (int)strtol(arguments[4], NULL, 10) : 300;
    struct rlimit limit;
    if (getrlimit(RLIMIT_NOFILE, &limit) == 0) {
        limit.rlim_cur = limit.rlim_max < 4096 ? limit.rlim_max : 4096;
        (void)setrlimit(RLIMIT_NOFILE, &limit);
    }
    signal(SIGPIPE, SIG_IGN);
    const char *start[] = {arguments[1], "serve", "--db", arguments[2], "--port", "0", NULL};
    double begin = now();
    if (!server_start(&s, start)) {
        fprintf(stderr, "serve: the server did not start: %s\n", s.first);
        return 1;
    }
    printf("%8.1f ms until it listens\n", (now() - begin) * 1000);
    double before = processor(), cold = ask_together(first_view, 4);
    printf("%8.1f ms %8.1f ms of the processor: first view, just started (status, facets, 50 events, 60 storylines together)\n", cold * 1000, (processor() - before) * 1000);
    printf("%8.1f ms: first view of the next reader\n", ask_together(first_view, 4) * 1000);
    int late = ask_all();
    printf("%d of these questions took more than 500 ms\n", late);
    tell_lists("an event list of 50, kept", false, seconds);
    tell_lists("event lists of 50, each one new", true, seconds);
    reply r = get(s.port, "/v1/events?limit=50");
    static char own[64];
    const char *tag = r.bytes != NULL ? reply_header(&r, "ETag") : NULL;
    (void)snprintf(own, sizeof own, "%.*s", tag != NULL ? (int)strcspn(tag, "\r") : 0, tag != NULL ? tag : "");
    mark = own;
    tell_lists("an event list that the client has (304)", false, seconds);
    reply_free(&r);
    tell_listeners(listeners < LISTENERS_MOST ? listeners : LISTENERS_MOST);
    return server_end(&s, SIGTERM, 10);
}
