/* SPDX-License-Identifier: MIT
 *
 * features.c: what an event is known again by, as event.features. Little-endian: 0xE1, mentions (2 bytes); then each with its
 * number (1 byte) before it: words (hash 2, told 1), people (4), parties (4), spots (name 4, province 4, latitude 2, longitude 2, wide 1),
 * actors and recipients (land 4, told 1). Ledgers of version 1 hold but words (2) and people (4) with their numbers; their lands
 * stand in event_land, and the place in event.place.
 */
#include "store/inside.h"

#include <string.h>

#define MARK 0xE1

static size_t put(unsigned char *to, uint32_t value, size_t bytes)
{
    for (size_t i = 0; i < bytes; i++)
        to[i] = (unsigned char)(value >> (8 * i) & 255);
    return bytes;
}

static size_t put_side(unsigned char *to, const char (*lands)[8], const uint8_t *told, uint32_t count)
{
    size_t n = put(to, count, 1);
    for (uint32_t i = 0; i < count; i++) {
        memcpy(to + n, lands[i], 4);
        to[n + 4] = told[i];
        n += 5;
    }
    return n;
}

size_t store_features_pack(const identity_view *v, unsigned char to[STORE_FEATURES])
{
    size_t n = put(to, MARK, 1);
    n += put(to + n, v->mentions < 0xFFFF ? v->mentions : 0xFFFF, 2);
    n += put(to + n, v->word_count, 1);
    for (uint32_t i = 0; i < v->word_count; i++) {
        n += put(to + n, v->word[i], 2);
        n += put(to + n, v->word_told[i], 1);
    }
    n += put(to + n, v->person_count, 1);
    for (uint32_t i = 0; i < v->person_count; i++)
        n += put(to + n, v->person[i], 4);
    n += put(to + n, v->party_count, 1);
    for (uint32_t i = 0; i < v->party_count; i++)
        n += put(to + n, v->party[i], 4);
    n += put(to + n, v->spot_count, 1);
    for (uint32_t i = 0; i < v->spot_count; i++) {
        const identity_spot *s = &v->spot[i];
        n += put(to + n, s->name, 4);
        n += put(to + n, s->province, 4);
        n += put(to + n, (uint16_t)s->lat, 2);
        n += put(to + n, (uint16_t)s->lon, 2);
        n += put(to + n, s->wide, 1);
    }
    n += put_side(to + n, v->actor, v->actor_told, v->actor_count);
    return n + put_side(to + n, v->recipient, v->recipient_told, v->recipient_count);
}

typedef struct packed {
    const unsigned char *p;
    size_t n, at;
} packed;

static uint32_t take(packed *from, size_t bytes)
{
    uint32_t value = 0;
    if (from->n - from->at < bytes) {
        from->at = from->n;
        return 0;
    }
    for (size_t i = 0; i < bytes; i++)
        value |= (uint32_t)from->p[from->at + i] << (8 * i);
    from->at += bytes;
    return value;
}

static bool more(const packed *from)
{
    return from->at < from->n;
}

static void take_words(packed *from, bool counted, identity_view *v)
{
    for (uint32_t left = take(from, 1); left > 0 && more(from); left--) {
        uint16_t word = (uint16_t)take(from, 2);
        uint8_t told = counted ? (uint8_t)take(from, 1) : 1;
        if (v->word_count < IDENTITY_WORDS) {
            v->word[v->word_count] = word;
            v->word_told[v->word_count++] = told;
        }
    }
}

static void take_names(packed *from, uint32_t *names, uint32_t *count, uint32_t most)
{
    for (uint32_t left = take(from, 1); left > 0 && more(from); left--) {
        uint32_t name = take(from, 4);
        if (*count < most)
            names[(*count)++] = name;
    }
}

static void take_spots(packed *from, identity_view *v)
{
    for (uint32_t left = take(from, 1); left > 0 && more(from); left--) {
        identity_spot s = {.name = take(from, 4)};
        s.province = take(from, 4);
        s.lat = (int16_t)take(from, 2);
        s.lon = (int16_t)take(from, 2);
        s.wide = take(from, 1) != 0;
        if (v->spot_count < IDENTITY_SPOTS)
            v->spot[v->spot_count++] = s;
    }
}

static void take_side(packed *from, char (*lands)[8], uint8_t *told, uint32_t *count)
{
    for (uint32_t left = take(from, 1); left > 0 && from->n - from->at >= 5; left--) {
        if (*count < IDENTITY_LANDS) {
            memcpy(lands[*count], from->p + from->at, 4);
            told[(*count)++] = from->p[from->at + 4];
        }
        from->at += 5;
    }
}

bool store_features_unpack(const unsigned char *p, size_t n, identity_view *v)
{
    packed from = {p, n, 0};
    bool old = n == 0 || p[0] != MARK;
    v->word_count = v->person_count = v->party_count = v->spot_count = v->actor_count = v->recipient_count = 0;
    v->mentions = old ? 1 : (take(&from, 1), take(&from, 2));
    take_words(&from, !old, v);
    take_names(&from, v->person, &v->person_count, IDENTITY_PEOPLE);
    if (old)
        return false;
    take_names(&from, v->party, &v->party_count, IDENTITY_PARTIES);
    take_spots(&from, v);
    take_side(&from, v->actor, v->actor_told, &v->actor_count);
    take_side(&from, v->recipient, v->recipient_told, &v->recipient_count);
    return true;
}
