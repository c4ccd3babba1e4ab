/* SPDX-License-Identifier: MIT
 *
 * A paragraph to pieces, after Universal Dependencies' English EWT 2.16.
 *
 * The paragraph is cut at blanks into chunks; in a chunk the longest piece is taken from the left: a link, an emoticon,
 * a run of like signs, or a word. A word is letters and digits, and goes on over signs that join: stops in "U.S.",
 * "3.5" and "example.com", commas and colons in numbers, a hyphen after a prefix ("anti-war") but not else, a slash
 * between digits, "&" between capitals, apostrophes. What parts inside a word (contractions, units after numbers) is
 * looked up. All lists stand in data/text/.
 *
 * Cost: linear, one look-up a word. A piece is at most 4,096 bytes: longer ones are cut.
 * Known limits: Chinese and other scripts without spaces are not parted into words; single quotes after a final s are
 * told from possessives by the open quote before them alone. */
#include "token/pieces.h"

#include "base/utf8.h"

#include <string.h>

#define LONGEST_PIECE 4096u
#define LONGEST_WORD 40u   /* bytes; longer ones are in no list */
#define LONGEST_FACE 4u
#define DEEPEST 8u /* brackets in a row */

typedef struct scan {
    token_pieces *to;
    const model_token *m;
    const char *t;      /* text */
    uint32_t at, chunk; /* bytes: now, end of the chunk */
    uint32_t end;       /* end of the paragraph */
    bool has_at;        /* the chunk holds "@" or "/" or "www": a link may stand in it */
} scan;

/* Classes of ASCII signs; others are asked of Unicode. */
enum { C_OTHER, C_BLANK, C_LETTER, C_DIGIT };

static uint32_t code_at(const scan *s, uint32_t at, uint32_t end, unsigned *bytes)
{
    if (at >= end) {
        *bytes = 1;
        return 0;
    }
    unsigned char c = (unsigned char)s->t[at];
    if (c < 0x80) {
        *bytes = 1;
        return c;
    }
    return utf8_decode(s->t + at, s->t + end, bytes);
}

static bool is_word_sign(uint32_t cp)
{
    if (cp < 128)
        return (cp | 32) - 'a' < 26u || cp - '0' < 10u || cp == '_';
    return utf8_is_letter(cp) || utf8_is_digit(cp) || cp == 0xFFFD || cp == 0x200D || cp == 0xAD;
}

static bool is_apostrophe(uint32_t cp)
{
    return cp == '\'' || cp == 0x2019 || cp == 0x2018 || cp == '`' || cp == 0x02BC;
}

static bool digit_at(const scan *s, uint32_t at)
{
    return at < s->chunk && s->t[at] >= '0' && s->t[at] <= '9';
}

static bool word_at(const scan *s, uint32_t at)
{
    unsigned bytes;
    return at < s->chunk && is_word_sign(code_at(s, at, s->chunk, &bytes));
}

/* The word [begin, end) in lower case with apostrophes as ', in `buffer`; empty when too long for any list. */
static str folded(const scan *s, uint32_t begin, uint32_t end, char buffer[LONGEST_WORD * 2])
{
    size_t n = 0;
    if (end - begin > LONGEST_WORD)
        return (str){buffer, 0};
    for (unsigned bytes; begin < end; begin += bytes) {
        uint32_t cp = code_at(s, begin, end, &bytes);
        n += utf8_encode(is_apostrophe(cp) ? '\'' : utf8_lower(cp), buffer + n);
    }
    return (str){buffer, n};
}

static uint32_t bits_of(const scan *s, uint32_t begin, uint32_t end)
{
    char buffer[LONGEST_WORD * 2];
    str word = folded(s, begin, end, buffer);
    return word.n > 0 ? model_word(s->m, word) : 0;
}

/* ---- adding ---------------------------------------------------------------------------------------------------- */

