/* SPDX-License-Identifier: MIT */
#include "pipeline/input.h"

#include "base/error.h"
#include "base/memory.h"
#include "pipeline/folder.h"
#include "source/packed.h"
#include "source/source.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define PIECE ((size_t)64 << 10)
#define KEEP_BYTES ((size_t)1 << 20)

struct input_reader {
    const char *const *paths; /* [count] borrowed */
    size_t count, at;
    input_kind kind;
    const volatile sig_atomic_t *stop;
    folder_walk *walk; /* NULL outside a folder */
    size_t root;       /* bytes of the path of the folder that is walked, with its slash */

    int fd;            /* -1: no file is open */
    strbuf path;       /* of the open file, "-" for standard input */
    uint32_t line;     /* lines read of it */
    bool is_json;      /* it holds JSON lines */
    bool at_end;       /* of it */
    const char *read_error; /* why reading failed, NULL where it did not */
    packed *packed;    /* the open file, unpacked */
    source_reader *source; /* of a page, a feed, a WARC file or a table; else NULL */
    size_t begin, end; /* unread bytes of piece */
    char piece[PIECE];
};

void input_item_init(input_item *item)
{
    *item = (input_item){0};
    strbuf_init(&item->bytes, INPUT_DOCUMENT_BYTES);
    strbuf_init(&item->file, 0);
    strbuf_init(&item->id, 0);
}

void input_item_release(input_item *item)
{
    strbuf_release(&item->bytes);
    strbuf_release(&item->file);
    strbuf_release(&item->id);
}

void input_item_trim(input_item *item)
{
    if (item->bytes.capacity > KEEP_BYTES)
        strbuf_release(&item->bytes);
    item->bytes.cap = INPUT_DOCUMENT_BYTES;
}

dgm_status input_open(input_reader **reader, const char *const *paths, size_t count, input_kind kind,
                      const volatile sig_atomic_t *stop, dgm_error *err)
{
    input_reader *r = *reader = memory_get(sizeof *r);
    if (r == NULL)
        return error_set(err, DGM_NO_MEMORY, "out of memory");
    r->paths = paths;
    r->count = count;
    r->kind = kind;
    r->stop = stop;
    r->fd = -1;
    strbuf_init(&r->path, 0);
    return DGM_OK;
}

static void close_file(input_reader *r)
{
    source_close(r->source);
    packed_close(r->packed);
    r->source = NULL;
    r->packed = NULL;
    if (r->fd > STDIN_FILENO)
        close(r->fd);
    r->fd = -1;
}

void input_close(input_reader *r)
{
    if (r == NULL)
        return;
    close_file(r);
    folder_close(r->walk);
    strbuf_release(&r->path);
    memory_free(r);
}

static bool stopped(const input_reader *r)
{
    return r->stop != NULL && *r->stop != 0;
}

/* ---- bytes of the open file -------------------------------------------------------------------------------------- */

/* Adds bytes to the piece behind those unread; false at the end, on an error, when stopped, or when it is full. */
static bool read_more(input_reader *r)
{
    if (r->begin == r->end)
        r->begin = r->end = 0;
    if (r->at_end || r->end == PIECE)
        return false;
    ssize_t n;
    do
        n = packed_read(r->packed, r->piece + r->end, PIECE - r->end);
    while (n < 0 && errno == EINTR && !stopped(r));
    if (n <= 0) {
        r->at_end = true;
        r->read_error = n < 0 && errno != EINTR ? packed_error(r->packed) : NULL;
        return false;
    }
    r->end += (size_t)n;
    return true;
}

static bool ends_in(const char *name, const char *suffix)
{
    return str_ends(str_of(name), str_of(suffix));
}

/* The first line of the piece that is not blank; `whole` tells whether its end was seen. */
static str first_line(const input_reader *r, bool *whole)
{
    str rest = {r->piece + r->begin, r->end - r->begin};
    if (str_starts(rest, STR("\xEF\xBB\xBF")))
        rest = (str){rest.p + 3, rest.n - 3};
    str line;
    do {
        line = str_trim(str_cut(rest, '\n', &rest));
    } while (line.n == 0 && rest.p != NULL);
    *whole = rest.p != NULL || r->at_end;
    return line;
}

