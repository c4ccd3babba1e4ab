/* SPDX-License-Identifier: MIT
 * model/actor_dictionary.c: actor and agent dictionaries of TABARI, PETRARCH and Phoenix.
 *
 * Actors:   NAME_ [USAGOV 930120-010120] [USA] ; comment
 *           +OTHER_NAME_
 *           \t[USAELI >010120]
 * Agents:   FOREIGN_MINISTER {FOREIGN_MINISTERS} [~GOV]      !PERSON! = MAN, WOMAN      HUMAN_RIGHTS_BODY [NGO~]
 *
 * A code is cut into a country (three letters, or two for "IGO" and the like: IGOUNO is UNO) and sectors. Dates are
 * YYMMDD or YYYYMMDD; "<d" is until, ">d" from, "a-b" both. "[---]" takes a name off the list. Names stand in
 * capitals and are matched wherever the text has capitals at the beginning of each word; agents in any case. Known
 * limit: TABARI's open stems ("ARGENTIN" without "_") match as whole words only, as PETRARCH reads them. The published
 * files hold slips ("9008223"): such codes are passed over and counted, as PETRARCH does. */
#include "base/error.h"
#include "base/utf8.h"
#include "model/actor_inside.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#define SETS 32
#define FORMS 24

typedef struct substitution {
    str name, values; /* "!PERSON!", "MAN, WOMAN" */
} substitution;

typedef struct dictionary {
    model_actor *m;
    table_reader *t;
    dgm_error *err;
    uint32_t item; /* of the last name; MODEL_ACTOR_NONE */
    bool hidden;   /* inside <NOUN> ... </NOUN> and comments */
    substitution sets[SETS];
    size_t set_count;
} dictionary;

#define MOST_BYTES (256u << 20)

/* Opens a dictionary as a table of lines. Those files come as they are: bytes that are no UTF-8 become U+FFFD, control
 * characters blanks. `text` holds the lines: release it behind the reader. */
static dgm_status open_lenient(table_reader *t, strbuf *text, const char *path, dgm_error *err)
{
    strbuf raw;
    strbuf_init(&raw, MOST_BYTES);
    strbuf_init(text, 0);
    *t = (table_reader){0};
    dgm_status status = file_read(path, &raw, err);
    if (status != DGM_OK)
        goto done;
    (void)utf8_clean(strbuf_str(&raw), text);
    if (text->failed) {
        status = actor_no_memory(err);
        goto done;
    }
    for (size_t i = 0; i < text->n; i++)
        if ((unsigned char)text->p[i] < ' ' && text->p[i] != '\t' && text->p[i] != '\n')
            text->p[i] = ' ';
    const char *slash = strrchr(path, '/');
    (void)snprintf(t->name, sizeof t->name, "%s", slash != NULL ? slash + 1 : path);
    t->rest = strbuf_str(text);
    t->now.file = t->name;
done:
    strbuf_release(&raw);
    return status;
}

bool actor_is_dictionary(const char *path)
{
    table_reader t;
    strbuf text;
    bool is = false;
    if (open_lenient(&t, &text, path, NULL) == DGM_OK && table_next(&t)) {
        str line = str_trim(t.now.whole);
        is = t.now.count < 4 || line.p[0] == '<' || line.p[0] == '!' || line.p[0] == '+';
    }
    strbuf_release(&text);
    return is;
}

/* Days of YYMMDD or YYYYMMDD, or of DDMMYYYY where that is no date; TABARI's two-digit years below 30 are of this
 * century. */
static bool read_day(str s, int32_t *days)
{
    long value = 0;
    if ((s.n != 6 && s.n != 8) || !str_integer(s, &value) || value < 0)
        return false;
    long year = value / 10000, month = value / 100 % 100, day = value % 100;
    if (s.n == 6)
        year += year < 30 ? 2000 : 1900;
    else if (year < 1800 || month > 12)
        day = value / 1000000, month = value / 10000 % 100, year = value % 10000;
    if (month < 1 || month > 12 || day < 1 || day > 31 || year > 9999)
        return false;
    *days = record_date_days((rec_date){(int16_t)year, (uint8_t)month, (uint8_t)day});
    return true;
}

