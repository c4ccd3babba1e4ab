/* SPDX-License-Identifier: MIT
 *
 * POLECAT: 40 columns with a header. A pair of actors is a row; Event ID is event * 100 + pair. Empty: titles, ids of
 * Wikipedia and GeoNames, District, Feature Type.
 */
#include "export/inside.h"

const char export_polecat_header[] =
    "Event ID\tEvent Date\tEvent Type\tEvent Mode\tIntensity\tQuad Code\tContexts\tActor Name\tActor Country\tActor COW\t"
    "Primary Actor Sector\tActor Sectors\tActor Title\tActor Name Raw\tWikipedia Actor ID\tRecipient Name\tRecipient Country\tRecipient COW\t"
    "Primary Recipient Sector\tRecipient Sectors\tRecipient Title\tRecipient Name Raw\tWikipedia Recipient ID\tPlacename\tCity\tDistrict\t"
    "Province\tCountry\tLatitude\tLongitude\tGeoNames ID\tRaw Placename\tFeature Type\tSource\tPublication Date\tStory People\t"
    "Story Organizations\tStory Locations\tLanguage\tVersion\n";

/* The words of a list parted by spaces, "; " between. */
static void put_words(exporting *x, str words)
{
    export_empty(x, 1);
    for (size_t i = 0; i < words.n; i++)
        strbuf_add_text(&x->out, words.p[i] == ' ' ? "; " : (char[]){words.p[i], 0});
}

/* Name, country, COW, primary sector, sectors, title, raw name, id. */
static void put_party(exporting *x, const export_party *p)
{
    str rest;
    if (p == NULL) {
        export_empty(x, 8);
        return;
    }
    export_cell(x, p->name);
    str land = export_land_name(x->names, p->country);
    export_cell(x, land.n > 0 ? land : p->country);
    export_cell(x, export_cow(x->names, p->country));
    export_cell(x, str_cut(p->sectors, ' ', &rest));
    put_words(x, p->sectors);
    export_empty(x, 3);
}

static void put_quad(exporting *x, int64_t quad)
{
    static const char *const names[] = {"", "VERBAL COOPERATION", "MATERIAL COOPERATION", "VERBAL CONFLICT", "MATERIAL CONFLICT"};
    export_cell(x, str_of(quad >= 1 && quad <= 4 ? names[quad] : ""));
}

void export_polecat(exporting *x, const export_event *e)
{
    export_pair pairs[EXPORT_PAIRS];
    uint32_t count = e->type.n > 0 ? export_pairs(e, true, pairs) : 0;
    for (uint32_t i = 0; i < count; i++) {
        strbuf_add_integer(&x->out, e->id * 100 + i + 1);
        export_cell(x, e->day);
        export_cell(x, e->type);
        export_cell(x, e->mode);
        export_cell_number(x, e->score, 1);
        put_quad(x, e->quad);
        put_words(x, e->contexts);
        put_party(x, pairs[i].actor);
        put_party(x, pairs[i].recipient);
        export_cell(x, e->place);
        export_place(x, e);
        export_empty(x, 3);
        export_cell(x, e->source);
        export_cell(x, e->published);
        export_list(x, e->people, "; ", ';', ',');
        export_list(x, e->organisations, "; ", ';', ',');
        export_list(x, e->locations, "; ", ';', ',');
        export_cell(x, e->language);
        export_cell(x, STR("Dragoman"));
        export_end_row(x);
    }
}
