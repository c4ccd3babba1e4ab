/* SPDX-License-Identifier: MIT
 *
 * In: names taken as places, each with its candidates. Out: one row of the gazetteer for each. A candidate's score is
 * its prior (size, kind, main name), what stands beside the name (container, kind word), and the document: the share of
 * places in its country and region, and places near by. One sense a document, but for mentions with a container of
 * their own. Two rounds: shares first from names that are hardly ambiguous, then from all. Cost: candidates times
 * distinct names, of which at most NEAR_MOST are asked for nearness. After the features of Leidner 2007 and the
 * one-sense rule of Gale, Church and Yarowsky 1992. */
#include "place/work.h"

#include <math.h>
#include <string.h>

enum { NEAR_MOST = 64, REGIONS_MOST = 96 };
static const float focus_country = 3.0f, focus_region = 1.6f, near_bonus = 0.9f, kind_bonus = 4, container_bonus = 12,
                   beside_bonus = 6, beside_km = 150;

/* Counts of mentions by country and by region of a country. */
typedef struct focus {
    struct {
        char country[4];
        str admin1; /* p NULL: the country as a whole */
        float count;
    } parts[REGIONS_MOST];
    uint32_t part_count;
    float total;
} focus;

static float *part_of(focus *f, const char country[4], str admin1, bool add)
{
    for (uint32_t i = 0; i < f->part_count; i++)
        if (memcmp(f->parts[i].country, country, 4) == 0 && (f->parts[i].admin1.p == NULL) == (admin1.p == NULL) &&
            str_equal(f->parts[i].admin1, admin1))
            return &f->parts[i].count;
    if (!add || f->part_count == REGIONS_MOST)
        return NULL;
    memcpy(f->parts[f->part_count].country, country, 4);
    f->parts[f->part_count].admin1 = admin1;
    return &f->parts[f->part_count++].count;
}

static void count_row(focus *f, const model_place_row *row, float times)
{
    if (row->country[0] == 0)
        return;
    float *country = part_of(f, row->country, (str){NULL, 0}, true);
    float *region = row->admin1.n > 0 ? part_of(f, row->country, row->admin1, true) : NULL;
    if (country != NULL)
        *country += times;
    if (region != NULL)
        *region += times;
    f->total += times;
}

/* The share of the other names' places that lie in the row's country or region; `own` was counted for `now`. */
static float share(focus *f, const model_place_row *row, bool region, const model_place_row *now, float own)
{
    if (row->country[0] == 0 || f->total <= 0 || (region && row->admin1.n == 0))
        return 0;
    float *count = part_of(f, row->country, region ? row->admin1 : (str){NULL, 0}, false);
    bool voted = memcmp(row->country, now->country, 4) == 0 && (!region || str_equal(row->admin1, now->admin1));
    float others = now->country[0] != 0 ? f->total - own : f->total;
    return count != NULL ? (*count - (voted ? own : 0)) / (others + 1) : 0;
}

/* Kilometres on a sphere. */
static float distance_km(const model_place_row *a, const model_place_row *b)
{
    const float degree = 0.017453293f;
    float dlat = sinf((b->lat - a->lat) * degree / 2), dlon = sinf((b->lon - a->lon) * degree / 2);
    float h = dlat * dlat + cosf(a->lat * degree) * cosf(b->lat * degree) * dlon * dlon;
    return 12742 * asinf(sqrtf(h < 1 ? h : 1));
}

static bool small(const model_place_row *row)
{
    return row->kind <= PLACE_QUARTER || row->kind == PLACE_COUNTY || row->kind == PLACE_SITE;
}

/* How many of the document's other places lie within 200 km, at most 2. */
static float near_count(const place_work *w, uint32_t sense, const model_place_row *row)
{
    float count = 0;
    for (uint32_t s = 0; s < w->sense_count && s < NEAR_MOST && count < 2; s++) {
        if (s == sense || w->senses[s].taken == 0 || w->senses[s].margin < PLACE_SURE)
            continue;
        const model_place_row *other = model_place_row_of(w->model, w->senses[s].rows[w->senses[s].best]);
        if (small(other) && distance_km(row, other) < 200)
            count++;
    }
    return count;
}

/* What the text says to be near by: "Marsden, south of Derry". */
static float beside(const place_work *w, const place_sense *s, const model_place_row *row)
{
    const place_sense *other = s->beside < 0 ? NULL : &w->senses[s->beside];
    if (other == NULL || other->row_count == 0)
        return 0;
    const model_place_row *by = model_place_row_of(w->model, other->rows[other->best]);
    return small(by) && distance_km(row, by) < beside_km ? beside_bonus : 0;
}

static void choose(place_work *w, uint32_t sense, focus *f, bool look_near)
{
    place_sense *s = &w->senses[sense];
    const model_place_row *now = model_place_row_of(w->model, s->rows[s->best]);
    float best = -99, second = -99;
    for (uint32_t i = 0; i < s->row_count; i++) {
        const model_place_row *row = model_place_row_of(w->model, s->rows[i]);
        float score = s->prior[i] + focus_country * share(f, row, false, now, s->counted) +
                      focus_region * share(f, row, true, now, s->counted);
        if (look_near && small(row))
            score += near_bonus * near_count(w, sense, row) + beside(w, s, row);
        if (score > best) {
            second = best;
            best = score;
            s->best = i;
        } else if (score > second) {
            second = score;
        }
    }
    s->margin = best - second;
}

