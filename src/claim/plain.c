/* SPDX-License-Identifier: MIT
 *
 * claim/plain.c: in: claims by labels; out: more claims, where grammar shows one plainly and the labels, which know but
 * one level, left it out or took what is told inside it.
 *
 *   remark    "The talks were held in Oman, Tasnim reports." a name and a verb of saying at the end of a sentence
 *   aside     "The talks were useful, said Peskov.": the same as the tree shows it
 *   there     "There are reports that ...", "There is speculation that ..."
 *   owned     "the general's claim that ..."
 *   it        "It is reported that ...", "It was said that ..."
 *   head      a word that the learned cue model is sure of, with a clause under it
 *
 * Cost: linear; at most KIDS children looked at. */
#include "claim/assemble.h"

enum { KIDS = 16, ASIDE_MOST = 30 };

typedef struct finder {
    claim_context *c;
    uint8_t *taken; /* [token_count] 1 in a cue, 2 in a source */
} finder;

static bool is_telling(uint8_t act)
{
    return act == CLAIM_SAY || act == CLAIM_WRITE || act == CLAIM_ANNOUNCE || act == CLAIM_RELAY ||
           act == CLAIM_THINK || act == CLAIM_GUESS || act == CLAIM_EXPECT || act == CLAIM_DENY ||
           act == CLAIM_ACCUSE || act == CLAIM_FEAR;
}

static rec_span span_between(const rec_document *doc, uint32_t first, uint32_t last)
{
    return (rec_span){doc->tokens[first].span.begin, doc->tokens[last].span.end};
}

static void note(finder *f, uint32_t first, uint32_t last, uint8_t what)
{
    for (uint32_t i = first; i <= last && i < f->c->doc->token_count; i++)
        f->taken[i] = what;
}

static void add(finder *f, uint32_t first_cue, uint32_t cue, rec_span source, rec_span content, int32_t content_head)
{
    if (claim_add(f->c, first_cue, cue, source, content, content_head) >= 0)
        note(f, first_cue, cue, 1);
}

static bool is_mark(const rec_token *t, char mark)
{
    return t->form.n == 1 && t->form.p[0] == mark;
}

static bool ends_remark(const rec_document *doc, uint32_t next, uint32_t end)
{
    if (next >= end)
        return true;
    const rec_token *t = &doc->tokens[next];
    return is_mark(t, '.') || is_mark(t, ',') || is_mark(t, ';');
}

static bool speaks(const finder *f, uint32_t first, uint32_t last)
{
    const rec_document *doc = f->c->doc;
    for (uint32_t i = first; i <= last; i++)
        if (doc->tokens[i].upos == REC_PROPN || model_claim_source(f->c->model, doc->tokens[i].lemma) != NULL ||
            (doc->tokens[i].form.n > 0 && doc->tokens[i].form.p[0] >= 'A' && doc->tokens[i].form.p[0] <= 'Z'))
            return true;
    return false;
}

/* ", NAME reports." after a clause that holds a verb. */
static void find_remark(finder *f, const rec_sentence *s, uint32_t verb)
{
    const rec_document *doc = f->c->doc;
    uint32_t end = s->first_token + s->token_count;
    if (f->taken[verb] || !claim_is_telling_word(f->c, verb) || !ends_remark(doc, verb + 1, end))
        return;
    uint32_t first = claim_name_before(doc, verb, s->first_token);
    if (first == verb || first < s->first_token + 4 || !is_mark(&doc->tokens[first - 1], ',') ||
        !speaks(f, first, verb - 1) || f->c->words[verb].quote >= 0)
        return;
    bool clause = false;
    for (uint32_t i = s->first_token; i + 1 < first && !clause; i++)
        clause = doc->tokens[i].upos == REC_VERB || doc->tokens[i].upos == REC_AUX;
    if (!clause)
        return;
    int32_t root = s->root >= 0 && (uint32_t)s->root < first ? s->root : -1;
    add(f, verb, verb, span_between(doc, first, verb - 1), span_between(doc, s->first_token, first - 2), root);
}

