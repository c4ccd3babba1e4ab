/* SPDX-License-Identifier: MIT
 *
 * Paragraphs to title, bylines and dateline, by the way that reports are set: a headline first, names after "By" near
 * the head or the foot, and "CITY, date (AGENCY) -" before the first sentence. The words are in data/text/layout.tsv;
 * here is only the order in which they come.
 *
 *   title     the paragraph that says what the given title says; else the first one, when it is short, others follow,
 *             and it has no final stop (or has one but is Written Like This, or a dateline or byline follows)
 *   byline    opener and names ("By Jane Doe and Ali Khan, Reuters"); parts between bars ("Jane Doe | AP"); a name and
 *             an agency ("Jane Doe, AFP"); below a title also "Jane Doe in Moscow"
 *   dateline  place, date and agency in any order, then a dash; at least one of: a place in capitals, a date, an agency;
 *             or a place in capitals and a word that opens sentences
 *
 * Cost: only short paragraphs at both ends are looked at. Known limits: a headline that is a whole sentence with a stop
 * is taken for body; a first line in capitals and a dash ("NATO - ...") is told from a dateline by a second dash. */
#include "read/parts.h"

#include "base/utf8.h"

#include <string.h>

#define MOST_WORDS 48
#define TITLE_WORDS 32
#define TITLE_BYTES 300
#define BYLINE_WORDS 24
#define BYLINE_BYTES 240
#define NEAR_HEAD 5 /* paragraphs in which a byline may stand before the body */
#define NEAR_FOOT 3 /* and after it */

typedef struct words {
    const model_token *m;
    str w[MOST_WORDS];
    unsigned count;
    bool more; /* there were more than fit */
} words;

static bool is_sign(uint32_t cp)
{
    return cp < 128 ? !((cp | 32) - 'a' < 26u || cp - '0' < 10u) : !utf8_is_letter(cp) && !utf8_is_digit(cp);
}

static uint32_t first_code(str s)
{
    unsigned bytes;
    return s.n > 0 ? utf8_decode(s.p, s.p + s.n, &bytes) : 0;
}

static uint32_t last_code(str s)
{
    unsigned bytes;
    size_t at = s.n;
    while (at > 0 && ((unsigned char)s.p[--at] & 0xC0) == 0x80)
        continue;
    return s.n > 0 ? utf8_decode(s.p + at, s.p + s.n, &bytes) : 0;
}

/* `s` without signs at both ends: "(Reuters)," to "Reuters". */
static str bare(str s)
{
    unsigned bytes;
    while (s.n > 0) {
        if (!is_sign(utf8_decode(s.p, s.p + s.n, &bytes)))
            break;
        s.p += bytes;
        s.n -= bytes;
    }
    while (s.n > 0 && is_sign(last_code(s)))
        for (bool lead = false; !lead && s.n > 0;)
            lead = ((unsigned char)s.p[--s.n] & 0xC0) != 0x80;
    return s;
}

static void split_words(words *to, const model_token *m, str s)
{
    const char *p = s.p, *end = s.p + s.n, *begin = NULL;
    *to = (words){.m = m};
    for (unsigned bytes = 1; p <= end; p += bytes) {
        bool blank = p == end || utf8_is_blank(utf8_decode(p, end, &bytes));
        if (p == end)
            bytes = 1;
        if (!blank && begin == NULL)
            begin = p;
        if (!blank || begin == NULL)
            continue;
        if (to->count == MOST_WORDS) {
            to->more = true;
            return;
        }
        to->w[to->count++] = (str){begin, (size_t)(p - begin)};
        begin = NULL;
    }
}

static uint32_t bits_of(const model_token *m, str word)
{
    char lower[64];
    size_t n = 0;
    str s = bare(word);
    if (s.n == 0 || s.n > sizeof lower / 2)
        return 0;
    const char *end = s.p + s.n;
    for (unsigned bytes; s.p < end; s.p += bytes)
        n += utf8_encode(utf8_lower(utf8_decode(s.p, end, &bytes)), lower + n);
    return model_word(m, (str){lower, n});
}

static bool is_capitalised(str word)
{
    return utf8_is_upper(first_code(bare(word)));
}

static bool has_digit(str word)
{
    for (size_t i = 0; i < word.n; i++)
        if (word.p[i] >= '0' && word.p[i] <= '9')
            return true;
    return false;
}

static str paragraph_text(const rec_document *doc, uint32_t i)
{
    return record_text(doc, doc->paragraphs[i].span);
}

/* ---- title ----------------------------------------------------------------------------------------------------- */

