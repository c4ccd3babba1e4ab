/* SPDX-License-Identifier: MIT
 * warc.c: WARC 1.0 and 1.1 (ISO 28500), as crawls ship them: HTTP responses with HTML, and text (WET). Of other records nothing
 * comes. A record that is broken is passed over up to the next that begins rightly. */
#include "source/inside.h"

#include "base/memory.h"
#include "source/page.h"
#include "source/report.h"

#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#define LINE 8192
#define LINES 256 /* of one header */

typedef struct record {
    char type[32], url[2048], date[40], content[128], id[128];
    uint64_t length;
    bool has_length;
} record;

static void keep(char *to, size_t size, str value)
{
    size_t n = value.n < size - 1 ? value.n : size - 1;
    if (n > 0)
        memcpy(to, value.p, n);
    to[n] = 0;
}

static bool field(str line, str name, str *value)
{
    str rest, before = str_cut(line, ':', &rest);
    *value = str_trim(rest);
    return rest.p != NULL && str_equal_folded(str_trim(before), name);
}

static void read_field(str line, record *w)
{
    str v;
    long length;
    if (field(line, STR("WARC-Type"), &v))
        keep(w->type, sizeof w->type, v);
    else if (field(line, STR("WARC-Target-URI"), &v))
        keep(w->url, sizeof w->url, v);
    else if (field(line, STR("WARC-Date"), &v))
        keep(w->date, sizeof w->date, v);
    else if (field(line, STR("Content-Type"), &v))
        keep(w->content, sizeof w->content, v);
    else if (field(line, STR("WARC-Record-ID"), &v))
        keep(w->id, sizeof w->id, v);
    else if (field(line, STR("Content-Length"), &v) && str_integer(v, &length) && length >= 0) {
        w->length = (uint64_t)length;
        w->has_length = true;
    }
}

/* The header of the next record; false at the end of the file. */
static bool read_header(source_reader *r, record *w)
{
    bool inside = false;
    int lines = 0;
    *w = (record){.length = 0};
    for (;;) {
        strbuf_reset(&r->whole);
        if (!source_line(r, &r->whole, LINE))
            return inside;
        str line = strbuf_str(&r->whole);
        if (!inside) {
            inside = str_starts(line, STR("WARC/"));
            continue;
        }
        if (line.n == 0 || ++lines > LINES)
            return true;
        read_field(line, w);
    }
}

/* Chunked bodies (RFC 9112, 7.1) in place. */
static void join_chunks(strbuf *b)
{
    size_t from = 0, to = 0;
    while (from < b->n) {
        char *end;
        unsigned long long size = strtoull(b->p + from, &end, 16);
        char *line = memchr(b->p + from, '\n', b->n - from);
        if (end == b->p + from || line == NULL)
            return; /* not chunked after all */
        from = (size_t)(line - b->p) + 1;
        if (size == 0)
            break;
        if (size > b->n - from)
            size = b->n - from;
        memmove(b->p + to, b->p + from, (size_t)size);
        to += (size_t)size;
        from += (size_t)size;
        while (from < b->n && (b->p[from] == '\r' || b->p[from] == '\n'))
            from++;
    }
    b->n = to;
    b->p[to] = 0;
}

static bool unpack_gzip(strbuf *b)
{
    z_stream z = {0};
    strbuf out;
    char piece[16384];
    int status = Z_OK;
    strbuf_init(&out, SOURCE_BYTES);
    if (b->n < 2 || (unsigned char)b->p[0] != 0x1F || inflateInit2(&z, 15 + 32) != Z_OK)
        return false;
    z.next_in = (Bytef *)b->p;
    z.avail_in = (uInt)b->n;
    while (status == Z_OK && !out.failed) {
        z.next_out = (Bytef *)piece;
        z.avail_out = sizeof piece;
        status = inflate(&z, Z_NO_FLUSH);
        strbuf_add(&out, piece, sizeof piece - z.avail_out);
        if (z.avail_in == 0 && z.avail_out > 0)
            break;
    }
    inflateEnd(&z);
    strbuf_release(b);
    *b = out;
    return true;
}

/* Takes the HTTP header off; false where the answer is no HTML page. */
static bool open_response(strbuf *b)
{
    str rest = strbuf_str(b), v;
    bool html = false, chunked = false, gzip = false, good = false, any_type = false;
    for (int i = 0; rest.p != NULL && i < LINES; i++) {
        str line = str_trim(str_cut(rest, '\n', &rest));
        if (i == 0)
            good = str_find(line, STR(" 200")) >= 0;
        if (line.n == 0)
            break;
        if (field(line, STR("Content-Type"), &v)) {
            any_type = true;
            html = str_find(v, STR("html")) >= 0;
        } else if (field(line, STR("Transfer-Encoding"), &v)) {
            chunked = str_find(v, STR("chunked")) >= 0;
        } else if (field(line, STR("Content-Encoding"), &v)) {
            gzip = str_find(v, STR("gzip")) >= 0;
        }
    }
    if (!good || rest.p == NULL || (any_type && !html))
        return false;
    size_t head = (size_t)(rest.p - b->p);
    memmove(b->p, b->p + head, b->n - head);
    b->n -= head;
    b->p[b->n] = 0;
    if (chunked)
        join_chunks(b);
    return !gzip || b->n == 0 || (unsigned char)b->p[0] != 0x1F || unpack_gzip(b);
}

static bool give_text(source_reader *r, const record *w, strbuf *to)
{
    str url = str_of(w->url), rest, host = {NULL, 0};
    ptrdiff_t scheme = str_find(url, STR("://"));
    if (scheme >= 0)
        host = str_cut((str){url.p + scheme + 3, url.n - (size_t)scheme - 3}, '/', &rest);
    source_report report = {.id = url, .url = url, .source = host, .text = str_trim(strbuf_str(&r->whole))};
    source_report_json(&report, to);
    return report.text.n > 0;
}

static bool wanted(const record *w)
{
    bool page = strcmp(w->type, "response") == 0 || (strcmp(w->type, "resource") == 0 && strstr(w->content, "html") != NULL);
    return page || strcmp(w->type, "conversion") == 0;
}

bool warc_next(source_reader *r, strbuf *to, dgm_status *status, const char **why)
{
    record w;
    while (read_header(r, &w)) {
        r->number++;
        strbuf_reset(&r->whole);
        if (!w.has_length) {
            *status = DGM_BAD_INPUT;
            *why = "a WARC record without Content-Length";
            return true;
        }
        bool complete = source_bytes(r, &r->whole, (size_t)w.length);
        if (!complete || r->whole.failed) {
            *status = DGM_BAD_INPUT;
            *why = complete ? "a WARC record larger than the limit of 64 MB" : "the WARC file is cut off inside a record";
            return true;
        }
        if (!wanted(&w) || r->whole.n == 0)
            continue;
        if (strcmp(w.type, "conversion") == 0 ? give_text(r, &w, to)
                                              : ((strcmp(w.type, "resource") == 0 || open_response(&r->whole)) &&
                                                 page_read(strbuf_str(&r->whole), str_of(w.url), to)))
            return true;
        strbuf_reset(to);
    }
    return false;
}
