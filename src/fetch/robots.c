/* SPDX-License-Identifier: MIT
 * robots.c: RFC 9309: of the groups that name this program, or else of those for "*", the longest rule that fits decides;
 * "Allow" wins a tie; "*" stands for any run of signs and a last "$" for the end. */
#include "fetch/fetch.h"

#include <string.h>

#define AGENT STR("dragoman")
#define LONGEST_DELAY 3600.0

/* Whether `rule` fits the beginning of `path`. Cost: their product at most. */
static bool fits(str rule, str path)
{
    size_t r = 0, p = 0, star = SIZE_MAX, from = 0;
    bool anchored = rule.n > 0 && rule.p[rule.n - 1] == '$';
    if (anchored)
        rule.n--;
    while (r < rule.n) {
        if (rule.p[r] == '*') {
            star = r++;
            from = p;
        } else if (p < path.n && rule.p[r] == path.p[p]) {
            r++;
            p++;
        } else if (star != SIZE_MAX && from < path.n) {
            r = star + 1;
            p = ++from;
        } else {
            return false;
        }
    }
    return !anchored || p == path.n || (rule.n > 0 && rule.p[rule.n - 1] == '*');
}

typedef struct verdict {
    bool any;        /* a group was met */
    size_t longest;  /* bytes of the rule that decides */
    bool allowed;
    double delay_s;
} verdict;

static void apply(verdict *v, str key, str value, str path)
{
    double delay;
    bool allow = str_equal_folded(key, STR("allow"));
    if (str_equal_folded(key, STR("crawl-delay")) && str_number(value, &delay) && delay > 0)
        v->delay_s = delay < LONGEST_DELAY ? delay : LONGEST_DELAY;
    if ((!allow && !str_equal_folded(key, STR("disallow"))) || value.n == 0 || !fits(value, path))
        return;
    if (value.n > v->longest || (value.n == v->longest && allow)) {
        v->longest = value.n;
        v->allowed = allow;
    }
}

bool fetch_robots_allow(str robots, str path, double *delay_s)
{
    verdict ours = {.allowed = true}, all = {.allowed = true};
    bool for_us = false, for_all = false, in_rules = true;
    for (str rest = robots; rest.p != NULL;) {
        str value, comment, line = str_cut(rest, '\n', &rest);
        line = str_cut(line, '#', &comment);
        str key = str_trim(str_cut(line, ':', &value));
        value = str_trim(value);
        if (str_equal_folded(key, STR("user-agent"))) {
            if (in_rules)
                for_us = for_all = false;
            in_rules = false;
            for_all = for_all || str_equal(value, STR("*"));
            for_us = for_us || (value.n >= AGENT.n && str_equal_folded((str){value.p, AGENT.n}, AGENT));
            ours.any = ours.any || for_us;
            continue;
        }
        in_rules = in_rules || key.n > 0;
        if (for_us)
            apply(&ours, key, value, path);
        if (for_all)
            apply(&all, key, value, path);
    }
    const verdict *v = ours.any ? &ours : &all;
    *delay_s = v->delay_s;
    return v->allowed;
}
