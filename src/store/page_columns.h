/* SPDX-License-Identifier: MIT
 * page_columns.h: the columns of which the objects of the HTTP interface are made (page.h tells the signs behind their names).
 * Texts go into JSON through SQLite's own functions, which escape them. */
#ifndef STORE_PAGE_COLUMNS_H
#define STORE_PAGE_COLUMNS_H

/* Kinds of places too wide to dispute (store_is_wide). */
#define PAGE_WIDE_KINDS "'country', 'region', 'sea', 'admin1', 'continent', 'demonym'"
/* Kinds whose point is but the middle of what is told. */
#define PAGE_VAGUE_KINDS PAGE_WIDE_KINDS ", 'strait', 'river', 'lake', 'mountains', 'desert'"

/* "GOV MIL" as a list. */
#define PAGE_SECTORS(of)                                                                                                                           \
    "json(CASE WHEN " of " = '' OR " of " GLOB '*[^A-Za-z0-9 ]*' THEN '[]' ELSE '[\"' || replace(" of ", ' ', '\",\"') || '\"]' END)"

#define PAGE_PARTIES(mention)                                                                                                                      \
    "(SELECT json_group_array(json_object('role', CASE p.role WHEN 'a' THEN 'actor' WHEN 'r' THEN 'recipient' ELSE 'third' END, 'name', a.name, "  \
    "'kind', a.kind, 'country', a.country, 'sectors', " PAGE_SECTORS("a.sectors") ", 'code', a.code)) "                    \
    "FROM mention_party p JOIN actor a ON a.id = p.actor WHERE p.mention = " mention ") AS \"parties[]\""

#define PAGE_LANDS(role) "(SELECT group_concat(land, ' ') FROM event_land WHERE event = e.id AND role = '" role "')"

#define PAGE_EVENT                                                                                                                                 \
    "e.id, e.day, e.day_told AS \"day_told?\", e.day_end, e.type, e.mode, e.cameo, e.cameo AS \"cameo_name#\", e.contexts AS \"contexts/\", "      \
    "e.quad, e.goldstein, e.score, e.status, e.certainty, " PAGE_LANDS("a") " AS \"actors@\", " PAGE_LANDS("r") " AS \"recipients@\", "            \
    PAGE_LANDS("t") " AS \"thirds@\", " PAGE_PARTIES("e.best") ", e.sentence, e.place, e.country, "                                                \
    "CASE WHEN e.place = '' THEN '' ELSE coalesce((SELECT m.place_kind FROM mention m WHERE m.id = e.best AND m.place = e.place), (SELECT "         \
    "m.place_kind FROM mention m WHERE m.event = e.id AND m.place = e.place LIMIT 1), '') END AS place_kind, e.lat, e.lon, "      \
    "e.killed, e.injured, e.reports, e.copies, e.sources, (SELECT json_group_array(source) FROM (SELECT DISTINCT source FROM (SELECT d.source FROM " \
    "mention m JOIN document d ON d.id = m.document WHERE m.event = e.id AND d.source <> '' LIMIT 40) LIMIT 5)) AS \"outlets[]\", e.disputed AS "    \
    "\"disputed/\", e.storyline"

#define PAGE_CORRECTION "x.id, x.document, x.mention, x.verdict, x.field, x.value, x.note, x.who, x.at"
#define PAGE_CORRECTION_OBJECT                                                                                                                     \
    "json_object('id', x.id, 'document', x.document, 'mention', x.mention, 'verdict', x.verdict, 'field', x.field, 'value', "         \
    "x.value, 'note', x.note, 'who', x.who, 'at', x.at)"
#define PAGE_CORRECTIONS_OF_MENTION                                                                                                                \
    "(SELECT json_group_array(" PAGE_CORRECTION_OBJECT ") FROM correction x WHERE x.mention = m.id) AS \"corrections[]\""

/* The sources of a claim `c`, the outermost first. */
#define PAGE_CHAIN                                                                                                                                 \
    "(WITH RECURSIVE link(number, source, within, depth) AS (SELECT c.number, c.source, c.within, 1 UNION ALL SELECT o.number, o.source, "         \
    "o.within, depth + 1 FROM link JOIN claim o ON o.document = c.document AND o.number = link.within WHERE depth < 12) "                          \
    "SELECT json_group_array(source) FROM (SELECT source FROM link WHERE source <> '' ORDER BY depth DESC))"

#define PAGE_MENTION                                                                                                                               \
    "m.id, m.document, m.number, coalesce(d.published, '') AS published, coalesce(d.source, '') AS outlet, d.name AS report, coalesce(d.title, '') AS title, d.url, d.copy_of, m.text_begin AS begin, m.text_end "  \
    "AS end, m.trigger, m.type, m.mode, m.cameo, m.status, m.certainty, m.place, m.place_hedged AS \"place_hedged?\", m.country, m.day, m.day_end, m.rule, m.main AS \"main?\", "       \
    PAGE_PARTIES("m.id") ", CASE WHEN c.document IS NOT NULL THEN json_object('source', c.source, 'name', (SELECT a.name FROM actor a WHERE a.id = c.actor), 'kind', c.kind, 'manner', "          \
    "c.manner, 'cue', c.cue, 'chain', " PAGE_CHAIN ") ELSE 'null' END AS \"claim[]\", " PAGE_CORRECTIONS_OF_MENTION

#define PAGE_CLAIM                                                                                                                                 \
    "c.document, c.number, coalesce(d.published, '') AS published, coalesce(d.source, '') AS outlet, coalesce(d.title, '') AS title, c.source, "   \
    "CASE WHEN a.id IS NULL THEN 'null' ELSE json_object('name', a.name, 'country', a.country) END AS \"actor[]\", c.kind, c.manner, c.cue, "     \
    "c.content, c.within, " PAGE_CHAIN " AS \"chain[]\", (SELECT json_group_array(event) FROM (SELECT DISTINCT m.event FROM mention m WHERE "      \
    "m.document = c.document AND m.claim = c.number)) AS \"events[]\""

#define PAGE_DOCUMENT                                                                                                                              \
    "d.id, d.name, coalesce(d.title, '') AS title, coalesce(d.source, '') AS outlet, d.url, coalesce(d.published, '') AS published, d.language, d.words, d.length, d.copy_of, d.likeness, d.added, "                \
    "(SELECT count(DISTINCT event) FROM mention WHERE document = d.id) AS events"

#endif