static bool same_words(const words *a, const words *b)
{
    if (a->count != b->count || a->more || b->more)
        return false;
    for (unsigned i = 0; i < a->count; i++)
        if (!str_equal_folded(a->w[i], b->w[i]))
            return false;
    return a->count > 0;
}

/* Are the long words written with capitals, as headlines in title case are? */
static bool in_title_case(const words *w)
{
    unsigned capital = 0, of = 0;
    for (unsigned i = 0; i < w->count; i++) {
        str s = bare(w->w[i]);
        if (s.n < 4 || has_digit(s))
            continue;
        of++;
        capital += is_capitalised(s);
    }
    return of >= 3 && capital * 10 >= of * 8;
}

static bool is_headline(const model_token *m, str s, bool followed)
{
    words w;
    if (s.n > TITLE_BYTES)
        return false;
    split_words(&w, m, s);
    uint32_t last = last_code(s);
    if (w.count < 2 || w.count > TITLE_WORDS || last == ':' || last == ',' || last == ';')
        return false;
    unsigned before = 0;
    uint32_t inner = last;
    if (last == '"' || last == 0x201D || last == '\'' || last == 0x2019)
        inner = last_code((str){s.p, s.n - (last < 128 ? 1 : 3)});
    for (unsigned i = 0; i + 1 < w.count; i++)
        before += last_code(w.w[i]) == '.' && bare(w.w[i]).n > 3 && !(bits_of(m, w.w[i]) & WORD_ABBREVIATION);
    bool stopped = inner == '.' && !(bits_of(m, w.w[w.count - 1]) & WORD_END);
    return !stopped || (before <= 1 && in_title_case(&w)) || (before == 0 && followed);
}

static void set_title(rec_document *doc, uint32_t i)
{
    doc->paragraphs[i].part = REC_PART_TITLE;
    doc->title = doc->paragraphs[i].span;
}

/* Looks for the given title among the first paragraphs. */
static bool find_given_title(const model_token *m, str given, rec_document *doc)
{
    words want, have;
    split_words(&want, m, given);
    for (uint32_t i = 0; i < doc->paragraph_count && i < 3 && want.count > 0; i++) {
        split_words(&have, m, paragraph_text(doc, i));
        if (same_words(&want, &have)) {
            set_title(doc, i);
            return true;
        }
    }
    return false;
}

/* ---- byline ---------------------------------------------------------------------------------------------------- */

/* The text behind an opener ("By ", "Reporting by: "), p == NULL where there is none. */
static str after_opener(const model_token *m, str s)
{
    for (unsigned i = 0; i < m->opener_count; i++) {
        str o = m->openers[i];
        if (s.n > o.n && str_equal_folded((str){s.p, o.n}, o) && (s.p[o.n] == ' ' || s.p[o.n] == ':'))
            return str_trim((str){s.p + o.n + 1, s.n - o.n - 1});
    }
    return (str){NULL, 0};
}

/* Every word a capitalised one, a joiner, a number or a sign. */
static bool all_names(const words *w, unsigned from, unsigned to)
{
    unsigned names = 0;
    for (unsigned i = from; i < to; i++) {
        str s = bare(w->w[i]);
        bool name = is_capitalised(s);
        names += name;
        if (!name && s.n > 0 && !has_digit(s) && !(bits_of(w->m, s) & WORD_JOINER) &&
            !(s.n > 3 && str_equal((str){s.p, 3}, STR("al-"))))
            return false;
    }
    return names > 0;
}

static bool is_opened_byline(const model_token *m, str s)
{
    words w;
    str rest = after_opener(m, s);
    if (rest.p == NULL || rest.n == 0)
        return false;
    split_words(&w, m, rest);
    uint32_t last = last_code(rest);
    if (w.count == 0 || w.more || w.count > BYLINE_WORDS || last == '?' || last == '!' || last == ':')
        return false;
    uint32_t first = bits_of(m, w.w[0]);
    bool listed = w.count > 1 && last_code(w.w[0]) == ',' && !(first & WORD_AGENCY);
    if (!is_capitalised(w.w[0]) || (first & (WORD_MONTH | WORD_WEEKDAY | WORD_STARTER)) || listed)
        return false;
    return all_names(&w, 0, w.count);
}

