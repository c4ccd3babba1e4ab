/* SPDX-License-Identifier: MIT */
#include "fetch/fetch.h"

#include "base/error.h"
#include "base/memory.h"

#include <curl/curl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { HOSTS = 64, REDIRECTS = 5, ROBOTS_BYTES = 512 * 1024 };
static const double LEAST_DELAY_S = 1.0; /* between two requests to one host */

typedef struct host {
    char name[300]; /* scheme://host[:port] */
    char *robots;   /* owned; NULL: no rules */
    size_t robots_bytes;
    double last_s;  /* monotonic clock of the last request */
} host;

struct fetcher {
    CURL *curl;
    const volatile sig_atomic_t *stop;
    char agent[64];
    host hosts[HOSTS];
    unsigned host_count;
};

dgm_status fetch_open(fetcher **to, const volatile sig_atomic_t *stop, dgm_error *err)
{
    fetcher *f = *to = memory_get(sizeof *f);
    if (f == NULL || curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK || (f->curl = curl_easy_init()) == NULL) {
        fetch_close(f);
        *to = NULL;
        return error_set(err, DGM_NO_MEMORY, "cannot start fetching");
    }
    f->stop = stop;
    (void)snprintf(f->agent, sizeof f->agent, "dragoman/%s", dgm_version());
    return DGM_OK;
}

void fetch_close(fetcher *f)
{
    if (f == NULL)
        return;
    for (unsigned i = 0; i < f->host_count; i++)
        memory_free(f->hosts[i].robots);
    curl_easy_cleanup(f->curl);
    memory_free(f);
}

void fetch_answer_release(fetch_answer *a)
{
    strbuf_release(&a->body);
}

static size_t take_body(char *bytes, size_t size, size_t count, void *user)
{
    fetch_answer *a = user;
    strbuf_add(&a->body, bytes, size * count);
    return a->body.failed ? 0 : size * count;
}

static void keep(char *to, size_t size, str value)
{
    (void)snprintf(to, size, "%.*s", (int)value.n, value.n ? value.p : "");
}

static size_t take_header(char *bytes, size_t size, size_t count, void *user)
{
    fetch_answer *a = user;
    long seconds;
    str rest, name = str_cut((str){bytes, size * count}, ':', &rest), value = str_trim(rest);
    if (str_equal_folded(name, STR("etag")))
        keep(a->etag, sizeof a->etag, value);
    else if (str_equal_folded(name, STR("last-modified")))
        keep(a->modified, sizeof a->modified, value);
    else if (str_equal_folded(name, STR("retry-after")) && str_integer(value, &seconds) && seconds > 0)
        a->retry_after_s = seconds;
    return size * count;
}

static int watch_stop(void *user, curl_off_t a, curl_off_t b, curl_off_t c, curl_off_t d)
{
    (void)a, (void)b, (void)c, (void)d;
    const fetcher *f = user;
    return f->stop != NULL && *f->stop != 0;
}

