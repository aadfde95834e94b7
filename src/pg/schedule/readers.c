/*
 * Readers of one money_schedule that give one number: each unpacks only the
 * columns it needs.
 */
#include "postgres.h"

#include "fmgr.h"
#include "utils/date.h"

#include "core/schedule/accrual.h"
#include "pg/common/error.h"
#include "pg/common/date.h"
#include "pg/common/numeric.h"
#include "pg/common/text.h"
#include "pg/schedule/value.h"
#include "pg/schedule/expanded.h"

/*
 * A schedule being read: unpacked into these columns, which fit a loan on the
 * stack, or an expanded object whose columns are used where they lie.
 */
typedef struct Columns {
    LfScheduleView view;
    const LfSchedule *expanded; /* or NULL */
    const int64 *principal;
    const int64 *interest;
    const int64 *fee;
    int64 stack[2][LF_MAX_LOAN_ROWS];
    int64 *first; /* room for a column each */
    int64 *second;
} Columns;

static void
view_expanded(const LfSchedule *s, LfScheduleView *view)
{
    view->currency = s->currency;
    view->opening = s->opening;
    view->start_date = s->start_date;
    view->count = s->rows.count;
    view->has_terms = true;
    view->due_form = LF_DUE_TERMS;
    view->calendar = lf_due_calendar(&s->terms, s->start_date);
}

static void
open_schedule(FunctionCallInfo fcinfo, Columns *c, bool with_dates)
{
    c->expanded = lfpg_expanded_schedule(PG_GETARG_DATUM(0));
    c->first = c->stack[0];
    c->second = c->stack[1];
    if (c->expanded != NULL) {
        view_expanded(c->expanded, &c->view);
        return;
    }
    if (with_dates)
        lfpg_money_schedule_view(PG_GETARG_MONEY_SCHEDULE_P(0), &c->view);
    else
        lfpg_money_schedule_view_amounts(PG_GETARG_MONEY_SCHEDULE_P(0), &c->view);
    if (c->view.count > LF_MAX_LOAN_ROWS) {
        c->first = palloc(sizeof(int64) * 2 * (Size)c->view.count);
        c->second = c->first + c->view.count;
    }
}

static int
scale_of(const Columns *c)
{
    return lf_currency_scale(c->view.currency);
}

/* Rows due on or before the date; the room for columns serves as scratch. */
static int32
rows_until(Columns *c, int32 date)
{
    return lf_money_schedule_rows_until(&c->view, date, (int32 *)c->first, c->second);
}

/* Interest of rows 0 .. count - 1, into the first column. */
static void
load_interest(Columns *c, int32 count)
{
    c->interest = c->first;
    if (c->expanded != NULL)
        c->interest = c->expanded->rows.interest;
    else
        lf_money_schedule_interest(&c->view, count, c->first);
}

/* Interest into the first column, principal into the second. */
static void
load_principal(Columns *c, int32 count)
{
    load_interest(c, count);
    c->principal = c->second;
    if (c->expanded != NULL)
        c->principal = c->expanded->rows.principal;
    else
        lf_money_schedule_principal(&c->view, count, c->first, c->second);
}

/* Fees, into the first column: what was there is gone. */
static void
load_fees(Columns *c, int32 count)
{
    c->fee = c->first;
    if (c->expanded != NULL)
        c->fee = c->expanded->rows.fee;
    else
        lf_money_schedule_fees(&c->view, count, c->first);
}

static Datum
return_sum(const Columns *c, lf_int128 sum, const char *name)
{
    if (lf_fits_int64(sum))
        return lfpg_numeric_from_int64((int64)sum, scale_of(c));

    LFPG_REFUSE(LF_ERR_OVERFLOW, .name = name);
}

PG_FUNCTION_INFO_V1(loanfin_principal);
Datum
loanfin_principal(PG_FUNCTION_ARGS)
{
    LfScheduleView view;

    lfpg_money_schedule_view_amounts(PG_GETARG_MONEY_SCHEDULE_P(0), &view);
    return lfpg_numeric_from_int64(view.opening, lf_currency_scale(view.currency));
}

PG_FUNCTION_INFO_V1(loanfin_start_date);
Datum
loanfin_start_date(PG_FUNCTION_ARGS)
{
    LfScheduleView view;

    lfpg_money_schedule_view_amounts(PG_GETARG_MONEY_SCHEDULE_P(0), &view);
    PG_RETURN_DATEADT(view.start_date);
}

