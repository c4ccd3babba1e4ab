/* SPDX-License-Identifier: MIT */
#include "story/identity.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

const char *const identity_names[IDENTITY_FEATURES] = {
    "BIAS", "LANDS_AGREE", "ONE_LAND", "ONE_LAND_ONLY", "NO_LAND", "ACTORS", "ACTORS_APART", "RECIPIENTS", "RECIPIENTS_APART", "SAME_DAY",
    "NEXT_DAY", "WIDE_DAY", "DAY_FITS", "DAY_OPEN", "RECALLED", "DAY_HERE", "COSINE", "CONTAINED", "PERSON", "OTHER_PERSON", "BODY", "SAME_SPOT",
    "NEAR", "SAME_COUNTRY", "ELSEWHERE", "FORCE_ELSEWHERE", "SPOT_AND_DAY", "HERE", "SAME_MODE", "OTHER_MODE", "SAME_CODE", "OTHER_ROOT", "VERBAL",
    "BY_PHONE", "VISIT_OR_NOT", "SAME_ACTOR", "OTHER_ACTOR_HERE", "SAME_RECIPIENT", "OTHER_RECIPIENT_HERE",
};

static bool is_one_of(const char *type, const char *const *these, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(type, these[i]) == 0)
            return true;
    return false;
}

/* ---- lands ---------------------------------------------------------------------------------------------------------------- */

/* Lands that a third of an event's mentions name at least: one mention that names others does not make them parties. */
typedef struct lands {
    const char *item[2 * IDENTITY_LANDS];
    uint32_t count;
} lands;

static bool has_land(const lands *in, const char *land)
{
    for (uint32_t i = 0; i < in->count; i++)
        if (strcmp(in->item[i], land) == 0)
            return true;
    return false;
}

static void add_side(lands *to, const char (*side)[8], const uint8_t *told, uint32_t count, uint32_t mentions)
{
    for (uint32_t i = 0; i < count; i++)
        if (3u * told[i] >= (mentions < 255 ? mentions : 255) && !has_land(to, side[i]))
            to->item[to->count++] = side[i];
}

static lands actors_of(const identity_view *v)
{
    lands l = {.count = 0};
    add_side(&l, v->actor, v->actor_told, v->actor_count, v->mentions);
    return l;
}

static lands recipients_of(const identity_view *v)
{
    lands l = {.count = 0};
    add_side(&l, v->recipient, v->recipient_told, v->recipient_count, v->mentions);
    return l;
}

static uint32_t common(const lands *a, const lands *b)
{
    uint32_t both = 0;
    for (uint32_t i = 0; i < a->count; i++)
        both += has_land(b, a->item[i]);
    return both;
}

/* Acts in which the sides are told now this way, now that: who received whom. */
static bool is_mutual(const identity_view *a, const identity_view *b)
{
    static const char *const mutual[] = {"CONSULT", "COOPERATE", "AGREE"};
    bool pair = (a->recipient_count == 0 && a->actor_count > 1) || (b->recipient_count == 0 && b->actor_count > 1);
    return pair || is_one_of(a->type, mutual, sizeof mutual / sizeof *mutual);
}

/* Sides that both tell. False: they are turned round. */
static bool compare_sides(const identity_view *a, const identity_view *b, double *f)
{
    lands aa = actors_of(a), ba = actors_of(b), ar = recipients_of(a), br = recipients_of(b);
    uint32_t actors = common(&aa, &ba), recipients = common(&ar, &br);
    if (is_mutual(a, b))
        return true;
    bool actors_apart = aa.count > 0 && ba.count > 0 && actors == 0, recipients_apart = ar.count > 0 && br.count > 0 && recipients == 0;
    f[IDENTITY_ACTORS] = actors > 0;
    f[IDENTITY_ACTORS_APART] = actors_apart;
    f[IDENTITY_RECIPIENTS] = recipients > 0;
    f[IDENTITY_RECIPIENTS_APART] = recipients_apart;
    bool turned = common(&aa, &br) > 0 || common(&ar, &ba) > 0;
    return !(turned && actors == 0 && recipients == 0);
}

static bool shares_spot(const identity_view *a, const identity_view *b)
{
    for (uint32_t i = 0; i < a->spot_count; i++)
        for (uint32_t k = 0; k < b->spot_count; k++)
            if (a->spot[i].name == b->spot[k].name)
                return true;
    return false;
}

static bool is_same_day(const identity_view *a, const identity_view *b)
{
    return a->day_told && b->day_told && a->day == b->day && a->day_end == b->day_end && a->day_end - a->day <= 1;
}

