/* SPDX-License-Identifier: MIT
 *
 * model/claim.c: reads the word tables of data/claims.
 *
 * In: four plain tables (columns told in their heads). Out: arrays of lines in the model's arena and a map a table from
 * "part:lemma" to the line. A wrong line is DGM_BAD_DATA with file, line and column. Cost: some 2 ms at load. */
#include "model/claim.h"

#include "base/error.h"
#include "base/file.h"
#include "base/memory.h"

#include <stdio.h>
#include <string.h>

const char *const claim_act_names[CLAIM_ACT_COUNT] = {
    "none",   "say",  "write", "announce", "deny",  "ask",    "urge",   "promise", "threaten", "accuse",
    "praise", "show", "relay", "quote",    "think", "expect", "know",   "doubt",   "want",     "fear",
    "intend", "feel", "see",   "guess",    "agree", "refuse", "decide", "seem"};

static const char *const worth_names[CLAIM_WORTH_COUNT] = {"fact",  "sure",  "likely", "open",
                                                           "doubt", "false", "future"};
static const char *const voice_names[] = {"none", "anonymous", "media", "document", "role"};
static const char *const hedging_names[] = {"none",     "hearsay", "maybe",     "likely", "sure",
                                            "negation", "nearly",  "condition", "future"};

#define COUNT(array) ((int)(sizeof(array) / sizeof *(array)))

static int name_index(const char *const *names, int count, str name)
{
    for (int i = 0; i < count; i++)
        if (str_equal(str_of(names[i]), name))
            return i;
    return -1;
}

static str keep(model_claim *m, str s)
{
    return (str){arena_string(&m->memory, s.p, s.n), s.n};
}

static const char *rule_of(model_claim *m, const table_line *line)
{
    return arena_format(&m->memory, "%s:%u", line->file, (unsigned)line->line);
}

static str key_of(model_claim *m, char part, str word)
{
    char *p = arena_format(&m->memory, "%c:%.*s", part, (int)word.n, word.p);
    return str_of(p);
}

static dgm_status read_cue(model_claim *m, const table_reader *t, dgm_error *err)
{
    const table_line *l = &t->now;
    if (l->count < 5 || l->count > 6)
        return table_error(t, 0, err, "a cue has 5 columns, or 6 with an example");
    str part = l->column[1];
    int act = name_index(claim_act_names, CLAIM_ACT_COUNT, l->column[2]);
    int holds = name_index(worth_names, CLAIM_WORTH_COUNT, l->column[3]);
    int negated = name_index(worth_names, CLAIM_WORTH_COUNT, l->column[4]);
    if (part.n != 1 || str_find(STR("vnap"), part) < 0)
        return table_error(t, 1, err, "the part is one of v, n, a, p");
    if (act <= 0)
        return table_error(t, 2, err, "unknown class '%.*s'", (int)l->column[2].n, l->column[2].p);
    if (holds < 0 || negated < 0)
        return table_error(t, holds < 0 ? 3 : 4, err, "worth is fact, sure, likely, open, doubt, false or future");
    if (map_add(&m->cue_words, key_of(m, part.p[0], l->column[0]), m->cue_count) != m->cue_count)
        return m->memory.failed
                   ? error_set(err, DGM_NO_MEMORY, "out of memory")
                   : table_error(t, 0, err, "'%.*s' stands here twice", (int)l->column[0].n, l->column[0].p);
    m->cues = arena_push(&m->memory, m->cues, m->cue_count, sizeof *m->cues);
    if (m->cues == NULL)
        return error_set(err, DGM_NO_MEMORY, "out of memory");
    m->cues[m->cue_count++] = (claim_cue){.word = keep(m, l->column[0]),
                                          .part = part.p[0],
                                          .act = (uint8_t)act,
                                          .holds = (uint8_t)holds,
                                          .negated = (uint8_t)negated,
                                          .example = l->count > 5 ? keep(m, l->column[5]) : (str){0},
                                          .rule = rule_of(m, l)};
    return DGM_OK;
}

