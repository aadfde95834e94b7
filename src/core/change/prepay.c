/*
 * Prepayment: money ahead of time, and what it changes in the later rows; and a
 * further disbursement, which is a prepayment with the other sign.
 *
 * A worked prepayment: 1,000.00 at 12 % in ten monthly rows, 300.00 on the
 * second due date.  Rows 1 and 2 stay, 300.00 are added to row 2; eight are left.
 * `reduce` solves the payment for eight rows; `shorten` keeps it, and six of
 * the eight are enough.
 */
#include "core/base/range.h"
#include "core/change/work.h"
#include "core/schedule/accrual.h"

static const char *const prepay_effects[] = {"shorten", "reduce", "next", "last"};
static const LfAlias prepay_aliases[] = {
    {"缩短期限", LF_PREPAY_SHORTEN}, {"减少月供", LF_PREPAY_REDUCE}, {NULL, 0}};

const LfKeywords lf_prepay_effects = {"effect", prepay_effects, 4, prepay_aliases, 0};

/* The prepayment itself: a row of the day, or part of the row that falls on it. */
static lf_status
put_prepayment(LfChange *c, int64_t principal, int64_t interest, int64_t fee, LfFault *why)
{
    LfRows *rows = &c->rest.out->s.rows;
    bool joins = c->stay > 0 && c->before == c->day;
    int32_t k = joins ? c->stay - 1 : c->stay;

    if (!joins) {
        c->rest.out->s.due_by_terms = false;
        rows->due[k] = c->day;
        rows->principal[k] = rows->interest[k] = rows->fee[k] = 0;
        rows->count++;
        c->rest.kept++;
    }
    if (!lf_add64(rows->principal[k], principal, &rows->principal[k]) ||
        !lf_add64(rows->interest[k], interest, &rows->interest[k]) ||
        !lf_add64(rows->fee[k], fee, &rows->fee[k]))
        return LF_REFUSE(why, LF_ERR_OVERFLOW, .name = "payment");
    c->rest.from = c->day;
    if (__builtin_sub_overflow(c->balance, principal, &c->rest.balance))
        return LF_REFUSE(why, LF_ERR_OVERFLOW, .name = "balance");
    return LF_OK;
}

/* Interest accrued to the day by the old schedule. */
static lf_status
accrued(const LfChange *c, int64_t *interest, LfFault *why)
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
check_amount(const LfChange *c, int64_t amount, int64_t interest, LfFault *why)
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
take_from_next(const LfChange *c, int64_t left, int64_t *payment)
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
take_from_last(const LfChange *c, int64_t left, int64_t *principal)
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
drop_without_principal(LfChange *c, const int64_t *principal)
{
    while (c->rest.count > 0 && principal[c->rest.count - 1] == 0)
        c->rest.count--;
}

static lf_status
make_given(LfChange *c, LfPrepayEffect effect, int64_t prepaid, LfFault *why)
{
    int64_t given[LF_MAX_LOAN_ROWS];
    int32_t before = c->rest.count;

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
    LF_TRY(lf_rest_prepare(&c->rest, why));
    LF_TRY(lf_rest_fill_given(&c->rest, given, effect == LF_PREPAY_LAST, why));
    return lf_change_finish(c);
}

/* A change that is not for the start date, and the interest accrued to its day. */
static lf_status
begin_after_start(LfChange *c, const LfSchedule *s, const char *function, int32_t day,
                  LfChanged *out, int64_t *interest, LfFault *why)
{
    LF_TRY(lf_change_check_day(s, function, "on_date", day, why));
    if (day == s->start_date)
        return LF_REFUSE(why, LF_ERR_CHANGE_DATE, .name = "on_date", .a = day, .b = day + 1,
                         .c = s->rows.due[s->rows.count - 1] - 1);
    LF_TRY(lf_change_begin(c, s, day, out, why));
    return accrued(c, interest, why);
}

lf_status
lf_prepay(const LfSchedule *s, int32_t day, int64_t amount, LfPrepayEffect effect, int64_t fee,
          LfChanged *out, LfFault *why)
{
    int64_t interest = 0, prepaid;
    LfChange c;

    LF_TRY(begin_after_start(&c, s, "prepay", day, out, &interest, why));
    LF_TRY(check_amount(&c, amount, interest, why));
    prepaid = amount - interest;
    if (prepaid < c.balance && lf_is_add_on(&s->terms))
        return lf_change_not_meant("a part prepayment", &s->terms, why);
    LF_TRY(put_prepayment(&c, prepaid, interest, fee, why));
    if (prepaid == c.balance)
        c.rest.count = 0;
    if (prepaid < c.balance && (effect == LF_PREPAY_NEXT || effect == LF_PREPAY_LAST))
        return make_given(&c, effect, prepaid, why);
    return lf_change_make_rest(&c, effect == LF_PREPAY_REDUCE, why);
}

/* The mirror of a prepayment that is solved again: what has accrued joins the debt. */
lf_status
lf_tranche(const LfSchedule *s, int32_t day, int64_t amount, LfChanged *out, LfFault *why)
{
    int64_t interest = 0, drawn;
    LfChange c;

    LF_TRY(begin_after_start(&c, s, "tranche", day, out, &interest, why));
    if (lf_is_add_on(&s->terms))
        return lf_change_not_meant("tranche", &s->terms, why);
    LF_TRY(lf_check_money("amount", amount, 1, lf_currency_scale(s->currency), why));
    if (!lf_add64(amount, interest, &drawn))
        return LF_REFUSE(why, LF_ERR_OVERFLOW, .name = "balance");
    LF_TRY(put_prepayment(&c, -drawn, interest, 0, why));
    return lf_change_make_rest(&c, true, why);
}
