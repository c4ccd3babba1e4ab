/* SPDX-License-Identifier: MIT
 *
 * The loader of data/text/: tables of two or three columns, the first a kind, to maps of words. */
#include "model/token.h"

#include "base/error.h"
#include "base/file.h"
#include "base/memory.h"
#include "base/utf8.h"

#include <stdio.h>
#include <string.h>

typedef struct kind {
    const char *name;
    uint32_t bits;
} kind;

static const kind layout_kinds[] = {{"joiner", WORD_JOINER}, {"agency", WORD_AGENCY}, {"month", WORD_MONTH},
                                    {"weekday", WORD_WEEKDAY}, {"label", WORD_LABEL}, {"open", WORD_OPEN}, {NULL, 0}};
static const kind abbreviation_kinds[] = {{"title", WORD_TITLE}, {"inner", WORD_INNER}, {"end", WORD_END},
                                          {"number", WORD_BEFORE_NUMBER}, {"name", WORD_BEFORE_NAME}, {NULL, 0}};
static const kind joined_kinds[] = {{"prefix", WORD_PREFIX}, {"suffix", WORD_SUFFIX}, {"whole", WORD_WHOLE},
                                    {"unit", WORD_UNIT}, {"ending", WORD_ENDING}, {"starter", WORD_STARTER},
                                    {NULL, 0}};

static uint32_t kind_bits(const kind *kinds, str name)
{
    for (; kinds->name != NULL; kinds++)
        if (str_equal(name, str_of(kinds->name)))
            return kinds->bits;
    return 0;
}

/* A copy of `s` in lower case that lives with the model; n == 0 when out of memory. */
static str keep_lower(model_token *m, str s)
{
    strbuf b;
    strbuf_init(&b, 0);
    utf8_add_lower(&b, s);
    const char *p = b.failed ? NULL : arena_string(&m->memory, b.p, b.n);
    str kept = {p, p != NULL ? b.n : 0};
    strbuf_release(&b);
    return kept;
}

static bool add_bits(model_token *m, str lower, uint32_t bits)
{
    if (lower.n == 0 || map_add(&m->words, lower, bits) == MAP_NONE)
        return false;
    uint32_t known = map_find(&m->words, lower);
    if ((known | bits) != known)
        map_set(&m->words, lower, known | bits);
    return true;
}

/* One line "kind <tab> word [<tab> number]" of a table whose words carry bits. */
static dgm_status add_word(model_token *m, const table_reader *t, const kind *kinds, dgm_error *err)
{
    str word = t->now.column[1];
    uint32_t bits = kind_bits(kinds, t->now.column[0]);
    if (bits == 0)
        return table_error(t, 0, err, "unknown kind '%.*s'", (int)t->now.column[0].n, t->now.column[0].p);
    if (word.n == 0)
        return table_error(t, 1, err, "a word is missing");
    if (bits & WORD_ABBREVIATION) {
        if (!str_ends(word, STR(".")) || word.n < 2)
            return table_error(t, 1, err, "an abbreviation ends with a stop");
        word.n--;
        unsigned bytes;
        if (!utf8_is_upper(utf8_decode(word.p, word.p + word.n, &bytes)))
            bits |= WORD_ANY_CASE;
    }
    if (bits & WORD_MONTH) {
        long number;
        if (!str_integer(t->now.column[2], &number) || number < 1 || number > 12)
            return table_error(t, 2, err, "a month needs its number, 1 to 12");
        bits |= (uint32_t)number << WORD_NUMBER_SHIFT;
    }
    return add_bits(m, keep_lower(m, word), bits) ? DGM_OK : error_set(err, DGM_NO_MEMORY, "out of memory");
}

static dgm_status add_opener(model_token *m, const table_reader *t, dgm_error *err)
{
    if (m->opener_count == MODEL_OPENERS)
        return table_error(t, 0, err, "more than %d openers", MODEL_OPENERS);
    if (t->now.column[1].n == 0)
        return table_error(t, 1, err, "words are missing");
    m->openers[m->opener_count] = keep_lower(m, t->now.column[1]);
    return m->openers[m->opener_count++].n > 0 ? DGM_OK : error_set(err, DGM_NO_MEMORY, "out of memory");
}

static dgm_status add_layout(model_token *m, const table_reader *t, dgm_error *err)
{
    return str_equal(t->now.column[0], STR("opener")) ? add_opener(m, t, err) : add_word(m, t, layout_kinds, err);
}

static dgm_status add_abbreviation(model_token *m, const table_reader *t, dgm_error *err)
{
    return add_word(m, t, abbreviation_kinds, err);
}

static dgm_status add_joined(model_token *m, const table_reader *t, dgm_error *err)
{
    return add_word(m, t, joined_kinds, err);
}

static dgm_status add_common(model_token *m, const table_reader *t, dgm_error *err)
{
    static const kind kinds[] = {{"common", WORD_COMMON}, {NULL, 0}};
    return add_word(m, t, kinds, err);
}

static dgm_status add_emoticon(model_token *m, const table_reader *t, dgm_error *err)
{
    str sign = t->now.column[0];
    const char *p = arena_string(&m->memory, sign.p, sign.n);
    if (p == NULL || map_add(&m->emoticons, (str){p, sign.n}, 0) == MAP_NONE)
        return error_set(err, DGM_NO_MEMORY, "out of memory");
    return DGM_OK;
}

