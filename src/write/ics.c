/* SPDX-License-Identifier: MIT
 *
 * Planned and possible meetings of a report as one iCalendar object (RFC 5545): acts of consultation, agreements to
 * meet, and rounds of talks that are still to come, where the text tells a day or a longer time. What is uncertain
 * stands in the text of the entry: a month instead of a day, an open place, who says so, how certain. Entries are
 * tentative and take no time of the reader's. The same report gives the same bytes: DTSTAMP is the day of publication.
 */
#include "base/ical.h"
#include "write/write.h"

#include <stdio.h>
#include <string.h>

static void put_text(ical_line *l, const char *terminated)
{
    ical_put(l, str_of(terminated));
}

static void plain(strbuf *out, const char *name, const char *value)
{
    ical_line l = ical_begin(out, name);
    put_text(&l, value);
    ical_end(&l);
}

/* ---- one entry ------------------------------------------------------------------------------------------------- */

/* A meeting to come, from an event or a round. */
typedef struct meeting {
    const rec_event *event; /* NULL: a round without an event */
    const rec_round *round; /* NULL: an event that is no round */
    const rec_talks *talks;
    const rec_time *time;
    const rec_place *place; /* NULL: not told */
    bool place_hedged;
    rec_status status;
    uint32_t number; /* within the report */
} meeting;

static void name_list(ical_line *l, const rec_document *doc, const meeting *m)
{
    uint32_t count = m->talks != NULL ? m->talks->party_count : m->event->actor_count + m->event->recipient_count;
    for (uint32_t i = 0; i < count; i++) {
        const rec_party *p = m->talks != NULL            ? NULL
                             : i < m->event->actor_count ? &m->event->actors[i]
                                                         : &m->event->recipients[i - m->event->actor_count];
        int32_t entity = m->talks != NULL ? m->talks->parties[i] : p->entity;
        put_text(l, i == 0 ? "" : i + 1 == count ? " and " : ", ");
        ical_put(l, entity >= 0 ? doc->entities[entity].name : p != NULL ? record_text(doc, p->span) : STR("unnamed"));
    }
}

static void summary(strbuf *out, const rec_document *doc, const meeting *m)
{
    char number[32] = "";
    ical_line l = ical_begin(out, "SUMMARY");
    if (m->round != NULL && m->round->number > 0)
        (void)snprintf(number, sizeof number, "Round %u of talks: ", m->round->number);
    put_text(&l, number[0] != 0 ? number : "Talks: ");
    name_list(&l, doc, m);
    put_text(&l, m->status == REC_POSSIBLE ? " (possible)" : "");
    ical_end(&l);
}

static void location(strbuf *out, const meeting *m)
{
    if (m->place == NULL)
        return;
    ical_line l = ical_begin(out, "LOCATION");
    put_text(&l, m->place_hedged ? "perhaps " : "");
    ical_put(&l, m->place->name);
    put_text(&l, m->place->country[0] != 0 ? ", " : "");
    put_text(&l, m->place->country);
    ical_end(&l);
    if (m->place->has_point && !m->place_hedged)
        strbuf_format(out, "GEO:%.4f;%.4f\r\n", m->place->lat, m->place->lon);
}

static void line_break(ical_line *l)
{
    ical_put_whole(l, "\\n", 2);
}

static void told_by(ical_line *l, const rec_document *doc, int32_t claim)
{
    for (int steps = 0; claim >= 0 && steps < 8; steps++) {
        const rec_claim *c = &doc->claims[claim];
        put_text(l, steps == 0 ? "Told by: " : ", via ");
        for (uint32_t i = 0; i < c->source_count; i++) {
            put_text(l, i == 0 ? "" : " ");
            ical_put(l, record_text(doc, c->sources[i]));
        }
        claim = c->within;
    }
    line_break(l);
}

static void agenda(ical_line *l, const rec_document *doc, const rec_talks *t, bool on)
{
    bool any = false;
    for (uint32_t i = 0; t != NULL && i < t->agenda_count; i++) {
        if (t->agenda[i].on != on)
            continue;
        put_text(l, any ? "; " : on ? "Agenda: " : "Left out: ");
        ical_put(l, record_text(doc, t->agenda[i].span));
        any = true;
    }
    if (any)
        line_break(l);
}

static void description(strbuf *out, const rec_document *doc, const meeting *m)
{
    char certain[64];
    ical_line l = ical_begin(out, "DESCRIPTION");
    bool day = m->time->begin.day != 0 && record_date_compare(m->time->begin, m->time->end) == 0;
    put_text(&l, record_status_name(m->status));
    if (m->event != NULL) {
        (void)snprintf(certain, sizeof certain, ", certainty %.0f %%", m->event->certainty * 100);
        put_text(&l, certain);
    }
    line_break(&l);
    if (!day) {
        put_text(&l, "The day is open: ");
        ical_put(&l, record_text(doc, m->time->span));
        line_break(&l);
    }
    if (m->place_hedged || m->place == NULL) {
        put_text(&l, "The place is open");
        line_break(&l);
    }
    if (m->event != NULL && m->event->claim >= 0)
        told_by(&l, doc, m->event->claim);
    agenda(&l, doc, m->talks, true);
    agenda(&l, doc, m->talks, false);
    if (m->event != NULL)
        ical_put(&l, str_trim(record_text(doc, doc->sentences[m->event->sentence].span)));
    else
        ical_put(&l, str_trim(record_text(doc, doc->sentences[m->time->sentence].span)));
    ical_end(&l);
}

