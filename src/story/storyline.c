/* SPDX-License-Identifier: MIT */
#include "story/storyline.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Weights; their sum for two tellings of one quarrel of the same two lands is well above 1. */
static const double LANDS = 0.55, ONE_LAND = 0.25, WORDS = 0.5, WORDS_ENOUGH = 0.5, PEOPLE = 0.2, SPOT = 0.15, FIELD = 0.1, TYPE = 0.05, MONTH = 0.15;

static uint32_t lands_of(const identity_view *v, const char *lands[2 * IDENTITY_LANDS])
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < v->actor_count + v->recipient_count; i++) {
        const char *land = i < v->actor_count ? v->actor[i] : v->recipient[i - v->actor_count];
        uint32_t at = 0;
        while (at < n && strcmp(lands[at], land) != 0)
            at++;
        if (at == n)
            lands[n++] = land;
    }
    return n;
}

/* Shared lands / all lands; 0 where one of several is all they share. */
static double lands_alike(const identity_view *a, const identity_view *b)
{
    const char *x[2 * IDENTITY_LANDS], *y[2 * IDENTITY_LANDS];
    uint32_t n = lands_of(a, x), m = lands_of(b, y), both = 0;
    for (uint32_t i = 0; i < n; i++)
        for (uint32_t k = 0; k < m; k++)
            both += strcmp(x[i], y[k]) == 0;
    if (both == 1)
        return n == 1 && m == 1 ? ONE_LAND : 0;
    return both == 0 ? 0 : LANDS * both / (n + m - both);
}

static double words_alike(const identity_view *a, const identity_view *b)
{
    uint32_t i = 0, k = 0, both = 0;
    while (i < a->word_count && k < b->word_count) {
        both += a->word[i] == b->word[k];
        if (a->word[i] < b->word[k])
            i++;
        else
            k++;
    }
    double cosine = both == 0 ? 0 : both / sqrt((double)a->word_count * b->word_count);
    return cosine < WORDS_ENOUGH ? cosine / WORDS_ENOUGH : 1;
}

static bool share_person(const identity_view *a, const identity_view *b)
{
    for (uint32_t i = 0; i < a->person_count; i++)
        for (uint32_t k = 0; k < b->person_count; k++)
            if (a->person[i] == b->person[k])
                return true;
    return false;
}

static bool share_spot(const identity_view *a, const identity_view *b)
{
    for (uint32_t i = 0; i < a->spot_count; i++)
        for (uint32_t k = 0; k < b->spot_count; k++)
            if (a->spot[i].name == b->spot[k].name)
                return true;
    return false;
}

double storyline_likeness(const identity_view *a, const identity_view *b, bool same_field)
{
    double lands = lands_alike(a, b);
    int32_t apart = a->day > b->day_end ? a->day - b->day_end : b->day > a->day_end ? b->day - a->day_end : 0;
    if (lands <= 0 || apart > STORYLINE_DAYS)
        return 0;
    double sum = lands + WORDS * words_alike(a, b) + (share_person(a, b) ? PEOPLE : 0) + (share_spot(a, b) ? SPOT : 0) + (same_field ? FIELD : 0) +
                 (strcmp(a->type, b->type) == 0 ? TYPE : 0) - MONTH * apart / STORYLINE_DAYS;
    return sum < 0 ? 0 : sum > 1 ? 1 : sum;
}