static bool read_span(str s, int32_t *from, int32_t *to)
{
    str after;
    if (s.n == 0)
        return true;
    if (s.p[0] == '<')
        return read_day(str_trim((str){s.p + 1, s.n - 1}), to);
    if (s.p[0] == '>')
        return read_day(str_trim((str){s.p + 1, s.n - 1}), from);
    str first = str_trim(str_cut(s, '-', &after));
    return after.p != NULL && read_day(first, from) && read_day(str_trim(after), to);
}

/* Cuts "USAGOVMIL" into country and sectors; "~GOV" and "NGO~" have no country. */
static bool read_code(str code, char country[8], char sectors[REC_SECTORS][4])
{
    char plain[64];
    size_t n = 0;
    unsigned count = 0;
    bool agent = false;
    for (size_t i = 0; i < code.n && n < sizeof plain - 1; i++)
        if (code.p[i] == '~')
            agent = true;
        else if (isalnum((unsigned char)code.p[i]) || code.p[i] == '#' || code.p[i] == '*')
            plain[n++] = (char)toupper((unsigned char)code.p[i]);
    plain[n] = 0;
    size_t at = 0;
    if (!agent) {
        at = n >= 6 && strncmp(plain, "IGO", 3) == 0 ? 3 : 0;
        memcpy(country, plain + at, n - at < 3 ? n - at : 3);
        at += 3;
    }
    for (; at < n && count < REC_SECTORS; at += 3)
        memcpy(sectors[count++], plain + at, n - at < 3 ? n - at : 3);
    return n > 0;
}

static bool is_office(const char *sector)
{
    static const char *const offices[] = {"GOV", "ELI", "MIL", "LEG", "JUD", "SPY",
                                          "OPP", "REB", "BUS", "MED", "EDU", "REL"};
    for (size_t i = 0; i < sizeof offices / sizeof *offices; i++)
        if (strcmp(sector, offices[i]) == 0)
            return true;
    return false;
}

/* Reads one "[USAGOV 930120-010120]" without its brackets as an office of the last name. */
static dgm_status add_office(dictionary *d, str inside)
{
    char country[8] = {0}, sectors[REC_SECTORS][4] = {{0}};
    str dates, code = str_trim(str_cut(str_trim(inside), ' ', &dates));
    int32_t from = INT32_MIN, to = INT32_MAX;
    if (dates.p == NULL && code.n > 3 && code.p[0] != '~') { /* "USAGOV>010120" without a blank */
        for (size_t i = 0; i < code.n; i++)
            if (code.p[i] == '<' || code.p[i] == '>') {
                dates = (str){code.p + i, code.n - i};
                code.n = i;
            }
    }
    if (code.n == 0 || strchr("-#+", code.p[0]) != NULL)
        return DGM_OK; /* no actor during that time */
    if (!read_code(code, country, sectors) || (dates.p != NULL && !read_span(str_trim(dates), &from, &to))) {
        d->m->skipped++;
        return DGM_OK;
    }
    model_actor_office *o =
        actor_office_add(d->m, d->item, str_of(country), actor_rule(d->m, d->t->name, d->t->now.line));
    if (o == NULL)
        return actor_no_memory(d->err);
    o->from = from;
    o->to = to;
    if ((from != INT32_MIN || to != INT32_MAX) && is_office(sectors[0]))
        d->m->items[d->item].kind = REC_PERSON; /* who holds an office for a time */
    memcpy(o->sectors, sectors, sizeof sectors);
    return DGM_OK;
}

static dgm_status add_offices(dictionary *d, str text)
{
    for (;;) {
        ptrdiff_t open = str_find(text, STR("["));
        if (open < 0)
            return DGM_OK;
        text = (str){text.p + open + 1, text.n - (size_t)open - 1};
        ptrdiff_t close = str_find(text, STR("]"));
        if (close < 0) {
            d->m->skipped++;
            return DGM_OK;
        }
        dgm_status status = add_office(d, (str){text.p, (size_t)close});
        if (status != DGM_OK)
            return status;
        text = (str){text.p + close + 1, text.n - (size_t)close - 1};
    }
}

/* "GEORGE_W._BUSH_" as "GEORGE W. BUSH" */
static str plain_name(str name, char buffer[256])
{
    size_t n = name.n < 255 ? name.n : 255;
    for (size_t i = 0; i < n; i++)
        buffer[i] = name.p[i] == '_' || name.p[i] == '=' ? ' ' : name.p[i];
    return str_trim((str){buffer, n});
}

