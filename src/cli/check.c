/* SPDX-License-Identifier: MIT */
#include "cli/run.h"
static int run(const cli_settings *s)
{
    dgm_engine *engine = NULL;
    int code = run_open_engine(s, &engine);
    dgm_engine_free(engine);
    return code;
}
static const cli_option options[] = {CLI_OPTION_DATA, CLI_OPTION_MODELS, CLI_OPTION_HELP, CLI_END};
const cli_command cli_check = {
    .name = "check",
    .operands = "[DIR]",
    .most = 1,
    .summary = "check the data files",
    .description = "Loads every data file.",
    .options = options,
    .run = run,
};
