/* SPDX-License-Identifier: MIT
 * inside.h: what the writers of export/ share. */
#ifndef EXPORT_INSIDE_H
#define EXPORT_INSIDE_H

#include "base/arena.h"
#include "export/export.h"

enum { EXPORT_PARTIES = 16, EXPORT_PAIRS = 99 };
#define EXPORT_BETWEEN '\x1f' /* between the values of a list */

typedef struct export_party {
    str name, kind, country, sectors, code; /* sectors "GOV MIL" */
} export_party;

typedef struct export_side {
    export_party party[EXPORT_PARTIES];
    uint32_t count;
} export_side;

/* One event; texts live until the next one. */
typedef struct export_event {
    int64_t id;
    str type, mode, contexts, cameo, status, day, day_end, place, country, place_kind, admin1, disputed; /* contexts "economic legal" */
    bool day_told, has_point;
    int64_t quad, killed, injured; /* killed, injured: -1 not told */
    double goldstein, score, certainty, lat, lon;
    int64_t reports, copies, outlets_count, mentions, first_sentence;
    int64_t document, sentence; /* of the mention that names most */
    str report, title, source, url, published, language, added, trigger, rule, said_by;
    str ids, urls, outlets, people, organisations, locations; /* lists */
    export_side actor, recipient, third;
} export_event;

/* Who stands on the two sides of one row; recipient NULL: nobody. */
typedef struct export_pair {
    const export_party *actor, *recipient;
} export_pair;

typedef struct exporting {
    store *ledger;
    const store_filter *filter;
    const export_names *names;
    strbuf out;
    uint64_t written; /* rows or items */
    dgm_error *err;
    dgm_status status; /* of a question asked while another one is answered */
} exporting;

/* Rows of an event for formats with one actor and one recipient a row: each actor with each recipient, of acts without
 * recipients each actor with each of another land, both ways. `by_name`: people of one code are told apart. */
uint32_t export_pairs(const export_event *e, bool by_name, export_pair pairs[EXPORT_PAIRS]);

/* One file a format. */
typedef void export_writer(exporting *x, const export_event *e);
export_writer export_gdelt_event, export_gdelt_mentions, export_icews, export_polecat, export_phoenix, export_petrarch2, export_plover,
    export_geojson, export_ics;
dgm_status export_graphml(exporting *x, export_put *put, void *user);
extern const char export_icews_header[], export_polecat_header[];

/* names.c; empty where unknown */
bool export_is_land(const export_names *n, str code); /* a state or territory, no international actor */
str export_land_name(const export_names *n, str code);
str export_fips(const export_names *n, str code);
str export_cow(const export_names *n, str code);
str export_cameo_name(const export_names *n, str code);
str export_sector_words(const export_names *n, str code);
/* The intensity of ICEWS. */
double export_intensity(const export_names *n, str cameo, double goldstein);

/* text.c: cells of tables. Tabs, line ends and other control characters become spaces. */
void export_tab(exporting *x);
void export_cell(exporting *x, str s);                 /* a tab and the text */
void export_cell_integer(exporting *x, int64_t value); /* a tab and the number */
void export_cell_number(exporting *x, double value, unsigned decimals);
void export_list(exporting *x, str list, const char *between, char never, char instead); /* a tab and the values; `never` in them becomes `instead` */
void export_digits(exporting *x, str date);            /* a tab and the digits of an ISO date or time */
void export_empty(exporting *x, unsigned cells);
void export_place(exporting *x, const export_event *e); /* city, district (empty), province, country, latitude, longitude */
void export_end_row(exporting *x);
void export_clean(strbuf *to, str s);
bool export_is_town(str place_kind); /* not a land, region, sea or province */

#endif
