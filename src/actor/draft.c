/* SPDX-License-Identifier: MIT
 * actor/draft.c: the mentions of one sentence, before they have entities. Tokens, tree and hits in, drafts out.
 *
 * A name is a listed one (a hit), or a proper noun with what hangs on it by flat, and by compound or amod where both
 * are proper nouns; titles and countries on its left are taken off ("US President | Donald Trump"). A noun counts where
 * a list of roles or institutions has it. Where the tree and a listed name differ, the longer name wins. */
#include "actor/work.h"

#include <stdlib.h>
#include <string.h>

static const rec_token *token_at(const actor_work *w, uint32_t i)
{
    return &w->doc->tokens[i];
}

static bool is_hyphen(const rec_token *t)
{
    return t->form.n == 1 && t->form.p[0] == '-';
}

static bool is_capital(const rec_token *t)
{
    return t->form.n > 0 && (unsigned char)t->form.p[0] != (unsigned char)t->lower.p[0];
}

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
    const rec_token *t = token_at(w, i);
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
        return is_capital(t) || t->upos != REC_NUM;
    if (head + 1 == i && t->upos == REC_ADJ && is_capital(t) && token_at(w, head)->upos == REC_PROPN)
        return t->deprel == REC_AMOD && w->hit_at[i] < 0; /* a surname that the tagger takes for an adjective */
    if (i < head && (t->upos == REC_ADJ || t->upos == REC_NOUN) && is_capital(t) && i > begin && w->hit_at[i] < 0 &&
        token_at(w, head)->upos == REC_PROPN && (t->deprel == REC_AMOD || t->deprel == REC_COMPOUND))
        return w->doc->sentences[t->sentence].part != REC_PART_TITLE; /* "[Islamic] Salvation Front" */
    return i < head && t->upos == REC_PROPN && token_at(w, head)->upos == REC_PROPN && !stands_alone(w, i) &&
           (t->deprel == REC_COMPOUND || t->deprel == REC_AMOD || t->deprel == REC_NMOD_UNMARKED);
}

