/* SPDX-License-Identifier: MIT
 * names.h: names of lands, international bodies and CAMEO codes for people; read-only once loaded. */
#ifndef SERVE_NAMES_H
#define SERVE_NAMES_H

#include "base/str.h"
#include "dragoman.h"

typedef struct serve_names serve_names;

DGM_CHECK dgm_status serve_names_load(serve_names **names, const char *data_dir, dgm_error *err); /* owned: serve_names_free */
void serve_names_free(serve_names *names); /* NULL is fine */

str serve_land_name(const serve_names *names, str code);  /* the code where it has no name */
str serve_cameo_name(const serve_names *names, str code); /* empty where there is none */

#endif