static token_piece *add(scan *s, uint32_t begin, uint32_t end, piece_kind kind)
{
    token_pieces *to = s->to;
    token_piece *grown = arena_push(&to->doc->memory, to->p, to->count, sizeof *to->p);
    if (grown == NULL) {
        s->at = s->chunk = s->end;
        return NULL;
    }
    to->p = grown;
    to->p[to->count] = (token_piece){begin, end, (uint8_t)kind, 0, false, false};
    s->at = end;
    return &to->p[to->count++];
}

/* Adds a multiword token of `cut`, whose lengths count characters, standing at [begin, end). */
static void add_cut(scan *s, uint32_t begin, uint32_t end, const model_cut *cut)
{
    uint32_t from = begin;
    for (unsigned i = 0; i < cut->count; i++) {
        uint32_t to = from;
        for (unsigned k = 0, bytes; k < cut->length[i] && to < end; k++, to += bytes)
            code_at(s, to, end, &bytes);
        token_piece *p = add(s, from, i + 1 == cut->count ? end : to, PIECE_WORD);
        if (p != NULL && i == 0)
            p->mwt = cut->count;
        from = to;
    }
}

static const token_piece *last_piece(const scan *s)
{
    return s->to->count > 0 ? &s->to->p[s->to->count - 1] : NULL;
}

/* ---- words ----------------------------------------------------------------------------------------------------- */

static uint32_t skip_word(const scan *s, uint32_t at)
{
    unsigned bytes;
    uint32_t most = s->chunk - at > LONGEST_PIECE ? at + LONGEST_PIECE : s->chunk;
    while (at < most && is_word_sign(code_at(s, at, s->chunk, &bytes)))
        at += bytes;
    return at;
}

static bool all_digits(const scan *s, uint32_t begin, uint32_t end)
{
    for (uint32_t i = begin; i < end; i++)
        if (!digit_at(s, i))
            return false;
    return begin < end;
}

static bool all_capitals(const scan *s, uint32_t begin, uint32_t end)
{
    for (uint32_t i = begin; i < end; i++)
        if (s->t[i] < 'A' || s->t[i] > 'Z')
            return false;
    return begin < end;
}

/* The first sign that is not blank after the chunk or after `at` within it. */
static uint32_t next_sign(const scan *s, uint32_t at, uint32_t *where)
{
    unsigned bytes;
    uint32_t cp = 0;
    for (; at < s->end; at += bytes)
        if (!utf8_is_blank(cp = code_at(s, at, s->end, &bytes))) {
            *where = at;
            return cp;
        }
    *where = s->end;
    return 0;
}

static bool next_is_starter(const scan *s, uint32_t where)
{
    scan ahead = *s;
    ahead.chunk = s->end;
    uint32_t end = where;
    unsigned bytes;
    while (end < s->end && end - where <= LONGEST_WORD && is_word_sign(code_at(s, end, s->end, &bytes)))
        end += bytes;
    return (bits_of(&ahead, where, end) & WORD_STARTER) != 0;
}

/* Whether the stop at `dot` belongs to the word [begin, dot). */
static bool is_abbreviation(const scan *s, uint32_t begin, uint32_t segment, uint32_t dot)
{
    if (dot + 1 < s->chunk && s->t[dot + 1] == '.')
        return false;
    uint32_t where;
    uint32_t next = next_sign(s, dot + 1, &where);
    unsigned bytes;
    uint32_t first = code_at(s, segment, dot, &bytes);
    bool one_letter = segment + bytes == dot && utf8_is_letter(first);
    if (one_letter && segment > begin && s->t[segment - 1] == '.')
        return true; /* U.S. */
    if (one_letter && utf8_is_upper(first) && utf8_is_upper(next) && !next_is_starter(s, where))
        return true; /* George W. Bush */
    uint32_t bits = bits_of(s, begin, dot);
    if (!(bits & WORD_ABBREVIATION) || (!(bits & WORD_ANY_CASE) && !utf8_is_upper(code_at(s, begin, dot, &bytes))))
        return false;
    if (bits & WORD_INNER)
        return next != 0 && !(utf8_is_upper(next) && next_is_starter(s, where)); /* "etc." ends one as "etc" and "." */
    if (bits & (WORD_TITLE | WORD_END))
        return true;
    if ((bits & WORD_BEFORE_NUMBER) && utf8_is_digit(next))
        return true;
    return (bits & WORD_BEFORE_NAME) != 0 && (utf8_is_upper(next) || next == ',') && !next_is_starter(s, where);
}