/* An act without lands ("the talks lasted five hours") may be one that the same report tells of, or one of that place and day. */
static bool compare_lands(const identity_view *a, const identity_view *b, double *f)
{
    lands x = actors_of(a), y = actors_of(b);
    add_side(&x, a->recipient, a->recipient_told, a->recipient_count, a->mentions);
    add_side(&y, b->recipient, b->recipient_told, b->recipient_count, b->mentions);
    uint32_t both = common(&x, &y), least = x.count < y.count ? x.count : y.count;
    if (least == 0) { /* one that names nobody may well be what was told before; one that names others may not */
        f[IDENTITY_NO_LAND] = a->party_count == 0 || b->party_count == 0;
        return a->here || b->here || (shares_spot(a, b) && is_same_day(a, b));
    }
    if (both == 0 || (least > 1 && 2 * both <= least)) /* A and B met, A and C met */
        return false;
    double part = (double)both / least, jaccard = (double)both / (x.count + y.count - both);
    f[IDENTITY_LANDS_AGREE] = (part + jaccard) / 2;
    f[IDENTITY_ONE_LAND] = both == 1 && x.count + y.count > 2;
    f[IDENTITY_ONE_LAND_ONLY] = both == 1 && x.count + y.count == 2;
    return compare_sides(a, b, f);
}

/* ---- days ------------------------------------------------------------------------------------------------------------------- */

/* An act of the past that is told again later, without its day but with its place. */
static bool is_recalled(const identity_view *told, const identity_view *open)
{
    return told->reality == IDENTITY_REAL && shares_spot(told, open) && !open->place_hedged && open->published >= told->day &&
           open->published <= told->day_end + IDENTITY_RECALL_DAYS;
}

static bool compare_told_days(const identity_view *a, const identity_view *b, double *f)
{
    bool wide = a->day_end - a->day > 1 || b->day_end - b->day > 1;
    if (a->day > b->day_end + 1 || b->day > a->day_end + 1)
        return false;
    f[wide ? IDENTITY_WIDE_DAY : is_same_day(a, b) ? IDENTITY_SAME_DAY : IDENTITY_NEXT_DAY] = 1;
    return true;
}

/* A report that does not tell the day, of an act whose day is known. */
static bool fits_day(const identity_view *told, const identity_view *open)
{
    return told->reality == IDENTITY_REAL ? open->published >= told->day && open->published <= told->day_end + IDENTITY_DAYS
                                          : open->published <= told->day_end && open->published >= told->published - 3 * IDENTITY_DAYS;
}

static bool compare_days(const identity_view *a, const identity_view *b, double *f)
{
    if (a->day_told && b->day_told)
        return compare_told_days(a, b, f);
    if (a->here || b->here) { /* within one report a day that is not told is that of the act told before */
        f[IDENTITY_DAY_HERE] = 1;
        return true;
    }
    if (a->published == 0 || b->published == 0) /* not known when it was written: the days prove nothing */
        return true;
    const identity_view *told = a->day_told || (!b->day_told && a->published <= b->published) ? a : b, *open = told == a ? b : a;
    int gap = abs(open->published - told->day_end);
    if (told->day_told ? fits_day(told, open) : gap <= IDENTITY_DAYS) {
        f[told->day_told ? IDENTITY_DAY_FITS : IDENTITY_DAY_OPEN] = 1 - 0.2 * (gap < IDENTITY_DAYS ? gap : IDENTITY_DAYS);
        return true;
    }
    f[IDENTITY_RECALLED] = 1;
    return is_recalled(told, open);
}

/* ---- words ------------------------------------------------------------------------------------------------------------------- */

void identity_count_words(identity_rarity *r, const identity_view *event)
{
    for (uint32_t i = 0; i < event->word_count; i++)
        r->holders[event->word[i]]++;
    r->events++;
}

#define RARITY_PRIOR 20.0 /* events that a word is taken to be missing from before any is seen */

static double weight_of(const identity_rarity *r, uint16_t word)
{
    return r == NULL ? 1 : log((r->events + RARITY_PRIOR) / (r->holders[word] + 1.0)) / log(RARITY_PRIOR);
}

static double weight_of_all(const identity_view *v, const identity_rarity *r, double *squares)
{
    double sum = 0;
    *squares = 0;
    for (uint32_t i = 0; i < v->word_count; i++) {
        double w = weight_of(r, v->word[i]);
        sum += w;
        *squares += w * w;
    }
    return sum;
}

