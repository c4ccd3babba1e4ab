/* SPDX-License-Identifier: MIT */
#include "serve/serve.h"

#include "base/str.h"
#include "cli/command.h"

#include <stdio.h>

static bool port_of(const char *text, unsigned *port)
{
    long number = 8020;
    if (text != NULL && (!str_integer(str_of(text), &number) || number < 0 || number > 65535)) {
        cli_complain("serve: a port is a number up to 65535, not \"%s\" (see dragoman serve --help)", text);
        return false;
    }
    *port = (unsigned)number;
    return true;
}

static int run(const cli_settings *s)
{
    dgm_error err = {0};
    serve_server *server = NULL;
    serve_options options = {.db = s->db != NULL ? s->db : "dragoman.db", .listen = s->listen != NULL ? s->listen : "127.0.0.1", .token = s->token,
                             .data_dir = s->data, .model_dir = s->models, .threads = (unsigned)s->threads};
    if (!port_of(s->port, &options.port))
        return CLI_USAGE;
    dgm_status status = serve_open(&server, &options, &err);
    if (status == DGM_OK) {
        fprintf(stderr, "dragoman: the ledger %s is open at %s (Ctrl-C ends)\n", options.db, serve_address(server));
        status = serve_run(server, &err);
    }
    serve_close(server);
    if (status == DGM_OK)
        return CLI_GOOD;
    cli_report(&err);
    return status == DGM_IO ? CLI_NETWORK : status == DGM_NOT_FOUND ? CLI_STORE : cli_exit_of(status);
}

static const cli_option options[] = {
    CLI_OPTION_DB,
    CLI_OPTION("port", 'p', CLI_TEXT, port, "N", "listen there; without this 8020; 0: on a free one"),
    CLI_OPTION("listen", 0, CLI_TEXT, listen, "ADDRESS", "the address of this machine to listen at; without this 127.0.0.1, which others cannot reach"),
    CLI_OPTION("token", 0, CLI_TEXT, token, "WORD", "who corrects must know this word; without it corrections are taken from this machine alone"),
    CLI_OPTION("threads", 'j', CLI_NUMBER, threads, "N", "read the ledger on N threads; without this on as many as there are cores"),
    CLI_OPTION_DATA,
    CLI_OPTION_MODELS,
    CLI_OPTION_HELP,
    CLI_END,
};

static const char *const examples[] = {
    "dragoman serve", "the ledger dragoman.db at http://127.0.0.1:8020/",
    "dragoman serve --db news.db --port 8021 --token swordfish", "another ledger, whose readers need a word to correct it",
    NULL,
};

const cli_command cli_serve = {
    .name = "serve",
    .operands = "",
    .summary = "the ledger as a web page and an HTTP interface",
    .description = "Opens the ledger for browsers and programs (docs/api.md tells the interface). What other commands add is shown within two seconds. Nobody "
                   "but this machine is answered unless --listen tells another address. Ctrl-C ends.",
    .options = options,
    .examples = examples,
    .run = run,
};
