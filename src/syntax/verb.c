/* SPDX-License-Identifier: MIT */
#include "syntax/verb.h"

#include <string.h>

#define LONGEST 40u /* bytes of a form that is looked at */

/* An ending and what takes its place; the likelier ones stand first. */
static const struct {
    str ending, instead;
} rules[] = {
    {{"ies", 3}, {"y", 1}}, {{"es", 2}, {"", 0}},  {{"s", 1}, {"", 0}},   {{"ied", 3}, {"y", 1}},
    {{"ed", 2}, {"", 0}},   {{"d", 1}, {"", 0}},   {{"ing", 3}, {"", 0}}, {{"ing", 3}, {"e", 1}},
};

static bool is_vowel(char c)
{
    return memchr("aeiou", c, 5) != NULL;
}

/* "plan", "ship": before an ending they double their last letter, so that "ship" is not what "shiped" comes from. */
static bool doubles(str stem)
{
    if (stem.n < 2 || is_vowel(stem.p[stem.n - 1]) || !is_vowel(stem.p[stem.n - 2]) ||
        memchr("wxyh", stem.p[stem.n - 1], 4) != NULL)
        return false;
    for (size_t i = 0; i + 2 < stem.n; i++)
        if (is_vowel(stem.p[i]))
            return false;
    return true;
}

/* The verb that a rule makes of a form, in `text`; empty where the rule does not fit. */
static str undo(const syntax_verbs *v, size_t rule, str form, char text[LONGEST + 2])
{
    str ending = rules[rule].ending, instead = rules[rule].instead;
    if (!str_ends(form, ending) || form.n < ending.n + 2)
        return STR("");
    str stem = {form.p, form.n - ending.n};
    bool vowel_ending = ending.p[0] == 'e' || ending.p[0] == 'i';
    if (instead.n == 0 && vowel_ending && ending.n > 1 && !str_equal(ending, STR("es")) && doubles(stem))
        return STR("");
    memcpy(text, stem.p, stem.n);
    if (instead.n > 0)
        text[stem.n] = instead.p[0];
    str lemma = {text, stem.n + instead.n};
    return syntax_verbs_has(v, lemma) ? lemma : STR("");
}

static bool is_irregular(const syntax_verbs *v, str form, str lemma)
{
    for (uint32_t i = map_find(&v->forms, form); i != MAP_NONE; i = v->items[i].next)
        if (str_equal(v->items[i].lemma, lemma))
            return true;
    return false;
}

str verb_lemma(const syntax_verbs *v, str lower, str chosen, arena *memory)
{
    char text[LONGEST + 2];
    if (lower.n > LONGEST || is_irregular(v, lower, chosen) || (str_equal_folded(lower, chosen) && syntax_verbs_has(v, lower)))
        return chosen;
    str first = STR("");
    for (size_t rule = 0; rule < sizeof rules / sizeof *rules; rule++) {
        str lemma = undo(v, rule, lower, text);
        if (lemma.n > 0 && str_equal_folded(lemma, chosen))
            return chosen;
        if (lemma.n > 0 && first.n == 0) {
            const char *kept = arena_string(memory, lemma.p, lemma.n);
            first = (str){kept, kept ? lemma.n : 0};
        }
    }
    uint32_t irregular = map_find(&v->forms, lower);
    if (irregular != MAP_NONE)
        return v->items[irregular].lemma;
    return first.n > 0 ? first : syntax_verbs_has(v, lower) && !syntax_verbs_has(v, chosen) ? lower : chosen;
}
