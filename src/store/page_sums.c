/* SPDX-License-Identifier: MIT
 *
 * page_sums.c: events added up: by time, by pairs of lands, by places, as a network. What is summed of an event stands in its index
 * event_sums, so that no row of the table itself is read unless a filter asks for more.
 */
#include "store/page.h"

#include "store/page_columns.h"
#include "store/question.h"

/* What counts as real, or is to be. */
#define REAL "status IN ('happened', 'ongoing', 'planned', 'possible')"
#define QUADS "json_array(sum(e.quad = 1), sum(e.quad = 2), sum(e.quad = 3), sum(e.quad = 4)) AS \"quad[]\""
#define SUMS(of)                                                                                                                                   \
    "round(sum(" of "goldstein), 1) AS goldstein, round(sum(" of "score), 1) AS score, round(sum(" of "goldstein * e.reports), 1) AS "              \
    "goldstein_by_reports, round(sum(" of "score * e.reports), 1) AS score_by_reports"
enum { PERIODS_MOST = 40000 };

static void add_period(store_question *q, store_period by)
{
    store_question_text(q, by == STORE_BY_DAY ? "e.day" : by == STORE_BY_MONTH ? "substr(e.day, 1, 7)" : "substr(e.day, 1, 4)");
    store_question_text(q, " AS period, ");
}

/* Where no status was chosen, only what is real counts: most events, so that no index of theirs is worth a look ("+"). */
static void add_real(store_question *q, const store_filter *f)
{
    if (f->status.count == 0)
        store_question_condition(q, "+e." REAL);
}

dgm_status store_page_series(store *s, const store_filter *f, store_period by, store_sink *sink, void *user, dgm_error *err)
{
    store_question q;
    store_question_open(&q, "SELECT ");
    add_period(&q, by);
    store_question_text(&q, QUADS ", count(*) AS events, sum(e.reports) AS reports, " SUMS("(e." REAL ") * e.") " FROM event e");
    store_question_filter(&q, f);
    store_question_condition(&q, "e.day > ''");
    store_question_text(&q, " GROUP BY period ORDER BY period LIMIT ");
    store_question_number(&q, PERIODS_MOST);
    return store_question_answer(s, &q, sink, user, err);
}

/* One land acts, the other one receives, or acts along with it. */
static void add_direction(store_question *q, const store_filter *f, store_period by, str from, str to, bool forward)
{
    store_filter rest = *f;
    rest.one = rest.other = (str){NULL, 0};
    store_question_text(q, "SELECT ");
    add_period(q, by);
    store_question_text(q, forward ? "1 AS forward" : "0 AS forward");
    store_question_text(q, ", count(*) AS events, sum(e.reports) AS reports, " SUMS("e.") " FROM event e");
    q->has_where = false;
    store_question_filter(q, &rest);
    add_real(q, f);
    store_question_condition(q, "e.id IN (SELECT event FROM event_land WHERE role = 'a' AND land = ");
    store_question_value(q, from);
    store_question_text(q, " INTERSECT SELECT event FROM event_land WHERE role IN ('r', 'a') AND land = ");
    store_question_value(q, to);
    store_question_text(q, ") GROUP BY period");
}

dgm_status store_page_dyads(store *s, const store_filter *f, store_period by, store_sink *sink, void *user, dgm_error *err)
{
    store_question q;
    store_question_open(&q, "");
    add_direction(&q, f, by, f->one, f->other, true);
    store_question_text(&q, " UNION ALL ");
    add_direction(&q, f, by, f->other, f->one, false);
    store_question_text(&q, " ORDER BY 1, 2 DESC LIMIT ");
    store_question_number(&q, 2 * PERIODS_MOST);
    return store_question_answer(s, &q, sink, user, err);
}

dgm_status store_page_places(store *s, const store_filter *f, store_sink *sink, void *user, dgm_error *err)
{
    store_question q;
    store_question_open(&q, "WITH sums AS MATERIALIZED (SELECT e.place, e.country, e.lat, e.lon, count(*) AS events, " QUADS
                            ", min(e.day) AS first, max(e.day) AS last, max(e.id) AS one FROM event e");
    store_question_filter(&q, f);
    store_question_condition(&q, "e.place > ''");
    store_question_text(&q, " GROUP BY e.place, e.country ORDER BY events DESC, e.place, e.country");
    store_question_beyond(&q, f);
    store_question_text(&q, "), known AS (SELECT s.*, coalesce((SELECT m.place_kind FROM mention m WHERE m.event = s.one AND m.place = s.place LIMIT 1), "
                            "'') AS kind FROM sums s) SELECT place, country, kind, lat, lon, kind IN (" PAGE_VAGUE_KINDS ") AS \"vague?\", "
                            "events, \"quad[]\", first, last FROM known ORDER BY events DESC, place, country");
    return store_question_answer(s, &q, sink, user, err);
}

dgm_status store_page_edges(store *s, const store_filter *f, store_sink *sink, void *user, dgm_error *err)
{
    store_question q;
    store_question_open(&q, "SELECT a.land AS \"from\", r.land AS \"to\", count(*) AS events, sum(e.reports) AS reports, " QUADS ", " SUMS("e.")
                            " FROM event_land a CROSS JOIN event_land r ON r.event = a.event AND r.role IN ('r', 'a') AND r.land <> a.land CROSS JOIN event e ON e.id = a.event");
    store_question_condition(&q, "a.role = 'a'");
    store_question_compare(&q, "a.day >= ", f->since);
    store_question_compare(&q, "a.day <= ", f->until);
    store_question_filter(&q, f);
    add_real(&q, f);
    store_question_text(&q, " GROUP BY +a.land, +r.land ORDER BY events DESC, a.land, r.land");
    store_question_limit(&q, f);
    return store_question_answer(s, &q, sink, user, err);
}

/* Whether a filter asks for nothing but days. */
static bool is_plain(const store_filter *f)
{
    store_filter rest = *f;
    rest.since = rest.until = (str){NULL, 0};
    return !rest.day_told && !store_question_asks_for_events(&rest);
}

/* Few events are unreal: those are listed, rather than looking at each of the others. */
dgm_status store_page_nodes(store *s, const store_filter *f, store_sink *sink, void *user, dgm_error *err)
{
    bool plain = is_plain(f);
    store_question q;
    store_question_open(&q, "SELECT l.land, count(*) AS events FROM event_land l");
    store_question_text(&q, plain ? "" : " CROSS JOIN event e ON e.id = l.event");
    store_question_condition(&q, "l.role IN ('a', 'r')");
    store_question_compare(&q, "l.day >= ", f->since);
    store_question_compare(&q, "l.day <= ", f->until);
    if (plain) {
        store_question_condition(&q, "l.event NOT IN (SELECT e.id FROM event e WHERE NOT e." REAL ")");
    } else {
        store_question_filter(&q, f);
        add_real(&q, f);
    }
    store_question_text(&q, plain ? " GROUP BY l.land" : " GROUP BY +l.land");
    store_question_text(&q, " ORDER BY events DESC, l.land");
    return store_question_answer(s, &q, sink, user, err);
}
