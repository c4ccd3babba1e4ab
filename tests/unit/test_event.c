/* SPDX-License-Identifier: MIT
 * The grammar of acts on trees written by hand: frames, operators and their composition, parties, status. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <stdio.h>

#include "event/event.h"
#include "tree.h"

static model_event *model;

static int load(void **state)
{
    dgm_error err = {0};
    (void)state;
    if (model_event_load(&model, "data", "models", &err) == DGM_OK)
        return 0;
    print_error("%s:%u: %s\n", err.file, err.line, err.message);
    return -1;
}

static int unload(void **state)
{
    (void)state;
    model_event_free(model);
    return 0;
}

/* Makes the token with that form a party; the country is the first three letters of `code`. */
static void party(rec_document *doc, const char *form, const char *code, rec_entity_kind kind)
{
    for (uint32_t i = 0; i < doc->token_count; i++) {
        if (!str_equal(doc->tokens[i].form, str_of(form)) || doc->tokens[i].mention >= 0)
            continue;
        rec_entity *e = RECORD_ADD(doc, entities, entity_count);
        *e = (rec_entity){.name = str_of(form), .kind = kind, .parent = -1, .rule = "test:1"};
        memcpy(e->country, code, 3);
        memcpy(e->code, code, strlen(code));
        rec_mention *m = RECORD_ADD(doc, mentions, mention_count);
        *m = (rec_mention){.span = doc->tokens[i].span, .first_token = i, .last_token = i, .head = i,
                           .entity = (int32_t)doc->entity_count - 1, .more_entities = -1};
        doc->tokens[i].mention = (int32_t)doc->mention_count - 1;
        return;
    }
    fail_msg("no word %s", form);
}

static void begin(rec_document *doc, const char *spec)
{
    record_init(doc, 0);
    tree_build(doc, spec);
}

static void code(rec_document *doc)
{
    dgm_error err = {0};
    for (uint32_t i = 0; i < doc->sentence_count; i++)
        for (uint32_t k = 0; k < doc->sentences[i].token_count; k++)
            if (doc->tokens[doc->sentences[i].first_token + k].head < 0)
                doc->sentences[i].root = (int32_t)(doc->sentences[i].first_token + k);
    assert_int_equal(event_run(model, doc, &err), DGM_OK);
}

static bool is_side(const rec_document *doc, const rec_party *side, uint32_t count, const char *names)
{
    uint32_t wanted = 0;
    for (str rest = str_of(names); rest.n > 0;) {
        str name = str_cut(rest, ' ', &rest);
        bool found = false;
        for (uint32_t i = 0; i < count; i++)
            found = found || (side[i].entity >= 0 && str_equal(doc->entities[side[i].entity].name, name));
        if (!found)
            return false;
        wanted++;
    }
    return wanted == count;
}

/* The event with that CAMEO code; fails where there is none. */
static const rec_event *event_of(const rec_document *doc, const char *cameo)
{
    for (uint32_t i = 0; i < doc->event_count; i++)
        if (strcmp(doc->events[i].cameo, cameo) == 0)
            return &doc->events[i];
    for (uint32_t i = 0; i < doc->event_count; i++)
        print_error("there is %s %s by %s\n", doc->events[i].type, doc->events[i].cameo, doc->events[i].rule);
    fail_msg("no event %s", cameo);
    return NULL;
}

static void check(const rec_document *doc, const rec_event *e, const char *type, const char *actors,
                  const char *recipients, rec_status status)
{
    assert_string_equal(e->type, type);
    assert_true(is_side(doc, e->actors, e->actor_count, actors));
    assert_true(is_side(doc, e->recipients, e->recipient_count, recipients));
    assert_int_equal(e->status, status);
    assert_non_null(e->rule);
}

static void test_nested_operators(void **state)
{
    (void)state;
    rec_document doc;
    begin(&doc, "Kenya/PROPN/2/nsubj reject/VERB/0/root a/DET/5/det Chad/PROPN/5/compound offer/NOUN/2/obj "
                "to/PART/7/mark host/VERB/5/acl/VerbForm=Inf talks/NOUN/7/obj/Number=Plur");
    party(&doc, "Kenya", "KEN", REC_COUNTRY);
    party(&doc, "Chad", "TCD", REC_COUNTRY);
    code(&doc);
    assert_int_equal(doc.event_count, 1);
    const rec_event *e = event_of(&doc, "125");
    check(&doc, e, "REJECT", "Kenya", "Chad", REC_HAPPENED);
    assert_string_equal(e->mode, "meet");
    assert_int_equal(doc.main_event, 0);
    record_release(&doc);
}