static dgm_status read_source(model_claim *m, const table_reader *t, dgm_error *err)
{
    const table_line *l = &t->now;
    double trust = 0;
    if (l->count != 3)
        return table_error(t, 0, err, "a source has 3 columns");
    int voice = name_index(voice_names, COUNT(voice_names), l->column[1]);
    if (voice <= 0)
        return table_error(t, 1, err, "the kind is anonymous, media, document or role");
    if (!str_number(l->column[2], &trust) || trust < 0 || trust > 1)
        return table_error(t, 2, err, "the trust is a number from 0 to 1");
    str word = keep(m, l->column[0]);
    if (map_add(&m->source_words, word, m->source_count) != m->source_count)
        return table_error(t, 0, err, "'%.*s' stands here twice", (int)word.n, word.p);
    m->sources = arena_push(&m->memory, m->sources, m->source_count, sizeof *m->sources);
    if (m->sources == NULL)
        return error_set(err, DGM_NO_MEMORY, "out of memory");
    m->sources[m->source_count++] = (claim_source){word, (uint8_t)voice, trust, rule_of(m, l)};
    return DGM_OK;
}

static dgm_status read_hedge(model_claim *m, const table_reader *t, dgm_error *err)
{
    const table_line *l = &t->now;
    double factor = 0;
    if (l->count != 4)
        return table_error(t, 0, err, "a hedge has 4 columns");
    str part = l->column[1];
    int hedging = name_index(hedging_names, COUNT(hedging_names), l->column[2]);
    if (part.n != 1 || str_find(STR("rxvnm"), part) < 0)
        return table_error(t, 1, err, "the part is one of r, x, v, n, m");
    if (hedging <= 0)
        return table_error(t, 2, err, "unknown class '%.*s'", (int)l->column[2].n, l->column[2].p);
    if (!str_number(l->column[3], &factor) || factor < 0 || factor > 1)
        return table_error(t, 3, err, "the factor is a number from 0 to 1");
    if (map_add(&m->hedge_words, key_of(m, part.p[0], l->column[0]), m->hedge_count) != m->hedge_count)
        return table_error(t, 0, err, "'%.*s' stands here twice", (int)l->column[0].n, l->column[0].p);
    m->hedges = arena_push(&m->memory, m->hedges, m->hedge_count, sizeof *m->hedges);
    if (m->hedges == NULL)
        return error_set(err, DGM_NO_MEMORY, "out of memory");
    m->hedges[m->hedge_count++] =
        (claim_hedge){keep(m, l->column[0]), part.p[0], (uint8_t)hedging, factor, rule_of(m, l)};
    return DGM_OK;
}

static bool is_polarity(str s)
{
    return s.n == 1 && str_find(STR("+-?"), s) >= 0;
}

static dgm_status read_implicative(model_claim *m, const table_reader *t, dgm_error *err)
{
    const table_line *l = &t->now;
    if (l->count != 3)
        return table_error(t, 0, err, "an implicative has 3 columns");
    if (!is_polarity(l->column[1]) || !is_polarity(l->column[2]))
        return table_error(t, is_polarity(l->column[1]) ? 2 : 1, err, "the polarity is +, - or ?");
    str word = keep(m, l->column[0]);
    if (map_add(&m->implicative_words, word, m->implicative_count) != m->implicative_count)
        return table_error(t, 0, err, "'%.*s' stands here twice", (int)word.n, word.p);
    m->implicatives = arena_push(&m->memory, m->implicatives, m->implicative_count, sizeof *m->implicatives);
    if (m->implicatives == NULL)
        return error_set(err, DGM_NO_MEMORY, "out of memory");
    m->implicatives[m->implicative_count++] =
        (claim_implicative){word, l->column[1].p[0], l->column[2].p[0], rule_of(m, l)};
    return DGM_OK;
}

static dgm_status read_act(model_claim *m, const table_reader *t, dgm_error *err)
{
    const table_line *l = &t->now;
    if (l->count != 1)
        return table_error(t, 1, err, "an act has one column");
    str word = keep(m, l->column[0]);
    if (map_add(&m->act_words, word, l->line) != l->line)
        return table_error(t, 0, err, "'%.*s' stands here twice", (int)word.n, word.p);
    return DGM_OK;
}

typedef dgm_status (*read_line)(model_claim *, const table_reader *, dgm_error *);

static dgm_status read_table(model_claim *m, const char *data_dir, const char *name, read_line each, dgm_error *err)
{
    table_reader t;
    char path[4096];
    snprintf(path, sizeof path, "%s/claims/%s", data_dir, name);
    dgm_status s = table_open(&t, path, err);
    if (s != DGM_OK)
        return s;
    while (s == DGM_OK && table_next(&t))
        s = each(m, &t, err);
    table_close(&t);
    return s;
}