/* "..., said NAME." and "..., NAME said.": a remark that the tree hangs on the clause before it. */
static void find_aside(finder *f, const rec_sentence *s, uint32_t verb)
{
    const rec_document *doc = f->c->doc;
    const rec_token *t = &doc->tokens[verb];
    int32_t x = record_child(doc, verb, REC_NSUBJ);
    uint32_t first, last, from, to;
    if (f->taken[verb] || t->deprel != REC_PARATAXIS || t->head < 0 || (uint32_t)t->head > verb || x < 0 ||
        !claim_is_telling_word(f->c, verb) || f->c->words[verb].quote >= 0)
        return;
    record_subtree(doc, verb, &first, &last);
    record_subtree(doc, (uint32_t)x, &from, &to);
    while (first < verb && doc->tokens[first].upos == REC_PUNCT)
        first++;
    if (first < s->first_token + 3 || !is_mark(&doc->tokens[first - 1], ',') || last - first > ASIDE_MOST)
        return;
    add(f, verb, verb, span_between(doc, from, to), span_between(doc, s->first_token, first - 2), t->head);
}

static int32_t clause_under(const rec_document *doc, uint32_t head)
{
    unsigned n = 0;
    for (int32_t k = doc->tokens[head].first_child; k >= 0 && n < KIDS; k = doc->tokens[k].next_sibling, n++) {
        rec_deprel d = doc->tokens[k].deprel;
        if ((uint32_t)k > head &&
            (d == REC_CCOMP || d == REC_CSUBJ || d == REC_CSUBJ_PASS || d == REC_ACL || d == REC_ADVCL) &&
            (d == REC_CCOMP || record_child(doc, (uint32_t)k, REC_MARK) >= 0))
            return k;
    }
    return -1;
}

static bool has_mark(const rec_document *doc, uint32_t clause, const char *word)
{
    int32_t m = record_child(doc, clause, REC_MARK);
    return m >= 0 && str_equal(doc->tokens[m].lower, str_of(word));
}

/* "There are reports that ...": the noun is the cue, nobody the source. */
static void find_there(finder *f, uint32_t noun)
{
    const rec_document *doc = f->c->doc;
    int32_t be = doc->tokens[noun].head;
    if (f->taken[noun] || doc->tokens[noun].upos != REC_NOUN || !is_telling(f->c->words[noun].act) || be < 0 ||
        record_child(doc, (uint32_t)be, REC_EXPL) < 0)
        return;
    int32_t clause = clause_under(doc, noun);
    if (clause < 0)
        clause = clause_under(doc, (uint32_t)be);
    uint32_t first, last;
    if (clause < 0 || !has_mark(doc, (uint32_t)clause, "that"))
        return;
    record_subtree(doc, (uint32_t)clause, &first, &last);
    if (first > noun)
        add(f, noun, noun, (rec_span){0}, span_between(doc, first, last), clause);
}

/* "the general's claim that ...": whose word it is stands before the noun. */
static void find_owned(finder *f, uint32_t noun)
{
    const rec_document *doc = f->c->doc;
    int32_t owner = record_child(doc, noun, REC_NMOD_POSS), clause = clause_under(doc, noun);
    uint32_t first, last, from, to;
    if (f->taken[noun] || doc->tokens[noun].upos != REC_NOUN || !is_telling(f->c->words[noun].act) || owner < 0 ||
        clause < 0 || !has_mark(doc, (uint32_t)clause, "that") ||
        (doc->tokens[owner].upos != REC_PRON && !claim_can_speak(f->c, (uint32_t)owner)))
        return;
    record_subtree(doc, (uint32_t)clause, &first, &last);
    record_subtree(doc, (uint32_t)owner, &from, &to);
    if (first > noun && to < noun)
        add(f, noun, noun, span_between(doc, from, to), span_between(doc, first, last), clause);
}

