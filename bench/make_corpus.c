/* SPDX-License-Identifier: MIT
 *
 * Makes many reports out of few, for measuring the ledger: each new report is a few runs of sentences from reports at hand,
 * with some of its lands changed for others, dated anew and given to one of 40 outlets. The same seed gives the same reports.
 *
 *   make_corpus REPORTS.jsonl COUNTRIES.tsv COUNT [COPIES_PER_HUNDRED [SEED]]
 *
 * COUNTRIES.tsv is data/actors/countries.tsv. With copies, so many in a hundred are near copies of one of the last 500
 * reports: cut short, with words dropped or changed, and with lines of another outlet around; their id tells of which
 * ("copy-812-of-640"), so that bench/ledger.sh can count what was found.
 */
#include "base/arena.h"
#include "base/file.h"
#include "base/json.h"
#include "base/memory.h"

#include <json-c/json.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { KEPT = 500, RUNS = 6, RUN_SENTENCES = 2, LONGEST = 400, LANDS = 400, OUTLETS = 40, DAYS = 730 };

typedef struct corpus {
    arena memory;
    str *sentence;   /* [count] */
    size_t count;
    str land[LANDS][2]; /* name, adjective */
    size_t lands;
    uint64_t random;
} corpus;

typedef struct kept {
    char *text;
    unsigned long number; /* 0: none */
    unsigned day, outlet;
} kept;

static uint64_t next(corpus *c)
{
    c->random ^= c->random << 13;
    c->random ^= c->random >> 7;
    c->random ^= c->random << 17;
    return c->random * 0x2545F4914F6CDD1Du >> 11;
}

static size_t below(corpus *c, size_t n) { return (size_t)(next(c) % n); }

static void add_sentence(corpus *c, str s)
{
    s = str_trim(s);
    if (s.n < 20 || s.n > LONGEST) /* one long sentence would make copies of reports that merely share it */
        return;
    c->sentence = arena_push(&c->memory, c->sentence, c->count, sizeof *c->sentence);
    c->sentence[c->count] = (str){arena_string(&c->memory, s.p, s.n), s.n};
    c->count++;
}

static void split_report(corpus *c, str text)
{
    size_t begin = 0;
    for (size_t i = 0; i + 2 < text.n; i++) {
        bool ends = text.p[i] == '\n' || (text.p[i] == '.' && text.p[i + 1] == ' ' && text.p[i + 2] >= 'A' && text.p[i + 2] <= 'Z' && i > begin + 60);
        if (!ends)
            continue;
        add_sentence(c, (str){text.p + begin, i + 1 - begin});
        begin = i + 1;
    }
    add_sentence(c, (str){text.p + begin, text.n - begin});
}

static bool read_reports(corpus *c, const char *path)
{
    dgm_error err;
    strbuf all;
    strbuf_init(&all, 0);
    if (file_read(path, &all, &err) != DGM_OK) {
        fprintf(stderr, "make_corpus: %s: %s\n", path, err.message);
        return false;
    }
    for (str rest = strbuf_str(&all); rest.n > 0;) {
        str line = str_cut(rest, '\n', &rest);
        struct json_tokener *t = json_tokener_new();
        struct json_object *o = json_tokener_parse_ex(t, line.p, (int)line.n), *text;
        if (o != NULL && json_object_object_get_ex(o, "text", &text))
            split_report(c, str_of(json_object_get_string(text)));
        json_object_put(o);
        json_tokener_free(t);
    }
    strbuf_release(&all);
    return c->count > RUNS * RUN_SENTENCES;
}

static bool read_lands(corpus *c, const char *path)
{
    dgm_error err;
    table_reader t;
    if (table_open(&t, path, &err) != DGM_OK) {
        fprintf(stderr, "make_corpus: %s: %s\n", path, err.message);
        return false;
    }
    while (c->lands < LANDS && table_next(&t)) {
        str rest, demonym = t.now.count > 3 ? str_cut(t.now.column[3], ';', &rest) : (str){NULL, 0};
        if (t.now.count < 4 || str_find(t.now.column[1], STR(" ")) >= 0 || demonym.n == 0 || str_find(demonym, STR(" ")) >= 0)
            continue;
        c->land[c->lands][0] = (str){arena_string(&c->memory, t.now.column[1].p, t.now.column[1].n), t.now.column[1].n};
        c->land[c->lands++][1] = (str){arena_string(&c->memory, demonym.p, demonym.n), demonym.n};
    }
    table_close(&t);
    return c->lands > 20;
}

/* ---- one report ------------------------------------------------------------------------------------------------------------ */

/* Which land stands for which in this report: half stay. */
static void change_lands(corpus *c, size_t to[LANDS])
{
    for (size_t i = 0; i < c->lands; i++)
        to[i] = below(c, 2) == 0 ? i : below(c, c->lands);
}

static bool is_letter(char ch) { return (ch >= 'a' && ch <= 'z') || (ch >= 'A' && ch <= 'Z') || (unsigned char)ch >= 0x80; }

