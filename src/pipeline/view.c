/* SPDX-License-Identifier: MIT
 * The ledger of a document for C programs: copies of the record's items in the words of dragoman.h. */
#include "pipeline/engine.h"

static dgm_span span_of(rec_span s)
{
    return (dgm_span){s.begin, s.end};
}

static dgm_date date_of(rec_date d)
{
    return (dgm_date){d.year, d.month, d.day};
}

static const char *text_of(const char *s)
{
    return s ? s : "";
}

/* dgm_document_read has made these NUL-terminated. */
static const char *name_of(str s)
{
    return s.p ? s.p : "";
}

const char *dgm_document_text(const dgm_document *document, size_t *length)
{
    if (length != NULL)
        *length = document->record.length;
    return text_of(document->record.text);
}

uint32_t dgm_document_code_point(const dgm_document *document, uint32_t byte)
{
    const rec_document *doc = &document->record;
    return record_code_point(doc, byte < doc->length ? byte : doc->length);
}

const char *dgm_document_id(const dgm_document *document)
{
    return name_of(document->record.id);
}

dgm_span dgm_document_title(const dgm_document *document)
{
    return span_of(document->record.title);
}

dgm_span dgm_document_byline(const dgm_document *document)
{
    return span_of(document->record.byline);
}

int dgm_document_main_event(const dgm_document *document)
{
    return document->record.main_event;
}

size_t dgm_document_sentence_count(const dgm_document *document)
{
    return document->record.sentence_count;
}

int dgm_document_sentence(const dgm_document *document, size_t sentence, dgm_span *out)
{
    if (sentence >= document->record.sentence_count)
        return 0;
    *out = span_of(document->record.sentences[sentence].span);
    return 1;
}

size_t dgm_document_entity_count(const dgm_document *document)
{
    return document->record.entity_count;
}

int dgm_document_entity(const dgm_document *document, size_t entity, dgm_entity *out)
{
    if (entity >= document->record.entity_count)
        return 0;
    const rec_entity *e = &document->record.entities[entity];
    *out = (dgm_entity){
        .name = name_of(e->name), .kind = record_entity_kind_name(e->kind), .country = e->country, .code = e->code,
        .country_by = e->country_by != NULL ? e->country_by : ""};
    for (unsigned i = 0; i < REC_SECTORS; i++)
        out->sectors[i] = e->sectors[i];
    return 1;
}

size_t dgm_document_mention_count(const dgm_document *document)
{
    return document->record.mention_count;
}

int dgm_document_mention(const dgm_document *document, size_t mention, dgm_span *span, int *entity)
{
    if (mention >= document->record.mention_count)
        return 0;
    *span = span_of(document->record.mentions[mention].span);
    *entity = document->record.mentions[mention].entity;
    return 1;
}

size_t dgm_document_event_count(const dgm_document *document)
{
    return document->record.event_count;
}

int dgm_document_event(const dgm_document *document, size_t event, dgm_event *out)
{
    if (event >= document->record.event_count)
        return 0;
    const rec_event *e = &document->record.events[event];
    *out = (dgm_event){
        .sentence = e->sentence,
        .trigger = span_of(e->trigger),
        .type = text_of(e->type),
        .mode = text_of(e->mode),
        .cameo = e->cameo,
        .quad = e->quad,
        .goldstein = e->goldstein,
        .score = e->score,
        .status = record_status_name(e->status),
        .certainty = e->certainty,
        .claim = e->claim,
        .place = e->place,
        .time = e->time,
        .place_hedged = e->place_hedged,
        .killed = e->killed,
        .injured = e->injured,
        .actor_count = e->actor_count,
        .recipient_count = e->recipient_count,
        .third_count = e->third_count,
        .after_count = e->after_count,
        .after = e->after,
        .rule = text_of(e->rule),
    };
    for (unsigned i = 0; i < REC_CONTEXTS; i++)
        out->contexts[i] = i < e->context_count ? e->contexts[i] : "";
    return 1;
}

