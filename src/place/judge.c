/* SPDX-License-Identifier: MIT
 *
 * In: names that may be places. Out: which are. Each has evidence for and against, weighed by evidence.tsv: its size,
 * the preposition before it (tree first, then the words before), a container behind it (", Texas"), a word for its kind
 * ("province"), the rest of the name that it may be part of ("Washington Post", "Paris Hilton"), people of that name.
 * Names taken on their own evidence then speak for their other mentions and for their neighbours in lists.
 * Known limits: a team or firm that bears a city's name alone ("Chelsea won") is taken for the city. */
#include "place/work.h"

#include <math.h>

enum { BESIDE_TOKENS = 8 };

bool place_lies_in(const model_place_row *row, const model_place_row *in)
{
    bool same_country = str_equal(str_of(row->country), str_of(in->country)) && in->country[0] != 0;
    if (in->kind == PLACE_COUNTRY)
        return same_country && row->kind != PLACE_COUNTRY;
    if (in->kind == PLACE_ADMIN1)
        return same_country && row != in && row->kind != PLACE_COUNTRY && str_equal(row->admin1, in->admin1);
    if (in->has_box && in->kind != PLACE_SITE && row != in && row->kind != in->kind)
        return row->lat >= in->box[0] && row->lat <= in->box[2] && row->lon >= in->box[1] && row->lon <= in->box[3];
    return in->kind == PLACE_COUNTY && same_country && str_equal(row->admin1, in->admin1) && row->kind <= PLACE_QUARTER;
}

static float weight(const place_work *w, model_place_evidence e)
{
    return model_place_weight(w->model, e);
}

static const rec_token *token_at(const place_work *w, int64_t t, uint32_t sentence)
{
    if (t < 0 || t >= w->doc->token_count || w->doc->tokens[t].sentence != sentence)
        return NULL;
    return &w->doc->tokens[t];
}

static bool is(const rec_token *t, const char *lower)
{
    return t != NULL && str_equal(t->lower, str_of(lower));
}

static bool person_word(const place_work *w, str lower)
{
    if (w->person_room == 0)
        return false;
    uint64_t hash = str_hash(lower) | 1;
    uint32_t at = (uint32_t)hash & (w->person_room - 1);
    while (w->persons[at] != 0 && w->persons[at] != hash)
        at = (at + 1) & (w->person_room - 1);
    return w->persons[at] == hash;
}

/* Whether two tokens are parts of one name in the tree. */
static bool linked(const rec_document *doc, uint32_t a, uint32_t b)
{
    const rec_token *x = &doc->tokens[a], *y = &doc->tokens[b];
    bool up = x->head == (int32_t)b && (x->deprel == REC_FLAT || x->deprel == REC_COMPOUND);
    bool down = y->head == (int32_t)a && (y->deprel == REC_FLAT || y->deprel == REC_COMPOUND);
    bool beside = x->head == y->head && x->head >= 0 && (x->deprel == REC_FLAT || x->deprel == REC_COMPOUND) &&
                  (y->deprel == REC_FLAT || y->deprel == REC_COMPOUND);
    return up || down || beside;
}

/* ---- what stands before ---------------------------------------------------------------------------------------- */

/* The preposition of a name: of its head, of what the head is conjoined to or modifies as a name ("in downtown Kyiv").
 */
static const rec_token *case_of(const place_work *w, const place_match *m)
{
    const rec_document *doc = w->doc;
    int32_t at = (int32_t)m->head;
    for (int steps = 0; at >= 0 && steps < 4; steps++) {
        int32_t c = record_child(doc, (uint32_t)at, REC_CASE);
        if (c >= 0 && c < (int32_t)m->first)
            return &doc->tokens[c];
        uint8_t rel = doc->tokens[at].deprel;
        if (rel != REC_CONJ && rel != REC_COMPOUND && rel != REC_FLAT && rel != REC_APPOS && rel != REC_NMOD_DESC)
            return NULL;
        at = doc->tokens[at].head;
    }
    return NULL;
}

/* The preposition by the words alone: the nearest of the three words before, over articles and adjectives. */
static const rec_token *word_before(const place_work *w, const place_match *m)
{
    uint32_t sentence = w->doc->tokens[m->first].sentence;
    for (int64_t t = (int64_t)m->first - 1; t >= (int64_t)m->first - 3; t--) {
        const rec_token *before = token_at(w, t, sentence);
        if (before == NULL || before->upos == REC_ADP)
            return before;
        if (before->upos != REC_DET && before->upos != REC_ADJ)
            return NULL;
    }
    return NULL;
}

