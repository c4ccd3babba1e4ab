/* SPDX-License-Identifier: MIT
 * A JSON line to a report, through json-c: strict, UTF-8 checked, at most 32 levels deep, nothing after the object. */
#include "pipeline/input.h"

#include "base/error.h"
#include "base/utf8.h"

#include <json-c/json.h>

#define DEPTH 32

static bool is_valid(str s)
{
    const char *p = s.p, *end = s.p + s.n;
    while (p < end) {
        unsigned length = 1;
        if ((unsigned char)*p >= 0x80 && utf8_decode(p, end, &length) == UTF8_BAD)
            return false;
        p += length;
    }
    return true;
}

static bool clean(input_item *item, uint32_t *bad)
{
    strbuf cleaned;
    if (is_valid(strbuf_str(&item->bytes)))
        return true;
    strbuf_init(&cleaned, 0);
    *bad = (uint32_t)utf8_clean(strbuf_str(&item->bytes), &cleaned);
    if (cleaned.failed) {
        strbuf_release(&cleaned);
        return false;
    }
    strbuf_release(&item->bytes);
    item->bytes = cleaned;
    return true;
}

static dgm_status parse_object(str line, json_object **object, dgm_error *err)
{
    json_tokener *t = json_tokener_new_ex(DEPTH);
    if (t == NULL)
        return error_set(err, DGM_NO_MEMORY, "out of memory");
    dgm_status status = DGM_OK;
    json_tokener_set_flags(t, JSON_TOKENER_STRICT | JSON_TOKENER_VALIDATE_UTF8);
    *object = json_tokener_parse_ex(t, line.p, (int)line.n);
    enum json_tokener_error wrong = json_tokener_get_error(t);
    size_t end = json_tokener_get_parse_end(t);
    if (wrong == json_tokener_continue)
        status = error_at(err, DGM_BAD_INPUT, "", 0, (uint32_t)line.n + 1, "the JSON object breaks off");
    else if (wrong != json_tokener_success)
        status = error_at(err, DGM_BAD_INPUT, "", 0, (uint32_t)end + 1, "not JSON: %s", json_tokener_error_desc(wrong));
    else if (!json_object_is_type(*object, json_type_object))
        status = error_set(err, DGM_BAD_INPUT, "not a JSON object");
    else if (str_trim((str){line.p + end, line.n - end}).n > 0)
        status = error_at(err, DGM_BAD_INPUT, "", 0, (uint32_t)end + 1, "something follows the JSON object");
    json_tokener_free(t);
    return status;
}

/* A member as text: strings, and numbers where asked; empty where absent or of another type. */
static str member(const json_object *object, const char *key, bool numbers)
{
    json_object *value = NULL;
    if (!json_object_object_get_ex(object, key, &value) || value == NULL)
        return (str){0};
    if (json_object_is_type(value, json_type_string))
        return (str){json_object_get_string(value), (size_t)json_object_get_string_len(value)};
    if (numbers && (json_object_is_type(value, json_type_int) || json_object_is_type(value, json_type_double)))
        return str_of(json_object_get_string(value));
    return (str){0};
}

dgm_status input_parse(input_item *item, input_report *report, dgm_error *err)
{
    json_object *object = NULL, *text = NULL;
    *report = (input_report){0};
    if (!clean(item, &report->bad_bytes))
        return error_set(err, DGM_NO_MEMORY, "out of memory");
    dgm_status status = parse_object(strbuf_str(&item->bytes), &object, err);
    report->json = object;
    if (status != DGM_OK)
        return status;
    if (!json_object_object_get_ex(object, "text", &text) || !json_object_is_type(text, json_type_string))
        return error_set(err, DGM_BAD_INPUT, "the JSON object has no string \"text\"");
    str date = str_trim(member(object, "date", true));
    report->bad_date = date.n > 0 && !record_date_parse(date, &report->fields.published);
    report->fields.bytes = member(object, "text", false);
    report->fields.id = member(object, "id", true);
    report->fields.title = member(object, "title", false);
    report->fields.source = member(object, "source", false);
    report->fields.url = member(object, "url", false);
    return DGM_OK;
}

void input_report_release(input_report *report)
{
    if (report->json != NULL)
        json_object_put(report->json);
    report->json = NULL;
}
