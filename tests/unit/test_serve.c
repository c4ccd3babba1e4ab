/* SPDX-License-Identifier: MIT
 * What the server does without a socket: heads of requests, queries, routes, names of hosts, kept answers. */
#include "serve/cache.h"
#include "serve/query.h"
#include "serve/routes.h"
#include "serve/server.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

/* ---- heads ------------------------------------------------------------------------------------------------------------------- */

static int parse(const char *head, http_request *r)
{
    const char *why = NULL;
    int status = http_parse(str_of(head), r, &why);
    if (status != 0)
        assert_non_null(why);
    return status;
}

static void a_request_is_read(void **state)
{
    (void)state;
    http_request r;
    assert_int_equal(parse("GET /v1/events?with=RUS HTTP/1.1\r\nHost: localhost:8020\r\nAccept-Encoding: br, gzip;q=0.5\r\n\r\n", &r), 0);
    assert_int_equal(r.method, HTTP_GET);
    assert_true(str_equal(r.target, STR("/v1/events?with=RUS")));
    assert_true(str_equal(r.host, STR("localhost:8020")));
    assert_true(r.keep_alive);
    assert_int_equal(r.length, 0);
    assert_true(http_list_has(http_find(&r, "accept-encoding"), "gzip"));
    assert_false(http_list_has(http_find(&r, "accept-encoding"), "zip"));
    assert_false(http_list_has(STR("gzip;q=0"), "gzip"));
}

static void connections_are_kept_or_closed(void **state)
{
    (void)state;
    http_request r;
    assert_int_equal(parse("GET / HTTP/1.0\r\n\r\n", &r), 0);
    assert_false(r.keep_alive);
    assert_int_equal(parse("GET / HTTP/1.1\r\nHost: a\r\nConnection: Close\r\n\r\n", &r), 0);
    assert_false(r.keep_alive);
    assert_int_equal(parse("POST /v1/read HTTP/1.1\r\nHost: a\r\nContent-Length: 12\r\nExpect: 100-continue\r\n\r\n", &r), 0);
    assert_true(r.expects_continue);
    assert_int_equal(r.length, 12);
}

static void the_absolute_form_is_understood(void **state)
{
    (void)state;
    http_request r;
    assert_int_equal(parse("GET http://127.0.0.1:8020/v1/status HTTP/1.1\r\nHost: other\r\n\r\n", &r), 0);
    assert_true(str_equal(r.target, STR("/v1/status")));
    assert_true(str_equal(r.host, STR("127.0.0.1:8020")));
}

