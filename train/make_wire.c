/* SPDX-License-Identifier: MIT
 *
 * make_wire.c: sentences of wire news whose trees are known, for train_syntax.
 *
 *   make_wire DATA TEMPLATES START COUNT SEED      writes CoNLL-U to standard output
 *
 * DATA is the data folder, TEMPLATES a grammar (train/wire.templates tells its notation), START the symbol that every
 * sentence begins with (S: to learn from, H: held back). A rule names its head and the relation of every other part to
 * it, so that whatever the grammar says comes out with its dependency tree, its parts of speech and its features. Words
 * are drawn at random from the grammar's classes and from the lists of DATA; the same seed gives the same sentences.
 * A sentence of more than MOST words or with two stops in a row is drawn anew. Thousands of sentences a second. */
#include "base/arena.h"
#include "base/file.h"
#include "base/map.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST = 60, DEPTH = 24, PARTS = 20 };

static arena keep;
static uint64_t random_state;

static void die(const char *where, str what)
{
    fprintf(stderr, "make_wire: %s: %.*s\n", where, (int)what.n, what.p);
    exit(1);
}

static uint32_t draw(uint32_t below)
{
    random_state ^= random_state >> 12;
    random_state ^= random_state << 25;
    random_state ^= random_state >> 27;
    return (uint32_t)((random_state * 0x2545F4914F6CDD1Du) >> 33) % below;
}

/* ---- the grammar ------------------------------------------------------------------------------------------------- */

typedef struct part { str relation, item; uint32_t chance; } part; /* relation "*": the head; chance in 100 */
typedef struct rule { part parts[PARTS]; uint32_t count, weight; char number; } rule;
typedef struct symbol { rule *rules; uint32_t count; } symbol;

typedef enum class_kind { CLASS_LIST, CLASS_NOUN, CLASS_VERB, CLASS_NAME } class_kind;
typedef struct entry { str lemma, second, third, ing; char number; } entry; /* noun: plural; verb: past, participle, -ing */
typedef struct class { class_kind kind; str upos, xpos, feats; entry *entries; uint32_t count; } class;
typedef struct literal { str lemma, upos, xpos, feats; } literal;

static map symbol_index, class_index, literal_index, verb_index, form_index;
static symbol *symbols;
static class *classes;
static literal *literals;
static entry *verbs; /* irregular and doubled forms */
static uint32_t symbol_count, class_count, literal_count, verb_count;

static str joined(str a, const char *b) { return str_of(arena_format(&keep, "%.*s%s", (int)a.n, a.p, b)); }
static str without(str a, size_t bytes) { return (str){a.p, a.n - bytes}; }
static char last(str s) { return s.n > 0 ? s.p[s.n - 1] : 0; }
static bool vowel(char c) { return c != 0 && strchr("aeiou", c) != NULL; }
static str next_word(str *rest)
{
    *rest = str_trim(*rest);
    return str_trim(str_cut(*rest, ' ', rest));
}

static str plural_of(str n)
{
    if (last(n) == 'y' && n.n > 1 && !vowel(n.p[n.n - 2]))
        return joined(without(n, 1), "ies");
    bool hiss = last(n) == 's' || last(n) == 'x' || str_ends(n, STR("ch")) || str_ends(n, STR("sh"));
    if (str_ends(n, STR("man")) && !str_ends(n, STR("human")))
        return joined(without(n, 2), "en");
    return joined(n, hiss ? "es" : "s");
}

static str past_of(str v)
{
    if (last(v) == 'e')
        return joined(v, "d");
    return last(v) == 'y' && !vowel(v.p[v.n - 2]) ? joined(without(v, 1), "ied") : joined(v, "ed");
}

