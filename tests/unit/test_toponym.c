/* SPDX-License-Identifier: MIT */
#include "actor/actor.h"
#include "place/place.h"
#include "tree.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static model_actor *actors;
static model_place *places;
static rec_document doc;

static int load(void **state)
{
    (void)state;
    record_init(&doc, 0);
    return model_actor_load(&actors, "data", NULL, NULL) == DGM_OK &&
                   model_place_load(&places, "data", NULL, NULL) == DGM_OK
               ? 0
               : -1;
}

static int release(void **state)
{
    (void)state;
    model_actor_free(actors);
    model_place_free(places);
    record_release(&doc);
    return 0;
}

/* Both stages in the order of the pipeline. */
static void read_on(const char *spec)
{
    record_reset(&doc);
    tree_build(&doc, spec);
    assert_int_equal(place_run(places, &doc, NULL), DGM_OK);
    assert_int_equal(actor_run(actors, places, &doc, NULL), DGM_OK);
}

/* The entity of the mention whose head is the n-th token. */
static const rec_entity *at(uint32_t token)
{
    int32_t m = doc.tokens[token].mention;
    assert_true(m >= 0);
    assert_true(doc.mentions[m].entity >= 0);
    return &doc.entities[doc.mentions[m].entity];
}

#define IN_ONTARIO                                                                                                     \
    " in/ADP/6/case Toronto/PROPN/3/obl and/CCONJ/8/cc Ottawa/PROPN/6/conj ,/PUNCT/10/punct Ontario/PROPN/6/appos"

static void town_of_a_capitals_name(void **state)
{
    (void)state;
    read_on("London/PROPN/2/compound police/NOUN/3/nsubj arrested/VERB/0/root him/PRON/3/obj" IN_ONTARIO);
    assert_int_equal(at(0)->kind, REC_PLACE);
    assert_string_equal(at(0)->country, "CAN");
    assert_memory_equal(at(0)->rule, "cities.tsv:", 11);
    assert_string_equal(at(1)->code, "CANCOP");
}

static void capital_without_its_namesake(void **state)
{
    (void)state;
    read_on("London/PROPN/2/compound police/NOUN/3/nsubj arrested/VERB/0/root him/PRON/3/obj");
    assert_string_equal(at(1)->code, "GBRCOP");
}

static void capital_that_acts_is_its_state(void **state)
{
    (void)state;
    read_on("Moscow/PROPN/3/nsubj later/ADV/3/advmod rejected/VERB/0/root it/PRON/3/obj in/ADP/6/case Houston/PROPN/3/obl "
            "and/CCONJ/8/cc Dallas/PROPN/6/conj ,/PUNCT/10/punct Texas/PROPN/6/appos");
    assert_string_equal(at(0)->code, "RUSGOV");
    assert_string_equal(at(7)->country, "USA");
}

static void state_of_the_union(void **state)
{
    (void)state;
    read_on("Georgia/PROPN/2/compound police/NOUN/3/nsubj arrested/VERB/0/root him/PRON/3/obj in/ADP/6/case "
            "Atlanta/PROPN/3/obl and/CCONJ/8/cc Savannah/PROPN/6/conj and/CCONJ/10/cc Macon/PROPN/6/conj");
    assert_string_equal(at(0)->country, "USA");
    assert_string_equal(at(1)->code, "USACOP");
    read_on("Georgia/PROPN/2/compound police/NOUN/3/nsubj arrested/VERB/0/root him/PRON/3/obj in/ADP/6/case "
            "Tbilisi/PROPN/3/obl and/CCONJ/8/cc Batumi/PROPN/6/conj");
    assert_string_equal(at(1)->code, "GEOCOP");
}

static void shared_name_of_a_body(void **state)
{
    (void)state;
    read_on("Congress/PROPN/2/nsubj rejected/VERB/0/root it/PRON/2/obj in/ADP/5/case Manila/PROPN/2/obl and/CCONJ/7/cc "
            "Cebu/PROPN/5/conj and/CCONJ/9/cc Davao/PROPN/5/conj");
    assert_string_equal(at(0)->code, "PHLLEG");
    read_on("Congress/PROPN/2/nsubj rejected/VERB/0/root it/PRON/2/obj in/ADP/5/case Manila/PROPN/2/obl and/CCONJ/7/cc "
            "Cebu/PROPN/5/conj and/CCONJ/9/cc Washington/PROPN/5/conj");
    assert_string_equal(at(0)->code, "USALEG");
}

static void region_in_a_name(void **state)
{
    (void)state;
    read_on("Ontario/PROPN/3/compound Premier/PROPN/3/nmod:desc Ann/PROPN/5/nsubj Hill/PROPN/3/flat left/VERB/0/root");
    assert_string_equal(at(2)->code, "CANGOV");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(town_of_a_capitals_name),        cmocka_unit_test(capital_without_its_namesake),
        cmocka_unit_test(capital_that_acts_is_its_state), cmocka_unit_test(state_of_the_union),
        cmocka_unit_test(shared_name_of_a_body),          cmocka_unit_test(region_in_a_name),
    };
    return cmocka_run_group_tests(tests, load, release);
}
