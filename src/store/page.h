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

/* What there is to filter by, and how often. */
typedef enum store_facet {
    STORE_FACET_TYPE, STORE_FACET_STATUS, STORE_FACET_OUTLET, STORE_FACET_LAND, STORE_FACET_CONTEXT, STORE_FACET_MODE, STORE_FACETS
} store_facet;
DGM_CHECK dgm_status store_page_facet(store *s, store_facet facet, store_sink *sink, void *user, dgm_error *err);

/* Events, newest first or oldest first. */
DGM_CHECK dgm_status store_page_events(store *s, const store_filter *f, store_sink *sink, void *user, dgm_error *err);
/* What each report says of an event, originals first; at most `limit`. */
DGM_CHECK dgm_status store_page_mentions(store *s, int64_t event, uint32_t limit, store_sink *sink, void *user, dgm_error *err);
/* In what the reports of an event differ: a row a field and value, the value told most often first. */
DGM_CHECK dgm_status store_page_versions(store *s, int64_t event, store_sink *sink, void *user, dgm_error *err);
/* Corrections of the mentions of an event, the first first. */
DGM_CHECK dgm_status store_page_corrections_of(store *s, int64_t event, store_sink *sink, void *user, dgm_error *err);
/* The storyline of an event: no row where it has none. */
DGM_CHECK dgm_status store_page_story_of(store *s, int64_t event, store_sink *sink, void *user, dgm_error *err);

/* Documents, newest first; filters of lands, types and the like hold for one of their events. */
DGM_CHECK dgm_status store_page_documents(store *s, const store_filter *f, store_sink *sink, void *user, dgm_error *err);
DGM_CHECK dgm_status store_page_document(store *s, int64_t document, store_sink *sink, void *user, dgm_error *err);
/* The mentions of a document: number, event, mention, corrections. */
DGM_CHECK dgm_status store_page_document_mentions(store *s, int64_t document, store_sink *sink, void *user, dgm_error *err);

/* Talks, those that went on last first; `talk` 0: all. */
DGM_CHECK dgm_status store_page_talks(store *s, const store_filter *f, int64_t talk, store_sink *sink, void *user, dgm_error *err);
/* The rounds of talks as reports tell them, in order of days; a row a report and round. */
DGM_CHECK dgm_status store_page_rounds(store *s, int64_t talk, store_sink *sink, void *user, dgm_error *err);
/* Their agenda: item, stance, reports. */
DGM_CHECK dgm_status store_page_agenda(store *s, int64_t talk, store_sink *sink, void *user, dgm_error *err);

#endif
