/* SPDX-License-Identifier: MIT
 * question.h: a question to the ledger while it is put together: SQL written here, values bound. For the files of store/. */
#ifndef STORE_QUESTION_H
#define STORE_QUESTION_H

#include "store/ask.h"

enum { STORE_BOUND = 160, STORE_PATTERNS = 4 };

typedef struct store_question {
    strbuf sql;
    str bound[STORE_BOUND];
    uint32_t count;
    bool has_where;
    strbuf like[STORE_PATTERNS]; /* patterns made for LIKE */
    uint32_t like_count;
    char number[8][24]; /* texts of bound numbers */
    uint32_t number_count;
} store_question;

void store_question_open(store_question *q, const char *select);
void store_question_close(store_question *q);
void store_question_text(store_question *q, const char *text);
void store_question_value(store_question *q, str value);        /* "?N"; the value is borrowed until the answer */
void store_question_number(store_question *q, int64_t value);   /* "?N" */
void store_question_condition(store_question *q, const char *text); /* WHERE or AND, and the text */
void store_question_compare(store_question *q, const char *left, str value); /* nothing where the value is empty */
void store_question_choice(store_question *q, const char *column, const store_choice *choice);
/* "%value%", with the signs of LIKE taken by their word (ESCAPE '\'). */
str store_question_pattern(store_question *q, str value);
/* A SELECT of document and number of the claims of a source: part of its words or name, or the code of its land. */
void store_question_claims_by(store_question *q, str source);
/* All that a filter asks of the event `e`. */
void store_question_filter(store_question *q, const store_filter *f);
/* Words with blanks between ("RUS USA") of which this is one; nothing where the word is empty. */
void store_question_among(store_question *q, const char *column, str word);
/* Whether a filter asks anything of events (day_told aside): who passes one on empties first what it has asked itself. */
bool store_question_asks_for_events(const store_filter *f);
/* A condition that holds a question of its own over events `e`: its SELECT with the bracket before it, conditions before the filter's
 * (NULL: none), the filter, and the bracket behind it. */
void store_question_events_within(store_question *q, const char *select, const char *where, const store_filter *events);
/* What a filter asks of the document `d` itself: outlet, days, words. */
void store_question_reports(store_question *q, const store_filter *f);
/* page.c: what a filter asks of the document `d`; of events: that one of its own is such. */
void store_question_documents(store_question *q, const store_filter *f);
/* Conditions and order of storylines `l`, as for store_stories. */
void store_question_storylines(store_question *q, const store_filter *f);
void store_question_limit(store_question *q, const store_filter *f); /* LIMIT and OFFSET */
void store_question_beyond(store_question *q, const store_filter *f); /* the same, and one row more */
/* Runs and closes it. */
DGM_CHECK dgm_status store_question_answer(store *s, store_question *q, store_sink *sink, void *user, dgm_error *err);

#endif
