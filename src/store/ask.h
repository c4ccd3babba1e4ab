/* SPDX-License-Identifier: MIT
 * ask.h: questions to the ledger, from filters to rows. */
#ifndef STORE_ASK_H
#define STORE_ASK_H

#include "store/store.h"

enum { STORE_CHOICES = 16 };

typedef struct store_choice { /* one of some words; none: any */
    str word[STORE_CHOICES];
    uint32_t count;
} store_choice;

/* Empty slices, no words and zeros ask for nothing. Lands are codes ("USA", "EUR"); days are ISO dates. */
typedef struct store_filter {
    str one, other;            /* both lands take part */
    str actor, recipient, with; /* acts; receives; either */
    store_choice type, status; /* PLOVER types; status words */
    str mode, context;
    str since, until;          /* of the event's day, inclusive */
    str place;                 /* code of a land, or a part of a place's name */
    str said_by;               /* part of a source's words or name, or the code of its land */
    str outlet;                /* a report of this outlet tells of it */
    str words;                 /* full-text query over the reports (SQLite FTS5) */
    uint32_t least_reports;
    double least_certainty;
    uint32_t quad;             /* 1 to 4; 0: any */
    bool disputed, day_told;   /* reports differ; a report tells the day */
    int64_t storyline, event;
    str common_land;           /* one of the lands, of which there are many events; a hint of how to look (store_page_hint) */
    bool common_outlet;        /* the same of the outlet */
    bool oldest_first;
    uint32_t limit, skip;      /* limit 0: 100 */
} store_filter;

/* Rows of the view `events` that pass. */
DGM_CHECK dgm_status store_ask(store *s, const store_filter *f, store_sink *sink, void *user, dgm_error *err);
/* What each report says of the events that pass: columns of the view `event_reports`. */
DGM_CHECK dgm_status store_ask_reports(store *s, const store_filter *f, store_sink *sink, void *user, dgm_error *err);
/* Sums of a pair by "day" or "month": period, events, reports, goldstein, score (also weighed by reports), each way. */
DGM_CHECK dgm_status store_dyad(store *s, const store_filter *f, bool monthly, store_sink *sink, void *user, dgm_error *err);
/* What is announced: columns of the view `calendar`; filters of lands, type, days and place count. */
DGM_CHECK dgm_status store_calendar(store *s, const store_filter *f, store_sink *sink, void *user, dgm_error *err);
/* Rounds of talks: columns of the view `rounds`, a row a round, or of `talks`, a row a round and report; filters of lands and days
 * count. */
DGM_CHECK dgm_status store_talks(store *s, const store_filter *f, store_sink *sink, void *user, dgm_error *err);
DGM_CHECK dgm_status store_talks_reports(store *s, const store_filter *f, store_sink *sink, void *user, dgm_error *err);
/* Storylines, those that went on last first: id, first, last, events, reports, lands, matter, title. Lands must stand in the story;
 * other filters hold for one of its events. */
DGM_CHECK dgm_status store_stories(store *s, const store_filter *f, store_sink *sink, void *user, dgm_error *err);
/* What stands on the agenda of the talks that pass, or was left off it. */
DGM_CHECK dgm_status store_agenda(store *s, const store_filter *f, store_sink *sink, void *user, dgm_error *err);
/* The versions of events on which reports differ: event, field, what is said, by which outlets. */
DGM_CHECK dgm_status store_contradictions(store *s, const store_filter *f, store_sink *sink, void *user, dgm_error *err);

/* For exports. Events oldest first, a row a party of the mention that names most parties (role, name, kind, country, sectors,
 * code; NULL where it names none), with what stands behind the event; lists have U+001F between. `with_story`: also who else
 * and what places the report names. limit 0: all. */
DGM_CHECK dgm_status store_ask_parties(store *s, const store_filter *f, bool with_story, store_sink *sink, void *user, dgm_error *err);
/* Actors of the events that pass: actor, name, kind, country, sectors, code, events. */
DGM_CHECK dgm_status store_ask_actors(store *s, const store_filter *f, store_sink *sink, void *user, dgm_error *err);
/* Who acts on whom in them: actor, recipient, quad, events, reports, goldstein, score; of reciprocal acts each pair once. */
DGM_CHECK dgm_status store_ask_ties(store *s, const store_filter *f, store_sink *sink, void *user, dgm_error *err);

#endif
