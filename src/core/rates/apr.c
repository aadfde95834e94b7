/*
 * APR: the time of each flow by the law, then the root.
 */
#include "core/rates/apr.h"

#include "core/rates/returns.h"
#include "core/rates/unit_curve.h"
#include "core/rates/unit_period.h"
#include "core/rates/us_rule.h"

static const char *const method_names[LF_APR_METHODS] = {"us_actuarial", "us_rule", "eu", "cn_irr",
                                                         "cn_simple"};

int
lf_apr_legal_decimals(LfAprMethod method)
{
    return method == LF_APR_EU ? 3 : 4;
}

const LfKeywords lf_apr_methods = {"method", method_names, LF_APR_METHODS, NULL, 0};

/* The flows of one credit, and where their times go. */
typedef struct Credit {
    const int32_t *date;
    const int64_t *amount;
    int32_t count;
    LfUnitPeriod unit;
    LfFlows *flows;
} Credit;

static lf_status
no_rate(LfFault *why)
{
    return LF_REFUSE(why, LF_ERR_NO_ROOT, .name = "annual_rate", .a = -1, .b = LF_GREATEST_APR);
}

static lf_status
several(int32_t count, const LfFlows *f, LfFault *why)
{
    return LF_REFUSE(why, LF_ERR_APR_SEVERAL, .a = count, .b = f->changes);
}

/* Rounds half up, what is within `error` of a half counting as one. */
static lf_status
round_rate(LfReal rate, double error, int decimals, int64_t *rounded, LfFault *why)
{
    lf_int128 scaled = 0;
    double sign = rate.hi < 0.0 ? -1.0 : 1.0;

    rate = lf_real_add(rate, lf_real(sign * error));
    if (rate.hi > LF_GREATEST_APR + 5e-9 || rate.hi <= -1.0 ||
        !lf_real_scaled(rate, decimals, &scaled))
        return no_rate(why);
    *rounded = (int64_t)scaled;
    return LF_OK;
}

/* Nominal: the rate of a unit-period times unit-periods a year. */
static LfReal
of_year(const LfUnitPeriod *u, LfReal rate)
{
    return lf_real_div(lf_real_scale(rate, u->year_parts), lf_real(u->year_units));
}

/* The greatest rate looked for, a little beyond the limit, which round_rate() draws. */
#define GREATEST (LF_GREATEST_APR * (1.0 + 1e-12))

/* The same of a unit-period. */
static double
greatest_of(const LfUnitPeriod *u)
{
    return GREATEST * u->year_units / u->year_parts;
}

/* Times as whole numbers of 1 / *den unit-periods. */
static void
unit_flows(const Credit *c, double *den)
{
    int64_t num, parts = 1;

    for (int32_t k = 0; k < c->count; k++)
        if (c->amount[k] != 0) {
            lf_unit_time(&c->unit, c->date[k], &num, &parts);
            lf_flows_add(c->flows, lf_real_from_int64(c->amount[k]), (double)num);
        }
    lf_flows_finish(c->flows);
    *den = (double)parts;
}

/* The root of flows that change sign once: their sum tells on which side of 1. */
static lf_status
solve_single(const LfUnitCurve *u, double least, double greatest, LfRootSearch *s, LfFault *why)
{
    const LfFlows *f = u->flows;
    int last = lf_sign(f->amount[f->count - 1].hi), sum = f->total_sign, end;
    bool above = sum == last;

    if (sum == 0) {
        s->root[s->count++] = (LfRoot){.at = lf_real(1.0)};
        return LF_OK;
    }
    end = lf_curve_sign(&u->curve, above ? greatest : least, s);
    if (end == 0)
        return LF_REFUSE(why, LF_ERR_ROOTS_UNDECIDED, .text2 = lf_text("the terms cancel too far"));
    if (end == sum)
        return LF_OK;
    return above ? lf_root_between(&u->curve, 1.0, greatest, sum, 1.0, s, why)
                 : lf_root_between(&u->curve, least, 1.0, last, 1.0, s, why);
}

