/* SPDX-License-Identifier: MIT
 * GraphML: actors as nodes, acts between them as edges, one a pair and quad class. Edges are directed from who acts to who
 * receives; those of reciprocal acts have directed="false". */
#include "export/inside.h"

typedef struct writing {
    exporting *x;
    export_put *put;
    void *user;
    int64_t edges;
} writing;

static const char BEFORE[] =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" "
    "xsi:schemaLocation=\"http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd\">\n"
    "  <key id=\"name\" for=\"node\" attr.name=\"name\" attr.type=\"string\"/>\n"
    "  <key id=\"kind\" for=\"node\" attr.name=\"kind\" attr.type=\"string\"/>\n"
    "  <key id=\"country\" for=\"node\" attr.name=\"country\" attr.type=\"string\"/>\n"
    "  <key id=\"sectors\" for=\"node\" attr.name=\"sectors\" attr.type=\"string\"/>\n"
    "  <key id=\"code\" for=\"node\" attr.name=\"code\" attr.type=\"string\"/>\n"
    "  <key id=\"acts\" for=\"node\" attr.name=\"events\" attr.type=\"int\"/>\n"
    "  <key id=\"quad\" for=\"edge\" attr.name=\"quad\" attr.type=\"int\"/>\n"
    "  <key id=\"events\" for=\"edge\" attr.name=\"events\" attr.type=\"int\"/>\n"
    "  <key id=\"reports\" for=\"edge\" attr.name=\"reports\" attr.type=\"int\"/>\n"
    "  <key id=\"goldstein\" for=\"edge\" attr.name=\"goldstein\" attr.type=\"double\"/>\n"
    "  <key id=\"score\" for=\"edge\" attr.name=\"score\" attr.type=\"double\"/>\n"
    "  <graph id=\"actors\" edgedefault=\"directed\">\n";

static void put_xml(strbuf *to, str s)
{
    for (size_t i = 0; i < s.n; i++)
        switch (s.p[i]) {
        case '&': strbuf_add_text(to, "&amp;"); break;
        case '<': strbuf_add_text(to, "&lt;"); break;
        case '>': strbuf_add_text(to, "&gt;"); break;
        case '"': strbuf_add_text(to, "&quot;"); break;
        default: strbuf_add_char(to, (unsigned char)s.p[i] < ' ' ? ' ' : s.p[i]);
        }
}

static void put_data(strbuf *to, const char *key, str value)
{
    if (value.n == 0)
        return;
    strbuf_format(to, "<data key=\"%s\">", key);
    put_xml(to, value);
    strbuf_add_text(to, "</data>");
}

static int give(writing *w)
{
    int stop = w->put(w->user, strbuf_str(&w->x->out));
    strbuf_reset(&w->x->out);
    return stop;
}

static int put_node(void *user, const store_row *row)
{
    static const char *const keys[] = {"name", "kind", "country", "sectors", "code", "acts"};
    writing *w = user;
    strbuf *to = &w->x->out;
    strbuf_format(to, "    <node id=\"a%lld\">", (long long)row->cell[0].integer);
    for (int i = 0; i < 6; i++)
        put_data(to, keys[i], row->cell[i + 1].text);
    strbuf_add_text(to, "</node>\n");
    return to->failed ? 1 : give(w);
}

static int put_edge(void *user, const store_row *row)
{
    static const char *const keys[] = {"quad", "events", "reports", "goldstein", "score"};
    writing *w = user;
    strbuf *to = &w->x->out;
    strbuf_format(to, "    <edge id=\"e%lld\" source=\"a%lld\" target=\"a%lld\"%s>", (long long)++w->edges, (long long)row->cell[0].integer,
                  (long long)row->cell[1].integer, row->cell[2].integer != 0 ? " directed=\"false\"" : "");
    for (int i = 0; i < 5; i++)
        put_data(to, keys[i], row->cell[i + 3].text);
    strbuf_add_text(to, "</edge>\n");
    return to->failed ? 1 : give(w);
}

dgm_status export_graphml(exporting *x, export_put *put, void *user)
{
    writing w = {.x = x, .put = put, .user = user};
    strbuf_add_text(&x->out, BEFORE);
    dgm_status status = store_ask_actors(x->ledger, x->filter, put_node, &w, x->err);
    if (status == DGM_OK)
        status = store_ask_ties(x->ledger, x->filter, put_edge, &w, x->err);
    strbuf_add_text(&x->out, "  </graph>\n</graphml>\n");
    if (status == DGM_OK && give(&w) != 0)
        status = DGM_STOPPED;
    return status;
}
