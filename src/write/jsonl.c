/* SPDX-License-Identifier: MIT
 *
 * The record as one JSON object on one line. Ids are indices into the document's arrays. Lists are always there, empty
 * where a layer is; what is not known is null. One pass over every layer; the mentions of all entities are sorted by
 * entity once (counting sort), so that the cost is linear in the size of the record.
 */
#include "base/json.h"
#include "write/write.h"

#include <inttypes.h>
#include <stdio.h>

static void span_value(json_writer *w, const rec_document *doc, rec_span span)
{
    json_open(w, '[');
    json_integer(w, record_code_point(doc, span.begin));
    json_integer(w, record_code_point(doc, span.end));
    json_close(w, ']');
}

static void span_or_null(json_writer *w, const rec_document *doc, rec_span span)
{
    if (span.begin < span.end)
        span_value(w, doc, span);
    else
        json_null(w);
}

static void span_list(json_writer *w, const rec_document *doc, const rec_span *spans, uint32_t count)
{
    json_open(w, '[');
    for (uint32_t i = 0; i < count; i++)
        span_value(w, doc, spans[i]);
    json_close(w, ']');
}

static void text_field(json_writer *w, const char *key, const char *terminated)
{
    json_key(w, key);
    json_text(w, terminated);
}

static void index_value(json_writer *w, int32_t index)
{
    if (index >= 0)
        json_integer(w, index);
    else
        json_null(w);
}

static void index_field(json_writer *w, const char *key, int32_t index)
{
    json_key(w, key);
    index_value(w, index);
}

static void date_field(json_writer *w, const char *key, rec_date date)
{
    char text[WRITE_DATE_BYTES];
    text_field(w, key, write_date(date, text));
}

static void document_layer(json_writer *w, const rec_document *doc)
{
    char digest[20];
    (void)snprintf(digest, sizeof digest, "%016" PRIx64, doc->digest);
    json_key(w, "document");
    json_open(w, '{');
    json_key(w, "id");
    json_string(w, doc->id);
    json_key(w, "title");
    span_or_null(w, doc, doc->title);
    if (doc->given_title.n > 0)
        json_member(w, "given_title", doc->given_title);
    json_key(w, "byline");
    span_or_null(w, doc, doc->byline);
    json_key(w, "dateline");
    span_or_null(w, doc, doc->dateline);
    json_member(w, "source", doc->source);
    json_member(w, "url", doc->url);
    date_field(w, "published", doc->published);
    json_member(w, "language", doc->language);
    text_field(w, "digest", digest);
    json_key(w, "length");
    json_integer(w, doc->code_points);
    if (doc->bad_bytes > 0) {
        json_key(w, "bad_bytes");
        json_integer(w, doc->bad_bytes);
    }
    json_close(w, '}');
}

static void sentence_layer(json_writer *w, const rec_document *doc)
{
    json_key(w, "sentences");
    json_open(w, '[');
    for (uint32_t i = 0; i < doc->sentence_count; i++)
        span_value(w, doc, doc->sentences[i].span);
    json_close(w, ']');
}

/* Mentions in order of entity: those of entity e are order[first[e]] .. order[first[e + 1] - 1], in text order. */
typedef struct mention_order {
    uint32_t *first; /* [entity_count + 1] */
    uint32_t *order; /* mentions */
} mention_order;

/* Calls a mention's entities: its own, or the members of a collective one. */
static const int32_t *entities_of(const rec_document *doc, const rec_mention *m, uint32_t *count)
{
    bool members = m->more_entities >= 0 && m->more_count > 0 &&
                   (uint64_t)(uint32_t)m->more_entities + m->more_count <= doc->mention_member_count;
    *count = members ? m->more_count : m->entity >= 0 ? 1 : 0;
    return members ? doc->mention_members + m->more_entities : &m->entity;
}

static bool is_entity(const rec_document *doc, int32_t index)
{
    return index >= 0 && (uint32_t)index < doc->entity_count;
}

