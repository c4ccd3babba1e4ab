/* SPDX-License-Identifier: MIT
 *
 * claim/factual.c: factuality of predicates.
 *
 * Method: what stands on a predicate (negation, modals, hedges, "if", question) is composed with what stands above it:
 * an implicative or factive tells what its complement is worth where it holds and where it is negated (Nairn,
 * Condoravdi and Karttunen 2006; Lotan, Stern and Dagan 2013, "TruthTeller"); a cue of saying or thinking tells it by
 * its column in the table. The composed value is one feature among words and relations of a linear regression
 * (Stanovsky et al. 2017 do the same with a support vector regression). Known limit: what a later sentence takes back
 * is not seen. */
#include "claim/factual.h"

enum { STEPS_UP = 12, KIDS = 12 };

static char part_of(const rec_token *t)
{
    return t->upos == REC_VERB || t->upos == REC_AUX ? 'v' : t->upos == REC_ADJ ? 'a' : 'n';
}

static void take_hedge(claim_modality *m, const claim_hedge *h, uint32_t word)
{
    if (h == NULL)
        return;
    switch (h->hedging) {
    case CLAIM_NEGATION:
        m->negated = true;
        return;
    case CLAIM_CONDITION:
        m->condition = true;
        return;
    case CLAIM_FUTURE:
        m->future = true;
        m->modal = word;
        m->factor *= h->factor;
        return;
    default:
        m->factor *= h->factor;
        if (h->hedging != CLAIM_SURE)
            m->hedging = h->hedging;
        if (h->part == 'x')
            m->modal = word;
    }
}

static void look_at_child(const claim_context *c, const rec_token *t, claim_modality *m, uint32_t word)
{
    switch (t->deprel) {
    case REC_AUX_DEP:
    case REC_AUX_PASS:
    case REC_COP:
        take_hedge(m, model_claim_hedge(c->model, 'x', t->lemma), word);
        if (t->morph & REC_MORPH_NEG)
            m->negated = true;
        break;
    case REC_ADVMOD:
    case REC_DET_DEP:
    case REC_CC:
    case REC_CC_PRECONJ:
    case REC_DISCOURSE:
        if ((t->morph & REC_MORPH_NEG) && t->deprel == REC_ADVMOD)
            m->negated = true;
        else
            take_hedge(m, model_claim_hedge(c->model, 'r', t->lower), word);
        break;
    case REC_AMOD:
        take_hedge(m, model_claim_hedge(c->model, 'v', t->lower), word);
        break;
    case REC_MARK:
        take_hedge(m, model_claim_hedge(c->model, 'm', t->lower), word);
        if (str_equal(t->lower, STR("to")))
            m->to_infinitive = true;
        break;
    case REC_NSUBJ:
    case REC_NSUBJ_PASS:
    case REC_OBJ:
        if (str_equal(t->lower, STR("nobody")) || str_equal(t->lower, STR("none")) ||
            str_equal(t->lower, STR("nothing")))
            m->negated = true;
        break;
    default:
        break;
    }
}

/* "no deal was signed": the negation stands on the subject or object. */
static bool is_denied_by(const claim_context *c, uint32_t token)
{
    unsigned n = 0;
    for (int32_t k = c->doc->tokens[token].first_child; k >= 0 && n < KIDS; k = c->doc->tokens[k].next_sibling, n++) {
        const rec_token *t = &c->doc->tokens[k];
        if (t->deprel != REC_DET_DEP && t->deprel != REC_ADVMOD)
            continue;
        const claim_hedge *h = model_claim_hedge(c->model, 'r', t->lower);
        if (h != NULL && h->hedging == CLAIM_NEGATION)
            return true;
    }
    return false;
}

claim_modality claim_modality_of(const claim_context *c, uint32_t token)
{
    const rec_document *doc = c->doc;
    claim_modality m = {.factor = 1};
    unsigned n = 0;
    for (int32_t k = doc->tokens[token].first_child; k >= 0 && n < KIDS; k = doc->tokens[k].next_sibling, n++) {
        const rec_token *t = &doc->tokens[k];
        look_at_child(c, t, &m, c->words[k].lower);
        if ((t->deprel == REC_NSUBJ || t->deprel == REC_NSUBJ_PASS || t->deprel == REC_OBJ) &&
            doc->tokens[token].upos == REC_VERB && is_denied_by(c, (uint32_t)k))
            m.negated = true;
    }
    const rec_sentence *s = &doc->sentences[doc->tokens[token].sentence];
    if (s->token_count > 0 && doc->tokens[token].deprel == REC_ROOT) {
        const rec_token *end = &doc->tokens[s->first_token + s->token_count - 1];
        m.question = str_equal(end->form, STR("?"));
    }
    return m;
}

