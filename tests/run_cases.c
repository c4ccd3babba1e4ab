/* SPDX-License-Identifier: MIT
 *
 * run_cases.c: runs case files. A case is a small report and what its record must, and must not, hold:
 *
 *   == passive with an agent
 *   date 2025-03-08
 *   | The bridge was bombed by Russian aircraft on Friday.
 *   want event type=ASSAULT actors=RUS status=happened
 *   wrong event type=CONSULT
 *
 * Head lines: `date`, `source`, `title`, `url`, `run`. Text lines begin with "|".
 * All cases of a file are coded by one `dragoman code --from jsonl --with-text`.
 * A case with a line `run read --format brief FILE` is run by itself: FILE stands for a file with the text, and the
 * checks are `want output TEXT`, `wrong output TEXT`, `want error TEXT` (standard error), `want exit 0`.
 *
 * `want KIND FIELD...`: some item of that kind has all the fields; `wrong KIND FIELD...`: none has. Kinds: event, entity,
 * claim, time, place, talk, round, agenda, sentence, document. Fields: `type=CONSULT`, `status=planned|possible` (one
 * of), `trigger~talks` (holds the text), `certainty<1`, `place=null`, `count=2` (so many items match). Words with spaces
 * stand in quotes. Parties and lists: `actors=USA,RUS` (these and no others), `actors~USA` (among them); a party answers
 * to its country, its code and its name. References are followed: `place.country=SAU`, `claim.source_kind=anonymous`,
 * `after.trigger~invasion`. Spans read as their text.
 *
 * usage: run_cases PROGRAM FILE.case...     prints "ok NAME" or "not ok NAME: reason" for each case
 */
#include <ctype.h>
#include <errno.h>
#include <json-c/json.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define MAX_CASES 400
#define MAX_CHECKS 40
#define MAX_FIELDS 12

typedef struct check {
    int line;
    bool wrong;
    char *text; /* "event type=CONSULT actors=USA" */
} check;

typedef struct test_case {
    char *name, *date, *source, *title, *url, *run;
    char *text; /* the report */
    check checks[MAX_CHECKS];
    int check_count;
} test_case;

typedef struct field {
    char key[64];
    char op; /* '=', '~', '<', '>' */
    char value[256];
} field;

/* The record at hand. */
typedef struct view {
    struct json_object *record;
    const char *text;
} view;

static const char *program;
static char scratch[256]; /* folder for the inputs */

static void die(const char *what, const char *name)
{
    printf("not ok case: %s %s: %s\n", what, name, strerror(errno));
    exit(1);
}

static void *grow(void *block, size_t bytes)
{
    void *p = realloc(block, bytes);
    if (p == NULL)
        die("no memory for", "cases");
    return p;
}

static char *copy(const char *s)
{
    return strcpy(grow(NULL, strlen(s) + 1), s);
}

static char *join(char *to, const char *line)
{
    size_t had = to == NULL ? 0 : strlen(to);
    to = grow(to, had + strlen(line) + 2);
    memcpy(to + had, line, strlen(line));
    memcpy(to + had + strlen(line), "\n", 2);
    return to;
}

/* ---- reading case files ---------------------------------------------------------------------------------------- */

static bool head_line(const char *line, const char *word, char **to)
{
    size_t n = strlen(word);
    if (strncmp(line, word, n) != 0 || line[n] != ' ')
        return false;
    free(*to);
    *to = copy(line + n + 1);
    return true;
}

static void add_check(test_case *c, const char *line, int number, bool wrong)
{
    if (c->check_count == MAX_CHECKS)
        die("too many checks in", c->name);
    c->checks[c->check_count++] = (check){number, wrong, copy(line)};
}