static bool order_mentions(rec_document *doc, mention_order *sorted)
{
    uint32_t total = 0, count;
    sorted->first = ARENA_ARRAY(&doc->memory, uint32_t, doc->entity_count + 2);
    if (sorted->first == NULL)
        return false;
    uint32_t *next = sorted->first + 1; /* counts, then places to fill; ends up shifted into `first` */
    for (uint32_t i = 0; i < doc->mention_count; i++) {
        const int32_t *entity = entities_of(doc, &doc->mentions[i], &count);
        for (uint32_t k = 0; k < count; k++)
            if (is_entity(doc, entity[k])) {
                next[entity[k] + 1]++;
                total++;
            }
    }
    for (uint32_t e = 0; e < doc->entity_count; e++)
        next[e + 1] += next[e];
    sorted->order = ARENA_ARRAY(&doc->memory, uint32_t, total);
    if (sorted->order == NULL)
        return false;
    for (uint32_t i = 0; i < doc->mention_count; i++) {
        const int32_t *entity = entities_of(doc, &doc->mentions[i], &count);
        for (uint32_t k = 0; k < count; k++)
            if (is_entity(doc, entity[k]))
                sorted->order[next[entity[k]]++] = i;
    }
    return true;
}

static void sector_list(json_writer *w, const rec_entity *e)
{
    json_key(w, "sectors");
    json_open(w, '[');
    for (unsigned i = 0; e != NULL && i < REC_SECTORS; i++)
        if (e->sectors[i][0] != 0)
            json_string(w, str_of(e->sectors[i]));
    json_close(w, ']');
}

static void entity_layer(json_writer *w, rec_document *doc)
{
    mention_order sorted;
    json_key(w, "entities");
    json_open(w, '[');
    if (!order_mentions(doc, &sorted))
        return;
    for (uint32_t i = 0; i < doc->entity_count; i++) {
        const rec_entity *e = &doc->entities[i];
        json_open(w, '{');
        json_key(w, "id");
        json_integer(w, i);
        json_key(w, "name");
        json_string(w, e->name);
        text_field(w, "kind", record_entity_kind_name(e->kind));
        text_field(w, "country", e->country);
        if (e->country_by != NULL)
            text_field(w, "country_by", e->country_by);
        sector_list(w, e);
        text_field(w, "code", e->code);
        index_field(w, "parent", e->parent);
        json_key(w, "mentions");
        json_open(w, '[');
        for (uint32_t k = sorted.first[i]; k < sorted.first[i + 1]; k++)
            span_value(w, doc, doc->mentions[sorted.order[k]].span);
        json_close(w, ']');
        text_field(w, "rule", e->rule);
        json_close(w, '}');
    }
    json_close(w, ']');
}

static void party_list(json_writer *w, const rec_document *doc, const char *key, const rec_party *parties,
                       uint32_t count)
{
    json_key(w, key);
    json_open(w, '[');
    for (uint32_t i = 0; i < count; i++) {
        const rec_entity *e = is_entity(doc, parties[i].entity) ? &doc->entities[parties[i].entity] : NULL;
        json_open(w, '{');
        index_field(w, "entity", e ? parties[i].entity : -1);
        json_key(w, "span");
        span_or_null(w, doc, parties[i].span);
        json_key(w, "phrase");
        span_or_null(w, doc, parties[i].phrase);
        text_field(w, "country", e ? e->country : NULL);
        sector_list(w, e);
        text_field(w, "code", e ? e->code : NULL);
        json_close(w, '}');
    }
    json_close(w, ']');
}

static void event_act(json_writer *w, const rec_document *doc, const rec_event *e)
{
    json_key(w, "sentence");
    json_integer(w, e->sentence);
    json_key(w, "trigger");
    span_value(w, doc, e->trigger);
    text_field(w, "type", e->type);
    text_field(w, "mode", e->mode);
    json_key(w, "contexts");
    json_open(w, '[');
    for (uint32_t i = 0; i < e->context_count; i++)
        json_string(w, str_of(e->contexts[i]));
    json_close(w, ']');
    text_field(w, "cameo", e->cameo);
    json_key(w, "quad");
    json_integer(w, e->quad);
    json_key(w, "goldstein");
    json_fixed(w, e->goldstein, 2);
    json_key(w, "score");
    json_fixed(w, e->score, 2);
}

