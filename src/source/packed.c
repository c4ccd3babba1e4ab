/* SPDX-License-Identifier: MIT */
#include "source/packed.h"

#include "base/memory.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>
#include <zstd.h>

#define PIECE ((size_t)64 << 10)

struct packed {
    int fd;
    enum { UNKNOWN, PLAIN, GZIP, ZSTD } form;
    size_t begin, end; /* unread bytes of piece */
    bool at_end;       /* of the file */
    bool inside;       /* a member or frame is open */
    z_stream gzip;
    bool gzip_ready;
    ZSTD_DStream *zstd;
    const char *error;
    char reason[128];
    char piece[PIECE];
};

packed *packed_open(int fd)
{
    packed *p = memory_get(sizeof *p);
    if (p != NULL) {
        p->fd = fd;
        p->error = "";
    }
    return p;
}

void packed_close(packed *p)
{
    if (p == NULL)
        return;
    if (p->gzip_ready)
        inflateEnd(&p->gzip);
    ZSTD_freeDStream(p->zstd);
    memory_free(p);
}

const char *packed_error(const packed *p)
{
    return p->error;
}

static ssize_t fail(packed *p, const char *why)
{
    p->error = why;
    errno = EIO;
    return -1;
}

/* More bytes of the file behind those unread; the count, 0 at the end, -1 on an error. */
static ssize_t refill(packed *p)
{
    if (p->begin > 0) {
        memmove(p->piece, p->piece + p->begin, p->end - p->begin);
        p->end -= p->begin;
        p->begin = 0;
    }
    if (p->at_end || p->end == PIECE)
        return 0;
    ssize_t n = read(p->fd, p->piece + p->end, PIECE - p->end);
    if (n < 0 && errno != EINTR)
        p->error = strerror_r(errno, p->reason, sizeof p->reason);
    if (n == 0)
        p->at_end = true;
    if (n > 0)
        p->end += (size_t)n;
    return n;
}

static bool find_form(packed *p)
{
    const unsigned char *b = (const unsigned char *)p->piece;
    while (p->end < 4 && !p->at_end)
        if (refill(p) < 0)
            return false;
    if (p->end >= 2 && b[0] == 0x1F && b[1] == 0x8B)
        p->form = GZIP;
    else if (p->end >= 4 && b[0] == 0x28 && b[1] == 0xB5 && b[2] == 0x2F && b[3] == 0xFD)
        p->form = ZSTD;
    else
        p->form = PLAIN;
    if (p->form == GZIP)
        p->gzip_ready = inflateInit2(&p->gzip, 15 + 16) == Z_OK;
    if (p->form == ZSTD)
        p->zstd = ZSTD_createDStream();
    return p->form == PLAIN || p->gzip_ready || p->zstd != NULL || fail(p, "out of memory") == 0;
}

static ssize_t read_gzip(packed *p, char *to, size_t n)
{
    size_t done = 0;
    while (done == 0) {
        if (p->begin == p->end && refill(p) < 0)
            return -1;
        if (p->begin == p->end)
            return p->inside ? fail(p, "the gzip stream is cut off") : 0;
        if (!p->inside && (unsigned char)p->piece[p->begin] != 0x1F)
            return 0; /* padding behind the last member */
        p->inside = true;
        p->gzip.next_in = (Bytef *)p->piece + p->begin;
        p->gzip.avail_in = (uInt)(p->end - p->begin);
        p->gzip.next_out = (Bytef *)to;
        p->gzip.avail_out = (uInt)n;
        int status = inflate(&p->gzip, Z_NO_FLUSH);
        p->begin = p->end - p->gzip.avail_in;
        done = n - p->gzip.avail_out;
        if (status == Z_STREAM_END) {
            p->inside = false;
            inflateReset(&p->gzip);
        } else if (status != Z_OK && status != Z_BUF_ERROR) {
            return fail(p, "the gzip stream is damaged");
        }
    }
    return (ssize_t)done;
}

static ssize_t read_zstd(packed *p, char *to, size_t n)
{
    ZSTD_outBuffer out = {to, n, 0};
    while (out.pos == 0) {
        if (p->begin == p->end && refill(p) < 0)
            return -1;
        if (p->begin == p->end)
            return p->inside ? fail(p, "the zstd stream is cut off") : 0;
        ZSTD_inBuffer in = {p->piece + p->begin, p->end - p->begin, 0};
        size_t left = ZSTD_decompressStream(p->zstd, &out, &in);
        p->begin += in.pos;
        if (ZSTD_isError(left))
            return fail(p, "the zstd stream is damaged");
        p->inside = left != 0;
    }
    return (ssize_t)out.pos;
}

ssize_t packed_read(packed *p, char *to, size_t n)
{
    if (p->form == UNKNOWN && !find_form(p))
        return -1;
    if (p->form == GZIP)
        return read_gzip(p, to, n);
    if (p->form == ZSTD)
        return read_zstd(p, to, n);
    if (p->begin == p->end) {
        ssize_t got = refill(p);
        if (got <= 0)
            return got;
    }
    size_t take = p->end - p->begin < n ? p->end - p->begin : n;
    memcpy(to, p->piece + p->begin, take);
    p->begin += take;
    return (ssize_t)take;
}
