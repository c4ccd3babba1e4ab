/* SPDX-License-Identifier: MIT
 *
 * model/event_reach.c: which CAMEO codes the grammar can give at all: those of frames, their leaves by context, and the
 * meeting at a third place, and what the operators that some line uses make of codes reached so far. A fixed point over
 * codes and operators; some milliseconds, for `dragoman check`.
 */
#include "model/event.h"
#include "model/event_load.h"

static bool is_used(const model_event *m, uint32_t op)
{
    if (op == m->op_will || op == m->op_refuse || op == m->op_demand)
        return true;
    for (uint32_t i = 0; i < m->frame_count; i++)
        if (m->frames[i].op == op)
            return true;
    return false;
}

static bool reach(uint8_t *reached, uint32_t code)
{
    if (code == EVENT_NONE || reached[code])
        return false;
    reached[code] = 1;
    return true;
}

static bool reach_from(const model_event *m, uint32_t code, uint32_t op, uint8_t *reached)
{
    bool more = false;
    const event_code *c = &m->codes[code];
    event_act inner = {.code = code, .type = c->type, .mode = c->mode};
    const event_rule *r = model_event_compose(m, op, &inner, true);
    if (r && !r->same && !r->none)
        more = reach(reached, r->outer.code);
    return more;
}

void model_event_reach(const model_event *m, uint8_t *reached)
{
    for (uint32_t i = 0; i < m->code_count; i++)
        reached[i] = 0;
    for (uint32_t i = 0; i < m->frame_count; i++)
        (void)reach(reached, m->frames[i].act.code);
    (void)reach(reached, m->code_third);
    for (bool more = true; more;) {
        more = false;
        for (uint32_t i = 0; i < m->store->leaf_count; i++)
            if (reached[m->store->leaf[i].code])
                more |= reach(reached, m->store->leaf[i].leaf);
        for (uint32_t op = 0; op < m->operator_count; op++)
            for (uint32_t code = 0; is_used(m, op) && code < m->code_count; code++)
                if (reached[code])
                    more |= reach_from(m, code, op, reached);
    }
}
