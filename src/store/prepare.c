/* SPDX-License-Identifier: MIT
 * prepare.c: what can be done with a record before the ledger's turn comes, on the thread that made it: parsing, the index of its
 * text, its shingles, packing. */
#include "store/inside.h"

#include "base/error.h"
#include "base/memory.h"
#include "base/utf8.h"

#define PACK_LEVEL 3

store_prepared *store_prepared_new(void)
{
    store_prepared *p = memory_get(sizeof *p);
    if (p == NULL)
        return NULL;
    arena_init(&p->memory, 0);
    p->reader = json_tokener_new();
    p->packer = ZSTD_createCCtx();
    if (p->reader != NULL && p->packer != NULL)
        return p;
    store_prepared_free(p);
    return NULL;
}

void store_prepared_free(store_prepared *p)
{
    if (p == NULL)
        return;
    json_object_put(p->record);
    if (p->reader != NULL)
        json_tokener_free(p->reader);
    (void)ZSTD_freeCCtx(p->packer);
    arena_release(&p->memory);
    memory_free(p);
}

void store_prepared_reset(store_prepared *p)
{
    json_object_put(p->record);
    p->record = NULL;
    json_tokener_reset(p->reader);
    arena_reset(&p->memory);
}

static void index_text(store_prepared *p)
{
    size_t seen = 0;
    p->points = utf8_count(p->text);
    p->byte_of = ARENA_ARRAY(&p->memory, uint32_t, p->points / 64 + 2);
    for (size_t i = 0; p->byte_of != NULL && i < p->text.n; i++)
        if (((unsigned char)p->text.p[i] & 0xC0) != 0x80) {
            if (seen % 64 == 0)
                p->byte_of[seen / 64] = (uint32_t)i;
            seen++;
        }
    if (p->byte_of != NULL && seen % 64 == 0) /* a span may end where the text does */
        p->byte_of[seen / 64] = (uint32_t)p->text.n;
}

static uint32_t count_words(str text)
{
    uint32_t n = 0;
    bool inside = false;
    for (size_t i = 0; i < text.n; i++) {
        bool white = text.p[i] == ' ' || (text.p[i] >= '\t' && text.p[i] <= '\r');
        n += !white && !inside;
        inside = !white;
    }
    return n;
}

static bool pack(store_prepared *p, str record)
{
    size_t most = ZSTD_compressBound(record.n);
    char *to = arena_raw(&p->memory, most);
    size_t n = to != NULL ? ZSTD_compressCCtx(p->packer, to, most, record.p, record.n, PACK_LEVEL) : 0;
    p->packed = (str){to, n};
    return to != NULL && !ZSTD_isError(n);
}

dgm_status store_prepare(store_prepared *p, str record, dgm_error *err)
{
    struct json_object *text = NULL;
    store_prepared_reset(p);
    p->record = json_tokener_parse_ex(p->reader, record.p, (int)record.n);
    if (p->record == NULL || !json_object_is_type(p->record, json_type_object))
        return error_set(err, DGM_BAD_INPUT, "not a record");
    if (!json_object_object_get_ex(p->record, "text", &text) || !json_object_is_type(text, json_type_string))
        return error_set(err, DGM_BAD_INPUT, "a record without a text");
    p->text = (str){json_object_get_string(text), (size_t)json_object_get_string_len(text)};
    p->words = count_words(p->text);
    index_text(p);
    bool good = likeness_of(p->text, &p->memory, &p->likeness) && pack(p, record) && !p->memory.failed;
    return good ? DGM_OK : error_set(err, DGM_NO_MEMORY, "out of memory");
}
