/* SPDX-License-Identifier: MIT */
#include "read/parts.h"

void read_layout(const model_token *m, str given_title, rec_document *doc)
{
    (void)m;
    (void)given_title;
    (void)doc;
}
