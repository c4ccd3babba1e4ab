/* SPDX-License-Identifier: MIT */
#include "story/negotiation.h"
#include "talks/talks.h"
#include "tree.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static model_talks *model;
static rec_document doc;

static int load(void **state)
{
    (void)state;
    dgm_error err = {0};
    record_init(&doc, 0);
    if (model_talks_load(&model, "data", "models", &err) == DGM_OK)
        return 0;
    fprintf(stderr, "%s:%u:%u: %s\n", err.file, err.line, err.column, err.message);
    return -1;
}

static int release(void **state)
{
    (void)state;
    model_talks_free(model);
    record_release(&doc);
    return 0;
}

/* Names at these words become entities: one for each country, persons by themselves. */
typedef struct named {
    const char *word, *name, *country;
    rec_entity_kind kind;
} named;

static const named known[] = {
    {"Norway", "Norway", "NOR", REC_COUNTRY},    {"Chad", "Chad", "TCD", REC_COUNTRY},
    {"Peru", "Peru", "PER", REC_COUNTRY},        {"Oman", "Oman", "OMN", REC_COUNTRY},
    {"Hansen", "Eva Hansen", "NOR", REC_PERSON}, {"Idriss", "Ali Idriss", "TCD", REC_PERSON},
    {"Norwegian", "Norway", "NOR", REC_COUNTRY}, {"Chadian", "Chad", "TCD", REC_COUNTRY},
};

static int32_t entity_of(const named *n)
{
    for (uint32_t e = 0; e < doc.entity_count; e++)
        if (str_equal(doc.entities[e].name, str_of(n->name)))
            return (int32_t)e;
    rec_entity *e = RECORD_ADD(&doc, entities, entity_count);
    *e = (rec_entity){.name = str_of(n->name), .kind = n->kind, .parent = -1, .rule = "test"};
    memcpy(e->country, n->country, strlen(n->country));
    return (int32_t)doc.entity_count - 1;
}

/* The tagger's part, for the verbs below. */
static str lemma_of(str lower)
{
    static const char *const pairs[][2] = {{"talks", "talk"},     {"ended", "end"},          {"planned", "plan"},
                                           {"resumed", "resume"}, {"held", "hold"},          {"opened", "open"},
                                           {"led", "lead"},       {"hosted", "host"},        {"mediated", "mediate"},
                                           {"focused", "focus"},  {"sidelined", "sideline"}, {"discussed", "discuss"},
                                           {"yielded", "yield"},  {"plans", "plan"},         {"cancelled", "cancel"}};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        if (str_equal(lower, str_of(pairs[i][0])))
            return str_of(pairs[i][1]);
    return lower;
}

static void build(const char *spec)
{
    record_reset(&doc);
    doc.published = (rec_date){2024, 5, 20};
    tree_build(&doc, spec);
    for (uint32_t t = 0; t < doc.token_count; t++) {
        doc.tokens[t].lemma = lemma_of(doc.tokens[t].lower);
        for (size_t k = 0; k < sizeof known / sizeof *known; k++)
            if (str_equal(doc.tokens[t].form, str_of(known[k].word))) {
                int32_t entity = entity_of(&known[k]);
                rec_mention *m = RECORD_ADD(&doc, mentions, mention_count);
                *m = (rec_mention){.span = doc.tokens[t].span,
                                   .first_token = t,
                                   .last_token = t,
                                   .head = t,
                                   .entity = entity,
                                   .more_entities = -1,
                                   .kind = REC_NAME};
                doc.tokens[t].mention = (int32_t)doc.mention_count - 1;
            }
    }
}

static void add_place(const char *word, const char *name, bool hedged)
{
    for (uint32_t t = 0; t < doc.token_count; t++)
        if (str_equal(doc.tokens[t].form, str_of(word))) {
            rec_place *p = RECORD_ADD(&doc, places, place_count);
            *p = (rec_place){.span = doc.tokens[t].span,
                             .sentence = doc.tokens[t].sentence,
                             .head = t,
                             .name = str_of(name),
                             .kind = "city",
                             .rule = "test",
                             .hedged = hedged};
        }
}

static void run(void)
{
    assert_int_equal(talks_run(model, &doc, NULL), DGM_OK);
}

static bool has_party(const rec_talks *t, const char *name)
{
    for (uint32_t i = 0; i < t->party_count; i++)
        if (str_equal(doc.entities[t->parties[i]].name, str_of(name)))
            return true;
    return false;
}