/* A line too long for the piece is taken for a report when it begins like an object. */
static bool looks_like_json(input_reader *r)
{
    bool whole;
    str line;
    bool more = true;
    do {
        line = first_line(r, &whole);
    } while (!whole && more && (line.n == 0 || line.p[0] == '{') && ((more = read_more(r)) || r->at_end));
    if (line.n < 2 || line.p[0] != '{' || str_trim((str){line.p + 1, line.n - 1}).p[0] != '"')
        return false;
    if (!whole)
        return true;
    input_item item;
    input_report report;
    input_item_init(&item);
    strbuf_add_str(&item.bytes, line);
    bool json = !item.bytes.failed && input_parse(&item, &report, NULL) == DGM_OK;
    input_report_release(&report);
    input_item_release(&item);
    return json;
}

static void skip_byte_order_mark(input_reader *r)
{
    while (r->end - r->begin < 3 && read_more(r))
        continue;
    if (str_starts((str){r->piece + r->begin, r->end - r->begin}, STR("\xEF\xBB\xBF")))
        r->begin += 3;
}

/* ---- one document ------------------------------------------------------------------------------------------------ */

static void fail(input_reader *r, input_item *item, dgm_status status, const char *why)
{
    item->status = error_at(&item->error, status, r->path.p ? r->path.p : "", item->line, 0, "%s", why);
}

static void fail_reading(input_reader *r, input_item *item)
{
    fail(r, item, DGM_IO, r->read_error);
}

/* Adds the bytes up to a newline (with it) or the end; false where nothing was left. What goes beyond the limit is
 * dropped and marks the buffer as failed. */
static bool take_line(input_reader *r, strbuf *to)
{
    bool any = false;
    while (r->begin < r->end || read_more(r)) {
        any = true;
        const char *from = r->piece + r->begin, *newline = memchr(from, '\n', r->end - r->begin);
        size_t n = newline ? (size_t)(newline - from) + 1 : r->end - r->begin;
        strbuf_add(to, from, n);
        r->begin += n;
        if (newline != NULL)
            break;
    }
    return any;
}

static bool next_line(input_reader *r, input_item *item)
{
    for (;;) {
        strbuf_reset(&item->bytes);
        if (stopped(r) || !take_line(r, &item->bytes) || (stopped(r) && r->at_end))
            break;
        item->line = ++r->line;
        if (item->bytes.failed) {
            fail(r, item, DGM_BAD_INPUT, "the line is longer than the limit of 64 MB");
            return true;
        }
        if (str_trim(strbuf_str(&item->bytes)).n == 0)
            continue;
        strbuf_format(&item->id, "%s:%u", strcmp(r->path.p, "-") == 0 ? "stdin" : r->path.p, item->line);
        return true;
    }
    item->line = 0;
    bool failed = r->read_error != NULL;
    if (failed)
        fail_reading(r, item);
    close_file(r);
    return failed;
}

static void name_text(const input_reader *r, input_item *item)
{
    str name = strbuf_str(&r->path);
    if (r->walk != NULL && r->root < name.n) {
        name = (str){name.p + r->root, name.n - r->root};
    } else {
        const char *slash = strrchr(name.p, '/');
        if (slash != NULL && slash[1] != 0)
            name = str_of(slash + 1);
    }
    static const char *const endings[] = {".gz", ".zst", ".txt"};
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if (str_ends(name, str_of(endings[i])) && name.n > strlen(endings[i]))
            name.n -= strlen(endings[i]);
    strbuf_add_str(&item->id, str_equal(name, STR("-")) ? STR("stdin") : name);
}

static void whole_text(input_reader *r, input_item *item)
{
    while (!item->bytes.failed && !stopped(r) && (r->begin < r->end || read_more(r))) {
        strbuf_add(&item->bytes, r->piece + r->begin, r->end - r->begin);
        r->begin = r->end;
    }
    name_text(r, item);
    if (r->read_error != NULL)
        fail_reading(r, item);
    else if (item->bytes.failed)
        fail(r, item, DGM_BAD_INPUT, "the text is longer than the limit of 64 MB");
    close_file(r);
}

/* ---- pages, feeds, WARC files and tables ------------------------------------------------------------------------- */

