/* SPDX-License-Identifier: MIT
 *
 * value.c: fields found -> a date as fine as they tell (year, month, day) -> TIMEX3 value, first and last day.
 *
 * What an expression leaves out comes from the report's date or, in running history, from the date told before (the two
 * anchors of HeidelTime, Stroetgen and Gertz 2010). A weekday or a day without a year goes the way of the clause's tense.
 */
#include "time/value.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A point of the calendar, as fine as told; month 0: a year; day 0: a month. */
typedef struct point {
    rec_date date;
    int16_t decade, century; /* first digits, when nothing finer is told */
    const char *season;
    int32_t week;            /* first day of an ISO week; INT32_MIN: none */
    int quarter;
    bool known, before_christ, weekend;
} point;

static int month_days(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return days[month - 1] + (month == 2 && year % 4 == 0 && (year % 100 != 0 || year % 400 == 0));
}

static int32_t days_of(rec_date d) { return record_date_days(d); }

static int weekday_of(int32_t days) { return (int)(((days + 3) % 7 + 7) % 7) + 1; } /* 1970-01-01 was a Thursday */

static int32_t monday_of(int32_t days) { return days - (weekday_of(days) - 1); }

static void add_months(rec_date *d, int months)
{
    int all = d->year * 12 + (d->month ? d->month : 1) - 1 + months;
    d->year = (int16_t)(all / 12);
    d->month = (uint8_t)(all % 12 + 1);
    if (d->day > month_days(d->year, d->month))
        d->day = (uint8_t)month_days(d->year, d->month);
}

/* "10Y" -> 10, "Y"; "TH" -> 1, "TH" */
static int factor_of(const char *unit, const char **name)
{
    int factor = (int)strtol(unit, NULL, 10);
    while (*unit >= '0' && *unit <= '9')
        unit++;
    *name = unit;
    return factor > 0 ? factor : 1;
}

/* ---- what is missing ------------------------------------------------------------------------------------------------- */

static rec_date anchor_of(const time_frame *f)
{
    if (f->history && f->told.year == 0 && f->middle_year != 0)
        return (rec_date){.year = f->middle_year};
    return f->history && f->told.year != 0 ? f->told : f->published.year != 0 ? f->published : f->told;
}

/* The year of a month (and day) without one. */
static int16_t year_for(const time_frame *f, int month, int day)
{
    rec_date a = anchor_of(f);
    if (a.year == 0 || month == 0)
        return a.year;
    int ahead = month - (a.month ? a.month : month);
    if (f->history)
        return (int16_t)(ahead < -9 ? a.year + 1 : a.year);
    bool later = ahead > 0 || (ahead == 0 && day > a.day && a.day != 0);
    if (f->tense > 0)
        return (int16_t)(ahead < -3 ? a.year + 1 : a.year);
    if (f->tense < 0 && later && !(ahead == 0 && day != 0 && day <= a.day + 1))
        return (int16_t)(a.year - 1);
    return (int16_t)(ahead > 6 ? a.year - 1 : ahead < -6 ? a.year + 1 : a.year);
}

/* The day called by its name, from the report's date. way: -1 before it, 1 after it, 0 as the tense says. */
static int32_t day_named(const time_frame *f, int weekday, int way)
{
    int32_t from = days_of(f->published);
    int ahead = (weekday - weekday_of(from) + 7) % 7;
    if (way > 0)
        return from + (ahead == 0 ? 7 : ahead);
    if (way < 0)
        return from + (ahead == 0 ? -7 : ahead - 7);
    if (f->tense > 0)
        return from + ahead;
    return ahead == 0 ? from : from + ahead - 7;
}

/* ---- dates ------------------------------------------------------------------------------------------------------------ */

static void set_day(point *p, int32_t days)
{
    p->date = record_date_from_days(days);
    p->known = true;
}

static void read_holiday(const time_frame *f, const time_found *x, point *p)
{
    p->date.month = (uint8_t)strtol(x->holiday, NULL, 10);
    p->date.day = (uint8_t)strtol(x->holiday + 3, NULL, 10);
    p->date.year = x->year ? x->year : year_for(f, p->date.month, p->date.day);
    p->known = p->date.year != 0;
}

static bool day_exists(const time_found *x)
{
    return x->day <= month_days(x->year ? x->year : 2000, x->month);
}

