/* SPDX-License-Identifier: MIT */
#include "time/match.h"

#include <stdlib.h>

typedef struct scene {
    const model_time *m;
    const time_atom *atoms;
    uint32_t count;
} scene;

static const char *reading(const scene *s, const time_atom *a, uint32_t class)
{
    for (int32_t i = a->word; i >= 0; i = s->m->word[i].more)
        if (s->m->word[i].class == class)
            return s->m->word[i].value;
    return NULL;
}

static int16_t small(const char *value) { return value ? (int16_t)strtol(value, NULL, 10) : 0; }

static void note_clock(time_found *f, const time_atom *a)
{
    f->has_clock = true;
    f->hour = a->hour;
    f->minute = a->minute;
}

static void note_half_day(time_found *f, const char *value)
{
    f->after_noon = value != NULL && value[0] == 'p';
    f->before_noon = !f->after_noon;
}

/* "twenty-five" adds up, of "three to four" the last counts; a hundred multiplies: "three hundred". */
static void note_number(time_found *f, const time_atom *a)
{
    bool tens = f->number >= 20 && f->number < 100 && (int)f->number % 10 == 0 && a->number < 10;
    f->number = tens ? f->number + a->number : a->number;
    f->has_number = true;
}

static void note(const scene *s, time_found *f, uint32_t class, const time_atom *a)
{
    const char *value = reading(s, a, class);
    switch (class) {
    case TIME_MONTH: f->month = small(value); break;
    case TIME_WEEKDAY: f->weekday = small(value); break;
    case TIME_SEASON: f->season = value; break;
    case TIME_DAYPART: f->part = value; break;
    case TIME_UNIT: case TIME_UNITS: f->unit = value; f->plural = (a->class & TIME_UNITS) != 0; break;
    case TIME_CENTURY: f->is_century = true; break;
    case TIME_NUM: note_number(f, a); break;
    case TIME_HUNDRED: f->number = (f->has_number ? f->number : 1) * a->number; f->has_number = true; break;
    case TIME_ORD: f->ordinal = a->number; break;
    case TIME_FUZZY: f->fuzzy = value; break;
    case TIME_DEICTIC: f->deictic = value; break;
    case TIME_EDGE: f->edge = value; break;
    case TIME_AMPM: note_half_day(f, value); break;
    case TIME_ERA: f->before_christ = value != NULL && value[0] == 'B'; break;
    case TIME_HOLIDAY: f->holiday = value; break;
    case TIME_OFTEN: f->often = value; break;
    case TIME_DECADE: f->decade = a->decade ? a->decade : small(value); break;
    case TIME_HALF: f->half = true; break;
    case TIME_YEAR: f->year = (int16_t)a->number; break;
    case TIME_DAY: f->day = (int16_t)a->number; break;
    case TIME_CLOCK: note_clock(f, a); break;
    case TIME_ISO: case TIME_SLASH: f->year = a->date.year; f->month = a->date.month; f->day = a->date.day; break;
    default: break;
    }
}

static bool has_literal(const time_element *e, int32_t literal)
{
    for (uint32_t i = 0; literal >= 0 && i < e->literal_count; i++)
        if (e->literal[i] == literal)
            return true;
    return false;
}

static bool may_begin(const time_pattern *p, const time_atom *a)
{
    return (p->first_class & a->class) != 0 ||
           (a->literal >= 0 && (p->first_literal[a->literal / 64] >> (a->literal % 64) & 1) != 0);
}

static int32_t match_rest(const scene *s, const time_pattern *p, uint32_t element, uint32_t at, time_found *f);

/* The atom after the element, -1 where it does not stand here. */
static int32_t match_element(const scene *s, const time_element *e, uint32_t at, time_found *f)
{
    if (at >= s->count)
        return -1;
    const time_atom *a = &s->atoms[at];
    if (e->class != 0) {
        if ((a->class & e->class) == 0)
            return -1;
        note(s, f, e->class, a);
        return (int32_t)at + 1;
    }
    if (e->name < 0)
        return has_literal(e, a->literal) ? (int32_t)at + 1 : -1;
    int32_t best = -1;
    time_found held = *f;
    for (int32_t i = s->m->named[e->name]; i >= 0; i = s->m->pattern[i].next) {
        time_found now = *f;
        int32_t end = may_begin(&s->m->pattern[i], a) ? match_rest(s, &s->m->pattern[i], 0, at, &now) : -1;
        if (end > best) {
            best = end;
            held = now;
        }
    }
    *f = held;
    return best;
}

static int32_t match_rest(const scene *s, const time_pattern *p, uint32_t element, uint32_t at, time_found *f)
{
    if (element == p->count)
        return (int32_t)at;
    time_found with = *f, without = *f;
    int32_t next = match_element(s, &p->element[element], at, &with);
    int32_t long_end = next >= 0 ? match_rest(s, p, element + 1, (uint32_t)next, &with) : -1;
    int32_t short_end = p->element[element].optional ? match_rest(s, p, element + 1, at, &without) : -1;
    *f = long_end >= short_end ? with : without;
    return long_end >= short_end ? long_end : short_end;
}

bool match_at(const model_time *m, const time_atom *atoms, uint32_t count, uint32_t at, time_match *match)
{
    scene s = {m, atoms, count};
    int32_t best = (int32_t)at;
    if (atoms[at].class == 0 && atoms[at].literal < 0)
        return false;
    for (uint32_t i = 0; i < m->pattern_count; i++) {
        const time_pattern *p = &m->pattern[i];
        time_found f = {0};
        int32_t end = p->name < 0 && may_begin(p, &atoms[at]) ? match_rest(&s, p, 0, at, &f) : -1;
        if (end > best) {
            best = end;
            *match = (time_match){p, at, (uint32_t)end, f};
        }
    }
    return best > (int32_t)at;
}