static int read_cases(const char *path, test_case *cases)
{
    FILE *f = fopen(path, "r");
    char *line = NULL;
    size_t room = 0;
    int n = 0, number = 0;
    if (f == NULL)
        die("cannot open", path);
    while (getline(&line, &room, f) >= 0) {
        number++;
        line[strcspn(line, "\r\n")] = '\0';
        if (strncmp(line, "== ", 3) == 0) {
            if (n == MAX_CASES)
                die("too many cases in", path);
            cases[n++] = (test_case){.name = copy(line + 3)};
            continue;
        }
        if (line[0] == '\0' || line[0] == '#')
            continue;
        test_case *c = n > 0 ? &cases[n - 1] : NULL;
        if (c != NULL && line[0] == '|')
            c->text = join(c->text, line[1] == ' ' ? line + 2 : line + 1);
        else if (c != NULL && strncmp(line, "want ", 5) == 0)
            add_check(c, line + 5, number, false);
        else if (c != NULL && strncmp(line, "wrong ", 6) == 0)
            add_check(c, line + 6, number, true);
        else if (c == NULL || !(head_line(line, "date", &c->date) || head_line(line, "source", &c->source) ||
                                head_line(line, "title", &c->title) || head_line(line, "url", &c->url) ||
                                head_line(line, "run", &c->run)))
            printf("not ok case/%s: line %d is not understood: %s\n", path, number, line);
    }
    free(line);
    fclose(f);
    return n;
}

/* ---- fields of a check ----------------------------------------------------------------------------------------- */

/* Reads the next `key OP value` of a check into `to`; gives what follows, or NULL at the end. */
static const char *next_field(const char *s, field *to)
{
    size_t k = 0, v = 0;
    bool quoted = false;
    while (*s == ' ')
        s++;
    if (*s == '\0')
        return NULL;
    while (*s != '\0' && strchr("=~<> ", *s) == NULL && k < sizeof to->key - 1)
        to->key[k++] = *s++;
    to->key[k] = '\0';
    to->op = *s != '\0' ? *s++ : '?';
    for (; *s != '\0' && (quoted || *s != ' ') && v < sizeof to->value - 1; s++) {
        if (*s == '"')
            quoted = !quoted;
        else
            to->value[v++] = *s;
    }
    to->value[v] = '\0';
    return s;
}

/* ---- values of a record ---------------------------------------------------------------------------------------- */

static struct json_object *get(struct json_object *o, const char *key)
{
    struct json_object *v = NULL;
    return json_object_is_type(o, json_type_object) && json_object_object_get_ex(o, key, &v) ? v : NULL;
}

static bool is_span(struct json_object *v)
{
    return json_object_is_type(v, json_type_array) && json_object_array_length(v) == 2 &&
           json_object_is_type(json_object_array_get_idx(v, 0), json_type_int) &&
           json_object_is_type(json_object_array_get_idx(v, 1), json_type_int);
}

/* The text of a span given in code points. */
static void span_text(const view *w, struct json_object *span, char *to, size_t room)
{
    long begin = json_object_get_int64(json_object_array_get_idx(span, 0));
    long end = json_object_get_int64(json_object_array_get_idx(span, 1)), at = -1;
    size_t n = 0;
    for (const char *p = w->text; *p != '\0' && n < room - 1; p++) {
        at += ((unsigned char)*p & 0xC0) != 0x80;
        if (at >= begin && at < end)
            to[n++] = *p;
    }
    to[n] = '\0';
}

static struct json_object *by_id(struct json_object *list, struct json_object *id)
{
    for (size_t i = 0; list != NULL && i < json_object_array_length(list); i++) {
        struct json_object *o = json_object_array_get_idx(list, i);
        if (json_object_get_int64(get(o, "id")) == json_object_get_int64(id))
            return o;
    }
    return NULL;
}

/* The item that a reference field of an event, claim, round or party stands for; NULL where the field is none. */
static struct json_object *follow(const view *w, const char *key, struct json_object *value)
{
    static const char *const refs[][2] = {{"place", "places"}, {"time", "times"}, {"claim", "claims"},
        {"within", "claims"}, {"after", "events"}, {"event", "events"}, {"entity", "entities"},
        {"source_entity", "entities"}, {"main_event", "events"}, {"parties", "entities"}, {"delegates", "entities"}};
    if (!json_object_is_type(value, json_type_int))
        return NULL;
    for (size_t i = 0; i < sizeof refs / sizeof *refs; i++)
        if (strcmp(key, refs[i][0]) == 0) {
            struct json_object *list = get(w->record, refs[i][1]);
            bool index = i < 2;
            size_t at = (size_t)json_object_get_int64(value);
            return !index ? by_id(list, value)
                          : list != NULL && at < json_object_array_length(list) ? json_object_array_get_idx(list, at) : NULL;
        }
    return NULL;
}