static str form_of(const entry *v, str form)
{
    if (str_equal(form, STR("past")))
        return v->second;
    if (str_equal(form, STR("part")) || str_equal(form, STR("pass")))
        return v->third;
    if (str_equal(form, STR("base")))
        return v->lemma;
    if (str_equal(form, STR("pres")))
        return plural_of(v->lemma);
    if (v->ing.n > 0)
        return v->ing;
    bool drop = last(v->lemma) == 'e' && !str_ends(v->lemma, STR("ee"));
    return joined(drop ? without(v->lemma, 1) : v->lemma, "ing");
}

/* A word of a class: "minister", "man:men", "troops!" (plural only), "aid-" (no plural), "take:took:taken". */
static void add_entry(class *c, str word)
{
    str rest = {0};
    entry e = {.lemma = str_cut(word, ':', &rest)};
    if (last(e.lemma) == '!' || (last(e.lemma) == '-' && c->kind == CLASS_NOUN)) {
        e.number = last(e.lemma) == '!' ? 'p' : 's';
        e.lemma = without(e.lemma, 1);
    }
    if (rest.p != NULL)
        e.second = str_cut(rest, ':', &rest);
    e.third = rest.p != NULL ? rest : e.second;
    uint32_t known = map_find(&verb_index, e.lemma);
    if (known != MAP_NONE)
        e.ing = verbs[known].ing;
    if (c->kind == CLASS_VERB && e.second.n == 0)
        e = known != MAP_NONE ? verbs[known] : (entry){e.lemma, past_of(e.lemma), past_of(e.lemma), {0}, 0};
    if (c->kind == CLASS_NOUN && e.second.n == 0)
        e.second = e.number == 'p' ? e.lemma : plural_of(e.lemma);
    c->entries = arena_push(&keep, c->entries, c->count, sizeof e);
    c->entries[c->count++] = e;
}

static class *add_class(str name)
{
    uint32_t at = map_add(&class_index, name, class_count);
    if (at == class_count) {
        classes = arena_push(&keep, classes, class_count, sizeof *classes);
        classes[class_count++] = (class){0};
    }
    return &classes[at];
}

/* ---- words from the data folder ------------------------------------------------------------------------------------ */

static bool all_letters(str s, bool (*fit)(char c, bool first))
{
    for (size_t i = 0; i < s.n; i++)
        if (!fit(s.p[i], i == 0 || s.p[i - 1] == ' '))
            return false;
    return s.n > 2;
}
static bool lower(char c, bool first) { return (void)first, c >= 'a' && c <= 'z'; }
static bool upper(char c, bool first) { return (void)first, c >= 'A' && c <= 'Z'; }
static bool proper(char c, bool first) { return first ? upper(c, true) : lower(c, false); }
static bool names(char c, bool first) { return c == ' ' || proper(c, first); }

static void add_fit(class *c, str value, str how)
{
    str v = str_of(arena_format(&keep, "%.*s", (int)value.n, value.p));
    bool fits = str_equal(how, STR("lower")) ? all_letters(v, lower)
              : str_equal(how, STR("noun")) ? all_letters(v, lower) && last(v) != 's'
              : str_equal(how, STR("acronym")) ? all_letters(v, upper)
              : str_equal(how, STR("full")) ? all_letters(v, names) && str_find(v, STR(" ")) > 0 : all_letters(v, proper);
    if (fits && v.n < 30)
        add_entry(c, v);
}

/* "actors/countries.tsv 1 proper": the values of a column that have the shape asked for. */
static void add_from_file(class *c, const char *data, str source)
{
    str path = next_word(&source), column = next_word(&source), how = next_word(&source);
    long at = 0;
    table_reader t;
    dgm_error err;
    if (!str_integer(column, &at) ||
        table_open(&t, arena_format(&keep, "%s/%.*s", data, (int)path.n, path.p), &err) != DGM_OK)
        die("cannot read", path);
    while (table_next(&t)) {
        str rest = (unsigned)at < t.now.count ? t.now.column[at] : (str){0};
        while (rest.p != NULL)
            add_fit(c, str_trim(str_cut(rest, ';', &rest)), how);
    }
    table_close(&t);
    if (c->count == 0)
        die("nothing fits in", path);
}

