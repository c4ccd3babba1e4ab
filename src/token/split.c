/* SPDX-License-Identifier: MIT
 *
 * Pieces to sentences. */
#include "token/pieces.h"

#include "base/utf8.h"
#include "token/token.h"

static bool closes(const token_pieces *in, size_t i)
{
    const token_piece *p = &in->p[i];
    return (p->kind == PIECE_CLOSE || p->kind == PIECE_QUOTE) && i > 0 && !in->p[i - 1].space_after;
}

static bool opens_sentence(const token_pieces *in, size_t i)
{
    unsigned bytes;
    str s = token_piece_text(in, i);
    uint32_t cp = utf8_decode(s.p, s.p + s.n, &bytes);
    return !utf8_is_lower(cp) && in->p[i].kind != PIECE_CLOSE && in->p[i].kind != PIECE_STOP;
}

static bool ends_at(const token_pieces *in, size_t i)
{
    size_t k = i;
    while (k > 0 && closes(in, k))
        k--;
    const token_piece *p = &in->p[k];
    if (p->kind == PIECE_STOP)
        return in->p[i].space_after && opens_sentence(in, i + 1);
    return false;
}

void token_split(token_pieces *in, size_t first)
{
    size_t length = 0;
    for (size_t i = first; i < in->count; i++) {
        bool last = i + 1 == in->count;
        length++;
        in->p[i].ends = last || length == TOKEN_MOST_IN_SENTENCE || ends_at(in, i);
        if (in->p[i].ends)
            length = 0;
    }
}
