/* SPDX-License-Identifier: MIT
 * model/actor_word.c: names and tokens cut into words, and the tries over words.
 *
 * Trie edges stand in one hash table keyed by (node, word), so that a step is one probe. */
#include "base/memory.h"
#include "base/utf8.h"
#include "model/actor_inside.h"

#include <string.h>
#include <utf8proc.h>

#define WORD_BYTES 64 /* longer words are cut: no listed name has one */

/* Letters that Unicode does not decompose, and their plain spelling. */
static const char *plain_letter(uint32_t cp)
{
    switch (cp) {
    case 0xDF:
        return "ss";
    case 0xE6:
        return "ae";
    case 0xF8:
        return "o";
    case 0xFE:
        return "th";
    case 0xF0:
    case 0x111:
        return "d";
    case 0x127:
        return "h";
    case 0x131:
        return "i";
    case 0x142:
        return "l";
    case 0x153:
        return "oe";
    default:
        return NULL;
    }
}

/* Adds a lower-case letter without its accents. */
static size_t add_plain(char *to, size_t n, uint32_t cp)
{
    const char *plain = plain_letter(cp);
    if (plain == NULL && cp >= 0xC0 && cp < 0x1F00) {
        utf8proc_int32_t parts[8];
        int boundary = 0;
        utf8proc_ssize_t count = utf8proc_decompose_char((utf8proc_int32_t)cp, parts, 8, UTF8PROC_DECOMPOSE, &boundary);
        if (count >= 1 && count <= 8)
            cp = (uint32_t)parts[0];
    }
    char bytes[4];
    unsigned length = plain != NULL ? (unsigned)strlen(plain) : utf8_encode(cp, bytes);
    if (n + length > WORD_BYTES)
        return n;
    memcpy(to + n, plain != NULL ? plain : bytes, length);
    return n + length;
}

static bool is_joint(uint32_t cp)
{
    static const uint32_t joints[] = {'-', '+', '/', '\'', 0x2019, 0x2018, 0x2010, 0x2011, 0x2013};
    for (size_t i = 0; i < sizeof joints / sizeof *joints; i++)
        if (cp == joints[i])
            return true;
    return utf8_is_space(cp);
}

static bool is_combining(uint32_t cp)
{
    return cp >= 0x300 && cp < 0x370;
}

typedef struct cut {
    char word[WORD_BYTES];
    size_t n;
    unsigned letters, capitals, lower;
    bool capital; /* the first one is */
    bool gap;
} cut;

static void take(cut *c, uint32_t cp)
{
    bool upper = utf8_is_upper(cp);
    if (c->n == 0)
        c->capital = upper || utf8_is_digit(cp);
    c->letters++;
    c->capitals += upper;
    c->lower += utf8_is_lower(cp);
    c->n = add_plain(c->word, c->n, upper ? utf8_lower(cp) : cp);
}

/* Cuts the next word off; false when there is none. */
static bool cut_word(str *rest, cut *c)
{
    *c = (cut){.n = 0};
    const char *p = rest->p, *end = rest->p + rest->n;
    unsigned bytes = 1;
    for (; p < end; p += bytes) {
        uint32_t cp = utf8_decode(p, end, &bytes);
        if (cp != UTF8_BAD && (utf8_is_letter(cp) || utf8_is_digit(cp) || cp == '&'))
            take(c, cp);
        else if (cp == '.' || is_combining(cp))
            continue;
        else if (c->n > 0)
            break;
        else if (!is_joint(cp))
            c->gap = true;
    }
    *rest = (str){p, (size_t)(end - p)};
    return c->n > 0;
}

bool model_actor_next_word(const model_actor *m, str *rest, model_actor_word *word, bool *gap)
{
    cut c;
    bool found = cut_word(rest, &c);
    *gap = c.gap;
    if (!found)
        return false;
    *word = (model_actor_word){map_find(&m->vocabulary, (str){c.word, c.n}), c.capital,
                               c.letters >= 2 && c.capitals > 0 && c.lower == 0, c.letters >= 4};
    return true;
}

static uint32_t mix(uint32_t node, uint32_t word)
{
    uint64_t h = ((uint64_t)node << 32 | word) * 0x9E3779B97F4A7C15u;
    return (uint32_t)(h >> 32);
}

static actor_edge *edge_slot(actor_edge *edges, uint32_t capacity, uint32_t node, uint32_t word)
{
    uint32_t i = mix(node, word) & (capacity - 1);
    while (edges[i].word != 0 && !(edges[i].node == node && edges[i].word == word + 1))
        i = (i + 1) & (capacity - 1);
    return &edges[i];
}

static bool grow_edges(model_actor *m)
{
    uint32_t capacity = m->edge_capacity ? m->edge_capacity * 2 : 4096;
    actor_edge *bigger = memory_get(capacity * sizeof *bigger);
    if (bigger == NULL)
        return false;
    for (uint32_t i = 0; i < m->edge_capacity; i++)
        if (m->edges[i].word != 0)
            *edge_slot(bigger, capacity, m->edges[i].node, m->edges[i].word - 1) = m->edges[i];
    memory_free(m->edges);
    m->edges = bigger;
    m->edge_capacity = capacity;
    return true;
}