/* "alt.example.net": words in lower case with two stops or more between them. */
static bool is_dotted(const scan *s, uint32_t begin, uint32_t segment, uint32_t dot, uint32_t end)
{
    bool lower = s->t[segment] >= 'a' && s->t[segment] <= 'z' && s->t[dot + 1] >= 'a' && s->t[dot + 1] <= 'z';
    bool before = segment > begin && s->t[segment - 1] == '.';
    bool after = end + 1 < s->chunk && s->t[end] == '.' && s->t[end + 1] >= 'a' && s->t[end + 1] <= 'z';
    return lower && (before || after) && dot - segment > 1;
}

/* A stop inside a chunk with a word sign behind it: does the word go on? */
static bool joins_stop(const scan *s, uint32_t begin, uint32_t segment, uint32_t dot)
{
    bool digit_before = digit_at(s, dot - 1), digit_after = digit_at(s, dot + 1);
    if (digit_before && digit_after)
        return true;
    uint32_t end = skip_word(s, dot + 1);
    if (bits_of(s, dot + 1, end) & WORD_ENDING)
        return utf8_is_lower((uint32_t)(unsigned char)s->t[dot + 1]) || utf8_is_upper((unsigned char)s->t[segment]);
    if (is_dotted(s, begin, segment, dot, end) || (bits_of(s, begin, end) & WORD_ABBREVIATION))
        return true;
    unsigned before, after;
    code_at(s, segment, dot, &before);
    code_at(s, dot + 1, s->chunk, &after);
    return !digit_before && !digit_after && segment + before == dot && dot + 1 + after == end;
}

/* A hyphen with a word sign behind it. Telephone numbers and dates of digits join. */
static bool joins_hyphen(const scan *s, uint32_t begin, uint32_t segment, uint32_t hyphen)
{
    uint32_t end = skip_word(s, hyphen + 1);
    bool after_hyphen = segment > 0 && s->t[segment - 1] == '-';
    if (all_digits(s, segment, hyphen) && all_digits(s, hyphen + 1, end)) {
        uint32_t left = hyphen - segment, right = end - hyphen - 1;
        bool third = end + 1 < s->chunk && s->t[end] == '-' && digit_at(s, end + 1);
        return after_hyphen || third || (left == 3 && right == 4) || (left == 5 && right == 4);
    }
    if (segment > begin && s->t[segment - 1] == '-' && digit_at(s, segment - 2))
        return false;
    if (bits_of(s, segment, hyphen) & WORD_PREFIX)
        return segment == begin && !after_hyphen;
    return (bits_of(s, hyphen + 1, end) & WORD_SUFFIX) != 0 || (bits_of(s, begin, end) & WORD_WHOLE) != 0;
}

/* Three digits behind a comma and digits before it ("1,000"), or one or two and no other comma ("7,5"). */
static bool joins_comma(const scan *s, uint32_t begin, uint32_t comma)
{
    uint32_t end = comma + 1;
    while (digit_at(s, end) && end - comma < 6)
        end++;
    uint32_t digits = end - comma - 1;
    if (!digit_at(s, comma - 1) || digits == 0)
        return false;
    return digits == 3 || (digits < 3 && all_digits(s, begin, comma) && !(end < s->chunk && s->t[end] == ','));
}

/* Does the word [begin, at) go on over the sign `cp` of `bytes` at `at`? `segment`: begin of its last part. */
static bool joins(const scan *s, uint32_t begin, uint32_t segment, uint32_t at, uint32_t cp, unsigned bytes)
{
    if (!word_at(s, at + bytes))
        return false;
    switch (cp) {
    case '.': return joins_stop(s, begin, segment, at);
    case ',': return joins_comma(s, begin, at);
    case ':': return digit_at(s, at - 1) && digit_at(s, at + 1);
    case '/':
        return (digit_at(s, at - 1) && digit_at(s, at + 1)) ||
               (bits_of(s, begin, skip_word(s, at + 1)) & WORD_WHOLE) != 0;
    case '-': return joins_hyphen(s, begin, segment, at);
    case '&': return all_capitals(s, segment, at) && all_capitals(s, at + 1, skip_word(s, at + 1));
    case '@': return true;
    case '*': return !digit_at(s, at - 1) && !digit_at(s, at + 1);
    default: return is_apostrophe(cp);
    }
}

