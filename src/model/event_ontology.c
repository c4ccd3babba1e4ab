/* SPDX-License-Identifier: MIT
 *
 * model/event_ontology.c: PLOVER types, modes and scores, CAMEO codes, leaves by context, operators and what they make
 * of acts. In: data/ontology/{types,contexts,cameo,leaves,operators,composition}.tsv.
 */
#include "base/error.h"
#include "model/event_load.h"

#include <string.h>

/* Finds `name` in `in` or reports the column. */
static dgm_status look_up(const map *in, const table_reader *t, unsigned column, str name, const char *what,
                          uint32_t *found, dgm_error *err)
{
    *found = map_find(in, name);
    return *found != MAP_NONE ? DGM_OK
                              : table_error(t, column, err, "unknown %s \"%.*s\"", what, (int)name.n, name.p);
}

static uint32_t find_mode(const model_event *m, uint32_t type, str name)
{
    for (uint32_t i = 0; i < m->mode_count; i++)
        if (m->store->mode[i].type == type && str_equal(str_of(m->store->mode[i].name), name))
            return i;
    return EVENT_NONE;
}

static dgm_status read_number(const table_reader *t, unsigned column, double *value, dgm_error *err)
{
    return str_number(t->now.column[column], value) ? DGM_OK : table_error(t, column, err, "expected a number");
}

/* types.tsv: type, mode or "-", score, quad (on the type's own line). */
static dgm_status read_type(model_event *m, const table_reader *t, dgm_error *err)
{
    event_store *s = m->store;
    str name = t->now.column[0], mode = t->now.column[1];
    double score = 0, quad = 0;
    dgm_status st = read_number(t, 2, &score, err);
    if (st != DGM_OK)
        return st;
    uint32_t type = map_find(&s->types, name);
    if (str_equal(mode, STR("-"))) {
        if ((st = read_number(t, 3, &quad, err)) != DGM_OK)
            return st;
        if (type != MAP_NONE || quad < 1 || quad > 4)
            return table_error(t, 0, err, "a type stands once, with a quad from 1 to 4");
        name = event_keep(s, name);
        event_type *e = EVENT_PUSH(s, type, m->type_count);
        if (!e || map_add(&s->types, name, m->type_count - 1) == MAP_NONE)
            return error_set(err, DGM_NO_MEMORY, "out of memory");
        *e = (event_type){name.p, (uint8_t)quad, score};
        return DGM_OK;
    }
    if (type == MAP_NONE)
        return table_error(t, 0, err, "a mode's type must stand above it");
    event_mode *e = EVENT_PUSH(s, mode, m->mode_count);
    if (!e)
        return error_set(err, DGM_NO_MEMORY, "out of memory");
    *e = (event_mode){type, event_keep(s, mode).p, score};
    return DGM_OK;
}

static dgm_status read_context_name(model_event *m, const table_reader *t, dgm_error *err)
{
    event_store *s = m->store;
    str name = event_keep(s, t->now.column[0]);
    const char **c = EVENT_PUSH(s, context, m->context_count);
    if (!c || map_add(&s->contexts, name, m->context_count - 1) == MAP_NONE)
        return error_set(err, DGM_NO_MEMORY, "out of memory");
    *c = name.p;
    return m->context_count < 255 ? DGM_OK : table_error(t, 0, err, "too many contexts");
}

static dgm_status read_contexts(model_event *m, const table_reader *t, unsigned column, str list, uint8_t *to,
                                uint8_t *count, dgm_error *err)
{
    for (str rest = list; rest.p != NULL;) {
        str name = str_trim(str_cut(rest, ',', &rest));
        uint32_t c;
        dgm_status st = look_up(&m->store->contexts, t, column, name, "context", &c, err);
        if (st != DGM_OK)
            return st;
        if (*count < EVENT_ACT_CONTEXTS)
            to[(*count)++] = (uint8_t)c;
    }
    return DGM_OK;
}

/* cameo.tsv: code, name, Goldstein, type or "-", mode or "-", contexts or "-". */
static dgm_status read_code(model_event *m, const table_reader *t, dgm_error *err)
{
    event_store *s = m->store;
    const str *c = t->now.column;
    event_code e = {.type = EVENT_NONE, .mode = EVENT_NONE};
    if (c[0].n < 2 || c[0].n > 4)
        return table_error(t, 0, err, "a CAMEO code has 2 to 4 digits");
    memcpy(e.cameo, c[0].p, c[0].n);
    dgm_status st = read_number(t, 2, &e.goldstein, err);
    if (st != DGM_OK)
        return st;
    e.name = event_keep(s, c[1]).p;
    if (!str_equal(c[3], STR("-")) && (st = look_up(&s->types, t, 3, c[3], "type", &e.type, err)) != DGM_OK)
        return st;
    if (!str_equal(c[4], STR("-")) && (e.mode = find_mode(m, e.type, c[4])) == EVENT_NONE)
        return table_error(t, 4, err, "no such mode of this type");
    if (!str_equal(c[5], STR("-")) &&
        (st = read_contexts(m, t, 5, c[5], e.contexts, &e.context_count, err)) != DGM_OK)
        return st;
    str key = event_keep(s, c[0]);
    event_code *to = EVENT_PUSH(s, code, m->code_count);
    if (!to || map_add(&s->codes, key, m->code_count - 1) == MAP_NONE)
        return error_set(err, DGM_NO_MEMORY, "out of memory");
    *to = e;
    return DGM_OK;
}