static const rec_round *round_of(const rec_talks *t, uint32_t number)
{
    for (uint32_t i = 0; i < t->round_count; i++)
        if (t->rounds[i].number == number)
            return &t->rounds[i];
    fail_msg("no round %u", number);
    return NULL;
}

static bool on_agenda(const rec_talks *t, const char *words, bool on)
{
    for (uint32_t i = 0; i < t->agenda_count; i++)
        if (t->agenda[i].on == on && str_equal(record_text(&doc, t->agenda[i].span), str_of(words)))
            return true;
    return false;
}

#define FIRST_ROUND                                                                                                    \
    "A/DET/3/det first/ADJ/3/amod round/NOUN/10/nsubj of/ADP/5/case talks/NOUN/3/nmod between/ADP/7/case "             \
    "Norway/PROPN/5/nmod and/CCONJ/9/cc Chad/PROPN/7/conj ended/VERB/0/root/Tense=Past|VerbForm=Fin in/ADP/12/case "   \
    "Lima/PROPN/10/obl "

static void parties_round_and_place(void **state)
{
    (void)state;
    build(FIRST_ROUND);
    add_place("Lima", "Lima", false);
    run();
    assert_int_equal(doc.talk_count, 1);
    const rec_talks *t = &doc.talks[0];
    assert_int_equal(t->party_count, 2);
    assert_true(has_party(t, "Norway") && has_party(t, "Chad"));
    assert_int_equal(t->round_count, 1);
    assert_int_equal(round_of(t, 1)->status, REC_HAPPENED);
    assert_int_equal(round_of(t, 1)->place, 0);
    assert_false(round_of(t, 1)->place_hedged);
}

static void second_round_is_of_the_same_talks(void **state)
{
    (void)state;
    build(FIRST_ROUND "|A/DET/3/det second/ADJ/3/amod round/NOUN/5/nsubj:pass is/AUX/5/aux:pass "
                      "planned/VERB/0/root/Tense=Past|VerbForm=Part "
                      "in/ADP/7/case Quito/PROPN/5/obl");
    add_place("Lima", "Lima", false);
    add_place("Quito", "Quito", true);
    run();
    assert_int_equal(doc.talk_count, 1);
    assert_int_equal(doc.talks[0].round_count, 2);
    assert_int_equal(round_of(&doc.talks[0], 2)->status, REC_PLANNED);
    assert_int_equal(round_of(&doc.talks[0], 2)->place, 1);
    assert_true(round_of(&doc.talks[0], 2)->place_hedged);
    assert_int_equal(doc.talks[0].rounds[0].number, 1);
}

static void modifiers_are_parties_when_two(void **state)
{
    (void)state;
    build("Norwegian/ADJ/4/amod -/PUNCT/1/punct Chadian/ADJ/4/amod talks/NOUN/5/nsubj "
          "resumed/VERB/0/root/Tense=Past|VerbForm=Fin");
    run();
    assert_int_equal(doc.talk_count, 1);
    assert_int_equal(doc.talks[0].party_count, 2);
    assert_int_equal(doc.talks[0].rounds[0].status, REC_HAPPENED);
}

static void matter_is_no_party(void **state)
{
    (void)state;
    build("Norway/PROPN/4/nsubj and/CCONJ/3/cc Oman/PROPN/1/conj held/VERB/0/root/Tense=Past|VerbForm=Fin "
          "Chad/PROPN/6/compound "
          "talks/NOUN/4/obj");
    run();
    assert_int_equal(doc.talks[0].party_count, 2);
    assert_true(has_party(&doc.talks[0], "Norway") && has_party(&doc.talks[0], "Oman"));
}

static void delegates_lead(void **state)
{
    (void)state;
    build("Talks/NOUN/5/nsubj between/ADP/3/case Norway/PROPN/1/nmod ,/PUNCT/1/punct "
          "opened/VERB/0/root/Tense=Past|VerbForm=Fin |"
          "The/DET/2/det talks/NOUN/3/nsubj:pass led/VERB/0/root/Tense=Past|VerbForm=Part by/ADP/5/case "
          "Hansen/PROPN/3/obl:agent "
          "and/CCONJ/7/cc Idriss/PROPN/5/conj");
    run();
    assert_int_equal(doc.talk_count, 1);
    assert_int_equal(doc.talks[0].rounds[0].delegate_count, 2);
    assert_int_equal(doc.talks[0].party_count, 2); /* Norway, and Idriss: no entity of the report stands for Chad */
    assert_true(has_party(&doc.talks[0], "Norway") && has_party(&doc.talks[0], "Ali Idriss"));
}

