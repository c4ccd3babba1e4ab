/* SPDX-License-Identifier: MIT */
#include "story/identity.h"
#include "story/likeness.h"
#include "story/storyline.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

/* ---- likeness ------------------------------------------------------------------------------------------------------------- */

static const char REPORT[] =
    "The two ministers met in the old customs house for three hours. They agreed to open the bridge to lorries before the winter, and to let "
    "doctors cross without papers. The mayor of the northern bank said that he had waited nine years for such a day. Fishermen on both banks "
    "lit fires. A second meeting is to be held when the ice has gone, the ministers' office added.";

static bool copies(const char *one, const char *other)
{
    arena memory;
    likeness_text a, b;
    double likeness;
    arena_init(&memory, 0);
    assert_true(likeness_of(str_of(one), &memory, &a));
    assert_true(likeness_of(str_of(other), &memory, &b));
    bool copy = likeness_is_copy(&a, &b, &likeness), back = likeness_is_copy(&b, &a, &likeness);
    assert_int_equal(copy, back);
    arena_release(&memory);
    return copy;
}

static void a_text_is_its_own_copy(void **state)
{
    (void)state;
    assert_true(copies(REPORT, REPORT));
}

static void case_punctuation_and_frames_do_not_matter(void **state)
{
    char framed[1024], shout[1024];
    (void)state;
    (void)snprintf(framed, sizeof framed, "Breaking news from our desk. %s Subscribe to our letter.", REPORT);
    (void)snprintf(shout, sizeof shout, "%s", REPORT);
    for (char *p = shout; *p != 0; p++)
        *p = *p >= 'a' && *p <= 'z' ? (char)(*p - 32) : *p == ',' ? ';' : *p;
    assert_true(copies(REPORT, framed));
    assert_true(copies(REPORT, shout));
}

static void a_cut_text_is_a_copy(void **state)
{
    char cut[1024];
    (void)state;
    (void)snprintf(cut, sizeof cut, "%.*s", (int)(strlen(REPORT) * 2 / 3), REPORT);
    assert_true(copies(REPORT, cut));
}

static void a_quotation_is_no_copy(void **state)
{
    (void)state;
    assert_false(copies(REPORT, "Parliament opened its session on Monday. One member read aloud from the papers that fishermen on both banks lit fires, "
                                "and asked the government why nobody had told the fire brigade. The speaker ruled the question out of order, and the "
                                "house went on to the budget, which it passed late in the evening by four votes after a long and noisy debate."));
    assert_false(copies(REPORT, "Rain is expected."));
    assert_false(copies("", ""));
    assert_false(copies("one two three", "one two three"));
}

static void copies_share_a_band(void **state)
{
    arena memory;
    likeness_text a, b;
    char edited[1024];
    int shared = 0;
    (void)state;
    (void)snprintf(edited, sizeof edited, "From our own correspondent. %.*s", (int)(strlen(REPORT) * 4 / 5), REPORT);
    arena_init(&memory, 0);
    assert_true(likeness_of(str_of(REPORT), &memory, &a) && likeness_of(str_of(edited), &memory, &b));
    for (int i = 0; i < LIKENESS_BANDS; i++)
        shared += a.band[i] == b.band[i];
    assert_true(shared > 0);
    assert_true(likeness_contained(&a, &b) > 0.8);
    assert_true(likeness_shared(&a, &b) > 0.6);
    arena_release(&memory);
}

/* ---- identity -------------------------------------------------------------------------------------------------------------- */

static identity_view view(const char *type, const char *words)
{
    identity_view v = {.reality = IDENTITY_REAL, .mentions = 1, .day = 20137, .day_end = 20137, .published = 20137, .day_told = true};
    (void)snprintf(v.type, sizeof v.type, "%s", type);
    (void)snprintf(v.cameo, sizeof v.cameo, "%s", strcmp(type, "ASSAULT") == 0 ? "190" : strcmp(type, "PROTEST") == 0 ? "141" : "040");
    identity_add_land(&v, true, "KEN");
    identity_add_land(&v, true, "UGA");
    identity_set_words(&v, str_of(words));
    return v;
}

static void add_town(identity_view *v, const char *name, double lat)
{
    (void)snprintf(v->country, sizeof v->country, "KEN");
    identity_add_spot(v, str_of(name), STR("Province"), false, lat, 36);
}

static const char NAIROBI[] = "Kenya and Uganda held talks about the lake fisheries in Nairobi.";
static const char OTHER_WORDS[] = "Delegates of Kenya and Uganda met for six hours to settle the dispute over the lake.";

static bool same(const identity_view *a, const identity_view *b)
{
    double x = identity_score(a, b, NULL, identity_weights), y = identity_score(b, a, NULL, identity_weights);
    assert_true(x - y < 1e-9 && y - x < 1e-9);
    return x >= IDENTITY_SAME;
}

static void one_act_in_other_words(void **state)
{
    identity_view a = view("CONSULT", NAIROBI), b = view("CONSULT", OTHER_WORDS);
    (void)state;
    assert_true(same(&a, &a));
    assert_true(same(&a, &b));
}

