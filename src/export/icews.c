/* SPDX-License-Identifier: MIT
 *
 * ICEWS coded event data: 20 columns with a header. A pair of actors is a row; Event ID is event * 100 + pair. Story ID is the
 * ledger's number of the report that names most; District stays empty.
 */
#include "export/inside.h"

const char export_icews_header[] = "Event ID\tEvent Date\tSource Name\tSource Sectors\tSource Country\tEvent Text\tCAMEO Code\tIntensity\t"
                                   "Target Name\tTarget Sectors\tTarget Country\tStory ID\tSentence Number\tPublisher\tCity\tDistrict\tProvince\t"
                                   "Country\tLatitude\tLongitude\n";

static void put_party(exporting *x, const export_party *p)
{
    if (p == NULL) {
        export_empty(x, 3);
        return;
    }
    str land = export_land_name(x->names, p->country), rest = p->sectors;
    export_cell(x, p->name);
    if (land.n > 0 && str_equal(p->kind, STR("role")))
        strbuf_format(&x->out, " (%.*s)", (int)land.n, land.p);
    export_empty(x, 1);
    for (bool first = true; rest.n > 0; first = false) {
        str words = export_sector_words(x->names, str_cut(rest, ' ', &rest));
        strbuf_add_text(&x->out, first || words.n == 0 ? "" : ",");
        strbuf_add_str(&x->out, words);
    }
    export_cell(x, land);
}

void export_icews(exporting *x, const export_event *e)
{
    export_pair pairs[EXPORT_PAIRS];
    uint32_t count = export_pairs(e, true, pairs);
    for (uint32_t i = 0; i < count; i++) {
        strbuf_add_integer(&x->out, e->id * 100 + i + 1);
        export_cell(x, e->day);
        put_party(x, pairs[i].actor);
        export_cell(x, export_cameo_name(x->names, e->cameo));
        export_cell(x, e->cameo);
        export_cell_number(x, export_intensity(x->names, e->cameo, e->goldstein), 1);
        put_party(x, pairs[i].recipient);
        export_cell_integer(x, e->document);
        export_cell_integer(x, e->sentence + 1);
        export_cell(x, e->source);
        export_place(x, e);
        export_end_row(x);
    }
}
