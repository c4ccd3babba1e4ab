/* SPDX-License-Identifier: MIT
 *
 * claim/hang.c: in: events, claims and factuality; out: on whose word an event rests and how certain the text makes it.
 *
 * claim: the innermost claim whose content holds the trigger and whose cue is not itself the trigger ("accused", which
 * is the event); a party's own plans, what a cue takes for a fact ("condemned the attack") and what merely stands beside
 * the cue in the tree are the reporter's. A remark behind the sentence is about the clause in front of the content too.
 * certainty = (f + 3) / 6 times the trust in the source, where f is the factuality of the trigger's outermost word, -3
 * to 3: the chance that the text gives to the act's being or coming true; for what it denies, to the denial. status:
 * the event stage has read the clause; here what stands above the clause is added (a denial, a guess, a hedge). */
#include "claim/assemble.h"
#include "claim/factual.h"

#include <stdio.h>

enum { STEPS = 14 };

static bool overlaps(rec_span a, rec_span b)
{
    return a.begin < b.end && b.begin < a.end;
}

/* The word of the trigger whose own head lies outside it. */
static uint32_t outermost(const rec_document *doc, const rec_event *e)
{
    uint32_t at = e->head;
    for (int steps = 0; steps < 8; steps++) {
        int32_t head = doc->tokens[at].head;
        if (head < 0 || !overlaps(doc->tokens[head].span, e->trigger))
            break;
        at = (uint32_t)head;
    }
    return at;
}

static const claim_cue *line_of(const claim_context *c, const rec_claim *claim)
{
    static const char parts[] = "vnap";
    for (int i = 0; parts[i] && claim->cue.end > claim->cue.begin; i++) {
        const claim_cue *line = model_claim_cue(c->model, parts[i], c->doc->tokens[claim->cue_head].lemma);
        if (line != NULL && line->act == c->words[claim->cue_head].act)
            return line;
    }
    return NULL;
}

/* What a party wants, plans, decides or refuses to do itself is no report of another's act. */
static bool is_own_will(const claim_context *c, const rec_event *e, const rec_claim *claim)
{
    uint8_t act = c->words[claim->cue_head].act;
    if (act != CLAIM_WANT && act != CLAIM_INTEND && act != CLAIM_DECIDE && act != CLAIM_AGREE && act != CLAIM_REFUSE &&
        act != CLAIM_PROMISE && act != CLAIM_THREATEN && act != CLAIM_PRAISE)
        return false;
    for (uint32_t i = 0; i < e->actor_count; i++)
        if (claim->source_entity >= 0 && e->actors[i].entity == claim->source_entity)
            return true;
    return false;
}

/* "condemned the attack": the attack is taken for a fact by whoever writes so; "acknowledged
 * that ..." and "admitted stealing" are reports. */
static bool is_presupposed(const claim_context *c, const rec_claim *claim, uint32_t top)
{
    const claim_cue *line = line_of(c, claim);
    if (line == NULL || line->holds != CLAIM_WORTH_FACT)
        return false;
    int32_t at = (int32_t)top;
    for (int steps = 0; at >= 0 && steps < 12 && at != (int32_t)claim->cue_head; steps++) {
        uint8_t d = c->doc->tokens[at].deprel;
        bool own = d == REC_XCOMP && c->words[claim->cue_head].act == CLAIM_KNOW; /* "admitted stealing" */
        if (d == REC_CCOMP || own || c->words[at].quote >= 0)
            return false;
        at = c->doc->tokens[at].head;
    }
    return at == (int32_t)claim->cue_head;
}

/* "described the raid as an error": of what it likens, the object is taken for given. */
static bool is_likened(const rec_document *doc, uint32_t cue)
{
    unsigned n = 0;
    for (int32_t k = doc->tokens[cue].first_child; k >= 0 && n < STEPS; k = doc->tokens[k].next_sibling, n++) {
        int32_t as = record_child(doc, (uint32_t)k, REC_CASE);
        if ((uint32_t)k > cue && as >= 0 && str_equal(doc->tokens[as].lower, STR("as")))
            return true;
    }
    return false;
}

/* "said, without citing sources": nobody is cited. */
static bool is_lacking(const claim_context *c, uint32_t cue)
{
    int32_t mark = record_child(c->doc, cue, REC_MARK);
    return claim_modality_of(c, cue).negated || (mark >= 0 && str_equal(c->doc->tokens[mark].lower, STR("without")));
}

static bool is_telling(const claim_context *c, uint32_t cue)
{
    uint8_t act = c->words[cue].act;
    return c->doc->tokens[cue].upos == REC_VERB && (act == CLAIM_SAY || act == CLAIM_ANNOUNCE || act == CLAIM_WRITE ||
                                                    act == CLAIM_RELAY || act == CLAIM_SHOW);
}

