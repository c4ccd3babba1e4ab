/* SPDX-License-Identifier: MIT
 *
 * In: the tables of data/places and the names of countries in data/actors/countries.tsv. Out: rows of places, and names
 * sorted by hash into buckets, so that a look-up reads one bucket of about one name. Texts stay in the mapped files.
 * Cost: about 70,000 rows and 110,000 names in 30 ms and 12 MB, mapped files included. */
#include "model/place.h"

#include "base/error.h"
#include "base/file.h"
#include "base/map.h"
#include "base/memory.h"
#include "base/utf8.h"

#include <stdio.h>
#include <string.h>

enum {
    PLACE_FILES = 9,
    FILE_TOWNS = 1,
    FILE_REGIONS = 4,
    FILE_SITES = 5,
    FILE_COUNTRIES = 6,
    FILE_NAMES = 7,
    FILE_ACTORS = 8,
    BUCKET_BITS = 16,
    TOWN_PEOPLE = 20000
};

static const char *const file_names[PLACE_FILES] = {"cities.tsv",    "towns.tsv",   "admin1.tsv",
                                                    "counties.tsv",  "regions.tsv", "sites.tsv",
                                                    "countries.tsv", "names.tsv",   "countries.tsv"};

static const char *const kind_names[PLACE_KIND_COUNT] = {
    "city", "capital", "quarter", "admin1", "admin2",    "county", "country", "region", "continent",
    "sea",  "strait",  "river",   "lake",   "mountains", "desert", "site",    "demonym"};

static const char *const evidence_names[PLACE_EVIDENCE_COUNT] = {
    "country",  "admin1",     "region",   "site", "magnitude", "capital", "locative", "of",     "contained",
    "dateline", "type",       "seen",     "list", "weak",      "surname", "title",    "speaks", "bearer",
    "in-name",  "not-proper", "modifier", "long", "acts",      "county",  "threshold"};

struct model_place {
    table_reader files[PLACE_FILES]; /* kept open: texts are slices of the mappings */
    model_place_row *rows;           /* [row_count] owned */
    uint32_t row_count, row_room;
    model_place_name *names; /* [name_count] owned; by bucket once loaded */
    uint32_t name_count, name_room;
    uint32_t starts[(1u << BUCKET_BITS) + 1]; /* first name of each bucket */
    map countries;                            /* alpha-3 to row */
    map regions;                              /* "USA.TX" to row */
    map words;                                /* to words_of */
    model_place_word *words_of;               /* [word_count] owned */
    uint32_t word_count, word_room;
    strbuf texts; /* keys of the maps: reserved at once, never moved */
    float weights[PLACE_EVIDENCE_COUNT];
    bool sorted;
};

/* ---- folding --------------------------------------------------------------------------------------------------- */

/* Letters that Unicode does not decompose, and their plain forms. */
static const char *plain_of(uint32_t cp)
{
    switch (cp) {
    case 0x131:
        return "i";
    case 0xF8:
    case 0xD8:
        return "o";
    case 0x142:
    case 0x141:
        return "l";
    case 0x111:
    case 0x110:
    case 0xF0:
    case 0xD0:
        return "d";
    case 0xDF:
        return "ss";
    case 0xE6:
    case 0xC6:
        return "ae";
    case 0x153:
    case 0x152:
        return "oe";
    case 0x259:
    case 0x18F:
        return "a";
    case 0xFE:
    case 0xDE:
        return "th";
    case 0x127:
    case 0x126:
        return "h";
    case 0x2018:
    case 0x2019:
    case 0x2BB:
    case 0x2BC:
    case 0x2BF:
    case 0x2BE:
    case 0xB4:
    case 0x2B9:
        return "";
    case 0x2010:
    case 0x2011:
    case 0x2013:
    case 0xA0:
    case 0x202F:
    case 0x2009:
        return " ";
    default:
        return NULL;
    }
}

