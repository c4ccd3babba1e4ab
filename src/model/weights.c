/* SPDX-License-Identifier: MIT */
#include "model/weights.h"

#include "base/error.h"

#include <string.h>

#define HEAD 24u

uint64_t weights_digest(const char *bytes, size_t n)
{
    uint64_t h = 0xcbf29ce484222325u, piece;
    for (; n >= 8; bytes += 8, n -= 8) {
        memcpy(&piece, bytes, 8);
        h = (h ^ piece) * 0x9e3779b97f4a7c15u;
        h ^= h >> 32;
    }
    for (; n > 0; bytes++, n--)
        h = (h ^ (unsigned char)*bytes) * 0x100000001b3u;
    return h;
}

dgm_status weights_open(weights_reader *r, const char *path, const char kind[4], dgm_error *err)
{
    *r = (weights_reader){.path = path, .at = HEAD};
    dgm_error why = {0};
    if (file_map_open(&r->map, path, &why) != DGM_OK)
        return error_at(err, DGM_BAD_MODEL, path, 0, 0, "cannot read the model: %s", why.message);
    const char *p = r->map.p;
    uint64_t size = 0, digest = 0;
    const char *wrong = NULL;
    if (r->map.n >= HEAD) {
        memcpy(&size, p + 8, 8);
        memcpy(&digest, p + 16, 8);
    }
    if (r->map.n < HEAD || memcmp(p, "DGMW", 4) != 0)
        wrong = "not a model of Dragoman";
    else if (memcmp(p + 4, kind, 4) != 0)
        wrong = "a model of another kind or version";
    else if (size != r->map.n)
        wrong = "cut off or overlong";
    else if (digest != weights_digest(p + HEAD, r->map.n - HEAD))
        wrong = "damaged: its digest does not agree";
    if (wrong == NULL)
        return DGM_OK;
    weights_close(r);
    return error_at(err, DGM_BAD_MODEL, path, 0, 0, "%s", wrong);
}

void weights_close(weights_reader *r)
{
    file_unmap(&r->map);
}

static const void *take(weights_reader *r, size_t bytes, size_t border)
{
    size_t at = (r->at + border - 1) / border * border;
    if (r->bad || at > r->map.n || bytes > r->map.n - at) {
        r->bad = true;
        return NULL;
    }
    r->at = at + bytes;
    return r->map.p + at;
}

static uint32_t take_number(weights_reader *r)
{
    uint32_t n = 0;
    const void *p = take(r, sizeof n, sizeof n);
    if (p != NULL)
        memcpy(&n, p, sizeof n);
    return n;
}

static const void *take_array(weights_reader *r, uint32_t count, size_t item)
{
    return take(r, count * item, WEIGHTS_BORDER);
}

static const void *take_counted(weights_reader *r, uint32_t count, size_t item)
{
    if (take_number(r) != count)
        r->bad = true;
    return take_array(r, count, item);
}

const uint32_t *weights_numbers(weights_reader *r, uint32_t count)
{
    return take_counted(r, count, sizeof(uint32_t));
}

const float *weights_floats(weights_reader *r, uint32_t count)
{
    return take_counted(r, count, sizeof(float));
}

weights_names weights_read_names(weights_reader *r)
{
    weights_names names = {.count = take_number(r)};
    names.bytes = take_number(r);
    names.text = take_array(r, names.bytes, 1);
    uint32_t ends = 0;
    for (uint32_t i = 0; names.text != NULL && i < names.bytes; i++)
        ends += names.text[i] == 0;
    if (ends != names.count || (names.bytes > 0 && names.text != NULL && names.text[names.bytes - 1] != 0))
        r->bad = true;
    return names;
}

weights_table weights_read_table(weights_reader *r, uint32_t cols)
{
    weights_table t = {.rows = take_number(r)};
    t.cols = take_number(r);
    if (t.cols != cols || t.rows == 0)
        r->bad = true;
    t.scale = take_array(r, t.rows, sizeof(float));
    t.value = take_array(r, t.rows, t.cols);
    return t;
}

weights_matrix weights_read_matrix(weights_reader *r, uint32_t in)
{
    weights_matrix m = {.in = take_number(r)};
    m.out = take_number(r);
    if (m.in == 0 || m.out == 0 || m.in > 65536 || m.out > 65536 || (in != 0 && m.in != in))
        r->bad = true;
    m.in4 = (m.in + 3) / 4 * 4;
    m.out16 = (m.out + 15) / 16 * 16;
    m.scale = take_array(r, m.out16, sizeof(float));
    m.bias = take_array(r, m.out16, sizeof(float));
    m.sum = take_array(r, m.out16, sizeof(int32_t));
    m.packed = take_array(r, m.out16, m.in4);
    return m;
}
