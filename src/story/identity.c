/* SPDX-License-Identifier: MIT */
#include "story/identity.h"

#include "base/utf8.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Weights, in the order in which they are added. */
static const double LANDS = 0.30, ONE_LAND = 0.5, NO_LAND = 0.6, SAME_DAY = 0.15, WORDS = 0.55, PEOPLE = 0.20, OTHER_PEOPLE = -0.05,
                    NO_PERSON_SHARED = -0.25, SAME_PLACE = 0.15, SAME_COUNTRY = 0.06, OTHER_PLACE = -0.12, OTHER_PLACE_OF_FORCE = -1,
                    SAME_DAY_AND_PLACE = 0.12, SAME_REPORT = 0.22, SAME_MODE = 0.03, BY_PHONE_OR_NOT = -0.2, SAME_CODE = 0.08, OTHER_ROOT = -0.08;

identity_reality identity_reality_of(const char *status)
{
    if (strcmp(status, "happened") == 0 || strcmp(status, "ongoing") == 0)
        return IDENTITY_REAL;
    return strcmp(status, "planned") == 0 || strcmp(status, "possible") == 0 ? IDENTITY_PLANNED : IDENTITY_UNREAL;
}

static int by_value(const void *a, const void *b)
{
    return *(const uint16_t *)a - *(const uint16_t *)b;
}

static bool is_letter(char c)
{
    return ((c | 32) >= 'a' && (c | 32) <= 'z') || (unsigned char)c >= 0x80;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* A word as far as its first six letters, so that "met" stays and "meeting", "meetings" fall together. */
static uint16_t hash_word(const char *p, size_t n)
{
    uint32_t h = 2166136261u;
    for (size_t i = 0; i < n && i < 6; i++)
        h = (h ^ ((unsigned char)p[i] | 32u)) * 16777619u;
    return (uint16_t)(h >> 16 ^ h);
}

void identity_set_words(identity_view *v, str sentence)
{
    size_t at = 0;
    v->word_count = 0;
    while (at < sentence.n && v->word_count < IDENTITY_WORDS) {
        size_t begin = at;
        while (at < sentence.n && (is_letter(sentence.p[at]) || is_digit(sentence.p[at])))
            at++;
        size_t n = at - begin;
        if (n >= 4 || (n > 0 && is_digit(sentence.p[begin])))
            v->word[v->word_count++] = hash_word(sentence.p + begin, n);
        if (at == begin)
            at++;
    }
    qsort(v->word, v->word_count, sizeof *v->word, by_value);
    uint32_t n = 0;
    for (uint32_t i = 0; i < v->word_count; i++)
        if (n == 0 || v->word[n - 1] != v->word[i])
            v->word[n++] = v->word[i];
    v->word_count = n;
}

bool identity_add_person(identity_view *v, str name, str land, bool is_person)
{
    uint32_t h = ((uint32_t)str_hash(name) & 0xFFFFFFu) | (uint32_t)(str_hash(land) & 0x7Fu) << 24 | (uint32_t)is_person << 31;
    for (uint32_t i = 0; i < v->person_count; i++)
        if (v->person[i] == h)
            return true;
    if (v->person_count == IDENTITY_PEOPLE)
        return false;
    v->person[v->person_count++] = h;
    return true;
}

static bool has_land(const char (*lands)[8], uint32_t count, const char *land)
{
    for (uint32_t i = 0; i < count; i++)
        if (strcmp(lands[i], land) == 0)
            return true;
    return false;
}

static uint32_t common_lands(const char (*a)[8], uint32_t n, const char (*b)[8], uint32_t m)
{
    uint32_t both = 0;
    for (uint32_t i = 0; i < n; i++)
        both += has_land(b, m, a[i]);
    return both;
}

/* All lands of a mention, each once. */
static uint32_t all_lands(const identity_view *v, char lands[2 * IDENTITY_LANDS][8])
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < v->actor_count; i++)
        memcpy(lands[n++], v->actor[i], 8);
    for (uint32_t i = 0; i < v->recipient_count; i++)
        if (!has_land((const char (*)[8])lands, n, v->recipient[i]))
            memcpy(lands[n++], v->recipient[i], 8);
    return n;
}

/* Shared lands / lands of the side that names fewer, with a discount where one names many more or where a single land is all
 * that is shared; 0: none shared, or the sides are turned round. An act without lands ("the talks lasted five hours") may be
 * one that the same report tells of. */
static double lands_agree(const identity_view *a, const identity_view *b)
{
    char x[2 * IDENTITY_LANDS][8], y[2 * IDENTITY_LANDS][8];
    uint32_t n = all_lands(a, x), m = all_lands(b, y);
    uint32_t both = common_lands((const char (*)[8])x, n, (const char (*)[8])y, m), least = n < m ? n : m;
    if (least == 0)
        return a->here || b->here ? NO_LAND : 0;
    if (both == 0)
        return 0;
    bool sided = a->recipient_count > 0 && b->recipient_count > 0;
    if (sided && common_lands(a->actor, a->actor_count, b->actor, b->actor_count) == 0)
        return 0;
    double part = (double)both / least, jaccard = a->here || b->here ? part : (double)both / (n + m - both);
    bool others = least > 1 && 2 * both <= least; /* A and B met, A and C met */
    return others ? 0 : (part + jaccard) / 2 * (both == 1 ? ONE_LAND : 1);
}

/* An act of the past that is told again later, without its day but with its place. */
static bool is_recalled(const identity_view *told, const identity_view *open)
{
    return told->reality == IDENTITY_REAL && told->place != 0 && told->place == open->place && !open->place_hedged &&
           open->published >= told->day && open->published <= told->day_end + IDENTITY_RECALL_DAYS;
}

