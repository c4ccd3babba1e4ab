/* SPDX-License-Identifier: MIT
 *
 * In: tokens. Out: the longest names of the gazetteer that begin at each capital, left to right, and the distinct names
 * with their candidates. The text from the first to the last word of a name is folded word by word (place_fold), so
 * that it does not matter how "Sharm el-Sheikh" was cut into tokens. Cost: at most PLACE_TOKENS look-ups a capital. */
#include "place/work.h"

#include "base/utf8.h"

#include <math.h>
#include <string.h>

bool place_capital(const rec_document *doc, int64_t token)
{
    if (token < 0 || token >= doc->token_count || doc->tokens[token].form.n == 0)
        return false;
    str form = doc->tokens[token].form;
    unsigned bytes;
    return utf8_is_upper(utf8_decode(form.p, form.p + form.n, &bytes));
}

model_place_word place_word(const place_work *w, int64_t token)
{
    if (token < 0 || token >= w->doc->token_count)
        return (model_place_word){0, 0};
    str lower = w->doc->tokens[token].lower;
    model_place_word word = model_place_word_of(w->model, lower);
    return word.bits == 0 && str_ends(lower, STR(".")) ? model_place_word_of(w->model, (str){lower.p, lower.n - 1})
                                                       : word;
}

static bool all_capitals(str form)
{
    for (size_t i = 0; i < form.n; i++)
        if (form.p[i] >= 'a' && form.p[i] <= 'z')
            return false;
    return true;
}

/* A name may begin with a capital, or with a short word before one: "al-Bab", "eastern Ghouta". */
static bool may_begin(const rec_document *doc, uint32_t token)
{
    const rec_token *t = &doc->tokens[token];
    if (place_capital(doc, token))
        return true;
    if (t->form.n == 0 || !(t->form.p[0] >= 'a' && t->form.p[0] <= 'z'))
        return false;
    uint32_t next = token + 1;
    if (next < doc->token_count && str_equal(doc->tokens[next].form, STR("-")))
        next++;
    return place_capital(doc, next) &&
           doc->tokens[token].sentence == doc->tokens[next < doc->token_count ? next : token].sentence;
}

static bool readable(uint8_t flags, uint8_t readings)
{
    uint8_t needs = flags & (PLACE_NAME_CAPITALS | PLACE_NAME_ABBREVIATED | PLACE_NAME_ARTICLE);
    return (needs & ~readings) == 0;
}

static bool possessive(str text)
{
    return str_ends(text, STR("'s")) || str_ends(text, STR("\xE2\x80\x99s"));
}

static bool small_last_word(str text)
{
    size_t i = text.n;
    while (i > 0 && text.p[i - 1] != ' ' && text.p[i - 1] != '-')
        i--;
    return i > 0 && i < text.n && text.p[i] >= 'a' && text.p[i] <= 'z';
}

/* "M.D." is not "MD", nor "NATO" the town of Nato: short forms are spelt with their own stops, and a short word all in
 * capitals among others that are not is a short form. */
static bool spelt_as(const model_place *m, const model_place_name *name, str text, bool acronym)
{
    str own = model_place_name_text(m, name);
    ptrdiff_t first = str_find(text, STR(" "));
    bool lower = text.p[0] >= 'a' && text.p[0] <= 'z', article = str_starts(own, STR("the "));
    if (lower && first > 3 && (article || !(own.p[0] >= 'a' && own.p[0] <= 'z'))) /* "east London" is not East London */
        return false;
    if (possessive(text) && !possessive(own)) /* a genitive that was not cut off: "Vienna's" is not Viennas */
        return false;
    if (small_last_word(text) && !small_last_word(own)) /* "The gap" is not The Gap */
        return false;
    if ((name->flags & (PLACE_NAME_CAPITALS | PLACE_NAME_ABBREVIATED)) != 0)
        return str_equal_folded(own, text);
    return !acronym;
}

