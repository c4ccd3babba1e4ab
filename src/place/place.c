/* SPDX-License-Identifier: MIT
 *
 * In: tokens and trees. Out: doc->places. Names of the gazetteer are found (find.c), judged to be places
 * or not (judge.c), given one row each (resolve.c) and written down here. Places are names in the text: the adjective
 * of a country is one of kind "demonym", and a capital that acts is one too; what an event makes of them is its own
 * affair. A region, sea or continent wider than point_degrees has a box and no point. */
#include "place/place.h"

#include "place/work.h"

static const double point_degrees = 5;
enum { HEDGE_WORDS = 5 };

/* "possibly in", "somewhere near", "at an undisclosed location in": a hedging word shortly before, with no stop
 * between. */
static bool hedged_before(const place_work *w, const place_match *m)
{
    const rec_document *doc = w->doc;
    uint32_t sentence = doc->tokens[m->first].sentence;
    for (int64_t t = (int64_t)m->first - 1; t >= (int64_t)m->first - HEDGE_WORDS; t--) {
        if (t < 0 || doc->tokens[t].sentence != sentence || doc->tokens[t].upos == REC_PUNCT)
            return false;
        if ((place_word(w, t).bits & PLACE_WORD_HEDGE) != 0)
            return true;
    }
    return false;
}

/* "Geneva or Vienna": an alternative behind a locative. */
static bool alternative(const place_work *w, const place_match *m)
{
    const rec_document *doc = w->doc;
    int32_t at = (int32_t)m->head;
    if (doc->tokens[at].deprel == REC_CONJ)
        at = doc->tokens[at].head;
    for (int32_t c = at >= 0 ? doc->tokens[at].first_child : -1; c >= 0; c = doc->tokens[c].next_sibling) {
        int32_t cc = doc->tokens[c].deprel == REC_CONJ ? record_child(doc, (uint32_t)c, REC_CC) : -1;
        if (cc >= 0 && str_equal(doc->tokens[cc].lower, STR("or")))
            return true;
    }
    return false;
}

/* A capitalised word for the kind belongs to the name: "Helmand Province". */
static uint32_t last_token(const place_work *w, const place_match *m)
{
    const rec_document *doc = w->doc;
    uint32_t next = m->last + 1;
    if (m->demonym || next >= doc->token_count || doc->tokens[next].sentence != doc->tokens[m->last].sentence ||
        !place_capital(doc, next) ||
        (next + 1 < doc->token_count && str_equal(doc->tokens[next + 1].lower, STR("of")))) /* "Texas Department of" */
        return m->last;
    model_place_word word = place_word(w, next);
    bool fits = (word.bits & PLACE_WORD_TYPE) != 0 && (word.kinds & w->senses[m->sense].kinds) != 0;
    return fits && m->type_kinds != 0 ? next : m->last;
}

static void place_box(rec_place *p, const model_place_row *row)
{
    p->has_box = row->has_box;
    p->south = row->box[0];
    p->west = row->box[1];
    p->north = row->box[2];
    p->east = row->box[3];
    double width = p->east - p->west + (p->east < p->west ? 360 : 0);
    bool vague = row->kind >= PLACE_REGION && row->kind != PLACE_SITE && row->kind != PLACE_DEMONYM;
    p->has_point = !(vague && row->has_box && (width > point_degrees || p->north - p->south > point_degrees));
    if (p->has_point) {
        p->lat = row->lat;
        p->lon = row->lon;
    }
}

static bool add_place(place_work *w, const place_match *m)
{
    rec_document *doc = w->doc;
    const model_place_row *row = model_place_row_of(w->model, m->best);
    uint32_t last = last_token(w, m);
    rec_place *p = RECORD_ADD(doc, places, place_count);
    if (p == NULL)
        return false;
    p->span = (rec_span){doc->tokens[m->first].span.begin, doc->tokens[last].span.end};
    p->sentence = doc->tokens[m->first].sentence;
    p->head = m->head;
    if (last > m->last && doc->tokens[m->head].head == (int32_t)last)
        p->head = last;
    p->name = row->name;
    for (int i = 0; i < 4; i++)
        p->country[i] = row->country[i];
    p->admin1 =
        row->kind == PLACE_COUNTRY ? (str){"", 0} : model_place_admin1_name(w->model, row->country, row->admin1);
    place_box(p, row);
    if (m->unlisted) { /* a place that the gazetteer lacks: known to lie in the region, no more */
        p->name = record_text(doc, (rec_span){doc->tokens[m->first].span.begin, doc->tokens[m->last].span.end});
        p->has_point = false;
        p->lat = p->lon = 0;
    }
    p->kind = m->unlisted ? model_place_kind_name(PLACE_CITY)
                          : model_place_kind_name(m->demonym ? PLACE_DEMONYM : (model_place_kind)row->kind);
    p->hedged = !m->demonym && (hedged_before(w, m) || (m->locative && alternative(w, m)));
    p->row = m->best;
    p->bound = m->container >= 0 || (m->type_kinds & 1u << row->kind) != 0;
    p->sure = p->bound || w->senses[m->sense].margin >= PLACE_SURE;
    p->rule = arena_format(&doc->memory, "places/%s:%u", model_place_file_name(w->model, row->file), row->line);
    return p->rule != NULL;
}

dgm_status place_run(const model_place *m, rec_document *doc, dgm_error *err)
{
    (void)err;
    place_work w = {.model = m, .doc = doc};
    if (!place_find(&w))
        return DGM_OK; /* doc->memory.failed is set: the pipeline says so */
    place_judge(&w);
    place_resolve(&w);
    for (uint32_t i = 0; i < w.match_count; i++)
        if (w.matches[i].taken && w.matches[i].best != MAP_NONE && !add_place(&w, &w.matches[i]))
            return DGM_OK;
    return DGM_OK;
}