static void test_passive_agent(void **state)
{
    (void)state;
    rec_document doc;
    begin(&doc, "Chad/PROPN/3/nsubj:pass be/AUX/3/aux:pass invade/VERB/0/root/Tense=Past|VerbForm=Part|Voice=Pass "
                "by/ADP/5/case Kenya/PROPN/3/obl:agent");
    party(&doc, "Kenya", "KEN", REC_COUNTRY);
    party(&doc, "Chad", "TCD", REC_COUNTRY);
    code(&doc);
    check(&doc, event_of(&doc, "190"), "ASSAULT", "Kenya", "Chad", REC_HAPPENED);
    record_release(&doc);
}

static void test_reciprocal_noun(void **state)
{
    (void)state;
    rec_document doc;
    begin(&doc, "Talks/NOUN/6/nsubj/Number=Plur between/ADP/3/case Kenya/PROPN/1/nmod and/CCONJ/5/cc "
                "Chad/PROPN/3/conj resume/VERB/0/root");
    party(&doc, "Kenya", "KEN", REC_COUNTRY);
    party(&doc, "Chad", "TCD", REC_COUNTRY);
    code(&doc);
    check(&doc, event_of(&doc, "046"), "CONSULT", "Kenya Chad", "", REC_HAPPENED);
    record_release(&doc);
}

static void test_future_is_agreement(void **state)
{
    (void)state;
    rec_document doc;
    begin(&doc, "Kenya/PROPN/3/nsubj will/AUX/3/aux meet/VERB/0/root Chad/PROPN/3/obj | "
                "Kenya/PROPN/3/nsubj will/AUX/3/aux invade/VERB/0/root Chad/PROPN/3/obj");
    party(&doc, "Kenya", "KEN", REC_COUNTRY);
    party(&doc, "Chad", "TCD", REC_COUNTRY);
    party(&doc, "Kenya", "KEN", REC_COUNTRY);
    party(&doc, "Chad", "TCD", REC_COUNTRY);
    code(&doc);
    check(&doc, event_of(&doc, "036"), "AGREE", "Kenya Chad", "", REC_PLANNED);
    check(&doc, event_of(&doc, "138"), "THREATEN", "Kenya", "Chad", REC_PLANNED);
    record_release(&doc);
}

static void test_negation(void **state)
{
    (void)state;
    rec_document doc;
    begin(&doc, "Kenya/PROPN/4/nsubj did/AUX/4/aux not/PART/4/advmod invade/VERB/0/root Chad/PROPN/4/obj");
    party(&doc, "Kenya", "KEN", REC_COUNTRY);
    party(&doc, "Chad", "TCD", REC_COUNTRY);
    code(&doc);
    check(&doc, event_of(&doc, "190"), "ASSAULT", "Kenya", "Chad", REC_NEGATED);
    record_release(&doc);
}

static void test_appeal_by_control(void **state)
{
    (void)state;
    rec_document doc;
    begin(&doc, "Kenya/PROPN/2/nsubj urge/VERB/0/root Chad/PROPN/2/obj to/PART/5/mark "
                "release/VERB/2/xcomp/VerbForm=Inf the/DET/7/det prisoners/NOUN/5/obj/Number=Plur");
    party(&doc, "Kenya", "KEN", REC_COUNTRY);
    party(&doc, "Chad", "TCD", REC_COUNTRY);
    code(&doc);
    assert_int_equal(doc.event_count, 1);
    check(&doc, event_of(&doc, "0253"), "REQUEST", "Kenya", "Chad", REC_HAPPENED);
    record_release(&doc);
}

static void test_end_of_an_end(void **state)
{
    (void)state;
    rec_document doc;
    begin(&doc, "Kenya/PROPN/2/nsubj demand/VERB/0/root an/DET/4/det end/NOUN/2/obj "
                "to/ADP/7/case Chad/PROPN/7/nmod:poss attacks/NOUN/4/nmod/Number=Plur");
    party(&doc, "Kenya", "KEN", REC_COUNTRY);
    party(&doc, "Chad", "TCD", REC_COUNTRY);
    code(&doc);
    check(&doc, event_of(&doc, "1056"), "REQUEST", "Kenya", "Chad", REC_HAPPENED);
    record_release(&doc);
}

