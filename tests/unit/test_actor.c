/* SPDX-License-Identifier: MIT */
#include "actor/actor.h"
#include "actor_lists.h"
#include "tree.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static model_actor *model;
static rec_document doc;

static int load(void **state)
{
    (void)state;
    lists_make();
    record_init(&doc, 0);
    return model_actor_load(&model, lists_folder, NULL, NULL) == DGM_OK ? 0 : -1;
}

static int release(void **state)
{
    (void)state;
    model_actor_free(model);
    record_release(&doc);
    lists_remove();
    return 0;
}

static void read_on(const char *spec, int year)
{
    record_reset(&doc);
    if (year != 0)
        doc.published = (rec_date){(int16_t)year, 6, 1};
    tree_build(&doc, spec);
    assert_int_equal(actor_run(model, NULL, &doc, NULL), DGM_OK);
}

/* The entity of the mention whose head is the n-th token. */
static const rec_entity *at(uint32_t token)
{
    int32_t m = doc.tokens[token].mention;
    assert_true(m >= 0);
    assert_true(doc.mentions[m].entity >= 0);
    return &doc.entities[doc.mentions[m].entity];
}

static void country_and_adjective_are_one(void **state)
{
    (void)state;
    read_on("Russia/PROPN/2/nsubj praised/VERB/0/root the/DET/5/det Russian/ADJ/5/amod attack/NOUN/2/obj", 0);
    assert_ptr_equal(at(0), at(3));
    assert_string_equal(at(0)->code, "RUS");
    assert_string_equal(at(0)->rule, "countries.tsv:2");
    assert_int_equal(doc.tokens[4].mention, -1);
}

static void pronoun_us_is_no_country(void **state)
{
    (void)state;
    read_on("They/PRON/2/nsubj told/VERB/0/root us/PRON/2/obj", 0);
    assert_int_equal(doc.entity_count, 0);
    read_on("RUSSIA/PROPN/2/nsubj acts/VERB/0/root", 0);
    assert_string_equal(at(0)->country, "RUS");
}

static void capital_that_acts_is_the_government(void **state)
{
    (void)state;
    read_on("Moscow/PROPN/2/nsubj warned/VERB/0/root Kyiv/PROPN/2/obj", 0);
    assert_string_equal(at(0)->code, "RUSGOV");
    assert_string_equal(at(2)->code, "UKRGOV");
    assert_int_equal(at(0)->kind, REC_ORGANISATION);
}

static void capital_in_a_place_phrase_is_a_place(void **state)
{
    (void)state;
    read_on("Talks/NOUN/2/nsubj began/VERB/0/root in/ADP/4/case Moscow/PROPN/2/obl", 0);
    assert_int_equal(at(3)->kind, REC_PLACE);
    assert_string_equal(at(3)->country, "RUS");
    assert_string_equal(at(3)->sectors[0], "");
    read_on("They/PRON/2/nsubj visit/VERB/0/root Moscow/PROPN/2/obj", 0);
    assert_int_equal(at(2)->kind, REC_PLACE);
    read_on("Riyadh/PROPN/5/nsubj ,/PUNCT/4/punct Saudi/PROPN/4/compound Arabia/PROPN/1/appos hosted/VERB/0/root", 0);
    assert_int_equal(at(0)->kind, REC_PLACE);
}

static void seat_and_noun_share_the_government(void **state)
{
    (void)state;
    read_on("The/DET/2/det Kremlin/PROPN/3/nsubj spoke/VERB/0/root |"
            "The/DET/3/det Russian/ADJ/3/amod government/NOUN/4/nsubj spoke/VERB/0/root",
            0);
    assert_ptr_equal(at(1), at(5));
}

static void role_takes_country_from_its_modifier(void **state)
{
    (void)state;
    read_on("Russian/ADJ/2/amod troops/NOUN/3/nsubj/Number=Plur met/VERB/0/root rebels/NOUN/3/obj/Number=Plur "
            "of/ADP/6/case Ukraine/PROPN/4/nmod",
            0);
    assert_string_equal(at(1)->code, "RUSMIL");
    assert_true(at(1)->plural);
    assert_int_equal(at(1)->kind, REC_GROUP);
    assert_string_equal(at(3)->code, "UKRREB");
    assert_string_equal(at(0)->code, "RUS");
}

static void longest_role_counts(void **state)
{
    (void)state;
    read_on("A/DET/4/det Russian/ADJ/4/amod rebel/NOUN/4/compound commander/NOUN/5/nsubj fell/VERB/0/root", 0);
    assert_string_equal(at(3)->sectors[1], "MIL");
    assert_int_equal(doc.tokens[2].mention, -1);
}

