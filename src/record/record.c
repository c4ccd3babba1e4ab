/* SPDX-License-Identifier: MIT */
#include "record/record.h"

#include "base/utf8.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define INDEX_STEP 64u

void record_init(rec_document *doc, size_t cap_bytes)
{
    memset(doc, 0, sizeof *doc);
    arena_init(&doc->memory, cap_bytes);
    doc->main_event = -1;
}

void record_reset(rec_document *doc)
{
    arena memory = doc->memory;
    arena_reset(&memory);
    memset(doc, 0, sizeof *doc);
    doc->memory = memory;
    doc->main_event = -1;
}

void record_release(rec_document *doc)
{
    arena_release(&doc->memory);
}

bool record_index_text(rec_document *doc)
{
    doc->code_points = (uint32_t)utf8_count((str){doc->text, doc->length});
    doc->ascii = doc->code_points == doc->length;
    if (doc->ascii)
        return true;
    doc->code_point_index = ARENA_ARRAY(&doc->memory, uint32_t, doc->length / INDEX_STEP + 1);
    if (doc->code_point_index == NULL)
        return false;
    uint32_t seen = 0;
    for (uint32_t at = 0; at < doc->length; at++) {
        if (at % INDEX_STEP == 0)
            doc->code_point_index[at / INDEX_STEP] = seen;
        seen += ((unsigned char)doc->text[at] & 0xC0) != 0x80;
    }
    if (doc->length % INDEX_STEP == 0)
        doc->code_point_index[doc->length / INDEX_STEP] = seen;
    return true;
}

uint32_t record_code_point(const rec_document *doc, uint32_t byte)
{
    if (doc->ascii || doc->code_point_index == NULL)
        return byte;
    uint32_t from = byte / INDEX_STEP * INDEX_STEP;
    return doc->code_point_index[byte / INDEX_STEP] + (uint32_t)utf8_count((str){doc->text + from, byte - from});
}

void record_tell(rec_document *doc, rec_event *e, const char *format, ...)
{
    char line[512];
    va_list args;
    va_start(args, format);
    (void)vsnprintf(line, sizeof line, format, args);
    va_end(args);
    if (e->derivation != NULL)
        e->derivation = arena_format(&doc->memory, "%s  %s\n", e->derivation, line);
}

str record_text(const rec_document *doc, rec_span span)
{
    return (str){doc->text + span.begin, span.end - span.begin};
}

void record_link_children(rec_document *doc, uint32_t sentence)
{
    rec_sentence *s = &doc->sentences[sentence];
    rec_token *t = doc->tokens;
    uint32_t first = s->first_token, end = first + s->token_count;
    s->root = -1;
    for (uint32_t i = first; i < end; i++)
        t[i].first_child = t[i].next_sibling = -1;
    for (uint32_t i = end; i-- > first;) {
        if (t[i].head < 0) {
            s->root = (int32_t)i;
            continue;
        }
        t[i].next_sibling = t[t[i].head].first_child;
        t[t[i].head].first_child = (int32_t)i;
    }
}

bool record_is_within(const rec_document *doc, uint32_t token, uint32_t ancestor)
{
    int32_t at = (int32_t)token;
    while (at >= 0 && (uint32_t)at != ancestor)
        at = doc->tokens[at].head;
    return at >= 0;
}

void record_subtree(const rec_document *doc, uint32_t token, uint32_t *first, uint32_t *last)
{
    *first = *last = token;
    int32_t at = (int32_t)token;
    for (;;) { /* depth first without a stack: down, else right, else up */
        if ((uint32_t)at < *first)
            *first = (uint32_t)at;
        if ((uint32_t)at > *last)
            *last = (uint32_t)at;
        if (doc->tokens[at].first_child >= 0) {
            at = doc->tokens[at].first_child;
            continue;
        }
        while ((uint32_t)at != token && doc->tokens[at].next_sibling < 0)
            at = doc->tokens[at].head;
        if ((uint32_t)at == token)
            return;
        at = doc->tokens[at].next_sibling;
    }
}

