/* SPDX-License-Identifier: MIT */
#include "base/file.h"

#include "base/error.h"
#include "base/utf8.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *reason(int number, char text[128])
{
    return strerror_r(number, text, 128); /* GNU: gives the text to use */
}

dgm_status file_map_open(file_map *f, const char *path, dgm_error *err)
{
    char text[128];
    struct stat info;
    *f = (file_map){0};
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return error_at(err, DGM_IO, path, 0, 0, "cannot open: %s", reason(errno, text));
    dgm_status status = DGM_OK;
    if (fstat(fd, &info) != 0 || !S_ISREG(info.st_mode)) {
        status = error_at(err, DGM_IO, path, 0, 0, "not a regular file");
    } else if (info.st_size > 0) {
        f->address = mmap(NULL, (size_t)info.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
        if (f->address == MAP_FAILED) {
            f->address = NULL;
            status = error_at(err, DGM_IO, path, 0, 0, "cannot map: %s", reason(errno, text));
        } else {
            f->p = f->address;
            f->n = (size_t)info.st_size;
        }
    }
    close(fd);
    return status;
}

void file_unmap(file_map *f)
{
    if (f->address != NULL)
        munmap(f->address, f->n);
    *f = (file_map){0};
}

dgm_status file_read(const char *path, strbuf *to, dgm_error *err)
{
    char text[128], piece[65536];
    bool standard_input = strcmp(path, "-") == 0;
    int fd = standard_input ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return error_at(err, DGM_IO, path, 0, 0, "cannot open: %s", reason(errno, text));
    dgm_status status = DGM_OK;
    for (;;) {
        ssize_t n = read(fd, piece, sizeof piece);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            status = error_at(err, DGM_IO, path, 0, 0, "cannot read: %s", reason(errno, text));
        if (n <= 0)
            break;
        strbuf_add(to, piece, (size_t)n);
        if (to->failed) {
            status = to->cap != 0 && to->n + (size_t)n > to->cap
                         ? error_at(err, DGM_BAD_INPUT, path, 0, 0, "larger than the limit of %zu bytes", to->cap)
                         : error_at(err, DGM_NO_MEMORY, path, 0, 0, "out of memory");
            break;
        }
    }
    if (!standard_input)
        close(fd);
    return status;
}

bool file_exists(const char *path)
{
    return access(path, R_OK) == 0;
}

/* The first byte that has no place in a data file: a broken sequence, or a control character that is neither tab nor line
 * end. NULL where all is well. */
static const char *find_foreign(str s)
{
    const char *p = s.p, *end = s.p + s.n;
    while (p < end) {
        unsigned length = 1;
        unsigned char c = (unsigned char)*p;
        if (c < ' ' ? c != '\t' && c != '\n' && c != '\r' : c >= 0x80 && utf8_decode(p, end, &length) == UTF8_BAD)
            return p;
        p += length;
    }
    return NULL;
}

static dgm_status check_text(table_reader *t, const char *path, dgm_error *err)
{
    const char *bad = find_foreign(t->rest);
    if (bad == NULL)
        return DGM_OK;
    uint32_t line = 1;
    const char *begin = t->rest.p;
    for (const char *p = t->rest.p; p < bad; p++)
        if (*p == '\n') {
            line++;
            begin = p + 1;
        }
    dgm_status status = error_at(err, DGM_BAD_DATA, path, line, (uint32_t)(bad - begin) + 1,
                                 "byte 0x%02X is not UTF-8 text", (unsigned)(unsigned char)*bad);
    table_close(t);
    return status;
}

dgm_status table_open(table_reader *t, const char *path, dgm_error *err)
{
    *t = (table_reader){0};
    dgm_status status = file_map_open(&t->map, path, err);
    if (status != DGM_OK)
        return status;
    const char *slash = strrchr(path, '/');
    (void)snprintf(t->name, sizeof t->name, "%s", slash ? slash + 1 : path);
    t->rest = (str){t->map.p, t->map.n};
    t->now.file = t->name;
    return check_text(t, path, err);
}

static void split_columns(table_line *l)
{
    str rest = l->whole;
    l->count = 0;
    while (rest.p != NULL && l->count < TABLE_COLUMNS)
        l->column[l->count++] = str_trim(str_cut(rest, '\t', &rest));
    for (unsigned i = l->count; i < TABLE_COLUMNS; i++)
        l->column[i] = (str){NULL, 0};
}

bool table_next(table_reader *t)
{
    t->now.file = t->name;
    while (t->rest.p != NULL && t->rest.n > 0) {
        t->now.line++;
        t->now.whole = str_cut(t->rest, '\n', &t->rest);
        if (str_ends(t->now.whole, STR("\r")))
            t->now.whole.n--;
        str trimmed = str_trim(t->now.whole);
        if (trimmed.n == 0 || trimmed.p[0] == '#')
            continue;
        split_columns(&t->now);
        return true;
    }
    return false;
}

void table_close(table_reader *t)
{
    file_unmap(&t->map);
}

dgm_status table_error(const table_reader *t, unsigned column, dgm_error *err, const char *format, ...)
{
    char message[256];
    va_list args;
    va_start(args, format);
    (void)vsnprintf(message, sizeof message, format, args);
    va_end(args);
    uint32_t at = 0;
    if (column < t->now.count && t->now.column[column].p != NULL)
        at = (uint32_t)(t->now.column[column].p - t->now.whole.p) + 1;
    return error_at(err, DGM_BAD_DATA, t->name, t->now.line, at, "%s", message);
}
