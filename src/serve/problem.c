/* SPDX-License-Identifier: MIT */
#include "serve/job.h"

#include "base/utf8.h"

const char *problem_title(int status)
{
    switch (status) {
    case 100: return "Continue";
    case 200: return "OK";
    case 201: return "Created";
    case 204: return "No Content";
    case 304: return "Not Modified";
    case 400: return "Bad Request";
    case 401: return "Unauthorized";
    case 403: return "Forbidden";
    case 404: return "Not Found";
    case 405: return "Method Not Allowed";
    case 408: return "Request Timeout";
    case 411: return "Length Required";
    case 413: return "Content Too Large";
    case 414: return "URI Too Long";
    case 415: return "Unsupported Media Type";
    case 421: return "Misdirected Request";
    case 422: return "Unprocessable Content";
    case 431: return "Request Header Fields Too Large";
    case 503: return "Service Unavailable";
    case 505: return "HTTP Version Not Supported";
    default: return "Internal Server Error";
    }
}

int problem_status_of(dgm_status status)
{
    switch (status) {
    case DGM_OK: return 200;
    case DGM_NOT_FOUND: return 404;
    case DGM_BAD_USAGE:
    case DGM_BAD_INPUT: return 400;
    case DGM_STOPPED: return 503;
    default: return 500;
    }
}

void problem_write(strbuf *to, int status, const char *detail)
{
    json_writer w = {to, false};
    strbuf clean;
    strbuf_init(&clean, 0);
    (void)utf8_clean(str_of(detail), &clean);
    json_open(&w, '{');
    json_key(&w, "type");
    json_string(&w, STR("about:blank"));
    json_key(&w, "title");
    json_string(&w, str_of(problem_title(status)));
    json_key(&w, "status");
    json_integer(&w, status);
    if (clean.n > 0) {
        json_key(&w, "detail");
        json_string(&w, strbuf_str(&clean));
    }
    json_close(&w, '}');
    strbuf_release(&clean);
}
