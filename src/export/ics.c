/* SPDX-License-Identifier: MIT
 * iCalendar (RFC 5545): what is planned or possible on a day that reports tell. An entry is tentative and takes no time of the
 * reader's; its UID is the event's, so that a newer export renews it. Lines are folded after 75 octets. */
#include "export/inside.h"

#include "base/ical.h"
#include "record/record.h"

#include <stdio.h>

static void put_day(exporting *x, const char *name, str day, int32_t later)
{
    rec_date d;
    if (!record_date_parse(day, &d) || d.year == 0)
        return;
    d = record_date_from_days(record_date_days(d) + later);
    strbuf_format(&x->out, "%s;VALUE=DATE:%04d%02u%02u\r\n", name, d.year, d.month, d.day);
}

static void put_stamp(exporting *x, str added)
{
    strbuf_add_text(&x->out, "DTSTAMP:");
    for (size_t i = 0; i < added.n; i++)
        if (added.p[i] != '-' && added.p[i] != ':')
            strbuf_add_char(&x->out, added.p[i]);
    strbuf_add_text(&x->out, "\r\n");
}

static void put_summary(exporting *x, const export_event *e)
{
    ical_line l = ical_begin(&x->out, "SUMMARY");
    const export_side *sides[] = {&e->actor, &e->recipient};
    ical_put(&l, e->type);
    for (int s = 0; s < 2; s++)
        for (uint32_t i = 0; i < sides[s]->count; i++) {
            ical_put(&l, i > 0 ? STR(", ") : s == 0 ? STR(": ") : STR(" - "));
            ical_put(&l, sides[s]->party[i].name);
        }
    ical_put(&l, str_equal(e->status, STR("possible")) ? STR(" (possible)") : STR(""));
    ical_end(&l);
}

static void put_description(exporting *x, const export_event *e)
{
    char told[96];
    ical_line l = ical_begin(&x->out, "DESCRIPTION");
    (void)snprintf(told, sizeof told, ", certainty %.0f %%, reports: %lld", e->certainty * 100, (long long)e->reports);
    ical_put(&l, e->status);
    ical_put(&l, str_of(told));
    if (e->said_by.n > 0) {
        ical_put_whole(&l, "\\n", 2);
        ical_put(&l, STR("Told by: "));
        ical_put(&l, e->said_by);
    }
    if (e->title.n > 0) {
        ical_put_whole(&l, "\\n", 2);
        ical_put(&l, e->title);
    }
    ical_end(&l);
}

void export_ics(exporting *x, const export_event *e)
{
    if (!e->day_told)
        return;
    strbuf_add_text(&x->out, "BEGIN:VEVENT\r\n");
    strbuf_format(&x->out, "UID:event-%lld@dragoman\r\n", (long long)e->id);
    put_stamp(x, e->added);
    put_day(x, "DTSTART", e->day, 0);
    put_day(x, "DTEND", e->day_end.n > 0 ? e->day_end : e->day, 1);
    put_summary(x, e);
    if (e->place.n > 0) {
        ical_line l = ical_begin(&x->out, "LOCATION");
        ical_put(&l, e->place);
        ical_end(&l);
    }
    if (e->place.n > 0 && e->has_point)
        strbuf_format(&x->out, "GEO:%.4f;%.4f\r\n", e->lat, e->lon);
    put_description(x, e);
    strbuf_add_text(&x->out, "STATUS:TENTATIVE\r\nTRANSP:TRANSPARENT\r\n");
    if (e->url.n > 0) { /* a URI is not escaped */
        ical_line l = ical_begin(&x->out, "URL");
        for (size_t i = 0; i < e->url.n; i++)
            if ((unsigned char)e->url.p[i] > 0x20)
                ical_put_whole(&l, e->url.p + i, 1);
        ical_end(&l);
    }
    strbuf_add_text(&x->out, "END:VEVENT\r\n");
    x->written++;
}
