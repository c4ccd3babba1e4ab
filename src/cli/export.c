/* SPDX-License-Identifier: MIT */
#include "cli/question.h"
#include "export/export.h"
#include "pipeline/engine.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

static int put(void *user, str bytes)
{
    return fwrite(bytes.p, 1, bytes.n, user) == bytes.n ? 0 : 1;
}

static int write_to(const cli_settings *s, const store_filter *f, export_format format, const export_names *names, FILE *to)
{
    store *ledger;
    dgm_error err = {0};
    int code = question_open(s, &ledger);
    if (code != CLI_GOOD)
        return code;
    dgm_status status = export_events(ledger, f, format, names, put, to, &err);
    store_close(ledger);
    if (status == DGM_STOPPED && ferror(to) != 0)
        return CLI_GOOD; /* told of by whoever closes the file */
    if (status != DGM_OK)
        cli_report(&err);
    return cli_exit_of(status);
}

static int run_with(const cli_settings *s, const export_names *names)
{
    store_filter filter;
    if (!question_filter(s, &filter))
        return CLI_USAGE;
    export_format format = export_format_find(s->format);
    if (s->output == NULL || strcmp(s->output, "-") == 0)
        return write_to(s, &filter, format, names, stdout);
    FILE *to = fopen(s->output, "wb");
    if (to == NULL) {
        cli_complain("cannot write %s: %s", s->output, strerror(errno));
        return CLI_INPUT;
    }
    int code = write_to(s, &filter, format, names, to);
    bool failed = ferror(to) != 0;
    if (fclose(to) != 0 || failed) {
        cli_complain("cannot write %s", s->output);
        code = code == CLI_GOOD ? CLI_INPUT : code;
    }
    return code;
}

static int run(const cli_settings *s)
{
    char data[ENGINE_PATH_BYTES];
    export_names *names = NULL;
    dgm_error err = {0};
    if (s->format == NULL) {
        cli_complain("export needs --format (see dragoman export --help)");
        return CLI_USAGE;
    }
    dgm_status status = engine_find_data(s->data, data, &err);
    if (status == DGM_OK)
        status = export_names_load(&names, data, &err);
    if (status != DGM_OK) {
        cli_report(&err);
        return cli_exit_of(status);
    }
    int code = run_with(s, names);
    export_names_free(names);
    return code;
}

static const cli_option options[] = {
    CLI_OPTION_DB,
    CLI_OPTION("format", 'f', CLI_CHOICE, format,
               "gdelt-events|gdelt-mentions|icews|polecat|phoenix|petrarch2|plover|geojson|ics|graphml",
               "the form; docs/formats.md tells the columns"),
    CLI_OPTION("output", 'o', CLI_TEXT, output, "FILE", "write there; without this to standard output"),
    QUESTION_LANDS,
    QUESTION_EVENTS,
    QUESTION_DAYS,
    CLI_OPTION("event", 0, CLI_NUMBER, event, "ID", "one event"),
    CLI_OPTION("limit", 0, CLI_NUMBER, limit, "N", "events at most; without this all"),
    CLI_OPTION("skip", 0, CLI_NUMBER, skip, "N", "events to pass over"),
    CLI_OPTION_DATA,
    CLI_OPTION_HELP,
    CLI_END,
};

static const char *const examples[] = {
    "dragoman export --format gdelt-events --since 2025-02 -o events.tsv", "what happened since February as a GDELT table",
    "dragoman export --format ics --between USA RUS", "what is announced between the two, as a calendar",
    NULL,
};

const cli_command cli_export = {
    .name = "export",
    .operands = "",
    .summary = "events of the ledger in other forms",
    .description =
        "Writes events, oldest first, as GDELT 2.0, ICEWS, POLECAT, Phoenix or PETRARCH2 tables, PLOVER JSON lines, GeoJSON, a calendar, or the network of actors as GraphML. Tables that have no status get what happened or goes on, a calendar what is planned or possible, unless --status tells otherwise. Fields that cannot be known stay empty.",
    .options = options,
    .examples = examples,
    .run = run,
};
