/* SPDX-License-Identifier: MIT
 *
 * export.h: events of the ledger in the forms that users of event data know; docs/formats.md tells each column.
 *
 *   store_ask_parties ─ events with their parties ─ one writer a format ─▶ bytes, a piece at a time
 *
 * Memory is that of one event, in whatever number they come; only the network of actors is summed by the ledger. The same
 * ledger gives the same bytes.
 */
#ifndef EXPORT_EXPORT_H
#define EXPORT_EXPORT_H

#include "store/ask.h"

typedef enum export_format {
    EXPORT_GDELT_EVENTS, EXPORT_GDELT_MENTIONS, EXPORT_ICEWS, EXPORT_POLECAT, EXPORT_PHOENIX, EXPORT_PETRARCH2, EXPORT_PLOVER,
    EXPORT_GEOJSON, EXPORT_ICS, EXPORT_GRAPHML, EXPORT_FORMATS
} export_format;

/* "icews" to EXPORT_ICEWS; EXPORT_FORMATS where there is none of that name. */
export_format export_format_find(const char *name);

/* How others name lands, sectors and codes: data/export/ and data/ontology/cameo.tsv. */
typedef struct export_names export_names;
DGM_CHECK dgm_status export_names_load(export_names **names, const char *data_dir, dgm_error *err); /* owned: export_names_free */
void export_names_free(export_names *names); /* NULL is fine */

/* Takes the next bytes; anything but 0 ends the export with DGM_STOPPED. */
typedef int export_put(void *user, str bytes);

/* Writes the events that pass. Without a choice of status in `f` the formats that have none (GDELT, ICEWS, POLECAT, Phoenix,
 * PETRARCH) get what happened or goes on, a calendar what is planned or possible, the others everything. limit 0: all. */
DGM_CHECK dgm_status export_events(store *s, const store_filter *f, export_format format, const export_names *names, export_put *put, void *user,
                                   dgm_error *err);

#endif