static void put_changed(const corpus *c, strbuf *b, str s, const size_t to[LANDS])
{
    for (size_t i = 0; i < s.n;) {
        size_t end = i;
        while (end < s.n && is_letter(s.p[end]))
            end++;
        str word = {s.p + i, end - i}, put = word;
        for (size_t k = 0; word.n > 3 && word.p[0] >= 'A' && word.p[0] <= 'Z' && k < c->lands; k++)
            for (int form = 0; form < 2; form++)
                if (str_equal(c->land[k][form], word))
                    put = c->land[to[k]][form];
        strbuf_add_str(b, put);
        if (end < s.n)
            strbuf_add_char(b, s.p[end]);
        i = end + 1;
    }
}

static void make_report(corpus *c, strbuf *b)
{
    size_t to[LANDS];
    change_lands(c, to);
    for (int run = 0; run < RUNS; run++) {
        size_t at = below(c, c->count - RUN_SENTENCES);
        for (size_t i = at; i < at + RUN_SENTENCES; i++) {
            put_changed(c, b, c->sentence[i], to);
            strbuf_add_text(b, i + 1 < at + RUN_SENTENCES ? " " : "\n");
        }
    }
}

/* A near copy: other lines around, up to a third cut off, up to one word in twelve dropped or changed. */
static void make_copy(corpus *c, strbuf *b, str text, unsigned long number)
{
    size_t most = text.n - below(c, text.n / 3 + 1), edits = below(c, 3) == 0 ? 0 : 12 + below(c, 30);
    if (below(c, 2) == 0)
        strbuf_format(b, "(Wire service %lu) - Updated %lu minutes ago. ", number % 97, number % 59);
    for (str rest = {text.p, most}; rest.n > 0;) {
        str word = str_cut(rest, ' ', &rest);
        bool edit = edits > 0 && below(c, edits) == 0;
        if (edit && below(c, 2) == 0)
            continue;
        if (edit)
            strbuf_add_text(b, "reportedly");
        else
            strbuf_add_str(b, word);
        strbuf_add_char(b, ' ');
    }
    if (below(c, 2) == 0)
        strbuf_format(b, "\nRead more: subscribe to our newsletter number %lu. All rights reserved. Follow us for the latest news.", number);
}

static void put_report(unsigned long number, unsigned long of, unsigned day, unsigned outlet, str text)
{
    static const unsigned char month_days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    strbuf line;
    unsigned year = 2024 + day / 365, left = day % 365, month = 0;
    strbuf_init(&line, 0);
    while (left >= month_days[month])
        left -= month_days[month++];
    strbuf_format(&line, of ? "{\"id\":\"copy-%lu-of-%lu\"," : "{\"id\":\"report-%lu\",", number, of);
    strbuf_format(&line, "\"source\":\"Outlet %u\",\"date\":\"%04u-%02u-%02u\",\"url\":\"https://outlet%u.example/%lu\",\"text\":", outlet, year, month + 1,
                  left + 1, outlet, number);
    json_writer w = {&line, false};
    json_string(&w, text);
    strbuf_add_text(&line, "}\n");
    (void)fwrite(line.p, 1, line.n, stdout);
    strbuf_release(&line);
}

static void make_all(corpus *c, unsigned long count, unsigned long copies)
{
    static kept ring[KEPT];
    strbuf text;
    strbuf_init(&text, 0);
    for (unsigned long n = 1; n <= count; n++) {
        const kept *old = &ring[below(c, KEPT)];
        bool copy = old->number != 0 && below(c, 100) < copies;
        unsigned day = (unsigned)((n * DAYS) / (count + 1)), outlet = (unsigned)below(c, OUTLETS);
        strbuf_reset(&text);
        if (copy)
            make_copy(c, &text, str_of(old->text), n);
        else
            make_report(c, &text);
        put_report(n, copy ? old->number : 0, day, outlet, strbuf_str(&text));
        if (!copy) {
            kept *k = &ring[n % KEPT];
            memory_free(k->text);
            k->text = memory_get(text.n + 1);
            if (k->text == NULL)
                break;
            memcpy(k->text, text.p, text.n);
            k->number = n;
        }
    }
    for (size_t i = 0; i < KEPT; i++)
        memory_free(ring[i].text);
    strbuf_release(&text);
}

int main(int count, char **arguments)
{
    corpus c = {.random = 88172645463325252u};
    if (count < 4) {
        fprintf(stderr, "usage: make_corpus REPORTS.jsonl COUNTRIES.tsv COUNT [COPIES_PER_HUNDRED [SEED]]\n");
        return 2;
    }
    arena_init(&c.memory, 0);
    if (count > 5)
        c.random ^= strtoull(arguments[5], NULL, 10) * 0x9E3779B97F4A7C15u;
    bool good = read_reports(&c, arguments[1]) && read_lands(&c, arguments[2]);
    if (good)
        make_all(&c, strtoul(arguments[3], NULL, 10), count > 4 ? strtoul(arguments[4], NULL, 10) : 0);
    arena_release(&c.memory);
    return good && fflush(stdout) == 0 ? 0 : 1;
}
