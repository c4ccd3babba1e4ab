/* SPDX-License-Identifier: MIT
 *
 * The examples of docs/api.md, run: a fenced block that begins with "$ curl ..." is the command and what it must answer. White space
 * outside of quotes does not count; "…" stands for anything. The address of the document is replaced by that of the server.
 * usage: examples DOCUMENT http://127.0.0.1:PORT
 */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char ADDRESS[] = "http://127.0.0.1:8020";
enum { BLOCK = 65536 };

/* Without white space outside of quotes. */
static void squeeze(char *text)
{
    bool quoted = false;
    char *to = text;
    for (char *c = text; *c != 0; c++) {
        if (*c == '"' && (c == text || c[-1] != '\\'))
            quoted = !quoted;
        if (quoted || strchr(" \t\r\n", *c) == NULL)
            *to++ = *c;
    }
    *to = 0;
}

/* Pieces between "…" must follow one another; the first one begins the text, the last one ends it. */
static bool matches(const char *text, char *pattern, char **missing)
{
    static const char any[] = "…";
    bool first = true;
    for (char *piece = pattern; piece != NULL;) {
        char *next = strstr(piece, any);
        if (next != NULL)
            *next = 0;
        size_t n = strlen(piece);
        const char *at = next == NULL && !first && strlen(text) >= n ? text + strlen(text) - n : strstr(text, piece);
        *missing = piece;
        if (at == NULL || (first && at != text) || strncmp(at, piece, n) != 0 || (next == NULL && at[n] != 0))
            return false;
        text = at + n;
        first = false;
        piece = next != NULL ? next + sizeof any - 1 : NULL;
    }
    return true;
}

static void replace_address(const char *from, const char *address, char *to, size_t size)
{
    to[0] = 0;
    for (const char *at; (at = strstr(from, ADDRESS)) != NULL; from = at + sizeof ADDRESS - 1) {
        size_t n = strlen(to);
        (void)snprintf(to + n, size - n, "%.*s%s", (int)(at - from), from, address);
    }
    size_t n = strlen(to);
    (void)snprintf(to + n, size - n, "%s", from);
}

static bool run(char *command, char *expected, const char *address)
{
    static char answer[8 * BLOCK], real[BLOCK], plain[BLOCK];
    char *missing = NULL;
    replace_address(command, address, real, sizeof real);
    replace_address(expected, address, plain, sizeof plain);
    FILE *f = popen(real, "r");
    size_t n = f != NULL ? fread(answer, 1, sizeof answer - 1, f) : 0;
    int end = f != NULL ? pclose(f) : -1;
    answer[n] = 0;
    squeeze(answer);
    squeeze(plain);
    bool good = end == 0 && matches(answer, plain, &missing);
    if (good)
        printf("ok serve/docs/api.md %.100s\n", command);
    else
        printf("not ok serve/docs/api.md %.100s: not found: %.120s\n#     answer: %.600s\n", command, missing != NULL ? missing : "", answer);
    return good;
}

int main(int count, char **arguments)
{
    static char line[8192], command[BLOCK], expected[BLOCK];
    FILE *f = count == 3 ? fopen(arguments[1], "r") : NULL;
    bool inside = false;
    int failed = 0, examples = 0;
    if (f == NULL) {
        fprintf(stderr, "usage: examples DOCUMENT http://127.0.0.1:PORT\n");
        return 2;
    }
    while (fgets(line, sizeof line, f) != NULL) {
        bool fence = strncmp(line, "```", 3) == 0;
        if (fence && inside && command[0] != 0) {
            examples++;
            failed += !run(command, expected, arguments[2]);
        }
        if (fence) {
            inside = !inside;
            command[0] = expected[0] = 0;
        } else if (inside && strncmp(line, "$ curl ", 7) == 0) {
            (void)snprintf(command, sizeof command, "%.*s", (int)strcspn(line + 2, "\n"), line + 2);
        } else if (inside && command[0] != 0) {
            size_t n = strlen(expected);
            (void)snprintf(expected + n, sizeof expected - n, "%s", line);
        }
    }
    fclose(f);
    if (examples < 20)
        printf("not ok serve/docs/api.md: only %d examples were found\n", examples);
    return failed != 0 || examples < 20;
}
