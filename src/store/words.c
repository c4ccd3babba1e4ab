/* SPDX-License-Identifier: MIT
 *
 * words.c: the words of reports for full-text search, kept back until the end of the transaction. FTS5 writes what it holds at each
 * savepoint, and every report has some: taken at once, a transaction's reports make one piece of the index, not one each, and cost
 * a third.
 */
#include "store/inside.h"

#include <string.h>

#define KEPT_MOST ((size_t)8 << 20) /* bytes */

typedef struct head { /* of one report in store.words; title and text follow */
    int64_t document;
    size_t title, text;
} head;

bool store_words_keep(store *s, int64_t document, str title, str text)
{
    head h = {document, title.n, text.n};
    strbuf_add(&s->words, (const char *)&h, sizeof h);
    strbuf_add_str(&s->words, title);
    strbuf_add_str(&s->words, text);
    return !s->words.failed && (s->words.n < KEPT_MOST || store_words_flush(s));
}

bool store_words_flush(store *s)
{
    bool good = true;
    for (size_t at = 0; good && at < s->words.n;) {
        head h;
        memcpy(&h, s->words.p + at, sizeof h);
        const char *title = s->words.p + at + sizeof h;
        sqlite3_stmt *q = store_statement_of(s, SQL_ADD_WORDS);
        if (q == NULL)
            return false;
        sqlite3_bind_int64(q, 1, h.document);
        store_bind(q, 2, (str){title, h.title});
        store_bind(q, 3, (str){title + h.title, h.text});
        good = store_step_done(s, q);
        at += sizeof h + h.title + h.text;
    }
    strbuf_reset(&s->words);
    return good;
}