/* The fields of an explicit date; what is missing is filled in. */
static point explicit_point(const time_frame *f, const time_found *x)
{
    point p = {.week = INT32_MIN, .season = x->season, .before_christ = x->before_christ};
    rec_date anchor = anchor_of(f);
    p.decade = x->decade;
    p.century = (int16_t)(x->is_century && x->ordinal >= 1 ? x->ordinal - 1 : 0);
    if (x->holiday != NULL) {
        read_holiday(f, x, &p);
    } else if (x->month != 0) {
        p.date = (rec_date){x->year ? x->year : year_for(f, x->month, x->day), (uint8_t)x->month, (uint8_t)(day_exists(x) ? x->day : 0)};
        p.known = p.date.year != 0;
    } else if (x->year != 0) {
        p.date.year = x->year;
        p.known = true;
    } else if (x->season != NULL) {
        p.date.year = anchor.year;
        p.known = anchor.year != 0;
    } else if (x->day != 0 && anchor.year != 0 && anchor.month != 0) {
        p.date = (rec_date){anchor.year, anchor.month, (uint8_t)x->day};
        p.known = x->day <= month_days(anchor.year, anchor.month);
    } else if (x->weekday != 0 && f->published.year != 0 && !f->history) {
        set_day(&p, day_named(f, x->weekday, 0));
    } else if ((x->part != NULL || x->has_clock) && f->told.day != 0) {
        p.date = f->told;
        p.known = true;
    } else if (p.decade != 0 || p.century != 0) {
        p.known = true;
    }
    if (p.known && x->year == 0 && f->history && f->told_before_christ)
        p.before_christ = true;
    return p;
}

/* `by` units away from `from`, as fine as the unit. counted: "two weeks ago" is a day, "last week" a week. */
static point moved(const time_frame *f, rec_date from, const char *unit_text, double by, bool counted)
{
    const char *unit;
    int factor = factor_of(unit_text, &unit);
    int n = (int)lround(by * factor);
    point p = {.week = INT32_MIN, .known = from.year != 0};
    bool fine = from.month != 0 && from.day != 0;
    p.date = from;
    switch (unit[0]) {
    case 'D': p.known = fine; set_day(&p, days_of(from) + n); p.known = fine; break;
    case 'W':
        p.known = fine;
        if (counted) {
            p.date = record_date_from_days(days_of(from) + 7 * n);
        } else {
            p.week = monday_of(days_of(from)) + 7 * n;
            p.weekend = unit[1] == 'E';
        }
        break;
    case 'M': p.known = from.month != 0; add_months(&p.date, n); p.date.day = 0; break;
    case 'Q': p.known = from.month != 0; add_months(&p.date, 3 * n); p.quarter = (p.date.month + 2) / 3; break;
    case 'Y':
        p.before_christ = f->history && f->told_before_christ;
        p.date = (rec_date){.year = (int16_t)(p.before_christ ? from.year - n : from.year + n)};
        if (factor >= 100 && !counted)
            p.century = (int16_t)(p.date.year / 100);
        else if (factor >= 10 && !counted)
            p.decade = (int16_t)(p.date.year / 10);
        if (p.century || p.decade)
            p.date.year = 0;
        break;
    default: p.known = fine; break; /* hours and less: the day itself */
    }
    return p;
}

static point named_month(rec_date from, int month, int way)
{
    point p = {.week = INT32_MIN, .known = from.year != 0};
    p.date = (rec_date){from.year, (uint8_t)month, 0};
    if (way < 0 && (from.month == 0 || month >= from.month))
        p.date.year--;
    if (way > 0 && from.month != 0 && month <= from.month)
        p.date.year++;
    return p;
}

static point named_season(rec_date from, const char *season, int way)
{
    point p = {.week = INT32_MIN, .known = from.year != 0, .season = season};
    int starts = season[0] == 'W' ? 12 : season[0] == 'F' ? 9 : season[1] == 'U' ? 6 : 3;
    p.date.year = from.year;
    if (way < 0 && from.month != 0 && from.month <= starts)
        p.date.year--;
    if (way > 0 && from.month != 0 && from.month >= starts)
        p.date.year++;
    return p;
}