static bool is_complement(rec_deprel d)
{
    return d == REC_CCOMP || d == REC_XCOMP || d == REC_CSUBJ || d == REC_CSUBJ_PASS || d == REC_ACL;
}

static bool is_nominal_complement(rec_deprel d)
{
    return d == REC_OBJ || d == REC_NSUBJ_PASS || d == REC_OBL || d == REC_NMOD;
}

static double worth_value(uint8_t worth, double above)
{
    double size = above < 0 ? -above : above;
    switch (worth) {
    case CLAIM_WORTH_FACT:
        return 3;
    case CLAIM_WORTH_SURE:
        return size > 1 ? 2.2 : 1;
    case CLAIM_WORTH_LIKELY:
        return 1.3;
    case CLAIM_WORTH_OPEN:
        return 0.3;
    case CLAIM_WORTH_DOUBT:
        return -0.8;
    case CLAIM_WORTH_FALSE:
        return -2;
    default:
        return 0.4;
    }
}

static double sign_value(char sign, double size)
{
    return sign == '+' ? size : sign == '-' ? -size : 0.4;
}

/* What the head makes of a complement: `above` is the head's own value. */
static double under(const claim_context *c, uint32_t head, rec_deprel deprel, double above)
{
    const rec_token *h = &c->doc->tokens[head];
    const claim_implicative *i =
        h->upos == REC_VERB || h->upos == REC_ADJ ? model_claim_implicative(c->model, h->lemma) : NULL;
    const claim_cue *cue = c->words[head].act != 0 ? model_claim_cue(c->model, part_of(h), h->lemma) : NULL;
    bool negative = above < 0;
    double size = negative ? -above : above;
    if (is_nominal_complement(deprel) && (i == NULL || (i->holds == '?' && i->negated == '?')) &&
        (cue == NULL || cue->holds != CLAIM_WORTH_FUTURE))
        return 3;
    if (deprel != REC_CCOMP && i != NULL)
        return sign_value(negative ? i->negated : i->holds, size);
    if (cue != NULL)
        return worth_value(negative ? cue->negated : cue->holds, above);
    if (i != NULL)
        return sign_value(negative ? i->negated : i->holds, size);
    return deprel == REC_CCOMP ? 2 : above;
}

static double apply(const claim_modality *m, double base)
{
    double v = base * m->factor;
    if (m->condition || m->question)
        v *= 0.25;
    return m->negated ? -v : v;
}

double claim_factual_ruled(const claim_context *c, uint32_t token)
{
    const rec_document *doc = c->doc;
    uint32_t path[STEPS_UP + 1] = {token};
    unsigned n = 0;
    for (int32_t at = (int32_t)token; at >= 0 && n <= STEPS_UP; at = doc->tokens[at].head)
        path[n++] = (uint32_t)at;
    double value = 3;
    for (unsigned k = n; k-- > 0;) {
        uint32_t at = path[k];
        const rec_token *t = &doc->tokens[at];
        claim_modality m = claim_modality_of(c, at);
        double base = 3;
        if (k + 1 < n) {
            uint32_t head = path[k + 1];
            if (is_complement(t->deprel) || is_nominal_complement(t->deprel))
                base = under(c, head, t->deprel, value);
            else if (t->deprel == REC_CONJ && (value > -1.5 && value < 1.5))
                base = value;
            else if (t->deprel == REC_ADVCL && m.to_infinitive)
                base = 0.8;
        }
        value = apply(&m, base);
    }
    return value > 3 ? 3 : value < -3 ? -3 : value;
}

bool claim_is_predicate(const claim_context *c, uint32_t token)
{
    const rec_token *t = &c->doc->tokens[token];
    if (t->upos == REC_VERB)
        return t->deprel != REC_AUX_DEP && t->deprel != REC_AUX_PASS && t->deprel != REC_CASE;
    if (t->upos != REC_ADJ && t->upos != REC_NOUN)
        return false;
    return record_child(c->doc, token, REC_COP) >= 0 || record_child(c->doc, token, REC_NSUBJ) >= 0 ||
           (t->upos == REC_NOUN && (c->words[token].act != 0 || model_claim_is_act(c->model, t->lemma)));
}

double claim_factual(const claim_context *c, uint32_t token)
{
    uint32_t features[CLAIM_FEATURES];
    if (!c->model->learned)
        return claim_factual_ruled(c, token);
    unsigned n = claim_fact_features(c, token, features);
    int32_t sum = 0;
    for (unsigned i = 0; i < n; i++)
        sum += c->model->weights.fact[features[i] & ((1u << CLAIM_FACT_BITS) - 1)];
    double value = (double)c->model->weights.fact_scale * sum;
    return value > 3 ? 3 : value < -3 ? -3 : value;
}
