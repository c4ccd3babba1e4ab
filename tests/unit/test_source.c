/* SPDX-License-Identifier: MIT */
#include "source/packed.h"
#include "source/page.h"
#include "source/source.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>
#include <json-c/json.h>
#include <zlib.h>
#include <zstd.h>

typedef struct giving {
    str rest;
    size_t most; /* bytes at a time */
} giving;

static size_t give(void *user, char *to, size_t n)
{
    giving *g = user;
    n = n < g->rest.n ? n : g->rest.n;
    n = n < g->most ? n : g->most;
    memcpy(to, g->rest.p, n);
    g->rest = (str){g->rest.p + n, g->rest.n - n};
    return n;
}

typedef struct outcome {
    unsigned reports, passed_over;
    char first[4096], last[4096], why[256]; /* JSON of the first and last report; why the last was passed over */
} outcome;

static outcome read_all(source_kind kind, str bytes, size_t at_a_time)
{
    giving g = {bytes, at_a_time};
    outcome o = {0};
    strbuf line;
    uint32_t number;
    dgm_status status;
    const char *why = "";
    strbuf_init(&line, 0);
    source_reader *r = source_open(kind, give, &g);
    assert_non_null(r);
    for (int i = 0; i < 1000 && source_next(r, &line, &number, &status, &why); i++) {
        if (status != DGM_OK) {
            o.passed_over++;
            (void)snprintf(o.why, sizeof o.why, "%s", why);
            continue;
        }
        struct json_object *json = json_tokener_parse(line.p);
        assert_non_null(json);
        json_object_put(json);
        (void)snprintf(o.last, sizeof o.last, "%s", line.p);
        if (o.reports++ == 0)
            (void)snprintf(o.first, sizeof o.first, "%s", line.p);
    }
    source_close(r);
    strbuf_release(&line);
    return o;
}

static void assert_holds(const char *line, const char *part)
{
    if (strstr(line, part) == NULL)
        fail_msg("\"%s\" is not in %s", part, line);
}

static const char PAGE[] =
    "<!DOCTYPE html><html><head><title>Bridge opened | The Lantern</title><meta property=\"og:site_name\" content=\"The Lantern\">"
    "<meta property=\"article:published_time\" content=\"2025-02-18T10:00:00Z\"><meta property=\"og:title\" content=\"Bridge opened\"></head><body>"
    "<nav><a href=/>Home</a> <a href=/w>World</a> <a href=/s>Sport</a></nav><article><h1>Bridge opened</h1>"
    "<p>The two ministers opened the bridge on Tuesday, after nine years in which no lorry had crossed it, and spoke to the crowd.</p>"
    "<p>The mayor of the northern bank said that doctors would be able to cross without papers from the first of March onwards.</p></article>"
    "<footer><a href=/p>Privacy</a> <a href=/c>Cookies</a></footer></body></html>";

static void a_page_gives_its_article(void **state)
{
    (void)state;
    assert_int_equal(source_find(STR(PAGE)), SOURCE_PAGE);
    outcome o = read_all(SOURCE_PAGE, STR(PAGE), 7);
    assert_int_equal(o.reports, 1);
    assert_holds(o.first, "Bridge opened");
    assert_holds(o.first, "\"date\":\"2025-02-18\"");
    assert_holds(o.first, "The Lantern");
    assert_holds(o.first, "without papers");
    assert_null(strstr(o.first, "Cookies"));
    assert_null(strstr(o.first, "Sport"));
}

static void pages_that_are_cut_or_deep_do_no_harm(void **state)
{
    strbuf deep, out;
    (void)state;
    strbuf_init(&deep, 0);
    strbuf_init(&out, 0);
    for (size_t cut = 0; cut < sizeof PAGE; cut += 13)
        (void)read_all(SOURCE_PAGE, (str){PAGE, cut}, 64);
    strbuf_add_text(&deep, "<html><body>");
    for (int i = 0; i < 50000; i++)
        strbuf_add_text(&deep, "<div><b>");
    strbuf_add_text(&deep, "<p>The ministers met at the bottom of it all.</p>");
    (void)page_read(strbuf_str(&deep), STR(""), &out);
    strbuf_release(&deep);
    strbuf_release(&out);
}

static void bytes_that_are_no_utf8_become_text(void **state)
{
    (void)state;
    static const char bad[] = "<html><head><title>Caf\xe9 \xff\xfe</title></head><body><article><p>The mayor of Besan\xe7on met the guests for two hours on "
                              "Monday and \xc3\x28 they agreed on a plan for the river.</p></article></body></html>";
    outcome o = read_all(SOURCE_PAGE, STR(bad), 4096);
    assert_int_equal(o.reports, 1);
}