/* last, this, next and counts, from `from`. */
static point shifted(const time_frame *f, rec_date from, const time_match *m)
{
    const time_found *x = &m->found;
    const char *argument = m->pattern->argument;
    int sign = argument[0] == '-' ? -1 : 1;
    bool counted = argument[0] != 0 && argument[1] == 0 && (argument[0] == '-' || argument[0] == '+');
    double by = counted ? sign * (x->has_number ? x->number : 0) : (double)strtol(argument, NULL, 10);
    point p = {.week = INT32_MIN};
    if (from.year == 0 || (counted && !x->has_number))
        return p;
    if (x->deictic != NULL) {
        set_day(&p, days_of(from) + (int32_t)strtol(x->deictic, NULL, 10));
        p.known = from.day != 0;
    } else if (x->weekday != 0 && x->unit != NULL) {
        set_day(&p, monday_of(days_of(from)) + 7 * (int32_t)by + x->weekday - 1);
    } else if (x->month != 0 && x->unit != NULL) {
        p.date = (rec_date){(int16_t)(from.year + (int)by), (uint8_t)x->month, 0};
        p.known = true;
    } else if (x->season != NULL && x->unit != NULL) {
        p.date.year = (int16_t)(from.year + (int)by);
        p.season = x->season;
        p.known = true;
    } else if (x->unit != NULL) {
        p = moved(f, from, x->unit, by, counted);
    } else if (x->weekday != 0 && f->published.year != 0) {
        set_day(&p, day_named(f, x->weekday, (int)by));
    } else if (x->month != 0) {
        p = named_month(from, x->month, (int)by);
    } else if (x->season != NULL) {
        p = named_season(from, x->season, (int)by);
    } else if (x->part != NULL && from.day != 0) {
        set_day(&p, days_of(from) + (int32_t)by);
    } else if (argument[0] != 0 && from.day != 0 && by != 0) {
        set_day(&p, days_of(from) + (int32_t)by); /* the day before yesterday */
    }
    return p;
}

/* "that year", "the same month": the date told before, as wide as the unit. */
static point same_point(const time_frame *f, const time_found *x)
{
    point p = {.week = INT32_MIN, .date = f->told, .known = f->told.year != 0};
    const char *unit = "";
    if (x->unit != NULL)
        (void)factor_of(x->unit, &unit);
    if (unit[0] == 'Y')
        p.date.month = p.date.day = 0;
    if (unit[0] == 'M')
        p.date.day = 0;
    if (x->season != NULL)
        p.season = x->season;
    if (x->month != 0) {
        p.date.month = (uint8_t)x->month;
        p.date.day = (uint8_t)(day_exists(x) ? x->day : 0);
    }
    p.before_christ = f->told_before_christ;
    if ((unit[0] == 'D' && p.date.day == 0) || (unit[0] == 'M' && p.date.month == 0))
        p.known = false;
    return p;
}

/* ---- writing ------------------------------------------------------------------------------------------------------------ */

static void iso_week(int32_t monday, int *year, int *week)
{
    rec_date thursday = record_date_from_days(monday + 3);
    *year = thursday.year;
    *week = (monday + 3 - days_of((rec_date){thursday.year, 1, 1})) / 7 + 1;
}

static void put_date(const point *p, char *to, size_t size)
{
    int year = p->date.year, week;
    char first[16];
    if (p->week != INT32_MIN) {
        iso_week(p->week, &year, &week);
        (void)snprintf(to, size, "%04d-W%02d%s", year, week, p->weekend ? "-WE" : "");
        return;
    }
    (void)snprintf(first, sizeof first, p->before_christ ? "BC%04d" : "%04d", year);
    if (p->century != 0 && year == 0)
        (void)snprintf(to, size, "%02d", p->century);
    else if (p->decade != 0 && year == 0)
        (void)snprintf(to, size, "%03d", p->decade);
    else if (p->season != NULL)
        (void)snprintf(to, size, "%s-%s", first, p->season);
    else if (p->quarter != 0)
        (void)snprintf(to, size, "%s-Q%d", first, p->quarter);
    else if (p->date.month == 0)
        (void)snprintf(to, size, "%s", first);
    else if (p->date.day == 0)
        (void)snprintf(to, size, "%s-%02d", first, p->date.month);
    else
        (void)snprintf(to, size, "%s-%02d-%02d", first, p->date.month, p->date.day);
}