/* Latin letters with marks to the plain letter: U+00C0 to U+017F, U+0218 to U+021B, U+1E00 to U+1EFF; 0: none.
 * The tables hold Unicode's canonical decompositions with the marks taken off. */
static char base_letter(uint32_t cp)
{
    static const char latin1[] = "aaaaaa\0ceeeeiiii\0nooooo\0\0uuuuy\0\0aaaaaa\0ceeeeiiii\0nooooo\0\0uuuuy\0y";
    static const char extended[] =
        "aaaaaaccccccccdd\0\0eeeeeeeeeegggggggghh\0\0iiiiiiiii\0\0\0jjkk\0llllll\0\0\0\0nnnnnn\0\0\0"
        "oooooo\0\0rrrrrrsssssssstttt\0\0uuuuuuuuuuuuwwyyyzzzzzz";
    static const char additional[] =
        "aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmmmmmmnnnnnnnnoooooooo"
        "pppprrrrrrrrssssssssssttttttttuuuuuuuuuuvvvvwwwwwwwwwwxxxxyyzzzzzzhtwy";
    if (cp >= 0xC0 && cp <= 0xFF)
        return latin1[cp - 0xC0];
    if (cp >= 0x100 && cp - 0x100 < sizeof extended - 1)
        return extended[cp - 0x100];
    if (cp >= 0x218 && cp <= 0x21B)
        return cp < 0x21A ? 's' : 't';
    if (cp >= 0x1E00 && cp - 0x1E00 < sizeof additional - 1)
        return additional[cp - 0x1E00];
    if (cp >= 0x1EA0 && cp <= 0x1EF9)
        return cp < 0x1EB8 ? 'a' : cp < 0x1EC8 ? 'e' : cp < 0x1ECC ? 'i' : cp < 0x1EE4 ? 'o' : cp < 0x1EF2 ? 'u' : 'y';
    return 0;
}

static size_t put(char *to, size_t room, size_t n, bool *pending, const char *piece, size_t length)
{
    if (length == 0)
        return n;
    size_t space = *pending && n > 0;
    if (n + space + length > room)
        return 0;
    if (space)
        to[n++] = ' ';
    memcpy(to + n, piece, length);
    *pending = false;
    return n + length;
}

size_t place_fold(str s, char *to, size_t room, bool *pending)
{
    size_t n = 0;
    for (const char *p = s.p, *end = s.p + s.n; p < end;) {
        unsigned char c = (unsigned char)*p;
        unsigned bytes = 1;
        const char *piece;
        char one;
        size_t length;
        if (c < 0x80) {
            one = c >= 'A' && c <= 'Z' ? (char)(c + 32) : (char)c;
            piece = &one;
            length = c == '.' || c == '\'' || c == '`' ? 0 : 1;
        } else {
            uint32_t cp = utf8_decode(p, end, &bytes);
            const char *plain = plain_of(cp);
            one = base_letter(cp);
            piece = one != 0 ? &one : plain != NULL ? plain : p;
            length = one != 0 ? 1 : plain != NULL ? strlen(plain) : bytes;
        }
        p += bytes;
        if (length == 1 && (piece[0] == ' ' || piece[0] == '-' || (piece[0] >= '\t' && piece[0] <= '\r'))) {
            *pending = true;
            continue;
        }
        n = put(to, room, n, pending, piece, length);
        if (n == 0 && length > 0)
            return 0;
    }
    return n;
}

/* FNV-1a with a final mix, cut to 32 bits. */
static uint32_t hash_of(str folded)
{
    return (uint32_t)(str_hash(folded) >> 16);
}

/* ---- reading --------------------------------------------------------------------------------------------------- */