PG_FUNCTION_INFO_V1(loanfin_installment_count);
Datum
loanfin_installment_count(PG_FUNCTION_ARGS)
{
    LfScheduleView view;

    lfpg_money_schedule_view_amounts(PG_GETARG_MONEY_SCHEDULE_P(0), &view);
    PG_RETURN_INT32(view.count);
}

PG_FUNCTION_INFO_V1(loanfin_currency);
Datum
loanfin_currency(PG_FUNCTION_ARGS)
{
    LfScheduleView view;

    lfpg_money_schedule_view_amounts(PG_GETARG_MONEY_SCHEDULE_P(0), &view);
    return lfpg_return_currency(fcinfo, view.currency);
}

PG_FUNCTION_INFO_V1(loanfin_annual_rate);
Datum
loanfin_annual_rate(PG_FUNCTION_ARGS)
{
    LfScheduleView view;
    LfTerms t;

    lfpg_money_schedule_view_amounts(PG_GETARG_MONEY_SCHEDULE_P(0), &view);
    if (!view.has_terms)
        PG_RETURN_NULL();
    lfpg_money_schedule_terms(&view, &t);
    return lfpg_numeric_from_int64(
        t.change_count > 0 ? t.changes[t.change_count - 1].rate_e12 : t.rate_e12, LF_RATE_DECIMALS);
}

/* The due date of row `row`, from 0. */
static int32
due_of(Columns *c, int32 row)
{
    int32 *due = (int32 *)c->first;

    if (c->view.due_form != LF_DUE_COLUMN)
        return (int32)lf_date_add(c->view.calendar.base, c->view.calendar.period,
                                  c->view.calendar.first + row);
    lf_money_schedule_dues(&c->view, row + 1, due, c->second);
    return due[row];
}

PG_FUNCTION_INFO_V1(loanfin_maturity_date);
Datum
loanfin_maturity_date(PG_FUNCTION_ARGS)
{
    Columns c;

    open_schedule(fcinfo, &c, true);
    if (c.view.count == 0)
        PG_RETURN_NULL();
    PG_RETURN_DATEADT(due_of(&c, c.view.count - 1));
}

PG_FUNCTION_INFO_V1(loanfin_next_due);
Datum
loanfin_next_due(PG_FUNCTION_ARGS)
{
    int32 as_of = lfpg_date(PG_GETARG_DATEADT(1), "as_of");
    Columns c;
    int32 row;

    open_schedule(fcinfo, &c, true);
    row = rows_until(&c, as_of);
    if (row == c.view.count)
        PG_RETURN_NULL();
    PG_RETURN_DATEADT(due_of(&c, row));
}

PG_FUNCTION_INFO_V1(loanfin_payment);
Datum
loanfin_payment(PG_FUNCTION_ARGS)
{
    int32 number = PG_GETARG_INT32(1);
    lf_int128 payment;
    Columns c;

    open_schedule(fcinfo, &c, false);
    if (number < 1)
        LFPG_REFUSE(LF_ERR_ROW_NUMBER, .a = number, .c = c.view.count);
    if (number > c.view.count)
        PG_RETURN_NULL();
    load_principal(&c, number);
    payment = (lf_int128)c.principal[number - 1] + c.interest[number - 1];
    load_fees(&c, number);
    return return_sum(&c, payment + c.fee[number - 1], "payment");
}

/* Which columns a sum is over. */
#define OF_PRINCIPAL 1
#define OF_INTEREST 2
#define OF_FEE 4

/* Sum over rows [from, to). */
static lf_int128
sum_rows(Columns *c, int32 from, int32 to, int parts)
{
    lf_int128 sum = 0;

    if ((parts & OF_PRINCIPAL) != 0) {
        load_principal(c, to);
        sum += lf_column_sum(c->principal + from, to - from);
    } else if ((parts & OF_INTEREST) != 0)
        load_interest(c, to);
    if ((parts & OF_INTEREST) != 0)
        sum += lf_column_sum(c->interest + from, to - from);
    if ((parts & OF_FEE) != 0) {
        load_fees(c, to);
        sum += lf_column_sum(c->fee + from, to - from);
    }
    return sum;
}

static Datum
total(FunctionCallInfo fcinfo, int parts, const char *name)
{
    Columns c;

    open_schedule(fcinfo, &c, false);
    return return_sum(&c, sum_rows(&c, 0, c.view.count, parts), name);
}

PG_FUNCTION_INFO_V1(loanfin_total_interest);
Datum
loanfin_total_interest(PG_FUNCTION_ARGS)
{
    return total(fcinfo, OF_INTEREST, "total interest");
}