/* Whether the times can be one, and how surely. 0: they cannot. */
static double days_agree(const identity_view *a, const identity_view *b)
{
    if (a->day_told && b->day_told) {
        bool wide = a->day_end - a->day > 1 || b->day_end - b->day > 1;
        if (a->day > b->day_end + 1 || b->day > a->day_end + 1)
            return 0;
        return wide ? 0.4 : a->day == b->day ? 1 : 0.5;
    }
    if (a->here || b->here) /* within one report a day that is not told is that of the act told before */
        return 0.5;
    if (a->day_told != b->day_told) {
        const identity_view *told = a->day_told ? a : b, *open = a->day_told ? b : a;
        bool fits = told->reality == IDENTITY_REAL ? open->published >= told->day - 1 && open->published <= told->day_end + IDENTITY_DAYS
                                                   : open->published <= told->day_end && open->published >= told->published - 3 * IDENTITY_DAYS;
        return fits ? 0.3 : is_recalled(told, open) ? 0.2 : 0;
    }
    if (abs(a->published - b->published) <= IDENTITY_DAYS)
        return 0.3;
    return is_recalled(a->published < b->published ? a : b, a->published < b->published ? b : a) ? 0.2 : 0;
}

static double words_agree(const identity_view *a, const identity_view *b)
{
    uint32_t i = 0, k = 0, both = 0;
    while (i < a->word_count && k < b->word_count) {
        if (a->word[i] == b->word[k]) {
            both++;
            i++;
            k++;
        } else if (a->word[i] < b->word[k]) {
            i++;
        } else {
            k++;
        }
    }
    return both == 0 ? 0 : both / sqrt((double)a->word_count * b->word_count);
}

/* How many people of a land (7 bits of its hash) a mention names, and how many of them the other one names too. */
static uint32_t people_of(const identity_view *v, const identity_view *other, uint32_t land, uint32_t *shared)
{
    uint32_t n = 0;
    *shared = 0;
    for (uint32_t i = 0; i < v->person_count; i++) {
        if (v->person[i] >> 24 != (land | 0x80u))
            continue;
        n++;
        for (uint32_t k = 0; k < other->person_count; k++)
            *shared += other->person[k] == v->person[i];
    }
    return n;
}

/* Shared people / all people; where both name people of a land and none is shared, others met. */
static double people_agree(const identity_view *a, const identity_view *b)
{
    uint32_t both = 0, shared;
    if (a->person_count == 0 || b->person_count == 0)
        return 0;
    for (uint32_t i = 0; i < a->person_count; i++) {
        uint32_t land = a->person[i] >> 24 & 0x7Fu;
        for (uint32_t k = 0; k < b->person_count; k++)
            both += a->person[i] == b->person[k];
        if (a->person[i] >> 31 != 0 && people_of(a, b, land, &shared) > 0 && shared == 0 && people_of(b, a, land, &shared) > 0)
            return NO_PERSON_SHARED;
    }
    return both == 0 ? OTHER_PEOPLE : PEOPLE * both / (a->person_count + b->person_count - both) + PEOPLE / 4;
}

/* Acts of force and protest happen in many places on one day; talks of the same people do not. */
static bool place_parts(const char *type)
{
    return strcmp(type, "ASSAULT") == 0 || strcmp(type, "PROTEST") == 0 || strcmp(type, "COERCE") == 0 || strcmp(type, "MOBILIZE") == 0;
}

static double places_agree(const identity_view *a, const identity_view *b)
{
    if (a->country[0] == 0 || b->country[0] == 0 || a->place_hedged || b->place_hedged)
        return a->place != 0 && a->place == b->place ? SAME_PLACE : 0;
    if (a->place != 0 && a->place == b->place)
        return SAME_PLACE;
    bool wide = a->place == 0 || b->place == 0;
    if (strcmp(a->country, b->country) == 0)
        return wide || !place_parts(a->type) ? SAME_COUNTRY : OTHER_PLACE_OF_FORCE;
    return place_parts(a->type) ? OTHER_PLACE_OF_FORCE : wide ? OTHER_PLACE / 2 : OTHER_PLACE;
}

static double modes_agree(const identity_view *a, const identity_view *b)
{
    bool phone_a = strcmp(a->mode, "phone") == 0, phone_b = strcmp(b->mode, "phone") == 0;
    if (phone_a != phone_b && a->mode[0] != 0 && b->mode[0] != 0)
        return BY_PHONE_OR_NOT;
    return strcmp(a->mode, b->mode) == 0 ? SAME_MODE : 0;
}

double identity_score(const identity_view *a, const identity_view *b)
{
    if (strcmp(a->type, b->type) != 0 || a->reality != b->reality)
        return 0;
    double lands = lands_agree(a, b), days = lands > 0 ? days_agree(a, b) : 0;
    if (days <= 0)
        return 0;
    double score = LANDS * lands + SAME_DAY * days + WORDS * words_agree(a, b) + people_agree(a, b) + places_agree(a, b) + modes_agree(a, b);
    score += a->here || b->here ? SAME_REPORT : 0;
    score += a->place != 0 && a->place == b->place && a->day_told && b->day_told && a->day == b->day ? SAME_DAY_AND_PLACE : 0;
    score += strcmp(a->cameo, b->cameo) == 0 ? SAME_CODE : strncmp(a->cameo, b->cameo, 2) != 0 ? OTHER_ROOT : 0;
    return score > 0 ? score : 0;
}
