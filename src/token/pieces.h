/* SPDX-License-Identifier: MIT
 *
 * token/pieces.h: tokens before they are tokens. A paragraph is cut into pieces (12 bytes each), the sentence ends are
 * found among them, and only then the tokens of the record are made, exactly as many as are needed. */
#ifndef TOKEN_PIECES_H
#define TOKEN_PIECES_H

#include "model/token.h"
#include "record/record.h"

typedef enum piece_kind {
    PIECE_WORD,
    PIECE_NUMBER,
    PIECE_ABBREVIATION, /* ends with its stop: "Gen.", "U.S." */
    PIECE_STOP,         /* a run of . ? ! or an ellipsis */
    PIECE_QUOTE,
    PIECE_OPEN,         /* bracket */
    PIECE_CLOSE,
    PIECE_MARK,         /* any other punctuation or symbol */
    PIECE_LINK,
    PIECE_FACE
} piece_kind;

typedef struct token_piece {
    uint32_t begin, end; /* bytes of the text */
    uint8_t kind;        /* piece_kind */
    uint8_t mwt;         /* words of the multiword token that begins here */
    bool space_after;
    bool ends;           /* the last of its sentence */
} token_piece;

typedef struct token_pieces {
    const model_token *model;
    rec_document *doc;
    token_piece *p; /* [count] in the document */
    size_t count;
    bool in_single; /* a single quote stands open */
} token_pieces;

/* Adds the pieces of [begin, end) bytes of the text. Linear. */
void token_scan(token_pieces *to, rec_span span);

/* Marks the sentence ends among the pieces [first, count), which are one paragraph; the last one always ends. */
void token_split(token_pieces *in, size_t first);

static inline str token_piece_text(const token_pieces *in, size_t i)
{
    return (str){in->doc->text + in->p[i].begin, in->p[i].end - in->p[i].begin};
}

#endif
