/* SPDX-License-Identifier: MIT
 *
 * score_story.c: does the ledger know which mentions tell of the same event? Against a truth made by hand.
 *
 *   truth.tsv (event, type, document, words) + mentions (JSON lines of document, event, type, text_begin, text_end)
 *       ─▶ a truth line is found where a mention of its type stands in the sentence that holds its words
 *       ─▶ over all pairs of found lines: same event in the ledger against same event in the truth
 *
 * usage: score_story TRUTH FOLDER < MENTIONS     (FOLDER holds the texts, DOCUMENT.txt)
 */
#include <json-c/json.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MOST 4000

typedef struct mention {
    char document[128], type[32];
    long event, begin, end; /* code points of its sentence */
    bool taken;
} mention;

typedef struct line {
    char event[128], type[32];
    long in_ledger; /* event, -1: not found */
} line;

static mention mentions[MOST];
static line lines[MOST];

static void copy_text(char *to, size_t room, struct json_object *o, const char *key)
{
    struct json_object *v = NULL;
    snprintf(to, room, "%s", json_object_object_get_ex(o, key, &v) ? json_object_get_string(v) : "");
}

static long number(struct json_object *o, const char *key)
{
    struct json_object *v = NULL;
    return json_object_object_get_ex(o, key, &v) ? (long)json_object_get_int64(v) : -1;
}

static int read_mentions(FILE *from)
{
    char *text = NULL;
    size_t room = 0;
    int n = 0;
    while (n < MOST && getline(&text, &room, from) > 0) {
        struct json_object *o = json_tokener_parse(text);
        if (o == NULL)
            continue;
        mention *m = &mentions[n++];
        copy_text(m->document, sizeof m->document, o, "document");
        copy_text(m->type, sizeof m->type, o, "type");
        m->event = number(o, "event");
        m->begin = number(o, "text_begin");
        m->end = number(o, "text_end");
        json_object_put(o);
    }
    free(text);
    return n;
}

/* Code points before `words` in the document, -1 where they are not. */
static long find_words(const char *folder, const char *document, const char *words)
{
    static char text[1 << 20];
    char path[600];
    snprintf(path, sizeof path, "%s/%s.txt", folder, document);
    FILE *f = fopen(path, "r");
    size_t n = f != NULL ? fread(text, 1, sizeof text - 1, f) : 0;
    if (f != NULL)
        fclose(f);
    text[n] = '\0';
    const char *at = strstr(text, words);
    long points = at != NULL ? 0 : -1;
    for (const char *p = text; at != NULL && p < at; p++)
        points += ((unsigned char)*p & 0xC0) != 0x80;
    return points;
}

static long find_event(int count, const char *document, const char *type, long at)
{
    for (int i = 0; i < count; i++) {
        mention *m = &mentions[i];
        if (!m->taken && at >= m->begin && at < m->end && strcmp(m->document, document) == 0 && strcmp(m->type, type) == 0) {
            m->taken = true;
            return m->event;
        }
    }
    return -1;
}

static int read_truth(const char *path, const char *folder, int mention_count)
{
    char row[1000];
    int n = 0;
    FILE *f = fopen(path, "r");
    while (f != NULL && n < MOST && fgets(row, sizeof row, f) != NULL) {
        char *rest = NULL, *event = strtok_r(row, "\t\n", &rest), *type = strtok_r(NULL, "\t\n", &rest);
        char *document = strtok_r(NULL, "\t\n", &rest), *words = strtok_r(NULL, "\t\n", &rest);
        if (words == NULL || row[0] == '#')
            continue;
        line *l = &lines[n++];
        snprintf(l->event, sizeof l->event, "%s", event);
        snprintf(l->type, sizeof l->type, "%s", type);
        l->in_ledger = find_event(mention_count, document, type, find_words(folder, document, words));
    }
    if (f != NULL)
        fclose(f);
    return n;
}

static void print_pairs(int n)
{
    long both = 0, ledger = 0, truth = 0;
    for (int i = 0; i < n; i++)
        for (int k = 0; k < i; k++) {
            if (lines[i].in_ledger < 0 || lines[k].in_ledger < 0)
                continue;
            bool same = strcmp(lines[i].event, lines[k].event) == 0, joined = lines[i].in_ledger == lines[k].in_ledger;
            both += same && joined;
            ledger += joined;
            truth += same;
        }
    double p = ledger > 0 ? (double)both / (double)ledger : 0, r = truth > 0 ? (double)both / (double)truth : 0;
    printf("pairs of mentions of one event: P %.3f  R %.3f  F1 %.3f   (%ld right, %ld too many, %ld missed)\n", p, r,
           p + r > 0 ? 2 * p * r / (p + r) : 0, both, ledger - both, truth - both);
}

int main(int argc, char **argv)
{
    if (argc != 3) {
        fprintf(stderr, "usage: score_story TRUTH FOLDER < MENTIONS\n");
        return 2;
    }
    int count = read_mentions(stdin), n = read_truth(argv[1], argv[2], count), found = 0;
    for (int i = 0; i < n; i++)
        found += lines[i].in_ledger >= 0;
    printf("mentions found: %d of %d = %.3f\n", found, n, n > 0 ? (double)found / n : 0);
    print_pairs(n);
    return n > 0 ? 0 : 1;
}
