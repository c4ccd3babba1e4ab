/* SPDX-License-Identifier: MIT
 * rows.c: tables with a header: CSV after RFC 4180 (quotes, line ends in cells), TSV, and ";" between. Columns go by their
 * names, case and "_" or blanks aside. */
#include "source/inside.h"

#include "source/report.h"

#include <string.h>

enum { ID, TITLE, BYLINE, SOURCE, URL, DATE, TEXT, FIELDS, CELLS = 256 };

static const char *const names[FIELDS][8] = {
    [ID] = {"id", "docid", "documentid", "articleid", "storyid", NULL},
    [TITLE] = {"title", "headline", "heading", NULL},
    [BYLINE] = {"byline", "author", "authors", NULL},
    [SOURCE] = {"source", "outlet", "publisher", "publication", "newspaper", NULL},
    [URL] = {"url", "link", "uri", NULL},
    [DATE] = {"date", "published", "publicationdate", "pubdate", "publishdate", "publishedat", NULL},
    [TEXT] = {"text", "body", "content", "article", "fulltext", "articletext", "storytext", NULL},
};

static bool same_name(str cell, const char *name)
{
    size_t k = 0, n = strlen(name);
    for (size_t i = 0; i < cell.n; i++) {
        char c = cell.p[i];
        if (c == '_' || c == ' ' || c == '-' || c == '"')
            continue;
        c = c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
        if (k == n || c != name[k++])
            return false;
    }
    return k == n;
}

static int field_of(str cell)
{
    for (int f = 0; f < FIELDS; f++)
        for (int i = 0; names[f][i] != NULL; i++)
            if (same_name(cell, names[f][i]))
                return f;
    return -1;
}

static char separator_of(str line)
{
    size_t count[128] = {0};
    for (size_t i = 0; i < line.n; i++)
        if ((unsigned char)line.p[i] < 128)
            count[(unsigned char)line.p[i]]++;
    return count['\t'] > 0 ? '\t' : count[';'] > count[','] ? ';' : ',';
}

bool rows_are_some(str bytes)
{
    str rest, line = str_trim(str_cut(str_starts(bytes, STR("\xEF\xBB\xBF")) ? (str){bytes.p + 3, bytes.n - 3} : bytes, '\n', &rest));
    char separator = separator_of(line);
    int cells = 0;
    bool text = false;
    if (rest.p == NULL || line.n == 0 || line.n > 4096)
        return false;
    for (str left = line; left.p != NULL;) {
        str cell = str_trim(str_cut(left, separator, &left));
        if (cell.n > 64)
            return false;
        text = text || field_of(cell) == TEXT;
        cells++;
    }
    return text && cells >= 2;
}

/* One row: cells one behind the other in `whole`, their ends in `end`. Gives how many, 0 at the end of the file. */
static int read_row(source_reader *r, size_t end[CELLS])
{
    int cells = 0, c;
    bool quoted = false, any = false;
    strbuf_reset(&r->whole);
    while ((c = source_byte(r)) >= 0) {
        any = true;
        if (quoted) {
            if (c != '"') {
                strbuf_add_char(&r->whole, (char)c);
                r->number += c == '\n';
                continue;
            }
            quoted = false;
            int next = source_byte(r);
            if (next == '"') {
                strbuf_add_char(&r->whole, '"');
                quoted = true;
                continue;
            }
            c = next;
            if (c < 0)
                break;
        } else if (c == '"' && r->separator != '\t' && r->whole.n == (cells > 0 ? end[cells - 1] : 0)) {
            quoted = true;
            continue;
        }
        if (c == '\r')
            continue;
        if (c == '\n')
            break;
        if (c == r->separator) {
            if (cells < CELLS - 1)
                end[cells++] = r->whole.n;
        } else {
            strbuf_add_char(&r->whole, (char)c);
        }
    }
    if (!any)
        return 0;
    r->number++;
    end[cells++] = r->whole.n;
    return cells;
}

static str cell_at(const source_reader *r, const size_t end[CELLS], int cells, int at)
{
    if (at < 0 || at >= cells)
        return (str){NULL, 0};
    size_t from = at > 0 ? end[at - 1] : 0;
    return str_trim((str){r->whole.p + from, end[at] - from});
}

static bool read_names(source_reader *r)
{
    size_t end[CELLS];
    if (r->begin == r->end)
        r->begin = source_byte(r) >= 0 ? 0 : r->begin;
    if (str_starts((str){r->piece, r->end}, STR("\xEF\xBB\xBF")))
        r->begin = 3;
    str rest, line = str_cut((str){r->piece + r->begin, r->end - r->begin}, '\n', &rest);
    r->separator = separator_of(line);
    r->columns = read_row(r, end);
    for (int f = 0; f < FIELDS; f++)
        r->column[f] = -1;
    for (int i = 0; i < r->columns; i++) {
        int f = field_of(cell_at(r, end, r->columns, i));
        if (f >= 0 && r->column[f] < 0)
            r->column[f] = i;
    }
    return r->column[TEXT] >= 0;
}

bool rows_next(source_reader *r, strbuf *to, dgm_status *status, const char **why)
{
    size_t end[CELLS];
    if (r->columns < 0 && !read_names(r)) {
        r->columns = 0;
        *status = DGM_BAD_INPUT;
        *why = "the table has no column named text, body or content";
        return true;
    }
    for (;;) {
        int cells = read_row(r, end);
        if (cells == 0)
            return false;
        if (r->whole.failed) {
            *status = DGM_BAD_INPUT;
            *why = "a row larger than the limit of 64 MB";
            strbuf_release(&r->whole);
            return true;
        }
        if (cells == 1 && r->whole.n == 0)
            continue; /* an empty line */
        source_report report = {.id = cell_at(r, end, cells, r->column[ID]), .title = cell_at(r, end, cells, r->column[TITLE]),
                                .byline = cell_at(r, end, cells, r->column[BYLINE]), .source = cell_at(r, end, cells, r->column[SOURCE]),
                                .url = cell_at(r, end, cells, r->column[URL]), .date = cell_at(r, end, cells, r->column[DATE]),
                                .text = cell_at(r, end, cells, r->column[TEXT])};
        if (report.text.n == 0) {
            *status = DGM_BAD_INPUT;
            *why = cells < r->columns ? "a row with too few cells" : "a row without text";
            return true;
        }
        source_report_json(&report, to);
        return true;
    }
}
