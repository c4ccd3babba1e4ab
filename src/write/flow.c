/* SPDX-License-Identifier: MIT
 * A word is written at once and moved to the next line when its end turns out to lie beyond the width; so one word may
 * be put together from several texts and styles. */
#include "write/flow.h"

#include "base/utf8.h"

static const char *const codes[FLOW_STYLE_COUNT] = {"", "1", "2", "32", "36", "33", "31"};

void flow_init(flow *f, strbuf *out, unsigned width, bool color)
{
    *f = (flow){.out = out, .width = width ? width : 88, .color = color};
}

static void add_blanks(strbuf *out, unsigned count)
{
    while (count-- > 0)
        strbuf_add_char(out, ' ');
}

static void begin_word(flow *f, bool blank)
{
    f->column += f->word_columns;
    f->word_columns = 0;
    f->blank = blank;
    if (blank) {
        strbuf_add_char(f->out, ' ');
        f->column++;
    }
    f->word_begin = f->out->n;
}

void flow_begin(flow *f, unsigned first, unsigned indent)
{
    add_blanks(f->out, first);
    f->indent = indent;
    f->column = first;
    f->word_columns = 0;
    begin_word(f, false);
}

/* Puts a line end and the indent where the blank before the word is. */
static void break_before_word(flow *f)
{
    size_t tail = f->out->n - f->word_begin;
    unsigned blanks = f->indent;
    add_blanks(f->out, blanks); /* makes the room */
    if (f->out->failed)
        return;
    char *word = f->out->p + f->word_begin;
    for (size_t i = tail; i-- > 0;)
        word[i + blanks] = word[i];
    for (unsigned i = 0; i < blanks; i++)
        word[i] = ' ';
    word[-1] = '\n';
    f->word_begin += blanks;
    f->column = blanks;
    f->blank = false;
}

/* Written only where a letter in another style follows. */
static void set_style(flow *f, flow_style style)
{
    if (!f->color || f->active == style)
        return;
    if (f->active != FLOW_PLAIN)
        strbuf_add_text(f->out, "\033[0m");
    if (style != FLOW_PLAIN)
        strbuf_format(f->out, "\033[%sm", codes[style]);
    f->active = style;
}

static bool is_control(uint32_t cp)
{
    return cp < 0x20 || (cp >= 0x7F && cp < 0xA0) || (cp >= 0x202A && cp <= 0x202E) || (cp >= 0x2066 && cp <= 0x2069);
}

void flow_put(flow *f, flow_style style, str text)
{
    const char *p = text.p, *end = text.p + text.n;
    unsigned length;
    for (; p < end; p += length) {
        uint32_t cp = utf8_decode(p, end, &length);
        if (cp == UTF8_BAD || (is_control(cp) && !utf8_is_space(cp)))
            continue;
        if (utf8_is_space(cp)) {
            if (f->word_columns > 0)
                begin_word(f, true);
            continue;
        }
        set_style(f, style);
        strbuf_add(f->out, p, length);
        f->word_columns++;
        if (f->column + f->word_columns > f->width && f->blank)
            break_before_word(f);
    }
}

void flow_text(flow *f, flow_style style, const char *terminated)
{
    flow_put(f, style, str_of(terminated));
}

void flow_tab(flow *f, unsigned column)
{
    unsigned at = f->column + f->word_columns;
    unsigned blanks = at < column ? column - at : 1;
    add_blanks(f->out, blanks);
    f->column = at + blanks;
    f->word_columns = 0;
    f->word_begin = f->out->n;
    f->blank = false;
}

void flow_end(flow *f)
{
    set_style(f, FLOW_PLAIN);
    while (f->out->n > 0 && f->out->p[f->out->n - 1] == ' ')
        f->out->n--;
    strbuf_add_char(f->out, '\n');
}

unsigned flow_room(const flow *f)
{
    unsigned at = f->column + f->word_columns;
    return at < f->width ? f->width - at : 0;
}
