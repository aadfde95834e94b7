/*
 * Schedule: names of the forms, the calendar of the terms, and the gate that
 * every schedule passes before it becomes a value.
 */
#include "core/schedule/schedule.h"

#include <string.h>

static const char *const method_names[LF_METHODS] = {"annuity", "equal_principal", "interest_only",
                                                     "flat", "rule_of_78"};
static const char *const residue_names[2] = {"last", "first"};

/* The index of text among names, or -1 with the fault filled in. */
static int
parse_keyword(const char *const *names, int count, const char *text, size_t len, LfFault *why)
{
    for (int i = 0; i < count; i++)
        if (strlen(names[i]) == len && memcmp(names[i], text, len) == 0)
            return i;
    *why = (LfFault){.status = LF_ERR_KEYWORD, .text = text, .text_len = len};
    return -1;
}

lf_status
lf_method_parse(const char *text, size_t len, LfMethod *out, LfFault *why)
{
    int i = parse_keyword(method_names, LF_METHODS, text, len, why);

    if (i < 0) {
        why->name = "method";
        why->text2 = "annuity, equal_principal, interest_only, flat, rule_of_78";
        why->text2_len = strlen(why->text2);
        return why->status;
    }
    *out = (LfMethod)i;
    return LF_OK;
}

const char *
lf_method_name(LfMethod method)
{
    return method_names[method];
}

lf_status
lf_residue_parse(const char *text, size_t len, LfResidue *out, LfFault *why)
{
    int i = parse_keyword(residue_names, 2, text, len, why);

    if (i < 0) {
        why->name = "residue";
        why->text2 = "last, first";
        why->text2_len = strlen(why->text2);
        return why->status;
    }
    *out = (LfResidue)i;
    return LF_OK;
}