/* The end of the word that begins at `begin`; *kind becomes PIECE_ABBREVIATION where it takes its stop along. */
static uint32_t word_end(const scan *s, uint32_t begin, piece_kind *kind)
{
    uint32_t segment = begin, at = begin;
    for (;;) {
        at = skip_word(s, at);
        if (at >= s->chunk || at - begin >= LONGEST_PIECE)
            return at;
        unsigned bytes;
        uint32_t cp = code_at(s, at, s->chunk, &bytes);
        bool outer = !word_at(s, at + 1) || (digit_at(s, at + 1) && !digit_at(s, at - 1));
        if (cp == '.' && outer && is_abbreviation(s, begin, segment, at)) {
            *kind = PIECE_ABBREVIATION;
            return at + 1;
        }
        if (cp == '$' && all_capitals(s, begin, at) && at - begin <= 3)
            return at + 1;
        if (!joins(s, begin, segment, at, cp, bytes))
            return at;
        at += bytes;
        segment = at;
    }
}

/* Cuts the ending clitics off [begin, end): "shouldn't've" to should, n't, 've. False where there is none. */
static bool cut_clitics(const scan *s, uint32_t begin, uint32_t end, model_cut *cut)
{
    char buffer[LONGEST_WORD * 2];
    str rest = folded(s, begin, end, buffer);
    uint8_t lengths[MODEL_CUTS];
    unsigned count = 0;
    for (bool found = true; found && count + 1 < MODEL_CUTS;) {
        found = false;
        for (unsigned i = 0; i < s->m->clitic_count && !found; i++)
            if (rest.n > s->m->clitics[i].n && str_ends(rest, s->m->clitics[i])) {
                lengths[count++] = (uint8_t)s->m->clitics[i].n;
                rest.n -= s->m->clitics[i].n;
                found = true;
            }
    }
    if (count == 0 || rest.n == 0)
        return false;
    cut->count = (uint8_t)(count + 1);
    cut->length[0] = (uint8_t)utf8_count(rest);
    for (unsigned i = 0; i < count; i++)
        cut->length[i + 1] = lengths[count - 1 - i];
    return true;
}

/* The long words ("Netanyahu-and-so-on's") that no buffer holds: only the last clitic of one letter is cut. */
static bool is_contraction(const scan *s, uint32_t begin, uint32_t end, model_cut *cut)
{
    char buffer[LONGEST_WORD * 2];
    str word = folded(s, begin, end, buffer);
    if (word.n == 0)
        return false;
    uint32_t known = map_find(&s->m->contractions, word);
    if (known != MAP_NONE) {
        *cut = s->m->cuts[known];
        return true;
    }
    bool apostrophe = memchr(word.p, '\'', word.n) != NULL;
    return apostrophe && !(model_word(s->m, word) & WORD_WHOLE) && cut_clitics(s, begin, end, cut);
}

/* Decades stay whole: "1980's", "'90s". */
static bool is_decade(const scan *s, uint32_t begin, const model_cut *cut)
{
    return cut->count == 2 && (cut->length[0] == 4 || cut->length[0] == 2) &&
           all_digits(s, begin, begin + cut->length[0]) && s->t[begin + cut->length[0] - 1] == '0';
}

/* Number and unit written as one: adds both. */
static bool add_with_unit(scan *s, uint32_t begin, uint32_t end)
{
    uint32_t unit = begin;
    while (unit < end && (digit_at(s, unit) || ((s->t[unit] == '.' || s->t[unit] == ',' || s->t[unit] == ':') &&
                                                digit_at(s, unit + 1))))
        unit++;
    if (unit == begin || unit == end || !(bits_of(s, unit, end) & WORD_UNIT))
        return false;
    add(s, begin, unit, PIECE_NUMBER);
    add(s, unit, end, s->t[end - 1] == '.' ? PIECE_ABBREVIATION : PIECE_WORD);
    return true;
}