static void link_names(actor_work *w, uint32_t begin, uint32_t end)
{
    for (uint32_t i = begin; i < end; i++) {
        uint32_t at = i;
        for (unsigned steps = 0; steps < ACTOR_CLIMB && joins_head(w, at, begin, end); steps++)
            at = (uint32_t)token_at(w, at)->head;
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
    const rec_token *t = token_at(w, i);
    const rec_sentence *s = &w->doc->sentences[t->sentence];
    if (t->form.n < 2 || !is_capital(t))
        return t->upos == REC_PROPN && i + 2 < w->doc->token_count && is_hyphen(t + 1) &&
               is_capital(t + 2); /* "al-Shabab" */
    if (t->upos == REC_PROPN)
        return true;
    bool argument = t->deprel == REC_NSUBJ || t->deprel == REC_NSUBJ_PASS || t->deprel == REC_OBJ;
    if (t->upos == REC_ADJ && argument && i > s->first_token && !(t->morph & REC_MORPH_PLUR))
        return s->part != REC_PART_TITLE;
    if (t->upos != REC_NOUN && t->upos != REC_X)
        return false;
    return s->part != REC_PART_TITLE && (in_capitals(t->form) || (i > s->first_token && t->upos == REC_NOUN));
}

/* A token that can be a part of a longer personal name or name of a body, and nothing else. */
static bool is_plain_name(const actor_work *w, uint32_t i)
{
    const rec_token *t = token_at(w, i);
    uint32_t after = 0, first = 0, last = 0;
    bool surname = i > w->doc->sentences[t->sentence].first_token && w->hit_at[i - 1] < 0 &&
                   actor_is_listed_word(w, i - 1, MODEL_ACTOR_GIVEN); /* "Amit Shah", "Stephen King" */
    return t->upos == REC_PROPN && is_capital(t) && !stands_alone(w, i) &&
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

typedef struct core {
    uint32_t first, last;
} core;

/* The tokens beside each other that belong to the name of `head`. */
static core core_of(const actor_work *w, uint32_t head, uint32_t begin, uint32_t end)
{
    core c = {head, head};
    for (uint32_t i = head; i-- > begin && head - i < ACTOR_NAME_TOKENS;) {
        if (w->name_head[i] == (int32_t)head)
            c.first = i;
        else if (!is_hyphen(token_at(w, i)))
            break;
    }
    for (uint32_t i = head + 1; i < end && i - head < ACTOR_NAME_TOKENS; i++) {
        if (w->name_head[i] == (int32_t)head && token_at(w, i)->upos != REC_PUNCT)
            c.last = i;
        else if (!is_hyphen(token_at(w, i)))
            break;
    }
    return c;
}

/* "University of Texas", "Centre for Law and Justice": goes on over "of" or "for" and a name that hangs on the core. */
static void extend_of(const actor_work *w, core *c, uint32_t end)
{
    uint32_t i = c->last + 1;
    if (i + 1 >= end || !(str_equal(token_at(w, i)->lower, STR("of")) || str_equal(token_at(w, i)->lower, STR("for"))))
        return;
    i++;
    if (str_equal(token_at(w, i)->lower, STR("the")) && i + 1 < end)
        i++;
    int32_t top = w->name_head[i];
    if (top < 0 || !is_capital(token_at(w, i)) || token_at(w, (uint32_t)top)->deprel != REC_NMOD)
        return;
    int32_t owner = token_at(w, (uint32_t)top)->head;
    if (owner < (int32_t)c->first || owner > (int32_t)c->last)
        return;
    while (i < end && w->name_head[i] == top && i - c->first < ACTOR_NAME_TOKENS)
        c->last = i++;
    if (i + 1 < end && str_equal(token_at(w, i)->lower, STR("and")) && is_capital(token_at(w, i + 1)) &&
        token_at(w, i + 1)->head == top && token_at(w, i + 1)->deprel == REC_CONJ)
        c->last = i + 1;
}

static actor_draft *add_draft(actor_work *w, uint32_t head, rec_mention_kind kind)
{
    w->drafts = actor_grow(w, w->drafts, w->draft_count, &w->draft_capacity, sizeof *w->drafts);
    if (w->doc->memory.failed)
        return NULL;
    actor_draft *d = &w->drafts[w->draft_count++];
    *d = (actor_draft){.core_first = head,
                       .core_last = head,
                       .hit = -1,
                       .role = MODEL_ACTOR_NONE,
                       .title_head = UINT32_MAX,
                       .kind = REC_ROLE};
    d->mention = (rec_mention){
        .first_token = head, .last_token = head, .head = head, .entity = -1, .more_entities = -1, .kind = kind};
    return d;
}

static void note_person_words(const actor_work *w, actor_draft *d, uint32_t token)
{
    uint32_t bits = actor_word_class(w, token);
    if (bits & MODEL_WORD_FEMALE)
        d->gender = 'f';
    if (bits & MODEL_WORD_MALE)
        d->gender = 'm';
    d->former |= (bits & MODEL_WORD_FORMER) != 0;
}

/* Takes titles, roles and countries off the left end of a name. */
static void strip_titles(actor_work *w, actor_draft *d, core *c)
{
    if (actor_word_class(w, c->last) & (MODEL_WORD_PLACE_NOUN | MODEL_WORD_THING))
        return; /* "Dean Woods Road" */
    for (unsigned steps = 0; steps < 6 && c->first < c->last; steps++) {
        uint32_t after = c->first, role_first = 0, role_last = 0;
        uint32_t title = actor_title_at(w, c->first, c->last, &after);
        if (title == MODEL_ACTOR_NONE && w->hit_at[c->first] < 0) {
            title = actor_role_at(w, c->first, &role_first, &role_last);
            after = role_last + 1;
            if (title != MODEL_ACTOR_NONE && (role_first < c->first || role_last >= c->last))
                title = MODEL_ACTOR_NONE;
            else if (title != MODEL_ACTOR_NONE && model_actor_item_get(w->m, title)->list == MODEL_ACTOR_AGENCY)
                title = MODEL_ACTOR_NONE;
        }
        if (title == MODEL_ACTOR_NONE)
            return;
        for (uint32_t i = c->first; i < after; i++)
            note_person_words(w, d, i);
        d->role = title;
        d->title_head = c->first;
        d->kind = REC_PERSON;
        c->first = after;
    }
}

/* "Florida | Senator | Marco Rubio": a role inside the core, with a name of its own behind it. What stands before the
 * role is no part of the name; a place there gives the country. */
static void strip_inner_title(const actor_work *w, actor_draft *d, core *c)
{
    if (d->role != MODEL_ACTOR_NONE || c->last - c->first < 2)
        return;
    for (uint32_t i = c->last; i-- > c->first + 1;) {
        uint32_t first = 0, last = 0, role = actor_role_at(w, i, &first, &last);
        if (role == MODEL_ACTOR_NONE || first <= c->first || last >= c->last || w->hit_at[i] >= 0 ||
            model_actor_item_get(w->m, role)->kind != REC_PERSON || actor_is_listed_word(w, i - 1, MODEL_ACTOR_GIVEN))
            continue;
        actor_draft before = {.core_first = c->first, .core_last = first - 1};
        d->place = actor_place_row(w, &before);
        d->role = role;
        d->title_head = first;
        d->kind = REC_PERSON;
        c->first = last + 1;
        return;
    }
}

/* The title or role that ends right before a name, whatever the tree says of it; *first becomes its first token. */
static uint32_t title_before(const actor_work *w, uint32_t name, uint32_t begin, uint32_t *first)
{
    uint32_t after = 0, last = 0;
    if (name == begin)
        return MODEL_ACTOR_NONE;
    uint32_t role = actor_role_at(w, name - 1, first, &last);
    if (role != MODEL_ACTOR_NONE && last + 1 == name && model_actor_item_get(w->m, role)->kind == REC_PERSON)
        return role;
    role = MODEL_ACTOR_NONE;
    for (uint32_t i = name; i-- > begin && name - i <= 6;) { /* the longest one counts */
        uint32_t title = actor_title_at(w, i, name, &after);
        if (title != MODEL_ACTOR_NONE && after == name) {
            role = title;
            *first = i;
        }
    }
    return role;
}

/* The title that stands before a name as a dependent of its head: "[Prime Minister] Starmer". */
static void find_title(actor_work *w, actor_draft *d, uint32_t begin)
{
    uint32_t title_first = d->core_first, title_end = 0;
    if (d->role == MODEL_ACTOR_NONE && d->hit >= 0)
        d->role = actor_title_at(w, d->core_first, d->core_last, &title_end); /* listed with its title */
    if (d->role == MODEL_ACTOR_NONE) {
        d->role = title_before(w, d->core_first, begin, &title_first);
        for (uint32_t i = title_first; i < d->core_first; i++)
            note_person_words(w, d, i);
        if (d->role != MODEL_ACTOR_NONE)
            d->title_head = title_first;
    }
    unsigned seen = 0;
    for (int32_t i = token_at(w, d->mention.head)->first_child; i >= 0 && seen < ACTOR_CHILDREN;
         i = token_at(w, (uint32_t)i)->next_sibling, seen++) {
        const rec_token *t = token_at(w, (uint32_t)i);
        bool before = (uint32_t)i < d->core_first;
        note_person_words(w, d, (uint32_t)i);
        if (!before || (t->deprel != REC_NMOD_DESC && t->deprel != REC_COMPOUND && t->deprel != REC_FLAT))
            continue;
        uint32_t first = 0, last = 0, after = 0;
        uint32_t role = actor_role_at(w, (uint32_t)i, &first, &last);
        if (role == MODEL_ACTOR_NONE)
            role = actor_title_at(w, (uint32_t)i, d->core_first, &after);
        if (role == MODEL_ACTOR_NONE || model_actor_item_get(w->m, role)->list == MODEL_ACTOR_AGENCY)
            continue;
        if (d->role == MODEL_ACTOR_NONE) {
            d->role = role;
            d->title_head = (uint32_t)i;
        }
        note_person_words(w, d, first);
    }
}

/* The first word of a name in the text is the first word of the listed name. */
static bool same_first_word(const actor_work *w, uint32_t token, uint32_t item)
{
    model_actor_word a, b;
    bool gap = false;
    str text = token_at(w, token)->form, listed = model_actor_item_get(w->m, item)->name;
    return model_actor_next_word(w->m, &text, &a, &gap) && model_actor_next_word(w->m, &listed, &b, &gap) &&
           a.id != MODEL_ACTOR_NONE && a.id == b.id;
}

/* Which listed name, if any, the core stands for; the core may grow to it. */
static int32_t governing_hit(const actor_work *w, uint32_t head, core *c)
{
    int32_t at = w->hit_at[head];
    if (at < 0)
        at = w->hit_at[c->last];
    if (at < 0)
        return -1;
    const actor_hit *h = &w->hits[at];
    bool whole = h->first <= c->first && h->last >= c->last;
    bool person = model_actor_item_get(w->m, h->item)->kind == REC_PERSON;
    bool direction = c->first < h->first && h->last >= c->last && token_at(w, c->first)->deprel == REC_AMOD &&
                     h->list == MODEL_ACTOR_NAME && model_actor_item_get(w->m, h->item)->kind == REC_COUNTRY;
    if (direction) { /* "Western Cambodia" is in Cambodia */
        *c = (core){h->first, h->last};
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

static bool is_premodifier(const actor_work *w, uint32_t token, uint32_t head)
{
    uint32_t at = token;
    for (unsigned steps = 0; steps < 8; steps++) {
        int32_t up = token_at(w, at)->head;
        if (up == (int32_t)head)
            break;
        if (up < 0)
            return false;
        at = (uint32_t)up;
    }
    if (token_at(w, at)->head != (int32_t)head || at > head)
        return false;
    if (token_at(w, token)->upos == REC_VERB && w->hit_at[head] >= 0)
        return false; /* "accused Moscow" */
    switch (token_at(w, at)->deprel) {
    case REC_DET_DEP:
    case REC_DET_PREDET:
    case REC_AMOD:
    case REC_COMPOUND:
    case REC_NMOD_DESC:
    case REC_NMOD_POSS:
    case REC_NUMMOD:
    case REC_NMOD_UNMARKED:
    case REC_FLAT:
        return true;
    case REC_PUNCT_DEP:
        return is_hyphen(token_at(w, at));
    default:
        return false;
    }
}

static uint32_t leftmost(const actor_work *w, uint32_t first, uint32_t head, uint32_t begin)
{
    uint32_t from = first;
    while (first > begin && from - first < ACTOR_NAME_TOKENS && is_premodifier(w, first - 1, head))
        first--;
    if (first > begin && w->hit_at[first - 1] >= 0 && w->hits[w->hit_at[first - 1]].list == MODEL_ACTOR_ADJECTIVE &&
        (first < head || first < from))
        first = w->hits[w->hit_at[first - 1]].first; /* "[Ukrainian] Foreign Minister", wherever the tree hangs it */
    return first;
}

/* "the government of Italy", "police in Kabul": the last token of a short phrase right behind a noun. */
static uint32_t with_phrase(const actor_work *w, uint32_t last, uint32_t head)
{
    uint32_t end = w->doc->sentences[token_at(w, head)->sentence].first_token +
                   w->doc->sentences[token_at(w, head)->sentence].token_count;
    if (last + 2 >= end || !(model_actor_class(w->m, token_at(w, last + 1)->lower) & MODEL_WORD_OWNER_CASE) ||
        token_at(w, last + 1)->deprel != REC_CASE)
        return last;
    int32_t noun = token_at(w, last + 1)->head;
    if (noun <= (int32_t)last || noun >= (int32_t)end || token_at(w, (uint32_t)noun)->deprel != REC_NMOD ||
        token_at(w, (uint32_t)noun)->head != (int32_t)head || noun - (int32_t)last > 8)
        return last;
    uint32_t to = (uint32_t)noun;
    while (to + 1 < end && token_at(w, to + 1)->deprel == REC_FLAT && token_at(w, to + 1)->head == noun)
        to++;
    return to;
}

/* Sets the span: titles and premodifiers that stand directly before the core, the core, and behind a noun its "of". */
static void set_span(const actor_work *w, actor_draft *d, uint32_t begin)
{
    uint32_t first = leftmost(w, d->core_first, d->mention.head, begin), last = d->core_last;
    if (d->title_head < first && d->role != MODEL_ACTOR_NONE && d->core_first - d->title_head < ACTOR_NAME_TOKENS)
        first = leftmost(w, d->title_head, d->mention.head, begin);
    if (d->mention.kind == REC_NOMINAL)
        last = with_phrase(w, last, d->mention.head);
    d->mention.first_token = first;
    d->mention.last_token = last;
    d->mention.span = (rec_span){token_at(w, first)->span.begin, token_at(w, last)->span.end};
}

static bool is_name_token(const actor_work *w, uint32_t i)
{
    return w->hit_at[i] >= 0 || (is_proper(w, i) && !(actor_word_class(w, i) & MODEL_WORD_NO_NAME));
}

/* A proper noun that is but a title of the name it hangs on. */
static bool is_title_of_name(const actor_work *w, uint32_t i)
{
    const rec_token *t = token_at(w, i);
    return t->deprel == REC_NMOD_DESC && t->head >= 0 && w->hit_at[i] < 0 &&
           token_at(w, (uint32_t)t->head)->upos == REC_PROPN;
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

static void draft_name(actor_work *w, uint32_t head, uint32_t begin, uint32_t end)
{
    core c = core_of(w, head, begin, end);
    uint32_t role_first = 0, role_last = 0;
    actor_draft d = {.core_first = head,
                     .hit = -1,
                     .role = MODEL_ACTOR_NONE,
                     .title_head = UINT32_MAX,
                     .kind = REC_ENTITY_KIND_COUNT};
    d.mention.head = head;
    d.hit = governing_hit(w, head, &c);
    if (d.hit < 0) {
        if (actor_role_at(w, head, &role_first, &role_last) != MODEL_ACTOR_NONE && role_first <= c.first &&
            role_last >= c.last)
            return; /* "the President": a noun in spite of its capital */
        strip_titles(w, &d, &c);
        strip_inner_title(w, &d, &c);
        d.hit = governing_hit(w, c.last, &c);
        if (d.hit < 0)
            extend_of(w, &c, end);
    }
    uint32_t after = 0;
    if (d.hit < 0 && actor_title_at(w, c.first, c.last + 1, &after) != MODEL_ACTOR_NONE && after == c.last + 1)
        return; /* a title that the tree has torn off its name */
    d.core_first = c.first;
    d.core_last = c.last;
    note_person_words(w, &d, c.first);
    find_title(w, &d, begin);
    if (w->watch != NULL)
        show_name(w, &d);
    if (d.hit < 0 && !actor_type_name(w, &d))
        return;
    actor_draft *to = add_draft(w, head, REC_NAME);
    if (to == NULL)
        return;
    d.mention = to->mention;
    *to = d;
    claim_tokens(w, to);
    set_span(w, to, begin);
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
        actor_draft *d = taken ? NULL : add_draft(w, h->head, REC_NAME);
        if (d == NULL)
            continue;
        d->hit = (int32_t)i;
        d->core_first = h->first;
        d->core_last = h->last;
        claim_tokens(w, d);
        set_span(w, d, begin);
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
        if (w->name_head[i] == (int32_t)i && w->draft_at[i] < 0 && token_at(w, i)->upos != REC_PUNCT &&
            is_name_token(w, i) && !is_title_of_name(w, i))
            draft_name(w, i, begin, end);
    draft_nested(w, begin);
}

/* The noun is a part of the longer role of the noun it hangs on: "rebel" in "rebel commander". */
static bool inside_longer_role(const actor_work *w, uint32_t i)
{
    const rec_token *t = token_at(w, i);
    uint32_t first = 0, last = 0;
    if (t->head < 0 || (t->deprel != REC_COMPOUND && t->deprel != REC_AMOD && t->deprel != REC_NMOD))
        return false;
    return actor_role_at(w, (uint32_t)t->head, &first, &last) != MODEL_ACTOR_NONE && i >= first && i <= last;
}

static bool is_noun_head(const actor_work *w, uint32_t i)
{
    const rec_token *t = token_at(w, i);
    if (t->upos != REC_NOUN && t->upos != REC_PROPN && !(t->upos == REC_ADJ && (t->morph & REC_MORPH_PLUR)))
        return false;
    return !(t->deprel == REC_NMOD_DESC && t->head >= 0 && token_at(w, (uint32_t)t->head)->upos == REC_PROPN);
}

/* "the two sides", "both countries": a plural that counts the parties. */
static bool is_collective(const actor_work *w, uint32_t i, uint32_t begin)
{
    const rec_token *t = token_at(w, i);
    if (!(t->morph & REC_MORPH_PLUR) || !(actor_word_class(w, i) & (MODEL_WORD_SIDES | MODEL_WORD_LEADERS)))
        return false;
    if ((actor_word_class(w, i) & MODEL_WORD_ALONE) && i > begin && str_equal(token_at(w, i - 1)->lower, STR("the")))
        return true;
    for (uint32_t k = i; k-- > begin && i - k <= 4;)
        if (str_equal(token_at(w, k)->lower, STR("two")) || str_equal(token_at(w, k)->lower, STR("both")))
            return is_premodifier(w, k, i);
    return false;
}

bool actor_is_the_land(const actor_work *w, uint32_t noun)
{
    const rec_token *t = token_at(w, noun);
    return !(t->morph & REC_MORPH_PLUR) && noun > w->doc->sentences[t->sentence].first_token &&
           (actor_word_class(w, noun) & MODEL_WORD_LAND) && str_equal(token_at(w, noun - 1)->lower, STR("the"));
}

int32_t actor_contained(const actor_work *w, uint32_t noun)
{
    int32_t child = record_child(w->doc, noun, REC_NMOD);
    int32_t c = child < 0 ? -1 : record_child(w->doc, (uint32_t)child, REC_CASE);
    if (c < 0 || !(actor_word_class(w, noun) & MODEL_WORD_CONTAINER) ||
        !str_equal(token_at(w, (uint32_t)c)->lower, STR("of")))
        return -1;
    return child;
}

static void draft_noun(actor_work *w, uint32_t i, uint32_t begin)
{
    uint32_t first = i, last = i, bits = actor_word_class(w, i);
    uint32_t role = actor_role_at(w, i, &first, &last);
    bool wanted = role != MODEL_ACTOR_NONE || actor_is_the_land(w, i) || actor_contained(w, i) >= 0 ||
                  is_collective(w, i, begin) || (bits & MODEL_WORD_COUNTERPART);
    if (!wanted || (role != MODEL_ACTOR_NONE && inside_longer_role(w, i)))
        return;
    actor_draft *d = add_draft(w, i, REC_NOMINAL);
    if (d == NULL)
        return;
    d->core_first = first;
    d->core_last = last;
    d->role = role;
    if (role != MODEL_ACTOR_NONE && model_actor_item_get(w->m, role)->kind != REC_PERSON)
        d->kind = model_actor_item_get(w->m, role)->kind;
    note_person_words(w, d, i);
    for (uint32_t k = i; k-- > begin && i - k <= 4;)
        if (is_premodifier(w, k, i))
            d->former |= (actor_word_class(w, k) & MODEL_WORD_FORMER) != 0;
    set_span(w, d, begin);
}

void actor_draft_nouns(actor_work *w, uint32_t sentence)
{
    const rec_sentence *s = &w->doc->sentences[sentence];
    uint32_t begin = s->first_token, end = begin + s->token_count;
    for (uint32_t i = begin; i < end; i++)
        if (is_noun_head(w, i) && w->draft_at[i] < 0)
            draft_noun(w, i, begin);
}

void actor_draft_pronouns(actor_work *w, uint32_t sentence)
{
    const rec_sentence *s = &w->doc->sentences[sentence];
    for (uint32_t i = s->first_token; i < s->first_token + s->token_count; i++) {
        const rec_token *t = token_at(w, i);
        bool personal = (t->morph & REC_MORPH_PRS) && (t->morph & REC_MORPH_PERSON3);
        bool relative = (t->morph & REC_MORPH_REL) && t->upos == REC_PRON;
        if ((!personal && !relative) || t->deprel == REC_EXPL || w->draft_at[i] >= 0)
            continue;
        actor_draft *d = add_draft(w, i, REC_PRONOUN);
        if (d == NULL)
            return;
        d->mention.span = t->span;
        d->gender = t->morph & REC_MORPH_MASC   ? 'm'
                    : t->morph & REC_MORPH_FEM  ? 'f'
                    : t->morph & REC_MORPH_NEUT ? 'n'
                                                : 0;
    }
}

static int by_place(const void *a, const void *b)
{
    const rec_mention *x = &((const actor_draft *)a)->mention, *y = &((const actor_draft *)b)->mention;
    if (x->first_token != y->first_token)
        return x->first_token < y->first_token ? -1 : 1;
    if (x->last_token != y->last_token)
        return x->last_token > y->last_token ? -1 : 1;
    return (x->head > y->head) - (x->head < y->head);
}

/* Where the tree parts a name, each part that hangs outside of it leads to the mention too, as its title does. */
static void spread_mention(actor_work *w, const actor_draft *d)
{
    uint32_t first = d->title_head < d->core_first ? d->title_head : d->core_first;
    for (uint32_t i = first; i <= d->core_last && d->mention.kind == REC_NAME; i++) {
        rec_token *t = &w->doc->tokens[i];
        if (t->mention < 0 && (t->head < (int32_t)d->core_first || t->head > (int32_t)d->core_last))
            t->mention = w->doc->tokens[d->mention.head].mention;
    }
}

void actor_commit_drafts(actor_work *w, uint32_t sentence)
{
    (void)sentence;
    if (w->draft_count > 1)
        qsort(w->drafts, w->draft_count, sizeof *w->drafts, by_place);
    for (uint32_t i = 0; i < w->draft_count; i++) {
        rec_mention *grown = arena_push(&w->doc->memory, w->doc->mentions, w->doc->mention_count, sizeof *grown);
        if (grown == NULL) {
            w->draft_count = i;
            return;
        }
        w->doc->mentions = grown;
        w->doc->mentions[w->doc->mention_count++] = w->drafts[i].mention;
        w->doc->tokens[w->drafts[i].mention.head].mention =
            (int32_t)w->doc->mention_count - 1; /* the innermost comes last */
    }
    for (uint32_t i = 0; i < w->draft_count; i++)
        spread_mention(w, &w->drafts[i]);
}
