/* SPDX-License-Identifier: MIT
 *
 * dragoman.h: the one public header of libdragoman.
 *
 *   bytes -> dgm_document (text and layers) -> record (JSON lines, TSV, brief)
 *
 * Ownership words used below: "borrowed" (yours must not free it), "owned: free with X", "lives in the document"
 * (valid until the document is read into again or freed).
 */
#ifndef DRAGOMAN_H
#define DRAGOMAN_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define DGM_API __attribute__((visibility("default")))
#define DGM_CHECK __attribute__((warn_unused_result))
#else
#define DGM_API
#define DGM_CHECK
#endif

/* Result of every call that can fail. 0 is good. */
typedef enum dgm_status {
    DGM_OK = 0,
    DGM_NO_MEMORY, /* an allocation failed or a limit on memory was reached */
    DGM_IO,        /* the system refused to open, read or write */
    DGM_BAD_INPUT, /* the bytes of a document are not what they should be */
    DGM_BAD_DATA,  /* a file under data/ is wrong: see file, line, column */
    DGM_BAD_MODEL, /* a file under models/ is missing, cut off or foreign */
    DGM_BAD_USAGE, /* an argument out of range */
    DGM_NOT_FOUND, /* nothing of that name */
    DGM_STORE,     /* the ledger refused */
    DGM_STOPPED    /* stopped on request */
} dgm_status;

/* What went wrong and where in the input. May be passed as NULL everywhere; untouched on success. */
typedef struct dgm_error {
    dgm_status status;
    char file[256];    /* name of the input file, or "" */
    uint32_t line;     /* from 1, 0 where unknown */
    uint32_t column;   /* from 1, in bytes, 0 where unknown */
    char message[256]; /* one sentence without a final stop, UTF-8 */
} dgm_error;

DGM_API const char *dgm_version(void); /* "0.1.0" */
/* "out of memory", "bad input", ...; never NULL. */
DGM_API const char *dgm_status_name(dgm_status status);

/* ---- engine: everything that is loaded once, read-only afterwards, shared by all threads ------------------------- */

typedef struct dgm_engine dgm_engine;

/* All zero is a good start. Strings and lists are borrowed for the call only. */
typedef struct dgm_options {
    const char *data_dir;  /* NULL: $DRAGOMAN_DATA, then beside the program, then the installed folder */
    const char *model_dir; /* NULL: $DRAGOMAN_MODELS, then the same way */
    const char *const *actor_files; /* [actor_file_count] own lists of actors, read after those of data_dir */
    size_t actor_file_count;
    size_t document_memory; /* most bytes that one document may take; 0: 512 MiB */
} dgm_options;

/* Loads data and models. *engine owned: free with dgm_engine_free. `options` may be NULL. */
DGM_API DGM_CHECK dgm_status dgm_engine_open(const dgm_options *options, dgm_engine **engine, dgm_error *err);
DGM_API void dgm_engine_free(dgm_engine *engine); /* NULL is fine; no document of it may live longer */

/* ---- document: one text and its layers; one thread at a time ----------------------------------------------------- */

typedef struct dgm_document dgm_document;

/* What is read. Strings are UTF-8 and borrowed for the call; NULL where unknown. */
typedef struct dgm_input {
    const char *text; /* any bytes: bad UTF-8 becomes U+FFFD */
    size_t length;    /* bytes of text */
    const char *id, *title, *source, *url;
    const char *date; /* of publication: "2025-03-08", also "2025-03", "20250308", and a time after T; NULL unknown */
} dgm_input;

/* *document owned: free with dgm_document_free; borrows `engine`. Reused for any number of texts. */
DGM_API DGM_CHECK dgm_status dgm_document_new(const dgm_engine *engine, dgm_document **document, dgm_error *err);
DGM_API void dgm_document_free(dgm_document *document); /* NULL is fine */
/* Reads a text into the document in place of what it held. On an error the document is empty. */
DGM_API DGM_CHECK dgm_status dgm_document_read(dgm_document *document, const dgm_input *input, dgm_error *err);

