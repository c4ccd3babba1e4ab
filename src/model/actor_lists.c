/* SPDX-License-Identifier: MIT
 * model/actor_lists.c: reads data/actors into a model.
 *
 *   *.actors         name  aliases  kind  country  sectors  from  to  note
 *   countries.tsv    iso3  name  aliases  adjectives  people  capitals  seats
 *   roles.tsv        noun  sectors  kind  note          agencies.tsv     noun  sectors  note
 *   titles.tsv       title  sectors  note               collectives.tsv  name  members  note
 *   codes.tsv        country  CAMEO root                words.tsv        word  classes
 *
 * Several values in a column are parted by semicolons, sectors and classes by spaces. Every file may be absent. */
#include "model/actor_inside.h"

#include "base/error.h"
#include "base/memory.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LIST_FILES 256 /* most *.actors in one folder */

typedef dgm_status line_reader(model_actor *m, table_reader *t, dgm_error *err);

static dgm_status read_table(model_actor *m, const char *path, line_reader *read, dgm_error *err)
{
    table_reader t;
    dgm_status status = table_open(&t, path, err);
    while (status == DGM_OK && table_next(&t))
        status = read(m, &t, err);
    table_close(&t);
    return status;
}

static dgm_status alias_failed(model_actor *m, table_reader *t, unsigned column, dgm_error *err)
{
    return m->too_long ? table_error(t, column, err, "a name of more than %d words", MODEL_ACTOR_WORDS)
                       : actor_no_memory(err);
}

/* Adds each of the names parted by semicolons. */
static dgm_status add_names(model_actor *m, table_reader *t, unsigned column, uint32_t item, model_actor_list list,
                            dgm_error *err)
{
    str rest = t->now.column[column];
    while (rest.p != NULL) {
        str name = str_trim(str_cut(rest, ';', &rest));
        if (!actor_alias_add(m, MODEL_ACTOR_NAMES, name, item, list, false))
            return alias_failed(m, t, column, err);
    }
    return DGM_OK;
}

static bool find_kind(str name, rec_entity_kind *kind)
{
    for (int k = 0; k < REC_ENTITY_KIND_COUNT; k++)
        if (str_equal(name, str_of(record_entity_kind_name((rec_entity_kind)k)))) {
            *kind = (rec_entity_kind)k;
            return true;
        }
    return false;
}

static dgm_status read_date(table_reader *t, unsigned column, bool end, int32_t *days, dgm_error *err)
{
    rec_date date;
    str text = t->now.column[column];
    if (text.n == 0)
        return DGM_OK;
    if (!record_date_parse(text, &date))
        return table_error(t, column, err, "not a date: \"%.*s\"", (int)text.n, text.p);
    if (end && date.month == 0)
        date.month = 12;
    if (end && date.day == 0)
        date.day = 31; /* a day too many at most, in the short months */
    *days = record_date_days(date);
    return DGM_OK;
}

static dgm_status read_office(model_actor *m, table_reader *t, model_actor_office *o, dgm_error *err)
{
    const str *c = t->now.column;
    dgm_status status = DGM_OK;
    if (!actor_sectors_read(c[4], o->sectors))
        return table_error(t, 4, err, "sectors are three capitals each, parted by spaces");
    if ((status = read_date(t, 5, false, &o->from, err)) != DGM_OK ||
        (status = read_date(t, 6, true, &o->to, err)) != DGM_OK)
        return status;
    if (o->from > o->to)
        return table_error(t, 6, err, "ends before it begins");
    o->note = actor_keep(m, c[7]);
    return DGM_OK;
}

/* The first and the last word of a person's name of several words. */
static bool add_surname(model_actor *m, str name, uint32_t item)
{
    str rest, given = str_cut(name, ' ', &rest);
    size_t n = name.n;
    while (n > 0 && name.p[n - 1] != ' ')
        n--;
    if (n == 0 || m->items[item].kind != REC_PERSON)
        return true;
    return actor_alias_add(m, MODEL_ACTOR_GIVEN, given, item, MODEL_ACTOR_NAME, false) &&
           actor_alias_add(m, MODEL_ACTOR_SURNAMES, (str){name.p + n, name.n - n}, item, MODEL_ACTOR_NAME, false);
}