static void set_up(fetcher *f, const char *url, size_t most, fetch_answer *a, struct curl_slist *headers, char reason[CURL_ERROR_SIZE])
{
    curl_easy_reset(f->curl);
    curl_easy_setopt(f->curl, CURLOPT_URL, url);
    curl_easy_setopt(f->curl, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(f->curl, CURLOPT_REDIR_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(f->curl, CURLOPT_FOLLOWLOCATION, 1L);
    curl_easy_setopt(f->curl, CURLOPT_MAXREDIRS, (long)REDIRECTS);
    curl_easy_setopt(f->curl, CURLOPT_MAXFILESIZE_LARGE, (curl_off_t)most);
    curl_easy_setopt(f->curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(f->curl, CURLOPT_CONNECTTIMEOUT, 20L);
    curl_easy_setopt(f->curl, CURLOPT_TIMEOUT, (long)FETCH_SECONDS);
    curl_easy_setopt(f->curl, CURLOPT_ACCEPT_ENCODING, "");
    curl_easy_setopt(f->curl, CURLOPT_USERAGENT, f->agent);
    curl_easy_setopt(f->curl, CURLOPT_HTTPHEADER, headers);
    curl_easy_setopt(f->curl, CURLOPT_WRITEFUNCTION, take_body);
    curl_easy_setopt(f->curl, CURLOPT_WRITEDATA, a);
    curl_easy_setopt(f->curl, CURLOPT_HEADERFUNCTION, take_header);
    curl_easy_setopt(f->curl, CURLOPT_HEADERDATA, a);
    curl_easy_setopt(f->curl, CURLOPT_NOPROGRESS, 0L);
    curl_easy_setopt(f->curl, CURLOPT_XFERINFOFUNCTION, watch_stop);
    curl_easy_setopt(f->curl, CURLOPT_XFERINFODATA, f);
    curl_easy_setopt(f->curl, CURLOPT_ERRORBUFFER, reason);
}

static struct curl_slist *add_header(struct curl_slist *list, const char *name, const char *value)
{
    char line[400];
    if (value[0] == 0)
        return list;
    (void)snprintf(line, sizeof line, "%s: %s", name, value);
    struct curl_slist *longer = curl_slist_append(list, line);
    return longer != NULL ? longer : list;
}

static dgm_status request(fetcher *f, const char *url, size_t most, const char *etag, const char *modified, fetch_answer *a, dgm_error *err)
{
    char reason[CURL_ERROR_SIZE] = "";
    struct curl_slist *headers = add_header(add_header(NULL, "If-None-Match", etag), "If-Modified-Since", modified);
    *a = (fetch_answer){0};
    strbuf_init(&a->body, most);
    set_up(f, url, most, a, headers, reason);
    CURLcode code = curl_easy_perform(f->curl);
    curl_easy_getinfo(f->curl, CURLINFO_RESPONSE_CODE, &a->status);
    curl_slist_free_all(headers);
    if (code == CURLE_OK)
        return DGM_OK;
    if (code == CURLE_ABORTED_BY_CALLBACK)
        return error_at(err, DGM_STOPPED, url, 0, 0, "stopped");
    if (a->body.failed || code == CURLE_FILESIZE_EXCEEDED)
        return error_at(err, DGM_IO, url, 0, 0, "larger than the limit of %zu bytes", most);
    return error_at(err, DGM_IO, url, 0, 0, "%s", reason[0] ? reason : curl_easy_strerror(code));
}

/* "https://host:port" and the path behind it. */
static bool split_url(const char *url, char origin[300], str *path)
{
    const char *host_begin = strstr(url, "://");
    bool web = strncmp(url, "http://", 7) == 0 || strncmp(url, "https://", 8) == 0;
    if (!web || host_begin == NULL)
        return false;
    size_t n = (size_t)(host_begin - url) + 3 + strcspn(host_begin + 3, "/?#");
    if (n >= 300)
        return false;
    memcpy(origin, url, n);
    origin[n] = 0;
    *path = url[n] == '/' ? str_of(url + n) : STR("/");
    return true;
}

static double now_s(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static host *host_of(fetcher *f, const char *origin)
{
    char url[340];
    fetch_answer a;
    for (unsigned i = 0; i < f->host_count; i++)
        if (strcmp(f->hosts[i].name, origin) == 0)
            return &f->hosts[i];
    host *h = &f->hosts[f->host_count < HOSTS ? f->host_count++ : 0];
    memory_free(h->robots);
    *h = (host){0};
    (void)snprintf(h->name, sizeof h->name, "%s", origin);
    (void)snprintf(url, sizeof url, "%s/robots.txt", origin);
    if (request(f, url, ROBOTS_BYTES, "", "", &a, NULL) == DGM_OK && a.status == 200 && a.body.n > 0 && (h->robots = memory_get(a.body.n)) != NULL) {
        memcpy(h->robots, a.body.p, a.body.n);
        h->robots_bytes = a.body.n;
    }
    h->last_s = now_s() - LEAST_DELAY_S;
    fetch_answer_release(&a);
    return h;
}

/* Sleeps in short steps, so that a stop is heard. */
static void wait_until(const fetcher *f, double when)
{
    struct timespec step = {0, 100000000};
    while (now_s() < when && !(f->stop != NULL && *f->stop != 0))
        (void)nanosleep(&step, NULL);
}

dgm_status fetch_get(fetcher *f, const char *url, const char *etag, const char *modified, fetch_answer *answer, dgm_error *err)
{
    char origin[300];
    str path;
    double delay;
    *answer = (fetch_answer){0};
    if (!split_url(url, origin, &path))
        return error_at(err, DGM_BAD_USAGE, url, 0, 0, "only http and https addresses are fetched");
    host *h = host_of(f, origin);
    if (!fetch_robots_allow((str){h->robots, h->robots_bytes}, path, &delay))
        return error_at(err, DGM_NOT_FOUND, url, 0, 0, "its host's robots.txt forbids it");
    wait_until(f, h->last_s + (delay > LEAST_DELAY_S ? delay : LEAST_DELAY_S));
    dgm_status status = request(f, url, FETCH_BYTES, etag, modified, answer, err);
    h->last_s = now_s();
    return status;
}
