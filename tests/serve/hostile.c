/* SPDX-License-Identifier: MIT
 *
 * Hostile clients beside an ordinary one. Threads send REQUESTS requests of every bad kind (fuzzed paths, headers and bodies, rubbish,
 * lengths that lie, endless heads, cut connections, pipelines nobody reads, questions that cost much), others hold LISTENERS live
 * streams, send byte by byte or take no answer. All the while one client asks for lists as people do. The server must answer it in time,
 * answer nobody with 500, not grow, hold no descriptors back, and end cleanly. The same seed sends the same requests.
 * usage: hostile PROGRAM LEDGER REQUESTS LISTENERS [SEED]
 */
#include "client.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdint.h>
#include <sys/resource.h>

enum { THREADS = 4, SLOW = 40, DEAF = 20, ROOM = 70000, TIMES = 100000, LISTENERS_ROOM = 1000 };

static server s;
static atomic_int left, answered, refused_by_status[6], server_errors, nonsense;
static atomic_bool over;
static double taken[TIMES];
static int asked, failed_asks;

/* ---- chance ------------------------------------------------------------------------------------------------------------------------ */

typedef struct chance {
    uint64_t x;
} chance;

static uint32_t any(chance *c, uint32_t below) /* xorshift* */
{
    c->x ^= c->x >> 12;
    c->x ^= c->x << 25;
    c->x ^= c->x >> 27;
    return (uint32_t)((c->x * 0x2545F4914F6CDD1DULL) >> 33) % below;
}

/* ---- requests ---------------------------------------------------------------------------------------------------------------------- */

typedef struct text {
    char p[ROOM];
    size_t n;
} text;

static void add(text *t, const char *format, ...) __attribute__((format(printf, 2, 3)));
static void add(text *t, const char *format, ...)
{
    va_list list;
    va_start(list, format);
    int n = vsnprintf(t->p + t->n, ROOM - t->n, format, list);
    va_end(list);
    if (n > 0)
        t->n = t->n + (size_t)n < ROOM ? t->n + (size_t)n : ROOM - 1;
}

static void add_rubbish(text *t, chance *c, size_t n)
{
    while (n-- > 0 && t->n < ROOM - 1)
        t->p[t->n++] = (char)any(c, 256);
}

static const char *const targets[] = {
    "/", "/app.js", "/v1/", "/v1/status", "/v1/facets", "/v1/events", "/v1/events/1", "/v1/events/999", "/v1/documents", "/v1/documents/1", "/v1/talks",
    "/v1/series?by=day", "/v1/dyads?between=USA,RUS", "/v1/places", "/v1/network", "/v1/claims", "/v1/contradictions", "/v1/calendar", "/v1/search?q=talks",
    "/v1/actors?q=a", "/v1/corrections", "/v1/corrections.jsonl", "/v1/storylines", "/v1/read", "/v1/live",
};
static const char *const values[] = {
    "", "1", "0", "-1", "99999999999999999999", "1e9", "nan", "%00", "%", "%zz", "%C0%AF", "%ED%A0%80", "'", "\"", "';DROP TABLE event;--", "a*", "NEAR(a b, 999999)",
    "\"", "a%20AND", "(((((((((((", "*", "^", "title:x", "-", "USA,RUS", "USA,,", ",,,,,,,,,,,,,,,,,,,,,,,,", "../../../etc/passwd", "%2e%2e%2f", "RUS", "2025-02-30",
    "happened", "%F0%9F%98%80", "%25", "_%", "\\", "A,B,C,D,E,F,G,H,I,J,K,L,M,N,O,P,Q", "day", "oldest",
};
static const char *const names[] = {"limit", "skip", "q", "with", "between", "type", "status", "since", "until", "place", "said_by", "outlet", "order", "by",
                                    "min_certainty", "min_reports", "quad", "storyline", "event", "document", "kind", "context", "mode", "%00", "x", ""};
#define PICK(c, list) list[any(c, sizeof list / sizeof *list)]

