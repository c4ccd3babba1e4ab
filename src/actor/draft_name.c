/* SPDX-License-Identifier: MIT
 * actor/draft_name.c: the names of one sentence. Tokens, tree and hits in, drafts out.
 *
 * A name is a listed one (a hit), or a proper noun with what hangs on it by flat, and by compound or amod where both
 * are proper nouns; titles and countries on its left are taken off ("US President | Donald Trump"). Where the tree and
 * a listed name differ, the longer name wins; names side by side that the tree parts are mended. */
#include "actor/draft.h"

/* Countries, peoples and their seats keep their own mention before a longer name ("US Army"). */
static bool stands_alone(const actor_work *w, uint32_t token)
{
    if (w->hit_at[token] < 0)
        return false;
    const actor_hit *h = &w->hits[w->hit_at[token]];
    rec_entity_kind kind = model_actor_item_get(w->m, h->item)->kind;
    return h->list != MODEL_ACTOR_NAME || kind == REC_COUNTRY || kind == REC_ORGANISATION;
}

static bool same_hit(const actor_work *w, uint32_t a, uint32_t b)
{
    return w->hit_at[a] >= 0 && w->hit_at[a] == w->hit_at[b];
}

/* True where the token and its head are parts of one name. */
static bool joins_head(const actor_work *w, uint32_t i, uint32_t begin, uint32_t end)
{
    const rec_token *t = actor_token(w, i);
    if (t->head < (int32_t)begin || t->head >= (int32_t)end)
        return false;
    uint32_t head = (uint32_t)t->head, gap = head > i ? head - i : i - head;
    if (same_hit(w, i, head))
        return true;
    if (gap > ACTOR_NAME_TOKENS || t->upos == REC_PUNCT ||
        (t->deprel != REC_FLAT &&
         (actor_word_class(w, i) | actor_word_class(w, head)) & MODEL_WORD_NO_NAME)) /* "Toronto | Saturday" */
        return false;
    if (stands_alone(w, i) && stands_alone(w, head))
        return false; /* "US-Russia" */
    if (t->deprel == REC_FLAT || t->deprel == REC_GOESWITH)
        return actor_is_capital(t) || t->upos != REC_NUM;
    if (head + 1 == i && t->upos == REC_ADJ && actor_is_capital(t) && actor_token(w, head)->upos == REC_PROPN)
        return t->deprel == REC_AMOD && w->hit_at[i] < 0; /* a surname that the tagger takes for an adjective */
    if (i < head && (t->upos == REC_ADJ || t->upos == REC_NOUN) && actor_is_capital(t) && i > begin &&
        w->hit_at[i] < 0 && actor_token(w, head)->upos == REC_PROPN &&
        (t->deprel == REC_AMOD || t->deprel == REC_COMPOUND))
        return w->doc->sentences[t->sentence].part != REC_PART_TITLE; /* "[Islamic] Salvation Front" */
    return i < head && t->upos == REC_PROPN && actor_token(w, head)->upos == REC_PROPN && !stands_alone(w, i) &&
           (t->deprel == REC_COMPOUND || t->deprel == REC_AMOD || t->deprel == REC_NMOD_UNMARKED);
}

static void link_names(actor_work *w, uint32_t begin, uint32_t end)
{
    for (uint32_t i = begin; i < end; i++) {
        uint32_t at = i;
        for (unsigned steps = 0; steps < ACTOR_CLIMB && joins_head(w, at, begin, end); steps++)
            at = (uint32_t)actor_token(w, at)->head;
        w->name_head[i] = (int32_t)at;
    }
}

static bool in_capitals(str form)
{
    unsigned capitals = 0, lower = 0;
    for (size_t i = 0; i < form.n; i++) {
        capitals += form.p[i] >= 'A' && form.p[i] <= 'Z';
        lower += form.p[i] >= 'a' && form.p[i] <= 'z';
    }
    return capitals >= 2 && lower == 0;
}

