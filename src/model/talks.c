/* SPDX-License-Identifier: MIT
 *
 * In: data/talks/words.tsv and topics.tsv. Out: a map from lemmas to roles, and one from verbs to what they say of
 * topics. Texts are slices of the mapped files. */
#include "model/talks.h"

#include "base/error.h"
#include "base/file.h"
#include "base/map.h"
#include "base/memory.h"

#include <stdio.h>

enum { TALKS_WORDS = 1024, TALKS_TOPICS = 256 };

struct model_talks {
    table_reader words_file, topics_file; /* kept open: texts are slices of the mappings */
    map words, topics;
    model_talks_word word[TALKS_WORDS];
    uint32_t word_count;
    model_talks_topic topic[TALKS_TOPICS];
    uint32_t topic_count;
};

static const struct {
    const char *name;
    uint32_t bit;
} roles[] = {
    {"talks", TALKS_TALKS},       {"gathering", TALKS_GATHERING}, {"session", TALKS_SESSION},
    {"ordinal", TALKS_ORDINAL},   {"future", TALKS_FUTURE},       {"past", TALKS_PAST},
    {"prepare", TALKS_PREPARE},   {"happen", TALKS_HAPPEN},       {"run", TALKS_RUN},
    {"cancel", TALKS_CANCEL},     {"lead", TALKS_LEAD},           {"host", TALKS_HOST},
    {"mediate", TALKS_MEDIATE},   {"party", TALKS_PARTY},         {"placing", TALKS_PLACING},
    {"agree", TALKS_AGREE},       {"deal", TALKS_DEAL},           {"fail", TALKS_FAIL},
    {"continue", TALKS_CONTINUE}, {"subject", TALKS_SUBJECT},     {"on", TALKS_ON},
    {"part", TALKS_PART},         {"doubt", TALKS_DOUBT},         {"measure", TALKS_MEASURE},
    {"delegation", TALKS_DELEGATION},
    {"meet", TALKS_MEET},
    {"gather", TALKS_GATHER},
};

static dgm_status add_word(model_talks *m, str word, uint32_t role, uint32_t number, dgm_error *err)
{
    if (m->word_count == TALKS_WORDS)
        return table_error(&m->words_file, 1, err, "more than %d words", TALKS_WORDS);
    uint32_t at = map_add(&m->words, word, m->word_count);
    if (at == MAP_NONE)
        return error_set(err, DGM_NO_MEMORY, "out of memory");
    m->word_count += at == m->word_count;
    m->word[at].roles |= role;
    m->word[at].number = number > 0 ? number : m->word[at].number;
    return DGM_OK;
}

static dgm_status read_words(model_talks *m, dgm_error *err)
{
    const table_reader *t = &m->words_file;
    size_t r = 0;
    long number = 0;
    while (r < sizeof roles / sizeof *roles && !str_equal(t->now.column[0], str_of(roles[r].name)))
        r++;
    if (r == sizeof roles / sizeof *roles)
        return table_error(t, 0, err, "unknown role of a word");
    if (roles[r].bit == TALKS_ORDINAL && (!str_integer(t->now.column[2], &number) || number < 1 || number > 999))
        return table_error(t, 2, err, "an ordinal needs its number");
    dgm_status s = DGM_OK;
    for (str rest = t->now.column[1]; s == DGM_OK && rest.p != NULL;) {
        str word = str_cut(rest, ' ', &rest);
        if (word.n > 0)
            s = add_word(m, word, roles[r].bit, (uint32_t)number, err);
    }
    return s;
}

static dgm_status read_topic(model_talks *m, dgm_error *err)
{
    const table_reader *t = &m->topics_file;
    const str *c = t->now.column;
    if (m->topic_count == TALKS_TOPICS)
        return table_error(t, 0, err, "more than %d verbs", TALKS_TOPICS);
    model_talks_topic *topic = &m->topic[m->topic_count];
    *topic = (model_talks_topic){.lemma = c[0], .next = MAP_NONE, .where = TALKS_AT_PREPOSITION, .preposition = c[1]};
    if (c[0].n == 0 || c[1].n == 0)
        return table_error(t, 1, err, "a verb and the place of the topic are needed");
    if (str_equal(c[1], STR("object")) || str_equal(c[1], STR("subject"))) {
        topic->where = str_equal(c[1], STR("object")) ? TALKS_AT_OBJECT : TALKS_AT_SUBJECT;
        topic->preposition = (str){NULL, 0};
    }
    topic->on = str_equal(c[2], STR("on"));
    if (!topic->on && !str_equal(c[2], STR("off")))
        return table_error(t, 2, err, "a stance is \"on\" or \"off\"");
    topic->any = str_equal(c[3], STR("any"));
    if (!topic->any && !str_equal(c[3], STR("talks")))
        return table_error(t, 3, err, "the subject is \"talks\" or \"any\"");
    uint32_t first = map_add(&m->topics, c[0], m->topic_count);
    if (first == MAP_NONE)
        return error_set(err, DGM_NO_MEMORY, "out of memory");
    if (first != m->topic_count) { /* behind the first line of the verb */
        topic->next = m->topic[first].next;
        m->topic[first].next = m->topic_count;
    }
    m->topic_count++;
    return DGM_OK;
}

static dgm_status load(model_talks *m, const char *data_dir, dgm_error *err)
{
    char path[4096];
    (void)snprintf(path, sizeof path, "%s/talks/words.tsv", data_dir);
    dgm_status s = table_open(&m->words_file, path, err);
    while (s == DGM_OK && table_next(&m->words_file))
        s = read_words(m, err);
    if (s != DGM_OK)
        return s;
    (void)snprintf(path, sizeof path, "%s/talks/topics.tsv", data_dir);
    s = table_open(&m->topics_file, path, err);
    while (s == DGM_OK && table_next(&m->topics_file))
        s = read_topic(m, err);
    return s;
}

dgm_status model_talks_load(model_talks **m, const char *data_dir, const char *model_dir, dgm_error *err)
{
    (void)model_dir;
    *m = memory_get(sizeof **m);
    if (*m == NULL)
        return error_set(err, DGM_NO_MEMORY, "out of memory");
    dgm_status s = load(*m, data_dir, err);
    if (s != DGM_OK) {
        model_talks_free(*m);
        *m = NULL;
    }
    return s;
}

void model_talks_free(model_talks *m)
{
    if (m == NULL)
        return;
    table_close(&m->words_file);
    table_close(&m->topics_file);
    map_release(&m->words);
    map_release(&m->topics);
    memory_free(m);
}

model_talks_word model_talks_word_of(const model_talks *m, str lemma)
{
    uint32_t at = map_find(&m->words, lemma);
    return at == MAP_NONE ? (model_talks_word){0, 0} : m->word[at];
}

const model_talks_topic *model_talks_topics(const model_talks *m, str lemma)
{
    uint32_t at = map_find(&m->topics, lemma);
    return at == MAP_NONE ? NULL : &m->topic[at];
}

const model_talks_topic *model_talks_next_topic(const model_talks *m, const model_talks_topic *topic)
{
    return topic->next == MAP_NONE ? NULL : &m->topic[topic->next];
}