/* Which names of this spelling may be read in the words first..last. */
static uint8_t readings_of(const rec_document *doc, uint32_t first, uint32_t last)
{
    uint8_t readings = PLACE_NAME_DEMONYM | PLACE_NAME_MAIN;
    str text = record_text(doc, (rec_span){doc->tokens[first].span.begin, doc->tokens[last].span.end});
    if (all_capitals(text))
        readings |= PLACE_NAME_CAPITALS;
    uint32_t begin = doc->sentences[doc->tokens[first].sentence].first_token;
    if (first > begin && str_equal(doc->tokens[first - 1].lower, STR("the")))
        readings |= PLACE_NAME_ARTICLE;
    if (first >= begin + 2 && str_equal(doc->tokens[first - 1].form, STR(",")) && place_capital(doc, first - 2))
        readings |= PLACE_NAME_ABBREVIATED;
    return readings;
}

/* A word of up to five capitals whose neighbours are not in capitals; a dateline's are. */
static bool is_acronym(const rec_document *doc, uint32_t first, uint32_t last)
{
    const rec_token *t = &doc->tokens[first];
    const rec_sentence *s = &doc->sentences[t->sentence];
    if (first != last || t->form.n > 5 || t->form.n < 2 || !all_capitals(t->form))
        return false;
    if (first > s->first_token && str_equal(doc->tokens[first - 1].form, STR("("))) /* "LONDON (UPI)" */
        return true;
    if (s->part == REC_PART_DATELINE)
        return false;
    for (uint32_t i = first > s->first_token ? first - 1 : first; i <= first + 1 && i < s->first_token + s->token_count;
         i++)
        if (i != first && doc->tokens[i].form.n > 1 && !all_capitals(doc->tokens[i].form))
            return true;
    return false;
}

static bool any_readable(const place_work *w, const model_place_name *name, uint8_t readings, uint32_t first,
                         uint32_t last)
{
    str text = record_text(w->doc, (rec_span){w->doc->tokens[first].span.begin, w->doc->tokens[last].span.end});
    bool acronym = is_acronym(w->doc, first, last);
    for (; name != NULL; name = model_place_next(w->model, name))
        if (readable(name->flags, readings) && spelt_as(w->model, name, text, acronym))
            return true;
    return false;
}

/* ---- senses ---------------------------------------------------------------------------------------------------- */

/* How likely a row is meant where nothing else is known: about the logarithm of its people. */
static float prior_of(const model_place_row *row)
{
    float size = log10f((float)row->people + 100);
    switch ((model_place_kind)row->kind) {
    case PLACE_COUNTRY:
        return 7.2f;
    case PLACE_CONTINENT:
        return 7;
    case PLACE_ADMIN1:
        return size > 6.1f ? size - 1 : size > 5 ? 5.1f : 4.5f;
    case PLACE_CAPITAL:
        return size + 1;
    case PLACE_CITY:
        return size;
    case PLACE_QUARTER:
        return size - 1.5f;
    case PLACE_COUNTY:
    case PLACE_ADMIN2:
        return 3.5f;
    case PLACE_SITE:
        return 5.2f;
    default:
        return 6.2f;
    }
}

static void add_candidate(place_sense *s, uint32_t row, float prior, bool main)
{
    uint32_t at = s->row_count;
    for (uint32_t i = 0; i < s->row_count; i++)
        if (s->rows[i] == row) {
            s->main[i] = s->main[i] || main;
            return;
        }
    if (at == PLACE_CANDIDATES) {
        at = 0;
        for (uint32_t i = 1; i < PLACE_CANDIDATES; i++)
            if (s->prior[i] < s->prior[at])
                at = i;
        if (s->prior[at] >= prior)
            return;
    } else {
        s->row_count++;
    }
    s->rows[at] = row;
    s->prior[at] = prior;
    s->main[at] = main;
}