static void event_circumstance(json_writer *w, const rec_event *e)
{
    text_field(w, "status", record_status_name(e->status));
    json_key(w, "certainty");
    json_fixed(w, e->certainty, 2);
    index_field(w, "claim", e->claim);
    index_field(w, "place", e->place);
    json_key(w, "place_hedged");
    json_boolean(w, e->place_hedged);
    index_field(w, "time", e->time);
    json_key(w, "after");
    json_open(w, '[');
    for (uint32_t i = 0; i < e->after_count; i++)
        json_integer(w, e->after[i]);
    json_close(w, ']');
    index_field(w, "killed", e->killed);
    index_field(w, "injured", e->injured);
    text_field(w, "rule", e->rule);
}

static void event_object(json_writer *w, const rec_document *doc, uint32_t i)
{
    const rec_event *e = &doc->events[i];
    json_open(w, '{');
    json_key(w, "id");
    json_integer(w, i);
    event_act(w, doc, e);
    party_list(w, doc, "actors", e->actors, e->actor_count);
    party_list(w, doc, "recipients", e->recipients, e->recipient_count);
    party_list(w, doc, "third_parties", e->third_parties, e->third_count);
    event_circumstance(w, e);
    json_close(w, '}');
}

/* Acts, and apart from them what is only said: CAMEO codes statements (01), PLOVER does not. They share their numbers. */
static void event_layer(json_writer *w, const rec_document *doc)
{
    static const char *const names[] = {"events", "statements"};
    for (unsigned said = 0; said < 2; said++) {
        json_key(w, names[said]);
        json_open(w, '[');
        for (uint32_t i = 0; i < doc->event_count; i++)
            if (record_is_statement(&doc->events[i]) == (said == 1))
                event_object(w, doc, i);
        json_close(w, ']');
    }
}

static void claim_layer(json_writer *w, const rec_document *doc)
{
    json_key(w, "claims");
    json_open(w, '[');
    for (uint32_t i = 0; i < doc->claim_count; i++) {
        const rec_claim *c = &doc->claims[i];
        json_open(w, '{');
        json_key(w, "id");
        json_integer(w, i);
        json_key(w, "sources");
        span_list(w, doc, c->sources, c->source_count);
        json_key(w, "cue");
        span_or_null(w, doc, c->cue);
        json_key(w, "content");
        span_list(w, doc, c->content, c->content_count);
        text_field(w, "manner", record_manner_name(c->manner));
        index_field(w, "source_entity", c->source_entity);
        text_field(w, "source_kind", record_source_kind_name(c->source_kind));
        index_field(w, "within", c->within);
        text_field(w, "rule", c->rule);
        json_close(w, '}');
    }
    json_close(w, ']');
}

static void time_layer(json_writer *w, const rec_document *doc)
{
    json_key(w, "times");
    json_open(w, '[');
    for (uint32_t i = 0; i < doc->time_count; i++) {
        const rec_time *t = &doc->times[i];
        json_open(w, '{');
        json_key(w, "span");
        span_value(w, doc, t->span);
        text_field(w, "type", t->type);
        text_field(w, "value", t->value);
        date_field(w, "begin", t->begin);
        date_field(w, "end", t->end);
        text_field(w, "rule", t->rule);
        json_close(w, '}');
    }
    json_close(w, ']');
}

static void place_point(json_writer *w, const rec_place *p)
{
    const double point[] = {p->lat, p->lon}, box[] = {p->south, p->west, p->north, p->east};
    static const char *const names[] = {"lat", "lon"};
    for (unsigned i = 0; i < 2; i++) {
        json_key(w, names[i]);
        if (p->has_point)
            json_fixed(w, point[i], 5);
        else
            json_null(w);
    }
    if (!p->has_box)
        return;
    json_key(w, "box");
    json_open(w, '[');
    for (unsigned i = 0; i < 4; i++)
        json_fixed(w, box[i], 5);
    json_close(w, ']');
}