/* What stays open is written X, as wide as the expression. */
static const char *open_value(const time_found *x)
{
    const char *unit = "";
    if (x->unit != NULL)
        (void)factor_of(x->unit, &unit);
    if (x->month != 0 || x->season != NULL || unit[0] == 'Y')
        return "XXXX";
    if (unit[0] == 'M')
        return "XXXX-XX";
    if (unit[0] == 'W')
        return "XXXX-WXX";
    return "XXXX-XX-XX";
}

static void put_clock(const time_found *x, char *to, size_t size)
{
    size_t n = strlen(to);
    int hour = x->hour, minute = x->minute;
    bool half_day = x->before_noon || x->after_noon;
    if (!x->has_clock && (half_day || x->day != 0 || x->has_number) && x->part == NULL && half_day)
        hour = x->has_number ? (int)x->number : x->day;
    if (x->has_clock || half_day) {
        if (x->after_noon && hour < 12)
            hour += 12;
        if (x->before_noon && hour == 12)
            hour = 0;
        (void)snprintf(to + n, size - n, "T%02d:%02d", hour, minute);
    } else if (x->part != NULL) {
        (void)snprintf(to + n, size - n, "T%s", x->part);
    }
}

static rec_date last_of_month(int year, int month)
{
    return (rec_date){(int16_t)year, (uint8_t)month, (uint8_t)month_days(year, month)};
}

static void span_of_season(const point *p, rec_time *t)
{
    int year = p->date.year, first = p->season[0] == 'W' ? 12 : p->season[0] == 'F' ? 9 : p->season[1] == 'U' ? 6 : 3;
    rec_date end = {(int16_t)year, (uint8_t)first, 1};
    t->begin = end;
    add_months(&end, 2);
    t->end = last_of_month(end.year, end.month);
}

/* The edge of a span is its first, middle or last third. */
static void narrow(const char *edge, rec_time *t)
{
    int32_t first = days_of(t->begin), last = days_of(t->end), third = (last - first + 1) / 3;
    if (edge == NULL || third < 1)
        return;
    if (edge[0] == 'S')
        last = first + third - 1 + ((last - first + 1) % 3 > 0);
    else if (edge[0] == 'E')
        first = last - third + 1 - ((last - first + 1) % 3 > 0);
    else {
        first += third;
        last -= third;
    }
    t->begin = record_date_from_days(first);
    t->end = record_date_from_days(last);
}

static void put_span(const point *p, const char *edge, rec_time *t)
{
    int year = p->date.year;
    if (p->before_christ)
        return;
    if (p->week != INT32_MIN) {
        t->begin = record_date_from_days(p->week + (p->weekend ? 5 : 0));
        t->end = record_date_from_days(p->week + 6);
    } else if (year == 0 && p->century != 0) {
        t->begin = (rec_date){(int16_t)(p->century * 100), 1, 1};
        t->end = (rec_date){(int16_t)(p->century * 100 + 99), 12, 31};
    } else if (year == 0 && p->decade != 0) {
        t->begin = (rec_date){(int16_t)(p->decade * 10), 1, 1};
        t->end = (rec_date){(int16_t)(p->decade * 10 + 9), 12, 31};
    } else if (p->season != NULL) {
        span_of_season(p, t);
    } else if (p->quarter != 0) {
        t->begin = (rec_date){(int16_t)year, (uint8_t)(3 * p->quarter - 2), 1};
        t->end = last_of_month(year, 3 * p->quarter);
    } else if (p->date.month == 0) {
        t->begin = (rec_date){(int16_t)year, 1, 1};
        t->end = (rec_date){(int16_t)year, 12, 31};
    } else if (p->date.day == 0) {
        t->begin = (rec_date){(int16_t)year, p->date.month, 1};
        t->end = last_of_month(year, p->date.month);
    } else {
        t->begin = t->end = p->date;
    }
    narrow(edge, t);
}