/* An apostrophe after a plural, "the leaders' meeting": no single quote is open and more text follows. */
static bool add_plural_possessive(scan *s, uint32_t begin, uint32_t end)
{
    unsigned bytes;
    uint32_t cp = code_at(s, end, s->chunk, &bytes);
    char last = s->t[end - 1];
    if (end >= s->chunk || !is_apostrophe(cp) || cp == '`' || s->to->in_single || (last | 32) != 's' ||
        word_at(s, end + bytes))
        return false;
    unsigned after;
    if (is_apostrophe(code_at(s, end + bytes, s->chunk, &after)) && end + bytes < s->chunk)
        return false;
    token_piece *p = add(s, begin, end, PIECE_WORD);
    if (p != NULL)
        p->mwt = 2;
    add(s, end, end + bytes, PIECE_WORD);
    return true;
}

static void scan_word(scan *s)
{
    uint32_t begin = s->at;
    piece_kind kind = PIECE_WORD;
    uint32_t end = word_end(s, begin, &kind);
    model_cut cut;
    if (end - begin > LONGEST_PIECE) {
        end = begin + LONGEST_PIECE;
        while (((unsigned char)s->t[end] & 0xC0) == 0x80)
            end--;
    }
    if (digit_at(s, begin)) {
        if (add_with_unit(s, begin, end))
            return;
        if (kind == PIECE_WORD)
            kind = PIECE_NUMBER;
    }
    if (kind != PIECE_ABBREVIATION && is_contraction(s, begin, end, &cut) && !is_decade(s, begin, &cut)) {
        add_cut(s, begin, end, &cut);
        return;
    }
    if (kind == PIECE_WORD && add_plural_possessive(s, begin, end))
        return;
    add(s, begin, end, kind);
}

/* ---- links and signs ------------------------------------------------------------------------------------------- */

static bool is_trailing(char c)
{
    return memchr(".,;:!?)]}>\"'*", c, 13) != NULL;
}

/* The end of a link that begins at `at`, or `at`. */
static uint32_t link_end(const scan *s, uint32_t at)
{
    str rest = {s->t + at, s->chunk - at};
    uint32_t letters = at;
    while (letters < s->chunk && letters - at < 12 && ((s->t[letters] | 32) >= 'a' && (s->t[letters] | 32) <= 'z'))
        letters++;
    str scheme = {s->t + letters, s->chunk - letters};
    bool is_link = (letters > at && str_starts(scheme, STR("://"))) ||
                   (rest.n > 4 && str_equal_folded((str){rest.p, 4}, STR("www."))) ||
                   (rest.n > 7 && str_equal_folded((str){rest.p, 7}, STR("mailto:")));
    if (!is_link)
        return at;
    uint32_t end = at;
    while (end < s->chunk && end - at < LONGEST_PIECE && s->t[end] != '<' && s->t[end] != '>' && s->t[end] != '"' &&
           (unsigned char)s->t[end] < 0x80)
        end++;
    while (end > letters + 1 && is_trailing(s->t[end - 1]) &&
           !(s->t[end - 1] == ')' && memchr(s->t + at, '(', end - at) != NULL))
        end--;
    return end;
}

static bool is_mail_sign(char c)
{
    return ((c | 32) >= 'a' && (c | 32) <= 'z') || (c >= '0' && c <= '9') || memchr("._+-%", c, 5) != NULL;
}

/* The end of an address name@host.domain, or `at`. */
static uint32_t mail_end(const scan *s, uint32_t at)
{
    uint32_t sign = at;
    while (sign < s->chunk && sign - at < 65 && is_mail_sign(s->t[sign]))
        sign++;
    if (sign == at || sign >= s->chunk || s->t[sign] != '@')
        return at;
    uint32_t end = sign + 1, dots = 0;
    while (end < s->chunk && end - sign < 255 && is_mail_sign(s->t[end]))
        dots += s->t[end++] == '.';
    while (end > sign + 1 && memchr(".-_%+", s->t[end - 1], 5) != NULL)
        dots -= s->t[--end] == '.';
    return dots > 0 && end > sign + 1 ? end : at;
}

