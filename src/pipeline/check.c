/* SPDX-License-Identifier: MIT */
#include "pipeline/check.h"

#include "base/error.h"
#include "base/memory.h"
#include "pipeline/engine.h"

#include <stdio.h>
#include <string.h>

#define PARTIES_MOST 8u

typedef struct checking {
    pipeline_models models;
    rec_document doc;
    check_sink *sink;
    void *user;
    check_result result;
} checking;

/* ---- loading ----------------------------------------------------------------------------------------------------- */

/* Each loader is called whatever became of the others, so that one run tells of every kind of file. */
static void load_all(checking *c, const char *data, const char *models)
{
    dgm_error err[8] = {0};
    pipeline_models *m = &c->models;
    const dgm_status status[] = {
        model_token_load(&m->token, data, models, &err[0]), model_syntax_load(&m->syntax, data, models, &err[1]),
        model_actor_load(&m->actor, data, models, &err[2]), model_time_load(&m->time, data, models, &err[3]),
        model_place_load(&m->place, data, models, &err[4]), model_event_load(&m->event, data, models, &err[5]),
        model_claim_load(&m->claim, data, models, &err[6]), model_talks_load(&m->talks, data, models, &err[7]),
    };
    for (size_t i = 0; i < sizeof status / sizeof *status; i++) {
        c->result.loaders++;
        if (status[i] == DGM_OK)
            continue;
        c->result.loaders_failed++;
        c->sink(c->user, &err[i]);
    }
}

/* ---- examples ---------------------------------------------------------------------------------------------------- */

static bool run_example(checking *c, str text, dgm_error *err)
{
    read_input input = {.bytes = text, .id = STR("example"), .published = {2025, 3, 8}, .text_only = true};
    c->result.examples++;
    return pipeline_run(&c->models, &input, &c->doc, err) == DGM_OK;
}

static void tell(checking *c, const char *file, uint32_t line, const char *what, str text)
{
    dgm_error finding = {0};
    (void)error_at(&finding, DGM_BAD_DATA, file, line, 0, "%s: \"%.*s\"", what, (int)(text.n > 160 ? 160 : text.n),
                   text.p);
    c->sink(c->user, &finding);
}

/* "consult.frames:41" to file and line. */
static uint32_t place_of_rule(const char *rule, char file[128])
{
    const char *colon = strrchr(rule, ':');
    size_t n = colon ? (size_t)(colon - rule) : strlen(rule);
    long line = 0;
    if (n > 127)
        n = 127;
    memcpy(file, rule, n);
    file[n] = 0;
    if (colon != NULL)
        (void)str_integer(str_of(colon + 1), &line);
    return (uint32_t)line;
}

/* ---- events: "RUS,BLR > UKR ASSAULT 190 planned" ----------------------------------------------------------------- */

typedef struct expected_event {
    str actors[PARTIES_MOST], recipients[PARTIES_MOST];
    unsigned actor_count, recipient_count;
    str type, cameo, status; /* empty: any */
} expected_event;

static void add_parties(str list, str *to, unsigned *count)
{
    while (list.p != NULL && *count < PARTIES_MOST) {
        str one = str_cut(list, ',', &list);
        if (one.n > 0)
            to[(*count)++] = one;
    }
}

static bool is_code(str word)
{
    return word.n > 0 && word.p[0] >= '0' && word.p[0] <= '9';
}

/* Words: parties before the type (those behind ">" are recipients), type, code, status. A type is the word before the
 * code. */
static expected_event read_expected(const char *text)
{
    expected_event want = {0};
    str words[PARTIES_MOST * 2], rest = str_of(text);
    unsigned count = 0, code = 0;
    while (rest.p != NULL && count < PARTIES_MOST * 2) {
        str word = str_cut(rest, ' ', &rest);
        if (word.n > 0)
            words[count++] = word;
    }
    while (code < count && !is_code(words[code]))
        code++;
    if (code < count)
        want.cameo = words[code];
    if (code + 1 < count)
        want.status = words[code + 1];
    unsigned before = code < count ? code : count;
    bool recipients = false;
    for (unsigned i = 0; i < before; i++) {
        if (i + 1 == before && !str_equal(words[i], STR(">")))
            want.type = words[i];
        else if (str_equal(words[i], STR(">")))
            recipients = true;
        else if (recipients)
            add_parties(words[i], want.recipients, &want.recipient_count);
        else
            add_parties(words[i], want.actors, &want.actor_count);
    }
    return want;
}

static bool has_party(const rec_document *doc, const rec_party *parties, uint32_t count, str code)
{
    for (uint32_t i = 0; i < count; i++) {
        if (parties[i].entity < 0)
            continue;
        const rec_entity *e = &doc->entities[parties[i].entity];
        if (str_equal(code, str_of(e->country)) || str_equal(code, str_of(e->code)))
            return true;
    }
    return false;
}

