/* SPDX-License-Identifier: MIT
 *
 * Makes near copies of reports, and reports that are none but look like some, to measure how copies are found.
 *
 *   make_copies REPORTS.jsonl [COPIES [SEED]]
 *
 * Three reports in four come as they are, "orig.0.FAMILY", with COPIES (4) near copies each, "KIND.K.FAMILY":
 *   cut     its first 45 to 95 % of sentences             edit   one word in 8 to 40 dropped or changed
 *   frame   lines of an outlet before and behind it        lead   its first two sentences written anew
 *   turned  its paragraphs in another order                inside whole within a round-up that is half as long again
 *   mixed   cut, edited and framed
 * The fourth ones are hosts, with families of their own:
 *   quote   a host that quotes one to three sentences of another report, at most a quarter of what it then holds
 *   within  a host within the lines of an outlet that stand around many other reports
 * So reports are copies of one another where they are of one family, and no others are. REPORTS.jsonl should hold several reports of
 * the same events: they are no copies either. The same seed gives the same reports.
 */
#include "base/arena.h"
#include "base/file.h"
#include "base/json.h"

#include <json-c/json.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SENTENCES = 400, REPORTS = 4000, SHORTEST = 6 };

typedef struct report {
    str *sentence; /* each with the white space behind it */
    size_t count;
} report;

typedef struct corpus {
    arena memory;
    report *report;
    size_t count;
    unsigned long made;
    uint64_t random;
} corpus;

static const char *const frames[] = {
    "This report comes from our news desk and was last updated a short while ago. All times are local times.",
    "Sign up for our morning letter, which brings the day's most important news to you before breakfast.",
    "You are reading a free article. Support independent journalism with a subscription from two a week.",
    "Our correspondents in the capital, in Geneva and in New York contributed to this report. Editing by the foreign desk.",
    "Copyright by the publisher. All rights reserved. This material may not be published, broadcast or rewritten.",
    "Listen to this article as an audio file. Share it with friends on the networks of your choice, or print it.",
    "More on this: what we know so far, a timeline of events, and why it matters to readers at home and abroad.",
    "The opinions of those quoted are their own. Corrections are sent to the readers' editor and printed each week.",
};
static const char *const leads[] = {
    "What many had expected for days has now come about, according to people who follow the matter closely.",
    "Here is what is known this evening, put together from several sources by our desk.",
    "It was news that few outside the ministries had seen coming, and it set off a long day of telephone calls.",
    "The story moved fast on a day on which little else seemed to matter to those in charge.",
};
static const char *const words[] = {"reportedly", "later", "today", "also", "however", "officials", "again", "sources", "still", "early"};

static uint64_t next(corpus *c)
{
    c->random ^= c->random << 13;
    c->random ^= c->random >> 7;
    c->random ^= c->random << 17;
    return c->random * 0x2545F4914F6CDD1Du >> 11;
}

static size_t below(corpus *c, size_t n) { return n == 0 ? 0 : (size_t)(next(c) % n); }

/* ---- reading --------------------------------------------------------------------------------------------------------------- */

/* Whether a third of its sentences stand in a report before it: what is a copy already has no family of its own. */
static bool is_copy(const corpus *c, const report *r)
{
    for (size_t n = 0; n < c->count; n++) {
        size_t common = 0;
        for (size_t i = 0; i < r->count; i++)
            for (size_t k = 0; k < c->report[n].count; k++)
                common += str_equal(r->sentence[i], c->report[n].sentence[k]);
        if (3 * common >= r->count)
            return true;
    }
    return false;
}

static void split(corpus *c, str text)
{
    report *r = &c->report[c->count];
    size_t begin = 0;
    *r = (report){ARENA_ARRAY(&c->memory, str, SENTENCES), 0};
    for (size_t i = 0; i < text.n && r->count < SENTENCES - 1; i++) {
        bool ends = text.p[i] == '\n' || (text.p[i] == ' ' && i > begin + 30 && strchr(".?!\"", text.p[i - 1]) != NULL);
        bool more = i + 1 < text.n && (text.p[i + 1] == '\n' || text.p[i + 1] == ' ');
        if (!ends || more)
            continue;
        r->sentence[r->count++] = (str){arena_string(&c->memory, text.p + begin, i + 1 - begin), i + 1 - begin};
        begin = i + 1;
    }
    if (begin < text.n)
        r->sentence[r->count++] = (str){arena_format(&c->memory, "%.*s\n", (int)(text.n - begin), text.p + begin), text.n - begin + 1};
    c->count += r->count >= SHORTEST && !is_copy(c, r);
}

