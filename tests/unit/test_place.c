/* SPDX-License-Identifier: MIT */
#include "base/memory.h"
#include "place/place.h"
#include "tree.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static model_place *model;
static rec_document doc;

static int load(void **state)
{
    (void)state;
    dgm_error err = {0};
    record_init(&doc, 0);
    if (model_place_load(&model, "data", "models", &err) == DGM_OK)
        return 0;
    fprintf(stderr, "%s:%u:%u: %s\n", err.file, err.line, err.column, err.message);
    return -1;
}

static int release(void **state)
{
    (void)state;
    model_place_free(model);
    record_release(&doc);
    return 0;
}

static void find(const char *spec)
{
    record_reset(&doc);
    tree_build(&doc, spec);
    assert_int_equal(place_run(model, &doc, NULL), DGM_OK);
}

/* The place whose text is `text`; fails where there is none. */
static const rec_place *at(const char *text)
{
    for (uint32_t i = 0; i < doc.place_count; i++)
        if (str_equal(record_text(&doc, doc.places[i].span), str_of(text)))
            return &doc.places[i];
    fail_msg("no place \"%s\"", text);
    return NULL;
}

static void assert_near(const rec_place *p, double lat, double lon)
{
    assert_true(p->has_point);
    assert_true(fabs(p->lat - lat) < 0.5 && fabs(p->lon - lon) < 0.5);
}

static void assert_named(const rec_place *p, const char *name)
{
    assert_int_equal(p->name.n, strlen(name));
    assert_memory_equal(p->name.p, name, p->name.n);
}

static void folded(const char *from, const char *to)
{
    char out[64];
    bool pending = false;
    size_t n = place_fold(str_of(from), out, sizeof out, &pending);
    assert_int_equal(n, strlen(to));
    assert_memory_equal(out, to, n);
}

static void names_are_folded(void **state)
{
    (void)state;
    folded("Sharm el-Sheikh", "sharm el sheikh");
    folded("São Tomé", "sao tome");
    folded("Łódź", "lodz");
    folded("U.S.", "us");
    folded("Sana’a", "sanaa");
    folded("  two  words ", "two words");
    folded("Şanlıurfa", "sanliurfa");
    folded("Đà Nẵng", "da nang");
    char small[3];
    bool pending = false;
    assert_int_equal(place_fold(STR("Kyiv"), small, sizeof small, &pending), 0);
}

/* Name, country and point of what reports name, for what the table of cities lacks and for old names. */
static void gazetteer_has_what_reports_name(void **state)
{
    (void)state;
    static const struct {
        const char *name, *country;
        double lat, lon;
    } known[] = {
        {"Singapore", "SGP", 1.3, 103.8},
        {"Macao", "MAC", 22.2, 113.5},
        {"Vatican City", "VAT", 41.9, 12.45},
        {"Kiev", "UKR", 50.4, 30.5},
        {"Peking", "CHN", 39.9, 116.4},
        {"Bombay", "IND", 19.1, 72.9},
        {"Rangoon", "MMR", 16.8, 96.2},
        {"Saigon", "VNM", 10.8, 106.7},
        {"Lvov", "UKR", 49.8, 24.0},
        {"Bakhmut", "UKR", 48.6, 38.0},
        {"Avdiivka", "UKR", 48.1, 37.7},
        {"Bagram", "AFG", 34.9, 69.3},
        {"Camp David", "USA", 39.6, -77.5},
        {"Davos", "CHE", 46.8, 9.8},
        {"Sharm el-Sheikh", "EGY", 27.9, 34.3},
        {"Raqqa", "SYR", 35.95, 39.0},
        {"Deir Ezzor", "SYR", 35.3, 40.1},
        {"Donbas", "UKR", 48.3, 38.2},
        {"Kashmir", "", 34.2, 75.5},
        {"Burma", "MMR", 21, 96},
        {"Gaza Strip", "PSE", 31.4, 34.4},
        {"Guantanamo Bay", "CUB", 19.9, -75.1},
        {"Tahrir Square", "EGY", 30.0, 31.2},
        {"Metcalfe County", "USA", 37, -85.6},
        {"Helmand", "AFG", 31.2, 63.9},
        {"Catalonia", "ESP", 41.8, 1.5},
        {"Strait of Hormuz", "", 26.6, 56.3},
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        char key[64];
        bool pending = false, found = false;
        size_t n = place_fold(str_of(known[i].name), key, sizeof key, &pending);
        for (const model_place_name *name = model_place_first(model, (str){key, n}); name != NULL;
             name = model_place_next(model, name)) {
            const model_place_row *row = model_place_row_of(model, name->row);
            found = found || (strcmp(row->country, known[i].country) == 0 && fabs(row->lat - known[i].lat) < 1 &&
                              fabs(row->lon - known[i].lon) < 1);
        }
        if (!found)
            fail_msg("%s is not in the gazetteer", known[i].name);
    }
}