static dgm_status read_actor(model_actor *m, table_reader *t, dgm_error *err)
{
    const str *c = t->now.column;
    rec_entity_kind kind = REC_PERSON;
    bool is_new = false;
    if (t->now.count < 4)
        return table_error(t, 0, err, "needs name, aliases, kind and country, parted by tabs");
    if (!find_kind(c[2], &kind))
        return table_error(t, 2, err, "kind must be country, person, organisation, group, place or role");
    if (c[3].n > 7)
        return table_error(t, 3, err, "a country code has at most 7 letters");
    uint32_t item = actor_item_add(m, c[0], kind, MODEL_ACTOR_NAME, &is_new);
    if (item == MODEL_ACTOR_NONE)
        return actor_no_memory(err);
    model_actor_office *o = actor_office_add(m, item, c[3], actor_rule(m, t->name, t->now.line));
    if (o == NULL)
        return actor_no_memory(err);
    dgm_status status = read_office(m, t, o, err);
    if (status == DGM_OK && is_new &&
        (!actor_alias_add(m, MODEL_ACTOR_NAMES, c[0], item, MODEL_ACTOR_NAME, false) || !add_surname(m, c[0], item)))
        status = alias_failed(m, t, 0, err);
    return status == DGM_OK ? add_names(m, t, 1, item, MODEL_ACTOR_NAME, err) : status;
}

/* Plurals of a noun for people: "Pole", "Poles"; "Frenchman", "Frenchmen"; "Chinese" stays. */
static bool add_people(model_actor *m, str name, uint32_t item)
{
    static const char *const same[] = {"ese", "sh", "ch", "ss", "s", "z"};
    char plural[128];
    if (name.n == 0 || name.n > 120)
        return true;
    for (size_t i = 0; i < sizeof same / sizeof *same; i++)
        if (str_ends(name, str_of(same[i])))
            return actor_alias_add(m, MODEL_ACTOR_NAMES, name, item, MODEL_ACTOR_PEOPLE, false);
    int n = str_ends(name, STR("man")) && !str_ends(name, STR("German")) && !str_ends(name, STR("Roman"))
                ? snprintf(plural, sizeof plural, "%.*smen", (int)name.n - 3, name.p)
                : snprintf(plural, sizeof plural, "%.*ss", (int)name.n, name.p);
    return actor_alias_add(m, MODEL_ACTOR_NAMES, name, item, MODEL_ACTOR_PEOPLE, false) &&
           actor_alias_add(m, MODEL_ACTOR_NAMES, (str){plural, (size_t)n}, item, MODEL_ACTOR_PEOPLE, false);
}

static dgm_status read_people(model_actor *m, table_reader *t, uint32_t item, dgm_error *err)
{
    str rest = t->now.column[4];
    while (rest.p != NULL)
        if (!add_people(m, str_trim(str_cut(rest, ';', &rest)), item))
            return alias_failed(m, t, 4, err);
    return DGM_OK;
}

static dgm_status read_country(model_actor *m, table_reader *t, dgm_error *err)
{
    const str *c = t->now.column;
    bool is_new = false;
    dgm_status status = DGM_OK;
    if (c[0].n < 2 || c[0].n > 7 || c[1].n == 0)
        return table_error(t, 0, err, "needs a code and a name");
    uint32_t item = actor_item_add(m, c[1], REC_COUNTRY, MODEL_ACTOR_NAME, &is_new);
    if (item == MODEL_ACTOR_NONE ||
        (is_new && actor_office_add(m, item, c[0], actor_rule(m, t->name, t->now.line)) == NULL))
        return actor_no_memory(err);
    str rest, code = actor_keep(m, c[0]);
    m->items[item].adjective = actor_keep(m, str_trim(str_cut(c[3], ';', &rest)));
    if (code.p == NULL || m->items[item].adjective.p == NULL || map_add(&m->countries, code, item) == MAP_NONE)
        return actor_no_memory(err);
    if (!actor_spelling_add(m, c[1], item))
        return actor_no_memory(err);
    if (!actor_alias_add(m, MODEL_ACTOR_NAMES, c[1], item, MODEL_ACTOR_NAME, false))
        return alias_failed(m, t, 1, err);
    if ((status = add_names(m, t, 2, item, MODEL_ACTOR_NAME, err)) != DGM_OK ||
        (status = read_people(m, t, item, err)) != DGM_OK ||
        (status = add_names(m, t, 3, item, MODEL_ACTOR_ADJECTIVE, err)) != DGM_OK ||
        (status = add_names(m, t, 5, item, MODEL_ACTOR_CAPITAL, err)) != DGM_OK ||
        (status = add_names(m, t, 6, item, MODEL_ACTOR_SEAT, err)) != DGM_OK)
        return status;
    return DGM_OK;
}

