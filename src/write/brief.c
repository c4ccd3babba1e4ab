/* SPDX-License-Identifier: MIT */
#include "write/write.h"

void write_brief(rec_document *doc, const dgm_write_options *options, strbuf *out)
{
    (void)options;
    strbuf_add_str(out, doc->id);
    strbuf_add_char(out, '\n');
}

void write_claims(rec_document *doc, const dgm_write_options *options, strbuf *out)
{
    write_brief(doc, options, out);
}
