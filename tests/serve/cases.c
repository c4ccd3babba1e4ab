/* SPDX-License-Identifier: MIT
 *
 * What a client of `dragoman serve` may rely on: each case asks a server of its own making over the example ledger. One line a case:
 * "ok serve/NAME" or "not ok serve/NAME: what was seen".
 * usage: cases PROGRAM LEDGER WORK      (the ledger is written to: give a copy)
 */
#include "client.h"

static const char *program, *ledger, *work;
static server s;
static int failed;

static void result(bool good, const char *name, const reply *r)
{
    failed += !good;
    if (good)
        printf("ok serve/%s\n", name);
    else
        printf("not ok serve/%s: status %d, %.200s\n", name, r != NULL ? r->status : 0, r != NULL && r->body != NULL ? r->body : "no answer");
    fflush(stdout);
}

static bool start(server *one, const char *db, const char *extra, const char *value)
{
    const char *arguments[] = {program, "serve", "--db", db, "--port", "0", extra, value, NULL};
    return server_start(one, arguments);
}

/* The number behind "name": in the body; -1: none. */
static long number(const reply *r, const char *name)
{
    char key[64];
    (void)snprintf(key, sizeof key, "\"%s\":", name);
    const char *at = r->body != NULL ? strstr(r->body, key) : NULL;
    return at != NULL ? strtol(at + strlen(key), NULL, 10) : -1;
}

static bool holds(const reply *r, const char *text) { return r->body != NULL && strstr(r->body, text) != NULL; }

/* ---- answers ---------------------------------------------------------------------------------------------------------------------- */

static bool is_guarded(const reply *r)
{
    static const char *const headers[] = {"X-Content-Type-Options", "X-Frame-Options", "Referrer-Policy", "Cross-Origin-Resource-Policy", "Date"};
    const char *policy = r->bytes != NULL ? reply_header(r, "Content-Security-Policy") : NULL;
    bool good = policy != NULL && strstr(policy, "default-src 'none'") != NULL && strstr(policy, "frame-ancestors 'none'") != NULL;
    for (size_t i = 0; good && i < sizeof headers / sizeof *headers; i++)
        good = reply_header(r, headers[i]) != NULL;
    return good && reply_header(r, "Access-Control-Allow-Origin") == NULL;
}

static void every_answer_is_guarded(void)
{
    static const char *const paths[] = {"/", "/app.js", "/v1/status", "/v1/none", "/v1/events?limit=x", "/v1/read"};
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        reply r = get(s.port, paths[i]);
        char name[96];
        (void)snprintf(name, sizeof name, "strict headers of %s", paths[i]);
        result(r.status != 0 && is_guarded(&r), name, &r);
        reply_free(&r);
    }
}

static void errors_are_problems(void)
{
    static const struct {
        const char *method, *path, *headers, *body;
        int status;
    } asked[] = {
        {"GET", "/v1/none", "", NULL, 404},
        {"GET", "/v1/events/99999999", "", NULL, 404},
        {"GET", "/../../etc/passwd", "", NULL, 404},
        {"GET", "/%2e%2e/%2e%2e/etc/passwd", "", NULL, 404},
        {"GET", "/v1/events?limit=10000", "", NULL, 400},
        {"GET", "/v1/events?q=%22open", "", NULL, 400},
        {"GET", "/v1/events?q=NEAR(", "", NULL, 400},
        {"GET", "/v1/search", "", NULL, 400},
        {"GET", "/v1/dyads", "", NULL, 400},
        {"GET", "/v1/events?with='%20OR%201", "", NULL, 400},
        {"PUT", "/v1/events", "", "{}", 405},
        {"GET", "/v1/read", "", NULL, 405},
        {"POST", "/v1/read", "Content-Type: image/png\r\n", "x", 415},
        {"POST", "/v1/read", "Content-Type: application/json\r\n", "{\"text\":", 400},
        {"POST", "/v1/read", "Content-Type: application/json\r\n", "[[[[[[[[[[[[[[[[", 400},
        {"POST", "/v1/read", "Content-Type: application/json\r\n", "{\"text\":7}", 400},
        {"POST", "/v1/corrections", "Content-Type: application/json\r\n", "{\"document\":1,\"mention\":1,\"verdict\":\"fine\",\"who\":\"x\"}", 400},
        {"POST", "/v1/corrections", "Content-Type: application/json\r\n", "{\"document\":999999,\"mention\":null,\"verdict\":\"missing\",\"who\":\"x\"}", 404},
        {"POST", "/v1/corrections", "Content-Type: application/json\r\nOrigin: https://evil.example\r\n", "{}", 403},
        {"DELETE", "/v1/corrections/999999", "", NULL, 404},
        {"GET", "/v1/status", "Host: twice\r\n", NULL, 400},
    };
    for (size_t i = 0; i < sizeof asked / sizeof *asked; i++) {
        reply r = ask(s.port, asked[i].method, asked[i].path, asked[i].headers, asked[i].body);
        const char *type = r.bytes != NULL ? reply_header(&r, "Content-Type") : NULL;
        char name[128];
        (void)snprintf(name, sizeof name, "%s %.60s is a problem %d", asked[i].method, asked[i].path, asked[i].status);
        result(r.status == asked[i].status && type != NULL && strncmp(type, "application/problem+json", 24) == 0 && number(&r, "status") == asked[i].status, name, &r);
        reply_free(&r);
    }
}