static bool add_link(scan *s)
{
    uint32_t end = link_end(s, s->at);
    if (end == s->at)
        end = mail_end(s, s->at);
    if (end == s->at)
        return false;
    add(s, s->at, end, PIECE_LINK);
    return true;
}

static bool add_face(scan *s)
{
    uint32_t most = s->chunk - s->at < LONGEST_FACE ? s->chunk - s->at : LONGEST_FACE;
    for (uint32_t n = most; n >= 2; n--)
        if (!word_at(s, s->at + n) && map_find(&s->m->emoticons, (str){s->t + s->at, n}) != MAP_NONE) {
            add(s, s->at, s->at + n, PIECE_FACE);
            return true;
        }
    return false;
}

static bool is_stop(uint32_t cp)
{
    return cp == '.' || cp == '?' || cp == '!' || cp == 0x2026 || cp == 0x203C || cp == 0x3002;
}

static uint32_t run_of(const scan *s, uint32_t at, bool (*wanted)(uint32_t))
{
    unsigned bytes;
    uint32_t begin = at;
    while (at < s->chunk && at - begin < LONGEST_PIECE && wanted(code_at(s, at, s->chunk, &bytes)))
        at += bytes;
    return at;
}

static uint32_t run_like(const scan *s, uint32_t at)
{
    uint32_t begin = at;
    while (at < s->chunk && at - begin < LONGEST_PIECE && s->t[at] == s->t[begin])
        at++;
    return at;
}

static bool joins_emoji(uint32_t cp)
{
    return cp == 0x200D || (cp >= 0xFE00 && cp <= 0xFE0F) || (cp >= 0x1F3FB && cp <= 0x1F3FF) || cp == 0x20E3;
}

static uint32_t emoji_end(const scan *s, uint32_t at, unsigned bytes)
{
    at += bytes;
    for (bool after_joiner = false; at < s->chunk; at += bytes) {
        uint32_t cp = code_at(s, at, s->chunk, &bytes);
        if (!joins_emoji(cp) && !(after_joiner && cp >= 0x2600))
            break;
        after_joiner = cp == 0x200D;
    }
    return at;
}

/* "'90s", "'98": two digits, perhaps an s, behind an apostrophe. */
static bool is_short_year(const scan *s, uint32_t digits, uint32_t end)
{
    uint32_t at = digits;
    while (digit_at(s, at))
        at++;
    return at - digits == 2 && (at == end || (s->t[at] == 's' && at + 1 == end));
}

/* "'em", which stands in a list, or "'s" directly behind something that is no word ("\"Aida\"'s"). */
static bool is_apostrophe_word(const scan *s, str word)
{
    if (word.n < 2)
        return false;
    bool attached = last_piece(s) != NULL && last_piece(s)->end == s->at;
    for (unsigned i = 0; i < s->m->clitic_count && attached; i++)
        if (str_equal(word, s->m->clitics[i]))
            return true;
    return (model_word(s->m, word) & WORD_WHOLE) != 0;
}

/* An apostrophe before which no word stands: "'90s", "'tis", "'em", two of them for one quote, or a quote. */
static void scan_apostrophe(scan *s, unsigned bytes)
{
    uint32_t after = s->at + bytes, end = skip_word(s, after);
    char buffer[LONGEST_WORD * 2];
    unsigned second;
    bool doubled = after < s->chunk && is_apostrophe(code_at(s, after, s->chunk, &second));
    str word = folded(s, s->at, end, buffer);
    uint32_t known = word.n > 1 ? map_find(&s->m->contractions, word) : MAP_NONE;
    if (doubled) {
        add(s, s->at, after + second, PIECE_QUOTE);
    } else if (is_short_year(s, after, end)) {
        add(s, s->at, end, PIECE_NUMBER);
    } else if (known != MAP_NONE) {
        model_cut cut = s->m->cuts[known];
        add_cut(s, s->at, end, &cut);
    } else if (is_apostrophe_word(s, word)) {
        add(s, s->at, end, PIECE_WORD);
    } else {
        s->to->in_single = end > after;
        add(s, s->at, after, PIECE_QUOTE);
    }
}

