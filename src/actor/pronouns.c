/* SPDX-License-Identifier: MIT
 * actor/pronouns.c: whom "he", "they", "its" and "who" mean. Few and sure rather than many.
 *
 * A relative pronoun means the noun that its clause hangs on. A personal pronoun means the nearest mention before it
 * that agrees in number, gender and kind, in its own sentence or the two before; a subject is taken before the others
 * of its sentence (the old finding of Hobbs 1978 and of centering that subjects stay what is spoken of), and nobody who
 * does it to the one that the pronoun names (principle B of Chomsky 1981). "They" may be two that "and" joins. A phrase
 * that opens a sentence has its pronoun before the name ("In his speech, Smith said"). "We" and "I" between quotation
 * marks mean who says it. Known limit: other pronouns before their names stay open. */
#include "actor/work.h"

#include <string.h>

#define WINDOW 48 /* mentions looked back over */

static int32_t relative(const actor_work *w, uint32_t token)
{
    uint32_t at = token;
    for (unsigned steps = 0; steps < ACTOR_CLIMB; steps++) {
        const rec_token *t = actor_token(w, at);
        if (t->head < 0)
            return -1;
        if (t->deprel == REC_ACL_RELCL || t->deprel == REC_ACL) {
            int32_t m = actor_token(w, (uint32_t)t->head)->mention;
            return m < 0 ? -1 : w->doc->mentions[m].entity;
        }
        at = (uint32_t)t->head;
    }
    return -1;
}

static bool is_subject(const rec_token *t)
{
    return t->deprel == REC_NSUBJ || t->deprel == REC_NSUBJ_PASS;
}

/* "It" and "its" mean things more often than states and bodies: only subjects count, and only for a subject or an
 * owner. */
static bool may_be_it(const rec_token *candidate, const rec_token *pronoun)
{
    bool owner = (pronoun->morph & REC_MORPH_POSS) != 0;
    if (!is_subject(candidate) || !(owner || is_subject(pronoun)))
        return false;
    return candidate->sentence == pronoun->sentence || (!owner && candidate->sentence + 1 == pronoun->sentence);
}

static bool agrees(const rec_entity *e, const rec_token *pronoun, char gender)
{
    bool plural = (pronoun->morph & REC_MORPH_PLUR) != 0, person = e->kind == REC_PERSON || e->kind == REC_ROLE;
    if (e->media)
        return false;
    if (gender == 'm' || gender == 'f')
        return person && !e->plural && (e->gender == 0 || e->gender == gender);
    if (gender == 'n')
        return !person && !e->plural;
    return plural && (e->plural || e->kind == REC_GROUP || e->kind == REC_ORGANISATION);
}

/* "A court": who comes in new is less spoken of than who is there already. */
static bool is_new(const actor_work *w, uint32_t noun)
{
    int32_t d = record_child(w->doc, noun, REC_DET_DEP);
    return d >= 0 && (str_equal(actor_token(w, (uint32_t)d)->lower, STR("a")) || str_equal(actor_token(w, (uint32_t)d)->lower, STR("an")));
}

/* Points of a candidate: nearer sentences and subjects first. */
static int points(const actor_work *w, const rec_mention *m, uint32_t sentence, bool possessive)
{
    const rec_token *t = actor_token(w, m->head);
    uint32_t back = sentence - t->sentence;
    bool name = w->doc->entities[m->entity].kind != REC_PLACE;
    return (int)(20 - 8 * back) + (is_subject(t) ? 6 : 0) + (possessive && back == 0 ? 2 : 0) + (name ? 1 : -6) -
           (is_new(w, m->head) ? 1 : 0);
}

static int32_t subject_child(const actor_work *w, uint32_t verb)
{
    int32_t s = record_child(w->doc, verb, REC_NSUBJ);
    return s >= 0 ? s : record_child(w->doc, verb, REC_NSUBJ_PASS);
}

