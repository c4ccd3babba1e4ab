/* SPDX-License-Identifier: MIT
 *
 * hostile.c: feeds the program what no friend would send: broken bytes, endless lines, deep nesting, half a model.
 *
 *   trial = a way to make an input + a command ─▶ run under limits ─▶ good output or a clear error, nothing else
 *
 * A run is right when it ends by itself with an exit status below 64, in its time, within its memory, and either succeeds
 * with whole, well-formed records or fails with a message on standard error. Where a trial says so it must fail, or must
 * succeed. Inputs are made in the folder given and removed afterwards; numbers that look random come from a fixed seed.
 *
 * usage: hostile PROGRAM FOLDER [GROUP]     (run in the root of the project: data/ and models/ are copied and broken)
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <json-c/json.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#if defined(__SANITIZE_ADDRESS__)
#define SLOW 6 /* sanitizers cost time and memory */
#else
#define SLOW 1
#endif

#define SECONDS (30 * SLOW) /* of the processor; four times as many by the wall clock */
#define GIANT_SECONDS (120 * SLOW)
#define MEGABYTES (300 * SLOW)        /* of an ordinary trial */
#define GIANT_MEGABYTES (1500 * SLOW) /* one document of the largest size that is taken */

typedef enum wanted { EITHER, GOOD, ERROR } wanted;
typedef void maker(FILE *to);

static const char *program, *folder;
static char input[600], output[600], errors[600];
static uint64_t seed = 20250308;

static uint32_t dice(void)
{
    seed = seed * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(seed >> 33);
}

static void many(FILE *to, size_t times, const char *text)
{
    for (size_t i = 0; i < times; i++)
        fputs(text, to);
}

static void bytes(FILE *to, const char *raw, size_t length)
{
    fwrite(raw, 1, length, to);
}
#define RAW(to, literal) bytes((to), (literal), sizeof(literal) - 1)

/* ---- texts ----------------------------------------------------------------------------------------------------- */

static void make_empty(FILE *to)
{
    (void)to;
}
static void make_space(FILE *to)
{
    many(to, 100000, " \n\t");
}
static void make_lines(FILE *to)
{
    many(to, 1000000, "\n");
}
static void make_binary(FILE *to)
{
    for (int i = 0; i < 1 << 20; i++)
        fputc((int)(dice() & 0xFF), to);
}
static void make_nul(FILE *to)
{
    for (int i = 0; i < 1 << 20; i++)
        fputc(0, to);
}
static void make_nul_within(FILE *to)
{
    RAW(to, "Poland con\0demned Bela\0rus on\0 Friday.\0");
}
static void make_giant_line(FILE *to)
{
    many(to, 1250000, "the army of Russia attacked a town near ");
}
static void make_giant_sentences(FILE *to)
{
    many(to, 1250000, "Russia attacked Ukraine on Friday night. ");
}
static void make_million_tokens(FILE *to)
{
    many(to, 125000, "the army of Russia attacked a town and ");
}
static void make_brackets(FILE *to)
{
    many(to, 200000, "(");
    fputs(" Poland condemned Belarus ", to);
    many(to, 200000, ")");
}
static void make_square(FILE *to)
{
    many(to, 100000, "[{<");
}
static void make_quotes(FILE *to)
{
    many(to, 40000, "\" he said \xE2\x80\x9C");
}
static void make_word(FILE *to)
{
    many(to, 5000000, "x");
}
static void make_marks(FILE *to)
{
    fputs("Pola", to);
    many(to, 300000, "\xCC\x81");
    fputs("nd condemned Belarus.", to);
}
static void make_commas(FILE *to)
{
    many(to, 200000, ",");
}
static void make_names(FILE *to)
{
    many(to, 20000, "Russia, Ukraine, Poland and ");
    fputs("Belarus met.", to);
}
static void make_said(FILE *to)
{
    many(to, 20000, "Peskov said that ");
    fputs("Poland condemned Belarus.", to);
}
static void make_of(FILE *to)
{
    many(to, 20000, "the attack of the army of ");
    fputs("Belarus began.", to);
}
static void make_dates(FILE *to)
{
    many(to, 20000, "on March 3, 2025 last week three days after ");
}
static void make_hyphens(FILE *to)
{
    many(to, 200000, "US-Russia-");
}
static void make_pronouns(FILE *to)
{
    many(to, 20000, "He met him. They said it. ");
}
static void make_capitals(FILE *to)
{
    many(to, 20000, "RUSSIA ATTACKS UKRAINE ");
}
static void make_colons(FILE *to)
{
    many(to, 50000, "Kremlin: no deal: ");
}
static void make_titles(FILE *to)
{
    many(to, 20000, "By By By\n\n");
}
static void make_overlong(FILE *to)
{
    RAW(to, "Poland \xC0\xAF condemned \xE0\x80\xAF Belarus \xF0\x80\x80\xAF \xED\xA0\x80 \xF4\x90\x80\x80 \xF8\x88\x80\x80\x80 on Friday\xE2\x82");
}
static void make_crlf(FILE *to)
{
    RAW(to, "\xEF\xBB\xBFPoland condemns Belarus\r\n\r\nPoland condemned Belarus.\r\rRussia\vtoo.\f\x1B[31m\x07\r\n");
}
static void make_utf16(FILE *to)
{
    const char *s = "Poland condemned Belarus.\n";
    RAW(to, "\xFF\xFE");
    for (; *s != '\0'; s++) {
        fputc(*s, to);
        fputc(0, to);
    }
}
static void make_utf16_big(FILE *to)
{
    const char *s = "Poland condemned Belarus.\n";
    RAW(to, "\xFE\xFF");
    for (; *s != '\0'; s++) {
        fputc(0, to);
        fputc(*s, to);
    }
}
static void make_planes(FILE *to)
{
    many(to, 50000, "\xF0\x9F\x87\xBA\xF0\x9F\x87\xB8 \xF0\x9D\x95\xBD\xE2\x80\x8B\xEF\xBB\xBF\xE2\x80\xAE ");
}