/* "Jane Doe | AP", "Jane Doe | March 3, 2025 | Moscow". */
static bool is_barred_byline(const words *w)
{
    unsigned bars = 0, from = 0;
    bool name = false;
    for (unsigned i = 0; i <= w->count; i++) {
        bool bar = i < w->count && str_equal(w->w[i], STR("|"));
        if (!bar && i < w->count)
            continue;
        if (i == from || i - from > 6 || !all_names(w, from, i))
            return false;
        name = name || (i - from >= 2 && i - from <= 4 && !has_digit(w->w[i - 1]));
        bars += bar;
        from = i + 1;
    }
    return bars > 0 && bars < 4 && name;
}

/* "Jane Doe, Reuters" anywhere near; "Jane Doe in Moscow" only under a title. */
static bool is_bare_byline(const words *w, bool under_title)
{
    if (w->count < 3 || w->count > 7 || is_sign(last_code(w->w[w->count - 1])) || !all_names(w, 0, w->count))
        return false;
    if (!is_capitalised(w->w[0]) || !is_capitalised(w->w[1]) || !is_capitalised(w->w[w->count - 1]))
        return false;
    for (unsigned i = 1; i + 1 < w->count; i++) {
        bool comma = last_code(w->w[i]) == ',';
        if (comma && i + 3 >= w->count && (bits_of(w->m, w->w[w->count - 1]) & WORD_AGENCY))
            return true;
        if (under_title && i >= 2 && str_equal(w->w[i], STR("in")) && i + 3 >= w->count)
            return true;
    }
    return false;
}

static bool is_byline(const model_token *m, str s, bool under_title)
{
    words w;
    if (s.n > BYLINE_BYTES || s.n < 4)
        return false;
    if ((s.p[0] == '(' && s.p[s.n - 1] == ')') || (s.p[0] == '[' && s.p[s.n - 1] == ']'))
        s = (str){s.p + 1, s.n - 2};
    while (s.n > 0 && (s.p[0] == '-' || s.p[0] == ' '))
        s = (str){s.p + 1, s.n - 1};
    if (is_opened_byline(m, s))
        return true;
    split_words(&w, m, s);
    return !w.more && (is_barred_byline(&w) || is_bare_byline(&w, under_title));
}

static void set_byline(rec_document *doc, uint32_t i)
{
    doc->paragraphs[i].part = REC_PART_BYLINE;
    if (doc->byline.begin == doc->byline.end)
        doc->byline = doc->paragraphs[i].span;
}

static void find_bylines(const model_token *m, rec_document *doc)
{
    uint32_t n = doc->paragraph_count;
    if (n < 2)
        return;
    for (uint32_t i = 0; i < n; i++) {
        if (i >= NEAR_HEAD && i + NEAR_FOOT < n)
            i = n - NEAR_FOOT;
        bool under_title = i > 0 && doc->paragraphs[i - 1].part == REC_PART_TITLE;
        if (doc->paragraphs[i].part == REC_PART_BODY && is_byline(m, paragraph_text(doc, i), under_title))
            set_byline(doc, i);
    }
}

/* ---- dateline -------------------------------------------------------------------------------------------------- */

typedef struct dateline {
    const model_token *m;
    const char *p, *end; /* now, end of the paragraph */
    unsigned places;     /* words of the place so far */
    bool capitals, date, dashed;
    bool agency;         /* a word in brackets that may be an agency */
    bool listed;         /* one that is */
    int year, month, day;
} dateline;

static const char *skip_blank(const char *p, const char *end)
{
    unsigned bytes;
    while (p < end && utf8_is_blank(utf8_decode(p, end, &bytes)))
        p += bytes;
    return p;
}

/* Length of a dash at `p`: "--", U+2013 to U+2015, or a hyphen between blanks; 0 where none. */
static unsigned dash_at(const char *p, const char *end)
{
    unsigned bytes = 0;
    if (p >= end)
        return 0;
    if (*p == '-') {
        unsigned n = 1;
        while (p + n < end && p[n] == '-' && n < 3)
            n++;
        return n > 1 || p + 1 == end || utf8_is_blank((unsigned char)p[1]) ? n : 0;
    }
    uint32_t cp = utf8_decode(p, end, &bytes);
    return cp >= 0x2013 && cp <= 0x2015 ? bytes : 0;
}

/* A word up to a blank, a bracket or a dash. */
static str next_word(const dateline *d)
{
    const char *p = d->p;
    while (p < d->end && *p != '(' && !(p > d->p && *p != '-' && dash_at(p, d->end) > 0) &&
           !(p > d->p && *p == '-' && p + 1 < d->end && p[1] == '-')) {
        unsigned bytes;
        if (utf8_is_blank(utf8_decode(p, d->end, &bytes)))
            break;
        p += bytes;
    }
    return (str){d->p, (size_t)(p - d->p)};
}

