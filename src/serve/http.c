/* SPDX-License-Identifier: MIT */
#include "serve/http.h"

#include <string.h>

enum { BAD = 400, TOO_LONG_TARGET = 414, LENGTH_WANTED = 411, TOO_MANY_HEADERS = 431, NO_SUCH_VERSION = 505 };

size_t http_head_length(str bytes)
{
    const char *end = memmem(bytes.p, bytes.n, "\r\n\r\n", 4);
    return end != NULL ? (size_t)(end - bytes.p) + 4 : 0;
}

static bool is_token_char(unsigned char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c > 0 && strchr("!#$%&'*+-.^_`|~", c) != NULL);
}

static bool is_token(str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (!is_token_char((unsigned char)s.p[i]))
            return false;
    return s.n > 0;
}

static bool is_visible(str s)
{
    for (size_t i = 0; i < s.n; i++)
        if ((unsigned char)s.p[i] <= ' ' || (unsigned char)s.p[i] >= 0x7F)
            return false;
    return s.n > 0;
}

/* The next line without its CRLF; false where a line ends otherwise. */
static bool take_line(str *rest, str *line)
{
    const char *end = memchr(rest->p, '\n', rest->n);
    if (end == NULL || end == rest->p || end[-1] != '\r')
        return false;
    *line = (str){rest->p, (size_t)(end - rest->p) - 1};
    rest->n -= line->n + 2;
    rest->p = end + 1;
    return memchr(line->p, '\r', line->n) == NULL;
}

static int refuse(int status, const char **why, const char *sentence)
{
    *why = sentence;
    return status;
}

/* "http://host/path" becomes its path and the host. */
static void split_absolute(http_request *r)
{
    str prefix = STR("http://");
    if (r->target.n < prefix.n || !str_equal_folded((str){r->target.p, prefix.n}, prefix))
        return;
    str rest = {r->target.p + prefix.n, r->target.n - prefix.n};
    const char *slash = memchr(rest.p, '/', rest.n);
    if (slash == NULL)
        return;
    r->host = (str){rest.p, (size_t)(slash - rest.p)};
    r->target = (str){slash, rest.n - r->host.n};
}

static http_method method_of(str name)
{
    return str_equal(name, STR("GET"))      ? HTTP_GET
           : str_equal(name, STR("HEAD"))   ? HTTP_HEAD
           : str_equal(name, STR("POST"))   ? HTTP_POST
           : str_equal(name, STR("DELETE")) ? HTTP_DELETE
                                            : HTTP_OTHER;
}

static int parse_first_line(str line, http_request *r, const char **why)
{
    str rest, method = str_cut(line, ' ', &rest);
    str version, target = str_cut(rest, ' ', &version);
    if (!is_token(method) || method.n > 32 || !is_visible(target))
        return refuse(BAD, why, "the first line is no HTTP request");
    if (str_equal(version, STR("HTTP/1.1")))
        r->keep_alive = true;
    else if (!str_equal(version, STR("HTTP/1.0")))
        return str_starts(version, STR("HTTP/")) && version.n == 8 ? refuse(NO_SUCH_VERSION, why, "only HTTP/1.1 and HTTP/1.0 are spoken here")
                                                 : refuse(BAD, why, "the first line is no HTTP request");
    if (target.n > HTTP_TARGET_MOST)
        return refuse(TOO_LONG_TARGET, why, "the path and its query are too long");
    r->method = method_of(method);
    r->target = target;
    split_absolute(r);
    return r->target.p[0] == '/' && memchr(r->target.p, '#', r->target.n) == NULL ? 0 : refuse(BAD, why, "the path must begin with a slash");
}

static bool is_header_value(str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (((unsigned char)s.p[i] < ' ' && s.p[i] != '\t') || s.p[i] == 0x7F)
            return false;
    return true;
}

static int parse_header(str line, http_request *r, const char **why)
{
    str value, name = str_cut(line, ':', &value);
    if (r->header_count == HTTP_HEADERS)
        return refuse(TOO_MANY_HEADERS, why, "too many headers");
    if (value.p == NULL || !is_token(name))
        return refuse(BAD, why, "a header is not \"name: value\"");
    value = str_trim(value);
    if (!is_header_value(value))
        return refuse(BAD, why, "a header holds bytes that it may not hold");
    r->header[r->header_count++] = (http_header){name, value};
    return 0;
}

static uint32_t count_of(const http_request *r, const char *name)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < r->header_count; i++)
        n += str_equal_folded(r->header[i].name, str_of(name));
    return n;
}

str http_find(const http_request *r, const char *name)
{
    for (uint32_t i = 0; i < r->header_count; i++)
        if (str_equal_folded(r->header[i].name, str_of(name)))
            return r->header[i].value;
    return (str){NULL, 0};
}

static bool is_refused(str parameters)
{
    while (parameters.p != NULL) {
        str one = str_trim(str_cut(parameters, ';', &parameters));
        double quality;
        if (one.n > 2 && (one.p[0] == 'q' || one.p[0] == 'Q') && one.p[1] == '=' && str_number((str){one.p + 2, one.n - 2}, &quality) && quality <= 0)
            return true;
    }
    return false;
}

bool http_list_has(str list, const char *word)
{
    while (list.p != NULL) {
        str parameters, one = str_trim(str_cut(str_trim(str_cut(list, ',', &list)), ';', &parameters));
        if (str_equal_folded(one, str_of(word)))
            return !is_refused(parameters);
    }
    return false;
}

static bool parse_length(str digits, uint64_t *length)
{
    *length = 0;
    for (size_t i = 0; i < digits.n; i++) {
        if (digits.p[i] < '0' || digits.p[i] > '9')
            return false;
        *length = *length * 10 + (uint64_t)(digits.p[i] - '0');
    }
    return digits.n > 0 && digits.n <= 18;
}

static int check_headers(http_request *r, const char **why)
{
    uint32_t lengths = count_of(r, "Content-Length"), hosts = count_of(r, "Host");
    if (hosts > 1 || (hosts == 0 && r->keep_alive))
        return refuse(BAD, why, "the header Host must be there, once");
    if (count_of(r, "Transfer-Encoding") > 0)
        return lengths > 0 ? refuse(BAD, why, "a body has one length") : refuse(LENGTH_WANTED, why, "send the body with a Content-Length");
    if (lengths > 1 || (lengths == 1 && !parse_length(http_find(r, "Content-Length"), &r->length)))
        return refuse(BAD, why, "Content-Length must be one whole number");
    if (r->host.p == NULL)
        r->host = http_find(r, "Host");
    str connection = http_find(r, "Connection");
    r->keep_alive = r->keep_alive ? !http_list_has(connection, "close") : false;
    r->expects_continue = str_equal_folded(http_find(r, "Expect"), STR("100-continue"));
    return 0;
}

int http_parse(str head, http_request *r, const char **why)
{
    str line;
    *r = (http_request){0};
    if (memchr(head.p, 0, head.n) != NULL)
        return refuse(BAD, why, "the request holds a zero byte");
    if (!take_line(&head, &line))
        return refuse(BAD, why, "lines of a request end with CR LF");
    int status = parse_first_line(line, r, why);
    while (status == 0) {
        if (!take_line(&head, &line))
            return refuse(BAD, why, "lines of a request end with CR LF");
        if (line.n == 0)
            break;
        status = parse_header(line, r, why);
    }
    return status == 0 ? check_headers(r, why) : status;
}