static void test_condemned_attack_is_kept(void **state)
{
    (void)state;
    rec_document doc;
    begin(&doc, "Kenya/PROPN/2/nsubj condemn/VERB/0/root Chad/PROPN/4/nmod:poss attack/NOUN/2/obj on/ADP/6/case "
                "Niger/PROPN/4/nmod");
    party(&doc, "Kenya", "KEN", REC_COUNTRY);
    party(&doc, "Chad", "TCD", REC_COUNTRY);
    party(&doc, "Niger", "NER", REC_COUNTRY);
    code(&doc);
    check(&doc, event_of(&doc, "111"), "ACCUSE", "Kenya", "Chad", REC_HAPPENED);
    check(&doc, event_of(&doc, "190"), "ASSAULT", "Chad", "Niger", REC_HAPPENED);
    assert_string_equal(doc.events[doc.main_event].type, "ACCUSE");
    record_release(&doc);
}

static void test_no_party_no_event(void **state)
{
    (void)state;
    rec_document doc;
    begin(&doc, "Somebody/PRON/2/nsubj invade/VERB/0/root something/PRON/2/obj");
    code(&doc);
    assert_int_equal(doc.event_count, 0);
    assert_int_equal(doc.main_event, -1);
    record_release(&doc);
}

static void test_order_and_casualties(void **state)
{
    (void)state;
    rec_document doc;
    begin(&doc, "Kenya/PROPN/2/nsubj expel/VERB/0/root Chad/PROPN/4/compound diplomats/NOUN/2/obj/Number=Plur "
                "after/ADP/7/case an/DET/7/det attack/NOUN/2/obl by/ADP/9/case Chad/PROPN/7/nmod on/ADP/11/case "
                "Kenya/PROPN/7/nmod");
    party(&doc, "Kenya", "KEN", REC_COUNTRY);
    party(&doc, "Chad", "TCD", REC_COUNTRY);
    party(&doc, "Chad", "TCD", REC_COUNTRY);
    party(&doc, "Kenya", "KEN", REC_COUNTRY);
    code(&doc);
    const rec_event *expelled = event_of(&doc, "161");
    assert_int_equal(expelled->after_count, 1);
    assert_string_equal(doc.events[expelled->after[0]].type, "ASSAULT");
    record_release(&doc);

    begin(&doc, "Kenya/PROPN/2/nsubj kill/VERB/0/root 15/NUM/4/nummod men/NOUN/2/obj in/ADP/6/case Chad/PROPN/2/obl");
    party(&doc, "Kenya", "KEN", REC_COUNTRY);
    party(&doc, "Chad", "TCD", REC_COUNTRY);
    code(&doc);
    assert_int_equal(event_of(&doc, "190")->killed, 15);
    record_release(&doc);
}

/* The phrase of a party is the whole argument, without clauses and without its other conjuncts. */
static void test_phrase(void **state)
{
    (void)state;
    rec_document doc;
    begin(&doc, "Kenya/PROPN/2/nsubj reject/VERB/0/root the/DET/6/det old/ADJ/6/amod Chad/PROPN/6/nmod:poss "
                "plan/NOUN/2/obj for/ADP/8/case peace/NOUN/6/nmod which/PRON/10/nsubj fail/VERB/6/acl:relcl");
    party(&doc, "Kenya", "KEN", REC_COUNTRY);
    party(&doc, "Chad", "TCD", REC_COUNTRY);
    code(&doc);
    const rec_event *e = event_of(&doc, "120");
    check(&doc, e, "REJECT", "Kenya", "Chad", REC_HAPPENED);
    assert_true(str_equal(record_text(&doc, e->recipients[0].span), STR("Chad")));
    assert_true(str_equal(record_text(&doc, e->recipients[0].phrase), STR("the old Chad plan for peace")));
    assert_true(str_equal(record_text(&doc, e->actors[0].phrase), STR("Kenya")));
    record_release(&doc);
}

