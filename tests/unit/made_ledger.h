/* SPDX-License-Identifier: MIT
 * Records written by hand and a ledger in a folder of its own, for the tests of the ledger and of what is exported from it. */
#ifndef TESTS_UNIT_MADE_LEDGER_H
#define TESTS_UNIT_MADE_LEDGER_H

#include "store/ask.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* One report of one act; NULL: not told. The text is `words` alone, its only sentence. */
typedef struct made_act {
    const char *id, *source, *date, *words, *type, *cameo, *status, *place, *place_country, *day, *actor, *recipient, *said_by;
    double certainty;
    bool reciprocal;
} made_act;

static inline void made_party(strbuf *b, int entity, const char *country)
{
    strbuf_format(b, "{\"entity\":%d,\"span\":[0,1],\"country\":\"%s\",\"sectors\":[\"GOV\"],\"code\":\"%sGOV\"}", entity, country, country);
}

static inline void made_record(strbuf *b, const made_act *a)
{
    size_t n = strlen(a->words);
    strbuf_format(b, "{\"document\":{\"id\":\"%s\",\"source\":\"%s\",\"url\":\"https://example.org/%s\",\"published\":\"%s\",\"language\":\"en\","
                     "\"digest\":\"%016llx\",\"length\":%zu},\"text\":\"%s\",\"sentences\":[[0,%zu]],",
                  a->id, a->source, a->id, a->date, (unsigned long long)str_hash(str_of(a->words)), n, a->words, n);
    strbuf_format(b, "\"entities\":[{\"id\":0,\"name\":\"Government of %s\",\"kind\":\"organisation\",\"country\":\"%s\",\"sectors\":[\"GOV\"],"
                     "\"code\":\"%sGOV\"},{\"id\":1,\"name\":\"Government of %s\",\"kind\":\"organisation\",\"country\":\"%s\",\"sectors\":[\"GOV\"],"
                     "\"code\":\"%sGOV\"}],",
                  a->actor, a->actor, a->actor, a->recipient, a->recipient, a->recipient);
    strbuf_add_text(b, "\"events\":[{\"id\":0,\"sentence\":0,\"trigger\":[0,3],\"contexts\":[\"diplomatic\"],\"quad\":1,\"goldstein\":1.0,"
                       "\"score\":2.5,\"actors\":[");
    made_party(b, 0, a->actor);
    strbuf_add_text(b, a->reciprocal ? "," : "],\"recipients\":[");
    made_party(b, 1, a->recipient);
    strbuf_format(b, "],\"third_parties\":[],\"type\":\"%s\",\"mode\":null,\"cameo\":\"%s\",\"status\":\"%s\",\"certainty\":%.2f,\"claim\":%s,"
                     "\"place\":%s,\"time\":%s,\"rule\":\"made.frames:1\"}],",
                  a->type, a->cameo, a->status, a->certainty, a->said_by ? "0" : "null", a->place ? "0" : "null", a->day ? "0" : "null");
    strbuf_format(b, "\"claims\":[");
    if (a->said_by != NULL)
        strbuf_format(b, "{\"id\":0,\"sources\":[[0,%zu]],\"cue\":[0,2],\"content\":[[0,5]],\"manner\":\"indirect\",\"source_entity\":0,"
                         "\"source_kind\":\"named\",\"within\":null}", strlen(a->said_by));
    strbuf_add_text(b, "],\"times\":[");
    if (a->day != NULL)
        strbuf_format(b, "{\"span\":[0,1],\"value\":\"%s\",\"begin\":\"%s\",\"end\":\"%s\"}", a->day, a->day, a->day);
    strbuf_add_text(b, "],\"places\":[");
    if (a->place != NULL)
        strbuf_format(b, "{\"span\":[0,1],\"name\":\"%s\",\"country\":\"%s\",\"admin1\":\"The Province\",\"lat\":%.1f,\"lon\":46.75,\"kind\":\"city\"}",
                      a->place, a->place_country, 24.5 + (a->place[0] - 'R')); /* places that begin otherwise lie apart */
    strbuf_add_text(b, "],\"talks\":[],\"main_event\":0}");
}

static inline dgm_status made_add(store *s, const made_act *a, store_added *added, dgm_error *err)
{
    strbuf b;
    strbuf_init(&b, 0);
    made_record(&b, a);
    dgm_status status = store_add(s, strbuf_str(&b), added, err);
    strbuf_release(&b);
    return status;
}

/* The number in the first cell of the first row; -1: no row. */
static inline int made_take_number(void *user, const store_row *row)
{
    *(int64_t *)user = row->cell[0].integer;
    return 1;
}

static inline int64_t made_number(store *s, const char *sql)
{
    dgm_error err;
    int64_t n = -1;
    dgm_status status = store_query(s, sql, NULL, 0, made_take_number, &n, &err);
    return status == DGM_OK || status == DGM_STOPPED ? n : -2;
}

static inline char *made_folder(char path[64])
{
    (void)snprintf(path, 64, "/tmp/dragoman-ledger-XXXXXX");
    return mkdtemp(path);
}

static inline void made_remove(const char *folder)
{
    char name[128];
    static const char *const endings[] = {"ledger.db", "ledger.db-wal", "ledger.db-shm"};
    for (int i = 0; i < 3; i++) {
        (void)snprintf(name, sizeof name, "%s/%s", folder, endings[i]);
        (void)unlink(name);
    }
    (void)rmdir(folder);
}

static const made_act made_riyadh = {.id = "one", .source = "Meridian", .date = "2025-02-18", .type = "CONSULT", .cameo = "040", .status = "happened",
                                     .words = "The United States and Russia held talks in Riyadh on Tuesday about the war in the east.",
                                     .place = "Riyadh", .place_country = "SAU", .day = "2025-02-18", .actor = "USA", .recipient = "RUS",
                                     .certainty = 1.0, .reciprocal = true};

#endif