/* At least three letters, all of them capitals. */
static bool all_capitals(str s)
{
    unsigned letters = 0;
    const char *p = s.p, *end = s.p + s.n;
    for (unsigned bytes; p < end; p += bytes) {
        uint32_t cp = utf8_decode(p, end, &bytes);
        if (utf8_is_lower(cp))
            return false;
        letters += utf8_is_letter(cp);
    }
    return letters >= 3;
}

static void note_number(dateline *d, str word)
{
    long value;
    str s = bare(word);
    while (s.n > 0 && (s.p[s.n - 1] < '0' || s.p[s.n - 1] > '9'))
        s.n--;
    if (!str_integer(s, &value))
        return;
    if (value >= 1900 && value <= 2100)
        d->year = (int)value;
    else if (value >= 1 && value <= 31)
        d->day = (int)value;
}

/* A word of a date: month, weekday, or a number once a date may stand here. */
static bool take_date(dateline *d, str word)
{
    uint32_t bits = bits_of(d->m, word);
    if (bits & WORD_MONTH) {
        d->month = (int)(bits >> WORD_NUMBER_SHIFT);
        d->date = true;
        return true;
    }
    if (bits & WORD_WEEKDAY) {
        d->date = true;
        return true;
    }
    if (word.p[0] < '0' || word.p[0] > '9')
        return false;
    note_number(d, word);
    return true;
}

static bool take_place(dateline *d, str word)
{
    uint32_t bits = bits_of(d->m, word);
    bool joins = d->places > 0 && (bits & WORD_JOINER);
    if (d->places >= 6 || (!is_capitalised(word) && !joins))
        return false;
    if (d->places == 0 && ((bits & (WORD_LABEL | WORD_TITLE | WORD_STARTER)) || !utf8_is_upper(first_code(word))))
        return false;
    if (d->places == 0)
        d->capitals = all_capitals(word);
    d->places++;
    return true;
}

/* "(Reuters)", "(November 28, 2016)", "/TASS/": what stands before the sign `close`. */
static bool take_bracket(dateline *d, char close)
{
    size_t left = (size_t)(d->end - d->p - 1);
    const char *end = memchr(d->p + 1, close, left < 64 ? left : 64);
    words w;
    if (end == NULL)
        return false;
    str inner = {d->p + 1, (size_t)(end - d->p - 1)};
    bool listed = bits_of(d->m, inner) & WORD_AGENCY, known = listed;
    split_words(&w, d->m, inner);
    for (unsigned i = 0; i < w.count; i++) {
        uint32_t bits = bits_of(d->m, w.w[i]);
        if (take_date(d, w.w[i]) || is_sign(first_code(bare(w.w[i]))))
            continue;
        listed = listed || (bits & WORD_AGENCY);
        known = known || listed || d->capitals || all_capitals(bare(w.w[i]));
        if (!is_capitalised(w.w[i]) && !(bits & (WORD_JOINER | WORD_AGENCY)))
            return false;
    }
    d->agency = d->agency || known;
    d->listed = d->listed || listed;
    d->p = end + 1;
    return known || d->date;
}

/* A dash or, behind an agency or a date, a colon. */
static bool take_dash(dateline *d)
{
    unsigned n = dash_at(d->p, d->end);
    if (n == 0 && d->p < d->end && *d->p == ':' && (d->agency || d->date))
        n = 1;
    d->p += n;
    d->dashed = d->dashed || n > 0;
    return n > 0;
}

/* The same kind of dash again before the first stop: then both are an insertion's. */
static bool dash_again(const dateline *d)
{
    const char *end = d->end - d->p > 300 ? d->p + 300 : d->end;
    for (const char *p = d->p; p < end; p++) {
        if ((*p == '.' || *p == '?' || *p == '!') && (p + 1 == end || p[1] == ' '))
            return false;
        if (dash_at(p, end) > 0 && p[-1] == ' ')
            return true;
    }
    return false;
}

static bool starts_text(const dateline *d)
{
    const char *p = skip_blank(d->p, d->end);
    return p == d->end || !utf8_is_lower(first_code((str){p, (size_t)(d->end - p)}));
}

/* "MOSCOW, February 13." and perhaps "/TASS/." behind it: capitals, a date with its day, and a stop. */
static bool take_stop(dateline *d, str word)
{
    if (!d->capitals || d->month == 0 || d->day == 0 || word.p[word.n - 1] != '.')
        return false;
    const char *p = skip_blank(d->p, d->end);
    if (p < d->end && *p == '/') {
        d->p = p;
        if (take_bracket(d, '/') && d->p < d->end && *d->p == '.')
            d->p++;
    }
    return true;
}

