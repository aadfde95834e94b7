/*
 * Warning: one walk over the months; each rule keeps two counts.
 */
#include "core/warning/warning.h"

void
lf_warning_begin(LfWarning *w)
{
    *w = (LfWarning){.rule = -1};
    for (int i = 0; i <= LF_MAX_WARNING_LEVELS; i++)
        w->latest[i] = -1;
}

/* Counts the slot for a rule; whether it binds there. */
static bool
rule_binds(LfWarning *w, const LfWarningRule *rule, int32_t number, const LfHistory *h,
           int32_t slot)
{
    bool over = lf_history_over(h, slot, rule->over), binds = over;

    if (rule->last > 0) {
        w->times[number] += over;
        if (slot >= rule->last)
            w->times[number] -= lf_history_over(h, slot - rule->last, rule->over);
        binds = w->times[number] >= rule->times;
    } else if (rule->run > 0) {
        w->run[number] = over ? w->run[number] + 1 : 0;
        binds = w->run[number] >= rule->run;
    }
    return binds && slot >= rule->after;
}

/* The greatest level that binds; of each level, the first rule. */
static int32_t
bind(LfWarning *w, const LfWarningRules *rules, const LfHistory *h, int32_t slot)
{
    bool observed = lf_history_observed(h, slot);
    uint32_t bound = 0; /* by level, a bit */
    int32_t most = 0;

    for (int32_t i = 0; i < rules->count; i++) {
        int32_t level = rules->rule[i].level;

        if (!rule_binds(w, &rules->rule[i], i, h, slot) || !observed || (bound >> level & 1) != 0)
            continue;
        bound |= (uint32_t)1 << level;
        w->latest[level] = i;
        most = level > most ? level : most;
    }
    return most;
}

static void
enter(LfWarning *w, int32_t level, int32_t slot)
{
    if (level != w->level)
        w->since = slot;
    w->level = level;
    w->lower = w->lower_most = 0;
}

bool
lf_warning_step(LfWarning *w, const LfWarningRules *rules, const LfHistory *h, int32_t slot)
{
    int32_t bound = bind(w, rules, h, slot);

    if (!lf_history_observed(h, slot))
        return false;
    w->bound = bound;
    if (bound >= w->level)
        enter(w, bound, slot);
    else {
        w->lower++;
        w->lower_most = bound > w->lower_most ? bound : w->lower_most;
        if (w->lower >= rules->clear)
            enter(w, w->lower_most, slot);
    }
    w->rule = w->level > 0 ? w->latest[w->level] : -1;
    return true;
}

/* The first slot with arrears or a charge-off; `months` if none. */
static int32_t
first_late(const LfHistory *h)
{
    int32_t slot = 0;

    while (slot < h->months && h->days_past_due[slot] <= 0 && slot < h->charge_off)
        slot++;
    return slot;
}

void
lf_warning_walk(LfWarning *w, const LfWarningRules *rules, const LfHistory *h)
{
    lf_warning_begin(w);
    for (int32_t slot = first_late(h); slot < h->months; slot++)
        (void)lf_warning_step(w, rules, h, slot);
}
