/* SPDX-License-Identifier: MIT
 *
 * model/event_abstain.c: reads data/events/abstain.tsv, the lines that hold an act back or lower its certainty where
 * its sense or its parties are unsure. A line has
 *
 *     verdict TAB acts TAB signs TAB reason
 *
 *   verdict  "hold": no event; a number between 0 and 1: the certainty is multiplied by it
 *   acts     "*", or CAMEO prefixes, TYPE or TYPE.mode parted by commas; "-" stands for statements, which have no type
 *   signs    words of `signs` below, and tests WHERE:{class|class}, all of which must hold; "!" denies one. WHERE is A
 *            (every actor), R (every recipient), head, top (innermost and outermost word of the act), over (the words
 *            above it), near (what depends on it), text (a word of the sentence); a class is one of classes.tsv or, for
 *            parties, of `kinds` below.
 *   reason   what dragoman explain tells
 *
 * "+" lines are texts in which the line above must hold an act back (or lower it), "*" lines such in which it must not.
 */
#include "base/error.h"
#include "model/event_load.h"

#include <string.h>

typedef struct named_bit {
    const char *name;
    uint32_t bit;
} named_bit;

static const named_bit signs[] = {
    {"noun", EVENT_SIGN_NOUN},             {"recalled", EVENT_SIGN_RECALLED},   {"noA", EVENT_SIGN_NO_ACTOR},
    {"noR", EVENT_SIGN_NO_RECIPIENT},      {"op", EVENT_SIGN_OPERATOR},         {"infinitive", EVENT_SIGN_INFINITIVE},
    {"purpose", EVENT_SIGN_PURPOSE},       {"habitual", EVENT_SIGN_HABITUAL},   {"question", EVENT_SIGN_QUESTION},
    {"searched", EVENT_SIGN_SEARCHED},     {"private", EVENT_SIGN_PRIVATE},     {"obscure", EVENT_SIGN_OBSCURE},
    {"weak", EVENT_SIGN_WEAK},             {"happened", EVENT_SIGN_HAPPENED},   {"planned", EVENT_SIGN_PLANNED},
    {"possible", EVENT_SIGN_POSSIBLE},     {"negated", EVENT_SIGN_NEGATED},     {"hypothetical", EVENT_SIGN_HYPOTHETICAL},
    {"abroad", EVENT_SIGN_ABROAD},         {"title", EVENT_SIGN_TITLE},         {"kept", EVENT_SIGN_KEPT},
    {"main", EVENT_SIGN_MAIN},              {"command", EVENT_SIGN_COMMAND},
    {"unsaid", EVENT_SIGN_UNSAID},        {"definite", EVENT_SIGN_DEFINITE},
    {"attribute", EVENT_SIGN_ATTRIBUTE},
};

static const named_bit kinds[] = {
    {"unknown", EVENT_WHO_UNKNOWN},   {"civil", EVENT_WHO_CIVIL},   {"business", EVENT_WHO_BUSINESS},
    {"place", EVENT_WHO_PLACE},       {"pronoun", EVENT_WHO_PRONOUN}, {"nominal", EVENT_WHO_NOMINAL},
    {"country", EVENT_WHO_COUNTRY},   {"person", EVENT_WHO_PERSON}, {"standing", EVENT_WHO_STANDING},
    {"landless", EVENT_WHO_LANDLESS}, {"own", EVENT_WHO_OWN},       {"plural", EVENT_WHO_PLURAL},
    {"someone", EVENT_WHO_SOMEONE},
};

static uint32_t bit_of(const named_bit *in, size_t n, str name)
{
    for (size_t i = 0; i < n; i++)
        if (str_equal(name, str_of(in[i].name)))
            return in[i].bit;
    return 0;
}

