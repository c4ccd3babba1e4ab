/* SPDX-License-Identifier: MIT
 *
 * count.c: the library from outside: reads one report and prints its events, one a line.
 *
 *     cc count.c $(pkg-config --cflags --libs dragoman) && ./a.out report.txt
 */
#include <dragoman.h>
#include <stdio.h>
#include <stdlib.h>

static char *read_whole(const char *path, size_t *length)
{
    FILE *f = fopen(path, "rb");
    char *text = malloc(1 << 20);
    *length = f != NULL && text != NULL ? fread(text, 1, 1 << 20, f) : 0;
    if (f != NULL)
        fclose(f);
    return text;
}

static void print_parties(const dgm_document *document, size_t event, dgm_role role, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        int entity = -1;
        dgm_span words;
        dgm_entity who;
        if (dgm_document_party(document, event, role, i, &entity, &words) && entity >= 0 &&
            dgm_document_entity(document, (size_t)entity, &who))
            printf("%s%s (%s)", i > 0 ? ", " : "", who.name, who.code);
    }
}

static void print_events(const dgm_document *document)
{
    dgm_event e;
    for (size_t i = 0; dgm_document_event(document, i, &e); i++) {
        printf("%s\t%s\t", e.type, e.status);
        print_parties(document, i, DGM_ACTOR, e.actor_count);
        printf("\t");
        print_parties(document, i, DGM_RECIPIENT, e.recipient_count);
        printf("\n");
    }
}

int main(int argc, char **argv)
{
    dgm_engine *engine = NULL;
    dgm_document *document = NULL;
    dgm_error error = {0};
    dgm_input input = {.date = "2025-02-18"};
    char *text = read_whole(argc > 1 ? argv[1] : "", &input.length);
    input.text = text;
    int good = text != NULL && dgm_engine_open(NULL, &engine, &error) == DGM_OK &&
               dgm_document_new(engine, &document, &error) == DGM_OK &&
               dgm_document_read(document, &input, &error) == DGM_OK;
    if (good)
        print_events(document);
    else
        fprintf(stderr, "count: %s: %s\n", error.file, error.message);
    dgm_document_free(document);
    dgm_engine_free(engine);
    free(text);
    return good ? 0 : 1;
}