/* Whoever does what is done to the pronoun, be he the subject of a verb before it: "Smith met Jones and urged [him]". */
static int32_t doer_of(const actor_work *w, const rec_token *pronoun)
{
    bool argument = pronoun->deprel == REC_OBJ || pronoun->deprel == REC_IOBJ || pronoun->deprel == REC_OBL;
    int32_t verb = argument ? pronoun->head : -1;
    for (unsigned i = 0; i < ACTOR_CLIMB && verb >= 0; i++) {
        const rec_token *v = actor_token(w, (uint32_t)verb);
        int32_t s = subject_child(w, (uint32_t)verb);
        if (s >= 0)
            return actor_entity_at(w, s);
        if (v->deprel != REC_CONJ && v->deprel != REC_XCOMP && v->deprel != REC_ADVCL)
            return -1;
        verb = v->head;
    }
    return -1;
}

/* ---- "they" of two that are joined ---- */

/* The parties joined with "and" whose first is the head of a mention; fewer than two where nothing is joined. */
static uint32_t joined_with(const actor_work *w, const rec_mention *m, int32_t members[ACTOR_MEMBERS], uint32_t *last)
{
    uint32_t count = 0;
    unsigned seen = 0;
    if (actor_token(w, m->head)->deprel == REC_CONJ || w->doc->entities[m->entity].kind == REC_PLACE)
        return 0;
    members[count++] = m->entity;
    for (int32_t c = actor_token(w, m->head)->first_child; c >= 0 && seen < ACTOR_CHILDREN && count < ACTOR_MEMBERS;
         c = actor_token(w, (uint32_t)c)->next_sibling, seen++) {
        int32_t e = actor_token(w, (uint32_t)c)->deprel == REC_CONJ ? actor_entity_at(w, c) : -1;
        if (e < 0 || e == m->entity || w->doc->entities[e].kind == REC_PLACE || w->doc->entities[e].media)
            continue;
        int32_t cc = record_child(w->doc, (uint32_t)c, REC_CC);
        if (cc >= 0 && !str_equal(actor_token(w, (uint32_t)cc)->lower, STR("and")))
            return 0;
        members[count++] = e;
        *last = w->doc->mentions[actor_token(w, (uint32_t)c)->mention].last_token;
    }
    return count;
}

/* "Kenya and Chad met. They agreed": one group of those that are joined, whose members are parties each for himself. */
static int32_t settle_joined(actor_work *w, uint32_t mention, uint32_t first)
{
    int32_t members[ACTOR_MEMBERS];
    uint32_t last = 0, begin = w->doc->mentions[first].first_token,
             count = joined_with(w, &w->doc->mentions[first], members, &last);
    int32_t e = count == 0 || last < begin ? -1 : actor_entity_new(w, actor_text(w, begin, last), REC_GROUP, "parties named before");
    if (e < 0)
        return e;
    w->doc->entities[e].plural = true;
    w->notes[e].abroad = true; /* of no single country */
    memcpy(w->doc->entities[e].sectors, w->doc->entities[members[0]].sectors, sizeof w->doc->entities[e].sectors);
    actor_add_members(w, mention, members, count);
    return e;
}

/* ---- pronouns before their name, and bodies for whom others speak ---- */

/* "In his speech, Smith said": the subject of the clause that a phrase with its pronoun opens; -1. */
static int32_t name_ahead(const actor_work *w, uint32_t token)
{
    const rec_token *noun = actor_token(w, token)->head < 0 ? NULL : actor_token(w, (uint32_t)actor_token(w, token)->head);
    if (noun == NULL || noun->deprel != REC_OBL || noun->head < 0 || (uint32_t)noun->head < token)
        return -1;
    uint32_t first = w->doc->sentences[noun->sentence].first_token;
    str opens = actor_token(w, first)->lower;
    if (token != first + 1 || !(str_equal(opens, STR("in")) || str_equal(opens, STR("during"))))
        return -1;
    int32_t s = subject_child(w, (uint32_t)noun->head);
    return s > (int32_t)token ? s : -1;
}