static bool is_as_expected(const rec_document *doc, const rec_event *e, const expected_event *want)
{
    for (unsigned i = 0; i < want->actor_count; i++)
        if (!has_party(doc, e->actors, e->actor_count, want->actors[i]))
            return false;
    for (unsigned i = 0; i < want->recipient_count; i++)
        if (!has_party(doc, e->recipients, e->recipient_count, want->recipients[i]))
            return false;
    bool statement = str_equal(want->type, STR("-")) || str_equal(want->type, STR("STATEMENT"));
    return (want->type.n == 0 || statement || str_equal(want->type, str_of(e->type))) &&
           (want->cameo.n == 0 || str_equal(want->cameo, str_of(e->cameo))) &&
           (want->status.n == 0 || str_equal(want->status, str_of(record_status_name(e->status))));
}

/* consult.frames:4 is not consult.frames:41. */
static bool has_rule(const char *rules, const char *rule)
{
    size_t n = strlen(rule);
    for (const char *at = rules ? strstr(rules, rule) : NULL; at != NULL; at = strstr(at + 1, rule))
        if (at[n] < '0' || at[n] > '9')
            return true;
    return false;
}

/* An example is coded by its line, and as it says; a counter-example is not. What a line of act "no" hides is no event. */
static bool event_holds(const checking *c, const event_example *x)
{
    const event_frame *f = &c->models.event->frames[x->frame];
    expected_event want = read_expected(x->expected);
    if (f->flags & EVENT_FLAG_NO)
        return c->doc.event_count == 0;
    for (uint32_t i = 0; i < c->doc.event_count; i++) {
        const rec_event *e = &c->doc.events[i];
        if (has_rule(e->rule, f->rule) && (x->counter || is_as_expected(&c->doc, e, &want)))
            return !x->counter;
    }
    return x->counter;
}

static void add_codes(strbuf *out, const rec_document *doc, const rec_party *parties, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        const char *country = parties[i].entity >= 0 ? doc->entities[parties[i].entity].country : "";
        strbuf_format(out, "%s%s", i > 0 ? "," : "", country[0] ? country : "?");
    }
}

/* What came out, in the words of an example. */
static void describe_events(const rec_document *doc, strbuf *out)
{
    for (uint32_t i = 0; i < doc->event_count; i++) {
        const rec_event *e = &doc->events[i];
        strbuf_add_text(out, i > 0 ? "; " : "");
        add_codes(out, doc, e->actors, e->actor_count);
        strbuf_add_text(out, e->recipient_count > 0 ? " > " : "");
        add_codes(out, doc, e->recipients, e->recipient_count);
        strbuf_format(out, " %s %s %s", e->type, e->cameo, record_status_name(e->status));
    }
    if (doc->event_count == 0)
        strbuf_add_text(out, "nothing");
}

static void tell_event(checking *c, const event_example *x)
{
    char what[128];
    strbuf got;
    strbuf_init(&got, 0);
    describe_events(&c->doc, &got);
    if (x->counter)
        (void)snprintf(what, sizeof what, "the frame fires on its counter-example");
    else
        (void)snprintf(what, sizeof what, "wanted %.48s, got %.64s", x->expected, got.p ? got.p : "");
    tell(c, x->file, x->line, what, str_of(x->text));
    strbuf_release(&got);
}

/* Each line has an example of its own, one of act "no" a counter-example. */
static void check_exampled(checking *c)
{
    const model_event *m = c->models.event;
    uint32_t next = 0;
    for (uint32_t i = 0; i < m->frame_count; i++) {
        bool hides = (m->frames[i].flags & EVENT_FLAG_NO) != 0, found = false;
        for (; next < m->example_count && m->examples[next].frame == i; next++)
            found = found || m->examples[next].counter == hides;
        c->result.examples++;
        c->result.right += found;
        if (found)
            continue;
        char file[128];
        dgm_error finding = {0};
        uint32_t line = place_of_rule(m->frames[i].rule, file);
        (void)error_at(&finding, DGM_BAD_DATA, file, line, 0, "the line has no %s", hides ? "counter-example" : "example");
        c->sink(c->user, &finding);
    }
}

static void check_events(checking *c)
{
    for (uint32_t i = 0; i < c->models.event->example_count; i++) {
        const event_example *x = &c->models.event->examples[i];
        dgm_error err = {0};
        if (run_example(c, str_of(x->text), &err) && event_holds(c, x))
            c->result.right++;
        else
            tell_event(c, x);
    }
}

/* Whether the line of abstain.tsv held an act of the text back, or lowered an event's certainty. */
static bool is_doubted(const rec_document *doc, const char *rule)
{
    for (uint32_t i = 0; i < doc->held_count; i++)
        if (strcmp(doc->held[i].rule, rule) == 0)
            return true;
    for (uint32_t i = 0; i < doc->event_count; i++)
        if (has_rule(doc->events[i].rule, rule))
            return true;
    return false;
}