static float judge_case(const place_work *w, place_match *m)
{
    const rec_token *c = case_of(w, m);
    if (c == NULL)
        c = word_before(w, m);
    if (c == NULL)
        return 0;
    int64_t at = c - w->doc->tokens;
    if ((place_word(w, at).bits & PLACE_WORD_LOCATIVE) != 0) {
        m->locative = true;
        return weight(w, PLACE_EV_LOCATIVE);
    }
    if (is(c, "of") && (place_word(w, at - 1).bits & (PLACE_WORD_DIRECTION | PLACE_WORD_TYPE)) != 0) {
        m->locative = true;
        return weight(w, PLACE_EV_LOCATIVE);
    }
    return weight(w, PLACE_EV_OF);
}

/* ---- kind words ------------------------------------------------------------------------------------------------ */

/* "the town of X", "X province", "the town X", "Mount X" when the kind fits some place of that name. */
static float judge_type(place_work *w, place_match *m)
{
    uint32_t sentence = w->doc->tokens[m->first].sentence;
    uint32_t own = w->senses[m->sense].kinds | (m->demonym ? 0 : 1u << PLACE_SITE);
    int64_t places[3] = {(int64_t)m->last + 1, (int64_t)m->first - 1, -1};
    if (is(token_at(w, (int64_t)m->first - 1, sentence), "of"))
        places[2] = (int64_t)m->first - 2;
    for (int i = 0; i < 3; i++) {
        const rec_token *t = token_at(w, places[i], sentence);
        model_place_word word = t != NULL ? place_word(w, places[i]) : (model_place_word){0, 0};
        if (t != NULL && (word.bits & PLACE_WORD_TYPE) != 0 && (word.kinds & own) != 0 &&
            (t->upos == REC_NOUN || t->upos == REC_PROPN)) {
            m->type_kinds = word.kinds;
            return weight(w, PLACE_EV_TYPE);
        }
    }
    return 0;
}

/* ---- the rest of the name -------------------------------------------------------------------------------------- */

/* The last word of the run of names that begins behind the match and hangs together with it. */
static int64_t run_end(const place_work *w, const place_match *m)
{
    const rec_document *doc = w->doc;
    uint32_t sentence = doc->tokens[m->last].sentence;
    int64_t end = m->last;
    for (int64_t t = (int64_t)m->last + 1; t <= (int64_t)m->last + 8; t++) {
        const rec_token *next = token_at(w, t, sentence);
        if (next == NULL ||
            !(next->upos == REC_PROPN || (place_capital(doc, t) && (next->upos == REC_NOUN || next->upos == REC_ADJ)) ||
              is(next, "&")))
            break;
        if (!is(next, "&"))
            end = t;
    }
    return end;
}

static bool bearer_in(const place_work *w, int64_t from, int64_t to)
{
    for (int64_t t = from; t <= to; t++)
        if ((place_word(w, t).bits & PLACE_WORD_BEARER) != 0 && place_capital(w->doc, t))
            return true;
    return false;
}

/* "University of X", "Bank of X" with a capital. */
static bool borne_by_of(const place_work *w, const place_match *m)
{
    uint32_t sentence = w->doc->tokens[m->first].sentence;
    int64_t at = (int64_t)m->first - 1;
    if (is(token_at(w, at, sentence), "the"))
        at--;
    return is(token_at(w, at, sentence), "of") && place_capital(w->doc, at - 1) &&
           token_at(w, at - 1, sentence) != NULL && (place_word(w, at - 1).bits & PLACE_WORD_BEARER) != 0;
}

static float judge_right(const place_work *w, const place_match *m)
{
    const rec_document *doc = w->doc;
    int64_t end = run_end(w, m);
    const place_sense *s = &w->senses[m->sense];
    if (end == (int64_t)m->last) {
        const rec_token *head = &doc->tokens[m->head];
        return head->deprel == REC_COMPOUND && head->head > (int32_t)m->last ? weight(w, PLACE_EV_MODIFIER) : 0;
    }
    if (bearer_in(w, (int64_t)m->last + 1, end))
        return weight(w, PLACE_EV_BEARER);
    bool flat = doc->tokens[m->last + 1].deprel == REC_FLAT && linked(doc, m->head, m->last + 1);
    bool weak = m->first == m->last && (place_word(w, m->first).bits & PLACE_WORD_WEAK) != 0;
    if ((flat && !m->demonym) || (weak && linked(doc, m->head, m->last + 1) && s->strength < 5.4f))
        return weight(w, PLACE_EV_IN_NAME);
    return weight(w, PLACE_EV_MODIFIER);
}

