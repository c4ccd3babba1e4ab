/* SPDX-License-Identifier: MIT
 * feed.c: RSS 0.9x, 1.0, 2.0 and Atom. Read whole with recovery, as feeds in the wild are seldom well-formed. An item's text is
 * the longest of its content, description and summary; HTML in it is taken off. */
#include "source/inside.h"

#include "base/utf8.h"
#include "source/page.h"
#include "source/report.h"

#include <libxml/parser.h>
#include <string.h>

#define LOOK 2000 /* bytes in which a feed's root must stand */

bool feed_is_one(str bytes)
{
    str s = {bytes.p, bytes.n < LOOK ? bytes.n : LOOK};
    str trimmed = str_trim(str_starts(s, STR("\xEF\xBB\xBF")) ? (str){s.p + 3, s.n - 3} : s);
    if (trimmed.n == 0 || trimmed.p[0] != '<')
        return false;
    return str_find(s, STR("<rss")) >= 0 || str_find(s, STR("<feed")) >= 0 || str_find(s, STR("<rdf:RDF")) >= 0;
}

static bool is_named(const xmlNode *n, const char *name)
{
    return n->type == XML_ELEMENT_NODE && strcmp((const char *)n->name, name) == 0;
}

static void add_content(xmlNode *n, strbuf *to)
{
    xmlChar *text = xmlNodeGetContent(n);
    if (text != NULL)
        strbuf_add_text(to, (const char *)text);
    xmlFree(text);
}

typedef struct entry {
    strbuf title, author, link, date, text, id;
} entry;

static void set_once(strbuf *to, xmlNode *n)
{
    if (to->n == 0)
        add_content(n, to);
}

/* The words of a piece that may be HTML. */
static void set_words(strbuf *to, str piece)
{
    strbuf words;
    strbuf_init(&words, 0);
    if (piece.n > 0 && memchr(piece.p, '<', piece.n) != NULL)
        page_words(piece, &words);
    else
        strbuf_add_str(&words, str_trim(piece));
    if (words.n > to->n) {
        strbuf_reset(to);
        strbuf_add_str(to, strbuf_str(&words));
    }
    strbuf_release(&words);
}

static void set_text(strbuf *to, xmlNode *n)
{
    strbuf raw;
    strbuf_init(&raw, 0);
    add_content(n, &raw);
    set_words(to, strbuf_str(&raw));
    strbuf_release(&raw);
}

static void set_link(strbuf *to, xmlNode *n)
{
    xmlChar *rel = xmlGetProp(n, (const xmlChar *)"rel"), *href = xmlGetProp(n, (const xmlChar *)"href");
    bool main_link = rel == NULL || strcmp((const char *)rel, "alternate") == 0;
    if (to->n == 0 && main_link && href != NULL)
        strbuf_add_text(to, (const char *)href);
    else if (href == NULL)
        set_once(to, n);
    xmlFree(rel);
    xmlFree(href);
}

static void read_author(strbuf *to, xmlNode *n)
{
    for (xmlNode *c = n->children; c != NULL; c = c->next)
        if (is_named(c, "name")) {
            set_once(to, c);
            return;
        }
    set_once(to, n);
}

static void read_entry(xmlNode *item, entry *e)
{
    for (xmlNode *n = item->children; n != NULL; n = n->next) {
        if (is_named(n, "title")) {
            strbuf words;
            strbuf_init(&words, 0);
            add_content(n, &words);
            set_words(&e->title, strbuf_str(&words));
            strbuf_release(&words);
        } else if (is_named(n, "link")) {
            set_link(&e->link, n);
        } else if (is_named(n, "guid") || is_named(n, "id")) {
            set_once(&e->id, n);
        } else if (is_named(n, "pubDate") || is_named(n, "published") || is_named(n, "date") || (is_named(n, "updated") && e->date.n == 0)) {
            set_once(&e->date, n);
        } else if (is_named(n, "creator") || is_named(n, "author")) {
            read_author(&e->author, n);
        } else if (is_named(n, "description") || is_named(n, "summary") || is_named(n, "encoded") || is_named(n, "content")) {
            set_text(&e->text, n);
        }
    }
}

static void add_entry(xmlNode *item, str feed_title, strbuf *to)
{
    entry e;
    strbuf *all[] = {&e.title, &e.author, &e.link, &e.date, &e.text, &e.id};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        strbuf_init(all[i], 0);
    read_entry(item, &e);
    source_report r = {.title = strbuf_str(&e.title), .byline = strbuf_str(&e.author), .source = feed_title, .url = str_trim(strbuf_str(&e.link)),
                       .date = str_trim(strbuf_str(&e.date)), .text = e.text.n > 0 ? strbuf_str(&e.text) : strbuf_str(&e.title)};
    r.id = e.id.n > 0 ? str_trim(strbuf_str(&e.id)) : r.url;
    if (str_find(r.byline, STR("@")) >= 0) /* RSS authors are addresses */
        r.byline = (str){NULL, 0};
    source_report_json(&r, to);
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        strbuf_release(all[i]);
}

static xmlNode *next_node(xmlNode *n, const xmlNode *top)
{
    if (n->children != NULL && n->type == XML_ELEMENT_NODE)
        return n->children;
    while (n != top && n->next == NULL)
        n = n->parent;
    return n == top ? NULL : n->next;
}

/* All items of a feed as lines in `to`. */
static bool read_feed(str bytes, strbuf *to)
{
    strbuf clean, title;
    strbuf_init(&clean, 0);
    strbuf_init(&title, 0);
    bool declared = str_find((str){bytes.p, bytes.n < 200 ? bytes.n : 200}, STR("encoding=")) >= 0;
    if (!declared) /* bad bytes would end the reading */
        (void)utf8_clean(bytes, &clean);
    str use = declared ? bytes : strbuf_str(&clean);
    int options = XML_PARSE_RECOVER | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_NONET | XML_PARSE_NOCDATA;
    xmlDocPtr doc = use.n <= INT32_MAX ? xmlReadMemory(use.p, (int)use.n, NULL, NULL, options) : NULL;
    xmlNode *root = doc != NULL ? xmlDocGetRootElement(doc) : NULL;
    for (xmlNode *n = root; n != NULL; n = next_node(n, root)) {
        bool item = is_named(n, "item") || is_named(n, "entry");
        if (item)
            add_entry(n, str_trim(strbuf_str(&title)), to);
        else if (title.n == 0 && is_named(n, "title") && !(n->parent != NULL && (is_named(n->parent, "item") || is_named(n->parent, "entry"))))
            add_content(n, &title);
    }
    xmlFreeDoc(doc);
    strbuf_release(&clean);
    strbuf_release(&title);
    return root != NULL;
}

bool feed_next(source_reader *r, strbuf *to, dgm_status *status, const char **why)
{
    if (!r->done) {
        r->done = true;
        (void)source_bytes(r, &r->whole, SIZE_MAX);
        bool good = !r->whole.failed && read_feed(strbuf_str(&r->whole), &r->pending);
        if (!good || r->pending.n == 0) {
            *status = DGM_BAD_INPUT;
            *why = r->whole.failed ? "the feed is larger than the limit of 64 MB" : good ? "the feed has no items" : "the feed cannot be read";
            return true;
        }
    }
    if (r->pending_at >= r->pending.n)
        return false;
    str rest, line = str_cut((str){r->pending.p + r->pending_at, r->pending.n - r->pending_at}, '\n', &rest);
    strbuf_add_str(to, line);
    r->pending_at += line.n + 1;
    r->number++;
    return true;
}