/* A proper noun, or a noun that is written like one: an acronym, or a capital inside a sentence in small letters. */
static bool is_proper(const actor_work *w, uint32_t i)
{
    const rec_token *t = actor_token(w, i);
    const rec_sentence *s = &w->doc->sentences[t->sentence];
    if (t->form.n < 2 || !actor_is_capital(t))
        return t->upos == REC_PROPN && i + 2 < w->doc->token_count && actor_is_hyphen(t + 1) &&
               actor_is_capital(t + 2); /* "al-Shabab" */
    if (t->upos == REC_PROPN)
        return true;
    bool argument = t->deprel == REC_NSUBJ || t->deprel == REC_NSUBJ_PASS || t->deprel == REC_OBJ;
    if (t->upos == REC_ADJ && t->head > (int32_t)i && i > s->first_token &&
        (actor_word_class(w, (uint32_t)t->head) & (MODEL_WORD_PLACE_NOUN | MODEL_WORD_PLACE_OF)))
        return s->part != REC_PART_TITLE; /* "Sindh province" */
    if (t->upos == REC_ADJ && argument && i > s->first_token && !(t->morph & REC_MORPH_PLUR))
        return s->part != REC_PART_TITLE;
    if (t->upos != REC_NOUN && t->upos != REC_X)
        return false;
    return s->part != REC_PART_TITLE && (in_capitals(t->form) || (i > s->first_token && t->upos == REC_NOUN));
}

/* A token that can be a part of a longer personal name or name of a body, and nothing else. */
static bool is_plain_name(const actor_work *w, uint32_t i)
{
    const rec_token *t = actor_token(w, i);
    uint32_t after = 0, first = 0, last = 0;
    bool surname = i > w->doc->sentences[t->sentence].first_token && w->hit_at[i - 1] < 0 &&
                   actor_is_listed_word(w, i - 1, MODEL_ACTOR_GIVEN); /* "Amit Shah", "Stephen King" */
    return t->upos == REC_PROPN && actor_is_capital(t) && !stands_alone(w, i) &&
           !(actor_word_class(w, i) & MODEL_WORD_NO_NAME) && actor_title_at(w, i, i + 1, &after) == MODEL_ACTOR_NONE &&
           (surname || actor_role_at(w, i, &first, &last) == MODEL_ACTOR_NONE);
}

/* Names beside each other that the tree parts are one name after all ("Secretary of State [Marco] [Rubio]"). */
static void mend_names(actor_work *w, uint32_t begin, uint32_t end)
{
    bool before = begin < end && is_plain_name(w, begin);
    for (uint32_t i = begin; i + 1 < end; i++) {
        bool now = is_plain_name(w, i + 1);
        int32_t left = w->name_head[i], right = w->name_head[i + 1];
        if (before && now && left != right && left <= (int32_t)i && right == (int32_t)i + 1) {
            for (uint32_t k = i + 1; k-- > begin && i - k < ACTOR_NAME_TOKENS && w->name_head[k] == left;)
                w->name_head[k] = right;
            for (uint32_t k = i + 1; k < end && k - i < ACTOR_NAME_TOKENS; k++)
                if (w->name_head[k] == left)
                    w->name_head[k] = right;
        }
        before = now;
    }
}

/* The tokens beside each other that belong to the name of `head`. */
static actor_core core_of(const actor_work *w, uint32_t head, uint32_t begin, uint32_t end)
{
    actor_core c = {head, head};
    for (uint32_t i = head; i-- > begin && head - i < ACTOR_NAME_TOKENS;) {
        if (w->name_head[i] == (int32_t)head)
            c.first = i;
        else if (!actor_is_hyphen(actor_token(w, i)))
            break;
    }
    for (uint32_t i = head + 1; i < end && i - head < ACTOR_NAME_TOKENS; i++) {
        if (w->name_head[i] == (int32_t)head && actor_token(w, i)->upos != REC_PUNCT)
            c.last = i;
        else if (!actor_is_hyphen(actor_token(w, i)))
            break;
    }
    return c;
}

/* "University of Texas", "Centre for Law and Justice": goes on over "of" or "for" and a name that hangs on the
 * actor_core. */
