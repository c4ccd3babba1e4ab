/* SPDX-License-Identifier: MIT */
#include "cli/run.h"

#include "cli/terminal.h"
#include "pipeline/batch.h"

#include <stdio.h>
#include <string.h>

typedef struct tally {
    terminal_progress progress;
    uint64_t documents, failed, words, events, bad_dates;
    char first_bad_date[320]; /* file and line */
    batch_sink *sink;         /* what takes the output; NULL: stdout */
    void *sink_user;
} tally;

int run_open_engine(const cli_settings *s, dgm_engine **engine)
{
    dgm_error err = {0};
    dgm_options options = {
        .data_dir = s->data,
        .model_dir = s->models,
        .actor_files = s->actors.items,
        .actor_file_count = s->actors.count,
        .document_memory = (size_t)s->memory << 20,
    };
    dgm_status status = dgm_engine_open(&options, engine, &err);
    if (status != DGM_OK)
        cli_report(&err);
    return status == DGM_NO_MEMORY || status == DGM_IO ? CLI_MODEL : cli_exit_of(status);
}

static void complain_about(tally *t, const batch_result *r)
{
    terminal_progress_clear(&t->progress);
    t->failed++;
    cli_report(&r->error);
}

static int take_result(void *user, const batch_result *r)
{
    tally *t = user;
    t->documents++;
    t->words += r->words;
    t->events += r->events;
    if (r->status != DGM_OK)
        complain_about(t, r);
    if (r->bad_date && t->bad_dates++ == 0)
        (void)snprintf(t->first_bad_date, sizeof t->first_bad_date, "%s:%u", r->file, r->line);
    if (t->sink != NULL) {
        if (t->sink(t->sink_user, r) != 0)
            return 1;
    } else if (r->output.n > 0 && (fwrite(r->output.p, 1, r->output.n, stdout) != r->output.n || fflush(stdout) != 0))
        return 1;
    terminal_progress_show(&t->progress, t->documents, t->words, t->events);
    return 0;
}

static int write_piece(void *user, const char *bytes, size_t length)
{
    (void)user;
    return fwrite(bytes, 1, length, stdout) != length;
}

static input_kind kind_of(const char *from)
{
    return from == NULL ? INPUT_ANY : strcmp(from, "jsonl") == 0 ? INPUT_JSONL : INPUT_TEXT;
}

static batch_options options_of(const cli_settings *s, dgm_format format)
{
    batch_options o = {
        .threads = (unsigned)s->threads,
        .format = format,
        .write = {.with_text = s->with_text,
                  .with_predicates = s->with_predicates,
                  .color = terminal_has_color(s->color),
                  .width = terminal_width()},
        .source = str_of(s->source),
        .stop = terminal_stop(),
    };
    if (s->date != NULL)
        (void)record_date_parse(str_of(s->date), &o.date); /* checked when the options were read */
    return o;
}

/* 130 when stopped, 3 when nothing could be read, 1 when something could not. */
static int exit_of(dgm_status status, const tally *t, const dgm_error *err)
{
    if (status == DGM_STOPPED && *terminal_stop() != 0)
        return CLI_STOPPED;
    if (status == DGM_STOPPED)
        return CLI_INPUT; /* stdout refused: main tells */
    if (status != DGM_OK) {
        cli_report(err);
        return cli_exit_of(status);
    }
    if (t->failed > 0 && t->documents > 1)
        cli_complain("%llu of %llu documents could not be read", (unsigned long long)t->failed,
                     (unsigned long long)t->documents);
    return t->failed == 0 ? CLI_GOOD : t->failed < t->documents ? CLI_SOME_FAILED : CLI_INPUT;
}

static int run_batch(const cli_settings *s, const batch_options *options, tally *t)
{
    static const char *const standard_input[] = {"-"};
    dgm_error err = {0};
    dgm_engine *engine = NULL;
    input_reader *reader = NULL;
    int code = run_open_engine(s, &engine);
    if (code != CLI_GOOD)
        return code;
    bool named = s->inputs.count > 0;
    terminal_catch_stop();
    dgm_status status = input_open(&reader, named ? s->inputs.items : standard_input, named ? s->inputs.count : 1,
                                   kind_of(s->from), terminal_stop(), &err);
    terminal_progress_begin(&t->progress, !s->no_progress);
    if (status == DGM_OK)
        status = dgm_write_header(options->format, write_piece, NULL, &err);
    if (status == DGM_OK)
        status = batch_run(engine, reader, options, take_result, t, &err);
    terminal_progress_clear(&t->progress);
    if (t->bad_dates > 0)
        cli_complain("%s: warning: cannot read the date; so with %llu reports, whose date counts as unknown",
                     t->first_bad_date, (unsigned long long)t->bad_dates);
    input_close(reader);
    dgm_engine_free(engine);
    return exit_of(status, t, &err);
}

int run_documents(const cli_settings *s, dgm_format format)
{
    batch_options options = options_of(s, format);
    tally t = {0};
    return run_batch(s, &options, &t);
}

int run_records(const cli_settings *s, const run_taker *taker)
{
    batch_options options = options_of(s, DGM_FORMAT_JSONL);
    tally t = {.sink = taker->sink, .sink_user = taker->user};
    options.write.with_text = 1;
    options.prepare = taker->prepare;
    options.release = taker->release;
    return run_batch(s, &options, &t);
}
