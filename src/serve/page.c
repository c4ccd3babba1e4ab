/* SPDX-License-Identifier: MIT */
#include "serve/page.h"

#include <zlib.h>

#define EMBED(name, file)                                                                                                                          \
    __asm__(".section .rodata\n"                                                                                                                   \
            ".global page_" name ", page_" name "_end\n"                                                                                           \
            ".hidden page_" name ", page_" name "_end\n"                                                                                           \
            "page_" name ":\n"                                                                                                                     \
            ".incbin \"" DRAGOMAN_WEB "/" file ".gz\"\n"                                                                                           \
            "page_" name "_end:\n"                                                                                                                 \
            ".previous\n");

EMBED("index", "index.html")
EMBED("script", "app.js")
EMBED("style", "app.css")
EMBED("map", "map.json")
EMBED("icon", "favicon.svg")

extern const char page_index[], page_index_end[], page_script[], page_script_end[], page_style[], page_style_end[], page_map[], page_map_end[],
    page_icon[], page_icon_end[];

static const struct {
    const char *path, *type, *begin, *end;
} embedded[] = {
    {"/", "text/html; charset=utf-8", page_index, page_index_end},
    {"/app.js", "text/javascript; charset=utf-8", page_script, page_script_end},
    {"/app.css", "text/css; charset=utf-8", page_style, page_style_end},
    {"/map.json", "application/json", page_map, page_map_end},
    {"/favicon.svg", "image/svg+xml", page_icon, page_icon_end},
};

bool page_find(str path, page_file *f)
{
    for (size_t i = 0; i < sizeof embedded / sizeof *embedded; i++)
        if (str_equal(path, str_of(embedded[i].path))) {
            *f = (page_file){embedded[i].type, {embedded[i].begin, (size_t)(embedded[i].end - embedded[i].begin)}};
            return true;
        }
    return false;
}

uint64_t page_digest(const page_file *f) { return str_hash(f->packed); }

static bool inflate_all(z_stream *z, strbuf *to)
{
    char piece[16384];
    int step = Z_OK;
    while (step == Z_OK) {
        z->next_out = (unsigned char *)piece;
        z->avail_out = sizeof piece;
        step = inflate(z, Z_NO_FLUSH);
        strbuf_add(to, piece, sizeof piece - z->avail_out);
    }
    return step == Z_STREAM_END && !to->failed;
}

bool page_unpack(const page_file *f, strbuf *to)
{
    z_stream z = {.next_in = (z_const Bytef *)(uintptr_t)f->packed.p, .avail_in = (unsigned)f->packed.n};
    if (inflateInit2(&z, 16 + MAX_WBITS) != Z_OK)
        return false;
    bool good = inflate_all(&z, to);
    (void)inflateEnd(&z);
    return good;
}
