/* SPDX-License-Identifier: MIT
 * cli/table.h: rows of the ledger on stdout, as a table for people, JSON lines or CSV (RFC 4180). */
#ifndef CLI_TABLE_H
#define CLI_TABLE_H

#include "base/arena.h"
#include "cli/command.h"
#include "store/store.h"

#define CLI_OPTION_TABLE_FORMAT                                                                                        \
    CLI_OPTION("format", 'f', CLI_CHOICE, format, "table|jsonl|csv", "table: for people (default); jsonl, csv: for programs")

#define CLI_TABLE_COLUMNS 40

typedef struct cli_table {
    enum { CLI_TABLE_PLAIN, CLI_TABLE_JSONL, CLI_TABLE_CSV } form;
    arena memory;            /* of the rows that are held back to find widths */
    str *cells;              /* [rows][columns] */
    bool numeric[CLI_TABLE_COLUMNS];
    unsigned width[CLI_TABLE_COLUMNS]; /* in columns of the terminal */
    size_t columns, rows, written;
    bool heading_done;
} cli_table;

void cli_table_begin(cli_table *t, const char *form); /* "table" (also NULL), "jsonl", "csv" */
int cli_table_row(void *table, const store_row *row); /* a store_sink */
void cli_table_end(cli_table *t);                     /* writes what was held back */

#endif