static float strength_of(const model_place *m, const model_place_row *row, bool demonym)
{
    if (demonym)
        return model_place_weight(m, PLACE_EV_COUNTRY);
    switch ((model_place_kind)row->kind) {
    case PLACE_COUNTRY:
        return model_place_weight(m, PLACE_EV_COUNTRY);
    case PLACE_ADMIN1:
        return model_place_weight(m, PLACE_EV_ADMIN1);
    case PLACE_SITE:
        return model_place_weight(m, PLACE_EV_SITE);
    case PLACE_COUNTY:
    case PLACE_ADMIN2:
        return model_place_weight(m, PLACE_EV_COUNTY);
    case PLACE_CITY:
    case PLACE_CAPITAL:
    case PLACE_QUARTER:
        return model_place_weight(m, PLACE_EV_MAGNITUDE) * log10f((float)row->people + 10) +
               (row->kind == PLACE_CAPITAL ? model_place_weight(m, PLACE_EV_CAPITAL) : 0);
    default:
        return model_place_weight(m, PLACE_EV_REGION);
    }
}

static void fill_sense(const model_place *m, place_sense *s)
{
    for (const model_place_name *n = s->name; n != NULL; n = model_place_next(m, n)) {
        if (!readable(n->flags, s->readings))
            continue;
        const model_place_row *row = model_place_row_of(m, n->row);
        bool main = (n->flags & PLACE_NAME_MAIN) != 0, demonym = (n->flags & PLACE_NAME_DEMONYM) != 0;
        bool known = row->known && (n->file != row->file || str_equal_folded(model_place_name_text(m, n), row->name));
        /* "the Gulf": behind the article the name that wants it goes before towns of the name without */
        bool article = (n->flags & PLACE_NAME_ARTICLE) != 0;
        add_candidate(s, n->row, (article ? 2 : 0) + prior_of(row) + (main ? 0.3f : 0) + (known ? 0.8f : 0), main);
        float strength = strength_of(m, row, demonym);
        s->strength = strength > s->strength ? strength : s->strength;
        s->kinds |= demonym ? 1u << PLACE_DEMONYM : 1u << row->kind;
    }
}

static bool grow_table(place_work *w)
{
    uint32_t room = w->table_room ? w->table_room * 2 : 256;
    uint32_t *table = arena_get(&w->doc->memory, room * sizeof *table);
    if (table == NULL)
        return false;
    memset(table, 0xFF, room * sizeof *table);
    for (uint32_t s = 0; s < w->sense_count; s++) {
        uint32_t i = (w->senses[s].name->hash ^ w->senses[s].readings) & (room - 1);
        while (table[i] != MAP_NONE)
            i = (i + 1) & (room - 1);
        table[i] = s;
    }
    w->table = table;
    w->table_room = room;
    return true;
}

/* Index of the sense of that name and those readings, added where new; MAP_NONE: out of memory. */
static uint32_t sense_of(place_work *w, const model_place_name *name, uint8_t readings)
{
    if (w->sense_count * 2 >= w->table_room && !grow_table(w))
        return MAP_NONE;
    uint32_t i = (name->hash ^ readings) & (w->table_room - 1);
    while (w->table[i] != MAP_NONE) {
        const place_sense *s = &w->senses[w->table[i]];
        if (s->name == name && s->readings == readings)
            return w->table[i];
        i = (i + 1) & (w->table_room - 1);
    }
    place_sense *senses = arena_push(&w->doc->memory, w->senses, w->sense_count, sizeof *senses);
    if (senses == NULL)
        return MAP_NONE;
    w->senses = senses;
    w->table[i] = w->sense_count;
    senses[w->sense_count] = (place_sense){.name = name, .readings = readings, .beside = -1};
    fill_sense(w->model, &senses[w->sense_count]);
    return w->sense_count++;
}

/* ---- matches --------------------------------------------------------------------------------------------------- */

/* The token of first..last whose head stands outside; the last one where there is no tree. */
static uint32_t head_of(const rec_document *doc, uint32_t first, uint32_t last)
{
    for (uint32_t t = first; t <= last; t++) {
        int32_t head = doc->tokens[t].head;
        if (doc->tokens[t].deprel != REC_PUNCT_DEP && (head < (int32_t)first || head > (int32_t)last) &&
            (head >= 0 || doc->tokens[t].deprel == REC_ROOT))
            return t;
    }
    return last;
}

