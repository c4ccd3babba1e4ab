/* SPDX-License-Identifier: MIT
 * iCalendar (RFC 5545): what is planned or possible on a day that reports tell. An entry is tentative and takes no time of the
 * reader's; its UID is the event's, so that a newer export renews it. Lines are folded after 75 octets. */
#include "export/inside.h"

#include "record/record.h"

#include <stdio.h>
#include <string.h>

enum { LINE_OCTETS = 75 };

typedef struct line {
    strbuf *out;
    unsigned octets;
} line;

static void put_octets(line *l, const char *bytes, unsigned count)
{
    if (l->octets + count > LINE_OCTETS) {
        strbuf_add_text(l->out, "\r\n ");
        l->octets = 1;
    }
    strbuf_add(l->out, bytes, count);
    l->octets += count;
}

static unsigned width_of(unsigned char c)
{
    return c < 0x80 ? 1 : c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;
}

static void put(line *l, str s)
{
    for (size_t i = 0; i < s.n;) {
        unsigned char c = (unsigned char)s.p[i];
        unsigned n = width_of(c);
        n = i + n > s.n ? (unsigned)(s.n - i) : n;
        if (c == ',' || c == ';' || c == '\\')
            put_octets(l, (char[]){'\\', (char)c}, 2);
        else
            put_octets(l, c < 0x20 || c == 0x7F ? " " : s.p + i, n);
        i += n;
    }
}

static line begin(exporting *x, const char *name)
{
    line l = {.out = &x->out};
    put_octets(&l, name, (unsigned)strlen(name));
    put_octets(&l, ":", 1);
    return l;
}

static void end(exporting *x)
{
    strbuf_add_text(&x->out, "\r\n");
}

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
    end(x);
}

static void put_summary(exporting *x, const export_event *e)
{
    line l = begin(x, "SUMMARY");
    const export_side *sides[] = {&e->actor, &e->recipient};
    put(&l, e->type);
    for (int s = 0; s < 2; s++)
        for (uint32_t i = 0; i < sides[s]->count; i++) {
            put(&l, i > 0 ? STR(", ") : s == 0 ? STR(": ") : STR(" - "));
            put(&l, sides[s]->party[i].name);
        }
    put(&l, str_equal(e->status, STR("possible")) ? STR(" (possible)") : STR(""));
    end(x);
}

static void put_description(exporting *x, const export_event *e)
{
    char told[96];
    line l = begin(x, "DESCRIPTION");
    (void)snprintf(told, sizeof told, ", certainty %.0f %%, reports: %lld", e->certainty * 100, (long long)e->reports);
    put(&l, e->status);
    put(&l, str_of(told));
    if (e->said_by.n > 0) {
        put_octets(&l, "\\n", 2);
        put(&l, STR("Told by: "));
        put(&l, e->said_by);
    }
    if (e->title.n > 0) {
        put_octets(&l, "\\n", 2);
        put(&l, e->title);
    }
    end(x);
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
        line l = begin(x, "LOCATION");
        put(&l, e->place);
        end(x);
    }
    if (e->place.n > 0 && e->has_point)
        strbuf_format(&x->out, "GEO:%.4f;%.4f\r\n", e->lat, e->lon);
    put_description(x, e);
    strbuf_add_text(&x->out, "STATUS:TENTATIVE\r\nTRANSP:TRANSPARENT\r\n");
    if (e->url.n > 0) { /* a URI is not escaped */
        line l = begin(x, "URL");
        for (size_t i = 0; i < e->url.n; i++)
            if ((unsigned char)e->url.p[i] > 0x20)
                put_octets(&l, e->url.p + i, 1);
        end(x);
    }
    strbuf_add_text(&x->out, "END:VEVENT\r\n");
    x->written++;
}
