/* SPDX-License-Identifier: MIT */
#include "syntax/lemma.h"

#include "base/utf8.h"

#include <string.h>

/* Bytes of the longest common prefix that ends on a code point. */
static size_t common_prefix(str a, str b)
{
    size_t n = a.n < b.n ? a.n : b.n, i = 0;
    while (i < n && a.p[i] == b.p[i])
        i++;
    while (i > 0 && i < a.n && ((unsigned char)a.p[i] & 0xC0) == 0x80)
        i--;
    while (i > 0 && i < b.n && ((unsigned char)b.p[i] & 0xC0) == 0x80)
        i--;
    return i;
}

static void add_capitalised(strbuf *to, str lower)
{
    unsigned bytes;
    char first[4];
    if (lower.n == 0)
        return;
    uint32_t cp = utf8_decode(lower.p, lower.p + lower.n, &bytes);
    if (cp >= 'a' && cp <= 'z')
        cp -= 32;
    strbuf_add(to, first, utf8_encode(cp == UTF8_BAD ? 0xFFFD : cp, first));
    strbuf_add(to, lower.p + bytes, lower.n - bytes);
}

void lemma_script(str form, str lemma, strbuf *to)
{
    strbuf lower, capital;
    strbuf_init(&lower, 0);
    strbuf_init(&capital, 0);
    utf8_add_lower(&lower, form);
    add_capitalised(&capital, strbuf_str(&lower));
    str base[3] = {strbuf_str(&lower), form, strbuf_str(&capital)};
    int best = 0;
    size_t kept = common_prefix(base[0], lemma);
    for (int i = 1; i < 3; i++) {
        size_t now = common_prefix(base[i], lemma);
        if (now > kept) {
            best = i;
            kept = now;
        }
    }
    size_t gone = utf8_count((str){base[best].p + kept, base[best].n - kept});
    if (kept == 0 || (kept < 2 && gone > 2))
        strbuf_format(to, "=%.*s", (int)lemma.n, lemma.p);
    else
        strbuf_format(to, "%c%zu+%.*s", "lkc"[best], gone, (int)(lemma.n - kept), lemma.p + kept);
    strbuf_release(&lower);
    strbuf_release(&capital);
}

static size_t drop_points(str s, unsigned count)
{
    size_t n = s.n;
    while (count > 0 && n > 0) {
        n--;
        while (n > 0 && ((unsigned char)s.p[n] & 0xC0) == 0x80)
            n--;
        count--;
    }
    return n;
}

str lemma_apply(str script, str form, str lower, arena *memory)
{
    if (script.n > 0 && script.p[0] == '=')
        return (str){script.p + 1, script.n - 1};
    size_t at = 1;
    unsigned gone = 0;
    while (at < script.n && script.p[at] >= '0' && script.p[at] <= '9')
        gone = gone * 10 + (unsigned)(script.p[at++] - '0');
    if (at >= script.n || script.p[at] != '+')
        return lower;
    str base = script.p[0] == 'k' ? form : lower, suffix = {script.p + at + 1, script.n - at - 1};
    size_t kept = drop_points(base, gone);
    if (kept == 0)
        return lower;
    if (script.p[0] != 'c' && suffix.n == 0)
        return (str){base.p, kept};
    char *to = arena_get(memory, kept + suffix.n + 1);
    if (to == NULL)
        return lower;
    memcpy(to, base.p, kept);
    if (suffix.n > 0)
        memcpy(to + kept, suffix.p, suffix.n);
    if (script.p[0] == 'c' && to[0] >= 'a' && to[0] <= 'z')
        to[0] = (char)(to[0] - 32);
    return (str){to, kept + suffix.n};
}
