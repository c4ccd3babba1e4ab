/* SPDX-License-Identifier: MIT
 *
 * Phoenix: 26 columns, no header. A pair of actors is a row, EventID counts events and pairs. Issues stay empty, as
 * StateName where no province is known. SentenceID is report_sentence of every mention.
 */
#include "export/inside.h"

/* Agents that Phoenix takes for a role; what else stands in a code is an attribute. */
static bool is_role(str part)
{
    static const char roles[] = "GOVMILREBOPPPTYCOPJUDSPYMEDEDUBUSCRMCVL";
    for (size_t i = 0; i + 3 < sizeof roles; i += 3)
        if (str_equal(part, (str){roles + i, 3}))
            return true;
    return false;
}

/* Full, entity, role, attribute. */
static void put_party(exporting *x, const export_party *p)
{
    if (p == NULL || p->code.n < 3) {
        export_empty(x, 4);
        return;
    }
    str role = STR("");
    export_cell(x, p->code);
    export_cell(x, (str){p->code.p, 3});
    for (size_t i = 3; i + 3 <= p->code.n && role.n == 0; i += 3)
        if (is_role((str){p->code.p + i, 3}))
            role = (str){p->code.p + i, 3};
    export_cell(x, role);
    export_empty(x, 1);
    bool first = true;
    for (size_t i = 3; i + 3 <= p->code.n; i += 3)
        if (p->code.p + i != role.p) {
            strbuf_add_text(&x->out, first ? "" : ";");
            strbuf_add(&x->out, p->code.p + i, 3);
            first = false;
        }
}

/* The pipeline's own map from root codes to five classes. */
static int penta_class(str cameo)
{
    static const int of[] = {0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3, 3, 3, 4, 4, 3, 4, 4, 4, 4};
    long root = 0;
    bool known = cameo.n >= 2 && str_integer((str){cameo.p, 2}, &root) && root >= 1 && root <= 20;
    return known ? of[root] : 0;
}

void export_phoenix(exporting *x, const export_event *e)
{
    export_pair pairs[EXPORT_PAIRS];
    uint32_t count = export_pairs(e, false, pairs);
    for (uint32_t i = 0; i < count; i++) {
        strbuf_format(&x->out, "%lld_dragoman", (long long)e->id * 100 + i + 1);
        export_digits(x, e->day);
        export_cell(x, (str){e->day.p, e->day.n >= 4 ? 4 : 0});
        export_cell(x, (str){e->day.p + 5, e->day.n >= 7 ? 2 : 0});
        export_cell(x, (str){e->day.p + 8, e->day.n >= 10 ? 2 : 0});
        put_party(x, pairs[i].actor);
        put_party(x, pairs[i].recipient);
        export_cell(x, e->cameo);
        export_cell(x, (str){e->cameo.p, e->cameo.n < 2 ? e->cameo.n : 2});
        export_cell_integer(x, penta_class(e->cameo));
        export_cell_number(x, e->goldstein, 1);
        export_empty(x, 1);
        if (e->has_point) {
            export_cell_number(x, e->lat, 4);
            export_cell_number(x, e->lon, 4);
        } else {
            export_empty(x, 2);
        }
        export_cell(x, e->place);
        export_cell(x, e->admin1);
        export_cell(x, e->country);
        export_list(x, e->ids, ";", ';', ',');
        export_list(x, e->urls, ";", ';', ',');
        export_list(x, e->outlets, ";", ';', ',');
        export_end_row(x);
    }
}
