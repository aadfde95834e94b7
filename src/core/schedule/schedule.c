/*
 * Schedule: names of the forms, sums and slices of rows, the level amount they
 * show, the due dates that terms lay out, and the check.
 */
#include "core/schedule/schedule.h"

#include <string.h>

#include "core/base/range.h"

static const char *const method_names[LF_METHODS] = {"annuity", "equal_principal", "interest_only",
                                                     "flat", "rule_of_78"};
static const char *const residue_names[2] = {"last", "first"};

static const LfAlias method_aliases[] = {
    {"等额本息", LF_ANNUITY},       {"等额本金", LF_EQUAL_PRINCIPAL},
    {"先息后本", LF_INTEREST_ONLY}, {"平息", LF_FLAT},
    {"等本等息", LF_FLAT},          {NULL, 0},
};

const LfKeywords lf_methods = {"method", method_names, LF_METHODS, method_aliases, 0};
const LfKeywords lf_residues = {"residue", residue_names, 2, NULL, 0};

const char *
lf_method_name(LfMethod method)
{
    return method_names[method];
}

const char *
lf_residue_name(LfResidue residue)
{
    return residue_names[residue];
}

lf_int128
lf_column_sum(const int64_t *column, int32_t count)
{
    lf_int128 sum = 0;

    for (int32_t k = 0; k < count; k++)
        sum += column[k];
    return sum;
}

lf_status
lf_schedule_slice(const LfSchedule *s, int32_t from, int32_t to, LfSchedule *out, LfFault *why)
{
    const LfRows *r = &s->rows;
    int32_t first = from < to ? lf_rows_until(r->due, r->count, from - 1) : 0;
    int32_t last = from < to ? lf_rows_until(r->due, r->count, to - 1) : 0;
    lf_int128 opening = lf_column_sum(r->principal + first, last - first);

    *out = (LfSchedule){.currency = s->currency,
                        .opening = (int64_t)opening,
                        .start_date = first > 0 ? r->due[first - 1] : s->start_date,
                        .rows = {last - first, r->due + first, r->principal + first,
                                 r->interest + first, r->fee + first}};
    if (lf_fits_int64(opening))
        return LF_OK;
    return LF_REFUSE(why, LF_ERR_OVERFLOW, .name = "opening amount");
}

int32_t
lf_level_row(const LfTerms *t, int32_t rows)
{
    int32_t row = t->grace + (t->residue == LF_RESIDUE_FIRST);

    return row < rows ? row : rows - 1;
}

int64_t
lf_level_of_row(const LfTerms *t, int64_t principal, int64_t interest)
{
    if (t->method == LF_INTEREST_ONLY)
        return 0;
    if (t->method == LF_EQUAL_PRINCIPAL || (t->method == LF_FLAT && t->payment_unit == 0))
        return principal;
    return (int64_t)((uint64_t)principal + (uint64_t)interest);
}

int64_t
lf_level_shown(const LfSchedule *s)
{
    int32_t row = lf_level_row(&s->terms, s->rows.count);

    return row < 0 ? 0 : lf_level_of_row(&s->terms, s->rows.principal[row], s->rows.interest[row]);
}

int32_t
lf_default_periods(const LfTerms *t, int32_t rows)
{
    int32_t n = rows - (t->in_advance && t->balloon > 0);

    return n < 1 ? 1 : n > LF_MAX_PERIODS ? LF_MAX_PERIODS : n;
}

void
lf_terms_normalize(LfTerms *t, int32_t start_date)
{
    if (t->has_first_due && t->first_due == lf_date_add(start_date, t->period, 1))
        t->has_first_due = false;
    if (!t->has_first_due)
        t->first_due = 0;
}

LfDueCalendar
lf_due_calendar(const LfTerms *terms, int32_t start_date)
{
    if (terms->in_advance)
        return (LfDueCalendar){start_date, 0, terms->period};
    if (terms->has_first_due)
        return (LfDueCalendar){terms->first_due, 0, terms->period};
    return (LfDueCalendar){start_date, 1, terms->period};
}

int64_t
lf_terms_rate_on(const LfTerms *t, int32_t day)
{
    int64_t rate = t->rate_e12;

    for (int32_t k = 0; k < t->change_count && t->changes[k].from <= day; k++)
        rate = t->changes[k].rate_e12;
    return rate;
}

lf_status
lf_terms_check_month_end(const LfTerms *t, int32_t start_date, LfFault *why)
{
    if (!t->period.month_end)
        return LF_OK;
    if (t->period.days != 0)
        return LF_REFUSE(why, LF_ERR_MONTH_END_DAYS, .a = t->period.days);
    if (t->has_first_due && !lf_is_month_end(t->first_due))
        return LF_REFUSE(why, LF_ERR_MONTH_END_DATE, .name = "first_due", .a = t->first_due);
    if (t->in_advance && !lf_is_month_end(start_date))
        return LF_REFUSE(why, LF_ERR_MONTH_END_DATE, .name = "start_date", .a = start_date);
    return LF_OK;
}

int32_t
lf_rows_until(const int32_t *due, int32_t count, int32_t date)
{
    int32_t low = 0, high = count;

    while (low < high) {
        int32_t middle = low + (high - low) / 2;

        if (due[middle] <= date)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

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

/* The same as below where no sum on the way leaves 64 bits, as in every usual schedule. */
static bool
money_is_plain(const LfSchedule *s)
{
    const LfRows *rows = &s->rows;
    int64_t balance = s->opening, payment;
    bool leaves = false;

    for (int32_t k = 0; k < rows->count; k++) {
        leaves |= __builtin_add_overflow(rows->principal[k], rows->interest[k], &payment);
        leaves |= __builtin_add_overflow(payment, rows->fee[k], &payment);
        leaves |= __builtin_sub_overflow(balance, rows->principal[k], &balance);
    }
    return !leaves && balance == 0;
}

/* Payments and balances stay within 64 bits; the principal adds up. */
lf_status
lf_schedule_check_money(const LfSchedule *s, LfFault *why)
{
    const LfRows *rows = &s->rows;
    lf_int128 paid = 0;

    if (money_is_plain(s))
        return LF_OK;
    for (int32_t k = 0; k < rows->count; k++) {
        lf_int128 payment = lf_row_payment(rows, k);

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
    if (!s->due_by_terms)
        LF_TRY(check_dates(s, why));
    LF_TRY(lf_schedule_check_money(s, why));
    if (s->has_terms)
        LF_TRY(check_terms(s, why));
    return LF_OK;
}
