/* SPDX-License-Identifier: MIT */
#include "write/write.h"

#include "base/error.h"

#include <stdio.h>

static write_function *const writers[DGM_FORMAT_COUNT] = {
    [DGM_FORMAT_JSONL] = write_jsonl,   [DGM_FORMAT_TSV] = write_tsv,       [DGM_FORMAT_BRIEF] = write_brief,
    [DGM_FORMAT_CLAIMS] = write_claims, [DGM_FORMAT_CONLLU] = write_conllu,
    [DGM_FORMAT_GEOJSON] = write_geojson, [DGM_FORMAT_ICS] = write_ics,
};

dgm_status write_document(rec_document *doc, dgm_format format, const dgm_write_options *options, strbuf *out,
                          dgm_error *err)
{
    static const dgm_write_options plain = {0};
    if ((unsigned)format >= DGM_FORMAT_COUNT)
        return error_set(err, DGM_BAD_USAGE, "no such format");
    arena_mark before = arena_here(&doc->memory);
    writers[format](doc, options ? options : &plain, out);
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
