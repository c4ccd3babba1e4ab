/* SPDX-License-Identifier: MIT */
#include "base/json.h"

static void start_value(json_writer *w)
{
    if (w->comma)
        strbuf_add_char(w->out, ',');
    w->comma = true;
}

void json_open(json_writer *w, char bracket)
{
    start_value(w);
    strbuf_add_char(w->out, bracket);
    w->comma = false;
}

void json_close(json_writer *w, char bracket)
{
    strbuf_add_char(w->out, bracket);
    w->comma = true;
}

void json_key(json_writer *w, const char *name)
{
    start_value(w);
    strbuf_add_char(w->out, '"');
    strbuf_add_text(w->out, name);
    strbuf_add(w->out, "\":", 2);
    w->comma = false;
}

static void add_escape(strbuf *out, unsigned char c)
{
    static const char hex[] = "0123456789abcdef";
    char shortened = c == '\n' ? 'n' : c == '\t' ? 't' : c == '\r' ? 'r' : c == '"' || c == '\\' ? (char)c : 0;
    if (shortened != 0)
        strbuf_add(out, (char[]){'\\', shortened}, 2);
    else
        strbuf_add(out, (char[]){'\\', 'u', '0', '0', hex[c >> 4], hex[c & 15]}, 6);
}

void json_string(json_writer *w, str s)
{
    start_value(w);
    strbuf_add_char(w->out, '"');
    size_t from = 0;
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        if (c >= 0x20 && c != '"' && c != '\\' && c != 0x7F)
            continue;
        strbuf_add(w->out, s.p + from, i - from);
        add_escape(w->out, c);
        from = i + 1;
    }
    strbuf_add(w->out, s.n ? s.p + from : "", s.n - from);
    strbuf_add_char(w->out, '"');
}

void json_text(json_writer *w, const char *terminated)
{
    if (terminated == NULL || terminated[0] == 0)
        json_null(w);
    else
        json_string(w, str_of(terminated));
}

void json_member(json_writer *w, const char *name, str s)
{
    json_key(w, name);
    if (s.n > 0)
        json_string(w, s);
    else
        json_null(w);
}

void json_integer(json_writer *w, int64_t value)
{
    start_value(w);
    strbuf_add_integer(w->out, value);
}

void json_fixed(json_writer *w, double value, unsigned decimals)
{
    start_value(w);
    if (!strbuf_add_fixed(w->out, value, decimals))
        strbuf_add(w->out, "null", 4);
}

void json_boolean(json_writer *w, bool value)
{
    start_value(w);
    strbuf_add_text(w->out, value ? "true" : "false");
}

void json_null(json_writer *w)
{
    start_value(w);
    strbuf_add(w->out, "null", 4);
}
