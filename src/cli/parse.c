/* SPDX-License-Identifier: MIT */
#include "cli/run.h"

static int run(const cli_settings *s)
{
    return run_documents(s, DGM_FORMAT_CONLLU);
}

static const cli_option options[] = {
    CLI_OPTION_FROM,
    CLI_OPTION_THREADS,
    CLI_OPTION_DATA,
    CLI_OPTION_MODELS,
    CLI_OPTION_MEMORY,
    CLI_OPTION_NO_PROGRESS,
    CLI_OPTION_HELP,
    CLI_END,
};

const cli_command cli_parse = {
    .name = "parse",
    .operands = "[FILE...]",
    .most = (size_t)-1,
    .summary = "write sentences, words and trees as CoNLL-U",
    .description = "Cuts texts into sentences and words, tags and parses them, and writes CoNLL-U as Universal "
                   "Dependencies' tools read it.",
    .options = options,
    .run = run,
};