static bool text_matches(const char *have, char op, const char *want)
{
    return op == '~' ? strstr(have, want) != NULL : strcmp(have, want) == 0;
}

static bool value_matches(const view *w, const char *key, struct json_object *v, char op, const char *want);

/* A party answers to country, code and name; every other object to its name. */
static bool object_matches(const view *w, struct json_object *o, char op, const char *want)
{
    static const char *const names[] = {"country", "code", "name"};
    struct json_object *entity = follow(w, "entity", get(o, "entity"));
    if (strcmp(want, "-") == 0)
        return get(o, "country") == NULL;
    for (size_t i = 0; i < 3; i++) {
        const char *own = json_object_get_string(get(o, names[i])), *of = json_object_get_string(get(entity, names[i]));
        if ((own != NULL && text_matches(own, op, want)) || (of != NULL && text_matches(of, op, want)))
            return true;
    }
    return false;
}

static bool item_matches(const view *w, const char *key, struct json_object *v, const char *want)
{
    return json_object_is_type(v, json_type_object) ? object_matches(w, v, '=', want) : value_matches(w, key, v, '=', want);
}

/* "USA,RUS" against a list: every wanted one is there and, with '=', every one there is wanted. */
static bool list_matches(const view *w, const char *key, struct json_object *list, char op, const char *want)
{
    char words[256], *rest = NULL;
    size_t n = json_object_array_length(list);
    bool wanted[64] = {false};
    snprintf(words, sizeof words, "%s", want);
    for (char *word = strtok_r(words, ",", &rest); word != NULL; word = strtok_r(NULL, ",", &rest)) {
        bool found = false;
        for (size_t i = 0; i < n && i < 64; i++)
            if (item_matches(w, key, json_object_array_get_idx(list, i), word))
                wanted[i] = found = true;
        if (!found)
            return false;
    }
    for (size_t i = 0; op == '=' && i < n && i < 64; i++)
        if (!wanted[i])
            return false;
    return true;
}

static bool number_matches(double have, char op, const char *want)
{
    double number = strtod(want, NULL);
    double gap = have - number;
    return op == '<' ? have < number : op == '>' ? have > number : gap < 1e-9 && gap > -1e-9;
}

static bool one_matches(const view *w, const char *key, struct json_object *v, char op, const char *want)
{
    char text[4096];
    struct json_object *target = follow(w, key, v);
    if (strcmp(want, "null") == 0)
        return v == NULL || (json_object_is_type(v, json_type_array) && json_object_array_length(v) == 0);
    if (v == NULL)
        return false;
    if (target != NULL)
        return object_matches(w, target, op, want);
    if (is_span(v)) {
        span_text(w, v, text, sizeof text);
        return text_matches(text, op, want);
    }
    if (json_object_is_type(v, json_type_array)) {
        if (json_object_array_length(v) > 0 && is_span(json_object_array_get_idx(v, 0))) {
            for (size_t i = 0; i < json_object_array_length(v); i++)
                if (one_matches(w, "", json_object_array_get_idx(v, i), op, want))
                    return true;
            return false;
        }
        return list_matches(w, key, v, op, want);
    }
    if (json_object_is_type(v, json_type_int) || json_object_is_type(v, json_type_double))
        return number_matches(json_object_get_double(v), op, want);
    return text_matches(json_object_get_string(v), op, want);
}

/* Alternatives parted by "|". */
static bool value_matches(const view *w, const char *key, struct json_object *v, char op, const char *want)
{
    char words[256], *rest = NULL;
    snprintf(words, sizeof words, "%s", want);
    for (char *word = strtok_r(words, "|", &rest); word != NULL; word = strtok_r(NULL, "|", &rest))
        if (one_matches(w, key, v, op, word))
            return true;
    return false;
}

