/* SPDX-License-Identifier: MIT
 *
 * model/event.c: loads the grammar of acts in the order in which its files build on one another, and answers the
 * stage's questions. In: data/ontology and data/events. Out: a model_event, everything in one arena. Cost: one pass
 * over the files, a few milliseconds.
 */
#include "model/event.h"

#include "base/error.h"
#include "base/memory.h"
#include "model/event_load.h"

#include <stdio.h>
#include <string.h>

str event_keep(event_store *s, str text)
{
    char *copy = arena_string(&s->memory, text.p ? text.p : "", text.n);
    return (str){copy, copy ? text.n : 0};
}

const char *event_rule_name(event_store *s, const table_reader *t)
{
    return arena_format(&s->memory, "%s:%u", t->name, t->now.line);
}

static bool grow_words(event_store *s)
{
    uint32_t old = s->word_capacity, capacity = old ? old * 2 : 2048;
    uint32_t *first = ARENA_ARRAY(&s->memory, uint32_t, capacity), *last = ARENA_ARRAY(&s->memory, uint32_t, capacity);
    uint64_t(*classes)[EVENT_CLASS_WORDS] = arena_get(&s->memory, sizeof *classes * capacity);
    uint8_t *context = ARENA_ARRAY(&s->memory, uint8_t, capacity), *modal = ARENA_ARRAY(&s->memory, uint8_t, capacity);
    uint32_t *number = ARENA_ARRAY(&s->memory, uint32_t, capacity);
    if (!first || !last || !classes || !context || !modal || !number)
        return false;
    if (old) {
        memcpy(first, s->first_trigger, old * sizeof *first);
        memcpy(last, s->last_trigger, old * sizeof *last);
        memcpy(classes, s->word_classes, old * sizeof *classes);
        memcpy(context, s->word_context, old);
        memcpy(modal, s->word_modal, old);
        memcpy(number, s->word_number, old * sizeof *number);
    }
    s->first_trigger = first, s->last_trigger = last, s->word_classes = classes;
    s->word_context = context, s->word_modal = modal, s->word_number = number;
    s->word_capacity = capacity;
    return true;
}

uint32_t event_word(event_store *s, str word)
{
    uint32_t id = map_find(&s->words, word);
    if (id != MAP_NONE)
        return id;
    if (s->word_count == s->word_capacity && !grow_words(s))
        return EVENT_NONE;
    str key = event_keep(s, word);
    if (!key.p || map_add(&s->words, key, s->word_count) == MAP_NONE)
        return EVENT_NONE;
    s->first_trigger[s->word_count] = s->last_trigger[s->word_count] = EVENT_NONE;
    return s->word_count++;
}

dgm_status event_open(table_reader *t, const char *data_dir, const char *name, dgm_error *err)
{
    char path[1024];
    int n = snprintf(path, sizeof path, "%s/%s", data_dir, name);
    if (n < 0 || (size_t)n >= sizeof path)
        return error_set(err, DGM_BAD_USAGE, "path of the data folder is too long");
    return table_open(t, path, err);
}

/* Lends the store's arrays to the model's read-only view. */
static void publish(model_event *m)
{
    event_store *s = m->store;
    m->types = s->type, m->modes = s->mode, m->contexts = s->context, m->codes = s->code;
    m->operators = s->op, m->rules = s->rule, m->first_rule = s->first_rule;
    m->frames = s->frame, m->triggers = s->trigger, m->examples = s->example;
    m->doubts = s->doubt, m->doubtfuls = s->doubtful;
    m->word_count = s->word_count, m->first_trigger = s->first_trigger;
    m->word_classes = (const uint64_t(*)[EVENT_CLASS_WORDS])s->word_classes;
    m->word_context = s->word_context, m->word_modal = s->word_modal, m->word_number = s->word_number;
}

