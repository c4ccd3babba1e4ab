/* SPDX-License-Identifier: MIT
 *
 * Features of a possible sentence end: the stop, the words and their shapes on both sides, quotes and brackets that
 * stand open, the length so far, and how the whole paragraph is written (with or without capitals). Each is hashed
 * into a slot of one table of weights (Weinberger et al. 2009); a sum over the slots decides. The features are those of
 * Gillick (2009), "Sentence boundary detection and the problem with the U.S.", and more for text without stops.
 * Cost: some 25 hashes at one gap in five. */
#include "token/boundary.h"

#include "base/utf8.h"

enum { S_LOWER, S_CAPITAL, S_CAPITALS, S_DIGIT, S_SIGN, S_NONE };

static uint32_t mix(uint32_t kind, uint32_t a, uint32_t b)
{
    uint64_t h = (uint64_t)kind * 0x9e3779b97f4a7c15u + a;
    h = (h ^ h >> 29) * 0xbf58476d1ce4e5b9u + b;
    h = (h ^ h >> 32) * 0x94d049bb133111ebu;
    return (uint32_t)(h >> 32);
}

static bool inside(const boundary_walk *w, size_t i)
{
    return i >= w->first && i < w->count;
}

/* Hash of the form in ASCII lower case; 0 outside of the paragraph. */
static uint32_t word_hash(const boundary_walk *w, size_t i)
{
    uint32_t h = 2166136261u;
    if (!inside(w, i))
        return 0;
    str s = token_piece_text(w->in, i);
    for (size_t k = 0; k < s.n && k < 24; k++) {
        unsigned char c = (unsigned char)s.p[k];
        h = (h ^ (c >= 'A' && c <= 'Z' ? c + 32u : c)) * 16777619u;
    }
    return h;
}

static uint32_t first_code(const boundary_walk *w, size_t i)
{
    unsigned bytes;
    str s = token_piece_text(w->in, i);
    return utf8_decode(s.p, s.p + s.n, &bytes);
}

static uint32_t shape_of(const boundary_walk *w, size_t i)
{
    if (!inside(w, i))
        return S_NONE;
    uint32_t cp = first_code(w, i);
    str s = token_piece_text(w->in, i);
    if (utf8_is_lower(cp))
        return S_LOWER;
    if (utf8_is_digit(cp))
        return S_DIGIT;
    if (!utf8_is_letter(cp))
        return S_SIGN;
    for (size_t k = 1; k < s.n; k++)
        if (s.p[k] >= 'a' && s.p[k] <= 'z')
            return S_CAPITAL;
    return s.n == 1 ? S_CAPITAL : S_CAPITALS;
}

static uint32_t kind_of(const boundary_walk *w, size_t i)
{
    return inside(w, i) ? w->in->p[i].kind : 31u;
}

/* Shape and kind in one. */
static uint32_t look_of(const boundary_walk *w, size_t i)
{
    return shape_of(w, i) << 5 | kind_of(w, i);
}

static uint32_t bucket(size_t n)
{
    return n < 5 ? (uint32_t)n : n < 8 ? 5 : n < 12 ? 6 : n < 20 ? 7 : n < 40 ? 8 : n < 80 ? 9 : 10;
}

/* Digits of the form become 0: "03/27/2001" and "08/02/2000" are one. */
static uint32_t pattern_hash(const boundary_walk *w, size_t i)
{
    uint32_t h = 2166136261u;
    if (!inside(w, i))
        return 0;
    str s = token_piece_text(w->in, i);
    for (size_t k = 0; k < s.n && k < 24; k++) {
        unsigned char c = (unsigned char)s.p[k];
        uint32_t as = c >= '0' && c <= '9' ? '0' : c >= 'a' && c <= 'z' ? 'a' : c >= 'A' && c <= 'Z' ? 'A' : c;
        if (as != 'a' || k == 0 || s.p[k - 1] < 'a' || s.p[k - 1] > 'z')
            h = (h ^ as) * 16777619u;
    }
    return h;
}

size_t boundary_core(const boundary_walk *w, size_t i)
{
    size_t k = i;
    while (k > w->first && (w->in->p[k].kind == PIECE_CLOSE || w->in->p[k].kind == PIECE_QUOTE) &&
           !w->in->p[k - 1].space_after)
        k--;
    return w->in->p[k].kind == PIECE_STOP ? k : i;
}