/* Verbs whose object is the one acted upon, from a file of frames: first column verbs, third column with R=obj. */
static void add_from_frames(class *c, const char *data, str path)
{
    table_reader t;
    dgm_error err;
    if (table_open(&t, arena_format(&keep, "%s/%.*s", data, (int)path.n, path.p), &err) != DGM_OK)
        die("cannot read", path);
    while (table_next(&t)) {
        str rest = t.now.column[0];
        if (t.now.count < 3 || str_find(t.now.column[2], STR("A=subj R=obj")) != 0 || str_find(t.now.column[2], STR("+")) >= 0)
            continue;
        while (rest.p != NULL) {
            str verb = str_trim(str_cut(rest, ',', &rest));
            if (map_find(&form_index, verb) == MAP_NONE)
                add_fit(c, verb, STR("lower"));
        }
    }
    table_close(&t);
}

/* "take: taken; took" tells a past and a participle, "ban: banned; banning" one form for both, "hit: hitting" none. */
static void add_verb(str verb, str forms)
{
    str found[2] = {{0}}, ing = {0};
    uint32_t n = 0;
    if (forms.n == 0)
        return;
    while (forms.p != NULL) {
        str f = str_trim(str_cut(forms, ';', &forms));
        f = (str){arena_string(&keep, f.p, f.n), f.n};
        if (str_ends(f, STR("ing")))
            ing = f;
        else if (f.n > 0 && n < 2)
            found[n++] = f;
        map_add(&form_index, f, 0);
    }
    str lemma = {arena_string(&keep, verb.p, verb.n), verb.n};
    bool turned = n == 2 && last(found[0]) == 'n' && last(found[1]) != 'n';
    bool stays = n == 0 && ing.n == lemma.n + 4;
    str past = n == 0 ? (stays ? lemma : past_of(lemma)) : found[turned ? 1 : 0];
    bool same = n == 1 && (str_ends(past, STR("came")) || str_ends(past, STR("ran")));
    if (n == 1 && str_ends(past, STR("en")) && str_starts(past, lemma)) {
        found[1] = past;
        past = lemma;
        n = 2;
    }
    entry e = {lemma, past, same ? lemma : n == 2 ? found[turned ? 0 : 1] : past, ing, 0};
    verbs = arena_push(&keep, verbs, verb_count, sizeof e);
    verbs[verb_count] = e;
    map_add(&verb_index, e.lemma, verb_count++);
}

static void load_verbs(const char *data)
{
    table_reader t;
    dgm_error err;
    if (table_open(&t, arena_format(&keep, "%s/text/verbs.tsv", data), &err) != DGM_OK)
        die("cannot read", STR("text/verbs.tsv"));
    while (table_next(&t))
        add_verb(t.now.column[0], t.now.count > 1 ? t.now.column[1] : (str){0});
    table_close(&t);
}

/* ---- reading the grammar --------------------------------------------------------------------------------------------- */

static void read_class(str kind, str rest, const char *data)
{
    class *c = add_class(next_word(&rest));
    bool file = str_starts(kind, STR("from-"));
    str what = file ? (str){kind.p + 5, kind.n - 5} : kind;
    c->kind = str_equal(what, STR("noun")) ? CLASS_NOUN : str_equal(what, STR("verb")) ? CLASS_VERB
            : str_equal(what, STR("name")) ? CLASS_NAME : CLASS_LIST;
    if (c->kind == CLASS_LIST || c->kind == CLASS_NAME) {
        c->upos = next_word(&rest);
        c->xpos = next_word(&rest);
        c->feats = next_word(&rest);
    }
    if (!str_equal(next_word(&rest), STR("=")))
        die("a class without =", kind);
    if (file && c->kind == CLASS_VERB)
        add_from_frames(c, data, str_trim(rest));
    else if (file)
        add_from_file(c, data, str_trim(rest));
    else
        while (rest.p != NULL && str_trim(rest).n > 0)
            add_entry(c, next_word(&rest));
}