static bool field_matches(const view *w, struct json_object *item, const char *key, char op, const char *want)
{
    const char *dot = strchr(key, '.');
    char first[64];
    if (dot == NULL)
        return value_matches(w, key, get(item, key), op, want);
    snprintf(first, sizeof first, "%.*s", (int)(dot - key), key);
    struct json_object *v = get(item, first);
    if (!json_object_is_type(v, json_type_array))
        return field_matches(w, follow(w, first, v), dot + 1, op, want);
    for (size_t i = 0; i < json_object_array_length(v); i++) {
        struct json_object *one = json_object_array_get_idx(v, i), *target = follow(w, first, one);
        if (field_matches(w, target != NULL ? target : one, dot + 1, op, want))
            return true;
    }
    return false;
}

/* ---- a check against a record ---------------------------------------------------------------------------------- */

static int count_in(const view *w, struct json_object *list, const field *fields, int n)
{
    int matching = 0;
    for (size_t i = 0; list != NULL && i < json_object_array_length(list); i++) {
        bool all = true;
        for (int k = 0; k < n && all; k++)
            all = field_matches(w, json_object_array_get_idx(list, i), fields[k].key, fields[k].op, fields[k].value);
        matching += all;
    }
    return matching;
}

/* How many items of `kind` have all the fields; -1: no such kind. */
static int count_matching(const view *w, const char *kind, const field *fields, int n)
{
    static const char *const lists[][2] = {{"event", "events"}, {"statement", "statements"}, {"entity", "entities"}, {"claim", "claims"},
        {"time", "times"}, {"place", "places"}, {"talk", "talks"}, {"sentence", "sentences"}};
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        if (strcmp(kind, lists[i][0]) == 0)
            return count_in(w, get(w->record, lists[i][1]), fields, n);
    if (strcmp(kind, "document") == 0) {
        struct json_object *one = json_object_new_array();
        json_object_array_add(one, json_object_get(get(w->record, "document")));
        int matching = count_in(w, one, fields, n);
        json_object_put(one);
        return matching;
    }
    if (strcmp(kind, "round") == 0 || strcmp(kind, "agenda") == 0) {
        struct json_object *talks = get(w->record, "talks");
        int matching = 0;
        for (size_t i = 0; talks != NULL && i < json_object_array_length(talks); i++)
            matching += count_in(w, get(json_object_array_get_idx(talks, i), kind[0] == 'r' ? "rounds" : "agenda"), fields, n);
        return matching;
    }
    return -1;
}

static bool check_holds(const view *w, const check *c)
{
    char kind[32];
    field fields[MAX_FIELDS];
    int n = 0, wanted = -1;
    size_t length = strcspn(c->text, " ");
    snprintf(kind, sizeof kind, "%.*s", (int)length, c->text);
    const char *s = c->text + length;
    while (n < MAX_FIELDS && (s = next_field(s, &fields[n])) != NULL) {
        if (strcmp(fields[n].key, "count") == 0)
            wanted = atoi(fields[n].value);
        else
            n++;
    }
    int found = count_matching(w, kind, fields, n);
    if (found < 0)
        return false;
    return c->wrong ? found == 0 : wanted >= 0 ? found == wanted : found > 0;
}

static void list_parties(const view *w, struct json_object *parties)
{
    for (size_t i = 0; parties != NULL && i < json_object_array_length(parties); i++) {
        struct json_object *p = json_object_array_get_idx(parties, i);
        const char *code = json_object_get_string(get(p, "code"));
        const char *name = json_object_get_string(get(follow(w, "entity", get(p, "entity")), "name"));
        printf("%s%s", i > 0 ? "," : "", code != NULL && code[0] != '\0' ? code : name != NULL ? name : "-");
    }
}

