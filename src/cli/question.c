/* SPDX-License-Identifier: MIT */
#include "cli/question.h"

#include "record/record.h"

#include <stdio.h>
#include <string.h>

const cli_option question_options[] = {
    CLI_OPTION_DB,  QUESTION_LANDS,          QUESTION_EVENTS, QUESTION_DAYS,
    QUESTION_LIMIT, CLI_OPTION_TABLE_FORMAT, CLI_OPTION_HELP, CLI_END,
};

static bool choose(const cli_list *from, store_choice *to, const char *what)
{
    for (size_t i = 0; i < from->count; i++) {
        if (to->count == STORE_CHOICES) {
            cli_complain("at most %d of --%s", STORE_CHOICES, what);
            return false;
        }
        to->word[to->count++] = str_of(from->items[i]);
    }
    return true;
}

bool question_filter(const cli_settings *s, store_filter *f)
{
    bool pair = s->between.count >= 2;
    *f = (store_filter){
        .one = pair ? str_of(s->between.items[0]) : (str){NULL, 0},
        .other = pair ? str_of(s->between.items[1]) : (str){NULL, 0},
        .actor = str_of(s->actor), .recipient = str_of(s->recipient), .with = str_of(s->with),
        .mode = str_of(s->mode), .context = str_of(s->about),
        .since = str_of(s->since), .until = str_of(s->until),
        .place = str_of(s->place), .said_by = str_of(s->said_by), .outlet = str_of(s->outlet), .words = str_of(s->words),
        .least_reports = (uint32_t)s->least_reports, .disputed = s->disputed,
        .storyline = s->storyline, .event = s->event,
        .limit = (uint32_t)s->limit, .skip = (uint32_t)s->skip,
    };
    return choose(&s->types, &f->type, "type") && choose(&s->statuses, &f->status, "status");
}

int question_open(const cli_settings *s, store **ledger)
{
    dgm_error err = {0};
    dgm_status status = store_open(ledger, s->db != NULL ? s->db : "dragoman.db", false, &err);
    if (status != DGM_OK)
        cli_report(&err);
    return cli_exit_of(status);
}

int question_run(const cli_settings *s, const store_filter *f, question_ask *ask)
{
    store *ledger;
    dgm_error err = {0};
    cli_table table;
    int code = question_open(s, &ledger);
    if (code != CLI_GOOD)
        return code;
    cli_table_begin(&table, s->format);
    dgm_status status = ask(ledger, f, cli_table_row, &table, &err);
    cli_table_end(&table);
    store_close(ledger);
    if (status != DGM_OK)
        cli_report(&err);
    return cli_exit_of(status);
}
