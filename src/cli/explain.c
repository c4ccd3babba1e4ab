/* SPDX-License-Identifier: MIT */
#include "cli/run.h"
static int run(const cli_settings *s)
{
    return run_documents(s, DGM_FORMAT_BRIEF);
}
static const cli_option options[] = {CLI_OPTION_DATA, CLI_OPTION_MODELS, CLI_OPTION_HELP, CLI_END};
const cli_command cli_explain = {
    .name = "explain",
    .operands = "FILE [EVENT]",
    .least = 1,
    .most = 2,
    .summary = "tell how an event was found",
    .description = "Tells how an event was found.",
    .options = options,
    .run = run,
};