static void what_two_could_read_in_two_ways_is_refused(void **state)
{
    (void)state;
    static const struct {
        const char *head;
        int status;
    } heads[] = {
        {"GET / HTTP/1.1\r\n\r\n", 400},                                                                      /* no host */
        {"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400},                                                /* two */
        {"GET / HTTP/1.1\nHost: a\r\n\r\n", 400},                                                             /* a bare line feed */
        {"GET / HTTP/1.1\r\nHost: a\rX: b\r\n\r\n", 400},                                                     /* a bare carriage return */
        {"GET / HTTP/1.1\r\nHost: a\r\n X: b\r\n\r\n", 400},                                                  /* a folded header */
        {"GET / HTTP/1.1\r\nHost : a\r\n\r\n", 400},                                                          /* a space before the colon */
        {"GET  / HTTP/1.1\r\nHost: a\r\n\r\n", 400},                                                          /* two spaces */
        {"GET / HTTP/1.1 \r\nHost: a\r\n\r\n", 400},
        {"GET\t/ HTTP/1.1\r\nHost: a\r\n\r\n", 400},
        {"GET x HTTP/1.1\r\nHost: a\r\n\r\n", 400},                                                           /* no path */
        {"GET /\xC3\xA9 HTTP/1.1\r\nHost: a\r\n\r\n", 400},                                                   /* bytes that a target may not hold */
        {"GET /#x HTTP/1.1\r\nHost: a\r\n\r\n", 400},
        {"GET / HTTP/2.0\r\nHost: a\r\n\r\n", 505},
        {"GET / HTTQ/1.1\r\nHost: a\r\n\r\n", 400},
        {"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\n", 400},
        {"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n", 400},
        {"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1, 1\r\n\r\n", 400},
        {"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999999999999\r\n\r\n", 400},
        {"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n", 411},
        {"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n", 400},
        {"GET / HTTP/1.1\r\nHost: a\r\nX: \x01\r\n\r\n", 400},
        {"\r\n\r\n", 400},
    };
    http_request r;
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
        if (parse(heads[i].head, &r) != heads[i].status)
            fail_msg("head %zu: %d, not %d", i, parse(heads[i].head, &r), heads[i].status);
}

static void zero_bytes_and_too_many_headers_are_refused(void **state)
{
    (void)state;
    http_request r;
    const char *why;
    strbuf head;
    assert_int_equal(http_parse(STR("GET /\0 HTTP/1.1\r\nHost: a\r\n\r\n"), &r, &why), 400);
    strbuf_init(&head, 0);
    strbuf_add_text(&head, "GET / HTTP/1.1\r\nHost: a\r\n");
    for (int i = 0; i < HTTP_HEADERS; i++)
        strbuf_format(&head, "X-%d: y\r\n", i);
    strbuf_add_text(&head, "\r\n");
    assert_int_equal(http_parse(strbuf_str(&head), &r, &why), 431);
    strbuf_release(&head);
}

/* ---- queries ------------------------------------------------------------------------------------------------------------------ */

typedef struct asked {
    arena memory;
    query q;
    store_filter f;
    dgm_error err;
} asked;

static dgm_status ask(asked *a, const char *target, uint32_t most)
{
    arena_release(&a->memory);
    arena_init(&a->memory, 0);
    dgm_status status = query_parse(&a->q, str_of(target), &a->memory, &a->err);
    return status == DGM_OK ? query_filter(&a->q, most, &a->memory, &a->f, &a->err) : status;
}

static void a_query_becomes_a_filter(void **state)
{
    (void)state;
    asked a = {0};
    assert_int_equal(ask(&a, "/v1/events?between=USA,RUS&type=CONSULT,AGREE&status=happened&since=2025-02&until=2025-02&place=S%C3%A3o+Paulo"
                             "&min_reports=2&min_certainty=0.5&disputed=1&quad=3&order=oldest&limit=20&skip=40&q=%22a+b%22",
                         500),
                     DGM_OK);
    assert_true(str_equal(a.q.path, STR("/v1/events")));
    assert_true(str_equal(a.f.one, STR("USA")) && str_equal(a.f.other, STR("RUS")));
    assert_int_equal(a.f.type.count, 2);
    assert_true(str_equal(a.f.type.word[1], STR("AGREE")));
    assert_true(str_equal(a.f.since, STR("2025-02-01")) && str_equal(a.f.until, STR("2025-02-31")));
    assert_true(str_equal(a.f.place, STR("S\xC3\xA3o Paulo")));
    assert_true(str_equal(a.f.words, STR("\"a b\"")));
    assert_int_equal(a.f.least_reports, 2);
    assert_true(a.f.disputed && a.f.oldest_first && a.f.quad == 3);
    assert_true(a.f.limit == 20 && a.f.skip == 40);
    arena_release(&a.memory);
}

static void what_is_wrong_is_named(void **state)
{
    (void)state;
    static const char *const targets[] = {
        "/v1/events?limit=0",      "/v1/events?limit=501",          "/v1/events?limit=1e3",      "/v1/events?limit=-1",       "/v1/events?limit=99999999999999999999",
        "/v1/events?skip=10000001", "/v1/events?skip=+1",           "/v1/events?between=USA",    "/v1/events?between=USA,",   "/v1/events?between=USA,RUS,UKR",
        "/v1/events?with=usa",     "/v1/events?with=U%27A",         "/v1/events?type=A,,B",      "/v1/events?type=A%20B",     "/v1/events?status=done",
        "/v1/events?since=tomorrow", "/v1/events?disputed=maybe",   "/v1/events?order=up",       "/v1/events?min_certainty=2", "/v1/events?min_certainty=nan",
        "/v1/events?quad=5",       "/v1/events?unknown=1",          "/v1/events?limit=1&limit=2", "/v1/events?limit=1&LIMIT=2", "/v1/events?with=%",
        "/v1/events?with=%4",      "/v1/events?with=%zz",           "/v1/events?q=%00",          "/v1/events?q=a%0Ab",        "/v1/events?q=%C3",
        "/v1/events?q=%ED%A0%80",  "/%C0%AF/",                      "/%00",                      "/v1/events?=x",             "/v1/events?q=a*",               "/v1/events?q=*",            "/v1/events?q=abc*+abd*+abe*+abf*+abg*",             "/v1/events?type=A,A,A,A,A,A,A,A,A,A,A,A,A,A,A,A,A",
    };
    asked a = {0};
    for (size_t i = 0; i < sizeof targets / sizeof *targets; i++) {
        a.err.message[0] = 0;
        if (ask(&a, targets[i], 500) != DGM_BAD_USAGE || a.err.message[0] == 0)
            fail_msg("%s was let through", targets[i]);
    }
    arena_release(&a.memory);
}

static void the_next_page_is_asked_for_in_the_same_words(void **state)
{
    (void)state;
    asked a = {0};
    strbuf next;
    strbuf_init(&next, 0);
    assert_int_equal(ask(&a, "/v1/events?q=a%26b%3D%22c%22&skip=10&limit=10", 500), DGM_OK);
    query_next(&a.q, 20, &next);
    assert_string_equal(next.p, "/v1/events?q=a%26b%3D%22c%22&limit=10&skip=20");
    assert_int_equal(ask(&a, next.p, 500), DGM_OK);
    assert_true(str_equal(a.f.words, STR("a&b=\"c\"")));
    strbuf_release(&next);
    arena_release(&a.memory);
}

/* ---- routes -------------------------------------------------------------------------------------------------------------------- */

static void paths_find_their_routes(void **state)
{
    (void)state;
    int64_t number;
    assert_non_null(serve_route_find(STR("/v1/events"), &number));
    assert_int_equal(number, 0);
    assert_non_null(serve_route_find(STR("/v1/events/12"), &number));
    assert_int_equal(number, 12);
    static const char *const none[] = {"", "/v1", "/v1/events/", "/v1/events/0", "/v1/events/-1", "/v1/events/1a", "/v1/events/1/2", "/v1/events/01",
                                       "/v1/events/9999999999999999", "/v1/eventsx", "/V1/events", "/v1/../v1/events", "//v1/events", "/v1/x"};
    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        if (serve_route_find(str_of(none[i]), &number) != NULL)
            fail_msg("%s has a route", none[i]);
    char methods[48];
    serve_route_methods(serve_route_find(STR("/v1/corrections"), &number), methods);
    assert_string_equal(methods, "GET, HEAD, POST");
    assert_null(serve_route_handler(serve_route_find(STR("/v1/read"), &number), HTTP_GET));
}

/* ---- who may ask ---------------------------------------------------------------------------------------------------------------- */

static http_request request_with(const char *header, const char *value)
{
    http_request r = {.host = STR("localhost:8020")};
    r.header[r.header_count++] = (http_header){str_of(header), str_of(value)};
    return r;
}

static int post_status(const serve_server *s, const char *header, const char *value)
{
    const char *why;
    http_request r = request_with(header, value);
    return access_check_post(s, &r, true, &why);
}

static void only_the_loopback_goes_by_its_names(void **state)
{
    (void)state;
    static const char *const good[] = {"localhost", "LOCALHOST:1", "127.0.0.1:8020", "[::1]:8020", ""}, *const bad[] = {"evil.example", "localhost.evil.example:8020", "127.0.0.2", "[::2]", "127.0.0.1.evil"};
    static serve_server s = {.loopback = true};
    const char *why;
    for (size_t i = 0; i < 5; i++) {
        http_request r = {.host = str_of(good[i])};
        assert_int_equal(access_check_host(&s, &r, &why), 0);
        r.host = str_of(bad[i]);
        assert_int_equal(access_check_host(&s, &r, &why), 421);
    }
}

static void writing_wants_the_page_or_the_token(void **state)
{
    (void)state;
    static serve_server open = {.loopback = true}, far = {.loopback = false}, guarded = {.loopback = false, .options = {.token = "swordfish"}};
    assert_int_equal(post_status(&open, "X", "y"), 0);
    assert_int_equal(post_status(&open, "Origin", "http://localhost:8020"), 0);
    assert_int_equal(post_status(&open, "Origin", "http://localhost:8021"), 403);
    assert_int_equal(post_status(&open, "Origin", "null"), 403);
    assert_int_equal(post_status(&open, "Sec-Fetch-Site", "same-site"), 403);
    assert_int_equal(post_status(&far, "X", "y"), 403);
    assert_int_equal(post_status(&guarded, "X", "y"), 401);
    assert_int_equal(post_status(&guarded, "Authorization", "Bearer swordfis"), 401);
    assert_int_equal(post_status(&guarded, "Authorization", "Bearer swordfishh"), 401);
    assert_int_equal(post_status(&guarded, "Authorization", "Basic swordfish"), 401);
    assert_int_equal(post_status(&guarded, "Authorization", "bearer swordfish"), 0);
}

/* ---- kept answers ----------------------------------------------------------------------------------------------------------------- */

static void answers_are_kept_until_the_ledger_changes(void **state)
{
    (void)state;
    static cache c;
    strbuf text;
    strbuf_init(&text, 0);
    strbuf_add_text(&text, "{}");
    cache_body *b = cache_body_new(&text);
    assert_non_null(b);
    cache_keep(&c, STR("/v1/a"), "t", b);
    assert_ptr_equal(cache_find(&c, STR("/v1/a"))->body, b);
    assert_null(cache_find(&c, STR("/v1/b")));
    cache_clear(&c);
    assert_null(cache_find(&c, STR("/v1/a")));
    assert_int_equal(c.bytes, 0);
    assert_string_equal(b->bytes.p, "{}"); /* whoever still sends it holds it */
    cache_drop(b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_request_is_read),
        cmocka_unit_test(connections_are_kept_or_closed),
        cmocka_unit_test(the_absolute_form_is_understood),
        cmocka_unit_test(what_two_could_read_in_two_ways_is_refused),
        cmocka_unit_test(zero_bytes_and_too_many_headers_are_refused),
        cmocka_unit_test(a_query_becomes_a_filter),
        cmocka_unit_test(what_is_wrong_is_named),
        cmocka_unit_test(the_next_page_is_asked_for_in_the_same_words),
        cmocka_unit_test(paths_find_their_routes),
        cmocka_unit_test(only_the_loopback_goes_by_its_names),
        cmocka_unit_test(writing_wants_the_page_or_the_token),
        cmocka_unit_test(answers_are_kept_until_the_ledger_changes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
