/* SPDX-License-Identifier: MIT
 *
 * model/event_frames.c: reads data/events/NAME.frames and NAME.operators, in the order of their names. A line has
 *
 *     triggers TAB act TAB slots
 *
 *   triggers  words parted by commas; "hold off/v" is the verb "hold" with "off" among its dependents. The head is the
 *             first word of a verb or adjective and the last word of a noun, or the word after "^". /v verb (default),
 *             /n noun, /a adjective, /r adverb, /x any.
 *   act       TYPE[.mode] CAMEO [+context]..., "-" for an operator that is nothing by itself, "no" for words that name
 *             no act and hide what else they would name ("heart attack")
 *   slots     ROLE=path|path ...   ROLE is A actor, R recipient, C second actor, T third party, X theme, "in" the
 *             act an operator applies to; "A+=" adds to what is there. A path is subj, obj, iobj, xcomp, ccomp, advcl,
 *             acl, poss, adj, site, mod, pred, appos, question, clause, speaker, a preposition, in.A, in.R, in.subj, or two of
 *             them ("obj.of").
 *             path:{class|class} demands a filler of a class, !path:{class} forbids it, +path demands and -path
 *             forbids any filler; op=NAME makes an operator; flags are recip, both, needA, needR, weak, subject,
 *             fixed, harm, inner, two (enum in model/event.h).
 *             "@shape" stands for the slots of that shape.
 *
 * A line that begins with "+" is an example of the line above it (text TAB expected), one with "*" a counter-example.
 */
#include "base/error.h"
#include "model/event_load.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct frame_reader {
    model_event *m;
    const table_reader *t;
    unsigned column;
    dgm_error *err;
    event_frame *frame;
} frame_reader;

static dgm_status complain(const frame_reader *r, const char *what, str word)
{
    return table_error(r->t, r->column, r->err, "%s \"%.*s\"", what, (int)word.n, word.p);
}

/* ---- paths ----------------------------------------------------------------------------------------------------- */

static const struct {
    const char *name;
    event_step step;
} steps[] = {
    {"subj", EVENT_AT_SUBJ},   {"obj", EVENT_AT_OBJ},     {"iobj", EVENT_AT_IOBJ}, {"xcomp", EVENT_AT_XCOMP},
    {"ccomp", EVENT_AT_CCOMP}, {"advcl", EVENT_AT_ADVCL}, {"acl", EVENT_AT_ACL},   {"poss", EVENT_AT_POSS},
    {"adj", EVENT_AT_ADJ},     {"appos", EVENT_AT_APPOS}, {"clause", EVENT_AT_CLAUSE},
    {"site", EVENT_AT_SITE},   {"speaker", EVENT_AT_SPEAKER},
    {"mod", EVENT_AT_MOD},     {"pred", EVENT_AT_PRED},     {"question", EVENT_AT_QUESTION},
};

static bool read_step(const frame_reader *r, str name, uint8_t *step, uint32_t *word)
{
    *word = EVENT_NONE;
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
        if (str_equal(name, str_of(steps[i].name))) {
            *step = (uint8_t)steps[i].step;
            return true;
        }
    for (size_t i = 0; i < name.n; i++)
        if ((name.p[i] < 'a' || name.p[i] > 'z') && name.p[i] != '_')
            return false;
    *step = EVENT_AT_PREP;
    *word = event_word(r->m->store, name);
    return name.n > 0 && *word != EVENT_NONE;
}

static dgm_status read_path(const frame_reader *r, str text, event_path *path)
{
    *path = (event_path){.word = EVENT_NONE, .then_word = EVENT_NONE};
    str then, first = str_cut(text, '.', &then);
    if (str_equal(first, STR("in")) && then.p) {
        path->step = str_equal(then, STR("A"))      ? EVENT_AT_INNER_ACTORS
                     : str_equal(then, STR("R"))    ? EVENT_AT_INNER_RECIPIENTS
                     : str_equal(then, STR("subj")) ? EVENT_AT_INNER_SUBJ
                                                    : EVENT_AT_NONE;
        if (path->step != EVENT_AT_NONE)
            return DGM_OK;
    }
    if (!read_step(r, first, &path->step, &path->word) ||
        (then.p && !read_step(r, then, &path->then, &path->then_word)))
        return complain(r, "unknown path", text);
    return DGM_OK;
}

