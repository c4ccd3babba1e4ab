/* SPDX-License-Identifier: MIT
 * dyad: sums of two lands, with a plot where a terminal shows the table. */
#include "cli/question.h"
#include "cli/terminal.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { PERIODS = 366, BAR = 24 };

typedef struct plot {
    char period[PERIODS][12];
    double score[PERIODS];
    int events[PERIODS];
    size_t count;
    cli_table *table;
} plot;

static const store_cell *cell_named(const store_row *row, const char *name)
{
    for (uint32_t i = 0; i < row->count; i++)
        if (strcmp(row->name[i], name) == 0)
            return &row->cell[i];
    return NULL;
}

/* Rows come by period; both ways are added up for the plot. */
static int take(void *user, const store_row *row)
{
    plot *p = user;
    const store_cell *period = &row->cell[2], *score = cell_named(row, "goldstein"), *events = cell_named(row, "events");
    bool same = p->count > 0 && str_equal(period->text, str_of(p->period[p->count - 1]));
    if (!same && p->count < PERIODS)
        (void)snprintf(p->period[p->count++], sizeof p->period[0], "%.*s", (int)period->text.n, period->text.p);
    if (p->count > 0) {
        p->score[p->count - 1] += score->real;
        p->events[p->count - 1] += (int)events->integer;
    }
    return cli_table_row(p->table, row);
}

/* One line a period: conflict to the left, cooperation to the right. */
static void draw(const plot *p)
{
    double most = 1;
    for (size_t i = 0; i < p->count; i++)
        most = fmax(most, fabs(p->score[i]));
    printf("\n%-10s  %*s  Goldstein, both ways, by events\n", "", BAR + 4, "conflict | cooperation");
    for (size_t i = 0; i < p->count; i++) {
        int n = (int)lround(fabs(p->score[i]) / most * BAR);
        printf("%-10s  ", p->period[i]);
        for (int k = BAR; k > 0; k--)
            fputs(p->score[i] < 0 && k <= n ? "\xE2\x96\x88" : " ", stdout);
        fputs("\xE2\x94\x82", stdout);
        for (int k = 1; k <= BAR; k++)
            fputs(p->score[i] > 0 && k <= n ? "\xE2\x96\x88" : " ", stdout);
        printf("  %+.1f (%d)\n", p->score[i], p->events[i]);
    }
}

static int run(const cli_settings *s)
{
    store *ledger;
    dgm_error err = {0};
    cli_table table;
    store_filter f;
    static plot p;
    int code = question_open(s, &ledger);
    if (code != CLI_GOOD)
        return code;
    if (!question_filter(s, &f)) {
        store_close(ledger);
        return CLI_USAGE;
    }
    f.one = str_of(s->inputs.items[0]);
    f.other = str_of(s->inputs.items[1]);
    p.table = &table;
    cli_table_begin(&table, s->format);
    dgm_status status = store_dyad(ledger, &f, s->monthly, take, &p, &err);
    cli_table_end(&table);
    if (status == DGM_OK && table.form == CLI_TABLE_PLAIN && p.count > 0)
        draw(&p);
    store_close(ledger);
    if (status != DGM_OK)
        cli_report(&err);
    return cli_exit_of(status);
}

static const cli_option options[] = {
    CLI_OPTION_DB,
    QUESTION_DAYS,
    CLI_OPTION("monthly", 'm', CLI_FLAG, monthly, NULL, "sums by month; without this by day"),
    CLI_OPTION_TABLE_FORMAT,
    CLI_OPTION_HELP,
    CLI_END,
};

static const char *const examples[] = {
    "dragoman dyad USA RUS --since 2025-01", "their days",
    "dragoman dyad RUS UKR --monthly -f csv", "their months, for a spreadsheet",
    NULL,
};

const cli_command cli_dyad = {
    .name = "dyad",
    .operands = "LAND LAND",
    .least = 2,
    .most = 2,
    .summary = "daily or monthly sums of two lands",
    .description = "Sums of the Goldstein and PLOVER scores of what each does to the other, counted by events (each act once) and by reports (as older "
                   "data count). Reciprocal acts count both ways; what is denied or only supposed does not count.",
    .options = options,
    .examples = examples,
    .run = run,
};
