/* SPDX-License-Identifier: MIT
 * actor/atoms.c: finds listed names, role nouns and titles in a sentence. Tokens in, hits out.
 *
 * The longest listed name that begins at a token wins, and the search goes on behind it. A step of the trie is one
 * probe, so the cost is linear in the words, with a factor of the longest name. */
#include "actor/work.h"

#include <string.h>

void *actor_grow(actor_work *w, void *array, uint32_t count, uint32_t *capacity, size_t item_bytes)
{
    if (count < *capacity)
        return array;
    *capacity = *capacity > 0 ? *capacity * 2 : 64;
    void *bigger = arena_get(&w->doc->memory, *capacity * item_bytes);
    if (bigger != NULL && count > 0)
        memcpy(bigger, array, count * item_bytes);
    return bigger != NULL ? bigger : array;
}

static uint32_t sentence_end(const actor_work *w, uint32_t sentence)
{
    const rec_sentence *s = &w->doc->sentences[sentence];
    return s->first_token + s->token_count;
}

/* A walk over the words of tokens. */
typedef struct walk {
    uint32_t node;
    unsigned words;
    uint16_t capital, upper; /* bit i: word i of the text begins with a capital, is in capitals */
    uint16_t is_long;
} walk;

/* Takes the words of one token. False where the path ends. */
static bool walk_token(const actor_work *w, walk *k, str form)
{
    model_actor_word word;
    bool gap = false;
    while (model_actor_next_word(w->m, &form, &word, &gap)) {
        if (gap || k->words >= MODEL_ACTOR_WORDS)
            return false;
        k->node = model_actor_step(w->m, k->node, word.id);
        if (k->node == MODEL_ACTOR_NONE)
            return false;
        k->capital |= (uint16_t)((unsigned)word.capital << k->words);
        k->upper |= (uint16_t)((unsigned)word.upper << k->words);
        k->is_long |= (uint16_t)((unsigned)word.is_long << k->words);
        k->words++;
    }
    return !gap;
}

/* The text's case fits the listed one: capitals where the list has capitals; "UKRAINE" may stand for "Ukraine", but
 * "us" is never "US". A short word in capitals is an acronym of its own unless the whole sentence is in capitals. */
static bool case_fits(const model_actor_alias *a, const walk *k, bool headline)
{
    unsigned shouted = k->upper & ~(unsigned)k->is_long & a->capital & ~(unsigned)a->acronym;
    return (a->capital & ~k->capital) == 0 && (a->acronym & ~k->upper) == 0 && (shouted == 0 || headline);
}

static uint32_t fitting_alias(const actor_work *w, const walk *k, bool headline)
{
    uint32_t a = model_actor_at(w->m, k->node);
    while (a != MODEL_ACTOR_NONE && !case_fits(model_actor_alias_get(w->m, a), k, headline))
        a = model_actor_alias_get(w->m, a)->next;
    return a;
}

/* A sentence without a lower-case letter. */
static bool is_headline(const actor_work *w, uint32_t sentence)
{
    const rec_sentence *s = &w->doc->sentences[sentence];
    for (uint32_t i = s->span.begin; i < s->span.end; i++)
        if (w->doc->text[i] >= 'a' && w->doc->text[i] <= 'z')
            return false;
    return true;
}

static uint32_t head_of_span(const rec_document *doc, uint32_t first, uint32_t last)
{
    for (uint32_t i = first; i <= last; i++)
        if (doc->tokens[i].head < (int32_t)first || doc->tokens[i].head > (int32_t)last)
            if (doc->tokens[i].upos != REC_PUNCT)
                return i;
    return last;
}

/* The longest listed name that begins at `token`. */
static bool longest_hit(const actor_work *w, uint32_t token, uint32_t end, bool headline, actor_hit *hit)
{
    walk k = {.node = model_actor_root(MODEL_ACTOR_NAMES)};
    bool found = false;
    for (uint32_t i = token; i < end && i < token + 2 * MODEL_ACTOR_WORDS; i++) {
        unsigned before = k.words;
        if (!walk_token(w, &k, w->doc->tokens[i].form) || (i == token && k.words == 0))
            break;
        uint32_t alias = k.words > before ? fitting_alias(w, &k, headline) : MODEL_ACTOR_NONE;
        if (alias == MODEL_ACTOR_NONE)
            continue;
        const model_actor_alias *a = model_actor_alias_get(w->m, alias);
        *hit = (actor_hit){token, i, 0, alias, a->item, a->list};
        found = true;
    }
    return found;
}