static uint32_t add_node(model_actor *m)
{
    uint32_t *grown = arena_push(&m->memory, m->node_alias, m->node_count, sizeof *grown);
    if (grown == NULL)
        return MODEL_ACTOR_NONE;
    m->node_alias = grown;
    m->node_alias[m->node_count] = MODEL_ACTOR_NONE;
    return m->node_count++;
}

uint32_t model_actor_root(model_actor_trie trie)
{
    return (uint32_t)trie;
}

uint32_t model_actor_step(const model_actor *m, uint32_t node, uint32_t word)
{
    if (m->edge_capacity == 0 || word == MODEL_ACTOR_NONE || node == MODEL_ACTOR_NONE)
        return MODEL_ACTOR_NONE;
    const actor_edge *e = edge_slot(m->edges, m->edge_capacity, node, word);
    return e->word != 0 ? e->to : MODEL_ACTOR_NONE;
}

uint32_t model_actor_at(const model_actor *m, uint32_t node)
{
    return node < m->node_count ? m->node_alias[node] : MODEL_ACTOR_NONE;
}

static uint32_t step_or_add(model_actor *m, uint32_t node, uint32_t word)
{
    if (m->edge_count * 2 >= m->edge_capacity && !grow_edges(m))
        return MODEL_ACTOR_NONE;
    actor_edge *e = edge_slot(m->edges, m->edge_capacity, node, word);
    if (e->word == 0) {
        uint32_t to = add_node(m);
        if (to == MODEL_ACTOR_NONE)
            return to;
        *e = (actor_edge){node, word + 1, to};
        m->edge_count++;
    }
    return e->to;
}

static uint32_t word_id(model_actor *m, str word)
{
    uint32_t id = map_find(&m->vocabulary, word);
    if (id != MAP_NONE)
        return id;
    str kept = actor_keep(m, word);
    return kept.p == NULL ? MODEL_ACTOR_NONE : map_add(&m->vocabulary, kept, m->vocabulary.count);
}

typedef struct listed_form {
    uint32_t words[MODEL_ACTOR_WORDS];
    unsigned count;
    uint16_t capital, acronym;
} listed_form;

/* False: too many words or out of memory. */
static bool read_form(model_actor *m, str form, listed_form *f)
{
    cut c;
    *f = (listed_form){.count = 0};
    m->too_long = false;
    while (cut_word(&form, &c)) {
        m->too_long = f->count == MODEL_ACTOR_WORDS;
        if (m->too_long)
            return false;
        uint32_t id = word_id(m, (str){c.word, c.n});
        if (id == MODEL_ACTOR_NONE)
            return false;
        f->capital |= (uint16_t)((unsigned)(c.capitals > 0 && c.capital) << f->count);
        f->acronym |= (uint16_t)((unsigned)(c.letters >= 2 && c.capitals > 0 && c.lower == 0) << f->count);
        f->words[f->count++] = id;
    }
    return true;
}

/* Lines of one item stand together, so a name that is there already is among the latest. Gives its alias. */
static uint32_t find_listed(const model_actor *m, uint32_t node, uint32_t item, model_actor_list list)
{
    uint32_t a = m->node_alias[node];
    for (unsigned seen = 0; a != MODEL_ACTOR_NONE && seen < 4; a = m->aliases[a].next, seen++)
        if (m->aliases[a].item == item && m->aliases[a].list == list)
            return a;
    return MODEL_ACTOR_NONE;
}

bool actor_alias_add(model_actor *m, model_actor_trie trie, str form, uint32_t item, model_actor_list list,
                     bool any_case)
{
    listed_form f;
    if (!read_form(m, form, &f))
        return false;
    if (f.count == 0)
        return true;
    uint32_t node = model_actor_root(trie);
    for (unsigned i = 0; i < f.count && node != MODEL_ACTOR_NONE; i++)
        node = step_or_add(m, node, f.words[trie == MODEL_ACTOR_NOUNS_REVERSED ? f.count - 1 - i : i]);
    if (node != MODEL_ACTOR_NONE && trie == MODEL_ACTOR_GIVEN && m->node_alias[node] != MODEL_ACTOR_NONE)
        return true; /* of given names it is enough that there is one */
    uint32_t known = node != MODEL_ACTOR_NONE ? find_listed(m, node, item, list) : MODEL_ACTOR_NONE;
    if (known != MODEL_ACTOR_NONE) { /* "FARC" and "Farc": both spellings hold */
        m->aliases[known].capital &= any_case ? 0 : f.capital;
        m->aliases[known].acronym &= any_case ? 0 : f.acronym;
        return true;
    }
    model_actor_alias *grown =
        node == MODEL_ACTOR_NONE ? NULL : arena_push(&m->memory, m->aliases, m->alias_count, sizeof *grown);
    if (grown == NULL)
        return false;
    m->aliases = grown;
    m->aliases[m->alias_count] = (model_actor_alias){item,
                                                     m->node_alias[node],
                                                     list,
                                                     (uint8_t)f.count,
                                                     any_case ? (uint16_t)0 : f.capital,
                                                     any_case ? (uint16_t)0 : f.acronym};
    m->node_alias[node] = m->alias_count++;
    return true;
}