/* Classes and operators that the code asks for by name must exist. */
static dgm_status find_needed(model_event *m, dgm_error *err)
{
    event_store *s = m->store;
    struct needed {
        const map *in;
        const char *name;
        uint32_t *to;
    } needed[] = {
        {&s->classes, "negator", &m->class_negator},     {&s->classes, "condition", &m->class_condition},
        {&s->classes, "partitive", &m->class_partitive}, {&s->classes, "future", &m->class_future},
        {&s->classes, "possible", &m->class_possible},   {&s->classes, "placing", &m->class_placing},
        {&s->classes, "before", &m->class_before},       {&s->classes, "after", &m->class_after},
        {&s->classes, "hedge", &m->class_hedge},         {&s->classes, "report", &m->class_report},
        {&s->classes, "person", &m->class_person},       {&s->classes, "killed", &m->class_killed},
        {&s->classes, "injured", &m->class_injured},
        {&s->classes, "owning", &m->class_owning},       {&s->classes, "standing", &m->class_standing},
        {&s->classes, "aiming", &m->class_aiming},       {&s->classes, "making", &m->class_making},
        {&s->classes, "intransitive", &m->class_intransitive}, {&s->classes, "definite", &m->class_definite},
        {&s->classes, "likening", &m->class_likening}, {&s->classes, "document", &m->class_document},
        {&s->classes, "creating", &m->class_creating}, {&s->classes, "authoring", &m->class_authoring},
        {&s->classes, "contactword", &m->class_contact}, {&s->classes, "topicword", &m->class_topic},
        {&s->classes, "occasion", &m->class_occasion}, {&s->classes, "since", &m->class_since},
        {&s->classes, "particle", &m->class_particle}, {&s->classes, "naming", &m->class_naming},
        {&s->classes, "giving", &m->class_giving},       {&s->classes, "granted", &m->class_granted},
        {&s->classes, "describing", &m->class_describing}, {&s->classes, "disposed", &m->class_disposed},
        {&s->classes, "operation", &m->class_operation}, {&s->classes, "moment", &m->class_moment},
        {&s->classes, "personal", &m->class_personal},
        {&s->classes, "hostile", &m->class_hostile},     {&s->classes, "armedsector", &m->class_armed},
        {&s->classes, "joining", &m->class_joining},     {&s->classes, "officesector", &m->class_office},
        {&s->classes, "order", &m->class_order},         {&s->classes, "becoming", &m->class_becoming},
        {&s->classes, "publicsector", &m->class_public}, {&s->classes, "bodycode", &m->class_body},
        {&s->classes, "blaming", &m->class_blaming},     {&s->classes, "kindword", &m->class_kind},
        {&s->classes, "shotword", &m->class_shot},       {&s->classes, "sitehead", &m->class_site},
        {&s->classes, "nameof", &m->class_of},           {&s->classes, "locality", &m->class_locality},
        {&s->classes, "upon", &m->class_upon},           {&s->classes, "ground", &m->class_ground},
        {&s->classes, "company", &m->class_company},
        {&s->classes, "forcedact", &m->class_forced_act},
        {&s->classes, "spokenact", &m->class_spoken_act},
        {&s->operators, "will", &m->op_will},        {&s->operators, "refuse", &m->op_refuse},
        {&s->operators, "demand", &m->op_demand}, {&s->operators, "try", &m->op_try},    {&s->operators, "end", &m->op_end},
    };
    if ((m->code_meet = map_find(&s->codes, STR("040"))) == MAP_NONE ||
        (m->code_third = map_find(&s->codes, STR("044"))) == MAP_NONE || (m->code_plan = map_find(&s->codes, STR("036"))) == MAP_NONE)
        return error_set(err, DGM_BAD_DATA, "ontology/cameo.tsv lacks 036, 040 or 044");
    m->mode_many = EVENT_NONE;
    m->context_abroad = map_find(&s->contexts, STR("diplomatic"));
    for (uint32_t i = 0; i < m->mode_count; i++)
        if (str_equal(str_of(s->mode[i].name), STR("multilateral")))
            m->mode_many = i;
    for (size_t i = 0; i < sizeof needed / sizeof *needed; i++)
        if ((*needed[i].to = map_find(needed[i].in, str_of(needed[i].name))) == MAP_NONE)
            return error_set(err, DGM_BAD_DATA, "%s has no \"%s\"",
                             needed[i].in == &s->classes ? "events/classes.tsv" : "ontology/operators.tsv",
                             needed[i].name);
    return DGM_OK;
}