static dgm_status add_noun(model_actor *m, table_reader *t, rec_entity_kind kind, model_actor_list list, dgm_error *err)
{
    const str *c = t->now.column;
    bool is_new = false;
    uint32_t item = actor_item_add(m, c[0], kind, list, &is_new);
    model_actor_office *o =
        item == MODEL_ACTOR_NONE ? NULL : actor_office_add(m, item, (str){0}, actor_rule(m, t->name, t->now.line));
    if (o == NULL)
        return actor_no_memory(err);
    if (!actor_sectors_read(c[1], o->sectors))
        return table_error(t, 1, err, "sectors are three capitals each, parted by spaces");
    if (!is_new)
        return table_error(t, 0, err, "stands here a second time");
    if (!actor_alias_add(m, list == MODEL_ACTOR_TITLE ? MODEL_ACTOR_TITLES : MODEL_ACTOR_NOUNS, c[0], item, list,
                         list != MODEL_ACTOR_TITLE) ||
        (list != MODEL_ACTOR_TITLE && !actor_alias_add(m, MODEL_ACTOR_NOUNS_REVERSED, c[0], item, list, true)))
        return alias_failed(m, t, 0, err);
    return DGM_OK;
}

static dgm_status read_role(model_actor *m, table_reader *t, dgm_error *err)
{
    rec_entity_kind kind = REC_ROLE;
    if (t->now.column[2].n > 0 && !find_kind(t->now.column[2], &kind))
        return table_error(t, 2, err, "kind must be country, person, organisation, group, place or role");
    return add_noun(m, t, kind, MODEL_ACTOR_ROLE, err);
}

static dgm_status read_agency(model_actor *m, table_reader *t, dgm_error *err)
{
    return add_noun(m, t, REC_ORGANISATION, MODEL_ACTOR_AGENCY, err);
}

static dgm_status read_title(model_actor *m, table_reader *t, dgm_error *err)
{
    return add_noun(m, t, REC_ROLE, MODEL_ACTOR_TITLE, err);
}

/* The item that a member of a collective names, by code or by name; MODEL_ACTOR_NONE. */
static uint32_t find_member(const model_actor *m, str member)
{
    char key[256];
    uint32_t item = map_find(&m->countries, member);
    for (int kind = 0; kind < REC_ENTITY_KIND_COUNT && item == MAP_NONE; kind++) {
        int n = snprintf(key, sizeof key, "0%d %d %.*s", kind, (int)MODEL_ACTOR_NAME,
                         (int)(member.n < 200 ? member.n : 200), member.p);
        item = map_find(&m->names, (str){key, (size_t)n});
    }
    return item;
}

/* A code that no item has, such as "EUR" before any list names it: looked for among the offices. */
static uint32_t find_by_code(const model_actor *m, str code)
{
    for (uint32_t i = 0; i < m->item_count; i++)
        if (m->items[i].kind == REC_ORGANISATION && m->items[i].office_count > 0 &&
            str_equal(str_of(m->offices[m->items[i].first_office].country), code))
            return i;
    return MODEL_ACTOR_NONE;
}

static dgm_status read_members(model_actor *m, table_reader *t, uint32_t item, dgm_error *err)
{
    str rest = t->now.column[1];
    m->items[item].first_member = m->member_count;
    while (rest.p != NULL) {
        str member = str_trim(str_cut(rest, ';', &rest));
        if (member.n == 0)
            continue;
        uint32_t found = find_member(m, member);
        if (found == MODEL_ACTOR_NONE)
            found = find_by_code(m, member);
        if (found == MODEL_ACTOR_NONE)
            return table_error(t, 1, err, "no country or actor \"%.*s\"", (int)member.n, member.p);
        uint32_t *grown = arena_push(&m->memory, m->members, m->member_count, sizeof *grown);
        if (grown == NULL)
            return actor_no_memory(err);
        m->members = grown;
        m->members[m->member_count++] = found;
        m->items[item].member_count++;
    }
    return DGM_OK;
}

static dgm_status read_collective(model_actor *m, table_reader *t, dgm_error *err)
{
    bool is_new = false;
    uint32_t item = actor_item_add(m, t->now.column[0], REC_GROUP, MODEL_ACTOR_COLLECTIVE, &is_new);
    if (item == MODEL_ACTOR_NONE || actor_office_add(m, item, (str){0}, actor_rule(m, t->name, t->now.line)) == NULL)
        return actor_no_memory(err);
    str rest = t->now.column[0];
    while (rest.p != NULL)
        if (!actor_alias_add(m, MODEL_ACTOR_NAMES, str_trim(str_cut(rest, ';', &rest)), item, MODEL_ACTOR_COLLECTIVE,
                             false))
            return alias_failed(m, t, 0, err);
    return is_new ? read_members(m, t, item, err) : table_error(t, 0, err, "stands here a second time");
}