int32_t record_child(const rec_document *doc, uint32_t token, rec_deprel deprel)
{
    int32_t c = doc->tokens[token].first_child;
    while (c >= 0 && doc->tokens[c].deprel != deprel)
        c = doc->tokens[c].next_sibling;
    return c;
}

int32_t record_sentence_at(const rec_document *doc, uint32_t byte)
{
    uint32_t low = 0, high = doc->sentence_count;
    while (low < high) {
        uint32_t middle = (low + high) / 2;
        if (doc->sentences[middle].span.end <= byte)
            low = middle + 1;
        else
            high = middle;
    }
    return low < doc->sentence_count && doc->sentences[low].span.begin <= byte ? (int32_t)low : -1;
}

int32_t record_token_at(const rec_document *doc, uint32_t byte)
{
    uint32_t low = 0, high = doc->token_count;
    while (low < high) {
        uint32_t middle = (low + high) / 2;
        if (doc->tokens[middle].span.end <= byte)
            low = middle + 1;
        else
            high = middle;
    }
    return low < doc->token_count && doc->tokens[low].span.begin <= byte ? (int32_t)low : -1;
}

static const char *const upos_names[REC_UPOS_COUNT] = {
    "_",    "ADJ",  "ADP",   "ADV",   "AUX",   "CCONJ", "DET", "INTJ", "NOUN",
    "NUM",  "PART", "PRON",  "PROPN", "PUNCT", "SCONJ", "SYM", "VERB", "X",
};

static const char *const deprel_names[REC_DEPREL_COUNT] = {
    "_",          "acl",         "acl:relcl",     "advcl",        "advcl:relcl", "advmod",     "amod",
    "appos",      "aux",         "aux:pass",      "case",         "cc",          "cc:preconj", "ccomp",
    "clf",        "compound",    "compound:prt",  "conj",         "cop",         "csubj",      "csubj:outer",
    "csubj:pass", "dep",         "det",           "det:predet",   "discourse",   "dislocated", "expl",
    "fixed",      "flat",        "goeswith",      "iobj",         "list",        "mark",       "nmod",
    "nmod:desc",  "nmod:poss",   "nmod:unmarked", "nsubj",        "nsubj:outer", "nsubj:pass", "nummod",
    "obj",        "obl",         "obl:agent",     "obl:unmarked", "orphan",      "parataxis",  "punct",
    "reparandum", "root",        "vocative",      "xcomp",
};

static const struct {
    const char *feature;
    uint32_t bit;
} morph_bits[] = {
    {"Tense=Past", REC_MORPH_PAST},     {"Tense=Pres", REC_MORPH_PRES},    {"VerbForm=Fin", REC_MORPH_FIN},
    {"VerbForm=Inf", REC_MORPH_INF},    {"VerbForm=Part", REC_MORPH_PART}, {"VerbForm=Ger", REC_MORPH_GER},
    {"Voice=Pass", REC_MORPH_PASS},     {"Number=Plur", REC_MORPH_PLUR},   {"Number=Ptan", REC_MORPH_PLUR},
    {"Number=Sing", REC_MORPH_SING},    {"Mood=Imp", REC_MORPH_IMP},       {"Polarity=Neg", REC_MORPH_NEG},
    {"Poss=Yes", REC_MORPH_POSS},       {"Gender=Fem", REC_MORPH_FEM},     {"Gender=Masc", REC_MORPH_MASC},
    {"Gender=Neut", REC_MORPH_NEUT},    {"Person=1", REC_MORPH_PERSON1},   {"Person=2", REC_MORPH_PERSON2},
    {"Person=3", REC_MORPH_PERSON3},    {"PronType=Rel", REC_MORPH_REL},   {"PronType=Int", REC_MORPH_INT},
    {"PronType=Dem", REC_MORPH_DEM},    {"PronType=Prs", REC_MORPH_PRS},   {"NumType=Ord", REC_MORPH_ORD},
    {"NumType=Card", REC_MORPH_CARD},   {"Degree=Cmp", REC_MORPH_CMP},     {"Degree=Sup", REC_MORPH_SUP},
};

static const char *const status_names[REC_STATUS_COUNT] = {"happened", "ongoing",      "planned",
                                                           "possible", "hypothetical", "negated"};
