/* SPDX-License-Identifier: MIT
 * actor/pronouns.c: whom "he", "they", "its" and "who" mean. Few and sure rather than many.
 *
 * A relative pronoun means the noun that its clause hangs on. A personal pronoun means the nearest mention before it
 * that agrees in number, gender and kind, in its own sentence or the two before; a subject is taken before the others
 * of its sentence (the old finding of Hobbs 1978 and of centering that subjects stay what is spoken of). Known limit: a
 * pronoun before its name ("In his speech, Putin said") stays open. "We" and "I" between quotation marks mean who says
 * it. */
#include "actor/work.h"

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

/* Points of a candidate: nearer sentences and subjects first. */
static int points(const actor_work *w, const rec_mention *m, uint32_t sentence, bool possessive)
{
    const rec_token *t = actor_token(w, m->head);
    uint32_t back = sentence - t->sentence;
    bool name = w->doc->entities[m->entity].kind != REC_PLACE;
    return (int)(20 - 8 * back) + (is_subject(t) ? 6 : 0) + (possessive && back == 0 ? 2 : 0) + (name ? 1 : -6);
}

static int32_t personal(const actor_work *w, uint32_t mention, char gender)
{
    const rec_mention *own = &w->doc->mentions[mention];
    const rec_token *p = actor_token(w, own->head);
    bool possessive = (p->morph & REC_MORPH_POSS) != 0;
    int32_t best = -1;
    int best_points = 0;
    for (uint32_t i = mention, seen = 0; i-- > 0 && seen < WINDOW; seen++) {
        const rec_mention *m = &w->doc->mentions[i];
        const rec_token *t = actor_token(w, m->head);
        if (t->sentence + 2 < p->sentence)
            break;
        if (m->entity < 0 || m->head >= own->head || !agrees(&w->doc->entities[m->entity], p, gender))
            continue;
        if (!possessive && t->head == p->head && t->sentence == p->sentence)
            continue; /* another argument of the same verb is somebody else */
        if (t->deprel == REC_AMOD || t->deprel == REC_COMPOUND || (gender == 'n' && !may_be_it(t, p)))
            continue;
        int got = points(w, m, p->sentence, possessive);
        if (got > best_points) {
            best = m->entity;
            best_points = got;
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
        int32_t e = is_relative ? relative(w, d->mention.head)
                    : is_first  ? first_person(w, d->mention.head)
                                : personal(w, base + i, d->gender);
        if (e < 0)
            continue;
        if (w->doc->entities[e].gender == 0 && !is_relative && d->gender != 'n')
            w->doc->entities[e].gender = d->gender;
        actor_settle(w, base + i, e);
        share_members(w, base + i);
    }
}