/* The events that came instead, for whoever mends the rule. */
static void list_events(const view *w)
{
    struct json_object *events = get(w->record, "events");
    char trigger[128];
    for (size_t i = 0; events != NULL && i < json_object_array_length(events); i++) {
        struct json_object *e = json_object_array_get_idx(events, i);
        span_text(w, get(e, "trigger"), trigger, sizeof trigger);
        printf("#     have %s/%s %s [", json_object_get_string(get(e, "type")),
               get(e, "mode") != NULL ? json_object_get_string(get(e, "mode")) : "-", json_object_get_string(get(e, "cameo")));
        list_parties(w, get(e, "actors"));
        printf("] -> [");
        list_parties(w, get(e, "recipients"));
        printf("] (");
        list_parties(w, get(e, "third_parties"));
        printf(") %s \"%s\" %s\n", json_object_get_string(get(e, "status")), trigger, json_object_get_string(get(e, "rule")));
    }
}

static void judge(const char *file, const test_case *c, const view *w)
{
    bool good = true;
    for (int i = 0; i < c->check_count; i++) {
        if (check_holds(w, &c->checks[i]))
            continue;
        if (good)
            printf("not ok case/%s %s:", file, c->name);
        printf("%s %s %s (line %d)", good ? "" : ";", c->checks[i].wrong ? "wrong" : "want", c->checks[i].text, c->checks[i].line);
        good = false;
    }
    if (good) {
        printf("ok case/%s %s\n", file, c->name);
        return;
    }
    printf("\n");
    list_events(w);
}

/* ---- running --------------------------------------------------------------------------------------------------- */

static char *read_file(const char *path)
{
    FILE *f = fopen(path, "r");
    char *all = grow(NULL, 1);
    size_t n = 0, got = 0;
    char block[4096];
    if (f == NULL)
        die("cannot open", path);
    while ((got = fread(block, 1, sizeof block, f)) > 0) {
        all = grow(all, n + got + 1);
        memcpy(all + n, block, got);
        n += got;
    }
    fclose(f);
    all[n] = '\0';
    return all;
}

static void scratch_path(char *to, size_t room, const char *name)
{
    snprintf(to, room, "%s/%s", scratch, name);
}

static void write_input(const test_case *cases, int n, const char *path)
{
    FILE *f = fopen(path, "w");
    if (f == NULL)
        die("cannot write", path);
    for (int i = 0; i < n; i++) {
        const test_case *c = &cases[i];
        char id[16];
        if (c->run != NULL)
            continue;
        snprintf(id, sizeof id, "%d", i);
        struct json_object *o = json_object_new_object();
        json_object_object_add(o, "id", json_object_new_string(id));
        json_object_object_add(o, "text", json_object_new_string(c->text == NULL ? "" : c->text));
        if (c->date != NULL)
            json_object_object_add(o, "date", json_object_new_string(c->date));
        if (c->source != NULL)
            json_object_object_add(o, "source", json_object_new_string(c->source));
        if (c->title != NULL)
            json_object_object_add(o, "title", json_object_new_string(c->title));
        if (c->url != NULL)
            json_object_object_add(o, "url", json_object_new_string(c->url));
        fprintf(f, "%s\n", json_object_to_json_string_ext(o, JSON_C_TO_STRING_PLAIN));
        json_object_put(o);
    }
    fclose(f);
}

