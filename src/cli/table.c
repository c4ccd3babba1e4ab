/* SPDX-License-Identifier: MIT
 * table.c: the first HELD rows set the widths of a table; later ones are cut to them. Memory is that of the held rows. */
#include "cli/table.h"

#include "base/json.h"
#include "base/utf8.h"

#include <stdio.h>
#include <string.h>

enum { HELD = 500, WIDEST = 48 };

void cli_table_begin(cli_table *t, const char *form)
{
    *t = (cli_table){0};
    t->form = form == NULL || strcmp(form, "table") == 0 ? CLI_TABLE_PLAIN : strcmp(form, "csv") == 0 ? CLI_TABLE_CSV : CLI_TABLE_JSONL;
    arena_init(&t->memory, 0);
}

static void put(str s)
{
    (void)fwrite(s.p, 1, s.n, stdout);
}

/* ---- JSON lines and CSV --------------------------------------------------------------------------------------------- */

static void put_json(const store_row *row)
{
    strbuf line;
    strbuf_init(&line, 0);
    json_writer w = {&line, false};
    json_open(&w, '{');
    for (uint32_t i = 0; i < row->count; i++) {
        const store_cell *c = &row->cell[i];
        json_key(&w, row->name[i]);
        if (c->type == STORE_NULL)
            json_null(&w);
        else if (c->type == STORE_INTEGER)
            json_integer(&w, c->integer);
        else if (c->type == STORE_REAL)
            json_fixed(&w, c->real, 4);
        else
            json_string(&w, c->text);
    }
    json_close(&w, '}');
    strbuf_add_char(&line, '\n');
    put(strbuf_str(&line));
    strbuf_release(&line);
}

static void put_csv_cell(str s)
{
    bool quote = false;
    for (size_t i = 0; i < s.n; i++)
        quote = quote || s.p[i] == ',' || s.p[i] == '"' || s.p[i] == '\n' || s.p[i] == '\r';
    if (!quote) {
        put(s);
        return;
    }
    putchar('"');
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == '"')
            putchar('"');
        putchar(s.p[i]);
    }
    putchar('"');
}

static void put_csv(cli_table *t, const store_row *row)
{
    for (uint32_t i = 0; t->written == 0 && i < row->count; i++) {
        put(str_of(i ? "," : ""));
        put_csv_cell(str_of(row->name[i]));
    }
    if (t->written == 0)
        put(STR("\r\n"));
    for (uint32_t i = 0; i < row->count; i++) {
        put(str_of(i ? "," : ""));
        put_csv_cell(row->cell[i].text);
    }
    put(STR("\r\n"));
}

/* ---- the table for people -------------------------------------------------------------------------------------------- */

/* One line, whatever stands in the cell. */
static str flat(cli_table *t, str s)
{
    char *to = arena_string(&t->memory, s.p, s.n);
    for (size_t i = 0; to != NULL && i < s.n; i++)
        if ((unsigned char)to[i] < ' ')
            to[i] = ' ';
    return (str){to, to != NULL ? s.n : 0};
}

static void put_cell(const cli_table *t, size_t column, str s, bool last)
{
    size_t wide = utf8_count(s), most = t->width[column];
    bool cut = wide > most;
    if (t->numeric[column])
        for (size_t i = wide; i < most; i++)
            putchar(' ');
    size_t points = cut ? most - 1 : wide, bytes = 0;
    for (size_t seen = 0; bytes < s.n; bytes++) {
        bool starts = ((unsigned char)s.p[bytes] & 0xC0) != 0x80;
        if (starts && seen++ == points)
            break;
    }
    put((str){s.p, bytes});
    if (cut)
        put(STR("\xE2\x80\xA6"));
    if (!t->numeric[column] && !last)
        for (size_t i = cut ? most : wide; i < most; i++)
            putchar(' ');
    put(last ? STR("\n") : STR("  "));
}

static void put_held(cli_table *t)
{
    for (size_t r = 0; r < t->rows; r++) {
        for (size_t c = 0; c < t->columns; c++)
            put_cell(t, c, t->cells[r * t->columns + c], c + 1 == t->columns);
        for (size_t c = 0; r == 0 && c < t->columns; c++) {
            for (unsigned i = 0; i < t->width[c]; i++)
                putchar('-');
            put(c + 1 == t->columns ? STR("\n") : STR("  "));
        }
    }
    t->heading_done = true;
    t->rows = 0;
}

static void hold_cell(cli_table *t, size_t column, str s, store_type type)
{
    size_t wide = utf8_count(s);
    t->cells = arena_push(&t->memory, t->cells, t->rows * t->columns + column, sizeof *t->cells);
    if (t->cells != NULL)
        t->cells[t->rows * t->columns + column] = flat(t, s);
    if (wide > t->width[column])
        t->width[column] = wide < WIDEST ? (unsigned)wide : WIDEST;
    if (t->rows > 0)
        t->numeric[column] = (t->numeric[column] || t->rows == 1) && type != STORE_TEXT;
}

static void hold_row(cli_table *t, const store_row *row)
{
    t->columns = row->count < CLI_TABLE_COLUMNS ? row->count : CLI_TABLE_COLUMNS;
    for (size_t c = 0; t->rows == 0 && c < t->columns; c++)
        hold_cell(t, c, str_of(row->name[c]), STORE_TEXT);
    t->rows += t->rows == 0;
    for (size_t c = 0; c < t->columns; c++)
        hold_cell(t, c, row->cell[c].text, row->cell[c].type);
    t->rows++;
}

static void put_plain(cli_table *t, const store_row *row)
{
    if (t->heading_done) {
        for (size_t c = 0; c < t->columns; c++)
            put_cell(t, c, row->cell[c].text, c + 1 == t->columns);
        return;
    }
    hold_row(t, row);
    if (t->rows > HELD)
        put_held(t);
}

int cli_table_row(void *table, const store_row *row)
{
    cli_table *t = table;
    if (t->form == CLI_TABLE_JSONL)
        put_json(row);
    else if (t->form == CLI_TABLE_CSV)
        put_csv(t, row);
    else
        put_plain(t, row);
    t->written++;
    return ferror(stdout) != 0 || t->memory.failed;
}

void cli_table_end(cli_table *t)
{
    if (t->form == CLI_TABLE_PLAIN && !t->heading_done)
        put_held(t);
    arena_release(&t->memory);
}