/* ---- JSON lines ------------------------------------------------------------------------------------------------ */

static void json_not(FILE *to)
{
    fputs("this is no JSON\n", to);
}
static void json_cut(FILE *to)
{
    fputs("{\"id\": \"1\", \"text\": \"Poland condemned", to);
}
static void json_array(FILE *to)
{
    fputs("[1, 2, 3]\n\"text\"\n17\nnull\ntrue\n", to);
}
static void json_types(FILE *to)
{
    fputs("{\"id\": 1, \"text\": 17}\n{\"id\": {}, \"text\": []}\n{\"text\": null}\n{\"id\": \"x\"}\n{}\n", to);
}
static void json_deep(FILE *to)
{
    fputs("{\"id\": \"1\", \"text\": ", to);
    many(to, 100000, "[");
    many(to, 100000, "]");
    fputs("}\n", to);
}
static void json_surrogates(FILE *to)
{
    fputs("{\"id\": \"\\ud800\", \"text\": \"Poland \\udc00 condemned \\ud83d Belarus \\ud800\\ud800.\", \"date\": \"2025-03-08\"}\n", to);
}
static void json_nul(FILE *to)
{
    fputs("{\"id\": \"a\\u0000b\", \"text\": \"Poland\\u0000 condemned \\u0001\\u001b Belarus.\\u0000\"}\n", to);
}
static void json_twice(FILE *to)
{
    fputs("{\"id\": \"1\", \"text\": \"a\", \"text\": \"Poland condemned Belarus.\", \"id\": \"2\"}\n", to);
}
static void json_dates(FILE *to)
{
    const char *const dates[] = {"2025-99-99", "0000-00-00", "-1", "yesterday", "99999999999999999999", "2025-02-30", ""};
    for (size_t i = 0; i < sizeof dates / sizeof *dates; i++)
        fprintf(to, "{\"id\": \"%zu\", \"text\": \"Poland condemned Belarus last week.\", \"date\": \"%s\"}\n", i, dates[i]);
}
static void json_bad_utf8(FILE *to)
{
    RAW(to, "{\"id\": \"\xFF\", \"text\": \"Poland \xC3 condemned \xED\xA0\x80 Belarus\x80.\"}\n");
}
static void json_giant(FILE *to)
{
    fputs("{\"id\": \"1\", \"text\": \"", to);
    many(to, 3500000, "the army of Russia ... ");
    fputs("\"}\n", to);
}
static void json_mixed(FILE *to)
{
    fputs("{\"id\": \"1\", \"text\": \"Poland condemned Belarus.\"}\n\n{broken\n\n{\"id\": \"2\", \"text\": \"Iran condemned Israel.\"}", to);
}
static void json_many(FILE *to)
{
    for (int i = 0; i < 3000; i++)
        fprintf(to, "{\"id\": \"%d\", \"text\": \"Poland condemned Belarus.\"}\n", i);
}
static void json_key(FILE *to)
{
    fputs("{\"id\": \"1\", \"", to);
    many(to, 1000000, "k");
    fputs("\": 1, \"source\": \"", to);
    many(to, 1000000, "s");
    fputs("\", \"text\": \"Poland condemned Belarus.\"}\n", to);
}