/* ---- writing ----------------------------------------------------------------------------------------------------- */

typedef enum dgm_format {
    DGM_FORMAT_JSONL,  /* the record: one JSON object on one line */
    DGM_FORMAT_TSV,    /* one row an event; dgm_write_header gives the names of the columns */
    DGM_FORMAT_BRIEF,  /* for people */
    DGM_FORMAT_CLAIMS, /* for people: who says what */
    DGM_FORMAT_CONLLU, /* Universal Dependencies: sentences, words, trees */
    DGM_FORMAT_GEOJSON, /* placed events: one FeatureCollection on one line */
    DGM_FORMAT_ICS,    /* planned meetings: one iCalendar object */
    DGM_FORMAT_COUNT
} dgm_format;

typedef struct dgm_write_options {
    int with_text;       /* JSONL: the text too */
    int with_predicates; /* JSONL: every predicate with its factuality, -3 to 3 */
    int color;           /* BRIEF, CLAIMS: with terminal colours */
    unsigned width;      /* BRIEF, CLAIMS: columns; 0: 88 */
} dgm_write_options;

/* Takes a piece of output; 0 to go on, anything else stops the writing (DGM_STOPPED). */
typedef int dgm_sink(void *user, const char *bytes, size_t length);

/* What a format puts once before all documents (may be nothing). */
DGM_API DGM_CHECK dgm_status dgm_write_header(dgm_format format, dgm_sink *sink, void *user, dgm_error *err);
/* `options` may be NULL. */
DGM_API DGM_CHECK dgm_status dgm_document_write(dgm_document *document, dgm_format format,
                                                const dgm_write_options *options, dgm_sink *sink, void *user,
                                                dgm_error *err);

/* ---- the ledger of a document, for programs ----------------------------------------------------------------------
 * Items are numbered from 0 as in the JSON record; -1 means none. The functions fill `out` and give 1, or give 0 (and
 * leave `out` alone) where there is no such item. Strings live in the document; they are UTF-8, NUL-terminated and never
 * NULL unless said otherwise. */

typedef struct dgm_span {
    uint32_t begin, end; /* BYTES of dgm_document_text, [begin, end); begin == end: none */
} dgm_span;

DGM_API const char *dgm_document_text(const dgm_document *document, size_t *length); /* `length` may be NULL */
/* Code points before a byte: the numbers that the JSON record prints. */
DGM_API uint32_t dgm_document_code_point(const dgm_document *document, uint32_t byte);
DGM_API const char *dgm_document_id(const dgm_document *document);
DGM_API dgm_span dgm_document_title(const dgm_document *document);
DGM_API dgm_span dgm_document_byline(const dgm_document *document);
DGM_API int dgm_document_main_event(const dgm_document *document);

DGM_API size_t dgm_document_sentence_count(const dgm_document *document);
DGM_API int dgm_document_sentence(const dgm_document *document, size_t sentence, dgm_span *out);

typedef struct dgm_entity {
    const char *name;
    const char *kind;       /* "country", "person", "organisation", "group", "place", "role" */
    const char *country;    /* ISO 3166-1 alpha-3 or CAMEO international; "" unknown */
    const char *sectors[4]; /* "GOV", ...; "" where unused */
    const char *code;       /* CAMEO actor code; "" unknown */
    const char *country_by; /* where a country comes from that the text does not give: "owner", "place", "sentence", "report"; else "" */
} dgm_entity;

DGM_API size_t dgm_document_entity_count(const dgm_document *document);
DGM_API int dgm_document_entity(const dgm_document *document, size_t entity, dgm_entity *out);
/* Mentions in text order, each with its entity (-1: none); names, nominals and pronouns alike. */
DGM_API size_t dgm_document_mention_count(const dgm_document *document);
DGM_API int dgm_document_mention(const dgm_document *document, size_t mention, dgm_span *span, int *entity);