static void an_other_name_is_refused(void)
{
    static const char text[] = "GET /v1/status HTTP/1.1\r\nHost: rebound.example:80\r\n\r\n";
    reply r = ask_raw(s.port, text, sizeof text - 1, false, 10);
    result(r.status == 421, "a name that is not this server's", &r);
    reply_free(&r);
}

static void a_list_is_paged(void)
{
    reply r = get(s.port, "/v1/status");
    long events = number(&r, "events"), seen = 0, last = -1, pages = 0;
    bool ordered = true;
    char path[512] = "/v1/events?limit=7&order=oldest";
    char day[16] = "";
    reply_free(&r);
    while (path[0] != 0 && pages++ < 1000) {
        r = get(s.port, path);
        for (const char *at = r.body; at != NULL && (at = strstr(at, "{\"id\":")) != NULL; at++) {
            if (strncmp(strchr(at, ','), ",\"day\":\"", 8) != 0)
                continue;
            long id = strtol(at + 6, NULL, 10);
            const char *this_day = strchr(at, ',') + 8;
            int order = strncmp(day, this_day, 10);
            ordered = ordered && (order < 0 || (order == 0 && id > last));
            (void)snprintf(day, sizeof day, "%.10s", this_day);
            last = id;
            seen++;
        }
        const char *next = r.body != NULL ? strstr(r.body, "\"next\":\"") : NULL;
        (void)snprintf(path, sizeof path, "%.*s", next != NULL ? (int)strcspn(next + 8, "\"") : 0, next != NULL ? next + 8 : "");
        reply_free(&r);
    }
    char name[96];
    (void)snprintf(name, sizeof name, "a list in pages of seven holds every event once, in order");
    failed += !(seen == events && events > 0 && ordered);
    printf(seen == events && events > 0 && ordered ? "ok serve/%s\n" : "not ok serve/%s: %ld of %ld\n", name, seen, events);
}

static void marks_save_answers(void)
{
    char header[160];
    reply r = get(s.port, "/v1/events?limit=3"), again, head;
    const char *mark = r.bytes != NULL ? reply_header(&r, "ETag") : NULL;
    (void)snprintf(header, sizeof header, "If-None-Match: \"other\", %.*s\r\n", mark != NULL ? (int)strcspn(mark, "\r") : 0, mark != NULL ? mark : "");
    again = ask(s.port, "GET", "/v1/events?limit=3", header, NULL);
    result(mark != NULL && again.status == 304 && again.body_n == 0, "what a client has is not sent again", &again);
    reply_free(&again);
    again = ask(s.port, "GET", "/v1/events?limit=4", header, NULL);
    result(again.status == 200, "the mark of one question is not that of another", &again);
    head = ask(s.port, "HEAD", "/v1/events?limit=3", "", NULL);
    const char *length = head.bytes != NULL ? reply_header(&head, "Content-Length") : NULL;
    result(head.status == 200 && length != NULL && (size_t)strtoul(length, NULL, 10) == r.body_n && head.n == (size_t)(head.body - head.bytes),
           "HEAD tells the length and nothing else", &head);
    reply_free(&head);
    reply_free(&again);
    reply_free(&r);
}