static dgm_status add_clitic(model_token *m, const table_reader *t, dgm_error *err)
{
    if (m->clitic_count == MODEL_CLITICS)
        return table_error(t, 0, err, "more than %d clitics", MODEL_CLITICS);
    if (t->now.column[1].n == 0)
        return table_error(t, 1, err, "a clitic is missing");
    m->clitics[m->clitic_count] = keep_lower(m, t->now.column[1]);
    return m->clitics[m->clitic_count++].n > 0 ? DGM_OK : error_set(err, DGM_NO_MEMORY, "out of memory");
}

/* "word <tab> cannot <tab> can not": the parts, put together, must give the word. */
static dgm_status add_cut(model_token *m, const table_reader *t, dgm_error *err)
{
    model_cut cut = {0};
    str rest = t->now.column[2], word = t->now.column[1];
    size_t sum = 0;
    while (rest.p != NULL) {
        str part = str_cut(rest, ' ', &rest);
        if (cut.count == MODEL_CUTS || part.n == 0 || sum + part.n > word.n || part.n > UINT8_MAX ||
            !str_equal(part, (str){word.p + sum, part.n}))
            return table_error(t, 2, err, "the parts, put together, do not give the word");
        sum += part.n;
        cut.length[cut.count++] = (uint8_t)utf8_count(part);
    }
    if (sum != word.n || cut.count < 2)
        return table_error(t, 2, err, "the parts, put together, do not give the word");
    model_cut *cuts = arena_push(&m->memory, m->cuts, m->cut_count, sizeof cut);
    str lower = keep_lower(m, word);
    if (cuts == NULL || lower.n == 0 || map_add(&m->contractions, lower, (uint32_t)m->cut_count) == MAP_NONE)
        return error_set(err, DGM_NO_MEMORY, "out of memory");
    m->cuts = cuts;
    m->cuts[m->cut_count++] = cut;
    return DGM_OK;
}

static dgm_status add_contraction(model_token *m, const table_reader *t, dgm_error *err)
{
    if (str_equal(t->now.column[0], STR("clitic")))
        return add_clitic(m, t, err);
    if (str_equal(t->now.column[0], STR("word")))
        return add_cut(m, t, err);
    return table_error(t, 0, err, "unknown kind '%.*s'", (int)t->now.column[0].n, t->now.column[0].p);
}

typedef dgm_status (*add_line)(model_token *, const table_reader *, dgm_error *);

static dgm_status load_table(model_token *m, const char *data_dir, const char *name, add_line add, dgm_error *err)
{
    char path[4096];
    table_reader t;
    (void)snprintf(path, sizeof path, "%s/text/%s", data_dir, name);
    dgm_status status = table_open(&t, path, err);
    if (status != DGM_OK)
        return status;
    while (status == DGM_OK && table_next(&t))
        status = add(m, &t, err);
    table_close(&t);
    return status;
}

dgm_status model_token_load_words(model_token **made, const char *data_dir, dgm_error *err)
{
    dgm_status status = DGM_OK;
    *made = NULL;
    model_token *m = memory_get(sizeof *m);
    if (m == NULL)
        return error_set(err, DGM_NO_MEMORY, "out of memory");
    arena_init(&m->memory, 0);
    if ((status = load_table(m, data_dir, "layout.tsv", add_layout, err)) != DGM_OK ||
        (status = load_table(m, data_dir, "abbreviations.tsv", add_abbreviation, err)) != DGM_OK ||
        (status = load_table(m, data_dir, "joined.tsv", add_joined, err)) != DGM_OK ||
        (status = load_table(m, data_dir, "common.tsv", add_common, err)) != DGM_OK ||
        (status = load_table(m, data_dir, "contractions.tsv", add_contraction, err)) != DGM_OK ||
        (status = load_table(m, data_dir, "emoticons.tsv", add_emoticon, err)) != DGM_OK)
        model_token_free(m);
    else
        *made = m;
    return status;
}

static dgm_status load_splitter(model_token *m, const char *model_dir, dgm_error *err)
{
    char path[4096];
    (void)snprintf(path, sizeof path, "%s/splitter.bin", model_dir);
    dgm_status status = weights_open(&m->splitter_file, path, MODEL_SPLITTER_KIND, err);
    if (status != DGM_OK)
        return status;
    weights_table t = weights_read_table(&m->splitter_file, MODEL_SPLITTER_SLOTS);
    if (m->splitter_file.bad || t.rows != 1)
        return error_at(err, DGM_BAD_MODEL, path, 0, 0, "not a table of the size that the splitter needs");
    m->splitter = t.value;
    return DGM_OK;
}

dgm_status model_token_load(model_token **made, const char *data_dir, const char *model_dir, dgm_error *err)
{
    dgm_status status = model_token_load_words(made, data_dir, err);
    if (status == DGM_OK && *made != NULL && (status = load_splitter(*made, model_dir, err)) != DGM_OK) {
        model_token_free(*made);
        *made = NULL;
    }
    return status;
}

void model_token_free(model_token *m)
{
    if (m == NULL)
        return;
    weights_close(&m->splitter_file);
    map_release(&m->words);
    map_release(&m->contractions);
    map_release(&m->emoticons);
    arena_release(&m->memory);
    memory_free(m);
}

uint32_t model_word(const model_token *m, str lower)
{
    uint32_t bits = map_find(&m->words, lower);
    return bits == MAP_NONE ? 0 : bits;
}
