/* SPDX-License-Identifier: MIT */
#include "store/feed.h"

#include "store/inside.h"

#include <stdio.h>

static void copy_text(char *to, size_t size, const unsigned char *from)
{
    (void)snprintf(to, size, "%s", from != NULL ? (const char *)from : "");
}

dgm_status store_feed_get(store *s, const char *url, store_feed *feed, dgm_error *err)
{
    *feed = (store_feed){.failures = 0};
    sqlite3_stmt *q = store_statement_of(s, SQL_FIND_FEED);
    if (q == NULL)
        return store_failure(s, err, "cannot look for a feed");
    store_bind(q, 1, str_of(url));
    if (sqlite3_step(q) == SQLITE_ROW) {
        copy_text(feed->etag, sizeof feed->etag, sqlite3_column_text(q, 0));
        copy_text(feed->modified, sizeof feed->modified, sqlite3_column_text(q, 1));
        feed->failures = sqlite3_column_int(q, 2);
    }
    sqlite3_reset(q);
    return DGM_OK;
}

dgm_status store_feed_set(store *s, const char *url, const store_feed *feed, dgm_error *err)
{
    sqlite3_stmt *q = store_statement_of(s, SQL_SET_FEED);
    if (q == NULL)
        return store_failure(s, err, "cannot remember a feed");
    store_bind(q, 1, str_of(url));
    store_bind(q, 2, str_of(feed->etag));
    store_bind(q, 3, str_of(feed->modified));
    sqlite3_bind_int(q, 4, feed->failures);
    return store_step_done(s, q) ? DGM_OK : store_failure(s, err, "cannot remember a feed");
}

bool store_has_url(store *s, str url)
{
    sqlite3_stmt *q = store_statement_of(s, SQL_FIND_URL);
    if (q == NULL)
        return false;
    store_bind(q, 1, url);
    bool found = sqlite3_step(q) == SQLITE_ROW;
    sqlite3_reset(q);
    return found;
}