/* "sanctions on [President Alexander] Petrov", the preposition hung on the last part of the name. */
static void test_case_on_last_name(void **state)
{
    (void)state;
    rec_document doc;
    begin(&doc, "Kenya/PROPN/2/nsubj impose/VERB/0/root sanctions/NOUN/2/obj/Number=Plur on/ADP/6/case "
                "Idriss/PROPN/3/nmod Petrov/PROPN/5/flat");
    party(&doc, "Kenya", "KEN", REC_COUNTRY);
    party(&doc, "Idriss", "TCD", REC_PERSON);
    code(&doc);
    check(&doc, event_of(&doc, "163"), "SANCTION", "Kenya", "Idriss", REC_HAPPENED);
    record_release(&doc);
}

/* "Minister A of Kenya and Minister B": the parser joins B with Kenya. */
static void test_conjunct_of_country(void **state)
{
    (void)state;
    rec_document doc;
    begin(&doc, "Odinga/PROPN/6/nsubj of/ADP/3/case Kenya/PROPN/1/nmod and/CCONJ/5/cc Idriss/PROPN/3/conj "
                "meet/VERB/0/root");
    party(&doc, "Odinga", "KEN", REC_PERSON);
    party(&doc, "Kenya", "KEN", REC_COUNTRY);
    party(&doc, "Idriss", "TCD", REC_PERSON);
    code(&doc);
    check(&doc, event_of(&doc, "040"), "CONSULT", "Odinga Idriss", "", REC_HAPPENED);
    record_release(&doc);
}

/* A tree no parser would give: every word hangs on the one before it. Nothing may recurse or loop over it for ever. */
static void test_deep_chain(void **state)
{
    (void)state;
    rec_document doc;
    strbuf spec;
    strbuf_init(&spec, 0);
    for (int i = 0; i < 390; i++)
        strbuf_format(&spec, "attack/%s/%d/%s ", i % 2 ? "NOUN" : "VERB", i,
                      i == 0 ? "root" : i % 3 ? "conj" : "xcomp");
    begin(&doc, spec.p);
    code(&doc);
    assert_int_equal(doc.event_count, 0);
    strbuf_release(&spec);
    record_release(&doc);
}

/* A sentence too long for one piece: what hangs on the verb from another piece is none of its dependents, though the
 * root of the whole stands in the first and no head there is cut off. */
static void test_piece_of_long_sentence(void **state)
{
    (void)state;
    rec_document doc;
    strbuf spec;
    strbuf_init(&spec, 0);
    strbuf_add_str(&spec, STR("Kenya/PROPN/2/nsubj invade/VERB/0/root/Tense=Past|VerbForm=Part Chad/PROPN/2/obj very/ADV/2/advmod"));
    for (int i = 5; i <= 410; i++) {
        char word[32];
        int n = snprintf(word, sizeof word, " very/ADV/%d/advmod", i - 1);
        strbuf_add_str(&spec, (str){word, (size_t)n});
    }
    strbuf_add_str(&spec, STR(" by/ADP/412/case Mali/PROPN/2/obl:agent"));
    begin(&doc, strbuf_str(&spec).p);
    party(&doc, "Kenya", "KEN", REC_COUNTRY);
    party(&doc, "Chad", "TCD", REC_COUNTRY);
    party(&doc, "Mali", "MLI", REC_COUNTRY);
    code(&doc);
    check(&doc, event_of(&doc, "190"), "ASSAULT", "Kenya", "Chad", REC_HAPPENED);
    strbuf_release(&spec);
    record_release(&doc);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_nested_operators),  cmocka_unit_test(test_passive_agent),
        cmocka_unit_test(test_reciprocal_noun),   cmocka_unit_test(test_future_is_agreement),
        cmocka_unit_test(test_negation),          cmocka_unit_test(test_appeal_by_control),
        cmocka_unit_test(test_end_of_an_end),     cmocka_unit_test(test_condemned_attack_is_kept),
        cmocka_unit_test(test_no_party_no_event), cmocka_unit_test(test_order_and_casualties),
        cmocka_unit_test(test_deep_chain),        cmocka_unit_test(test_phrase),
        cmocka_unit_test(test_case_on_last_name), cmocka_unit_test(test_conjunct_of_country),
        cmocka_unit_test(test_piece_of_long_sentence),
    };
    return cmocka_run_group_tests(tests, load, unload);
}