/* A row that lies in the container, by prior; MAP_NONE: none. */
static uint32_t within(const place_work *w, const place_sense *s, const model_place_row *outer)
{
    uint32_t best = MAP_NONE;
    float score = -99;
    for (uint32_t i = 0; i < s->row_count; i++) {
        if (!place_lies_in(model_place_row_of(w->model, s->rows[i]), outer) || s->prior[i] <= score)
            continue;
        best = s->rows[i];
        score = s->prior[i];
    }
    return best;
}

/* The row of the kind that a word beside the name speaks of ("Aleppo province"), in the best row's country if it can
 * be. */
static uint32_t of_kind(const place_work *w, const place_sense *s, uint32_t kinds)
{
    const model_place_row *now = model_place_row_of(w->model, s->rows[s->best]);
    uint32_t best = s->rows[s->best];
    float score = (kinds & (1u << now->kind)) != 0 ? s->prior[s->best] + kind_bonus : s->prior[s->best];
    for (uint32_t i = 0; i < s->row_count; i++) {
        const model_place_row *row = model_place_row_of(w->model, s->rows[i]);
        float own = s->prior[i] + ((kinds & (1u << row->kind)) != 0 ? kind_bonus : 0) +
                    (memcmp(row->country, now->country, 4) == 0 ? kind_bonus / 2 : 0) -
                    (i == s->best ? 0 : kind_bonus / 2);
        if (own > score) {
            score = own;
            best = s->rows[i];
        }
    }
    return best;
}

/* The best row for a container itself: one that has room for the name inside. */
static uint32_t outer_row(const place_work *w, const place_sense *inner, const place_sense *outer)
{
    uint32_t best = outer->rows[outer->best];
    if (within(w, inner, model_place_row_of(w->model, best)) != MAP_NONE)
        return best;
    float score = -99;
    for (uint32_t i = 0; i < outer->row_count; i++) {
        const model_place_row *row = model_place_row_of(w->model, outer->rows[i]);
        if (row->kind <= PLACE_QUARTER || outer->prior[i] <= score || within(w, inner, row) == MAP_NONE)
            continue;
        best = outer->rows[i];
        score = outer->prior[i];
    }
    return best;
}

/* The likeliest first-level region of that name. */
static uint32_t region_row(const place_work *w, const place_sense *s)
{
    uint32_t best = s->best;
    float score = -99;
    for (uint32_t i = 0; i < s->row_count; i++)
        if (model_place_row_of(w->model, s->rows[i])->kind == PLACE_ADMIN1 && s->prior[i] > score) {
            best = i;
            score = s->prior[i];
        }
    return s->rows[best];
}

/* Containers settle the mention and, the first time, the name's sense in the document. */
static void settle_contained(place_work *w)
{
    for (uint32_t i = w->match_count; i-- > 0;) {
        place_match *m = &w->matches[i];
        if (!m->taken || m->container < 0)
            continue;
        place_match *outer = &w->matches[m->container];
        place_sense *s = &w->senses[m->sense];
        if (outer->best == MAP_NONE)
            outer->best =
                m->unlisted ? region_row(w, &w->senses[outer->sense]) : outer_row(w, s, &w->senses[outer->sense]);
        m->best = m->unlisted ? outer->best : within(w, s, model_place_row_of(w->model, outer->best));
    }
    for (uint32_t i = 0; i < w->match_count; i++) {
        const place_match *m = &w->matches[i];
        place_sense *s = &w->senses[m->sense];
        if (!m->taken || m->container < 0 || m->best == MAP_NONE || m->unlisted)
            continue;
        for (uint32_t r = 0; r < s->row_count; r++)
            if (s->rows[r] == m->best && s->margin < container_bonus) {
                s->prior[r] += container_bonus;
                s->margin = container_bonus;
                s->best = r;
            }
    }
}

static void count_all(const place_work *w, focus *f, bool only_sure)
{
    *f = (focus){0};
    for (uint32_t s = 0; s < w->sense_count; s++)
        w->senses[s].counted = 0;
    for (uint32_t i = 0; i < w->match_count; i++) {
        const place_match *m = &w->matches[i];
        place_sense *s = &w->senses[m->sense];
        float times = m->demonym ? 0.7f : 1;
        if (!m->taken || (only_sure && s->margin < PLACE_SURE))
            continue;
        count_row(f, model_place_row_of(w->model, s->rows[s->best]), times);
        s->counted += times;
    }
}

void place_resolve(place_work *w)
{
    focus f = {0};
    for (uint32_t s = 0; s < w->sense_count; s++)
        choose(w, s, &f, false);
    settle_contained(w);
    for (int round = 0; round < 2; round++) {
        count_all(w, &f, round == 0);
        for (uint32_t s = 0; s < w->sense_count; s++)
            if (w->senses[s].taken > 0 && w->senses[s].row_count > 1)
                choose(w, s, &f, true);
    }
    for (uint32_t i = 0; i < w->match_count; i++) {
        place_match *m = &w->matches[i];
        const place_sense *s = &w->senses[m->sense];
        if (m->taken && m->best == MAP_NONE && s->row_count > 0)
            m->best = m->type_kinds != 0 ? of_kind(w, s, m->type_kinds) : s->rows[s->best];
    }
}
