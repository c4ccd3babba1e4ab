/* SPDX-License-Identifier: MIT
 *
 * access.c: pages of other servers that the user's browser shows must not read or write the ledger. Reading is kept from them by the
 * browser itself (no CORS), and by the check of the name under which a server on the loopback was called, without which a
 * name that changes its address could pass for that server's own. Writing wants the token, or a request from this machine that
 * comes from the page itself or from no page at all.
 */
#include "serve/server.h"

/* "localhost:8020" without its port. */
static str name_of_host(str host)
{
    if (host.n > 0 && host.p[0] == '[') {
        ptrdiff_t end = str_find(host, STR("]"));
        return end > 0 ? (str){host.p, (size_t)end + 1} : host;
    }
    str port;
    return str_cut(host, ':', &port);
}

static bool is_loopback_name(str name)
{
    return str_equal_folded(name, STR("localhost")) || str_equal(name, STR("127.0.0.1")) || str_equal(name, STR("[::1]"));
}

int access_check_host(const serve_server *s, const http_request *r, const char **why)
{
    if (!s->loopback || r->host.n == 0 || is_loopback_name(name_of_host(r->host)))
        return 0;
    *why = "this server is called localhost, 127.0.0.1 or [::1]";
    return 421;
}

/* Whether a request comes from a page of another server. */
static bool is_foreign(const http_request *r)
{
    str site = http_find(r, "Sec-Fetch-Site"), origin = http_find(r, "Origin");
    if (site.p != NULL && !str_equal(site, STR("same-origin")) && !str_equal(site, STR("none")))
        return true;
    if (origin.p == NULL)
        return false;
    ptrdiff_t at = str_find(origin, STR("://"));
    return at < 0 || !str_equal_folded((str){origin.p + at + 3, origin.n - (size_t)at - 3}, r->host);
}

/* Takes as long for a wrong word as for a right one. */
static bool is_token(str given, str token)
{
    unsigned char difference = given.n != token.n;
    for (size_t i = 0; i < given.n; i++)
        difference |= (unsigned char)(given.p[i] ^ token.p[token.n > 0 ? i % token.n : 0]);
    return token.n > 0 && difference == 0;
}

static int refuse(int status, const char **why, const char *sentence)
{
    *why = sentence;
    return status;
}

int access_check_post(const serve_server *s, const http_request *r, bool writes, const char **why)
{
    str token = str_of(s->options.token), given = http_find(r, "Authorization"), bearer = STR("Bearer ");
    if (is_foreign(r))
        return refuse(403, why, "pages of other servers may not ask for this");
    if (!writes)
        return 0;
    if (token.n == 0)
        return s->loopback ? 0 : refuse(403, why, "corrections are taken from the server's own machine, or with a token: dragoman serve --token WORD");
    if (given.n <= bearer.n || !str_equal_folded((str){given.p, bearer.n}, bearer))
        return refuse(401, why, "corrections need the token: \"Authorization: Bearer WORD\"");
    return is_token(str_trim((str){given.p + bearer.n, given.n - bearer.n}), token) ? 0 : refuse(401, why, "this is not the token");
}
