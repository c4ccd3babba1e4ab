/* SPDX-License-Identifier: MIT
 * actor/actor.c: stage actor. Tokens and trees in, mentions and entities out, sentence by sentence.
 *
 *   listed names ─▶ names ─▶ role nouns ─▶ pronouns ─▶ entities with country, sectors and CAMEO code
 *
 * Rules over trees after the sieves of Raghunathan et al. 2010: the surest first, each adding to what the ones before
 * have found. Cost: linear in the tokens; every look back and every climb is bounded. */
#include "actor/actor.h"

#include "actor/work.h"
#include "base/error.h"

static bool begin_work(actor_work *w, const model_actor *m, const model_place *places, rec_document *doc)
{
    uint32_t items = model_actor_item_count(m);
    *w = (actor_work){.m = m, .places = places, .doc = doc, .today = INT32_MAX, .focus = {-1, -1, -1, -1}};
    if (doc->published.year != 0)
        w->today = record_date_days(doc->published);
    w->hit_at = ARENA_ARRAY(&doc->memory, int32_t, doc->token_count + 1);
    w->name_head = ARENA_ARRAY(&doc->memory, int32_t, doc->token_count + 1);
    w->draft_at = ARENA_ARRAY(&doc->memory, int32_t, doc->token_count + 1);
    w->quoted = ARENA_ARRAY(&doc->memory, bool, doc->token_count + 1);
    w->place_at = ARENA_ARRAY(&doc->memory, int32_t, doc->token_count + 1);
    w->told = ARENA_ARRAY(&doc->memory, uint32_t, items + 1);
    w->by_item = ARENA_ARRAY(&doc->memory, int32_t, items + 1);
    w->government = ARENA_ARRAY(&doc->memory, int32_t, items + 1);
    for (uint32_t i = 0; i < doc->token_count && !doc->memory.failed; i++) {
        w->hit_at[i] = w->name_head[i] = w->draft_at[i] = w->place_at[i] = -1;
        doc->tokens[i].mention = -1;
    }
    if (!doc->memory.failed)
        actor_note_small_words(w);
    if (!doc->memory.failed)
        actor_read_places(w);
    return !doc->memory.failed;
}

static void run_sentence(actor_work *w, uint32_t sentence)
{
    actor_find_hits(w, sentence);
    actor_draft_names(w, sentence);
    actor_draft_nouns(w, sentence);
    actor_draft_pronouns(w, sentence);
    uint32_t base = w->doc->mention_count;
    actor_commit_drafts(w, sentence);
    actor_resolve_names(w, base);
    actor_resolve_nouns(w, base);
    actor_resolve_pronouns(w, base);
    actor_own_late(w, base);
}

void actor_watch(const model_actor *m, rec_document *doc, actor_watcher *watch, void *context)
{
    actor_work w;
    if (!begin_work(&w, m, NULL, doc))
        return;
    w.watch = watch;
    w.watch_context = context;
    for (uint32_t s = 0; s < doc->sentence_count && !doc->memory.failed; s++)
        run_sentence(&w, s);
}

dgm_status actor_run(const model_actor *m, const model_place *places, rec_document *doc, dgm_error *err)
{
    actor_work w;
    if (begin_work(&w, m, places, doc)) {
        for (uint32_t s = 0; s < doc->sentence_count && !doc->memory.failed; s++)
            run_sentence(&w, s);
        actor_fill_countries(&w);
        actor_mark_media(&w);
    }
    return doc->memory.failed ? error_set(err, DGM_NO_MEMORY, "document needs more memory than allowed") : DGM_OK;
}
