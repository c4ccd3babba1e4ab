/* SPDX-License-Identifier: MIT
 * A small folder of lists, written anew for each test, so that no test hangs on the state of data/. */
#ifndef TESTS_UNIT_ACTOR_LISTS_H
#define TESTS_UNIT_ACTOR_LISTS_H

#include "model/actor.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static char lists_folder[64], lists_path[256];

static inline const char *lists_write(const char *name, const char *content)
{
    (void)snprintf(lists_path, sizeof lists_path, "%s/actors/%s", lists_folder, name);
    FILE *f = fopen(lists_path, "w");
    assert(f != NULL);
    (void)fputs(content, f);
    (void)fclose(f);
    return lists_path;
}

static inline void lists_make(void)
{
    (void)snprintf(lists_folder, sizeof lists_folder, "/tmp/dragoman-actors-XXXXXX");
    char path[128];
    assert(mkdtemp(lists_folder) != NULL);
    (void)snprintf(path, sizeof path, "%s/actors", lists_folder);
    (void)mkdir(path, 0700);
    lists_write("countries.tsv",
                "USA\tUnited States\tUS; U.S.; America\tAmerican\tAmerican\tWashington\tWhite House; Pentagon\n"
                "RUS\tRussia\t\tRussian\tRussian\tMoscow\tKremlin\n"
                "UKR\tUkraine\t\tUkrainian\tUkrainian\tKyiv\tBankova Street\n"
                "SAU\tSaudi Arabia\t\tSaudi\tSaudi\tRiyadh\t\n");
    lists_write("people.actors", "Anna Orlova\tOrlova\tperson\tRUS\tMIL\t2010-01-01\t2015-12-31\tchief of staff\n"
                                 "Anna Orlova\t\tperson\tRUS\tGOV\t2016-01-01\t2020-06-30\tminister of defence\n"
                                 "Émile Duchêne\t\tperson\tUKR\tBUS\t\t\tbanker\n");
    lists_write("organisations.actors", "United Nations\tUN; U.N.\torganisation\tUNO\tIGO\t\t\t\n"
                                        "Radio Huye\t\torganisation\tRUS\tMED\t\t\toutlet\n");
    lists_write("roles.tsv",
                "troop\tMIL\tgroup\t\nenvoy\tGOV\tperson\t\npresident\tGOV\tperson\t\n"
                "foreign minister\tGOV\tperson\t\nsecretary of state\tGOV\tperson\t\nrebel\tREB\tperson\t\n"
                "rebel commander\tREB MIL\tperson\t\nspokesman\tGOV\tperson\t\n");
    lists_write("agencies.tsv", "ministry\tGOV\t\ngovernment\tGOV\t\nparliament\tLEG\t\nuniversity\tEDU\t\n");
    lists_write("titles.tsv", "Gen.\tMIL\t\nPresident\tGOV\t\n");
    lists_write("codes.tsv", "UNO\tIGOUNO\n");
    lists_write("words.tsv",
                "in\tplace-case "
                "owner-case\nof\towner-case\nat\tplace-case\nvisit\tplace-verb\ngovernment\tgovernment\nside\tsides\n"
                "sides\tsides\ncounterpart\tcounterpart\nmonday\tno-name\ntreaty\tthing\nformer\tformer\n"
                "river\tplace-noun\nleader\tleaders\ndozens\tcontainer\ngroup\tbody\n");
    lists_write("collectives.tsv", "the Trio\tUSA; RUS; UNO\t\n");
}

static inline void lists_remove(void)
{
    static const char *const names[] = {
        "countries.tsv", "people.actors", "organisations.actors", "roles.tsv", "agencies.tsv", "titles.tsv",
        "codes.tsv",     "words.tsv",     "collectives.tsv",      "own.txt",   "bad.actors"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        (void)snprintf(lists_path, sizeof lists_path, "%s/actors/%s", lists_folder, names[i]);
        (void)unlink(lists_path);
    }
    (void)snprintf(lists_path, sizeof lists_path, "%s/actors", lists_folder);
    (void)rmdir(lists_path);
    (void)rmdir(lists_folder);
}

#endif