/* leaves.tsv: code, context, leaf. */
static dgm_status read_leaf(model_event *m, const table_reader *t, dgm_error *err)
{
    event_store *s = m->store;
    struct event_leaf *l = EVENT_PUSH(s, leaf, s->leaf_count);
    if (!l)
        return error_set(err, DGM_NO_MEMORY, "out of memory");
    dgm_status st = look_up(&s->codes, t, 0, t->now.column[0], "code", &l->code, err);
    if (st == DGM_OK)
        st = look_up(&s->contexts, t, 1, t->now.column[1], "context", &l->context, err);
    if (st == DGM_OK)
        st = look_up(&s->codes, t, 2, t->now.column[2], "code", &l->leaf, err);
    return st;
}

/* operators.tsv: name, effect on status, what becomes of the inner act (both, outer, same), operator under negation or
 * "-", gloss. */
static dgm_status read_operator(model_event *m, const table_reader *t, dgm_error *err)
{
    static const char *const effects[] = {"own", "keep", "planned", "possible", "negated", "ongoing"};
    event_store *s = m->store;
    const str *c = t->now.column;
    event_operator e = {.name = event_keep(s, c[0]).p, .negated = EVENT_NONE};
    unsigned i = 0;
    while (i < 6 && !str_equal(c[1], str_of(effects[i])))
        i++;
    if (i == 6)
        return table_error(t, 1, err, "effect must be own, keep, planned, possible, negated or ongoing");
    e.effect = (event_effect)i;
    e.keeps_inner = str_equal(c[2], STR("both"));
    e.same_act = str_equal(c[2], STR("same"));
    if (!e.keeps_inner && !e.same_act && !str_equal(c[2], STR("outer")))
        return table_error(t, 2, err, "expected both, outer or same");
    dgm_status st = DGM_OK;
    if (!str_equal(c[3], STR("-")) && (st = look_up(&s->operators, t, 3, c[3], "operator", &e.negated, err)) != DGM_OK)
        return st;
    event_operator *to = EVENT_PUSH(s, op, m->operator_count);
    if (!to || map_add(&s->operators, str_of(e.name), m->operator_count - 1) == MAP_NONE)
        return error_set(err, DGM_NO_MEMORY, "out of memory");
    *to = e;
    return DGM_OK;
}

typedef dgm_status reader(model_event *m, const table_reader *t, dgm_error *err);

static dgm_status read_table(model_event *m, const char *data_dir, const char *name, unsigned columns, reader *read,
                             dgm_error *err)
{
    table_reader t;
    dgm_status st = event_open(&t, data_dir, name, err);
    if (st != DGM_OK)
        return st;
    while (st == DGM_OK && table_next(&t))
        st = t.now.count < columns ? table_error(&t, 0, err, "expected %u columns, found %u", columns, t.now.count)
                                   : read(m, &t, err);
    table_close(&t);
    return st;
}

dgm_status event_load_ontology(model_event *m, const char *data_dir, dgm_error *err)
{
    dgm_status st = read_table(m, data_dir, "ontology/types.tsv", 3, read_type, err);
    if (st == DGM_OK)
        st = read_table(m, data_dir, "ontology/context-names.tsv", 1, read_context_name, err);
    if (st == DGM_OK)
        st = read_table(m, data_dir, "ontology/cameo.tsv", 6, read_code, err);
    if (st == DGM_OK)
        st = read_table(m, data_dir, "ontology/leaves.tsv", 3, read_leaf, err);
    if (st == DGM_OK)
        st = read_table(m, data_dir, "ontology/operators.tsv", 4, read_operator, err);
    return st;
}

/* The words of an act one by one: TYPE[.mode], CODE, +context. */
static dgm_status read_act_word(model_event *m, const table_reader *t, unsigned column, str word, event_act *act,
                                dgm_error *err)
{
    if (word.p[0] == '+')
        return read_contexts(m, t, column, (str){word.p + 1, word.n - 1}, act->contexts, &act->context_count, err);
    if (word.p[0] >= '0' && word.p[0] <= '9')
        return look_up(&m->store->codes, t, column, word, "CAMEO code", &act->code, err);
    str mode, type = str_cut(word, '.', &mode);
    dgm_status st = look_up(&m->store->types, t, column, type, "type", &act->type, err);
    if (st == DGM_OK && mode.p && (act->mode = find_mode(m, act->type, mode)) == EVENT_NONE)
        st = table_error(t, column, err, "type %.*s has no mode \"%.*s\"", (int)type.n, type.p, (int)mode.n, mode.p);
    return st;
}

