/* SPDX-License-Identifier: MIT */
#include "serve/query.h"

#include "base/error.h"
#include "base/utf8.h"
#include "record/record.h"

#include <stdio.h>

/* ---- decoding ------------------------------------------------------------------------------------------------------------ */

static int digit(char c)
{
    return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

static bool is_text(str s)
{
    for (size_t i = 0; i < s.n;) {
        unsigned bytes;
        uint32_t cp = utf8_decode(s.p + i, s.p + s.n, &bytes);
        if (cp == UTF8_BAD || cp < ' ' || (cp >= 0x7F && cp < 0xA0))
            return false;
        i += bytes;
    }
    return true;
}

static dgm_status decode(str from, bool plus_is_space, arena *memory, str *to, dgm_error *err)
{
    char *text = arena_raw(memory, from.n + 1);
    size_t n = 0;
    if (text == NULL)
        return error_set(err, DGM_NO_MEMORY, "out of memory");
    for (size_t i = 0; i < from.n; i++) {
        char c = from.p[i];
        if (c == '%') {
            int high = i + 2 < from.n ? digit(from.p[i + 1]) : -1, low = i + 2 < from.n ? digit(from.p[i + 2]) : -1;
            if (high < 0 || low < 0)
                return error_set(err, DGM_BAD_USAGE, "a percent sign must stand before two hexadecimal digits");
            c = (char)(high * 16 + low);
            i += 2;
        } else if (c == '+' && plus_is_space) {
            c = ' ';
        }
        text[n++] = c;
    }
    text[n] = 0;
    *to = (str){text, n};
    return is_text(*to) ? DGM_OK : error_set(err, DGM_BAD_USAGE, "what is asked for is not UTF-8, or holds control characters");
}

static const char *const names[] = {"actor", "between", "by",   "context", "disputed", "document",      "event", "kind",   "limit", "min_certainty",
                                    "mode",  "min_reports", "order", "outlet", "place", "q", "quad",    "recipient", "said_by", "since", "skip", "status",
                                    "storyline", "type", "until", "with"};

static bool is_known(str name)
{
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (str_equal(name, str_of(names[i])))
            return true;
    return false;
}

static dgm_status add_parameter(query *q, str one, arena *memory, dgm_error *err)
{
    str name = {0}, value, raw = str_cut(one, '=', &value);
    if (q->count == QUERY_PARAMETERS)
        return error_set(err, DGM_BAD_USAGE, "too many parameters");
    dgm_status status = decode(raw, true, memory, &name, err);
    if (status == DGM_OK)
        status = decode(value.p != NULL ? value : STR(""), true, memory, &value, err);
    if (status != DGM_OK)
        return status;
    if (!is_known(name))
        return error_set(err, DGM_BAD_USAGE, "there is no parameter \"%.*s\"", (int)(name.n < 40 ? name.n : 40), name.p);
    if (query_find(q, name.p).p != NULL)
        return error_set(err, DGM_BAD_USAGE, "the parameter \"%s\" stands twice", name.p);
    if (value.n > QUERY_VALUE_MOST)
        return error_set(err, DGM_BAD_USAGE, "the parameter \"%s\" is too long", name.p);
    q->parameter[q->count++] = (query_parameter){name, value};
    return DGM_OK;
}

dgm_status query_parse(query *q, str target, arena *memory, dgm_error *err)
{
    str rest, path = str_cut(target, '?', &rest);
    *q = (query){0};
    dgm_status status = decode(path, false, memory, &q->path, err);
    while (status == DGM_OK && rest.p != NULL) {
        str one = str_cut(rest, '&', &rest);
        if (one.n > 0)
            status = add_parameter(q, one, memory, err);
    }
    return status;
}

enum { BEGINNING_LEAST = 3, BEGINNINGS_MOST = 4, WORDS_MOST = 24 };

/* ---- values -------------------------------------------------------------------------------------------------------------- */

str query_find(const query *q, const char *name)
{
    for (uint32_t i = 0; i < q->count; i++)
        if (str_equal(q->parameter[i].name, str_of(name)))
            return q->parameter[i].value;
    return (str){NULL, 0};
}

dgm_status query_number(const query *q, const char *name, int64_t least, int64_t most, int64_t missing, int64_t *value, dgm_error *err)
{
    str text = query_find(q, name);
    long number = 0;
    *value = missing;
    if (text.n == 0)
        return DGM_OK;
    bool digits = text.n <= 10;
    for (size_t i = 0; i < text.n; i++)
        digits = digits && text.p[i] >= '0' && text.p[i] <= '9';
    if (!digits || !str_integer(text, &number) || number < least || number > most)
        return error_set(err, DGM_BAD_USAGE, "\"%s\" must be a whole number from %lld to %lld", name, (long long)least, (long long)most);
    *value = number;
    return DGM_OK;
}

static dgm_status take_land(const query *q, const char *name, str *land, dgm_error *err)
{
    *land = query_find(q, name);
    if (land->n == 0)
        return DGM_OK;
    bool good = land->n == 3;
    for (size_t i = 0; i < land->n; i++)
        good = good && land->p[i] >= 'A' && land->p[i] <= 'Z';
    return good ? DGM_OK : error_set(err, DGM_BAD_USAGE, "\"%s\" must be the code of a land: three capital letters, such as USA", name);
}

static dgm_status take_pair(const query *q, store_filter *f, dgm_error *err)
{
    query one = {.count = 1}, other = {.count = 1};
    str rest, pair = query_find(q, "between");
    if (pair.n == 0)
        return DGM_OK;
    one.parameter[0] = (query_parameter){STR("between"), str_cut(pair, ',', &rest)};
    other.parameter[0] = (query_parameter){STR("between"), rest};
    dgm_status status = take_land(&one, "between", &f->one, err);
    if (status == DGM_OK)
        status = take_land(&other, "between", &f->other, err);
    if (status == DGM_OK && (f->one.n == 0 || f->other.n == 0))
        status = error_set(err, DGM_BAD_USAGE, "\"between\" wants two lands with a comma between: USA,RUS");
    return status;
}

static bool is_word(str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (!((s.p[i] >= 'a' && s.p[i] <= 'z') || (s.p[i] >= 'A' && s.p[i] <= 'Z') || (s.p[i] >= '0' && s.p[i] <= '9') || s.p[i] == '_' || s.p[i] == '-'))
            return false;
    return s.n > 0 && s.n <= 40;
}

static dgm_status take_words(const query *q, const char *name, store_choice *choice, dgm_error *err)
{
    str rest = query_find(q, name);
    if (rest.n == 0)
        return DGM_OK;
    while (rest.p != NULL) {
        str word = str_cut(rest, ',', &rest);
        if (!is_word(word))
            return error_set(err, DGM_BAD_USAGE, "\"%s\" wants words with commas between", name);
        if (choice->count == STORE_CHOICES)
            return error_set(err, DGM_BAD_USAGE, "at most %d words in \"%s\"", STORE_CHOICES, name);
        choice->word[choice->count++] = word;
    }
    return DGM_OK;
}

static dgm_status take_statuses(const query *q, store_filter *f, dgm_error *err)
{
    static const char *const known[] = {"happened", "ongoing", "planned", "possible", "hypothetical", "negated"};
    dgm_status status = take_words(q, "status", &f->status, err);
    for (uint32_t i = 0; status == DGM_OK && i < f->status.count; i++) {
        bool found = false;
        for (size_t k = 0; k < sizeof known / sizeof *known; k++)
            found = found || str_equal(f->status.word[i], str_of(known[k]));
        if (!found)
            status = error_set(err, DGM_BAD_USAGE, "a status is happened, ongoing, planned, possible, hypothetical or negated");
    }
    return status;
}

/* A day, or the first or last one of a month or year. */
static dgm_status take_day(const query *q, const char *name, bool last, arena *memory, str *day, dgm_error *err)
{
    str text = query_find(q, name);
    rec_date d;
    if (text.n == 0)
        return DGM_OK;
    if (!record_date_parse(text, &d) || d.year <= 0)
        return error_set(err, DGM_BAD_USAGE, "\"%s\" must be a date such as 2025-03-08", name);
    const char *iso = arena_format(memory, "%04d-%02d-%02d", d.year, d.month ? d.month : last ? 12 : 1, d.day ? d.day : last ? 31 : 1);
    *day = str_of(iso);
    return iso != NULL ? DGM_OK : error_set(err, DGM_NO_MEMORY, "out of memory");
}

static dgm_status take_flags(const query *q, store_filter *f, dgm_error *err)
{
    str disputed = query_find(q, "disputed"), order = query_find(q, "order"), certainty = query_find(q, "min_certainty");
    f->disputed = str_equal(disputed, STR("1")) || str_equal(disputed, STR("true"));
    if (disputed.n > 0 && !f->disputed && !str_equal(disputed, STR("0")) && !str_equal(disputed, STR("false")))
        return error_set(err, DGM_BAD_USAGE, "\"disputed\" must be 1 or 0");
    f->oldest_first = str_equal(order, STR("oldest"));
    if (order.n > 0 && !f->oldest_first && !str_equal(order, STR("newest")))
        return error_set(err, DGM_BAD_USAGE, "\"order\" must be newest or oldest");
    if (certainty.n > 0 && (!str_number(certainty, &f->least_certainty) || !(f->least_certainty >= 0 && f->least_certainty <= 1)))
        return error_set(err, DGM_BAD_USAGE, "\"min_certainty\" must be a number from 0 to 1");
    return DGM_OK;
}

static dgm_status take_numbers(const query *q, uint32_t most, store_filter *f, dgm_error *err)
{
    int64_t limit, skip, reports, quad;
    dgm_status status = query_number(q, "limit", 1, most, QUERY_LIMIT, &limit, err);
    if (status == DGM_OK)
        status = query_number(q, "skip", 0, QUERY_SKIP_MOST, 0, &skip, err);
    if (status == DGM_OK)
        status = query_number(q, "min_reports", 1, 1000000, 0, &reports, err);
    if (status == DGM_OK)
        status = query_number(q, "quad", 1, 4, 0, &quad, err);
    if (status == DGM_OK)
        status = query_number(q, "storyline", 1, 4000000000, 0, &f->storyline, err);
    if (status == DGM_OK)
        status = query_number(q, "event", 1, 4000000000, 0, &f->event, err);
    if (status != DGM_OK)
        return status;
    f->limit = (uint32_t)limit;
    f->skip = (uint32_t)skip;
    f->least_reports = (uint32_t)reports;
    f->quad = (uint32_t)quad;
    return DGM_OK;
}

/* Beginnings of words ("min*") make the index of words read much: they are few, and not too short. */
static dgm_status check_words(const query *q, dgm_error *err)
{
    str words = query_find(q, "q");
    uint32_t beginnings = 0, count = 0, length = 0;
    for (size_t i = 0; i < words.n; i++) {
        bool letter = (unsigned char)words.p[i] >= 0x80 || (words.p[i] >= '0' && words.p[i] <= '9') || ((words.p[i] | 32) >= 'a' && (words.p[i] | 32) <= 'z');
        if (words.p[i] == '*' && (length < BEGINNING_LEAST || ++beginnings > BEGINNINGS_MOST))
            return error_set(err, DGM_BAD_USAGE, "at most %d beginnings of words, of %d letters or more", BEGINNINGS_MOST, BEGINNING_LEAST);
        count += letter && length == 0;
        length = letter ? length + 1 : 0;
    }
    return count <= WORDS_MOST ? DGM_OK : error_set(err, DGM_BAD_USAGE, "at most %d words can be looked for", WORDS_MOST);
}

bool query_is_long(const query *q)
{
    str words = query_find(q, "q");
    uint32_t spaces = 0;
    for (size_t i = 0; i < words.n; i++) {
        if (words.p[i] == '*')
            return true;
        spaces += words.p[i] == ' ';
    }
    return spaces > 3;
}

dgm_status query_filter(const query *q, uint32_t most, arena *memory, store_filter *f, dgm_error *err)
{
    *f = (store_filter){.mode = query_find(q, "mode"), .context = query_find(q, "context"), .place = query_find(q, "place"),
                        .said_by = query_find(q, "said_by"), .outlet = query_find(q, "outlet"), .words = query_find(q, "q")};
    dgm_status status = take_numbers(q, most, f, err);
    if (status == DGM_OK)
        status = check_words(q, err);
    if (status == DGM_OK)
        status = take_flags(q, f, err);
    if (status == DGM_OK)
        status = take_pair(q, f, err);
    if (status == DGM_OK)
        status = take_land(q, "actor", &f->actor, err);
    if (status == DGM_OK)
        status = take_land(q, "recipient", &f->recipient, err);
    if (status == DGM_OK)
        status = take_land(q, "with", &f->with, err);
    if (status == DGM_OK)
        status = take_words(q, "type", &f->type, err);
    if (status == DGM_OK)
        status = take_statuses(q, f, err);
    if (status == DGM_OK)
        status = take_day(q, "since", false, memory, &f->since, err);
    if (status == DGM_OK)
        status = take_day(q, "until", true, memory, &f->until, err);
    return status;
}

/* ---- where a list goes on ------------------------------------------------------------------------------------------------ */

static void encode(str s, strbuf *to)
{
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        bool plain = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-' || c == '.' || c == '_' || c == '~' ||
                     c == ',' || c == '/';
        if (plain)
            strbuf_add_char(to, (char)c);
        else
            strbuf_format(to, "%%%02X", c);
    }
}

void query_next(const query *q, uint32_t skip, strbuf *to)
{
    encode(q->path, to);
    strbuf_add_char(to, '?');
    for (uint32_t i = 0; i < q->count; i++) {
        if (str_equal(q->parameter[i].name, STR("skip")))
            continue;
        encode(q->parameter[i].name, to);
        strbuf_add_char(to, '=');
        encode(q->parameter[i].value, to);
        strbuf_add_char(to, '&');
    }
    strbuf_format(to, "skip=%u", skip);
}