PG_FUNCTION_INFO_V1(loanfin_total_fee);
Datum
loanfin_total_fee(PG_FUNCTION_ARGS)
{
    return total(fcinfo, OF_FEE, "total fee");
}

PG_FUNCTION_INFO_V1(loanfin_total_payment);
Datum
loanfin_total_payment(PG_FUNCTION_ARGS)
{
    return total(fcinfo, OF_PRINCIPAL | OF_INTEREST | OF_FEE, "total payment");
}

/* Rows whose due date lies in the range of argument 1. */
static Datum
due_in_range(FunctionCallInfo fcinfo, int parts, const char *name)
{
    int32 from, to, first, last;
    Columns c;

    lfpg_daterange(PG_GETARG_DATUM(1), &from, &to);
    open_schedule(fcinfo, &c, true);
    if (from >= to)
        return return_sum(&c, 0, name);
    first = rows_until(&c, from - 1);
    last = rows_until(&c, to - 1);
    return return_sum(&c, sum_rows(&c, first, last, parts), name);
}

PG_FUNCTION_INFO_V1(loanfin_principal_due);
Datum
loanfin_principal_due(PG_FUNCTION_ARGS)
{
    return due_in_range(fcinfo, OF_PRINCIPAL, "principal due");
}

PG_FUNCTION_INFO_V1(loanfin_interest_due);
Datum
loanfin_interest_due(PG_FUNCTION_ARGS)
{
    return due_in_range(fcinfo, OF_INTEREST, "interest due");
}

PG_FUNCTION_INFO_V1(loanfin_fee_due);
Datum
loanfin_fee_due(PG_FUNCTION_ARGS)
{
    return due_in_range(fcinfo, OF_FEE, "fee due");
}

PG_FUNCTION_INFO_V1(loanfin_payment_due);
Datum
loanfin_payment_due(PG_FUNCTION_ARGS)
{
    return due_in_range(fcinfo, OF_PRINCIPAL | OF_INTEREST | OF_FEE, "payment due");
}

PG_FUNCTION_INFO_V1(loanfin_balance_at);
Datum
loanfin_balance_at(PG_FUNCTION_ARGS)
{
    int32 as_of = lfpg_date(PG_GETARG_DATEADT(1), "as_of");
    Columns c;
    int32 rows;

    open_schedule(fcinfo, &c, true);
    rows = rows_until(&c, as_of);
    return return_sum(&c, c.view.opening - sum_rows(&c, 0, rows, OF_PRINCIPAL), "balance");
}

/* Balance and accrued interest as of a day. */
static void
stand_of(Columns *c, int32 as_of, int64 *balance, int64 *accrued)
{
    LfAccrual a = {.start_date = c->view.start_date, .previous_due = c->view.start_date};
    int32 rows = rows_until(c, as_of);
    LfTerms t;

    *accrued = 0;
    *balance = (int64)(c->view.opening - sum_rows(c, 0, rows, OF_PRINCIPAL));
    if (rows == c->view.count)
        return;
    load_interest(c, rows + 1);
    a.next_interest = c->interest[rows];
    a.balance = *balance;
    if (rows > 0)
        a.previous_due = due_of(c, rows - 1);
    a.next_due = due_of(c, rows);
    if (c->expanded != NULL)
        a.terms = &c->expanded->terms;
    else if (c->view.has_terms) {
        lfpg_money_schedule_terms(&c->view, &t);
        a.terms = &t;
    }
    LFPG_TRY(lf_accrued_interest, &a, as_of, accrued);
}

PG_FUNCTION_INFO_V1(loanfin_accrued_interest);
Datum
loanfin_accrued_interest(PG_FUNCTION_ARGS)
{
    int32 as_of = lfpg_date(PG_GETARG_DATEADT(1), "as_of");
    int64 balance, accrued;
    Columns c;

    open_schedule(fcinfo, &c, true);
    stand_of(&c, as_of, &balance, &accrued);
    return lfpg_numeric_from_int64(accrued, scale_of(&c));
}

PG_FUNCTION_INFO_V1(loanfin_payoff);
Datum
loanfin_payoff(PG_FUNCTION_ARGS)
{
    int32 as_of = lfpg_date(PG_GETARG_DATEADT(1), "as_of");
    int64 balance, accrued;
    Columns c;

    open_schedule(fcinfo, &c, true);
    stand_of(&c, as_of, &balance, &accrued);
    return return_sum(&c, (lf_int128)balance + accrued, "payoff");
}
