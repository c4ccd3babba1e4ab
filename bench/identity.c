/* SPDX-License-Identifier: MIT
 *
 * How well mentions of one act find each other: pairs of the rows of a truth file (examples/talks/truth.tsv) that the ledger
 * has as one event against those that the truth has.
 *
 *   identity LEDGER TRUTH.tsv [--show]
 *   identity --learn RECORDS.jsonl TRUTH.tsv ...    weights for src/story/identity_weights.c, from coded reports and their truth
 *                                                   "-" for the truth: reports that have nothing in common, to learn caution from
 *   identity --cross RECORDS.jsonl TRUTH.tsv ...    each set by the weights that the other sets give
 *
 * A row stands for the mention of its type in the sentence that holds its words, the one whose trigger stands in them where
 * there are several. A row without a mention is in no pair, and so costs recall. Prints rows, rows found, precision, recall
 * and F1 of pairs; last, F1 among the rows that were found.
 */
#include "base/file.h"
#include "store/store.h"
#include "story/identity.h"

#include <json-c/json.h>
#include <stdio.h>
#include <string.h>

enum { ROWS = 1000 };

typedef struct row {
    char name[64], type[16], document[96], words[256];
    int64_t event;  /* 0: no mention */
    int64_t number; /* of the mention in its record */
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
    memset(rows, 0, sizeof rows);
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

/* Columns: event, text_begin, text_end, trigger, record's document, number. */
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
        f->r->number = cells->cell[5].integer;
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
                    "SELECT m.event, m.text_begin, m.text_end, m.trigger, m.document, m.number FROM mention m JOIN document d ON d.id = m.document "
                    "WHERE d.name = ?1 AND m.type = ?2 ORDER BY m.id",
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

/* ---- learning weights ---------------------------------------------------------------------------------------------------- */

enum { SETS = 16, STEPS = 500 };

typedef struct truth_row {
    char name[64];
    char document[96];
    int64_t number; /* of the mention in its record; -1: none */
} truth_row;

typedef struct set {
    strbuf records; /* of `dragoman code --with-text` */
    truth_row row[ROWS];
    size_t count;
} set;

static set sets[SETS];

static store *fill(const set *of, const double *weights)
{
    dgm_error err;
    store *s = NULL;
    if (store_open(&s, ":memory:", true, &err) != DGM_OK || store_begin(s, &err) != DGM_OK)
        return NULL;
    store_weigh(s, weights);
    str rest = strbuf_str(&of->records);
    while (rest.n > 0) {
        str line = str_cut(rest, '\n', &rest);
        if (line.n > 0 && store_add(s, line, NULL, &err) != DGM_OK)
            fprintf(stderr, "identity: %s\n", err.message);
    }
    return s;
}

static int take_event(void *user, const store_row *cells)
{
    *(int64_t *)user = cells->cell[0].integer;
    return 1;
}

static int64_t ask_number(store *s, const char *question, const char *document, int64_t number)
{
    dgm_error err;
    char text[24];
    int64_t found = -1;
    (void)snprintf(text, sizeof text, "%lld", (long long)number);
    str bound[] = {str_of(document), str_of(text)};
    dgm_status status = store_query(s, question, bound, 2, take_event, &found, &err);
    if (status != DGM_OK && status != DGM_STOPPED)
        fprintf(stderr, "identity: %s\n", err.message);
    return found;
}

/* Which mention each row of the truth stands for, whatever the weights are. */
static bool open_set(set *to, const char *records, const char *truth)
{
    dgm_error err;
    strbuf_init(&to->records, 0);
    if (file_read(records, &to->records, &err) != DGM_OK) {
        fprintf(stderr, "identity: %s\n", err.message);
        return false;
    }
    if (strcmp(truth, "-") == 0)
        return true;
    to->count = read_truth(truth);
    store *s = fill(to, identity_weights);
    if (s == NULL)
        return false;
    for (size_t i = 0; i < to->count; i++) {
        find_mention(s, &rows[i]);
        put(to->row[i].name, sizeof to->row[i].name, str_of(rows[i].name));
        put(to->row[i].document, sizeof to->row[i].document, str_of(rows[i].document));
        to->row[i].number = rows[i].event == 0 ? -1 : rows[i].number;
    }
    store_close(s);
    return to->count > 0;
}

/* Reports that have nothing in common: pairs of mentions of two reports that were joined, for each report. */
static double measure_strangers(store *s)
{
    int64_t pairs = ask_number(s, "SELECT count(*) FROM mention a JOIN mention b ON b.event = a.event AND b.document > a.document", "", 0);
    return -0.5 * (double)pairs / (double)ask_number(s, "SELECT count(*) FROM document", "", 0);
}

static double measure(const set *of, const double *weights)
{
    store *s = fill(of, weights);
    if (s == NULL)
        return 0;
    if (of->count == 0) {
        double strange = measure_strangers(s);
        store_close(s);
        return strange;
    }
    memset(rows, 0, sizeof rows);
    for (size_t i = 0; i < of->count; i++) {
        put(rows[i].name, sizeof rows[i].name, str_of(of->row[i].name));
        if (of->row[i].number >= 0)
            rows[i].event = ask_number(s, "SELECT event FROM mention WHERE document = (SELECT id FROM document WHERE name = ?1) AND number = "
                                          "CAST(?2 AS INTEGER)",
                                       of->row[i].document, of->row[i].number);
    }
    store_close(s);
    return f1(count_pairs(of->count, true));
}

/* Mean F1 among the mentions found; a little is taken for weights that are far from where learning began, so that what the sets
 * do not decide stays as it was. */
static double worth(size_t count, const double *weights, size_t without)
{
    double sum = 0, far = 0;
    for (size_t i = 0; i < count; i++)
        if (i != without)
            sum += measure(&sets[i], weights);
    for (int i = 0; i < IDENTITY_FEATURES; i++)
        far += (weights[i] - identity_weights[i]) * (weights[i] - identity_weights[i]);
    return sum / (double)(without < count ? count - 1 : count) - 0.001 * far;
}

/* Numbers that look random, the same each time; Marsaglia's xorshift. */
static double chance(uint64_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return (double)(*state >> 11) / (double)(1ULL << 53);
}

/* Some weights at a time are moved at random and stay where that helps (an evolution strategy of one parent and one child): F1 of
 * clusters has no slope to follow. */
static void learn(size_t count, double *weights, size_t without)
{
    uint64_t state = 88172645463325252u;
    double best = worth(count, weights, without), child[IDENTITY_FEATURES];
    for (int step = 0; step < STEPS; step++) {
        double size = step < STEPS / 2 ? 2.0 : 1.0;
        memcpy(child, weights, sizeof child);
        for (int k = 0; k < 3; k++)
            child[(size_t)(chance(&state) * IDENTITY_FEATURES)] += size * (chance(&state) + chance(&state) - 1);
        double now = worth(count, child, without);
        if (now > best) {
            best = now;
            memcpy(weights, child, sizeof child);
        }
    }
}

static void print_weights(const double *weights)
{
    for (int i = 0; i < IDENTITY_FEATURES; i++)
        printf("    [IDENTITY_%s] = %.2f,\n", identity_names[i], weights[i]);
}

static int learn_all(int count, char **arguments, bool cross)
{
    double weights[IDENTITY_FEATURES];
    size_t n = 0;
    for (int i = 0; i + 1 < count && n < SETS; i += 2, n++)
        if (!open_set(&sets[n], arguments[i], arguments[i + 1]))
            return 1;
    for (size_t i = 0; i < n; i++)
        printf("%-40s F1 %.3f\n", arguments[2 * i], measure(&sets[i], identity_weights));
    for (size_t i = 0; cross && i < n; i++) {
        memcpy(weights, identity_weights, sizeof weights);
        learn(n, weights, i);
        printf("%-40s F1 %.3f, learned from the others\n", arguments[2 * i], measure(&sets[i], weights));
        fflush(stdout);
    }
    if (cross)
        return 0;
    memcpy(weights, identity_weights, sizeof weights);
    learn(n, weights, n);
    for (size_t i = 0; i < n; i++)
        printf("%-40s F1 %.3f, learned\n", arguments[2 * i], measure(&sets[i], weights));
    print_weights(weights);
    return 0;
}

int main(int count, char **arguments)
{
    dgm_error err = {0};
    store *s;
    bool learns = count > 1 && strcmp(arguments[1], "--learn") == 0, crosses = count > 1 && strcmp(arguments[1], "--cross") == 0;
    if (count < 3 || ((learns || crosses) && count < 4)) {
        fprintf(stderr, "usage: identity LEDGER TRUTH.tsv [--show]\n       identity --learn|--cross RECORDS.jsonl TRUTH.tsv ...\n");
        return 2;
    }
    if (learns || crosses)
        return learn_all(count - 2, arguments + 2, crosses);
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