static void place_layer(json_writer *w, const rec_document *doc)
{
    json_key(w, "places");
    json_open(w, '[');
    for (uint32_t i = 0; i < doc->place_count; i++) {
        const rec_place *p = &doc->places[i];
        json_open(w, '{');
        json_key(w, "span");
        span_value(w, doc, p->span);
        json_key(w, "name");
        json_string(w, p->name);
        text_field(w, "country", p->country);
        json_member(w, "admin1", p->admin1);
        place_point(w, p);
        text_field(w, "kind", p->kind);
        text_field(w, "rule", p->rule);
        json_close(w, '}');
    }
    json_close(w, ']');
}

static void index_list(json_writer *w, const char *key, const int32_t *list, uint32_t count)
{
    json_key(w, key);
    json_open(w, '[');
    for (uint32_t i = 0; i < count; i++)
        index_value(w, list[i]);
    json_close(w, ']');
}

static void round_value(json_writer *w, const rec_round *r)
{
    json_open(w, '{');
    index_field(w, "number", r->number ? (int32_t)r->number : -1);
    index_field(w, "event", r->event);
    text_field(w, "status", record_status_name(r->status));
    index_field(w, "place", r->place);
    json_key(w, "place_hedged");
    json_boolean(w, r->place_hedged);
    index_field(w, "time", r->time);
    index_list(w, "delegates", r->delegates, r->delegate_count);
    text_field(w, "outcome", r->outcome);
    json_close(w, '}');
}

static void talks_layer(json_writer *w, const rec_document *doc)
{
    json_key(w, "talks");
    json_open(w, '[');
    for (uint32_t i = 0; i < doc->talk_count; i++) {
        const rec_talks *t = &doc->talks[i];
        json_open(w, '{');
        json_key(w, "id");
        json_integer(w, i);
        index_list(w, "parties", t->parties, t->party_count);
        index_field(w, "host", t->host);
        index_field(w, "mediator", t->mediator);
        json_key(w, "rounds");
        json_open(w, '[');
        for (uint32_t k = 0; k < t->round_count; k++)
            round_value(w, &t->rounds[k]);
        json_close(w, ']');
        json_key(w, "agenda");
        json_open(w, '[');
        for (uint32_t k = 0; k < t->agenda_count; k++) {
            json_open(w, '{');
            json_key(w, "span");
            span_value(w, doc, t->agenda[k].span);
            text_field(w, "stance", t->agenda[k].on ? "on" : "off");
            json_close(w, '}');
        }
        json_close(w, ']');
        json_close(w, '}');
    }
    json_close(w, ']');
}

static void predicate_layer(json_writer *w, const rec_document *doc)
{
    json_key(w, "predicates");
    json_open(w, '[');
    for (uint32_t i = 0; i < doc->predicate_count; i++) {
        json_open(w, '{');
        json_key(w, "span");
        span_value(w, doc, doc->predicates[i].span);
        json_key(w, "certainty");
        json_fixed(w, doc->predicates[i].certainty, 3);
        json_close(w, '}');
    }
    json_close(w, ']');
}

void write_jsonl(rec_document *doc, const dgm_write_options *options, strbuf *out)
{
    json_writer w = {.out = out};
    json_open(&w, '{');
    document_layer(&w, doc);
    if (options->with_text) {
        json_key(&w, "text");
        json_string(&w, (str){doc->text, doc->length});
    }
    sentence_layer(&w, doc);
    entity_layer(&w, doc);
    event_layer(&w, doc);
    claim_layer(&w, doc);
    time_layer(&w, doc);
    place_layer(&w, doc);
    talks_layer(&w, doc);
    if (options->with_predicates)
        predicate_layer(&w, doc);
    index_field(&w, "main_event", doc->main_event);
    json_close(&w, '}');
    strbuf_add_char(out, '\n');
}
