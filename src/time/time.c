/* SPDX-License-Identifier: MIT
 *
 * time.c: sentence by sentence, atoms -> longest match -> value. Method: patterns over classes of words with two anchors
 * (see value.c). Cost: a look-up a word, and patterns only where one may begin. Known limits: seasons are those of the
 * north; a war's or a reign's length is not computed.
 */
#include "time/time.h"

#include "base/error.h"
#include "time/value.h"

#include <stdlib.h>

#define HEAD_PARAGRAPHS 4 /* where a report's own date may stand */
#define HEAD_WORDS 14
#define HISTORY_YEARS 6   /* other years told, at least, for running history */

typedef struct run {
    const model_time *m;
    rec_document *doc;
    time_frame frame;
    time_atom *atoms;
    uint32_t count;
} run;

static int by_value(const void *a, const void *b)
{
    return *(const int16_t *)a - *(const int16_t *)b;
}

/* A text that names many years other than its own date's tells history. */
static void look_for_history(rec_document *doc, time_frame *frame)
{
    enum { MOST = 512 };
    int16_t years[MOST];
    uint32_t count = 0, other = 0;
    int own = doc->published.year;
    for (uint32_t i = 0; i < doc->token_count; i++) {
        const rec_token *t = &doc->tokens[i];
        long year;
        if (t->form.n != 4 || !str_integer(t->form, &year) || year < 1000 || year > 2200)
            continue;
        other += year < own - 1 || year > own + 1;
        if (count < MOST)
            years[count++] = (int16_t)year;
    }
    if (count > 0)
        qsort(years, count, sizeof *years, by_value);
    frame->middle_year = count > 0 ? years[count / 2] : 0;
    frame->history = other >= HISTORY_YEARS && (uint64_t)other * 150 >= doc->token_count;
}

/* The token of the match on which the others hang. */
static uint32_t head_of(const run *r, const time_match *m)
{
    uint32_t first = r->atoms[m->begin].token, last = r->atoms[m->end - 1].token;
    for (uint32_t i = first; i <= last; i++) {
        int32_t h = r->doc->tokens[i].head;
        if ((h < (int32_t)first || h > (int32_t)last) && r->doc->tokens[i].deprel != REC_CASE && r->doc->tokens[i].deprel != REC_PUNCT_DEP)
            return i;
    }
    return last;
}

static bool has_helper(const rec_document *doc, uint32_t verb, str lemma)
{
    for (int32_t c = doc->tokens[verb].first_child; c >= 0; c = doc->tokens[c].next_sibling)
        if (doc->tokens[c].deprel == REC_AUX_DEP && str_equal(doc->tokens[c].lemma, lemma))
            return true;
    return false;
}

/* -1 past, 1 to come, 0 unknown: of the nearest verb above the expression. */
static int tense_at(const rec_document *doc, uint32_t token)
{
    int32_t at = (int32_t)token;
    for (int step = 0; at >= 0 && step < 64; step++, at = doc->tokens[at].head) {
        const rec_token *t = &doc->tokens[at];
        if (t->upos != REC_VERB && t->upos != REC_AUX)
            continue;
        if (has_helper(doc, (uint32_t)at, STR("will")) || has_helper(doc, (uint32_t)at, STR("shall")))
            return 1;
        if ((t->morph & REC_MORPH_PAST) != 0 && (t->morph & REC_MORPH_FIN) != 0)
            return -1;
        if ((t->morph & (REC_MORPH_PAST | REC_MORPH_PASS)) != 0)
            return -1;
        if ((t->morph & REC_MORPH_INF) != 0 && t->deprel == REC_XCOMP)
            return 1;
        if ((t->morph & REC_MORPH_PRES) != 0)
            return 0;
    }
    return 0;
}

/* "Long March": a month with no more to it, after another name. */
static bool is_name_of_month(const run *r, const time_match *m)
{
    uint32_t token = r->atoms[m->begin].token;
    if (m->end - m->begin != 1 || m->found.month == 0 || token == 0 || m->begin == 0)
        return false;
    const time_atom *before = &r->atoms[m->begin - 1];
    uint8_t upos = r->doc->tokens[before->token].upos;
    return before->capital && before->class == 0 && (upos == REC_PROPN || upos == REC_ADJ) &&
           r->doc->sentences[r->doc->tokens[token].sentence].part != REC_PART_TITLE;
}

/* "Six-Day War": a unit or number with a capital inside a sentence is part of a name. */
static bool is_name(const run *r, const time_match *m, uint32_t sentence)
{
    if (m->pattern->action != TIME_SPAN || r->doc->sentences[sentence].part == REC_PART_TITLE)
        return false;
    const time_atom *last = &r->atoms[m->end - 1];
    return last->capital && last->token != r->doc->sentences[sentence].first_token;
}

