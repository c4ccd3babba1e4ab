/* SPDX-License-Identifier: MIT
 * A small report whose layers are built by hand, for the tests of the writers. It has letters beyond ASCII before every
 * span, so that a byte offset can never pass for a code point. */
#ifndef TESTS_UNIT_MADE_REPORT_H
#define TESTS_UNIT_MADE_REPORT_H

#include "record/record.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

static const char made_text[] = "Étoile: Kenya et Uganda talk\n\n"
                                "Kenya and Uganda held talks in Nairobi on Monday. "
                                "Rwanda’s army said “Kenya attacked us”, Radio Huye reported.";

static inline rec_span made_span(const char *words)
{
    const char *at = strstr(made_text, words);
    assert(at != NULL);
    uint32_t begin = (uint32_t)(at - made_text);
    return (rec_span){begin, begin + (uint32_t)strlen(words)};
}

static inline void made_sentence(rec_document *doc, const char *words)
{
    rec_sentence *s = RECORD_ADD(doc, sentences, sentence_count);
    *s = (rec_sentence){.span = made_span(words), .root = -1};
}

static inline uint32_t made_entity(rec_document *doc, const char *name, rec_entity_kind kind, const char *country,
                                   const char *sector, const char *code, const char *mention)
{
    rec_entity *e = RECORD_ADD(doc, entities, entity_count);
    *e = (rec_entity){.name = str_of(name), .kind = kind, .parent = -1, .rule = "made.actors:1"};
    (void)snprintf(e->country, sizeof e->country, "%s", country);
    (void)snprintf(e->sectors[0], sizeof e->sectors[0], "%s", sector);
    (void)snprintf(e->code, sizeof e->code, "%s", code);
    rec_mention *m = RECORD_ADD(doc, mentions, mention_count);
    *m = (rec_mention){.span = made_span(mention), .entity = (int32_t)doc->entity_count - 1, .more_entities = -1};
    return doc->entity_count - 1;
}

static inline rec_party made_party(uint32_t entity, const char *words)
{
    return (rec_party){.entity = (int32_t)entity, .span = made_span(words)};
}

static inline rec_event *made_event(rec_document *doc, uint32_t sentence, const char *trigger, const char *type,
                                    const char *cameo, uint8_t quad)
{
    rec_event *e = RECORD_ADD(doc, events, event_count);
    *e = (rec_event){.sentence = sentence, .trigger = made_span(trigger), .type = type, .quad = quad, .certainty = 1.0,
                     .claim = -1, .place = -1, .time = -1, .killed = -1, .injured = -1, .rule = "made.frames:2"};
    (void)snprintf(e->cameo, sizeof e->cameo, "%s", cameo);
    return e;
}

static inline void made_events(rec_document *doc, uint32_t kenya, uint32_t uganda, uint32_t army)
{
    static const uint32_t before[] = {0};
    rec_event *e = made_event(doc, 1, "held talks", "CONSULT", "046", 1);
    e->mode = "visit";
    e->contexts[e->context_count++] = "diplomatic";
    e->goldstein = 7;
    e->score = 1.5;
    e->actors[e->actor_count++] = made_party(kenya, "Kenya and");
    e->actors[e->actor_count - 1].span.end -= 4;
    e->actors[e->actor_count++] = made_party(uganda, "Uganda held");
    e->actors[e->actor_count - 1].span.end -= 5;
    e->place = e->time = 0;
    e = made_event(doc, 2, "attacked", "ASSAULT", "190", 4);
    e->goldstein = -10;
    e->score = -9.25;
    e->actors[e->actor_count++] = made_party(kenya, "Kenya attacked");
    e->recipients[e->recipient_count++] = made_party(army, "us”");
    e->certainty = 0.456;
    e->claim = 0;
    e->killed = 3;
    e->after = before;
    e->after_count = 1;
}

