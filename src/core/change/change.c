/*
 * Change: what stays, the new terms, and how the rest is made.
 *
 * A worked prepayment: 1,000.00 at 12 % in ten monthly rows, 300.00 on the
 * second due date.  Rows 1 and 2 stay, 300.00 join row 2; eight rows are left.
 * `reduce` solves the payment for eight rows; `shorten` keeps it, and six of
 * the eight are enough.
 */
#include "core/change/change.h"

#include <string.h>

#include "core/change/rest.h"
#include "core/schedule/accrual.h"

static const char *const prepay_effects[] = {"shorten", "reduce", "next", "last"};
static const LfAlias prepay_aliases[] = {
    {"缩短期限", LF_PREPAY_SHORTEN}, {"减少月供", LF_PREPAY_REDUCE}, {NULL, 0}};
static const char *const reprice_effects[] = {"payment", "term"};
static const char *const defer_interests[] = {"capitalize", "pay", "waive"};

const LfKeywords lf_prepay_effects = {"effect", prepay_effects, 4, prepay_aliases, 0};
const LfKeywords lf_reprice_effects = {"effect", reprice_effects, 2, NULL, 0};
const LfKeywords lf_defer_interests = {"interest", defer_interests, 3, NULL, 0};

/* One change on its way: the old schedule, the day, and the rest being made. */
typedef struct Change {
    const LfSchedule *old;
    int32_t day;
    int32_t stay;   /* rows of old due on or before the day */
    int32_t before; /* the last of them, or the start date */
    int64_t balance;
    LfRest rest;
} Change;

static lf_status
not_meant(const char *what, const LfTerms *t, LfFault *why)
{
    return LF_REFUSE(why, LF_ERR_CHANGE_FORM, .name = what,
                     .text = lf_text(lf_method_name(t->method)));
}

/* Whether the schedule can change on the day at all. */
static lf_status
check_day(const LfSchedule *s, const char *function, const char *argument, int32_t day,
          LfFault *why)
{
    const LfTerms *t = &s->terms;
    int32_t first = s->start_date;

    if (!s->has_terms) {
        return LF_REFUSE(why, LF_ERR_NO_TERMS, .name = function);
    }
    if (t->has_last_change && t->last_change > first)
        first = t->last_change;
    if (s->rows.count > 0 && day >= first && day < s->rows.due[s->rows.count - 1])
        return LF_OK;
    return LF_REFUSE(why, LF_ERR_CHANGE_DATE, .name = argument, .a = day, .b = first,
                     .c = s->rows.count > 0 ? (int64_t)s->rows.due[s->rows.count - 1] - 1 : first);
}

static void
copy_rows(LfRows *to, const LfRows *from, int32_t count)
{
    size_t bytes = (size_t)count * sizeof(int64_t);

    memcpy(to->due, from->due, (size_t)count * sizeof(int32_t));
    memcpy(to->principal, from->principal, bytes);
    memcpy(to->interest, from->interest, bytes);
    memcpy(to->fee, from->fee, bytes);
    to->count = count;
}

/* Terms and rates of the old schedule, in the new one's own memory. */
static void
copy_terms(LfChanged *out, const LfSchedule *s)
{
    LfRows rows = out->s.rows;

    out->s = *s;
    out->s.rows = rows;
    if (s->terms.change_count > 0)
        memcpy(out->changes, s->terms.changes,
               (size_t)s->terms.change_count * sizeof(LfRateChange));
    out->s.terms.changes = out->changes;
}

/* The whole schedule as it is: what a change of nothing gives. */
static lf_status
unchanged(const LfSchedule *s, LfChanged *out)
{
    copy_terms(out, s);
    copy_rows(&out->s.rows, &s->rows, s->rows.count);
    return LF_OK;
}

static int32_t
not_below_zero(int32_t x)
{
    return x < 0 ? 0 : x;
}

