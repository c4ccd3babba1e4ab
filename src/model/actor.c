/* SPDX-License-Identifier: MIT
 * model/actor.c: making, freeing and asking the lists of actors. Costs about 1 microsecond a listed name to load. */
#include "model/actor_inside.h"

#include "base/error.h"
#include "base/memory.h"

#include <stdio.h>
#include <string.h>

dgm_status actor_no_memory(dgm_error *err)
{
    return error_set(err, DGM_NO_MEMORY, "out of memory");
}

static bool add_roots(model_actor *m)
{
    for (unsigned i = 0; i < MODEL_ACTOR_TRIES; i++) {
        uint32_t *grown = arena_push(&m->memory, m->node_alias, m->node_count, sizeof *grown);
        if (grown == NULL)
            return false;
        m->node_alias = grown;
        m->node_alias[m->node_count++] = MODEL_ACTOR_NONE;
    }
    return true;
}

static dgm_status load_typer(model_actor *m, const char *model_dir, dgm_error *err)
{
    char path[4096];
    if (model_dir == NULL) /* when the typer itself is being learned, and in tests of lists */
        return DGM_OK;
    (void)snprintf(path, sizeof path, "%s/mentions.bin", model_dir);
    dgm_status status = weights_open(&m->typer_file, path, MODEL_MENTION_KIND, err);
    if (status != DGM_OK)
        return status;
    m->typer = weights_read_table(&m->typer_file, MODEL_MENTION_SLOTS);
    if (m->typer_file.bad || m->typer.rows != MODEL_MENTION_CLASSES)
        return error_at(err, DGM_BAD_MODEL, path, 0, 0, "not a table of the size that the typer of names needs");
    return DGM_OK;
}

bool model_actor_type(const model_actor *m, const uint32_t *slots, unsigned count, float score[MODEL_MENTION_CLASSES])
{
    for (uint32_t k = 0; k < MODEL_MENTION_CLASSES && m->typer.value != NULL; k++) {
        int32_t sum = 0;
        for (unsigned i = 0; i < count; i++)
            sum += m->typer.value[k * MODEL_MENTION_SLOTS + slots[i]];
        score[k] = m->typer.scale[k] * (float)sum;
    }
    return m->typer.value != NULL;
}

dgm_status model_actor_load(model_actor **m, const char *data_dir, const char *model_dir, dgm_error *err)
{
    char folder[4096];

    *m = memory_get(sizeof **m);
    if (*m == NULL)
        return actor_no_memory(err);
    arena_init(&(*m)->memory, 0);
    dgm_status status = add_roots(*m) ? DGM_OK : actor_no_memory(err);
    if (status == DGM_OK && data_dir != NULL) {
        (void)snprintf(folder, sizeof folder, "%s/actors", data_dir);
        status = actor_lists_load(*m, folder, err);
    }
    if (status == DGM_OK)
        status = load_typer(*m, model_dir, err);
    if (status != DGM_OK) {
        model_actor_free(*m);
        *m = NULL;
    }
    return status;
}

void model_actor_free(model_actor *m)
{
    if (m == NULL)
        return;
    weights_close(&m->typer_file);
    map_release(&m->vocabulary);
    map_release(&m->names);
    map_release(&m->countries);
    map_release(&m->codes);
    map_release(&m->classes);
    memory_free(m->edges);
    arena_release(&m->memory);
    memory_free(m);
}

dgm_status model_actor_add_file(model_actor *m, const char *path, dgm_error *err)
{
    m->user = true;
    return actor_is_dictionary(path) ? actor_dictionary_add(m, path, err) : actor_list_add(m, path, err);
}

uint32_t model_actor_skipped(const model_actor *m)
{
    return m->skipped;
}

str actor_keep(model_actor *m, str text)
{
    return (str){arena_string(&m->memory, text.p != NULL ? text.p : "", text.n), text.n};
}

const char *actor_rule(model_actor *m, const char *file, uint32_t line)
{
    return arena_format(&m->memory, "%s:%u", file, (unsigned)line);
}

bool actor_sectors_read(str text, char sectors[REC_SECTORS][4])
{
    unsigned count = 0;
    str rest = str_trim(text);
    while (rest.p != NULL && rest.n > 0) {
        str one = str_cut(rest, ' ', &rest);
        if (one.n == 0)
            continue;
        if (one.n < 2 || one.n > 3)
            return false;
        for (size_t i = 0; i < one.n; i++)
            if (one.p[i] < 'A' || one.p[i] > 'Z')
                return false;
        if (count < REC_SECTORS)
            memcpy(sectors[count++], one.p, one.n);
    }
    return true;
}

