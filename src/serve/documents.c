/* SPDX-License-Identifier: MIT
 * documents.c: reports as a list, and one of them with its text and record. */
#include "serve/asking.h"

dgm_status serve_documents(asking *a, dgm_error *err)
{
    return rows_list(a, store_page_documents, NULL, err);
}

/* The record is JSON as it lies in the ledger. */
static dgm_status add_record(asking *a, dgm_error *err)
{
    strbuf record;
    strbuf_init(&record, 0);
    dgm_status status = store_record(a->ledger, a->number, &record, err);
    json_key(&a->w, "record");
    strbuf_add_str(a->w.out, str_trim(strbuf_str(&record)));
    a->w.comma = true;
    strbuf_release(&record);
    return status;
}

static dgm_status add_text(asking *a, dgm_error *err)
{
    strbuf text;
    strbuf_init(&text, 0);
    dgm_status status = store_text(a->ledger, a->number, &text, err);
    rows_text(a, "text", strbuf_str(&text));
    strbuf_release(&text);
    return status;
}

static dgm_status add_mentions(asking *a, dgm_error *err)
{
    json_key(&a->w, "mentions");
    json_open(&a->w, '[');
    dgm_status status = store_page_document_mentions(a->ledger, a->number, rows_sink, a, err);
    json_close(&a->w, ']');
    return status;
}

static dgm_status add_missing(asking *a, dgm_error *err)
{
    json_key(&a->w, "missing");
    json_open(&a->w, '[');
    dgm_status status = store_page_missing(a->ledger, a->number, rows_sink, a, err);
    json_close(&a->w, ']');
    return status;
}

dgm_status serve_document(asking *a, dgm_error *err)
{
    rows_one one = {a, false};
    json_open(&a->w, '{');
    dgm_status status = store_page_document(a->ledger, a->number, rows_one_sink, &one, err);
    if (status == DGM_OK && !one.found)
        return serve_no_such(err, "documents", a->number);
    if (status == DGM_OK)
        status = add_text(a, err);
    if (status == DGM_OK)
        status = add_record(a, err);
    if (status == DGM_OK)
        status = add_mentions(a, err);
    if (status == DGM_OK)
        status = add_missing(a, err);
    json_close(&a->w, '}');
    return status;
}