/* One bracket; a long row of like ones is no nesting but ornament, and one piece. */
static void add_bracket(scan *s, piece_kind kind)
{
    uint32_t end = run_like(s, s->at);
    if (end - s->at > DEEPEST)
        add(s, s->at, end, PIECE_MARK);
    else
        add(s, s->at, s->at + 1, kind);
}

static void scan_other(scan *s, uint32_t cp, unsigned bytes)
{
    uint32_t at = s->at;
    switch (cp) {
    case '"': case 0x201C: case 0x201D: case 0x201E: case 0xAB: case 0xBB:
        add(s, at, at + bytes, PIECE_QUOTE);
        return;
    case '(': case '[': case '{': add_bracket(s, PIECE_OPEN); return;
    case ')': case ']': case '}': add_bracket(s, PIECE_CLOSE); return;
    case '-': case '*': case '=': case '~': case '<': case '>': case '|': case '\\': case '/': case '^':
        add(s, at, run_like(s, at), PIECE_MARK);
        return;
    case '#': case '@': {
        unsigned next;
        bool tag = at + 1 < s->chunk && utf8_is_letter(code_at(s, at + 1, s->chunk, &next)) && cp != 0;
        add(s, at, tag ? skip_word(s, at + 1) : run_like(s, at), tag ? PIECE_WORD : PIECE_MARK);
        return;
    }
    case '+': add(s, at, digit_at(s, at + 1) ? skip_word(s, at + 1) : run_like(s, at), PIECE_MARK); return;
    default: add(s, at, cp >= 0x203C ? emoji_end(s, at, bytes) : at + bytes, PIECE_MARK); return;
    }
}

static void scan_piece(scan *s)
{
    unsigned bytes;
    uint32_t cp = code_at(s, s->at, s->chunk, &bytes);
    if (s->has_at && cp < 128 && add_link(s))
        return;
    if (is_word_sign(cp) && cp != '_') {
        scan_word(s);
        return;
    }
    if (cp < 128 && add_face(s))
        return;
    if (cp == '.' && digit_at(s, s->at + 1) && (last_piece(s) == NULL || last_piece(s)->end < s->at)) {
        uint32_t end = skip_word(s, s->at + 1);
        add(s, s->at, end, PIECE_NUMBER);
    } else if (is_stop(cp)) {
        add(s, s->at, run_of(s, s->at, is_stop), PIECE_STOP);
    } else if (is_apostrophe(cp)) {
        scan_apostrophe(s, bytes);
    } else if (cp == '_') {
        add(s, s->at, run_like(s, s->at), PIECE_MARK);
    } else {
        scan_other(s, cp, bytes);
    }
}

/* Finds the end of the chunk that begins at s->at and whether a link may stand in it. */
static void find_chunk(scan *s)
{
    uint32_t at = s->at;
    unsigned bytes;
    s->has_at = false;
    for (; at < s->end; at += bytes) {
        uint32_t cp = code_at(s, at, s->end, &bytes);
        if (utf8_is_blank(cp))
            break;
        if (cp == '@' || cp == '/' || (cp == '.' && at > s->at && (s->t[at - 1] | 32) == 'w') || cp == ':')
            s->has_at = true;
    }
    s->chunk = at;
}

void token_scan(token_pieces *to, rec_span span)
{
    scan s = {.to = to, .m = to->model, .t = to->doc->text, .at = span.begin, .end = span.end};
    to->in_single = false;
    while (s.at < s.end) {
        unsigned bytes;
        if (utf8_is_blank(code_at(&s, s.at, s.end, &bytes))) {
            s.at += bytes;
            continue;
        }
        find_chunk(&s);
        while (s.at < s.chunk)
            scan_piece(&s);
        if (to->count > 0)
            to->p[to->count - 1].space_after = true;
    }
}
