/* SPDX-License-Identifier: MIT
 * The engine and the document of dragoman.h. */
#include "pipeline/engine.h"

#include "base/error.h"
#include "base/memory.h"
#include "write/write.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#ifndef DRAGOMAN_SHARE
#define DRAGOMAN_SHARE "/usr/local/share/dragoman"
#endif
#ifndef DRAGOMAN_VERSION
#define DRAGOMAN_VERSION "unknown"
#endif

#define KEEP_BYTES ((size_t)16 << 20) /* a document that took more gives its memory back */

const char *dgm_version(void)
{
    return DRAGOMAN_VERSION;
}

const char *dgm_status_name(dgm_status status)
{
    static const char *const names[] = {"good",      "out of memory", "input or output failed",
                                        "bad input", "bad data",      "bad model",
                                        "wrong use", "not found",     "store",
                                        "stopped"};
    return (unsigned)status < sizeof names / sizeof *names ? names[status] : "unknown";
}

static bool is_folder(const char *path)
{
    struct stat info;
    return stat(path, &info) == 0 && S_ISDIR(info.st_mode);
}

/* The folder of the running program, without a final slash; false where the system does not tell. */
static bool program_folder(char path[ENGINE_PATH_BYTES])
{
    ssize_t n = readlink("/proc/self/exe", path, ENGINE_PATH_BYTES - 1);
    if (n <= 0)
        return false;
    path[n] = 0;
    char *slash = strrchr(path, '/');
    if (slash == NULL)
        return false;
    *slash = 0;
    return true;
}

static bool find_folder(const char *name, char path[ENGINE_PATH_BYTES])
{
    static const char *const beside[] = {"..", "../..", "../share/dragoman"};
    char program[ENGINE_PATH_BYTES];
    if (program_folder(program))
        for (unsigned i = 0; i < sizeof beside / sizeof *beside; i++) {
            int n = snprintf(path, ENGINE_PATH_BYTES, "%s/%s/%s", program, beside[i], name);
            if (n > 0 && n < ENGINE_PATH_BYTES && is_folder(path))
                return true;
        }
    (void)snprintf(path, ENGINE_PATH_BYTES, "%s/%s", DRAGOMAN_SHARE, name);
    return is_folder(path);
}

static dgm_status find(const char *given, const char *variable, const char *name, dgm_status bad,
                       char path[ENGINE_PATH_BYTES], dgm_error *err)
{
    if (given == NULL)
        given = getenv(variable);
    if (given != NULL && given[0] != 0) {
        int n = snprintf(path, ENGINE_PATH_BYTES, "%s", given);
        if (n < 0 || n >= ENGINE_PATH_BYTES || !is_folder(path))
            return error_at(err, bad, given, 0, 0, "no such folder for %s", name);
        return DGM_OK;
    }
    return find_folder(name, path)
               ? DGM_OK
               : error_set(err, bad, "cannot find the folder \"%s\": set %s or --%s", name, variable, name);
}

dgm_status engine_find_data(const char *given, char path[ENGINE_PATH_BYTES], dgm_error *err)
{
    return find(given, "DRAGOMAN_DATA", "data", DGM_BAD_DATA, path, err);
}

dgm_status engine_find_models(const char *given, char path[ENGINE_PATH_BYTES], dgm_error *err)
{
    return find(given, "DRAGOMAN_MODELS", "models", DGM_BAD_MODEL, path, err);
}

dgm_status dgm_engine_open(const dgm_options *options, dgm_engine **engine, dgm_error *err)
{
    static const dgm_options plain = {0};
    char data[ENGINE_PATH_BYTES], models[ENGINE_PATH_BYTES];
    dgm_status status = DGM_OK;
    if (options == NULL)
        options = &plain;
    dgm_engine *e = *engine = memory_get(sizeof *e);
    if (e == NULL)
        return error_set(err, DGM_NO_MEMORY, "out of memory");
    e->document_memory = options->document_memory ? options->document_memory : ENGINE_DOCUMENT_MEMORY;
    if ((status = engine_find_data(options->data_dir, data, err)) != DGM_OK ||
        (status = engine_find_models(options->model_dir, models, err)) != DGM_OK ||
        (status = pipeline_load(&e->models, data, models, err)) != DGM_OK)
        goto done;
    for (size_t i = 0; i < options->actor_file_count && status == DGM_OK; i++)
        status = model_actor_add_file(e->models.actor, options->actor_files[i], err);
done:
    if (status != DGM_OK) {
        dgm_engine_free(e);
        *engine = NULL;
    }
    return status;
}

