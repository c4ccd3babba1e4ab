/* SPDX-License-Identifier: MIT
 * actor/media.c: outlets and writers, who report and are no parties: the outlet that the document came from, names in
 * the byline, agencies in the dateline, names like "Example.com". Listed outlets are marked where they get their
 * entity. */
#include "actor/work.h"

/* "Caliber.Az": a full stop between letters. */
static bool is_site(str name)
{
    unsigned stops = 0;
    for (size_t i = 0; i < name.n; i++) {
        if (name.p[i] == ' ')
            return false;
        if (name.p[i] == '.' && i > 1 && i + 2 < name.n)
            stops++;
    }
    return stops == 1 && name.n > 5;
}

static bool is_outlet(const actor_work *w, const rec_entity *e)
{
    if (w->doc->source.n > 0 && str_equal_folded(e->name, w->doc->source))
        return true;
    return e->kind != REC_COUNTRY && is_site(e->name);
}

static bool in_dateline(const rec_document *doc, const rec_mention *m)
{
    return m->span.begin >= doc->dateline.begin && m->span.end <= doc->dateline.end;
}

void actor_mark_media(actor_work *w)
{
    rec_document *doc = w->doc;
    for (uint32_t i = 0; i < doc->entity_count; i++)
        if (is_outlet(w, &doc->entities[i])) {
            doc->entities[i].media = true;
            if (doc->entities[i].kind == REC_PERSON)
                doc->entities[i].kind = REC_ORGANISATION;
        }
    for (uint32_t i = 0; i < doc->mention_count; i++) {
        const rec_mention *m = &doc->mentions[i];
        if (m->entity >= 0 && in_dateline(doc, m) && doc->entities[m->entity].kind != REC_PLACE &&
            doc->entities[m->entity].kind != REC_COUNTRY && !w->notes[m->entity].government) {
            doc->entities[m->entity].media = true; /* "ISTANBUL, Feb 27 (Reuters)" */
            doc->entities[m->entity].kind = REC_ORGANISATION;
        }
        if (m->entity >= 0 && doc->sentences[doc->tokens[m->head].sentence].part == REC_PART_BYLINE &&
            doc->entities[m->entity].kind == REC_PERSON)
            doc->entities[m->entity].media = true;
    }
}