static void extend_of(const actor_work *w, actor_core *c, uint32_t end)
{
    uint32_t i = c->last + 1;
    if (i + 1 >= end ||
        !(str_equal(actor_token(w, i)->lower, STR("of")) || str_equal(actor_token(w, i)->lower, STR("for"))))
        return;
    i++;
    if (str_equal(actor_token(w, i)->lower, STR("the")) && i + 1 < end)
        i++;
    int32_t top = w->name_head[i];
    if (top < 0 || !actor_is_capital(actor_token(w, i)) || actor_token(w, (uint32_t)top)->deprel != REC_NMOD)
        return;
    int32_t owner = actor_token(w, (uint32_t)top)->head;
    if (owner < (int32_t)c->first || owner > (int32_t)c->last)
        return;
    while (i < end && w->name_head[i] == top && i - c->first < ACTOR_NAME_TOKENS)
        c->last = i++;
    if (i + 1 < end && str_equal(actor_token(w, i)->lower, STR("and")) && actor_is_capital(actor_token(w, i + 1)) &&
        actor_token(w, i + 1)->head == top && actor_token(w, i + 1)->deprel == REC_CONJ)
        c->last = i + 1;
}

/* The first word of a name in the text is the first word of the listed name. */
static bool same_first_word(const actor_work *w, uint32_t token, uint32_t item)
{
    model_actor_word a, b;
    bool gap = false;
    str text = actor_token(w, token)->form, listed = model_actor_item_get(w->m, item)->name;
    return model_actor_next_word(w->m, &text, &a, &gap) && model_actor_next_word(w->m, &listed, &b, &gap) &&
           a.id != MODEL_ACTOR_NONE && a.id == b.id;
}

/* Which listed name, if any, the actor_core stands for; the actor_core may grow to it. */
static int32_t governing_hit(const actor_work *w, uint32_t head, actor_core *c)
{
    int32_t at = w->hit_at[head];
    if (at < 0)
        at = w->hit_at[c->last];
    if (at < 0)
        return -1;
    const actor_hit *h = &w->hits[at];
    bool whole = h->first <= c->first && h->last >= c->last;
    bool person = model_actor_item_get(w->m, h->item)->kind == REC_PERSON;
    bool direction = c->first < h->first && h->last >= c->last && actor_token(w, c->first)->deprel == REC_AMOD &&
                     h->list == MODEL_ACTOR_NAME && model_actor_item_get(w->m, h->item)->kind == REC_COUNTRY;
    actor_draft whole_name = {.core_first = c->first, .core_last = c->last};
    if (direction && actor_place_row(w, &whole_name) == NULL) { /* "Western Cambodia" is in Cambodia */
        *c = (actor_core){h->first, h->last};
        return at;
    }
    if (!whole && !(person && h->last >= c->last && same_first_word(w, c->first, h->item)))
        return -1;
    if (h->first < c->first)
        c->first = h->first;
    if (h->last > c->last)
        c->last = h->last;
    return at;
}

static bool is_name_token(const actor_work *w, uint32_t i)
{
    return w->hit_at[i] >= 0 || (is_proper(w, i) && !(actor_word_class(w, i) & MODEL_WORD_NO_NAME));
}

/* A proper noun that is but a title of the name it hangs on. */
static bool is_title_of_name(const actor_work *w, uint32_t i)
{
    const rec_token *t = actor_token(w, i);
    return t->deprel == REC_NMOD_DESC && t->head >= 0 && w->hit_at[i] < 0 &&
           actor_token(w, (uint32_t)t->head)->upos == REC_PROPN;
}

static void show_name(const actor_work *w, const actor_draft *d)
{
    uint32_t slots[ACTOR_FEATURES];
    actor_draft shown = *d;
    shown.kind = actor_shape(w, d);
    unsigned count = actor_name_features(w, d, shown.kind, slots);
    w->watch(w->watch_context, &shown, slots, count);
}