typedef struct dgm_event {
    uint32_t sentence;
    dgm_span trigger;
    const char *type;        /* PLOVER; "" for statements that have no type there */
    const char *mode;        /* "" where none applies */
    const char *contexts[4]; /* "" where unused */
    const char *cameo;       /* CAMEO 1.1b3 */
    int quad;                /* 0 to 4 */
    double goldstein, score; /* CAMEO-Goldstein, PLOVER */
    const char *status;      /* "happened", "ongoing", "planned", "possible", "hypothetical", "negated" */
    double certainty;        /* 0 to 1 */
    int claim, place, time;  /* items of the lists below */
    int place_hedged;        /* the text leaves the place open */
    int killed, injured;     /* -1: not told */
    size_t actor_count, recipient_count, third_count;
    size_t after_count;
    const uint32_t *after;   /* [after_count] events that the text puts before this one; lives in the document */
    const char *rule;        /* the lines of data that made it */
} dgm_event;

typedef enum dgm_role { DGM_ACTOR, DGM_RECIPIENT, DGM_THIRD_PARTY } dgm_role;

/* Acts and, with an empty type, statements: the record lists those apart, with the same numbers. */
DGM_API size_t dgm_document_event_count(const dgm_document *document);
DGM_API int dgm_document_event(const dgm_document *document, size_t event, dgm_event *out);
/* The `index`-th party of an event in that role: its entity (-1: none) and its words. */
DGM_API int dgm_document_party(const dgm_document *document, size_t event, dgm_role role, size_t index, int *entity,
                               dgm_span *span);

typedef struct dgm_claim {
    size_t source_count, content_count;
    dgm_span cue;            /* may be none */
    const char *manner;      /* "direct", "indirect", "mixed", "belief" */
    const char *source_kind; /* "named", "role", "anonymous", "media" */
    int source_entity;
    int within;              /* the claim that this one stands inside */
} dgm_claim;

DGM_API size_t dgm_document_claim_count(const dgm_document *document);
DGM_API int dgm_document_claim(const dgm_document *document, size_t claim, dgm_claim *out);
DGM_API int dgm_document_claim_source(const dgm_document *document, size_t claim, size_t index, dgm_span *out);
DGM_API int dgm_document_claim_content(const dgm_document *document, size_t claim, size_t index, dgm_span *out);

typedef struct dgm_date {
    int year, month, day; /* 0 where unknown */
} dgm_date;

typedef struct dgm_time {
    dgm_span span;
    const char *type, *value; /* TIMEX3 */
    dgm_date begin, end;      /* end inclusive; year 0 where not anchored */
} dgm_time;

DGM_API size_t dgm_document_time_count(const dgm_document *document);
DGM_API int dgm_document_time(const dgm_document *document, size_t time, dgm_time *out);

typedef struct dgm_place {
    dgm_span span;
    const char *name, *country, *admin1, *kind; /* "" unknown */
    int has_point, has_box;
    double lat, lon;                 /* degrees, only where has_point */
    double south, west, north, east; /* degrees, only where has_box */
} dgm_place;

DGM_API size_t dgm_document_place_count(const dgm_document *document);
DGM_API int dgm_document_place(const dgm_document *document, size_t place, dgm_place *out);

typedef struct dgm_talks {
    size_t party_count, round_count, agenda_count;
    const int32_t *parties; /* [party_count] entities; lives in the document */
    int host, mediator;     /* entities */
} dgm_talks;

typedef struct dgm_round {
    int number; /* 0: not told */
    int event, place, time;
    int place_hedged;
    const char *status;
    const char *outcome;      /* "" not told */
    size_t delegate_count;
    const int32_t *delegates; /* [delegate_count] entities; lives in the document */
} dgm_round;

DGM_API size_t dgm_document_talks_count(const dgm_document *document);
DGM_API int dgm_document_talks(const dgm_document *document, size_t talks, dgm_talks *out);
DGM_API int dgm_document_round(const dgm_document *document, size_t talks, size_t index, dgm_round *out);
/* `on`: 1 to be discussed, 0 left out. */
DGM_API int dgm_document_agenda(const dgm_document *document, size_t talks, size_t index, dgm_span *out, int *on);

#ifdef __cplusplus
}
#endif
#endif
