/* SPDX-License-Identifier: MIT */
#include "source/page.h"

#include "base/utf8.h"

#include <json-c/json.h>
#include <libxml/HTMLparser.h>
#include <string.h>

#define BLOCK_LEAST 20    /* bytes of a paragraph that counts */
#define LINKS_MOST 0.5    /* share of a block's text that may stand in links */
#define GAIN 1.3          /* how much more a container must hold to be taken instead of one inside it */

typedef struct page {
    htmlDocPtr doc;
    strbuf title, byline, source, url, date, text;
    xmlNode *best;
    double best_weight;
} page;

static str name_of(const xmlNode *n)
{
    return str_of((const char *)n->name);
}

static bool is_one_of(str name, const char *const *names)
{
    for (; *names != NULL; names++)
        if (str_equal_folded(name, str_of(*names)))
            return true;
    return false;
}

/* Elements whose text is none of the article. */
static bool is_noise(const xmlNode *n)
{
    static const char *const noise[] = {"script", "style", "noscript", "nav", "footer", "aside", "form", "button", "select", "iframe", "svg",
                                        "figure", "template", "head", NULL};
    return is_one_of(name_of(n), noise);
}

static bool is_block(const xmlNode *n)
{
    static const char *const blocks[] = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "blockquote", "pre", "div", "section", "article", "main",
                                         "td", "tr", "table", "ul", "ol", "header", "body", "br", "hr", "dd", "dt", NULL};
    return is_one_of(name_of(n), blocks);
}

static bool is_paragraph(const xmlNode *n)
{
    static const char *const paragraphs[] = {"p", "h2", "h3", "h4", "li", "blockquote", "pre", NULL};
    return is_one_of(name_of(n), paragraphs);
}

/* The next node in document order, not going into `n` where `over` says so, and not leaving `top`. */
static xmlNode *next_node(xmlNode *n, const xmlNode *top, bool over)
{
    if (!over && n->children != NULL && n->type != XML_ENTITY_REF_NODE)
        return n->children;
    while (n != top && n->next == NULL)
        n = n->parent;
    return n == top || n == NULL ? NULL : n->next;
}

static void add_words(strbuf *to, str s)
{
    for (size_t i = 0; i < s.n;) {
        unsigned bytes;
        uint32_t cp = utf8_decode(s.p + i, s.p + s.n, &bytes);
        bool white = cp != UTF8_BAD && utf8_is_space(cp);
        if (white && to->n > 0 && to->p[to->n - 1] != ' ' && to->p[to->n - 1] != '\n')
            strbuf_add_char(to, ' ');
        if (!white)
            strbuf_add(to, s.p + i, bytes);
        i += bytes;
    }
}

static void trim_end(strbuf *b)
{
    while (b->n > 0 && (b->p[b->n - 1] == ' ' || b->p[b->n - 1] == '\n'))
        b->p[--b->n] = 0;
}

static void end_block(strbuf *to)
{
    trim_end(to);
    if (to->n > 0)
        strbuf_add_text(to, "\n\n");
}

/* All words below a node. */
static void collect_words(xmlNode *top, strbuf *to)
{
    for (xmlNode *n = top; n != NULL;) {
        bool noise = n->type == XML_ELEMENT_NODE && is_noise(n) && n != top;
        if (n->type == XML_TEXT_NODE || n->type == XML_CDATA_SECTION_NODE)
            add_words(to, str_of((const char *)n->content));
        else if (n->type == XML_ELEMENT_NODE && is_block(n))
            end_block(to);
        n = next_node(n, top, noise);
    }
    trim_end(to);
}

/* Bytes of text below a node, and of those how many stand in links. */
static void measure(xmlNode *top, size_t *all, size_t *linked)
{
    *all = *linked = 0;
    const xmlNode *link = NULL;
    for (xmlNode *n = top; n != NULL;) {
        bool noise = n->type == XML_ELEMENT_NODE && is_noise(n) && n != top;
        if (n->type == XML_ELEMENT_NODE && link == NULL && str_equal_folded(name_of(n), STR("a")))
            link = n;
        if (n->type == XML_TEXT_NODE) {
            size_t bytes = str_trim(str_of((const char *)n->content)).n;
            *all += bytes;
            *linked += link != NULL ? bytes : 0;
        }
        xmlNode *after = next_node(n, top, noise);
        if (link != NULL) { /* left the link? */
            const xmlNode *up = after;
            while (up != NULL && up != link)
                up = up->parent;
            if (up == NULL)
                link = NULL;
        }
        n = after;
    }
}