/* An item's name as people write it: "George W. Bush". */
static str display_name(str name, char buffer[256])
{
    bool begins = true;
    size_t n = name.n < 255 ? name.n : 255;
    for (size_t i = 0; i < n; i++) {
        buffer[i] = (char)(begins ? toupper((unsigned char)name.p[i]) : tolower((unsigned char)name.p[i]));
        begins = !isalnum((unsigned char)name.p[i]) && (unsigned char)name.p[i] < 0x80;
    }
    return (str){buffer, n};
}

/* Names in capitals that must begin with capitals in the text; short ones must be in capitals as a whole ("US"). */
static dgm_status add_alias(dictionary *d, str name)
{
    char plain[256], shown[256];
    str form = plain_name(name, plain);
    str alias = form.n <= 3 ? form : display_name(form, shown);
    if (form.n == 0)
        return DGM_OK;
    if (!actor_alias_add(d->m, MODEL_ACTOR_NAMES, alias, d->item, MODEL_ACTOR_NAME, false))
        return d->m->too_long ? DGM_OK : actor_no_memory(d->err); /* names too long to be found are passed over */
    return DGM_OK;
}

/* The country that "[AFG]" and nothing else names, MODEL_ACTOR_NONE. */
static uint32_t bare_country(const dictionary *d, str codes)
{
    char code[4] = {0};
    codes = str_trim(codes);
    if (codes.n != 5 || codes.p[0] != '[' || codes.p[4] != ']')
        return MODEL_ACTOR_NONE;
    memcpy(code, codes.p + 1, 3);
    return model_actor_country(d->m, code);
}

static dgm_status add_actor(dictionary *d, str name, str codes)
{
    char plain[256], shown[256];
    bool is_new = false;
    d->item = bare_country(d, codes);
    if (d->item != MODEL_ACTOR_NONE)
        return add_alias(d, name);
    d->item =
        actor_item_add(d->m, display_name(plain_name(name, plain), shown), REC_ORGANISATION, MODEL_ACTOR_NAME, &is_new);
    if (d->item == MODEL_ACTOR_NONE)
        return actor_no_memory(d->err);
    dgm_status status = is_new ? add_alias(d, name) : DGM_OK;
    return status == DGM_OK ? add_offices(d, codes) : status;
}

static str substitute(const dictionary *d, str marker)
{
    for (size_t i = 0; i < d->set_count; i++)
        if (str_equal(d->sets[i].name, marker))
            return d->sets[i].values;
    return (str){0};
}

static dgm_status add_agent_form(dictionary *d, str form, str codes)
{
    char plain[256], lower[256];
    bool is_new = false;
    str name = plain_name(form, plain);
    for (size_t i = 0; i < name.n; i++)
        lower[i] = (char)tolower((unsigned char)name.p[i]);
    name.p = lower;
    if (name.n == 0)
        return DGM_OK;
    d->item = actor_item_add(d->m, name, REC_ROLE, MODEL_ACTOR_ROLE, &is_new);
    if (d->item == MODEL_ACTOR_NONE)
        return actor_no_memory(d->err);
    if (!is_new)
        return DGM_OK;
    (void)actor_alias_add(d->m, MODEL_ACTOR_NOUNS, name, d->item, MODEL_ACTOR_ROLE, true);
    (void)actor_alias_add(d->m, MODEL_ACTOR_NOUNS_REVERSED, name, d->item, MODEL_ACTOR_ROLE, true);
    return d->m->memory.failed ? actor_no_memory(d->err) : add_offices(d, codes);
}