static void read_word(str rest)
{
    str form = next_word(&rest);
    literal l = {.lemma = next_word(&rest), .upos = next_word(&rest), .xpos = next_word(&rest), .feats = next_word(&rest)};
    literals = arena_push(&keep, literals, literal_count, sizeof l);
    literals[literal_count] = l;
    map_add(&literal_index, form, literal_count++);
}

static void read_rule(str left, str rest)
{
    rule r = {.weight = 1};
    if (left.n > 2 && left.p[left.n - 2] == '.') {
        r.number = last(left);
        left = without(left, 2);
    }
    str word = next_word(&rest);
    long weight = 1;
    if (str_integer(word, &weight)) {
        r.weight = (uint32_t)weight;
        word = next_word(&rest);
    }
    if (!str_equal(word, STR("=")))
        die("a rule without =", left);
    while (rest.p != NULL && str_trim(rest).n > 0 && r.count < PARTS) {
        str item = next_word(&rest), chance = {0};
        part p = {.relation = str_cut(item, '>', &item), .chance = 100};
        p.item = str_cut(item, '?', &chance);
        long percent = 100;
        if (p.item.n == 0 || (chance.p != NULL && !str_integer(chance, &percent)))
            die("a part that cannot be read in", left);
        p.chance = (uint32_t)percent;
        r.parts[r.count++] = p;
    }
    uint32_t at = map_add(&symbol_index, left, symbol_count);
    if (at == symbol_count) {
        symbols = arena_push(&keep, symbols, symbol_count, sizeof *symbols);
        symbols[symbol_count++] = (symbol){0};
    }
    symbols[at].rules = arena_push(&keep, symbols[at].rules, symbols[at].count, sizeof r);
    symbols[at].rules[symbols[at].count++] = r;
}

static void read_grammar(const char *path, const char *data)
{
    strbuf text;
    dgm_error err;
    strbuf_init(&text, 0);
    if (file_read(path, &text, &err) != DGM_OK)
        die("cannot read", str_of(path));
    str rest = {arena_string(&keep, text.p, text.n), text.n};
    strbuf_release(&text);
    while (rest.p != NULL) {
        str line = str_trim(str_cut(rest, '\n', &rest));
        if (line.n == 0 || line.p[0] == '#')
            continue;
        str first = next_word(&line);
        if (str_equal(first, STR("word")))
            read_word(line);
        else if (isupper((unsigned char)first.p[0]))
            read_rule(first, line);
        else
            read_class(first, line, data);
    }
}

/* ---- writing a sentence ------------------------------------------------------------------------------------------------ */

typedef struct token { str form, lemma, upos, xpos, feats, relation; uint32_t head; } token;
static token sentence[MOST + 32];
static uint32_t length;
static bool too_long;

static uint32_t put(str form, str lemma, str upos, str xpos, str feats)
{
    too_long = too_long || length >= MOST;
    if (too_long)
        return 0;
    sentence[length] = (token){form, lemma, upos, xpos, feats, {0}, 0};
    return length++;
}

static const struct verb_form { const char *name, *xpos, *one, *many; } VERB_FORMS[] = {
    {"past", "VBD", "Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin", "Mood=Ind|Number=Plur|Person=3|Tense=Past|VerbForm=Fin"},
    {"pres", "VBZ", "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin", "Mood=Ind|Number=Plur|Person=3|Tense=Pres|VerbForm=Fin"},
    {"base", "VB", "VerbForm=Inf", "VerbForm=Inf"},
    {"ing", "VBG", "Tense=Pres|VerbForm=Part", "Tense=Pres|VerbForm=Part"},
    {"ger", "VBG", "VerbForm=Ger", "VerbForm=Ger"},
    {"part", "VBN", "Tense=Past|VerbForm=Part", "Tense=Past|VerbForm=Part"},
    {"pass", "VBN", "Tense=Past|VerbForm=Part|Voice=Pass", "Tense=Past|VerbForm=Part|Voice=Pass"},
};