static void the_page_comes_packed_or_plain(void)
{
    reply packed = ask(s.port, "GET", "/app.js", "Accept-Encoding: gzip\r\n", NULL), plain = get(s.port, "/app.js");
    result(packed.status == 200 && (unsigned char)packed.body[0] == 0x1f && packed.body_n < 150000 && reply_header(&packed, "Content-Encoding") != NULL,
           "the page is sent packed", &packed);
    result(plain.status == 200 && plain.body_n > packed.body_n && reply_header(&plain, "Content-Encoding") == NULL, "and plain for who cannot unpack it", &plain);
    reply_free(&packed);
    reply_free(&plain);
}

/* ---- corrections -------------------------------------------------------------------------------------------------------------------- */

static void a_correction_is_kept_shown_exported_and_taken_back(void)
{
    reply event = get(s.port, "/v1/events/1"), before = get(s.port, "/v1/corrections");
    const char *mentions = event.body != NULL ? strstr(event.body, "\"mentions\":[{\"id\":") : NULL;
    char body[256], path[64];
    long document = -1, mention = -1;
    if (mentions != NULL) {
        mention = strtol(mentions + 18, NULL, 10);
        document = strtol(strstr(mentions, "\"document\":") + 11, NULL, 10);
    }
    (void)snprintf(body, sizeof body,
                   "{\"document\":%ld,\"mention\":%ld,\"verdict\":\"wrong\",\"field\":\"type\",\"value\":\"AGREE\",\"note\":\"<script>\\u0022\",\"who\":\"A. Reader\"}",
                   document, mention);
    reply made = ask(s.port, "POST", "/v1/corrections", "Content-Type: application/json\r\nOrigin: http://localhost:1\r\n", body);
    result(made.status == 403, "another port is another page", &made);
    reply_free(&made);
    made = ask(s.port, "POST", "/v1/corrections", "Content-Type: application/json\r\n", body);
    result(made.status == 201 && number(&made, "mention") == mention && holds(&made, "\"note\":\"<script>\\\"\"") && reply_header(&made, "Location") != NULL,
           "a correction is kept", &made);
    reply shown = get(s.port, "/v1/events/1"), after = get(s.port, "/v1/corrections"), gold = get(s.port, "/v1/corrections.jsonl");
    result(holds(&shown, "A. Reader"), "it is shown with its event at once", &shown);
    result(holds(&after, "A. Reader") && !holds(&before, "A. Reader"), "it is in the list", &after);
    result(holds(&gold, "\"verdict\":\"wrong\",\"field\":\"type\",\"value\":\"AGREE\""), "it is exported as gold", &gold);
    (void)snprintf(path, sizeof path, "/v1/corrections/%ld", number(&made, "id"));
    reply gone = ask(s.port, "DELETE", path, "", NULL), twice = ask(s.port, "DELETE", path, "", NULL);
    result(gone.status == 204 && twice.status == 404, "it can be taken back, once", &twice);
    reply_free(&event);
    reply_free(&before);
    reply_free(&made);
    reply_free(&shown);
    reply_free(&after);
    reply_free(&gold);
    reply_free(&gone);
    reply_free(&twice);
}

static void a_token_guards_writing(void)
{
    static const char body[] = "{\"document\":1,\"mention\":null,\"verdict\":\"missing\",\"field\":\"type\",\"value\":\"AID\",\"who\":\"x\"}";
    server guarded, far;
    if (!start(&guarded, ledger, "--token", "swordfish")) {
        result(false, "a server with a token", NULL);
        return;
    }
    reply r = ask(guarded.port, "POST", "/v1/corrections", "Content-Type: application/json\r\n", body);
    result(r.status == 401 && reply_header(&r, "WWW-Authenticate") != NULL, "without the token nothing is written", &r);
    reply_free(&r);
    r = ask(guarded.port, "POST", "/v1/corrections", "Content-Type: application/json\r\nAuthorization: Bearer swordfish\r\n", body);
    result(r.status == 201, "with it, it is", &r);
    reply_free(&r);
    result(server_end(&guarded, SIGTERM, 5) == 0, "SIGTERM ends it cleanly", NULL);
    if (!start(&far, ledger, "--listen", "0.0.0.0")) {
        result(false, "a server for others", NULL);
        return;
    }
    r = ask(far.port, "POST", "/v1/corrections", "Content-Type: application/json\r\n", body);
    result(r.status == 403, "who listens to others and has no token takes no corrections", &r);
    reply_free(&r);
    result(server_end(&far, SIGINT, 5) == 0, "SIGINT ends it cleanly", NULL);
}

/* ---- texts ---------------------------------------------------------------------------------------------------------------------------- */