static bool read_reports(corpus *c, const char *path)
{
    dgm_error err;
    strbuf all;
    strbuf_init(&all, 0);
    if (file_read(path, &all, &err) != DGM_OK) {
        fprintf(stderr, "make_copies: %s: %s\n", path, err.message);
        return false;
    }
    c->report = ARENA_ARRAY(&c->memory, report, REPORTS + 1);
    for (str rest = strbuf_str(&all); rest.n > 0 && c->count < REPORTS;) {
        str line = str_cut(rest, '\n', &rest);
        struct json_tokener *t = json_tokener_new();
        struct json_object *o = json_tokener_parse_ex(t, line.p, (int)line.n), *text;
        if (o != NULL && json_object_object_get_ex(o, "text", &text))
            split(c, str_of(json_object_get_string(text)));
        json_object_put(o);
        json_tokener_free(t);
    }
    strbuf_release(&all);
    return c->count > 2;
}

/* ---- making ---------------------------------------------------------------------------------------------------------------- */

static size_t bytes_of(const report *r, size_t from, size_t to)
{
    size_t n = 0;
    for (size_t i = from; i < to; i++)
        n += r->sentence[i].n;
    return n;
}

static void put(strbuf *b, const report *r, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++)
        strbuf_add_str(b, r->sentence[i]);
}

static void put_frame(strbuf *b, size_t at, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        strbuf_add_text(b, frames[(at + i) % (sizeof frames / sizeof *frames)]);
        strbuf_add_char(b, '\n');
    }
}

/* One word in `rate` is dropped or becomes another. */
static void put_edited(corpus *c, strbuf *b, const report *r, size_t from, size_t to, size_t rate)
{
    for (size_t i = from; i < to; i++)
        for (str rest = r->sentence[i]; rest.n > 0;) {
            str word = str_cut(rest, ' ', &rest);
            bool edit = below(c, rate) == 0, drop = edit && below(c, 2) == 0;
            if (edit && !drop)
                strbuf_add_text(b, words[below(c, sizeof words / sizeof *words)]);
            else if (!drop)
                strbuf_add_str(b, word);
            if (!drop && rest.p != NULL)
                strbuf_add_char(b, ' ');
        }
}

static void put_turned(corpus *c, strbuf *b, const report *r)
{
    size_t step = 2 + below(c, 2), blocks = (r->count + step - 1) / step, first = 1 + below(c, blocks - 1);
    for (size_t i = 0; i < blocks; i++) {
        size_t at = (first + blocks - i) % blocks * step;
        put(b, r, at, at + step < r->count ? at + step : r->count);
    }
}

static bool is_host(size_t n) { return n % 4 == 3; }
static size_t any_host(corpus *c) { return below(c, c->count / 4) * 4 + 3; }

static void put_inside(corpus *c, strbuf *b, size_t n)
{
    const report *r = &c->report[n], *other = &c->report[any_host(c)];
    size_t room = bytes_of(r, 0, r->count) / 2, used = 0, at = 0;
    while (at < other->count && used + other->sentence[at].n <= room)
        used += other->sentence[at++].n;
    put(b, other, 0, at / 2);
    put(b, r, 0, r->count);
    put(b, other, at / 2, at);
}

typedef enum copy_kind { CUT, EDIT, FRAME, LEAD, TURNED, INSIDE, MIXED, KINDS } copy_kind;
static const char *const kind_names[KINDS] = {"cut", "edit", "frame", "lead", "turned", "inside", "mixed"};