const char *
lf_residue_name(LfResidue residue)
{
    return residue_names[residue];
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

bool
lf_due_in_range(LfDueCalendar c, int32_t count)
{
    int64_t last = c.first + count;
    int64_t days = last * (c.period.months != 0 ? 31 * (int64_t)c.period.months : c.period.days);

    if (!lf_date_in_range(c.base))
        return false;
    /* a bound that needs no calendar settles all but the last centuries */
    return days <= LF_MAX_DATE - (int64_t)c.base ||
           lf_date_in_range(lf_date_add(c.base, c.period, last - (count > 0)));
}

void
lf_due_fill(LfDueCalendar calendar, int32_t count, int32_t *due)
{
    LfDueSequence s;

    if (count == 0)
        return;
    lf_due_start(&s, calendar.base, calendar.period, calendar.first);
    due[0] = s.due;
    for (int32_t k = 1; k < count; k++) {
        lf_due_next(&s);
        due[k] = s.due;
    }
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

lf_int128
lf_column_sum(const int64_t *column, int32_t count)
{
    lf_int128 sum = 0;

    for (int32_t k = 0; k < count; k++)
        sum += column[k];
    return sum;
}

/* Domain of the currency, the dates and the amounts around the rows. */
static lf_status
check_head(const LfSchedule *s, LfFault *why)
{
    if (!lf_date_in_range(s->start_date)) {
        *why = (LfFault){.status = LF_ERR_DATE_RANGE, .name = "start_date", .a = s->start_date};
        return why->status;
    }
    if (s->rows.count < 0 || s->rows.count > LF_MAX_ROWS) {
        *why =
            (LfFault){.status = LF_ERR_LIMIT, .name = "rows", .a = s->rows.count, .c = LF_MAX_ROWS};
        return why->status;
    }
    return LF_OK;
}

static lf_status
check_dates(const LfSchedule *s, LfFault *why)
{
    const LfRows *rows = &s->rows;

    for (int32_t k = 0; k < rows->count; k++) {
        if (!lf_date_in_range(rows->due[k])) {
            *why = (LfFault){.status = LF_ERR_DATE_RANGE, .name = "due date", .a = rows->due[k]};
            return why->status;
        }
        if (k > 0 && rows->due[k] <= rows->due[k - 1]) {
            *why = (LfFault){.status = LF_ERR_ROWS_ORDER, .a = k + 1, .b = rows->due[k]};
            return why->status;
        }
    }
    if (rows->count > 0 && rows->due[0] < s->start_date) {
        *why = (LfFault){.status = LF_ERR_START_AFTER_ROW, .a = rows->due[0], .b = s->start_date};
        return why->status;
    }
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
        if (!lf_fits_int64(payment) || !lf_fits_int64(s->opening - paid)) {
            *why = (LfFault){.status = LF_ERR_OVERFLOW,
                             .name = lf_fits_int64(payment) ? "balance" : "payment"};
            return why->status;
        }
    }
    if (paid != s->opening) {
        *why = (LfFault){.status = LF_ERR_ROWS_SUM,
                         .scale = lf_currency_scale(s->currency),
                         .a = lf_fits_int64(paid) ? (int64_t)paid : INT64_MAX,
                         .b = s->opening};
        return why->status;
    }
    return LF_OK;
}

static lf_status
bad_terms(const char *name, int64_t value, int64_t least, int64_t greatest, LfFault *why)
{
    *why =
        (LfFault){.status = LF_ERR_RANGE_INT, .name = name, .a = value, .b = least, .c = greatest};
    return why->status;
}

static lf_status
bad_amount(const LfSchedule *s, const char *name, int64_t value, int64_t least, LfFault *why)
{
    bad_terms(name, value, least, LF_MAX_MONEY, why);
    why->scale = lf_currency_scale(s->currency);
    return why->status = LF_ERR_RANGE_MONEY;
}

static lf_status
check_rates(const LfTerms *t, int32_t start_date, LfFault *why)
{
    int32_t day = start_date;
    int64_t rate = t->rate_e12;

    for (int32_t i = 0;; i++) {
        if (rate <= -LF_RATE_ONE || rate > LF_MAX_RATE_E12) {
            *why = (LfFault){.status = LF_ERR_RANGE_RATE,
                             .name = "annual_rate",
                             .a = rate,
                             .b = -LF_RATE_ONE,
                             .c = LF_MAX_RATE_E12};
            return why->status;
        }
        if (i == t->change_count)
            return LF_OK;
        if (!lf_date_in_range(t->changes[i].from)) {
            *why = (LfFault){
                .status = LF_ERR_DATE_RANGE, .name = "day of a rate", .a = t->changes[i].from};
            return why->status;
        }
        if (t->changes[i].from < day + (i > 0)) {
            *why = (LfFault){.status = LF_ERR_DATE_ORDER,
                             .name = "day of a rate",
                             .a = t->changes[i].from,
                             .b = day};
            return why->status;
        }
        day = t->changes[i].from;
        rate = t->changes[i].rate_e12;
    }
}

static lf_status
check_terms(const LfSchedule *s, LfFault *why)
{
    const LfTerms *t = &s->terms;

    if (t->periods < 1 || t->periods > LF_MAX_PERIODS)
        return bad_terms("periods", t->periods, 1, LF_MAX_PERIODS, why);
    if (t->grace < 0 || t->grace >= t->periods)
        return bad_terms("grace", t->grace, 0, t->periods - 1, why);
    if ((t->period.months != 0) == (t->period.days != 0))
        return bad_terms("period", 0, 1, LF_MAX_PERIOD_DAYS, why);
    if (t->period.months < 0 || t->period.months > LF_MAX_PERIOD_MONTHS)
        return bad_terms("period", t->period.months, 1, LF_MAX_PERIOD_MONTHS, why);
    if (t->period.days < 0 || t->period.days > LF_MAX_PERIOD_DAYS)
        return bad_terms("period", t->period.days, 1, LF_MAX_PERIOD_DAYS, why);
    if (t->balloon < 0 || t->balloon > LF_MAX_MONEY)
        return bad_amount(s, "balloon", t->balloon, 0, why);
    if (t->payment_unit < 0 || t->payment_unit > LF_MAX_MONEY)
        return bad_amount(s, "payment_unit", t->payment_unit, 1, why);
    if (t->change_count < 0 || t->change_count > LF_MAX_RATES)
        return bad_terms("rates", t->change_count, 0, LF_MAX_RATES, why);
    if (t->has_first_due &&
        (t->in_advance || t->first_due <= s->start_date || !lf_date_in_range(t->first_due))) {
        *why =
            (LfFault){.status = t->in_advance ? LF_ERR_FIRST_DUE_ADVANCE : LF_ERR_FIRST_DUE_EARLY,
                      .a = t->first_due,
                      .b = s->start_date};
        return why->status;
    }
    if (t->has_last_change && !lf_date_in_range(t->last_change)) {
        *why = (LfFault){.status = LF_ERR_DATE_RANGE, .name = "last change", .a = t->last_change};
        return why->status;
    }
    if (t->has_last_change && t->last_change < s->start_date) {
        *why = (LfFault){.status = LF_ERR_DATE_ORDER,
                         .name = "last change",
                         .a = t->last_change,
                         .b = s->start_date};
        return why->status;
    }
    return check_rates(t, s->start_date, why);
}

lf_status
lf_schedule_check(const LfSchedule *s, LfFault *why)
{
    lf_status status = check_head(s, why);

    if (status == LF_OK)
        status = check_dates(s, why);
    if (status == LF_OK)
        status = lf_schedule_check_money(s, why);
    if (status == LF_OK && s->has_terms)
        status = check_terms(s, why);
    return status;
}