/* ---- conditions ------------------------------------------------------------------------------------------------ */

static const struct {
    const char *name;
    uint32_t bit;
} kinds[] = {
    {"party", EVENT_IS_PARTY}, {"person", EVENT_IS_PERSON}, {"country", EVENT_IS_COUNTRY}, {"group", EVENT_IS_GROUP},
    {"place", EVENT_IS_PLACE}, {"act", EVENT_IS_ACT},       {"number", EVENT_IS_NUMBER},   {"actor", EVENT_IS_ACTOR},
    {"armed", EVENT_IS_ARMED}, {"outlet", EVENT_IS_OUTLET}, {"politician", EVENT_IS_POLITICIAN},
};

static dgm_status read_class_name(const frame_reader *r, str name, event_condition *c)
{
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (str_equal(name, str_of(kinds[i].name))) {
            c->kinds |= kinds[i].bit;
            return DGM_OK;
        }
    uint32_t cls = map_find(&r->m->store->classes, name);
    if (cls == MAP_NONE)
        return complain(r, "unknown class", name);
    c->classes[cls / 64] |= 1ull << (cls % 64);
    return DGM_OK;
}

/* "obj:{deal|act}", with "!", "?", "+" or "-" before it. */
static dgm_status read_condition(const frame_reader *r, str text)
{
    event_frame *f = r->frame;
    event_condition c = {0};
    if (f->condition_count == EVENT_CONDITIONS)
        return complain(r, "too many conditions at", text);
    if (text.p[0] == '?') {
        c.if_told = true;
        text.p++, text.n--;
    } else if (text.p[0] == '!' || text.p[0] == '-' || text.p[0] == '+') {
        c.forbid = text.p[0] != '+';
        c.any = text.p[0] != '!';
        text.p++, text.n--;
    }
    str list, path = str_cut(text, ':', &list);
    dgm_status st = read_path(r, path, &c.path);
    if (st != DGM_OK)
        return st;
    if (!c.any && (list.n < 3 || list.p[0] != '{' || list.p[list.n - 1] != '}'))
        return complain(r, "expected path:{class} at", text);
    for (str rest = c.any ? (str){NULL, 0} : (str){list.p + 1, list.n - 2}; rest.p != NULL && st == DGM_OK;)
        st = read_class_name(r, str_trim(str_cut(rest, '|', &rest)), &c);
    f->conditions[f->condition_count++] = c;
    return st;
}

/* ---- slots ----------------------------------------------------------------------------------------------------- */

static dgm_status read_slot(const frame_reader *r, str role, str paths)
{
    static const char *const roles[] = {"A", "R", "C", "T", "X", "in"};
    event_frame *f = r->frame;
    event_slot s = {0};
    if (str_ends(role, STR("+")))
        s.add = true, role.n--;
    while (s.role < 6 && !str_equal(role, str_of(roles[s.role])))
        s.role++;
    if (s.role == 6)
        return complain(r, "unknown role", role);
    if (f->slot_count == EVENT_SLOTS)
        return complain(r, "too many slots at", role);
    for (str rest = paths; rest.p != NULL;) {
        str path = str_trim(str_cut(rest, '|', &rest));
        if (s.path_count == EVENT_PATHS)
            return complain(r, "too many paths at", path);
        dgm_status st = read_path(r, path, &s.paths[s.path_count++]);
        if (st != DGM_OK)
            return st;
    }
    f->slots[f->slot_count++] = s;
    return DGM_OK;
}