/* ---- metadata ------------------------------------------------------------------------------------------------------------ */

static str attribute(xmlNode *n, const char *name, strbuf *hold)
{
    xmlChar *value = xmlGetProp(n, (const xmlChar *)name);
    strbuf_reset(hold);
    if (value != NULL)
        strbuf_add_text(hold, (const char *)value);
    xmlFree(value);
    return str_trim(strbuf_str(hold));
}

static void set_once(strbuf *to, str value)
{
    if (to->n == 0 && value.n > 0)
        add_words(to, value);
}

static void read_meta(page *p, xmlNode *n)
{
    static const char *const titles[] = {"og:title", "twitter:title", "dc.title", NULL};
    static const char *const dates[] = {"article:published_time", "datepublished", "date", "dc.date", "dc.date.issued", "pubdate", "publishdate",
                                        "parsely-pub-date", "sailthru.date", "article:published", "og:published_time", NULL};
    static const char *const authors[] = {"author", "article:author_name", "dc.creator", "parsely-author", "byl", NULL};
    strbuf key, value;
    strbuf_init(&key, 0);
    strbuf_init(&value, 0);
    str name = attribute(n, "property", &key);
    if (name.n == 0)
        name = attribute(n, "name", &key);
    if (name.n == 0)
        name = attribute(n, "itemprop", &key);
    str content = attribute(n, "content", &value);
    if (is_one_of(name, titles))
        set_once(&p->title, content);
    else if (is_one_of(name, dates))
        set_once(&p->date, content);
    else if (is_one_of(name, authors) && str_find(content, STR("://")) < 0)
        set_once(&p->byline, content);
    else if (str_equal_folded(name, STR("og:site_name")))
        set_once(&p->source, content);
    else if (str_equal_folded(name, STR("og:url")))
        set_once(&p->url, content);
    strbuf_release(&key);
    strbuf_release(&value);
}

static void read_linked_object(page *p, struct json_object *o)
{
    struct json_object *v, *name;
    if (!json_object_is_type(o, json_type_object))
        return;
    if (json_object_object_get_ex(o, "@graph", &v) && json_object_is_type(v, json_type_array))
        for (size_t i = 0; i < json_object_array_length(v) && i < 64; i++)
            read_linked_object(p, json_object_array_get_idx(v, i));
    if (json_object_object_get_ex(o, "datePublished", &v) && json_object_is_type(v, json_type_string))
        set_once(&p->date, str_of(json_object_get_string(v)));
    if (json_object_object_get_ex(o, "headline", &v) && json_object_is_type(v, json_type_string))
        set_once(&p->title, str_of(json_object_get_string(v)));
    if (json_object_object_get_ex(o, "author", &v)) {
        if (json_object_is_type(v, json_type_array) && json_object_array_length(v) > 0)
            v = json_object_array_get_idx(v, 0);
        if (json_object_is_type(v, json_type_object) && json_object_object_get_ex(v, "name", &name) && json_object_is_type(name, json_type_string))
            set_once(&p->byline, str_of(json_object_get_string(name)));
    }
    if (json_object_object_get_ex(o, "publisher", &v) && json_object_is_type(v, json_type_object) && json_object_object_get_ex(v, "name", &name) &&
        json_object_is_type(name, json_type_string))
        set_once(&p->source, str_of(json_object_get_string(name)));
}

/* JSON-LD: schema.org's NewsArticle */
static void read_script(page *p, xmlNode *n)
{
    strbuf hold;
    strbuf_init(&hold, 0);
    if (str_equal_folded(attribute(n, "type", &hold), STR("application/ld+json"))) {
        xmlChar *text = xmlNodeGetContent(n);
        struct json_object *o = text != NULL ? json_tokener_parse((const char *)text) : NULL;
        for (size_t i = 0; json_object_is_type(o, json_type_array) && i < json_object_array_length(o) && i < 64; i++)
            read_linked_object(p, json_object_array_get_idx(o, i));
        read_linked_object(p, o);
        json_object_put(o);
        xmlFree(text);
    }
    strbuf_release(&hold);
}

static void read_time(page *p, xmlNode *n)
{
    strbuf hold;
    strbuf_init(&hold, 0);
    set_once(&p->date, attribute(n, "datetime", &hold));
    strbuf_release(&hold);
}