static const char FEED[] =
    "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>The Lantern</title>"
    "<item><title>One</title><link>https://lantern.example/1</link><pubDate>Tue, 18 Feb 2025 10:00:00 GMT</pubDate>"
    "<description>&lt;p&gt;The ministers &amp;amp; the mayor met on the bridge.&lt;/p&gt;</description></item>"
    "<item><title>Two</title><guid>g2</guid><description>The doctors crossed it.</description></item></channel></rss>";

static void a_feed_gives_its_items(void **state)
{
    static const char atom[] = "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>T</title><entry><title>A</title><id>x</id><updated>2025-02-18T01:02:03Z"
                               "</updated><link href=\"https://t.example/a\"/><summary>The ministers met.</summary></entry></feed>";
    (void)state;
    assert_int_equal(source_find(STR(FEED)), SOURCE_FEED);
    outcome o = read_all(SOURCE_FEED, STR(FEED), 11);
    assert_int_equal(o.reports, 2);
    assert_holds(o.first, "\"date\":\"2025-02-18\"");
    assert_holds(o.first, "The ministers & the mayor");
    o = read_all(SOURCE_FEED, STR(atom), 4096);
    assert_int_equal(o.reports, 1);
    assert_holds(o.first, "2025-02-18");
    assert_holds(o.first, "https://t.example/a");
}

static void a_damaged_feed_is_told_of(void **state)
{
    (void)state;
    for (size_t cut = 30; cut < sizeof FEED - 1; cut += 17)
        (void)read_all(SOURCE_FEED, (str){FEED, cut}, 64);
    outcome o = read_all(SOURCE_FEED, STR("<rss version=\"2.0\"><channel></channel></rss>"), 64);
    assert_int_equal(o.reports, 0);
    static const char bomb[] = "<?xml version=\"1.0\"?><!DOCTYPE rss [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]><rss "
                               "version=\"2.0\"><channel><item><title>&b;</title><description>&b;&b; The end.</description></item></channel></rss>";
    (void)read_all(SOURCE_FEED, STR(bomb), 64);
}

/* One WARC record with a response that holds `body`. */
static void add_warc(strbuf *b, const char *type, const char *body)
{
    strbuf http;
    strbuf_init(&http, 0);
    strbuf_format(&http, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n%s", body);
    strbuf_format(b, "WARC/1.0\r\nWARC-Type: %s\r\nWARC-Target-URI: https://lantern.example/w\r\nWARC-Date: 2025-02-18T10:00:00Z\r\n"
                     "Content-Type: application/http; msgtype=response\r\nContent-Length: %zu\r\n\r\n",
                  type, http.n);
    strbuf_add_str(b, strbuf_str(&http));
    strbuf_add_text(b, "\r\n\r\n");
    strbuf_release(&http);
}

static void warc_gives_the_pages_of_its_responses(void **state)
{
    strbuf b;
    (void)state;
    strbuf_init(&b, 0);
    add_warc(&b, "warcinfo", "software: made");
    add_warc(&b, "response", PAGE);
    add_warc(&b, "request", "GET /");
    add_warc(&b, "response", PAGE);
    assert_int_equal(source_find(strbuf_str(&b)), SOURCE_WARC);
    outcome o = read_all(SOURCE_WARC, strbuf_str(&b), 100);
    assert_int_equal(o.reports, 2);
    assert_holds(o.first, "https://lantern.example/w");
    for (size_t cut = 0; cut < b.n; cut += 41)
        (void)read_all(SOURCE_WARC, (str){b.p, cut}, 4096);
    outcome truncated = read_all(SOURCE_WARC, (str){b.p, b.n - 400}, 4096);
    assert_true(truncated.reports >= 1 && truncated.passed_over + truncated.reports >= 2);
    strbuf_release(&b);
}

static void a_warc_with_a_mad_length_is_told_of(void **state)
{
    (void)state;
    static const char *const mad[] = {
        "WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 99999999999999999999\r\n\r\nx",
        "WARC/1.0\r\nWARC-Type: response\r\nContent-Length: -5\r\n\r\nx",
        "WARC/1.0\r\nWARC-Type: response\r\n\r\nx",
        "WARC/1.0\r\nnonsense",
    };
    for (size_t i = 0; i < sizeof mad / sizeof *mad; i++) {
        outcome o = read_all(SOURCE_WARC, str_of(mad[i]), 4096);
        assert_int_equal(o.reports, 0);
        if (o.passed_over == 0)
            fail_msg("nothing is told of record %zu", i);
    }
}

static void tables_are_read_by_the_names_of_columns(void **state)
{
    static const char csv[] = "id,date,source,title,text\n1,2025-02-18,The Lantern,\"Bridge, opened\",\"The ministers said \"\"yes\"\".\nThen they left.\"\n"
                              "2,2025-02-19,Lantern,Two,The doctors crossed.\n";
    static const char tsv[] = "text\tdate\nThe ministers met.\t2025-02-18\n\nThe mayor spoke.\t2025-02-19\n";
    (void)state;
    assert_int_equal(source_find(STR(csv)), SOURCE_TABLE);
    outcome o = read_all(SOURCE_TABLE, STR(csv), 5);
    assert_int_equal(o.reports, 2);
    assert_holds(o.first, "Bridge, opened");
    assert_holds(o.first, "said \\\"yes\\\".\\nThen they left.");
    o = read_all(SOURCE_TABLE, STR(tsv), 4096);
    assert_int_equal(o.reports, 2);
    assert_holds(o.last, "2025-02-19");
}

static void rows_that_are_short_or_open_do_no_harm(void **state)
{
    static const char *const bad[] = {"id,text\n1\n2,The ministers met.\n", "id,text\n1,\"The quotation has no end\n2,x\n", "text,date\n,,,,,,\n\n,\n"};
    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        outcome o = read_all(SOURCE_TABLE, str_of(bad[i]), 16);
        assert_true(o.reports <= 2);
    }
}