/* "the West | Bengal government": a collective name that goes on is another name. */
static bool runs_on(const actor_work *w, const actor_hit *hit, uint32_t end)
{
    const rec_token *next = &w->doc->tokens[hit->last + (hit->last + 1 < end)];
    return hit->list == MODEL_ACTOR_COLLECTIVE && hit->last + 1 < end && next->upos == REC_PROPN &&
           next->form.p[0] != next->lower.p[0];
}

/* A step with a token's form or its lemma, whichever comes first; with the other where no path has it. False where the
 * path ends. */
static bool step_noun(const actor_work *w, uint32_t token, bool lemma_first, uint32_t *node)
{
    const rec_token *t = &w->doc->tokens[token];
    for (int i = 0; i < 2; i++) {
        walk k = {.node = *node};
        str word = lemma_first == (i == 0) ? t->lemma : t->form;
        if (word.n > 0 && walk_token(w, &k, word) && k.words > 0) {
            *node = k.node;
            return true;
        }
    }
    return false;
}

static bool is_joint_token(const rec_token *t)
{
    return t->form.n == 1 && t->form.p[0] == '-';
}

static uint32_t role_item(const actor_work *w, uint32_t node)
{
    uint32_t a = model_actor_at(w->m, node);
    return a == MODEL_ACTOR_NONE ? MODEL_ACTOR_NONE : model_actor_alias_get(w->m, a)->item;
}

/* The longest role that ends at `head`, found walking to the left. The head's form comes first ("business leaders"), or
 * its lemma ("French leaders"). */
static uint32_t role_back(const actor_work *w, uint32_t head, uint32_t begin, bool lemma_first, uint32_t *first)
{
    uint32_t node = model_actor_root(MODEL_ACTOR_NOUNS_REVERSED), best = MODEL_ACTOR_NONE;
    for (uint32_t i = head + 1; i-- > begin && head - i < MODEL_ACTOR_WORDS;) {
        if (is_joint_token(&w->doc->tokens[i]))
            continue;
        if (!step_noun(w, i, lemma_first && i == head, &node))
            break;
        uint32_t item = role_item(w, node);
        if (item != MODEL_ACTOR_NONE) {
            best = item;
            *first = i;
        }
    }
    return best;
}

/* The longest role that begins at `token`, found walking to the right. */
static uint32_t role_forward(const actor_work *w, uint32_t token, uint32_t end, uint32_t *last)
{
    uint32_t node = model_actor_root(MODEL_ACTOR_NOUNS), best = MODEL_ACTOR_NONE;
    for (uint32_t i = token; i < end && i - token < MODEL_ACTOR_WORDS; i++) {
        if (i > token && is_joint_token(&w->doc->tokens[i]))
            continue;
        if (!step_noun(w, i, false, &node))
            break;
        uint32_t item = role_item(w, node);
        if (item != MODEL_ACTOR_NONE) {
            best = item;
            *last = i;
        }
    }
    return best;
}

/* "Congress", "House of Commons": words that many states use for a body of theirs. */
static bool is_shared(const actor_work *w, const actor_hit *hit, uint32_t end)
{
    uint32_t last = 0;
    return role_forward(w, hit->first, end, &last) != MODEL_ACTOR_NONE && last == hit->last;
}

/* "Thai and | Cambodian troops": a listed name that begins with the second of two adjectives of one common noun tells
 * only the half of what the noun phrase does. */
static bool is_half(const actor_work *w, const actor_hit *hit)
{
    const rec_token *first = &w->doc->tokens[hit->first], *noun = &w->doc->tokens[hit->last];
    if (first->deprel != REC_CONJ || first->head < 0 || (uint32_t)first->head >= hit->first || hit->first == hit->last)
        return false;
    return noun->upos == REC_NOUN && noun->form.p[0] == noun->lower.p[0] &&
           w->doc->tokens[first->head].head == (int32_t)hit->last && w->doc->tokens[first->head].upos == REC_ADJ;
}