static void read_class(page *p, xmlNode *n)
{
    strbuf hold, words;
    strbuf_init(&hold, 0);
    strbuf_init(&words, 0);
    str class = attribute(n, "class", &hold);
    if (p->byline.n == 0 && (str_find(class, STR("byline")) >= 0 || str_find(class, STR("author-name")) >= 0)) {
        collect_words(n, &words);
        if (words.n > 0 && words.n < 120 && memchr(words.p, '\n', words.n) == NULL)
            set_once(&p->byline, strbuf_str(&words));
    }
    strbuf_release(&hold);
    strbuf_release(&words);
}

static void read_link(page *p, xmlNode *n)
{
    strbuf hold;
    strbuf_init(&hold, 0);
    if (str_equal_folded(attribute(n, "rel", &hold), STR("canonical")))
        set_once(&p->url, attribute(n, "href", &hold));
    strbuf_release(&hold);
}

static void set_heading(strbuf *to, xmlNode *n)
{
    strbuf words;
    strbuf_init(&words, 0);
    collect_words(n, &words);
    set_once(to, strbuf_str(&words));
    strbuf_release(&words);
}

static void read_metadata(page *p, xmlNode *root)
{
    strbuf heading, title;
    strbuf_init(&heading, 0);
    strbuf_init(&title, 0);
    for (xmlNode *n = root; n != NULL; n = next_node(n, root, false)) {
        if (n->type != XML_ELEMENT_NODE)
            continue;
        str name = name_of(n);
        if (str_equal_folded(name, STR("meta")))
            read_meta(p, n);
        else if (str_equal_folded(name, STR("script")))
            read_script(p, n);
        else if (str_equal_folded(name, STR("time")))
            read_time(p, n);
        else if (str_equal_folded(name, STR("link")))
            read_link(p, n);
        else if (str_equal_folded(name, STR("h1")))
            set_heading(&heading, n);
        else if (str_equal_folded(name, STR("title")))
            set_heading(&title, n);
        else if (n->properties != NULL)
            read_class(p, n);
    }
    set_once(&p->title, strbuf_str(&heading));
    set_once(&p->title, strbuf_str(&title));
    strbuf_release(&heading);
    strbuf_release(&title);
}

/* ---- the article ------------------------------------------------------------------------------------------------------------ */

static bool counts(xmlNode *n)
{
    size_t all, linked;
    measure(n, &all, &linked);
    return all >= BLOCK_LEAST && (double)linked <= LINKS_MOST * (double)all;
}

static bool inside_noise(const xmlNode *n, const xmlNode *top)
{
    for (; n != NULL && n != top; n = n->parent)
        if (n->type == XML_ELEMENT_NODE && is_noise(n))
            return true;
    return false;
}

/* A paragraph's weight goes to its parent whole and to the parent's parent by a half; the heaviest is the article. */
typedef struct weight { const xmlNode *node; double value; } weight;
enum { WEIGHTS = 4096 };

static void add_weight(weight *w, size_t *count, const xmlNode *node, double value)
{
    for (size_t i = *count; i-- > 0;)
        if (w[i].node == node) {
            w[i].value += value;
            return;
        }
    if (*count < WEIGHTS)
        w[(*count)++] = (weight){node, value};
}

static const xmlNode *find_article(xmlNode *root)
{
    static const char *const article[] = {"article", "main", NULL};
    weight *w = xmlMalloc(WEIGHTS * sizeof *w);
    size_t count = 0, all, linked;
    const weight *best = NULL;
    if (w == NULL)
        return root;
    for (xmlNode *n = root; n != NULL;) {
        bool element = n->type == XML_ELEMENT_NODE, noise = element && is_noise(n);
        if (element && !noise && str_equal_folded(name_of(n), STR("p")) && n->parent != NULL) {
            measure(n, &all, &linked);
            double value = all >= BLOCK_LEAST ? (double)all - (double)linked / LINKS_MOST : 0;
            if (value > 0) {
                add_weight(w, &count, n->parent, value);
                if (n->parent->parent != NULL)
                    add_weight(w, &count, n->parent->parent, value / 2);
            }
        }
        n = next_node(n, root, noise);
    }
    for (size_t i = 0; i < count; i++) {
        w[i].value *= w[i].node->type == XML_ELEMENT_NODE && is_one_of(name_of(w[i].node), article) ? GAIN : 1;
        if (best == NULL || w[i].value > best->value)
            best = &w[i];
    }
    const xmlNode *found = best != NULL ? best->node : root;
    xmlFree(w);
    return found;
}

