/* SPDX-License-Identifier: MIT
 * watch: feeds into the ledger, again and again. What is new is written to a file of JSON lines beside the ledger's and
 * filled in as "ingest" would. A feed that fails is asked less and less often. */
#include "cli/ledger.h"
#include "cli/terminal.h"
#include "fetch/fetch.h"
#include "source/page.h"
#include "source/source.h"
#include "store/feed.h"

#include <json-c/json.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { EVERY_MINUTES = 15, SLOWEST = 16 };

typedef struct watch {
    const cli_settings *settings;
    ledger_writer writer;
    fetcher *fetcher;
    strbuf lines; /* reports that wait to be coded */
    time_t *due;  /* [feeds] */
} watch;

typedef struct piece {
    str rest;
} piece;

static size_t give(void *user, char *to, size_t n)
{
    piece *p = user;
    size_t take = p->rest.n < n ? p->rest.n : n;
    if (take > 0)
        memcpy(to, p->rest.p, take);
    p->rest.p += take;
    p->rest.n -= take;
    return take;
}

/* The article behind an item's address; false where it cannot be had, and the item's own text serves. */
static bool add_article(watch *w, const char *url)
{
    fetch_answer answer;
    dgm_error err = {0};
    dgm_status status = fetch_get(w->fetcher, url, "", "", &answer, &err);
    bool good = status == DGM_OK && answer.status == 200 && page_is_html(strbuf_str(&answer.body)) &&
                page_read(strbuf_str(&answer.body), str_of(url), &w->lines);
    if (status != DGM_OK && status != DGM_STOPPED)
        cli_report(&err);
    fetch_answer_release(&answer);
    return good;
}

static void add_item(watch *w, str line)
{
    struct json_object *url, *item = json_tokener_parse(line.p);
    const char *address = json_object_object_get_ex(item, "url", &url) ? json_object_get_string(url) : NULL;
    bool known = address != NULL && store_has_url(w->writer.ledger, str_of(address));
    if (!known && !(address != NULL && w->settings->articles && add_article(w, address))) {
        strbuf_add_str(&w->lines, line);
        strbuf_add_char(&w->lines, '\n');
    }
    json_object_put(item);
}

static void read_feed(watch *w, const char *url, str body)
{
    piece p = {body};
    strbuf line;
    uint32_t number;
    dgm_status status;
    const char *why;
    source_reader *r = source_open(SOURCE_FEED, give, &p);
    strbuf_init(&line, 0);
    while (r != NULL && *terminal_stop() == 0 && source_next(r, &line, &number, &status, &why))
        if (status == DGM_OK)
            add_item(w, strbuf_str(&line));
        else
            cli_complain("%s: %s", url, why);
    source_close(r);
    strbuf_release(&line);
}

/* Asks one feed; gives the seconds after which it is due again. */
static long poll_feed(watch *w, const char *url)
{
    long every = (w->settings->every > 0 ? w->settings->every : EVERY_MINUTES) * 60;
    store_feed known;
    fetch_answer answer;
    dgm_error err = {0};
    if (store_feed_get(w->writer.ledger, url, &known, &err) != DGM_OK) {
        cli_report(&err);
        return every;
    }
    dgm_status status = fetch_get(w->fetcher, url, known.etag, known.modified, &answer, &err);
    bool good = status == DGM_OK && (answer.status == 200 || answer.status == 304);
    if (status == DGM_OK && answer.status == 200) {
        read_feed(w, url, strbuf_str(&answer.body));
        (void)snprintf(known.etag, sizeof known.etag, "%s", answer.etag);
        (void)snprintf(known.modified, sizeof known.modified, "%s", answer.modified);
    }
    if (!good && status == DGM_OK)
        cli_complain("%s: the server answers %ld", url, answer.status);
    else if (!good && status != DGM_STOPPED)
        cli_report(&err);
    known.failures = good ? 0 : known.failures + 1;
    int slower = 1;
    for (int i = 0; i < known.failures && slower < SLOWEST; i++)
        slower *= 2;
    long wait = every * slower > answer.retry_after_s ? every * slower : answer.retry_after_s;
    fetch_answer_release(&answer);
    if (store_feed_set(w->writer.ledger, url, &known, &err) != DGM_OK)
        cli_report(&err);
    return wait;
}

