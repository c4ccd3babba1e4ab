/* SPDX-License-Identifier: MIT
 *
 * score_actors.c: token F1 of source and target on a file of BIO tags (B-S, I-S, B-T, I-T; one "word tag" a line, a blank line
 * between sentences), such as ../shared/data/cameo-ner/train.txt.
 *
 *   score_actors docs TAGS            the sentences as JSON lines to code
 *   score_actors score TAGS RECORDS   records of these, as `dragoman code` writes them
 *
 * A word counts as source where the phrase of an actor of the main event covers it, as target where that of a recipient
 * does; of an act with actors alone (PLOVER's reciprocal acts) the first is source and the others are targets. Words that
 * the file marks as parties of a reciprocal act (B-R, I-R) have no side and count neither way.
 */
#include "base/file.h"
#include "base/json.h"
#include "base/utf8.h"

#include <json-c/json.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { WORDS = 1024 };

typedef struct sentence {
    strbuf text;
    uint32_t begin[WORDS], end[WORDS]; /* code points */
    char tag[WORDS];                   /* 'S', 'T', 'R', or 'O' for all else */
    unsigned count;
} sentence;

typedef struct tally {
    unsigned right, too_many, missed;
} tally;

/* Signs that stand close to the word before them. */
static bool is_close(str word)
{
    static const char *const close[] = {".", ",", ";", ":", "!", "?", ")", "'s", "\xE2\x80\x99s", "n't", "%", "'"};
    for (size_t i = 0; i < sizeof close / sizeof *close; i++)
        if (str_equal(word, str_of(close[i])))
            return true;
    return false;
}

static void add_word(sentence *s, str word, str tag)
{
    if (s->count == WORDS)
        return;
    if (s->text.n > 0 && !is_close(word) && s->text.p[s->text.n - 1] != '(')
        strbuf_add_char(&s->text, ' ');
    s->begin[s->count] = (uint32_t)utf8_count(strbuf_str(&s->text));
    strbuf_add_str(&s->text, word);
    s->end[s->count] = (uint32_t)utf8_count(strbuf_str(&s->text));
    s->tag[s->count++] = str_ends(tag, STR("-S")) ? 'S' : str_ends(tag, STR("-T")) ? 'T' : str_ends(tag, STR("-R")) ? 'R' : 'O';
}

/* The next sentence of the rest of the file; false at the end. */
static bool next_sentence(str *rest, sentence *s)
{
    strbuf_reset(&s->text);
    s->count = 0;
    while (rest->p != NULL) {
        str line = str_trim(str_cut(*rest, '\n', rest));
        size_t cut = line.n;
        while (cut > 0 && line.p[cut - 1] != ' ' && line.p[cut - 1] != '\t')
            cut--;
        if (line.n == 0 && s->count > 0)
            return true;
        if (cut > 0)
            add_word(s, str_trim((str){line.p, cut}), (str){line.p + cut, line.n - cut});
    }
    return s->count > 0;
}

static void print_document(const sentence *s, unsigned number)
{
    char id[16];
    strbuf line;
    strbuf_init(&line, 0);
    json_writer w = {&line, false};
    (void)snprintf(id, sizeof id, "%u", number);
    json_open(&w, '{');
    json_key(&w, "id");
    json_string(&w, str_of(id));
    json_key(&w, "text");
    json_string(&w, strbuf_str(&s->text));
    json_close(&w, '}');
    printf("%s\n", line.p);
    strbuf_release(&line);
}

static struct json_object *member(struct json_object *o, const char *name)
{
    struct json_object *v = NULL;
    return o != NULL && json_object_object_get_ex(o, name, &v) ? v : NULL;
}

static void mark(const sentence *s, struct json_object *party, char label, char found[WORDS])
{
    struct json_object *span = member(party, "phrase");
    if (span == NULL || json_object_array_length(span) != 2)
        return;
    int64_t begin = json_object_get_int64(json_object_array_get_idx(span, 0));
    int64_t end = json_object_get_int64(json_object_array_get_idx(span, 1));
    for (unsigned i = 0; i < s->count; i++)
        if (s->begin[i] < end && s->end[i] > begin)
            found[i] = (char)(found[i] == 0 || found[i] == label ? label : 'B'); /* both */
}

