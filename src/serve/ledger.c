/* SPDX-License-Identifier: MIT
 * ledger.c: what there is: the interface itself, the ledger as a whole, what it can be filtered by. */
#include "serve/routes.h"

dgm_status serve_index(asking *a, dgm_error *err)
{
    (void)err;
    json_open(&a->w, '{');
    rows_text(a, "name", STR("Dragoman"));
    rows_text(a, "version", str_of(dgm_version()));
    json_key(&a->w, "paths");
    json_open(&a->w, '[');
    for (size_t i = 0; serve_route_at(i) != NULL; i++) {
        char methods[48];
        const serve_route *r = serve_route_at(i);
        str path = str_of(r->path);
        serve_route_methods(r, methods);
        json_open(&a->w, '{');
        json_key(&a->w, "path");
        json_string(&a->w, path);
        rows_text(a, "methods", str_of(methods));
        json_close(&a->w, '}');
    }
    json_close(&a->w, ']');
    json_close(&a->w, '}');
    return DGM_OK;
}

dgm_status serve_status(asking *a, dgm_error *err)
{
    rows_one one = {a, false};
    json_open(&a->w, '{');
    rows_text(a, "version", str_of(dgm_version()));
    rows_integer(a, "generation", (int64_t)a->generation);
    dgm_status status = store_page_status(a->ledger, rows_one_sink, &one, err);
    json_close(&a->w, '}');
    return status;
}

dgm_status serve_facets(asking *a, dgm_error *err)
{
    static const struct {
        const char *name;
        store_facet facet;
    } facets[] = {{"types", STORE_FACET_TYPE}, {"statuses", STORE_FACET_STATUS},   {"outlets", STORE_FACET_OUTLET},
                  {"lands", STORE_FACET_LAND}, {"contexts", STORE_FACET_CONTEXT}, {"modes", STORE_FACET_MODE}};
    dgm_status status = DGM_OK;
    json_open(&a->w, '{');
    for (size_t i = 0; status == DGM_OK && i < sizeof facets / sizeof *facets; i++) {
        json_key(&a->w, facets[i].name);
        json_open(&a->w, '[');
        status = store_page_facet(a->ledger, facets[i].facet, facets[i].facet == STORE_FACET_LAND ? rows_land_sink : rows_sink, a, err);
        json_close(&a->w, ']');
    }
    json_close(&a->w, '}');
    return status;
}