/* The longest listed name that begins at `token` and that the document does not speak of another country's. */
static bool fitting_hit(const actor_work *w, uint32_t token, uint32_t end, bool headline, actor_hit *hit)
{
    bool found = longest_hit(w, token, end, headline, hit) && !runs_on(w, hit, end);
    while (found && (is_half(w, hit) || actor_is_elsewhere(w, hit, is_shared(w, hit, end)))) {
        end = hit->last;
        found = longest_hit(w, token, end, headline, hit);
    }
    return found;
}

/* "The" before a listed name is no part of it unless listed so; a name that other words in capitals run through
 * is looked at by draft.c. */
void actor_find_hits(actor_work *w, uint32_t sentence)
{
    uint32_t end = sentence_end(w, sentence);
    bool headline = is_headline(w, sentence);
    w->hit_count = 0;
    for (uint32_t i = w->doc->sentences[sentence].first_token; i < end; i++) {
        actor_hit hit;
        w->hit_at[i] = -1;
        if (!fitting_hit(w, i, end, headline, &hit))
            continue;
        hit.head = head_of_span(w->doc, hit.first, hit.last);
        w->hits = actor_grow(w, w->hits, w->hit_count, &w->hit_capacity, sizeof *w->hits);
        if (w->doc->memory.failed)
            return;
        for (; i <= hit.last; i++)
            w->hit_at[i] = (int32_t)w->hit_count;
        i = hit.last;
        w->hits[w->hit_count++] = hit;
    }
}

uint32_t actor_role_at(const actor_work *w, uint32_t head, uint32_t *first, uint32_t *last)
{
    const rec_sentence *s = &w->doc->sentences[w->doc->tokens[head].sentence];
    uint32_t end = s->first_token + s->token_count, f = head, l = head;
    uint32_t best = role_back(w, head, s->first_token, false, &f), by_lemma = head;
    uint32_t other = role_back(w, head, s->first_token, true, &by_lemma);
    if (other != MODEL_ACTOR_NONE && (best == MODEL_ACTOR_NONE || by_lemma < f))
        best = other, f = by_lemma;
    uint32_t length = best == MODEL_ACTOR_NONE ? 0 : head - f + 1;
    *first = f;
    *last = head;
    for (uint32_t i = head; i + 3 > head && i + 1 > s->first_token; i--) { /* "deputy secretary of state" */
        uint32_t item = role_forward(w, i, end, &l);
        if (item != MODEL_ACTOR_NONE && l > head && l - i + 1 > length) {
            best = item;
            length = l - i + 1;
            *first = i;
            *last = l;
        }
        if (i == 0)
            break;
    }
    return best;
}

uint32_t actor_title_at(const actor_work *w, uint32_t token, uint32_t end, uint32_t *after)
{
    walk k = {.node = model_actor_root(MODEL_ACTOR_TITLES)};
    uint32_t best = MODEL_ACTOR_NONE;
    for (uint32_t i = token; i < end && i - token < MODEL_ACTOR_WORDS; i++) {
        if (!walk_token(w, &k, w->doc->tokens[i].form))
            break;
        uint32_t alias = fitting_alias(w, &k, false);
        if (alias != MODEL_ACTOR_NONE) {
            best = model_actor_alias_get(w->m, alias)->item;
            *after = i + 1;
        }
    }
    return best;
}

uint32_t actor_word_class(const actor_work *w, uint32_t token)
{
    const rec_token *t = &w->doc->tokens[token];
    uint32_t bits = model_actor_class(w->m, t->lower);
    if (t->lemma.n > 0 && t->lemma.n < 64 && !str_equal(t->lemma, t->lower)) {
        char lower[64];
        for (size_t i = 0; i < t->lemma.n; i++)
            lower[i] = (char)(t->lemma.p[i] >= 'A' && t->lemma.p[i] <= 'Z' ? t->lemma.p[i] + 32 : t->lemma.p[i]);
        bits |= model_actor_class(w->m, (str){lower, t->lemma.n});
    }
    return bits;
}