static bool read_flag(event_frame *f, str word)
{
    static const struct {
        const char *name;
        uint32_t bit;
    } flags[] = {{"recip", EVENT_FLAG_RECIPROCAL}, {"both", EVENT_FLAG_BOTH},      {"two", EVENT_FLAG_TWO},
                 {"needA", EVENT_FLAG_ACTOR},      {"needR", EVENT_FLAG_RECIPIENT}, {"weak", EVENT_FLAG_WEAK},
                 {"subject", EVENT_FLAG_SUBJECT},  {"fixed", EVENT_FLAG_NO_SEARCH}, {"harm", EVENT_FLAG_HARM},
                 {"inner", EVENT_FLAG_INNER}};
    for (size_t i = 0; i < sizeof flags / sizeof *flags; i++)
        if (str_equal(word, str_of(flags[i].name))) {
            f->flags |= flags[i].bit;
            return true;
        }
    return false;
}

static dgm_status read_slots(const frame_reader *r, str text, int depth);

static dgm_status read_slot_word(const frame_reader *r, str word, int depth)
{
    event_store *s = r->m->store;
    if (word.p[0] == '@') {
        uint32_t shape = map_find(&s->shapes, word);
        if (shape == MAP_NONE || depth > 4)
            return complain(r, "unknown shape", word);
        return read_slots(r, s->shape[shape].slots, depth + 1);
    }
    if (str_starts(word, STR("op="))) {
        r->frame->op = map_find(&s->operators, (str){word.p + 3, word.n - 3});
        return r->frame->op != MAP_NONE ? DGM_OK : complain(r, "unknown operator", word);
    }
    ptrdiff_t equals = str_find(word, STR("="));
    if (equals > 0)
        return read_slot(r, (str){word.p, (size_t)equals}, (str){word.p + equals + 1, word.n - (size_t)equals - 1});
    return read_flag(r->frame, word) ? DGM_OK : read_condition(r, word);
}

static dgm_status read_slots(const frame_reader *r, str text, int depth)
{
    dgm_status st = DGM_OK;
    for (str rest = text; rest.p != NULL && st == DGM_OK;) {
        str word = str_trim(str_cut(rest, ' ', &rest));
        if (word.n)
            st = read_slot_word(r, word, depth);
    }
    return st;
}

/* ---- triggers -------------------------------------------------------------------------------------------------- */

static dgm_status link_trigger(const frame_reader *r, uint32_t head, event_trigger trigger)
{
    event_store *s = r->m->store;
    event_trigger *to = EVENT_PUSH(s, trigger, r->m->trigger_count);
    if (!to || head == EVENT_NONE)
        return error_set(r->err, DGM_NO_MEMORY, "out of memory");
    *to = trigger;
    to->next = EVENT_NONE;
    uint32_t index = r->m->trigger_count - 1;
    if (s->first_trigger[head] == EVENT_NONE)
        s->first_trigger[head] = index;
    else
        s->trigger[s->last_trigger[head]].next = index;
    s->last_trigger[head] = index;
    return DGM_OK;
}

static bool read_pos(str name, uint8_t *pos)
{
    static const char letters[] = "vnarx";
    const char *at = name.n == 1 ? memchr(letters, name.p[0], 5) : NULL;
    if (at)
        *pos = (uint8_t)(at - letters);
    return at != NULL;
}

static dgm_status read_trigger(const frame_reader *r, str text)
{
    event_trigger trigger = {.frame = r->m->frame_count - 1};
    str pos, words = str_trim(str_cut(text, '/', &pos));
    if (pos.p && !read_pos(str_trim(pos), &trigger.pos))
        return complain(r, "unknown part of speech in trigger", text);
    uint32_t ids[EVENT_TRIGGER_WORDS + 1];
    unsigned count = 0, head = UINT32_MAX;
    for (str rest = words; rest.p != NULL;) {
        str word = str_trim(str_cut(rest, ' ', &rest));
        if (!word.n)
            continue;
        if (count > EVENT_TRIGGER_WORDS)
            return complain(r, "too many words in trigger", text);
        if (word.p[0] == '^')
            head = count, word.p++, word.n--;
        ids[count++] = event_word(r->m->store, word);
    }
    if (count == 0)
        return complain(r, "empty trigger", text);
    if (head == UINT32_MAX)
        head = trigger.pos == EVENT_NOUN ? count - 1 : 0;
    for (unsigned i = 0; i < count; i++)
        if (i != head)
            trigger.words[trigger.word_count++] = ids[i];
    return link_trigger(r, ids[head], trigger);
}