static void what_must_agree(void **state)
{
    identity_view a = view("CONSULT", NAIROBI), type = view("AGREE", NAIROBI), plan = a, later = a, lands = a;
    (void)state;
    plan.reality = IDENTITY_PLANNED;
    later.day = later.day_end = later.published = a.day + 9;
    (void)snprintf(lands.actor[1], 8, "TZA");
    assert_false(same(&a, &type));
    assert_false(same(&a, &plan));
    assert_false(same(&a, &later));
    assert_false(same(&a, &lands));
}

static void deeds_in_two_towns_are_two(void **state)
{
    static const char *const types[] = {"ASSAULT", "PROTEST"};
    (void)state;
    for (size_t i = 0; i < 2; i++) {
        identity_view a = view(types[i], "Rebels shelled the northern town on Monday."), b = view(types[i], "Rebels shelled the southern town on Monday.");
        add_town(&a, "Kitale", 1.0);
        identity_view suburb = a;
        suburb.spot_count = 0;
        add_town(&suburb, "Kitale Barracks", 1.1);
        add_town(&b, "Garissa", -0.5);
        assert_false(same(&a, &b));
        assert_true(same(&a, &suburb));
        b.spot_count = 0;
        add_town(&b, "Kitale", 1.0);
        assert_true(same(&a, &b));
    }
}

/* However much else agrees, and however many reports an event has: two towns of one night stay two events. */
static void deeds_in_two_towns_stay_two_when_they_grow(void **state)
{
    identity_view north = view("ASSAULT", "Rebels shelled Kitale overnight."), south = view("ASSAULT", "Rebels shelled Garissa overnight.");
    identity_view report = south;
    (void)state;
    add_town(&north, "Kitale", 1.0);
    add_town(&south, "Garissa", -0.5);
    report = south;
    for (int i = 0; i < 20; i++) {
        identity_merge(&north, &north);
        identity_merge(&south, &report);
    }
    assert_false(same(&north, &south));
    assert_false(same(&north, &report));
    assert_true(same(&south, &report));
}

static void talks_in_disputed_places_are_one(void **state)
{
    identity_view a = view("CONSULT", NAIROBI), b = view("CONSULT", NAIROBI);
    (void)state;
    add_town(&a, "Kitale", 1.0);
    add_town(&b, "Garissa", -0.5);
    assert_true(same(&a, &b));
}

static void other_people_met(void **state)
{
    identity_view a = view("CONSULT", "Achieng met Okello."), b = view("CONSULT", "Wanjiru telephoned Mukasa.");
    (void)state;
    assert_true(identity_add_person(&a, STR("Achieng"), STR("KEN"), true));
    assert_true(identity_add_person(&b, STR("Wanjiru"), STR("KEN"), true));
    (void)snprintf(b.mode, sizeof b.mode, "phone");
    assert_false(same(&a, &b));
}

/* Who releases whom: the same lands the other way round are another release. */
static void sides_turned_round_are_another_act(void **state)
{
    identity_view a = view("RETREAT", "Kenya released three Ugandans."), b = view("RETREAT", "Uganda released three Kenyans.");
    (void)state;
    a.actor_count = b.actor_count = 0;
    identity_add_land(&a, true, "KEN");
    identity_add_land(&a, false, "UGA");
    identity_view told_again = a;
    identity_add_land(&b, true, "UGA");
    identity_add_land(&b, false, "KEN");
    assert_true(same(&a, &told_again));
    assert_false(same(&a, &b));
}

static void an_act_is_recalled_by_its_place(void **state)
{
    identity_view told = view("CONSULT", NAIROBI), later = view("CONSULT", "After they had met in Nairobi, Kenya and Uganda held talks in Kampala.");
    (void)state;
    add_town(&told, "Nairobi", -1.3);
    later.day_told = false;
    later.day = later.day_end = later.published = told.day + 25;
    assert_false(same(&told, &later));
    add_town(&later, "Nairobi", -1.3);
    assert_true(same(&told, &later));
    later.published = told.day + 200;
    assert_false(same(&told, &later));
}

static void an_act_without_parties_is_that_of_its_own_report(void **state)
{
    identity_view told = view("CONSULT", NAIROBI), bare = view("CONSULT", "The talks about the lake fisheries lasted four hours.");
    (void)state;
    bare.actor_count = 0;
    bare.day_told = false;
    assert_false(same(&told, &bare));
    told.here = true;
    assert_true(same(&told, &bare));
}

/* One report that names many more lands does not make them parties of an event that others tell of. */
static void an_event_is_what_most_reports_say(void **state)
{
    identity_view event = view("CONSULT", NAIROBI), report = event, wide = event;
    (void)state;
    identity_add_land(&wide, true, "TZA");
    identity_add_land(&wide, true, "RWA");
    for (int i = 0; i < 6; i++)
        identity_merge(&event, &report);
    double before = identity_score(&event, &report, NULL, identity_weights);
    identity_merge(&event, &wide);
    assert_int_equal(event.mentions, 8);
    assert_int_equal(event.actor_count, 4);
    assert_true(identity_score(&event, &report, NULL, identity_weights) > before - 0.01);
}