/* A decimal number such as -12.345; faster than strtod, which the many rows would feel. */
static bool read_decimal(str s, float *value)
{
    double whole = 0, part = 1;
    size_t i = s.n > 0 && s.p[0] == '-' ? 1 : 0;
    bool point = false, digit = false;
    for (; i < s.n; i++) {
        if (s.p[i] == '.' && !point) {
            point = true;
            continue;
        }
        if (s.p[i] < '0' || s.p[i] > '9' || s.n > 20)
            return false;
        whole = whole * 10 + (s.p[i] - '0');
        part *= point ? 10 : 1;
        digit = true;
    }
    *value = (float)(s.n > 0 && s.p[0] == '-' ? -whole / part : whole / part);
    return digit;
}

/* Room for one more item of an owned array. */
static bool make_room(void **array, uint32_t count, uint32_t *room, size_t item)
{
    if (count < *room)
        return true;
    uint32_t more = *room ? *room * 2 : 1024;
    void *bigger = memory_resize(*array, more * item);
    if (bigger == NULL)
        return false;
    *array = bigger;
    *room = more;
    return true;
}

static bool all_capitals(str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (!(s.p[i] >= 'A' && s.p[i] <= 'Z') && s.p[i] != '.')
            return false;
    return s.n > 0;
}

/* "Tex." and "TX" stand behind another place only; "U.S." and "B.C." may stand alone. */
static uint8_t flags_of(str name, const model_place_row *row)
{
    uint8_t flags = 0;
    ptrdiff_t stop = str_find(name, STR("."));
    bool one_stop = stop >= 0 && (size_t)stop == name.n - 1;
    if (all_capitals(name) && name.n <= 6)
        flags |= PLACE_NAME_CAPITALS;
    if (row->kind == PLACE_ADMIN1 && ((all_capitals(name) && name.n == 2) || one_stop))
        flags |= PLACE_NAME_ABBREVIATED;
    return flags;
}

static dgm_status add_name(model_place *m, uint8_t file, str name, uint32_t row, uint8_t flags, dgm_error *err)
{
    char folded[256];
    bool pending = false, article = str_starts(name, STR("the "));
    if (article)
        name = (str){name.p + 4, name.n - 4};
    size_t n = name.n < sizeof folded / 2 ? place_fold(name, folded, sizeof folded, &pending) : 0;
    if (n == 0)
        return table_error(&m->files[file], 0, err, "\"%.*s\" is no name of a place", (int)name.n, name.p);
    if (!make_room((void **)&m->names, m->name_count, &m->name_room, sizeof *m->names))
        return error_set(err, DGM_NO_MEMORY, "out of memory");
    flags |= flags_of(name, &m->rows[row]) | (article ? PLACE_NAME_ARTICLE : 0);
    m->names[m->name_count++] = (model_place_name){
        hash_of((str){folded, n}), row, (uint32_t)(name.p - m->files[file].map.p), (uint16_t)name.n, file, flags};
    return DGM_OK;
}

static dgm_status add_names(model_place *m, uint8_t file, str list, uint32_t row, uint8_t flags, dgm_error *err)
{
    while (list.p != NULL) {
        str name = str_trim(str_cut(list, ';', &list));
        dgm_status status = name.n == 0 ? DGM_OK : add_name(m, file, name, row, flags, err);
        if (status != DGM_OK)
            return status;
    }
    return DGM_OK;
}

static dgm_status read_kind(const table_reader *t, unsigned column, uint8_t *kind, dgm_error *err)
{
    str name = t->now.column[column];
    *kind = PLACE_CITY;
    for (uint8_t k = 0; name.n > 0 && k < PLACE_KIND_COUNT; k++)
        if (str_equal(name, str_of(kind_names[k]))) {
            *kind = k;
            return DGM_OK;
        }
    return name.n == 0 ? DGM_OK : table_error(t, column, err, "unknown kind of place");
}