/* The next word of a place or a date; false where it is neither. */
static bool take_word(dateline *d, str *word)
{
    *word = next_word(d);
    if (word->n > 1 && word->p[word->n - 1] == ':')
        word->n--;
    if (word->n == 0 || (!(d->places > 0 && take_date(d, *word)) && !take_place(d, *word)))
        return false;
    d->p = word->p + word->n;
    if (d->p < d->end && *d->p == ',')
        d->p++;
    return true;
}

/* "DETROIT The ministry said ...": behind a place in capitals, without a dash, a word that opens sentences. */
static bool begins_text(const dateline *d)
{
    str word = next_word(d);
    return d->places > 0 && d->capitals && !all_capitals(word) && is_capitalised(word) && (bits_of(d->m, word) & WORD_STARTER);
}

/* One step along the dateline; false at its end. `*kept` is moved behind what surely belongs to it. */
static bool step(dateline *d, const char **kept)
{
    str word;
    d->p = skip_blank(d->p, d->end);
    if (d->p == d->end)
        return false;
    if (d->places > 0 && take_dash(d)) {
        *kept = d->p;
        d->p = skip_blank(d->p, d->end);
        return d->p < d->end && *d->p == '(' && take_bracket(d, ')');
    }
    if (*d->p == '(' || *d->p == '/') {
        if (d->places == 0 || !take_bracket(d, *d->p == '(' ? ')' : '/'))
            return false;
        if (d->listed && !d->dashed)
            *kept = d->p;
        return true;
    }
    if (*kept == NULL && begins_text(d)) {
        *kept = d->p;
        return false;
    }
    if (*kept != NULL || !take_word(d, &word))
        return false;
    if (take_stop(d, word)) {
        *kept = d->p;
        return false;
    }
    return true;
}

/* The length of the dateline that opens `s`, 0 where there is none. */
static size_t match_dateline(dateline *d, str s)
{
    const char *kept = NULL;
    d->p = s.p;
    d->end = s.p + s.n;
    for (unsigned steps = 0; steps < 14 && step(d, &kept); steps++)
        continue;
    if (kept == NULL || !(d->capitals || d->agency || d->date))
        return 0;
    d->p = kept;
    if (!starts_text(d) || (!d->agency && !d->date && dash_again(d)))
        return 0;
    return (size_t)(kept - s.p);
}

static bool find_dateline_in(const model_token *m, rec_document *doc, uint32_t i)
{
    dateline d = {.m = m};
    size_t length = match_dateline(&d, paragraph_text(doc, i));
    if (length == 0)
        return false;
    uint32_t begin = doc->paragraphs[i].span.begin;
    doc->dateline = (rec_span){begin, begin + (uint32_t)length};
    if (doc->published.year == 0 && d.year > 0 && d.month > 0 && d.day > 0)
        doc->published = (rec_date){(int16_t)d.year, (uint8_t)d.month, (uint8_t)d.day};
    return true;
}

static void find_dateline(const model_token *m, rec_document *doc)
{
    for (uint32_t i = 0; i < doc->paragraph_count && i < NEAR_HEAD; i++)
        if (doc->paragraphs[i].part == REC_PART_BODY && find_dateline_in(m, doc, i))
            return;
}

/* ---- all of it ------------------------------------------------------------------------------------------------- */

/* Does a dateline or a byline stand in one of the two paragraphs below? */
static bool head_follows(const model_token *m, const rec_document *doc, uint32_t i)
{
    for (uint32_t k = i + 1; k < doc->paragraph_count && k < i + 3; k++) {
        dateline d = {.m = m};
        str s = paragraph_text(doc, k);
        if (match_dateline(&d, s) > 0 || (k + 1 < doc->paragraph_count && is_byline(m, s, false)))
            return true;
    }
    return false;
}

static void find_title(const model_token *m, str given, rec_document *doc)
{
    if (find_given_title(m, given, doc))
        return;
    for (uint32_t i = 0; i + 1 < doc->paragraph_count && i < 2; i++) {
        str s = paragraph_text(doc, i);
        dateline d = {.m = m};
        if (is_byline(m, s, false))
            continue;
        if (match_dateline(&d, s) == 0 && is_headline(m, s, head_follows(m, doc, i)))
            set_title(doc, i);
        return;
    }
}

void read_layout(const model_token *m, str given_title, rec_document *doc)
{
    find_title(m, given_title, doc);
    find_bylines(m, doc);
    find_dateline(m, doc);
}