static void rare_words_weigh_more(void **state)
{
    static identity_rarity r;
    identity_view a = view("CONSULT", "talks lake fisheries"), rare = view("CONSULT", "fisheries accord"), common = view("CONSULT", "talks accord");
    double f[IDENTITY_FEATURES], g[IDENTITY_FEATURES];
    (void)state;
    for (int i = 0; i < 50; i++)
        identity_count_words(&r, &common);
    assert_true(identity_compare(&a, &rare, &r, f) && identity_compare(&a, &common, &r, g));
    assert_true(f[IDENTITY_COSINE] > g[IDENTITY_COSINE] + 0.2);
}

static void words_are_bounded(void **state)
{
    char text[4096] = "";
    identity_view v = {0}, more = {.mentions = 1};
    (void)state;
    for (int i = 0; i < 300; i++)
        (void)snprintf(text + strlen(text), sizeof text - strlen(text), "w%dord ", i);
    identity_set_words(&v, str_of(text));
    assert_int_equal(v.word_count, IDENTITY_WORDS);
    for (int i = 0; i < 40; i++) {
        (void)snprintf(text, sizeof text, "a%dzzzz b%dzzzz lasting%d", i, i, i % 3);
        identity_set_words(&more, str_of(text));
        identity_merge(&v, &more);
        assert_int_equal(v.word_count, IDENTITY_WORDS);
        for (uint32_t k = 1; k < v.word_count; k++)
            assert_true(v.word[k - 1] < v.word[k]);
    }
    for (int i = 0; i < IDENTITY_PEOPLE; i++)
        assert_true(identity_add_person(&v, (str){text + i, 10}, STR("KEN"), true));
    assert_false(identity_add_person(&v, STR("one too many"), STR("KEN"), true));
}

/* ---- storylines -------------------------------------------------------------------------------------------------------------- */

static identity_view step(const char *type, const char *actor, const char *recipient, int32_t day, const char *words)
{
    identity_view v = {.mentions = 1, .day = day, .day_end = day, .day_told = true};
    (void)snprintf(v.type, sizeof v.type, "%s", type);
    identity_add_land(&v, true, actor);
    identity_add_land(&v, false, recipient);
    identity_set_words(&v, str_of(words));
    return v;
}

static void what_belongs_together(void **state)
{
    (void)state;
    identity_view talks = step("CONSULT", "KEN", "UGA", 100, "ministers discussed fishing rights on the great lake");
    identity_view deal = step("AGREE", "UGA", "KEN", 118, "fishing rights on the lake were settled by both ministers");
    identity_view later = step("AGREE", "UGA", "KEN", 150, "fishing rights on the lake were settled by both ministers");
    identity_view spies = step("ACCUSE", "KEN", "UGA", 108, "listening devices found in embassy walls");
    identity_view third = step("CONSULT", "KEN", "TZA", 101, "ministers discussed fishing rights on the great lake");
    assert_true(storyline_likeness(&talks, &deal, false) >= STORYLINE_SAME);
    assert_true(storyline_likeness(&talks, &spies, false) < STORYLINE_SAME);
    assert_true(storyline_likeness(&talks, &later, true) == 0); /* nothing for seven weeks */
    assert_true(storyline_likeness(&talks, &third, true) == 0); /* Kenya does much */
    assert_true(storyline_likeness(&talks, &spies, true) > storyline_likeness(&talks, &spies, false));
    assert_true(identity_add_person(&talks, STR("Ann Otieno"), STR("KEN"), true) && identity_add_person(&spies, STR("Ann Otieno"), STR("KEN"), true));
    assert_true(storyline_likeness(&talks, &spies, false) >= STORYLINE_SAME);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_text_is_its_own_copy), cmocka_unit_test(case_punctuation_and_frames_do_not_matter), cmocka_unit_test(a_cut_text_is_a_copy),
        cmocka_unit_test(a_quotation_is_no_copy), cmocka_unit_test(copies_share_a_band), cmocka_unit_test(one_act_in_other_words),
        cmocka_unit_test(what_must_agree), cmocka_unit_test(deeds_in_two_towns_are_two), cmocka_unit_test(talks_in_disputed_places_are_one),
        cmocka_unit_test(other_people_met), cmocka_unit_test(an_act_is_recalled_by_its_place),
        cmocka_unit_test(an_act_without_parties_is_that_of_its_own_report), cmocka_unit_test(words_are_bounded),
        cmocka_unit_test(deeds_in_two_towns_stay_two_when_they_grow), cmocka_unit_test(sides_turned_round_are_another_act),
        cmocka_unit_test(an_event_is_what_most_reports_say), cmocka_unit_test(rare_words_weigh_more), cmocka_unit_test(what_belongs_together),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