static dgm_status read_box(const table_reader *t, unsigned column, model_place_row *row, dgm_error *err)
{
    str rest = t->now.column[column];
    if (rest.n == 0)
        return DGM_OK;
    for (int i = 0; i < 4; i++)
        if (rest.p == NULL || !read_decimal(str_cut(rest, ' ', &rest), &row->box[i]))
            return table_error(t, column, err, "a box is \"south west north east\" in degrees");
    row->has_box = true;
    return DGM_OK;
}

static dgm_status read_people(const table_reader *t, unsigned column, uint32_t *people, dgm_error *err)
{
    float number = 0;
    if (t->now.column[column].n > 0 && (!read_decimal(t->now.column[column], &number) || number < 0))
        return table_error(t, column, err, "the number of people is not a number");
    *people = (uint32_t)number;
    return DGM_OK;
}

static dgm_status read_country(const table_reader *t, unsigned column, char country[4], dgm_error *err)
{
    str code = t->now.column[column];
    memset(country, 0, 4);
    if (code.n != 0 && code.n != 3)
        return table_error(t, column, err, "a country is an alpha-3 code");
    if (code.n == 3)
        memcpy(country, code.p, 3);
    return DGM_OK;
}

/* Columns of point and people begin at `column`. */
static dgm_status read_point(const table_reader *t, unsigned column, model_place_row *row, dgm_error *err)
{
    if (!read_decimal(t->now.column[column], &row->lat) || row->lat < -90 || row->lat > 90)
        return table_error(t, column, err, "latitude is not a number from -90 to 90");
    if (!read_decimal(t->now.column[column + 1], &row->lon) || row->lon < -180 || row->lon > 180)
        return table_error(t, column + 1, err, "longitude is not a number from -180 to 180");
    return read_people(t, column + 2, &row->people, err);
}

static dgm_status add_row(model_place *m, const model_place_row *row, dgm_error *err)
{
    if (!make_room((void **)&m->rows, m->row_count, &m->row_room, sizeof *m->rows))
        return error_set(err, DGM_NO_MEMORY, "out of memory");
    m->rows[m->row_count++] = *row;
    return DGM_OK;
}

/* Key of a first-level region: country and code, kept in `texts`, whose memory does not move (see load_tables). */
static str region_key(model_place *m, const char country[4], str code)
{
    size_t at = m->texts.n;
    strbuf_add(&m->texts, country, 3);
    strbuf_add_str(&m->texts, code);
    return m->texts.failed ? (str){NULL, 0} : (str){m->texts.p + at, m->texts.n - at};
}

/* A line of a table of places: name, other names, country, region, latitude, longitude, people, kind, box; in
 * regions.tsv also adjectives. */
static dgm_status read_place(model_place *m, uint8_t file, dgm_error *err)
{
    const table_reader *t = &m->files[file];
    const str *c = t->now.column;
    model_place_row row = {.name = c[0], .admin1 = c[3], .line = t->now.line, .file = file};
    dgm_status s = DGM_OK;
    if (c[0].n == 0)
        return table_error(t, 0, err, "a place needs a name");
    if ((s = read_country(t, 2, row.country, err)) != DGM_OK || (s = read_point(t, 4, &row, err)) != DGM_OK ||
        (s = read_kind(t, 7, &row.kind, err)) != DGM_OK || (s = read_box(t, 8, &row, err)) != DGM_OK)
        return s;
    if (file == FILE_TOWNS && row.people == 0)
        row.people = TOWN_PEOPLE; /* known for what happened there, not for its size */
    if ((s = add_row(m, &row, err)) != DGM_OK)
        return s;
    uint32_t at = m->row_count - 1;
    if (row.kind == PLACE_ADMIN1 && row.admin1.n > 0) {
        str key = region_key(m, row.country, row.admin1);
        if (key.p == NULL || map_add(&m->regions, key, at) == MAP_NONE)
            return error_set(err, DGM_NO_MEMORY, "out of memory");
    }
    if ((s = add_name(m, file, c[0], at, PLACE_NAME_MAIN, err)) != DGM_OK ||
        (s = add_names(m, file, c[1], at, 0, err)) != DGM_OK)
        return s;
    return file == FILE_REGIONS ? add_names(m, file, c[9], at, PLACE_NAME_DEMONYM, err) : DGM_OK;
}