static inline void made_claims(rec_document *doc, uint32_t army)
{
    static rec_span source[2], content[2];
    source[0] = made_span("Rwanda’s army");
    source[1] = made_span("Radio Huye");
    content[0] = made_span("Kenya attacked us");
    content[1] = made_span("Rwanda’s army said “Kenya attacked us”");
    rec_claim *c = RECORD_ADD(doc, claims, claim_count);
    *c = (rec_claim){.sources = source, .source_count = 1, .cue = made_span("said"), .content = content,
                     .content_count = 1, .content_head = -1, .source_entity = (int32_t)army, .within = 1,
                     .manner = REC_DIRECT, .source_kind = REC_SOURCE_NAMED, .rule = "made.cues:3"};
    c = RECORD_ADD(doc, claims, claim_count);
    *c = (rec_claim){.sources = source + 1, .source_count = 1, .cue = made_span("reported"), .content = content + 1,
                     .content_count = 1, .content_head = -1, .source_entity = -1, .within = -1, .manner = REC_INDIRECT,
                     .source_kind = REC_SOURCE_MEDIA, .rule = "made.cues:4"};
}

static inline void made_talks(rec_document *doc, uint32_t kenya, uint32_t uganda)
{
    static int32_t parties[2];
    static rec_round rounds[1];
    static rec_agenda agenda[1];
    parties[0] = (int32_t)kenya;
    parties[1] = (int32_t)uganda;
    rounds[0] = (rec_round){.number = 2, .event = 0, .status = REC_HAPPENED, .place = 0, .time = 0};
    agenda[0] = (rec_agenda){made_span("Nairobi"), false};
    rec_talks *t = RECORD_ADD(doc, talks, talk_count);
    *t = (rec_talks){.parties = parties, .party_count = 2, .rounds = rounds, .round_count = 1, .agenda = agenda,
                     .agenda_count = 1, .host = -1, .mediator = -1};
}

/* Fills an empty document (record_init before, record_release after). */
static inline void made_report(rec_document *doc)
{
    doc->text = made_text;
    doc->length = sizeof made_text - 1;
    bool indexed = record_index_text(doc);
    assert(indexed);
    (void)indexed;
    doc->digest = 0xabcdef;
    doc->id = STR("made-1");
    doc->source = STR("The \"Lake\" Post");
    doc->language = STR("en");
    doc->published = (rec_date){2025, 3, 8};
    doc->title = made_span("Étoile: Kenya et Uganda talk");
    made_sentence(doc, "Étoile: Kenya et Uganda talk");
    made_sentence(doc, "Kenya and Uganda held talks in Nairobi on Monday.");
    made_sentence(doc, "Rwanda’s army said “Kenya attacked us”, Radio Huye reported.");
    uint32_t kenya = made_entity(doc, "Kenya", REC_COUNTRY, "KEN", "", "KEN", "Kenya et");
    doc->mentions[0].span.end -= 3;
    uint32_t uganda = made_entity(doc, "Uganda", REC_COUNTRY, "UGA", "", "UGA", "Uganda talk");
    doc->mentions[1].span.end -= 5;
    uint32_t army = made_entity(doc, "Rwanda’s army", REC_ORGANISATION, "RWA", "MIL", "RWAMIL", "Rwanda’s army");
    rec_time *t = RECORD_ADD(doc, times, time_count);
    *t = (rec_time){.span = made_span("Monday"), .type = "DATE", .value = "2025-03-03", .begin = {2025, 3, 3},
                    .end = {2025, 3, 3}, .rule = "made.times:5"};
    rec_place *p = RECORD_ADD(doc, places, place_count);
    *p = (rec_place){.span = made_span("Nairobi"), .name = STR("Nairobi"), .country = "KEN", .lat = -1.28333,
                     .lon = 36.81667, .has_point = true, .kind = "city", .rule = "made.places:6"};
    made_events(doc, kenya, uganda, army);
    made_claims(doc, army);
    made_talks(doc, kenya, uganda);
    doc->main_event = 0;
}

#endif