static void check_doubts(checking *c)
{
    const model_event *m = c->models.event;
    for (uint32_t i = 0; i < m->doubtful_count; i++) {
        const event_example *x = &m->doubtfuls[i];
        dgm_error err = {0};
        if (run_example(c, str_of(x->text), &err) && is_doubted(&c->doc, m->doubts[x->frame].rule) != x->counter)
            c->result.right++;
        else
            tell(c, x->file, x->line, x->counter ? "held back against its counter-example" : "nothing is held back",
                 str_of(x->text));
    }
}

/* Lists the codes of the ontology that no line can give; two digits are roots, and 010 is a statement without an act. */
static void check_codes(checking *c)
{
    const model_event *m = c->models.event;
    uint8_t *reached = memory_get(m->code_count + 1);
    bool all = reached != NULL;
    c->result.examples++;
    if (reached)
        model_event_reach(m, reached);
    for (uint32_t i = 0; reached && i < m->code_count; i++) {
        const event_code *code = &m->codes[i];
        if (reached[i] || strlen(code->cameo) < 3 || strcmp(code->cameo, "010") == 0)
            continue;
        tell(c, "cameo.tsv", 0, "no line can give this code", str_of(code->cameo));
        all = false;
    }
    c->result.right += all;
    memory_free(reached);
}

/* ---- times: "text => value" -------------------------------------------------------------------------------------- */

/* "-" wants no time, or only such as stay without a value. */
static bool time_holds(const rec_document *doc, str value)
{
    bool none = str_equal(value, STR("-"));
    for (uint32_t i = 0; i < doc->time_count; i++)
        if (none ? doc->times[i].value[0] != 0 : str_equal(value, str_of(doc->times[i].value)))
            return !none;
    return none;
}

static void check_times(checking *c)
{
    const model_time *m = c->models.time;
    for (uint32_t i = 0; i < m->pattern_count; i++) {
        str example = str_of(m->pattern[i].example);
        ptrdiff_t arrow = str_find(example, STR("=>"));
        char file[128];
        dgm_error err = {0};
        if (example.n == 0 || arrow < 0)
            continue;
        str text = str_trim((str){example.p, (size_t)arrow});
        str value = str_trim((str){example.p + arrow + 2, example.n - (size_t)arrow - 2});
        if (run_example(c, text, &err) && time_holds(&c->doc, value)) {
            c->result.right++;
            continue;
        }
        uint32_t line = place_of_rule(m->pattern[i].rule, file);
        tell(c, file, line, "the time does not come out", example);
    }
}

/* ---- claims: "The minister *said* that ..." ---------------------------------------------------------------------- */

/* Copies the text without the asterisks and tells where the cue stands. */
static bool unmark(str example, char *text, size_t size, rec_span *cue)
{
    size_t n = 0, stars = 0;
    for (size_t i = 0; i < example.n && n + 1 < size; i++) {
        if (example.p[i] != '*') {
            text[n++] = example.p[i];
            continue;
        }
        *(stars == 0 ? &cue->begin : &cue->end) = (uint32_t)n;
        stars++;
    }
    text[n] = 0;
    return stars == 2;
}

static bool claim_holds(const rec_document *doc, rec_span cue)
{
    for (uint32_t i = 0; i < doc->claim_count; i++)
        if (doc->claims[i].cue.begin < cue.end && doc->claims[i].cue.end > cue.begin)
            return true;
    return false;
}

static void check_claim(checking *c, const claim_cue *cue)
{
    char text[1024], file[128];
    rec_span marked = {0};
    dgm_error err = {0};
    bool readable = unmark(cue->example, text, sizeof text, &marked);
    if (run_example(c, str_of(text), &err) && readable && claim_holds(&c->doc, marked)) {
        c->result.right++;
        return;
    }
    uint32_t line = place_of_rule(cue->rule, file);
    tell(c, file, line, readable ? "the cue does not make a claim" : "one pair of asterisks is wanted", cue->example);
}

check_result check_data(const char *data_dir, const char *model_dir, check_sink *sink, void *user)
{
    checking c = {.sink = sink, .user = user};
    record_init(&c.doc, ENGINE_DOCUMENT_MEMORY);
    load_all(&c, data_dir, model_dir);
    if (c.result.loaders_failed == 0) {
        check_exampled(&c);
        check_events(&c);
        check_doubts(&c);
        check_codes(&c);
        check_times(&c);
        for (uint32_t i = 0; i < c.models.claim->cue_count; i++)
            if (c.models.claim->cues[i].example.n > 0)
                check_claim(&c, &c.models.claim->cues[i]);
    }
    record_release(&c.doc);
    pipeline_free(&c.models);
    return c.result;
}