/* ---- running under limits -------------------------------------------------------------------------------------- */

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static void start(char *const *arguments, int limit)
{
    struct rlimit most = {(rlim_t)limit + 1, (rlim_t)limit + 2};
    setrlimit(RLIMIT_CPU, &most);
    int in = open("/dev/null", O_RDONLY);
    int out = open(output, O_WRONLY | O_CREAT | O_TRUNC, 0600), err = open(errors, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    if (in < 0 || out < 0 || err < 0)
        _exit(99);
    dup2(in, 0);
    dup2(out, 1);
    dup2(err, 2);
    execv(program, arguments);
    _exit(99);
}

static double cpu_seconds(const struct rusage *used)
{
    return (double)(used->ru_utime.tv_sec + used->ru_stime.tv_sec) +
           (double)(used->ru_utime.tv_usec + used->ru_stime.tv_usec) * 1e-6;
}

/* Runs the program; gives its wait status, and what it took; -1 where it ran past `limit` seconds. */
static int run(char *const *arguments, int limit, long *megabytes, double *took)
{
    struct rusage used;
    struct timespec pause = {0, 2000000};
    int status = 0;
    double end = now() + 4 * limit;
    pid_t child = fork();
    if (child == 0)
        start(arguments, limit);
    while (wait4(child, &status, WNOHANG, &used) == 0) {
        nanosleep(&pause, NULL);
        if (now() > end) {
            kill(child, SIGKILL);
            wait4(child, &status, 0, &used);
            return -1;
        }
    }
    *megabytes = used.ru_maxrss / 1024;
    *took = cpu_seconds(&used);
    return *took > limit ? -1 : status;
}

static long file_size(const char *path)
{
    struct stat s;
    return stat(path, &s) == 0 ? (long)s.st_size : -1;
}

/* Whole lines, each a JSON object with the layers of a record. A giant line is not parsed, only looked at. */
static bool records_whole(void)
{
    FILE *f = fopen(output, "r");
    char *line = NULL;
    size_t room = 0;
    ssize_t n = 0;
    bool good = f != NULL;
    while (good && (n = getline(&line, &room, f)) > 0) {
        good = line[n - 1] == '\n' && line[0] == '{' && n > 2 && line[n - 2] == '}';
        if (!good || n > (64 << 20))
            continue;
        struct json_object *o = json_tokener_parse(line), *events = NULL;
        good = o != NULL && json_object_object_get_ex(o, "events", &events) && json_object_is_type(events, json_type_array);
        json_object_put(o);
    }
    free(line);
    if (f != NULL)
        fclose(f);
    return good;
}

static void first_error(char *to, size_t room)
{
    FILE *f = fopen(errors, "r");
    to[0] = '\0';
    if (f != NULL && fgets(to, (int)room, f) != NULL)
        to[strcspn(to, "\n")] = '\0';
    if (f != NULL)
        fclose(f);
}

static long megabytes; /* of the last run */
static double took;    /* seconds */

static void verdict(const char *name, const char *reason)
{
    if (reason == NULL)
        printf("ok hostile/%s (%.1f s, %ld MB)\n", name, took, megabytes);
    else
        printf("not ok hostile/%s: %s\n", name, reason);
    fflush(stdout);
}

/* Judges one run; `records`: how many must have come where it is known, else -1. */
static void judge(const char *name, char *const *arguments, wanted want, bool giant, long records)
{
    char reason[512], error[256];
    long most = giant ? GIANT_MEGABYTES : MEGABYTES;
    int status = run(arguments, giant ? GIANT_SECONDS : SECONDS, &megabytes, &took);
    int code = WIFEXITED(status) ? WEXITSTATUS(status) : 128;
    first_error(error, sizeof error);
    if (status == -1)
        snprintf(reason, sizeof reason, "ran past %d s", giant ? GIANT_SECONDS : SECONDS);
    else if (WIFSIGNALED(status))
        snprintf(reason, sizeof reason, "ended by signal %d", WTERMSIG(status));
    else if (code >= 64)
        snprintf(reason, sizeof reason, "exit status %d: %s", code, error);
    else if (megabytes > most)
        snprintf(reason, sizeof reason, "took %ld MB, %ld allowed", megabytes, most);
    else if (want == GOOD && code != 0)
        snprintf(reason, sizeof reason, "exit status %d: %s", code, error);
    else if (want == ERROR && code == 0)
        snprintf(reason, sizeof reason, "should have failed");
    else if (code != 0 && error[0] == '\0')
        snprintf(reason, sizeof reason, "exit status %d without a message", code);
    else if (!records_whole())
        snprintf(reason, sizeof reason, "a record is not whole");
    else {
        long lines = 0;
        FILE *f = fopen(output, "r");
        for (int c = 0; records >= 0 && f != NULL && (c = fgetc(f)) != EOF;)
            lines += c == '\n';
        if (f != NULL)
            fclose(f);
        if (records < 0 || lines == records) {
            verdict(name, NULL);
            return;
        }
        snprintf(reason, sizeof reason, "%ld records came, %ld expected", lines, records);
    }
    verdict(name, reason);
}

static void code(const char *name, const char *from, maker *make, wanted want, bool giant, long records)
{
    char *arguments[] = {(char *)(uintptr_t)program, (char[]){"code"}, (char[]){"--from"}, (char *)(uintptr_t)from,
                         (char[]){"--format"}, (char[]){"jsonl"}, input, NULL};
    FILE *f = fopen(input, "w");
    if (f == NULL) {
        verdict(name, strerror(errno));
        return;
    }
    make(f);
    fclose(f);
    judge(name, arguments, want, giant, records);
    unlink(input);
}

static void texts(void)
{
    static const struct {
        const char *name;
        maker *make;
        wanted want;
        bool giant;
    } trials[] = {
        {"empty", make_empty, GOOD, false},
        {"white space", make_space, GOOD, false},
        {"a million empty lines", make_lines, GOOD, false},
        {"random bytes", make_binary, EITHER, false},
        {"a megabyte of NUL", make_nul, EITHER, false},
        {"NUL within words", make_nul_within, GOOD, false},
        {"50 MB on one line", make_giant_line, EITHER, true},
        {"50 MB of sentences on one line", make_giant_sentences, EITHER, true},
        {"a sentence of a million tokens", make_million_tokens, EITHER, true},
        {"200000 brackets", make_brackets, EITHER, true},
        {"mixed brackets", make_square, EITHER, true},
        {"open quotes", make_quotes, EITHER, true},
        {"a word of 5 MB", make_word, EITHER, false},
        {"a pile of combining marks", make_marks, EITHER, false},
        {"200000 commas", make_commas, EITHER, true},
        {"60000 coordinated names", make_names, EITHER, true},
        {"20000 nested sayings", make_said, EITHER, true},
        {"a chain of genitives", make_of, EITHER, true},
        {"dates without end", make_dates, EITHER, true},
        {"hyphens without end", make_hyphens, EITHER, true},
        {"40000 short sentences of pronouns", make_pronouns, EITHER, true},
        {"all capitals", make_capitals, EITHER, true},
        {"colons without end", make_colons, EITHER, true},
        {"bylines without end", make_titles, EITHER, true},
        {"overlong and broken UTF-8", make_overlong, GOOD, false},
        {"byte order mark, CRLF, escapes", make_crlf, GOOD, false},
        {"UTF-16 little", make_utf16, EITHER, false},
        {"UTF-16 big", make_utf16_big, EITHER, false},
        {"other planes, zero width, right to left", make_planes, EITHER, true},
    };
    for (size_t i = 0; i < sizeof trials / sizeof *trials; i++)
        code(trials[i].name, "text", trials[i].make, trials[i].want, trials[i].giant, trials[i].want == GOOD ? 1 : -1);
}

static void json_lines(void)
{
    static const struct {
        const char *name;
        maker *make;
        wanted want;
        bool giant;
        long records;
    } trials[] = {
        {"json: empty", make_empty, EITHER, false, 0},
        {"json: none at all", json_not, ERROR, false, 0},
        {"json: cut off", json_cut, ERROR, false, 0},
        {"json: no objects", json_array, ERROR, false, 0},
        {"json: wrong types", json_types, ERROR, false, 0},
        {"json: 100000 deep", json_deep, ERROR, false, 0},
        {"json: lone surrogates", json_surrogates, EITHER, false, -1},
        {"json: NUL and control characters", json_nul, GOOD, false, 1},
        {"json: members twice", json_twice, EITHER, false, -1},
        {"json: dates that are none", json_dates, EITHER, false, -1},
        {"json: broken UTF-8", json_bad_utf8, EITHER, false, -1},
        {"json: a line of 80 MB", json_giant, ERROR, true, 0},
        {"json: a bad line among good ones", json_mixed, ERROR, false, 2},
        {"json: 3000 small reports", json_many, GOOD, false, 3000},
        {"json: giant members", json_key, EITHER, false, -1},
        {"binary as json", make_binary, ERROR, false, -1},
    };
    for (size_t i = 0; i < sizeof trials / sizeof *trials; i++)
        code(trials[i].name, "jsonl", trials[i].make, trials[i].want, trials[i].giant, trials[i].records);
}

/* ---- broken data and models ------------------------------------------------------------------------------------ */

static char *slurp(const char *path, long *length)
{
    FILE *f = fopen(path, "r");
    char *p = NULL;
    *length = file_size(path);
    if (f != NULL && *length >= 0 && (p = malloc((size_t)*length + 1)) != NULL)
        *length = (long)fread(p, 1, (size_t)*length, f);
    if (f != NULL)
        fclose(f);
    return p;
}

static void spill(const char *path, const char *p, long length)
{
    FILE *f = fopen(path, "w");
    if (f != NULL) {
        fwrite(p, 1, (size_t)length, f);
        fclose(f);
    }
}

static void read_one(const char *name, wanted want)
{
    char *arguments[] = {(char *)(uintptr_t)program, (char[]){"code"}, (char[]){"--from"}, (char[]){"text"},
                         (char[]){"--format"}, (char[]){"jsonl"}, input, NULL};
    spill(input, "Poland condemned Belarus.\n", 26);
    judge(name, arguments, want, false, -1);
    unlink(input);
}

/* Breaks one file in several ways, one after the other, and puts it back. */
static void break_file(const char *path, const char *shown, bool model)
{
    char name[400];
    long length = 0;
    char *whole = slurp(path, &length);
    if (whole == NULL || length == 0) {
        free(whole);
        return;
    }
    unlink(path);
    snprintf(name, sizeof name, "%s missing", shown);
    read_one(name, model ? ERROR : EITHER);
    spill(path, "", 0);
    snprintf(name, sizeof name, "%s empty", shown);
    read_one(name, model ? ERROR : EITHER);
    spill(path, whole, length * 2 / 3);
    snprintf(name, sizeof name, "%s cut off", shown);
    read_one(name, model ? ERROR : EITHER);
    spill(path, "\x89PNG\r\n\x1A\n\0\0\0\rIHDR\0\0\1\0\0\0\1\0\xFF\xFE\xFD", 27);
    snprintf(name, sizeof name, "%s foreign", shown);
    read_one(name, ERROR);
    char *broken = malloc((size_t)length);
    for (int i = 0; broken != NULL && i < (model ? 8 : 2); i++) {
        memcpy(broken, whole, (size_t)length);
        for (int k = 0; k < 1 + i; k++) /* the first runs hit the head of the file, where the sizes stand */
            broken[dice() % (uint32_t)(i < 4 && length > 256 ? 256 : length)] ^= (char)(1 << (dice() % 8));
        spill(path, broken, length);
        snprintf(name, sizeof name, "%s with flipped bits, %d", shown, i + 1);
        read_one(name, EITHER);
    }
    spill(path, whole, length);
    free(broken);
    free(whole);
}

static void break_tree(const char *path, const char *shown, bool model)
{
    struct dirent **entries = NULL;
    int n = scandir(path, &entries, NULL, alphasort);
    for (int i = 0; i < n; i++) {
        char below[1024], name[300];
        struct stat s;
        snprintf(below, sizeof below, "%s/%s", path, entries[i]->d_name);
        snprintf(name, sizeof name, "%s/%s", shown, entries[i]->d_name);
        const char *dot = strrchr(entries[i]->d_name, '.');
        bool prose = dot != NULL && (strcmp(dot, ".md") == 0 || strcmp(dot, ".log") == 0 || strcmp(dot, ".txt") == 0);
        if (entries[i]->d_name[0] != '.' && stat(below, &s) == 0) {
            if (S_ISDIR(s.st_mode))
                break_tree(below, name, model);
            else if (!prose)
                break_file(below, name, model);
        }
        free(entries[i]);
    }
    free(entries);
}

static void shell(const char *command)
{
    if (system(command) != 0)
        printf("not ok hostile/%s: could not be done\n", command);
}

static void broken_folders(void)
{
    char data[600], models[600], command[4000];
    snprintf(data, sizeof data, "%s/data", folder);
    snprintf(models, sizeof models, "%s/models", folder);
    snprintf(command, sizeof command, "rm -rf '%s' '%s' && cp -R data '%s' && cp -R models '%s' && rm -rf '%s/export' '%s/serve'", data,
             models, data, models, data, data); /* read by the exports and the server alone */
    shell(command);
    setenv("DRAGOMAN_DATA", data, 1);
    setenv("DRAGOMAN_MODELS", models, 1);
    read_one("copied data and models", GOOD);
    break_tree(data, "data", false);
    break_tree(models, "models", true);
    read_one("all put back", GOOD);
    setenv("DRAGOMAN_DATA", "/nonexistent", 1);
    read_one("no data folder", ERROR);
    setenv("DRAGOMAN_DATA", input, 1);
    read_one("data folder is a file", ERROR);
    setenv("DRAGOMAN_DATA", data, 1);
    setenv("DRAGOMAN_MODELS", "/nonexistent", 1);
    read_one("no model folder", ERROR);
}

static void odd_paths(void)
{
    char *missing[] = {(char *)(uintptr_t)program, (char[]){"code"}, (char[]){"/nonexistent/file"}, NULL};
    char *nothing[] = {(char *)(uintptr_t)program, (char[]){"code"}, (char[]){"--from"}, (char[]){"text"},
                       (char[]){"/dev/null"}, NULL};
    char *full[] = {(char[]){"/bin/sh"}, (char[]){"-c"}, NULL, NULL};
    char command[1500];
    const char *own = program;
    judge("missing input", missing, ERROR, false, -1);
    judge("/dev/null", nothing, EITHER, false, -1);
    snprintf(command, sizeof command, "'%s' code --from jsonl examples/talks/reports.jsonl >/dev/full", own);
    full[2] = command;
    program = "/bin/sh";
    judge("output to a full disk", full, ERROR, false, -1);
    snprintf(command, sizeof command, "'%s' code --from jsonl examples/talks/reports.jsonl | head -c 100 >/dev/null", own);
    judge("reader goes away", full, EITHER, false, -1);
    program = own;
}

int main(int argc, char **argv)
{
    static const struct {
        const char *name;
        void (*run)(void);
    } groups[] = {{"texts", texts}, {"json", json_lines}, {"paths", odd_paths}, {"broken", broken_folders}};
    char command[700];
    if (argc != 3 && argc != 4) {
        fprintf(stderr, "usage: hostile PROGRAM FOLDER [texts|json|paths|broken]\n");
        return 2;
    }
    program = argv[1];
    folder = argv[2];
    snprintf(command, sizeof command, "mkdir -p '%s'", folder);
    shell(command);
    snprintf(input, sizeof input, "%s/input", folder);
    snprintf(output, sizeof output, "%s/output", folder);
    snprintf(errors, sizeof errors, "%s/errors", folder);
    for (size_t i = 0; i < sizeof groups / sizeof *groups; i++)
        if (argc == 3 || strcmp(argv[3], groups[i].name) == 0)
            groups[i].run();
    snprintf(command, sizeof command, "rm -rf '%s'", folder);
    shell(command);
    return 0;
}
