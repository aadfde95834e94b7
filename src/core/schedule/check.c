/*
 * Schedule: the gate that every schedule passes before it becomes a value.
 */
#include "core/schedule/schedule.h"

#include "core/base/range.h"

/* Domain of the currency, the dates and the amounts around the rows. */
static lf_status
check_head(const LfSchedule *s, LfFault *why)
{
    if (!lf_date_in_range(s->start_date))
        return LF_REFUSE(why, LF_ERR_DATE_RANGE, .name = "start_date", .a = s->start_date);
    if (s->rows.count < 0 || s->rows.count > LF_MAX_ROWS)
        return LF_REFUSE(why, LF_ERR_LIMIT, .name = "rows", .a = s->rows.count, .c = LF_MAX_ROWS);
    return LF_OK;
}

static lf_status
check_dates(const LfSchedule *s, LfFault *why)
{
    const LfRows *rows = &s->rows;

    for (int32_t k = 0; k < rows->count; k++) {
        if (!lf_date_in_range(rows->due[k]))
            return LF_REFUSE(why, LF_ERR_DATE_RANGE, .name = "due date", .a = rows->due[k]);
        if (k > 0 && rows->due[k] <= rows->due[k - 1])
            return LF_REFUSE(why, LF_ERR_ROWS_ORDER, .a = k + 1, .b = rows->due[k]);
    }
    if (rows->count > 0 && rows->due[0] < s->start_date)
        return LF_REFUSE(why, LF_ERR_START_AFTER_ROW, .a = rows->due[0], .b = s->start_date);
    return LF_OK;
}

/* Payments and balances stay within 64 bits; the principal adds up. */
lf_status
lf_schedule_check_money(const LfSchedule *s, LfFault *why)
{
    const LfRows *rows = &s->rows;
    lf_int128 paid = 0;

    for (int32_t k = 0; k < rows->count; k++) {
        lf_int128 payment = (lf_int128)rows->principal[k] + rows->interest[k] + rows->fee[k];

        paid += rows->principal[k];
        if (!lf_fits_int64(payment) || !lf_fits_int64(s->opening - paid))
            return LF_REFUSE(why, LF_ERR_OVERFLOW,
                             .name = lf_fits_int64(payment) ? "balance" : "payment");
    }
    if (paid != s->opening)
        return LF_REFUSE(why, LF_ERR_ROWS_SUM, .scale = lf_currency_scale(s->currency),
                         .a = lf_fits_int64(paid) ? (int64_t)paid : INT64_MAX, .b = s->opening);
    return LF_OK;
}

static lf_status
check_rates(const LfTerms *t, int32_t start_date, LfFault *why)
{
    int32_t day = start_date;
    int64_t rate = t->rate_e12;

    for (int32_t i = 0;; i++) {
        if (lf_check_rate(rate, why) != LF_OK)
            return why->status;
        if (i == t->change_count)
            return LF_OK;
        if (!lf_date_in_range(t->changes[i].from))
            return LF_REFUSE(why, LF_ERR_DATE_RANGE, .name = "day of a rate",
                             .a = t->changes[i].from);
        if (t->changes[i].from < day + (i > 0))
            return LF_REFUSE(why, LF_ERR_DATE_ORDER, .name = "day of a rate",
                             .a = t->changes[i].from, .b = day);
        day = t->changes[i].from;
        rate = t->changes[i].rate_e12;
    }
}

static lf_status
check_period(LfPeriod p, LfFault *why)
{
    if ((p.months != 0) == (p.days != 0))
        return lf_check_int("period", 0, 1, LF_MAX_PERIOD_DAYS, why);
    if (p.months != 0)
        return lf_check_int("period", p.months, 1, LF_MAX_PERIOD_MONTHS, why);
    return lf_check_int("period", p.days, 1, LF_MAX_PERIOD_DAYS, why);
}

static lf_status
check_terms(const LfSchedule *s, LfFault *why)
{
    const LfTerms *t = &s->terms;
    int scale = lf_currency_scale(s->currency);

    if (lf_check_int("periods", t->periods, 1, LF_MAX_PERIODS, why) != LF_OK ||
        lf_check_int("grace", t->grace, 0, t->periods - 1, why) != LF_OK ||
        check_period(t->period, why) != LF_OK ||
        lf_check_money("balloon", t->balloon, 0, scale, why) != LF_OK ||
        (t->payment_unit != 0 &&
         lf_check_money("payment_unit", t->payment_unit, 1, scale, why) != LF_OK) ||
        lf_check_int("rates", t->change_count, 0, LF_MAX_RATES, why) != LF_OK)
        return why->status;
    if (t->has_first_due &&
        (t->in_advance || t->first_due <= s->start_date || !lf_date_in_range(t->first_due)))
        return LF_REFUSE(why, t->in_advance ? LF_ERR_FIRST_DUE_ADVANCE : LF_ERR_FIRST_DUE_EARLY,
                         .a = t->first_due, .b = s->start_date);
    if (lf_terms_check_month_end(t, s->start_date, why) != LF_OK)
        return why->status;
    if (t->has_last_change && !lf_date_in_range(t->last_change))
        return LF_REFUSE(why, LF_ERR_DATE_RANGE, .name = "last change", .a = t->last_change);
    if (t->has_last_change && t->last_change < s->start_date)
        return LF_REFUSE(why, LF_ERR_DATE_ORDER, .name = "last change", .a = t->last_change,
                         .b = s->start_date);
    return check_rates(t, s->start_date, why);
}

lf_status
lf_schedule_check(const LfSchedule *s, LfFault *why)
{
    LF_TRY(check_head(s, why));
    LF_TRY(check_dates(s, why));
    LF_TRY(lf_schedule_check_money(s, why));
    if (s->has_terms)
        LF_TRY(check_terms(s, why));
    return LF_OK;
}