/* ---- lines and files ------------------------------------------------------------------------------------------- */

static dgm_status read_example(model_event *m, const table_reader *t, bool counter, dgm_error *err)
{
    event_store *s = m->store;
    if (m->frame_count == 0)
        return table_error(t, 0, err, "an example needs a frame above it");
    if (t->now.column[1].n == 0 || (!counter && t->now.column[2].n == 0))
        return table_error(t, 1, err, counter ? "expected a text" : "expected a text and what it yields");
    event_example *e = EVENT_PUSH(s, example, m->example_count);
    if (!e)
        return error_set(err, DGM_NO_MEMORY, "out of memory");
    *e = (event_example){event_keep(s, str_of(t->name)).p, t->now.line, m->frame_count - 1, counter,
                         event_keep(s, t->now.column[1]).p, event_keep(s, t->now.column[2]).p};
    return DGM_OK;
}

static dgm_status read_frame(model_event *m, const table_reader *t, dgm_error *err)
{
    event_store *s = m->store;
    event_frame *f = EVENT_PUSH(s, frame, m->frame_count);
    if (!f)
        return error_set(err, DGM_NO_MEMORY, "out of memory");
    *f = (event_frame){.rule = event_rule_name(s, t), .op = EVENT_NONE};
    frame_reader r = {m, t, 0, err, f};
    dgm_status st = DGM_OK;
    for (str rest = t->now.column[0]; rest.p != NULL && st == DGM_OK;)
        st = read_trigger(&r, str_trim(str_cut(rest, ',', &rest)));
    bool no = str_equal(t->now.column[1], STR("no"));
    if (no)
        f->flags |= EVENT_FLAG_NO;
    if (st == DGM_OK)
        st = event_read_act(m, t, 1, no ? STR("-") : t->now.column[1], &f->act, err);
    r.column = 2;
    if (st == DGM_OK)
        st = read_slots(&r, t->now.column[2], 0);
    if (st == DGM_OK && f->op == EVENT_NONE && f->act.code == EVENT_NONE && !no)
        st = table_error(t, 1, err, "a frame without operator needs an act");
    return st;
}

static dgm_status read_file(model_event *m, const char *data_dir, const char *name, dgm_error *err)
{
    table_reader t;
    char path[300];
    int n = snprintf(path, sizeof path, "events/%s", name);
    dgm_status st = n < 0 || (size_t)n >= sizeof path ? error_set(err, DGM_BAD_DATA, "file name too long")
                                                      : event_open(&t, data_dir, path, err);
    if (st != DGM_OK)
        return st;
    while (st == DGM_OK && table_next(&t)) {
        str first = t.now.column[0];
        bool example = str_equal(first, STR("+")) || str_equal(first, STR("*"));
        if (!example && t.now.count < 3)
            st = table_error(&t, 0, err, "expected triggers, act and slots, found %u columns", t.now.count);
        else
            st = example ? read_example(m, &t, first.p[0] == '*', err) : read_frame(m, &t, err);
    }
    table_close(&t);
    return st;
}

static int is_rule_file(const struct dirent *entry)
{
    str name = str_of(entry->d_name);
    return str_ends(name, STR(".frames")) || str_ends(name, STR(".operators"));
}

static int by_name(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

dgm_status event_load_frames(model_event *m, const char *data_dir, dgm_error *err)
{
    char path[1024];
    struct dirent **names = NULL;
    int n = snprintf(path, sizeof path, "%s/events", data_dir);
    if (n < 0 || (size_t)n >= sizeof path)
        return error_set(err, DGM_BAD_USAGE, "path of the data folder is too long");
    int count = scandir(path, &names, is_rule_file, by_name);
    if (count < 0)
        return error_at(err, DGM_IO, path, 0, 0, "cannot list the folder");
    dgm_status st = DGM_OK;
    for (int i = 0; i < count; i++) {
        if (st == DGM_OK)
            st = read_file(m, data_dir, names[i]->d_name, err);
        free(names[i]);
    }
    free(names);
    return st;
}
