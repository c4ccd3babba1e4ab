/* SPDX-License-Identifier: MIT */
#include "model/time.h"

#include "base/error.h"
#include "base/file.h"
#include "base/memory.h"

#include <stdio.h>
#include <string.h>

static const char *const class_names[TIME_CLASSES] = {
    "MONTH",   "WEEKDAY", "SEASON", "DAYPART", "UNIT",    "UNITS", "NUM",    "HUNDRED", "ORD",  "FUZZY", "DEICTIC", "EDGE",
    "AMPM",    "ERA",     "ZONE",   "HOLIDAY", "OFTEN",   "DECADE", "HALF",  "YEAR",    "DAY",  "CLOCK", "ISO",     "SLASH",
    "JOINT",   "CENTURY"};
static const char *const action_names[TIME_ACTION_COUNT] = {"date", "shift", "move", "same", "span", "set", "ref", "number", "none"};

static int find_name(const char *const *names, int count, str name)
{
    for (int i = 0; i < count; i++)
        if (str_equal(name, str_of(names[i])))
            return i;
    return -1;
}

static str keep(model_time *m, str s)
{
    return (str){arena_string(&m->memory, s.p, s.n), s.n};
}

/* A new reading of a word; the index of the word's first reading, -1 when memory fails. */
static int32_t add_reading(model_time *m, str text, time_word reading)
{
    uint32_t at = m->word_count, first = map_find(&m->words, text);
    m->word = arena_push(&m->memory, m->word, m->word_count, sizeof *m->word);
    if (m->word == NULL)
        return -1;
    reading.more = -1;
    reading.literal = first == MAP_NONE ? -1 : m->word[first].literal;
    m->word[m->word_count++] = reading;
    if (first == MAP_NONE)
        return map_add(&m->words, keep(m, text), at) == MAP_NONE ? -1 : (int32_t)at;
    uint32_t last = first;
    while (m->word[last].more >= 0)
        last = (uint32_t)m->word[last].more;
    m->word[last].more = (int32_t)at;
    return (int32_t)first;
}

static dgm_status load_words(model_time *m, const char *path, dgm_error *err)
{
    table_reader t;
    dgm_status status = table_open(&t, path, err);
    if (status != DGM_OK)
        return status;
    while (status == DGM_OK && table_next(&t)) {
        const str *c = t.now.column;
        int class = find_name(class_names, TIME_CLASSES, c[1]);
        bool capital = str_equal(c[3], STR("cap")), noun = str_equal(c[3], STR("noun"));
        if (t.now.count < 3 || c[0].n == 0)
            status = table_error(&t, 0, err, "a word needs a class and a value");
        else if (class < 0)
            status = table_error(&t, 1, err, "no class is called \"%.*s\"", (int)c[1].n, c[1].p);
        else if (c[3].n > 0 && !capital && !noun)
            status = table_error(&t, 3, err, "only \"cap\" or \"noun\" can stand here");
        else if (add_reading(m, c[0], (time_word){.class = 1u << class, .value = keep(m, c[2]).p, .capital = capital, .noun = noun}) < 0)
            status = error_set(err, DGM_NO_MEMORY, "out of memory");
    }
    table_close(&t);
    return status;
}

static int32_t literal_of(model_time *m, str text)
{
    uint32_t at = map_find(&m->words, text);
    int32_t first = at == MAP_NONE ? add_reading(m, text, (time_word){0}) : (int32_t)at;
    if (first < 0 || (m->word[first].literal < 0 && m->literal_count == TIME_LITERALS))
        return -1;
    if (m->word[first].literal >= 0)
        return m->word[first].literal;
    int32_t literal = (int32_t)m->literal_count++;
    for (int32_t i = first; i >= 0; i = m->word[i].more)
        m->word[i].literal = literal;
    return literal;
}

static const char *parse_literals(model_time *m, str text, time_element *e)
{
    str rest = text;
    while (rest.p != NULL) {
        str one = str_cut(rest, '|', &rest);
        if (one.n == 0 || e->literal_count == TIME_ALTERNATIVES)
            return "an element has an empty or a ninth alternative";
        e->literal[e->literal_count] = literal_of(m, one);
        if (e->literal[e->literal_count++] < 0)
            return "too many different words in patterns";
    }
    return NULL;
}

/* NULL, or what is wrong. */
static const char *parse_element(model_time *m, str text, time_element *e)
{
    *e = (time_element){.name = -1};
    if (text.n > 1 && text.p[text.n - 1] == '?') {
        e->optional = true;
        text.n--;
    }
    if (text.n > 2 && text.p[0] == '<' && text.p[text.n - 1] == '>') {
        uint32_t name = map_find(&m->names, (str){text.p + 1, text.n - 2});
        if (name == MAP_NONE)
            return "this name is not defined above";
        e->name = (int32_t)name;
        return NULL;
    }
    int class = find_name(class_names, TIME_CLASSES, text);
    if (class >= 0) {
        e->class = 1u << class;
        return NULL;
    }
    return parse_literals(m, text, e);
}

