/* SPDX-License-Identifier: MIT */
#include "write/write.h"

#include "base/error.h"

#include <stdio.h>
#include <string.h>

static const struct {
    const char *name;
    write_function *write;
} formats[DGM_FORMAT_COUNT] = {
    [DGM_FORMAT_JSONL] = {"jsonl", write_jsonl},       [DGM_FORMAT_TSV] = {"tsv", write_tsv},
    [DGM_FORMAT_BRIEF] = {"brief", write_brief},       [DGM_FORMAT_CLAIMS] = {"claims", write_claims},
    [DGM_FORMAT_CONLLU] = {"conllu", write_conllu},    [DGM_FORMAT_GEOJSON] = {"geojson", write_geojson},
    [DGM_FORMAT_ICS] = {"ics", write_ics},
};

dgm_format write_format_find(const char *name)
{
    unsigned format = 0;
    while (format < DGM_FORMAT_COUNT && strcmp(name, formats[format].name) != 0)
        format++;
    return (dgm_format)format;
}

dgm_status write_document(rec_document *doc, dgm_format format, const dgm_write_options *options, strbuf *out,
                          dgm_error *err)
{
    static const dgm_write_options plain = {0};
    if ((unsigned)format >= DGM_FORMAT_COUNT)
        return error_set(err, DGM_BAD_USAGE, "no such format");
    arena_mark before = arena_here(&doc->memory);
    formats[format].write(doc, options ? options : &plain, out);
    bool failed = doc->memory.failed || out->failed;
    arena_back(&doc->memory, before);
    return failed ? error_set(err, DGM_NO_MEMORY, "out of memory while writing") : DGM_OK;
}

void write_header(dgm_format format, strbuf *out)
{
    if (format == DGM_FORMAT_TSV)
        write_tsv_header(out);
}

const char *write_date(rec_date d, char text[WRITE_DATE_BYTES])
{
    if (d.year == 0)
        text[0] = 0;
    else if (d.month == 0)
        (void)snprintf(text, WRITE_DATE_BYTES, "%04d", d.year);
    else if (d.day == 0)
        (void)snprintf(text, WRITE_DATE_BYTES, "%04d-%02u", d.year, d.month);
    else
        (void)snprintf(text, WRITE_DATE_BYTES, "%04d-%02u-%02u", d.year, d.month, d.day);
    return text;
}
