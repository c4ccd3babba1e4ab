/* SPDX-License-Identifier: MIT
 * corrections.c: what readers say of what was coded: list, gold, one more, one less. */
#include "serve/job.h"

#include "base/error.h"
#include "base/utf8.h"

#include <json-c/json.h>
#include <stdio.h>
#include <string.h>

enum { FIELD_MOST = 24, VALUE_MOST = 400, NOTE_MOST = 4000, WHO_MOST = 100 };

static dgm_status all_corrections(store *s, const store_filter *f, store_sink *sink, void *user, dgm_error *err)
{
    return store_corrections(s, 0, f, sink, user, err);
}

dgm_status serve_corrections(asking *a, dgm_error *err)
{
    return rows_list(a, all_corrections, NULL, err);
}

static int gold_sink(void *user, const store_row *row)
{
    asking *a = user;
    a->w.comma = false;
    json_open(&a->w, '{');
    rows_members(a, row);
    json_close(&a->w, '}');
    strbuf_add_char(a->w.out, '\n');
    return a->w.out->failed;
}

dgm_status serve_gold(asking *a, dgm_error *err)
{
    a->type = "application/x-ndjson";
    return store_corrections_gold(a->ledger, gold_sink, a, err);
}

/* ---- one more -------------------------------------------------------------------------------------------------------------------- */

static bool is_plain(str s, bool lines)
{
    for (size_t i = 0; i < s.n;) {
        unsigned bytes;
        uint32_t cp = utf8_decode(s.p + i, s.p + s.n, &bytes);
        if (cp == UTF8_BAD || (cp < ' ' && !(lines && (cp == '\n' || cp == '\t'))) || cp == 0x7F)
            return false;
        i += bytes;
    }
    return true;
}

static dgm_status take_text(struct json_object *o, const char *name, size_t most, bool lines, str *to, dgm_error *err)
{
    struct json_object *v = NULL;
    *to = STR("");
    if (!json_object_object_get_ex(o, name, &v) || v == NULL)
        return DGM_OK;
    if (!json_object_is_type(v, json_type_string))
        return error_set(err, DGM_BAD_USAGE, "\"%s\" must be a text", name);
    *to = str_trim((str){json_object_get_string(v), (size_t)json_object_get_string_len(v)});
    if (to->n > most)
        return error_set(err, DGM_BAD_USAGE, "\"%s\" may have %zu bytes", name, most);
    return is_plain(*to, lines) ? DGM_OK : error_set(err, DGM_BAD_USAGE, "\"%s\" holds control characters", name);
}

static dgm_status take_number(struct json_object *o, const char *name, int64_t *to, dgm_error *err)
{
    struct json_object *v = NULL;
    *to = 0;
    if (!json_object_object_get_ex(o, name, &v) || v == NULL)
        return DGM_OK;
    *to = json_object_is_type(v, json_type_int) ? json_object_get_int64(v) : 0;
    return *to > 0 ? DGM_OK : error_set(err, DGM_BAD_USAGE, "\"%s\" must be the number of a %s", name, name);
}

static bool is_one_of(str s, const char *const *words)
{
    for (; *words != NULL; words++)
        if (str_equal(s, str_of(*words)))
            return true;
    return false;
}

static dgm_status check(const store_correction *c, dgm_error *err)
{
    static const char *const fields[] = {"event", "type", "mode", "cameo", "contexts", "actors", "recipients", "status", "day", "place", "claim", "", NULL};
    static const char *const verdicts[] = {"right", "wrong", "missing", NULL};
    bool missing = str_equal(c->verdict, STR("missing"));
    if (!is_one_of(c->verdict, verdicts))
        return error_set(err, DGM_BAD_USAGE, "\"verdict\" must be right, wrong or missing");
    if (c->document == 0)
        return error_set(err, DGM_BAD_USAGE, "\"document\" must be the number of a document");
    if (missing != (c->mention == 0))
        return error_set(err, DGM_BAD_USAGE, missing ? "what is missing has no mention" : "\"mention\" tells what is right or wrong");
    if (!is_one_of(c->field, fields))
        return error_set(err, DGM_BAD_USAGE, "\"field\" must be event, type, mode, cameo, contexts, actors, recipients, status, day, place or claim");
    if (str_equal(c->verdict, STR("wrong")) && c->field.n == 0)
        return error_set(err, DGM_BAD_USAGE, "\"field\" tells what is wrong");
    return c->who.n > 0 ? DGM_OK : error_set(err, DGM_BAD_USAGE, "\"who\" must be told: corrections are kept with a name");
}

static dgm_status take(struct json_object *o, store_correction *c, dgm_error *err)
{
    if (!json_object_is_type(o, json_type_object))
        return error_set(err, DGM_BAD_USAGE, "the body must be an object");
    dgm_status status = take_number(o, "document", &c->document, err);
    if (status == DGM_OK)
        status = take_number(o, "mention", &c->mention, err);
    if (status == DGM_OK)
        status = take_text(o, "verdict", FIELD_MOST, false, &c->verdict, err);
    if (status == DGM_OK)
        status = take_text(o, "field", FIELD_MOST, false, &c->field, err);
    if (status == DGM_OK)
        status = take_text(o, "value", VALUE_MOST, false, &c->value, err);
    if (status == DGM_OK)
        status = take_text(o, "note", NOTE_MOST, true, &c->note, err);
    if (status == DGM_OK)
        status = take_text(o, "who", WHO_MOST, false, &c->who, err);
    return status == DGM_OK ? check(c, err) : status;
}

dgm_status serve_correct(asking *a, dgm_error *err)
{
    store_correction c = {0};
    int64_t id = 0;
    rows_one one = {a, false};
    store_filter any = {.limit = 1};
    struct json_object *o = body_parse(a->body, err);
    dgm_status status = o != NULL ? take(o, &c, err) : DGM_BAD_USAGE;
    if (status == DGM_OK)
        status = store_correction_add(a->ledger, &c, &id, err);
    json_object_put(o);
    if (status != DGM_OK)
        return status;
    json_open(&a->w, '{');
    status = store_corrections(a->ledger, id, &any, rows_one_sink, &one, err);
    json_close(&a->w, '}');
    a->status = 201;
    (void)snprintf(a->location, sizeof a->location, "/v1/corrections/%lld", (long long)id);
    return status;
}

dgm_status serve_correction(asking *a, dgm_error *err)
{
    rows_one one = {a, false};
    store_filter any = {.limit = 1};
    json_open(&a->w, '{');
    dgm_status status = store_corrections(a->ledger, a->number, &any, rows_one_sink, &one, err);
    json_close(&a->w, '}');
    return status == DGM_OK && !one.found ? serve_no_such(err, "corrections", a->number) : status;
}

dgm_status serve_correct_back(asking *a, dgm_error *err)
{
    a->status = 204;
    return store_correction_remove(a->ledger, a->number, err);
}