static void new_person_takes_title_and_country(void **state)
{
    (void)state;
    read_on("US/PROPN/2/compound Secretary/PROPN/5/nmod:desc of/ADP/4/case State/PROPN/2/nmod Joan/PROPN/7/nsubj "
            "Miller/PROPN/5/flat spoke/VERB/0/root |Miller/PROPN/2/nsubj left/VERB/0/root",
            0);
    assert_int_equal(at(4)->kind, REC_PERSON);
    assert_string_equal(at(4)->code, "USAGOV");
    assert_memory_equal(at(4)->name.p, "Joan Miller", at(4)->name.n);
    assert_ptr_equal(at(4), at(7));
}

static void new_person_takes_apposition(void **state)
{
    (void)state;
    read_on(
        "Oleg/PROPN/9/nsubj Popov/PROPN/1/flat ,/PUNCT/7/punct the/DET/5/det Kremlin/PROPN/7/nmod:poss 's/PART/5/case "
        "envoy/NOUN/1/appos ,/PUNCT/7/punct left/VERB/0/root "
        "|He/PRON/2/nsubj/Gender=Masc|Number=Sing|Person=3|PronType=Prs "
        "spoke/VERB/0/root",
        0);
    assert_string_equal(at(0)->code, "RUSGOV");
    assert_ptr_equal(at(0), at(6));
    assert_ptr_equal(at(0), at(9));
    assert_int_equal(at(0)->gender, 'm');
}

static void office_is_that_of_the_day(void **state)
{
    (void)state;
    const char *spec = "Orlova/PROPN/2/nsubj spoke/VERB/0/root";
    read_on(spec, 2012);
    assert_string_equal(at(0)->code, "RUSMIL");
    assert_string_equal(at(0)->rule, "people.actors:1");
    read_on(spec, 2018);
    assert_string_equal(at(0)->code, "RUSGOV");
    read_on(spec, 2024);
    assert_string_equal(at(0)->code, "RUSELI");
    read_on(spec, 0);
    assert_string_equal(at(0)->code, "RUSGOV");
}

static void relative_pronoun_means_its_noun(void **state)
{
    (void)state;
    read_on("Troops/NOUN/0/root/Number=Plur who/PRON/3/nsubj/PronType=Rel fled/VERB/1/acl:relcl", 0);
    assert_ptr_equal(at(0), at(1));
}

static void object_of_the_same_verb_is_somebody_else(void **state)
{
    (void)state;
    read_on("Orlova/PROPN/2/nsubj hit/VERB/0/root her/PRON/2/obj/Gender=Fem|Number=Sing|Person=3|PronType=Prs", 2012);
    assert_int_equal(doc.mentions[doc.tokens[2].mention].entity, -1);
}

static void both_sides_are_the_two_before(void **state)
{
    (void)state;
    read_on("Russia/PROPN/4/nsubj and/CCONJ/3/cc Ukraine/PROPN/1/conj talk/VERB/0/root |"
            "Both/DET/2/det sides/NOUN/3/nsubj/Number=Plur agree/VERB/0/root",
            0);
    const rec_mention *m = &doc.mentions[doc.tokens[5].mention];
    assert_int_equal(m->more_count, 2);
    assert_string_equal(doc.entities[doc.mention_members[m->more_entities]].country, "RUS");
    assert_string_equal(doc.entities[doc.mention_members[m->more_entities + 1]].country, "UKR");
}

static void one_party_makes_no_two_sides(void **state)
{
    (void)state;
    read_on("Russia/PROPN/2/nsubj talks/VERB/0/root |Both/DET/2/det sides/NOUN/3/nsubj/Number=Plur agree/VERB/0/root",
            0);
    int32_t m = doc.tokens[3].mention;
    assert_true(m < 0 || doc.mentions[m].more_count == 0);
}

static void counterpart_has_the_office_elsewhere(void **state)
{
    (void)state;
    read_on("Orlova/PROPN/2/nsubj met/VERB/0/root "
            "her/PRON/5/nmod:poss/Gender=Fem|Number=Sing|Person=3|Poss=Yes|PronType=Prs "
            "Ukrainian/ADJ/5/amod counterpart/NOUN/2/obj",
            2018);
    assert_string_equal(at(4)->code, "UKRGOV");
    assert_ptr_equal(at(2), at(0));
}

