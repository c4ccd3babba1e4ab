/* SPDX-License-Identifier: MIT
 *
 * Speed and memory on this machine: the inputs are read and coded once on one core, stage by stage, timed by the clock of
 * the thread (so that other work on the machine costs nothing but cache), then once on all cores, timed by the wall clock.
 * Words are the tokens of Universal Dependencies, punctuation included. */
#include "cli/run.h"

#include "pipeline/batch.h"
#include "write/write.h"

#include <stdio.h>
#include <sys/resource.h>
#include <time.h>

typedef struct figures {
    double load, write, stages[PIPELINE_STAGES]; /* seconds */
    double bytes;
    uint64_t documents, words, events;
} figures;

static double seconds(clockid_t clock)
{
    struct timespec t;
    clock_gettime(clock, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static dgm_status run_stages(const dgm_engine *engine, const read_input *input, rec_document *doc, figures *f, dgm_error *err)
{
    dgm_status status = DGM_OK;
    engine_recycle(doc, engine->document_memory);
    for (int stage = 0; stage < PIPELINE_STAGES && status == DGM_OK; stage++) {
        double begin = seconds(CLOCK_THREAD_CPUTIME_ID);
        status = pipeline_step(&engine->models, (pipeline_stage)stage, input, doc, err);
        f->stages[stage] += seconds(CLOCK_THREAD_CPUTIME_ID) - begin;
    }
    return status;
}

/* One document on one core. */
static dgm_status measure(const dgm_engine *engine, input_item *item, rec_document *doc, strbuf *out, figures *f, dgm_error *err)
{
    input_report report = {0};
    dgm_status status = item->status;
    if (status == DGM_OK && item->is_json)
        status = input_parse(item, &report, err);
    if (!item->is_json)
        report.fields = (read_input){.bytes = strbuf_str(&item->bytes), .id = strbuf_str(&item->id)};
    if (status == DGM_OK)
        status = run_stages(engine, &report.fields, doc, f, err);
    if (status == DGM_OK) {
        double begin = seconds(CLOCK_THREAD_CPUTIME_ID);
        strbuf_reset(out);
        status = write_document(doc, DGM_FORMAT_JSONL, NULL, out, err);
        f->write += seconds(CLOCK_THREAD_CPUTIME_ID) - begin;
        f->documents++;
        f->bytes += doc->length;
        f->words += doc->token_count;
        f->events += doc->event_count;
    }
    input_report_release(&report);
    return status;
}

static dgm_status run_alone(const dgm_engine *engine, input_reader *reader, figures *f, dgm_error *err)
{
    input_item item;
    rec_document doc;
    strbuf out;
    input_item_init(&item);
    record_init(&doc, engine->document_memory);
    strbuf_init(&out, 0);
    dgm_status status = DGM_OK;
    while (status == DGM_OK && input_next(reader, &item))
        status = measure(engine, &item, &doc, &out, f, err);
    strbuf_release(&out);
    record_release(&doc);
    input_item_release(&item);
    return status;
}

static int swallow(void *user, const batch_result *result)
{
    *(uint64_t *)user += result->words;
    return 0;
}

/* Words a second on `threads` threads, by the wall clock. */
static double run_together(const dgm_engine *engine, input_reader *reader, unsigned threads, dgm_error *err)
{
    batch_options options = {.threads = threads, .format = DGM_FORMAT_JSONL};
    uint64_t words = 0;
    double begin = seconds(CLOCK_MONOTONIC);
    if (batch_run(engine, reader, &options, swallow, &words, err) != DGM_OK)
        return 0;
    return (double)words / (seconds(CLOCK_MONOTONIC) - begin);
}

static long peak_megabytes(void)
{
    struct rusage used;
    getrusage(RUSAGE_SELF, &used);
    return used.ru_maxrss / 1024;
}

static void print_row(const char *name, double time, double all, const figures *f)
{
    printf("%-8s %10.3f %12.0f %7.1f %%\n", name, time, time > 0 ? (double)f->words / time : 0, 100 * time / all);
}

static void print_stages(const figures *f)
{
    double all = f->write;
    for (int stage = 0; stage < PIPELINE_STAGES; stage++)
        all += f->stages[stage];
    printf("%llu documents, %.2f MB, %llu words, %llu events\n\n", (unsigned long long)f->documents, f->bytes / 1e6,
           (unsigned long long)f->words, (unsigned long long)f->events);
    printf("%-8s %10s %12s %9s\n", "stage", "seconds", "words/s", "share");
    for (int stage = 0; stage < PIPELINE_STAGES; stage++)
        print_row(pipeline_stage_name((pipeline_stage)stage), f->stages[stage], all, f);
    print_row("write", f->write, all, f);
    print_row("one core", all, all, f);
}

static int run(const cli_settings *s)
{
    dgm_error err = {0};
    dgm_engine *engine = NULL;
    input_reader *reader = NULL;
    figures f = {0};
    double begin = seconds(CLOCK_MONOTONIC);
    int code = run_open_engine(s, &engine);
    if (code != CLI_GOOD)
        return code;
    f.load = seconds(CLOCK_MONOTONIC) - begin;
    dgm_status status = input_open(&reader, s->inputs.items, s->inputs.count, INPUT_ANY, NULL, &err);
    if (status == DGM_OK)
        status = run_alone(engine, reader, &f, &err);
    input_close(reader);
    reader = NULL;
    if (status == DGM_OK && f.words > 0) {
        print_stages(&f);
        long alone = peak_megabytes();
        status = input_open(&reader, s->inputs.items, s->inputs.count, INPUT_ANY, NULL, &err);
        double together = status == DGM_OK ? run_together(engine, reader, (unsigned)s->threads, &err) : 0;
        printf("\nall cores           %12.0f words/s by the wall clock\nload       %10.3f s\n", together, f.load);
        printf("memory     %10ld MB on one core, %ld MB on all\n", alone, peak_megabytes());
        input_close(reader);
    }
    dgm_engine_free(engine);
    if (status != DGM_OK)
        cli_report(&err);
    return cli_exit_of(status);
}

static const cli_option options[] = {
    CLI_OPTION_THREADS, CLI_OPTION_ACTORS, CLI_OPTION_DATA, CLI_OPTION_MODELS, CLI_OPTION_HELP, CLI_END,
};

static const char *const examples[] = {
    "dragoman bench examples/talks/reports.jsonl", "measure this machine", NULL,
};

const cli_command cli_bench = {
    .name = "bench",
    .operands = "INPUT...",
    .least = 1,
    .most = (size_t)-1,
    .summary = "measure speed and memory on this machine",
    .description =
        "Codes the inputs on one core and then on all, and prints the time of each stage, words a second, the time to load "
        "data and models, and the peak of memory. Stages are timed by the thread's own clock.",
    .options = options,
    .examples = examples,
    .run = run,
};
