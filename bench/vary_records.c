/* SPDX-License-Identifier: MIT
 *
 * Makes many coded records out of few, so that a large ledger can be filled without coding for hours.
 *
 *   vary_records RECORDS.jsonl COUNT
 *
 * RECORDS.jsonl is what `dragoman code --with-text` writes; it is gone through as often as COUNT asks for. In each round the dates
 * move on by the days that the records cover, half of the lands stand for others, and three words in ten of text and names, the same
 * ones throughout a round, become others of their length, so that spans stay true and a record is no copy of its model. Copies
 * within a round stay copies. The same input gives the same records.
 */
#include "base/memory.h"
#include "base/str.h"
#include "record/record.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LONGEST = 15, WORDS = 1500, LANDS = 300 };

typedef struct varying {
    char (*word[2][LONGEST + 1])[LONGEST + 1]; /* [small or capital first][length][count] */
    size_t count[2][LONGEST + 1];
    char land[LANDS][4];
    size_t lands;
    int32_t first, last; /* days of publication */
    unsigned round;
} varying;

static bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
static bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }
static bool is_digit(char c) { return c >= '0' && c <= '9'; }

static uint64_t hash_in_round(const varying *v, str s)
{
    uint64_t h = str_hash(s) ^ (uint64_t)v->round * 0x9E3779B97F4A7C15u;
    h = (h ^ h >> 31) * 0x94d049bb133111ebu;
    return h ^ h >> 29;
}

static size_t word_length(str s, size_t at)
{
    size_t n = 0;
    while (at + n < s.n && is_letter(s.p[at + n]))
        n++;
    return n;
}

/* ---- what the records hold ------------------------------------------------------------------------------------------------- */

static void learn_word(varying *v, str word)
{
    int kind = is_capital(word.p[0]);
    size_t *n = &v->count[kind][word.n];
    if (v->word[kind][word.n] == NULL && (v->word[kind][word.n] = memory_get(WORDS * sizeof *v->word[kind][word.n])) == NULL)
        return;
    if (*n == WORDS || (*n > 0 && str_hash(word) % 7 != 0))
        return;
    (void)snprintf(v->word[kind][word.n][(*n)++], LONGEST + 1, "%.*s", (int)word.n, word.p);
}

static void learn_land(varying *v, str code)
{
    for (size_t i = 0; i < v->lands; i++)
        if (memcmp(v->land[i], code.p, 3) == 0)
            return;
    if (v->lands < LANDS)
        memcpy(v->land[v->lands++], code.p, 3);
}

static bool date_at(str s, size_t at, int32_t *days)
{
    rec_date d;
    if (at + 10 > s.n || !is_digit(s.p[at]) || s.p[at + 4] != '-' || s.p[at + 7] != '-' || !record_date_parse((str){s.p + at, 10}, &d) || d.day == 0)
        return false;
    *days = record_date_days(d);
    return true;
}

static void learn(varying *v, str line)
{
    static const str COUNTRY = {"\"country\":\"", 11}, PUBLISHED = {"\"published\":\"", 13};
    int32_t day;
    for (size_t i = 0; i < line.n; i++) {
        str rest = {line.p + i, line.n - i};
        if (str_starts(rest, COUNTRY) && rest.n > 15 && rest.p[14] == '"')
            learn_land(v, (str){rest.p + 11, 3});
        if (str_starts(rest, PUBLISHED) && date_at(rest, 13, &day)) {
            v->first = v->first == 0 || day < v->first ? day : v->first;
            v->last = day > v->last ? day : v->last;
        }
        size_t n = word_length(line, i);
        if (n >= 4 && n <= LONGEST && i > 0 && line.p[i - 1] == ' ')
            learn_word(v, (str){line.p + i, n});
        i += n > 0 ? n - 1 : 0;
    }
}

/* ---- one record ------------------------------------------------------------------------------------------------------------ */

static void put(const char *p, size_t n) { (void)fwrite(p, 1, n, stdout); }