/* Words of the mind and the will, and words that no list knows, have no report in a relative clause beside them:
 * "thanked the men who fought". */
static bool can_report(uint8_t act)
{
    return act != 0 && act != CLAIM_WANT && act != CLAIM_INTEND && act != CLAIM_FEEL && act != CLAIM_AGREE &&
           act != CLAIM_REFUSE && act != CLAIM_DECIDE && act != CLAIM_PRAISE;
}

/* Whether the act hangs on the cue without being what it tells: in its subject ("Smith, who met the king, is thought
 * to"), beside a word that no list knows ("retaliated, shelling the town"), or as what "described the raid as" takes
 * for given. */
static bool is_beside(const claim_context *c, uint32_t cue, uint32_t top)
{
    const rec_token *t = c->doc->tokens;
    uint32_t at = top;
    uint8_t act = c->words[cue].act;
    bool aside = false, clause = false;
    for (int steps = 0; t[at].head >= 0 && t[at].head != (int32_t)cue && steps < STEPS; steps++) {
        aside = aside || t[at].deprel == REC_ACL_RELCL || (t[at].deprel == REC_ACL && !can_report(act));
        clause = clause || t[at].deprel == REC_CCOMP;
        at = (uint32_t)t[at].head;
    }
    if (t[at].head != (int32_t)cue || t[cue].upos != REC_VERB)
        return false;
    uint8_t d = t[at].deprel;
    if (aside && (d == REC_NSUBJ || d == REC_NSUBJ_PASS || !can_report(act)))
        return true;
    if (at == top && d == REC_OBJ && t[top].upos == REC_NOUN)
        return is_likened(c->doc, cue);
    return act == 0 && !clause && (d == REC_ADVCL || d == REC_OBL || d == REC_OBJ || d == REC_ACL);
}

/* Whether the cue itself stands in a clause or phrase under the act: "jailed for an assault on a woman he knew". */
static bool is_below(const claim_context *c, uint32_t cue, uint32_t top)
{
    const rec_token *t = c->doc->tokens;
    int32_t at = (int32_t)cue, end = t[top].deprel == REC_CONJ ? t[top].head : (int32_t)top;
    bool aside = t[cue].upos == REC_NOUN ||
                 (t[cue].deprel == REC_ADVCL && is_telling(c, cue) && record_child(c->doc, cue, REC_NSUBJ) < 0 &&
                  record_child(c->doc, cue, REC_MARK) < 0); /* "condemned it, saying that ..." */
    for (int steps = 0; at >= 0 && at != end && at != (int32_t)top && steps < STEPS; steps++) {
        if (t[at].deprel == REC_PARATAXIS)
            return false;
        aside = aside || t[at].deprel == REC_ACL_RELCL;
        at = t[at].head;
    }
    return aside && at >= 0 && (at == end || at == (int32_t)top);
}

/* Whether the claim, in whose words the act stands, is no word of a source on it. */
static bool is_no_report(const claim_context *c, const rec_claim *claim, uint32_t top)
{
    uint32_t cue = claim->cue_head;
    uint8_t act = c->words[cue].act;
    if (claim->cue.end == claim->cue.begin || claim->manner == REC_DIRECT || c->words[top].quote >= 0)
        return false;
    if (c->doc->tokens[cue].upos == REC_VERB && (act == CLAIM_SEEM || (act == CLAIM_QUOTE && is_lacking(c, cue))))
        return true;
    return is_beside(c, cue, top) || is_below(c, cue, top);
}

/* The claim whose remark stands behind the clause of the act ("After the raid the men fled, the agency said"); -1. */
static int32_t remarked(const claim_context *c, uint32_t top, const int32_t *by_cue)
{
    const rec_token *t = c->doc->tokens;
    int32_t at = (int32_t)top;
    for (int steps = 0; at >= 0 && steps < STEPS; steps++) {
        int32_t remark = record_child(c->doc, (uint32_t)at, REC_PARATAXIS);
        int32_t cue = remark > at ? remark : t[at].deprel == REC_CCOMP && t[at].head > at ? t[at].head : -1;
        int32_t k = cue >= 0 ? by_cue[cue] : -1;
        const rec_claim *claim = k >= 0 ? &c->doc->claims[k] : NULL;
        if (claim && claim->manner == REC_INDIRECT && claim->source_count > 0 && claim->content_count > 0 &&
            claim->content[0].begin > t[top].span.begin && is_telling(c, (uint32_t)cue))
            return k;
        at = t[at].head;
    }
    return -1;
}