static size_t give_bytes(void *user, char *to, size_t n)
{
    input_reader *r = user;
    if (stopped(r) || (r->begin == r->end && !read_more(r)))
        return 0;
    size_t take = r->end - r->begin < n ? r->end - r->begin : n;
    memcpy(to, r->piece + r->begin, take);
    r->begin += take;
    return take;
}

static source_kind look(input_reader *r)
{
    while (read_more(r))
        continue;
    return source_find((str){r->piece + r->begin, r->end - r->begin});
}

/* The next report of a source, or what was passed over; false at its end. */
static bool next_of_source(input_reader *r, input_item *item)
{
    dgm_status status;
    const char *why;
    bool more = !stopped(r) && source_next(r->source, &item->bytes, &item->line, &status, &why);
    item->is_json = true;
    if (more && status != DGM_OK)
        fail(r, item, status, r->read_error != NULL ? r->read_error : why);
    if (more) {
        strbuf_format(&item->id, "%s:%u", strcmp(r->path.p, "-") == 0 ? "stdin" : r->path.p, item->line);
        return true;
    }
    item->line = 0;
    bool failed = r->read_error != NULL;
    if (failed)
        fail_reading(r, item);
    close_file(r);
    return failed;
}

/* ---- the sequence ------------------------------------------------------------------------------------------------ */

static dgm_status open_file(input_reader *r, const char *path, input_item *item)
{
    char text[128];
    strbuf_reset(&r->path);
    strbuf_add_text(&r->path, path);
    r->begin = r->end = 0;
    r->line = 0;
    r->read_error = NULL;
    r->at_end = false;
    r->fd = strcmp(path, "-") == 0 ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
    if (r->fd < 0) {
        fail(r, item, DGM_IO, strerror_r(errno, text, sizeof text));
        return item->status;
    }
    r->packed = packed_open(r->fd);
    if (r->packed == NULL) {
        close_file(r);
        fail(r, item, DGM_NO_MEMORY, "out of memory");
        return item->status;
    }
    r->is_json = r->kind == INPUT_JSONL ||
                 (r->kind == INPUT_ANY && (ends_in(path, ".jsonl") || ends_in(path, ".ndjson") || looks_like_json(r)));
    source_kind source = r->kind == INPUT_ANY && !r->is_json ? look(r) : SOURCE_PLAIN;
    if (source != SOURCE_PLAIN && (r->source = source_open(source, give_bytes, r)) == NULL) {
        close_file(r);
        fail(r, item, DGM_NO_MEMORY, "out of memory");
        return item->status;
    }
    if (r->is_json)
        skip_byte_order_mark(r);
    return DGM_OK;
}

/* Opens the next file of the paths and of the folder that is walked; false at the end. */
static bool next_file(input_reader *r, input_item *item)
{
    struct stat info;
    const char *path = NULL;
    if (r->walk != NULL) {
        item->status = folder_next(r->walk, &path, &item->error);
        if (item->status != DGM_OK)
            return true;
        if (path != NULL) {
            (void)open_file(r, path, item);
            return true;
        }
        folder_close(r->walk);
        r->walk = NULL;
    }
    if (r->at == r->count)
        return false;
    path = r->paths[r->at++];
    if (strcmp(path, "-") != 0 && stat(path, &info) == 0 && S_ISDIR(info.st_mode)) {
        item->status = folder_open(&r->walk, path, &item->error);
        r->root = strlen(path) + !ends_in(path, "/");
    } else {
        (void)open_file(r, path, item);
    }
    return true;
}

bool input_next(input_reader *r, input_item *item)
{
    strbuf_reset(&item->bytes);
    strbuf_reset(&item->file);
    strbuf_reset(&item->id);
    item->line = 0;
    item->status = DGM_OK;
    while (!stopped(r)) {
        if (r->fd < 0) {
            if (!next_file(r, item))
                return false;
            if (item->status != DGM_OK)
                break;
            continue;
        }
        item->is_json = r->is_json;
        if (r->source != NULL) {
            if (!next_of_source(r, item))
                continue;
        } else if (!r->is_json)
            whole_text(r, item);
        else if (!next_line(r, item))
            continue;
        break;
    }
    if (r->path.p != NULL)
        strbuf_add_str(&item->file, strbuf_str(&r->path));
    return !stopped(r) || item->status != DGM_OK || (item->is_json && item->line > 0);
}