/* ---- packed files ----------------------------------------------------------------------------------------------------------- */

static char unpacked[1 << 16];

/* Unpacks what a file with these bytes holds; bytes got, or -1 on an error (whose words must be there). */
static ssize_t unpack(const void *bytes, size_t n)
{
    FILE *file = tmpfile();
    size_t got = 0;
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, n, file), n);
    assert_int_equal(fflush(file), 0);
    (void)lseek(fileno(file), 0, SEEK_SET);
    packed *p = packed_open(fileno(file));
    assert_non_null(p);
    ssize_t take = 0;
    while (got < sizeof unpacked && (take = packed_read(p, unpacked + got, sizeof unpacked - got)) > 0)
        got += (size_t)take;
    if (take < 0)
        assert_true(packed_error(p) != NULL && packed_error(p)[0] != 0);
    packed_close(p);
    fclose(file);
    return take < 0 ? -1 : (ssize_t)got;
}

static size_t gzip(const char *text, unsigned char to[4096])
{
    z_stream z = {0};
    assert_int_equal(deflateInit2(&z, 6, Z_DEFLATED, 31, 8, Z_DEFAULT_STRATEGY), Z_OK);
    z.next_in = (Bytef *)(uintptr_t)text;
    z.avail_in = (uInt)strlen(text);
    z.next_out = to;
    z.avail_out = 4096;
    assert_int_equal(deflate(&z, Z_FINISH), Z_STREAM_END);
    size_t n = z.total_out;
    deflateEnd(&z);
    return n;
}

static void gzip_and_zstd_are_unpacked(void **state)
{
    unsigned char bytes[8192];
    (void)state;
    size_t n = gzip(PAGE, bytes);
    assert_int_equal(unpack(bytes, n), strlen(PAGE));
    assert_memory_equal(unpacked, PAGE, strlen(PAGE));
    size_t more = gzip("second member", bytes + n);
    assert_int_equal(unpack(bytes, n + more), strlen(PAGE) + 13);
    n = ZSTD_compress(bytes, sizeof bytes, PAGE, strlen(PAGE), 3);
    assert_int_equal(unpack(bytes, n), strlen(PAGE));
    assert_int_equal(unpack("plain", 5), 5);
    assert_int_equal(unpack("", 0), 0);
}

static void cut_and_damaged_ones_are_told_of(void **state)
{
    unsigned char bytes[8192];
    (void)state;
    size_t n = gzip(PAGE, bytes);
    assert_int_equal(unpack(bytes, n - 20), -1);
    bytes[n / 2] ^= 0x5A;
    assert_int_equal(unpack(bytes, n), -1);
    n = ZSTD_compress(bytes, sizeof bytes, PAGE, strlen(PAGE), 3);
    assert_int_equal(unpack(bytes, n - 20), -1);
    bytes[6] ^= 0xFF;
    bytes[n / 2] ^= 0x5A;
    assert_int_equal(unpack(bytes, n), -1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_page_gives_its_article), cmocka_unit_test(pages_that_are_cut_or_deep_do_no_harm),
        cmocka_unit_test(bytes_that_are_no_utf8_become_text), cmocka_unit_test(a_feed_gives_its_items), cmocka_unit_test(a_damaged_feed_is_told_of),
        cmocka_unit_test(warc_gives_the_pages_of_its_responses), cmocka_unit_test(a_warc_with_a_mad_length_is_told_of),
        cmocka_unit_test(tables_are_read_by_the_names_of_columns), cmocka_unit_test(rows_that_are_short_or_open_do_no_harm),
        cmocka_unit_test(gzip_and_zstd_are_unpacked), cmocka_unit_test(cut_and_damaged_ones_are_told_of),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
