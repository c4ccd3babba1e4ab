/* SPDX-License-Identifier: MIT */
#include "syntax/verb.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static syntax_verbs verbs;

static int load(void **state)
{
    const char *data = getenv("DRAGOMAN_DATA");
    (void)state;
    return syntax_verbs_load(&verbs, data != NULL ? data : "data", NULL) != DGM_OK;
}

static int unload(void **state)
{
    (void)state;
    syntax_verbs_free(&verbs);
    return 0;
}

static void check(const char *form, const char *chosen, const char *wanted)
{
    arena a;
    char text[64] = "";
    arena_init(&a, 0);
    str lemma = verb_lemma(&verbs, str_of(form), str_of(chosen), &a);
    snprintf(text, sizeof text, "%.*s", (int)lemma.n, lemma.p);
    assert_string_equal(text, wanted);
    arena_release(&a);
}

static void irregular_forms(void **state)
{
    (void)state;
    check("shot", "shot", "shoot");
    check("fought", "fink", "fight");
    check("withheld", "withhel", "withhold");
    check("expelled", "expell", "expel");
    check("found", "find", "find");
    check("found", "found", "found");
    check("sunk", "find", "sink");
}

static void rules_are_undone(void **state)
{
    (void)state;
    check("shelled", "shel", "shell");
    check("condemned", "condemne", "condemn");
    check("fined", "fin", "fine");
    check("scraping", "scrap", "scrape");
    check("accuses", "accuses", "accuse");
    check("denied", "deni", "deny");
    check("agreeing", "agre", "agree");
    check("planned", "planne", "plan");
}

static void a_good_choice_stays(void **state)
{
    (void)state;
    check("met", "meet", "meet");
    check("attacks", "attack", "attack");
    check("looking", "Look", "Look");
    check("uniting", "unite", "unite");
}

static void what_is_no_verb_stays(void **state)
{
    (void)state;
    check("zzzzed", "zzzz", "zzzz");
    check("s", "be", "be");
    check("", "", "");
    check("supercalifragilisticexpialidociousandmoreofited", "x", "x");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(irregular_forms), cmocka_unit_test(rules_are_undone), cmocka_unit_test(a_good_choice_stays),
        cmocka_unit_test(what_is_no_verb_stays),
    };
    return cmocka_run_group_tests(tests, load, unload);
}