static void remember(time_frame *f, const point *p)
{
    if (p->date.year == 0 && p->week == INT32_MIN)
        return;
    bool aside = f->history && abs(f->middle_year - f->published.year) > 3 && abs(p->date.year - f->published.year) <= 1;
    if (aside) /* "as of" the writing, not a date of what is told */
        return;
    f->told_before_christ = p->before_christ;
    f->told = p->week != INT32_MIN ? record_date_from_days(p->week) : p->date;
    if (p->season != NULL || p->quarter != 0)
        f->told.month = f->told.day = 0;
}

static bool put_point(time_frame *f, const time_match *m, const point *p, arena *memory, rec_time *t)
{
    char text[64] = "";
    const time_found *x = &m->found;
    bool clock = x->has_clock || x->before_noon || x->after_noon || x->part != NULL;
    if (p->known)
        put_date(p, text, sizeof text);
    else
        (void)snprintf(text, sizeof text, "%s", open_value(x));
    if (clock)
        put_clock(x, text, sizeof text);
    t->type = clock ? "TIME" : "DATE";
    if (p->known) {
        put_span(p, x->edge, t);
        remember(f, p);
    }
    t->value = arena_string(memory, text, strlen(text));
    return t->value != NULL;
}

/* P3D, PT2H, PXM */
static bool put_duration(const time_found *x, arena *memory, rec_time *t)
{
    const char *unit = "";
    int factor = x->unit != NULL ? factor_of(x->unit, &unit) : 1;
    bool weekend = unit[0] == 'W' && unit[1] == 'E';
    const char *name = weekend ? "D" : unit;
    double number = x->has_number ? x->number * factor * (weekend ? 2 : 1) : x->half ? 0.5 * factor : factor * (weekend ? 2 : 1);
    t->type = "DURATION";
    bool open = x->fuzzy != NULL || (x->plural && !x->has_number && !x->half);
    if (open)
        t->value = arena_format(memory, "PX%s", name);
    else if (fabs(number - round(number)) < 1e-9)
        t->value = arena_format(memory, "P%s%ld%s", name[0] == 'T' ? "T" : "", lround(number), name[0] == 'T' ? name + 1 : name);
    else
        t->value = arena_format(memory, "P%s%.1f%s", name[0] == 'T' ? "T" : "", number, name[0] == 'T' ? name + 1 : name);
    return t->value != NULL;
}

static bool put_set(const time_found *x, arena *memory, rec_time *t)
{
    const char *unit = "";
    if (x->often != NULL || x->unit != NULL)
        (void)factor_of(x->often != NULL ? x->often : x->unit, &unit);
    t->type = "SET";
    if (x->weekday != 0)
        t->value = arena_format(memory, "XXXX-WXX-%d", x->weekday);
    else if (x->part != NULL)
        t->value = arena_format(memory, "XXXX-XX-XXT%s", x->part);
    else if (x->month != 0)
        t->value = arena_format(memory, "XXXX-%02d", x->month);
    else if (x->season != NULL)
        t->value = arena_format(memory, "XXXX-%s", x->season);
    else
        t->value = unit[0] == 'Y' ? "XXXX" : unit[0] == 'M' ? "XXXX-XX" : unit[0] == 'W' ? "XXXX-WXX" : unit[0] == 'D' ? "XXXX-XX-XX" : "";
    return t->value != NULL;
}

static rec_date move_anchor(const time_frame *f)
{
    return f->told.year != 0 ? f->told : f->published;
}

bool value_of(time_frame *f, const time_match *m, arena *memory, rec_time *t)
{
    const time_found *x = &m->found;
    point p;
    t->rule = m->pattern->rule;
    t->value = "";
    t->type = "DATE";
    switch (m->pattern->action) {
    case TIME_DATE: p = explicit_point(f, x); return put_point(f, m, &p, memory, t);
    case TIME_SHIFT: p = shifted(f, f->history && f->told.year != 0 ? f->told : f->published, m); break;
    case TIME_MOVE: p = shifted(f, move_anchor(f), m); break;
    case TIME_SAME: p = same_point(f, x); break;
    case TIME_SPAN: return put_duration(x, memory, t);
    case TIME_SET: return put_set(x, memory, t);
    default: t->value = m->pattern->argument; return true;
    }
    if (!p.known && x->fuzzy != NULL) { /* several years ago */
        t->value = m->pattern->argument[0] == '-' ? "PAST_REF" : "FUTURE_REF";
        return true;
    }
    return put_point(f, m, &p, memory, t);
}
