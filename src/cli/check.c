/* SPDX-License-Identifier: MIT */
#include "cli/command.h"
#include "pipeline/check.h"
#include "pipeline/engine.h"

#include <stdio.h>

static void print_finding(void *user, const dgm_error *finding)
{
    char place[CLI_PLACE_BYTES];
    (void)user;
    printf("%s%s\n", cli_place(finding, place), finding->message);
}

static int run(const cli_settings *s)
{
    char data[ENGINE_PATH_BYTES], models[ENGINE_PATH_BYTES];
    dgm_error err = {0};
    const char *given = s->inputs.count > 0 ? s->inputs.items[0] : s->data;
    if (engine_find_data(given, data, &err) != DGM_OK || engine_find_models(s->models, models, &err) != DGM_OK) {
        cli_report(&err);
        return CLI_MODEL;
    }
    check_result r = check_data(data, models, print_finding, NULL);
    printf("%s: %zu of %zu kinds of data load; %zu examples, %zu right\n", data, r.loaders - r.loaders_failed,
           r.loaders, r.examples, r.right);
    if (r.loaders_failed > 0)
        return CLI_MODEL;
    return r.right == r.examples ? CLI_GOOD : CLI_SOME_FAILED;
}

static const cli_option options[] = {CLI_OPTION_DATA, CLI_OPTION_MODELS, CLI_OPTION_HELP, CLI_END};

static const char *const examples[] = {
    "dragoman check", "check the data that the program uses",
    "dragoman check my-data/", "check a changed copy of it",
    NULL,
};

const cli_command cli_check = {
    .name = "check",
    .operands = "[DIR]",
    .most = 1,
    .summary = "check the data files and run the examples in them",
    .description =
        "Loads every kind of data in DIR (the folder in use, where there is no DIR) and tells file, line and column of "
        "the first error in each kind; then runs the examples that stand in the files and tells which do not come out. The status is "
        "0 when all is right, 1 when an example fails, 4 when something cannot be loaded.",
    .options = options,
    .examples = examples,
    .run = run,
};
