/* SPDX-License-Identifier: MIT
 * Depth first with a stack of sorted listings; memory is that of the names in the folders on the way down. */
#include "pipeline/folder.h"

#include "base/arena.h"
#include "base/error.h"
#include "base/memory.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define DEPTH 64

typedef struct listing {
    arena memory;       /* names */
    const char **names; /* [count] sorted */
    size_t count, at;
    size_t path_length; /* of the folder in walk->path, with its slash */
} listing;

struct folder_walk {
    strbuf path;
    listing stack[DEPTH];
    unsigned depth; /* listings in use */
};

static int by_bytes(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static dgm_status read_names(DIR *folder, listing *l, dgm_error *err)
{
    const struct dirent *entry;
    while ((entry = readdir(folder)) != NULL) {
        if (entry->d_name[0] == '.')
            continue;
        l->names = arena_push(&l->memory, l->names, l->count, sizeof *l->names);
        if (l->names == NULL ||
            (l->names[l->count] = arena_string(&l->memory, entry->d_name, strlen(entry->d_name))) == NULL)
            return error_set(err, DGM_NO_MEMORY, "out of memory");
        l->count++;
    }
    if (l->count > 0)
        qsort(l->names, l->count, sizeof *l->names, by_bytes);
    return DGM_OK;
}

/* Puts the folder walk->path on the stack. */
static dgm_status enter(folder_walk *w, dgm_error *err)
{
    char text[128];
    if (w->depth == DEPTH)
        return error_at(err, DGM_IO, w->path.p, 0, 0, "folders are nested more than %d deep", DEPTH);
    DIR *folder = opendir(w->path.p);
    if (folder == NULL)
        return error_at(err, DGM_IO, w->path.p, 0, 0, "cannot open the folder: %s",
                        strerror_r(errno, text, sizeof text));
    if (w->path.p[w->path.n - 1] != '/')
        strbuf_add_char(&w->path, '/');
    listing *l = &w->stack[w->depth++];
    *l = (listing){.path_length = w->path.n};
    arena_init(&l->memory, 0);
    dgm_status status = read_names(folder, l, err);
    closedir(folder);
    return status;
}

dgm_status folder_open(folder_walk **walk, const char *path, dgm_error *err)
{
    *walk = memory_get(sizeof **walk);
    if (*walk == NULL)
        return error_set(err, DGM_NO_MEMORY, "out of memory");
    strbuf_init(&(*walk)->path, 0);
    strbuf_add_text(&(*walk)->path, path);
    dgm_status status = (*walk)->path.failed ? error_set(err, DGM_NO_MEMORY, "out of memory") : enter(*walk, err);
    if (status != DGM_OK) {
        folder_close(*walk);
        *walk = NULL;
    }
    return status;
}

static void leave(folder_walk *w)
{
    arena_release(&w->stack[--w->depth].memory);
}

dgm_status folder_next(folder_walk *w, const char **path, dgm_error *err)
{
    struct stat info;
    *path = NULL;
    while (w->depth > 0) {
        listing *l = &w->stack[w->depth - 1];
        if (l->at == l->count) {
            leave(w);
            continue;
        }
        w->path.n = l->path_length;
        strbuf_add_text(&w->path, l->names[l->at++]);
        if (w->path.failed)
            return error_set(err, DGM_NO_MEMORY, "out of memory");
        if (lstat(w->path.p, &info) != 0)
            continue;
        if (S_ISDIR(info.st_mode)) {
            dgm_status status = enter(w, err);
            if (status != DGM_OK)
                return status;
        } else if (S_ISREG(info.st_mode) ||
                   (S_ISLNK(info.st_mode) && stat(w->path.p, &info) == 0 && S_ISREG(info.st_mode))) {
            *path = w->path.p;
            return DGM_OK;
        }
    }
    return DGM_OK;
}

void folder_close(folder_walk *w)
{
    if (w == NULL)
        return;
    while (w->depth > 0)
        leave(w);
    strbuf_release(&w->path);
    memory_free(w);
}