static void host_and_mediator(void **state)
{
    (void)state;
    build("Oman/PROPN/2/nsubj hosted/VERB/0/root/Tense=Past|VerbForm=Fin talks/NOUN/2/obj between/ADP/5/case "
          "Norway/PROPN/3/nmod "
          "and/CCONJ/7/cc Chad/PROPN/5/conj ,/PUNCT/9/punct mediated/VERB/2/advcl/Tense=Past|VerbForm=Part "
          "by/ADP/11/case "
          "Peru/PROPN/9/obl:agent");
    run();
    assert_int_equal(doc.talk_count, 1);
    assert_true(doc.talks[0].host >= 0 && doc.talks[0].mediator >= 0);
    assert_true(str_equal(doc.entities[doc.talks[0].host].name, STR("Oman")));
    assert_true(str_equal(doc.entities[doc.talks[0].mediator].name, STR("Peru")));
    assert_int_equal(doc.talks[0].party_count, 2);
    assert_false(has_party(&doc.talks[0], "Oman"));
}

static void topics_on_and_off(void **state)
{
    (void)state;
    build(
        FIRST_ROUND
        "|The/DET/2/det talks/NOUN/3/nsubj focused/VERB/0/root/Tense=Past|VerbForm=Fin on/ADP/5/case "
        "fishing/NOUN/3/obl "
        "and/CCONJ/7/cc trade/NOUN/5/conj but/CCONJ/9/cc sidelined/VERB/3/conj/Tense=Past|VerbForm=Fin the/DET/11/det "
        "border/NOUN/9/obj |Debt/NOUN/4/nsubj:pass was/AUX/4/aux:pass not/PART/4/advmod/Polarity=Neg "
        "discussed/VERB/0/root/Tense=Past|VerbForm=Part");
    run();
    assert_int_equal(doc.talk_count, 1);
    assert_true(on_agenda(&doc.talks[0], "fishing", true));
    assert_true(on_agenda(&doc.talks[0], "trade", true));
    assert_true(on_agenda(&doc.talks[0], "the border", false));
    assert_true(on_agenda(&doc.talks[0], "Debt", false));
    assert_int_equal(doc.talks[0].agenda_count, 4);
}

static void outcome_of_a_round(void **state)
{
    (void)state;
    build("Talks/NOUN/6/nsubj between/ADP/3/case Norway/PROPN/1/nmod and/CCONJ/5/cc Chad/PROPN/3/conj "
          "ended/VERB/0/root/Tense=Past|VerbForm=Fin without/ADP/9/case a/DET/9/det deal/NOUN/6/obl");
    run();
    assert_string_equal(doc.talks[0].rounds[0].outcome, "no deal");
    build("Talks/NOUN/6/nsubj between/ADP/3/case Norway/PROPN/1/nmod and/CCONJ/5/cc Chad/PROPN/3/conj "
          "yielded/VERB/0/root/Tense=Past|VerbForm=Fin a/DET/8/det deal/NOUN/6/obj");
    run();
    assert_string_equal(doc.talks[0].rounds[0].outcome, "agreed");
}

static void pronoun_for_talks(void **state)
{
    (void)state;
    build("Norway/PROPN/2/nsubj plans/VERB/0/root/Tense=Pres|VerbForm=Fin talks/NOUN/2/obj with/ADP/5/case "
          "Chad/PROPN/3/nmod |"
          "They/PRON/3/nsubj could/AUX/3/aux take/VERB/0/root place/NOUN/3/obj in/ADP/6/case Lima/PROPN/3/obl");
    add_place("Lima", "Lima", true);
    run();
    assert_int_equal(doc.talk_count, 1);
    assert_int_equal(doc.talks[0].round_count, 1);
    assert_int_equal(doc.talks[0].rounds[0].place, 0);
    assert_true(doc.talks[0].rounds[0].place_hedged);
}

static void mediator_before_the_talks(void **state)
{
    (void)state;
    build("Norway/PROPN/4/nsubj and/CCONJ/3/cc Chad/PROPN/1/conj resumed/VERB/0/root/Tense=Past|VerbForm=Fin "
          "Peru/PROPN/7/compound "
          "-/PUNCT/7/punct mediated/ADJ/8/amod talks/NOUN/4/obj");
    run();
    assert_int_equal(doc.talks[0].party_count, 2);
    assert_false(has_party(&doc.talks[0], "Peru"));
    assert_true(doc.talks[0].mediator >= 0 && str_equal(doc.entities[doc.talks[0].mediator].name, STR("Peru")));
}

