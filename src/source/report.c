/* SPDX-License-Identifier: MIT */
#include "source/report.h"

#include "base/json.h"
#include "base/utf8.h"
#include "record/record.h"

#include <stdio.h>

/* "Tue, 18 Feb 2025 10:00:00 GMT", "18 Feb 2025" */
static bool read_mail_date(str s, rec_date *date)
{
    static const char months[] = "janfebmaraprmayjunjulaugsepoctnovdec";
    char month[4] = "";
    int day = 0, year = 0;
    char text[64];
    str rest, before = str_cut(s, ',', &rest);
    if (rest.p == NULL)
        rest = before;
    (void)snprintf(text, sizeof text, "%.*s", (int)(rest.n < 60 ? rest.n : 60), rest.p);
    if (sscanf(text, " %2d %3s%*[a-z] %4d", &day, month, &year) < 3 && sscanf(text, " %2d %3s %4d", &day, month, &year) < 3)
        return false;
    for (int m = 0; m < 12; m++)
        if (str_equal_folded((str){months + 3 * m, 3}, str_of(month)) && day >= 1 && day <= 31 && year >= 1000) {
            *date = (rec_date){(int16_t)year, (uint8_t)(m + 1), (uint8_t)day};
            return true;
        }
    return false;
}

static void add_paragraph(strbuf *to, str s)
{
    if (to->n > 0)
        strbuf_add_text(to, "\n\n");
    strbuf_add_str(to, s);
}

static void put(json_writer *w, const char *name, str value)
{
    strbuf clean;
    if (value.n == 0)
        return;
    strbuf_init(&clean, 0);
    (void)utf8_clean(value, &clean);
    json_key(w, name);
    json_string(w, strbuf_str(&clean));
    strbuf_release(&clean);
}

void source_report_json(const source_report *r, strbuf *to)
{
    char date[16];
    rec_date day;
    strbuf text;
    json_writer w = {to, false};
    str title = str_trim(r->title), byline = str_trim(r->byline);
    strbuf_init(&text, 0);
    if (title.n > 0 && !str_starts(r->text, title))
        add_paragraph(&text, title);
    if (byline.n > 0 && byline.n < 200) {
        if (!str_equal_folded((str){byline.p, byline.n < 3 ? byline.n : 3}, STR("by "))) {
            add_paragraph(&text, STR("By "));
            strbuf_add_str(&text, byline);
        } else {
            add_paragraph(&text, byline);
        }
    }
    add_paragraph(&text, r->text);
    json_open(&w, '{');
    put(&w, "id", r->id);
    put(&w, "title", title);
    put(&w, "source", r->source);
    put(&w, "url", r->url);
    if (record_date_parse(str_trim(r->date), &day) || read_mail_date(r->date, &day)) {
        (void)snprintf(date, sizeof date, "%04d-%02d-%02d", day.year, day.month, day.day);
        put(&w, "date", str_of(date));
    }
    put(&w, "text", strbuf_str(&text));
    json_close(&w, '}');
    strbuf_add_char(to, '\n');
    strbuf_release(&text);
}
