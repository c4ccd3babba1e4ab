/* SPDX-License-Identifier: MIT
 *
 * reading.c: POST /v1/read. The engine is loaded when the first text comes and is kept; one text at a time. Where the body asks
 * for it ("explain": true), the record has one member more: the derivation of each event, as `dragoman explain` tells it.
 */
#include "serve/job.h"

#include "base/error.h"
#include "base/memory.h"
#include "pipeline/engine.h"
#include "write/write.h"

#include <json-c/json.h>
#include <string.h>

enum { NESTED_MOST = 8 };
#define DOCUMENT_MEMORY ((size_t)256 << 20)

struct serve_reader {
    const char *data_dir, *model_dir; /* borrowed */
    dgm_engine *engine;
    dgm_document *document;
    const serve_job *job; /* in work */
};

serve_reader *reader_new(const char *data_dir, const char *model_dir)
{
    serve_reader *r = memory_get(sizeof *r);
    if (r != NULL)
        *r = (serve_reader){.data_dir = data_dir, .model_dir = model_dir};
    return r;
}

void reader_free(serve_reader *r)
{
    if (r == NULL)
        return;
    dgm_document_free(r->document);
    dgm_engine_free(r->engine);
    memory_free(r);
}

static dgm_status load(serve_reader *r, dgm_error *err)
{
    dgm_options options = {.data_dir = r->data_dir, .model_dir = r->model_dir, .document_memory = DOCUMENT_MEMORY};
    dgm_status status = r->engine == NULL ? dgm_engine_open(&options, &r->engine, err) : DGM_OK;
    return status == DGM_OK && r->document == NULL ? dgm_document_new(r->engine, &r->document, err) : status;
}

static int add_piece(void *user, const char *bytes, size_t length)
{
    strbuf_add(user, bytes, length);
    return ((strbuf *)user)->failed;
}

/* Behind the last member of the record; what follows a line of the derivation's own stays in it. */
static void add_explanations(rec_document *doc, strbuf *out)
{
    enum { NEVER_BROKEN = 1 << 20 };
    dgm_write_options options = {.width = NEVER_BROKEN};
    json_writer w = {out, true};
    strbuf text;
    strbuf_init(&text, 0);
    while (out->n > 0 && out->p[out->n - 1] != '}')
        out->n--;
    out->n -= out->n > 0;
    json_key(&w, "explanations");
    json_open(&w, '[');
    for (uint32_t i = 0; i < doc->event_count && !out->failed; i++) {
        strbuf_reset(&text);
        write_explanation(doc, i, &options, &text);
        json_string(&w, strbuf_str(&text));
    }
    json_close(&w, ']');
    json_close(&w, '}');
    strbuf_add_char(out, '\n');
    strbuf_release(&text);
}

static bool is_over(void *user)
{
    const serve_reader *r = user;
    return job_is_over(r->job);
}

static dgm_status run_stages(serve_reader *r, const dgm_input *input, dgm_error *err)
{
    dgm_status status = engine_read(r->document, input, is_over, r, err);
    if (status == DGM_STOPPED)
        return error_set(err, DGM_STOPPED, "the text took too long");
    if (status == DGM_NO_MEMORY)
        return error_set(err, DGM_BAD_INPUT, "the text needs more memory than allowed");
    return status;
}

static dgm_status read_text(serve_reader *r, const dgm_input *input, strbuf *out, dgm_error *err)
{
    dgm_status status = load(r, err);
    if (status == DGM_OK)
        status = run_stages(r, input, err);
    if (status == DGM_OK)
        status = dgm_document_write(r->document, DGM_FORMAT_JSONL, NULL, add_piece, out, err);
    return status;
}

/* A member that is a text without zero bytes; NULL where it is not there. */
static dgm_status take(struct json_object *o, const char *name, const char **to, dgm_error *err)
{
    struct json_object *v = NULL;
    if (!json_object_object_get_ex(o, name, &v) || v == NULL)
        return DGM_OK;
    if (!json_object_is_type(v, json_type_string) || strlen(json_object_get_string(v)) != (size_t)json_object_get_string_len(v))
        return error_set(err, DGM_BAD_USAGE, "\"%s\" must be a text", name);
    *to = json_object_get_string(v);
    return DGM_OK;
}

static dgm_status take_report(struct json_object *o, dgm_input *in, dgm_error *err)
{
    struct json_object *text = NULL;
    if (!json_object_is_type(o, json_type_object) || !json_object_object_get_ex(o, "text", &text) || !json_object_is_type(text, json_type_string))
        return error_set(err, DGM_BAD_USAGE, "the body must be an object with a member \"text\"");
    in->text = json_object_get_string(text);
    in->length = (size_t)json_object_get_string_len(text);
    struct {
        const char *name, **to;
    } members[] = {{"id", &in->id}, {"title", &in->title}, {"source", &in->source}, {"url", &in->url}, {"date", &in->date}};
    dgm_status status = DGM_OK;
    for (size_t i = 0; status == DGM_OK && i < sizeof members / sizeof *members; i++)
        status = take(o, members[i].name, members[i].to, err);
    return status;
}

struct json_object *body_parse(str body, dgm_error *err)
{
    struct json_tokener *t = json_tokener_new_ex(NESTED_MOST);
    struct json_object *o = NULL;
    if (t == NULL) {
        (void)error_set(err, DGM_NO_MEMORY, "out of memory");
        return NULL;
    }
    json_tokener_set_flags(t, JSON_TOKENER_STRICT | JSON_TOKENER_VALIDATE_UTF8);
    o = body.n > 0 ? json_tokener_parse_ex(t, body.p, (int)body.n) : NULL;
    bool whole = json_tokener_get_error(t) == json_tokener_success && str_trim((str){body.p + json_tokener_get_parse_end(t), body.n - json_tokener_get_parse_end(t)}).n == 0;
    if (o == NULL || !whole) {
        (void)error_set(err, DGM_BAD_USAGE, "the body is no JSON: %s", o == NULL ? json_tokener_error_desc(json_tokener_get_error(t)) : "something stands behind it");
        json_object_put(o);
        o = NULL;
    }
    json_tokener_free(t);
    return o;
}

static dgm_status read_json(serve_reader *r, str body, strbuf *out, dgm_error *err)
{
    dgm_input in = {0};
    struct json_object *o = body_parse(body, err);
    struct json_object *explain = NULL;
    dgm_status status = o != NULL ? take_report(o, &in, err) : DGM_BAD_USAGE;
    if (status == DGM_OK)
        status = read_text(r, &in, out, err);
    if (status == DGM_OK && json_object_object_get_ex(o, "explain", &explain) && json_object_get_boolean(explain))
        add_explanations(&r->document->record, out);
    json_object_put(o);
    return status;
}

void reader_answer(serve_reader *r, serve_job *j)
{
    r->job = j;
    str body = strbuf_str(&j->body);
    dgm_input in = {.text = body.p, .length = body.n};
    dgm_status status = j->body_is_json ? read_json(r, body, &j->out, &j->error) : read_text(r, &in, &j->out, &j->error);
    j->status = problem_status_of(status);
    j->type = "application/json";
    if (status != DGM_OK) {
        strbuf_reset(&j->out);
        problem_write(&j->out, j->status, j->error.message);
        j->type = "application/problem+json";
    }
}