/* A large city or region whose name is hardly anything else. */
static bool unmistakable(const place_sense *s, uint16_t bits)
{
    return (bits & PLACE_WORD_WEAK) == 0 && s->strength > 4.4f;
}

static bool in_capitals(str form)
{
    for (size_t i = 0; i < form.n; i++)
        if (form.p[i] < 'A' || form.p[i] > 'Z')
            return false;
    return true;
}

/* The kind of name before: "Kevin Scott", "Mr Paris"; a kind word or a place before it is no harm. */
static float judge_left(const place_work *w, const place_match *m)
{
    const rec_document *doc = w->doc;
    uint32_t sentence = doc->tokens[m->first].sentence;
    const rec_token *before = token_at(w, (int64_t)m->first - 1, sentence);
    int64_t at = (int64_t)m->first - 1;
    if (is(before, ".")) {
        at--;
        before = token_at(w, at, sentence);
    }
    if (before == NULL || m->demonym)
        return 0;
    if (before->upos == REC_NUM && str_ends(w->doc->tokens[m->last].form, STR("."))) /* "575 B.C." */
        return weight(w, PLACE_EV_IN_NAME);
    if (!place_capital(doc, at)) /* "eastern Aleppo", "downtown Montreal" */
        return before->upos == REC_ADJ && (place_word(w, at).bits & PLACE_WORD_DIRECTION) != 0
                   ? weight(w, PLACE_EV_LOCATIVE)
                   : 0;
    model_place_word word = place_word(w, at);
    if ((word.bits & PLACE_WORD_TITLE) != 0 && at + 1 == (int64_t)m->first)
        return weight(w, PLACE_EV_TITLE);
    bool acronym = before->form.n > 2 && in_capitals(before->form); /* "CNN Chicago" */
    if (before->upos != REC_PROPN || acronym || (word.bits & (PLACE_WORD_TYPE | PLACE_WORD_DIRECTION)) != 0)
        return 0;
    bool place_before =
        m > w->matches && (m - 1)->last == (uint32_t)at && unmistakable(&w->senses[(m - 1)->sense], word.bits);
    return linked(doc, (uint32_t)at, m->head) && !place_before ? weight(w, PLACE_EV_IN_NAME) : 0;
}

/* ---- one name -------------------------------------------------------------------------------------------------- */

static float judge_word(const place_work *w, const place_match *m)
{
    const rec_document *doc = w->doc;
    const rec_token *head = &doc->tokens[m->head];
    const place_sense *s = &w->senses[m->sense];
    bool single = m->first == m->last, country = (s->kinds & (1u << PLACE_COUNTRY)) != 0;
    uint16_t bits = single ? place_word(w, m->first).bits : 0;
    float sum = single ? 0 : weight(w, PLACE_EV_LONG);
    bool wide = (s->kinds & ((1u << PLACE_REGION) | (1u << PLACE_SEA) | (1u << PLACE_STRAIT))) != 0; /* "the Gulf" */
    bool saint = !single && (place_word(w, m->first).bits & PLACE_WORD_TITLE) != 0;
    if ((saint || (bits & PLACE_WORD_WEAK) != 0) && !country)
        sum += weight(w, PLACE_EV_WEAK);
    if ((bits & PLACE_WORD_NOT) != 0 || (single && !wide && (bits & (PLACE_WORD_TYPE | PLACE_WORD_BEARER)) != 0) ||
        (saint && is(token_at(w, (int64_t)m->last + 1, head->sentence), "'s")))
        sum += weight(w, PLACE_EV_IN_NAME);
    if (head->upos != REC_PROPN && head->upos != REC_UPOS_NONE && single && !country)
        sum += head->upos == REC_NOUN || head->upos == REC_ADJ
                   ? weight(w, PLACE_EV_NOT_PROPER) * (unmistakable(s, bits) ? 0.5f : 1)
                   : weight(w, PLACE_EV_BEARER);
    if (single && person_word(w, head->lower))
        sum += weight(w, PLACE_EV_SURNAME) * (country || unmistakable(s, bits) ? 0.5f : 1);
    bool subject = head->deprel == REC_NSUBJ && head->head >= 0;
    if (subject && !country && (place_word(w, head->head).bits & PLACE_WORD_SPEECH) != 0)
        sum += weight(w, PLACE_EV_SPEAKS);
    if (doc->sentences[head->sentence].part == REC_PART_DATELINE ||
        (doc->dateline.end > doc->dateline.begin && head->span.begin >= doc->dateline.begin &&
         head->span.end <= doc->dateline.end))
        sum += weight(w, PLACE_EV_DATELINE);
    return sum;
}