static void put_words(const varying *v, str s)
{
    for (size_t i = 0; i < s.n;) {
        size_t n = word_length(s, i);
        bool whole = n >= 4 && n <= LONGEST && (i == 0 || ((unsigned char)s.p[i - 1] < 0x80 && s.p[i - 1] != '\\')) &&
                     (i + n == s.n || (unsigned char)s.p[i + n] < 0x80);
        uint64_t h = whole ? hash_in_round(v, (str){s.p + i, n}) : 0;
        int kind = whole && is_capital(s.p[i]);
        if (whole && v->round > 0 && h % 10 < 3 && v->count[kind][n] > 0)
            put(v->word[kind][n][h / 10 % v->count[kind][n]], n);
        else
            put(s.p + i, n > 0 ? n : 1);
        i += n > 0 ? n : 1;
    }
}

static void put_land(const varying *v, str code)
{
    uint64_t h = hash_in_round(v, code);
    put(v->round == 0 || h % 2 == 0 || v->lands == 0 ? code.p : v->land[h / 2 % v->lands], 3);
}

/* A string of JSON without its quotes. */
static void put_string(const varying *v, str key, str s)
{
    int32_t day;
    bool land = str_equal(key, STR("country")) || str_equal(key, STR("code"));
    if (str_equal(key, STR("id")) || str_equal(key, STR("url"))) {
        printf("%.*s-%u", (int)s.n, s.p, v->round);
    } else if (str_equal(key, STR("digest"))) {
        printf("%016llx", (unsigned long long)hash_in_round(v, s));
    } else if (str_equal(key, STR("text")) || str_equal(key, STR("name"))) {
        put_words(v, s);
    } else if (land && s.n >= 3 && is_capital(s.p[0]) && is_capital(s.p[1]) && is_capital(s.p[2])) {
        put_land(v, s);
        put(s.p + 3, s.n - 3);
    } else if (s.n == 10 && date_at(s, 0, &day)) {
        rec_date d = record_date_from_days(day + (int32_t)v->round * (v->last - v->first + 1));
        printf("%04d-%02d-%02d", d.year, d.month, d.day);
    } else {
        put(s.p, s.n);
    }
}

static void vary(const varying *v, str line)
{
    str key = {NULL, 0};
    for (size_t i = 0; i < line.n;) {
        if (line.p[i] != '"') {
            putchar(line.p[i++]);
            continue;
        }
        size_t end = i + 1;
        while (end < line.n && line.p[end] != '"')
            end += line.p[end] == '\\' ? 2 : 1;
        if (end >= line.n)
            return;
        str s = {line.p + i + 1, end - i - 1};
        bool is_key = line.p[end + 1] == ':';
        putchar('"');
        if (is_key)
            put(s.p, s.n);
        else
            put_string(v, key, s);
        putchar('"');
        key = is_key ? s : key;
        i = end + 1;
    }
}

static bool each_line(FILE *in, unsigned long most, varying *v, bool learning, unsigned long *n)
{
    char *line = NULL;
    size_t room = 0;
    ssize_t length;
    rewind(in);
    while (*n < most && (length = getline(&line, &room, in)) > 0) {
        if (learning)
            learn(v, (str){line, (size_t)length});
        else
            vary(v, (str){line, (size_t)length});
        (*n)++;
    }
    free(line);
    return *n > 0;
}

int main(int count, char **arguments)
{
    varying v = {.round = 0};
    unsigned long n = 0, most = count > 2 ? strtoul(arguments[2], NULL, 10) : 0;
    FILE *in = count > 2 ? fopen(arguments[1], "r") : NULL;
    if (in == NULL) {
        fprintf(stderr, "usage: vary_records RECORDS.jsonl COUNT\n");
        return 2;
    }
    bool good = each_line(in, (unsigned long)-1, &v, true, &n);
    for (n = 0; good && n < most; v.round++)
        good = each_line(in, most, &v, false, &n);
    for (int kind = 0; kind < 2; kind++)
        for (int i = 0; i <= LONGEST; i++)
            memory_free(v.word[kind][i]);
    fclose(in);
    return good && fflush(stdout) == 0 ? 0 : 1;
}