static int32_t claim_of(const claim_context *c, const rec_event *e, const int32_t *owner, const int32_t *by_cue,
                        uint32_t top)
{
    const rec_claim *claims = c->doc->claims;
    int32_t k = owner[top] >= 0 ? owner[top] : owner[e->head];
    if (k < 0)
        return remarked(c, top, by_cue);
    for (int steps = 0; k >= 0 && steps < 32; steps++) {
        if (!overlaps(claims[k].cue, e->trigger) && !is_own_will(c, e, &claims[k]) &&
            !is_presupposed(c, &claims[k], top) && !is_no_report(c, &claims[k], top))
            break;
        k = claims[k].within;
    }
    return k;
}

static double trust_in(const claim_context *c, const rec_claim *claim)
{
    static const double by_kind[] = {
        [REC_SOURCE_NAMED] = 0.95, [REC_SOURCE_ROLE] = 0.9, [REC_SOURCE_ANONYMOUS] = 0.75, [REC_SOURCE_MEDIA] = 0.9};
    double trust = by_kind[claim->source_kind];
    for (uint32_t k = 0; k < claim->source_count && claim->source_kind != REC_SOURCE_NAMED; k++) {
        int32_t i = record_token_at(c->doc, claim->sources[k].begin);
        for (; i >= 0 && (uint32_t)i < c->doc->token_count && c->doc->tokens[i].span.begin < claim->sources[k].end;
             i++) {
            const claim_source *line = model_claim_source(c->model, c->doc->tokens[i].lemma);
            if (line != NULL && line->trust < trust)
                trust = line->trust;
        }
    }
    return trust;
}

static uint8_t worth_of(const claim_context *c, const rec_claim *claim)
{
    const claim_cue *line = line_of(c, claim);
    if (line == NULL)
        return CLAIM_WORTH_SURE;
    return claim_modality_of(c, claim->cue_head).negated ? line->negated : line->holds;
}

/* What stands above the clause; its own negation the event stage has heard ("would not accept" is a REJECT that is). */
static rec_status refined(const claim_context *c, const rec_event *e, const claim_modality *m, double f)
{
    if (e->status != REC_HAPPENED && e->status != REC_ONGOING)
        return e->status;
    if (e->claim >= 0) {
        uint8_t worth = worth_of(c, &c->doc->claims[e->claim]);
        uint8_t act = c->words[c->doc->claims[e->claim].cue_head].act;
        if (worth == CLAIM_WORTH_FALSE && act == CLAIM_DENY && f < 1)
            return REC_NEGATED;
        if (act == CLAIM_GUESS && f < 1.8)
            return REC_POSSIBLE;
    }
    if (f < -1.5 && !m->negated)
        return REC_NEGATED;
    return m->hedging == CLAIM_MAYBE && f < 1.5 ? REC_POSSIBLE : e->status;
}

/* For `dragoman explain`: what stood above the act changed, and why it is not quite sure. */
static void tell(rec_document *doc, rec_event *e, rec_status before, double words, double source)
{
    if (e->status != before)
        record_tell(doc, e, "%s, by the words above it", record_status_name(e->status));
    char who[40] = "", doubt[40] = "";
    if (e->certainty >= 0.895) /* as it is shown: 90 % */
        return;
    if (source < 1)
        (void)snprintf(who, sizeof who, ", times %.0f%% by who says it", 100 * source);
    if (e->trust > 0 && e->trust < 1)
        (void)snprintf(doubt, sizeof doubt, ", times %.0f%% by the doubt", 100 * e->trust);
    record_tell(doc, e, "%.0f%% sure: %.0f%% by its words%s%s", 100 * e->certainty, 100 * words, who, doubt);
}

void claim_hang_events(const claim_context *c, const int32_t *owner)
{
    rec_document *doc = c->doc;
    int32_t *by_cue = ARENA_ARRAY(&doc->memory, int32_t, doc->token_count + 1);
    if (by_cue == NULL)
        return;
    for (uint32_t i = 0; i < doc->token_count; i++)
        by_cue[i] = -1;
    for (uint32_t k = doc->claim_count; k-- > 0;)
        if (doc->claims[k].cue.end > doc->claims[k].cue.begin)
            by_cue[doc->claims[k].cue_head] = (int32_t)k;
    for (uint32_t i = 0; i < doc->event_count; i++) {
        rec_event *e = &doc->events[i];
        if (e->head >= doc->token_count)
            continue;
        uint32_t top = outermost(doc, e);
        claim_modality m = claim_modality_of(c, top);
        double f = claim_factual(c, top);
        rec_status before = e->status;
        e->claim = claim_of(c, e, owner, by_cue, top);
        e->status = refined(c, e, &m, f);
        if (f < 0 && (e->status == REC_NEGATED || m.negated))
            f = -f;
        e->certainty = (f + 3) / 6;
        double words = e->certainty, source = e->claim >= 0 ? trust_in(c, &doc->claims[e->claim]) : 1;
        if (e->trust > 0)
            e->certainty *= e->trust;
        if (e->claim >= 0)
            e->certainty *= source;
        tell(doc, e, before, words, source);
    }
}