void boundary_begin(boundary_walk *w, const token_pieces *in, size_t first)
{
    *w = (boundary_walk){.in = in, .first = first, .count = in->count, .begin = first, .at = first};
    size_t stops = 0, lower = 0;
    bool seen = false;
    for (size_t i = first; i < w->count; i++) {
        if (!seen && (in->p[i].kind == PIECE_WORD || in->p[i].kind == PIECE_ABBREVIATION)) {
            w->starts_lower = shape_of(w, i) == S_LOWER;
            seen = true;
        }
        if (in->p[i].kind != PIECE_STOP || i + 1 >= w->count)
            continue;
        stops++;
        lower += shape_of(w, i + 1) == S_LOWER;
    }
    w->lower = lower == 0 ? 0 : lower * 2 < stops ? 1 : 2;
    w->stopped = w->count > first && in->p[boundary_core(w, w->count - 1)].kind == PIECE_STOP;
    w->edited = w->stopped && !w->starts_lower && (w->lower < 2 || lower == 1);
}

/* Moves the counts of quotes and brackets up to and with piece `i`. */
static void walk_to(boundary_walk *w, size_t i)
{
    for (; w->at <= i; w->at++) {
        const token_piece *p = &w->in->p[w->at];
        char c = w->in->doc->text[p->begin];
        if (p->kind == PIECE_OPEN)
            w->depth++;
        else if (p->kind == PIECE_CLOSE && w->depth > 0)
            w->depth--;
        else if (p->kind == PIECE_QUOTE && c != '\'' && p->end - p->begin != 1)
            w->in_double = first_code(w, w->at) == 0x201C || first_code(w, w->at) == 0xAB;
        else if (p->kind == PIECE_QUOTE && c == '"')
            w->in_double = !w->in_double;
    }
}

/* WORD_ bits of an ASCII word in any case; 0 for longer ones than any list has. */
static uint32_t known_bits(const model_token *m, str form)
{
    char lower[24];
    if (form.n > sizeof lower)
        return 0;
    for (size_t k = 0; k < form.n; k++)
        lower[k] = (char)(form.p[k] >= 'A' && form.p[k] <= 'Z' ? form.p[k] + 32 : form.p[k]);
    return model_word(m, (str){lower, form.n});
}

/* An abbreviation that never ends a sentence: "Gen.", "vs.". */
static bool is_inner(const model_token *m, str form)
{
    uint32_t bits = known_bits(m, (str){form.p, form.n - 1});
    return (bits & (WORD_TITLE | WORD_INNER)) != 0 && !(bits & WORD_END);
}

/* A word with a capital that begins sentences ("The"), perhaps behind an opening quote. */
static bool is_starter(const boundary_walk *w, size_t i)
{
    if (kind_of(w, i) == PIECE_QUOTE && !w->in->p[i].space_after)
        i++;
    uint32_t shape = shape_of(w, i);
    if (shape != S_CAPITAL && shape != S_CAPITALS)
        return false;
    return (known_bits(w->in->model, token_piece_text(w->in, i)) & WORD_STARTER) != 0;
}

/* A stop, and behind it a capital: before a word that begins sentences any single stop, else a full stop behind a word
 * that is surely no abbreviation. */
static bool surely_ends(const boundary_walk *w, size_t core, size_t i)
{
    const token_piece *p = &w->in->p[core];
    if (core <= w->begin || p->kind != PIECE_STOP || p->end - p->begin != 1 || p[-1].space_after ||
        !w->in->p[i].space_after || w->depth > 0 || (p[-1].kind == PIECE_NUMBER && core - 1 == w->begin))
        return false;
    if (core == i && is_starter(w, i + 1))
        return true;
    bool quoted = kind_of(w, i + 1) == PIECE_QUOTE && !w->in->p[i + 1].space_after;
    uint32_t right = shape_of(w, quoted ? i + 2 : i + 1);
    if (w->in->doc->text[p->begin] != '.' || (right != S_CAPITAL && right != S_CAPITALS))
        return false;
    uint32_t left = shape_of(w, core - 1), length = p[-1].end - p[-1].begin;
    if (p[-1].kind == PIECE_WORD)
        return (left == S_LOWER && length > 1) || left == S_SIGN || length > 5;
    return p[-1].kind == PIECE_NUMBER;
}

int boundary_guard(boundary_walk *w, size_t i)
{
    size_t core = boundary_core(w, i);
    const token_piece *p = &w->in->p[core];
    walk_to(w, i);
    if (p->kind == PIECE_ABBREVIATION) {
        str form = token_piece_text(w->in, core);
        bool initial = form.n == 2 && shape_of(w, core) != S_LOWER;
        if (initial || is_inner(w->in->model, form))
            return -1;
        if (w->depth == 0 && is_starter(w, i + 1))
            return 1;
        return w->edited && kind_of(w, i + 1) != PIECE_QUOTE ? -1 : 0;
    }
    if (w->edited && (p->kind != PIECE_STOP || shape_of(w, i + 1) == S_LOWER))
        return -1;
    return surely_ends(w, core, i) ? 1 : 0;
}

