/* SPDX-License-Identifier: MIT
 * A JSON line to a report, through json-c: strict, UTF-8 checked, at most 32 levels deep, nothing after the object.
 * Dates are ISO 8601, or written out in English as mail and feeds do. */
#include "pipeline/input.h"

#include "base/error.h"
#include "base/utf8.h"

#include <json-c/json.h>
#include <stdio.h>

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

/* ---- dates ------------------------------------------------------------------------------------------------------- */

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return (c | 32) >= 'a' && (c | 32) <= 'z';
}

/* The month that a word begins with (RFC 5322, section 3.3), 0 none. */
static uint8_t month_of(str word)
{
    static const char names[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
    for (uint8_t i = 0; i < 12 && word.n >= 3; i++)
        if (str_equal_folded((str){word.p, 3}, (str){names + i * 3, 3}))
            return (uint8_t)(i + 1);
    return 0;
}

/* Cuts the next run of digits, or of letters, off `*rest`; empty at the end. */
static str next_run(str *rest)
{
    size_t n = 0;
    while (rest->n > 0 && !is_digit(rest->p[0]) && !is_letter(rest->p[0]))
        rest->p++, rest->n--;
    while (n < rest->n && (is_digit(rest->p[0]) ? is_digit(rest->p[n]) : is_letter(rest->p[n])))
        n++;
    str run = {rest->p, n};
    rest->p += n;
    rest->n -= n;
    return run;
}

/* "Sat, 08 Mar 2025 10:00:00 GMT", "March 8, 2025", "8 March 2025": one month by name, a day, a year of four digits.
 * What stands before a colon or behind one is a time of day. */
static bool read_written_date(str text, rec_date *date)
{
    long value;
    rec_date d = {0};
    bool after_colon = false;
    for (str run = next_run(&text); run.n > 0; run = next_run(&text)) {
        bool time = after_colon || (text.n > 0 && text.p[0] == ':');
        after_colon = text.n > 0 && text.p[0] == ':';
        if (!is_digit(run.p[0]))
            d.month = d.month ? d.month : month_of(run);
        else if (!time && run.n == 4 && d.year == 0 && str_integer(run, &value))
            d.year = (int16_t)value;
        else if (!time && run.n <= 2 && d.day == 0 && str_integer(run, &value))
            d.day = (uint8_t)value;
    }
    char iso[24];
    if (d.year == 0 || d.month == 0 || d.day == 0)
        return false;
    int n = snprintf(iso, sizeof iso, "%04d-%02u-%02u", d.year, d.month, d.day);
    return record_date_parse((str){iso, (size_t)n}, date);
}

static bool read_date(str text, rec_date *date)
{
    return record_date_parse(text, date) || read_written_date(text, date);
}

/* ---- the report -------------------------------------------------------------------------------------------------- */

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
    report->bad_date = date.n > 0 && !read_date(date, &report->fields.published);
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