static bool add_match(place_work *w, uint32_t first, uint32_t last, const model_place_name *name, uint8_t readings)
{
    bool capitals_matter = false, demonym = true, abbreviated = true, adjective = false;
    for (const model_place_name *n = name; n != NULL; n = model_place_next(w->model, n)) {
        capitals_matter = capitals_matter || (n->flags & 7) != 0;
        adjective = adjective || (readable(n->flags, readings) && (n->flags & PLACE_NAME_DEMONYM) != 0);
        demonym = demonym && (!readable(n->flags, readings) || (n->flags & PLACE_NAME_DEMONYM) != 0);
        abbreviated = abbreviated && (!readable(n->flags, readings) || (n->flags & PLACE_NAME_ABBREVIATED) != 0);
    }
    const rec_token *head = &w->doc->tokens[head_of(w->doc, first, last)];
    demonym = demonym || (adjective && head->upos == REC_ADJ && head->deprel == REC_AMOD); /* "the Saudi capital" */
    uint32_t sense = sense_of(w, name, capitals_matter ? readings : 0xFF);
    place_match *matches = arena_push(&w->doc->memory, w->matches, w->match_count, sizeof *matches);
    if (sense == MAP_NONE || matches == NULL)
        return false;
    w->matches = matches;
    matches[w->match_count++] = (place_match){.first = first,
                                              .last = last,
                                              .head = head_of(w->doc, first, last),
                                              .sense = sense,
                                              .container = -1,
                                              .best = MAP_NONE,
                                              .demonym = demonym,
                                              .abbreviated = abbreviated};
    return true;
}

/* The longest name that begins at `first`; its last token in *last. */
static const model_place_name *longest(const place_work *w, uint32_t first, uint32_t *last, uint8_t *readings)
{
    const rec_document *doc = w->doc;
    const rec_sentence *s = &doc->sentences[doc->tokens[first].sentence];
    uint32_t end = s->first_token + s->token_count;
    char folded[192];
    size_t n = 0;
    bool pending = false, lower = !place_capital(doc, first);
    const model_place_name *found = NULL;
    for (uint32_t t = first; t < end && t < first + PLACE_TOKENS; t++) {
        if (n > 0 && doc->tokens[t - 1].space_after)
            pending = true;
        size_t more = 0;
        char piece[96];
        bool gap = pending && n > 0, late = false;
        if (doc->tokens[t].form.n < sizeof piece / 2)
            more = place_fold(doc->tokens[t].form, piece, sizeof piece, &late);
        if (n + more + 1 > sizeof folded || (more == 0 && !late && doc->tokens[t].form.n > 2))
            break;
        if (gap && more > 0)
            folded[n++] = ' ';
        memcpy(folded + n, piece, more);
        n += more;
        pending = late || (pending && more == 0);
        if (lower && t == first)
            continue;
        if (more == 0 || (!place_capital(doc, t) && doc->tokens[t].upos == REC_PUNCT))
            continue;
        const model_place_name *name = model_place_first(w->model, (str){folded, n});
        uint8_t may = name != NULL ? readings_of(doc, first, t) : 0;
        if (name != NULL && any_readable(w, name, may, first, t)) {
            found = name;
            *last = t;
            *readings = may;
        }
    }
    return found;
}