/* What stays; the rest is all rows after the day, nothing of it made yet. */
static lf_status
begin(Change *c, const LfSchedule *s, int32_t day, LfChanged *out, LfFault *why)
{
    const LfTerms *t = &s->terms;
    LfDueCalendar calendar = lf_due_calendar(t, s->start_date);
    lf_int128 balance;

    c->old = s;
    c->day = day;
    c->stay = lf_rows_until(s->rows.due, s->rows.count, day);
    c->before = c->stay > 0 ? s->rows.due[c->stay - 1] : s->start_date;
    balance = (lf_int128)s->opening - lf_column_sum(s->rows.principal, c->stay);
    if (!lf_fits_int64(balance)) {
        return LF_REFUSE(why, LF_ERR_OVERFLOW, .name = "balance");
    }
    c->balance = (int64_t)balance;
    copy_terms(out, s);
    copy_rows(&out->s.rows, &s->rows, c->stay);
    out->s.terms.has_last_change = true;
    out->s.terms.last_change = day;
    c->rest.out = out;
    c->rest.kept = c->stay;
    c->rest.passed =
        lf_due_count_until(calendar.base, calendar.period, calendar.first, LF_MAX_LOAN_ROWS, day);
    c->rest.from = c->before;
    c->rest.count = s->rows.count - c->stay;
    c->rest.hold = 0;
    c->rest.capitalize = false;
    c->rest.grace = not_below_zero(t->grace - c->rest.passed);
    c->rest.apart = t->in_advance && t->balloon > 0;
    c->rest.balance = c->balance;
    c->rest.level = t->level;
    return LF_OK;
}

/* Fees go on: each row has that of the old one in its place, further ones that of the last. */
static void
put_fees(const Change *c)
{
    const LfRows *old = &c->old->rows;
    LfRows *rows = &c->rest.out->s.rows;
    int32_t last = old->count - 1;

    for (int32_t k = c->rest.kept; k < rows->count; k++) {
        int32_t place = c->stay + k - c->rest.kept;

        rows->fee[k] = old->fee[place < last ? place : last];
    }
}

/* The terms say how many rows there are now. */
static lf_status
finish(Change *c)
{
    LfSchedule *s = &c->rest.out->s;
    LfTerms *t = &s->terms;
    int32_t made = s->rows.count - c->rest.kept;
    bool is_whole = made == c->rest.count;

    put_fees(c);
    t->level = c->rest.level;
    t->periods = c->rest.passed + made;
    if (c->rest.apart && is_whole)
        t->periods--;
    else if (c->rest.apart) /* it ended before the balloon's row */
        t->balloon = 0;
    t->periods = t->periods < 1 ? 1 : t->periods;
    t->grace = t->grace < t->periods ? t->grace : t->periods - 1;
    return LF_OK;
}

/* Rows made anew by the form: from the level amount in force, or solved again. */
static lf_status
make_rest(Change *c, bool solve, LfFault *why)
{
    lf_status status = lf_rest_prepare(&c->rest, why);

    if (status == LF_OK && solve)
        status = lf_rest_solve(&c->rest, why);
    if (status == LF_OK)
        status = lf_rest_fill(&c->rest, why);
    return status == LF_OK ? finish(c) : status;
}

static bool
is_add_on(const LfTerms *t)
{
    return t->method == LF_FLAT || t->method == LF_RULE_OF_78;
}

/* The prepayment itself: a row of the day, or part of the row that falls on it. */
static lf_status
put_prepayment(Change *c, int64_t principal, int64_t interest, int64_t fee, LfFault *why)
{
    LfRows *rows = &c->rest.out->s.rows;
    bool joins = c->stay > 0 && c->before == c->day;
    int32_t k = joins ? c->stay - 1 : c->stay;

    if (!joins) {
        rows->due[k] = c->day;
        rows->principal[k] = rows->interest[k] = rows->fee[k] = 0;
        rows->count++;
        c->rest.kept++;
    }
    if (!lf_add64(rows->principal[k], principal, &rows->principal[k]) ||
        !lf_add64(rows->interest[k], interest, &rows->interest[k]) ||
        !lf_add64(rows->fee[k], fee, &rows->fee[k])) {
        return LF_REFUSE(why, LF_ERR_OVERFLOW, .name = "payment");
    }
    c->rest.from = c->day;
    c->rest.balance = c->balance - principal;
    return LF_OK;
}

/* Interest accrued to the day by the old schedule. */
static lf_status
accrued(const Change *c, int64_t *interest, LfFault *why)
{
    const LfRows *rows = &c->old->rows;
    LfAccrual a = {.terms = &c->old->terms,
                   .start_date = c->old->start_date,
                   .previous_due = c->before,
                   .next_due = rows->due[c->stay],
                   .next_interest = rows->interest[c->stay],
                   .balance = c->balance};

    return lf_accrued_interest(&a, c->day, interest, why);
}

static lf_status
check_amount(const Change *c, int64_t amount, int64_t interest, LfFault *why)
{
    lf_int128 payoff = (lf_int128)c->balance + interest;

    if (amount > interest && amount <= payoff)
        return LF_OK;
    return LF_REFUSE(why, LF_ERR_PREPAY_AMOUNT, .scale = lf_currency_scale(c->old->currency),
                     .a = amount, .b = interest,
                     .c = lf_fits_int64(payoff) ? (int64_t)payoff : INT64_MAX);
}