static uint32_t put_verb(const entry *v, str form, char number)
{
    for (size_t i = 0; i < sizeof VERB_FORMS / sizeof *VERB_FORMS; i++) {
        const struct verb_form *f = &VERB_FORMS[i];
        if (!str_equal(form, str_of(f->name)))
            continue;
        bool bare = number == 'p' && i == 1;
        return put(bare ? v->lemma : form_of(v, form), v->lemma, STR("VERB"), bare ? STR("VBP") : str_of(f->xpos),
                   str_of(number == 'p' ? f->many : f->one));
    }
    die("no such form of a verb", form);
    return 0;
}

static uint32_t put_noun(const entry *n, char number)
{
    bool many = number == 'p';
    return put(many ? n->second : n->lemma, n->lemma, STR("NOUN"), many ? STR("NNS") : STR("NN"), many ? STR("Number=Plur") : STR("Number=Sing"));
}

static uint32_t put_name(const class *c, str name)
{
    str rest = name;
    uint32_t head = MOST;
    while (rest.p != NULL) {
        str w = next_word(&rest);
        uint32_t at = put(w, w, c->upos, c->xpos, c->feats);
        if (head < MOST) {
            sentence[at].relation = STR("flat");
            sentence[at].head = head + 1;
        } else {
            head = at;
        }
    }
    return head < MOST ? head : 0;
}

static uint32_t put_class(str item, char number)
{
    str form = {0};
    str name = str_cut(item, '/', &form);
    uint32_t at = map_find(&class_index, name);
    if (at == MAP_NONE)
        die("no such class", name);
    const class *c = &classes[at];
    const entry *e = &c->entries[draw(c->count)];
    for (int tries = 0; c->kind == CLASS_NOUN && e->number != 0 && e->number != number && tries < 200; tries++)
        e = &c->entries[draw(c->count)];
    switch (c->kind) {
    case CLASS_NOUN: return put_noun(e, number);
    case CLASS_VERB: return put_verb(e, form, number);
    case CLASS_NAME: return put_name(c, e->lemma);
    default: return put(e->lemma, e->lemma, c->upos, c->xpos, c->feats);
    }
}

static uint32_t put_literal(str item)
{
    uint32_t at = map_find(&literal_index, item);
    if (at == MAP_NONE)
        die("no such word", item);
    const literal *l = &literals[at];
    str rest = {0};
    return put(str_cut(item, '~', &rest), l->lemma, l->upos, l->xpos, l->feats);
}

static const rule *choose_rule(const symbol *s, char number)
{
    uint32_t sum = 0;
    for (uint32_t i = 0; i < s->count; i++)
        sum += s->rules[i].number == 0 || s->rules[i].number == number ? s->rules[i].weight : 0;
    if (sum == 0)
        return NULL;
    uint32_t at = draw(sum);
    for (uint32_t i = 0;; i++) {
        uint32_t w = s->rules[i].number == 0 || s->rules[i].number == number ? s->rules[i].weight : 0;
        if (at < w)
            return &s->rules[i];
        at -= w;
    }
}

static uint32_t expand(str item, char number, uint32_t depth);

static uint32_t expand_rule(const rule *r, char number, uint32_t depth)
{
    uint32_t children[PARTS], count = 0, head = MOST;
    str relations[PARTS];
    for (uint32_t i = 0; i < r->count && !too_long; i++) {
        const part *p = &r->parts[i];
        if (draw(100) >= p->chance)
            continue;
        uint32_t at = expand(p->item, number, depth + 1);
        if (str_equal(p->relation, STR("*"))) {
            head = at;
        } else {
            relations[count] = p->relation;
            children[count++] = at;
        }
    }
    if (too_long || head == MOST)
        return 0;
    for (uint32_t i = 0; i < count; i++) {
        sentence[children[i]].relation = relations[i];
        sentence[children[i]].head = head + 1;
    }
    return head;
}