/* Where the matter of the talks lies is not where they are held. */
static void matter_is_no_venue(void **state)
{
    (void)state;
    build("Norway/PROPN/4/nsubj and/CCONJ/3/cc Chad/PROPN/1/conj held/VERB/0/root/Tense=Past|VerbForm=Fin "
          "talks/NOUN/4/obj "
          "on/ADP/8/case the/DET/8/det floods/NOUN/5/nmod in/ADP/10/case Lima/PROPN/8/nmod");
    add_place("Lima", "Lima", false);
    run();
    assert_int_equal(doc.talks[0].rounds[0].place, -1);
    assert_true(on_agenda(&doc.talks[0], "the floods in Lima", true));
}

/* An act of meeting of two states is a round, with the place and the people of its event. */
static void act_of_meeting(void **state)
{
    (void)state;
    build(
        "Hansen/PROPN/4/nsubj and/CCONJ/3/cc Idriss/PROPN/1/conj met/VERB/0/root/Tense=Past|VerbForm=Fin in/ADP/6/case "
        "Lima/PROPN/4/obl");
    doc.tokens[3].lemma = STR("meet");
    add_place("Lima", "Lima", false);
    rec_event *e = RECORD_ADD(&doc, events, event_count);
    *e = (rec_event){.head = 3,
                     .trigger = doc.tokens[3].span,
                     .type = "CONSULT",
                     .cameo = "040",
                     .status = REC_HAPPENED,
                     .place = -1,
                     .time = -1,
                     .claim = -1,
                     .actor_count = 2};
    e->actors[0] = (rec_party){.entity = 0, .head = 0, .span = doc.tokens[0].span};
    e->actors[1] = (rec_party){.entity = 1, .head = 2, .span = doc.tokens[2].span};
    run();
    assert_int_equal(doc.talk_count, 1);
    assert_int_equal(doc.talks[0].rounds[0].event, 0);
    assert_int_equal(doc.talks[0].rounds[0].place, 0);
    assert_int_equal(doc.talks[0].rounds[0].delegate_count, 2);
}

static void called_off(void **state)
{
    (void)state;
    build("Norway/PROPN/2/nsubj cancelled/VERB/0/root/Tense=Past|VerbForm=Fin talks/NOUN/2/obj with/ADP/5/case "
          "Chad/PROPN/3/nmod");
    run();
    assert_int_equal(doc.talks[0].rounds[0].status, REC_NEGATED);
}

static void talk_is_not_talks(void **state)
{
    (void)state;
    build("The/DET/2/det discussion/NOUN/3/nsubj bored/VERB/0/root/Tense=Past|VerbForm=Fin pupils/NOUN/3/obj");
    run();
    assert_int_equal(doc.talk_count, 0);
}

/* ---- across reports -------------------------------------------------------------------------------------------- */

static const str two[] = {{"NOR", 3}, {"TCD", 3}}, three[] = {{"NOR", 3}, {"TCD", 3}, {"OMN", 3}},
                 others[] = {{"PER", 3}, {"NOR", 3}};

static void reports_of_one_negotiation(void **state)
{
    (void)state;
    negotiation_round first = {.number = 1, .begin = 100, .end = 101, .country = {"PER", 3}};
    negotiation_round second = {.number = 2, .begin = 130, .end = 130};
    negotiation_report a = {.parties = two, .party_count = 2, .rounds = &first, .round_count = 1, .published = 102};
    negotiation_report b = {.parties = three, .party_count = 3, .rounds = &second, .round_count = 1, .published = 131};
    negotiation_report c = {.parties = others, .party_count = 2, .published = 131};
    negotiation_report late = a;
    late.published = 102 + 3000;
    assert_true(negotiation_likeness(&a, &b) >= NEGOTIATION_SAME);
    assert_true(negotiation_likeness(&a, &c) < NEGOTIATION_SAME);
    assert_true(negotiation_likeness(&a, &late) < negotiation_likeness(&a, &a));
}