static dgm_status read_where(const table_reader *t, str name, uint8_t *where, dgm_error *err)
{
    static const char *const names[] = {"A", "R", "head", "top", "over", "near", "text"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (str_equal(name, str_of(names[i]))) {
            *where = (uint8_t)i;
            return DGM_OK;
        }
    return table_error(t, 2, err, "unknown sign \"%.*s\"", (int)name.n, name.p);
}

/* "A:{civil|person}" */
static dgm_status read_test(model_event *m, const table_reader *t, str word, bool forbid, event_doubt *d, dgm_error *err)
{
    str list, where = str_cut(word, ':', &list);
    event_test *x = &d->tests[d->test_count];
    if (d->test_count == EVENT_TESTS)
        return table_error(t, 2, err, "more than %d tests", EVENT_TESTS);
    *x = (event_test){.forbid = forbid};
    dgm_status st = read_where(t, where, &x->where, err);
    if (st == DGM_OK && (list.n < 3 || list.p[0] != '{' || list.p[list.n - 1] != '}'))
        return table_error(t, 2, err, "expected %.*s:{class}", (int)where.n, where.p);
    for (str rest = st == DGM_OK ? (str){list.p + 1, list.n - 2} : (str){NULL, 0}; rest.p != NULL;) {
        str name = str_cut(rest, '|', &rest);
        uint32_t bit = x->where <= EVENT_ON_RECIPIENTS ? bit_of(kinds, sizeof kinds / sizeof *kinds, name) : 0;
        uint32_t cls = bit ? 0 : map_find(&m->store->classes, name);
        if (cls == MAP_NONE)
            return table_error(t, 2, err, "unknown class \"%.*s\"", (int)name.n, name.p);
        x->kinds |= bit;
        if (!bit)
            x->classes[cls / 64] |= 1ull << (cls % 64);
    }
    d->test_count++;
    return st;
}

static dgm_status read_signs(model_event *m, const table_reader *t, event_doubt *d, dgm_error *err)
{
    dgm_status st = DGM_OK;
    for (str rest = t->now.column[2]; rest.p != NULL && st == DGM_OK;) {
        str word = str_trim(str_cut(rest, ' ', &rest));
        bool forbid = word.n > 0 && word.p[0] == '!';
        if (forbid)
            word.p++, word.n--;
        uint32_t bit = bit_of(signs, sizeof signs / sizeof *signs, word);
        if (bit)
            *(forbid ? &d->never : &d->need) |= bit;
        else if (word.n > 0)
            st = read_test(m, t, word, forbid, d, err);
    }
    return st;
}

static dgm_status read_act(model_event *m, const table_reader *t, str name, event_doubt *d, dgm_error *err)
{
    event_store *s = m->store;
    d->type = d->mode = EVENT_NONE;
    d->statement = str_equal(name, STR("-"));
    d->cameo[0] = 0;
    if (d->statement || str_equal(name, STR("*")))
        return DGM_OK;
    if (name.n > 0 && name.n <= 4 && name.p[0] >= '0' && name.p[0] <= '9') {
        memcpy(d->cameo, name.p, name.n);
        d->cameo[name.n] = 0;
        return DGM_OK;
    }
    str mode, type = str_cut(name, '.', &mode);
    d->type = map_find(&s->types, type);
    if (d->type == MAP_NONE)
        return table_error(t, 1, err, "unknown act \"%.*s\"", (int)name.n, name.p);
    for (uint32_t i = 0; mode.p && i < m->mode_count; i++)
        if (s->mode[i].type == d->type && str_equal(str_of(s->mode[i].name), mode))
            d->mode = i;
    return mode.p && d->mode == EVENT_NONE ? table_error(t, 1, err, "no such mode of this type") : DGM_OK;
}

/* One doubt for each act that the line names. */
static dgm_status read_line(model_event *m, const table_reader *t, dgm_error *err)
{
    event_store *s = m->store;
    event_doubt d = {.rule = event_rule_name(s, t), .reason = event_keep(s, t->now.column[3]).p};
    bool hold = str_equal(t->now.column[0], STR("hold"));
    if (!hold && (!str_number(t->now.column[0], &d.trust) || d.trust <= 0 || d.trust >= 1))
        return table_error(t, 0, err, "expected \"hold\" or a number between 0 and 1");
    dgm_status st = read_signs(m, t, &d, err);
    for (str rest = t->now.column[1]; rest.p != NULL && st == DGM_OK;) {
        if ((st = read_act(m, t, str_trim(str_cut(rest, ',', &rest)), &d, err)) != DGM_OK)
            break;
        event_doubt *to = EVENT_PUSH(s, doubt, m->doubt_count);
        if (!to)
            return error_set(err, DGM_NO_MEMORY, "out of memory");
        *to = d;
    }
    return st;
}

static dgm_status read_example(model_event *m, const table_reader *t, bool counter, dgm_error *err)
{
    event_store *s = m->store;
    if (m->doubt_count == 0)
        return table_error(t, 0, err, "an example needs a line above it");
    event_example *e = EVENT_PUSH(s, doubtful, m->doubtful_count);
    if (!e)
        return error_set(err, DGM_NO_MEMORY, "out of memory");
    *e = (event_example){event_keep(s, str_of(t->name)).p, t->now.line, m->doubt_count - 1, counter,
                         event_keep(s, t->now.column[1]).p, ""};
    return DGM_OK;
}

dgm_status event_load_doubts(model_event *m, const char *data_dir, dgm_error *err)
{
    table_reader t;
    dgm_status st = event_open(&t, data_dir, "events/abstain.tsv", err);
    if (st != DGM_OK)
        return st;
    while (st == DGM_OK && table_next(&t)) {
        str first = t.now.column[0];
        bool example = str_equal(first, STR("+")) || str_equal(first, STR("*"));
        if (t.now.count < (example ? 2u : 4u))
            st = table_error(&t, 0, err, "expected verdict, acts, signs and reason, found %u columns", t.now.count);
        else
            st = example ? read_example(m, &t, first.p[0] == '*', err) : read_line(m, &t, err);
    }
    table_close(&t);
    return st;
}
