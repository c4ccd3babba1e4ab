/* SPDX-License-Identifier: MIT */
#include "model/syntax_verbs.h"

#include "base/error.h"
#include "base/memory.h"

#include <stdio.h>

static bool add_form(syntax_verbs *v, str form, str lemma)
{
    if (v->count == v->room) {
        uint32_t room = v->room ? v->room * 2 : 1024;
        struct syntax_verb_form *bigger = memory_resize(v->items, room * sizeof *bigger);
        if (bigger == NULL)
            return false;
        v->items = bigger;
        v->room = room;
    }
    uint32_t own = v->count, first = map_add(&v->forms, form, own);
    if (first == MAP_NONE)
        return false;
    v->items[v->count++] = (struct syntax_verb_form){lemma, MAP_NONE};
    if (first != own) { /* another verb has this form too */
        v->items[own].next = v->items[first].next;
        v->items[first].next = own;
    }
    return true;
}

static dgm_status read_line(syntax_verbs *v, dgm_error *err)
{
    const table_line *l = &v->file.now;
    str lemma = l->column[0], rest = l->column[1];
    if (lemma.n == 0)
        return table_error(&v->file, 0, err, "a verb is missing");
    if (map_find(&v->lemmas, lemma) != MAP_NONE)
        return table_error(&v->file, 0, err, "the verb stands here twice");
    bool good = map_add(&v->lemmas, lemma, 0) != MAP_NONE;
    while (good && rest.n > 0) {
        str form = str_trim(str_cut(rest, ';', &rest));
        if (form.n == 0)
            return table_error(&v->file, 1, err, "a form is missing");
        good = add_form(v, form, lemma);
    }
    return good ? DGM_OK : error_set(err, DGM_NO_MEMORY, "out of memory");
}

dgm_status syntax_verbs_load(syntax_verbs *v, const char *data_dir, dgm_error *err)
{
    char path[4096];
    *v = (syntax_verbs){0};
    (void)snprintf(path, sizeof path, "%s/text/verbs.tsv", data_dir);
    dgm_status status = table_open(&v->file, path, err);
    while (status == DGM_OK && table_next(&v->file))
        status = read_line(v, err);
    return status;
}

void syntax_verbs_free(syntax_verbs *v)
{
    table_close(&v->file);
    map_release(&v->lemmas);
    map_release(&v->forms);
    memory_free(v->items);
    *v = (syntax_verbs){0};
}

bool syntax_verbs_has(const syntax_verbs *v, str lemma)
{
    return map_find(&v->lemmas, lemma) != MAP_NONE;
}