bool boundary_is_candidate(const boundary_walk *w, size_t i)
{
    const token_piece *p = &w->in->p[i];
    if (i + 1 >= w->count || p[1].kind == PIECE_STOP || (p[1].kind == PIECE_CLOSE && p->kind != PIECE_FACE))
        return false;
    if (!p->space_after)
        return p->kind == PIECE_STOP && p[1].kind != PIECE_QUOTE;
    switch (p->kind) {
    case PIECE_STOP: case PIECE_FACE: case PIECE_LINK: case PIECE_QUOTE: case PIECE_CLOSE: case PIECE_MARK:
        return true;
    case PIECE_ABBREVIATION:
    default: return shape_of(w, i + 1) != S_LOWER;
    }
}

typedef struct list {
    uint32_t *to, mask;
    unsigned count;
} list;

static void put(list *l, uint32_t kind, uint32_t a, uint32_t b)
{
    l->to[l->count++] = mix(kind, a, b) & l->mask;
}

/* What stands around the gap. */
static void put_sides(list *l, const boundary_walk *w, size_t core, size_t i, uint32_t stop)
{
    uint32_t right = word_hash(w, i + 1), left = word_hash(w, core - 1);
    uint32_t right_look = look_of(w, i + 1), left_look = core > w->begin ? look_of(w, core - 1) : 0;
    put(l, 1, stop, right_look);
    put(l, 2, stop, right);
    put(l, 3, stop, left);
    put(l, 4, left_look, right_look | stop << 12);
    put(l, 5, left, right_look | stop << 12);
    put(l, 6, left, right);
    put(l, 7, right_look, look_of(w, i + 2) | stop << 12);
    put(l, 8, right, word_hash(w, i + 2));
    put(l, 9, pattern_hash(w, i + 1), stop);
    put(l, 10, pattern_hash(w, core - 1), stop);
    put(l, 11, pattern_hash(w, i), right_look);
    put(l, 12, stop, look_of(w, i + 2) | look_of(w, i + 3) << 12);
    put(l, 13, pattern_hash(w, i + 2), stop);
    put(l, 14, left_look, look_of(w, core - 2) | right_look << 12);
}

/* Where in its sentence and paragraph the gap stands. */
static void put_place(list *l, const boundary_walk *w, size_t core, size_t i, uint32_t stop, uint32_t closers)
{
    uint32_t right_look = look_of(w, i + 1);
    uint32_t manner = (uint32_t)(w->lower | w->starts_lower << 2 | w->stopped << 3);
    uint32_t open = (uint32_t)(w->in_double | (w->depth > 0) << 1);
    uint32_t length = bucket(i + 1 - w->begin);
    put(l, 20, stop, closers | length << 4);
    put(l, 21, manner, right_look | stop << 12);
    put(l, 22, open, right_look | stop << 12);
    put(l, 23, length, right_look | stop << 12);
    put(l, 24, manner, length << 12 | stop << 4 | closers);
    put(l, 25, bucket(w->count - 1 - i), stop << 4 | length);
    put(l, 26, stop, shape_of(w, w->begin) | shape_of(w, i + 1) << 4);
    put(l, 27, word_hash(w, w->begin), stop);
    put(l, 28, closers << 2 | open, shape_of(w, i + 1) | stop << 4);
    put(l, 29, (uint32_t)w->in->p[i].space_after, shape_of(w, i + 1) | kind_of(w, core) << 4);
    put(l, 30, manner, word_hash(w, i + 1));
    put(l, 31, manner << 8 | open, stop);
    for (uint32_t k = 2; k < 6 && closers > 0; k++) /* "Really?" Bush said. */
        put(l, 40, word_hash(w, i + k), closers << 4 | right_look << 8);
}

unsigned boundary_features(boundary_walk *w, size_t i, uint32_t slots, uint32_t to[BOUNDARY_FEATURES])
{
    list l = {.to = to, .mask = slots - 1};
    size_t core = boundary_core(w, i);
    const token_piece *c = &w->in->p[core];
    bool names_itself =
        c->kind == PIECE_STOP || c->kind == PIECE_MARK || c->kind == PIECE_QUOTE || c->kind == PIECE_CLOSE;
    uint32_t length = c->end - c->begin;
    uint32_t stop = names_itself ? (first_code(w, core) << 2 | (length > 3 ? 3 : length)) & 0xFFFFF : c->kind;
    walk_to(w, i);
    put(&l, 0, 0, 0);
    put_sides(&l, w, core, i, stop);
    put_place(&l, w, core, i, stop, core == i ? 0 : core + 1 == i ? 1 : 2);
    return l.count;
}

void boundary_cut(boundary_walk *w, size_t i)
{
    w->begin = i + 1;
}