static const char *const kind_names[REC_ENTITY_KIND_COUNT] = {"country", "person", "organisation",
                                                              "group",   "place",  "role"};

const char *record_upos_name(rec_upos upos)
{
    return upos_names[upos];
}

rec_upos record_upos_find(str name)
{
    for (int i = 1; i < REC_UPOS_COUNT; i++)
        if (str_equal(name, str_of(upos_names[i])))
            return (rec_upos)i;
    return REC_UPOS_NONE;
}

const char *record_deprel_name(rec_deprel deprel)
{
    return deprel_names[deprel];
}

rec_deprel record_deprel_find(str name)
{
    for (int i = 1; i < REC_DEPREL_COUNT; i++)
        if (str_equal(name, str_of(deprel_names[i])))
            return (rec_deprel)i;
    str rest, basic = str_cut(name, ':', &rest);
    return rest.p != NULL ? record_deprel_find(basic) : REC_DEP_NONE;
}

uint32_t record_morph_of(str feats)
{
    uint32_t bits = 0;
    str rest = feats;
    while (rest.p != NULL) {
        str one = str_cut(rest, '|', &rest);
        for (size_t i = 0; i < sizeof morph_bits / sizeof *morph_bits; i++)
            if (str_equal(one, str_of(morph_bits[i].feature)))
                bits |= morph_bits[i].bit;
    }
    return bits;
}

bool record_is_statement(const rec_event *event)
{
    return event->type == NULL || event->type[0] == '\0';
}

const char *record_status_name(rec_status status)
{
    return status_names[status];
}

const char *record_entity_kind_name(rec_entity_kind kind)
{
    return kind_names[kind];
}

const char *record_manner_name(rec_manner manner)
{
    static const char *const names[] = {"direct", "indirect", "mixed", "belief"};
    return names[manner];
}

const char *record_source_kind_name(rec_source_kind kind)
{
    static const char *const names[] = {"named", "role", "anonymous", "media"};
    return names[kind];
}

static bool digits(str s, size_t at, size_t count, int *value)
{
    if (at + count > s.n)
        return false;
    *value = 0;
    for (size_t i = at; i < at + count; i++) {
        if (s.p[i] < '0' || s.p[i] > '9')
            return false;
        *value = *value * 10 + (s.p[i] - '0');
    }
    return true;
}

bool record_date_parse(str s, rec_date *date)
{
    int year = 0, month = 0, day = 0;
    if (!digits(s, 0, 4, &year) || year < 1)
        return false;
    if (s.n >= 8 && digits(s, 4, 4, &day)) {
        month = day / 100;
        day %= 100;
    } else if (s.n >= 7 && s.p[4] == '-' && digits(s, 5, 2, &month)) {
        if (s.n >= 10 && (s.p[7] != '-' || !digits(s, 8, 2, &day)))
            return false;
    } else if (s.n != 4) {
        return false;
    }
    static const int most[] = {31, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (month > 12 || day > most[month])
        return false;
    *date = (rec_date){(int16_t)year, (uint8_t)month, (uint8_t)day};
    return true;
}

/* Days from civil, after Howard Hinnant's "chrono-Compatible Low-Level Date Algorithms". */
int32_t record_date_days(rec_date d)
{
    int32_t month = d.month ? d.month : 1, day = d.day ? d.day : 1;
    int32_t y = d.year - (month <= 2), era = (y >= 0 ? y : y - 399) / 400, of_era = y - era * 400;
    int32_t of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

rec_date record_date_from_days(int32_t days)
{
    int32_t z = days + 719468, era = (z >= 0 ? z : z - 146096) / 146097, doe = z - era * 146097;
    int32_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365, doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    int32_t mp = (5 * doy + 2) / 153, day = doy - (153 * mp + 2) / 5 + 1, month = mp < 10 ? mp + 3 : mp - 9;
    return (rec_date){(int16_t)(yoe + era * 400 + (month <= 2)), (uint8_t)month, (uint8_t)day};
}

int record_date_compare(rec_date a, rec_date b)
{
    int32_t x = record_date_days(a), y = record_date_days(b);
    return (x > y) - (x < y);
}