static void capital_where_something_happens(void **state)
{
    (void)state;
    find("Envoys/NOUN/2/nsubj met/VERB/0/root in/ADP/4/case Riyadh/PROPN/2/obl ,/PUNCT/4/punct Saudi/PROPN/7/compound "
         "Arabia/PROPN/4/appos");
    assert_int_equal(doc.place_count, 2);
    assert_near(at("Riyadh"), 24.69, 46.72);
    assert_string_equal(at("Riyadh")->kind, "capital");
    assert_int_equal(at("Riyadh")->head, 3);
    assert_string_equal(at("Saudi Arabia")->country, "SAU");
    assert_int_equal(at("Saudi Arabia")->head, 6);
    assert_int_equal(strncmp(at("Riyadh")->rule, "places/cities.tsv:", 18), 0);
}

static void container_decides(void **state)
{
    (void)state;
    find("They/PRON/2/nsubj met/VERB/0/root in/ADP/4/case Paris/PROPN/2/obl ,/PUNCT/4/punct Texas/PROPN/4/appos "
         "./PUNCT/2/punct");
    assert_near(at("Paris"), 33.66, -95.56);
    find("They/PRON/2/nsubj met/VERB/0/root in/ADP/4/case Paris/PROPN/2/obl ./PUNCT/2/punct");
    assert_near(at("Paris"), 48.85, 2.35);
}

/* A town that no table has, in a region that one has: in the region, and no point is made up. */
static void unlisted_place_lies_in_its_region(void **state)
{
    (void)state;
    find("He/PRON/2/nsubj lives/VERB/0/root in/ADP/4/case Paris/PROPN/2/obl ,/PUNCT/4/punct Idaho/PROPN/4/appos "
         "./PUNCT/2/punct");
    assert_string_equal(at("Paris")->country, "USA");
    assert_false(at("Paris")->has_point);
    assert_true(str_equal(at("Paris")->admin1, STR("Idaho")));
}

static void document_decides(void **state)
{
    (void)state;
    find("Troops/NOUN/2/nsubj left/VERB/0/root Homs/PROPN/2/obj for/ADP/5/case Tripoli/PROPN/2/obl ,/PUNCT/5/punct "
         "near/ADP/8/case Sidon/PROPN/5/nmod in/ADP/10/case Lebanon/PROPN/8/nmod");
    assert_string_equal(at("Tripoli")->country, "LBN");
    find("Troops/NOUN/2/nsubj left/VERB/0/root Benghazi/PROPN/2/obj for/ADP/5/case Tripoli/PROPN/2/obl ,/PUNCT/2/punct "
         "Libya/PROPN/8/nsubj said/VERB/2/parataxis");
    assert_string_equal(at("Tripoli")->country, "LBY");
}

static void what_stands_beside_decides(void **state)
{
    (void)state;
    find("A/DET/2/det man/NOUN/3/nsubj lives/VERB/0/root in/ADP/5/case Edmonton/PROPN/3/obl ,/PUNCT/7/punct south/ADV/5/advmod "
         "of/ADP/9/case Cairns/PROPN/7/obl");
    assert_string_equal(at("Edmonton")->country, "AUS");
    find("A/DET/2/det man/NOUN/3/nsubj lives/VERB/0/root in/ADP/5/case Edmonton/PROPN/3/obl and/CCONJ/7/cc not/PART/8/advmod "
         "Cairns/PROPN/5/conj");
    assert_string_equal(at("Edmonton")->country, "CAN");
}

static void kind_word_decides(void **state)
{
    (void)state;
    find("Fighting/NOUN/2/nsubj spread/VERB/0/root across/ADP/5/case Aleppo/PROPN/5/compound province/NOUN/2/obl");
    assert_string_equal(at("Aleppo")->kind, "admin1");
    find("Fighting/NOUN/2/nsubj reached/VERB/0/root Aleppo/PROPN/2/obj");
    assert_string_equal(at("Aleppo")->kind, "city");
}