static lf_status
us_actuarial(const Credit *c, LfReal *rate, LfFault *why)
{
    double den, least = 1.0 - 0.999e-3 * greatest_of(&c->unit);
    double greatest = 1.0 + greatest_of(&c->unit);
    LfRootSearch s;
    LfUnitCurve u;

    unit_flows(c, &den);
    LF_TRY(lf_flows_check(c->flows, why));
    s.steps = s.count = 0;
    s.work = 0;
    lf_unit_curve(c->flows, den, &u);
    if (c->flows->changes == 1)
        LF_TRY(solve_single(&u, least, greatest, &s, why));
    else
        LF_TRY(lf_roots_isolate(&u.curve, least, greatest, &s, why));
    if (s.count != 1)
        return s.count == 0 ? no_rate(why) : several(s.count, c->flows, why);
    *rate = of_year(&c->unit, lf_real_add(s.root[0].at, lf_real(-1.0)));
    return LF_OK;
}

static lf_status
us_rule(const Credit *c, LfReal *rate, LfFault *why)
{
    bool found;
    double den;

    unit_flows(c, &den);
    LF_TRY(lf_flows_check(c->flows, why));
    LF_TRY(lf_us_rule_rate(c->flows, den, greatest_of(&c->unit), rate, &found, why));
    *rate = of_year(&c->unit, *rate);
    return found ? LF_OK : no_rate(why);
}

static bool
all_whole_months(const Credit *c)
{
    for (int32_t k = 0; k < c->count; k++)
        if (c->amount[k] != 0 && lf_unit_months(&c->unit, c->date[k]).days != 0)
            return false;
    return true;
}

/* Whole periods apart; a single payment is one period. */
static bool
all_whole_periods(const Credit *c)
{
    int64_t num, den;

    for (int32_t k = 0; k < c->count && !c->unit.is_single; k++) {
        lf_unit_time(&c->unit, c->date[k], &num, &den);
        if (c->amount[k] != 0 && num % den != 0)
            return false;
    }
    return true;
}

/* Payments come every so many weeks, none between. */
static bool
all_whole_weeks(const Credit *c)
{
    if (c->unit.kind != LF_UNIT_DAYS || c->unit.length % 7 != 0)
        return false;
    for (int32_t k = 0; k < c->count; k++)
        if (c->amount[k] != 0 && (c->date[k] - c->unit.start) % 7 != 0)
            return false;
    return true;
}

typedef enum Clock {
    CLOCK_MONTHS,
    CLOCK_WEEKS,
    CLOCK_DAYS,
    CLOCK_EU_DAYS
} Clock;

/* Divisible by 12, 365 and 366. */
#define EU_YEAR (2 * 365 * 366)

/* Whole years (of one payment: whole months) counted back, and days over the days of the
 * year that ends with them. */
static double
eu_time(const LfUnitPeriod *u, int32_t date)
{
    LfMonthSpan span = lf_unit_months(u, date);
    int32_t months = u->is_single ? span.months : span.months / 12 * 12, end, year;

    end =
        u->is_single ? span.rest_end : (int32_t)lf_date_add(date, (LfPeriod){.months = 1}, -months);
    year = end - (int32_t)lf_date_add(end, (LfPeriod){.months = 12}, -1);
    return (double)((int64_t)months * (EU_YEAR / 12) +
                    (int64_t)(end - u->start) * (EU_YEAR / year));
}

/* The dates' common measure; how many of it a year has.  In China it counts only
 * where flows are whole periods apart. */
static Clock
clock_of(const Credit *c, bool eu, double *units_a_year)
{
    bool even = eu || all_whole_periods(c);

    if (even && all_whole_months(c)) {
        *units_a_year = 12.0;
        return CLOCK_MONTHS;
    }
    if (even && all_whole_weeks(c)) {
        *units_a_year = 52.0;
        return CLOCK_WEEKS;
    }
    *units_a_year = eu ? (double)EU_YEAR : 365.0;
    return eu ? CLOCK_EU_DAYS : CLOCK_DAYS;
}

static double
time_by(Clock clock, const LfUnitPeriod *u, int32_t date)
{
    switch (clock) {
    case CLOCK_MONTHS:
        return lf_unit_months(u, date).months;
    case CLOCK_WEEKS:
        return (date - u->start) / 7;
    case CLOCK_DAYS:
        return date - u->start;
    case CLOCK_EU_DAYS:
        break;
    }
    return eu_time(u, date);
}

