/* SPDX-License-Identifier: MIT */
#include "base/ical.h"

#include <string.h>

enum { LINE_OCTETS = 75 };

void ical_put_whole(ical_line *l, const char *bytes, unsigned count)
{
    if (l->octets + count > LINE_OCTETS) {
        strbuf_add_text(l->out, "\r\n ");
        l->octets = 1;
    }
    strbuf_add(l->out, bytes, count);
    l->octets += count;
}

/* Bytes of the code point that begins with `c`. */
static unsigned width_of(unsigned char c)
{
    return c < 0x80 ? 1 : c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;
}

void ical_put(ical_line *l, str s)
{
    for (size_t i = 0; i < s.n;) {
        unsigned char c = (unsigned char)s.p[i];
        unsigned n = width_of(c);
        n = i + n > s.n ? (unsigned)(s.n - i) : n;
        if (c == ',' || c == ';' || c == '\\')
            ical_put_whole(l, (char[]){'\\', (char)c}, 2);
        else if (c < 0x20 || c == 0x7F)
            ical_put_whole(l, " ", 1);
        else
            ical_put_whole(l, s.p + i, n);
        i += n;
    }
}

ical_line ical_begin(strbuf *out, const char *name)
{
    ical_line l = {.out = out, .octets = (unsigned)strlen(name) + 1};
    strbuf_add_text(out, name);
    strbuf_add_char(out, ':');
    return l;
}

void ical_end(ical_line *l)
{
    strbuf_add_text(l->out, "\r\n");
}