static const char *parse_pattern(model_time *m, str text, time_pattern *p)
{
    str rest = text;
    while (rest.p != NULL) {
        str one = str_cut(rest, ' ', &rest);
        if (one.n == 0)
            continue;
        if (p->count == TIME_ELEMENTS)
            return "a pattern has twelve elements at most";
        const char *wrong = parse_element(m, one, &p->element[p->count++]);
        if (wrong != NULL)
            return wrong;
    }
    return p->count == 0 ? "a pattern needs an element" : NULL;
}

/* What a pattern can begin with: of its first element, and of the next ones as long as elements may be missing. */
static void find_first(const model_time *m, time_pattern *p)
{
    for (uint32_t i = 0; i < p->count; i++) {
        const time_element *e = &p->element[i];
        p->first_class |= e->class;
        for (uint32_t k = 0; k < e->literal_count; k++)
            p->first_literal[e->literal[k] / 64] |= (uint64_t)1 << (e->literal[k] % 64);
        for (uint32_t k = 0; e->name >= 0 && k < m->pattern_count; k++)
            if (m->pattern[k].name == e->name) {
                p->first_class |= m->pattern[k].first_class;
                for (int w = 0; w < TIME_LITERALS / 64; w++)
                    p->first_literal[w] |= m->pattern[k].first_literal[w];
            }
        if (!e->optional)
            return;
    }
}

/* Gives the pattern its name and puts it at the end of that name's chain. */
static bool add_name(model_time *m, str name, time_pattern *p)
{
    uint32_t known = map_find(&m->names, name);
    if (known == MAP_NONE) {
        if (m->name_count == TIME_NAMES || map_add(&m->names, keep(m, name), m->name_count) == MAP_NONE)
            return false;
        p->name = (int32_t)m->name_count++;
        m->named[p->name] = (int32_t)m->pattern_count;
        return true;
    }
    int32_t last = m->named[known];
    while (m->pattern[last].next >= 0)
        last = m->pattern[last].next;
    m->pattern[last].next = (int32_t)m->pattern_count;
    p->name = (int32_t)known;
    return true;
}

static dgm_status add_pattern(model_time *m, const table_reader *t, dgm_error *err)
{
    const str *c = t->now.column;
    str argument, action = str_cut(c[2], ' ', &argument);
    int known = find_name(action_names, TIME_ACTION_COUNT, action);
    time_pattern p = {.name = -1, .next = -1};
    if (t->now.count < 3 || known < 0)
        return table_error(t, 2, err, "no action is called \"%.*s\"", (int)action.n, action.p);
    const char *wrong = parse_pattern(m, c[1], &p);
    if (wrong != NULL)
        return table_error(t, 1, err, "%s", wrong);
    if (!str_equal(c[0], STR("-"))) {
        if (!add_name(m, c[0], &p))
            return table_error(t, 0, err, "too many names, or out of memory");
    }
    p.action = (time_action)known;
    p.argument = keep(m, argument).p;
    p.example = keep(m, str_equal(c[3], STR("-")) ? (str){NULL, 0} : c[3]).p;
    p.rule = arena_format(&m->memory, "%s:%u", t->now.file, t->now.line);
    find_first(m, &p);
    m->pattern = arena_push(&m->memory, m->pattern, m->pattern_count, sizeof p);
    if (m->memory.failed)
        return error_set(err, DGM_NO_MEMORY, "out of memory");
    m->pattern[m->pattern_count++] = p;
    return DGM_OK;
}

static dgm_status load_patterns(model_time *m, const char *path, dgm_error *err)
{
    table_reader t;
    dgm_status status = table_open(&t, path, err);
    if (status != DGM_OK)
        return status;
    while (status == DGM_OK && table_next(&t))
        status = add_pattern(m, &t, err);
    table_close(&t);
    return status;
}

dgm_status model_time_load(model_time **m, const char *data_dir, const char *model_dir, dgm_error *err)
{
    (void)model_dir;
    char path[1024];
    *m = memory_get(sizeof **m);
    if (*m == NULL)
        return error_set(err, DGM_NO_MEMORY, "out of memory");
    arena_init(&(*m)->memory, 0);
    (void)snprintf(path, sizeof path, "%s/times/words.tsv", data_dir);
    dgm_status status = load_words(*m, path, err);
    (void)snprintf(path, sizeof path, "%s/times/expressions.tsv", data_dir);
    if (status == DGM_OK)
        status = load_patterns(*m, path, err);
    if (status != DGM_OK) {
        model_time_free(*m);
        *m = NULL;
    }
    return status;
}

void model_time_free(model_time *m)
{
    if (m == NULL)
        return;
    map_release(&m->words);
    map_release(&m->names);
    arena_release(&m->memory);
    memory_free(m);
}