int dgm_document_party(const dgm_document *document, size_t event, dgm_role role, size_t index, int *entity,
                       dgm_span *span)
{
    if (event >= document->record.event_count)
        return 0;
    const rec_event *e = &document->record.events[event];
    const rec_party *parties = role == DGM_ACTOR ? e->actors : role == DGM_RECIPIENT ? e->recipients : e->third_parties;
    uint32_t count = role == DGM_ACTOR ? e->actor_count : role == DGM_RECIPIENT ? e->recipient_count : e->third_count;
    if (index >= count)
        return 0;
    *entity = parties[index].entity;
    *span = span_of(parties[index].span);
    return 1;
}

size_t dgm_document_claim_count(const dgm_document *document)
{
    return document->record.claim_count;
}

int dgm_document_claim(const dgm_document *document, size_t claim, dgm_claim *out)
{
    if (claim >= document->record.claim_count)
        return 0;
    const rec_claim *c = &document->record.claims[claim];
    *out = (dgm_claim){
        .source_count = c->source_count,
        .content_count = c->content_count,
        .cue = span_of(c->cue),
        .manner = record_manner_name(c->manner),
        .source_kind = record_source_kind_name(c->source_kind),
        .source_entity = c->source_entity,
        .within = c->within,
    };
    return 1;
}

int dgm_document_claim_source(const dgm_document *document, size_t claim, size_t index, dgm_span *out)
{
    if (claim >= document->record.claim_count || index >= document->record.claims[claim].source_count)
        return 0;
    *out = span_of(document->record.claims[claim].sources[index]);
    return 1;
}

int dgm_document_claim_content(const dgm_document *document, size_t claim, size_t index, dgm_span *out)
{
    if (claim >= document->record.claim_count || index >= document->record.claims[claim].content_count)
        return 0;
    *out = span_of(document->record.claims[claim].content[index]);
    return 1;
}

size_t dgm_document_time_count(const dgm_document *document)
{
    return document->record.time_count;
}

int dgm_document_time(const dgm_document *document, size_t time, dgm_time *out)
{
    if (time >= document->record.time_count)
        return 0;
    const rec_time *t = &document->record.times[time];
    *out = (dgm_time){span_of(t->span), text_of(t->type), text_of(t->value), date_of(t->begin), date_of(t->end)};
    return 1;
}

size_t dgm_document_place_count(const dgm_document *document)
{
    return document->record.place_count;
}

int dgm_document_place(const dgm_document *document, size_t place, dgm_place *out)
{
    if (place >= document->record.place_count)
        return 0;
    const rec_place *p = &document->record.places[place];
    *out = (dgm_place){
        .span = span_of(p->span),
        .name = name_of(p->name),
        .country = p->country,
        .admin1 = name_of(p->admin1),
        .kind = text_of(p->kind),
        .has_point = p->has_point,
        .has_box = p->has_box,
        .lat = p->lat,
        .lon = p->lon,
        .south = p->south,
        .west = p->west,
        .north = p->north,
        .east = p->east,
    };
    return 1;
}

size_t dgm_document_talks_count(const dgm_document *document)
{
    return document->record.talk_count;
}

int dgm_document_talks(const dgm_document *document, size_t talks, dgm_talks *out)
{
    if (talks >= document->record.talk_count)
        return 0;
    const rec_talks *t = &document->record.talks[talks];
    *out = (dgm_talks){t->party_count, t->round_count, t->agenda_count, t->parties, t->host, t->mediator};
    return 1;
}

int dgm_document_round(const dgm_document *document, size_t talks, size_t index, dgm_round *out)
{
    if (talks >= document->record.talk_count || index >= document->record.talks[talks].round_count)
        return 0;
    const rec_round *r = &document->record.talks[talks].rounds[index];
    *out = (dgm_round){
        .number = (int)r->number,
        .event = r->event,
        .place = r->place,
        .time = r->time,
        .place_hedged = r->place_hedged,
        .status = record_status_name(r->status),
        .outcome = text_of(r->outcome),
        .delegate_count = r->delegate_count,
        .delegates = r->delegates,
    };
    return 1;
}

int dgm_document_agenda(const dgm_document *document, size_t talks, size_t index, dgm_span *out, int *on)
{
    if (talks >= document->record.talk_count || index >= document->record.talks[talks].agenda_count)
        return 0;
    *out = span_of(document->record.talks[talks].agenda[index].span);
    *on = document->record.talks[talks].agenda[index].on;
    return 1;
}
