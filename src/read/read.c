/* SPDX-License-Identifier: MIT */
#include "read/read.h"

#include "base/error.h"
#include "read/parts.h"

static str copy(rec_document *doc, str s)
{
    const char *p = arena_string(&doc->memory, s.p, s.n);
    return (str){p, p != NULL ? s.n : 0};
}

dgm_status read_run(const model_token *m, const read_input *input, rec_document *doc, dgm_error *err)
{
    dgm_status status = read_decode(input->bytes, doc, err);
    if (status != DGM_OK)
        return status;
    doc->id = copy(doc, input->id);
    doc->source = copy(doc, input->source);
    doc->url = copy(doc, input->url);
    doc->language = STR("en");
    doc->published = input->published;
    doc->digest = str_hash((str){doc->text, doc->length});
    if (record_index_text(doc))
        read_paragraphs(m, doc);
    if (!input->text_only)
        read_layout(m, input->title, doc);
    if (input->title.n > 0 && doc->title.begin == doc->title.end)
        doc->given_title = copy(doc, input->title);
    return doc->memory.failed ? error_set(err, DGM_NO_MEMORY, "document needs more memory than allowed") : DGM_OK;
}
