/* SPDX-License-Identifier: MIT */
#include "cli/table.h"
#include "store/store.h"

static int run(const cli_settings *s)
{
    store *ledger = NULL;
    dgm_error err = {0};
    dgm_status status = store_open(&ledger, s->db != NULL ? s->db : "dragoman.db", false, &err);
    cli_table table;
    cli_table_begin(&table, s->format);
    if (status == DGM_OK)
        status = store_query(ledger, s->inputs.items[0], NULL, 0, cli_table_row, &table, &err);
    cli_table_end(&table);
    store_close(ledger);
    if (status != DGM_OK)
        cli_report(&err);
    return cli_exit_of(status);
}

static const cli_option options[] = {
    CLI_OPTION_DB,
    CLI_OPTION_TABLE_FORMAT,
    CLI_OPTION_HELP,
    CLI_END,
};

static const char *const examples[] = {
    "dragoman sql \"SELECT day, type, actors, recipients FROM events WHERE type = 'CONSULT' ORDER BY day\"", "meetings by day",
    NULL,
};

const cli_command cli_sql = {
    .name = "sql",
    .operands = "QUERY",
    .least = 1,
    .most = 1,
    .summary = "ask the ledger in SQL",
    .description = "Runs one query that only reads. Tables and views are told of in docs/ledger.md.",
    .options = options,
    .examples = examples,
    .run = run,
};
