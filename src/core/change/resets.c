/*
 * Resets: index to contract rates, days to reset days, one repricing after the
 * other.
 *
 * Reset days ascend as the days of the rates do, so a rate that begins on the
 * day of the one before simply takes its place.
 */
#include "core/change/resets.h"

#include "core/base/range.h"
#include "core/change/work.h"

static const char *const customs[] = {"date", "due", "january", "anniversary"};
static const LfAlias custom_aliases[] = {
    {"固定日", LF_RESET_JANUARY}, {"对年对月对日", LF_RESET_ANNIVERSARY}, {NULL, 0}};

const LfKeywords lf_reset_customs = {"custom", customs, 4, custom_aliases, 0};

#define MONTHS_OF_YEAR 12

/* Rates in force and days in order. */
static lf_status
check_rates(const char *name, const LfRateChange *rates, int32_t count, LfFault *why)
{
    for (int32_t i = 0; i < count; i++) {
        LF_TRY(lf_check_rate(rates[i].rate_e12, why));
        if (i > 0 && rates[i].from <= rates[i - 1].from)
            return LF_REFUSE(why, LF_ERR_RESET_ORDER, .name = name, .a = rates[i].from,
                             .b = rates[i - 1].from);
    }
    return LF_OK;
}

/* A rate at the end of the list, in place of one of the same day. */
static void
put(LfRateChange *out, int32_t *made, int64_t day, int64_t rate_e12)
{
    if (day > LF_MAX_DATE)
        return;
    if (*made > 0 && out[*made - 1].from == day)
        (*made)--;
    out[(*made)++] = (LfRateChange){(int32_t)day, rate_e12};
}

/* The first day of a month, on or after a day. */
static int64_t
month_from(int32_t day, int32_t month)
{
    LfCivil c = lf_date_to_civil(day);
    int32_t passed = c.month > month || (c.month == month && c.day > 1);

    return lf_date_from_civil((LfCivil){c.year + passed, month, 1});
}

static int64_t
contract_rate(const LfResetRule *rule, int64_t index_e12)
{
    int64_t rate = index_e12 + rule->spread_e12;

    if (rule->has_floor && rate < rule->floor_e12)
        rate = rule->floor_e12;
    return rule->has_cap && rate > rule->cap_e12 ? rule->cap_e12 : rate;
}

/* Takes out a rate that repeats the one before. */
static int32_t
drop_repeated(LfRateChange *rates, int32_t count)
{
    int32_t kept = 0;

    for (int32_t i = 0; i < count; i++)
        if (kept == 0 || rates[i].rate_e12 != rates[kept - 1].rate_e12)
            rates[kept++] = rates[i];
    return kept;
}

lf_status
lf_rate_resets(const LfRateChange *index, int32_t count, const LfResetRule *rule, LfRateChange *out,
               int32_t *made, LfFault *why)
{
    *made = 0;
    LF_TRY(check_rates("index_rates", index, count, why));
    if (rule->month != 0)
        LF_TRY(lf_check_int("reset_month", rule->month, 1, MONTHS_OF_YEAR, why));
    if (rule->has_floor && rule->has_cap && rule->floor_e12 > rule->cap_e12)
        return LF_REFUSE(why, LF_ERR_FLOOR_ABOVE_CAP, .a = rule->floor_e12, .b = rule->cap_e12);
    for (int32_t i = 0; i < count; i++) {
        int64_t rate = contract_rate(rule, index[i].rate_e12);

        LF_TRY(lf_check_rate(rate, why));
        put(out, made, rule->month != 0 ? month_from(index[i].from, rule->month) : index[i].from,
            rate);
    }
    *made = drop_repeated(out, *made);
    return LF_OK;
}

/* The first due date on or after a day. */
static int64_t
due_from(LfDueCalendar c, int32_t day)
{
    return lf_due_date(c, lf_due_count_until(c, LF_MAX_ROWS, day - 1));
}

static int64_t
reset_day(const LfSchedule *s, LfResetCustom custom, int32_t day)
{
    LfDueCalendar c = lf_due_calendar(&s->terms, s->start_date);
    int32_t after = day > s->start_date ? day : s->start_date + 1;

    switch (custom) {
    case LF_RESET_DATE:
        break;
    case LF_RESET_DUE:
        return day < s->start_date ? day : due_from(c, day);
    case LF_RESET_JANUARY:
        return month_from(after, 1);
    case LF_RESET_ANNIVERSARY:
        return due_from((LfDueCalendar){s->start_date, 1, {.months = MONTHS_OF_YEAR}}, after);
    }
    return day;
}

lf_status
lf_reset_days(const LfSchedule *s, const LfRateChange *resets, int32_t count, LfResetCustom custom,
              LfRateChange *out, int32_t *made, LfFault *why)
{
    const LfTerms *t = &s->terms;
    int32_t least = s->start_date;

    *made = 0;
    if (!s->has_terms)
        return LF_REFUSE(why, LF_ERR_NO_TERMS, .name = "reprice");
    if (lf_is_add_on(t))
        return lf_change_not_meant("reprice", t, why);
    if (t->has_last_change && t->last_change > least)
        least = t->last_change;
    LF_TRY(check_rates("resets", resets, count, why));
    for (int32_t i = 0; i < count; i++) {
        int64_t day = reset_day(s, custom, resets[i].from);

        if (day >= least)
            put(out, made, day, resets[i].rate_e12);
    }
    return LF_OK;
}

lf_status
lf_reprice_each(const LfSchedule *s, const LfRateChange *days, int32_t count,
                LfRepriceEffect effect, LfChanged rooms[2], LfChanged **made, LfFault *why)
{
    LF_TRY(lf_change_unchanged(s, &rooms[0]));
    *made = &rooms[0];
    for (int32_t i = 0; i < count; i++) {
        LfChanged *next = *made == &rooms[0] ? &rooms[1] : &rooms[0];
        const LfRows *rows = &(*made)->s.rows;

        if (rows->count == 0 || days[i].from >= rows->due[rows->count - 1])
            break;
        LF_TRY(lf_reprice(&(*made)->s, days[i].from, days[i].rate_e12, effect, next, why));
        *made = next;
    }
    return LF_OK;
}