/* places/countries.tsv: alpha-3, alpha-2, latitude, longitude, people, box. Names come later. */
static dgm_status read_country_place(model_place *m, dgm_error *err)
{
    const table_reader *t = &m->files[FILE_COUNTRIES];
    model_place_row row = {
        .name = t->now.column[0], .line = t->now.line, .file = FILE_COUNTRIES, .kind = PLACE_COUNTRY};
    dgm_status s = DGM_OK;
    if ((s = read_country(t, 0, row.country, err)) != DGM_OK || (s = read_point(t, 2, &row, err)) != DGM_OK ||
        (s = read_box(t, 5, &row, err)) != DGM_OK || (s = add_row(m, &row, err)) != DGM_OK)
        return s;
    return map_add(&m->countries, t->now.column[0], m->row_count - 1) != MAP_NONE
               ? DGM_OK
               : error_set(err, DGM_NO_MEMORY, "out of memory");
}

/* A name that a region, a first-level region or a site of our own has (West Bank, Scotland, Oval Office) is not the
 * country's here, though it may stand for the country among the actors. */
static bool stands_for_itself(const model_place *m, str name)
{
    char folded[256];
    bool pending = false;
    if (str_starts(name, STR("the ")))
        name = (str){name.p + 4, name.n - 4};
    size_t n = place_fold(name, folded, sizeof folded, &pending);
    str key = {folded, n};
    for (const model_place_name *at = model_place_first(m, key); at != NULL; at = model_place_next(m, at)) {
        uint8_t file = m->rows[at->row].file;
        if ((file == FILE_REGIONS || file == FILE_SITES) && (at->flags & PLACE_NAME_DEMONYM) == 0)
            return true;
    }
    return false;
}

/* actors/countries.tsv: alpha-3, name, aliases, demonyms. A second line of a country is a part of it: its demonyms lead
 * to the country, its names only where no row of our own has them. */
static dgm_status read_country_names(model_place *m, dgm_error *err)
{
    const table_reader *t = &m->files[FILE_ACTORS];
    const str *c = t->now.column;
    uint32_t row = map_find(&m->countries, c[0]);
    if (row == MAP_NONE)
        return DGM_OK; /* a state that is gone: regions.tsv knows where it lay */
    dgm_status s = DGM_OK;
    bool first = m->rows[row].name.n == 3 && str_equal(m->rows[row].name, str_of(m->rows[row].country));
    if (first)
        m->rows[row].name = c[1];
    for (unsigned column = 1; s == DGM_OK && column <= 2; column++)
        for (str list = c[column]; s == DGM_OK && list.p != NULL;) {
            str name = str_trim(str_cut(list, ';', &list));
            if (name.n > 0 && !stands_for_itself(m, name))
                s = add_name(m, FILE_ACTORS, name, row, column == 1 ? PLACE_NAME_MAIN : 0, err);
        }
    return s == DGM_OK ? add_names(m, FILE_ACTORS, c[3], row, PLACE_NAME_DEMONYM, err) : s;
}

/* names.tsv: name, other names, country, key. The name replaces the table's in records. */
static dgm_status read_other_names(model_place *m, dgm_error *err)
{
    const table_reader *t = &m->files[FILE_NAMES];
    const str *c = t->now.column;
    char folded[256];
    bool pending = false;
    str key = {folded, place_fold(c[3], folded, sizeof folded, &pending)};
    uint32_t best = MAP_NONE;
    for (const model_place_name *at = model_place_first(m, key); at != NULL; at = model_place_next(m, at)) {
        const model_place_row *row = &m->rows[at->row];
        if (row->kind <= PLACE_QUARTER && str_equal(str_of(row->country), c[2]) &&
            (best == MAP_NONE || row->people > m->rows[best].people))
            best = at->row;
    }
    if (best == MAP_NONE)
        return table_error(t, 3, err, "no city of that name in that country");
    m->rows[best].name = c[0];
    m->rows[best].known = true;
    dgm_status s = str_equal(c[0], c[3]) ? DGM_OK : add_name(m, FILE_NAMES, c[0], best, PLACE_NAME_MAIN, err);
    return s == DGM_OK ? add_names(m, FILE_NAMES, c[1], best, 0, err) : s;
}