static void add_target(text *t, chance *c)
{
    add(t, "%s", PICK(c, targets));
    if (any(c, 4) == 0)
        for (uint32_t i = any(c, 8); i > 0; i--)
            add(t, "%s", any(c, 2) ? "/.." : any(c, 2) ? "//" : "/%2e");
    uint32_t parameters = any(c, 4) == 0 ? any(c, 60) : any(c, 4);
    for (uint32_t i = 0; i < parameters; i++)
        add(t, "%c%s=%s", strchr(t->p, '?') != NULL || i > 0 ? '&' : '?', PICK(c, names), PICK(c, values));
    if (any(c, 10) == 0)
        add(t, "&q=%0*d", 1 + (int)any(c, 9000), 7);
}

static void fuzzed_path(text *t, chance *c)
{
    add(t, "%s ", any(c, 8) ? "GET" : any(c, 2) ? "HEAD" : "DELETE");
    add_target(t, c);
    if (any(c, 6) == 0)
        add_rubbish(t, c, 1 + any(c, 40));
    add(t, " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
}

static void fuzzed_headers(text *t, chance *c)
{
    static const char *const headers[] = {
        "Content-Length: 5", "Content-Length: 5", "Content-Length: -5", "Content-Length: 99999999999", "Transfer-Encoding: chunked", "Host: a", "Host: localhost",
        "Expect: 100-continue", "Connection: close, keep-alive, upgrade", "Upgrade: h2c", "If-None-Match: *", "If-None-Match: \"\"\"\"", "Accept-Encoding: gzip;q=x,,;",
        "Origin: null", "Range: bytes=0-", " folded: yes", "No colon", ": empty", "X: \x01\x02", "Cookie: a=b", "Authorization: Bearer ", "Last-Event-ID: x", "Sec-Fetch-Site: ?",
    };
    add(t, "%s ", any(c, 3) ? "GET" : "POST");
    add(t, "%s HTTP/1.%u\r\n", PICK(c, targets), any(c, 3));
    if (any(c, 3))
        add(t, "Host: localhost\r\n");
    for (uint32_t i = any(c, 6) == 0 ? any(c, 120) : any(c, 8); i > 0; i--)
        add(t, "%s%s", PICK(c, headers), any(c, 12) ? "\r\n" : "\n");
    if (any(c, 6) == 0)
        add(t, "X-Long: %0*d\r\n", 1 + (int)any(c, 30000), 1);
    if (any(c, 6) == 0)
        add_rubbish(t, c, any(c, 200));
    add(t, "\r\n");
}

static void fuzzed_body(text *t, chance *c)
{
    static const char *const bodies[] = {
        "", "{", "{}", "null", "[]", "7", "\"", "{\"text\":", "{\"text\":\"a\"}x", "{\"text\":\"\\ud800\"}", "{\"text\":\"a\\u0000b\",\"title\":\"\\u0000\"}", "{\"text\":[]}",
        "{\"document\":1,\"mention\":-1,\"verdict\":\"right\",\"who\":\"x\"}", "{\"document\":1e99,\"verdict\":{}}", "{\"document\":999999999999,\"mention\":null,\"verdict\":\"missing\",\"who\":\"x\"}",
        "{\"document\":1,\"mention\":1,\"verdict\":\"wrong\",\"field\":\"'\",\"who\":\"x\"}", "{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{}}}}}}}}}}", "{\"date\":\"the 40th\",\"text\":\"x\"}",
    };
    const char *body = PICK(c, bodies);
    size_t filler = any(c, 5) == 0 ? any(c, 20000) : 0, length = strlen(body) + filler;
    uint32_t lie = any(c, 6);
    add(t, "POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Type: %s\r\nContent-Length: %zu\r\n\r\n%s", any(c, 2) ? "/v1/read" : "/v1/corrections",
        any(c, 4) ? "application/json" : any(c, 2) ? "text/plain" : "x/y;;;=", lie == 0 ? length + 50 : lie == 1 && length > 3 ? length - 3 : length, body);
    add_rubbish(t, c, filler);
}

static void rubbish(text *t, chance *c) { add_rubbish(t, c, 1 + any(c, 3000)); }

static void costly(text *t, chance *c)
{
    static const char *const questions[] = {"/v1/network?limit=2000", "/v1/events?q=pre*&skip=9000000&limit=500", "/v1/search?q=the*%20OR%20con*%20OR%20com*&limit=50",
                                            "/v1/claims?said_by=a&limit=500", "/v1/series?by=day", "/v1/documents?limit=500&q=the", "/v1/places?limit=2000",
                                            "/v1/events?said_by=%25&place=a&context=x&limit=500", "/v1/storylines?q=the&limit=500", "/v1/facets"};
    add(t, "GET %s%sskip=%u HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", PICK(c, questions), strchr(t->p, '?') ? "&" : "&", any(c, 5000));
}

static void pipeline(text *t, chance *c)
{
    for (uint32_t i = 5 + any(c, 60); i > 0; i--)
        add(t, "GET /v1/events?limit=500&skip=%u HTTP/1.1\r\nHost: localhost\r\n\r\n", any(c, 4));
}

/* ---- hostile clients --------------------------------------------------------------------------------------------------------------- */

static void look_at(const char *bytes, ssize_t n)
{
    int status = n >= 12 ? (int)strtol(bytes + 9, NULL, 10) : 0;
    atomic_fetch_add(&answered, 1);
    if (n < 12 || strncmp(bytes, "HTTP/1.1 ", 9) != 0 || status < 100 || status > 599)
        atomic_fetch_add(&nonsense, 1);
    else
        atomic_fetch_add(&refused_by_status[status / 100], 1);
    if (status == 500)
        atomic_fetch_add(&server_errors, 1);
}

/* Sends, and hangs up in one of the ways there are. */
static void attack(const text *t, chance *c)
{
    static const struct linger at_once = {1, 0};
    char bytes[4096];
    uint32_t manner = any(c, 8);
    int fd = dial(s.port);
    if (fd < 0)
        return;
    size_t n = manner == 0 && t->n > 1 ? any(c, (uint32_t)t->n) : t->n;
    (void)send_all(fd, t->p, n);
    if (manner == 1)
        (void)setsockopt(fd, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
    else if (manner == 2)
        (void)shutdown(fd, SHUT_WR);
    struct pollfd p = {fd, POLLIN, 0};
    if (manner != 1 && manner != 0 && poll(&p, 1, 300) > 0) {
        ssize_t got = recv(fd, bytes, sizeof bytes - 1, 0);
        if (got > 0) {
            bytes[got] = 0;
            look_at(bytes, got);
        }
    }
    close(fd);
}

static void *attacker(void *user)
{
    static void (*const kinds[])(text *, chance *) = {fuzzed_path, fuzzed_path, fuzzed_headers, fuzzed_headers, fuzzed_body, fuzzed_body, rubbish, costly, pipeline};
    chance c = {(uint64_t)(uintptr_t)user * 7919 + 1};
    text *t = malloc(sizeof *t);
    while (t != NULL && atomic_fetch_sub(&left, 1) > 0) {
        t->n = 0;
        t->p[0] = 0;
        PICK(&c, kinds)(t, &c);
        attack(t, &c);
    }
    free(t);
    return NULL;
}

/* Heads and bodies that come byte by byte and never end; answers that nobody takes. Whoever is thrown out comes again. */
static void *slow_ones(void *user)
{
    static const char head[] = "GET /v1/events HTTP/1.1\r\nHost: localhost\r\nX-Slow: yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy";
    static const char deaf[] = "GET /v1/documents?limit=500 HTTP/1.1\r\nHost: localhost\r\n\r\n";
    static const int small = 2048;
    int fd[SLOW + DEAF];
    size_t at[SLOW] = {0};
    (void)user;
    for (int i = 0; i < SLOW + DEAF; i++)
        fd[i] = -1;
    while (!atomic_load(&over)) {
        for (int i = 0; i < SLOW + DEAF; i++) {
            if (fd[i] < 0 && (fd[i] = dial(s.port)) >= 0 && i >= SLOW) {
                (void)setsockopt(fd[i], SOL_SOCKET, SO_RCVBUF, &small, sizeof small);
                for (int k = 0; k < 40; k++)
                    (void)send_all(fd[i], deaf, sizeof deaf - 1);
            }
            if (i < SLOW && fd[i] >= 0 && !send_all(fd[i], head + at[i]++ % (sizeof head - 1), 1)) {
                close(fd[i]);
                fd[i] = -1;
                at[i] = 0;
            }
        }
        usleep(100000);
    }
    for (int i = 0; i < SLOW + DEAF; i++)
        if (fd[i] >= 0)
            close(fd[i]);
    return NULL;
}

/* ---- the ordinary client ------------------------------------------------------------------------------------------------------------- */

static void *ordinary(void *user)
{
    (void)user;
    while (!atomic_load(&over) && asked < TIMES) {
        char path[96];
        (void)snprintf(path, sizeof path, "/v1/events?limit=20&skip=%d", asked % 50);
        reply r = get(s.port, path);
        failed_asks += r.status != 200;
        taken[asked++] = r.seconds;
        reply_free(&r);
        usleep(20000);
    }
    return NULL;
}

static int by_size(const void *x, const void *y)
{
    double a = *(const double *)x, b = *(const double *)y;
    return a < b ? -1 : a > b;
}

/* ---- the server's state --------------------------------------------------------------------------------------------------------------- */

static long memory_of(pid_t pid) /* KiB */
{
    char path[64], line[256];
    long kib = -1;
    (void)snprintf(path, sizeof path, "/proc/%d/status", (int)pid);
    FILE *f = fopen(path, "r");
    while (f != NULL && fgets(line, sizeof line, f) != NULL)
        if (strncmp(line, "VmRSS:", 6) == 0)
            kib = strtol(line + 6, NULL, 10);
    if (f != NULL)
        fclose(f);
    return kib;
}

static int descriptors_of(pid_t pid)
{
    char command[96], line[32] = "";
    (void)snprintf(command, sizeof command, "ls /proc/%d/fd | wc -l", (int)pid);
    FILE *f = popen(command, "r");
    if (f != NULL && fgets(line, sizeof line, f) == NULL)
        line[0] = 0;
    if (f != NULL)
        pclose(f);
    return (int)strtol(line, NULL, 10);
}

static int listeners_of(int fd[], int count)
{
    static const char listen[] = "GET /v1/live HTTP/1.1\r\nHost: localhost\r\n\r\n";
    int heard = 0;
    for (int i = 0; i < count; i++) {
        fd[i] = dial(s.port);
        if (fd[i] >= 0)
            (void)send_all(fd[i], listen, sizeof listen - 1);
    }
    for (int i = 0; i < count; i++) {
        char bytes[1024];
        struct pollfd p = {fd[i], POLLIN, 0};
        heard += fd[i] >= 0 && poll(&p, 1, 5000) > 0 && recv(fd[i], bytes, sizeof bytes, 0) > 12 && strncmp(bytes, "HTTP/1.1 200", 12) == 0;
    }
    return heard;
}

/* A correction is news: how many of the listeners hear of it within `seconds`? */
static int told(int fd[], int count, double seconds)
{
    reply r = ask(s.port, "POST", "/v1/corrections", "Content-Type: application/json\r\n",
                  "{\"document\":1,\"mention\":null,\"verdict\":\"missing\",\"field\":\"type\",\"value\":\"AID\",\"who\":\"a reader\"}");
    double until = now() + seconds;
    int heard = 0;
    for (int i = 0; i < count; i++) {
        bool found = false;
        while (!found && now() < until) {
            char bytes[8192];
            struct pollfd p = {fd[i], POLLIN, 0};
            if (poll(&p, 1, (int)((until - now()) * 1000)) <= 0)
                break;
            ssize_t n = recv(fd[i], bytes, sizeof bytes - 1, 0);
            if (n <= 0)
                break;
            bytes[n] = 0;
            found = strstr(bytes, "event: ledger") != NULL;
        }
        heard += found;
    }
    heard = r.status == 201 ? heard : -1;
    reply_free(&r);
    return heard;
}

static int failures;

static void result(bool good, const char *name, const char *format, ...) __attribute__((format(printf, 3, 4)));
static void result(bool good, const char *name, const char *format, ...)
{
    va_list list;
    failures += !good;
    printf(good ? "ok serve/hostile: %s (" : "not ok serve/hostile: %s (", name);
    va_start(list, format);
    vprintf(format, list);
    va_end(list);
    printf(")\n");
    fflush(stdout);
}

static void run_all(uint64_t seed)
{
    pthread_t attackers[THREADS], slow, usual;
    pthread_create(&usual, NULL, ordinary, NULL);
    pthread_create(&slow, NULL, slow_ones, NULL);
    for (uintptr_t i = 0; i < THREADS; i++)
        pthread_create(&attackers[i], NULL, attacker, (void *)(seed + i + 1));
    for (int i = 0; i < THREADS; i++)
        pthread_join(attackers[i], NULL);
    atomic_store(&over, true);
    pthread_join(slow, NULL);
    pthread_join(usual, NULL);
}

int main(int count, char **arguments)
{
    static int fd[LISTENERS_ROOM];
    if (count < 5) {
        fprintf(stderr, "usage: hostile PROGRAM LEDGER REQUESTS LISTENERS [SEED]\n");
        return 2;
    }
    int requests = (int)strtol(arguments[3], NULL, 10), listeners = (int)strtol(arguments[4], NULL, 10);
    struct rlimit r;
    if (getrlimit(RLIMIT_NOFILE, &r) == 0) {
        r.rlim_cur = r.rlim_max < 4096 ? r.rlim_max : 4096;
        (void)setrlimit(RLIMIT_NOFILE, &r);
    }
    listeners = listeners < LISTENERS_ROOM ? listeners : LISTENERS_ROOM;
    signal(SIGPIPE, SIG_IGN);
    const char *start[] = {arguments[1], "serve", "--db", arguments[2], "--port", "0", NULL};
    if (!server_start(&s, start)) {
        printf("not ok serve/hostile: the server did not start: %s\n", s.first);
        return 1;
    }
    int heard = listeners_of(fd, listeners);
    result(heard == listeners, "all listeners are taken", "%d of %d", heard, listeners);
    atomic_store(&left, requests / 10);
    run_all(1);
    reply first = ask(s.port, "POST", "/v1/read", "Content-Type: text/plain\r\n", "Kenya and Uganda held talks in Nairobi."); /* loads the engine */
    reply_free(&first);
    long before = memory_of(s.pid);
    int descriptors = descriptors_of(s.pid);
    atomic_store(&left, requests - requests / 10);
    atomic_store(&over, false);
    asked = failed_asks = 0;
    double begin = now();
    run_all(count > 5 ? (uint64_t)strtoull(arguments[5], NULL, 10) : 20250308);
    double seconds = now() - begin;
    long after = memory_of(s.pid);
    qsort(taken, (size_t)asked, sizeof *taken, by_size);
    result(kill(s.pid, 0) == 0 && after > 0, "the server lives", "%d requests in %.0f s; answers 2xx %d, 3xx %d, 4xx %d, 5xx %d", requests, seconds, refused_by_status[2],
           refused_by_status[3], refused_by_status[4], refused_by_status[5]);
    result(server_errors == 0 && nonsense == 0 && answered > 0, "what is answered is HTTP, and no fault of the server", "%d answers, %d of status 500, %d no HTTP", answered,
           server_errors, nonsense);
    double median = asked > 0 ? taken[asked / 2] : 99, late = asked > 0 ? taken[asked * 99 / 100] : 99, last = asked > 0 ? taken[asked - 1] : 99;
    result(asked > 10 && failed_asks == 0 && late < 1 && last < 3, "an ordinary client is answered in time", "%d questions, %d failed, median %.0f ms, 99 %% %.0f ms, worst %.0f ms",
           asked, failed_asks, median * 1000, late * 1000, last * 1000);
    heard = told(fd, listeners, 5);
    result(heard == listeners, "listeners hear the news afterwards", "%d of %d", heard, listeners);
    usleep(1500000);
    int later = descriptors_of(s.pid);
    result(later <= descriptors + 10, "no descriptor is held back", "%d before, %d after", descriptors, later);
    result(after < before + 65536, "memory does not grow", "%ld MiB before, %ld MiB after", before / 1024, after / 1024);
    for (int i = 0; i < listeners; i++)
        if (fd[i] >= 0)
            close(fd[i]);
    int end = server_end(&s, SIGTERM, 20);
    result(end == 0, "it ends when it is told to", "status %d", end);
    return failures != 0;
}