static void compare_words(const identity_view *a, const identity_view *b, const identity_rarity *r, double *f)
{
    double squares_a, squares_b, both = 0, squares = 0;
    double sum_a = weight_of_all(a, r, &squares_a), sum_b = weight_of_all(b, r, &squares_b), least = sum_a < sum_b ? sum_a : sum_b;
    for (uint32_t i = 0, k = 0; i < a->word_count && k < b->word_count;) {
        if (a->word[i] == b->word[k]) {
            double w = weight_of(r, a->word[i]);
            both += w;
            squares += w * w;
            i++;
            k++;
        } else if (a->word[i] < b->word[k]) {
            i++;
        } else {
            k++;
        }
    }
    f[IDENTITY_COSINE] = squares > 0 ? squares / sqrt(squares_a * squares_b) : 0;
    f[IDENTITY_CONTAINED] = both / (least + 3); /* a few words prove little */
}

/* ---- people ------------------------------------------------------------------------------------------------------------------ */

static bool is_person(uint32_t name)
{
    return name >> 31 != 0;
}

static bool has_name(const identity_view *v, uint32_t name)
{
    for (uint32_t i = 0; i < v->person_count; i++)
        if (v->person[i] == name)
            return true;
    return false;
}

/* Whether both name people of a land and none of them is shared: others met. */
static bool names_others(const identity_view *a, const identity_view *b)
{
    for (uint32_t i = 0; i < a->person_count; i++) {
        bool other = false, shared = false;
        for (uint32_t k = 0; is_person(a->person[i]) && k < b->person_count; k++)
            other = other || b->person[k] >> 24 == a->person[i] >> 24;
        for (uint32_t k = 0; other && k < a->person_count; k++)
            shared = shared || (a->person[k] >> 24 == a->person[i] >> 24 && has_name(b, a->person[k]));
        if (other && !shared)
            return true;
    }
    return false;
}

static void compare_people(const identity_view *a, const identity_view *b, double *f)
{
    uint32_t people_a = 0, people_b = 0, people = 0, bodies = 0;
    for (uint32_t i = 0; i < a->person_count; i++) {
        people_a += is_person(a->person[i]);
        if (has_name(b, a->person[i]))
            *(is_person(a->person[i]) ? &people : &bodies) += 1;
    }
    for (uint32_t i = 0; i < b->person_count; i++)
        people_b += is_person(b->person[i]);
    uint32_t least = people_a < people_b ? people_a : people_b;
    f[IDENTITY_PERSON] = people > 0 ? (double)people / least : 0;
    f[IDENTITY_BODY] = bodies > 0;
    f[IDENTITY_OTHER_PERSON] = names_others(a, b);
}

/* Whether both name parties of a side (1: those who act), and whether they share one. */
static bool names_side(const identity_view *a, const identity_view *b, uint32_t acts, bool *shared)
{
    bool told_a = false, told_b = false;
    *shared = false;
    for (uint32_t k = 0; k < b->party_count; k++)
        told_b = told_b || b->party[k] >> 31 == acts;
    for (uint32_t i = 0; i < a->party_count; i++) {
        if (a->party[i] >> 31 != acts)
            continue;
        told_a = true;
        for (uint32_t k = 0; k < b->party_count; k++)
            *shared = *shared || a->party[i] == b->party[k];
    }
    return told_a && told_b;
}

/* Within one report a party keeps its name; another report may call it otherwise. */
static void compare_parties(const identity_view *a, const identity_view *b, double *f)
{
    bool here = a->here || b->here, shared;
    bool both = names_side(a, b, 1, &shared);
    f[IDENTITY_SAME_ACTOR] = shared;
    f[IDENTITY_OTHER_ACTOR_HERE] = here && both && !shared;
    both = names_side(a, b, 0, &shared);
    f[IDENTITY_SAME_RECIPIENT] = shared;
    f[IDENTITY_OTHER_RECIPIENT_HERE] = here && both && !shared;
}

/* ---- places ------------------------------------------------------------------------------------------------------------------- */

/* Acts of force and protest happen in many places on one day; talks of the same people do not. */
static bool place_parts(const char *type)
{
    static const char *const parted[] = {"ASSAULT", "PROTEST", "COERCE", "MOBILIZE"};
    return is_one_of(type, parted, sizeof parted / sizeof *parted);
}

#define NEAR_HUNDREDTHS 30.0 /* of a degree: a palace in a city, a suburb */

static bool is_near(const identity_spot *a, const identity_spot *b)
{
    if (a->wide || b->wide)
        return a->province != 0 && a->province == b->province;
    if (a->lat == IDENTITY_NO_POINT || b->lat == IDENTITY_NO_POINT)
        return false;
    double narrower = cos(a->lat / 100.0 * 3.14159265358979 / 180);
    return hypot(a->lat - b->lat, (a->lon - b->lon) * narrower) <= NEAR_HUNDREDTHS;
}

