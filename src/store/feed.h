/* SPDX-License-Identifier: MIT
 * store/feed.h: what the ledger remembers of feeds and of the addresses that it holds. */
#ifndef STORE_FEED_H
#define STORE_FEED_H

#include "store/store.h"

typedef struct store_feed {
    char etag[256], modified[64]; /* of the last answer */
    int failures;                 /* in a row */
} store_feed;

/* Zeros where the feed is not known. */
DGM_CHECK dgm_status store_feed_get(store *s, const char *url, store_feed *feed, dgm_error *err);
DGM_CHECK dgm_status store_feed_set(store *s, const char *url, const store_feed *feed, dgm_error *err);
/* Whether a report with this address stands in the ledger. */
bool store_has_url(store *s, str url);

#endif