static void rounds_of_one_number_years_apart(void **state)
{
    (void)state;
    negotiation_round then = {.number = 1, .begin = 100, .end = 101}, now = {.number = 1, .begin = 500, .end = 501};
    negotiation_report a = {.parties = two, .party_count = 2, .rounds = &then, .round_count = 1, .published = 102};
    negotiation_report b = {.parties = two, .party_count = 2, .rounds = &now, .round_count = 1, .published = 502};
    assert_true(negotiation_likeness(&a, &b) < NEGOTIATION_SAME);
}

static void rounds_are_the_same(void **state)
{
    (void)state;
    negotiation_round numbered = {.number = 2, .begin = 100, .end = 102},
                     other = {.number = 3, .begin = 100, .end = 102};
    negotiation_round bare = {.begin = 101, .end = 101}, undated = {.begin = 1, .end = 0};
    assert_true(negotiation_same_round(&numbered, &bare));
    assert_false(negotiation_same_round(&numbered, &other));
    assert_false(negotiation_same_round(&undated, &bare));
    numbered.country = STR("PER");
    bare.country = STR("OMN");
    assert_false(negotiation_same_round(&numbered, &bare));
}

/* Rounds of one negotiation, and which of them a report means that leaves out day or number. */
static void the_round_that_is_meant(void **state)
{
    (void)state;
    negotiation_round seen[3] = {
        {.number = 1, .begin = 100, .end = 100, .country = STR("PER"), .published = 101, .event = {7}, .event_count = 1},
        {.begin = 112, .end = 112, .country = STR("OMN"), .published = 113, .person = {42}, .person_count = 1},
        {.number = 2, .begin = 1, .end = 0, .to_come = true, .published = 110},
    };
    negotiation_round told = {.begin = 1, .end = 0, .published = 115};
    assert_int_equal(negotiation_round_of(seen, 3, &told), 1); /* the last one held */
    told.country = STR("PER");
    assert_int_equal(negotiation_round_of(seen, 3, &told), 0); /* that place's */
    told.country = STR("TCD");
    assert_int_equal(negotiation_round_of(seen, 3, &told), -1);
    told.country = STR("");
    told.published = 105;
    assert_int_equal(negotiation_round_of(seen, 3, &told), 0); /* the other one was yet to come */
    told.published = 115;
    told.person[0] = 43;
    told.person_count = 1;
    assert_int_equal(negotiation_round_of(seen, 3, &told), -1); /* other people */
    told.event[0] = 7;
    told.event_count = 1;
    assert_int_equal(negotiation_round_of(seen, 3, &told), 0);
    told = (negotiation_round){.number = 2, .begin = 120, .end = 120, .published = 121, .event = {7}, .event_count = 1};
    assert_int_equal(negotiation_round_of(seen, 3, &told), 2); /* the number says more than the event */
    negotiation_round announced = {.begin = 130, .end = 130, .country = STR("OMN"), .to_come = true, .published = 125};
    told = (negotiation_round){.begin = 1, .end = 0, .country = STR("OMN"), .published = 131};
    assert_int_equal(negotiation_round_of(&announced, 1, &told), 0); /* it was held as announced */
    told.published = 129;
    assert_int_equal(negotiation_round_of(&announced, 1, &told), -1); /* not yet */
    told = (negotiation_round){.number = 2, .begin = 120, .end = 120, .published = 121, .event = {7}, .event_count = 1};
    negotiation_take(&seen[2], &told);
    assert_false(seen[2].to_come);
    assert_int_equal(seen[2].begin, 120);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_round_that_is_meant),
        cmocka_unit_test(parties_round_and_place),
        cmocka_unit_test(second_round_is_of_the_same_talks),
        cmocka_unit_test(modifiers_are_parties_when_two),
        cmocka_unit_test(matter_is_no_party),
        cmocka_unit_test(delegates_lead),
        cmocka_unit_test(host_and_mediator),
        cmocka_unit_test(topics_on_and_off),
        cmocka_unit_test(outcome_of_a_round),
        cmocka_unit_test(pronoun_for_talks),
        cmocka_unit_test(mediator_before_the_talks),
        cmocka_unit_test(matter_is_no_venue),
        cmocka_unit_test(act_of_meeting),
        cmocka_unit_test(called_off),
        cmocka_unit_test(talk_is_not_talks),
        cmocka_unit_test(reports_of_one_negotiation),
        cmocka_unit_test(rounds_of_one_number_years_apart),
        cmocka_unit_test(rounds_are_the_same),
    };
    return cmocka_run_group_tests(tests, load, release);
}
