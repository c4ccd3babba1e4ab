/* SPDX-License-Identifier: MIT */
#include "cli/question.h"
#include "store/page.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { COLUMNS = 16 };

/* A row with the bounds of its precision behind it: Wilson's interval, 95 %. Five of five is not certainty. */
static int add_bounds(void *table, const store_row *row)
{
    static const double z = 1.96;
    const char *name[COLUMNS + 2];
    store_cell cell[COLUMNS + 2];
    double n = 0, right = 0;
    if (row->count > COLUMNS)
        return 1;
    for (uint32_t i = 0; i < row->count; i++) {
        name[i] = row->name[i];
        cell[i] = row->cell[i];
        n = strcmp(name[i], "judged") == 0 ? cell[i].real : n;
        right = strcmp(name[i], "right") == 0 ? cell[i].real : right;
    }
    char text[2][16] = {"", ""};
    double share = n > 0 ? right / n : 0, middle = share + z * z / (2 * n), half = z * sqrt(share * (1 - share) / n + z * z / (4 * n * n));
    for (int i = 0; i < 2; i++) {
        double bound = n > 0 ? (middle + (i == 0 ? -half : half)) / (1 + z * z / n) : 0;
        if (n > 0)
            (void)snprintf(text[i], sizeof text[i], "%.3f", bound < 0 ? 0 : bound);
        name[row->count + (uint32_t)i] = i == 0 ? "from" : "to";
        cell[row->count + (uint32_t)i] = (store_cell){n > 0 ? STORE_REAL : STORE_NULL, str_of(text[i]), 0, round(bound * 1000) / 1000};
    }
    return cli_table_row(table, &(store_row){row->count + 2, name, cell});
}

typedef dgm_status eval_question(store *s, store_sink *sink, void *user, dgm_error *err);

static dgm_status show(store *ledger, const cli_settings *s, eval_question *ask, store_sink *sink, size_t *rows, dgm_error *err)
{
    cli_table table;
    cli_table_begin(&table, s->format);
    dgm_status status = ask(ledger, sink, &table, err);
    *rows = table.written;
    cli_table_end(&table);
    return status;
}

static int run(const cli_settings *s)
{
    store *ledger;
    dgm_error err = {0};
    size_t types = 0, fields = 0;
    if (!s->corrections) {
        cli_complain("eval: tell by what, such as --corrections (see dragoman eval --help)");
        return CLI_USAGE;
    }
    int code = question_open(s, &ledger);
    if (code != CLI_GOOD)
        return code;
    bool lines = s->format != NULL && strcmp(s->format, "jsonl") == 0;
    dgm_status status = show(ledger, s, store_corrections_by_type, add_bounds, &types, &err);
    if (status == DGM_OK && types > 0) {
        if (!lines)
            putchar('\n');
        status = show(ledger, s, store_corrections_by_field, cli_table_row, &fields, &err);
    }
    store_close(ledger);
    if (status != DGM_OK)
        cli_report(&err);
    else if (types == 0)
        fprintf(stderr, "dragoman: nobody has corrected anything in this ledger yet\n");
    return cli_exit_of(status);
}

static const cli_option options[] = {
    CLI_OPTION_DB,
    CLI_OPTION("corrections", 0, CLI_FLAG, corrections, NULL, "by what readers have marked right, wrong or missing"),
    CLI_OPTION_TABLE_FORMAT,
    CLI_OPTION_HELP,
    CLI_END,
};

static const char *const examples[] = {
    "dragoman eval --corrections", "how many events of each type are right, and in what the others are wrong",
    NULL,
};

const cli_command cli_eval = {
    .name = "eval",
    .operands = "",
    .summary = "how right the ledger is, by what readers have corrected",
    .description = "For each type of event: how many mentions were judged, how many of them are right or wrong, how many events were found missing, and the "
                   "precision with its 95 % interval (Wilson). A mention that anybody marked wrong counts as wrong. Then how often each field is wrong. "
                   "Corrections are made on the page (dragoman serve) and through its HTTP interface.",
    .options = options,
    .examples = examples,
    .run = run,
};
