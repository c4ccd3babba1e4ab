/* SPDX-License-Identifier: MIT
 *
 * model/claim_weights.c: the file of learned weights, models/claims.bin.
 *
 *   8 bytes  "DGMCLAI1"
 *   4 x 4    bits of the four tables (cue, label, link, fact), little endian
 *   8 bytes  FNV-1a hash of all that follows
 *   4 x 4    scales (IEEE 754 single, little endian)
 *   64 + 8   int32 step and start scores of the labels
 *   tables   int8: cue, label rows, link, fact
 *
 * A file that is cut off, foreign or changed is DGM_BAD_MODEL. Tables are copied, some 1.3 MB. */
#include "base/error.h"
#include "base/file.h"
#include "model/claim.h"

#include <stdio.h>
#include <string.h>

#define MAGIC "DGMCLAI1"
enum { HEAD_BYTES = 8 + 16 + 8, NUMBER_BYTES = 16 + (CLAIM_ROW * CLAIM_ROW + CLAIM_ROW) * 4 };

static const uint32_t table_bits[4] = {CLAIM_CUE_BITS, CLAIM_LABEL_BITS, CLAIM_LINK_BITS, CLAIM_FACT_BITS};

static size_t table_bytes(int table)
{
    return ((size_t)1 << table_bits[table]) * (table == 1 ? CLAIM_ROW : 1);
}

static size_t all_bytes(void)
{
    size_t n = HEAD_BYTES + NUMBER_BYTES;
    for (int i = 0; i < 4; i++)
        n += table_bytes(i);
    return n;
}

static uint32_t get32(const unsigned char *p)
{
    return (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
}

static void put32(unsigned char *p, uint32_t v)
{
    for (int i = 0; i < 4; i++)
        p[i] = (unsigned char)(v >> (8 * i));
}

static float get_float(const unsigned char *p)
{
    float f;
    uint32_t bits = get32(p);
    memcpy(&f, &bits, sizeof f);
    return f;
}

static void put_float(unsigned char *p, float f)
{
    uint32_t bits;
    memcpy(&bits, &f, sizeof bits);
    put32(p, bits);
}

dgm_status model_claim_weights_make(model_claim *m, dgm_error *err)
{
    claim_weights *w = &m->weights;
    w->cue = arena_get(&m->memory, table_bytes(0));
    w->label = arena_get(&m->memory, table_bytes(1));
    w->link = arena_get(&m->memory, table_bytes(2));
    w->fact = arena_get(&m->memory, table_bytes(3));
    return m->memory.failed ? error_set(err, DGM_NO_MEMORY, "out of memory") : DGM_OK;
}

static dgm_status check_head(str bytes, const char *path, dgm_error *err)
{
    const unsigned char *p = (const unsigned char *)bytes.p;
    if (bytes.n < HEAD_BYTES || memcmp(p, MAGIC, 8) != 0)
        return error_at(err, DGM_BAD_MODEL, path, 0, 0, "this is no file of claim weights");
    for (int i = 0; i < 4; i++)
        if (get32(p + 8 + 4 * i) != table_bits[i])
            return error_at(err, DGM_BAD_MODEL, path, 0, 0, "its tables are of another size than this program's");
    if (bytes.n != all_bytes())
        return error_at(err, DGM_BAD_MODEL, path, 0, 0, "%zu bytes long where %zu were to be", bytes.n, all_bytes());
    uint64_t sum = get32(p + 24) | (uint64_t)get32(p + 28) << 32;
    if (sum != str_hash((str){bytes.p + HEAD_BYTES, bytes.n - HEAD_BYTES}))
        return error_at(err, DGM_BAD_MODEL, path, 0, 0, "its contents do not have the sum that its head tells");
    return DGM_OK;
}

static void read_tables(claim_weights *w, const unsigned char *p)
{
    float *scales[4] = {&w->cue_scale, &w->label_scale, &w->link_scale, &w->fact_scale};
    int8_t *tables[4] = {w->cue, w->label, w->link, w->fact};
    for (int i = 0; i < 4; i++, p += 4)
        *scales[i] = get_float(p);
    for (int i = 0; i < CLAIM_ROW * CLAIM_ROW; i++, p += 4)
        w->step[i / CLAIM_ROW][i % CLAIM_ROW] = (int32_t)get32(p);
    for (int i = 0; i < CLAIM_ROW; i++, p += 4)
        w->start[i] = (int32_t)get32(p);
    for (int i = 0; i < 4; i++) {
        memcpy(tables[i], p, table_bytes(i));
        p += table_bytes(i);
    }
}

dgm_status model_claim_weights_read(model_claim *m, const char *path, dgm_error *err)
{
    file_map f;
    if (!file_exists(path))
        return error_at(err, DGM_BAD_MODEL, path, 0, 0, "the file of claim weights is missing");
    dgm_status s = file_map_open(&f, path, err);
    if (s != DGM_OK)
        return s;
    if ((s = check_head((str){f.p, f.n}, path, err)) == DGM_OK && (s = model_claim_weights_make(m, err)) == DGM_OK) {
        read_tables(&m->weights, (const unsigned char *)f.p + HEAD_BYTES);
        m->learned = true;
    }
    file_unmap(&f);
    return s;
}

static void fill_numbers(const claim_weights *w, unsigned char *p)
{
    const float scales[4] = {w->cue_scale, w->label_scale, w->link_scale, w->fact_scale};
    for (int i = 0; i < 4; i++, p += 4)
        put_float(p, scales[i]);
    for (int i = 0; i < CLAIM_ROW * CLAIM_ROW; i++, p += 4)
        put32(p, (uint32_t)w->step[i / CLAIM_ROW][i % CLAIM_ROW]);
    for (int i = 0; i < CLAIM_ROW; i++, p += 4)
        put32(p, (uint32_t)w->start[i]);
}

dgm_status model_claim_weights_write(const model_claim *m, const char *path, dgm_error *err)
{
    const claim_weights *w = &m->weights;
    const int8_t *tables[4] = {w->cue, w->label, w->link, w->fact};
    unsigned char head[HEAD_BYTES + NUMBER_BYTES] = {0};
    strbuf all;
    strbuf_init(&all, 0);
    memcpy(head, MAGIC, 8);
    for (int i = 0; i < 4; i++)
        put32(head + 8 + 4 * i, table_bits[i]);
    fill_numbers(w, head + HEAD_BYTES);
    strbuf_add(&all, (const char *)head, sizeof head);
    for (int i = 0; i < 4; i++)
        strbuf_add(&all, (const char *)tables[i], table_bytes(i));
    dgm_status s = all.failed ? error_set(err, DGM_NO_MEMORY, "out of memory") : DGM_OK;
    if (s == DGM_OK) {
        uint64_t sum = str_hash((str){all.p + HEAD_BYTES, all.n - HEAD_BYTES});
        put32((unsigned char *)all.p + 24, (uint32_t)sum);
        put32((unsigned char *)all.p + 28, (uint32_t)(sum >> 32));
        FILE *f = fopen(path, "wb");
        if (f == NULL || fwrite(all.p, 1, all.n, f) != all.n)
            s = error_at(err, DGM_IO, path, 0, 0, "could not be written");
        if (f != NULL && fclose(f) != 0 && s == DGM_OK)
            s = error_at(err, DGM_IO, path, 0, 0, "could not be written");
    }
    strbuf_release(&all);
    return s;
}
