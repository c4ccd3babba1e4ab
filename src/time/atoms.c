/* SPDX-License-Identifier: MIT */
#include "time/atoms.h"

#include "base/utf8.h"

#include <string.h>

#define DASH_BYTES 3 /* of an en dash or em dash in UTF-8 */

static bool digit(char c) { return c >= '0' && c <= '9'; }

static uint32_t digits_at_start(str s)
{
    uint32_t n = 0;
    while (n < s.n && digit(s.p[n]))
        n++;
    return n;
}

static int number_of(const char *p, uint32_t n)
{
    int value = 0;
    for (uint32_t i = 0; i < n && i < 9; i++)
        value = value * 10 + (p[i] - '0');
    return value;
}

static bool read_slash(str s, rec_date *date)
{
    str rest, a = str_cut(s, '/', &rest), b = str_cut(rest, '/', &rest);
    long x, y, z;
    if (rest.p == NULL || !str_integer(a, &x) || !str_integer(b, &y) || !str_integer(rest, &z) || x < 1 || y < 1)
        return false;
    if (z < 100 && rest.n == 2)
        z += z < 50 ? 2000 : 1900;
    if (x > 12) { /* day first */
        long swap = x;
        x = y;
        y = swap;
    }
    if (x > 12 || y > 31 || z < 1000 || z > 2200)
        return false;
    *date = (rec_date){(int16_t)z, (uint8_t)x, (uint8_t)y};
    return true;
}

static bool read_clock(str s, time_atom *a)
{
    uint32_t n = digits_at_start(s);
    if (n < 1 || n > 2 || s.n < n + 3 || s.p[n] != ':' || !digit(s.p[n + 1]) || !digit(s.p[n + 2]))
        return false;
    int hour = number_of(s.p, n), minute = number_of(s.p + n + 1, 2);
    if (hour > 24 || minute > 59)
        return false;
    a->hour = (uint8_t)hour;
    a->minute = (uint8_t)minute;
    return true;
}

/* "1,500", "2.5": digits with signs between */
static bool read_number(str s, double *value)
{
    char plain[24];
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == ',')
            continue;
        if ((!digit(s.p[i]) && s.p[i] != '.') || n + 1 == sizeof plain)
            return false;
        plain[n++] = s.p[i];
    }
    return n > 0 && digit(plain[0]) && str_number((str){plain, n}, value);
}

static bool ends_ordinal(str tail)
{
    return str_equal(tail, STR("st")) || str_equal(tail, STR("nd")) || str_equal(tail, STR("rd")) || str_equal(tail, STR("th"));
}

/* "1980s", "80s", "'80s", "1980's" */
static bool read_decade(str s, time_atom *a)
{
    str body = s;
    if (body.n > 0 && body.p[0] == '\'')
        body.p++, body.n--;
    uint32_t n = digits_at_start(body);
    str tail = {body.p + n, body.n - n};
    if ((n != 2 && n != 4) || body.p[n - 1] != '0' || !(str_equal(tail, STR("s")) || str_equal(tail, STR("'s"))))
        return false;
    int value = number_of(body.p, n);
    a->decade = (int16_t)(n == 4 ? value / 10 : 190 + value / 10);
    return true;
}

static void read_digits(str s, time_atom *a)
{
    uint32_t n = digits_at_start(s);
    str tail = {s.p + n, s.n - n};
    if (n == s.n && n > 0) {
        a->number = number_of(s.p, n);
        a->class |= TIME_NUM;
        if (n == 4 && a->number >= 1000 && a->number <= 2200)
            a->class |= TIME_YEAR;
        if (n <= 2 && a->number >= 1 && a->number <= 31)
            a->class |= TIME_DAY;
    } else if (n > 0 && n <= 3 && ends_ordinal(tail)) {
        a->number = number_of(s.p, n);
        a->class |= a->number >= 1 && a->number <= 31 ? TIME_ORD | TIME_DAY : TIME_ORD;
    } else if (read_clock(s, a)) {
        a->class |= TIME_CLOCK;
    } else if (read_decade(s, a)) {
        a->class |= TIME_DECADE;
    } else if (n > 0 && read_number(s, &a->number)) {
        a->class |= TIME_NUM;
    }
}