/* "It is reported that ...". */
static void find_it(finder *f, uint32_t verb)
{
    const rec_document *doc = f->c->doc;
    int32_t it = record_child(doc, verb, REC_EXPL);
    if (it < 0)
        it = record_child(doc, verb, REC_NSUBJ_PASS);
    if (f->taken[verb] || doc->tokens[verb].upos != REC_VERB || !is_telling(f->c->words[verb].act) || it < 0 ||
        !str_equal(doc->tokens[it].lower, STR("it")) || record_child(doc, verb, REC_AUX_PASS) < 0)
        return;
    int32_t clause = clause_under(doc, verb);
    uint32_t first, last, aux = (uint32_t)record_child(doc, verb, REC_AUX_PASS);
    if (clause < 0 || !has_mark(doc, (uint32_t)clause, "that"))
        return;
    record_subtree(doc, (uint32_t)clause, &first, &last);
    if (first > verb && aux < verb)
        add(f, aux, verb, (rec_span){0}, span_between(doc, first, last), clause);
}

/* A sure cue with subject and clause that lies in no claim yet. */
static void find_head(finder *f, uint32_t verb, const uint8_t *covered)
{
    const rec_document *doc = f->c->doc;
    if (f->taken[verb] || covered[verb] || doc->tokens[verb].upos != REC_VERB || f->c->words[verb].cue < CUE_STRONG)
        return;
    int32_t x = record_child(doc, verb, REC_NSUBJ), clause = clause_under(doc, verb);
    uint32_t first, last, from, to, cue = verb;
    if (x < 0 || clause < 0 || (uint32_t)x > verb || doc->tokens[clause].deprel != REC_CCOMP)
        return;
    record_subtree(doc, (uint32_t)clause, &first, &last);
    record_subtree(doc, (uint32_t)x, &from, &to);
    while (cue > to + 1 && (doc->tokens[cue - 1].deprel == REC_AUX_DEP || doc->tokens[cue - 1].deprel == REC_ADVMOD) &&
           doc->tokens[cue - 1].head == (int32_t)verb)
        cue--;
    if (first > verb)
        add(f, cue, verb, span_between(doc, from, to), span_between(doc, first, last), clause);
}

static void mark_taken(finder *f, uint8_t *covered)
{
    const rec_document *doc = f->c->doc;
    for (uint32_t k = 0; k < doc->claim_count; k++) {
        const rec_claim *claim = &doc->claims[k];
        int32_t i = record_token_at(doc, claim->cue.begin);
        for (; i >= 0 && (uint32_t)i < doc->token_count && doc->tokens[i].span.begin < claim->cue.end; i++)
            f->taken[i] = 1;
        for (uint32_t n = 0; n < claim->content_count; n++) {
            i = record_token_at(doc, claim->content[n].begin);
            for (; i >= 0 && (uint32_t)i < doc->token_count && doc->tokens[i].span.begin < claim->content[n].end; i++)
                covered[i] = 1;
        }
    }
}

void claim_find_plain(claim_context *c)
{
    rec_document *doc = c->doc;
    finder f = {c, ARENA_ARRAY(&doc->memory, uint8_t, doc->token_count + 1)};
    uint8_t *covered = ARENA_ARRAY(&doc->memory, uint8_t, doc->token_count + 1);
    if (doc->memory.failed)
        return;
    mark_taken(&f, covered);
    for (uint32_t s = 0; s < doc->sentence_count; s++) {
        const rec_sentence *sentence = &doc->sentences[s];
        for (uint32_t i = sentence->first_token; i < sentence->first_token + sentence->token_count; i++) {
            find_remark(&f, sentence, i);
            find_aside(&f, sentence, i);
            find_there(&f, i);
            find_owned(&f, i);
            find_it(&f, i);
            find_head(&f, i, covered);
        }
    }
}