/* ---- words and weights ----------------------------------------------------------------------------------------- */

static const struct {
    const char *role;
    uint16_t bit;
} roles[] = {
    {"locative", PLACE_WORD_LOCATIVE}, {"bearer", PLACE_WORD_BEARER},       {"title", PLACE_WORD_TITLE},
    {"weak", PLACE_WORD_WEAK},         {"hedge", PLACE_WORD_HEDGE},         {"type", PLACE_WORD_TYPE},
    {"not", PLACE_WORD_NOT},           {"direction", PLACE_WORD_DIRECTION}, {"speech", PLACE_WORD_SPEECH},
    {"location", PLACE_WORD_LOCATION},
};

static dgm_status read_kinds(const table_reader *t, uint32_t *kinds, dgm_error *err)
{
    *kinds = 0;
    for (str rest = t->now.column[2]; rest.p != NULL && rest.n > 0;) {
        str name = str_cut(rest, ' ', &rest);
        unsigned k = 0;
        while (k < PLACE_KIND_COUNT && !str_equal(name, str_of(kind_names[k])))
            k++;
        if (k == PLACE_KIND_COUNT)
            return table_error(t, 2, err, "unknown kind of place");
        *kinds |= 1u << k;
    }
    return DGM_OK;
}

static dgm_status add_word(model_place *m, str word, uint16_t bit, uint32_t kinds, dgm_error *err)
{
    size_t at = m->texts.n;
    utf8_add_lower(&m->texts, word);
    str key = {m->texts.p + at, m->texts.n - at};
    if (m->texts.failed || !make_room((void **)&m->words_of, m->word_count, &m->word_room, sizeof *m->words_of))
        return error_set(err, DGM_NO_MEMORY, "out of memory");
    uint32_t index = map_add(&m->words, key, m->word_count);
    if (index == MAP_NONE)
        return error_set(err, DGM_NO_MEMORY, "out of memory");
    if (index == m->word_count)
        m->words_of[m->word_count++] = (model_place_word){0, 0};
    m->words_of[index].bits |= bit;
    m->words_of[index].kinds |= kinds;
    return DGM_OK;
}

static dgm_status read_words(model_place *m, const table_reader *t, dgm_error *err)
{
    uint32_t kinds = 0;
    size_t r = 0;
    while (r < sizeof roles / sizeof *roles && !str_equal(t->now.column[0], str_of(roles[r].role)))
        r++;
    if (r == sizeof roles / sizeof *roles)
        return table_error(t, 0, err, "unknown role of a word");
    dgm_status s = read_kinds(t, &kinds, err);
    for (str rest = t->now.column[1]; s == DGM_OK && rest.p != NULL;) {
        str word = str_cut(rest, ' ', &rest);
        if (word.n > 0)
            s = add_word(m, word, roles[r].bit, kinds, err);
    }
    return s;
}

static dgm_status read_evidence(model_place *m, const table_reader *t, dgm_error *err)
{
    for (unsigned e = 0; e < PLACE_EVIDENCE_COUNT; e++)
        if (str_equal(t->now.column[0], str_of(evidence_names[e])))
            return read_decimal(t->now.column[1], &m->weights[e])
                       ? DGM_OK
                       : table_error(t, 1, err, "the weight is not a number");
    return table_error(t, 0, err, "unknown evidence");
}