/* The adjective of a country stands before what it describes; alone it is a person or a language. */
static float judge_demonym(const place_work *w, const place_match *m)
{
    const rec_document *doc = w->doc;
    const rec_token *head = &doc->tokens[m->head];
    float sum = w->senses[m->sense].strength;
    bool before = head->head > (int32_t)m->last && (head->deprel == REC_AMOD || head->deprel == REC_COMPOUND ||
                                                    head->deprel == REC_NMOD || head->deprel == REC_CONJ);
    if (head->deprel == REC_CONJ && head->head >= 0 && head->head < (int32_t)m->first)
        before = doc->tokens[head->head].deprel == REC_AMOD || doc->tokens[head->head].deprel == REC_COMPOUND;
    if (!before)
        sum += weight(w, PLACE_EV_NOT_PROPER);
    int64_t end = run_end(w, m);
    if (end > (int64_t)m->last && bearer_in(w, (int64_t)m->last + 1, end))
        sum += weight(w, PLACE_EV_BEARER);
    return sum;
}

/* A seat of power that acts, owns or describes is no place: "the Kremlin said", "White House strategist". */
static float judge_site(const place_work *w, const place_match *m)
{
    if ((w->senses[m->sense].kinds & (1u << PLACE_SITE)) == 0 || m->locative)
        return 0;
    const rec_token *head = &w->doc->tokens[m->head];
    bool before = head->head > (int32_t)m->last && (head->deprel == REC_COMPOUND || head->deprel == REC_NMOD_POSS);
    bool acts = head->deprel == REC_NSUBJ || head->deprel == REC_OBL_AGENT ||
                (head->deprel == REC_NSUBJ_PASS && m->last > m->first);
    const rec_token *c = case_of(w, m);
    return before || acts || is(c, "by") ? weight(w, PLACE_EV_ACTS) : 0;
}

static void judge_one(place_work *w, place_match *m)
{
    if (m->demonym) {
        m->evidence = judge_demonym(w, m);
        return;
    }
    m->evidence = w->senses[m->sense].strength + judge_word(w, m) + judge_case(w, m) + judge_type(w, m) +
                  judge_left(w, m) + judge_right(w, m) + (borne_by_of(w, m) ? weight(w, PLACE_EV_BEARER) : 0);
    m->evidence += judge_site(w, m);
}

/* ---- containers ------------------------------------------------------------------------------------------------ */

static bool some_lies_in(const place_work *w, const place_sense *s, const place_sense *in)
{
    for (uint32_t i = 0; i < in->row_count; i++) {
        const model_place_row *outer = model_place_row_of(w->model, in->rows[i]);
        if (outer->kind == PLACE_CITY || outer->kind == PLACE_QUARTER)
            continue;
        for (uint32_t j = 0; j < s->row_count; j++)
            if (place_lies_in(model_place_row_of(w->model, s->rows[j]), outer))
                return true;
    }
    return false;
}

/* "Paris, Texas", "Idlib in Syria", "Aleppo, Syria's largest city": the next name behind a comma, "in" or "(". */
static bool next_contains(const place_work *w, uint32_t index)
{
    const place_match *m = &w->matches[index], *next = m + 1;
    if (index + 1 >= w->match_count || next->first != m->last + 2 || m->demonym || next->demonym ||
        w->doc->tokens[next->first].sentence != w->doc->tokens[m->last].sentence)
        return false;
    const rec_token *between = &w->doc->tokens[m->last + 1];
    if (!is(between, ",") && !is(between, "(") && !is(between, "in"))
        return false;
    return some_lies_in(w, &w->senses[m->sense], &w->senses[next->sense]);
}

static uint32_t likeliest(const place_sense *s)
{
    uint32_t best = 0;
    for (uint32_t i = 1; i < s->row_count; i++)
        if (s->prior[i] > s->prior[best])
            best = i;
    return best;
}

/* "Paris, Idaho," where no Paris of Idaho is listed: the region stands between two stops. */
static bool unlisted_within(const place_work *w, uint32_t index)
{
    const rec_document *doc = w->doc;
    const place_match *m = &w->matches[index], *next = m + 1;
    if (index + 1 >= w->match_count || next->first != m->last + 2 || m->demonym ||
        !is(&doc->tokens[m->last + 1], ",") || doc->tokens[next->first].sentence != doc->tokens[m->last].sentence)
        return false;
    const place_sense *own = &w->senses[m->sense], *outer = &w->senses[next->sense];
    uint32_t regions = (1u << PLACE_COUNTRY) | (1u << PLACE_ADMIN1) | (1u << PLACE_REGION);
    const rec_token *behind = token_at(w, (int64_t)next->last + 1, doc->tokens[next->last].sentence);
    return (own->kinds & regions) == 0 && (outer->kinds & (1u << PLACE_ADMIN1)) != 0 &&
           (outer->kinds & (1u << PLACE_COUNTRY)) == 0 && (behind == NULL || behind->upos == REC_PUNCT) &&
           model_place_row_of(w->model, outer->rows[likeliest(outer)])->kind == PLACE_ADMIN1; /* no list of cities */
}