static void a_text_is_read(void)
{
    reply r = ask(s.port, "POST", "/v1/read", "Content-Type: text/plain\r\n", "The foreign ministers of Kenya and Uganda met in Nairobi on Monday.");
    result(r.status == 200 && holds(&r, "\"type\":\"CONSULT\"") && holds(&r, "\"name\":\"Nairobi\""), "a text becomes its record", &r);
    reply_free(&r);
    r = ask(s.port, "POST", "/v1/read", "Content-Type: application/json\r\n",
            "{\"text\":\"Kenya and Uganda held talks yesterday.\",\"date\":\"2025-03-08\",\"source\":\"Lake Post\"}");
    result(r.status == 200 && holds(&r, "\"published\":\"2025-03-08\"") && holds(&r, "2025-03-07"), "with its date the days are known", &r);
    reply_free(&r);
}

/* A long text is read on a thread of its own. */
static void a_long_text_keeps_nobody_waiting(void)
{
    static const char sentence[] = "The foreign ministers of Kenya and Uganda met in Nairobi on Monday and agreed to open an embassy. ";
    size_t times = 2600, n = (sizeof sentence - 1) * times;
    char head[256], *text = malloc(n);
    for (size_t i = 0; text != NULL && i < times; i++)
        memcpy(text + i * (sizeof sentence - 1), sentence, sizeof sentence - 1);
    int used = snprintf(head, sizeof head, "POST /v1/read HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\nContent-Length: %zu\r\n\r\n", n);
    int fd = dial(s.port);
    bool sent = fd >= 0 && text != NULL && send_all(fd, head, (size_t)used) && send_all(fd, text, n);
    double worst = 0;
    int answered = 0;
    for (int i = 0; sent && i < 20; i++) {
        char path[64];
        (void)snprintf(path, sizeof path, "/v1/events?limit=5&skip=%d", i);
        reply r = get(s.port, path);
        answered += r.status == 200;
        worst = r.seconds > worst ? r.seconds : worst;
        reply_free(&r);
        usleep(20000);
    }
    reply r = {0};
    bool whole = sent && read_reply(fd, &r, false, 60);
    printf("# while a text of %zu bytes was read others waited %.0f ms at most\n", n, worst * 1000);
    result(whole && (r.status == 200 || r.status == 503) && answered == 20 && worst < 1, "others are answered while a long text is read", &r);
    reply_free(&r);
    free(text);
    if (fd >= 0)
        close(fd);
}

/* ---- connections ------------------------------------------------------------------------------------------------------------------------ */

static void requests_come_one_behind_the_other(void)
{
    static const char text[] = "GET /v1/status HTTP/1.1\r\nHost: localhost\r\n\r\n\r\nHEAD /v1/events HTTP/1.1\r\nHost: localhost\r\n\r\n"
                               "GET /v1/facets HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    reply r = {0};
    int fd = dial(s.port);
    bool good = fd >= 0 && send_all(fd, text, sizeof text - 1) && read_reply(fd, &r, false, 10) && r.status == 200 && holds(&r, "generation");
    r.at = good ? (size_t)(r.body - r.bytes) + r.body_n : 0;
    good = good && read_reply(fd, &r, true, 10) && r.status == 200;
    r.at = good ? (size_t)(r.body - r.bytes) : 0;
    good = good && read_reply(fd, &r, false, 10) && r.status == 200 && holds(&r, "\"outlets\"");
    result(good && !more_bytes(fd, &r, now() + 5), "three requests in one piece are answered in order", &r);
    reply_free(&r);
    if (fd >= 0)
        close(fd);
}

static void who_has_closed_his_side_is_still_answered(void)
{
    static const char text[] = "GET /v1/places HTTP/1.1\r\nHost: localhost\r\n\r\n";
    reply r = {0};
    int fd = dial(s.port);
    bool good = fd >= 0 && send_all(fd, text, sizeof text - 1) && shutdown(fd, SHUT_WR) == 0 && read_reply(fd, &r, false, 10);
    result(good && r.status == 200, "a half-closed client gets its answer", &r);
    reply_free(&r);
    if (fd >= 0)
        close(fd);
}