/* What each row pays where a prepayment covers the next ones. */
static void
take_from_next(const Change *c, int64_t left, int64_t *payment)
{
    const LfRows *old = &c->old->rows;

    for (int32_t k = 0; k < c->rest.count; k++) {
        int64_t due = old->principal[c->stay + k] + old->interest[c->stay + k];
        int64_t taken = due < left ? due : left;

        taken = taken < 0 ? 0 : taken;
        payment[k] = due - taken;
        left -= taken;
    }
}

/* What principal each row keeps where a prepayment is taken off from the end. */
static void
take_from_last(const Change *c, int64_t left, int64_t *principal)
{
    const LfRows *old = &c->old->rows;

    for (int32_t k = c->rest.count - 1; k >= 0; k--) {
        int64_t due = old->principal[c->stay + k], taken = due < left ? due : left;

        taken = taken < 0 ? 0 : taken;
        principal[k] = due - taken;
        left -= taken;
    }
}

/* Rows at the end that are left without principal go. */
static void
drop_without_principal(Change *c, const int64_t *principal)
{
    while (c->rest.count > 0 && principal[c->rest.count - 1] == 0)
        c->rest.count--;
}

static lf_status
make_given(Change *c, LfPrepayEffect effect, int64_t prepaid, LfFault *why)
{
    int64_t given[LF_MAX_LOAN_ROWS];
    int32_t before = c->rest.count;
    lf_status status;

    if (effect == LF_PREPAY_NEXT)
        take_from_next(c, prepaid, given);
    else {
        take_from_last(c, prepaid, given);
        drop_without_principal(c, given);
    }
    if (c->rest.count < before) {
        c->rest.out->s.terms.balloon = c->rest.apart ? 0 : c->rest.out->s.terms.balloon;
        c->rest.apart = false;
    }
    status = lf_rest_prepare(&c->rest, why);
    if (status == LF_OK)
        status = lf_rest_fill_given(&c->rest, given, effect == LF_PREPAY_LAST, why);
    return status == LF_OK ? finish(c) : status;
}

lf_status
lf_prepay(const LfSchedule *s, int32_t day, int64_t amount, LfPrepayEffect effect, int64_t fee,
          LfChanged *out, LfFault *why)
{
    int64_t interest = 0, prepaid;
    Change c;
    lf_status status = check_day(s, "prepay", "on_date", day, why);

    if (status == LF_OK && day == s->start_date) {
        return LF_REFUSE(why, LF_ERR_CHANGE_DATE, .name = "on_date", .a = day, .b = day + 1,
                         .c = s->rows.due[s->rows.count - 1] - 1);
    }
    if (status == LF_OK)
        status = begin(&c, s, day, out, why);
    if (status == LF_OK)
        status = accrued(&c, &interest, why);
    if (status == LF_OK)
        status = check_amount(&c, amount, interest, why);
    if (status != LF_OK)
        return status;
    prepaid = amount - interest;
    if (prepaid < c.balance && is_add_on(&s->terms))
        return not_meant("a part prepayment", &s->terms, why);
    status = put_prepayment(&c, prepaid, interest, fee, why);
    if (status != LF_OK)
        return status;
    if (prepaid == c.balance)
        c.rest.count = 0;
    if (prepaid < c.balance && (effect == LF_PREPAY_NEXT || effect == LF_PREPAY_LAST))
        return make_given(&c, effect, prepaid, why);
    return make_rest(&c, effect == LF_PREPAY_REDUCE, why);
}

/* The annual rate in force from a day on, and whether another waits. */
static int64_t
rate_from(const LfTerms *t, int32_t day, bool *is_last)
{
    int64_t rate = t->rate_e12;
    int32_t i = 0;

    for (; i < t->change_count && t->changes[i].from <= day; i++)
        rate = t->changes[i].rate_e12;
    *is_last = i == t->change_count;
    return rate;
}

/* From the day on this rate, without the later ones. */
static void
set_rate(LfChanged *out, int32_t day, int64_t rate_e12)
{
    LfTerms *t = &out->s.terms;

    while (t->change_count > 0 && out->changes[t->change_count - 1].from >= day)
        t->change_count--;
    if (day <= out->s.start_date)
        t->rate_e12 = rate_e12;
    else
        out->changes[t->change_count++] = (LfRateChange){day, rate_e12};
}