/* ---- loading --------------------------------------------------------------------------------------------------- */

/* Counting sort of the names by the upper bits of their hash. */
static dgm_status sort_names(model_place *m, dgm_error *err)
{
    model_place_name *sorted = memory_get((m->name_count + 1) * sizeof *sorted);
    if (sorted == NULL)
        return error_set(err, DGM_NO_MEMORY, "out of memory");
    uint32_t buckets = 1u << BUCKET_BITS;
    memset(m->starts, 0, sizeof m->starts);
    for (uint32_t i = 0; i < m->name_count; i++)
        m->starts[(m->names[i].hash >> (32 - BUCKET_BITS)) + 1]++;
    for (uint32_t b = 0; b < buckets; b++)
        m->starts[b + 1] += m->starts[b];
    for (uint32_t i = m->name_count; i-- > 0;) /* from the end, with starts of the next bucket as ends of this one */
        sorted[--m->starts[(m->names[i].hash >> (32 - BUCKET_BITS)) + 1]] = m->names[i];
    for (uint32_t b = 0; b < buckets; b++) /* each start slid down by its bucket: slide back */
        m->starts[b] = m->starts[b + 1];
    m->starts[buckets] = m->name_count;
    memory_free(m->names);
    m->names = sorted;
    m->name_room = m->name_count + 1;
    m->sorted = true;
    return DGM_OK;
}

static dgm_status open_table(model_place *m, const char *data_dir, uint8_t file, dgm_error *err)
{
    char path[4096];
    int n =
        snprintf(path, sizeof path, "%s/%s/%s", data_dir, file == FILE_ACTORS ? "actors" : "places", file_names[file]);
    if (n < 0 || (size_t)n >= sizeof path)
        return error_set(err, DGM_BAD_USAGE, "the name of the data folder is too long");
    dgm_status s = table_open(&m->files[file], path, err);
    return s == DGM_OK && m->files[file].map.n > UINT32_MAX
               ? error_at(err, DGM_BAD_DATA, path, 0, 0, "larger than 4 GiB")
               : s;
}

typedef dgm_status line_reader(model_place *m, const table_reader *t, dgm_error *err);

static dgm_status read_small(model_place *m, const char *data_dir, const char *name, line_reader *reader,
                             dgm_error *err)
{
    char path[4096];
    table_reader t;
    (void)snprintf(path, sizeof path, "%s/places/%s", data_dir, name);
    dgm_status s = table_open(&t, path, err);
    if (s != DGM_OK)
        return s;
    while (s == DGM_OK && table_next(&t))
        s = reader(m, &t, err);
    table_close(&t);
    return s;
}

static dgm_status load_tables(model_place *m, const char *data_dir, dgm_error *err)
{
    dgm_status s = DGM_OK;
    for (uint8_t file = 0; s == DGM_OK && file < PLACE_FILES; file++) {
        if (file == FILE_NAMES && (s = sort_names(m, err)) != DGM_OK)
            break;
        if ((s = open_table(m, data_dir, file, err)) != DGM_OK)
            break;
        while (s == DGM_OK && table_next(&m->files[file]))
            s = file == FILE_COUNTRIES ? read_country_place(m, err)
                : file == FILE_NAMES   ? read_other_names(m, err)
                : file == FILE_ACTORS  ? read_country_names(m, err)
                                       : read_place(m, file, err);
    }
    return s == DGM_OK ? sort_names(m, err) : s;
}