uint32_t actor_item_add(model_actor *m, str name, rec_entity_kind kind, model_actor_list list, bool *is_new)
{
    char key[256];
    int n = snprintf(key, sizeof key, "%d%d %d %.*s", (int)m->user, (int)kind, (int)list,
                     (int)(name.n < 200 ? name.n : 200), name.p);
    uint32_t found = map_find(&m->names, (str){key, (size_t)n});
    *is_new = found == MAP_NONE;
    if (!*is_new)
        return found;
    model_actor_item *grown = arena_push(&m->memory, m->items, m->item_count, sizeof *grown);
    str kept = actor_keep(m, (str){key, (size_t)n}), own = actor_keep(m, name);
    if (grown == NULL || kept.p == NULL || own.p == NULL)
        return MODEL_ACTOR_NONE;
    m->items = grown;
    m->items[m->item_count] = (model_actor_item){.name = own, .kind = kind, .list = list, .user = m->user};
    return map_add(&m->names, kept, m->item_count++);
}

/* Offices of one item stand together: those of an item that is not the last are moved to the end. */
static bool gather_offices(model_actor *m, model_actor_item *item)
{
    if (item->office_count == 0)
        item->first_office = m->office_count;
    if (item->first_office + item->office_count == m->office_count)
        return true;
    uint32_t from = item->first_office;
    item->first_office = m->office_count;
    for (uint32_t i = 0; i < item->office_count; i++) {
        model_actor_office *grown = arena_push(&m->memory, m->offices, m->office_count, sizeof *grown);
        if (grown == NULL)
            return false;
        m->offices = grown;
        m->offices[m->office_count++] = m->offices[from + i];
    }
    return true;
}

model_actor_office *actor_office_add(model_actor *m, uint32_t item, str country, const char *rule)
{
    if (!gather_offices(m, &m->items[item]))
        return NULL;
    model_actor_office *grown = arena_push(&m->memory, m->offices, m->office_count, sizeof *grown);
    if (grown == NULL)
        return NULL;
    m->offices = grown;
    model_actor_office *o = &m->offices[m->office_count++];
    *o = (model_actor_office){.from = INT32_MIN, .to = INT32_MAX, .rule = rule};
    memcpy(o->country, country.p != NULL ? country.p : "", country.n < 8 ? country.n : 7);
    m->items[item].office_count++;
    return o;
}

const model_actor_alias *model_actor_alias_get(const model_actor *m, uint32_t alias)
{
    return &m->aliases[alias];
}

const model_actor_item *model_actor_item_get(const model_actor *m, uint32_t item)
{
    return &m->items[item];
}

uint32_t model_actor_item_count(const model_actor *m)
{
    return m->item_count;
}

uint32_t model_actor_member(const model_actor *m, const model_actor_item *item, uint32_t index)
{
    return m->members[item->first_member + index];
}

uint32_t model_actor_country(const model_actor *m, const char *code)
{
    return map_find(&m->countries, str_of(code));
}

/* Days between `day` and the office's time; 0 inside it. */
static int64_t distance(const model_actor_office *o, int32_t day)
{
    return day < o->from ? (int64_t)o->from - day : day > o->to ? (int64_t)day - o->to : 0;
}

const model_actor_office *model_actor_office_on(const model_actor *m, const model_actor_item *item, int32_t day,
                                                bool *held)
{
    const model_actor_office *best = &m->offices[item->first_office];
    for (uint32_t i = 1; i < item->office_count; i++) {
        const model_actor_office *o = &m->offices[item->first_office + i];
        if (day == INT32_MAX ? o->from >= best->from : distance(o, day) < distance(best, day))
            best = o;
    }
    *held = day == INT32_MAX || distance(best, day) == 0;
    return best;
}

const model_actor_office *model_actor_office_get(const model_actor *m, const model_actor_item *item, uint32_t index)
{
    return &m->offices[item->first_office + index];
}

bool model_actor_is_international(const model_actor *m, const char *code)
{
    return map_find(&m->codes, str_of(code)) != MAP_NONE;
}

void model_actor_code(const model_actor *m, const char *country, char sectors[REC_SECTORS][4], char code[16])
{
    uint32_t prefix = map_find(&m->codes, str_of(country));
    str root = prefix == MAP_NONE ? str_of(country) : m->code_prefix[prefix];
    bool same = strcmp(country, sectors[0]) == 0; /* a body of no country: "NGO" */
    same |= strcmp(sectors[0], "IGO") == 0 && str_starts(root, STR("IGO"));
    (void)snprintf(code, 16, "%.*s%s", (int)(root.n < 12 ? root.n : 12), root.p, same ? "" : sectors[0]);
}

uint32_t model_actor_class(const model_actor *m, str word)
{
    uint32_t i = map_find(&m->classes, word);
    return i == MAP_NONE ? 0 : m->class_bits[i];
}