/* "A ministry spokesman said it had ...": the body for which he speaks. */
static int32_t spoken_for(const actor_work *w, const rec_token *pronoun)
{
    const rec_token *verb = is_subject(pronoun) && pronoun->head >= 0 ? actor_token(w, (uint32_t)pronoun->head) : NULL;
    int32_t e = verb != NULL && verb->deprel == REC_CCOMP && verb->head >= 0
                    ? actor_entity_at(w, subject_child(w, (uint32_t)verb->head))
                    : -1;
    if (e < 0 || w->doc->entities[e].kind != REC_ROLE || w->doc->entities[e].plural)
        return -1;
    int32_t body = w->doc->entities[e].parent;
    return body >= 0 && w->doc->entities[body].kind == REC_ORGANISATION ? body : -1;
}

/* Whom a personal pronoun means; -1 nobody known. `*joined` is the first mention of several that it means together. */
static int32_t personal(const actor_work *w, uint32_t mention, char gender, int32_t *joined)
{
    const rec_mention *own = &w->doc->mentions[mention];
    const rec_token *p = actor_token(w, own->head);
    bool possessive = (p->morph & REC_MORPH_POSS) != 0, plural = (p->morph & REC_MORPH_PLUR) != 0;
    int32_t best = gender == 'n' ? spoken_for(w, p) : -1, doer = doer_of(w, p);
    int32_t ahead = possessive ? name_ahead(w, own->head) : -1;
    int best_points = 0;
    int32_t others[ACTOR_MEMBERS];
    uint32_t end = 0;
    if (best >= 0)
        return best;
    if (actor_entity_at(w, ahead) >= 0) {
        int32_t m = actor_token(w, (uint32_t)ahead)->mention;
        *joined = plural && joined_with(w, &w->doc->mentions[m], others, &end) > 1 ? m : -1;
        if (*joined >= 0 || agrees(&w->doc->entities[actor_entity_at(w, ahead)], p, gender))
            return actor_entity_at(w, ahead);
    }
    for (uint32_t i = mention, seen = 0; i-- > 0 && seen < WINDOW; seen++) {
        const rec_mention *m = &w->doc->mentions[i];
        const rec_token *t = actor_token(w, m->head);
        if (t->sentence + 2 < p->sentence)
            break;
        if (m->entity < 0 || m->head >= own->head || m->entity == doer || w->doc->entities[m->entity].media)
            continue;
        bool several = plural && joined_with(w, m, others, &end) > 1 && end < own->head;
        if (!several && !agrees(&w->doc->entities[m->entity], p, gender))
            continue;
        if (!possessive && t->head == p->head && t->sentence == p->sentence)
            continue; /* another argument of the same verb is somebody else */
        if (t->deprel == REC_AMOD || t->deprel == REC_COMPOUND || (gender == 'n' && !may_be_it(t, p)))
            continue;
        int got = points(w, m, p->sentence, possessive);
        if (got > best_points) {
            best = m->entity;
            best_points = got;
            *joined = several ? (int32_t)i : -1;
        }
    }
    return best;
}

/* ---- "we" and "I" of a quotation ---- */

static bool is_quote(const rec_token *t)
{
    return str_equal(t->form, STR("\"")) || str_equal(t->form, STR("\xE2\x80\x9C")) ||
           str_equal(t->form, STR("\xE2\x80\x9D")) || str_equal(t->form, STR("``")) || str_equal(t->form, STR("''"));
}

static bool closes(const rec_token *t)
{
    return str_equal(t->form, STR("\xE2\x80\x9D")) || str_equal(t->form, STR("''"));
}