/* Codes what waits and adds it. */
static bool fill(watch *w)
{
    char path[] = "/tmp/dragoman-watch-XXXXXX";
    const char *inputs[] = {path};
    if (w->lines.n == 0)
        return true;
    int fd = mkstemp(path);
    FILE *f = fd >= 0 ? fdopen(fd, "w") : NULL;
    bool good = f != NULL && fwrite(w->lines.p, 1, w->lines.n, f) == w->lines.n;
    good = f != NULL && fclose(f) == 0 && good;
    if (good) {
        cli_settings s = *w->settings;
        s.inputs = (cli_list){inputs, 1};
        s.from = "jsonl";
        s.no_progress = true;
        (void)ledger_fill(&w->writer, &s);
    } else {
        cli_complain("cannot write %s", path);
    }
    if (fd >= 0)
        unlink(path);
    strbuf_reset(&w->lines);
    return good && !w->writer.failed;
}

static void tell(const watch *w, uint64_t before)
{
    char text[32];
    time_t now = time(NULL);
    struct tm parts;
    (void)strftime(text, sizeof text, "%Y-%m-%d %H:%M", localtime_r(&now, &parts));
    fprintf(stderr, "dragoman: %s: %llu new reports, %llu in all\n", text, (unsigned long long)(w->writer.added - before),
            (unsigned long long)w->writer.added);
}

static int keep_watching(watch *w)
{
    const cli_list *feeds = &w->settings->inputs;
    for (;;) {
        uint64_t before = w->writer.added;
        time_t now = time(NULL), next = now + 3600;
        for (size_t i = 0; i < feeds->count && *terminal_stop() == 0; i++) {
            if (w->due[i] <= now)
                w->due[i] = now + poll_feed(w, feeds->items[i]);
            next = w->due[i] < next ? w->due[i] : next;
        }
        if (!fill(w))
            return CLI_STORE;
        if (w->writer.added > before || w->settings->once)
            tell(w, before);
        if (w->settings->once)
            return *terminal_stop() != 0 ? CLI_STOPPED : CLI_GOOD;
        while (*terminal_stop() == 0 && time(NULL) < next)
            (void)nanosleep(&(struct timespec){0, 200000000}, NULL);
        if (*terminal_stop() != 0)
            return CLI_STOPPED;
    }
}

static int run(const cli_settings *s)
{
    dgm_error err = {0};
    watch w = {.settings = s};
    time_t due[256] = {0};
    int code = CLI_STORE;
    strbuf_init(&w.lines, 0);
    w.due = due;
    terminal_catch_stop();
    if (ledger_open(&w.writer, s)) {
        if (fetch_open(&w.fetcher, terminal_stop(), &err) == DGM_OK)
            code = keep_watching(&w);
        else
            cli_report(&err);
    }
    fetch_close(w.fetcher);
    ledger_close(&w.writer);
    strbuf_release(&w.lines);
    return code;
}

static const cli_option options[] = {
    CLI_OPTION_DB,
    CLI_OPTION("every", 0, CLI_NUMBER, every, "MINUTES", "ask each feed so often; without this every 15 minutes"),
    CLI_OPTION("once", 0, CLI_FLAG, once, NULL, "ask each feed once and end"),
    CLI_OPTION("articles", 0, CLI_FLAG, articles, NULL, "read the article behind each new item, not the feed's own words"),
    CLI_OPTION_THREADS,
    CLI_OPTION_SOURCE,
    CLI_OPTION_ACTORS,
    CLI_OPTION_DATA,
    CLI_OPTION_MODELS,
    CLI_OPTION_HELP,
    CLI_END,
};

static const char *const examples[] = {
    "dragoman watch --articles https://example.org/world.rss", "keep the ledger up to date with a feed and its articles",
    NULL,
};

const cli_command cli_watch = {
    .name = "watch",
    .operands = "FEED...",
    .least = 1,
    .most = 256,
    .summary = "poll feeds and keep what is new in the ledger",
    .description = "Asks RSS and Atom feeds for what is new (conditional requests), waits between requests as the host's robots.txt asks, and asks a feed "
                   "that fails less and less often. Only http and https; no answer over 16 MB is read. Ctrl-C ends it with the ledger in order.",
    .options = options,
    .examples = examples,
    .run = run,
};