static void read_article(page *p, xmlNode *root)
{
    xmlNode *article = (xmlNode *)(uintptr_t)find_article(root);
    for (xmlNode *n = article; n != NULL;) {
        bool element = n->type == XML_ELEMENT_NODE, noise = element && is_noise(n) && n != article;
        bool paragraph = element && !noise && n != article && is_paragraph(n);
        if (paragraph && counts(n)) {
            collect_words(n, &p->text);
            end_block(&p->text);
        }
        n = next_node(n, article, noise || paragraph);
    }
    trim_end(&p->text);
    if (p->text.n == 0 && !inside_noise(article, NULL)) /* a page without paragraphs */
        collect_words(article, &p->text);
}

/* ---- the page ---------------------------------------------------------------------------------------------------------------- */

static bool is_utf8(str s)
{
    const char *end = s.p + s.n;
    for (const char *p = s.p; p < end;) {
        unsigned bytes;
        if (utf8_decode(p, end, &bytes) == UTF8_BAD)
            return false;
        p += bytes;
    }
    return true;
}

static htmlDocPtr parse(str html)
{
    int options = HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET | HTML_PARSE_COMPACT;
    htmlParserCtxtPtr context = htmlNewParserCtxt();
    if (context == NULL || html.n > INT32_MAX) {
        htmlFreeParserCtxt(context);
        return NULL;
    }
    context->options |= XML_PARSE_HUGE; /* deeper than 256 */
    htmlDocPtr doc = htmlCtxtReadMemory(context, html.p, (int)html.n, NULL, is_utf8(html) ? "UTF-8" : NULL, options | XML_PARSE_HUGE);
    htmlFreeParserCtxt(context);
    return doc;
}

static void open_page(page *p)
{
    *p = (page){0};
    strbuf *all[] = {&p->title, &p->byline, &p->source, &p->url, &p->date, &p->text};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        strbuf_init(all[i], 0);
}

static void close_page(page *p)
{
    strbuf *all[] = {&p->title, &p->byline, &p->source, &p->url, &p->date, &p->text};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        strbuf_release(all[i]);
    xmlFreeDoc(p->doc);
}

bool page_read(str html, str url, strbuf *to)
{
    page p;
    open_page(&p);
    p.doc = parse(html);
    xmlNode *root = p.doc != NULL ? xmlDocGetRootElement(p.doc) : NULL;
    if (root != NULL) {
        read_metadata(&p, root);
        read_article(&p, root);
    }
    bool found = p.text.n > 0;
    if (found) {
        source_report r = {.title = strbuf_str(&p.title), .byline = strbuf_str(&p.byline), .source = strbuf_str(&p.source),
                           .url = url.n > 0 ? url : strbuf_str(&p.url), .date = strbuf_str(&p.date), .text = strbuf_str(&p.text)};
        r.id = r.url;
        source_report_json(&r, to);
    }
    close_page(&p);
    return found && !to->failed;
}

void page_words(str html, strbuf *to)
{
    htmlDocPtr doc = html.n > 0 ? parse(html) : NULL;
    xmlNode *root = doc != NULL ? xmlDocGetRootElement(doc) : NULL;
    if (root != NULL)
        collect_words(root, to);
    xmlFreeDoc(doc);
}

bool page_is_html(str bytes)
{
    static const char *const starts[] = {"<!doctype html", "<html", "<head", "<body", NULL};
    str s = bytes;
    if (str_starts(s, STR("\xEF\xBB\xBF")))
        s = (str){s.p + 3, s.n - 3};
    s = str_trim(s);
    while (str_starts(s, STR("<!--")) || str_starts(s, STR("<?xml"))) { /* what may stand before */
        ptrdiff_t end = str_find(s, s.p[1] == '!' ? STR("-->") : STR("?>"));
        if (end < 0)
            return false;
        s = str_trim((str){s.p + end + 2, s.n - (size_t)end - 2});
        if (s.n > 0 && s.p[0] == '>')
            s = str_trim((str){s.p + 1, s.n - 1});
    }
    for (const char *const *start = starts; *start != NULL; start++) {
        str want = str_of(*start);
        if (s.n >= want.n && str_equal_folded((str){s.p, want.n}, want))
            return true;
    }
    return false;
}
