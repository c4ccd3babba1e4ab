/* SPDX-License-Identifier: MIT */
#include "export/inside.h"

#include <string.h>

void export_tab(exporting *x)
{
    if (x->out.n > 0 && x->out.p[x->out.n - 1] != '\n')
        strbuf_add_char(&x->out, '\t');
}

void export_clean(strbuf *to, str s)
{
    for (size_t i = 0; i < s.n; i++)
        strbuf_add_char(to, (unsigned char)s.p[i] < ' ' || s.p[i] == 0x7f ? ' ' : s.p[i]);
}

void export_cell(exporting *x, str s)
{
    strbuf_add_char(&x->out, '\t');
    export_clean(&x->out, s);
}

void export_cell_integer(exporting *x, int64_t value)
{
    strbuf_add_char(&x->out, '\t');
    strbuf_add_integer(&x->out, value);
}

void export_cell_number(exporting *x, double value, unsigned decimals)
{
    strbuf_add_char(&x->out, '\t');
    (void)strbuf_add_fixed(&x->out, value, decimals);
}

void export_list(exporting *x, str list, const char *between, char never, char instead)
{
    bool first = true;
    strbuf_add_char(&x->out, '\t');
    for (str rest = list; rest.n > 0; first = false) {
        str one = str_cut(rest, EXPORT_BETWEEN, &rest);
        strbuf_add_text(&x->out, first ? "" : between);
        for (size_t i = 0; i < one.n; i++)
            strbuf_add_char(&x->out, one.p[i] == never ? instead : (unsigned char)one.p[i] < ' ' ? ' ' : one.p[i]);
    }
}

void export_digits(exporting *x, str date)
{
    strbuf_add_char(&x->out, '\t');
    for (size_t i = 0; i < date.n; i++)
        if (date.p[i] >= '0' && date.p[i] <= '9')
            strbuf_add_char(&x->out, date.p[i]);
}

void export_empty(exporting *x, unsigned cells)
{
    while (cells-- > 0)
        strbuf_add_char(&x->out, '\t');
}

void export_end_row(exporting *x)
{
    strbuf_add_char(&x->out, '\n');
    x->written++;
}

void export_place(exporting *x, const export_event *e)
{
    export_cell(x, export_is_town(e->place_kind) ? e->place : STR(""));
    export_empty(x, 1);
    export_cell(x, str_equal(e->place_kind, STR("admin1")) ? e->place : e->admin1);
    export_cell(x, export_land_name(x->names, e->country));
    if (e->has_point) {
        export_cell_number(x, e->lat, 4);
        export_cell_number(x, e->lon, 4);
    } else {
        export_empty(x, 2);
    }
}

bool export_is_town(str kind)
{
    static const char *const wide[] = {"", "country", "region", "sea", "admin1", "continent"};
    for (size_t i = 0; i < sizeof wide / sizeof *wide; i++)
        if (str_equal(kind, str_of(wide[i])))
            return false;
    return true;
}