/* What the sentence is about: its main event, or the statement that it makes where it tells of no act. */
static struct json_object *matter_of(struct json_object *record)
{
    struct json_object *main_event = member(record, "main_event"), *events = member(record, "events"), *said = member(record, "statements");
    for (size_t i = 0; main_event != NULL && events != NULL && i < json_object_array_length(events); i++)
        if (json_object_equal(member(json_object_array_get_idx(events, i), "id"), main_event))
            return json_object_array_get_idx(events, i);
    return main_event == NULL && said != NULL && json_object_array_length(said) > 0 ? json_object_array_get_idx(said, 0) : NULL;
}

static void mark_main_event(const sentence *s, struct json_object *record, char found[WORDS])
{
    struct json_object *event = matter_of(record), *actors = member(event, "actors"), *recipients = member(event, "recipients");
    if (event == NULL)
        return;
    size_t receiving = json_object_array_length(recipients);
    for (size_t i = 0; i < json_object_array_length(actors); i++)
        mark(s, json_object_array_get_idx(actors, i), receiving == 0 && i > 0 ? 'T' : 'S', found);
    for (size_t i = 0; i < receiving; i++)
        mark(s, json_object_array_get_idx(recipients, i), 'T', found);
}

static void count(const sentence *s, const char found[WORDS], char label, tally *t)
{
    for (unsigned i = 0; i < s->count; i++) {
        bool gold = s->tag[i] == label, own = found[i] == label || found[i] == 'B';
        t->right += gold && own;
        t->too_many += own && !gold && s->tag[i] != 'R';
        t->missed += gold && !own;
    }
}

static void print_tally(const char *name, const tally *t)
{
    double p = t->right + t->too_many ? (double)t->right / (t->right + t->too_many) : 0;
    double r = t->right + t->missed ? (double)t->right / (t->right + t->missed) : 0;
    printf("%-8s P %.3f  R %.3f  F1 %.3f   (%u right, %u too many, %u missed)\n", name, p, r, p + r > 0 ? 2 * p * r / (p + r) : 0, t->right,
           t->too_many, t->missed);
}

static bool score(str rest, const char *path, sentence *s)
{
    tally source = {0}, target = {0};
    char *line = NULL;
    size_t room = 0;
    FILE *records = fopen(path, "r");
    if (records == NULL)
        return false;
    while (next_sentence(&rest, s) && getline(&line, &room, records) > 0) {
        char found[WORDS] = {0};
        struct json_object *record = json_tokener_parse(line);
        mark_main_event(s, record, found);
        count(s, found, 'S', &source);
        count(s, found, 'T', &target);
        json_object_put(record);
    }
    free(line);
    (void)fclose(records);
    print_tally("source", &source);
    print_tally("target", &target);
    return true;
}

int main(int argc, char **argv)
{
    static sentence s;
    strbuf file;
    dgm_error err = {0};
    unsigned number = 0;
    bool docs = argc == 3 && strcmp(argv[1], "docs") == 0, scores = argc == 4 && strcmp(argv[1], "score") == 0;
    strbuf_init(&file, 0);
    strbuf_init(&s.text, 0);
    if ((!docs && !scores) || file_read(argv[2], &file, &err) != DGM_OK) {
        fprintf(stderr, "usage: score_actors docs TAGS | score TAGS RECORDS%s%s\n", err.message[0] ? ": " : "", err.message);
        return 2;
    }
    str rest = strbuf_str(&file);
    bool good = true;
    if (scores)
        good = score(rest, argv[3], &s);
    while (docs && next_sentence(&rest, &s))
        print_document(&s, number++);
    strbuf_release(&file);
    strbuf_release(&s.text);
    return good ? 0 : 1;
}
