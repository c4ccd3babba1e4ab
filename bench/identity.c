/* SPDX-License-Identifier: MIT
 *
 * How well mentions of one act find each other: pairs of the rows of a truth file (examples/talks/truth.tsv) that the ledger
 * has as one event against those that the truth has.
 *
 *   identity LEDGER TRUTH.tsv [--show]
 *
 * A row stands for the mention of its type in the sentence that holds its words, the one whose trigger stands in them where
 * there are several. A row without a mention is in no pair, and so costs recall. Prints rows, rows found, precision, recall
 * and F1 of pairs; last, F1 among the rows that were found.
 */
#include "base/file.h"
#include "store/store.h"

#include <json-c/json.h>
#include <stdio.h>
#include <string.h>

enum { ROWS = 1000 };

typedef struct row {
    char name[64], type[16], document[96], words[256];
    int64_t event; /* 0: no mention */
    bool inside;   /* the trigger stands in the words */
    int length;    /* of the trigger */
} row;

static row rows[ROWS];

static void put(char *to, size_t size, str s) { (void)snprintf(to, size, "%.*s", (int)s.n, s.p); }

static size_t read_truth(const char *path)
{
    dgm_error err;
    table_reader t;
    size_t n = 0;
    if (table_open(&t, path, &err) != DGM_OK) {
        fprintf(stderr, "identity: %s\n", err.message);
        return 0;
    }
    for (; n < ROWS && table_next(&t); n += t.now.count >= 4) {
        if (t.now.count < 4)
            continue;
        put(rows[n].name, sizeof rows[n].name, t.now.column[0]);
        put(rows[n].type, sizeof rows[n].type, t.now.column[1]);
        put(rows[n].document, sizeof rows[n].document, t.now.column[2]);
        put(rows[n].words, sizeof rows[n].words, t.now.column[3]);
    }
    table_close(&t);
    return n;
}

typedef struct finding {
    store *s;
    row *r;
    struct json_object *record;
} finding;

/* Bytes of the first `points` code points. */
static size_t byte_of(const char *text, int64_t points)
{
    size_t at = 0;
    for (; text[at] != 0; at++)
        if (((unsigned char)text[at] & 0xC0) != 0x80 && points-- == 0)
            break;
    return at;
}

/* Columns: event, text_begin, text_end, trigger, record's document. */
static int look(void *user, const store_row *cells)
{
    finding *f = user;
    struct json_object *text;
    if (f->record == NULL) {
        strbuf b;
        dgm_error err;
        strbuf_init(&b, 0);
        if (store_record(f->s, cells->cell[4].integer, &b, &err) == DGM_OK)
            f->record = json_tokener_parse(b.p);
        strbuf_release(&b);
    }
    if (f->record == NULL || !json_object_object_get_ex(f->record, "text", &text))
        return 1;
    const char *all = json_object_get_string(text);
    size_t begin = byte_of(all, cells->cell[1].integer), end = byte_of(all, cells->cell[2].integer);
    str sentence = {all + begin, end - begin}, words = str_of(f->r->words), trigger = cells->cell[3].text;
    if (str_find(sentence, words) < 0)
        return 0;
    bool inside = str_find(words, trigger) >= 0;
    if (f->r->event == 0 || (inside && !f->r->inside)) {
        f->r->event = cells->cell[0].integer;
        f->r->inside = inside;
    }
    return 0;
}

static void find_mention(store *s, row *r)
{
    dgm_error err;
    finding f = {s, r, NULL};
    str bound[] = {str_of(r->document), str_of(r->type)};
    if (store_query(s,
                    "SELECT m.event, m.text_begin, m.text_end, m.trigger, m.document FROM mention m JOIN document d ON d.id = m.document WHERE d.name = "
                    "?1 AND m.type = ?2 ORDER BY m.id",
                    bound, 2, look, &f, &err) != DGM_OK)
        fprintf(stderr, "identity: %s\n", err.message);
    json_object_put(f.record);
}

typedef struct sums {
    unsigned right, told, wanted;
} sums;

static double part(unsigned a, unsigned b) { return b == 0 ? 0 : (double)a / b; }

static sums count_pairs(size_t n, bool found_only)
{
    sums x = {0};
    for (size_t i = 0; i < n; i++)
        for (size_t k = i + 1; k < n; k++) {
            if (found_only && (rows[i].event == 0 || rows[k].event == 0))
                continue;
            bool wanted = strcmp(rows[i].name, rows[k].name) == 0, told = rows[i].event != 0 && rows[i].event == rows[k].event;
            x.wanted += wanted;
            x.told += told;
            x.right += wanted && told;
        }
    return x;
}

static double f1(sums x)
{
    double p = part(x.right, x.told), r = part(x.right, x.wanted);
    return p + r > 0 ? 2 * p * r / (p + r) : 0;
}

int main(int count, char **arguments)
{
    dgm_error err = {0};
    store *s;
    if (count < 3) {
        fprintf(stderr, "usage: identity LEDGER TRUTH.tsv [--show]\n");
        return 2;
    }
    if (store_open(&s, arguments[1], false, &err) != DGM_OK) {
        fprintf(stderr, "identity: %s\n", err.message);
        return 1;
    }
    size_t n = read_truth(arguments[2]);
    unsigned found = 0;
    for (size_t i = 0; i < n; i++) {
        find_mention(s, &rows[i]);
        found += rows[i].event != 0;
        if (count > 3)
            printf("%-24s %-9s %6lld  %-28s %s\n", rows[i].name, rows[i].type, (long long)rows[i].event, rows[i].document, rows[i].words);
    }
    store_close(s);
    sums all = count_pairs(n, false), among = count_pairs(n, true);
    printf("rows %zu, found %u; pairs: precision %.3f, recall %.3f, F1 %.3f; among the found: recall %.3f, F1 %.3f\n", n, found,
           part(all.right, all.told), part(all.right, all.wanted), f1(all), part(among.right, among.wanted), f1(among));
    return n > 0 ? 0 : 1;
}