dgm_status model_place_load(model_place **m, const char *data_dir, const char *model_dir, dgm_error *err)
{
    (void)model_dir;
    enum { TEXT_ROOM = 1 << 19 }; /* more than regions and words need: reserved at once, so that keys do not move */
    model_place *new = memory_get(sizeof *new);
    *m = new;
    if (new == NULL)
        return error_set(err, DGM_NO_MEMORY, "out of memory");
    strbuf_init(&new->texts, TEXT_ROOM);
    new->texts.p = memory_get(TEXT_ROOM + 1);
    new->texts.capacity = new->texts.p != NULL ? TEXT_ROOM + 1 : 0;
    dgm_status s = new->texts.p == NULL ? error_set(err, DGM_NO_MEMORY, "out of memory") : DGM_OK;
    if (s != DGM_OK || (s = load_tables(new, data_dir, err)) != DGM_OK ||
        (s = read_small(new, data_dir, "words.tsv", read_words, err)) != DGM_OK ||
        (s = read_small(new, data_dir, "evidence.tsv", read_evidence, err)) != DGM_OK) {
        model_place_free(new);
        *m = NULL;
    }
    return s;
}

void model_place_free(model_place *m)
{
    if (m == NULL)
        return;
    for (int file = 0; file < PLACE_FILES; file++)
        table_close(&m->files[file]);
    map_release(&m->countries);
    map_release(&m->regions);
    map_release(&m->words);
    memory_free(m->words_of);
    memory_free(m->rows);
    memory_free(m->names);
    strbuf_release(&m->texts);
    memory_free(m);
}

/* ---- look-up --------------------------------------------------------------------------------------------------- */

static bool spells(const model_place *m, const model_place_name *name, str folded)
{
    char own[256];
    bool pending = false;
    size_t n = place_fold(model_place_name_text(m, name), own, sizeof own, &pending);
    return str_equal((str){own, n}, folded);
}

/* From `from` to the end of the bucket. */
static const model_place_name *same_name(const model_place *m, const model_place_name *from, str folded, uint32_t hash)
{
    const model_place_name *end = m->names + m->starts[(hash >> (32 - BUCKET_BITS)) + 1];
    for (; from < end; from++)
        if (from->hash == hash && (folded.p == NULL || spells(m, from, folded)))
            return from;
    return NULL;
}

const model_place_name *model_place_first(const model_place *m, str folded)
{
    if (!m->sorted || folded.n == 0)
        return NULL;
    uint32_t hash = hash_of(folded);
    return same_name(m, m->names + m->starts[hash >> (32 - BUCKET_BITS)], folded, hash);
}

/* Two names of one hash and different spelling (one in four thousand millions) are taken for the same from the second
 * on. */
const model_place_name *model_place_next(const model_place *m, const model_place_name *name)
{
    return same_name(m, name + 1, (str){NULL, 0}, name->hash);
}

str model_place_name_text(const model_place *m, const model_place_name *name)
{
    return (str){m->files[name->file].map.p + name->offset, name->length};
}

const model_place_row *model_place_row_of(const model_place *m, uint32_t row)
{
    return &m->rows[row];
}

uint32_t model_place_row_count(const model_place *m)
{
    return m->row_count;
}

const char *model_place_file_name(const model_place *m, uint8_t file)
{
    return m->files[file].name;
}

const char *model_place_kind_name(model_place_kind kind)
{
    return kind_names[kind];
}

model_place_word model_place_word_of(const model_place *m, str lower)
{
    uint32_t index = map_find(&m->words, lower);
    return index == MAP_NONE ? (model_place_word){0, 0} : m->words_of[index];
}

float model_place_weight(const model_place *m, model_place_evidence evidence)
{
    return m->weights[evidence];
}

str model_place_admin1_name(const model_place *m, const char country[4], str code)
{
    char key[64];
    if (code.n == 0 || code.n + 3 > sizeof key)
        return (str){"", 0};
    memcpy(key, country, 3);
    memcpy(key + 3, code.p, code.n);
    uint32_t row = map_find(&m->regions, (str){key, code.n + 3});
    return row == MAP_NONE ? (str){"", 0} : m->rows[row].name;
}

uint32_t model_place_country_row(const model_place *m, str iso3)
{
    return map_find(&m->countries, iso3);
}