/* Runs a command line; gives its exit status, 128 + signal where one ended it. */
static int run(const char *command)
{
    int status = system(command);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

static void judge_records(const char *file, test_case *cases, int n, char *output)
{
    bool seen[MAX_CASES] = {false};
    char *rest = NULL;
    for (char *line = strtok_r(output, "\n", &rest); line != NULL; line = strtok_r(NULL, "\n", &rest)) {
        struct json_object *record = json_tokener_parse(line);
        const char *id = json_object_get_string(get(get(record, "document"), "id"));
        int i = id != NULL ? atoi(id) : -1;
        if (i >= 0 && i < n && !seen[i]) {
            const char *text = json_object_get_string(get(record, "text"));
            view w = {record, text != NULL ? text : cases[i].text};
            judge(file, &cases[i], &w);
            seen[i] = true;
        }
        json_object_put(record);
    }
    for (int i = 0; i < n; i++)
        if (!seen[i] && cases[i].run == NULL)
            printf("not ok case/%s %s: no record came\n", file, cases[i].name);
}

static void run_records(const char *file, test_case *cases, int n)
{
    char input[300], output[300], command[2048];
    scratch_path(input, sizeof input, "input.jsonl");
    scratch_path(output, sizeof output, "output.jsonl");
    write_input(cases, n, input);
    snprintf(command, sizeof command, "'%s' code --from jsonl --format jsonl --with-text '%s' >'%s' 2>'%s/error'", program,
             input, output, scratch);
    int status = run(command);
    char *all = read_file(output);
    judge_records(file, cases, n, all);
    if (status != 0)
        printf("not ok case/%s: `dragoman code` ended with status %d\n", file, status);
    free(all);
}

/* One case with a command of its own. */
static void run_command(const char *file, const test_case *c)
{
    char text[300], out[300], err[300], command[4096] = "";
    scratch_path(text, sizeof text, "report.txt");
    scratch_path(out, sizeof out, "output");
    scratch_path(err, sizeof err, "error");
    FILE *f = fopen(text, "w");
    if (f == NULL)
        die("cannot write", text);
    fputs(c->text != NULL ? c->text : "", f);
    fclose(f);
    const char *hole = strstr(c->run, "FILE");
    int before = hole != NULL ? (int)(hole - c->run) : (int)strlen(c->run);
    snprintf(command, sizeof command, "'%s' %.*s%s%s >'%s' 2>'%s' </dev/null", program, before, c->run,
             hole != NULL ? text : "", hole != NULL ? hole + 4 : "", out, err);
    int status = run(command);
    char *output = read_file(out), *error = read_file(err);
    bool good = true;
    for (int i = 0; i < c->check_count; i++) {
        const char *t = c->checks[i].text;
        bool holds = strncmp(t, "output ", 7) == 0  ? strstr(output, t + 7) != NULL
                     : strncmp(t, "error ", 6) == 0 ? strstr(error, t + 6) != NULL
                                                    : strncmp(t, "exit ", 5) == 0 && atoi(t + 5) == status;
        if (holds != c->checks[i].wrong)
            continue;
        printf("not ok case/%s %s: %s %s (line %d; exit %d)\n", file, c->name, c->checks[i].wrong ? "wrong" : "want", t,
               c->checks[i].line, status);
        good = false;
    }
    if (good)
        printf("ok case/%s %s\n", file, c->name);
    free(output);
    free(error);
}

static void free_case(test_case *c)
{
    for (int i = 0; i < c->check_count; i++)
        free(c->checks[i].text);
    free(c->name);
    free(c->date);
    free(c->source);
    free(c->title);
    free(c->url);
    free(c->run);
    free(c->text);
}

static void run_file(const char *path)
{
    static test_case cases[MAX_CASES];
    const char *slash = strrchr(path, '/');
    const char *file = slash != NULL ? slash + 1 : path;
    int n = read_cases(path, cases), records = 0;
    for (int i = 0; i < n; i++) {
        if (cases[i].check_count == 0)
            printf("not ok case/%s %s: the case asks for nothing\n", file, cases[i].name);
        records += cases[i].run == NULL;
    }
    if (records > 0)
        run_records(file, cases, n);
    for (int i = 0; i < n; i++)
        if (cases[i].run != NULL)
            run_command(file, &cases[i]);
    for (int i = 0; i < n; i++)
        free_case(&cases[i]);
}

int main(int argc, char **argv)
{
    char command[400];
    if (argc < 3) {
        fprintf(stderr, "usage: run_cases PROGRAM FILE.case...\n");
        return 2;
    }
    program = argv[1];
    snprintf(scratch, sizeof scratch, "%s/dragoman-cases-XXXXXX", getenv("TMPDIR") != NULL ? getenv("TMPDIR") : "/tmp");
    if (mkdtemp(scratch) == NULL)
        die("cannot make", scratch);
    for (int i = 2; i < argc; i++)
        run_file(argv[i]);
    snprintf(command, sizeof command, "rm -rf '%s'", scratch);
    return run(command);
}