static void we_of_a_quotation_is_who_says_it(void **state)
{
    (void)state;
    const char *we = "We/PRON/3/nsubj/Number=Plur|Person=1|PronType=Prs";
    char spec[256];
    (void)snprintf(spec, sizeof spec,
                   "\"/PUNCT/3/punct %s refuse/VERB/0/root ,/PUNCT/3/punct \"/PUNCT/3/punct Orlova/PROPN/7/nsubj "
                   "said/VERB/3/parataxis",
                   we);
    read_on(spec, 2018);
    assert_ptr_equal(at(1), at(5));
    read_on(
        "We/PRON/2/nsubj/Number=Plur|Person=1|PronType=Prs heard/VERB/0/root Orlova/PROPN/4/nsubj speak/VERB/2/ccomp",
        2018);
    assert_int_equal(doc.mentions[doc.tokens[0].mention].entity, -1);
}

static void collective_has_members(void **state)
{
    (void)state;
    read_on("The/DET/2/det Trio/PROPN/3/nsubj spoke/VERB/0/root", 0);
    assert_int_equal(doc.mentions[doc.tokens[1].mention].more_count, 3);
}

static void dozens_are_those_behind_of(void **state)
{
    (void)state;
    read_on("Dozens/NOUN/4/nsubj/Number=Plur of/ADP/3/case rebels/NOUN/1/nmod/Number=Plur fled/VERB/0/root", 0);
    assert_ptr_equal(at(0), at(2));
    assert_string_equal(at(0)->sectors[0], "REB");
}

static void the_group_is_the_body_named_last(void **state)
{
    (void)state;
    const char *next = "spoke/VERB/0/root |The/DET/2/det %s/NOUN/3/nsubj/Number=Sing left/VERB/0/root";
    char spec[200], tail[120];
    (void)snprintf(tail, sizeof tail, next, "group");
    (void)snprintf(spec, sizeof spec, "The/DET/3/det United/PROPN/3/compound Nations/PROPN/4/nsubj %s", tail);
    read_on(spec, 0);
    assert_ptr_equal(at(2), at(5));
    (void)snprintf(tail, sizeof tail, next, "ministry");
    (void)snprintf(spec, sizeof spec, "The/DET/3/det United/PROPN/3/compound Nations/PROPN/4/nsubj %s", tail);
    read_on(spec, 0);
    assert_ptr_not_equal(at(2), at(5));
}

static void shared_noun_is_of_both_countries(void **state)
{
    (void)state;
    read_on("Russian/ADJ/4/amod and/CCONJ/3/cc Ukrainian/ADJ/1/conj troops/NOUN/5/nsubj/Number=Plur met/VERB/0/root",
            0);
    const rec_mention *m = &doc.mentions[doc.tokens[3].mention];
    assert_int_equal(m->more_count, 2);
    assert_string_equal(doc.entities[doc.mention_members[m->more_entities]].code, "RUSMIL");
    assert_string_equal(doc.entities[doc.mention_members[m->more_entities + 1]].code, "UKRMIL");
}

static void torn_title_leads_to_its_name(void **state)
{
    (void)state;
    read_on("Gen./PROPN/4/nsubj Oleg/PROPN/4/dep Popov/PROPN/2/flat spoke/VERB/0/root", 0);
    assert_ptr_equal(at(0), at(1));
    assert_string_equal(at(0)->sectors[0], "MIL");
}

static void tied_countries_are_two(void **state)
{
    (void)state;
    read_on("US/PROPN/4/compound -/PUNCT/3/punct Russia/PROPN/1/flat talks/NOUN/0/root/Number=Plur", 0);
    assert_string_equal(at(0)->country, "USA");
    assert_string_equal(at(2)->country, "RUS");
    assert_int_equal(doc.mentions[doc.tokens[0].mention].more_count, 2); /* the tree hangs one on the other */
}

static void days_treaties_and_rivers_are_no_persons(void **state)
{
    (void)state;
    read_on(
        "They/PRON/2/nsubj signed/VERB/0/root the/DET/5/det Minsk/PROPN/5/compound Treaty/PROPN/2/obj on/ADP/7/case "
        "Monday/PROPN/2/obl at/ADP/10/case Volga/PROPN/10/compound River/PROPN/2/obl",
        0);
    assert_int_equal(doc.tokens[4].mention, -1);
    assert_int_equal(doc.tokens[6].mention, -1);
    assert_int_equal(at(9)->kind, REC_PLACE);
}

static void outlets_are_media(void **state)
{
    (void)state;
    doc.source = (str){0};
    read_on("Radio/PROPN/3/nsubj Huye/PROPN/1/flat reports/VERB/0/root ,/PUNCT/3/punct Example.Com/PROPN/6/nsubj "
            "says/VERB/3/parataxis",
            0);
    assert_true(at(0)->media);
    assert_true(at(4)->media);
}