dgm_status model_event_load(model_event **m, const char *data_dir, const char *model_dir, dgm_error *err)
{
    (void)model_dir;
    dgm_status s = DGM_OK;
    model_event *e = *m = memory_get(sizeof *e);
    if (!e || !(e->store = memory_get(sizeof *e->store))) {
        s = error_set(err, DGM_NO_MEMORY, "out of memory");
        goto done;
    }
    arena_init(&e->store->memory, 0);
    if ((s = event_load_ontology(e, data_dir, err)) != DGM_OK || (s = event_load_words(e, data_dir, err)) != DGM_OK ||
        (s = event_load_composition(e, data_dir, err)) != DGM_OK ||
        (s = event_load_frames(e, data_dir, err)) != DGM_OK || (s = event_load_doubts(e, data_dir, err)) != DGM_OK || (s = find_needed(e, err)) != DGM_OK)
        goto done;
    publish(e);
done:
    if (e && e->store && e->store->memory.failed) /* a name that found no room looks like one that is not there */
        s = error_set(err, DGM_NO_MEMORY, "out of memory");
    if (s != DGM_OK) {
        model_event_free(e);
        *m = NULL;
    }
    return s;
}

void model_event_free(model_event *m)
{
    if (!m)
        return;
    event_store *s = m->store;
    if (s) {
        map *maps[] = {&s->words, &s->types, &s->contexts, &s->codes, &s->classes, &s->operators, &s->shapes,
                       &s->modals};
        for (size_t i = 0; i < sizeof maps / sizeof *maps; i++)
            map_release(maps[i]);
        arena_release(&s->memory);
        memory_free(s);
    }
    memory_free(m);
}

uint32_t model_event_word(const model_event *m, str word)
{
    uint32_t id = map_find(&m->store->words, word);
    return id == MAP_NONE ? EVENT_NONE : id;
}

bool model_event_in_class(const model_event *m, uint32_t word, uint32_t cls)
{
    return word < m->word_count && (m->word_classes[word][cls / 64] >> (cls % 64) & 1) != 0;
}

uint32_t model_event_code(const model_event *m, str cameo)
{
    uint32_t id = map_find(&m->store->codes, cameo);
    return id == MAP_NONE ? EVENT_NONE : id;
}

uint32_t model_event_leaf(const model_event *m, uint32_t code, uint32_t context)
{
    const event_store *s = m->store;
    for (uint32_t i = 0; i < s->leaf_count; i++)
        if (s->leaf[i].code == code && s->leaf[i].context == context)
            return s->leaf[i].leaf;
    return code;
}

const char *model_event_binding(const model_event *m, event_binding_kind kind, uint32_t type)
{
    const event_binding *b = &m->bindings[kind];
    return type < 32 && (b->types >> type & 1) ? b->rule : NULL;
}

/* How well a rule's condition fits: 0 not at all; a type with its mode beats longer CAMEO prefixes, these beat
 * a type, and this "any". */
static unsigned fit(const model_event *m, const event_rule *r, const event_act *inner)
{
    if (r->cameo[0]) {
        size_t n = strlen(r->cameo);
        bool ok = inner->code != EVENT_NONE && strncmp(m->codes[inner->code].cameo, r->cameo, n) == 0;
        return ok ? 2 + 2 * (unsigned)n : 0;
    }
    if (r->type == EVENT_NONE)
        return 1;
    if (r->type != inner->type || (r->mode != EVENT_NONE && r->mode != inner->mode))
        return 0;
    return r->mode != EVENT_NONE ? 11 : 3;
}

const event_rule *model_event_compose(const model_event *m, uint32_t op, const event_act *inner, bool onto)
{
    const event_rule *best = NULL;
    unsigned best_fit = 0;
    for (uint32_t i = m->first_rule[op]; i < m->first_rule[op + 1]; i++) {
        unsigned f = onto || !m->rules[i].onto ? fit(m, &m->rules[i], inner) : 0;
        if (f > best_fit || (f == best_fit && f > 0 && m->rules[i].onto))
            best = &m->rules[i], best_fit = f;
    }
    return best;
}