dgm_status event_read_act(model_event *m, const table_reader *t, unsigned column, str text, event_act *act,
                          dgm_error *err)
{
    *act = (event_act){.code = EVENT_NONE, .type = EVENT_NONE, .mode = EVENT_NONE};
    if (str_equal(text, STR("-")))
        return DGM_OK;
    for (str rest = text; rest.p != NULL;) {
        str word = str_trim(str_cut(rest, ' ', &rest));
        dgm_status st = word.n ? read_act_word(m, t, column, word, act, err) : DGM_OK;
        if (st != DGM_OK)
            return st;
    }
    if (act->code == EVENT_NONE)
        return table_error(t, column, err, "an act needs a CAMEO code");
    const event_code *c = &m->store->code[act->code];
    if (act->type == EVENT_NONE)
        act->type = c->type;
    if (act->mode == EVENT_NONE && act->type == c->type)
        act->mode = c->mode;
    for (uint8_t i = 0; i < c->context_count && act->context_count < EVENT_ACT_CONTEXTS; i++)
        if (!memchr(act->contexts, c->contexts[i], act->context_count))
            act->contexts[act->context_count++] = c->contexts[i];
    return DGM_OK;
}

/* composition.tsv: operator, inner act (CAMEO prefix, TYPE, TYPE.mode or "*"; " +R" behind it: one done to somebody),
 * outer act ("=" the inner act itself, "-" no outer act). */
static dgm_status read_rule(model_event *m, const table_reader *t, dgm_error *err)
{
    event_store *s = m->store;
    const str *c = t->now.column;
    event_rule r = {.type = EVENT_NONE, .mode = EVENT_NONE, .rule = event_rule_name(s, t)};
    dgm_status st = look_up(&s->operators, t, 0, c[0], "operator", &r.op, err);
    if (st != DGM_OK)
        return st;
    r.onto = str_ends(c[1], STR(" +R"));
    str inner = {c[1].p, c[1].n - (r.onto ? 3 : 0)};
    if (inner.n && inner.p[0] >= '0' && inner.p[0] <= '9') {
        if (inner.n > 4)
            return table_error(t, 1, err, "a CAMEO code has at most 4 digits");
        memcpy(r.cameo, inner.p, inner.n);
    } else if (!str_equal(inner, STR("*"))) {
        str mode, type = str_cut(inner, '.', &mode);
        if ((st = look_up(&s->types, t, 1, type, "type", &r.type, err)) != DGM_OK)
            return st;
        if (mode.p && (r.mode = find_mode(m, r.type, mode)) == EVENT_NONE)
            return table_error(t, 1, err, "no such mode of this type");
    }
    r.same = str_equal(c[2], STR("="));
    r.none = str_equal(c[2], STR("-"));
    r.outer = (event_act){.code = EVENT_NONE, .type = EVENT_NONE, .mode = EVENT_NONE};
    if (!r.same && !r.none && (st = event_read_act(m, t, 2, c[2], &r.outer, err)) != DGM_OK)
        return st;
    event_rule *to = EVENT_PUSH(s, rule, s->rule_count);
    if (!to)
        return error_set(err, DGM_NO_MEMORY, "out of memory");
    *to = r;
    return DGM_OK;
}

/* Sorts the rules by operator (counting sort, order within an operator kept) and notes where each begins. */
static dgm_status sort_rules(model_event *m, dgm_error *err)
{
    event_store *s = m->store;
    uint32_t *first = ARENA_ARRAY(&s->memory, uint32_t, m->operator_count + 2);
    event_rule *sorted = ARENA_ARRAY(&s->memory, event_rule, s->rule_count + 1);
    if (!first || !sorted)
        return error_set(err, DGM_NO_MEMORY, "out of memory");
    for (uint32_t i = 0; i < s->rule_count; i++)
        first[s->rule[i].op + 2]++;
    for (uint32_t i = 2; i < m->operator_count + 2; i++)
        first[i] += first[i - 1];
    for (uint32_t i = 0; i < s->rule_count; i++)
        sorted[first[s->rule[i].op + 1]++] = s->rule[i];
    s->rule = sorted;
    s->first_rule = first;
    return DGM_OK;
}

dgm_status event_load_composition(model_event *m, const char *data_dir, dgm_error *err)
{
    dgm_status st = read_table(m, data_dir, "ontology/composition.tsv", 3, read_rule, err);
    return st == DGM_OK ? sort_rules(m, err) : st;
}