/* No noun is looked for inside a name or its title. */
static void claim_tokens(actor_work *w, const actor_draft *d)
{
    bool titled = d->role != MODEL_ACTOR_NONE && d->title_head < d->core_first;
    for (uint32_t i = titled ? d->title_head : d->core_first; i <= d->core_last; i++)
        if (i >= d->core_first || w->hit_at[i] < 0)
            w->draft_at[i] = (int32_t)w->draft_count - 1;
}

/* Settles what the core is and which listed name it stands for. False: no name but a title or a noun. */
static bool find_core(const actor_work *w, actor_draft *d, actor_core *c, uint32_t end)
{
    uint32_t role_first = 0, role_last = 0, after = 0, head = d->mention.head;
    d->hit = governing_hit(w, head, c);
    if (d->hit >= 0)
        return true;
    if (actor_role_at(w, head, &role_first, &role_last) != MODEL_ACTOR_NONE && role_first <= c->first &&
        role_last >= c->last)
        return false; /* "the President": a noun in spite of its capital */
    actor_strip_titles(w, d, c);
    actor_strip_inner_title(w, d, c);
    d->hit = governing_hit(w, c->last, c);
    if (d->hit >= 0)
        return true;
    bool person = d->kind == REC_PERSON || actor_is_listed_word(w, c->first, MODEL_ACTOR_GIVEN);
    if (!person) /* "Minister Otieno | of Kenya" */
        extend_of(w, c, end);
    bool title = actor_title_at(w, c->first, c->last + 1, &after) != MODEL_ACTOR_NONE && after == c->last + 1;
    return !title; /* else a title that the tree has torn off its name */
}

static void draft_name(actor_work *w, uint32_t head, uint32_t begin, uint32_t end)
{
    actor_core c = core_of(w, head, begin, end);
    actor_draft *to = NULL, d = {.hit = -1, .role = MODEL_ACTOR_NONE, .title_head = UINT32_MAX};
    d.mention.head = head;
    d.kind = REC_ENTITY_KIND_COUNT;
    if (!find_core(w, &d, &c, end))
        return;
    d.core_first = c.first;
    d.core_last = c.last;
    actor_draft_note(w, &d, c.first);
    actor_find_title(w, &d, begin);
    if (w->watch != NULL)
        show_name(w, &d);
    if ((d.hit < 0 && !actor_type_name(w, &d)) || (to = actor_draft_new(w, head, REC_NAME)) == NULL)
        return;
    d.mention = to->mention;
    *to = d;
    claim_tokens(w, to);
    actor_draft_span(w, to, begin);
}

/* Listed names inside longer names or before nouns that no name draft took: "[US] Army", "[Russian] attack". */
static void draft_nested(actor_work *w, uint32_t begin)
{
    for (uint32_t i = 0; i < w->hit_count; i++) {
        const actor_hit *h = &w->hits[i];
        bool taken = false;
        const actor_draft *in = w->draft_at[h->first] < 0 ? NULL : &w->drafts[w->draft_at[h->first]];
        if (in != NULL)
            taken = in->core_first <= h->first && in->core_last >= h->last &&
                    (in->hit >= 0 || !stands_alone(w, h->first) || h->first > in->core_first);
        actor_draft *d = taken ? NULL : actor_draft_new(w, h->head, REC_NAME);
        if (d == NULL)
            continue;
        d->hit = (int32_t)i;
        d->core_first = h->first;
        d->core_last = h->last;
        claim_tokens(w, d);
        actor_draft_span(w, d, begin);
    }
}

void actor_draft_names(actor_work *w, uint32_t sentence)
{
    const rec_sentence *s = &w->doc->sentences[sentence];
    uint32_t begin = s->first_token, end = begin + s->token_count;
    w->draft_count = 0;
    link_names(w, begin, end);
    mend_names(w, begin, end);
    for (uint32_t i = begin; i < end; i++)
        if (w->name_head[i] == (int32_t)i && w->draft_at[i] < 0 && actor_token(w, i)->upos != REC_PUNCT &&
            is_name_token(w, i) && !is_title_of_name(w, i))
            draft_name(w, i, begin, end);
    draft_nested(w, begin);
}
