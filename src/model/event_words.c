/* SPDX-License-Identifier: MIT
 *
 * model/event_words.c: word classes, modal verbs, words that show a context, slot shapes, and
 * where parties are looked for that no slot gives.
 * In: data/events/{classes,modals,numbers,shapes,binding}.tsv, data/ontology/contexts.tsv.
 */
#include "base/error.h"
#include "model/event_load.h"

/* Calls `each` for every item of a comma-separated list. */
typedef dgm_status word_reader(model_event *m, const table_reader *t, str word, uint32_t value, dgm_error *err);

static dgm_status for_words(model_event *m, const table_reader *t, str list, word_reader *each, uint32_t value,
                            dgm_error *err)
{
    dgm_status st = DGM_OK;
    for (str rest = list; rest.p != NULL && st == DGM_OK;) {
        str word = str_trim(str_cut(rest, ',', &rest));
        if (word.n)
            st = each(m, t, word, value, err);
    }
    return st;
}

static dgm_status put_in_class(model_event *m, const table_reader *t, str word, uint32_t cls, dgm_error *err)
{
    event_store *s = m->store;
    (void)t;
    uint32_t id = event_word(s, word);
    if (id == EVENT_NONE)
        return error_set(err, DGM_NO_MEMORY, "out of memory");
    s->word_classes[id][cls / 64] |= 1ull << (cls % 64);
    return DGM_OK;
}

/* classes.tsv: class, words. A class may stand on several lines. */
static dgm_status read_class(model_event *m, const table_reader *t, dgm_error *err)
{
    event_store *s = m->store;
    uint32_t cls = map_find(&s->classes, t->now.column[0]);
    if (cls == MAP_NONE) {
        if (s->class_count == 64 * EVENT_CLASS_WORDS)
            return table_error(t, 0, err, "more than %d classes", 64 * EVENT_CLASS_WORDS);
        cls = s->class_count++;
        if (map_add(&s->classes, event_keep(s, t->now.column[0]), cls) == MAP_NONE)
            return error_set(err, DGM_NO_MEMORY, "out of memory");
    }
    return for_words(m, t, t->now.column[1], put_in_class, cls, err);
}

static dgm_status put_modal(model_event *m, const table_reader *t, str word, uint32_t modal, dgm_error *err)
{
    (void)t;
    uint32_t id = event_word(m->store, word);
    if (id == EVENT_NONE)
        return error_set(err, DGM_NO_MEMORY, "out of memory");
    m->store->word_modal[id] = (uint8_t)modal;
    return DGM_OK;
}

/* modals.tsv: future, possible or duty; words. */
static dgm_status read_modal(model_event *m, const table_reader *t, dgm_error *err)
{
    static const char *const kinds[] = {"", "future", "possible", "duty"};
    for (uint32_t i = 1; i < 4; i++)
        if (str_equal(t->now.column[0], str_of(kinds[i])))
            return for_words(m, t, t->now.column[1], put_modal, i, err);
    return table_error(t, 0, err, "expected future, possible or duty");
}

static dgm_status put_number(model_event *m, const table_reader *t, str word, uint32_t value, dgm_error *err)
{
    (void)t;
    uint32_t id = event_word(m->store, word);
    if (id == EVENT_NONE)
        return error_set(err, DGM_NO_MEMORY, "out of memory");
    m->store->word_number[id] = value;
    return DGM_OK;
}

/* numbers.tsv: value, words. */
static dgm_status read_number_word(model_event *m, const table_reader *t, dgm_error *err)
{
    long value;
    if (!str_integer(t->now.column[0], &value) || value < 1 || value > 1000000000)
        return table_error(t, 0, err, "expected a positive number");
    return for_words(m, t, t->now.column[1], put_number, (uint32_t)value, err);
}

static dgm_status put_context(model_event *m, const table_reader *t, str word, uint32_t context, dgm_error *err)
{
    (void)t;
    uint32_t id = event_word(m->store, word);
    if (id == EVENT_NONE)
        return error_set(err, DGM_NO_MEMORY, "out of memory");
    m->store->word_context[id] = (uint8_t)(context + 1);
    return DGM_OK;
}

/* contexts.tsv: context, words. */
static dgm_status read_context(model_event *m, const table_reader *t, dgm_error *err)
{
    uint32_t context = map_find(&m->store->contexts, t->now.column[0]);
    if (context == MAP_NONE)
        return table_error(t, 0, err, "unknown context");
    return for_words(m, t, t->now.column[1], put_context, context, err);
}

static dgm_status put_binding(model_event *m, const table_reader *t, str word, uint32_t kind, dgm_error *err)
{
    uint32_t type = map_find(&m->store->types, word);
    if (type == MAP_NONE || type >= 32)
        return table_error(t, 1, err, "unknown type \"%.*s\"", (int)word.n, word.p);
    m->bindings[kind].types |= 1u << type;
    return DGM_OK;
}

/* binding.tsv: name, types. */
static dgm_status read_binding(model_event *m, const table_reader *t, dgm_error *err)
{
    static const char *const kinds[EVENT_BINDINGS] = {"place", "below", "nearest", "abroad"};
    for (uint32_t i = 0; i < EVENT_BINDINGS; i++)
        if (str_equal(t->now.column[0], str_of(kinds[i]))) {
            if (!(m->bindings[i].rule = event_rule_name(m->store, t)))
                return error_set(err, DGM_NO_MEMORY, "out of memory");
            return for_words(m, t, t->now.column[1], put_binding, i, err);
        }
    return table_error(t, 0, err, "expected place, below, nearest or abroad");
}

/* shapes.tsv: @name, slots. */
static dgm_status read_shape(model_event *m, const table_reader *t, dgm_error *err)
{
    event_store *s = m->store;
    if (t->now.column[0].n < 2 || t->now.column[0].p[0] != '@')
        return table_error(t, 0, err, "the name of a shape begins with @");
    event_shape *shape = EVENT_PUSH(s, shape, s->shape_count);
    if (!shape)
        return error_set(err, DGM_NO_MEMORY, "out of memory");
    *shape = (event_shape){event_keep(s, t->now.column[0]), event_keep(s, t->now.column[1])};
    if (map_add(&s->shapes, shape->name, s->shape_count - 1) == MAP_NONE)
        return error_set(err, DGM_NO_MEMORY, "out of memory");
    return DGM_OK;
}

typedef dgm_status line_reader(model_event *m, const table_reader *t, dgm_error *err);

static dgm_status read_file(model_event *m, const char *data_dir, const char *name, line_reader *read, dgm_error *err)
{
    table_reader t;
    dgm_status st = event_open(&t, data_dir, name, err);
    if (st != DGM_OK)
        return st;
    while (st == DGM_OK && table_next(&t))
        st = t.now.count < 2 ? table_error(&t, 0, err, "expected two columns") : read(m, &t, err);
    table_close(&t);
    return st;
}

dgm_status event_load_words(model_event *m, const char *data_dir, dgm_error *err)
{
    dgm_status st = read_file(m, data_dir, "events/classes.tsv", read_class, err);
    if (st == DGM_OK)
        st = read_file(m, data_dir, "events/modals.tsv", read_modal, err);
    if (st == DGM_OK)
        st = read_file(m, data_dir, "events/numbers.tsv", read_number_word, err);
    if (st == DGM_OK)
        st = read_file(m, data_dir, "ontology/contexts.tsv", read_context, err);
    if (st == DGM_OK)
        st = read_file(m, data_dir, "events/shapes.tsv", read_shape, err);
    if (st == DGM_OK)
        st = read_file(m, data_dir, "events/binding.tsv", read_binding, err);
    return st;
}