/* "Marsden, ten miles south of Derry", "Marsden, near Derry": the next name, behind a comma and a word of direction or
 * place, lies near by. */
static bool lies_beside(const place_work *w, uint32_t index)
{
    const place_match *m = &w->matches[index], *next = m + 1;
    const rec_document *doc = w->doc;
    if (index + 1 >= w->match_count || m->demonym || next->demonym || next->first - m->last > BESIDE_TOKENS ||
        doc->tokens[next->first].sentence != doc->tokens[m->last].sentence || !is(&doc->tokens[m->last + 1], ","))
        return false;
    bool near = false;
    for (uint32_t t = m->last + 2; t < next->first; t++) {
        uint16_t bits = place_word(w, t).bits;
        if (doc->tokens[t].upos == REC_VERB || doc->tokens[t].upos == REC_PUNCT || is(&doc->tokens[t], "in"))
            return false;
        near = near || (bits & PLACE_WORD_DIRECTION) != 0 || is(&doc->tokens[t], "near");
    }
    return near;
}

static void find_containers(place_work *w)
{
    for (uint32_t i = w->match_count; i-- > 0;) {
        place_match *m = &w->matches[i];
        if (lies_beside(w, i))
            w->senses[m->sense].beside = (int32_t)w->matches[i + 1].sense;
        if (!next_contains(w, i)) {
            m->unlisted = unlisted_within(w, i);
            if (m->unlisted) {
                m->container = (int32_t)i + 1;
                w->matches[i + 1].contains = true;
            }
            continue;
        }
        m->container = (int32_t)i + 1;
        m->evidence += weight(w, PLACE_EV_CONTAINED);
        w->matches[i + 1].evidence += weight(w, PLACE_EV_CONTAINED) / 2;
        w->matches[i + 1].contains = true;
    }
}

/* ---- all names ------------------------------------------------------------------------------------------------- */

static bool joined(const place_work *w, const place_match *a, const place_match *b)
{
    if (b->first <= a->last || b->first - a->last > 3 || a->demonym != b->demonym ||
        w->doc->tokens[a->last].sentence != w->doc->tokens[b->first].sentence)
        return false;
    const rec_token *head = &w->doc->tokens[b->head];
    return is(&w->doc->tokens[a->last + 1], ",") || is(&w->doc->tokens[b->first - 1], "and") ||
           (head->deprel == REC_CONJ && head->head >= (int32_t)a->first && head->head <= (int32_t)a->last);
}

/* Abbreviated regions are places only where they contain the name before them, or what looks like an unlisted one, and no
 * person ("James Bell, QC"). */
static bool may_be_taken(const place_work *w, const place_match *m)
{
    if (!m->abbreviated || m->contains)
        return true;
    int64_t before = (int64_t)m->first - 2;
    return before >= 0 && w->doc->tokens[before].upos == REC_PROPN && w->doc->tokens[m->last].form.n > 2 &&
           !person_word(w, w->doc->tokens[before].lower);
}

static void take(place_work *w, float least)
{
    for (uint32_t i = 0; i < w->match_count; i++) {
        place_match *m = &w->matches[i];
        bool was = m->taken;
        m->taken = was || (m->evidence >= least && may_be_taken(w, m));
        w->senses[m->sense].taken += m->taken && !was;
    }
}

void place_judge(place_work *w)
{
    for (uint32_t i = 0; i < w->match_count; i++)
        judge_one(w, &w->matches[i]);
    find_containers(w);
    float least = weight(w, PLACE_EV_THRESHOLD);
    take(w, least);
    for (uint32_t i = 0; i < w->match_count; i++) {
        place_match *m = &w->matches[i];
        if (m->taken || m->demonym)
            continue;
        m->evidence += w->senses[m->sense].taken > 0 ? weight(w, PLACE_EV_SEEN) : 0;
        bool list = (i > 0 && joined(w, m - 1, m) && (m - 1)->taken) ||
                    (i + 1 < w->match_count && joined(w, m, m + 1) && (m + 1)->taken);
        m->evidence += list ? weight(w, PLACE_EV_LIST) : 0;
    }
    take(w, least);
}