void dgm_engine_free(dgm_engine *engine)
{
    if (engine == NULL)
        return;
    pipeline_free(&engine->models);
    memory_free(engine);
}

dgm_status dgm_document_new(const dgm_engine *engine, dgm_document **document, dgm_error *err)
{
    *document = memory_get(sizeof **document);
    if (*document == NULL)
        return error_set(err, DGM_NO_MEMORY, "out of memory");
    (*document)->engine = engine;
    record_init(&(*document)->record, engine->document_memory);
    return DGM_OK;
}

void dgm_document_free(dgm_document *document)
{
    if (document == NULL)
        return;
    record_release(&document->record);
    memory_free(document);
}

void engine_recycle(rec_document *doc, size_t memory_cap)
{
    if (doc->memory.used > KEEP_BYTES) {
        record_release(doc);
        record_init(doc, memory_cap);
    } else {
        record_reset(doc);
    }
}

static void terminate(arena *memory, str *s)
{
    s->p = arena_string(memory, s->p, s->n);
}

/* Names may be slices of the text; the interface hands them out NUL-terminated. */
static dgm_status terminate_names(rec_document *doc, dgm_error *err)
{
    terminate(&doc->memory, &doc->id);
    for (uint32_t i = 0; i < doc->entity_count; i++)
        terminate(&doc->memory, &doc->entities[i].name);
    for (uint32_t i = 0; i < doc->place_count; i++) {
        terminate(&doc->memory, &doc->places[i].name);
        terminate(&doc->memory, &doc->places[i].admin1);
    }
    return doc->memory.failed ? error_set(err, DGM_NO_MEMORY, "document needs more memory than allowed") : DGM_OK;
}

dgm_status dgm_document_read(dgm_document *document, const dgm_input *input, dgm_error *err)
{
    return engine_read(document, input, NULL, NULL, err);
}

dgm_status engine_read(dgm_document *document, const dgm_input *input, pipeline_stop *stop, void *user, dgm_error *err)
{
    read_input in = {
        .bytes = {input->text, input->text ? input->length : 0},
        .id = str_of(input->id),
        .title = str_of(input->title),
        .source = str_of(input->source),
        .url = str_of(input->url),
    };
    engine_recycle(&document->record, document->engine->document_memory);
    if (input->date != NULL && !record_date_parse(str_of(input->date), &in.published))
        return error_set(err, DGM_BAD_USAGE, "\"%.40s\" is no date", input->date);
    dgm_status status = pipeline_run_until(&document->engine->models, &in, &document->record, stop, user, err);
    if (status == DGM_OK)
        status = terminate_names(&document->record, err);
    if (status != DGM_OK)
        record_reset(&document->record);
    return status;
}

static dgm_status pour(const strbuf *from, dgm_sink *sink, void *user, dgm_error *err)
{
    if (from->n > 0 && sink(user, from->p, from->n) != 0)
        return error_set(err, DGM_STOPPED, "the receiver wants no more");
    return DGM_OK;
}

dgm_status dgm_write_header(dgm_format format, dgm_sink *sink, void *user, dgm_error *err)
{
    strbuf out;
    strbuf_init(&out, 0);
    write_header(format, &out);
    dgm_status status = out.failed ? error_set(err, DGM_NO_MEMORY, "out of memory") : pour(&out, sink, user, err);
    strbuf_release(&out);
    return status;
}

dgm_status dgm_document_write(dgm_document *document, dgm_format format, const dgm_write_options *options,
                              dgm_sink *sink, void *user, dgm_error *err)
{
    strbuf out;
    strbuf_init(&out, document->engine->document_memory);
    dgm_status status = write_document(&document->record, format, options, &out, err);
    if (status == DGM_OK)
        status = pour(&out, sink, user, err);
    strbuf_release(&out);
    return status;
}
