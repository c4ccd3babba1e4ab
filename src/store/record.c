/* SPDX-License-Identifier: MIT
 * record.c: records as they lie in the ledger: JSON, packed by zstd. */
#include "store/inside.h"

#include "base/error.h"
#include "base/memory.h"

#include <json-c/json.h>
#include <zstd.h>

#define RECORD_MOST ((size_t)1 << 30) /* bytes of an unpacked record */

static dgm_status unpack(store *s, int64_t document, const void *packed, size_t bytes, strbuf *to, dgm_error *err)
{
    unsigned long long size = ZSTD_getFrameContentSize(packed, bytes);
    dgm_status status = DGM_OK;
    char *text = size <= RECORD_MOST ? memory_get((size_t)size + 1) : NULL;
    if (text == NULL || ZSTD_isError(ZSTD_decompress(text, (size_t)size, packed, bytes)))
        status = error_at(err, DGM_STORE, s->path, 0, 0, "the record of document %lld cannot be unpacked", (long long)document);
    else
        strbuf_add(to, text, (size_t)size);
    memory_free(text);
    return status;
}

dgm_status store_record(store *s, int64_t document, strbuf *to, dgm_error *err)
{
    sqlite3_stmt *q = store_statement_of(s, SQL_RECORD_OF);
    if (q == NULL)
        return store_failure(s, err, "cannot find a document");
    sqlite3_bind_int64(q, 1, document);
    int step = sqlite3_step(q);
    dgm_status status;
    if (step == SQLITE_ROW)
        status = unpack(s, document, sqlite3_column_blob(q, 0), (size_t)sqlite3_column_bytes(q, 0), to, err);
    else if (step == SQLITE_DONE)
        status = error_at(err, DGM_NOT_FOUND, s->path, 0, 0, "no document %lld", (long long)document);
    else
        status = store_failure(s, err, "cannot find a document");
    sqlite3_reset(q);
    return status;
}

/* The text of a record. It is looked for by its key, which no string of JSON can hold as it stands, so that one value is parsed and
 * not some thousand. NULL: none. */
static struct json_object *text_in(str record)
{
    static const str KEY = {"\"text\":", 7};
    ptrdiff_t at = str_find(record, KEY);
    struct json_tokener *reader = at < 0 ? NULL : json_tokener_new();
    size_t begin = (size_t)at + KEY.n;
    struct json_object *text = reader != NULL ? json_tokener_parse_ex(reader, record.p + begin, (int)(record.n - begin)) : NULL;
    if (reader != NULL)
        json_tokener_free(reader);
    if (json_object_is_type(text, json_type_string))
        return text;
    json_object_put(text);
    return NULL;
}

dgm_status store_text(store *s, int64_t document, strbuf *to, dgm_error *err)
{
    strbuf record;
    strbuf_init(&record, 0);
    dgm_status status = store_record(s, document, &record, err);
    struct json_object *text = status == DGM_OK ? text_in(strbuf_str(&record)) : NULL;
    if (text != NULL)
        strbuf_add(to, json_object_get_string(text), (size_t)json_object_get_string_len(text));
    else if (status == DGM_OK)
        status = error_at(err, DGM_STORE, s->path, 0, 0, "the record of document %lld has no text", (long long)document);
    json_object_put(text);
    strbuf_release(&record);
    return status;
}
