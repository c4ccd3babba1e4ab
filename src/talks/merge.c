/* SPDX-License-Identifier: MIT
 *
 * In: talks of many reports. Out: groups. Likeness is the share of common parties (Jaccard), which must be two or all
 * of the smaller side, times a factor that halves in HALF_LIFE_DAYS between the reports (negotiations go on for months,
 * and the same states meet again on other things), raised where a round agrees and lowered where rounds of one number
 * contradict each other. Known limits: two negotiations of the same parties at the same time are one. */
#include "talks/merge.h"

#include <math.h>

static const double half_life_days = 240, agreement = 0.25, contradiction = 0.3;
enum { WEEK = 7, NEAR_DAYS = 30 };

static bool dated(const talks_seen_round *r)
{
    return r->begin <= r->end;
}

/* Days between two spans of days; 0 where they meet. */
static int32_t gap(const talks_seen_round *a, const talks_seen_round *b)
{
    if (a->end < b->begin)
        return b->begin - a->end;
    return b->end < a->begin ? a->begin - b->end : 0;
}

bool talks_same_round(const talks_seen_round *a, const talks_seen_round *b)
{
    bool days = dated(a) && dated(b), numbers = a->number > 0 && b->number > 0;
    bool places = a->country.n > 0 && b->country.n > 0, same_place = places && str_equal(a->country, b->country);
    if (numbers)
        return a->number == b->number && (!days || gap(a, b) <= NEAR_DAYS);
    if (days)
        return gap(a, b) == 0 ? !places || same_place : same_place && gap(a, b) <= WEEK;
    return false;
}

static uint32_t common_parties(const talks_seen *a, const talks_seen *b)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < a->party_count; i++)
        for (uint32_t k = 0; k < b->party_count; k++)
            n += str_equal(a->parties[i], b->parties[k]);
    return n;
}

/* Rounds of one number on days far apart belong to different negotiations. */
static bool contradicts(const talks_seen_round *a, const talks_seen_round *b)
{
    return a->number > 0 && a->number == b->number && dated(a) && dated(b) && gap(a, b) > NEAR_DAYS;
}

static double by_rounds(const talks_seen *a, const talks_seen *b)
{
    double sum = 0;
    for (uint32_t i = 0; i < a->round_count; i++)
        for (uint32_t k = 0; k < b->round_count; k++) {
            if (talks_same_round(&a->rounds[i], &b->rounds[k]))
                sum += agreement;
            else if (contradicts(&a->rounds[i], &b->rounds[k]))
                sum -= contradiction;
        }
    return sum > agreement ? agreement : sum < -contradiction ? -contradiction : sum;
}

double talks_likeness(const talks_seen *a, const talks_seen *b)
{
    uint32_t common = common_parties(a, b), least = a->party_count < b->party_count ? a->party_count : b->party_count;
    if (common == 0 || (common < 2 && common < least))
        return 0;
    double jaccard = (double)common / (double)(a->party_count + b->party_count - common);
    double days = fabs((double)a->published - (double)b->published);
    double whole = common == least ? 0.5 + jaccard / 2 : jaccard; /* a report may leave parties out */
    double likeness = whole * exp2(-days / half_life_days) + by_rounds(a, b);
    return likeness < 0 ? 0 : likeness > 1 ? 1 : likeness;
}

/* The latest one before `i` of the group that begins at `first`. */
static size_t latest_of(const size_t *group, size_t first, size_t i)
{
    while (i-- > first)
        if (group[i] == first)
            return i;
    return first;
}

void talks_merge(const talks_seen *seen, size_t count, size_t *group)
{
    for (size_t i = 0; i < count; i++) {
        double best = TALKS_SAME;
        group[i] = i;
        for (size_t first = 0; first < i; first++) {
            if (group[first] != first)
                continue;
            double likeness = talks_likeness(&seen[latest_of(group, first, i)], &seen[i]);
            if (likeness >= best) {
                best = likeness;
                group[i] = first;
            }
        }
    }
}
