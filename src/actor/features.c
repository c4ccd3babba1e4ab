/* SPDX-License-Identifier: MIT
 * actor/features.c: what the typer of names sees of a name: its words and their shapes, the words and the syntax around
 * it, what lists say of its first and last word, and what the rules make of it. Text in, hashed slots out. */
#include "actor/work.h"

#include <stdio.h>

typedef struct feature_list {
    uint32_t *slots;
    unsigned count;
} feature_list;

/* One feature: its template and a text. */
static void add(feature_list *f, unsigned template, str text)
{
    if (f->count < ACTOR_FEATURES)
        f->slots[f->count++] =
            (uint32_t)((str_hash(text) + template * 0x9E3779B97F4A7C15u) * 0xBF58476D1CE4E5B9u >> 40) %
            MODEL_MENTION_SLOTS;
}

static void add_number(feature_list *f, unsigned template, unsigned value)
{
    char text[16];
    int n = snprintf(text, sizeof text, "%u", value);
    add(f, template, (str){text, (size_t)n});
}

static str suffix(str s, size_t n)
{
    return s.n <= n ? s : (str){s.p + s.n - n, n};
}

/* Capitals, small letters, digits and other signs of a form, each run once: "Aa", "A.A.", "A0". */
static str shape_of(str form, char to[16])
{
    size_t n = 0;
    for (size_t i = 0; i < form.n && n < 15; i++) {
        unsigned char c = (unsigned char)form.p[i];
        char kind = c >= 'A' && c <= 'Z'                  ? 'A'
                    : (c >= 'a' && c <= 'z') || c >= 0x80 ? 'a'
                    : c >= '0' && c <= '9'                ? '0'
                                                          : (char)c;
        if (n == 0 || to[n - 1] != kind)
            to[n++] = kind;
    }
    return (str){to, n};
}

bool actor_is_listed_word(const actor_work *w, uint32_t token, model_actor_trie trie)
{
    model_actor_word word;
    bool gap = false;
    str form = actor_token(w, token)->form;
    return model_actor_next_word(w->m, &form, &word, &gap) &&
           model_actor_at(w->m, model_actor_step(w->m, model_actor_root(trie), word.id)) != MODEL_ACTOR_NONE;
}

static void add_words(const actor_work *w, const actor_draft *d, feature_list *f)
{
    char shape[16];
    const rec_token *first = actor_token(w, d->core_first), *last = actor_token(w, d->core_last);
    add(f, 1, first->lower);
    add(f, 2, last->lower);
    add(f, 3, suffix(last->lower, 3));
    add(f, 4, suffix(last->lower, 2));
    add(f, 5, suffix(first->lower, 3));
    add(f, 6, shape_of(first->form, shape));
    add(f, 7, shape_of(last->form, shape));
    for (uint32_t i = d->core_first + 1; i < d->core_last && i < d->core_first + 6; i++)
        add(f, 8, actor_token(w, i)->lower);
    unsigned length = d->core_last - d->core_first + 1;
    add_number(f, 9, length < 5 ? length : 5);
    add_number(f, 10,
               actor_is_listed_word(w, d->core_first, MODEL_ACTOR_GIVEN) * 2u +
                   actor_is_listed_word(w, d->core_last, MODEL_ACTOR_SURNAMES) + 4u * (length > 1));
    add_number(f, 11, last->upos * 2u + ((last->morph & REC_MORPH_PLUR) != 0));
}

static str lower_or(const actor_work *w, int64_t token, uint32_t sentence)
{
    if (token < 0 || token >= (int64_t)w->doc->token_count || actor_token(w, (uint32_t)token)->sentence != sentence)
        return STR("|");
    return actor_token(w, (uint32_t)token)->lower;
}

static void add_context(const actor_work *w, const actor_draft *d, feature_list *f)
{
    const rec_token *h = actor_token(w, d->mention.head);
    int32_t c = record_child(w->doc, d->mention.head, REC_CASE),
            det = record_child(w->doc, d->mention.head, REC_DET_DEP);
    str governor = h->head < 0 ? STR("|") : actor_token(w, (uint32_t)h->head)->lemma;
    add(f, 12, lower_or(w, (int64_t)d->core_first - 1, h->sentence));
    add(f, 13, lower_or(w, (int64_t)d->core_last + 1, h->sentence));
    add(f, 14, lower_or(w, (int64_t)d->core_last + 2, h->sentence));
    add_number(f, 15, h->deprel);
    add(f, 16 + (unsigned)h->deprel * 64u, governor);
    add(f, 17, governor);
    add(f, 18, c < 0 ? STR("|") : actor_token(w, (uint32_t)c)->lower);
    add(f, 19, det < 0 ? STR("|") : actor_token(w, (uint32_t)det)->lower);
    add_number(f, 20, d->core_first == w->doc->sentences[h->sentence].first_token);
}

unsigned actor_name_features(const actor_work *w, const actor_draft *d, rec_entity_kind shape,
                             uint32_t slots[ACTOR_FEATURES])
{
    feature_list f = {slots, 0};
    add(&f, 0, STR("bias"));
    add_number(&f, 21, (unsigned)shape);
    add_words(w, d, &f);
    add_context(w, d, &f);
    return f.count;
}