dgm_status model_claim_load_words(model_claim **to, const char *data_dir, dgm_error *err)
{
    dgm_status s = DGM_OK;
    model_claim *m = memory_get(sizeof *m);
    *to = m;
    if (m == NULL)
        return error_set(err, DGM_NO_MEMORY, "out of memory");
    arena_init(&m->memory, 0);
    if ((s = read_table(m, data_dir, "cues.claims", read_cue, err)) == DGM_OK &&
        (s = read_table(m, data_dir, "sources.claims", read_source, err)) == DGM_OK &&
        (s = read_table(m, data_dir, "hedges.claims", read_hedge, err)) == DGM_OK &&
        (s = read_table(m, data_dir, "implicatives.claims", read_implicative, err)) == DGM_OK &&
        (s = read_table(m, data_dir, "acts.claims", read_act, err)) == DGM_OK && m->memory.failed)
        s = error_set(err, DGM_NO_MEMORY, "out of memory");
    if (s != DGM_OK) {
        model_claim_free(m);
        *to = NULL;
    }
    return s;
}

dgm_status model_claim_load(model_claim **to, const char *data_dir, const char *model_dir, dgm_error *err)
{
    char path[4096];
    dgm_status s = model_claim_load_words(to, data_dir, err);
    if (s != DGM_OK)
        return s;
    snprintf(path, sizeof path, "%s/claims.bin", model_dir);
    s = model_claim_weights_read(*to, path, err);
    if (s != DGM_OK) {
        model_claim_free(*to);
        *to = NULL;
    }
    return s;
}

void model_claim_free(model_claim *m)
{
    if (m == NULL)
        return;
    weights_close(&m->file);
    map_release(&m->cue_words);
    map_release(&m->source_words);
    map_release(&m->hedge_words);
    map_release(&m->implicative_words);
    map_release(&m->act_words);
    arena_release(&m->memory);
    memory_free(m);
}

static uint32_t find_part(const map *words, char part, str lemma)
{
    char key[64];
    if (lemma.n + 2 > sizeof key)
        return MAP_NONE;
    key[0] = part;
    key[1] = ':';
    for (size_t i = 0; i < lemma.n; i++)
        key[i + 2] = lemma.p[i];
    return map_find(words, (str){key, lemma.n + 2});
}

const claim_cue *model_claim_cue(const model_claim *m, char part, str lemma)
{
    uint32_t i = find_part(&m->cue_words, part, lemma);
    return i == MAP_NONE ? NULL : &m->cues[i];
}

const claim_source *model_claim_source(const model_claim *m, str lemma)
{
    uint32_t i = map_find(&m->source_words, lemma);
    return i == MAP_NONE ? NULL : &m->sources[i];
}

const claim_hedge *model_claim_hedge(const model_claim *m, char part, str lemma)
{
    uint32_t i = find_part(&m->hedge_words, part, lemma);
    return i == MAP_NONE ? NULL : &m->hedges[i];
}

const claim_implicative *model_claim_implicative(const model_claim *m, str lemma)
{
    uint32_t i = map_find(&m->implicative_words, lemma);
    return i == MAP_NONE ? NULL : &m->implicatives[i];
}

bool model_claim_is_act(const model_claim *m, str lemma)
{
    enum { SHORTEST = 3, LONGEST = 5, WORD_MOST = 40 };
    char key[WORD_MOST + 1];
    if (lemma.n == 0 || lemma.n >= WORD_MOST)
        return false;
    if (map_find(&m->act_words, lemma) != MAP_NONE)
        return true;
    memcpy(key, lemma.p, lemma.n);
    key[lemma.n] = '!';
    if (map_find(&m->act_words, (str){key, lemma.n + 1}) != MAP_NONE)
        return false;
    for (size_t n = LONGEST; n >= SHORTEST; n--) {
        if (lemma.n <= n)
            continue;
        key[0] = '-';
        memcpy(key + 1, lemma.p + lemma.n - n, n);
        if (map_find(&m->act_words, (str){key, n + 1}) != MAP_NONE)
            return true;
    }
    return false;
}