static bool allowed(const time_word *w, const rec_token *t, bool capital)
{
    if (w->capital)
        return capital && t->upos != REC_VERB && t->upos != REC_AUX;
    return !w->noun || t->upos == REC_NOUN || t->upos == REC_PROPN || t->upos == REC_UPOS_NONE;
}

static void read_word(const model_time *m, const rec_token *t, str lower, time_atom *a)
{
    uint32_t at = map_find(&m->words, lower);
    if (at == MAP_NONE)
        return;
    a->word = (int32_t)at;
    a->literal = m->word[at].literal;
    for (int32_t i = a->word; i >= 0; i = m->word[i].more)
        if (m->word[i].class != 0 && allowed(&m->word[i], t, a->capital)) {
            a->class |= m->word[i].class;
            double value;
            if ((m->word[i].class & (TIME_NUM | TIME_ORD | TIME_HUNDRED)) != 0 && str_number(str_of(m->word[i].value), &value)) {
                a->number = value;
                if (m->word[i].class == TIME_ORD && value >= 1 && value <= 31)
                    a->class |= TIME_DAY;
            }
        }
}

typedef struct maker {
    const model_time *m;
    rec_document *doc;
    time_atom *atoms;
    uint32_t count;
} maker;

/* 2000 troops: four digits that count what follows are no year. */
static bool counts_things(const rec_document *doc, uint32_t token)
{
    const rec_token *t = &doc->tokens[token], *next = t + 1, *before = t - 1;
    if (t->deprel == REC_NUMMOD && t->head > (int32_t)token && (doc->tokens[t->head].morph & REC_MORPH_PLUR) != 0)
        return true;
    bool noun_follows = token + 1 < doc->token_count && next->sentence == t->sentence && next->upos == REC_NOUN &&
                        (next->morph & REC_MORPH_PLUR) != 0;
    bool led = token > 0 && before->sentence == t->sentence && (before->upos == REC_DET || before->upos == REC_ADP);
    return noun_follows && !led;
}

static void add_atom(maker *k, uint32_t token, uint32_t begin, uint32_t end)
{
    const rec_token *t = &k->doc->tokens[token];
    uint32_t from = begin - t->span.begin, n = end - begin;
    if (n == 0 || from + n > t->form.n)
        return;
    unsigned bytes;
    str form = {t->form.p + from, n}, lower = t->lower.n == t->form.n ? (str){t->lower.p + from, n} : form;
    time_atom a = {.span = {begin, end}, .token = token, .literal = -1, .word = -1};
    a.capital = utf8_is_upper(utf8_decode(form.p, form.p + form.n, &bytes));
    read_word(k->m, t, lower, &a);
    if (digit(lower.p[0]) || lower.p[0] == '\'')
        read_digits(lower, &a);
    if ((a.class & TIME_YEAR) != 0 && counts_things(k->doc, token))
        a.class &= ~(uint32_t)TIME_YEAR;
    k->atoms = arena_push(&k->doc->memory, k->atoms, k->count, sizeof a);
    if (k->atoms != NULL)
        k->atoms[k->count++] = a;
}

/* Length of a hyphen, dash or slash at p, 0 where there is none. */
static uint32_t sign_at(const char *p, const char *end)
{
    if (*p == '-' || *p == '/')
        return 1;
    return end - p >= DASH_BYTES && (memcmp(p, "\xE2\x80\x93", DASH_BYTES) == 0 || memcmp(p, "\xE2\x80\x94", DASH_BYTES) == 0)
               ? DASH_BYTES
               : 0;
}

