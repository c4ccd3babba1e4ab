/* SPDX-License-Identifier: MIT
 * file.h: whole files, and data files line by line. */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include "base/str.h"
#include "dragoman.h"

typedef struct file_map {
    const char *p; /* the bytes, read-only; NULL when empty */
    size_t n;
    void *address; /* of the mapping */
} file_map;

/* Maps a regular file into memory (borrowed until file_unmap). */
DGM_CHECK dgm_status file_map_open(file_map *f, const char *path, dgm_error *err);
void file_unmap(file_map *f);
/* Adds all bytes of `path` ("-": standard input) to `to`; over the buffer's cap is DGM_BAD_INPUT. */
DGM_CHECK dgm_status file_read(const char *path, strbuf *to, dgm_error *err);
bool file_exists(const char *path);

/* A data file: one fact a line, columns parted by tabs, "#" at the start of a line makes a comment, empty lines are
 * passed over. Column text is trimmed. UTF-8, checked. */
#define TABLE_COLUMNS 16

typedef struct table_line {
    const char *file; /* short name, for messages and rules: "consult.frames"; borrowed from the reader */
    uint32_t line;    /* from 1 */
    str whole;        /* the line without its end */
    unsigned count;   /* columns */
    str column[TABLE_COLUMNS];
} table_line;

typedef struct table_reader {
    file_map map;
    str rest;
    char name[128];
    table_line now;
} table_reader;

DGM_CHECK dgm_status table_open(table_reader *t, const char *path, dgm_error *err);
/* The next line in t->now; false at the end. Columns are slices of the mapping: copy what must live longer. */
bool table_next(table_reader *t);
void table_close(table_reader *t);
/* DGM_BAD_DATA with file, line and the column's position. `column` counts from 0. */
dgm_status table_error(const table_reader *t, unsigned column, dgm_error *err, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

#endif