static void day_line(strbuf *out, const char *name, int32_t days)
{
    rec_date d = record_date_from_days(days);
    strbuf_format(out, "%s;VALUE=DATE:%04d%02u%02u\r\n", name, d.year, d.month, d.day);
}

static void stamp(strbuf *out, const rec_document *doc)
{
    rec_date d = doc->published;
    if (d.year == 0 || d.month == 0 || d.day == 0)
        d = (rec_date){1970, 1, 1};
    strbuf_format(out, "DTSTAMP:%04d%02u%02uT000000Z\r\n", d.year, d.month, d.day);
}

static void entry(strbuf *out, const rec_document *doc, const meeting *m)
{
    plain(out, "BEGIN", "VEVENT");
    strbuf_format(out, "UID:%016llx-%u@dragoman\r\n", (unsigned long long)doc->digest, m->number);
    stamp(out, doc);
    rec_date last = m->time->end.year != 0 ? m->time->end : m->time->begin;
    day_line(out, "DTSTART", record_date_days(m->time->begin));
    day_line(out, "DTEND", record_date_days(last) + 1); /* the first day after it */
    summary(out, doc, m);
    location(out, m);
    description(out, doc, m);
    plain(out, "STATUS", "TENTATIVE");
    plain(out, "TRANSP", "TRANSPARENT");
    if (doc->url.n > 0) { /* a URI is not escaped */
        strbuf_add_text(out, "URL:");
        for (size_t i = 0; i < doc->url.n; i++)
            if ((unsigned char)doc->url.p[i] > 0x20)
                strbuf_add_char(out, doc->url.p[i]);
        strbuf_add_text(out, "\r\n");
    }
    plain(out, "END", "VEVENT");
}

/* ---- which ----------------------------------------------------------------------------------------------------- */

static bool to_come(rec_status s)
{
    return s == REC_PLANNED || s == REC_POSSIBLE;
}

static const rec_time *day_of(const rec_document *doc, int32_t time)
{
    return time >= 0 && doc->times[time].begin.year != 0 ? &doc->times[time] : NULL;
}

static bool is_meeting(const rec_event *e)
{
    return strcmp(e->type, "CONSULT") == 0 || (strcmp(e->type, "AGREE") == 0 && strcmp(e->cameo, "036") == 0);
}

/* The round of an event, or one of the same time; NULL none. */
static const rec_round *round_of(const rec_document *doc, int32_t event, int32_t time, const rec_talks **talks)
{
    for (uint32_t t = 0; t < doc->talk_count; t++)
        for (uint32_t r = 0; r < doc->talks[t].round_count; r++)
            if (doc->talks[t].rounds[r].event == event || (time >= 0 && doc->talks[t].rounds[r].time == time)) {
                *talks = &doc->talks[t];
                return &doc->talks[t].rounds[r];
            }
    *talks = NULL;
    return NULL;
}

/* Whether a meeting before this one is told by the same words of time: "will meet on Friday for a round of talks". */
static bool told_before(const rec_document *doc, uint32_t index, const rec_time *time)
{
    for (uint32_t i = index; i-- > 0 && doc->events[i].sentence == doc->events[index].sentence;)
        if (is_meeting(&doc->events[i]) && to_come(doc->events[i].status) && day_of(doc, doc->events[i].time) == time)
            return true;
    return false;
}

static void add_event(strbuf *out, const rec_document *doc, uint32_t index)
{
    const rec_event *e = &doc->events[index];
    meeting m = {.event = e, .status = e->status, .place_hedged = e->place_hedged, .number = index};
    m.round = round_of(doc, (int32_t)index, e->time, &m.talks);
    m.time = day_of(doc, e->time);
    if (m.time == NULL && m.round != NULL)
        m.time = day_of(doc, m.round->time);
    int32_t place = e->place >= 0 || m.round == NULL ? e->place : m.round->place;
    m.place = place >= 0 ? &doc->places[place] : NULL;
    m.place_hedged = m.place_hedged || (m.round != NULL && m.round->place_hedged);
    if (m.time != NULL && !told_before(doc, index, m.time))
        entry(out, doc, &m);
}

static void add_rounds(strbuf *out, const rec_document *doc)
{
    uint32_t number = doc->event_count;
    for (uint32_t t = 0; t < doc->talk_count; t++)
        for (uint32_t r = 0; r < doc->talks[t].round_count; r++, number++) {
            const rec_round *round = &doc->talks[t].rounds[r];
            bool told = round->event >= 0 && is_meeting(&doc->events[round->event]) &&
                        to_come(doc->events[round->event].status);
            meeting m = {.round = round,
                         .talks = &doc->talks[t],
                         .status = round->status,
                         .number = number,
                         .place_hedged = round->place_hedged,
                         .time = day_of(doc, round->time),
                         .place = round->place >= 0 ? &doc->places[round->place] : NULL};
            if (!told && to_come(round->status) && m.time != NULL)
                entry(out, doc, &m);
        }
}

void write_ics(rec_document *doc, const dgm_write_options *options, strbuf *out)
{
    (void)options;
    plain(out, "BEGIN", "VCALENDAR");
    plain(out, "VERSION", "2.0");
    plain(out, "PRODID", "-//Dragoman//EN");
    for (uint32_t i = 0; i < doc->event_count; i++)
        if (is_meeting(&doc->events[i]) && to_come(doc->events[i].status))
            add_event(out, doc, i);
    add_rounds(out, doc);
    plain(out, "END", "VCALENDAR");
}