static dgm_status read_code(model_actor *m, table_reader *t, dgm_error *err)
{
    str country = actor_keep(m, t->now.column[0]), root = actor_keep(m, t->now.column[1]);
    str *grown = arena_push(&m->memory, m->code_prefix, m->code_count, sizeof *grown);
    if (country.n == 0 || root.n == 0 || root.n > 12)
        return table_error(t, 1, err, "needs a country and a CAMEO code of at most 12 letters");
    if (grown == NULL || country.p == NULL || root.p == NULL || map_add(&m->codes, country, m->code_count) == MAP_NONE)
        return actor_no_memory(err);
    m->code_prefix = grown;
    m->code_prefix[m->code_count++] = root;
    return DGM_OK;
}

static uint32_t class_bit(str name)
{
    static const char *const names[] = {"place-case",  "place-verb", "place-noun", "place-of",   "sides",  "leaders",
                                        "counterpart", "no-name",    "thing",      "government", "female", "male",
                                        "former",      "given",      "owner-case", "motion",     "lesser", "alone",
                                        "container",   "land",       "body",       "abroad",     "outsider",
                                        "nowhere",     "meeting"};
    for (uint32_t i = 0; i < sizeof names / sizeof *names; i++)
        if (str_equal(name, str_of(names[i])))
            return 1u << i;
    return 0;
}

static dgm_status read_word(model_actor *m, table_reader *t, dgm_error *err)
{
    uint32_t bits = 0;
    str rest = t->now.column[1];
    while (rest.p != NULL && rest.n > 0) {
        str one = str_cut(rest, ' ', &rest);
        uint32_t bit = class_bit(one);
        if (one.n > 0 && bit == 0)
            return table_error(t, 1, err, "no word class \"%.*s\"", (int)one.n, one.p);
        bits |= bit;
    }
    str word = actor_keep(m, t->now.column[0]);
    uint32_t *grown = arena_push(&m->memory, m->class_bits, m->class_count, sizeof *grown);
    uint32_t at = grown == NULL || word.p == NULL ? MAP_NONE : map_add(&m->classes, word, m->class_count);
    if (at == MAP_NONE)
        return actor_no_memory(err);
    m->class_bits = grown;
    if (at == m->class_count)
        m->class_bits[m->class_count++] = 0;
    m->class_bits[at] |= bits;
    return DGM_OK;
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* All *.actors of a folder in the order of their names, so that the same folder gives the same model everywhere. */
static dgm_status read_actor_files(model_actor *m, const char *folder, dgm_error *err)
{
    char *names[LIST_FILES], path[4096 + 300];
    size_t count = 0;
    DIR *dir = opendir(folder);
    if (dir == NULL)
        return DGM_OK;
    dgm_status status = DGM_OK;
    for (struct dirent *e = readdir(dir); e != NULL && count < LIST_FILES; e = readdir(dir))
        if (str_ends(str_of(e->d_name), STR(".actors")) && e->d_name[0] != '.')
            names[count++] = arena_string(&m->memory, e->d_name, strlen(e->d_name));
    closedir(dir);
    if (m->memory.failed)
        return actor_no_memory(err);
    qsort(names, count, sizeof *names, by_name);
    for (size_t i = 0; i < count && status == DGM_OK; i++) {
        (void)snprintf(path, sizeof path, "%s/%s", folder, names[i]);
        status = read_table(m, path, read_actor, err);
    }
    return status;
}

dgm_status actor_lists_load(model_actor *m, const char *folder, dgm_error *err)
{
    static const struct {
        const char *name;
        line_reader *read;
    } files[] = {{"codes.tsv", read_code}, {"words.tsv", read_word},      {"countries.tsv", read_country},
                 {"roles.tsv", read_role}, {"agencies.tsv", read_agency}, {"titles.tsv", read_title}};
    char path[4096 + 300];
    dgm_status status = DGM_OK;
    for (size_t i = 0; i < sizeof files / sizeof *files && status == DGM_OK; i++) {
        (void)snprintf(path, sizeof path, "%s/%s", folder, files[i].name);
        if (file_exists(path))
            status = read_table(m, path, files[i].read, err);
    }
    if (status == DGM_OK)
        status = read_actor_files(m, folder, err);
    (void)snprintf(path, sizeof path, "%s/collectives.tsv", folder);
    if (status == DGM_OK && file_exists(path))
        status = read_table(m, path, read_collective, err);
    return status;
}

dgm_status actor_list_add(model_actor *m, const char *path, dgm_error *err)
{
    return read_table(m, path, read_actor, err);
}