static void a_request_may_come_byte_by_byte(void)
{
    static const char text[] = "POST /v1/corrections HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n{}";
    reply r = {0};
    int fd = dial(s.port);
    for (size_t i = 0; fd >= 0 && i + 3 < sizeof text; i++) {
        (void)send_all(fd, text + i, 1);
        usleep(500);
    }
    bool good = fd >= 0 && read_reply(fd, &r, true, 5) && r.status == 100;
    r.at = good ? r.n : 0;
    good = good && send_all(fd, "{}", 2) && read_reply(fd, &r, false, 5);
    result(good && r.status == 400, "byte by byte, with a pause before the body", &r);
    reply_free(&r);
    if (fd >= 0)
        close(fd);
}

/* ---- news ---------------------------------------------------------------------------------------------------------------------------------- */

static bool add_report(const char *id)
{
    char path[512], command[1600];
    (void)snprintf(path, sizeof path, "%s/%s.jsonl", work, id);
    FILE *f = fopen(path, "w");
    if (f == NULL)
        return false;
    fprintf(f, "{\"id\":\"%s\",\"date\":\"2025-04-01\",\"source\":\"Lake Post\",\"text\":\"The foreign ministers of Kenya and Uganda met in Nairobi on Monday and signed the agreement number %s.\"}\n", id, id);
    fclose(f);
    (void)snprintf(command, sizeof command, "%s ingest --no-progress --db %s %s 2>/dev/null", program, ledger, path);
    return system(command) == 0;
}

static void what_others_add_is_told(void)
{
    static const char text[] = "GET /v1/live HTTP/1.1\r\nHost: localhost\r\n\r\n";
    reply r = {0};
    int fd = dial(s.port);
    reply before = get(s.port, "/v1/events?with=KEN");
    bool good = fd >= 0 && send_all(fd, text, sizeof text - 1) && read_reply(fd, &r, true, 5) && add_report("news-one");
    double begin = now();
    while (good && strstr(r.bytes, "event: ledger") == NULL && more_bytes(fd, &r, begin + 5))
        ;
    double seconds = now() - begin;
    good = good && strstr(r.bytes, "event: ledger\ndata: {") != NULL && strstr(r.bytes, "\"documents\":") != NULL;
    printf("# listeners heard of a new report after %.2f s\n", seconds);
    result(good && seconds < 2, "what another process adds is told within two seconds", &r);
    reply after = get(s.port, "/v1/events?with=KEN");
    result(after.status == 200 && holds(&after, "Kenya") && !holds(&before, "Kenya"), "and is in the answers", &after);
    reply_free(&before);
    reply_free(&after);
    reply_free(&r);
    if (fd >= 0)
        close(fd);
}

/* ---- beginnings and ends -------------------------------------------------------------------------------------------------------------------- */

static void a_server_that_cannot_start_says_why(void)
{
    server other;
    char port[16], path[512];
    (void)snprintf(port, sizeof port, "%d", s.port);
    const char *taken[] = {program, "serve", "--db", ledger, "--port", port, NULL};
    bool started = server_start(&other, taken);
    result(!started && strstr(other.first, "is taken") != NULL && server_end(&other, 0, 5) == 6, "the port is taken", NULL);
    (void)snprintf(path, sizeof path, "%s/none.db", work);
    result(!start(&other, path, NULL, NULL) && strstr(other.first, "no such ledger") != NULL && server_end(&other, 0, 5) == 5 && access(path, F_OK) != 0,
           "there is no ledger, and none is made", NULL);
}

int main(int count, char **arguments)
{
    if (count < 4) {
        fprintf(stderr, "usage: cases PROGRAM LEDGER WORK\n");
        return 2;
    }
    program = arguments[1];
    ledger = arguments[2];
    work = arguments[3];
    signal(SIGPIPE, SIG_IGN);
    if (!start(&s, ledger, NULL, NULL)) {
        printf("not ok serve/start: %s\n", s.first);
        return 1;
    }
    every_answer_is_guarded();
    errors_are_problems();
    an_other_name_is_refused();
    a_list_is_paged();
    marks_save_answers();
    the_page_comes_packed_or_plain();
    a_correction_is_kept_shown_exported_and_taken_back();
    a_token_guards_writing();
    a_text_is_read();
    a_long_text_keeps_nobody_waiting();
    requests_come_one_behind_the_other();
    who_has_closed_his_side_is_still_answered();
    a_request_may_come_byte_by_byte();
    what_others_add_is_told();
    a_server_that_cannot_start_says_why();
    result(server_end(&s, SIGTERM, 40) == 0, "the server ends when it is told to", NULL); /* a stage of the long text may still be at work */
    return failed != 0;
}