static void make_copy(corpus *c, strbuf *b, size_t n, copy_kind kind)
{
    const report *r = &c->report[n];
    size_t most = r->count * (45 + below(c, 51)) / 100, at = below(c, 8);
    most = most < 3 ? 3 : most;
    switch (kind) {
    case CUT: put(b, r, 0, most); break;
    case EDIT: put_edited(c, b, r, 0, r->count, 8 + below(c, 33)); break;
    case FRAME:
        put_frame(b, at, 1 + below(c, 2));
        put(b, r, 0, r->count);
        put_frame(b, at + 3, 1 + below(c, 3));
        break;
    case LEAD:
        strbuf_format(b, "%s %s\n", leads[below(c, 2)], leads[2 + below(c, 2)]);
        put(b, r, 2, r->count);
        break;
    case TURNED: put_turned(c, b, r); break;
    case INSIDE: put_inside(c, b, n); break;
    default:
        put_frame(b, at, below(c, 2));
        put_edited(c, b, r, 0, most, 12 + below(c, 33));
        put_frame(b, at + 3, 1 + below(c, 2));
        break;
    }
}

/* A host with sentences of a report in its middle. */
static void make_quote(corpus *c, strbuf *b, const report *r, const report *host)
{
    size_t quoted = 1 + below(c, 3), at = below(c, r->count - quoted), middle = host->count / 2;
    while (quoted > 1 && 3 * bytes_of(r, at, at + quoted) > bytes_of(host, 0, host->count))
        quoted--;
    put(b, host, 0, middle);
    if (3 * bytes_of(r, at, at + quoted) <= bytes_of(host, 0, host->count))
        put(b, r, at, at + quoted);
    put(b, host, middle, host->count);
}

static void make_within(corpus *c, strbuf *b, const report *host)
{
    size_t at = below(c, 8);
    put_frame(b, at, 2);
    put(b, host, 0, host->count);
    put_frame(b, at + 2, 3);
}

static void put_report(corpus *c, const char *kind, unsigned number, size_t family, strbuf *text)
{
    strbuf line;
    unsigned day = (unsigned)(c->made / 40 % 28) + 1, month = (unsigned)(c->made / 40 / 28 % 12) + 1;
    strbuf_init(&line, 0);
    strbuf_format(&line, "{\"id\":\"%s.%u.%zu\",\"source\":\"Outlet %u\",\"date\":\"2025-%02u-%02u\",\"text\":", kind, number, family, (unsigned)below(c, 30),
                  month, day);
    json_writer w = {&line, false};
    json_string(&w, strbuf_str(text));
    strbuf_add_text(&line, "}\n");
    (void)fwrite(line.p, 1, line.n, stdout);
    strbuf_release(&line);
    strbuf_reset(text);
    c->made++;
}

static void make_family(corpus *c, size_t n, unsigned copies, strbuf *b)
{
    put(b, &c->report[n], 0, c->report[n].count);
    put_report(c, "orig", 0, n, b);
    for (unsigned k = 0; k < copies; k++) {
        copy_kind kind = (copy_kind)((n + k) % KINDS);
        make_copy(c, b, n, kind);
        put_report(c, kind_names[kind], k, n, b);
    }
    if (c->count < 4)
        return;
    size_t host = any_host(c);
    make_quote(c, b, &c->report[n], &c->report[host]);
    put_report(c, "quote", (unsigned)n, host, b);
    host = any_host(c);
    make_within(c, b, &c->report[host]);
    put_report(c, "within", (unsigned)n, host, b);
}

int main(int count, char **arguments)
{
    corpus c = {.random = 88172645463325252u};
    if (count < 2) {
        fprintf(stderr, "usage: make_copies REPORTS.jsonl [COPIES [SEED]]\n");
        return 2;
    }
    arena_init(&c.memory, 0);
    c.random ^= count > 3 ? strtoull(arguments[3], NULL, 10) * 0x9E3779B97F4A7C15u : 0;
    unsigned copies = count > 2 ? (unsigned)strtoul(arguments[2], NULL, 10) : 4;
    bool good = read_reports(&c, arguments[1]);
    strbuf text;
    strbuf_init(&text, 0);
    for (size_t n = 0; good && n < c.count; n++)
        if (!is_host(n))
            make_family(&c, n, copies, &text);
    strbuf_release(&text);
    arena_release(&c.memory);
    return good && fflush(stdout) == 0 ? 0 : 1;
}
