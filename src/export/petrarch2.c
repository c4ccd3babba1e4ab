/* SPDX-License-Identifier: MIT
 *
 * PETRARCH2: date, source, target, code, issues, ids, url, story source, texts of the actors, text of the event, roots of the
 * actors: all 13 columns in every row, so that a missing url moves nothing. "---" is what PETRARCH writes for an actor that is
 * missing. Issues stay empty.
 */
#include "export/inside.h"

static void put_code(exporting *x, const export_party *p)
{
    export_cell(x, p != NULL && p->code.n > 0 ? p->code : STR("---"));
}

static void put_text(exporting *x, const export_party *p)
{
    export_cell(x, p != NULL ? p->name : STR("---"));
}

static void put_root(exporting *x, const export_party *p)
{
    export_cell(x, p != NULL && p->code.n >= 3 ? (str){p->code.p, 3} : STR("---"));
}

void export_petrarch2(exporting *x, const export_event *e)
{
    export_pair pairs[EXPORT_PAIRS];
    uint32_t count = export_pairs(e, false, pairs);
    for (uint32_t i = 0; i < count; i++) {
        for (size_t c = 0; c < e->day.n; c++)
            if (e->day.p[c] != '-')
                strbuf_add_char(&x->out, e->day.p[c]);
        put_code(x, pairs[i].actor);
        put_code(x, pairs[i].recipient);
        export_cell(x, e->cameo);
        export_empty(x, 1);
        export_list(x, e->ids, ";", ';', ',');
        export_cell(x, e->url);
        export_cell(x, e->source);
        put_text(x, pairs[i].actor);
        put_text(x, pairs[i].recipient);
        export_cell(x, e->trigger);
        put_root(x, pairs[i].actor);
        put_root(x, pairs[i].recipient);
        export_end_row(x);
    }
}