/* Keeps the payment until the debt is paid, however many rows that takes. */
static lf_status
make_open(Change *c, LfFault *why)
{
    int32_t most = LF_MAX_PERIODS - c->rest.passed;
    bool paid = false;
    lf_status status = LF_OK;

    for (int32_t count = 2 * c->rest.count + 12; !paid && status == LF_OK; count = most) {
        c->rest.count = count < most ? count : most;
        status = lf_rest_prepare(&c->rest, why);
        if (status == LF_OK)
            status = lf_rest_fill_open(&c->rest, &paid, why);
        if (status == LF_OK && !paid && c->rest.count == most) {
            return LF_REFUSE(why, LF_ERR_TERM_LONG, .scale = lf_currency_scale(c->old->currency),
                             .a = c->rest.level, .c = LF_MAX_PERIODS);
        }
    }
    return status == LF_OK ? finish(c) : status;
}

lf_status
lf_reprice(const LfSchedule *s, int32_t day, int64_t rate_e12, LfRepriceEffect effect,
           LfChanged *out, LfFault *why)
{
    bool is_last;
    Change c;
    lf_status status = check_day(s, "reprice", "from_date", day, why);

    if (status == LF_OK && is_add_on(&s->terms))
        return not_meant("reprice", &s->terms, why);
    if (status == LF_OK && rate_from(&s->terms, day, &is_last) == rate_e12 && is_last)
        return unchanged(s, out);
    if (status == LF_OK && effect == LF_REPRICE_TERM &&
        (s->terms.method != LF_ANNUITY || s->terms.balloon > 0))
        return not_meant("effect term", &s->terms, why);
    if (status != LF_OK)
        return status;
    status = begin(&c, s, day, out, why);
    if (status != LF_OK)
        return status;
    set_rate(out, day, rate_e12);
    if (effect == LF_REPRICE_TERM)
        return make_open(&c, why);
    return make_rest(&c, s->terms.method == LF_ANNUITY, why);
}

static lf_status
check_periods(const char *name, int64_t periods, int64_t least, int64_t most, LfFault *why)
{
    if (periods >= least && periods <= most)
        return LF_OK;
    return LF_REFUSE(why, LF_ERR_RANGE_INT, .name = name, .a = periods, .b = least, .c = most);
}

/* No interest from the row before the day to the end of the held rows. */
static void
waive_interest(Change *c)
{
    LfChanged *out = c->rest.out;
    LfTerms *t = &out->s.terms;
    LfDueCalendar calendar = lf_due_calendar(t, out->s.start_date);
    int32_t until = (int32_t)lf_date_add(calendar.base, calendar.period,
                                         calendar.first + c->rest.passed + c->rest.hold - 1);
    LfRateChange later[LF_MAX_RATES];
    int32_t count = 0;
    int64_t rate = t->rate_e12;

    for (int32_t i = 0; i < t->change_count; i++)
        if (out->changes[i].from <= until)
            rate = out->changes[i].rate_e12;
        else
            later[count++] = out->changes[i];
    set_rate(out, c->before, 0);
    out->changes[t->change_count++] = (LfRateChange){until, rate};
    for (int32_t i = 0; i < count; i++)
        out->changes[t->change_count++] = later[i];
}

lf_status
lf_defer(const LfSchedule *s, int32_t day, int32_t periods, LfDeferInterest interest,
         LfChanged *out, LfFault *why)
{
    Change c;
    lf_status status = check_day(s, "defer", "from_date", day, why);

    if (status == LF_OK && is_add_on(&s->terms))
        return not_meant("defer", &s->terms, why);
    if (status == LF_OK)
        status = check_periods("periods", periods, 0, LF_MAX_PERIODS - s->terms.periods, why);
    if (status != LF_OK)
        return status;
    if (periods == 0)
        return unchanged(s, out);
    status = begin(&c, s, day, out, why);
    if (status != LF_OK)
        return status;
    c.rest.hold = periods;
    c.rest.count += periods;
    c.rest.capitalize = interest == LF_DEFER_CAPITALIZE;
    if (c.rest.grace > 0)
        out->s.terms.grace += periods;
    if (interest == LF_DEFER_WAIVE)
        waive_interest(&c);
    return make_rest(&c, c.rest.capitalize, why);
}

lf_status
lf_extend(const LfSchedule *s, int32_t day, int32_t periods, LfChanged *out, LfFault *why)
{
    Change c;
    lf_status status = check_day(s, "extend", "from_date", day, why);

    if (status == LF_OK && is_add_on(&s->terms))
        return not_meant("extend", &s->terms, why);
    if (status != LF_OK)
        return status;
    if (periods == 0)
        return unchanged(s, out);
    status = begin(&c, s, day, out, why);
    if (status == LF_OK)
        status = check_periods("periods", periods, 1 - (int64_t)c.rest.count,
                               LF_MAX_PERIODS - s->terms.periods, why);
    if (status != LF_OK)
        return status;
    c.rest.count += periods;
    return make_rest(&c, true, why);
}
