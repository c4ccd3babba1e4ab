/* SPDX-License-Identifier: MIT */
#include "model/syntax.h"

#include "base/error.h"
#include "base/memory.h"

#include <stdio.h>
#include <string.h>

enum { WORD_WIDTH, AFFIX_WIDTH, HIDDEN, LAYERS, ARC, RELATION, TAG, AFFIX_ROWS, UPOS_COUNT, DIMENSIONS };

static bool read_dimensions(model_syntax *m)
{
    const uint32_t *d = weights_numbers(&m->file, DIMENSIONS);
    if (d == NULL || d[LAYERS] < 1 || d[LAYERS] > SYNTAX_LAYERS)
        return false;
    for (int i = WORD_WIDTH; i <= TAG; i++)
        if (i != LAYERS && (d[i] == 0 || d[i] > 1024 || d[i] % 16 != 0))
            return false;
    m->word_width = d[WORD_WIDTH];
    m->affix_width = d[AFFIX_WIDTH];
    m->hidden = d[HIDDEN];
    m->layers = d[LAYERS];
    m->arc = d[ARC];
    m->relation_width = d[RELATION];
    m->tag_width = d[TAG];
    m->affix_rows = d[AFFIX_ROWS];
    return m->affix_rows > 0;
}

static bool index_words(model_syntax *m, weights_names names)
{
    const char *p = names.text;
    for (uint32_t i = 0; i < names.count; i++, p += strlen(p) + 1)
        if (map_add(&m->words, str_of(p), i) == MAP_NONE)
            return false;
    return true;
}

/* "NOUN\tNN\tNumber=Sing" in `m->strings`, tabs made ends. */
static bool split_tags(model_syntax *m, weights_names names)
{
    m->tags = memory_get(names.count * sizeof *m->tags);
    m->strings = memory_get(names.bytes);
    if (m->tags == NULL || m->strings == NULL)
        return false;
    memcpy(m->strings, names.text, names.bytes);
    char *p = m->strings;
    for (uint32_t i = 0; i < names.count; i++) {
        char *end = p + strlen(p), *xpos = strchr(p, '\t'), *feats = xpos ? strchr(xpos + 1, '\t') : NULL;
        if (feats == NULL)
            return false;
        *xpos++ = 0;
        *feats++ = 0;
        m->tags[i] = (model_syntax_tag){record_upos_find(str_of(p)), xpos, feats, record_morph_of(str_of(feats))};
        p = end + 1;
    }
    return true;
}

static bool read_lists(model_syntax *m)
{
    weights_names words = weights_read_names(&m->file), tags = weights_read_names(&m->file);
    weights_names scripts = weights_read_names(&m->file), relations = weights_read_names(&m->file);
    weights_names upos = weights_read_names(&m->file);
    if (m->file.bad || !index_words(m, words) || !split_tags(m, tags))
        return false;
    m->scripts = memory_get(scripts.count * sizeof *m->scripts);
    m->relations = memory_get(relations.count * sizeof *m->relations);
    m->upos_of = memory_get(upos.count * sizeof *m->upos_of);
    if (m->scripts == NULL || m->relations == NULL || m->upos_of == NULL)
        return false;
    const char *p = scripts.text;
    for (uint32_t i = 0; i < scripts.count; i++, p += strlen(p) + 1)
        m->scripts[i] = str_of(p);
    p = relations.text;
    for (uint32_t i = 0; i < relations.count; i++, p += strlen(p) + 1)
        m->relations[i] = record_deprel_find(str_of(p));
    p = upos.text;
    for (uint32_t i = 0; i < upos.count; i++, p += strlen(p) + 1)
        m->upos_of[i] = record_upos_find(str_of(p));
    m->word.rows = words.count;
    m->tag.out = tags.count;
    m->lemma.out = scripts.count;
    m->rel.out = relations.count;
    m->upos.out = upos.count;
    return true;
}

static weights_matrix matrix(model_syntax *m, uint32_t in, uint32_t out)
{
    weights_matrix w = weights_read_matrix(&m->file, in);
    if (w.out != out || w.in % 4 != 0)
        m->file.bad = true;
    return w;
}

static bool read_weights(model_syntax *m)
{
    uint32_t d = m->word_width + m->affix_width, two = 2 * m->hidden, words = m->word.rows;
    m->word = weights_read_table(&m->file, m->word_width);
    m->affix = weights_read_table(&m->file, m->affix_width);
    for (uint32_t l = 0; l < m->layers; l++)
        for (int k = 0; k < 2; k++) {
            m->lstm[l][k].x = matrix(m, l == 0 ? d : two, 4 * m->hidden);
            m->lstm[l][k].h = matrix(m, m->hidden, 4 * m->hidden);
        }
    m->tag_in = matrix(m, two + d, m->tag_width);
    m->upos = matrix(m, m->tag_width, m->upos.out);
    m->tag = matrix(m, m->tag_width, m->tag.out);
    m->lemma = matrix(m, m->tag_width, m->lemma.out);
    m->arc_d = matrix(m, two, m->arc);
    m->arc_h = matrix(m, two, m->arc);
    m->arc_u = matrix(m, m->arc, m->arc);
    m->arc_root = weights_floats(&m->file, m->arc);
    m->rel_d = matrix(m, two, m->relation_width);
    m->rel_h = matrix(m, two, m->relation_width);
    m->rel_bias = weights_floats(&m->file, m->relation_width);
    m->rel_root = weights_floats(&m->file, m->relation_width);
    m->rel = matrix(m, m->relation_width, m->rel.out);
    return !m->file.bad && m->word.rows == words && m->affix.rows == m->affix_rows;
}

dgm_status model_syntax_load(model_syntax **m, const char *data_dir, const char *model_dir, dgm_error *err)
{
    char path[1024];
    dgm_status status = DGM_OK;
    *m = memory_get(sizeof **m);
    if (*m == NULL)
        return error_set(err, DGM_NO_MEMORY, "out of memory");
    (void)snprintf(path, sizeof path, "%s/syntax.bin", model_dir);
    status = weights_open(&(*m)->file, path, "SYN1", err);
    if (status == DGM_OK && (!read_dimensions(*m) || !read_lists(*m) || !read_weights(*m)))
        status = error_at(err, DGM_BAD_MODEL, path, 0, 0, "its parts do not fit together");
    if (status == DGM_OK)
        (*m)->file.path = NULL;
    if (status == DGM_OK)
        status = syntax_verbs_load(&(*m)->verbs, data_dir, err);
    if (status != DGM_OK) {
        model_syntax_free(*m);
        *m = NULL;
    }
    return status;
}

void model_syntax_free(model_syntax *m)
{
    if (m == NULL)
        return;
    map_release(&m->words);
    syntax_verbs_free(&m->verbs);
    memory_free(m->tags);
    memory_free(m->strings);
    memory_free(m->scripts);
    memory_free(m->relations);
    memory_free(m->upos_of);
    weights_close(&m->file);
    memory_free(m);
}
