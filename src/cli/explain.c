/* SPDX-License-Identifier: MIT */
#include "base/error.h"
#include "cli/run.h"
#include "cli/terminal.h"
#include "pipeline/engine.h"
#include "pipeline/input.h"
#include "write/write.h"

#include <stdio.h>

/* Reads the first report of `path` into `document`. */
static dgm_status read_first(const cli_settings *s, dgm_document *document, dgm_error *err)
{
    input_reader *reader = NULL;
    input_item item;
    input_report report = {0};
    rec_date date = {0};
    input_item_init(&item);
    dgm_status status = input_open(&reader, s->inputs.items, 1, INPUT_ANY, NULL, err);
    if (status == DGM_OK && !input_next(reader, &item))
        status = error_at(err, DGM_BAD_INPUT, s->inputs.items[0], 0, 0, "there is no report in it");
    if (status == DGM_OK && (status = item.status) != DGM_OK)
        *err = item.error;
    if (status == DGM_OK && item.is_json)
        status = input_parse(&item, &report, err);
    else if (status == DGM_OK)
        report.fields = (read_input){.bytes = strbuf_str(&item.bytes), .id = strbuf_str(&item.id)};
    if (report.fields.source.n == 0)
        report.fields.source = str_of(s->source);
    if (report.fields.published.year == 0 && s->date != NULL && record_date_parse(str_of(s->date), &date))
        report.fields.published = date;
    if (status == DGM_OK)
        status = pipeline_run(&document->engine->models, &report.fields, &document->record, err);
    input_report_release(&report);
    input_item_release(&item);
    input_close(reader);
    return status;
}

/* All events, or the one that was asked for. */
static int explain(const cli_settings *s, rec_document *doc)
{
    dgm_write_options options = {.color = terminal_has_color(s->color), .width = terminal_width()};
    uint32_t first = 0, end = doc->event_count;
    long number = 0;
    strbuf out;
    if (s->inputs.count > 1) {
        if (!str_integer(str_of(s->inputs.items[1]), &number) || number < 0 || number >= (long)doc->event_count) {
            cli_complain("explain: there is no event \"%s\"; the report has %u, from 0", s->inputs.items[1],
                         doc->event_count);
            return CLI_USAGE;
        }
        first = (uint32_t)number;
        end = first + 1;
    }
    strbuf_init(&out, 0);
    for (uint32_t i = first; i < end; i++) {
        write_explanation(doc, i, &options, &out);
        strbuf_add_char(&out, '\n');
    }
    for (uint32_t i = 0; i < doc->held_count && s->inputs.count < 2; i++) {
        write_held(doc, i, &options, &out);
        strbuf_add_char(&out, '\n');
    }
    if (first == end)
        strbuf_add_text(&out, "No events found.\n");
    (void)fwrite(out.p, 1, out.n, stdout);
    strbuf_release(&out);
    return CLI_GOOD;
}

static int run(const cli_settings *s)
{
    dgm_error err = {0};
    dgm_engine *engine = NULL;
    dgm_document *document = NULL;
    int code = run_open_engine(s, &engine);
    if (code != CLI_GOOD)
        return code;
    dgm_status status = dgm_document_new(engine, &document, &err);
    if (status == DGM_OK)
        status = read_first(s, document, &err);
    if (status == DGM_OK) {
        code = explain(s, &document->record);
    } else {
        cli_report(&err);
        code = cli_exit_of(status);
    }
    dgm_document_free(document);
    dgm_engine_free(engine);
    return code;
}

static const cli_option options[] = {
    CLI_OPTION_DATE,
    CLI_OPTION_SOURCE,
    CLI_OPTION_ACTORS,
    CLI_OPTION_DATA,
    CLI_OPTION_MODELS,
    CLI_OPTION_MEMORY,
    CLI_OPTION_COLOR,
    CLI_OPTION_HELP,
    CLI_END,
};

static const char *const examples[] = {
    "dragoman explain report.txt", "why each event of the report was found",
    "dragoman explain --date 2025-03-08 report.txt 3", "why event 3 was, by the number that dragoman read prints",
    NULL,
};

const cli_command cli_explain = {
    .name = "explain",
    .operands = "FILE [EVENT]",
    .least = 1,
    .most = 2,
    .summary = "tell how the events of a report were found",
    .description =
        "Prints for each event of the first report in FILE (or for EVENT, the number in front of it in dragoman read "
        "and its id in the record) the words, the lines of data that fired and what each made of the act, what fitted no closer "
        "and lost, the way through the tree from the act to each party, and how each party was known; then what was held back, "
        "and why.",
    .options = options,
    .examples = examples,
    .run = run,
};