static void names_that_bear_places(void **state)
{
    (void)state;
    find("Paris/PROPN/3/nsubj Hilton/PROPN/1/flat sang/VERB/0/root");
    assert_int_equal(doc.place_count, 0);
    find("The/DET/3/det Washington/PROPN/3/compound Post/PROPN/4/nsubj reported/VERB/0/root it/PRON/4/obj");
    assert_int_equal(doc.place_count, 0);
    find("The/DET/2/det Bank/PROPN/5/nsubj of/ADP/4/case England/PROPN/2/nmod acted/VERB/0/root");
    assert_int_equal(doc.place_count, 0);
    find("The/DET/2/det University/PROPN/5/nsubj of/ADP/4/case Oxford/PROPN/2/nmod agreed/VERB/0/root");
    assert_int_equal(doc.place_count, 0);
    find("Mr/PROPN/2/compound London/PROPN/3/nsubj left/VERB/0/root");
    assert_int_equal(doc.place_count, 0);
    find("The/DET/2/det Kremlin/PROPN/3/nsubj denied/VERB/0/root it/PRON/3/obj");
    assert_int_equal(doc.place_count, 0);
    find("Talks/NOUN/2/nsubj opened/VERB/0/root at/ADP/5/case the/DET/5/det Kremlin/PROPN/2/obl");
    assert_string_equal(at("Kremlin")->kind, "site");
}

/* A surname seen in full is a surname later, though a town bears it. */
static void surname_of_the_report(void **state)
{
    (void)state;
    find("Anne/PROPN/3/nsubj Carlisle/PROPN/1/flat resigned/VERB/0/root |Carlisle/PROPN/2/nsubj said/VERB/0/root "
         "so/ADV/2/advmod");
    assert_int_equal(doc.place_count, 0);
    find("He/PRON/2/nsubj drove/VERB/0/root to/ADP/4/case Carlisle/PROPN/2/obl");
    assert_string_equal(at("Carlisle")->country, "GBR");
}

static void adjectives_are_demonyms(void **state)
{
    (void)state;
    find("A/DET/3/det Turkish/ADJ/3/amod officer/NOUN/4/nsubj spoke/VERB/0/root");
    assert_string_equal(at("Turkish")->kind, "demonym");
    assert_string_equal(at("Turkish")->country, "TUR");
    find("He/PRON/2/nsubj spoke/VERB/0/root in/ADP/4/case Turkish/PROPN/2/obl");
    assert_int_equal(doc.place_count, 0);
}

static void short_forms_are_spelt_as_listed(void **state)
{
    (void)state;
    find("The/DET/2/det US/PROPN/3/nsubj told/VERB/0/root us/PRON/3/obj of/ADP/6/case NATO/PROPN/3/obl");
    assert_int_equal(doc.place_count, 1);
    assert_string_equal(at("US")->country, "USA");
    find("Ann/PROPN/5/nsubj Lee/PROPN/1/flat ,/PUNCT/4/punct M.D./PROPN/1/appos spoke/VERB/0/root");
    assert_int_equal(doc.place_count, 0);
}

static void vague_places_stay_vague(void **state)
{
    (void)state;
    find("Talks/NOUN/4/nsubj may/AUX/4/aux be/AUX/4/aux held/VERB/0/root in/ADP/8/case the/DET/8/det "
         "Gulf/PROPN/8/compound "
         "region/NOUN/4/obl");
    assert_false(at("Gulf region")->has_point);
    assert_true(at("Gulf region")->has_box);
    assert_named(at("Gulf region"), "Persian Gulf");
    assert_false(at("Gulf region")->hedged);
    find("Talks/NOUN/3/nsubj possibly/ADV/3/advmod held/VERB/0/root in/ADP/5/case Doha/PROPN/3/obl");
    assert_true(at("Doha")->hedged);
    find("They/PRON/2/nsubj meet/VERB/0/root in/ADP/4/case Geneva/PROPN/2/obl or/CCONJ/6/cc Vienna/PROPN/4/conj");
    assert_true(at("Geneva")->hedged && at("Vienna")->hedged);
    find("They/PRON/2/nsubj meet/VERB/0/root in/ADP/4/case Geneva/PROPN/2/obl and/CCONJ/6/cc Vienna/PROPN/4/conj");
    assert_false(at("Geneva")->hedged || at("Vienna")->hedged);
}

static void old_name_gives_the_present_one(void **state)
{
    (void)state;
    find("He/PRON/2/nsubj flew/VERB/0/root to/ADP/4/case Kiev/PROPN/2/obl");
    assert_named(at("Kiev"), "Kyiv");
    assert_near(at("Kiev"), 50.45, 30.52);
}