/* "10pm" -> 10, pm */
static uint32_t digits_before_letters(str s)
{
    uint32_t n = digits_at_start(s);
    str tail = {s.p + n, s.n - n};
    bool half_day = tail.n >= 2 && (tail.p[0] | 32) != 's' && ((tail.p[0] | 32) == 'a' || (tail.p[0] | 32) == 'p') &&
                    ((tail.p[1] | 32) == 'm' || tail.p[1] == '.');
    return n > 0 && half_day ? n : 0;
}

static void split_token(maker *k, uint32_t token)
{
    const rec_token *t = &k->doc->tokens[token];
    uint32_t begin = t->span.begin, at = begin;
    const char *text = k->doc->text, *end = text + t->span.end;
    rec_date date;
    bool whole = t->form.n == 10 && t->form.p[4] == '-' && record_date_parse(t->form, &date);
    bool slash = !whole && digit(t->form.p[0]) && read_slash(t->form, &date);
    if (whole || slash) {
        add_atom(k, token, begin, t->span.end);
        if (k->atoms != NULL) {
            k->atoms[k->count - 1].class = whole ? TIME_ISO : TIME_SLASH;
            k->atoms[k->count - 1].date = date;
        }
        return;
    }
    uint32_t first = digits_before_letters(t->form);
    if (first > 0) {
        add_atom(k, token, begin, begin + first);
        add_atom(k, token, begin + first, t->span.end);
        return;
    }
    while (at < t->span.end) {
        uint32_t sign = sign_at(text + at, end);
        if (sign == 0) {
            at++;
            continue;
        }
        add_atom(k, token, begin, at);
        add_atom(k, token, at, at + sign);
        at += sign;
        begin = at;
    }
    add_atom(k, token, begin, t->span.end);
}

static bool is_dash(const rec_document *doc, const time_atom *a)
{
    const char *p = doc->text + a->span.begin;
    return *p != '/' && sign_at(p, doc->text + a->span.end) == a->span.end - a->span.begin;
}

/* "1957-60": the two digits are a year. */
static void mend_years(maker *k)
{
    for (uint32_t i = 2; i < k->count; i++) {
        time_atom *a = &k->atoms[i];
        const time_atom *year = &k->atoms[i - 2];
        if ((year->class & TIME_YEAR) == 0 || a->span.end - a->span.begin != 2 || (a->class & TIME_NUM) == 0 ||
            !is_dash(k->doc, &k->atoms[i - 1]))
            continue;
        int century = (int)year->number / 100;
        double value = century * 100.0 + a->number;
        if (value > year->number) {
            a->number = value;
            a->class = TIME_YEAR;
        }
    }
    for (uint32_t i = 0; i + 1 < k->count; i++) /* 493 BC */
        if ((k->atoms[i].class & TIME_NUM) != 0 && (k->atoms[i + 1].class & TIME_ERA) != 0 && k->atoms[i].number >= 1 && k->atoms[i].number < 3000)
            k->atoms[i].class |= TIME_YEAR;
    for (uint32_t i = 0; i < k->count; i++) /* every dash reads as "-" in patterns */
        if (is_dash(k->doc, &k->atoms[i])) {
            uint32_t plain = map_find(&k->m->words, STR("-"));
            k->atoms[i].literal = plain == MAP_NONE ? -1 : k->m->word[plain].literal;
            k->atoms[i].class |= TIME_JOINT;
        }
}

time_atom *atoms_of(const model_time *m, rec_document *doc, uint32_t sentence, uint32_t *count)
{
    const rec_sentence *s = &doc->sentences[sentence];
    maker k = {.m = m, .doc = doc};
    for (uint32_t i = s->first_token; i < s->first_token + s->token_count; i++)
        if (doc->tokens[i].form.n > 0)
            split_token(&k, i);
    if (k.count > 0 && !doc->memory.failed)
        mend_years(&k);
    *count = k.count;
    return k.atoms;
}