/* Marks the words between quotation marks; where the first mark closes, the quotation began in a sentence before. */
static void mark_quotes(actor_work *w, uint32_t sentence)
{
    const rec_sentence *s = &w->doc->sentences[sentence];
    bool inside = false;
    for (uint32_t i = s->first_token; i < s->first_token + s->token_count; i++)
        if (is_quote(actor_token(w, i))) {
            inside = closes(actor_token(w, i));
            break;
        }
    for (uint32_t i = s->first_token; i < s->first_token + s->token_count; i++) {
        inside ^= is_quote(actor_token(w, i));
        w->quoted[i] = inside;
    }
}

/* The subject, outside of the quotation, of a verb that the quotation hangs on or that hangs on it. */
static int32_t speaker_of(const actor_work *w, uint32_t sentence)
{
    const rec_sentence *s = &w->doc->sentences[sentence];
    for (uint32_t i = s->first_token; i < s->first_token + s->token_count; i++) {
        const rec_token *t = actor_token(w, i);
        if (w->quoted[i] || t->head < 0 || !is_subject(t) || t->mention < 0 || (t->morph & REC_MORPH_PERSON1))
            continue;
        uint32_t verb = (uint32_t)t->head;
        int32_t e = w->doc->mentions[t->mention].entity;
        bool says = actor_token(w, verb)->deprel == REC_PARATAXIS || record_child(w->doc, verb, REC_CCOMP) >= 0 ||
                    record_child(w->doc, verb, REC_PARATAXIS) >= 0;
        if (e >= 0 && says && w->doc->entities[e].kind != REC_PLACE)
            return e;
    }
    return -1;
}

/* Whoever speaks in this sentence, or spoke last in the same paragraph. */
static int32_t first_person(actor_work *w, uint32_t token)
{
    uint32_t sentence = actor_token(w, token)->sentence;
    if (w->speaker_sentence != sentence + 1) {
        mark_quotes(w, sentence);
        int32_t e = speaker_of(w, sentence);
        bool stays = w->speaker_sentence > 0 && w->speaker_sentence + 2 > sentence &&
                     w->doc->sentences[w->speaker_sentence - 1].paragraph == w->doc->sentences[sentence].paragraph;
        w->speaker = e >= 0 ? e : stays ? w->speaker : -1;
        w->speaker_sentence = sentence + 1;
    }
    return w->quoted[token] ? w->speaker : -1;
}

/* "Both sides met. They agreed": a pronoun for several parties is of each of them. */
static void share_members(actor_work *w, uint32_t mention)
{
    rec_mention *own = &w->doc->mentions[mention];
    for (uint32_t i = mention, seen = 0; i-- > 0 && seen < WINDOW; seen++) {
        const rec_mention *m = &w->doc->mentions[i];
        if (m->entity != own->entity)
            continue;
        own->more_entities = m->more_entities;
        own->more_count = m->more_count;
        return;
    }
}

void actor_resolve_pronouns(actor_work *w, uint32_t base)
{
    for (uint32_t i = 0; i < w->draft_count; i++) {
        const actor_draft *d = &w->drafts[i];
        if (d->mention.kind != REC_PRONOUN)
            continue;
        const rec_token *t = actor_token(w, d->mention.head);
        bool is_relative = (t->morph & REC_MORPH_REL) != 0;
        bool is_first = (t->morph & REC_MORPH_PERSON1) != 0;
        int32_t joined = -1;
        int32_t e = is_relative ? relative(w, d->mention.head)
                    : is_first  ? first_person(w, d->mention.head)
                                : personal(w, base + i, d->gender, &joined);
        if (joined >= 0) {
            if ((e = settle_joined(w, base + i, (uint32_t)joined)) >= 0)
                actor_settle(w, base + i, e);
            continue;
        }
        if (e < 0)
            continue;
        if (w->doc->entities[e].gender == 0 && !is_relative && d->gender != 'n')
            w->doc->entities[e].gender = d->gender;
        actor_settle(w, base + i, e);
        share_members(w, base + i);
    }
}