static void team_and_genitive(void **state)
{
    (void)state;
    find("The/DET/3/det Carolina/PROPN/3/compound Panthers/PROPN/4/nsubj won/VERB/0/root");
    assert_int_equal(doc.place_count, 0);
    find("Hillary’s/PROPN/2/nmod:poss health/NOUN/3/nsubj improved/VERB/0/root"); /* Hillarys is a place in Australia */
    assert_int_equal(doc.place_count, 0);
    find("The/DET/2/det gap/NOUN/3/nsubj grew/VERB/0/root"); /* and so is The Gap */
    assert_int_equal(doc.place_count, 0);
}

/* In a list of cities the one behind is no region that the one before lies in. */
static void list_is_no_container(void **state)
{
    (void)state;
    find("From/ADP/2/case Houston/PROPN/8/obl ,/PUNCT/5/punct New/ADJ/5/amod York/PROPN/2/conj ,/PUNCT/7/punct "
         "Boston/PROPN/2/conj "
         "marched/VERB/0/root");
    assert_true(str_equal(at("Houston")->admin1, STR("Texas")));
}

static void organisations_and_eras(void **state)
{
    (void)state;
    find("It/PRON/3/nsubj was/AUX/3/cop old/ADJ/0/root in/ADP/6/case 575/NUM/6/nummod B.C./PROPN/3/obl");
    assert_int_equal(doc.place_count, 0);
    find("Premiers/NOUN/2/nsubj left/VERB/0/root B.C./PROPN/2/obj");
    assert_string_equal(at("B.C.")->country, "CAN");
    find("Police/NOUN/2/nsubj searched/VERB/0/root eastern/ADJ/4/amod Aleppo/PROPN/2/obj");
    assert_near(at("Aleppo"), 36.2, 37.2);
}

static void compass_before_a_name_is_no_part_of_it(void **state)
{
    (void)state;
    find("Police/NOUN/2/nsubj searched/VERB/0/root east/ADJ/4/amod London/PROPN/2/obj");
    assert_near(at("London"), 51.5, -0.1);
}

static void missing_folder_is_told(void **state)
{
    (void)state;
    model_place *none;
    dgm_error err = {0};
    assert_int_equal(model_place_load(&none, "/nonexistent", "models", &err), DGM_IO);
    assert_null(none);
    assert_non_null(strstr(err.file, "cities.tsv"));
}

/* Loading with the n-th allocation refused says so and leaves nothing behind. */
static void allocations_fail(void **state)
{
    (void)state;
    dgm_status status = DGM_NO_MEMORY;
    for (long n = 0; n < 200 && status != DGM_OK; n++) {
        model_place *m = NULL;
        memory_fail_after(n);
        status = model_place_load(&m, "data", "models", NULL);
        memory_fail_after(-1);
        assert_true(status == DGM_OK ? m != NULL : status == DGM_NO_MEMORY && m == NULL);
        model_place_free(m);
    }
    assert_int_equal(status, DGM_OK);
}

static void no_tree_and_no_tags(void **state)
{
    (void)state;
    record_reset(&doc);
    tree_build(&doc, "Riyadh/PROPN/0/root and/CCONJ/1/cc Doha/PROPN/1/conj");
    for (uint32_t t = 0; t < doc.token_count; t++) {
        doc.tokens[t].upos = REC_UPOS_NONE;
        doc.tokens[t].deprel = REC_DEP_NONE;
        doc.tokens[t].head = -1;
        doc.tokens[t].first_child = doc.tokens[t].next_sibling = -1;
    }
    assert_int_equal(place_run(model, &doc, NULL), DGM_OK);
    assert_int_equal(doc.place_count, 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_are_folded),
        cmocka_unit_test(gazetteer_has_what_reports_name),
        cmocka_unit_test(capital_where_something_happens),
        cmocka_unit_test(container_decides),
        cmocka_unit_test(unlisted_place_lies_in_its_region),
        cmocka_unit_test(document_decides),
        cmocka_unit_test(what_stands_beside_decides),
        cmocka_unit_test(kind_word_decides),
        cmocka_unit_test(names_that_bear_places),
        cmocka_unit_test(surname_of_the_report),
        cmocka_unit_test(adjectives_are_demonyms),
        cmocka_unit_test(short_forms_are_spelt_as_listed),
        cmocka_unit_test(vague_places_stay_vague),
        cmocka_unit_test(old_name_gives_the_present_one),
        cmocka_unit_test(team_and_genitive),
        cmocka_unit_test(list_is_no_container),
        cmocka_unit_test(organisations_and_eras),
        cmocka_unit_test(compass_before_a_name_is_no_part_of_it),
        cmocka_unit_test(missing_folder_is_told),
        cmocka_unit_test(allocations_fail),
        cmocka_unit_test(no_tree_and_no_tags),
    };
    return cmocka_run_group_tests(tests, load, release);
}
