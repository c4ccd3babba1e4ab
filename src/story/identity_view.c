/* SPDX-License-Identifier: MIT
 * identity_view.c: mentions and events as they are compared. */
#include "story/identity.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

identity_reality identity_reality_of(const char *status)
{
    if (strcmp(status, "happened") == 0 || strcmp(status, "ongoing") == 0)
        return IDENTITY_REAL;
    return strcmp(status, "planned") == 0 || strcmp(status, "possible") == 0 ? IDENTITY_PLANNED : IDENTITY_UNREAL;
}

/* ---- words -------------------------------------------------------------------------------------------------------------- */

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

void identity_set_words(identity_view *v, str words)
{
    size_t at = 0;
    v->word_count = 0;
    while (at < words.n && v->word_count < IDENTITY_WORDS) {
        size_t begin = at;
        while (at < words.n && (is_letter(words.p[at]) || is_digit(words.p[at])))
            at++;
        size_t n = at - begin;
        if (n >= 4 || (n > 0 && is_digit(words.p[begin])))
            v->word[v->word_count++] = hash_word(words.p + begin, n);
        if (at == begin)
            at++;
    }
    qsort(v->word, v->word_count, sizeof *v->word, by_value);
    uint32_t n = 0;
    for (uint32_t i = 0; i < v->word_count; i++)
        if (n == 0 || v->word[n - 1] != v->word[i])
            v->word[n++] = v->word[i];
    v->word_count = n;
    memset(v->word_told, 1, sizeof v->word_told);
}

static uint8_t sum_of(uint8_t a, uint8_t b)
{
    return (uint8_t)(a + b > 255 ? 255 : a + b);
}

/* The word told least, the last of several. */
static uint32_t least_told(const identity_view *v)
{
    uint32_t least = 0;
    for (uint32_t i = 1; i < v->word_count; i++)
        if (v->word_told[i] <= v->word_told[least])
            least = i;
    return least;
}

static void drop_word(identity_view *v, uint32_t at)
{
    v->word_count--;
    memmove(&v->word[at], &v->word[at + 1], (v->word_count - at) * sizeof *v->word);
    memmove(&v->word_told[at], &v->word_told[at + 1], v->word_count - at);
}

/* Where there is no room left, a word goes that was told once. */
static void merge_word(identity_view *v, uint16_t word, uint8_t told)
{
    uint32_t at = 0;
    while (at < v->word_count && v->word[at] < word)
        at++;
    if (at < v->word_count && v->word[at] == word) {
        v->word_told[at] = sum_of(v->word_told[at], told);
        return;
    }
    if (v->word_count == IDENTITY_WORDS) {
        uint32_t least = least_told(v);
        if (v->word_told[least] > told)
            return;
        drop_word(v, least);
        at -= least < at;
    }
    memmove(&v->word[at + 1], &v->word[at], (v->word_count - at) * sizeof *v->word);
    memmove(&v->word_told[at + 1], &v->word_told[at], v->word_count - at);
    v->word[at] = word;
    v->word_told[at] = told;
    v->word_count++;
}

/* ---- lands, people, places ------------------------------------------------------------------------------------------------- */

static void add_land(char (*lands)[8], uint8_t *told, uint32_t *count, const char *land, uint8_t more)
{
    for (uint32_t i = 0; i < *count; i++)
        if (strcmp(lands[i], land) == 0) {
            told[i] = sum_of(told[i], more);
            return;
        }
    if (land[0] == 0 || *count == IDENTITY_LANDS)
        return;
    (void)snprintf(lands[*count], sizeof lands[0], "%s", land);
    told[(*count)++] = more;
}

void identity_add_land(identity_view *v, bool acts, const char *land)
{
    add_land(acts ? v->actor : v->recipient, acts ? v->actor_told : v->recipient_told, acts ? &v->actor_count : &v->recipient_count, land, 0);
    for (uint32_t i = 0; i < v->actor_count; i++) /* one mention names a land once, however many of its people it names */
        v->actor_told[i] = 1;
    for (uint32_t i = 0; i < v->recipient_count; i++)
        v->recipient_told[i] = 1;
}

static bool add_name(identity_view *v, uint32_t name)
{
    for (uint32_t i = 0; i < v->person_count; i++)
        if (v->person[i] == name)
            return true;
    if (v->person_count == IDENTITY_PEOPLE)
        return false;
    v->person[v->person_count++] = name;
    return true;
}

bool identity_add_person(identity_view *v, str name, str land, bool is_person)
{
    return add_name(v, ((uint32_t)str_hash(name) & 0xFFFFFFu) | (uint32_t)(str_hash(land) & 0x7Fu) << 24 | (uint32_t)is_person << 31);
}

static void add_party(identity_view *v, uint32_t party)
{
    for (uint32_t i = 0; i < v->party_count; i++)
        if (v->party[i] == party)
            return;
    if (v->party_count < IDENTITY_PARTIES)
        v->party[v->party_count++] = party;
}

void identity_add_party(identity_view *v, bool acts, str name)
{
    add_party(v, ((uint32_t)str_hash(name) & 0x7FFFFFFFu) | (uint32_t)acts << 31);
}

static void add_spot(identity_view *v, identity_spot spot)
{
    for (uint32_t i = 0; i < v->spot_count; i++)
        if (v->spot[i].name == spot.name)
            return;
    if (v->spot_count < IDENTITY_SPOTS)
        v->spot[v->spot_count++] = spot;
}

void identity_add_spot(identity_view *v, str name, str province, bool wide, double lat, double lon)
{
    bool point = lat >= -90 && lat <= 90 && lon >= -180 && lon <= 180;
    identity_spot spot = {.name = (uint32_t)str_hash(name), .wide = wide, .lat = IDENTITY_NO_POINT, .lon = IDENTITY_NO_POINT};
    spot.province = province.n > 0 ? (uint32_t)str_hash(province) : wide ? spot.name : 0;
    if (point) {
        spot.lat = (int16_t)(lat * 100);
        spot.lon = (int16_t)(lon * 100);
    }
    add_spot(v, spot);
}

void identity_merge(identity_view *event, const identity_view *more)
{
    for (uint32_t i = 0; i < more->actor_count; i++)
        add_land(event->actor, event->actor_told, &event->actor_count, more->actor[i], more->actor_told[i]);
    for (uint32_t i = 0; i < more->recipient_count; i++)
        add_land(event->recipient, event->recipient_told, &event->recipient_count, more->recipient[i], more->recipient_told[i]);
    for (uint32_t i = 0; i < more->person_count; i++)
        (void)add_name(event, more->person[i]);
    for (uint32_t i = 0; i < more->party_count; i++)
        add_party(event, more->party[i]);
    for (uint32_t i = 0; i < more->word_count; i++)
        merge_word(event, more->word[i], more->word_told[i]);
    for (uint32_t i = 0; i < more->spot_count; i++)
        add_spot(event, more->spot[i]);
    event->mentions += more->mentions;
}