static void endless_sentence_is_read_in_time(void **state)
{
    (void)state;
    enum { WORDS = 200000 };
    strbuf spec;
    strbuf_init(&spec, 0);
    strbuf_add_text(&spec, "Oleg/PROPN/0/root");
    for (int i = 0; i < WORDS; i++)
        strbuf_add_text(&spec, i % 3 == 0   ? " Popov/PROPN/1/flat"
                               : i % 3 == 1 ? " he/PRON/1/dep/Gender=Masc|Number=Sing|Person=3|PronType=Prs"
                                            : " troops/NOUN/1/conj/Number=Plur");
    read_on(spec.p, 0);
    strbuf_release(&spec);
    assert_true(doc.mention_count > WORDS / 3);
}

static void memory_may_run_out_anywhere(void **state)
{
    (void)state;
    bool ended_well = false;
    for (size_t more = 0; more < 4000000 && !ended_well; more += 700 + more / 8) {
        record_reset(&doc);
        tree_build(&doc, "Russia/PROPN/4/nsubj and/CCONJ/3/cc Ukraine/PROPN/1/conj talk/VERB/0/root "
                         "with/ADP/7/case the/DET/7/det Trio/PROPN/4/obl |"
                         "Both/DET/2/det sides/NOUN/3/nsubj/Number=Plur met/VERB/0/root Russian/ADJ/5/amod "
                         "troops/NOUN/3/obj/Number=Plur of/ADP/7/case Joan/PROPN/5/nmod Miller/PROPN/7/flat");
        doc.memory.cap = doc.memory.used + more;
        dgm_status status = actor_run(model, NULL, &doc, NULL);
        doc.memory.cap = 0;
        assert_true(status == DGM_OK || status == DGM_NO_MEMORY);
        ended_well = status == DGM_OK;
    }
    assert_true(ended_well);
}

static void countries_that_the_text_leaves_out(void **state)
{
    (void)state;
    read_on("Rebels/NOUN/2/nsubj/Number=Plur attacked/VERB/0/root troops/NOUN/2/obj/Number=Plur in/ADP/5/case "
            "Kyiv/PROPN/2/obl",
            0);
    assert_string_equal(at(0)->country, "UKR");
    assert_string_equal(at(0)->country_by, "place");
    assert_non_null(strstr(at(0)->rule, "by the place of the act"));
    assert_string_equal(at(2)->country, "UKR");
    assert_string_equal(at(2)->country_by, "report");
    assert_null(at(4)->country_by);
    read_on("Russia/PROPN/4/nsubj and/CCONJ/3/cc Ukraine/PROPN/1/conj accused/VERB/0/root "
            "rebels/NOUN/4/obj/Number=Plur",
            0);
    assert_string_equal(at(4)->country, "");
    assert_null(at(4)->country_by);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(country_and_adjective_are_one),
        cmocka_unit_test(pronoun_us_is_no_country),
        cmocka_unit_test(capital_that_acts_is_the_government),
        cmocka_unit_test(capital_in_a_place_phrase_is_a_place),
        cmocka_unit_test(seat_and_noun_share_the_government),
        cmocka_unit_test(role_takes_country_from_its_modifier),
        cmocka_unit_test(longest_role_counts),
        cmocka_unit_test(new_person_takes_title_and_country),
        cmocka_unit_test(new_person_takes_apposition),
        cmocka_unit_test(office_is_that_of_the_day),
        cmocka_unit_test(relative_pronoun_means_its_noun),
        cmocka_unit_test(object_of_the_same_verb_is_somebody_else),
        cmocka_unit_test(both_sides_are_the_two_before),
        cmocka_unit_test(one_party_makes_no_two_sides),
        cmocka_unit_test(counterpart_has_the_office_elsewhere),
        cmocka_unit_test(we_of_a_quotation_is_who_says_it),
        cmocka_unit_test(collective_has_members),
        cmocka_unit_test(dozens_are_those_behind_of),
        cmocka_unit_test(the_group_is_the_body_named_last),
        cmocka_unit_test(shared_noun_is_of_both_countries),
        cmocka_unit_test(torn_title_leads_to_its_name),
        cmocka_unit_test(tied_countries_are_two),
        cmocka_unit_test(days_treaties_and_rivers_are_no_persons),
        cmocka_unit_test(outlets_are_media),
        cmocka_unit_test(countries_that_the_text_leaves_out),
        cmocka_unit_test(endless_sentence_is_read_in_time),
        cmocka_unit_test(memory_may_run_out_anywhere),
    };
    return cmocka_run_group_tests(tests, load, release);
}
