/* SPDX-License-Identifier: MIT */
#include "base/error.h"
#include "base/file.h"
#include "cli/run.h"
#include "pipeline/conllu.h"
#include "pipeline/input.h"

#include <stdio.h>
#include <string.h>

#define BLOCK ((size_t)256 << 10) /* bytes of CoNLL-U that are parsed at a time */

static uint32_t lines_in(str s)
{
    uint32_t count = 0;
    for (size_t i = 0; i < s.n; i++)
        count += s.p[i] == '\n';
    return count;
}

/* Reads `file` block by block of whole sentences. */
static dgm_status parse_tokens(const dgm_engine *engine, FILE *file, rec_document *doc, strbuf *in, strbuf *out,
                               dgm_error *err)
{
    char piece[65536];
    uint32_t line = 1;
    size_t n;
    do {
        n = fread(piece, 1, sizeof piece, file);
        strbuf_add(in, piece, n);
        if (in->failed)
            return error_at(err, DGM_BAD_INPUT, "", line, 0, "a sentence is longer than the limit of 64 MB");
        if (n > 0 && in->n < BLOCK)
            continue;
        size_t whole = n > 0 ? conllu_whole(strbuf_str(in)) : in->n;
        str block = {in->p, whole};
        strbuf_reset(out);
        dgm_status status = whole > 0 ? conllu_parse(engine, block, line, doc, out, err) : DGM_OK;
        if (status != DGM_OK)
            return status;
        if (out->n > 0)
            (void)fwrite(out->p, 1, out->n, stdout);
        line += lines_in(block);
        if (whole > 0)
            memmove(in->p, in->p + whole, in->n - whole);
        in->n -= whole;
    } while (n > 0);
    return ferror(file) ? error_set(err, DGM_IO, "cannot read") : DGM_OK;
}

static dgm_status parse_file(const dgm_engine *engine, const char *path, rec_document *doc, dgm_error *err)
{
    strbuf in, out;
    bool standard = strcmp(path, "-") == 0;
    FILE *file = standard ? stdin : fopen(path, "rb");
    if (file == NULL)
        return error_at(err, DGM_IO, path, 0, 0, "cannot open");
    strbuf_init(&in, INPUT_DOCUMENT_BYTES);
    strbuf_init(&out, engine->document_memory);
    dgm_status status = parse_tokens(engine, file, doc, &in, &out, err);
    if (status != DGM_OK && err->file[0] == 0)
        (void)snprintf(err->file, sizeof err->file, "%s", path);
    strbuf_release(&in);
    strbuf_release(&out);
    if (!standard)
        fclose(file);
    return status;
}

static int run_tokens(const cli_settings *s)
{
    rec_document doc;
    dgm_engine *engine;
    size_t failed = 0, count = s->inputs.count > 0 ? s->inputs.count : 1;
    int code = run_open_engine(s, &engine);
    if (code != CLI_GOOD)
        return code;
    record_init(&doc, engine->document_memory);
    for (size_t i = 0; i < count; i++) {
        dgm_error err = {0};
        if (parse_file(engine, s->inputs.count > 0 ? s->inputs.items[i] : "-", &doc, &err) != DGM_OK) {
            cli_report(&err);
            failed++;
        }
    }
    record_release(&doc);
    dgm_engine_free(engine);
    return failed == 0 ? CLI_GOOD : failed < count ? CLI_SOME_FAILED : CLI_INPUT;
}

static int run(const cli_settings *s)
{
    return s->tokens ? run_tokens(s) : run_documents(s, DGM_FORMAT_CONLLU);
}

static const cli_option options[] = {
    CLI_OPTION("tokens", 0, CLI_FLAG, tokens, NULL,
               "the input is CoNLL-U: keep its sentences and words, make only lemmas, tags and trees"),
    CLI_OPTION_FROM,
    CLI_OPTION_THREADS,
    CLI_OPTION_DATA,
    CLI_OPTION_MODELS,
    CLI_OPTION_MEMORY,
    CLI_OPTION_NO_PROGRESS,
    CLI_OPTION_HELP,
    CLI_END,
};

static const char *const examples[] = {
    "dragoman parse report.txt", "the words and trees of a report",
    "dragoman parse --tokens gold.conllu > own.conllu", "trees over given words, to be scored against the given trees",
    NULL,
};

const cli_command cli_parse = {
    .name = "parse",
    .operands = "[FILE...]",
    .most = (size_t)-1,
    .summary = "write sentences, words and trees as CoNLL-U",
    .description = "Cuts texts into sentences and words, tags and parses them, and writes CoNLL-U as the tools of "
                   "Universal Dependencies read it. Inputs are those of dragoman code.",
    .options = options,
    .examples = examples,
    .run = run,
};
