/* SPDX-License-Identifier: MIT
 * sums.c: time series, dyads, places, the network of lands. */
#include "serve/asking.h"

#include "base/error.h"

#include <string.h>

static dgm_status take_period(const asking *a, store_period *by, dgm_error *err)
{
    static const char *const names[] = {"day", "month", "year"};
    str text = query_find(a->query, "by");
    *by = STORE_BY_DAY;
    for (int i = 0; i < 3 && text.n > 0; i++)
        if (str_equal(text, str_of(names[i]))) {
            *by = (store_period)i;
            return DGM_OK;
        }
    return text.n == 0 ? DGM_OK : error_set(err, DGM_BAD_USAGE, "\"by\" must be day, month or year");
}

static void open_items(asking *a)
{
    json_open(&a->w, '{');
    json_key(&a->w, "items");
    json_open(&a->w, '[');
}

static void close_items(asking *a)
{
    json_close(&a->w, ']');
    json_key(&a->w, "next");
    json_null(&a->w);
    json_close(&a->w, '}');
}

dgm_status serve_series(asking *a, dgm_error *err)
{
    store_period by;
    dgm_status status = take_period(a, &by, err);
    if (status != DGM_OK)
        return status;
    open_items(a);
    status = store_page_series(a->ledger, &a->filter, by, rows_sink, a, err);
    close_items(a);
    return status;
}

/* ---- dyads ---------------------------------------------------------------------------------------------------------------------- */

typedef struct dyad {
    asking *a;
    char period[16]; /* that is open; empty: none */
    bool seen[2];    /* b_to_a, a_to_b */
} dyad;

static void write_nothing(asking *a, const char *name)
{
    static const char *const zeros[] = {"events", "reports", "goldstein", "score", "goldstein_by_reports", "score_by_reports"};
    json_key(&a->w, name);
    json_open(&a->w, '{');
    for (size_t i = 0; i < sizeof zeros / sizeof *zeros; i++)
        rows_integer(a, zeros[i], 0);
    json_close(&a->w, '}');
}

static void close_period(dyad *d)
{
    if (d->period[0] == 0)
        return;
    if (!d->seen[0])
        write_nothing(d->a, "b_to_a");
    json_close(&d->a->w, '}');
}

static int dyad_sink(void *user, const store_row *row)
{
    dyad *d = user;
    str period = row->cell[0].text;
    bool forward = row->cell[1].integer != 0;
    if (!str_equal(period, str_of(d->period)) && period.n < sizeof d->period) {
        close_period(d);
        memcpy(d->period, period.p, period.n);
        d->period[period.n] = 0;
        d->seen[0] = d->seen[1] = false;
        json_open(&d->a->w, '{');
        rows_text(d->a, "period", period);
    }
    if (!forward && !d->seen[1])
        write_nothing(d->a, "a_to_b");
    d->seen[1] = true;
    d->seen[0] = d->seen[0] || !forward;
    json_key(&d->a->w, forward ? "a_to_b" : "b_to_a");
    json_open(&d->a->w, '{');
    for (uint32_t i = 2; i < row->count; i++)
        rows_member(d->a, row->name[i], &row->cell[i]);
    json_close(&d->a->w, '}');
    return d->a->w.out->failed;
}

dgm_status serve_dyads(asking *a, dgm_error *err)
{
    dyad d = {.a = a};
    store_period by;
    dgm_status status = take_period(a, &by, err);
    if (status == DGM_OK && a->filter.one.n == 0)
        status = error_set(err, DGM_BAD_USAGE, "a dyad wants two lands: between=USA,RUS");
    if (status != DGM_OK)
        return status;
    open_items(a);
    status = store_page_dyads(a->ledger, &a->filter, by, dyad_sink, &d, err);
    close_period(&d);
    close_items(a);
    return status;
}

/* ---- places and network ------------------------------------------------------------------------------------------------------------ */

dgm_status serve_places(asking *a, dgm_error *err)
{
    return rows_list(a, store_page_places, NULL, err);
}

dgm_status serve_network(asking *a, dgm_error *err)
{
    if (query_find(a->query, "limit").n == 0)
        a->filter.limit = QUERY_NETWORK_MOST;
    json_open(&a->w, '{');
    json_key(&a->w, "nodes");
    json_open(&a->w, '[');
    dgm_status status = store_page_nodes(a->ledger, &a->filter, rows_land_sink, a, err);
    json_close(&a->w, ']');
    json_key(&a->w, "edges");
    json_open(&a->w, '[');
    if (status == DGM_OK)
        status = store_page_edges(a->ledger, &a->filter, rows_sink, a, err);
    json_close(&a->w, ']');
    json_close(&a->w, '}');
    return status;
}
