/*
 * Warning: rules one by one over a short history, hysteresis, gaps, charge-off,
 * and random histories against the definition.
 */
#include "core/warning/warning.h"

#include "test/unit/random.h"
#include "test/unit/tap.h"

static LfHistoryRoom room;

/* A history of days past due; LF_GAP where there is none. */
static LfHistory
history(const int64_t *days, int32_t months)
{
    LfHistory h;

    lf_history_begin(&h, LF_NO_CURRENCY, &room);
    h.first_month = 24000;
    h.months = months;
    memcpy(room.days_past_due, days, (size_t)months * sizeof(*days));
    h.charge_off = h.paid_off = months;
    return h;
}

/* The levels of the observed months, a digit each. */
static void
levels(const LfWarningRules *rules, const LfHistory *h, char *out)
{
    LfWarning w;

    lf_warning_begin(&w);
    for (int32_t slot = 0; slot < h->months; slot++)
        if (lf_warning_step(&w, rules, h, slot))
            *out++ = (char)('0' + w.level);
    *out = '\0';
}

static void
test_one(LfWarningRule rule, const char *want, const char *name)
{
    static const int64_t days[] = {0, 5, 31, LF_GAP, 3, 1, 0, 61, 0, 0};
    LfHistory h = history(days, 10);
    LfWarningRules rules = {.levels = 1, .clear = 1, .count = 1};
    char got[16];

    rules.rule[0] = rule;
    levels(&rules, &h, got);
    is_str(got, want, "%s", name);
}

static void
test_rules(void)
{
    LfWarningRule rule = {.level = 1, .over = 0, .after = -1};

    test_one(rule, "011110100", "over 0");
    rule.over = 30;
    test_one(rule, "001000100", "over 30");
    rule = (LfWarningRule){.level = 1, .run = 2, .after = -1};
    test_one(rule, "001010000", "a run of two is broken by a gap");
    rule = (LfWarningRule){.level = 1, .last = 4, .times = 3, .after = -1};
    test_one(rule, "000110100", "three of the last four calendar months");
    rule = (LfWarningRule){.level = 1, .after = 5};
    test_one(rule, "000010100", "from the fifth month after the first on");
}

static void
test_clear(void)
{
    static const int64_t days[] = {90, 0, 5, 0, 0, 5, 0, 0, 0};
    LfHistory h = history(days, 9);
    LfWarningRules rules = {.levels = 2, .clear = 3, .count = 2};
    char got[16];

    rules.rule[0] = (LfWarningRule){.level = 1, .over = 0, .after = -1};
    rules.rule[1] = (LfWarningRule){.level = 2, .over = 60, .after = -1};
    levels(&rules, &h, got);
    is_str(got, "222111110",
           "falls after good months, to the greatest level of them, and counts again");
    h.charge_off = 6;
    levels(&rules, &h, got);
    is_str(got, "222111222", "a charged-off loan is over any line");
}

/* Each month from the definition, by walking back. */
static int32_t
plain_bound(const LfWarningRules *rules, const LfHistory *h, int32_t slot)
{
    int32_t most = 0;

    for (int32_t i = 0; i < rules->count; i++) {
        const LfWarningRule *r = &rules->rule[i];
        int32_t times = 0, run = 0;

        for (int32_t k = slot; k >= 0 && k > slot - r->last; k--)
            times += lf_history_over(h, k, r->over);
        while (run <= slot && lf_history_over(h, slot - run, r->over))
            run++;
        if ((r->last > 0 ? times >= r->times : run >= (r->run > 0 ? r->run : 1)) &&
            slot >= r->after && r->level > most)
            most = r->level;
    }
    return most;
}

static void
test_random(void)
{
    int wrong = 0;

    for (int round = 0; round < 3000; round++) {
        int64_t days[30];
        int32_t months = (int32_t)random_between(1, 30);
        LfWarningRules rules = {.levels = 3, .clear = (int32_t)random_between(1, 3), .count = 4};
        LfHistory h;
        LfWarning w, all;

        for (int32_t i = 0; i < months; i++)
            days[i] = random_chance(6) && i > 0 && i < months - 1 ? LF_GAP
                      : random_chance(2)                          ? random_between(0, 90)
                                                                  : 0;
        for (int i = 0; i < 4; i++) {
            LfWarningRule *r = &rules.rule[i];

            *r = (LfWarningRule){.level = (int32_t)random_between(1, 3),
                                 .over = (int32_t)random_between(0, 2) * 30,
                                 .after = (int32_t)random_between(-1, 4)};
            if (i == 1)
                r->run = (int32_t)random_between(1, 4);
            if (i == 2) {
                r->last = (int32_t)random_between(1, 8);
                r->times = (int32_t)random_between(1, r->last);
            }
        }
        h = history(days, months);
        if (random_chance(4))
            h.charge_off = (int32_t)random_between(0, months - 1);
        lf_warning_begin(&w);
        for (int32_t slot = 0; slot < months; slot++) {
            int32_t before = w.level;

            if (!lf_warning_step(&w, &rules, &h, slot))
                continue;
            wrong += w.bound != plain_bound(&rules, &h, slot) || w.level < w.bound;
            wrong += w.level < before && rules.clear == 1 && w.level != w.bound;
            wrong += (w.rule < 0) != (w.level == 0);
            wrong += w.rule >= 0 && rules.rule[w.rule].level != w.level;
        }
        lf_warning_walk(&all, &rules, &h);
        wrong +=
            all.level != w.level || all.rule != w.rule || (w.level > 0 && all.since != w.since);
    }
    is_i64(wrong, 0, "3000 histories by the definition");
}

int
main(void)
{
    random_begin();
    test_rules();
    test_clear();
    test_random();
    return done_testing();
}