/* Words of people's names: the parts of flat names (not "CNN Chicago"). */
static bool add_person(place_work *w, str word)
{
    if (w->person_count * 2 >= w->person_room) {
        uint32_t room = w->person_room ? w->person_room * 2 : 128;
        uint64_t *bigger = arena_get(&w->doc->memory, room * sizeof *bigger);
        if (bigger == NULL)
            return false;
        for (uint32_t i = 0; i < w->person_room; i++)
            if (w->persons[i] != 0) {
                uint32_t at = (uint32_t)w->persons[i] & (room - 1);
                while (bigger[at] != 0)
                    at = (at + 1) & (room - 1);
                bigger[at] = w->persons[i];
            }
        w->persons = bigger;
        w->person_room = room;
    }
    uint64_t hash = str_hash(word) | 1;
    uint32_t at = (uint32_t)hash & (w->person_room - 1);
    while (w->persons[at] != 0 && w->persons[at] != hash)
        at = (at + 1) & (w->person_room - 1);
    w->person_count += w->persons[at] == 0;
    w->persons[at] = hash;
    return true;
}

static bool in_a_match(const place_work *w, uint32_t token)
{
    uint32_t low = 0, high = w->match_count;
    while (low < high) {
        uint32_t middle = (low + high) / 2;
        if (w->matches[middle].last < token)
            low = middle + 1;
        else
            high = middle;
    }
    return low < w->match_count && w->matches[low].first <= token && w->matches[low].last > w->matches[low].first;
}

/* "Georgia Stevens": a name of places that is a given name too, before one that is no title, kind of place or firm. */
static bool given_name(const place_work *w, const place_match *m)
{
    const rec_document *doc = w->doc;
    int64_t next = (int64_t)m->last + 1;
    const uint16_t not_persons = PLACE_WORD_TITLE | PLACE_WORD_TYPE | PLACE_WORD_BEARER | PLACE_WORD_DIRECTION;
    return m->first == m->last && (place_word(w, m->first).bits & PLACE_WORD_WEAK) != 0 && next < doc->token_count &&
           doc->tokens[next].sentence == doc->tokens[m->last].sentence && doc->tokens[next].upos == REC_PROPN &&
           place_capital(doc, next) && (place_word(w, next).bits & not_persons) == 0 &&
           (doc->tokens[next].head == (int32_t)m->last || doc->tokens[m->last].head == (int32_t)next);
}

/* Whether a word within a person's name is the name's own: the last one, or before another of it. "Kyiv" in "Kyiv Mayor
 * Anna Bondar" and in "Kyiv police chief Anna Bondar" is not. */
static bool own_word(const place_work *w, uint32_t token)
{
    const rec_document *doc = w->doc;
    uint32_t next = token + 1;
    if (next >= doc->token_count || doc->tokens[next].sentence != doc->tokens[token].sentence)
        return true;
    if ((place_word(w, next).bits & PLACE_WORD_TITLE) != 0)
        return false;
    return doc->tokens[next].upos != REC_NOUN && doc->tokens[next].upos != REC_ADJ;
}

static bool find_persons(place_work *w)
{
    const rec_document *doc = w->doc;
    for (uint32_t i = 0; i < w->match_count; i++)
        if (given_name(w, &w->matches[i]) && !add_person(w, doc->tokens[w->matches[i].first].lower))
            return false;
    for (uint32_t t = 0; t < doc->token_count; t++) {
        const rec_token *token = &doc->tokens[t];
        if (token->deprel != REC_FLAT || token->upos != REC_PROPN || token->head < 0 || in_a_match(w, t) ||
            doc->tokens[token->head].upos != REC_PROPN || in_a_match(w, (uint32_t)token->head) ||
            all_capitals(doc->tokens[token->head].form) || (place_word(w, t).bits & PLACE_WORD_TYPE) != 0)
            continue;
        if ((own_word(w, t) && !add_person(w, token->lower)) ||
            (own_word(w, (uint32_t)token->head) && !add_person(w, doc->tokens[token->head].lower)))
            return false;
    }
    return true;
}

bool place_find(place_work *w)
{
    const rec_document *doc = w->doc;
    for (uint32_t t = 0; t < doc->token_count; t++) {
        uint32_t last = t;
        uint8_t readings = 0;
        const model_place_name *name = may_begin(doc, t) ? longest(w, t, &last, &readings) : NULL;
        if (name == NULL)
            continue;
        if (!add_match(w, t, last, name, readings))
            return false;
        t = last;
    }
    return find_persons(w);
}
