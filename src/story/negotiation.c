/* SPDX-License-Identifier: MIT
 *
 * negotiation.c: likeness is the share of common parties (Jaccard), which must be two or all
 * of the smaller side, times a factor that halves in HALF_LIFE_DAYS between the reports (negotiations go on for months,
 * and the same states meet again on other things), raised where a round agrees and lowered where rounds of one number
 * contradict each other. Known limits: two negotiations of the same parties at the same time are one. */
#include "story/negotiation.h"

#include <math.h>

static const double half_life_days = 240, agreement = 0.25, contradiction = 0.3;
enum { WEEK = 7, NEAR_DAYS = 30 };

static bool dated(const negotiation_round *r)
{
    return r->begin <= r->end;
}

/* Days between two spans of days; 0 where they meet. */
static int32_t gap(const negotiation_round *a, const negotiation_round *b)
{
    if (a->end < b->begin)
        return b->begin - a->end;
    return b->end < a->begin ? a->begin - b->end : 0;
}

bool negotiation_same_round(const negotiation_round *a, const negotiation_round *b)
{
    bool days = dated(a) && dated(b), numbers = a->number > 0 && b->number > 0;
    bool places = a->country.n > 0 && b->country.n > 0, same_place = places && str_equal(a->country, b->country);
    if (numbers)
        return a->number == b->number && (!days || gap(a, b) <= NEAR_DAYS);
    if (days)
        return gap(a, b) == 0 ? !places || same_place : same_place && gap(a, b) <= WEEK;
    return false;
}

static uint32_t common_people(const negotiation_round *a, const negotiation_round *b)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < a->person_count; i++)
        for (uint32_t k = 0; k < b->person_count; k++)
            n += a->person[i] == b->person[k];
    return n;
}

static bool other_people(const negotiation_round *a, const negotiation_round *b)
{
    return a->person_count > 0 && b->person_count > 0 && common_people(a, b) == 0;
}

static bool elsewhere(const negotiation_round *a, const negotiation_round *b)
{
    return a->country.n > 0 && b->country.n > 0 && !str_equal(a->country, b->country);
}

static bool other_number_or_day(const negotiation_round *a, const negotiation_round *b)
{
    return (a->number > 0 && b->number > 0 && a->number != b->number) || (dated(a) && dated(b) && gap(a, b) > 1);
}

static bool is_event(const negotiation_round *a, const negotiation_round *b)
{
    for (uint32_t i = 0; i < a->event_count; i++)
        for (uint32_t k = 0; k < b->event_count; k++)
            if (a->event[i] == b->event[k])
                return true;
    return false;
}

/* Days from a round to a report that may mean it without telling its day; -1: it cannot. What is held is told of afterwards, and for
 * longer where place or people tell that it is meant. */
static int32_t loose_gap(const negotiation_round *known, const negotiation_round *told)
{
    bool days = dated(known) && dated(told), numbers = known->number > 0 && told->number > 0;
    bool tells = (known->country.n > 0 && str_equal(known->country, told->country)) || common_people(known, told) > 0;
    bool came = known->to_come && !told->to_come && dated(known) && tells && told->published >= known->begin; /* as it was announced */
    if ((known->to_come != told->to_come && !came) || numbers || days || elsewhere(known, told) || other_people(known, told))
        return -1;
    int32_t held = dated(known) ? known->end : dated(told) ? told->end : known->published;
    int32_t report = dated(told) ? known->published : told->published, apart = report - held;
    if (apart < 0 && (known->to_come || (!dated(known) && !dated(told))))
        apart = -apart;
    return apart <= (tells && !came ? NEAR_DAYS : WEEK) ? apart : -1;
}

int negotiation_round_of(const negotiation_round *known, size_t count, const negotiation_round *told)
{
    enum { NO, LOOSE, ROUND, EVENT };
    int most = NO, best = -1;
    int32_t least = 0;
    for (size_t i = 0; i < count; i++) {
        int32_t apart = loose_gap(&known[i], told);
        int kind = apart >= 0 ? LOOSE : NO;
        if (negotiation_same_round(&known[i], told))
            kind = ROUND;
        if (is_event(&known[i], told) && !other_number_or_day(&known[i], told))
            kind = EVENT;
        if (kind == NO || kind < most || (kind == LOOSE && most == LOOSE && apart > least))
            continue;
        most = kind;
        best = (int)i;
        least = apart;
    }
    return best;
}

bool negotiation_is_one(const negotiation_round *a, const negotiation_round *b)
{
    return negotiation_same_round(a, b) || (is_event(a, b) && !other_number_or_day(a, b));
}

static void take_days(negotiation_round *round, const negotiation_round *told)
{
    if (dated(told) && (!dated(round) || told->end - told->begin < round->end - round->begin)) {
        round->begin = told->begin;
        round->end = told->end;
    }
}

void negotiation_take(negotiation_round *round, const negotiation_round *told)
{
    take_days(round, told);
    round->number = round->number > 0 ? round->number : told->number;
    if (round->country.n == 0)
        round->country = told->country;
    round->to_come = round->to_come && told->to_come;
    round->published = told->published > round->published ? told->published : round->published;
    for (uint32_t i = 0; i < told->person_count && round->person_count < NEGOTIATION_PEOPLE; i++)
        round->person[round->person_count++] = told->person[i];
    for (uint32_t i = 0; i < told->event_count && round->event_count < NEGOTIATION_EVENTS; i++)
        round->event[round->event_count++] = told->event[i];
}

static uint32_t common_parties(const negotiation_report *a, const negotiation_report *b)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < a->party_count; i++)
        for (uint32_t k = 0; k < b->party_count; k++)
            n += str_equal(a->parties[i], b->parties[k]);
    return n;
}

/* Rounds of one number on days far apart belong to different negotiations. */
static bool contradicts(const negotiation_round *a, const negotiation_round *b)
{
    return a->number > 0 && a->number == b->number && dated(a) && dated(b) && gap(a, b) > NEAR_DAYS;
}

static double by_rounds(const negotiation_report *a, const negotiation_report *b)
{
    double sum = 0;
    for (uint32_t i = 0; i < a->round_count; i++)
        for (uint32_t k = 0; k < b->round_count; k++) {
            if (negotiation_same_round(&a->rounds[i], &b->rounds[k]))
                sum += agreement;
            else if (contradicts(&a->rounds[i], &b->rounds[k]))
                sum -= contradiction;
        }
    return sum > agreement ? agreement : sum < -contradiction ? -contradiction : sum;
}

double negotiation_likeness(const negotiation_report *a, const negotiation_report *b)
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