/* An agent and, where it holds a marker, each of its forms: "CONGRESS!PERSON!" is CONGRESSMAN, CONGRESSWOMAN ... */
static dgm_status add_agent(dictionary *d, str name, str codes)
{
    char built[256];
    ptrdiff_t open = str_find(name, STR("!"));
    ptrdiff_t close = open < 0 ? -1 : str_find((str){name.p + open + 1, name.n - (size_t)open - 1}, STR("!"));
    if (close < 0)
        return add_agent_form(d, name, codes);
    str before = {name.p, (size_t)open}, marker = {name.p + open, (size_t)close + 2};
    str after = {marker.p + marker.n, name.n - before.n - marker.n}, rest = substitute(d, marker);
    for (int i = 0; i < FORMS && rest.p != NULL; i++) {
        str value = str_trim(str_cut(rest, ',', &rest));
        if (before.n + value.n + after.n >= sizeof built)
            continue;
        memcpy(built, before.p, before.n);
        if (value.n > 0)
            memcpy(built + before.n, value.p, value.n);
        if (after.n > 0)
            memcpy(built + before.n + value.n, after.p, after.n);
        dgm_status status = add_agent_form(d, (str){built, before.n + value.n + after.n}, codes);
        if (status != DGM_OK)
            return status;
    }
    return DGM_OK;
}

/* Cuts comments off: "#", ";" and "<!--". */
static str without_comment(str line)
{
    size_t n = 0;
    while (n < line.n && line.p[n] != '#' && line.p[n] != ';' &&
           !(line.p[n] == '<' && n + 1 < line.n && (line.p[n + 1] == '!' || line.p[n + 1] == '/')))
        n++;
    if (n < line.n && line.p[n] == '#' && str_find((str){line.p, n}, STR("[")) >= 0 &&
        str_find((str){line.p, n}, STR("]")) < 0)
        return line; /* "[###]" is a code */
    return str_trim((str){line.p, n});
}

static bool define_set(dictionary *d, str line)
{
    str values, name = str_trim(str_cut(line, '=', &values));
    if (values.p == NULL || name.n < 3 || name.p[0] != '!')
        return false;
    if (d->set_count < SETS)
        d->sets[d->set_count++] = (substitution){name, str_trim(values)};
    return true;
}

static dgm_status read_line(dictionary *d, str line)
{
    ptrdiff_t open = str_find(line, STR("[")), brace = str_find(line, STR("{"));
    size_t name_end = open < 0 ? line.n : (size_t)open;
    str codes = {line.p + name_end, line.n - name_end};
    if (brace >= 0 && (size_t)brace < name_end)
        name_end = (size_t)brace;
    str name = str_trim((str){line.p, name_end});
    if (name.n == 0 || line.p[0] == '+') {
        if (d->item == MODEL_ACTOR_NONE)
            return table_error(d->t, 0, d->err, "a further name or code without a name before it");
        dgm_status status = name.n > 0 ? add_alias(d, (str){name.p + 1, name.n - 1}) : DGM_OK;
        return status == DGM_OK ? add_offices(d, codes) : status;
    }
    return str_find(codes, STR("~")) >= 0 ? add_agent(d, name, codes) : add_actor(d, name, codes);
}

/* Items that got no code at all ("[---]") are no actors: they keep one office without a country. */
static dgm_status fill_offices(dictionary *d, uint32_t first)
{
    for (uint32_t i = first; i < d->m->item_count; i++)
        if (d->m->items[i].office_count == 0 && actor_office_add(d->m, i, (str){0}, "user list") == NULL)
            return actor_no_memory(d->err);
    return DGM_OK;
}

/* True where the line is markup of TABARI's word classes or a comment over several lines. */
static bool skip(dictionary *d, str line)
{
    if (d->hidden) {
        d->hidden = str_find(line, STR("-->")) < 0 && !str_starts(line, STR("</"));
        return true;
    }
    if (str_starts(line, STR("<!--"))) {
        d->hidden = str_find(line, STR("-->")) < 0;
        return true;
    }
    if (str_starts(line, STR("<"))) {
        d->hidden = !str_starts(line, STR("</"));
        return true;
    }
    return false;
}

dgm_status actor_dictionary_add(model_actor *m, const char *path, dgm_error *err)
{
    table_reader t;
    strbuf text;
    dgm_status status = open_lenient(&t, &text, path, err);
    dictionary d = {.m = m, .t = &t, .err = err, .item = MODEL_ACTOR_NONE};
    uint32_t first = m->item_count;
    while (status == DGM_OK && table_next(&t)) {
        str line = str_trim(t.now.whole);
        if (str_starts(line, STR("~~FINISH")))
            break;
        if (skip(&d, line) || (line = without_comment(line)).n == 0 || define_set(&d, line))
            continue;
        status = read_line(&d, line);
    }
    if (status == DGM_OK)
        status = fill_offices(&d, first);
    strbuf_release(&text);
    return status;
}