static bool has_near(const identity_view *a, const identity_view *b)
{
    for (uint32_t i = 0; i < a->spot_count; i++)
        for (uint32_t k = 0; k < b->spot_count; k++)
            if (is_near(&a->spot[i], &b->spot[k]))
                return true;
    return false;
}

static void compare_places(const identity_view *a, const identity_view *b, double *f)
{
    bool same = shares_spot(a, b), parts = place_parts(a->type);
    if (same || (a->spot_count > 0 && b->spot_count > 0 && has_near(a, b))) {
        f[same ? IDENTITY_SAME_SPOT : IDENTITY_NEAR] = 1;
        f[IDENTITY_SPOT_AND_DAY] = is_same_day(a, b);
        return;
    }
    bool known = a->country[0] != 0 && b->country[0] != 0 && !a->place_hedged && !b->place_hedged;
    bool same_country = known && strcmp(a->country, b->country) == 0, two = a->spot_count > 0 && b->spot_count > 0;
    f[IDENTITY_SAME_COUNTRY] = same_country && !(two && parts);
    f[IDENTITY_FORCE_ELSEWHERE] = parts && (two || (known && !same_country));
    f[IDENTITY_ELSEWHERE] = parts || !(two || (known && !same_country)) ? 0 : two && !same_country ? 1 : 0.5;
}

/* ---- the act itself --------------------------------------------------------------------------------------------------------- */

static bool is_phone(const identity_view *v)
{
    return strcmp(v->mode, "phone") == 0;
}

/* Modes that no report takes for each other: a release is no truce, an arrest no ban, a call no visit. */
static bool can_be_one_mode(const identity_view *a, const identity_view *b)
{
    static const char *const distinct[] = {"RETREAT", "COERCE", "SANCTION"};
    bool told = a->mode[0] != 0 && b->mode[0] != 0, phoned = is_phone(a) != is_phone(b);
    return !told || strcmp(a->mode, b->mode) == 0 || !(phoned || is_one_of(a->type, distinct, sizeof distinct / sizeof *distinct));
}

static bool are_other_modes(const identity_view *a, const identity_view *b)
{
    return a->mode[0] != 0 && b->mode[0] != 0 && strcmp(a->mode, b->mode) != 0 && strcmp(a->type, "CONSULT") != 0;
}

static bool is_verbal(const char *type)
{
    static const char *const verbal[] = {"ACCUSE", "REQUEST", "REJECT", "THREATEN", "SUPPORT", "AGREE"};
    return is_one_of(type, verbal, sizeof verbal / sizeof *verbal);
}

static void compare_acts(const identity_view *a, const identity_view *b, double *f)
{
    f[IDENTITY_OTHER_MODE] = are_other_modes(a, b);
    f[IDENTITY_SAME_MODE] = a->mode[0] != 0 && strcmp(a->mode, b->mode) == 0;
    f[IDENTITY_SAME_CODE] = strcmp(a->cameo, b->cameo) == 0;
    f[IDENTITY_OTHER_ROOT] = strncmp(a->cameo, b->cameo, 2) != 0;
    f[IDENTITY_BY_PHONE] = is_phone(a) != is_phone(b);
    f[IDENTITY_VISIT_OR_NOT] = (strcmp(a->mode, "visit") == 0) != (strcmp(b->mode, "visit") == 0);
    f[IDENTITY_VERBAL] = is_verbal(a->type);
    f[IDENTITY_HERE] = a->here || b->here;
    f[IDENTITY_BIAS] = 1;
}

bool identity_compare(const identity_view *a, const identity_view *b, const identity_rarity *rarity, double feature[IDENTITY_FEATURES])
{
    for (int i = 0; i < IDENTITY_FEATURES; i++)
        feature[i] = 0;
    if (strcmp(a->type, b->type) != 0 || a->reality != b->reality || !can_be_one_mode(a, b) || !compare_lands(a, b, feature) || !compare_days(a, b, feature))
        return false;
    compare_words(a, b, rarity, feature);
    compare_people(a, b, feature);
    compare_parties(a, b, feature);
    compare_places(a, b, feature);
    compare_acts(a, b, feature);
    return true;
}

double identity_score(const identity_view *a, const identity_view *b, const identity_rarity *rarity, const double *weights)
{
    double feature[IDENTITY_FEATURES], sum = 0;
    if (!identity_compare(a, b, rarity, feature))
        return 0;
    for (int i = 0; i < IDENTITY_FEATURES; i++)
        sum += weights[i] * feature[i];
    return 1 / (1 + exp(-sum));
}
