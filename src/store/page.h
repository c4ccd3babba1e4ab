/* SPDX-License-Identifier: MIT
 *
 * page.h: the questions of the page and of the HTTP interface. A row becomes a JSON object, a column a member of it; a sign
 * behind the name of a column tells how its value is to be written:
 *
 *   name?   true or false             name[]  JSON, as it is
 *   name@   codes of lands, "RUS USA" name/   words, "economic military"
 *   name#   a CAMEO code, whose name is asked for
 *   -name   not to be written: for who makes the object
 *
 * Lists are given one row beyond the limit, where there is one, so that who asks knows of it.
 */
#ifndef STORE_PAGE_H
#define STORE_PAGE_H

#include "store/ask.h"

/* documents, events, claims, talks, first_day, last_day, last_added: one row. */
DGM_CHECK dgm_status store_page_status(store *s, store_sink *sink, void *user, dgm_error *err);

/* How a page of a list is best looked for: fills the hints of the filter. For lists alone: sums look at all events in any case. */
DGM_CHECK dgm_status store_page_hint(store *s, store_filter *f, dgm_error *err);

/* What there is to filter by, and how often. */
typedef enum store_facet {
    STORE_FACET_TYPE, STORE_FACET_STATUS, STORE_FACET_OUTLET, STORE_FACET_LAND, STORE_FACET_CONTEXT, STORE_FACET_MODE, STORE_FACETS
} store_facet;
DGM_CHECK dgm_status store_page_facet(store *s, store_facet facet, store_sink *sink, void *user, dgm_error *err);

/* Events, newest first or oldest first. */
DGM_CHECK dgm_status store_page_events(store *s, const store_filter *f, store_sink *sink, void *user, dgm_error *err);
/* What each report says of an event, originals first; at most `limit`. */
DGM_CHECK dgm_status store_page_mentions(store *s, int64_t event, uint32_t limit, store_sink *sink, void *user, dgm_error *err);
/* In what the reports of an event differ: a row a field and value, the value told most often first. `field` NULL: all. */
DGM_CHECK dgm_status store_page_versions(store *s, int64_t event, const char *field, store_sink *sink, void *user, dgm_error *err);
/* Corrections of the mentions of an event, the first first. */
DGM_CHECK dgm_status store_page_corrections_of(store *s, int64_t event, store_sink *sink, void *user, dgm_error *err);
/* Events that readers miss in a document, the first first. */
DGM_CHECK dgm_status store_page_missing(store *s, int64_t document, store_sink *sink, void *user, dgm_error *err);
/* The storyline of an event: no row where it has none. */
DGM_CHECK dgm_status store_page_story_of(store *s, int64_t event, store_sink *sink, void *user, dgm_error *err);

/* Documents, newest first; filters of lands, types and the like hold for one of their events. */
DGM_CHECK dgm_status store_page_documents(store *s, const store_filter *f, store_sink *sink, void *user, dgm_error *err);
DGM_CHECK dgm_status store_page_document(store *s, int64_t document, store_sink *sink, void *user, dgm_error *err);
/* The mentions of a document: id, number, event, corrections. */
DGM_CHECK dgm_status store_page_document_mentions(store *s, int64_t document, store_sink *sink, void *user, dgm_error *err);

/* ---- page_sums.c: sums of events ---- */

typedef enum store_period { STORE_BY_DAY, STORE_BY_MONTH, STORE_BY_YEAR } store_period;

/* By period: quad (four numbers), events, reports; and of what happened, goes on or is to come the sums of goldstein and score, plain
 * and by reports. */
DGM_CHECK dgm_status store_page_series(store *s, const store_filter *f, store_period by, store_sink *sink, void *user, dgm_error *err);
/* By period and direction ("forward": one acts on other) what two lands do to one another. Negated and unreal events are left out. */
DGM_CHECK dgm_status store_page_dyads(store *s, const store_filter *f, store_period by, store_sink *sink, void *user, dgm_error *err);
/* Places of events, those of most events first. */
DGM_CHECK dgm_status store_page_places(store *s, const store_filter *f, store_sink *sink, void *user, dgm_error *err);
/* Who acts on whom, those with most events first, `limit` of them; the lands of the events that pass. As in store_page_dyads. */
DGM_CHECK dgm_status store_page_edges(store *s, const store_filter *f, store_sink *sink, void *user, dgm_error *err);
DGM_CHECK dgm_status store_page_nodes(store *s, const store_filter *f, store_sink *sink, void *user, dgm_error *err);