/* The number after an item: "@" the rule's own, ".s" and ".p" fixed, none drawn. */
static uint32_t expand(str item, char number, uint32_t depth)
{
    char own = draw(100) < 55 ? 's' : 'p';
    if (last(item) == '@' && item.n > 1) {
        own = number;
        item = without(item, 1);
    } else if (item.n > 2 && item.p[item.n - 2] == '.' && (isupper((unsigned char)item.p[0]) || item.p[0] == '%')) {
        own = last(item);
        item = without(item, 2);
    }
    if (depth > DEPTH) {
        too_long = true;
        return 0;
    }
    if (item.p[0] == '%')
        return put_class((str){item.p + 1, item.n - 1}, own);
    uint32_t at = isupper((unsigned char)item.p[0]) ? map_find(&symbol_index, item) : MAP_NONE;
    if (at == MAP_NONE)
        return put_literal(item);
    const rule *r = choose_rule(&symbols[at], own);
    if (r == NULL)
        die("no rule of this number for", item);
    return expand_rule(r, own, depth);
}

/* A comma that closes an apposition stands before no other stop: such a sentence is drawn anew. */
static bool stops_clash(void)
{
    for (uint32_t i = 0; i < length; i++)
        if (str_equal(sentence[i].form, STR(",")) && (i + 1 == length || str_equal(sentence[i + 1].upos, STR("PUNCT"))))
            return true;
    return false;
}

/* "an" before a vowel, and a capital at the start. */
static void finish(void)
{
    for (uint32_t i = 0; i + 1 < length; i++)
        if (str_equal(sentence[i].form, STR("a")) && vowel((char)tolower((unsigned char)sentence[i + 1].form.p[0])))
            sentence[i].form = STR("an");
    char *first = arena_string(&keep, sentence[0].form.p, sentence[0].form.n);
    first[0] = (char)toupper((unsigned char)first[0]);
    sentence[0].form.p = first;
}

static void print_sentence(uint32_t number)
{
    printf("# sent_id = wire-%u\n# text =", number);
    for (uint32_t i = 0; i < length; i++)
        printf(" %.*s", (int)sentence[i].form.n, sentence[i].form.p);
    putchar('\n');
    for (uint32_t i = 0; i < length; i++) {
        const token *t = &sentence[i];
        printf("%u\t%.*s\t%.*s\t%.*s\t%.*s\t%.*s\t%u\t%.*s\t_\t_\n", i + 1, (int)t->form.n, t->form.p, (int)t->lemma.n, t->lemma.p,
               (int)t->upos.n, t->upos.p, (int)t->xpos.n, t->xpos.p, (int)t->feats.n, t->feats.p, t->head, (int)t->relation.n,
               t->relation.p);
    }
    putchar('\n');
}

int main(int argc, char **argv)
{
    if (argc != 6) {
        fprintf(stderr, "usage: make_wire DATA TEMPLATES START COUNT SEED\n");
        return 2;
    }
    arena_init(&keep, 0);
    load_verbs(argv[1]);
    read_grammar(argv[2], argv[1]);
    random_state = strtoull(argv[5], NULL, 10) * 0x9e3779b97f4a7c15u + 1;
    uint32_t count = (uint32_t)strtoul(argv[4], NULL, 10);
    for (uint32_t done = 0; done < count;) {
        length = 0;
        too_long = false;
        uint32_t root = expand(str_of(argv[3]), 's', 0);
        if (too_long || stops_clash())
            continue;
        sentence[root].relation = STR("root");
        finish();
        print_sentence(++done);
    }
    return 0;
}