/* Effective, or for cn_simple nominal with the payments' own period. */
static lf_status
compound(const Credit *c, LfAprMethod method, LfReal *rate, LfFault *why)
{
    double units, greatest = GREATEST;
    Clock clock = clock_of(c, method == LF_APR_EU, &units);
    LfRates rates;

    for (int32_t k = 0; k < c->count; k++)
        if (c->amount[k] != 0)
            lf_flows_add(c->flows, lf_real_from_int64(c->amount[k]),
                         time_by(clock, &c->unit, c->date[k]));
    lf_flows_finish(c->flows);
    if (method == LF_APR_CN_SIMPLE) {
        greatest = greatest_of(&c->unit);
        units = units * c->unit.year_units / c->unit.year_parts;
    }
    LF_TRY(lf_rates_of_flows(c->flows, units, greatest, &rates, why));
    if (rates.count != 1)
        return rates.count == 0 ? no_rate(why) : several(rates.count, c->flows, why);
    *rate = lf_real(rates.root[0].rate);
    if (method == LF_APR_CN_SIMPLE)
        *rate = of_year(&c->unit, *rate);
    return LF_OK;
}

/* The first flow of all must be an advance. */
static lf_status
check_first(const Credit *c, LfFault *why)
{
    for (int32_t k = 0; k < c->count; k++) {
        if (c->amount[k] < 0)
            break;
        if (c->amount[k] > 0)
            return LF_REFUSE(why, LF_ERR_APR_FIRST_PAYMENT, .a = c->date[k]);
    }
    return LF_OK;
}

lf_status
lf_apr_of_dates(const int32_t *date, const int64_t *amount, int32_t count, LfAprMethod method,
                int decimals, LfFlows *room, int64_t *rounded, LfFault *why)
{
    Credit c = {.date = date, .amount = amount, .count = count, .flows = room};
    double error = 1e-20;
    LfReal rate = {0.0, 0.0};

    LF_TRY(check_first(&c, why));
    room->count = 0;
    if (count == 0)
        return lf_flows_check(room, why);
    lf_unit_period_find(date, amount, count, &c.unit);
    if (method == LF_APR_US_ACTUARIAL)
        LF_TRY(us_actuarial(&c, &rate, why));
    else if (method == LF_APR_US_RULE)
        LF_TRY(us_rule(&c, &rate, why));
    else {
        LF_TRY(compound(&c, method, &rate, why));
        error = 0x1p-50 * lf_magnitude(rate.hi);
    }
    return round_rate(rate, error, decimals, rounded, why);
}

static lf_status
check_schedule(const LfSchedule *s, int64_t fees, LfFault *why)
{
    int scale = lf_currency_scale(s->currency);

    if (fees < 0)
        return LF_REFUSE(why, LF_ERR_RANGE_MONEY, .scale = scale, .name = "fees", .a = fees, .b = 0,
                         .c = LF_MAX_MONEY);
    if (fees > 0 && fees >= s->opening)
        return LF_REFUSE(why, LF_ERR_APR_FEES, .scale = scale, .a = fees, .b = s->opening);
    for (int32_t k = 0; k < s->rows.count; k++)
        if (s->rows.principal[k] < 0)
            return LF_REFUSE(why, LF_ERR_APR_CAPITALISED, .scale = scale, .a = s->rows.due[k],
                             .b = s->rows.principal[k]);
    return LF_OK;
}

lf_status
lf_apr_of_schedule(const LfSchedule *s, int64_t fees, LfAprMethod method, int decimals,
                   LfCashflows *flows, LfFlows *room, int64_t *rounded, LfFault *why)
{
    lf_int128 first;

    LF_TRY(check_schedule(s, fees, why));
    LF_TRY(lf_cashflows_of_schedule(s, flows, why));
    first = (lf_int128)flows->amount[0] + fees;
    if (!lf_fits_int64(first))
        return LF_REFUSE(why, LF_ERR_OVERFLOW, .name = "amount of a date");
    flows->amount[0] = (int64_t)first;
    return lf_apr_of_dates(flows->date, flows->amount, flows->count, method, decimals, room,
                           rounded, why);
}