static bool add_time(run *r, uint32_t sentence, const time_match *m)
{
    rec_time t = {.sentence = sentence, .span = {r->atoms[m->begin].span.begin, r->atoms[m->end - 1].span.end}};
    t.head = head_of(r, m);
    r->frame.tense = tense_at(r->doc, t.head);
    if (!value_of(&r->frame, m, &r->doc->memory, &t))
        return false;
    rec_time *to = RECORD_ADD(r->doc, times, time_count);
    if (to != NULL)
        *to = t;
    return to != NULL;
}

static bool is_joint(const run *r, uint32_t at)
{
    return (r->atoms[at].class & TIME_JOINT) != 0;
}

/* "between April and September 1957", "6-8 May": what the earlier of two joined dates leaves out the later one tells. */
static void borrow(const run *r, time_match *m)
{
    time_found *x = &m->found;
    time_match next;
    if (m->pattern->action != TIME_DATE || x->year != 0 || (x->month == 0 && x->day == 0 && x->season == NULL))
        return;
    if (m->end + 1 >= r->count || !is_joint(r, m->end) || !match_at(r->m, r->atoms, r->count, m->end + 1, &next))
        return;
    if (next.pattern->action == TIME_DATE && next.found.year != 0 && (next.found.month != 0 || x->season != NULL)) {
        x->year = next.found.year;
        x->before_christ = next.found.before_christ;
    }
}

/* A bare day of a range: "6" of "6-8 May", "15" of "April 13-15". Gives the match, with the other end's month. */
static bool bare_day(const run *r, uint32_t at, const time_match *before, time_match *m)
{
    const time_atom *a = &r->atoms[at];
    time_match next;
    if ((a->class & TIME_DAY) == 0)
        return false;
    if (before != NULL && before->end + 1 == at && is_joint(r, before->end) && before->found.month != 0 && before->found.day != 0 &&
        before->found.year == 0) {
        bool alone = at + 1 >= r->count || (r->atoms[at + 1].class & (TIME_MONTH | TIME_UNIT)) == 0;
        if (!alone || r->doc->tokens[a->token].deprel == REC_NUMMOD)
            return false;
        *m = *before;
    } else if (at + 2 < r->count && is_joint(r, at + 1) && (r->atoms[at + 2].class & TIME_DAY) != 0 &&
               match_at(r->m, r->atoms, r->count, at + 2, &next) && next.pattern->action == TIME_DATE && next.found.month != 0 &&
               next.found.day == (int16_t)r->atoms[at + 2].number) {
        *m = next;
    } else {
        return false;
    }
    m->begin = at;
    m->end = at + 1;
    m->found.day = (int16_t)a->number;
    return true;
}

static bool run_sentence(run *r, uint32_t sentence)
{
    time_match m, last;
    bool had = false;
    r->atoms = atoms_of(r->m, r->doc, sentence, &r->count);
    for (uint32_t i = 0; i < r->count && !r->doc->memory.failed;) {
        bool range = bare_day(r, i, had ? &last : NULL, &m);
        if (!range && !match_at(r->m, r->atoms, r->count, i, &m)) {
            i++;
            continue;
        }
        i = m.end;
        if (m.pattern->action == TIME_NONE || is_name(r, &m, sentence) || is_name_of_month(r, &m))
            continue;
        borrow(r, &m);
        if (!add_time(r, sentence, &m))
            return false;
        last = m;
        had = true;
    }
    return !r->doc->memory.failed;
}

/* The report's own date, where it was not given: a full date in a short line near the head, or in the dateline. */
static void find_published(run *r)
{
    rec_document *doc = r->doc;
    for (uint32_t s = 0; s < doc->sentence_count && doc->published.year == 0; s++) {
        const rec_sentence *sentence = &doc->sentences[s];
        bool dateline = doc->dateline.end > doc->dateline.begin && sentence->span.begin < doc->dateline.end &&
                        sentence->span.end > doc->dateline.begin;
        if (!dateline && (sentence->paragraph >= HEAD_PARAGRAPHS || sentence->token_count > HEAD_WORDS))
            continue;
        r->atoms = atoms_of(r->m, doc, s, &r->count);
        for (uint32_t i = 0; i < r->count && !doc->memory.failed; i++) {
            time_match m;
            if (dateline && r->atoms[i].span.begin >= doc->dateline.end)
                break;
            if (match_at(r->m, r->atoms, r->count, i, &m) && m.pattern->action == TIME_DATE && m.found.year != 0 && m.found.month != 0 &&
                m.found.day != 0 && (dateline || (m.end - m.begin) * 2 >= r->count)) {
                doc->published = (rec_date){m.found.year, (uint8_t)m.found.month, (uint8_t)m.found.day};
                break;
            }
        }
    }
}

dgm_status time_run(const model_time *m, rec_document *doc, dgm_error *err)
{
    run r = {.m = m, .doc = doc};
    if (doc->published.year == 0)
        find_published(&r);
    r.frame.published = doc->published;
    look_for_history(doc, &r.frame);
    for (uint32_t s = 0; s < doc->sentence_count; s++)
        if (!run_sentence(&r, s))
            return error_set(err, DGM_NO_MEMORY, "document needs more memory than allowed");
    return DGM_OK;
}