/* ---- page_lists.c ---- */

/* Claims, of the newest reports first; `kind` of source and `document` narrow, and the filter's event. */
DGM_CHECK dgm_status store_page_claims(store *s, const store_filter *f, str kind, int64_t document, store_sink *sink, void *user, dgm_error *err);
/* Events on which reports differ, a row an event and field (the last column). */
DGM_CHECK dgm_status store_page_contradictions(store *s, const store_filter *f, store_sink *sink, void *user, dgm_error *err);
/* What is announced for a day that reports tell, soonest first. */
DGM_CHECK dgm_status store_page_calendar(store *s, const store_filter *f, store_sink *sink, void *user, dgm_error *err);
/* Storylines, those that went on last first; `storyline` of the filter: this one. */
DGM_CHECK dgm_status store_page_storylines(store *s, const store_filter *f, store_sink *sink, void *user, dgm_error *err);
/* Actors whose name has a word that begins so, those of most events first; of an empty word those of most events. */
DGM_CHECK dgm_status store_page_actors(store *s, str word, uint32_t limit, uint32_t skip, store_sink *sink, void *user, dgm_error *err);

/* ---- page_search.c: full text ---- */

/* DGM_BAD_USAGE with a sentence where the words are no query (SQLite FTS5). */
DGM_CHECK dgm_status store_page_check_words(store *s, str words, dgm_error *err);
/* Reports that hold the words, the likeliest first; a snippet has U+0002 and U+0003 around each hit. */
DGM_CHECK dgm_status store_page_search(store *s, const store_filter *f, store_sink *sink, void *user, dgm_error *err);
/* Events of these reports, those whose sentence holds the words first. */
DGM_CHECK dgm_status store_page_search_events(store *s, const store_filter *f, store_sink *sink, void *user, dgm_error *err);

/* ---- correction.c: what readers say of events ---- */

typedef struct store_correction {
    int64_t document, mention; /* mention 0: none */
    str verdict, field, value, note, who;
} store_correction;

/* Keeps one; *id is its number. DGM_NOT_FOUND where document or mention is not there or the mention is another document's. */
DGM_CHECK dgm_status store_correction_add(store *s, const store_correction *c, int64_t *id, dgm_error *err);
DGM_CHECK dgm_status store_correction_remove(store *s, int64_t id, dgm_error *err); /* DGM_NOT_FOUND */
/* Newest first; `id` 0: all. */
DGM_CHECK dgm_status store_corrections(store *s, int64_t id, const store_filter *f, store_sink *sink, void *user, dgm_error *err);
/* All of them, oldest first, with what was coded: a row is a line of gold (docs/api.md). */
DGM_CHECK dgm_status store_corrections_gold(store *s, store_sink *sink, void *user, dgm_error *err);
/* By type: judged, right, wrong, missing, precision; the last row ("all") is their sum. */
DGM_CHECK dgm_status store_corrections_by_type(store *s, store_sink *sink, void *user, dgm_error *err);
/* Of what is wrong by type and field: how often. */
DGM_CHECK dgm_status store_corrections_by_field(store *s, store_sink *sink, void *user, dgm_error *err);

/* Talks, those that went on last first; `talk` 0: all. */
DGM_CHECK dgm_status store_page_talks(store *s, const store_filter *f, int64_t talk, store_sink *sink, void *user, dgm_error *err);
/* The rounds of talks as reports tell them, in order of days; a row a report and round. */
DGM_CHECK dgm_status store_page_rounds(store *s, int64_t talk, store_sink *sink, void *user, dgm_error *err);
/* Their agenda: item, stance, reports. */
DGM_CHECK dgm_status store_page_agenda(store *s, int64_t talk, store_sink *sink, void *user, dgm_error *err);

#endif
